"""Which records belong to one controller: its own, what they use, and what nobody has used yet."""

from __future__ import annotations

from typing import Any

from ropa_desktop.law.parties import keepers
from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot


def belongs_to(snapshot: Snapshot, controller: str) -> frozenset[str]:
    """The ids of every record that `controller` keeps or uses, and of those that nobody uses yet."""
    reached: set[str] = {controller}
    frontier = [("organisation", controller)]
    for key in tables.models():
        if "keeper_id" in tables.columns(key):
            frontier += [(key, row.id) for row in snapshot.matching(key, "keeper_id", controller)]
    while frontier:
        key, record_id = frontier.pop()
        reached.add(record_id)
        for table, identity in _around(snapshot, key, record_id):
            if identity not in reached:
                reached.add(identity)
                frontier.append((table, identity))
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


def _around(snapshot: Snapshot, key: str, record_id: str) -> list[tuple[str, str]]:
    """The records that one refers to, and the rows it holds."""
    row = snapshot.find(key, record_id)
    found = []
    for reference in tables.references():
        if reference.table == key:
            target = getattr(row, reference.column, None)
            if target is not None and target != record_id:
                found.append((reference.target, target))
        if reference.target == key and reference.column in tables.parents(reference.table):
            rows = snapshot.matching(reference.table, reference.column, record_id)
            found += [(reference.table, child.id) for child in rows]
    return found


def _unused(snapshot: Snapshot) -> set[str]:
    """The records that nothing refers to and nobody keeps: they are offered to everyone."""
    used = {
        getattr(row, reference.column) for reference in tables.references() for row in snapshot.rows(reference.table)
    }
    return {
        row.id
        for key in tables.models()
        if "reference" in tables.columns(key)
        for row in snapshot.rows(key)
        if row.id not in used and getattr(row, "keeper_id", None) is None
    }
