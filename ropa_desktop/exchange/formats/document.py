"""A report as a text document (.docx, Office Open XML), to read, edit and comment on.

A small writer of our own with lxml, which the program stands on anyway: of a library for such documents it would use
little, and repeated head rows, the contents as links and the same bytes for the same report would be made by hand
beside it all the same. The file names no author, no program and no time; its one property is the title.
"""

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from lxml import etree

from ropa_desktop.collector import collector_at_rest
from ropa_desktop.exchange.formats import wordprocessing as word
from ropa_desktop.exchange.formats.cells import standing
from ropa_desktop.exchange.formats.markup import locale, readable, write_package
from ropa_desktop.exchange.report import Block, Chapter, Entry, Fields, Lines, Part, Quotations, Report, Section, Table
from ropa_desktop.i18n import format_date
from ropa_desktop.paths import resources
from ropa_desktop.progress import counted, staged

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


@collector_at_rest()
def write_document(report: Report, target: Path) -> tuple[str, ...]:
    """Writes `report` to `target`, in place of whatever was there. Raises `CannotWrite`; then nothing is changed."""
    composed = _Composer(report)
    composed.document()
    write_package(target, _parts(report, composed))
    return ()


@dataclass(slots=True)
class _Pages:
    """Pages that share their head and lie the same way; with `cover`, the first of them has no head."""

    head: str
    landscape: bool = False
    cover: bool = False
    paper: str = "A4"

    @property
    def size(self) -> tuple[int, int]:
        wide, high = word.PAPERS[self.paper]
        return (high, wide) if self.landscape else (wide, high)

    @property
    def width(self) -> int:
        return self.size[0] - 2 * word.MARGIN


