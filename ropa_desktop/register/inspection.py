"""Looking at a file before it is opened: refused files are refused in one sentence and never touched."""

import os
from pathlib import Path

from sqlalchemy import Connection

from ropa_desktop.errors import BadInput, DamagedRegister, NewerRegister, NotARegister
from ropa_desktop.i18n import _
from ropa_desktop.register.connection import APPLICATION_ID, DriverError
from ropa_desktop.register.schema import FILE_VERSION

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


def hot_journal(path: Path) -> Path:
    """Where the driver keeps what an interrupted step must take back."""
    return Path(os.path.realpath(path) + "-journal")


def inspect(path: Path) -> int:
    """The file version in a register's header, read without opening the database.

    Raises `BadInput` where there is no such file or it cannot be read, `NotARegister`, `NewerRegister` and
    `DamagedRegister`.
    """
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
        size = path.stat().st_size
    except FileNotFoundError:
        raise BadInput(_("There is no file {name}. Check the name and the folder.").format(name=path)) from None
    except IsADirectoryError:
        raise BadInput(_("{name} is a folder. Name the register in it.").format(name=path)) from None
    except OSError as error:
        raise BadInput(
            _("{name} cannot be read ({reason}). Check your rights to it.").format(
                name=path.name, reason=error.strerror
            )
        ) from None
    if size == 0:
        raise NotARegister(
            _("{name} is empty, not a register. Choose another file or make a new register.").format(name=path.name)
        )
    if not header.startswith(_MAGIC) or _number(header, 68) != APPLICATION_ID:
        raise NotARegister(
            _("{name} is not a register. Choose a .ropa file, or import a spreadsheet.").format(name=path.name)
        )
    version = _number(header, 60)
    if version > FILE_VERSION:
        raise NewerRegister(
            _(
                "{name} was made by a newer version of the program (file version {found}, this one knows {known}). "
                "It is left untouched; update the program to open it."
            ).format(name=path.name, found=version, known=FILE_VERSION)
        )
    if not hot_journal(path).exists() and _number(header, 24) == _number(header, 92):
        page = int.from_bytes(header[16:18], "big")
        if size < _number(header, 28) * (65536 if page == 1 else page):
            raise _damaged(path)
    return version


def check_sound(connection: Connection, path: Path) -> None:
    """Raise `DamagedRegister` unless the database is whole, references included."""
    try:
        whole = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() == "ok"
        if whole and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None:
            return
    except DriverError:
        pass
    raise _damaged(path)


def _damaged(path: Path) -> DamagedRegister:
    return DamagedRegister(
        _("{name} is damaged and was left as it is. Open the newest file of its backups folder instead.").format(
            name=path.name
        )
    )


def _number(header: bytes, offset: int) -> int:
    return int.from_bytes(header[offset : offset + 4], "big")
