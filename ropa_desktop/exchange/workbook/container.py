"""Whether a file can be a workbook at all, decided from its first bytes and its directory, before any of it is read."""

import zlib
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from zipfile import BadZipFile, ZipFile, ZipInfo

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import _

LARGEST = 200 * 2**20
"""Bytes that a workbook may hold when unpacked. One of 10,000 activities with all their rows has some 150 million."""

_PACKED_TIGHT, _WORTH_ASKING = 200, 30 * 2**20  # times smaller, from how many bytes on: no register packs so well
_BROKEN = (BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of Excel 97, and of what a password encrypts
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def check_is_file(path: Path) -> None:
    """Raises `BadInput` for a pipe or a device, which would never end; whatever else there is opening it tells."""
    with suppress(OSError):
        mode = path.stat().st_mode
        if not (S_ISREG(mode) or S_ISDIR(mode)):
            raise BadInput(
                _("“{name}” is no file but a pipe or a device. Choose the spreadsheet itself.").format(name=path.name)
            )


def check_container(path: Path) -> None:
    """Raises `BadInput`, in one sentence with advice, for whatever is no workbook that can safely be unpacked."""
    name = path.name
    check_is_file(path)
    try:
        with path.open("rb") as file:
            beginning = file.read(8)
            rest = file.read() if beginning == _COMPOUND else b""
    except FileNotFoundError:
        raise BadInput(_("There is no file “{name}”. Check the name and the folder.").format(name=name)) from None
    except IsADirectoryError:
        raise BadInput(_("“{name}” is a folder. Give the name of a workbook in it.").format(name=name)) from None
    except OSError:
        raise BadInput(
            _("“{name}” cannot be read. Close it in other programs and check that you may open it.").format(name=name)
        ) from None
    if not beginning:
        raise BadInput(_("“{name}” is empty. Export the register again, or choose another file.").format(name=name))
    if beginning == _COMPOUND:
        if _ENCRYPTED in rest:
            raise BadInput(
                _(
                    "“{name}” is protected by a password. Open it in Excel, remove the password under File, Info, "
                    "Protect Workbook, Encrypt with Password, and save it."
                ).format(name=name)
            )
        raise BadInput(
            _("“{name}” is in an older format than .xlsx. Open it and save it as an Excel workbook (.xlsx).").format(
                name=name
            )
        )
    if beginning[:2] != b"PK":
        raise BadInput(
            _("“{name}” is no Excel workbook, whatever its name ends in. Choose the file that was exported.").format(
                name=name
            )
        )
    _check_directory(path)


def damaged(path: Path) -> BadInput:
    """For what begins as a spreadsheet and goes wrong later."""
    return BadInput(
        _("“{name}” is damaged: it ends too early or was changed. Fetch it again from where it came.").format(
            name=path.name
        )
    )


def check_unpacked(path: Path) -> tuple[ZipInfo, ...]:
    """The entries of an archive whose directory states sizes that a register may have.

    What is longer than stated fails while it is unpacked. Raises `BadInput` for a damaged archive and one too large.
    """
    try:
        with ZipFile(path) as archive:
            entries = tuple(archive.infolist())
    except _BROKEN:
        raise damaged(path) from None
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > LARGEST or (unpacked > _WORTH_ASKING and unpacked > packed * _PACKED_TIGHT):
        raise BadInput(
            _("“{name}” would unpack to {size} MB, more than any register. It is not opened.").format(
                name=path.name, size=unpacked // 2**20
            )
        )
    return entries


def _check_directory(path: Path) -> None:
    entries = check_unpacked(path)
    try:
        with ZipFile(path) as archive:
            kind = archive.read("mimetype")[:100] if "mimetype" in archive.namelist() else b""
    except _BROKEN:
        raise damaged(path) from None
    if any(entry.flag_bits & 1 for entry in entries):
        raise BadInput(
            _("“{name}” is an archive with a password. Unpack it first and choose the workbook in it.").format(
                name=path.name
            )
        )
    if kind.startswith(b"application/vnd.oasis.opendocument"):
        raise BadInput(
            _("“{name}” is an OpenDocument file. Open it and save it as an Excel workbook (.xlsx).").format(
                name=path.name
            )
        )
    if "[Content_Types].xml" not in {entry.filename for entry in entries}:
        raise BadInput(
            _("“{name}” is an archive and no Excel workbook. Choose the workbook itself.").format(name=path.name)
        )
