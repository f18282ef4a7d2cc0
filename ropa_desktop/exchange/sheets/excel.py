"""Excel workbooks (.xlsx, .xlsm) through openpyxl, as a stream of rows: what is empty or formatted alone costs nothing.

openpyxl's own sheets are not used: they believe what a sheet says of its size, and fill every gap with cells.
"""

import warnings
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import Any

from openpyxl.comments.comment_sheet import CommentSheet
from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils import column_index_from_string, coordinate_to_tuple, range_boundaries
from openpyxl.worksheet._reader import (
    COL_TAG,
    FORMULA_TAG,
    INLINE_STRING,
    MERGE_TAG,
    ROW_TAG,
    VALUE_TAG,
    WorkSheetParser,
)
from openpyxl.xml.constants import ARC_STYLE, COMMENTS_NS, SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring, iterparse

from ropa_desktop.exchange.sheets.book import Book, Sheet
from ropa_desktop.exchange.sheets.grid import Budget, Grid, finished
from ropa_desktop.exchange.sheets.texts import shown_moment, shown_number
from ropa_desktop.exchange.workbook.texts import unescaped
from ropa_desktop.i18n import _

_SHARED_STRING = f"{{{SHEET_MAIN_NS}}}si"
_PIECE, _RUN = f"{{{SHEET_MAIN_NS}}}t", f"{{{SHEET_MAIN_NS}}}r"
_NUMBER_FORMAT = f"{{{SHEET_MAIN_NS}}}numFmt"
_STYLES_OF_CELLS = f"{{{SHEET_MAIN_NS}}}cellXfs/{{{SHEET_MAIN_NS}}}xf"
_WORKSHEET = f"{{{SHEET_MAIN_NS}}}worksheet"
_THREAD = "Comment:\n"  # what Excel puts between its explanation of a threaded comment and the comment


class Unreadable(Exception):
    """openpyxl cannot tell what is in the workbook; another reader may."""


def read_excel(path: Path) -> Book:
    """The sheets of a workbook. Raises `BadInput` for one too large, any other exception for what openpyxl refuses."""
    budget = Budget(path.name)
    remarks: list[str] = []
    with warnings.catch_warnings(), path.open("rb") as file:
        warnings.simplefilter("ignore")  # of extensions that are left out; no value is among them
        reader: Any = _Reader(file, read_only=True, data_only=True, keep_links=False)
        reader.read()
        if len(reader.wb._sheets) + reader.charts < len(reader.parser.sheets):
            raise Unreadable("a sheet has no part of its own")  # openpyxl passes over it
        sheets = tuple(_sheet(reader, worksheet, budget, remarks) for worksheet in reader.wb.worksheets)
    return Book(path.name, sheets, tuple(remarks))


class _Reader(ExcelReader):
    """openpyxl's own also reads themes, fills, names and charts, over which it may stumble; and it takes "x005F_" out
    of every shared text, whether it escapes something or not."""

    charts = 0
    pictures: tuple[str, ...] = ()
    """The number format of each style."""

    def read(self) -> None:
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        self.read_pictures()
        self.read_worksheets()

    def read_pictures(self) -> None:
        if ARC_STYLE not in self.valid_files:
            return
        styles: Any = fromstring(self.archive.read(ARC_STYLE))
        own = {int(found.get("numFmtId")): found.get("formatCode", "") for found in styles.iter(_NUMBER_FORMAT)}
        used = (int(style.get("numFmtId", 0)) for style in styles.iterfind(_STYLES_OF_CELLS))
        self.pictures = tuple(own.get(number) or BUILTIN_FORMATS.get(number, "") for number in used)

    def read_strings(self) -> None:
        package: Any = self.package
        part = package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as source:
                nodes = (node for _event, node in iterparse(source) if node.tag == _SHARED_STRING)
                self.shared_strings = [_shared_text(node) for node in nodes]

    def read_chartsheet(self, sheet: Any, rel: Any) -> None:
        self.charts += 1


def _shared_text(node: Any) -> str:
    text = _text(node)
    node.clear()
    return text


def _text(node: Any) -> str:
    """The text of a shared or inline string. Rich text becomes plain; how it is pronounced (rPh) is left out."""
    pieces = [part.text if part.tag == _PIECE else part.findtext(_PIECE) for part in node if part.tag in (_PIECE, _RUN)]
    return unescaped("".join(filter(None, pieces)))


