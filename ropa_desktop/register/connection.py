"""The one door to the driver: opens the database file and names the driver's errors.

Everything else holds a SQLAlchemy `Connection` in autocommit, on which `journal.py` alone begins and ends
transactions; the statements of a step go straight to the driver. An encrypted driver enters here: its module instead
of `DRIVER`, and a key before the first pragma.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from ropa_desktop.errors import BadInput, Cancelled, CannotWrite, DamagedRegister, RegisterError
from ropa_desktop.i18n import _

DRIVER = sqlite3
DriverError = (DBAPIError, DRIVER.Error)
"""What a failing statement may raise, through SQLAlchemy or straight from the driver."""

Mode = Literal["ro", "rw", "rwc"]
"""Read only; read and write; the same, creating the file."""

APPLICATION_ID = 0x524F5041
"""The four letters ROPA in the file's header."""

BUSY_MILLISECONDS = 5_000

_DAMAGE = ("malformed", "not a database", "disk i/o", "could not decode", "no such table", "no such column")


def connect(path: Path, mode: Mode) -> Connection:
    """Open a database file. One connection, which belongs to one thread at a time.

    A rollback journal and full synchronisation keep an open register one file that can be copied.
    """

    def open_file() -> sqlite3.Connection:
        raw = DRIVER.connect(
            f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}",
            uri=True,
            check_same_thread=False,
            isolation_level=None,
            cached_statements=512,
        )
        raw.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA trusted_schema = OFF")
        if mode != "ro":
            raw.execute("PRAGMA journal_mode = DELETE")
            raw.execute("PRAGMA synchronous = FULL")
        return raw

    # Hidden parameters: an error's text may reach a report of a defect, and holds nothing of the register.
    engine = create_engine("sqlite://", creator=open_file, module=DRIVER, poolclass=StaticPool, hide_parameters=True)
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")


def in_memory() -> Any:
    """A database of the driver that lies in memory alone, for one thread at a time."""
    raw = DRIVER.connect(":memory:", check_same_thread=False, isolation_level=None)
    raw.execute("PRAGMA temp_store = MEMORY")
    return raw


def driver_connection(connection: Connection) -> Any:
    """The driver's own connection, for reading many rows at its own speed."""
    return connection.connection.driver_connection


def run(connection: Connection, statement: str, values: Sequence[Any] = ()) -> Any:
    """One statement at the driver's own speed, which a small step feels. Raises `RegisterError`."""
    try:
        return driver_connection(connection).execute(statement, values)
    except DriverError as error:
        raise explain(error) from error


@contextmanager
def one_moment(connection: Connection) -> Iterator[None]:
    """Reads that belong together see the file as it is at one moment, whoever writes beside. Raises `RegisterError`."""
    raw = driver_connection(connection)
    joins = raw.in_transaction
    try:
        if not joins:
            raw.execute("BEGIN")
        try:
            yield
        finally:
            if not joins and raw.in_transaction:
                raw.execute("COMMIT")  # of a reading that wrote nothing
    except DriverError as error:
        raise explain(error) from error


@contextmanager
def stopped_when(connection: Connection, asked: Callable[[], bool]) -> Iterator[None]:
    """While it lasts, the statement at hand fails with `Cancelled` once `asked` says so, and its step is taken back."""
    told: list[bool] = []  # once is enough: the taking back must not be stopped as well

    def stop() -> int:
        if told or not asked():
            return 0
        told.append(True)
        return 1

    raw = driver_connection(connection)
    raw.set_progress_handler(stop, 10_000)
    try:
        yield
    finally:
        raw.set_progress_handler(None, 0)


def disconnect(connection: Connection) -> None:
    """Close the file."""
    engine = connection.engine
    connection.close()
    engine.dispose()


def explain(error: Exception) -> RegisterError:
    """The driver's error as a sentence with advice."""
    reason = getattr(error, "orig", None) or error  # SQLAlchemy's own text would quote the statement's values
    words = str(reason).casefold()
    if getattr(reason, "sqlite_errorname", "") == "SQLITE_READONLY_DBMOVED":
        return CannotWrite(
            _("The register was moved, deleted or replaced while it was open. Close it and open it anew.")
        )
    if "interrupted" in words:
        return Cancelled(_("Cancelled. Nothing was changed."))
    if "full" in words:
        return CannotWrite(_("The disk is full. Nothing was changed; make room and do it again."))
    if "foreign key" in words:
        return BadInput(_("The change refers to a record that is not there. Nothing was changed."))
    if "constraint" in words:
        return BadInput(
            _("The change contradicts another entry ({reason}). Nothing was changed.").format(reason=reason)
        )
    # The driver quotes a text that it cannot decode, so this reason is never repeated.
    if any(sign in words for sign in _DAMAGE):
        return DamagedRegister(_("The register is damaged. Open the newest file of its backups folder instead."))
    if "locked" in words or "busy" in words:
        return CannotWrite(_("Another program holds the register just now. Wait a moment and do it again."))
    if "readonly" in words or "read-only" in words or "unable to open" in words:
        return CannotWrite(_("The register cannot be written where it lies. Move it to a folder of your own."))
    return CannotWrite(_("The change was not made ({reason}). The register is as it was.").format(reason=reason))
