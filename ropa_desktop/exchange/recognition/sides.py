"""Contact details beside a table or form, with an empty column between: a sheet of their own, so to speak.

They are taken out before headings are looked for: "Controller" and the name beside it are none of the table.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from ropa_desktop.exchange.recognition.account import Account
from ropa_desktop.exchange.recognition.contacts import Block
from ropa_desktop.exchange.recognition.mapping import NOTHING, SheetMapping
from ropa_desktop.exchange.sheets.book import Book, Sheet

_ROWS = 60  # that are looked at, and that a block may have
_WIDTH = 4  # columns of a block
_MOSTLY = 0.6  # share of its rows that begin with a label


def without_sides(book: Book, mapped: Callable[[str], SheetMapping]) -> tuple[Book, list[Account]]:
    """A book without the contact details beside its tables and forms, and an account of these, by sheet.

    `mapped` tells what a sheet is: what a mapping reads as columns of the table is none of them.
    """
    sheets, sides = [], []
    for sheet in book.sheets:
        own = mapped(sheet.name)
        main, side = parted(sheet) if own.shape != NOTHING else (sheet, None)
        read = {column.column for table in own.tables() for column in table.columns if column.row is None}
        if side and any(cells[column] for cells in side.rows for column in read if column < len(cells)):
            main, side = sheet, None
        sheets.append(main)
        if side:
            sides.append(Account(side))
    return (replace(book, sheets=tuple(sheets)) if sides else book), sides


def parted(sheet: Sheet) -> tuple[Sheet, Sheet | None]:
    """A sheet without the contact details beside its table, and a sheet of these alone; None where it has none.

    Each cell stands where it stood.
    """
    ranges = list(_ranges(sheet))
    beside = [columns for columns in ranges if len(columns) <= _WIDTH and _is_block(sheet, columns)]
    if not beside or len(beside) == len(ranges):
        return sheet, None
    chosen = {column for columns in beside for column in columns}
    return _only(sheet, chosen, inside=False), _only(sheet, chosen, inside=True)


def _ranges(sheet: Sheet) -> Iterator[range]:
    """The columns of a sheet that hang together, between empty ones."""
    width = max((len(cells) for cells in sheet.rows), default=0)
    filled = [False] * width
    for cells in sheet.rows[:_ROWS]:
        for column, cell in enumerate(cells):
            filled[column] = filled[column] or (cell is not None and bool(cell.text.strip()))
    if all(filled):
        return
    first = None
    for column in range(width + 1):
        if column < width and filled[column]:
            first = column if first is None else first
        elif first is not None:
            yield range(first, column)
            first = None


def _is_block(sheet: Sheet, columns: range) -> bool:
    """Whether some columns name one controller, tell more of it, and hold hardly anything else."""
    if len(columns) < 2 or any(cell for cells in sheet.rows[_ROWS:] for cell in cells[columns.start : columns.stop]):
        return False
    rows = [row for row, cells in enumerate(sheet.rows[:_ROWS]) if any(cells[columns.start : columns.stop])]
    account = Account(sheet)
    block = Block(account, [(row, column) for row in rows for column in columns], "en")
    labelled = {row for row, _column in block.labels}
    is_one = block.names_controller() and len(block.houses()) == 1 and block.facts() > 1
    return is_one and len(labelled) > 1 and len(labelled) >= _MOSTLY * len(rows)


def _only(sheet: Sheet, chosen: set[int], *, inside: bool) -> Sheet:
    rows = tuple(
        tuple(cell if (column in chosen) == inside else None for column, cell in enumerate(cells))
        for cells in sheet.rows
    )
    return replace(sheet, rows=rows)
