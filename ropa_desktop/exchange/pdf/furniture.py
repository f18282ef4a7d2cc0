"""Head and foot of a page: whose record it is, what it is, how it stands, which page of how many."""

from ropa_desktop.exchange.pdf import marks, style
from ropa_desktop.exchange.pdf.flow import Page
from ropa_desktop.exchange.pdf.style import Look, Style
from ropa_desktop.exchange.pdf.text import draw, set_text
from ropa_desktop.exchange.pdf.typeset import Typesetter
from ropa_desktop.exchange.report import Report
from ropa_desktop.i18n import format_date

_TITLE_SHARE = 0.7  # of the page's width, at most, for the title at the right; the name has what it leaves
_MARK = 22.0  # points from the upper edge down to the baseline of the mark
_WIDEST_MARK = 200.0  # points
_LOGO = (60.0, 14.0)  # the most that the logo takes of a running head, in width and height
_BELOW_HEAD = 8.0  # points from the running head's baseline down to its hairline


def add_furniture(page: Page, pages: int, report: Report, typesetter: Typesetter) -> None:
    """Draws head and foot onto a finished page of `pages`; neither is read aloud with the text."""
    width, height = page.size
    left, right = style.MARGIN, width - style.MARGIN
    if page.head:
        baseline = height - style.HEAD
        title = typesetter.shorten(report.running_title, style.RUNNING, _TITLE_SHARE * (right - left))
        room = right - left - typesetter.width(title, style.RUNNING) - style.GUTTER
        begin = left + _add_logo(left, baseline, page, typesetter.look)
        name = typesetter.shorten(page.head, style.RUNNING_NAME, room - (begin - left))
        _add(name, style.RUNNING_NAME, begin, baseline, page, typesetter)
        _add_right(title, style.RUNNING, right, baseline, page, typesetter)
        page.code.append(marks.hairline(left, right, baseline - _BELOW_HEAD))
        if report.mark:
            _add_mark(report.mark, (left + right) / 2, height - _MARK, page, typesetter)
    number = report.words.page_of.format(page=page.number, pages=pages)
    room = right - left - typesetter.width(number, style.RUNNING) - style.GUTTER
    said = " · ".join(filter(None, (format_date(report.produced_on, report.language), report.standing)))
    said = typesetter.shorten(said.replace("\n", " "), style.RUNNING, room)
    _add(said, style.RUNNING, left, style.FOOT, page, typesetter)
    _add_right(number, style.RUNNING, right, style.FOOT, page, typesetter)


def _add_logo(left: float, baseline: float, page: Page, look: Look) -> float:
    """The client's logo, small, before the name; gives the width that it takes."""
    if look.logo is None:
        return 0.0
    width, height = look.logo
    scale = min(_LOGO[0] / width, _LOGO[1] / height)
    page.code.append(marks.logo(left, baseline - 0.2 * _LOGO[1], width * scale, height * scale))
    return width * scale + style.GUTTER


def _add_mark(mark: str, middle: float, baseline: float, page: Page, typesetter: Typesetter) -> None:
    """The word that sets the document apart, above the head."""
    mark = typesetter.shorten(mark, style.MARK, _WIDEST_MARK)
    width = typesetter.width(mark, style.MARK)
    page.code.append(marks.frame(middle - width / 2 - 8, baseline - 4.5, width + 16, 15))
    _add(mark, style.MARK, middle - width / 2, baseline, page, typesetter)


def _add_right(line: str, look: Style, right: float, baseline: float, page: Page, typesetter: Typesetter) -> None:
    _add(line, look, right - typesetter.width(line, look), baseline, page, typesetter)


def _add(line: str, look: Style, x: float, baseline: float, page: Page, typesetter: Typesetter) -> None:
    text = set_text(typesetter, line, look, x, page.size[0], count=False)
    draw(text, 0, 1, page.code, page.sheet, typesetter, baseline + look.ascent, read=False)
