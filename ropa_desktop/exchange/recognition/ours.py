"""Whether a file is one that the program wrote and has a reader of its own for: told from its texts, unread."""

from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from ropa_desktop.exchange.questionnaire import marks
from ropa_desktop.exchange.workbook.columns import FORMAT
from ropa_desktop.exchange.workbook.container import LARGEST

_TEXTS = ("xl/sharedStrings.xml", "content.xml")
_BEGINNING = 2**16  # bytes of a sheet in which its first row stands
_FORMATS = (FORMAT, marks.FORMAT)


def is_own_workbook(path: Path) -> bool:
    """Whether it is a register as a workbook (.xlsx alone). False for whatever is no workbook, which others refuse."""
    return path.suffix.casefold() == ".xlsx" and own_format(path) == FORMAT


def is_questionnaire(path: Path) -> bool:
    """Whether it is a questionnaire that came back, in whichever format it was saved."""
    return own_format(path) == marks.FORMAT


def own_format(path: Path) -> str:
    """The format that one of its cells names; "" where none does, and for whatever is no workbook."""
    if not path.is_file():
        return ""  # a pipe would never end
    try:
        with ZipFile(path) as archive:
            return next(filter(None, (_named(archive, entry) for entry in archive.infolist())), "")
    except (BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, LookupError):
        return ""


def _named(archive: ZipFile, entry: ZipInfo) -> str:
    if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
        with archive.open(entry) as part:
            return _in(part.read(_BEGINNING))
    if entry.filename not in _TEXTS or entry.file_size > LARGEST:
        return ""
    longest = max(map(len, _FORMATS))
    with archive.open(entry) as part:
        tail = b""
        while block := part.read(2**20):
            if found := _in(tail + block):
                return found
            tail = block[-longest:]
    return ""


def _in(content: bytes) -> str:
    return next((wanted for wanted in _FORMATS if wanted.encode() in content), "")
