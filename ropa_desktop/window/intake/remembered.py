"""How files of the same headings were mapped before: the next one of them need not be mapped again.

One small JSON file for each set of headings, written whole or not at all, the newest fifty. A mapping holds headings,
where they go, and the values that a person wanted read otherwise, with what she typed instead: these may repeat
content of a register. `forget` takes one away; a damaged file is passed over and never fatal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from ropa_desktop.errors import BadInput, RegisterError
from ropa_desktop.exchange.arrival import read_mapping, write_mapping
from ropa_desktop.exchange.recognition.fitting import headings_key
from ropa_desktop.exchange.recognition.mapping import NOTHING, Mapping
from ropa_desktop.exchange.sheets.book import Book
from ropa_desktop.paths import settings_directory

MOST = 50  # mappings that are kept
_FIRST_ROWS = 10  # that tell a file of which nothing was recognised


class Remembered(NamedTuple):
    """A mapping, and the day on which it was last used."""

    mapping: Mapping
    day: date


def folder() -> Path:
    """Where the mappings lie. It may not exist yet."""
    return settings_directory() / "mappings"


def key_of(book: Book, proposed: Mapping) -> str:
    """What tells files of the same headings; `proposed` is what the file proposes for itself."""
    if any(sheet.shape != NOTHING for sheet in proposed.sheets):
        return headings_key(proposed)
    rows = ["\t".join(cell.text for cell in row if cell) for sheet in book.sheets for row in sheet.rows[:_FIRST_ROWS]]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def remember(key: str, mapping: Mapping) -> None:
    """Keep a mapping for files of the same headings. Where the folder cannot be written, nothing is kept."""
    place = folder()
    with suppress(OSError, RegisterError):
        place.mkdir(parents=True, exist_ok=True)
        write_mapping(mapping, place / f"{key}.json")
        for old in sorted(_kept(), key=lambda file: file.stat().st_mtime, reverse=True)[MOST:]:
            old.unlink(missing_ok=True)


def recall(key: str) -> Remembered | None:
    """The mapping of files of the same headings, None where there is none or it cannot be read."""
    file = folder() / f"{key}.json"
    with suppress(OSError, BadInput):
        return Remembered(read_mapping(file), datetime.fromtimestamp(file.stat().st_mtime).date())
    return None


def forget(key: str) -> None:
    """Forget a mapping."""
    with suppress(OSError):
        (folder() / f"{key}.json").unlink(missing_ok=True)


def _kept() -> Iterator[Path]:
    return folder().glob("*.json")
