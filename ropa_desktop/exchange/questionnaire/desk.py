"""What is at hand while answers become proposals: the register, the reply, and the records in the making."""

from collections.abc import Iterable
from typing import Any

from ropa_desktop.exchange.changes import field_key
from ropa_desktop.exchange.questionnaire.reply import Reply, Typed
from ropa_desktop.exchange.recognition.gathering import short_name
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.exchange.values.names import most_alike
from ropa_desktop.i18n import _
from ropa_desktop.model.record import new_id
from ropa_desktop.model.snapshot import Snapshot

_LIKE = 0.82  # from which likeness on a new name is worth a look beside the old one


class Desk:
    """Where answers are put down: records by table and id, rows that go, conflicts, notes, and what is left to say."""

    def __init__(self, current: Snapshot, reply: Reply, called: str) -> None:
        self.current, self.reply, self.called = current, reply, called
        self.records: dict[str, dict[str, dict[str, Any]]] = {}
        self.new: set[str] = set()
        self.along: set[str] = set()
        self.removed: dict[str, str] = {}
        self.conflicts: set[str] = set()
        self.problems: list[tuple[str, str, str]] = []
        self.remarks: list[str] = []
        self._notes: dict[str, list[str]] = {}
        self._made: dict[tuple[str, str], str] = {}

    # -- records ------------------------------------------------------------------------------------------

    def change(self, table: str, id: str, field: str, value: str | None, was: str) -> None:
        """Propose another value. Where the register holds neither that nor what it held then, the two conflict.

        Where the text was shown in a wording of the questionnaire's language, it is that wording that changes.
        """
        wording = self._wording(id, field)
        if wording is not None:
            table, id, field = "wording", wording.id, "text"
        row = self.current.find(table, id)
        now = getattr(row, field)
        if now == value:
            return
        self.records.setdefault(table, {}).setdefault(id, {"id": id})[field] = value
        if _spaced(now or "") != _spaced(was):
            self.conflicts.add(field_key(id, field))

    def add(self, table: str, **values: Any) -> str:
        """Propose a new record; returns its id."""
        id = new_id()
        known = {name: value for name, value in values.items() if value not in (None, "")}
        self.records.setdefault(table, {})[id] = {"id": id, **known}
        self.new.add(id)
        return id

    def remove(self, table: str, id: str) -> None:
        """Propose that a row goes."""
        self.removed[id] = table

    def named(self, table: str, text: str, keeper_id: str | None = None, **values: Any) -> str:
        """The record of a kind that is called so, a new one where the register has none or several."""
        name, whole = short_name(text)
        known = self.known(table, name)
        if known and not whole:
            return known
        key = (table, fold(text))
        if key not in self._made:
            if keeper_id:
                values["keeper_id"] = keeper_id
            if table == "system" and whole:
                values["description"] = whole
            self._made[key] = self.add(table, name=name, **values)
            self.along.add(self._made[key])
            self._say_what_is_like(table, name)
        return self._made[key]

    def known(self, table: str, name: str) -> str:
        """The one record of a kind that is called so, by its name or in the questionnaire's language; "" for none."""
        found = [
            row.id
            for row in self.current.rows(table)
            if row.archived_on is None and fold(name) in (fold(row.name or ""), fold(self.shown(row.id, "name")))
        ]
        return str(found[0]) if len(found) == 1 else ""

    def shown(self, id: str, field: str) -> str:
        """A text as the questionnaire would show it now, where it has a wording in its language; else ""."""
        wording = self._wording(id, field)
        return (wording.text or "") if wording is not None else ""

    def _wording(self, id: str, field: str) -> Any:
        rows = self.current.matching("wording", "record_id", id)
        wordings = (row for row in rows if row.field == field and row.language == self.reply.language)
        return next(wordings, None)

    def has(self, table: str, activity_id: str, **values: Any) -> bool:
        """Whether an activity has such a row, in the register or by now among the proposals."""
        rows = (row._asdict() for row in self.current.matching(table, "activity_id", activity_id))
        proposed = (row for row in self.records.get(table, {}).values() if row.get("activity_id") == activity_id)
        every: Iterable[dict[str, Any]] = [*rows, *proposed]
        return any(
            row["id"] not in self.removed and all(_same(row.get(name), value) for name, value in values.items())
            for row in every
        )

    # -- words --------------------------------------------------------------------------------------------

    def note(self, typed: Typed, because: str = "") -> None:
        """Keep an answer on the activity, in its own words, and say why."""
        words = " ".join(typed.text.split()) if "\n" not in typed.text else typed.text
        label = typed.label.rstrip("?:").strip()
        line = f"{self.called}. {label}: {words}"
        notes = self._notes.setdefault(typed.activity_id, [])
        before = getattr(self.current.find("activity", typed.activity_id), "note", None) or ""
        if line not in notes and line not in before:
            notes.append(line)
        if because:
            self.problem(typed, because)

    def problem(self, typed: Typed, sentence: str) -> None:
        """Say what is the matter with a cell."""
        self.problems.append((typed.sheet, typed.cell, sentence))

    def write_notes(self) -> None:
        """Put the notes behind those that the activities have."""
        for id, lines in self._notes.items():
            if lines:
                before = self.current.find("activity", id).note  # type: ignore[union-attr]  # asked before
                text = "\n".join(filter(None, (before, *lines)))
                self.records.setdefault("activity", {}).setdefault(id, {"id": id})["note"] = text

    def _say_what_is_like(self, table: str, name: str) -> None:
        names = [row.name for row in self.current.rows(table) if row.name and row.archived_on is None]
        like = most_alike(name, names, _LIKE) if table != "retention_rule" else None
        if like:
            self.remarks.append(_("“{name}” is new. Your register has “{like}”.").format(name=name, like=like.name))


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return fold(one) == fold(other)
    return bool((one or None) == (other or None))


def _spaced(text: str) -> str:
    return " ".join(text.split())
