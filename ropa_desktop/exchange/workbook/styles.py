"""How the cells of a workbook look: a few styles, each made once and shared by all cells that wear it.

openpyxl keeps a cell's style as an array of indexes into the workbook's fonts, fills and so on. Sharing that array
costs a cell nothing; giving each cell its own font and fill costs five times the cell.
"""

from copy import copy
from dataclasses import dataclass
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

# The colours of the window (light scheme): text, muted, edge, accent, faint, unknown.
TEXT, MUTED, EDGE, ACCENT, FAINT, UNKNOWN = "1A1D21", "566069", "818B94", "0B6478", "E9ECEF", "FBF2E0"

FONT = "Calibri"
AS_TEXT, AS_DAY, AS_WHOLE = "@", "yyyy-mm-dd", "0"

FORMATS = {"date": AS_DAY, "whole": AS_WHOLE}
"""The number format of a field's form; every other is text, so that a typed "=" or "2/3" stays what was typed."""


def style_form(form: str) -> str:
    """The form under which a field's styles are kept."""
    return form if form in FORMATS else "text"


VALUE, GAP, ANSWERED = "", "unknown", "answered"
"""How a cell stands: a value or nothing asked; unknown where the law asks; answered on the sheet Answers."""


@dataclass(frozen=True)
class Styles:
    """The styles of one workbook: `cells` by form, standing and whether the text needs a quote prefix."""

    cells: dict[tuple[str, str, bool], Any]
    key: Any
    article: Any
    heading: Any
    title: Any
    subtitle: Any
    label: Any
    prose: Any
    number: Any
    note: Any
    link: Any
    swatch: dict[str, Any]


def styles(sheet: Any) -> Styles:
    """All styles, registered in the workbook of `sheet`."""

    def style(quote: bool = False, **properties: Any) -> Any:
        cell: Any = WriteOnlyCell(sheet)
        for name, value in {"font": _font(), **properties}.items():
            setattr(cell, name, value)
        made = copy(cell._style)
        made.quotePrefix = int(quote)
        return made

    fills = {VALUE: PatternFill(), GAP: _fill(UNKNOWN), ANSWERED: _fill(FAINT)}
    cells = {
        (form, standing, quote): style(quote, fill=fill, alignment=_TOP, number_format=FORMATS.get(form, AS_TEXT))
        for form in ("text", "date", "whole")
        for standing, fill in fills.items()
        for quote in (False, True)
    }
    head: dict[str, Any] = {"fill": _fill(FAINT), "alignment": Alignment(vertical="center", wrap_text=True)}
    line = Border(bottom=Side("thin", EDGE))
    return Styles(
        cells=cells,
        key=style(font=_font(MUTED, 8)),
        article=style(fill=_fill(FAINT), font=_font(MUTED, 8), alignment=Alignment(vertical="bottom")),
        heading=style(**head, font=_font(bold=True), border=line, number_format=AS_TEXT),
        title=style(font=_font(size=18)),
        subtitle=style(font=_font(size=12, bold=True)),
        label=style(font=_font(MUTED), alignment=_TOP),
        prose=style(alignment=_TOP, number_format=AS_TEXT),
        note=style(font=_font(MUTED)),
        number=style(alignment=_TOP, number_format=AS_WHOLE),
        link=style(font=_font(ACCENT, underline="single"), alignment=_TOP),
        swatch={name: style(fill=fill, border=_BOX) for name, fill in fills.items()},
    )


_TOP = Alignment(vertical="top", horizontal="left", wrap_text=True)
_BOX = Border(*(Side("thin", EDGE),) * 4)


def _font(colour: str = TEXT, size: float = 10, bold: bool = False, underline: Any = None) -> Font:
    return Font(name=FONT, size=size, bold=bold, color=colour, underline=underline)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)
