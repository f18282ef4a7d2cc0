"""A table as a run of ruled rows: its columns as wide as their words need, its head repeated on every page."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import ceil

from ropa_desktop.exchange.pdf import style
from ropa_desktop.exchange.pdf.flow import Run, Strip
from ropa_desktop.exchange.pdf.structure import Element
from ropa_desktop.exchange.pdf.style import Style
from ropa_desktop.exchange.pdf.text import Text, inset, set_text
from ropa_desktop.exchange.pdf.typeset import Typesetter
from ropa_desktop.exchange.report import Cell, Column, Table

_ROW = 3.0  # points above and below the texts of a row
_PARTED = 2.5  # points between the statements of a cell, so that one is not read as the last one's end
_SLACK = 0.1  # points, against rounding
_TITLE_SHARE = 0.55  # of its width: a column's title may stand on two lines rather than take room from others
_TITLE_LINES = 4  # on which a long title may stand
_TITLE_MOST = 0.12  # of the table's width: what a long title may claim for its column
_WORD_SHARE = 0.4  # of the table's width: what one long word may claim for its column
_LINES = 9  # that an ordinary cell of a wide table may take
_LOOKED_AT = 200  # rows, to judge how wide a column must be to be read
_FEW_CELLS = 8  # whose widths are not worth a second thought
_STEPS = 80  # in which the room of a table is given to its columns
_HIGH = 4  # lines of an ordinary row, from which on it is worth while to make rows lower
_ROWS_A_PAGE = 2  # of high ones
_CRAMPED = 0.6  # of the width: with as much of it taken by the longest words, small type is tried
_SMALL_PAYS = 0.75  # of the height: below that, small type is worth it
_KEPT = 0.4  # of the width asked for: so much each column keeps
_WORTH_IT = 0.85  # of the height: below that, other widths than those asked for are worth it
_UNEVEN = 1.15  # lines end where words do
_AGAIN = 2  # lines of a row's first cell that are repeated where the row goes on over a page
_NUMBER = 8  # characters: what is no longer says little of a row


def measure_table(
    block: Table,
    typesetter: Typesetter,
    x: float,
    width: float,
    parent: Element,
    placed: Callable[[Element], None] | None = None,
) -> Run:
    """`block` in `width` points from `x`. A table without rows is nothing.

    Where `placed` is given, rows are measured one by one while the run is placed, and `placed` is called with each
    that stands on its page: so a table may have any number of them.
    """
    if not block.rows:
        return Run([])
    table = parent.add("Table")
    caption = None
    if block.caption:
        text = set_text(typesetter, block.caption, style.CAPTION, x, width, table, "Caption")
        caption = Strip([text], above=4, below=2)
    across = width + style.GUTTER  # each column with the gutter at its right, the last one's beyond the table
    face, widths = _arranged(block, typesetter, across)
    starts = [x + sum(widths[:index]) for index in range(len(widths))]
    places = [(start, wide - style.GUTTER) for start, wide in zip(starts, widths, strict=True)]
    row = table.add("TR")
    titles = [
        set_text(typesetter, title, style.COLUMN_TITLE, start, wide, row, "TH", "Column")
        for title, (start, wide) in zip(_titles(block), places, strict=True)
    ]
    strips = _strips(block, face, typesetter, places, table, placed)
    head = Strip(titles, above=1.0, below=_ROW)
    return Run([next(strips)], head, caption, strips) if placed else Run([*strips], head, caption)


def _arranged(block: Table, typesetter: Typesetter, across: float) -> tuple[Style, list[float]]:
    """The type of the cells and the widths of the columns. The type is small where whole words would not fit otherwise,
    or where long words leave so little room that it makes high rows much lower."""
    found: list[tuple[float, Style, list[float]]] = []
    for face in (style.CELL, style.SMALL_CELL):
        extents = _extents(block, face, typesetter, across)
        narrowest = [word for word, _line in extents]
        if sum(narrowest) > across and face is style.CELL:
            continue
        widths = column_widths(extents, [column.share for column in block.columns], across)
        if len(block.rows) * len(widths) <= _FEW_CELLS:
            return face, widths
        masses = _masses(block, face, typesetter)
        widths = lower_rows(masses, widths, narrowest)
        lines = _height(masses, widths)
        found.append((lines * face.leading, face, widths))
        if lines < _HIGH * len(masses) or sum(narrowest) < _CRAMPED * across:
            break
    height, large, small = found[0][0], found[0][1:], found[-1][1:]
    return small if found[-1][0] < _SMALL_PAYS * height else large


def _strips(
    block: Table,
    face: Style,
    typesetter: Typesetter,
    places: list[tuple[float, float]],
    table: Element,
    placed: Callable[[Element], None] | None,
) -> Iterator[Strip]:
    """The rows. When the next but one is asked for, a row stands on its page."""
    rows: list[Element] = []
    muted = replace(face, colour=style.MUTED)
    repeated = 1 + max(number for number in _naming(block) if number < 2)
    for cells in block.rows:
        rows.append(table.add("TR"))
        texts = _row(cells, face, typesetter, places, rows[-1])
        again = tuple(replace(text.first(_AGAIN), style=muted) for text in texts[:repeated])
        yield Strip(texts, _ROW, _ROW, ruled=True, again=again)
        if placed and len(rows) == 3:
            placed(rows.pop(0))


def side_by_side(block: Table, typesetter: Typesetter, width: float) -> tuple[list[Table], list[str]]:
    """The table, or where its columns would be too narrow to read, several with some of the columns each: what names
    a row stands in every one of them. Columns that are empty in every row then stand in none: their titles come second.
    """
    across = width + style.GUTTER
    wanted = _wanted(block, typesetter, across)
    if sum(wanted) <= across or not block.rows:
        return [block], []
    filled = [index for index in range(len(wanted)) if any(cells[index].text for cells in block.rows)]
    empty = [title for index, title in enumerate(_titles(block)) if index not in filled]
    if empty:
        block = _with_columns(block, filled, block.caption)
        wanted = _wanted(block, typesetter, across)
    return (_divided(block, wanted, across) if sum(wanted) > across else [block]), empty


def _divided(block: Table, wanted: list[float], across: float) -> list[Table]:
    """Several tables of columns as wide as wanted, about as many in each."""
    names = _naming(block)
    others = [index for index in range(len(wanted)) if index not in names]
    room = across - sum(wanted[index] for index in names)
    tables = max(2, ceil(sum(wanted[index] for index in others) / room))
    share = sum(wanted[index] for index in others) / tables
    groups: list[list[int]] = [[]]
    used = total = 0.0
    for index in others:
        full = used + wanted[index] > room or total + wanted[index] / 2 > share * len(groups)
        if groups[-1] and full:
            groups.append([])
            used = 0.0
        groups[-1].append(index)
        used += wanted[index]
        total += wanted[index]
    caption = f"{block.caption} ({{}})" if block.caption else "{}"
    return [
        _with_columns(block, sorted([*names, *group]), caption.format(f"{number} / {len(groups)}"))
        for number, group in enumerate(groups, start=1)
    ]


def _wanted(block: Table, typesetter: Typesetter, across: float) -> list[float]:
    return [_legible(block, index, typesetter, across) for index in range(len(block.columns))]


def _legible(block: Table, index: int, typesetter: Typesetter, across: float) -> float:
    """The width at which a column can be read: no word broken, and neither its title nor an ordinary cell higher than
    some lines."""
    word = _title_width(_titles(block)[index], typesetter, across)
    lines: list[float] = []
    for cells in block.rows[:_LOOKED_AT]:
        cell_word, _longest = typesetter.extent(cells[index].text, style.SMALL_CELL)
        word = max(word, cell_word)
        lines.append(typesetter.width(typesetter.clean(cells[index].text, False).replace("\n", " "), style.SMALL_CELL))
    ordinary = sum(lines) / max(1, len(lines))
    return min(max(min(word, across * _WORD_SHARE), min(ordinary / _LINES, across / 4)), across / 2) + style.GUTTER


def _naming(block: Table) -> list[int]:
    """The columns that name a row: the first; with another where it alone is the same in several rows or hardly says
    anything, as a number does: the first with which no two rows are named alike, else the second."""
    first = [cells[0].text for cells in block.rows]
    telling = len(set(first)) == len(first) and max(map(len, first)) > _NUMBER
    if telling or len(block.columns) < 4:
        return [0]
    if len(set(first)) < len(first) and all(first):
        for index in range(1, len(block.columns) // 2):
            if len({(cells[0].text, cells[index].text) for cells in block.rows}) == len(first):
                return [0, index]
    return [0, 1]


def _with_columns(block: Table, kept: list[int], caption: str) -> Table:
    """Some of the columns, without rows in which nothing is left."""
    cut = (tuple(cells[index] for index in kept) for cells in block.rows)
    rows = tuple(cells for cells in cut if any(cell.text for cell in cells))
    titles = _titles(block)
    columns = tuple(Column(titles[index], block.columns[index].share) for index in kept)
    return Table(columns, rows, caption)


def _titles(block: Table) -> list[str]:
    """The columns' titles, with the sign of those that a template requires, which never begins a line."""
    return [column.title + sign.replace(" ", "\u00a0") for column, sign in zip(block.columns, block.signs, strict=True)]


