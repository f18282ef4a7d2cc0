"""The elements of a text document in Office Open XML (ECMA-376 Part 1, 17): paragraphs, tables, characters.

Each function returns markup; what it takes as `text` or in a `Cell` is text, and is escaped here and nowhere else. What
is in an element stands in the order of the standard's schema, which Word insists on.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from ropa_desktop.exchange.formats.markup import between_tags, in_quotes, locale
from ropa_desktop.exchange.pdf.bidi import is_right_to_left
from ropa_desktop.exchange.pdf.tables import column_widths
from ropa_desktop.exchange.report import Cell, State, Table, passages, pieces, sign

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

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
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_LOOKS = {State.value: "", State.unknown: "Unknown"}


def opening(tag: str) -> str:
    """The beginning of a part with its outermost element, which names the spaces of all names in it."""
    declared = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
    return f'{declared}\n<w:{tag} xmlns:w="{WORDS}" xmlns:r="{LINKS}">'


# -- paragraphs -------------------------------------------------------------------------------------------


def paragraph(text: str, style: str, look: str = "", before: str = "", after: str = "") -> str:
    """A paragraph of one text in a style; `look` is the style of its characters. Line ends stay line ends. `before` and
    `after` are properties that the standard wants before and after the direction of the letters."""
    direction = "<w:bidi/>" if is_right_to_left(text) else ""
    return paragraph_of(characters(text, look), style, f"{before}{direction}{after}")


def paragraph_of(content: str, style: str, properties: str = "") -> str:
    """A paragraph in a style around what is markup already."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def statement(cell: Cell, style: str, before: str = "", after: str = "") -> str:
    """A statement as a paragraph; whatever is no plain value is set apart by more than its colour."""
    return paragraph(cell.text, style, _LOOKS.get(cell.state, "Answer"), before, after)


def numbered(cell: Cell, style: str, list_number: int, left: int) -> str:
    """A statement as the next of a numbered list, `left` twips in."""
    number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_number}"/></w:numPr>'
    return statement(cell, style, number, f'<w:ind w:left="{left + _NUMBER}" w:hanging="{_NUMBER}"/>')


def characters(text: str, look: str = "") -> str:
    """Characters in a paragraph or link. They are text alone: a field has elements of its own. Behind what is in
    another language stands its sign."""
    if not passages(text):
        return _run(text, look, "") if text else ""
    runs = [_run(piece, look, language or "") for piece, language in pieces(text)]
    return "".join(runs) + _run(f"\u2009{sign(text)}", "Sign", "")


def _run(text: str, look: str, language: str) -> str:
    """Characters of one look and language ("" for the document's own)."""
    properties = f'<w:rStyle w:val="{look}"/>' if look else ""
    if is_right_to_left(text):
        properties += "<w:rtl/>"
    if language:
        properties += f'<w:lang w:val="{in_quotes("-".join(filter(None, locale(language))))}"/>'
    if properties:
        properties = f"<w:rPr>{properties}</w:rPr>"
    written = between_tags(text)
    if "\n" in written or "\t" in written:
        parts = (_BREAKS.get(piece) or _letters(piece) for piece in _PIECES.split(written) if piece)
        return f"<w:r>{properties}{''.join(parts)}</w:r>"
    return f"<w:r>{properties}{_letters(written)}</w:r>"


def _letters(written: str) -> str:
    """What is escaped already as characters without a break among them."""
    if written != written.strip():
        return f'<w:t xml:space="preserve">{written}</w:t>'
    return f"<w:t>{written}</w:t>"


def bookmark(content: str, number: int) -> str:
    """Content that a link leads to; `number` counts from 0."""
    begin = f'<w:bookmarkStart w:id="{number}" w:name="{_place(number)}"/>'
    return f'{begin}{content}<w:bookmarkEnd w:id="{number}"/>'


def link(text: str, number: int) -> str:
    """A text that leads to the bookmark with that number."""
    return f'<w:hyperlink w:anchor="{_place(number)}" w:history="1">{characters(text)}</w:hyperlink>'


def _place(number: int) -> str:
    return f"_Toc{number + 1:06}"


