"""The table of contents: every title with its page number, as links."""

from collections.abc import Sequence
from dataclasses import dataclass

from ropa_desktop.exchange.pdf import marks, style
from ropa_desktop.exchange.pdf.flow import Flow, Page, Strip
from ropa_desktop.exchange.pdf.structure import Element, Link
from ropa_desktop.exchange.pdf.style import Style
from ropa_desktop.exchange.pdf.text import set_text

_STYLES = (style.CONTENTS_PART, style.CONTENTS_CHAPTER, style.CONTENTS_GROUP, style.CONTENTS_ENTRY)
_ABOVE = (8.0, 3.0, 2.0, 0.0)  # white space before a title, per level
_DEEPEST = 2  # the level from which on titles are not indented further
_LONGEST = 4  # lines: of a longer title the contents show the beginning
_FOLLOWING = 36.0  # points below a part's or chapter's title, so that it does not end a page
_NUMBER = 40.0  # points kept for the page number


@dataclass(frozen=True, slots=True, eq=False)
class Title:
    """Something with a place in the contents and among the bookmarks. `level`: 0 part, 1 chapter,
    2 group, 3 entry.
    `reference` stands in a column of its own, where there is one; `name` is the name of the place on `page`."""

    level: int
    reference: str
    text: str
    name: str
    page: Page

    @property
    def whole(self) -> str:
        return f"{self.reference}  {self.text}" if self.reference else self.text


def place_contents(titles: Sequence[Title], flow: Flow, parent: Element) -> None:
    """Puts the contents into `flow`, with the page numbers that the titles' pages have by now."""
    contents = parent.add("TOC")
    top = min([title.level for title in titles], default=0)
    typesetter = flow.typesetter
    references = [typesetter.extent(title.reference, style.CONTENTS_ENTRY)[1] for title in titles]
    column = min(max(references, default=0.0) + style.GUTTER, 90.0)
    for title in titles:
        look = _STYLES[title.level]
        flow.skip(_ABOVE[title.level])
        left = flow.left + 12 * (min(title.level, _DEEPEST) - min(top, _DEEPEST))
        link = contents.add("TOCI").add("Reference").add("Link")
        _place_title(title, look, left, column, flow, link)


def _place_title(title: Title, look: Style, left: float, column: float, flow: Flow, link: Element) -> None:
    """One line of the contents, or several for a long title: reference, title, dots, number."""
    typesetter = flow.typesetter
    texts = []
    if title.reference:
        texts.append(set_text(typesetter, title.reference + " ", look, left, column - 4, count=False))
        left += column
    room = flow.right - _NUMBER - left
    texts.append(set_text(typesetter, title.text.replace("\n", " ") + " ", look, left, room, count=False))
    texts = [text.first(_LONGEST) for text in texts]
    for text in texts:
        text.owners = [link] * len(text.owners)
    number = str(title.page.number)
    wide = typesetter.width(number, look)
    strip = Strip(texts)
    flow.need(strip.height + (_FOLLOWING if title.level < 3 else 0.0))
    top = flow.y
    flow.place(strip)
    last = texts[-1]
    y = top - last.height + look.leading - look.ascent  # the baseline of the title's last line
    begin = last.x + typesetter.width(last.lines[-1], look) + 6
    dots = marks.leader(begin, flow.right - wide - 6, y)
    numeral = set_text(typesetter, number, look, flow.right - wide, wide + 1, count=False)
    numeral.owners = [link]
    page = flow.page
    page.code.append(dots)
    flow.draw_at(numeral, top - last.height + look.leading)
    area = (texts[0].x, flow.y, flow.right, top)
    if typesetter.runs_right_to_left(title.whole):
        link.spoken = " ".join(text.read for text in (*texts, numeral))
    target = Link(area, title.name, f"{title.whole}, {number}", link)
    link.kids.append(target)
    page.sheet.links.append(target)
