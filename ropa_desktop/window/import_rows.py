"""The plan of an import as rows of a list: what changes from what to what, what is new, missing, refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ropa_desktop.exchange import words
from ropa_desktop.exchange.changes import Plan, Updated
from ropa_desktop.i18n import _, language, ngettext
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.cells import Cell, Remark, Text, Unknown
from ropa_desktop.window.rows import in_words, record_label
from ropa_desktop.window.table import Column, Row

KINDS = frozenset(kind.key for kind in catalog.KINDS)
INDENT = "     "


def plan_columns() -> list[Column]:
    """The columns of the preview."""
    return [
        Column("record", _("Record and field"), stretch=True),
        Column("old", _("As it is"), 210),
        Column("new", _("As it will be"), 210),
        Column("place", _("In the file"), 150),
    ]


def plan_rows(plan: Plan) -> list[Row]:
    """Every line of the preview, under a heading for each fate with its count."""
    groups: tuple[tuple[Cell, int, Iterator[tuple[Cell, ...]]], ...] = (
        (Remark("pencil", _("Updated"), "accent"), len(plan.updated), _updated(plan)),
        (Remark("plus", _("New"), "accent"), len(plan.added), _added(plan)),
        (Remark("check", _("Unchanged"), "accent"), plan.unchanged, iter(())),
        (
            Remark("file", _("In the register and not in the file: kept"), "muted"),
            len(plan.missing),
            ((_record(plan.before, left.table, left.id), Text(), Text(), Text()) for left in plan.missing),
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
            rows.append(Row(f"row {len(rows)}", (heading, Text(_records(count), "muted"), Text(), Text())))
            for cells in lines:
                rows.append(Row(f"row {len(rows)}", cells))
    return rows


def _updated(plan: Plan) -> Iterator[tuple[Cell, ...]]:
    for updated in plan.updated:
        yield _record(plan.after, updated.table, updated.id), Text(), Text(), Text(updated.place, "muted")
        for name, (old, new) in updated.changes.items():
            yield _field(updated, name), _value(plan, updated, name, old), _value(plan, updated, name, new), Text()


def _added(plan: Plan) -> Iterator[tuple[Cell, ...]]:
    for added in plan.added:
        kind = Text(_kind(added.table), "muted")
        yield _record(plan.after, added.table, added.id), Text(), kind, Text(added.place, "muted")


def _refused(plan: Plan) -> Iterator[tuple[Cell, ...]]:
    for refused in plan.refused:
        yield (
            Text(INDENT + ": ".join(part for part in (refused.called, refused.because) if part)),
            Text(),
            Text(_kind(refused.table), "muted"),
            Text(refused.place, "muted"),
        )
    for problem in plan.problems:
        yield Text(INDENT + problem.sentence), Text(), Text(problem.sheet, "muted"), Text(problem.cell, "muted")


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
