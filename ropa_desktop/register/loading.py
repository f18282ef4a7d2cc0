"""Reading snapshots: the present tables at the driver's speed, an earlier moment by inverse changes in memory."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection

from ropa_desktop.collector import collector_at_rest
from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import _
from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.authorship import now
from ropa_desktop.register.connection import driver_connection
from ropa_desktop.register.revision import Change, Revision, all_revisions, changes_of


def _rows(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    cursor = driver_connection(connection).cursor()
    found = {}
    for key in tables.models():
        names = ", ".join(f'"{column}"' for column in tables.columns(key))
        found[key] = cursor.execute(f"SELECT {names} FROM {key}").fetchall()
    cursor.close()
    return found


@collector_at_rest()
def load(connection: Connection, newest: Revision | None) -> Snapshot:
    """The register as it is."""
    return Snapshot(_rows(connection), newest.id if newest else "", newest.hash if newest else "")


@collector_at_rest()
def load_at(connection: Connection, on: str) -> Snapshot:
    """The register as it was at a moment (ISO 8601, UTC where no zone is named; a day means its end).

    What was changed later is taken back in memory. A record whose history was expunged is left out of the time
    before. Raises `BadInput` for what is no moment.
    """
    moment = _moment(on)
    history = all_revisions(connection)
    # Clocks are set back sometimes: what counts is the last revision of that time, and all that came before it.
    known = max((place for place, revision in enumerate(history, 1) if revision.at <= moment), default=0)
    later: list[str | None] = [revision.id for revision in history[known:]]
    if later or moment < now():
        later.append(None)  # what another program changed and nobody adopted yet
    records = {
        key: {row[0]: dict(zip(tables.columns(key), row, strict=True)) for row in rows}
        for key, rows in _rows(connection).items()
    }
    erased: set[tuple[str, str]] = set()
    for revision in reversed(later):
        for change in reversed(changes_of(connection, revision)):
            if change.erased:
                erased.add((change.table, change.record))
                records[change.table].pop(change.record, None)
            elif (change.table, change.record) not in erased:
                apply_in_memory(records, change.inverse())
    shown = history[known - 1] if known else None
    rows = {
        key: [tuple(record.get(column) for column in tables.columns(key)) for record in found.values()]
        for key, found in records.items()
    }
    return Snapshot(rows, shown.id if shown else "", shown.hash if shown else "")


def follows_from_history(connection: Connection) -> bool:
    """Whether the journal, replayed from nothing, gives the records; those with expunged content aside."""
    replayed: dict[str, dict[str, dict[str, Any]]] = {key: {} for key in tables.models()}
    erased: set[tuple[str, str]] = set()
    revisions: list[str | None] = [revision.id for revision in all_revisions(connection)]
    for revision in (*revisions, None):
        for change in changes_of(connection, revision):
            if change.erased:
                erased.add((change.table, change.record))
            elif (change.table, change.record) not in erased:
                try:
                    apply_in_memory(replayed, change)
                except KeyError:
                    return False
    for key, rows in _rows(connection).items():
        for row in rows:
            known = replayed[key].pop(row[0], {})
            found = dict(zip(tables.columns(key), row, strict=True))
            if (key, row[0]) not in erased and any(known.get(name) != value for name, value in found.items()):
                return False
    return all((key, id) in erased for key, rows in replayed.items() for id in rows)


def apply_in_memory(records: dict[str, dict[str, dict[str, Any]]], change: Change) -> None:
    """Make one change to records held as dictionaries by table and id."""
    table = records[change.table]
    if change.after is None:
        del table[change.record]
    elif change.before is None:
        table[change.record] = dict(change.after)
    else:
        table[change.record] |= change.after


def _moment(text: str) -> str:
    try:
        if len(text) == 10:
            return f"{date.fromisoformat(text).isoformat()}T23:59:59.999+00:00"
        found = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(_("{text}: no such date. Write it as YYYY-MM-DD.").format(text=text[:40])) from None
    zoned = found if found.tzinfo else found.replace(tzinfo=UTC)
    return zoned.astimezone(UTC).isoformat(timespec="milliseconds")
