"""Cells as a reader meets them, in any order and with gaps, gathered into a sheet of bounded size."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.sheets.book import Cell, Sheet
from ropa_desktop.exchange.sheets.texts import readable
from ropa_desktop.i18n import _

MOST_CELLS = 1_000_000
"""Cells with content in one file: a register of 10,000 activities has a quarter of them."""

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""What a sheet of Excel or LibreOffice can hold at all."""

MOST_PLACES = 20_000_000
"""Rows times columns of one sheet, empty cells among them: each costs memory in all that looks at a sheet later."""


@dataclass
class Budget:
    """How many cells with content a file may still bring, over all its sheets."""

    file: str
    left: int = MOST_CELLS

    def spend(self, cells: int) -> None:
        """Raises `BadInput` when there are too many."""
        self.left -= cells
        if self.left < 0:
            raise BadInput(
                _(
                    "“{name}” has more than {number} cells with content, more than any register. Leave only the "
                    "register in it, or divide it into several files."
                ).format(name=self.file, number=f"{MOST_CELLS:,}".replace(",", "\N{NO-BREAK SPACE}"))
            )


@dataclass
class Grid:
    """A sheet while it is being read. Rows and columns count from 0."""

    name: str
    budget: Budget
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last column of each hidden stretch, which may reach to the end of the sheet."""
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: bool = False
    remarks: list[str] = field(default_factory=list)

    def put(self, row: int, column: int, text: str, kind: str = "text") -> None:
        """Note the content of a cell; one that shows nothing is empty. Raises `BadInput` for one cell too many."""
        text = readable(text)
        if not text or text.isspace():
            return
        if column >= MOST_COLUMNS or row >= MOST_ROWS:
            raise BadInput(
                _(
                    "“{name}” has more than {columns} columns or {rows} rows, more than any register. Check that it "
                    "is the right file."
                ).format(name=self.budget.file, columns=MOST_COLUMNS, rows=MOST_ROWS)
            )
        self.budget.spend(1)
        self.rows.setdefault(row, {})[column] = Cell(text, kind)


def finished(grid: Grid) -> Sheet:
    """The sheet, cut off after its last row and last column with content. Raises `BadInput` for one far too wide.

    What a merged area covers is left out and remarked upon: no spreadsheet program shows it.
    """
    _uncover(grid)
    _attach(grid)
    height = max(grid.rows, default=-1) + 1
    width = max((max(row) for row in grid.rows.values()), default=-1) + 1
    if height * width > MOST_PLACES:
        raise BadInput(
            _(
                "The sheet “{sheet}” of “{name}” reaches to row {row} and column {column}, with almost nothing in "
                "between. Delete what stands far outside the table, and save it."
            ).format(sheet=grid.name, name=grid.budget.file, row=height, column=width)
        )
    empty: tuple[Cell | None, ...] = (None,) * width
    rows = tuple(
        tuple(map(grid.rows[number].get, range(width))) if number in grid.rows else empty for number in range(height)
    )
    areas = (_within(area, height, width) for area in grid.merged)
    hidden_columns = {
        column for first, last in grid.hidden_columns for column in range(max(first, 0), min(last + 1, width))
    }
    return Sheet(
        grid.name,
        rows,
        tuple(sorted({area for area in areas if area[0] < area[2] or area[1] < area[3]})),
        tuple(sorted(row for row in grid.hidden_rows if row < height)),
        tuple(sorted(hidden_columns)),
        grid.hidden,
    )


def _within(area: tuple[int, int, int, int], height: int, width: int) -> tuple[int, int, int, int]:
    """An area without what lies outside the sheet; of one that lies wholly outside, nothing that spreads."""
    top, left, bottom, right = area
    if top >= height or left >= width:
        return (top, left, top, left)
    return (top, left, min(bottom, height - 1), min(right, width - 1))


def _uncover(grid: Grid) -> None:
    """Take out what stands under merged areas."""
    covered = 0
    for top, left, bottom, right in grid.merged:
        for number in _rows_between(grid, top, bottom):
            row = grid.rows[number]
            for column in [c for c in row if left <= c <= right and (number, c) != (top, left)]:
                del row[column]
                covered += 1
            if not row:
                del grid.rows[number]
    if covered:
        grid.remarks.append(
            _("Sheet “{sheet}”: {number} values lie under merged cells, where nobody sees them. They were left out.")
            .format(sheet=grid.name, number=covered)
        )  # fmt: skip


def _rows_between(grid: Grid, top: int, bottom: int) -> Iterable[int]:
    if bottom - top < len(grid.rows):
        return [number for number in range(top, bottom + 1) if number in grid.rows]
    return [number for number in grid.rows if top <= number <= bottom]


def _attach(grid: Grid) -> None:
    """Put comments to their cells; those that stand alone are remarked upon."""
    alone = 0
    for (row, column), comment in grid.comments.items():
        cell = grid.rows.get(row, {}).get(column)
        if cell is None:
            alone += 1
        else:
            grid.rows[row][column] = Cell(cell.text, cell.kind, readable(comment))
    if alone:
        grid.remarks.append(
            _("Sheet “{sheet}”: {number} comments stand at empty cells. They were left out.").format(
                sheet=grid.name, number=alone
            )
        )
