"""The styles of a questionnaire: the workbook's own colours, larger, and cells to write in that are not locked."""

from copy import copy
from dataclasses import dataclass
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from ropa_desktop.exchange.workbook.styles import (
    ACCENT,
    AS_DAY,
    AS_TEXT,
    EDGE,
    FAINT,
    FONT,
    MUTED,
    TEXT,
    UNKNOWN,
)

SENSITIVE = "F6E3DF"
"""Behind what is sensitive, which the words say as well."""


@dataclass(frozen=True)
class Look:
    """The styles of one workbook. What texts go into is a pair: plain, and with the quote that stops a formula."""

    key: tuple[Any, Any]
    title: tuple[Any, Any]
    prose: tuple[Any, Any]
    link: tuple[Any, Any]
    back: Any
    heading: tuple[Any, Any]
    help: Any
    head: Any
    label: tuple[Any, Any]
    present: tuple[Any, Any]
    gap: tuple[Any, Any]
    sensitive: tuple[Any, Any]
    answer: Any
    day: Any


def look(sheet: Any) -> Look:
    """All styles, registered in the workbook of `sheet`."""

    def style(quote: bool = False, **properties: Any) -> Any:
        cell: Any = WriteOnlyCell(sheet)
        for name, value in {"font": _font(), "alignment": _TOP, "number_format": AS_TEXT, **properties}.items():
            setattr(cell, name, value)
        made = copy(cell._style)
        made.quotePrefix = int(quote)
        return made

    def both(**properties: Any) -> tuple[Any, Any]:
        return style(**properties), style(quote=True, **properties)

    open_cell: dict[str, Any] = {"border": _BOX, "protection": Protection(locked=False), "font": _font(ACCENT)}
    line: dict[str, Any] = {"border": _LINE}
    return Look(
        key=both(font=_font(MUTED, 8), alignment=Alignment()),
        title=both(font=_font(size=18), alignment=Alignment(vertical="center", wrap_text=True)),
        prose=both(),
        link=both(font=_font(ACCENT, underline="single"), **line),
        back=style(font=_font(ACCENT, underline="single")),
        heading=both(font=_font(ACCENT, 13, bold=True), alignment=Alignment(vertical="bottom", wrap_text=True)),
        help=style(font=_font(MUTED)),
        head=style(font=_font(bold=True), fill=_fill(FAINT), border=Border(bottom=Side("thin", EDGE)), alignment=_TOP),
        label=both(font=_font(MUTED), **line),
        present=both(**line),
        gap=both(font=_font(MUTED), fill=_fill(UNKNOWN), **line),
        sensitive=both(fill=_fill(SENSITIVE), **line),
        answer=style(**open_cell),
        day=style(**open_cell | {"number_format": AS_DAY}),
    )


_TOP = Alignment(vertical="top", horizontal="left", wrap_text=True)
_BOX = Border(*(Side("thin", EDGE),) * 4)
_LINE = Border(bottom=Side("hair", EDGE))


def _font(colour: str = TEXT, size: float = 11, bold: bool = False, underline: Any = None) -> Font:
    return Font(name=FONT, size=size, bold=bold, color=colour, underline=underline)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)
