"""OpenDocument spreadsheets (.ods, .fods), read from their XML: OpenDocument 1.2, part 1, sections 9 and 19.

python-calamine reads them faster, but loses merged areas, hidden rows, comments, tabs, truth values and durations.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import IO, Any
from zipfile import ZipFile

from defusedxml.ElementTree import iterparse

from ropa_desktop.exchange.sheets.book import Book, Sheet
from ropa_desktop.exchange.sheets.grid import MOST_COLUMNS, MOST_ROWS, Budget, Grid, finished
from ropa_desktop.exchange.sheets.texts import shown_moment, shown_number
from ropa_desktop.i18n import _

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"

_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_SPACES = re.compile("[ \t\r\n]+")  # a run of them in the XML is one space (section 6.1.2)
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?")


def read_opendocument(path: Path) -> Book:
    """The sheets of an .ods file. Raises `BadInput` for one too large, any other exception for what is broken."""
    with ZipFile(path) as archive, archive.open("content.xml") as source:
        return _book(path.name, source)


def read_flat(path: Path) -> Book:
    """The same of a file in a single XML, .fods."""
    with path.open("rb") as source:
        return _book(path.name, source)


def _book(name: str, source: IO[bytes]) -> Book:
    budget = Budget(name)
    sheets: list[Sheet] = []
    remarks: list[str] = []
    undisplayed: set[str] = set()
    above: list[Any] = []
    reading: _Reading | None = None
    for event, element in iterparse(source, events=("start", "end")):
        tag = element.tag
        if event == "start":
            if tag == f"{_TABLE}table" and reading is None:
                reading = _Reading(Grid(element.get(f"{_TABLE}name", ""), budget), len(above))
                reading.grid.hidden = element.get(f"{_TABLE}style-name") in undisplayed
            above.append(element)
            continue
        above.pop()
        if tag == f"{_STYLE}style" and element.get(f"{_STYLE}family") == "table":
            properties = element.find(f"{_STYLE}table-properties")
            if properties is not None and properties.get(f"{_TABLE}display") == "false":
                undisplayed.add(element.get(f"{_STYLE}name"))
        elif reading is None:
            continue
        elif tag == f"{_TABLE}table" and len(above) == reading.depth:
            sheets.append(reading.finished())
            remarks += reading.grid.remarks
            reading = None
        elif tag == f"{_TABLE}table-column" and not reading.inside_a_cell(above):
            reading.column(element)
            above[-1].remove(element)
        elif tag == f"{_TABLE}table-row" and not reading.inside_a_cell(above):
            reading.row(element)
            above[-1].remove(element)  # what was read takes no memory
    return Book(name, tuple(sheets), tuple(remarks))


class _Reading:
    """A sheet in the middle of being read: where the next row and column stand."""

    def __init__(self, grid: Grid, depth: int) -> None:
        self.grid = grid
        self.depth = depth
        self.next_row = self.next_column = self.uncalculated = 0

    def inside_a_cell(self, above: list[Any]) -> bool:
        """A table within a cell is no part of the sheet's own rows."""
        return any(element.tag in _CELLS for element in above[self.depth + 1 :])

    def column(self, column: Any) -> None:
        last = self.next_column + _repeated(column, "columns") - 1
        if column.get(f"{_TABLE}visibility", "visible") != "visible":
            self.grid.hidden_columns.append((self.next_column, last))
        self.next_column = last + 1

    def row(self, row: Any) -> None:
        times = _repeated(row, "rows")
        cells = list(_cells(row))
        if row.get(f"{_TABLE}visibility", "visible") != "visible":
            self.grid.hidden_rows.update(range(self.next_row, min(self.next_row + times, MOST_ROWS)))
        for number in range(self.next_row, self.next_row + times) if cells else ():
            for first, repeats, text, kind, cell in cells:
                for column in range(first, first + repeats):
                    self.grid.put(number, column, text, kind)
                self._beside(number, first, cell)
                self.uncalculated += kind == "error" and text.startswith("=")
        self.next_row += times

    def _beside(self, row: int, column: int, cell: Any) -> None:
        """The cell's comment, and the area that it covers."""
        comment = cell.find(f"{_OFFICE}annotation")
        if comment is not None:
            self.grid.comments[row, column] = _paragraphs(comment)
        down, across = (int(cell.get(f"{_TABLE}number-{way}-spanned", 1)) for way in ("rows", "columns"))
        if down > 1 or across > 1:
            self.grid.merged.append((row, column, row + down - 1, column + across - 1))

    def finished(self) -> Sheet:
        if self.uncalculated:
            self.grid.remarks.append(
                _(
                    "Sheet “{sheet}”: {number} formulas were never calculated. Open the file in LibreOffice, save it "
                    "there, and read it again."
                ).format(sheet=self.grid.name, number=self.uncalculated)
            )
        return finished(self.grid)


