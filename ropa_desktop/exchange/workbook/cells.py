"""One cell with its style, as a streaming worksheet takes it."""

from typing import Any

from openpyxl.cell import Cell

from ropa_desktop.exchange.workbook.texts import escaped


def cell(sheet: Any, value: str | int | None, style: Any) -> Any:
    """A cell. Text stays text: openpyxl's own conversion would make a formula of "=" and cut it at 32,767."""
    made: Any = Cell(sheet, 1, 1)
    made._style = style
    if isinstance(value, str):
        made._value = escaped(value)
        made.data_type = "s"
    else:
        made._value = value
    return made
