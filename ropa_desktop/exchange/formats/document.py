"""A report as a text document (.docx, Office Open XML), to read, edit and comment on.

A small writer of our own: of a library for such documents it would use little, and repeated head rows, the contents as
links and the same bytes for the same report would be made by hand beside it all the same. It goes through the report
twice: for the titles that the contents list, and then piece by piece into the file, so that a long record is never in
memory as a document. The file names no author, no program and no time; its one property is the title.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from ropa_desktop.exchange.formats import document_package as package
from ropa_desktop.exchange.formats import wordprocessing as word
from ropa_desktop.exchange.formats.cells import standing
from ropa_desktop.exchange.formats.markup import write_package
from ropa_desktop.exchange.report import Block, Chapter, Entry, Fields, Lines, Part, Quotations, Report, Section, Table
from ropa_desktop.i18n import format_date
from ropa_desktop.progress import counted, staged

_Title = tuple[int, str]  # level as in the contents, and text
_Furniture = tuple[str, str, bool]  # a head or foot: which of them, what it says, whether the pages are wide


def write_document(report: Report, target: Path) -> tuple[str, ...]:
    """Writes `report` to `target`, in place of whatever was there. Raises `CannotWrite`; then nothing is changed."""
    write_package(target, _parts(report))
    return ()


@dataclass(frozen=True, slots=True)
class _Pages:
    """Pages that share their head and lie the same way, and the chapters on them. Those with `cover` are the first of
    their part, or of the document where `part` is None, and the first of them has no head."""

    head: str
    part: Part | None = None
    landscape: bool = False
    cover: bool = False
    paper: str = "A4"
    chapters: list[Chapter] = field(default_factory=list)

    @property
    def size(self) -> tuple[int, int]:
        wide, high = word.PAPERS[self.paper]
        return (high, wide) if self.landscape else (wide, high)

    @property
    def width(self) -> int:
        return self.size[0] - 2 * word.MARGIN

    @property
    def furniture(self) -> tuple[_Furniture, _Furniture]:
        """Their head and their foot."""
        return ("header", self.head, self.landscape), ("footer", "", self.landscape)


def _pages(report: Report) -> list[_Pages]:
    """Cover and chapters of a single part; or a title page, and then part by part."""
    paper = report.appearance.paper
    found = [] if len(report.parts) == 1 else [_Pages(report.title, cover=True, paper=paper)]
    for part in report.parts:
        found.append(_Pages(part.running_head, part, cover=True, paper=paper))
        for chapter in part.on_pages:
            if chapter.landscape != found[-1].landscape:
                found.append(_Pages(part.running_head, part, chapter.landscape, paper=paper))
            found[-1].chapters.append(chapter)
    return found


def _titles(pages: Iterable[_Pages]) -> Iterator[_Title]:
    """What the contents lead to, in the order in which it stands in the document."""
    for some in pages:
        if some.part and some.cover:
            yield 1, some.part.title
        for chapter in some.chapters:
            yield 2, chapter.title
            for group, entries in groupby(chapter.entries, key=lambda entry: entry.group):
                if group:
                    yield 3, group
                for entry in entries:
                    yield 3, entry.name


class _Composer:
    """Puts a report into the body of a document, from its first paragraph to its last. It is done once."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.date = format_date(report.produced_on, report.language)
        self.all_pages = _pages(report)
        self.furniture = _furniture(report, self.all_pages)
        self.titles = list(_titles(self.all_pages))
        self.to_come = enumerate(self.titles)  # each becomes a heading in its turn
        self.width = 0  # of the present pages
        self.lists = 0

    def document(self) -> Iterator[str]:
        """The document in pieces of markup."""
        yield f"{word.opening('document')}<w:body>"
        before: _Pages | None = None
        for pages in staged(self.all_pages, lambda one: sum(chapter.size for chapter in one.chapters)):
            if before:
                yield word.paragraph_of("", "Between", self.section_end(before))
            self.width = pages.width
            if pages.cover:
                yield "".join(self.cover(pages.part) if pages.part else self.title_page())
            if not before:
                yield from self.contents()
            yield from self.chapters(pages)
            before = pages
        yield f"{self.section_end(self.all_pages[-1])}</w:body></w:document>"

    def title_page(self) -> Iterator[str]:
        yield word.paragraph(self.report.title, "Title")
        yield word.paragraph(self.date, "Date")
        yield from self.standing()
        yield from self.legend()

    def cover(self, part: Part) -> Iterator[str]:
        if self.report.running_title not in ("", part.title, part.subtitle):
            yield word.paragraph(self.report.running_title, "Eyebrow")
        yield self.heading()
        if part.subtitle:
            yield word.paragraph(part.subtitle, "Subtitle")
        yield word.paragraph(self.date, "Date")
        yield from self.standing()
        yield from self.block(part.cover, table="Ruled")
        if part.statement:
            yield word.paragraph(part.statement, "Statement")
        if len(self.report.parts) == 1:
            yield from self.legend()

    def standing(self) -> Iterator[str]:
        """What a cover says as every page does: whose day it is, or that it is a draft."""
        if standing(self.report):
            yield word.paragraph(standing(self.report), "Standing")

    def legend(self) -> Iterator[str]:
        """How unknowns and the other answers are named."""
        for cell in self.report.legend:
            yield word.statement(cell, "Normal")

    def contents(self) -> Iterator[str]:
        """Every title as a link, in a field that Word fills with the numbers of the pages when it is asked to; nothing
        where one thing alone follows."""
        first = 2 if len(self.report.parts) == 1 else 1
        listed = [(number, title) for number, title in enumerate(self.titles) if title[0] >= first]
        if len(listed) < 2:
            return
        gallery = '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
        yield f"<w:sdt><w:sdtPr><w:docPartObj>{gallery}</w:docPartObj></w:sdtPr><w:sdtContent>"
        yield word.paragraph(self.report.words.contents, "TOCHeading")
        begin = word.field_begin(f'TOC \\o "{first}-3" \\h \\u')
        for number, (level, text) in listed:
            end = word.FIELD_END if number == listed[-1][0] else ""
            link = word.link(" ".join(text.split("\n")), number)
            yield word.paragraph_of(f"{begin}{link}{end}", f"TOC{level}")
            begin = ""
        yield "</w:sdtContent></w:sdt>"

    def chapters(self, pages: _Pages) -> Iterator[str]:
        for place, chapter in enumerate(staged(pages.chapters, lambda one: one.size)):
            yield from self.chapter(chapter, new_page=bool(chapter.entries) if place else pages.cover)

    def chapter(self, chapter: Chapter, new_page: bool) -> Iterator[str]:
        yield self.heading(before="<w:pageBreakBefore/>" if new_page else "")
        for cell in chapter.introduction:
            yield word.statement(cell, "Normal")
        for group, entries in groupby(counted(chapter.entries), key=lambda entry: entry.group):
            if group:
                yield self.heading("Department")
            for entry in entries:
                yield "".join(self.entry(entry))
        for block in staged(chapter.blocks, lambda one: len(one.rows) if isinstance(one, Table) else 1):
            yield from self.block(block, table="Ruled", counts=True)

    def entry(self, entry: Entry) -> Iterator[str]:
        # One level below its department, which looks the same otherwise.
        yield self.heading(after=_outline(3) if entry.group else "")
        for section in entry.sections:
            yield from self.section(section, 4 if entry.group else 3)

    def section(self, section: Section, level: int) -> Iterator[str]:
        hanging, letter = "", ""
        if section.letter:
            # The letter stands out to the left of what is said.
            hanging = f' w:hanging="{word.INDENT}"'
            shown = section.letter if section.letter.startswith("(") else f"({section.letter})"
            letter = word.characters(shown, "Letter")
        title = word.characters(f"\t{section.title}" if letter else section.title)
        outline = _outline(level) if level != 3 else ""
        yield word.paragraph_of(f"{letter}{title}", "Heading4", f'<w:ind w:left="{word.INDENT}"{hanging}/>{outline}')
        for block in section.blocks:
            yield from self.block(block, left=word.INDENT)

    def block(self, block: Block, left: int = 0, table: str = "Plain", counts: bool = False) -> Iterator[str]:
        """A block, `left` twips in; fields are in the table style named. A block without rows is nothing. With `counts`
        the rows of a table are told as they are dealt with."""
        width = self.width - left
        match block:
            case Fields(rows) if rows:
                yield word.fields(rows, width, left, table)
                yield word.paragraph_of("", "Between")
            case Table() if block.rows:
                if block.caption:
                    yield word.paragraph(block.caption, "Caption")
                yield from word.table(block, counted(block.rows) if counts else block.rows, width, left)
                yield word.paragraph_of("", "Between")
            case Lines(cells, True):
                self.lists += 1
                for cell in cells:
                    yield word.numbered(cell, "ListNumber", self.lists, left)
            case Lines(cells):
                for cell in cells:
                    yield word.statement(cell, "Said" if left else "Normal")
            case Quotations(rows):
                for place, words in rows:
                    if place:
                        yield word.paragraph(place, "QuotedFrom" if words else "Quote")
                    if words:
                        yield word.paragraph(words, "Quote")

    def heading(self, style: str = "", before: str = "", after: str = "") -> str:
        """The next of the titles, where the contents lead to."""
        number, (level, text) = next(self.to_come)
        marked = word.bookmark(word.characters(text), number)
        return word.paragraph_of(marked, style or f"Heading{level}", before + after)

    # -- pages --------------------------------------------------------------------------------------------

    def section_end(self, pages: _Pages) -> str:
        """How the pages so far lie and what stands at their heads and feet."""
        names = list(self.furniture)
        head, foot = (f"page{names.index(key)}" for key in pages.furniture)
        made = [f'<w:headerReference w:type="default" r:id="{head}"/>']
        for kind in ("default", "first") if pages.cover else ("default",):
            made.append(f'<w:footerReference w:type="{kind}" r:id="{foot}"/>')
        width, height = pages.size
        orientation = ' w:orient="landscape"' if pages.landscape else ""
        made.append(f'<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{orientation}/>')
        edges = f'w:top="1250" w:bottom="1250" w:left="{word.MARGIN}" w:right="{word.MARGIN}"'
        made.append(f'<w:pgMar {edges} w:header="650" w:footer="600" w:gutter="0"/>')
        if pages.cover:
            made.append("<w:titlePg/>")
        return f"<w:sectPr>{''.join(made)}</w:sectPr>"


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


