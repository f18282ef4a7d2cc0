"""The same sheet again, or its next edition: what of it the register holds already, and what is otherwise there.

Of an activity or row that is matched, only that stays in the file's records in which it differs; notes grow by the
lines that they lack. What the register has and the sheet has not stays: it is counted in a remark.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ropa_desktop.exchange.incoming import Incoming
from ropa_desktop.exchange.recognition.linking import link_by_name, name_key
from ropa_desktop.exchange.recognition.pairing import (
    differing,
    held,
    paired,
    parent_of,
    rows_of,
    said,
    told,
    with_missing_lines,
)
from ropa_desktop.exchange.recognition.same_activities import activities_meant
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot

_NAMED = 5
"""How many names a remark gives."""


def matched(current: Snapshot, incoming: Incoming, assumed_keeper: str | None = None) -> Incoming:
    """The same strange sheet, with the register's ids where the register holds the activity or row already.

    `assumed_keeper` is whose activities are which name none. Files of our own match by id and come back as they are.
    """
    if not incoming.cells or not any(current.count(kind.key) for kind in catalog.KINDS):
        return incoming
    found = _Matching(current, incoming, *activities_meant(current, incoming, assumed_keeper))
    if doubles := found.doubles():
        same = {**incoming.same, **doubles}
        return matched(current, link_by_name(current, replace(incoming, same=same)), assumed_keeper)
    return found.result()


class _Matching:
    """One sheet and the register, on the way to be matched: `meant` gives for new ids those of the register."""

    def __init__(
        self, current: Snapshot, incoming: Incoming, meant: Mapping[str, str], undecided: Sequence[str]
    ) -> None:
        self.current = current
        self.incoming = incoming
        self.meant = dict(meant)
        self.undecided = undecided
        self.numbers = 0  # of the file's running numbers, where the register has references of its own

    def result(self) -> Incoming:
        """The sheet with what was matched."""
        records = {table: list(self._matched(table, found)) for table, found in self.incoming.records.items()}
        places = {self.meant.get(id, id): place for id, place in self.incoming.places.items()}
        remarks = (*self.incoming.remarks, *self._remarks())
        new = self.incoming.new - self.meant.keys()
        meant = {**self.incoming.meant, **self.meant}
        return replace(self.incoming, records=records, places=places, new=new, remarks=remarks, meant=meant)

    def doubles(self) -> dict[str, str]:
        """Of names that the register has several times: the one that the matched activities speak of already."""
        several: dict[str, set[str]] = {}
        for table, records in self.incoming.records.items():
            left = [record for record in records if record["id"] in self.incoming.by_name]
            there: dict[str, set[str]] = defaultdict(set)
            for row in self.current.rows(table) if left else ():
                there[name_key(table, row._asdict())].add(row.id)
            several |= {one["id"]: ids for one in left if len(ids := there.get(name_key(table, one), set())) > 1}
        spoken_of: dict[str, set[str]] = defaultdict(set)
        for table, records in self.incoming.records.items() if several else ():
            for name in _links(table):
                for record in records:
                    if record.get(name) in several:
                        parent = parent_of(table, record)
                        rows = rows_of(self.current, table, self.meant.get(parent, parent))
                        spoken_of[record[name]] |= several[record[name]] & {getattr(row, name) for row in rows}
        return {id: next(iter(ids)) for id, ids in spoken_of.items() if len(ids) == 1}

    # -- rows ---------------------------------------------------------------------------------------------

    def _matched(self, table: str, records: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """The records of a table: of those that the register has, the id and what is otherwise there."""
        settled = self._settled_rows(table, records)
        for record in records:
            id = record["id"]
            if id in settled:
                yield settled[id]
            elif table == "activity" and id in self.meant:
                yield self._changed_activity(record)
            else:
                yield self._linked(table, record)

    def _settled_rows(self, table: str, records: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
        """For each row whose parent the register has: what becomes of it."""
        if table == "answer" or not (tables.parents(table) or table == "source"):
            return {}
        by_parent: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for record in records:
            parent = parent_of(table, record)
            parent = self.meant.get(parent, parent)
            if self._stands(table, parent):
                by_parent[parent].append(record)
        settled: dict[str, dict[str, Any]] = {}
        for parent, rows in by_parent.items():
            found = paired(self.current, table, rows, parent)
            for place, record in enumerate(rows):
                if place not in found.pairs:
                    linked = self._linked(table, record)
                    linked.pop("position", None)  # behind those that are there
                    settled[record["id"]] = linked
                    continue
                row = found.rows[found.pairs[place]]
                self.meant[record["id"]] = row.id
                settled[record["id"]] = {"id": row.id, **found.differing(place), **_note(row, record)}
        return settled

    def _stands(self, table: str, parent: str) -> bool:
        if table == "source":
            return self.current.kind_of(parent) is not None
        targets = {tables.fields(table)[column].target for column in tables.parents(table)}
        return any(self.current.find(target, parent) is not None for target in targets)

    def _changed_activity(self, record: Mapping[str, Any]) -> dict[str, Any]:
        row: Any = self.current.find("activity", self.meant[record["id"]])
        values = said("activity", record)
        if told(values.get("name")) == told(row.name):
            values.pop("name", None)
        reference = record.get("reference")
        if reference and told(reference) != told(row.reference):
            if reference.strip().isdigit() and row.reference and not row.reference.isdigit():
                self.numbers += 1
            else:
                values["reference"] = reference
        return {"id": row.id, **differing(values, held(self.current, "activity", row)), **_note(row, record)}

    def _linked(self, table: str, record: Mapping[str, Any]) -> dict[str, Any]:
        """A record as the file has it, with the register's ids for what was matched."""
        kept = dict(record)
        for name in _links(table):
            if kept.get(name) in self.meant:
                kept[name] = self.meant[kept[name]]
        row = self.current.find(table, record["id"]) if "note" in record else None
        if row is not None:  # known by its name: its note only grows
            del kept["note"]
            kept |= _note(row, record)
        return kept

    # -- remarks ------------------------------------------------------------------------------------------

    def _remarks(self) -> Iterator[str]:
        """What was not decided, and how much the register has that the sheet has not."""
        if self.undecided:
            names = self.undecided
            yield _(
                "The register has several activities of the same name: {names}. Which one is meant is not said, so "
                "they were taken as new."
            ).format(names=", ".join(f"“{name}”" for name in names[:_NAMED]) + (" …" if names[_NAMED:] else ""))
        if self.numbers:
            yield _("The file numbers its rows. The references of the register stay as they are.")
        ids = {*self.meant.values()}
        here = [row for row in self.current.rows("activity") if row.id in ids]
        if not here:
            return
        scope = {(row.keeper_id, row.role) for row in here}
        n = sum(
            (row.keeper_id, row.role) in scope and row.archived_on is None and row.id not in ids
            for row in self.current.rows("activity")
        )
        if n:
            yield ngettext(
                "{n} activity of the register is not in the file. It stays as it is.",
                "{n} activities of the register are not in the file. They stay as they are.",
                n,
            ).format(n=n)
        kinds = [relation.kind for relation in catalog.kind("activity").relations]
        n = sum(row.id not in ids for one in here for kind in kinds for row in rows_of(self.current, kind, one.id))
        if n:
            yield ngettext(
                "{n} entry of activities in the file is in the register alone. It stays as it is.",
                "{n} entries of activities in the file are in the register alone. They stay as they are.",
                n,
            ).format(n=n)


# -- small things -----------------------------------------------------------------------------------------


def _links(table: str) -> list[str]:
    return ["record_id", *(name for name, info in tables.fields(table).items() if info.form == "link")]


def _note(row: Any, record: Mapping[str, Any]) -> dict[str, str]:
    """The note of a row with the lines of the file's that it lacks; nothing where it lacks none."""
    grown = with_missing_lines(getattr(row, "note", None), record["note"]) if record.get("note") else None
    return {"note": grown} if grown is not None else {}