def _repeated(element: Any, what: str) -> int:
    return max(int(element.get(f"{_TABLE}number-{what}-repeated", 1)), 1)


def _cells(row: Any) -> Iterator[tuple[int, int, str, str, Any]]:
    """What stands in a row: column, how many times, text, kind, element. Empty cells are only counted."""
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        repeats = _repeated(cell, "columns")
        if len(cell) or cell.attrib.keys() - {f"{_TABLE}style-name", f"{_TABLE}number-columns-repeated"}:
            text, kind = _shown(cell)
            yield column, repeats if text else 1, text, kind, cell
        column = min(column + repeats, MOST_COLUMNS)


def _shown(cell: Any) -> tuple[str, str]:
    """Text and kind, as `Cell` has them. What a number or a day looks like is left aside, but for zeros in front."""
    kind = cell.get(f"{_OFFICE}value-type", "")
    text = _paragraphs(cell)
    if cell.get(f"{_CALC}value-type") == "error":
        return text, "error"
    if kind in ("float", "currency", "percentage"):
        return _number(float(cell.get(f"{_OFFICE}value")), text, kind), "number"
    if kind == "date":
        return cell.get(f"{_OFFICE}date-value").partition(".")[0].removesuffix("T00:00:00"), "date"
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value"), "boolean"
    if kind == "time":
        return _duration(cell.get(f"{_OFFICE}time-value")) or text, "text"
    if kind == "" and text == "" and cell.get(f"{_TABLE}formula"):
        return f"={cell.get(f'{_TABLE}formula').partition('=')[2]}", "error"
    return text or cell.get(f"{_OFFICE}string-value", ""), "text"


def _number(value: float, shown: str, kind: str) -> str:
    digits = re.sub(r"[\s()\-]", "", shown)
    if digits[:1] in ("0", "+") and digits.lstrip("+").isdecimal() and int(digits) == value and len(digits) > 1:
        return shown  # a postal code, a telephone number
    return shown_number(value, "0%" if kind == "percentage" else "")


def _duration(text: str) -> str:
    found = _DURATION.fullmatch(text)
    if found is None:
        return ""
    days, hours, minutes, seconds = (float(part or 0) for part in found.groups()[1:])
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return shown_moment(-length if found[1] else length)[0]


def _paragraphs(element: Any) -> str:
    """The paragraphs of a cell or a comment, a line each; those of a comment inside the cell are not its own."""
    lines = []
    for child in element:
        if child.tag in _PARAGRAPHS:
            lines.append("".join(_pieces(child)).strip(" "))
        elif child.tag == f"{_TEXT}list":
            lines += [_paragraphs(item) for item in child]
    return "\n".join(lines)


def _pieces(element: Any) -> Iterator[str]:
    """A paragraph's text, with its spaces, tabs and line breaks, which are elements."""
    yield _SPACES.sub(" ", element.text or "")
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c", 1)), 1000)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag.startswith(_TEXT) and child.tag not in (f"{_TEXT}note", f"{_TEXT}ruby-text"):
            yield from _pieces(child)
        yield _SPACES.sub(" ", child.tail or "")