def _furniture(report: Report, all_pages: Iterable[_Pages]) -> dict[_Furniture, str]:
    """The heads and feet of all pages, each once, as parts of their own."""
    made: dict[_Furniture, str] = {}
    for pages in all_pages:
        for key, furnish in zip(pages.furniture, (_head, _foot), strict=True):
            if key not in made:
                made[key] = furnish(report, pages)
    return made


def _head(report: Report, pages: _Pages) -> str:
    """The running head with the organisation at its left."""
    right = " · ".join(filter(None, (report.mark, report.running_title)))
    line = word.characters(pages.head, "Strong") + word.characters(f"\t{right}")
    return f"{word.opening('hdr')}{_across(line, 'Header', pages)}</w:hdr>"


def _foot(report: Report, pages: _Pages) -> str:
    """The foot with the date, and the number of the page at its right."""
    said = standing(report)
    above = word.paragraph_of(word.characters(said, "Strong"), "Footer") if said else ""
    before, _page, rest = report.words.page_of.partition("{page}")
    between, _all, after = rest.partition("{pages}")
    date = format_date(report.produced_on, report.language)
    page = word.characters(f"{date}\t{before}") + word.field("PAGE", "1")
    line = page + word.characters(between) + word.field("NUMPAGES", "1") + word.characters(after)
    return f"{word.opening('ftr')}{above}{_across(line, 'Footer', pages)}</w:ftr>"


