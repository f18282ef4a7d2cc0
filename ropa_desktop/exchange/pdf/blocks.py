"""The blocks of a report as runs of strips, measured for the column they will stand in."""

from collections.abc import Sequence

from ropa_desktop.exchange.pdf import style
from ropa_desktop.exchange.pdf.flow import Run, Strip
from ropa_desktop.exchange.pdf.structure import Element
from ropa_desktop.exchange.pdf.style import Style
from ropa_desktop.exchange.pdf.text import Text, inset, set_text
from ropa_desktop.exchange.pdf.typeset import Typesetter
from ropa_desktop.exchange.report import Block, Cell, Fields, Lines, Quotations, Table

_GAP = 2.0  # points between two statements that follow each other
AFTER = 5.0  # below a block
_ROW = 3.0  # above and below the texts of a ruled row
_WORD_SHARE = 0.4  # of a table's width: what one long word may claim for its column


def measure(block: Block, typesetter: Typesetter, x: float, width: float, parent: Element) -> Run:
    """`block` in a column that begins at `x`, `width` points wide; its structure goes under `parent`."""
    match block:
        case Fields():
            run = _fields(block, typesetter, x, width, parent)
        case Table():
            run = _table(block, typesetter, x, width, parent)
        case Lines():
            run = _lines(block, typesetter, x, width, parent)
        case Quotations():
            run = _quotations(block, typesetter, x, width, parent)
    if run.strips:
        run.strips[-1].below += AFTER
    return run


def columns_needed(block: Block) -> int:
    """How many columns stand side by side."""
    return len(block.columns) if isinstance(block, Table) else 1


def ruled_fields(block: Fields, typesetter: Typesetter, x: float, width: float, parent: Element) -> Run:
    """Fields across the page, as on a cover: bold labels, a hairline above each."""
    label = style.LETTER_COLUMN + style.LABEL_COLUMN
    run = _fields(block, typesetter, x, width, parent, label, style.LABEL)
    for strip in run.strips:
        strip.above, strip.below, strip.ruled = 5.0, 5.0, True
    return run


def _fields(
    block: Fields,
    typesetter: Typesetter,
    x: float,
    width: float,
    parent: Element,
    label_width: float = 0.0,
    label_style: Style = style.SUBLABEL,
) -> Run:
    if not block.rows:
        return Run([])
    table = parent.add("Table")
    label = label_width or width * style.SUBLABEL_SHARE
    strips: list[Strip] = []
    for title, cell in block.rows:
        row = table.add("TR")
        head = set_text(typesetter, title, label_style, x, label - style.GUTTER, row, "TH", "Row")
        value = _cell(typesetter, cell, style.BODY, x + label, width - label, row, "TD")
        strips.append(Strip([head, value], below=_GAP))
    return Run(strips)


def _lines(block: Lines, typesetter: Typesetter, x: float, width: float, parent: Element) -> Run:
    if not block.numbered:
        texts = [_cell(typesetter, cell, style.BODY, x, width, parent, "P") for cell in block.cells]
        return Run([Strip([text], below=_GAP) for text in texts])
    strips: list[Strip] = []
    indent = typesetter.width(f"{len(block.cells)}.", style.BODY) + 5
    items = parent.add("L") if block.cells else parent
    for number, cell in enumerate(block.cells, start=1):
        item = items.add("LI")
        label = set_text(typesetter, f"{number}.", style.BODY, x, indent, item, "Lbl")
        body = _cell(typesetter, cell, style.BODY, x + indent, width - indent, item, "LBody")
        strips.append(Strip([label, body], below=_GAP))
    return Run(strips)


def _quotations(block: Quotations, typesetter: Typesetter, x: float, width: float, parent: Element) -> Run:
    strips: list[Strip] = []
    for place, words in block.rows:
        quotation = parent.add("BlockQuote")
        if place:
            where = set_text(typesetter, place, style.PLACE, x, width, quotation, quoted=True)
            strips.append(Strip([where], below=0.0 if words else _GAP + 2))
        if words:
            quoted = set_text(typesetter, words, style.QUOTED, x, width, quotation, quoted=True)
            strips.append(Strip([quoted], below=_GAP + 2))
    return Run(strips)


def _table(block: Table, typesetter: Typesetter, x: float, width: float, parent: Element) -> Run:
    if not block.rows:
        return Run([])
    table = parent.add("Table")
    caption = None
    if block.caption:
        text = set_text(typesetter, block.caption, style.CAPTION, x, width, table, "Caption")
        caption = Strip([text], above=4, below=2)
    widths = _column_widths(block, typesetter, width)
    starts = [x + sum(widths[:index]) for index in range(len(widths))]
    places = list(zip(starts, [wide - style.GUTTER for wide in widths[:-1]] + widths[-1:], strict=True))
    row = table.add("TR")
    titles = [
        set_text(typesetter, column.title, style.COLUMN_TITLE, start, wide, row, "TH", "Column")
        for column, (start, wide) in zip(block.columns, places, strict=True)
    ]
    strips = [Strip(_row(cells, typesetter, places, table), _ROW, _ROW, ruled=True) for cells in block.rows]
    return Run(strips, Strip(titles, above=1.0, below=_ROW), caption)


def _row(
    cells: Sequence[Cell], typesetter: Typesetter, places: list[tuple[float, float]], table: Element
) -> list[Text]:
    row = table.add("TR")
    return [
        _cell(typesetter, cell, style.CELL, start, wide, row, "TD")
        for cell, (start, wide) in zip(cells, places, strict=True)
    ]


def _column_widths(block: Table, typesetter: Typesetter, width: float) -> list[float]:
    """The columns by their shares, but none so narrow that it breaks a word, as far as the width allows."""
    needed: list[float] = []
    for index, column in enumerate(block.columns):
        words = [typesetter.widest_word(column.title, style.COLUMN_TITLE)]
        for cells in block.rows:
            cell = cells[index]
            around = 2 * inset(cell.state)
            words.append(typesetter.widest_word(cell.text, style.CELL) + around)
        needed.append(min(max(words) + 0.1, width * _WORD_SHARE) + style.GUTTER)
    if sum(needed) >= width:
        return [wide * width / sum(needed) for wide in needed]
    widths = [0.0] * len(needed)
    free = set(range(len(needed)))
    while True:
        left = width - sum(needed[index] for index in range(len(needed)) if index not in free)
        shares = sum(block.columns[index].share for index in free)
        for index in free:
            widths[index] = left * block.columns[index].share / shares
        narrow = {index for index in free if widths[index] < needed[index]}
        if not narrow:
            return widths
        for index in narrow:
            widths[index] = needed[index]
        free -= narrow


def _cell(typesetter: Typesetter, cell: Cell, face: Style, x: float, width: float, parent: Element, tag: str) -> Text:
    return set_text(typesetter, cell.text, face, x, width, parent, tag, state=cell.state)
