"""Where a book came from: a file, which may change while it is looked at, or the clipboard, which is read once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ropa_desktop.exchange.intake import Wishes, first_wishes
from ropa_desktop.exchange.recognition.fitting import fit
from ropa_desktop.exchange.recognition.mapping import Mapping
from ropa_desktop.exchange.recognition.recognise import proposal
from ropa_desktop.exchange.sheets.book import Book
from ropa_desktop.exchange.sheets.delimited import read_pasted
from ropa_desktop.exchange.sheets.reading import open_book
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.progress import part
from ropa_desktop.window.intake.remembered import Remembered, key_of, recall
from ropa_desktop.window.intake.worked import Worked, worked


@dataclass(frozen=True, slots=True)
class Source:
    """What is read: its name, the file's path or None, and the text of the clipboard where it is that."""

    name: str
    path: Path | None = None
    text: str = ""

    def read(self) -> Book:
        """Its cells, as they are now. Raises `BadInput`."""
        return open_book(self.path) if self.path is not None else read_pasted(self.text, self.name)

    def stamp(self) -> tuple[int, int] | None:
        """Size and time of the last change of the file; None of a clipboard, and of a file that is gone."""
        try:
            status = self.path.stat() if self.path is not None else None
        except OSError:
            status = None
        return (status.st_size, status.st_mtime_ns) if status else None


@dataclass(frozen=True, slots=True)
class Opening:
    """A source that was read: the book, what it proposes for itself, what is known of such files, what follows.

    `stamp` is the file's as it was when the reading began.
    """

    source: Source
    book: Book
    proposed: Mapping
    key: str
    remembered: Remembered | None
    worked: Worked
    stamp: tuple[int, int] | None


_READ = 0.3
"""The share of the time after which a file is read, and only what it brings is to be worked out."""


def opening(source: Source, current: Snapshot) -> Opening:
    """Read a source and work out what it brings, as it was mapped before or as it proposes. Raises `BadInput`."""
    stamp = source.stamp()
    with part(0.0, _READ):
        book = source.read()
    proposed = proposal(book)
    key = key_of(book, proposed)
    remembered = recall(key)
    wishes = first_wishes(book, fit(remembered.mapping, book) if remembered else proposed)
    with part(_READ, 1.0):
        return Opening(source, book, proposed, key, remembered, worked(book, wishes, current), stamp)


def read_again(before: Opening, wishes: Wishes, current: Snapshot) -> Opening:
    """The source as it is now, with what a person said of it: corrections stay where the cell says what it said."""
    stamp = before.source.stamp()
    book = before.source.read()
    kept = {
        place: text for place, text in wishes.corrections.items() if _said(book, place) == _said(before.book, place)
    }
    again = Wishes(fit(wishes.mapping, book), kept, wishes.decided)
    return Opening(
        before.source, book, proposal(book), before.key, before.remembered, worked(book, again, current), stamp
    )


def _said(book: Book, place: tuple[str, int, int]) -> str | None:
    name, row, column = place
    sheet = next((sheet for sheet in book.sheets if sheet.name == name), None)
    if sheet is None or row >= len(sheet.rows) or column >= len(sheet.rows[row]):
        return None
    cell = sheet.rows[row][column]
    return cell.text if cell else ""
