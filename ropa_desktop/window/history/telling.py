"""The changes of a revision in words: of which record, which field, what stood there before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ropa_desktop.i18n import _, format_date
from ropa_desktop.law.vocabulary import label
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.fields import FieldInfo
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.wholes import STATEMENTS
from ropa_desktop.register.past import last_words
from ropa_desktop.register.register import Register
from ropa_desktop.register.revision import Change
from ropa_desktop.window.cells import Answered, Cell, Text, Unknown, words
from ropa_desktop.window.finding.naming import field_words, titled
from ropa_desktop.window.rows import in_words, is_asked

_APART = frozenset({"id", "record_id", "position", "digest"})  # what no person wrote


class Told(NamedTuple):
    """One line: `entry` is the record to go to, empty where it is gone; table, id and field say where in it."""

    entry: str
    table: str
    id: str
    field: str
    record: str
    what: str
    before: Cell
    after: Cell


def told(register: Register, snapshot: Snapshot, changes: Sequence[Change]) -> list[Told]:
    """Every change, field by field."""
    known = _Known(register, snapshot, changes)
    return [line for change in changes for line in _lines(known, change)]


class _Known:
    """What records are called, those that are gone too."""

    def __init__(self, register: Register, snapshot: Snapshot, changes: Sequence[Change]) -> None:
        self.snapshot = snapshot
        self._register = register
        self._gone: dict[str, tuple[str, dict[str, Any]] | None] = {
            change.record: (change.table, change.before or change.after or {})
            for change in changes
            if change.before is None or change.after is None
        }

    def values(self, id: str | None) -> tuple[str, dict[str, Any]] | None:
        """Table and values of a record, as it is or last was."""
        if id is None:
            return None
        table = self.snapshot.kind_of(id)
        if table is not None:
            return table, self.snapshot.find(table, id)._asdict()  # type: ignore[union-attr]
        if id not in self._gone:
            self._gone[id] = last_words(self._register, id)
        return self._gone[id]

    def entry(self, table: str, id: str) -> tuple[str, str]:
        """Table and id of the record that a row or a statement belongs to, itself where it is one."""
        while table in STATEMENTS or tables.parents(table):
            found = self.values(id)
            owners = ("record_id",) if table in STATEMENTS else tables.parents(table)
            owner = next((found[1][name] for name in owners if found and found[1].get(name)), None)
            above = self.values(owner)
            if above is None or owner is None:
                break
            table, id = above[0], owner
        return table, id

    def name(self, table: str, id: str) -> str:
        """What a record is called, or was."""
        if self.snapshot.find(table, id) is not None:
            return titled(self.snapshot, table, id)
        found = self.values(id)
        if found is None or table in STATEMENTS:
            return _("a record that is gone")
        fields = tables.fields(table)
        label = [self.words(fields[name], found[1].get(name)) for name in catalog.kind(table).label]
        said = " · ".join(filter(None, label)) or _(catalog.kind(table).title)
        return " ".join(filter(None, (found[1].get("reference"), said)))

    def words(self, info: FieldInfo, value: Any) -> str:
        """A value of a field as a person reads it."""
        if value is None:
            return ""
        if info.form == "link":
            return self.name(info.target, value)
        if info.name == "field":
            return str(value)
        return in_words(self.snapshot, info, value)


def _lines(known: _Known, change: Change) -> Iterator[Told]:
    table, id = known.entry(change.table, change.record)
    here = id if known.snapshot.find(table, id) is not None else ""
    record = known.name(table, id)

    def line(field: str, what: str, before: Cell, after: Cell) -> Told:
        return Told(here, change.table, change.record, field, record, what, before, after)

    if change.erased:
        yield line("", "", Text(_("erased for good"), "muted"), Text(_("erased for good"), "muted"))
        return
    if change.table in STATEMENTS:
        yield from (line(field, what, *cells) for field, what, cells in _statement(known, change))
        return
    besides = _APART | set(tables.parents(change.table))
    fields = {name: info for name, info in tables.fields(change.table).items() if name not in besides}
    touched = [name for name in fields if name in change.fields]
    for name in touched:
        cells = (_value(known, fields[name], side, name) for side in (change.before, change.after))
        yield line(name, field_words(change.table, name, table), *cells)
    if not touched and "position" in change.fields:
        yield line("", _("Order"), *(Text(_place(side)) for side in (change.before, change.after)))
    elif not touched:
        title = _(catalog.kind(change.table).title)
        there = (Text(title if side is not None else "") for side in (change.before, change.after))
        yield line("", title, *there)


def _value(known: _Known, info: FieldInfo, side: dict[str, Any] | None, name: str) -> Cell:
    """What stood in a field: unknown where the record was there and the field is asked for."""
    said = known.words(info, side.get(name)) if side is not None else ""
    return Unknown() if side is not None and not said and is_asked(info) else Text(said)


def _statement(known: _Known, change: Change) -> Iterator[tuple[str, str, tuple[Cell, Cell]]]:
    """An answer, a source, another wording, a suggestion or a response to a finding, whole."""
    found = known.values(change.record)
    present = found[1] if found else {}
    sides = [
        None if side is None else {**present, **side} if change.before and change.after else side
        for side in (change.before, change.after)
    ]
    of_field = str(present.get("field") or (sides[0] or sides[1] or {}).get("field") or "")
    owner = known.values(present.get("record_id"))
    title = field_words(owner[0], of_field, owner[0]) if owner and of_field and _is_field(owner[0], of_field) else ""
    kind = field_words(change.table, "")
    what = title if change.table == "answer" else ": ".join(filter(None, (kind, title)))
    before, after = (_said(change.table, side) for side in sides)
    yield of_field if change.table == "answer" else "", what, (before, after)


def _is_field(table: str, name: str) -> bool:
    return name in tables.fields(table) or any(r.name == name for r in catalog.kind(table).relations)


def _said(table: str, side: dict[str, Any] | None) -> Cell:
    if side is None:
        return Text()
    if table == "answer":
        return Text(words(Answered(str(side.get("state") or ""), side.get("reason") or "")))
    if table == "suggestion":
        return Text(_("suggested"))
    if table == "response":
        return Text(_responded(side))
    parts = ("document", "place", "quotation") if table == "source" else ("language", "text")
    return Text(" · ".join(str(side[name]) for name in parts if side.get(name)))


def _responded(side: dict[str, Any]) -> str:
    """What was said to a finding: "Postponed · 1 Mar 2027 · we wait for the vendor"."""
    state, until = side.get("state"), side.get("until")
    said = (
        label("response_state", state) if state else "",
        format_date(until) if until else "",
        side.get("reason") or "",
        _("given to {who}").format(who=side["assigned_to"]) if side.get("assigned_to") else "",
    )
    return " · ".join(filter(None, said)) or _("open")


def _place(side: dict[str, Any] | None) -> str:
    return str(side["position"] + 1) if side and side.get("position") is not None else ""
