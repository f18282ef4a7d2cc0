"""The elements of a text document in Office Open XML (ECMA-376 Part 1, 17): paragraphs, tables, sections.

What is in an element stands in the order of the standard's schema, which Word insists on.
"""

import re
from collections.abc import Sequence
from functools import cache

from lxml import etree

from ropa_desktop.exchange.formats.markup import locale, readable
from ropa_desktop.exchange.pdf.bidi import is_right_to_left
from ropa_desktop.exchange.pdf.tables import column_widths
from ropa_desktop.exchange.report import Cell, State, Table, pieces, sign

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = {"w": WORDS, "r": LINKS}

# All lengths are twips, a twentieth of a point.
PAPERS = {"A4": (11906, 16838), "Letter": (12240, 15840)}
MARGIN = 1020
INDENT = 567  # what is said under a letter stands this far in

_CHARACTER = 98  # the usual width of a letter in a table
_GUTTER = 200  # between two columns
_TITLE_SHARE = 0.55  # a column's title may stand on two lines rather than take room from others
_WORD_SHARE = 0.4  # of the table's width: what one long word may claim for its column
_SMALL = 10  # columns: a table with more of them is set smaller
_WHOLE = 1200  # characters: a shorter row is kept on one page

_NUMBER = 397  # what the number of a numbered statement takes

_PIECES = re.compile("([\n\t])")


def add(parent: etree._Element, tag: str, **attributes: str | int) -> etree._Element:
    """A new last child; tag and attributes are of the standard's main namespace."""
    made = etree.SubElement(parent, _named(tag))
    for key, value in attributes.items():
        made.set(_named(key), str(value))
    return made


@cache
def _named(key: str) -> str:
    return f"{{{WORDS}}}{key}"


def add_paragraph(
    parent: etree._Element, text: str, style: str, *, look: str = "", new_page: bool = False
) -> etree._Element:
    """A paragraph in a style; `look` is the style of its characters. Line ends stay line ends."""
    paragraph = add(parent, "p")
    properties = add(paragraph, "pPr")
    add(properties, "pStyle", val=style)
    if new_page:
        add(properties, "pageBreakBefore")
    if is_right_to_left(text):
        add(properties, "bidi")
    if text:
        add_text(paragraph, text, look)
    return paragraph


def add_statement(parent: etree._Element, cell: Cell, style: str) -> etree._Element:
    """A statement as a paragraph; whatever is no plain value is set apart by more than its colour."""
    looks = {State.value: "", State.unknown: "Unknown"}
    return add_paragraph(parent, cell.text, style, look=looks.get(cell.state, "Answer"))


def add_text(parent: etree._Element, text: str, look: str = "") -> None:
    """Characters at the end of a paragraph or link. They are text alone: a field has elements of its own. Behind what
    is in another language stands its sign."""
    for piece, language in pieces(text):
        _add_run(parent, piece, look, language or "")
    if sign(text):
        _add_run(parent, f"\u2009{sign(text)}", "Sign", "")


def _add_run(parent: etree._Element, text: str, look: str, language: str) -> None:
    """Characters of one look and language ("" for the document's own)."""
    run = add(parent, "r")
    backwards = is_right_to_left(text)
    if look or backwards or language:
        properties = add(run, "rPr")
        if look:
            add(properties, "rStyle", val=look)
        if backwards:
            add(properties, "rtl")
        if language:
            add(properties, "lang", val="-".join(filter(None, locale(language))))
    for piece in _PIECES.split(readable(text)):
        if piece == "\n":
            add(run, "br")
        elif piece == "\t":
            add(run, "tab")
        elif piece:
            written = add(run, "t")
            written.text = piece
            if piece != piece.strip():
                written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def number(paragraph: etree._Element, list_number: int, left: int) -> None:
    """Makes a paragraph the next of a numbered list, `left` twips in."""
    properties = paragraph[0]
    numbering = etree.Element(f"{{{WORDS}}}numPr")
    add(numbering, "ilvl", val=0)
    add(numbering, "numId", val=list_number)
    properties.insert(1, numbering)  # after the style
    add(properties, "ind", left=left + _NUMBER, hanging=_NUMBER)


