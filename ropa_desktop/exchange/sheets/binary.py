"""Older and binary workbooks (.xls, .xlsb) through python-calamine, which may take its whole process down.

It knows neither hidden rows nor comments, and gives errors of formulas as empty cells; so it is the second choice
wherever another reader understands the file.
"""

from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.sheets.book import Book, Sheet
from ropa_desktop.exchange.sheets.grid import Budget, Grid, finished
from ropa_desktop.exchange.sheets.texts import shown_moment, shown_number
from ropa_desktop.i18n import _


def read_binary(path: Path) -> Book:
    """The sheets of a workbook. Raises `BadInput` for one too large or protected, other exceptions for a broken one."""
    budget = Budget(path.name)
    remarks: list[str] = []
    try:
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:  # a path would count by its ending
            kinds = {about.name: about for about in book.sheets_metadata}
            sheets = tuple(
                _sheet(book.get_sheet_by_name(name), kinds[name].visible, budget, remarks)
                for name in book.sheet_names
                if kinds[name].typ == SheetTypeEnum.WorkSheet
            )
    except PasswordError:
        raise BadInput(
            _(
                "“{name}” is protected by a password. Open it in Excel, remove the password under File, Info, "
                "Protect Workbook, Encrypt with Password, and save it."
            ).format(name=path.name)
        ) from None
    remarks.append(
        _(
            "Hidden rows and columns, comments and errors of formulas cannot be seen in “{name}”. To keep them, save "
            "it as an Excel workbook (.xlsx) first."
        ).format(name=path.name)
    )
    return Book(path.name, sheets, tuple(remarks))


def _sheet(found: Any, visible: SheetVisibleEnum, budget: Budget, remarks: list[str]) -> Sheet:
    grid = Grid(found.name, budget, hidden=visible != SheetVisibleEnum.Visible)
    if found.start is not None:
        top, left = found.start
        for row, values in enumerate(found.to_python(skip_empty_area=True), top):
            for column, value in enumerate(values, left):
                if value != "":
                    grid.put(row, column, *_shown(value))
    for (first_row, first_column), (last_row, last_column) in found.merged_cell_ranges or ():
        grid.merged.append((first_row, first_column, last_row, last_column))
    sheet = finished(grid)
    remarks += grid.remarks
    return sheet


def _shown(value: Any) -> tuple[str, str]:
    """Text and kind, as `Cell` has them."""
    if isinstance(value, bool):
        return ("true" if value else "false"), "boolean"
    if isinstance(value, int | float):
        return shown_number(value), "number"
    if isinstance(value, date | time | timedelta):
        return shown_moment(value)
    return str(value), "text"