def _title_width(title: str, typesetter: Typesetter, across: float) -> float:
    """The width at which a title is no higher than some lines, and breaks no word."""
    word, line = typesetter.extent(title, style.COLUMN_TITLE)
    return max(word, min(line / _TITLE_LINES, across * _TITLE_MOST))


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


def lower_rows(masses: Sequence[Sequence[float]], widths: list[float], narrowest: list[float]) -> list[float]:
    """Widths of the same sum at which the rows are lower, or `widths` where little can be won.

    `masses` says per row how long each cell would be on one line. Room goes, a little at a time, from what no row needs
    to the column that makes the rows high.
    """
    before = _height(masses, widths)
    floors = [max(word, _KEPT * wide) for word, wide in zip(narrowest, widths, strict=True)]
    spare = sum(widths) - sum(floors)
    if spare <= 0 or before < _HIGH * len(masses):
        return widths
    found = floors
    for _step in range(_STEPS):
        burden = [0.0] * len(found)
        for row in masses:
            heights = [mass / (wide - style.GUTTER) for mass, wide in zip(row, found, strict=True)]
            highest = max(heights)
            column = heights.index(highest)
            burden[column] += highest / found[column]
        found[burden.index(max(burden))] += spare / _STEPS
    return found if _height(masses, found) < _WORTH_IT * before else widths


