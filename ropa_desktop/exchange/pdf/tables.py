"""A table as a run of ruled rows: its columns as wide as their words need, its head repeated on every page."""

from collections.abc import Sequence

from ropa_desktop.exchange.pdf import style
from ropa_desktop.exchange.pdf.flow import Run, Strip
from ropa_desktop.exchange.pdf.structure import Element
from ropa_desktop.exchange.pdf.style import Style
from ropa_desktop.exchange.pdf.text import Text, inset, set_text
from ropa_desktop.exchange.pdf.typeset import Typesetter
from ropa_desktop.exchange.report import Cell, Table

_ROW = 3.0  # points above and below the texts of a row
_SLACK = 0.1  # points, against rounding
_TITLE_SHARE = 0.55  # of its width: a column's title may stand on two lines rather than take room from others
_WORD_SHARE = 0.4  # of the table's width: what one long word may claim for its column


def measure_table(block: Table, typesetter: Typesetter, x: float, width: float, parent: Element) -> Run:
    """`block` in `width` points from `x`. A table without rows is nothing."""
    if not block.rows:
        return Run([])
    table = parent.add("Table")
    caption = None
    if block.caption:
        text = set_text(typesetter, block.caption, style.CAPTION, x, width, table, "Caption")
        caption = Strip([text], above=4, below=2)
    across = width + style.GUTTER  # each column with the gutter at its right, the last one's beyond the table
    face = style.CELL
    extents = _extents(block, face, typesetter, across)
    if sum(narrowest for narrowest, _ in extents) > across:
        face = style.SMALL_CELL
        extents = _extents(block, face, typesetter, across)
    widths = column_widths(extents, [column.share for column in block.columns], across)
    starts = [x + sum(widths[:index]) for index in range(len(widths))]
    places = [(start, wide - style.GUTTER) for start, wide in zip(starts, widths, strict=True)]
    row = table.add("TR")
    titles = [
        set_text(typesetter, column.title, style.COLUMN_TITLE, start, wide, row, "TH", "Column")
        for column, (start, wide) in zip(block.columns, places, strict=True)
    ]
    strips = [
        Strip(_row(cells, face, typesetter, places, table.add("TR")), _ROW, _ROW, ruled=True) for cells in block.rows
    ]
    return Run(strips, Strip(titles, above=1.0, below=_ROW), caption)


def column_widths(extents: list[tuple[float, float]], shares: list[float], width: float) -> list[float]:
    """Widths that add up to `width`: by the `shares`, but none so narrow that it breaks a word, as far as that is
    possible, and none wider than its longest line while another could use the room.

    `extents` holds what each column needs for its longest word, and for its longest line.
    """
    narrowest = [word for word, _ in extents]
    if sum(narrowest) >= width:
        return _cut_down(narrowest, width)
    settled: dict[int, float] = {}
    while len(settled) < len(extents):
        free = [index for index in range(len(extents)) if index not in settled]
        left = (width - sum(settled.values())) / sum(shares[index] for index in free)
        shared = {index: left * shares[index] for index in free}
        bound = {index: extents[index][0] for index in free if shared[index] < extents[index][0]}
        bound = bound or {index: extents[index][1] for index in free if shared[index] > extents[index][1]}
        settled |= bound or shared
    spare = (width - sum(settled.values())) / len(settled)  # left over where every line has room
    return [settled[index] + spare for index in range(len(extents))]


def _cut_down(widths: list[float], width: float) -> list[float]:
    """Takes from the widest columns alone, so that the fewest words are broken."""
    left, level = width, 0.0
    for taken, wide in enumerate(sorted(widths)):
        level = left / (len(widths) - taken)
        if wide > level:
            break
        left -= wide
    return [min(wide, level) for wide in widths]


def _extents(block: Table, face: Style, typesetter: Typesetter, width: float) -> list[tuple[float, float]]:
    """Per column the width of its longest word, and of its longest line, with the gutter."""
    extents: list[tuple[float, float]] = []
    for index, column in enumerate(block.columns):
        word, line = typesetter.extent(column.title, style.COLUMN_TITLE)
        line *= _TITLE_SHARE
        for cells in block.rows:
            cell = cells[index]
            around = 2 * inset(cell.state)
            cell_word, cell_line = typesetter.extent(cell.text, face)
            word, line = max(word, cell_word + around), max(line, cell_line + around)
        word = min(word, width * _WORD_SHARE)
        extents.append((word + _SLACK + style.GUTTER, max(word, line) + _SLACK + style.GUTTER))
    return extents


def _row(
    cells: Sequence[Cell],
    face: Style,
    typesetter: Typesetter,
    places: list[tuple[float, float]],
    row: Element,
) -> list[Text]:
    return [
        set_text(typesetter, cell.text, face, start, wide, row, "TD", state=cell.state)
        for cell, (start, wide) in zip(cells, places, strict=True)
    ]
