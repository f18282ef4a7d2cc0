"""Which records belong to one controller: its own, what they use, and what nobody has used yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from ropa_desktop.law.parties import keepers
from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot

FEW = 200  # records whose rows are looked up one by one; of more, the whole table is gone through


class Narrowing:
    """What belongs to a controller, found anew only after a step that changed which record refers to which."""

    def __init__(self) -> None:
        self._known: tuple[Snapshot, str, frozenset[str]] | None = None

    def of(self, snapshot: Snapshot, controller: str | None) -> frozenset[str] | None:
        """The ids of the records that belong to a controller; None for all controllers."""
        if controller is None:
            return None
        known = self._known
        stays = known is not None and known[1] == controller and _refer_alike(known[0], snapshot)
        found = known[2] if known is not None and stays else belongs_to(snapshot, controller)
        self._known = snapshot, controller, found
        return found


def belongs_to(snapshot: Snapshot, controller: str) -> frozenset[str]:
    """The ids of every record that `controller` keeps or uses, and of those that nobody uses yet."""
    owner = snapshot.find("organisation", controller)
    found: dict[str, list[Any]] = {"organisation": [owner] if owner is not None else []}
    for key in tables.models():
        if "keeper_id" in tables.columns(key):
            found.setdefault(key, []).extend(snapshot.matching(key, "keeper_id", controller))
    reached = {controller, *(row.id for rows in found.values() for row in rows)}
    while found:
        met: dict[str, list[Any]] = {}
        for key, rows in found.items():
            for table, others in (*_named(snapshot, key, rows), *_held(snapshot, key, rows)):
                fresh = [row for row in others if row.id not in reached]
                reached.update(row.id for row in fresh)
                met.setdefault(table, []).extend(fresh)
        found = {key: rows for key, rows in met.items() if rows}
    return frozenset(reached | _unused(snapshot))


def begun_with(snapshot: Snapshot, key: str, role: str, controller: str | None) -> dict[str, Any]:
    """What a new record of a kind begins with: its role, and whose it is, as far as there is no doubt."""
    values: dict[str, Any] = {"role": role} if role else {}
    if "keeper_id" in tables.fields(key):
        kept = keepers(snapshot)
        values["keeper_id"] = controller or (kept[0].id if len(kept) == 1 else None)
    return values


def usual_role(snapshot: Snapshot) -> str:
    """The role whose activities are shown first: the controller's, unless there are only a processor's."""
    only_processor = snapshot.matching("activity", "role", "processor") and not snapshot.matching(
        "activity", "role", "controller"
    )
    return "processor" if only_processor else "controller"


def _named(snapshot: Snapshot, key: str, rows: Sequence[Any]) -> Iterator[tuple[str, list[Any]]]:
    """The records that rows of a table refer to, by table."""
    for reference in tables.references():
        if reference.table == key:
            ids = set(map(attrgetter(reference.column), rows)) - {None}
            yield reference.target, [row for id in ids if (row := snapshot.find(reference.target, id)) is not None]


def _held(snapshot: Snapshot, key: str, rows: Sequence[Any]) -> Iterator[tuple[str, list[Any]]]:
    """The rows that records of a table hold, by table."""
    ids = {row.id for row in rows}
    for reference in tables.references_to(key):
        table, column = reference.table, reference.column
        if column not in tables.parents(table):
            continue
        if len(ids) < FEW:
            yield table, [row for id in ids for row in snapshot.matching(table, column, id)]
        else:
            owner = attrgetter(column)
            yield table, [row for row in snapshot.rows(table) if owner(row) in ids]


def _unused(snapshot: Snapshot) -> set[str]:
    """The records that nothing refers to and nobody keeps: they are offered to everyone."""
    used: set[str | None] = set()
    for reference in tables.references():
        used.update(map(attrgetter(reference.column), snapshot.rows(reference.table)))
    return {
        row.id
        for key in tables.models()
        if "reference" in tables.columns(key)
        for row in snapshot.rows(key)
        if row.id not in used and getattr(row, "keeper_id", None) is None
    }


def _refer_alike(before: Snapshot, now: Snapshot) -> bool:
    """Whether between two moments no record came, went, or came to refer to another."""
    for table, then, row in now.differences(before) if now is not before else ():
        if then is None or row is None:
            return False
        if any(getattr(then, name) != getattr(row, name) for name in _links(table)):
            return False
    return True


@cache
def _links(table: str) -> tuple[str, ...]:
    return tuple(reference.column for reference in tables.references() if reference.table == table)
