"""Who has a register open for writing: a lock file beside it that names the person, the computer and the time.

The operating system holds the lock and lets it go with the process, so a crash leaves nothing to clean up; what the
file says is for the next person to read.
"""

import errno
import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ropa_desktop.register.authorship import host, now, who

_LOCKED_BYTE = 1 << 20
"""Windows refuses to read locked bytes, so the lock lies far behind the text."""

CANNOT_LOCK = frozenset({errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS})
"""What a place says that knows no locks, such as some network drives."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock: person, computer, and since when (UTC, ISO 8601)."""

    who: str
    host: str
    since: str


def lock_path(register: Path) -> Path:
    """The lock file of a register: beside the file itself, wherever a link to it lies."""
    return Path(os.path.realpath(register) + ".lock")


class Lock:
    """The right to write one register, held until `release`."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    def release(self) -> None:
        """Let the lock go and remove its file."""
        with suppress(OSError):
            self._path.unlink()
        _unlock(self._descriptor)
        os.close(self._descriptor)
        with suppress(OSError):  # Windows removes a file only once it is closed
            if sys.platform == "win32":
                self._path.unlink()


def acquire(register: Path) -> Lock | None:
    """Take the lock of a register, or None while another process has it.

    Raises `OSError` in a read-only place, or one that knows no locks (`CANNOT_LOCK`).
    """
    path = lock_path(register)
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            locked = _try_lock(descriptor)
        except OSError:
            os.close(descriptor)
            raise
        if not locked:
            os.close(descriptor)
            return None
        if _still_there(path, descriptor):
            break
        os.close(descriptor)  # its holder removed it between opening and locking
    text = json.dumps({"who": who(), "host": host(), "since": now()})
    with suppress(OSError):  # on a full disk the lock holds without a word
        os.ftruncate(descriptor, 0)
        os.write(descriptor, text.encode())
    return Lock(path, descriptor)


def holder(register: Path) -> Holder | None:
    """What the lock file says, or None when there is none or it cannot be read."""
    try:
        found = json.loads(lock_path(register).read_text("utf-8"))
        return Holder(str(found["who"]), str(found["host"]), str(found["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_locked(register: Path) -> bool:
    """Whether a living process holds the lock of a register."""
    path = lock_path(register)
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        if not _try_lock(descriptor):
            return True
        _unlock(descriptor)
        return False
    except OSError:
        return False
    finally:
        os.close(descriptor)


def _still_there(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(descriptor))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        with suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_UN)