def add_field(paragraph: etree._Element, instruction: str, shown: str) -> None:
    """A field that Word works out itself, such as the number of the page."""
    field = add(paragraph, "fldSimple", instr=instruction)
    add_text(field, shown)


def add_fields(parent: etree._Element, rows: Sequence[tuple[str, Cell]], width: int, left: int, style: str) -> None:
    """Labels with their statements as a table of two columns in the table style named."""
    label = width // 3
    table = _add_table(parent, style, (label, width - label), left, heads="firstColumn")
    for title, cell in rows:
        row = _add_row(table, (title, cell.text))
        add_paragraph(_add_cell(row, label), title, "FieldLabel", look="Strong" if style == "Ruled" else "")
        add_statement(_add_cell(row, width - label), cell, "FieldText")


def add_table(parent: etree._Element, block: Table, width: int, left: int) -> None:
    """A ruled table whose head row is repeated on every page; `width` and the distance from the `left` in twips."""
    small = len(block.columns) > _SMALL
    text, head = ("TableSmall", "TableSmallHead") if small else ("TableText", "TableHead")
    widths = _widths(block, width, _CHARACTER * (3 if small else 4) // 4)
    table = _add_table(parent, "Ruled", widths, left, heads="firstRow", caption=block.caption)
    titles = [column.title + sign for column, sign in zip(block.columns, block.signs, strict=True)]
    row = _add_row(table, titles, head=True)
    for title, wide in zip(titles, widths, strict=True):
        add_paragraph(_add_cell(row, wide), title, head)
    for cells in block.rows:
        row = _add_row(table, [cell.text for cell in cells])
        for cell, wide in zip(cells, widths, strict=True):
            add_statement(_add_cell(row, wide), cell, text)


def _add_table(
    parent: etree._Element, style: str, widths: Sequence[int], left: int, heads: str, caption: str = ""
) -> etree._Element:
    table = add(parent, "tbl")
    properties = add(table, "tblPr")
    add(properties, "tblStyle", val=style)
    add(properties, "tblW", w=sum(widths), type="dxa")
    add(properties, "tblInd", w=left, type="dxa")
    add(properties, "tblLayout", type="fixed")
    which = {name: int(name == heads) for name in ("firstRow", "lastRow", "firstColumn", "lastColumn")}
    add(properties, "tblLook", val="0020" if heads == "firstRow" else "0080", **which, noHBand=1, noVBand=1)
    if caption:
        add(properties, "tblCaption", val=readable(caption))
    grid = add(table, "tblGrid")
    for wide in widths:
        add(grid, "gridCol", w=wide)
    return table


def _add_row(table: etree._Element, texts: Sequence[str], head: bool = False) -> etree._Element:
    row = add(table, "tr")
    properties = add(row, "trPr")
    if head or sum(map(len, texts)) <= _WHOLE:
        add(properties, "cantSplit")
    if head:
        add(properties, "tblHeader")
    return row


def _add_cell(row: etree._Element, width: int) -> etree._Element:
    cell = add(row, "tc")
    add(add(cell, "tcPr"), "tcW", w=width, type="dxa")
    return cell


def _widths(block: Table, width: int, character: int) -> list[int]:
    """As in the PDF: by the shares, but none so narrow that it breaks a word, as far as can be told from here."""
    extents = []
    for index, column in enumerate(block.columns):
        texts = [column.title, *(cells[index].text for cells in block.rows)]
        word = max(len(word) for text in texts for word in text.split() or [""]) * character
        lines = [len(line) for text in texts[1:] for line in text.split("\n")]
        line = max([len(column.title) * _TITLE_SHARE, *lines]) * character
        word = int(min(word, width * _WORD_SHARE))
        extents.append((float(word + _GUTTER), max(word, line) + _GUTTER))
    return [int(wide) for wide in column_widths(extents, [column.share for column in block.columns], width)]
