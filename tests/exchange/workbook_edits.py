"""What a person does to a workbook: finding cells by their keys and ids, changing them, saving the file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from ropa_desktop.exchange.workbook.columns import FIRST_ROW, KEY_ROW


class Book:
    """A workbook open for editing, in which a cell is found by the table, id and field it belongs to."""

    def __init__(self, path: Path) -> None:
        self.book: Any = load_workbook(path)

    def sheet(self, table: str, role: str = "controller") -> Any:
        keys = {f"{table}.id", f"{table}.id role={role}"}
        return next(sheet for sheet in self.book if sheet.cell(KEY_ROW, 1).value in keys)

    def column(self, table: str, field: str) -> int:
        keys: list[Any] = [cell.value for cell in self.sheet(table)[KEY_ROW]]
        return keys.index(f"{table}.{field}") + 1

    def row(self, table: str, id: str, role: str = "controller") -> int:
        sheet = self.sheet(table, role)
        return next(number for number in range(FIRST_ROW, int(sheet.max_row) + 1) if sheet.cell(number, 1).value == id)

    def cell(self, table: str, id: str, field: str, role: str = "controller") -> Any:
        return self.sheet(table, role).cell(self.row(table, id, role), self.column(table, field))

    def set(self, table: str, id: str, field: str, value: Any) -> None:
        self.cell(table, id, field).value = value

    def add(self, table: str, role: str = "controller", **values: Any) -> int:
        """A row below the last one, without an id; returns its number."""
        sheet = self.sheet(table, role)
        row = max(int(sheet.max_row) + 1, FIRST_ROW)
        for field, value in values.items():
            sheet.cell(row, self.column(table, field)).value = value
        return row

    def copy(self, table: str, id: str, **changes: Any) -> int:
        """A row copied whole, hidden id included, with changes in its visible cells; returns its number."""
        sheet, row = self.sheet(table), self.row(table, id)
        for number in range(1, sheet.max_column + 1):
            sheet.cell(sheet.max_row if number > 1 else sheet.max_row + 1, number).value = sheet.cell(row, number).value
        for field, value in changes.items():
            sheet.cell(sheet.max_row, self.column(table, field)).value = value
        return int(sheet.max_row)


@contextmanager
def edited(path: Path) -> Iterator[Book]:
    """Open a workbook, and save it in its place afterwards."""
    book = Book(path)
    yield book
    book.book.save(path)
