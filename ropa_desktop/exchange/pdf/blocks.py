"""The blocks of a report, each measured as a run of strips for the column it will stand in."""

from dataclasses import replace

from ropa_desktop.exchange.pdf import style
from ropa_desktop.exchange.pdf.flow import Run, Strip
from ropa_desktop.exchange.pdf.structure import Element
from ropa_desktop.exchange.pdf.style import Style
from ropa_desktop.exchange.pdf.tables import measure_table
from ropa_desktop.exchange.pdf.text import Text, set_text
from ropa_desktop.exchange.pdf.typeset import Typesetter
from ropa_desktop.exchange.report import Block, Cell, Fields, Lines, Quotations, State, Table

_GAP = 2.0  # points between two statements that follow each other
_BELOW_CHIP = 4.0  # and below one that is unknown, so that its outline stands free
_AGAIN = 3  # lines of a label that are repeated where what it is of goes on over a page
AFTER = 5.0  # below a block


def measure(block: Block, typesetter: Typesetter, x: float, width: float, parent: Element) -> Run:
    """`block` in a column that begins at `x`, `width` points wide; its structure goes under `parent`."""
    match block:
        case Fields():
            run = _fields(block, typesetter, x, width, parent)
        case Table():
            run = measure_table(block, typesetter, x, width, parent)
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
    label = label_width or _label_width(block, typesetter, width, label_style)
    strips: list[Strip] = []
    for title, cell in block.rows:
        row = table.add("TR")
        head = set_text(typesetter, title, label_style, x, label - style.GUTTER, row, "TH", "Row")
        value = _cell(typesetter, cell, style.BODY, x + label, width - label, row, "TD")
        again = replace(head.first(_AGAIN), style=replace(label_style, colour=style.MUTED))
        strips.append(Strip([head, value], below=_GAP, again=(again,)))
    return Run(strips)


def _label_width(block: Fields, typesetter: Typesetter, width: float, label_style: Style) -> float:
    """A third of the width, or more where a long word would be broken, up to three fifths."""
    longest = max(typesetter.extent(title, label_style)[0] for title, _cell in block.rows)
    return min(max(width * style.SUBLABEL_SHARE, longest + style.GUTTER + 0.1), width * 3 / 5)


def _lines(block: Lines, typesetter: Typesetter, x: float, width: float, parent: Element) -> Run:
    if not block.numbered:
        texts = [_cell(typesetter, cell, style.BODY, x, width, parent, "P") for cell in block.cells]
        return Run([Strip([text], below=_BELOW_CHIP if text.state is State.unknown else _GAP) for text in texts])
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
            strips.append(Strip([where], below=0.0 if words else _GAP + 2, leads=bool(words)))
        if words:
            quoted = set_text(typesetter, words, style.QUOTED, x, width, quotation, quoted=True)
            strips.append(Strip([quoted], below=_GAP + 2))
    return Run(strips)


def _cell(typesetter: Typesetter, cell: Cell, face: Style, x: float, width: float, parent: Element, tag: str) -> Text:
    return set_text(typesetter, cell.text, face, x, width, parent, tag, state=cell.state)
