"""One cell with its style, as a streaming worksheet takes it."""

from typing import Any

from openpyxl.cell import Cell

from ropa_desktop.exchange.workbook.texts import escaped


class _Ready(Cell):
    """A cell that needs no conversion. A streaming sheet finds that out by converting it in vain, and says so in a
    message with the cell's name, whose making would be the dearest part."""

    __slots__ = ()

    def __repr__(self) -> str:
        return ""


def cell(sheet: Any, value: str | int | None, style: Any) -> Any:
    """A cell. Text stays text: openpyxl's own conversion would make a formula of "=" and cut it at 32,767.

    No text is no value: a string cell without a string is no valid one.
    """
    made: Any = _Ready(sheet, 1, 1)
    made._style = style
    if isinstance(value, str):
        if value:
            made._value = escaped(value)
            made.data_type = "s"
    else:
        made._value = value
    return made