class _Composer:
    """Puts a report into the body of a document, from its first paragraph to its last."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.paper = report.appearance.paper
        self.date = format_date(report.produced_on, report.language)
        self.root = etree.Element(f"{{{word.WORDS}}}document", nsmap=word.NAMES)
        self.body = word.add(self.root, "body")
        self.pages = _Pages(report.title, paper=self.paper)
        self.furniture: dict[tuple[str, bool], etree._Element] = {}  # head or foot of pages that lie one way
        self.titles: list[tuple[int, str, str]] = []  # level as in the contents, text, bookmark
        self.lists = 0

    def document(self) -> None:
        """Cover, contents and chapters of a single part; or a title page, contents, and then part by part."""
        report = self.report
        if len(report.parts) == 1:
            [part] = report.parts
            self.pages = _Pages(part.running_head, cover=True, paper=self.paper)
            self.cover(part)
            contents = self.contents_begin()
            self.chapters(part)
        else:
            self.pages = _Pages(report.title, cover=True, paper=self.paper)
            self.paragraph(report.title, "Title")
            self.paragraph(self.date, "Date")
            self.standing()
            self.legend()
            contents = self.contents_begin()
            for part in staged(report.parts, lambda one: one.size):
                self.turn(_Pages(part.running_head, cover=True, paper=self.paper))
                self.cover(part)
                self.chapters(part)
        self.contents(contents)
        self.close(self.body)

    def cover(self, part: Part) -> None:
        if self.report.running_title not in ("", part.title, part.subtitle):
            self.paragraph(self.report.running_title, "Eyebrow")
        self.heading(1, part.title)
        if part.subtitle:
            self.paragraph(part.subtitle, "Subtitle")
        self.paragraph(self.date, "Date")
        self.standing()
        self.block(part.cover, table="Ruled")
        if part.statement:
            self.paragraph(part.statement, "Statement")
        if len(self.report.parts) == 1:
            self.legend()

    def standing(self) -> None:
        """What a cover says as every page does: whose day it is, or that it is a draft."""
        if standing(self.report):
            self.paragraph(standing(self.report), "Standing")

    def legend(self) -> None:
        """How unknowns and the other answers are named."""
        for cell in self.report.legend:
            word.add_statement(self.body, cell, "Normal")

    def chapters(self, part: Part) -> None:
        for place, chapter in enumerate(staged(part.on_pages, lambda one: one.size)):
            turned = chapter.landscape != self.pages.landscape
            if turned:
                self.turn(_Pages(part.running_head, chapter.landscape, paper=self.paper))
            self.chapter(chapter, new_page=not turned and (place == 0 or bool(chapter.entries)))

    def chapter(self, chapter: Chapter, new_page: bool) -> None:
        self.heading(2, chapter.title, new_page=new_page)
        for cell in chapter.introduction:
            word.add_statement(self.body, cell, "Normal")
        for group, entries in groupby(counted(chapter.entries), key=lambda entry: entry.group):
            if group:
                self.heading(3, group, style="Department")
            for entry in entries:
                self.entry(entry)
        for block in chapter.blocks:
            self.block(block, table="Ruled")

    def entry(self, entry: Entry) -> None:
        heading = self.heading(3, entry.name)
        if entry.group:
            word.add(heading[0], "outlineLvl", val=3)  # one below its department, which looks the same otherwise
        for section in entry.sections:
            self.section(section, 4 if entry.group else 3)

    def section(self, section: Section, level: int) -> None:
        heading = self.paragraph("", "Heading4")
        if section.letter:
            # The letter stands out to the left of what is said.
            word.add(heading[0], "ind", left=word.INDENT, hanging=word.INDENT)
            letter = section.letter if section.letter.startswith("(") else f"({section.letter})"
            word.add_text(heading, letter, "Letter")
            word.add_text(heading, f"\t{section.title}")
        else:
            word.add(heading[0], "ind", left=word.INDENT)
            word.add_text(heading, section.title)
        if level != 3:
            word.add(heading[0], "outlineLvl", val=level)
        for block in section.blocks:
            self.block(block, left=word.INDENT)

    def block(self, block: Block, left: int = 0, table: str = "Plain") -> None:
        """A block, `left` twips in; fields are in the table style named. A block without rows is nothing."""
        width = self.pages.width - left
        match block:
            case Fields(rows) if rows:
                word.add_fields(self.body, rows, width, left, table)
                self.paragraph("", "Between")
            case Table() if block.rows:
                if block.caption:
                    self.paragraph(block.caption, "Caption")
                word.add_table(self.body, block, width, left)
                self.paragraph("", "Between")
            case Lines(cells, numbered):
                self.lists += numbered
                style = "ListNumber" if numbered else "Said" if left else "Normal"
                for cell in cells:
                    paragraph = word.add_statement(self.body, cell, style)
                    if numbered:
                        word.number(paragraph, self.lists, left)
            case Quotations(rows):
                for place, words in rows:
                    if place:
                        self.paragraph(place, "QuotedFrom" if words else "Quote")
                    if words:
                        self.paragraph(words, "Quote")

    def paragraph(self, text: str, style: str, *, new_page: bool = False) -> etree._Element:
        return word.add_paragraph(self.body, text, style, new_page=new_page)

    def heading(self, level: int, text: str, *, new_page: bool = False, style: str = "") -> etree._Element:
        """A title that the contents lead to."""
        paragraph = self.paragraph("", style or f"Heading{level}", new_page=new_page)
        place = f"_Toc{len(self.titles) + 1:06}"
        word.add(paragraph, "bookmarkStart", id=len(self.titles), name=place)
        word.add_text(paragraph, text)
        word.add(paragraph, "bookmarkEnd", id=len(self.titles))
        self.titles.append((level, text, place))
        return paragraph

    def contents_begin(self) -> etree._Element:
        """The place of the contents, which are put in once the titles are known."""
        block = word.add(self.body, "sdt")
        gallery = word.add(word.add(block, "sdtPr"), "docPartObj")
        word.add(gallery, "docPartGallery", val="Table of Contents")
        word.add(gallery, "docPartUnique")
        return word.add(block, "sdtContent")

    def contents(self, parent: etree._Element) -> None:
        """Every title as a link, in a field that Word fills with the numbers of the pages when it is asked to; nothing
        where one thing alone follows."""
        first = 2 if len(self.report.parts) == 1 else 1
        listed = [title for title in self.titles if title[0] >= first]
        if len(listed) < 2:
            self.body.remove(parent.getparent())
            return
        word.add_paragraph(parent, self.report.words.contents, "TOCHeading")
        paragraphs = []
        for level, text, place in listed:
            paragraph = word.add_paragraph(parent, "", f"TOC{level}")
            link = word.add(paragraph, "hyperlink", anchor=place, history=1)
            word.add_text(link, " ".join(text.split("\n")))
            paragraphs.append(paragraph)
        begin, instruction, separate = (etree.Element(f"{{{word.WORDS}}}r") for _run in range(3))
        word.add(begin, "fldChar", fldCharType="begin")
        word.add(instruction, "instrText").text = f'TOC \\o "{first}-3" \\h \\u'
        word.add(separate, "fldChar", fldCharType="separate")
        for place_in, run in enumerate((begin, instruction, separate), start=1):
            paragraphs[0].insert(place_in, run)
        word.add(word.add(paragraphs[-1], "r"), "fldChar", fldCharType="end")

    # -- pages --------------------------------------------------------------------------------------------

    def turn(self, pages: _Pages) -> None:
        """Ends the pages so far and begins others."""
        self.close(self.paragraph("", "Between")[0])
        self.pages = pages

    def close(self, parent: etree._Element) -> None:
        """Writes into `parent` how the pages so far lie and what stands at their heads and feet."""
        pages = self.pages
        section = word.add(parent, "sectPr")
        kinds = ("default", "first") if pages.cover else ("default",)
        self._refer(section, "header", "default", self._head(pages))
        for kind in kinds:
            self._refer(section, "footer", kind, self._foot(pages))
        word.add(section, "type", val="nextPage")
        width, height = pages.size
        orientation = {"orient": "landscape"} if pages.landscape else {}
        word.add(section, "pgSz", w=width, h=height, **orientation)
        margins = dict.fromkeys(("top", "bottom"), 1250) | dict.fromkeys(("left", "right"), word.MARGIN)
        word.add(section, "pgMar", **margins, header=650, footer=600, gutter=0)
        if pages.cover:
            word.add(section, "titlePg")

    def _refer(self, section: etree._Element, tag: str, kind: str, number: int) -> None:
        reference = word.add(section, f"{tag}Reference", type=kind)
        reference.set(f"{{{word.LINKS}}}id", f"page{number}")

    def _head(self, pages: _Pages) -> int:
        """The number of the running head with the organisation at its left."""
        key = f"header {pages.head}", pages.landscape
        if key not in self.furniture:
            root = self.furniture[key] = etree.Element(f"{{{word.WORDS}}}hdr", nsmap=word.NAMES)
            paragraph = self._across(root, "Header", pages)
            word.add_text(paragraph, pages.head, "Strong")
            word.add_text(paragraph, f"\t{' · '.join(filter(None, (self.report.mark, self.report.running_title)))}")
        return list(self.furniture).index(key)

    def _foot(self, pages: _Pages) -> int:
        """The number of the foot with the date, and the number of the page at its right."""
        key = "footer", pages.landscape
        if key not in self.furniture:
            root = self.furniture[key] = etree.Element(f"{{{word.WORDS}}}ftr", nsmap=word.NAMES)
            if standing(self.report):
                word.add_text(word.add_paragraph(root, "", "Footer"), standing(self.report), "Strong")
            paragraph = self._across(root, "Footer", pages)
            before, _page, rest = self.report.words.page_of.partition("{page}")
            between, _pages, after = rest.partition("{pages}")
            word.add_text(paragraph, f"{self.date}\t{before}")
            word.add_field(paragraph, "PAGE", "1")
            word.add_text(paragraph, between)
            word.add_field(paragraph, "NUMPAGES", "1")
            word.add_text(paragraph, after)
        return list(self.furniture).index(key)

    def _across(self, root: etree._Element, style: str, pages: _Pages) -> etree._Element:
        """A line whose second half stands at the right margin."""
        paragraph = word.add_paragraph(root, "", style)
        word.add(word.add(paragraph[0], "tabs"), "tab", val="right", pos=pages.width)
        return paragraph


def _parts(report: Report, composed: _Composer) -> list[tuple[str, bytes]]:
    """The parts of the package by their names."""
    names = [f"{key[0].partition(' ')[0]}{number}.xml" for number, key in enumerate(composed.furniture)]
    types = etree.Element(f"{{{_PACKAGE}/content-types}}Types", nsmap={None: f"{_PACKAGE}/content-types"})
    for ending, kind in (
        ("rels", f"{_KIND[:12]}vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Default", Extension=ending, ContentType=kind)
    kinds = {"/docProps/core.xml": f"{_KIND[:12]}vnd.openxmlformats-package.core-properties+xml"}
    kinds |= {"/word/document.xml": f"{_KIND}.document.main+xml"}
    kinds |= {f"/word/{name}.xml": f"{_KIND}.{name}+xml" for name in ("styles", "settings", "numbering")}
    kinds |= {f"/word/{name}": f"{_KIND}.{name[:6]}+xml" for name in names}
    for name, kind in kinds.items():
        etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override", PartName=name, ContentType=kind)
    links = [(name, name, f"{name}.xml") for name in ("styles", "settings", "numbering")]
    links += [(f"page{number}", name[:6], name) for number, name in enumerate(names)]
    whole = [("document", "officeDocument", "word/document.xml")]
    core = ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    parts = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", _relations([*whole, core])),
        ("docProps/core.xml", _core(report)),
        ("word/document.xml", composed.root),
        ("word/_rels/document.xml.rels", _relations(links)),
        ("word/styles.xml", _in_language("styles", "lang", report.language)),
        ("word/settings.xml", _in_language("settings", "themeFontLang", report.language)),
        ("word/numbering.xml", _numbering(composed.lists)),
    ]
    parts += [(f"word/{name}", root) for name, root in zip(names, composed.furniture.values(), strict=True)]
    return [
        (name, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)) for name, root in parts
    ]


def _relations(links: list[tuple[str, str, str]]) -> etree._Element:
    """Which parts belong to a part: id, kind and target of each."""
    root = etree.Element(f"{{{_PACKAGE}/relationships}}Relationships", nsmap={None: f"{_PACKAGE}/relationships"})
    for id, kind, target in links:
        address = kind if ":" in kind else f"{word.LINKS}/{kind}"
        etree.SubElement(root, f"{{{_PACKAGE}/relationships}}Relationship", Id=id, Type=address, Target=target)
    return root


def _core(report: Report) -> etree._Element:
    dublin = "http://purl.org/dc/elements/1.1/"
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": dublin})
    etree.SubElement(root, f"{{{dublin}}}title").text = readable(report.title)
    return root


def _in_language(name: str, tag: str, language: str) -> etree._Element:
    """A part that lies ready, with the document's language in it."""
    root = etree.fromstring(resources("formats", "document", f"{name}.xml").read_bytes())
    for element in root.iter(f"{{{word.WORDS}}}{tag}"):
        element.set(f"{{{word.WORDS}}}val", "-".join(filter(None, locale(language))))
    return root


def _numbering(lists: int) -> etree._Element:
    """Numbered lists, each of which begins at 1."""
    root = etree.Element(f"{{{word.WORDS}}}numbering", nsmap=word.NAMES)
    level = word.add(word.add(root, "abstractNum", abstractNumId=0), "lvl", ilvl=0)
    for tag, value in (("start", 1), ("numFmt", "decimal"), ("lvlText", "%1."), ("lvlJc", "left")):
        word.add(level, tag, val=value)
    for number in range(1, lists + 1):
        one = word.add(root, "num", numId=number)
        word.add(one, "abstractNumId", val=0)
        word.add(word.add(one, "lvlOverride", ilvl=0), "startOverride", val=1)
    return root
