"""Cells with their styles, and the sheets that take them as they are."""

from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from ropa_desktop.exchange.workbook.texts import escaped


class Book(Workbook):
    """A workbook that is written sheet after sheet, each of rows of cells as `cell` makes them."""

    def __init__(self) -> None:
        super().__init__(write_only=True)

    _add_sheet: Any  # openpyxl's own

    def create_sheet(self, title: Any = None, index: Any = None) -> Any:
        """A sheet behind those that are there, or at an index."""
        sheet: Any = _Sheet(self, title)
        self._add_sheet(sheet, index)
        return sheet


class _Sheet(WriteOnlyWorksheet):
    """openpyxl's own would make a second cell for each, and try to convert the first in vain."""

    def _values_to_row(self, values: Sequence[Any], row_idx: int) -> Iterator[Any]:
        for number, made in enumerate(values, 1):
            if made is not None:
                made.row, made.column = row_idx, number
                if made._hyperlink is not None:
                    made._hyperlink.ref = made.coordinate
                yield made


class _Ready(Cell):
    """A cell whose value and style are given once, and need no conversion."""

    __slots__ = ()
    has_style = True

    def __init__(self, sheet: Any, style: Any) -> None:
        self.parent, self._style = sheet, style
        self._value = self._hyperlink = self._comment = None
        self.data_type = "n"


def cell(sheet: Any, value: str | int | None, style: Any) -> Any:
    """A cell. Text stays text: openpyxl's own conversion would make a formula of "=" and cut it at 32,767.

    No text is no value: a string cell without a string is no valid one.
    """
    made: Any = _Ready(sheet, style)
    if isinstance(value, str):
        if value:
            made._value = escaped(value)
            made.data_type = "s"
    else:
        made._value = value
    return made
