"""Revisions and changes: the permanent trace of every step, chained by hashes.

A revision's hash covers its own canonical JSON, its parent's hash and the salted digest of each of its changes. The
content of a change can therefore be expunged for good reason while the chain still verifies.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from ropa_desktop.register.connection import run
from ropa_desktop.register.schema import REVISION


class RevisionKind(StrEnum):
    """What made a revision. Events are not undoable, and undo stops at a migration."""

    edit = "edit"
    undo = "undo"
    redo = "redo"
    imported = "imported"
    external = "external"
    migration = "migration"
    event = "event"


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one record: `before` is None for an insertion, `after` for a deletion.

    For an update both hold the changed columns alone.
    """

    table: str
    record: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def erased(self) -> bool:
        """Whether the content was expunged, so that nothing but the digest is left."""
        return self.before is None and self.after is None

    @property
    def fields(self) -> frozenset[str]:
        """The columns that the change touched."""
        return frozenset(self.before or ()) | frozenset(self.after or ())

    def inverse(self) -> "Change":
        """The change that takes this one back."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class Revision:
    """One sealed or open step. `at` is UTC in ISO 8601; `label` a message id and `arguments` what fills it."""

    id: str
    parent: str | None
    second_parent: str | None
    kind: str
    undoes: str | None
    at: str
    who: str
    label: str
    arguments: dict[str, str]
    program_version: str
    file_version: int
    hash: str = ""

    def canonical(self) -> str:
        """The row as the hash sees it."""
        row = {name: getattr(self, name) for name in _COLUMNS if name != "hash"}
        return json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(salt: str, table: str, record: str, before: str | None, after: str | None) -> str:
    """The salted digest of one change, over the JSON texts exactly as stored."""
    content = "\x1e".join((salt, table, record, before or "", after or ""))
    return hashlib.sha256(content.encode()).hexdigest()


def chain_hash(revision: Revision, parent_hash: str, digests: Iterable[str]) -> str:
    """The hash of a revision: its canonical row, its parent's hash and its changes' digests in order, a record
    separator between them.
    """
    said = hashlib.sha256("\x1e".join((revision.canonical(), parent_hash)).encode())
    for one in digests:  # an import has hundreds of thousands, which need not be there at once
        said.update(f"\x1e{one}".encode())
    return said.hexdigest()


def stored_digests(connection: Connection, revision: str | None) -> Iterator[str]:
    """The digests of a revision's changes in order; of those that belong to none yet, for None."""
    rows = run(
        connection,
        "SELECT salt, record_table, record, before, after, digest FROM change WHERE revision IS ? ORDER BY sequence",
        (revision,),
    )
    for block in iter(lambda: rows.fetchmany(_BLOCK), []):
        yield from (row[5] if row[5] and row[3] is None and row[4] is None else digest(*row[:5]) for row in block)


def changes_of(connection: Connection, revision: str | None) -> tuple[Change, ...]:
    """The changes of one revision, or of those that belong to none yet, in order."""
    rows = run(
        connection,
        "SELECT record_table, record, before, after FROM change WHERE revision IS ? ORDER BY sequence",
        (revision,),
    )
    return tuple(change for block in iter(lambda: rows.fetchmany(_BLOCK), []) for change in read_changes(block))


_BLOCK = 500  # changes read at once: each block shares the names of its columns, and an import has many thousands


def read_changes(rows: Sequence[Any]) -> tuple[Change, ...]:
    """Changes from rows of table, record, before and after."""
    texts = ",".join(f"{before or 'null'},{after or 'null'}" for _table, _record, before, after in rows)
    values = json.loads(f"[{texts}]", strict=False)  # the triggers leave line ends as they are
    return tuple(
        Change(table, record, values[2 * n], values[2 * n + 1]) for n, (table, record, _b, _a) in enumerate(rows)
    )


_COLUMNS = tuple(column.name for column in REVISION.columns if column.name != "sequence")
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM revision"
_INSERT = f"INSERT INTO revision ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_REPLACE = "UPDATE revision SET at = ?, hash = ? WHERE id = ?"


def _read(row: Any) -> Revision:
    values = dict(zip(_COLUMNS, row, strict=True))
    values["arguments"] = json.loads(values["arguments"])
    return Revision(**values)


def all_revisions(connection: Connection) -> tuple[Revision, ...]:
    """The whole history, oldest first."""
    return tuple(map(_read, run(connection, f"{_SELECT} ORDER BY sequence").fetchall()))


def newest_revision(connection: Connection) -> Revision | None:
    """The revision that the tables stand at, or None before the first."""
    row = run(connection, f"{_SELECT} ORDER BY sequence DESC LIMIT 1").fetchone()
    return None if row is None else _read(row)


def undoing(connection: Connection, undone: str) -> Revision | None:
    """The newest revision that took this one back, or None."""
    query = f"{_SELECT} WHERE undoes = ? AND kind = 'undo' ORDER BY sequence DESC LIMIT 1"
    row = run(connection, query, (undone,)).fetchone()
    return None if row is None else _read(row)


def insert_revision(connection: Connection, revision: Revision, parent_hash: str) -> Revision:
    """Give the changes that belong to none to a new revision, and store it with its hash."""
    sealed = replace(revision, hash=chain_hash(revision, parent_hash, stored_digests(connection, None)))
    arguments = json.dumps(sealed.arguments, sort_keys=True, ensure_ascii=False)
    values = [arguments if name == "arguments" else getattr(sealed, name) for name in _COLUMNS]
    run(connection, _INSERT, values)
    run(connection, "UPDATE change SET revision = ? WHERE revision IS NULL", (sealed.id,))
    return sealed


def update_revision(connection: Connection, revision: Revision, parent_hash: str) -> Revision:
    """Store an open revision again after its changes were folded."""
    sealed = replace(revision, hash=chain_hash(revision, parent_hash, stored_digests(connection, revision.id)))
    run(connection, _REPLACE, (sealed.at, sealed.hash, sealed.id))
    return sealed


def verify_chain(connection: Connection) -> str | None:
    """The id of the first revision whose hash or parent does not hold, or that is missing; None when all is whole."""
    parent: Revision | None = None
    for revision in all_revisions(connection):
        expected_parent = parent.id if parent else None
        digests = stored_digests(connection, revision.id)
        if revision.parent != expected_parent:
            return revision.id
        if revision.hash != chain_hash(revision, parent.hash if parent else "", digests):
            return revision.id
        parent = revision
    stray = "SELECT revision FROM change WHERE revision NOT IN (SELECT id FROM revision) LIMIT 1"
    found = run(connection, stray).fetchone()
    return found and str(found[0])