def _across(line: str, style: str, pages: _Pages) -> str:
    """A line whose second half stands at the right margin."""
    return word.paragraph_of(line, style, f'<w:tabs><w:tab w:val="right" w:pos="{pages.width}"/></w:tabs>')


# -- the package ------------------------------------------------------------------------------------------


def _parts(report: Report) -> Iterator[tuple[str, bytes | Iterable[bytes]]]:
    """The parts of the package by their names, one after another: what is numbered is known after the document."""
    composed = _Composer(report)
    names = [f"{kind}{number}.xml" for number, (kind, _head, _wide) in enumerate(composed.furniture)]
    yield "[Content_Types].xml", package.types(names)
    yield "_rels/.rels", package.relations(package.WHOLE)
    yield "docProps/core.xml", package.core(report.title)
    yield "word/document.xml", (piece.encode() for piece in composed.document())
    links = [(name, name, f"{name}.xml") for name in ("styles", "settings", "numbering")]
    links += [(f"page{number}", name[:6], name) for number, name in enumerate(names)]
    yield "word/_rels/document.xml.rels", package.relations(links)
    yield "word/styles.xml", package.in_language("styles", "lang", report.language)
    yield "word/settings.xml", package.in_language("settings", "themeFontLang", report.language)
    yield "word/numbering.xml", (piece.encode() for piece in package.numbering(composed.lists))
    for name, furniture in zip(names, composed.furniture.values(), strict=True):
        yield f"word/{name}", furniture.encode()
