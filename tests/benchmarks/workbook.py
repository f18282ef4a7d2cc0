"""The workbook of 1,000 activities beside the same styled cells in openpyxl's write-only mode.

    python -m tests.benchmarks workbook

The floor is given every cell with its finished value and style; ours begins with the snapshot, and makes the labels,
lists, marks of unknown, widths and row heights besides.
"""

import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from ropa_desktop.exchange.workbook import write_workbook
from ropa_desktop.exchange.workbook.styles import styles
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.register import Register
from tests.benchmarks.register import fill, paired

ACTIVITIES = 1000
ROUNDS = 7
LIMIT = 1.3

Rows = list[list[tuple[Any, Any] | None]]
"""The cells of a sheet: value and style, or None where nothing is written."""


def measure() -> list[tuple[str, float, float]]:
    """The ratio, as the median of interleaved pairs."""
    with tempfile.TemporaryDirectory() as directory:
        target = Path(directory) / "r.xlsx"
        with Register.create(Path(directory) / "r.ropa") as register:
            fill(register, ACTIVITIES)
            snapshot = register.snapshot()
        cells = written(snapshot, target)
        found = paired(lambda: write_workbook(snapshot, target, "nb"), lambda: bare(cells, target), ROUNDS)
    return [(f"workbook of {ACTIVITIES:,} activities : the same cells in bare openpyxl", found, LIMIT)]


def written(snapshot: Snapshot, target: Path) -> dict[str, Rows]:
    """Every cell that our writer makes, by sheet."""
    cells: dict[str, Rows] = {}
    append = WriteOnlyWorksheet.append

    def record(sheet: Any, row: Any) -> None:
        cells.setdefault(sheet.title, []).append([cell and (cell._value, cell._style) for cell in row])
        append(sheet, row)

    with patch.object(WriteOnlyWorksheet, "append", record):
        write_workbook(snapshot, target, "nb")
    return cells


def bare(cells: dict[str, Rows], target: Path) -> None:
    """The same cells, and nothing else."""
    book = Workbook(write_only=True)
    for number, (title, rows) in enumerate(cells.items()):
        sheet: Any = book.create_sheet(title)
        if number == 0:
            styles(sheet)  # so that the arrays mean the same here
        for row in rows:
            made: list[Any] = []
            for found in row:
                if found is None:
                    made.append(None)
                else:
                    cell: Any = WriteOnlyCell(sheet, found[0])
                    cell._style = found[1]
                    made.append(cell)
            sheet.append(made)
    book.save(target)
