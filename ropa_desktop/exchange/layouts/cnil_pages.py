"""The French list and its forms on pages: what is filled in of them, in sections, without the rows that stay empty."""

from collections.abc import Mapping, Sequence

from ropa_desktop.exchange.report import Block, Cell, Chapter, Column, Entry, Fields, Lines, Place, Section, Table

Line = tuple[Cell | None, ...]
"""A row of a form on a sheet: its label, and what stands behind it."""

_NAMED_BY_GROUP = 4  # columns of the list, from 0: from this on their band says more than their own heads
_WIDE = (0, 1, 3)  # columns behind the label of a form, from 0, in which sentences stand


def list_on_pages(title: str, table: Table) -> Chapter:
    """The list of activities without its empty columns."""
    kept = [place for place in range(len(table.columns)) if any(row[place].text for row in table.rows)]
    columns = tuple(_titled(table.columns[place], place) for place in kept)
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    return Chapter(title, blocks=(Table(columns, rows),), landscape=True, only=Place.pages)


def _titled(column: Column, place: int) -> Column:
    return Column(column.group if place >= _NAMED_BY_GROUP else column.title, column.share)


def form_on_pages(title: str, name: Cell, sections: Sequence[Sequence[Line]], otherwise: Mapping[str, Cell]) -> Chapter:
    """A form as an entry. Each section begins with its head; one in which nothing is filled in says what `otherwise`
    has under its title, or is left out."""
    made = []
    for head, *lines in sections:
        called = head[0].text if head[0] else ""
        filled = [line for line in lines if any(cell and cell.text for cell in line[1:])]
        blocks: list[Block] = [_block(head, filled)] if filled else []
        if not filled and called in otherwise:
            blocks.append(Lines((otherwise[called],)))
        if blocks:
            made.append(Section("", " ".join(called.split()), tuple(blocks)))
    return Chapter(title, entries=(Entry("", name.text, tuple(made)),), only=Place.pages)


def _block(head: Line, lines: Sequence[Line]) -> Block:
    """Labels with what stands behind them, or a table where that is in several columns. What a label says already is
    not said again."""
    labels = [line[0] or Cell("") for line in lines]
    said = [
        [Cell("") if cell is None or cell == label else cell for cell in line[1:]]
        for label, line in zip(labels, lines, strict=True)
    ]
    kept = [place for place in range(len(head) - 1) if any(cells[place].text for cells in said)]
    if kept in ([], [0]):
        whole = [line[1] or Cell("") for line in lines]
        return Fields(tuple((label.text, cell) for label, cell in zip(labels, whole, strict=True)))
    titles = {place: (cell.text if (cell := head[place + 1]) else "") for place in kept}
    columns = [Column(title, 3.0 if place in _WIDE else 2.0) for place, title in titles.items()]
    rows = ((label, *(cells[place] for place in kept)) for label, cells in zip(labels, said, strict=True))
    return Table((Column("", 3.0), *columns), tuple(rows))