def field(instruction: str, shown: str) -> str:
    """A field that Word works out itself, such as the number of the page."""
    return f'<w:fldSimple w:instr="{in_quotes(instruction)}">{characters(shown)}</w:fldSimple>'


def field_begin(instruction: str) -> str:
    """The beginning of a field whose result goes over several paragraphs, until `FIELD_END`."""
    instructed = f"<w:r><w:instrText>{between_tags(instruction)}</w:instrText></w:r>"
    return f"{_field_mark('begin')}{instructed}{_field_mark('separate')}"


def _field_mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


FIELD_END = _field_mark("end")


# -- tables -----------------------------------------------------------------------------------------------


def fields(rows: Sequence[tuple[str, Cell]], width: int, left: int, style: str) -> str:
    """Labels with their statements as a table of two columns in the table style named."""
    label = width // 3
    look = "Strong" if style == "Ruled" else ""
    made = [_table_begin(style, (label, width - label), left, heads="firstColumn")]
    for title, cell in rows:
        labelled = _cell(label, paragraph(title, "FieldLabel", look))
        said = _cell(width - label, statement(cell, "FieldText"))
        made.append(f"{_row_begin(len(title) + len(cell.text))}{labelled}{said}</w:tr>")
    return f"{''.join(made)}</w:tbl>"


def table(block: Table, rows: Iterable[tuple[Cell, ...]], width: int, left: int) -> Iterator[str]:
    """A ruled table row by row, whose head row is repeated on every page; `width` and the distance from the `left` in
    twips. `rows` are those of the block, as they are dealt with."""
    small = len(block.columns) > _SMALL
    text, head = ("TableSmall", "TableSmallHead") if small else ("TableText", "TableHead")
    widths = _widths(block, width, _CHARACTER * (3 if small else 4) // 4)
    titles = [column.title + sign for column, sign in zip(block.columns, block.signs, strict=True)]
    cells = [_cell(wide, paragraph(title, head)) for title, wide in zip(titles, widths, strict=True)]
    begin = _table_begin("Ruled", widths, left, heads="firstRow", caption=block.caption)
    yield f"{begin}<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"
    for row in rows:
        cells = [_cell(wide, statement(cell, text)) for cell, wide in zip(row, widths, strict=True)]
        yield f"{_row_begin(sum(len(cell.text) for cell in row))}{''.join(cells)}</w:tr>"
    yield "</w:tbl>"


def _table_begin(style: str, widths: Sequence[int], left: int, heads: str, caption: str = "") -> str:
    """A table up to its first row."""
    which = "".join(
        f' w:{name}="{int(name == heads)}"' for name in ("firstRow", "lastRow", "firstColumn", "lastColumn")
    )
    look = f'w:val="{"0020" if heads == "firstRow" else "0080"}"{which} w:noHBand="1" w:noVBand="1"'
    properties = (
        f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{left}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook {look}/>'
    )
    if caption:
        properties += f'<w:tblCaption w:val="{in_quotes(caption)}"/>'
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"


def _row_begin(letters: int) -> str:
    """A row up to its first cell; a short one is kept on one page."""
    return "<w:tr><w:trPr><w:cantSplit/></w:trPr>" if letters <= _WHOLE else "<w:tr><w:trPr/>"


def _cell(width: int, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def _widths(block: Table, width: int, character: int) -> tuple[int, ...]:
    """As in the PDF: by the shares, but none so narrow that it breaks a word, as far as can be told from here."""
    extents = []
    for index, column in enumerate(block.columns):
        texts = [column.title, *(cells[index].text for cells in block.rows)]
        word = max(len(word) for text in texts for word in text.split() or [""]) * character
        lines = [len(line) for text in texts[1:] for line in text.split("\n")]
        line = max([len(column.title) * _TITLE_SHARE, *lines]) * character
        word = int(min(word, width * _WORD_SHARE))
        extents.append((float(word + _GUTTER), max(word, line) + _GUTTER))
    return tuple(int(wide) for wide in column_widths(extents, [column.share for column in block.columns], width))
