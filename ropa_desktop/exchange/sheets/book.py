"""A spreadsheet as plain cells: what every reader gives, and all that recognition looks at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty: its text as a person reads it, and what kind of value it was.

    A number is written without a needless ".0"; a date as ISO 8601; a boolean as "true" or "false". `kind` is one of
    "text", "number", "date", "boolean" and "error" (of a formula, with its name as text). A comment is no text.
    """

    text: str
    kind: str = "text"
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of cells, None where empty; every row as long as the longest. Rows and columns count from 0.

    `merged` holds first row, first column, last row, last column of each merged area; its value stands in the first
    cell alone.
    """

    name: str
    rows: tuple[tuple[Cell | None, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A file's sheets, and what its reader could not tell, a sentence each."""

    name: str
    sheets: tuple[Sheet, ...]
    remarks: tuple[str, ...] = ()


def as_plain(book: Book) -> dict[str, Any]:
    """As JSON values, short: a plain text stands for its cell, and what is empty at a row's end is left out."""
    sheets = [
        {
            "name": sheet.name,
            "width": len(sheet.rows[0]) if sheet.rows else 0,
            "rows": [_plain_row(row) for row in sheet.rows],
            **{name: getattr(sheet, name) for name in _BESIDE},
        }
        for sheet in book.sheets
    ]
    return {"name": book.name, "sheets": sheets, "remarks": book.remarks}


def from_plain(values: Mapping[str, Any]) -> Book:
    """What `as_plain` made."""
    sheets = []
    for sheet in values["sheets"]:
        empty = (None,) * sheet["width"]
        rows = tuple((*map(_cell, row), *empty[len(row) :]) if row else empty for row in sheet["rows"])
        areas = tuple((area[0], area[1], area[2], area[3]) for area in sheet["merged"])
        hidden_rows, hidden_columns = tuple(sheet["hidden_rows"]), tuple(sheet["hidden_columns"])
        sheets.append(Sheet(sheet["name"], rows, areas, hidden_rows, hidden_columns, sheet["hidden"]))
    return Book(values["name"], tuple(sheets), tuple(values["remarks"]))


_BESIDE = ("merged", "hidden_rows", "hidden_columns", "hidden")


def _plain_row(row: tuple[Cell | None, ...]) -> list[Any]:
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return [cell and _plain_cell(cell) for cell in row[:end]]


def _plain_cell(cell: Cell) -> Any:
    return cell.text if cell.kind == "text" and not cell.comment else (cell.text, cell.kind, cell.comment)


def _cell(value: Any) -> Cell | None:
    if value is None:
        return None
    return Cell(value) if isinstance(value, str) else Cell(*value)
