"""Registers that somebody tore apart: rows and columns gone, moved, doubled, turned, pasted below another sheet.

Whatever becomes of them, each cell has exactly one outcome, nothing goes wrong, and the records can be planned.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from ropa_desktop.exchange.planning import plan
from ropa_desktop.exchange.recognition.account import filled
from ropa_desktop.exchange.recognition.recognise import recognise
from ropa_desktop.exchange.sheets.book import Book, Cell, Sheet
from ropa_desktop.exchange.sheets.reading import read_book
from ropa_desktop.model.snapshot import Snapshot
from tests.exchange.registers.register import EXAMINATIONS, registers

Rows = list[list[Cell | None]]

_EACH = 4  # registers of each examination
_TALL = 40  # rows of a sheet that may be turned


@cache
def whole_books() -> list[Book]:
    """Some registers of every examination, as they were before."""
    with TemporaryDirectory() as folder:
        chosen = [register for each in EXAMINATIONS for register in registers(each)[:_EACH]]
        return [read_book(register.write(Path(folder))) for register in chosen]


def torn(sheet: Sheet, random: Random) -> Sheet:
    """A sheet to which a few things happened."""
    rows = [list(row) for row in sheet.rows]
    for _time in range(random.randint(1, 5)):
        rows = _even(_happened(rows, random)) if any(rows) else rows
    height, width = len(rows), len(rows[0]) if rows else 0
    merged = tuple(area for area in sheet.merged if area[2] < height and area[3] < width)
    return replace(sheet, rows=tuple(map(tuple, rows)), merged=merged)


def _happened(rows: Rows, random: Random) -> Rows:
    """The rows after one accident."""
    row, other = random.randrange(len(rows)), random.randrange(len(rows))
    width = len(rows[0])
    column, elsewhere = random.randrange(width), random.randrange(width)
    cells = [cell for line in rows for cell in line if cell] or [Cell("x")]
    match random.randrange(10):
        case 0:
            return rows[:row] + rows[row + 1 :]
        case 1:
            return [*rows[:row], list(rows[other]), *rows[row:]]
        case 2:
            return [*rows[:row], [None] * width, *rows[row:]]
        case 3:
            return [line[:column] + line[column + 1 :] for line in rows]
        case 4:
            return [[*line[:column], None, *line[column:]] for line in rows]
        case 5:
            return [[random.choice(cells)], *rows]
        case 6:
            rows[row], rows[other] = rows[other], rows[row]
        case 7:
            rows[row][column], rows[other][elsewhere] = rows[other][elsewhere], rows[row][column]
        case 8:
            return rows + [list(line)[:width] for line in _sheet_of_another(random).rows[:15]]
        case _ if len(rows) < _TALL:
            return [list(line) for line in zip(*rows, strict=True)]
    return rows


def _sheet_of_another(random: Random) -> Sheet:
    return random.choice(random.choice(whole_books()).sheets)


def _even(rows: Rows) -> Rows:
    width = max(map(len, rows), default=0)
    return [line + [None] * (width - len(line)) for line in rows]


@given(random=st.integers(0, 2**32).map(Random))
def test_a_torn_register_is_accounted_for_cell_by_cell(random: Random) -> None:
    whole = random.choice(whole_books())
    sheets = [torn(sheet, random) for sheet in whole.sheets]
    if random.random() < 0.2:
        sheets.append(replace(_sheet_of_another(random), name="Of another"))
    found = recognise(Book(whole.name, tuple(sheets)), insist=False)
    places = {(outcome.sheet, outcome.row, outcome.column) for outcome in found.outcomes}
    assert len(places) == len(found.outcomes) == sum(map(filled, sheets))
    assert not plan(Snapshot({}), found.incoming).refused
