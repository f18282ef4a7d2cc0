"""The plan of an import as rows of a list: what changes from what to what, what is new, missing, refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ropa_desktop.exchange import words
from ropa_desktop.exchange.changes import Plan, Updated, field_key
from ropa_desktop.exchange.choosing import CONFLICT
from ropa_desktop.i18n import _, language, ngettext
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.cells import Cell, Remark, Text, Unknown
from ropa_desktop.window.rows import in_words, record_label
from ropa_desktop.window.table import Column, Row

KINDS = frozenset(kind.key for kind in catalog.KINDS)
INDENT = "     "

Line = tuple[str, tuple[Cell, ...]]
"""The key of what a line proposes, "" where there is nothing to decide, and its cells."""


class Proposal(Row):
    """A line of the preview; behind its cells stands whether what it proposes is taken, None where that is no choice.

    Its id is the key that `changes.without` knows it by.
    """

    __slots__ = ("_taken",)

    def __init__(self, id: str, cells: tuple[Cell, ...], taken: Callable[[str], bool | None]) -> None:
        super().__init__(id, cells)
        self._taken = taken

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (*super().cells, tick(self._taken(self.id)))


def tick(taken: bool | None) -> Cell:
    """Whether something is taken, as a sign with a word."""
    if taken is None:
        return Text()
    return Remark("check", _("taken"), "accent") if taken else Remark("circle-off", _("left out"), "muted")


def plan_columns() -> list[Column]:
    """The columns of the preview."""
    return [
        Column("record", _("Record and field"), stretch=True),
        Column("old", _("As it is"), 210),
        Column("new", _("As it will be"), 210),
        Column("place", _("In the file"), 150),
        Column("taken", _("Import"), 96, firm=True),
    ]


def plan_rows(plan: Plan, taken: Callable[[str], bool | None]) -> list[Row]:
    """Every line of the preview, under a heading for each fate with its count; `taken` tells of a key whether it is
    taken, None where there is nothing to decide."""
    whole = plan.whole or plan
    set_aside = {field_key(one.id, name) for one in plan.conflicts for name in one.changes}
    groups: tuple[tuple[Remark, int, Iterator[Line]], ...] = (
        (Remark("info", _("To know"), "accent"), len(plan.remarks), _remarks(plan)),
        (Remark("pencil", _("Updated"), "accent"), len(plan.updated), _updated(whole, set_aside)),
        (Remark("plus", _("New"), "accent"), len(plan.added), _added(whole, {one.id for one in plan.added})),
        (Remark("x", _("No longer so: taken out"), "accent"), len(plan.removed), _removed(plan)),
        (
            Remark("triangle-alert", _("Changed here meanwhile"), "question"),
            len(plan.conflicts),
            _conflicts(plan, whole),
        ),
        (Remark("check", _("Unchanged"), "accent"), plan.unchanged, iter(())),
        (
            Remark("file", _("In the register and not in the file: kept"), "muted"),
            len(plan.missing),
            (("", (_record(plan.before, left.table, left.id), Text(), Text(), Text())) for left in plan.missing),
        ),
        (
            Remark("octagon-alert", _("Cannot be taken in"), "missing"),
            len(plan.refused) + len(plan.problems),
            _refused(plan),
        ),
    )
    rows: list[Row] = []
    for heading, count, lines in groups:
        if count:
            said = Text("" if heading.sentence == _("To know") else _records(count), "muted")
            rows.append(Proposal(f"row {len(rows)}", (heading, said, Text(), Text()), taken))
            rows += (
                Proposal(key or f"row {number}", cells, taken) for number, (key, cells) in enumerate(lines, len(rows))
            )
    return rows


def _remarks(plan: Plan) -> Iterator[Line]:
    for remark in plan.remarks:
        yield "", (Text(INDENT + remark), Text(), Text(), Text())


def _updated(whole: Plan, set_aside: set[str]) -> Iterator[Line]:
    for updated in whole.updated:
        kept = [name for name in updated.changes if field_key(updated.id, name) not in set_aside]
        if kept:
            record = _record(whole.before, updated.table, updated.id)
            yield updated.id, (record, Text(), Text(), Text(updated.place, "muted"))
            for name in kept:
                yield field_key(updated.id, name), _change(whole, updated, name)


def _conflicts(plan: Plan, whole: Plan) -> Iterator[Line]:
    for conflict in plan.conflicts:
        record = _record(plan.before, conflict.table, conflict.id)
        yield CONFLICT + conflict.id, (record, Text(), Text(), Text(conflict.place, "muted"))
        for name in conflict.changes:
            yield CONFLICT + field_key(conflict.id, name), _change(whole, conflict, name)


def _change(whole: Plan, updated: Updated, name: str) -> tuple[Cell, ...]:
    old, new = updated.changes[name]
    return _field(updated, name), _value(whole, updated, name, old), _value(whole, updated, name, new), Text()


def _added(whole: Plan, shown: set[str]) -> Iterator[Line]:
    for added in whole.added:
        if added.id in shown:
            kind = Text(_kind(added.table), "muted")
            yield added.id, (_record(whole.after, added.table, added.id), Text(), kind, Text(added.place, "muted"))


def _removed(plan: Plan) -> Iterator[Line]:
    for removed in plan.removed:
        kind = Text(_kind(removed.table), "muted")
        record = _record(plan.before, removed.table, removed.id)
        yield removed.id, (record, kind, Text(), Text(removed.place, "muted"))


def _refused(plan: Plan) -> Iterator[Line]:
    for refused in plan.refused:
        yield (
            "",
            (
                Text(INDENT + ": ".join(part for part in (refused.called, refused.because) if part)),
                Text(),
                Text(_kind(refused.table), "muted"),
                Text(refused.place, "muted"),
            ),
        )
    for problem in plan.problems:
        where = " ".join(filter(None, (problem.sheet, problem.cell)))
        yield "", (Text(INDENT + problem.sentence), Text(), Text(), Text(where, "muted"))


def _record(snapshot: Snapshot, table: str, id: str) -> Cell:
    if table not in KINDS:
        row = snapshot.find(table, id)
        about = snapshot.kind_of(row.record_id) if row is not None else None
        of = (
            record_label(snapshot, about, row.record_id)
            if row is not None and about is not None and about in KINDS
            else ""
        )
        return Text(f"{INDENT}{_kind(table)}: {of}" if of else INDENT + _kind(table), strong=True)
    label = record_label(snapshot, table, id)
    row = snapshot.find(table, id)
    reference = getattr(row, "reference", None)
    if reference and reference != label:
        label = f"{reference} {label}"
    elif catalog.kind(table).is_row:
        label = f"{_kind(table)}: {label}"
    return Text(INDENT + label, strong=True)


def _kind(table: str) -> str:
    return words.kind_title(table, language())


def _field(updated: Updated, name: str) -> Cell:
    return Text(2 * INDENT + words.field_title(updated.table, name, language()))


def _value(plan: Plan, updated: Updated, name: str, value: Any) -> Cell:
    if value is None:
        return Unknown()
    info = tables.fields(updated.table).get(name)
    return Text(in_words(plan.after, info, value) if info else str(value))


def _records(count: int) -> str:
    return ngettext("{n} record", "{n} records", count).format(n=count)