class _Parser(WorkSheetParser):
    """openpyxl's parser of cells. Empty cells are passed over before they are looked at, and so is all that is no
    cell, row, column or merged area."""

    def parse(self) -> Generator[Any, None, None]:
        self.areas: list[str] = []
        for _event, element in iterparse(self.source):
            tag = element.tag
            if tag == ROW_TAG:
                yield self.parse_row(element)
                element.clear()
            elif tag == COL_TAG:
                self.parse_column_dimensions(element)
            elif tag == MERGE_TAG:
                self.areas = [area.get("ref", "") for area in element]
                element.clear()
        if tag != _WORKSHEET:
            raise Unreadable(f"a sheet that is a {tag}")  # ISO's strict dialect, a dialogue of Excel 5

    def parse_row(self, row: Any) -> Any:
        self.row_counter = int(float(row.get("r") or self.row_counter + 1))
        self.col_counter = 0
        if row.get("hidden") in ("1", "true"):
            self.row_dimensions[str(self.row_counter)] = {}
        cells = []
        for element in row:
            if len(element):
                cells.append(self.parse_cell(element))
            elif element.get("r"):
                pass  # the next one says itself where it stands, or comes after the next that does
            else:
                self.col_counter += 1
        return cells

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """Row and column from 1, value, openpyxl's letter for its type, and the number of its style."""
        inline = element.find(INLINE_STRING)
        if inline is not None and element.get("t") == "inlineStr":
            element.remove(inline)  # openpyxl takes ten times as long to make a text of it
            return super().parse_cell(element) | {"data_type": "s", "value": _text(inline)}
        try:
            cell = super().parse_cell(element)
        except (ValueError, IndexError, TypeError):
            return self._not_understood(element)
        value = cell["value"]
        if value is None and element.get("t") != "str" and element.find(FORMULA_TAG) is not None:
            return cell | {"data_type": "f", "value": f"={element.findtext(FORMULA_TAG) or '…'}"}
        if isinstance(value, str) and element.get("t") == "str":
            return cell | {"value": unescaped(value)}
        return cell

    def _not_understood(self, element: Any) -> dict[str, Any]:
        """A number that is none is kept as text; a shared text or date that does not exist is an error."""
        row, column = self.row_counter, self.col_counter
        if element.get("r"):
            row, column = coordinate_to_tuple(element.get("r"))
        text = element.findtext(VALUE_TAG) or ""
        lost = element.get("t") == "s"
        value, kind = ("#VALUE!", "e") if lost else (text, "s")
        return {"row": row, "column": column, "value": value, "data_type": kind, "style_id": 0}


def _sheet(reader: Any, worksheet: Any, budget: Budget, remarks: list[str]) -> Sheet:
    grid = Grid(worksheet.title, budget, hidden=worksheet.sheet_state != "visible")
    pictures = reader.pictures
    days = {style for style, picture in enumerate(pictures) if is_date_format(picture)}
    lengths = {style for style, picture in enumerate(pictures) if is_timedelta_format(picture)}
    uncalculated = 0
    with reader.archive.open(worksheet._worksheet_path) as source:
        parser: Any = _Parser(source, reader.shared_strings, True, reader.wb.epoch, days, lengths)
        for cells in parser.parse():
            for cell in cells:
                if cell["value"] is not None:
                    kind, style = cell["data_type"], cell["style_id"]
                    uncalculated += kind == "f"
                    picture = pictures[style] if style < len(pictures) else ""
                    grid.put(cell["row"] - 1, cell["column"] - 1, *_shown(cell["value"], kind, picture))
    grid.hidden_rows = {int(number) - 1 for number in parser.row_dimensions}
    grid.hidden_columns = [
        (column_index_from_string(letters) - 1, int(stretch.get("max", stretch["min"])) - 1)
        for letters, stretch in parser.column_dimensions.items()
        if stretch.get("hidden") in ("1", "true")
    ]
    for area in filter(None, parser.areas):
        left, top, right, bottom = (edge or 1 for edge in range_boundaries(area))
        grid.merged.append((top - 1, left - 1, bottom - 1, right - 1))
    grid.comments = _comments(reader, worksheet._worksheet_path)
    if uncalculated:
        grid.remarks.append(
            _(
                "Sheet “{sheet}”: {number} formulas were never calculated. Open the file in Excel, save it there, and "
                "read it again."
            ).format(sheet=grid.name, number=uncalculated)
        )
    sheet = finished(grid)
    remarks += grid.remarks
    return sheet


def _shown(value: Any, kind: str, picture: str) -> tuple[str, str]:
    """Text and kind, as `Cell` has them."""
    if kind == "b":
        return ("true" if value else "false"), "boolean"
    if kind == "d" and not isinstance(value, str):
        return shown_moment(value)
    if kind == "n" and not isinstance(value, str):
        return shown_number(value, picture), "number"
    return str(value), ("error" if kind in ("e", "f") else "text")


def _comments(reader: Any, part: str) -> dict[tuple[int, int], str]:
    """Comments by row and column, counted from 0. They are not what a register says: a broken part of them is none."""
    found: dict[tuple[int, int], str] = {}
    with suppress(Exception):
        rels_path: Any = get_rels_path  # untyped
        for relation in get_dependents(reader.archive, rels_path(part)).find(COMMENTS_NS):
            comments: Any = CommentSheet.from_tree(fromstring(reader.archive.read(relation.target)))
            for reference, comment in comments.comments:
                row, column = coordinate_to_tuple(reference)
                text = unescaped(str(comment.text or ""))
                found[row - 1, column - 1] = text.partition(_THREAD)[2] or text if text[0:1] == "[" else text
    return found
