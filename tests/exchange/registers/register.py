"""One register of the examination: read from its TOML file, and written as the spreadsheet that its people would send.

A sheet is `rows`, lists of cells from column A. A cell is a text, number, date or boolean, empty as "", or a table:
`v` its value, `a` its answer, `c` a comment, `down` and `across` how many cells it is merged over. `columns` holds the
answer of each column, for the rows from `first` (counted from 1); a cell's own `a` goes before it, and what has
neither is a heading. `form` is a list of label, value and answer in three, as forms in two columns have them.
"""

import csv
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

EXAMINATIONS = tuple(
    Path(__file__).parent / name
    for name in ("data", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
)
"""Where the registers of each examination lie, in the order in which they were written."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell that holds something, and its answer; rows and columns count from 0. Without answer it is a heading."""

    sheet: str
    row: int
    column: int
    value: Any
    answer: str
    comment: str = ""
    down: int = 1
    across: int = 1


@dataclass(frozen=True, slots=True)
class Register:
    """A spreadsheet as data: `plan` is its TOML file, read."""

    name: str
    plan: dict[str, Any]

    def places(self) -> Iterator[Place]:
        """Every cell that is not empty, sheet by sheet."""
        for sheet in self.plan["sheet"]:
            yield from _places(self.sheet_name(sheet), sheet)

    def sheet_name(self, sheet: dict[str, Any]) -> str:
        """What the sheet is called once it is read: a text file's one sheet is called as the file is."""
        return self.name if self.plan["format"] == "csv" else str(sheet["name"])

    def write(self, folder: Path) -> Path:
        """The spreadsheet as a file; where no LibreOffice is at hand, an .ods or .xls stays a .xlsx."""
        if self.plan["format"] == "csv":
            return self._write_text(folder)
        path = folder / f"{self.name}.xlsx"
        self._write_workbook(path)
        ending = self.plan["format"]
        office = shutil.which("soffice")
        if ending == "xlsx" or office is None:
            return path
        command = [office, f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", ending]
        subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=180)
        return path.with_suffix(f".{ending}")

    def _write_text(self, folder: Path) -> Path:
        path = folder / f"{self.name}.csv"
        (sheet,) = self.plan["sheet"]
        rows = [[_text(_value(cell)) for cell in row] for row in _rows(sheet)]
        with path.open("w", encoding=self.plan.get("encoding", "utf-8"), newline="") as file:
            csv.writer(file, delimiter=self.plan.get("delimiter", ",")).writerows(rows)
        return path

    def _write_workbook(self, path: Path) -> None:
        book = Workbook()
        book.remove(book.worksheets[0])
        for plan in self.plan["sheet"]:
            sheet = book.create_sheet(plan["name"])
            for place in _places(plan["name"], plan):
                row, column = place.row + 1, place.column + 1
                cell = sheet.cell(row, column, place.value)
                if place.comment:
                    cell.comment = Comment(place.comment, "")
                if place.down > 1 or place.across > 1:
                    sheet.merge_cells(None, row, column, row + place.down - 1, column + place.across - 1)
            for letter in plan.get("hidden_columns", ()):
                sheet.column_dimensions[letter].hidden = True
            for number in plan.get("hidden_rows", ()):
                sheet.row_dimensions[number].hidden = True
            if plan.get("hidden"):
                sheet.sheet_state = "hidden"
        book.save(path)


def registers(folder: Path = EXAMINATIONS[0]) -> list[Register]:
    """All registers of one examination, by name: of the first, to which the importer was fitted, unless told."""
    return [Register(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.toml"))]


def address(place: Place) -> str:
    """The cell as a spreadsheet calls it: "Sheet!B7"."""
    return f"{place.sheet}!{get_column_letter(place.column + 1)}{place.row + 1}"


def _rows(sheet: dict[str, Any]) -> list[list[Any]]:
    if "form" not in sheet:
        return list(sheet["rows"])
    rows = []
    for line in sheet["form"]:
        label, value, answer = (*line, "", "", "")[:3]
        rows.append([label, {"v": value, "a": answer} if value != "" else ""])
    return rows


def _places(name: str, sheet: dict[str, Any]) -> Iterator[Place]:
    columns: list[str] = sheet.get("columns", [])
    first = sheet.get("first", 2) - 1
    for row, cells in enumerate(_rows(sheet)):
        for column, cell in enumerate(cells):
            value = _value(cell)
            if value == "":
                continue
            about = cell if isinstance(cell, dict) else {}
            answer = about.get("a", columns[column] if row >= first and column < len(columns) else "")
            merged = about.get("down", 1), about.get("across", 1)
            yield Place(name, row, column, value, answer, about.get("c", ""), *merged)


def _value(cell: Any) -> Any:
    return cell["v"] if isinstance(cell, dict) else cell


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
