"""One register file, open: make or open it, read it, change it in steps, take steps back, close it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property, partial
from pathlib import Path
from threading import get_ident
from typing import Self

from sqlalchemy import Connection

from ropa_desktop.errors import BadInput, ReadOnlyRegister, RegisterError
from ropa_desktop.i18n import _, format_date, format_time
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register import backup, inspection, loading, lock, migrations, schema
from ropa_desktop.register.connection import (
    DriverError,
    connect,
    disconnect,
    explain,
    one_moment,
    run,
    stopped_when,
)
from ropa_desktop.register.index import Index
from ropa_desktop.register.journal import Done, Journal, adopt_foreign_changes
from ropa_desktop.register.revision import Revision, RevisionKind, all_revisions, newest_revision, verify_chain

_FEW = 2000  # changes up to which the next snapshot is made from the last one


class Register:
    """An open register. Every change is made inside `step`, through the operations of `edit.py`."""

    def __init__(self, path: Path, connection: Connection, held: lock.Lock | None, read_only_reason: str) -> None:
        self.path = path
        self.connection = connection
        self.read_only_reason = read_only_reason
        self.journal = Journal(connection)
        self._lock = held
        self._snapshot: Snapshot | None = None
        self._written = -1  # the number of the file as it was last read, where it is only read
        self._opened_at = self.journal.newest
        self._borrower: int | None = None

    # -- life ---------------------------------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make an empty register and open it. Raises `BadInput` where a file is, `CannotWrite` where none can be."""
        held = _claim(path)
        try:
            connection = connect(path, "rwc")
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                schema.create(connection)
                connection.exec_driver_sql("COMMIT")
                return cls(path, connection, held, "")
            except BaseException:
                disconnect(connection)
                raise
        except BaseException as error:
            path.unlink(missing_ok=True)
            inspection.hot_journal(path).unlink(missing_ok=True)
            held.release()
            if isinstance(error, DriverError):
                raise explain(error) from error
            raise

    @classmethod
    def open(cls, path: Path, *, write: bool = True) -> Self:
        """Open a register, for writing where that is possible; `read_only_reason` says why it is not.

        Raises `BadInput`, `NotARegister`, `NewerRegister` or `DamagedRegister`, having touched nothing.
        """
        version = inspection.inspect(path)
        held, reason = _writing(path) if write else (None, _("Opened for reading."))
        try:
            connection = _connect(path, held)
        except BaseException:
            if held:
                held.release()
            raise
        try:
            inspection.check_sound(connection, path)
            if held:
                migrations.migrate(connection, path, version, migrations.MIGRATIONS, schema.FILE_VERSION)
                schema.ensure_triggers(connection)
            elif version < schema.FILE_VERSION:
                raise BadInput(
                    _(
                        "{name} is of an older version. Open it once for writing, so that it can be brought up to date."
                    ).format(name=path.name)
                )
            register = cls(path, connection, held, reason)
            if held:
                adopt_foreign_changes(register.journal)
                register._opened_at = register.journal.newest
            return register
        except BaseException as error:
            disconnect(connection)
            if held:
                held.release()
            if isinstance(error, DriverError):
                raise explain(error) from error
            raise

    def close(self) -> str | None:
        """Close the register, with a backup if anything changed. Returns a sentence when the backup failed."""
        problem: str | None = None
        if self._lock and self.journal.newest != self._opened_at:
            try:
                backup.back_up(self.connection, self.path)
            except RegisterError as error:
                problem = _("The register is saved, but its backup was not made: {reason}").format(reason=error)
        if "index" in self.__dict__:
            self.index.close()
        disconnect(self.connection)
        if self._lock:
            self._lock.release()
            self._lock = None
        return problem

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    # -- reading ------------------------------------------------------------------------------------------

    @property
    def read_only(self) -> bool:
        """Whether the register can only be read; `read_only_reason` says why in one sentence."""
        return self._lock is None

    @property
    def listeners(self) -> list[Callable[[Done], None]]:
        """Called after every step with its revision and changes."""
        return self.journal.listeners

    def snapshot(self, on: str | None = None) -> Snapshot:
        """All records as they are, or as they were at a moment (UTC, ISO 8601; a day means its end).

        While another thread has the register, the last snapshot is given.
        """
        if self._lent and on is None and self._snapshot is not None:
            return self._snapshot
        self._be_here()
        if on is not None:
            with one_moment(self.connection):
                return loading.load_at(self.connection, on)
        if self.read_only:
            return self._as_others_left_it()
        newest = self.journal.newest
        if self.journal.in_step:
            with one_moment(self.connection):
                return loading.load(self.connection, newest)
        known = self._snapshot
        if known is None or (known.revision, known.hash) != ((newest.id, newest.hash) if newest else ("", "")):
            known = self._snapshot = self._next_snapshot(known, newest)
        self.journal.unseen.clear()
        return known

    def _next_snapshot(self, known: Snapshot | None, newest: Revision | None) -> Snapshot:
        """The last snapshot with what was changed since, where that is less work than to read everything anew."""
        unseen = self.journal.unseen
        if known is None or newest is None or len(unseen) > _FEW:
            with one_moment(self.connection):
                return loading.load(self.connection, newest)
        return known.following(
            ((change.table, change.record, change.after) for change in unseen), newest.id, newest.hash
        )

    def _as_others_left_it(self) -> Snapshot:
        """What a register that is only read holds: read again where another program has written it since."""
        with one_moment(self.connection):
            written = int(run(self.connection, "PRAGMA data_version").fetchone()[0])
            if self._snapshot is None or written != self._written:
                self._snapshot = loading.load(self.connection, newest_revision(self.connection))
                self._written = written
        return self._snapshot

    def history(self) -> tuple[Revision, ...]:
        """Every revision, oldest first."""
        self._be_here()
        with one_moment(self.connection):
            return all_revisions(self.connection)

    def unsound(self) -> str | None:
        """What is wrong with the file in one sentence, or None: structure, references and the chain of history."""
        self._be_here()
        with one_moment(self.connection):
            inspection.check_sound(self.connection, self.path)
            broken = verify_chain(self.connection)
            if broken is None and loading.follows_from_history(self.connection):
                return None
        if broken is None:
            return _("The records do not follow from the history: they were changed outside the program.")
        return _("The history does not hold from revision {id} on: it was changed outside the program.").format(
            id=broken
        )

    @cached_property
    def index(self) -> Index:
        """The words of the register, for `search.py`; empty until something is sought."""
        return Index()

    # -- changing -----------------------------------------------------------------------------------------

    @contextmanager
    def step(
        self, label: str, *, kind: RevisionKind = RevisionKind.edit, fold: str = "", **arguments: str
    ) -> Iterator[None]:
        """One undoable change: one transaction, one revision. `label` is a message id that `arguments` fill.

        Steps with the same `fold` that follow each other become one while the field is being edited.
        Raises `ReadOnlyRegister`; whatever fails takes the whole step back.
        """
        self._be_writable()
        with self.journal.step(label, arguments, kind, fold=fold):
            yield

    def seal(self) -> None:
        """The field was left: the newest revision takes no more of the same edit."""
        self.journal.seal()

    def record_event(self, label: str, **arguments: str) -> None:
        """Note in the history something that changed no record. Raises `ReadOnlyRegister`."""
        self._be_writable()
        self.journal.record_event(label, arguments)

    def undo(self) -> Revision | None:
        """Take back the last step; returns it, or None when there is nothing to take back."""
        self._be_writable()
        return self.journal.undo()

    def redo(self) -> Revision | None:
        """Do again the last step taken back; returns it, or None when there is none."""
        self._be_writable()
        return self.journal.redo()

    def undo_label(self) -> str:
        """What undo would take back, in words; empty when there is nothing."""
        return label(self.journal.undoable)

    def redo_label(self) -> str:
        """What redo would do again, in words; empty when there is nothing."""
        return label(self.journal.redoable)

    # -- long work in another thread ----------------------------------------------------------------------

    @contextmanager
    def borrowed(self, cancelled: Callable[[], bool] = lambda: False) -> Iterator[None]:
        """Take the register to the thread at hand for one long step, which fails once it is `cancelled`.

        Meanwhile the thread it was taken from is given the last snapshot, may not change anything, and hears of
        nothing; it calls what is `untold` when the work is done.
        """
        if self._borrower is not None:
            raise RuntimeError("the register is lent already")
        self.snapshot()
        self.journal.untold = []
        self._borrower = get_ident()
        try:
            with stopped_when(self.connection, cancelled):
                yield
            self._read_ahead()
        finally:
            self._borrower = None

    def _read_ahead(self) -> None:
        """Make the next snapshot here, with the indexes that the last one has: the thread that waits need not then."""
        known, newest, unseen = self._snapshot, self.journal.newest, self.journal.unseen
        if known is None or newest is None or newest.hash == known.hash:
            return
        after = known.following(((each.table, each.record, each.after) for each in unseen), newest.id, newest.hash)
        after.index_like(known)
        unseen.clear()
        self._snapshot = after

    def untold(self) -> list[Callable[[], None]]:
        """What lets the listeners know what was done while the register was borrowed, in parts to be called in order.

        Each lets one listener know of one step, and the last lets go of what was told: of an import there is so much
        that each part takes some hundredths of a second.
        """
        held, self.journal.untold = self.journal.untold or [], None
        listeners = tuple(self.journal.listeners)
        told = [partial(_tell, listener, held, place) for place in range(len(held)) for listener in listeners]
        return [*told, held.clear]

    @property
    def _lent(self) -> bool:
        return self._borrower is not None and self._borrower != get_ident()

    def _be_here(self) -> None:
        if self._lent:
            raise RuntimeError("the register is lent to another thread")

    def _be_writable(self) -> None:
        if self.read_only:
            raise ReadOnlyRegister(self.read_only_reason)
        if self._lent:
            raise ReadOnlyRegister(_("A long step is being made. Wait until it is done, or cancel it."))


