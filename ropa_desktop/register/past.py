"""What the journal keeps of the past: the changes of one revision, all that was done to one record."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.wholes import whole
from ropa_desktop.register.connection import one_moment, run
from ropa_desktop.register.register import Register
from ropa_desktop.register.revision import Change, Revision, read_changes

_COLUMNS = "record_table, record, before, after"
_AT_ONCE = 500  # ids in one statement


def changes_in(register: Register, revision: str, limit: int) -> tuple[tuple[Change, ...], int]:
    """The first changes of a revision, in order, and how many there are in all."""
    with one_moment(register.connection):
        rows = run(
            register.connection,
            f"SELECT {_COLUMNS} FROM change WHERE revision = ? ORDER BY sequence LIMIT ?",
            (revision, limit),
        ).fetchall()
        (count,) = run(register.connection, "SELECT count(*) FROM change WHERE revision = ?", (revision,)).fetchone()
    return read_changes(rows), int(count)


def revisions_about(register: Register, snapshot: Snapshot, table: str, id: str) -> frozenset[str]:
    """The ids of the revisions that changed an entry, one of its rows, or what was said of them, deleted ones too."""
    met = {id, *(row.id for _table, row in whole(snapshot, table, id))}
    with one_moment(register.connection):
        gone = _belonged(register, id) - met  # rows that were deleted name what they belonged to
        if gone:
            met |= gone | _deleted_with(register, gone)
        return frozenset(_revisions(register, [*met]))


def changes_about(register: Register, snapshot: Snapshot, table: str, id: str) -> dict[str, list[Change]]:
    """The changes of an entry and of its rows as they are now, by the id of their revision, oldest first.

    Of rows that were deleted since, the change that deleted them is there, and those before it.
    """
    met = {id, *(row.id for _table, row in whole(snapshot, table, id))}
    found: dict[str, list[Change]] = {}
    with one_moment(register.connection):
        ids = sorted(met | _belonged(register, id))
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            rows = run(
                register.connection,
                f"SELECT revision, {_COLUMNS} FROM change WHERE revision IS NOT NULL "
                f"AND record IN ({', '.join('?' * len(some))}) ORDER BY sequence",
                tuple(some),
            ).fetchall()
            for revision, change in zip((row[0] for row in rows), read_changes([row[1:] for row in rows]), strict=True):
                found.setdefault(revision, []).append(change)
    return found


def last_words(register: Register, id: str) -> tuple[str, dict[str, Any]] | None:
    """Table and values of a record that was deleted, as it was then; None where nothing is known of it."""
    row = run(
        register.connection,
        "SELECT record_table, before FROM change WHERE record = ? AND after IS NULL AND before IS NOT NULL "
        "ORDER BY sequence DESC LIMIT 1",
        (id,),
    ).fetchone()
    return None if row is None else (row[0], json.loads(row[1], strict=False))


def undone(history: Iterable[Revision]) -> frozenset[str]:
    """The ids of the revisions of a history, oldest first, that were taken back and not done again."""
    taken_back: set[str] = set()
    undoing: dict[str, str] = {}
    for revision in history:
        if revision.kind == "undo" and revision.undoes:
            undoing[revision.id] = revision.undoes
            taken_back.add(revision.undoes)
        elif revision.kind == "redo" and revision.undoes:
            taken_back.discard(undoing.get(revision.undoes, ""))
    return frozenset(taken_back)


def _revisions(register: Register, ids: Sequence[str]) -> set[str]:
    """The revisions that changed one of these records themselves."""
    found: set[str] = set()
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        rows = run(register.connection, f"SELECT DISTINCT revision FROM change WHERE record IN ({marks})", tuple(some))
        found |= {row[0] for row in rows.fetchall() if row[0] is not None}
    return found


def _belonged(register: Register, id: str) -> set[str]:
    """The ids of the rows, answers, sources and wordings that were a record's and were deleted or moved elsewhere.

    Insertions are passed over: what was only inserted is there still.
    """
    rows = run(
        register.connection,
        f"SELECT {_COLUMNS} FROM change WHERE before IS NOT NULL AND (instr(before, ?) OR instr(after, ?))",
        (id, id),
    ).fetchall()
    return {
        change.record
        for change in read_changes(rows)
        if id in (_owner(change.before, change.table), _owner(change.after, change.table))
    }


def _deleted_with(register: Register, gone: set[str]) -> set[str]:
    """The ids of what was deleted and belonged to one of these records."""
    rows = run(
        register.connection, f"SELECT {_COLUMNS} FROM change WHERE before IS NOT NULL AND after IS NULL"
    ).fetchall()
    return {change.record for change in read_changes(rows) if _owner(change.before, change.table) in gone}


def _owner(values: dict[str, Any] | None, table: str) -> str | None:
    """The record that a row belongs to, or that a statement speaks of, as far as its values say so."""
    names = (*tables.parents(table), "record_id")
    return next((values[name] for name in names if values and values.get(name) is not None), None)
