"""The first page of the document and of each part: whose record it is, and what to know before reading it."""

from ropa_desktop.exchange.pdf import marks, style
from ropa_desktop.exchange.pdf.blocks import ruled_fields
from ropa_desktop.exchange.pdf.flow import Flow, Strip
from ropa_desktop.exchange.pdf.structure import Element
from ropa_desktop.exchange.pdf.style import Style
from ropa_desktop.exchange.pdf.text import set_text
from ropa_desktop.exchange.report import Cell, Part, Report, State
from ropa_desktop.i18n import format_date

_DOWN = 90.0  # points from the top of the text down to the first line of a cover
_READABLE = 430.0  # points: the widest that a paragraph of prose should be
_LOGO_ABOVE = 14.0  # points by which the logo stands above the top of the text
_MARK_INSET = 12.0  # points between the frame of the mark and its word
_PANEL = 10.0  # points between the edge of the tinted ground and the statement on it


def place_title_page(report: Report, flow: Flow, parent: Element) -> None:
    """The first page of a document with several parts."""
    flow.begin(flow.typesetter.look.portrait, "")
    _place_title("", report.title, "", report, flow, parent)
    flow.y -= 18
    _place_legend(report.legend, flow, parent)


def place_cover(part: Part, report: Report, flow: Flow, parent: Element, legend: tuple[Cell, ...]) -> None:
    """The cover of a part."""
    flow.begin(flow.typesetter.look.portrait, "")
    _place_title(report.running_title, part.title, part.subtitle, report, flow, parent)
    flow.y -= 18
    if part.cover.rows:
        flow.run(ruled_fields(part.cover, flow.typesetter, flow.left, flow.width, parent))
        flow.hairline()
        flow.y -= 20
    if part.statement:
        _place_statement(part.statement, flow, parent)
    _place_legend(legend, flow, parent)


def _place_title(eyebrow: str, title: str, subtitle: str, report: Report, flow: Flow, parent: Element) -> None:
    _place_logo(title, flow, parent)
    if report.mark:
        _place_mark(report.mark, flow, parent)
    flow.y -= _DOWN
    if eyebrow and eyebrow not in (title, subtitle):
        _paragraph(eyebrow, style.EYEBROW, flow, parent)
        flow.y -= 6
    flow.page.code.append(marks.bar(flow.left, flow.y, 36, flow.typesetter.look))
    flow.y -= 12
    _paragraph(title, style.PART_TITLE, flow, parent, "H1")
    flow.y -= 6
    if subtitle:
        _paragraph(subtitle, style.PART_SUBTITLE, flow, parent)
        flow.y -= 4
    _paragraph(format_date(report.produced_on, report.language), style.COVER_DATE, flow, parent)
    if report.standing:
        _paragraph(report.standing, style.COVER_DATE, flow, parent)


def _place_logo(title: str, flow: Flow, parent: Element) -> None:
    """The client's logo at the top of a cover; read as the name of whose it is."""
    size = flow.typesetter.look.logo
    if size is None:
        return
    (width, height), left = size, flow.left
    bottom = flow.y - height + _LOGO_ABOVE
    figure = parent.add("Figure")
    figure.described = title or "–"
    figure.box = (left, bottom, left + width, bottom + height)
    number = flow.page.sheet.mark(figure)
    flow.page.code.append(f"/Figure <</MCID {number}>> BDC {marks.picture(left, bottom, width, height)} EMC")


def _place_mark(mark: str, flow: Flow, parent: Element) -> None:
    """The word that sets the document apart, at the upper right of the cover, where alone it is read."""
    look, typesetter = style.COVER_MARK, flow.typesetter
    mark = typesetter.shorten(mark, look, flow.width / 2)
    width = typesetter.width(mark, look)
    left, top = flow.right - width - _MARK_INSET, flow.y + _LOGO_ABOVE
    flow.page.code.append(
        marks.frame(left - _MARK_INSET, top - look.leading - 4, width + 2 * _MARK_INSET, look.leading + 8)
    )
    flow.draw_at(set_text(typesetter, mark, look, left, width + 1, parent, count=False), top)


def _place_statement(statement: str, flow: Flow, parent: Element) -> None:
    """The sentence a cover must carry, on a tinted ground where the page has room for it."""
    left, width = flow.left + _PANEL + 4, flow.width - 2 * _PANEL - 4
    strip = Strip([set_text(flow.typesetter, statement, style.STATEMENT, left, width, parent)])
    height = strip.height + 2 * _PANEL
    if height <= flow.capacity:
        flow.need(height)
        flow.page.code.append(marks.panel(flow.left, flow.y - height, flow.width, height, flow.typesetter.look))
        flow.y -= _PANEL
    flow.place(strip)
    flow.y -= _PANEL + 20


def _place_legend(legend: tuple[Cell, ...], flow: Flow, parent: Element) -> None:
    """How unknowns and the other answers are named."""
    for cell in legend:
        look = style.LEGEND
        text = set_text(flow.typesetter, cell.text, look, flow.left, _READABLE, parent, state=cell.state)
        flow.place(Strip([text], below=4 if cell.state is State.value else 3))


def _paragraph(text: str, look: Style, flow: Flow, parent: Element, tag: str = "P") -> None:
    flow.place(Strip([set_text(flow.typesetter, text, look, flow.left, flow.width, parent, tag)]))
