"""Steps: every change of a register is one transaction with one revision, and can be taken back.

The triggers have written what changed; at the end of a step those changes are given to a revision. A step that
continues the newest one (the same field, still being edited) is folded into it while it is open. Undo and redo are
steps like any other: they apply the inverse of a revision's changes.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection

from ropa_desktop import __version__
from ropa_desktop.errors import BadInput, RegisterError
from ropa_desktop.i18n import N_, _
from ropa_desktop.progress import counted, part
from ropa_desktop.register import revision as revisions
from ropa_desktop.register.authorship import now, who
from ropa_desktop.register.connection import DriverError, explain, run
from ropa_desktop.register.numbering import Numbering
from ropa_desktop.register.revision import Change, Revision, RevisionKind
from ropa_desktop.register.schema import FILE_VERSION

FOREIGN = N_("Changed by another program")
_WITHOUT_HASHES = 0.85  # share of a long step that is done when only the hashes of its changes are missing


@dataclass(frozen=True, slots=True)
class Done:
    """What a step did: its revision and the changes, for the views to decide what to show anew."""

    revision: Revision
    changes: tuple[Change, ...]


class Journal:
    """The history of one open register: its newest revision, what is still open, and the two stacks.

    `unseen` are the changes since the register's last snapshot, which the next one is made from.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.listeners: list[Callable[[Done], None]] = []
        self.untold: list[Done] | None = None
        self.unseen: list[Change] = []
        self.numbering = Numbering(connection)
        self._depth = 0
        self._data_version = -1
        self._open: tuple[str, str] | None = None
        self._newest: Revision | None = None
        self._undo: list[Revision] = []
        self._redo: list[Revision] = []
        self.read()

    def read(self) -> None:
        """Read the stacks from the file."""
        self._data_version = self._present_data_version()
        self._newest, self._undo, self._redo = None, [], []
        for revision in revisions.all_revisions(self.connection):
            self._remember(revision)

    @property
    def newest(self) -> Revision | None:
        """The revision that the tables stand at."""
        return self._newest

    @property
    def undoable(self) -> Revision | None:
        """What the next undo takes back."""
        return self._undo[-1] if self._undo else None

    @property
    def redoable(self) -> Revision | None:
        """What the next redo does again: the undone revision."""
        return self._redo[-1] if self._redo else None

    @property
    def in_step(self) -> bool:
        """Whether a step is being made."""
        return self._depth > 0

    def seal(self) -> None:
        """Close the newest revision to folding: the field was left."""
        self._open = None

    @contextmanager
    def step(
        self,
        label: str,
        arguments: dict[str, str],
        kind: RevisionKind,
        undoes: str | None = None,
        fold: str = "",
    ) -> Iterator[None]:
        """One transaction and one revision. A step within a step joins it; if it fails, it alone is taken back.

        `fold` names what is being edited: while the newest revision carries the same name and was not sealed, the
        step is folded into it. In such a step references must hold at once, in all others at the end. Anything that
        goes wrong takes the whole step back and is raised again.
        """
        if self._depth:
            with self._step_within():
                yield
            return
        self._depth = 1
        made: list[Done | None] = []
        try:
            try:
                self._execute("BEGIN IMMEDIATE")
                if not fold:  # which has SQLite compile every statement anew: half of what the edit of a field costs
                    self._execute("PRAGMA defer_foreign_keys = ON")
                made.append(self._adopt_what_others_wrote())
                with part(0.0, _WITHOUT_HASHES):
                    yield
                made.append(self._finish(label, arguments, kind, undoes, fold))
                self._execute("COMMIT")
            except BaseException:
                made.clear()
                self._roll_back()
                raise
        except DriverError as error:
            raise explain(error) from error
        finally:
            self._depth = 0
        for done in filter(None, made):
            self.unseen += done.changes
            self.numbering.take(done.changes)
            if self.untold is None:
                self.tell(done)
            else:
                self.untold.append(done)

    def tell(self, done: Done) -> None:
        """Let the listeners know what a step did."""
        for listener in tuple(self.listeners):
            listener(done)

    def record_event(self, label: str, arguments: dict[str, str]) -> None:
        """Note something that changed no record, such as an export."""
        with self.step(label, arguments, RevisionKind.event):
            pass

    def undo(self) -> Revision | None:
        """Take the last step back. Returns what was undone, or None when there is nothing."""
        return self._take_back(self.undoable, RevisionKind.undo)

    def redo(self) -> Revision | None:
        """Do again what was undone last. Returns it, or None when there is nothing."""
        undone = self.redoable
        if undone is None:
            return None
        undoing = self._undoing(undone)
        self._take_back(undoing, RevisionKind.redo, undone)
        return undone

    # -- inside a step ------------------------------------------------------------------------------------

    def _execute(self, statement: str) -> None:
        run(self.connection, statement)

    @contextmanager
    def _step_within(self) -> Iterator[None]:
        self._depth += 1
        name = f"step_{self._depth}"
        try:
            self._execute(f"SAVEPOINT {name}")
            yield
            self._execute(f"RELEASE {name}")
        except BaseException:
            with suppress(RegisterError):  # a full disk has already rolled back everything
                self._execute(f"ROLLBACK TO {name}")
                self._execute(f"RELEASE {name}")
            self.numbering.forget()
            raise
        finally:
            self._depth -= 1

    def _present_data_version(self) -> int:
        """A number that changes when another connection writes the file."""
        return int(run(self.connection, "PRAGMA data_version").fetchone()[0])

    def _adopt_what_others_wrote(self) -> Done | None:
        """What another program wrote since the last step becomes a revision before this one, not a part of it."""
        if self._present_data_version() == self._data_version:
            return None
        self._open = None
        self.read()
        done = self._finish(FOREIGN, {}, RevisionKind.external, None, "")
        self.numbering.take(done.changes if done else ())
        return done

    def _roll_back(self) -> None:
        with suppress(RegisterError):  # a full disk or a failed commit has already rolled back
            self._execute("ROLLBACK")
        self.numbering.forget()
        self._open = None
        self.read()

    def _finish(
        self, label: str, arguments: dict[str, str], kind: RevisionKind, undoes: str | None, fold: str
    ) -> Done | None:
        changes = revisions.changes_of(self.connection, None)
        if not changes and kind in (RevisionKind.edit, RevisionKind.imported, RevisionKind.external):
            return None
        if fold and self._newest and self._open == (self._newest.id, fold):
            return Done(self._fold(self._newest), changes)
        parent = self._newest
        revision = Revision(
            id=str(uuid4()),
            parent=parent.id if parent else None,
            second_parent=None,
            kind=kind.value,
            undoes=undoes,
            at=now(),
            who=who(),
            label=label,
            arguments=arguments,
            program_version=__version__,
            file_version=FILE_VERSION,
        )
        revision = revisions.insert_revision(self.connection, revision, parent.hash if parent else "")
        self._remember(revision)
        self._open = (revision.id, fold) if fold else None
        return Done(revision, changes)

    def _fold(self, open_revision: Revision) -> Revision:
        """Keep each record's first *before* and take its last *after*; a change that cancels out disappears."""
        connection = self.connection
        run(connection, "UPDATE change SET revision = ? WHERE revision IS NULL", (open_revision.id,))
        rows = run(
            connection,
            "SELECT sequence, record_table, record, before, after FROM change WHERE revision = ? ORDER BY sequence",
            (open_revision.id,),
        ).fetchall()
        merged: dict[tuple[str, str], tuple[int, Change]] = {}
        for row in rows:
            (change,) = revisions.read_changes([row[1:]])
            key = (change.table, change.record)
            sequence, earlier = merged.get(key, (row[0], None))
            merged[key] = (sequence, change if earlier is None else join(earlier, change))
        run(connection, "DELETE FROM change WHERE revision = ?", (open_revision.id,))
        for (table, record), (sequence, change) in merged.items():
            if change.before != change.after:
                run(
                    connection,
                    "INSERT INTO change (sequence, revision, record_table, record, before, after) "
                    "VALUES (?, ?, ?, ?, ?, ?)",
                    (sequence, open_revision.id, table, record, _json(change.before), _json(change.after)),
                )
        if all(change.before == change.after for _sequence, change in merged.values()):
            return self._forget(open_revision)
        parent_hash = self._hash_of(open_revision.parent)
        revision = revisions.update_revision(connection, replace(open_revision, at=now()), parent_hash)
        self._newest = revision
        self._undo[-1] = revision
        return revision

    def _forget(self, open_revision: Revision) -> Revision:
        """An open revision whose changes cancelled out never was."""
        run(self.connection, "DELETE FROM revision WHERE id = ?", (open_revision.id,))
        self._open = None
        self.read()
        return open_revision

    def _hash_of(self, id: str | None) -> str:
        if id is None:
            return ""
        return str(run(self.connection, "SELECT hash FROM revision WHERE id = ?", (id,)).fetchone()[0])

    # -- the two stacks -----------------------------------------------------------------------------------

    def _remember(self, revision: Revision) -> None:
        self._newest = revision
        if revision.kind == RevisionKind.event:
            return
        if revision.kind == RevisionKind.migration:
            self._undo, self._redo = [], []
        elif revision.kind == RevisionKind.undo and self._undo:
            self._redo.append(self._undo.pop())
        elif revision.kind == RevisionKind.redo and self._redo:
            self._undo.append(self._redo.pop())
        else:
            self._undo.append(revision)
            self._redo = []

    def _undoing(self, undone: Revision) -> Revision:
        """The newest revision that undid this one."""
        found = revisions.undoing(self.connection, undone.id)
        if found is None:
            raise LookupError(undone.id)
        return found

    def _take_back(self, target: Revision | None, kind: RevisionKind, named: Revision | None = None) -> Revision | None:
        if target is None:
            return None
        named = named or target
        changes = revisions.changes_of(self.connection, target.id)
        if any(change.erased for change in changes):
            raise BadInput(_("The content of this step was erased for good. It cannot be taken back."))
        with self.step(named.label, named.arguments, kind, undoes=target.id):
            apply(self.connection, [change.inverse() for change in reversed(changes)])
        return named


