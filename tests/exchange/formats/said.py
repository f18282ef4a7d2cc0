"""What a report says, word for word and in its order; and what can be read out of each format of it.

The contents are left out, for they say nothing of their own, and so are the numbers before numbered statements.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from zipfile import ZipFile

from lxml import etree, html

from ropa_desktop.exchange.report import Block, Chapter, Fields, Lines, Part, Quotations, Report, Table
from ropa_desktop.exchange.sheets.reading import read_book
from ropa_desktop.i18n import format_date
from tests.exchange import pdf_reader

WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words(texts: Iterable[str]) -> list[str]:
    """The words of texts, whatever the white space between them."""
    return [word for text in texts for word in text.split()]


def in_report(report: Report, downwards: bool = False) -> list[str]:
    """The words of the report itself; `downwards` as on sheets: a table inside an activity names its column before each
    cell, and one of a template begins with what stands above its head. What every page says is left out but on sheets.
    """
    return words(_texts(report, downwards))


def in_pdf(path: Path, contents: str = "Contents") -> list[str]:
    """The words that a screen reader speaks; `contents` is the heading of the table of contents."""
    spoken = [text for tag, text in pdf_reader.spoken(path) if tag not in ("Lbl", "Link")]
    if contents in spoken:  # not before one chapter that stands alone
        spoken.remove(contents)
    return words(spoken)


def in_web(path: Path) -> list[str]:
    """The words of a web page's body."""
    page = html.document_fromstring(path.read_bytes())
    for contents in page.iter("nav"):
        _empty(contents)
    for standing in page.find_class("standing"):
        _empty(standing)
    for passage in page.xpath("//span[@lang]"):
        passage.drop_tag()  # part of the text around it
    return words(page.find("body").itertext())


def in_document(path: Path) -> list[str]:
    """The words of a text document's body."""
    with ZipFile(path) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    for contents in list(body.iter(f"{WORDS}sdt")):
        _empty(contents)
    for paragraph in body.iter(f"{WORDS}p"):
        if paragraph.find(f"{WORDS}pPr/{WORDS}pStyle[@{WORDS}val='Standing']") is not None:
            _empty(paragraph)
        for run in list(paragraph.iter(f"{WORDS}r")):
            if run.find(f"{WORDS}rPr/{WORDS}rStyle[@{WORDS}val='Sign']") is not None:
                _empty(run)  # what is behind a text in another language is no part of it
    return words("".join(_pieces(paragraph)) for paragraph in body.iter(f"{WORDS}p"))


def in_cells(path: Path) -> list[str]:
    """The words of a spreadsheet's cells, sheet by sheet and row by row, but for the numbers of numbered statements."""
    texts = [cell.text for sheet in read_book(path).sheets for row in sheet.rows for cell in row if cell]
    return words(text for text in texts if not re.fullmatch(r"\d+\.", text))


def on_every_page(report: Report) -> str:
    """What a report says of itself on every page and sheet."""
    return report.standing if report.mark.casefold() in report.standing.casefold() else report.mark


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    """The texts of a paragraph; a line break or tab is white space."""
    for element in paragraph.iter(f"{WORDS}t", f"{WORDS}br", f"{WORDS}tab"):
        yield element.text or " "


def _empty(element: etree._Element) -> None:
    del element[:]
    element.text = None


def _texts(report: Report, downwards: bool) -> Iterator[str]:
    date = format_date(report.produced_on, report.language)
    standing = on_every_page(report) if downwards else ""
    if len(report.parts) != 1:
        yield from (report.title, date, standing, *(cell.text for cell in report.legend))
    for part in report.parts:
        yield from _part(part, report, date, downwards)


def _part(part: Part, report: Report, date: str, downwards: bool) -> Iterator[str]:
    if report.running_title not in (part.title, part.subtitle):
        yield report.running_title
    yield from (part.title, part.subtitle, date, on_every_page(report) if downwards else "")
    yield from (*_block(part.cover), part.statement)
    if len(report.parts) == 1:
        yield from (cell.text for cell in report.legend)
    for chapter in part.on_sheets if downwards else part.on_pages:
        yield from _on_a_sheet(chapter, report) if downwards else _chapter(chapter)


def _on_a_sheet(chapter: Chapter, report: Report) -> Iterator[str]:
    said = (on_every_page(report), *(cell.text for cell in chapter.introduction))
    first = next((block for block in chapter.blocks if isinstance(block, Table) and block.rows), None)
    if first is None or not first.above or chapter.entries:
        yield from (chapter.title, *said)
        yield from islice(_chapter(chapter, downwards=True), 1 + len(chapter.introduction), None)
        return
    for block in chapter.blocks:
        if isinstance(block, Table) and block.rows:
            yield from (cell.text for row in block.above for cell in row if cell)
        yield from _block(block, downwards=True)
    yield from said


def _chapter(chapter: Chapter, downwards: bool = False) -> Iterator[str]:
    yield from (chapter.title, *(cell.text for cell in chapter.introduction))
    group = ""
    for entry in chapter.entries:
        if entry.group != group:
            group = entry.group
            yield group
        yield from (entry.reference, entry.title)
        for section in entry.sections:
            yield from (f"({section.letter})" if section.letter.isalpha() else section.letter, section.title)
            for block in section.blocks:
                yield from _downwards(block) if downwards and isinstance(block, Table) else _block(block)
    for block in chapter.blocks:
        yield from _block(block, downwards)


def _downwards(table: Table) -> Iterator[str]:
    yield table.caption if table.rows else ""
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            yield from (column.title, cell.text)


def _block(block: Block, downwards: bool = False) -> Iterator[str]:
    match block:
        case Fields(rows):
            for label, cell in rows:
                yield from (label, cell.text)
        case Table() if block.rows:
            yield block.caption
            if downwards:
                yield from (group for group, _columns in groupby(column.group for column in block.columns))
            signs = block.signs if not downwards else ("",) * len(block.columns)
            yield from (column.title + sign for column, sign in zip(block.columns, signs, strict=True))
            yield from (cell.text for row in block.rows for cell in row)
        case Lines(cells):
            yield from (cell.text for cell in cells)
        case Quotations(rows):
            for place, quoted in rows:
                yield from (place, quoted)
