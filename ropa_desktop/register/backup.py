"""Backups: whole copies of a register in a folder beside it, the newest ten kept, and those before a migration."""

import os
import re
import stat
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from ropa_desktop.register.connection import DriverError, explain

KEPT = 10
"""How many rotating backups stay."""

_ROTATING = re.compile(r" \d{4}-\d{2}-\d{2} \d{6}\.\d{3}\.ropa")
"""What follows the register's name in a backup that may go; one with a label stays, as does what a person put there."""


def backup_directory(register: Path) -> Path:
    """The folder of a register's backups, beside it."""
    return register.with_name(f"{register.stem}.backups")


def backups(register: Path) -> list[Path]:
    """A register's backups, oldest first."""
    return sorted(backup_directory(register).glob("*.ropa"))


def copy_whole(connection: Connection, register: Path, target: Path) -> None:
    """Write a compact copy of an open register to a file; whole or not at all, and no more readable than the register.

    Raises `CannotWrite`.
    """
    part = target.with_name(target.name + ".part")
    with suppress(FileNotFoundError):
        part.unlink()
    try:
        mode = stat.S_IMODE(os.stat(register).st_mode) if register.exists() else 0o600
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode | stat.S_IWUSR))
        connection.exec_driver_sql("VACUUM INTO CAST(? AS TEXT)", (os.fsencode(part),))
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(part, target)
    except (*DriverError, OSError) as error:
        with suppress(OSError):
            part.unlink()
        raise explain(error) from error


def back_up(connection: Connection, register: Path, label: str = "", keep: int = KEPT) -> Path:
    """Write a backup named for the local time and `label`, and let the oldest without a label go beyond `keep`.

    Raises `CannotWrite`; the register itself is never touched.
    """
    directory = backup_directory(register)
    try:
        directory.mkdir(exist_ok=True)
    except OSError as error:
        raise explain(error) from error
    stamp = datetime.now().strftime("%Y-%m-%d %H%M%S.%f")[:-3]
    target = directory / f"{register.stem} {stamp}{' ' + label if label else ''}.ropa"
    copy_whole(connection, register, target)
    rotating = [each for each in backups(register) if _ROTATING.fullmatch(each.name.removeprefix(register.stem))]
    left = directory.glob("*.ropa.part")  # by a backup that was killed
    for old in (*(each for each in rotating[:-keep] if each != target), *left):
        with suppress(OSError):
            old.unlink()
    return target
