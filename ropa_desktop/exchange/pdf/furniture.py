"""Head and foot of a page: whose record it is, what it is, which page of how many."""

from ropa_desktop.exchange.pdf import marks, style
from ropa_desktop.exchange.pdf.flow import Page
from ropa_desktop.exchange.pdf.style import Style
from ropa_desktop.exchange.pdf.text import draw, set_text
from ropa_desktop.exchange.pdf.typeset import Typesetter
from ropa_desktop.exchange.report import Report
from ropa_desktop.i18n import format_date

_TITLE_SHARE = 0.7  # of the page's width, at most, for the title at the right; the name has what it leaves
_BELOW_HEAD = 8.0  # points from the running head's baseline down to its hairline


def add_furniture(page: Page, pages: int, report: Report, typesetter: Typesetter) -> None:
    """Draws head and foot onto a finished page of `pages`; neither is read aloud with the text."""
    width, height = page.size
    left, right = style.MARGIN, width - style.MARGIN
    if page.head:
        baseline = height - style.HEAD
        title = typesetter.shorten(report.running_title, style.RUNNING, _TITLE_SHARE * (right - left))
        room = right - left - typesetter.width(title, style.RUNNING) - style.GUTTER
        name = typesetter.shorten(page.head, style.RUNNING_NAME, room)
        _add(name, style.RUNNING_NAME, left, baseline, page, typesetter)
        _add_right(title, style.RUNNING, right, baseline, page, typesetter)
        page.code.append(marks.hairline(left, right, baseline - _BELOW_HEAD))
    _add(format_date(report.produced_on, report.language), style.RUNNING, left, style.FOOT, page, typesetter)
    number = report.words.page_of.format(page=page.number, pages=pages)
    _add_right(number, style.RUNNING, right, style.FOOT, page, typesetter)


def _add_right(line: str, look: Style, right: float, baseline: float, page: Page, typesetter: Typesetter) -> None:
    _add(line, look, right - typesetter.width(line, look), baseline, page, typesetter)


def _add(line: str, look: Style, x: float, baseline: float, page: Page, typesetter: Typesetter) -> None:
    text = set_text(typesetter, line, look, x, page.size[0], count=False)
    draw(text, 0, 1, page.code, page.sheet, typesetter, baseline + look.ascent, read=False)
