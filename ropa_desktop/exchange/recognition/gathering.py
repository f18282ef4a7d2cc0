"""Records in the making: what the rows of a strange file become, with new ids, each shared thing made once by name."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from ropa_desktop.exchange.incoming import Incoming, Problem
from ropa_desktop.exchange.json_file import Records
from ropa_desktop.exchange.recognition.reading import folded
from ropa_desktop.model.record import new_id

MENTIONED, DESCRIBED = "mentioned", "described"
"""Of what a file names: mentioned in passing, or a row of its own tells of it."""

LONGEST_NAME = 120

_DESCRIBED = frozenset({"data_category", "data_subject_category", "measure", "system"})


class Gathered:
    """The records of one file so far."""

    def __init__(self) -> None:
        self.records: Records = {}
        self.places: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.by_name: dict[str, str] = {}
        self.people: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
        """The contacts by organisation, role, and name or e-mail address as these are compared."""
        self.lists: dict[str, dict[str, list[str]]] = {}
        """What sheets of their own list, by table and sheet: the ids in their order."""
        self._shared: dict[tuple[str, str], dict[str, Any]] = {}
        self._rows: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self._once: dict[tuple[Any, ...], str] = {}
        self._names: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._kept: dict[tuple[str, ...], dict[str, Any]] = {}
        self._called: dict[str, str] = {}
        self._unsaid: set[str] = set()

    def add(self, table: str, where: str, **values: Any) -> dict[str, Any]:
        """A new record; None and empty text are left out."""
        record: dict[str, Any] = {"id": new_id()}
        record |= {name: value for name, value in values.items() if value not in (None, "")}
        self.records.setdefault(table, []).append(record)
        self.places[record["id"]] = where
        return record

    def row(self, table: str, parent: str, owner: str, where: str, **values: Any) -> str:
        """A row behind the others of its owner, unless the owner has the very same one; returns its id."""
        said = sorted(name for name, value in values.items() if value not in (None, ""))
        names = self._names.setdefault(tuple(said), tuple(said))  # kept once: a large sheet makes many thousand rows
        key = (table, owner, names, *(values[name] for name in names))
        if key not in self._once:
            record = self.add(table, where, **{parent: owner}, **values)
            before = self._rows.setdefault((table, owner), [])
            record["position"] = len(before)
            before.append(record)
            self._once[key] = record["id"]
        return self._once[key]

    def shared(self, table: str, text: str, place: str, called: str = "", **values: Any) -> str:
        """The id of what is called so, made the first time; what later mentions add fills what is still unknown.

        A text too long for a name is cut for the name alone, and goes into the description whole; `called` is a name
        that says it shorter.
        """
        name, whole = short_name(called or text)
        if (whole or called) and table in _DESCRIBED:
            values.setdefault("description", whole or text)
        key = (table, folded(text) or text)
        if key not in self._shared:
            self._shared[key] = self.add(table, place, name=name)
            self.by_name[self._shared[key]["id"]] = MENTIONED
            self._called[self._shared[key]["id"]] = name
        record = self._shared[key]
        for field, value in values.items():
            if value not in (None, ""):
                record.setdefault(field, value)
        return str(record["id"])

    def described(self, table: str, text: str, place: str, **values: Any) -> str:
        """`shared`, of something that the file itself describes."""
        id = self.shared(table, text, place, **values)
        self.by_name[id] = DESCRIBED
        self.places[id] = place
        return id

    def once(self, key: tuple[str, ...], table: str, place: str, **values: Any) -> dict[str, Any]:
        """The record that is kept under a key, made the first time."""
        if key not in self._kept:
            self._kept[key] = self.add(table, place, **values)
            self.by_name[self._kept[key]["id"]] = DESCRIBED
        return self._kept[key]

    def called(self, id: str) -> str:
        """What a shared record is called, empty where there is none."""
        return self._called.get(id, "")

    def rows(self, table: str, owner: str) -> Sequence[dict[str, Any]]:
        """The rows that an owner has, in their order."""
        return self._rows.get((table, owner), ())

    def last_rows(self, table: str, parent: str, owner: str) -> list[dict[str, Any]]:
        """The rows that were made last, as far as they belong to an owner."""
        rows = takewhile(lambda row: row.get(parent) == owner, reversed(self.records.get(table, ())))
        return list(rows)[::-1]

    def activity(self, name: str) -> dict[str, Any] | None:
        """The activity that is called so, where exactly one is; None without a name."""
        wanted = folded(name)
        if not wanted:
            return None
        found = [one for one in self.records.get("activity", ()) if folded(one.get("name", "")) == wanted]
        return found[0] if len(found) == 1 else None

    def only_activity(self) -> dict[str, Any] | None:
        """The one activity of the file, None where there are several or none."""
        found = self.records.get("activity", [])
        return found[0] if len(found) == 1 else None

    def referred(self, reference: str) -> dict[str, Any] | None:
        """The activity with a reference, where exactly one has it; None without one."""
        wanted = folded(reference) or reference
        if not wanted:
            return None
        found = [one for one in self.records.get("activity", ()) if _reference(one) == wanted]
        return found[0] if len(found) == 1 else None

    def holds(self, table: str, owner: str) -> bool:
        """Whether an owner has such rows."""
        return bool(self.rows(table, owner))

    def say(self, record: str, field: str, state: str, place: str, reason: str = "") -> None:
        """An answer in place of a value, once."""
        key = ("answer", record, field)
        if key not in self._once:
            self._once[key] = self.add("answer", place, record_id=record, field=field, state=state, reason=reason)["id"]

    def unsay(self, record: str, field: str) -> None:
        """Take an answer back: there are rows after all."""
        id = self._once.pop(("answer", record, field), None)
        if id:
            self._unsaid.add(id)

    def quote(self, record: str, field: str, document: str, place: str, text: str) -> None:
        """The file's own words for a field."""
        self.add("source", place, record_id=record, field=field, document=document, place=place, quotation=text)

    def link_engagements(self) -> None:
        """Give a processor that a row names the engagement that the file tells of, where it tells of one alone."""
        found: dict[str, list[str]] = {}
        for one in self.records.get("engagement", ()):
            found.setdefault(one["organisation_id"], []).append(one["id"])
        if not found:
            return
        for row in self.records.get("recipient", ()):
            known = found.get(row.get("organisation_id", ""), [])
            if len(known) == 1 and row.get("declared_role") == "processor":
                row.setdefault("engagement_id", known[0])

    def incoming(self) -> Incoming:
        """What was gathered, as any other file brings it."""
        self.link_engagements()
        self.records["answer"] = [one for one in self.records.get("answer", ()) if one["id"] not in self._unsaid]
        new = frozenset(record["id"] for records in self.records.values() for record in records)
        ordered = {table: self.records[table] for table in sorted(self.records, key=_order) if self.records[table]}
        return Incoming(ordered, tuple(self.problems), new=new, places=self.places, by_name=self.by_name)


def _reference(record: dict[str, Any]) -> str:
    said = record.get("reference", "")
    return folded(said) or said


def short_name(text: str) -> tuple[str, str]:
    """A name that fits a list, and the whole text where the name does not hold it."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_NAME:
        return line, ""
    cut = line[:LONGEST_NAME].rsplit(" ", 1)[0] or line[:LONGEST_NAME]
    return cut.rstrip(" ,;:.") + "…", text


def _order(table: str) -> tuple[bool, str]:
    return table in ("answer", "source"), table
