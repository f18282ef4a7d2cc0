"""An entry and all that belongs to it: its rows, theirs, and what is said of each."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot

STATEMENTS = tuple(key for key, _path in catalog.STATEMENTS)


@cache
def child_tables(key: str) -> tuple[tuple[str, str], ...]:
    """The tables whose rows may belong to a record of a kind, each with the column that holds the parent's id."""
    return tuple(
        (reference.table, reference.column)
        for reference in tables.references_to(key)
        if reference.column in tables.parents(reference.table)
    )


def rows_of(snapshot: Snapshot, key: str, id: str) -> Iterator[tuple[str, Any]]:
    """The rows of a record with their tables, each followed by its own."""
    for table, column in child_tables(key):
        if snapshot.count(table):
            for row in snapshot.matching(table, column, id):
                yield table, row
                yield from rows_of(snapshot, table, row.id)


def whole(snapshot: Snapshot, key: str, id: str) -> Iterator[tuple[str, Any]]:
    """A record, its rows in depth, and the answers, sources, wordings and suggestions of each, with their tables."""
    record = snapshot.find(key, id)
    if record is None:
        return
    said = [table for table in STATEMENTS if snapshot.count(table)]
    for table, row in ((key, record), *rows_of(snapshot, key, id)):
        yield table, row
        for statement in said:
            for each in snapshot.matching(statement, "record_id", row.id):
                yield statement, each


def parent_of(snapshot: Snapshot, table: str, row: Any) -> tuple[str, Any] | None:
    """The record that a row or a statement belongs to, with its table; None for an entry, or where it is gone."""
    if table in STATEMENTS:
        key: str | None = snapshot.kind_of(row.record_id)
        id = row.record_id
    else:
        column = next((name for name in tables.parents(table) if getattr(row, name) is not None), None)
        if column is None:
            return None
        key, id = tables.fields(table)[column].target, getattr(row, column)
    found = snapshot.find(key, id) if key else None
    return (key, found) if key and found is not None else None


def entry_of(snapshot: Snapshot, table: str, row: Any) -> tuple[str, Any] | None:
    """The entry that a record belongs to, itself where it is one; None where that is gone."""
    while table in STATEMENTS or tables.parents(table):
        found = parent_of(snapshot, table, row)
        if found is None:
            return None
        table, row = found
    return table, row
