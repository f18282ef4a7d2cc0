"""Any spreadsheet as a book of plain cells. The readers run in a process of their own; `open_book` is the front."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from ropa_desktop.collector import collector_at_rest
from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.child import read_apart
from ropa_desktop.exchange.sheets.book import Book, as_plain, from_plain
from ropa_desktop.exchange.sheets.kinds import Kind, kind_of
from ropa_desktop.exchange.workbook.container import damaged
from ropa_desktop.i18n import _

_APART = "ropa_desktop.exchange.sheets.reading:read_plain"

# Readers by kind of file, the next where one fails. Each is imported when it is needed: their libraries take time.
_READERS: dict[Kind, tuple[str, ...]] = {
    "text": ("delimited:read_delimited",),
    "excel": ("excel:read_excel", "binary:read_binary"),
    "old": ("binary:read_binary",),
    "binary": ("binary:read_binary",),
    "opendocument": ("opendocument:read_opendocument",),
    "flat": ("opendocument:read_flat",),
}


@collector_at_rest()
def open_book(path: Path) -> Book:
    """The cells of a spreadsheet, read apart. Raises `BadInput`, one sentence with advice, for what is none."""
    return from_plain(read_apart(_APART, path))


@collector_at_rest()
def read_plain(path: Path) -> dict[str, Any]:
    """`read_book` as JSON values, for the process that reads apart."""
    return as_plain(read_book(path))


def read_book(path: Path) -> Book:
    """The cells of a spreadsheet, read in this process: a hostile file may end it. Raises `BadInput`."""
    for reader in _READERS[kind_of(path)]:
        book = _tried(reader, path)
        if book is not None:
            break
    else:
        raise damaged(path)
    if not any(sheet.rows for sheet in book.sheets):
        raise BadInput(_("“{name}” has no cell with content. Choose another file.").format(name=path.name))
    return book


def _tried(reader: str, path: Path) -> Book | None:
    """What a reader makes of a file, None where it stumbles; over what, only the file's maker could say."""
    module, name = reader.split(":")
    read: Callable[[Path], Book] = getattr(import_module(f"{__package__}.{module}"), name)
    try:
        return read(path)
    except (BadInput, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic of python-calamine is no Exception
        return None
