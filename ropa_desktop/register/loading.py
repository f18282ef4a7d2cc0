"""Reading snapshots: the present tables at the driver's speed, an earlier moment by inverse changes in memory."""

from typing import Any

from sqlalchemy import Connection

from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.connection import driver_connection
from ropa_desktop.register.revision import Change, Revision, changes_of


def _rows(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    cursor = driver_connection(connection).cursor()
    found = {}
    for key in tables.models():
        names = ", ".join(f'"{column}"' for column in tables.columns(key))
        found[key] = cursor.execute(f"SELECT {names} FROM {key}").fetchall()
    cursor.close()
    return found


def load(connection: Connection, newest: Revision | None) -> Snapshot:
    """The register as it is."""
    return Snapshot(_rows(connection), newest.id if newest else "", newest.hash if newest else "")


def load_at(connection: Connection, history: tuple[Revision, ...], moment: str) -> Snapshot:
    """The register as it was at a moment (UTC, ISO 8601; a day means its end): later changes taken back in memory."""
    moment = f"{moment}T23:59:59.999+00:00" if len(moment) == 10 else moment
    later = [revision for revision in history if revision.at > moment]
    records = {
        key: {row[0]: dict(zip(tables.columns(key), row, strict=True)) for row in rows}
        for key, rows in _rows(connection).items()
    }
    for revision in reversed(later):
        for change in reversed(changes_of(connection, revision.id)):
            apply_in_memory(records, change.inverse())
    shown = history[len(history) - len(later) - 1] if len(later) < len(history) else None
    rows = {
        key: [tuple(record.get(column) for column in tables.columns(key)) for record in found.values()]
        for key, found in records.items()
    }
    return Snapshot(rows, shown.id if shown else "", shown.hash if shown else "")


def apply_in_memory(records: dict[str, dict[str, dict[str, Any]]], change: Change) -> None:
    """Make one change to records held as dictionaries by table and id."""
    table = records[change.table]
    if change.after is None:
        del table[change.record]
    elif change.before is None:
        table[change.record] = dict(change.after)
    else:
        table[change.record] |= change.after