def join(first: Change, second: Change) -> Change:
    """Two successive changes of one record as one."""
    if first.before is None:  # inserted, then changed or deleted
        after = None if second.after is None else (first.after or {}) | second.after
        return replace(first, after=_without_nulls(after))
    if second.after is None:  # changed, then deleted
        return replace(first, before=_without_nulls((second.before or {}) | first.before), after=None)
    if first.after is None:  # deleted, then inserted again
        fields, after = (
            {**dict.fromkeys(second.after), **first.before},
            {**dict.fromkeys(first.before), **second.after},
        )
    else:
        fields, after = {**(second.before or {}), **first.before}, {**first.after, **second.after}
    kept = [name for name in fields if fields[name] != after[name]]
    return replace(first, before={n: fields[n] for n in kept}, after={n: after[n] for n in kept})


def apply(connection: Connection, changes: Sequence[Change]) -> None:
    """Make changes to the tables, in order, inside the step at hand."""
    for change in counted(changes):
        if change.before is None and change.after is not None:
            names = list(change.after)
            quoted = ", ".join(f'"{name}"' for name in names)
            run(
                connection,
                f"INSERT INTO {change.table} ({quoted}) VALUES ({', '.join('?' * len(names))})",
                tuple(change.after[name] for name in names),
            )
        elif change.after is None:
            run(connection, f"DELETE FROM {change.table} WHERE id = ?", (change.record,))
        else:
            names = list(change.after)
            if names:
                assignments = ", ".join(f'"{name}" = ?' for name in names)
                run(
                    connection,
                    f"UPDATE {change.table} SET {assignments} WHERE id = ?",
                    (*(change.after[name] for name in names), change.record),
                )


def adopt_foreign_changes(journal: Journal) -> None:
    """Changes that another program made are given a revision of their own."""
    if run(journal.connection, "SELECT 1 FROM change WHERE revision IS NULL LIMIT 1").fetchone():
        with journal.step(FOREIGN, {}, RevisionKind.external):
            pass


def _without_nulls(values: dict[str, Any] | None) -> dict[str, Any] | None:
    return None if values is None else {name: value for name, value in values.items() if value is not None}


def _json(values: dict[str, Any] | None) -> str | None:
    return None if values is None else json.dumps(values, ensure_ascii=False, separators=(",", ":"))
