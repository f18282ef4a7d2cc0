"""The changes of a plan by the record they belong to: an activity with its purposes, people, recipients and answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ropa_desktop.exchange.changes import Added, Removed, Updated
from ropa_desktop.exchange.intake import Intake
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot

_STATEMENTS = frozenset(key for key, _path in catalog.STATEMENTS)

Change = Added | Updated | Removed


@dataclass(slots=True)
class Record:
    """A record that stands by itself, with all that changes of it and its rows; `is_new` where it is yet to be made."""

    table: str
    id: str
    is_new: bool = False
    changes: list[Change] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Register:
    """What changes: the records updated and new, activities first; how many activities stay as they are.

    `known` gives for an id that the file's record was read with the one that it has in the register.
    """

    updated: tuple[Record, ...]
    new: tuple[Record, ...]
    unchanged: int
    known: Mapping[str, str]

    def activities(self) -> int:
        """How many activities are new or updated."""
        return sum(one.table == "activity" for one in (*self.updated, *self.new))


def grouped(intake: Intake) -> Register:
    """The changes of an intake's plan, each under the record it belongs to."""
    plan = intake.plan
    added = {one.id: one for one in plan.added}
    found: dict[str, Record] = {}
    everything: list[Change] = [*plan.added, *plan.updated, *plan.removed]
    for change in everything:
        snapshot = plan.before if isinstance(change, Removed) else plan.after
        table, id = _owner(snapshot, change.table, change.id)
        own = added.get(id)
        record = found.setdefault(id, Record(table, id, own is not None))
        record.changes.append(change)
    ordered = sorted(found.values(), key=lambda record: record.table != "activity")
    known = {**intake.recognised.incoming.same, **plan.meant}
    touched = {record.id for record in found.values()}
    read = {known.get(one["id"], one["id"]) for one in intake.recognised.incoming.records.get("activity", ())}
    refused = {one.id for one in plan.refused}
    return Register(
        tuple(record for record in ordered if not record.is_new),
        tuple(record for record in ordered if record.is_new),
        len(read - touched - refused),
        known,
    )


def _owner(snapshot: Snapshot, table: str, id: str) -> tuple[str, str]:
    """The record that stands by itself, of a row or of what is said of one."""
    for _step in range(4):
        row: Any = snapshot.find(table, id)
        if row is None:
            break
        if table in _STATEMENTS:
            above = row.record_id
            target = snapshot.kind_of(above)
        elif tables.parents(table):
            column = next((name for name in tables.parents(table) if getattr(row, name) is not None), None)
            if column is None:
                break
            above = getattr(row, column)
            target = next(one.target for one in tables.references() if (one.table, one.column) == (table, column))
        else:
            break
        if target is None:
            break
        table, id = target, above
    return table, id
