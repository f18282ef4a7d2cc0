"""Whether a file is the program's own workbook, which has a reader of its own: told from its texts, unread."""

from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from ropa_desktop.exchange.workbook.columns import FORMAT
from ropa_desktop.exchange.workbook.container import LARGEST

_TEXTS = "xl/sharedStrings.xml"
_BEGINNING = 2**16  # bytes of a sheet in which its first row stands


def is_own_workbook(path: Path) -> bool:
    """Whether one of its cells names the format. False for whatever is no workbook, which other readers refuse."""
    try:
        with ZipFile(path) as archive:
            return any(_names_format(archive, entry) for entry in archive.infolist())
    except (BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, LookupError):
        return False


def _names_format(archive: ZipFile, entry: ZipInfo) -> bool:
    wanted = FORMAT.encode()
    if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
        with archive.open(entry) as part:
            return wanted in part.read(_BEGINNING)
    if entry.filename != _TEXTS or entry.file_size > LARGEST:
        return False
    with archive.open(entry) as part:
        tail = b""
        while block := part.read(2**20):
            if wanted in tail + block:
                return True
            tail = block[-len(wanted) :]
    return False