def _tell(listener: Callable[[Done], None], held: list[Done], place: int) -> None:
    listener(held[place])


def label(revision: Revision | None) -> str:
    """A revision's label in the present language; empty for None."""
    if revision is None:
        return ""
    arguments = {name: _said(name, value) for name, value in revision.arguments.items()}
    return _(revision.label).format_map(_Blank(arguments))


def _said(name: str, value: str) -> str:
    if name in _MESSAGES:
        return _(value)
    return format_date(value) if name in _DAYS else value


_MESSAGES = frozenset({"what", "field"})
"""The arguments that are message ids themselves: the title of a kind, the title of a field."""

_DAYS = frozenset({"day"})
"""The arguments that are ISO days."""


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def _claim(path: Path) -> lock.Lock:
    """The lock of a register that is yet to be made. Raises `BadInput`."""
    try:
        held = None if path.exists() else lock.acquire(path)
        if held and path.exists():  # made by another process meanwhile
            held.release()
            held = None
    except OSError as error:
        raise BadInput(
            _("No register can be made at {name}. Choose a folder that exists and is yours.").format(name=path)
        ) from error
    if held is None:
        raise BadInput(_("{name} exists already. Choose another name.").format(name=path.absolute().name))
    return held


def _writing(path: Path) -> tuple[lock.Lock | None, str]:
    """The lock of a register, or why it cannot be had."""
    try:
        with path.open("rb+"):
            pass
        held = lock.acquire(path)
    except OSError as error:
        if error.errno in lock.CANNOT_LOCK:
            return None, _("Where this register lies, two could write at once. Copy it to this computer to change it.")
        return None, _("This register lies in a read-only place. Copy it to a folder of your own to change it.")
    if held:
        return held, ""
    holder = lock.holder(path)
    if holder is None:
        return None, _("This register is open elsewhere. You can read it here; close it there to change it.")
    return None, _(
        "This register is open by {who} on {host} since {since}. You can read it here; close it there to change it."
    ).format(who=holder.who, host=holder.host, since=format_time(holder.since))


def _connect(path: Path, held: lock.Lock | None) -> Connection:
    """Open the database; what an interrupted step left is taken back first, by whoever may write."""
    try:
        if held is None and inspection.hot_journal(path).exists() and not lock.is_locked(path):
            with suppress(*DriverError):
                recovering = connect(path, "rw")
                recovering.exec_driver_sql("SELECT count(*) FROM sqlite_schema")
                disconnect(recovering)
        connection = connect(path, "rw" if held else "ro")
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema")
        return connection
    except DriverError as error:
        raise explain(error) from error