def _height(masses: Sequence[Sequence[float]], widths: list[float]) -> int:
    """The lines of all rows together."""
    rooms = [wide - style.GUTTER for wide in widths]
    return sum(max(ceil(mass / room) for mass, room in zip(row, rooms, strict=True)) for row in masses)


def _masses(block: Table, face: Style, typesetter: Typesetter) -> list[list[float]]:
    """How long the cells of the first rows would be on one line, with what lines lose at their ends; and those of the
    head as often as it is repeated, at a guess."""
    head = [_UNEVEN * typesetter.width(title, style.COLUMN_TITLE) for title in _titles(block)]
    masses = [head] * ceil(len(block.rows[:_LOOKED_AT]) / _ROWS_A_PAGE)
    for cells in block.rows[:_LOOKED_AT]:
        lines = [typesetter.clean(cell.text, False).replace("\n", " ") for cell in cells]
        masses.append([_UNEVEN * typesetter.width(line, face) for line in lines])
    return masses


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
    for index, title in enumerate(_titles(block)):
        word, line = typesetter.extent(title, style.COLUMN_TITLE)
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
        set_text(typesetter, cell.text, face, start, wide, row, "TD", state=cell.state, gap=_PARTED)
        for cell, (start, wide) in zip(cells, places, strict=True)
    ]
