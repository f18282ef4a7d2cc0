"""A report as one web page: everything it needs stands in the file, and nothing in it runs or reaches out.

The page is built as a tree, so that no text can become markup; and its own policy forbids the browser every address,
script and style but the one style sheet in the file, whose digest it names.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import count, groupby
from pathlib import Path

from lxml import etree

from ropa_desktop.exchange.files import whole_file
from ropa_desktop.exchange.formats.cells import standing
from ropa_desktop.exchange.formats.markup import readable
from ropa_desktop.exchange.report import (
    Block,
    Cell,
    Chapter,
    Entry,
    Fields,
    Lines,
    Part,
    Quotations,
    Report,
    Section,
    State,
    Table,
    pieces,
    sign,
)
from ropa_desktop.i18n import format_date
from ropa_desktop.paths import resources
from ropa_desktop.progress import counted, staged

_MANY = 6  # columns: a table with more of them may be wider than the window, and is scrolled by itself
_LONGEST_WORD = 28  # characters


def write_web(report: Report, target: Path) -> tuple[str, ...]:
    """Writes `report` to `target`, in place of whatever was there. Raises `CannotWrite`; then nothing is changed."""
    page = etree.tostring(_page(report), method="html", encoding="utf-8", doctype="<!DOCTYPE html>")
    with whole_file(target) as beside:
        beside.write_bytes(page + b"\n")
    return ()


def _page(report: Report) -> etree._Element:
    sheet = resources("formats", "web.css").read_text(encoding="utf-8") + _pages(report)
    digest = b64encode(sha256(sheet.encode()).digest()).decode()
    page = etree.Element("html", lang=report.language)
    head = _add(page, "head")
    _add(head, "meta", charset="utf-8")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head.append(etree.Element("meta", {"http-equiv": "Content-Security-Policy", "content": policy}))
    _add(head, "meta", name="referrer", content="no-referrer")
    _add(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    _add(head, "title", report.title)
    _add(head, "style").text = sheet
    body = _add(page, "body")
    if standing(report):
        _add(body, "p", standing(report), class_="standing")
    places = _places()
    parts = [etree.Element("section", {"class": "part", "id": next(places)}) for _part in report.parts]
    titles = [
        _add_part(parts[at], part, report, places) for at, part in enumerate(staged(report.parts, lambda one: one.size))
    ]
    if len(parts) != 1:
        header = _add(body, "header")
        _add(header, "h1", report.title)
        _add(header, "p", format_date(report.produced_on, report.language))
        _add_legend(header, report)
        _add_contents(body, report, [title for listed in titles for title in listed])
    main = _add(body, "main")
    main.extend(parts)
    if len(parts) == 1 and len(titles[0]) > 2:  # the part's own title, and not one chapter that stands alone
        parts[0].insert(1, _add_contents(parts[0], report, titles[0][1:]))  # after the cover
    return page


def _pages(report: Report) -> str:
    """The paper, and the rule that prints the report's standing at the head of every page. Every character of it is
    written by its number, so that no text can become a rule."""
    said, paper = standing(report), report.appearance.paper
    numbers = "".join(f"\\{ord(character):06x}" for character in readable(said))
    rules = f"@page {{ size: {paper}; }} @page wide {{ size: {paper} landscape; }} " if paper != "A4" else ""
    rules += f'@page {{ @top-left {{ content: "{numbers}"; font: 7.5pt sans-serif; }} }} ' if said else ""
    return f"@media print {{ {rules}}}\n" if rules else ""


_Title = tuple[int, str, str]  # level (0 part, 1 chapter, 2 entry or group, 3 entry of a group), text, id


def _places() -> Iterator[str]:
    """Names for what the contents lead to; none is made of a text."""
    return (f"place{number}" for number in count(1))


def _add_contents(parent: etree._Element, report: Report, titles: list[_Title]) -> etree._Element:
    """A list of lists of links, at the end of `parent`."""
    nav = _add(parent, "nav", class_="contents", aria_labelledby="contents")
    _add(nav, "h2", report.words.contents, id="contents")
    lists = [(titles[0][0], _add(nav, "ul"))] if titles else []
    for level, text, place in titles:
        while level < lists[-1][0]:
            lists.pop()
        if level > lists[-1][0]:
            above = lists[-1][1][-1]
            lists.append((level, _add(above, "ul")))
        _add(_add(lists[-1][1], "li"), "a", text, href=f"#{place}", tail="")
    return nav


def _add_part(whole: etree._Element, part: Part, report: Report, places: Iterator[str]) -> list[_Title]:
    """Fills `whole` with the cover and the chapters; gives what the contents list of them."""
    header = _add(whole, "header", class_="cover")
    if report.running_title not in ("", part.title, part.subtitle):
        _add(header, "p", report.running_title, class_="eyebrow")
    _add(header, "h1", part.title)
    if part.subtitle:
        _add(header, "p", part.subtitle, class_="subtitle")
    _add(header, "p", format_date(report.produced_on, report.language))
    _add_block(header, part.cover, part.title)
    if part.statement:
        _add(header, "p", part.statement, class_="statement")
    if len(report.parts) == 1:
        _add_legend(header, report)
    titles = [(0, part.title, whole.get("id", ""))]
    for chapter in staged(part.on_pages, lambda one: one.size):
        titles += _add_chapter(whole, chapter, places)
    return titles


def _add_legend(parent: etree._Element, report: Report) -> None:
    """How unknowns and the other answers are named."""
    for cell in report.legend:
        _say(_add(parent, "p", class_="legend"), cell)


def _add_chapter(parent: etree._Element, chapter: Chapter, places: Iterator[str]) -> list[_Title]:
    kinds = [name for name, holds in (("activities", chapter.entries), ("landscape", chapter.landscape)) if holds]
    whole = _add(parent, "section", class_=" ".join(["chapter", *kinds]), id=next(places))
    titles = [(1, chapter.title, whole.get("id", ""))]
    _add(whole, "h2", chapter.title)
    for cell in chapter.introduction:
        _say(_add(whole, "p"), cell)
    for group, entries in groupby(counted(chapter.entries), key=lambda entry: entry.group):
        around = whole
        if group:
            around = _add(whole, "section", class_="group", id=next(places))
            _add(around, "h3", group)
            titles.append((2, group, around.get("id", "")))
        for entry in entries:
            place = next(places)
            _add_entry(around, entry, place)
            titles.append((3 if group else 2, entry.name, place))
    for block in chapter.blocks:
        _add_block(whole, block, chapter.title)
    return titles


def _add_entry(parent: etree._Element, entry: Entry, place: str) -> None:
    whole = _add(parent, "article", class_="entry", id=place)
    heading = _add(whole, "h4" if entry.group else "h3")
    if entry.reference:
        _add(heading, "span", entry.reference, class_="reference").tail = "  "
    _write(heading, entry.title)
    for section in entry.sections:
        _add_section(whole, section, "h5" if entry.group else "h4")


def _add_section(parent: etree._Element, section: Section, level: str) -> None:
    whole = _add(parent, "section", class_="section")
    heading = _add(whole, level)
    if section.letter:
        sign = section.letter if section.letter.startswith("(") else f"({section.letter})"
        letter = _add(heading, "span", sign, class_="letter")
        letter.tail = readable(f" {section.title}")
    else:
        heading.text = readable(section.title)
    said = _add(whole, "div", class_="said")
    for block in section.blocks:
        _add_block(said, block, section.title)


def _add_block(parent: etree._Element, block: Block, about: str) -> None:
    """`about` names a table that is scrolled by itself and has no caption. A block without rows is nothing."""
    match block:
        case Fields(rows) if rows:
            texts = [text for label, cell in rows for text in (label, cell.text)]
            table = _add(_add(parent, "table", class_=_classes("fields", texts)), "tbody")
            for label, cell in rows:
                row = _add(table, "tr")
                _add(row, "th", label, scope="row")
                _say(_add(row, "td"), cell)
        case Table() if block.rows:
            _add_table(parent, block, about)
        case Lines(cells, numbered):
            items = _add(parent, "ol") if numbered and cells else parent
            for cell in cells:
                _say(_add(items, "li" if numbered else "p"), cell)
        case Quotations(rows):
            for place, words in rows:
                quotation = _add(parent, "blockquote")
                if place:
                    _add(quotation, "p", place, class_="place", tail="")
                if words:
                    _add(quotation, "p", words, tail="")


def _add_table(parent: etree._Element, block: Table, about: str) -> None:
    many = len(block.columns) > _MANY
    # Whoever has no mouse scrolls a wide table by keyboard, and must be told what it is.
    region = {"role": "region", "tabindex": "0", "aria_label": block.caption or about} if many else {}
    parent = _add(parent, "div", class_="scroll", **region)
    texts = [column.title for column in block.columns] + [cell.text for cells in block.rows for cell in cells]
    table = _add(parent, "table", class_=_classes("many" if many else "few", texts))
    if block.caption:
        _add(table, "caption", block.caption)
    head = _add(_add(table, "thead"), "tr")
    for column, mark in zip(block.columns, block.signs, strict=True):
        _add(head, "th", column.title + mark, scope="col")
    body = _add(table, "tbody")
    for cells in block.rows:
        row = _add(body, "tr")
        for cell in cells:
            _say(_add(row, "td"), cell)


def _classes(kind: str, texts: Iterable[str]) -> str:
    """A table whose longest word would push its columns out of sight breaks words; any other keeps them whole."""
    longest = max((len(word) for text in texts for word in text.split()), default=0)
    return f"{kind} broken" if longest > _LONGEST_WORD else kind


def _say(parent: etree._Element, cell: Cell) -> None:
    """A statement; whatever is no plain value is set apart by more than its colour."""
    if cell.state is State.value:
        _write(parent, cell.text)
    else:
        _add(parent, "span", cell.text, class_=str(cell.state), tail="")


def _write(element: etree._Element, text: str) -> None:
    """Puts a text at the end of an element; what is in another language says in which, and has its sign behind it.

    The sign is drawn and no part of the text: who copies or listens gets what the person wrote.
    """
    mixed = pieces(text)
    if len(mixed) == 1 and mixed[0][1] and not len(element):
        element.set("lang", mixed[0][1])
        mixed = [(mixed[0][0], None)]
    for piece, language in mixed:
        if language:
            etree.SubElement(element, "span", lang=language).text = readable(piece)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + readable(piece)
        else:
            element.text = (element.text or "") + readable(piece)
    if sign(text):
        etree.SubElement(element, "span", {"class": "sign", "data-sign": sign(text), "aria-hidden": "true"})


def _add(
    parent: etree._Element, tag: str, text: str = "", /, tail: str | None = None, **attributes: str
) -> etree._Element:
    """A new last child. `class_` is written `class`, `aria_label` `aria-label`. A block ends its line in the file."""
    named = {key.rstrip("_").replace("_", "-"): readable(value) for key, value in attributes.items()}
    child = etree.SubElement(parent, tag, named)
    if text:
        _write(child, text)
    child.tail = tail if tail is not None else "" if tag == "span" else "\n"
    return child
