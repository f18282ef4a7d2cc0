"""Books for tests of recognition: rows of text in the shapes that authorities and tools give them, all of our own."""

from collections.abc import Mapping, Sequence
from typing import Any

from ropa_desktop.exchange.recognition.account import filled
from ropa_desktop.exchange.recognition.recognise import Recognised, recognise
from ropa_desktop.exchange.sheets.book import Book, Cell, Sheet

Rows = Sequence[Sequence[str | None]]
Areas = tuple[tuple[int, int, int, int], ...]


def sheet(rows: Rows, name: str = "Register", merged: Areas = ()) -> Sheet:
    """A sheet of texts; None and "" are empty cells."""
    width = max(map(len, rows))
    cells = tuple(tuple(Cell(t) if t else None for t in [*row, *[None] * (width - len(row))]) for row in rows)
    return Sheet(name, cells, merged)


def book(*sheets: Sheet, name: str = "register.xlsx") -> Book:
    """A file of these sheets."""
    return Book(name, sheets)


def recognised(rows: Rows, name: str = "Register", merged: Areas = ()) -> Recognised:
    """What one sheet of rows is taken for; asserts that each of its cells has exactly one outcome."""
    return all_accounted(book(sheet(rows, name, merged)))


def all_accounted(given: Book) -> Recognised:
    """What a file is taken for; asserts that every cell has exactly one outcome, and none was forgotten."""
    found = recognise(given)
    places = [(outcome.sheet, outcome.row, outcome.column) for outcome in found.outcomes]
    cells = sum(map(filled, given.sheets))
    assert len(places) == len(set(places)) == cells == sum(found.incoming.cells.values())
    assert not [outcome for outcome in found.outcomes if "nothing in the program" in outcome.detail]
    return found


def targets(found: Recognised, sheet: int = 0) -> dict[str, str]:
    """The target of each heading."""
    return {column.heading: column.target for column in found.mapping.sheets[sheet].columns}


def records(found: Recognised, table: str) -> list[dict[str, Any]]:
    """The records of a table."""
    return found.incoming.records.get(table, [])


def names(found: Recognised, table: str, field: str, target: str) -> list[str | None]:
    """For each row of a table, the name of what its field links to."""
    called: Mapping[str, str] = {record["id"]: record.get("name", "") for record in records(found, target)}
    return [called.get(row.get(field, "")) for row in records(found, table)]
