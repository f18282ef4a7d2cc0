"""The order of the document: covers, contents, chapters with their entries or blocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from ropa_desktop import progress
from ropa_desktop.exchange.pdf import style
from ropa_desktop.exchange.pdf.blocks import measure, ruled_fields
from ropa_desktop.exchange.pdf.book import Book
from ropa_desktop.exchange.pdf.contents import Title, place_contents
from ropa_desktop.exchange.pdf.covers import place_cover, place_title_page
from ropa_desktop.exchange.pdf.entries import group_head, place_continued, place_entry
from ropa_desktop.exchange.pdf.flow import Flow, Page, Strip
from ropa_desktop.exchange.pdf.structure import Element
from ropa_desktop.exchange.pdf.tables import measure_table, side_by_side
from ropa_desktop.exchange.pdf.text import set_text
from ropa_desktop.exchange.pdf.typeset import Typesetter
from ropa_desktop.exchange.report import Chapter, Entry, Fields, Part, Report, Table

_REPORT_MADE, _LAID_OUT = 0.2, 0.95  # shares of a PDF when its pages begin, and when they stand
_JOIN_CHAPTER = 280.0  # points: with less left on a page, an annex begins one of its own
_BELOW_TITLE = 8.0  # points between a chapter's title and what follows it
_BEFORE_ENTRIES = -6.0  # an entry brings its own white space
_BETWEEN_CHAPTERS = 30.0  # points
_BETWEEN_TABLES = 18.0  # points between the parts of a table whose columns do not fit side by side
_PROSE = 430.0  # points: the widest that a paragraph of prose should be
_WORTH_A_PAGE = 6  # titles from which on the contents have a page


@dataclass(slots=True)
class Document:
    """All pages in their order and numbered, the structure they show, and the titles that bookmarks lead to."""

    pages: list[Page]
    structure: Element
    titles: list[Title]


def lay_out(report: Report, typesetter: Typesetter, book: Book) -> Document:
    """The whole document, page by page: each is in the `book` as soon as it is full."""
    with progress.part(_REPORT_MADE, _LAID_OUT):
        return _Composer(report, typesetter, book).document()


class _Composer:
    """Lays out a report from its first page to its last, and then puts in the contents, which need the rest."""

    def __init__(self, report: Report, typesetter: Typesetter, book: Book) -> None:
        self.report = report
        self.typesetter = typesetter
        self.book = book
        self.words = report.words
        self.flow = Flow(typesetter, book)
        self.structure = Element("Document")
        self.titles: list[Title] = []
        self.entries_laid = 0
        self.entries_in_all = sum(len(chapter.entries) for part in report.parts for chapter in part.on_pages)

    def document(self) -> Document:
        """Cover, contents and chapters of a single part; or a title page, contents, and then part by part."""
        parts = self.report.parts
        if len(parts) == 1:
            whole = self.structure.add("Part")
            self.cover(parts[0], whole.add("Sect"))
            front, contents = len(self.flow.pages), whole.add("Sect")
            self.chapters(parts[0], whole)
            head = parts[0].running_head
        else:
            place_title_page(self.report, self.flow, self.structure.add("Sect"))
            front, contents = len(self.flow.pages), self.structure.add("Sect")
            for part in parts:
                whole = self.structure.add("Part")
                self.cover(part, whole.add("Sect"))
                self.chapters(part, whole)
            head = self.report.title
        return self.with_contents(front, contents, head)

    def cover(self, part: Part, parent: Element) -> None:
        first = len(self.flow.pages)
        legend = self.report.legend if len(self.report.parts) == 1 else ()
        place_cover(part, self.report, self.flow, parent, legend)
        self.book.tree.write(parent)
        page = self.flow.pages[first]
        self.title(0, "", part.title, page, page.size[1])

    def chapters(self, part: Part, parent: Element) -> None:
        for number, chapter in enumerate(part.on_pages):
            section = parent.add("Sect")
            self.chapter(chapter, part.running_head, section, new_page=number == 0)
            self.book.tree.write(section)

    def chapter(self, chapter: Chapter, head: str, parent: Element, *, new_page: bool) -> None:
        """A chapter begins a page, but for a small annex that fits below the one before it."""
        flow = self.flow
        look = self.typesetter.look
        size = look.landscape if chapter.landscape else look.portrait
        if new_page or chapter.entries or flow.page.size != size or flow.room < _JOIN_CHAPTER:
            flow.begin(size, head)
        else:
            flow.skip(_BETWEEN_CHAPTERS)
        directly = bool(chapter.entries) and not chapter.introduction
        self.heading(chapter.title, parent, _BEFORE_ENTRIES if directly else _BELOW_TITLE)
        for cell in chapter.introduction:
            width = min(_PROSE, flow.width)
            text = set_text(self.typesetter, cell.text, style.INTRODUCTION, flow.left, width, parent, state=cell.state)
            flow.place(Strip([text], below=4))
        for group, entries in groupby(chapter.entries, lambda entry: entry.group):
            self.entries(group, entries, parent)
        with flow.repeating(partial(place_continued, chapter.title, self.words.continued, flow)):
            for block in chapter.blocks:
                flow.skip(8)
                if isinstance(block, Fields):
                    flow.run(ruled_fields(block, self.typesetter, flow.left, flow.width, parent))
                    flow.hairline()
                elif isinstance(block, Table):
                    self.table(block, parent, " ".join(cell.text for cell in chapter.introduction))
                else:
                    flow.run(measure(block, self.typesetter, flow.left, flow.width, parent))

    def entries(self, group: str, entries: Iterable[Entry], parent: Element) -> None:
        """The entries of a group under its head, or without one."""
        whole = parent.add("Sect") if group else parent
        for number, entry in enumerate(entries):
            section = whole.add("Sect")
            head = None
            if group and not number:
                whole.kids.remove(section)  # the group's head is read first
                head = group_head(group, self.flow, whole)
                whole.kids.append(section)
            page, y, top = place_entry(entry, self.flow, section, self.words.continued, 4 if group else 3, head)
            if head:
                self.title(2, "", group, page, top)
            self.title(3, entry.reference, entry.title, page, y)
            self.book.tree.write(section)
            self.entries_laid += 1
            progress.tell(self.entries_laid / self.entries_in_all)
        if group:
            self.book.tree.write(whole)

    def table(self, block: Table, parent: Element, told: str) -> None:
        """A table across the page, or where it has too many columns several, one below the other. What the introduction
        has `told` of its empty columns is not said again."""
        flow, write = self.flow, self.book.tree.write
        tables, empty = side_by_side(block, self.typesetter, flow.width)
        empty = [title for title in empty if title.rstrip("?*\u00a0") not in told]
        if empty:
            said = self.words.empty.format(columns=" · ".join(empty))
            text = set_text(self.typesetter, said, style.INTRODUCTION, flow.left, min(_PROSE, flow.width), parent)
            flow.place(Strip([text], below=8))
        for number, part in enumerate(tables):
            if number:
                flow.skip(_BETWEEN_TABLES)
            flow.run(measure_table(part, self.typesetter, flow.left, flow.width, parent, write))
            flow.hairline()

    def heading(self, text: str, parent: Element, below: float) -> None:
        """A chapter's title; `chapter` has seen to it that what follows has room below it."""
        flow = self.flow
        heading = set_text(self.typesetter, text, style.CHAPTER_TITLE, flow.left, flow.width, parent, "H2")
        self.title(1, "", text, flow.page, flow.y)
        flow.place(Strip([heading], below=below))

    def title(self, level: int, reference: str, text: str, page: Page, y: float) -> None:
        """Remembers where something begins, for contents and bookmarks."""
        name = f"place{len(self.titles)}"
        page.places.append((name, y))
        self.titles.append(Title(level, reference, text, name, page))

    def with_contents(self, front: int, parent: Element, head: str) -> Document:
        """Puts the contents after the first `front` pages, unless only a few things follow: the bookmarks have these.

        They are laid out twice: first to see how many pages they take, then with the numbers that follow.
        """
        listed = [title for title in self.titles if title.level or len(self.report.parts) != 1]
        self.flow.finish()
        body = self.flow.pages
        if len(listed) < _WORTH_A_PAGE:
            for number, page in enumerate(body, start=1):
                page.number = number
            if parent.parent:
                parent.parent.kids.remove(parent)
            return Document(body, self.structure, self.titles)
        pages = body[:front] + self.contents(listed, Element("Sect"), head, None) + body[front:]
        for number, page in enumerate(pages, start=1):
            page.number = number
        contents = self.contents(listed, parent, head, self.book)
        pages[front : front + len(contents)] = contents
        for number, page in enumerate(pages, start=1):
            page.number = number
        return Document(pages, self.structure, self.with_bookmark(contents[0], front))

    def contents(self, listed: list[Title], parent: Element, head: str, taken: Book | None) -> list[Page]:
        flow = Flow(self.typesetter, taken)
        flow.begin(self.typesetter.look.portrait, head)
        heading = self.words.contents
        text = set_text(self.typesetter, heading, style.CHAPTER_TITLE, flow.left, flow.width, parent, "H2", count=False)
        flow.place(Strip([text], below=10))
        place_contents(listed, flow, parent)
        flow.finish()
        return flow.pages

    def with_bookmark(self, page: Page, front: int) -> list[Title]:
        """The titles with the contents' own among them, in the order of the pages."""
        name = "contents"
        page.places.append((name, page.size[1]))
        level = 1 if len(self.report.parts) == 1 else 0
        own = Title(level, "", self.words.contents, name, page)
        before = sum(title.page.number <= front for title in self.titles)
        return [*self.titles[:before], own, *self.titles[before:]]
