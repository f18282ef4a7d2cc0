"""A file is written whole or not at all: beside its target first, then put in its place in one move."""

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from ropa_desktop.errors import CannotWrite
from ropa_desktop.i18n import _

# What an operating system says when there is no room: disk full, quota used up, file too large for the place.
_FULL = frozenset(code for name in ("ENOSPC", "EDQUOT", "EFBIG") if (code := getattr(errno, name, None)) is not None)

_AT_ONCE = 2**19  # bytes


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Gives the path of an empty file beside `target`; on leaving, that file takes the target's place.

    The bytes are on the disk before the move. If anything fails on the way, the target is as it was and the
    file beside it is gone. Any `OSError`, raised here or by whoever writes inside, becomes `CannotWrite` with a
    sentence for the person. A target that is a link keeps being one: what it points to is replaced.
    """
    place = Path(os.path.realpath(target))
    beside = place.with_name(f".ropa-{secrets.token_hex(6)}.part")
    try:
        _refuse(place)
        # O_EXCL: never somebody else's file; 0o666: the person's own umask decides who may read it.
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        try:
            yield beside
            _settle(beside, place)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as failure:
        raise CannotWrite(_sentence(failure, target, place)) from failure


@contextmanager
def whole_text(target: Path, encoding: str = "utf-8", newline: str = "\n") -> Iterator[TextIO]:
    """As `whole_file`, open for a text that is written piece by piece.

    Half a megabyte goes to the disk at a time. A thread lets go of the interpreter whenever it writes; where that is
    every few kilobytes it has it back before one that waits is awake, and a window stands still for 0.2 s and more.
    """
    with whole_file(target) as beside, beside.open("w", _AT_ONCE, encoding, newline=newline) as file:
        yield file


def _refuse(place: Path) -> None:
    """Raises what writing to `place` would not: a move replaces even a file that is marked as read-only."""
    if place.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(place))
    if place.exists() and not (os.access(place, os.W_OK) and place.stat().st_mode & 0o222):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))


def _settle(beside: Path, place: Path) -> None:
    """Forces the finished file to the disk and moves it to `place`, with the permissions of what was there."""
    with open(beside, "r+b") as finished:
        os.fsync(finished.fileno())
    if place.exists():
        shutil.copymode(place, beside)
    os.replace(beside, place)
    if os.name == "posix":
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)  # the move itself, which is a change of the folder
        except OSError:
            pass  # some network places cannot; the file is whole in any case
        finally:
            os.close(folder)


def _sentence(failure: OSError, target: Path, place: Path) -> str:
    """What happened and what to do about it."""
    if failure.errno in _FULL:
        message = _("“{name}” was not written, because the disk is full: make room, or choose another place.")
    elif isinstance(failure, IsADirectoryError):
        message = _("“{name}” is a folder: give the name of a file in it.")
    elif not place.parent.is_dir():
        message = _("The folder “{folder}” does not exist: make it first, or choose another place.")
    elif isinstance(failure, PermissionError) and place.exists() and os.access(place.parent, os.W_OK):
        message = _(
            "“{name}” was not written, because it is open in another program or protected: close it there, "
            "or choose another name."
        )
    elif isinstance(failure, PermissionError) or failure.errno == errno.EROFS:
        message = _("The folder “{folder}” may only be read: choose another place.")
    else:
        message = _("“{name}” was not written ({reason}): choose another place or name.")
    reason = failure.strerror or type(failure).__name__
    return message.format(name=target.name or target, folder=place.parent, reason=reason)
