"""Backups: whole copies of a register in a folder beside it, the newest ten kept."""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from ropa_desktop.register.connection import DriverError, explain

KEPT = 10
"""How many rotating backups stay."""


def backup_directory(register: Path) -> Path:
    """The folder of a register's backups, beside it."""
    return register.with_name(f"{register.stem}.backups")


def backups(register: Path) -> list[Path]:
    """A register's backups, oldest first."""
    return sorted(backup_directory(register).glob("*.ropa"))


def copy_whole(connection: Connection, target: Path) -> None:
    """Write a compact copy of an open register to a file that does not exist yet; whole or not at all.

    Raises `CannotWrite`.
    """
    part = target.with_name(target.name + ".part")
    with suppress(FileNotFoundError):
        part.unlink()
    try:
        connection.exec_driver_sql("VACUUM INTO ?", (str(part),))
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(part, target)
    except (*DriverError, OSError) as error:
        with suppress(OSError):
            part.unlink()
        raise explain(error) from error


def back_up(connection: Connection, register: Path, label: str = "", keep: int = KEPT) -> Path:
    """Write a backup named for the local time and `label`, and let the oldest beyond `keep` go.

    Raises `CannotWrite`; the register itself is never touched.
    """
    directory = backup_directory(register)
    try:
        directory.mkdir(exist_ok=True)
    except OSError as error:
        raise explain(error) from error
    stamp = datetime.now().strftime("%Y-%m-%d %H%M%S.%f")[:-3]
    target = directory / f"{register.stem} {stamp}{' ' + label if label else ''}.ropa"
    copy_whole(connection, target)
    for old in backups(register)[:-keep]:
        with suppress(OSError):
            old.unlink()
    return target
