"""Figures of a strange file that came in: what became of its cells, by sheet, by column, and one by one."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ropa_desktop.exchange.intake import Intake
from ropa_desktop.exchange.recognition.account import (
    KINDS,
    NOTE,
    REFUSED,
    UNREADABLE,
    Outcome,
    counts,
)
from ropa_desktop.exchange.recognition.adjusting import adjusted
from ropa_desktop.exchange.recognition.mapping import TABLE, ColumnMapping, SheetMapping
from ropa_desktop.exchange.recognition.telling import told
from ropa_desktop.exchange.sheets.book import Sheet

Figures = dict[str, int]
"""How many cells ended in a field, in the note, ignored and refused."""


@dataclass(frozen=True, slots=True)
class CellOutcome:
    """A cell of the file and what became of it: its address ("B7"), its text as it stands, and how it ended.

    `read_as` is the text that it was read as because a person said so, and None where it was read as it stands.
    """

    sheet: str
    place: str
    text: str
    outcome: Outcome
    read_as: str | None


def address(row: int, column: int) -> str:
    """The address of a cell as spreadsheets write it; row and column from 0: 6 and 1 are "B7"."""
    return f"{column_letters(column)}{row + 1}"


def column_letters(column: int) -> str:
    """The letters of a column, from 0: 0 is "A", 26 is "AA"."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def sheet_figures(intake: Intake) -> dict[str, Figures]:
    """How the cells of each sheet ended; they add up to the cells of the sheet that are not empty."""
    of_sheet: dict[str, list[Outcome]] = {sheet.name: [] for sheet in intake.book.sheets}
    for outcome in intake.recognised.outcomes:
        of_sheet[outcome.sheet].append(outcome)
    return {name: counts(found) for name, found in of_sheet.items()}


def column_figures(intake: Intake) -> dict[tuple[str, int], Figures]:
    """How the cells below the headings of each column of a table ended, by sheet and column."""
    headings = {one.sheet: one.header[1] if one.header else -1 for one in _tables(intake)}
    found: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for outcome in intake.recognised.outcomes:
        if outcome.sheet in headings and outcome.row > headings[outcome.sheet]:
            found[outcome.sheet, outcome.column][outcome.kind] += 1
    return {place: {kind: figures[kind] for kind in KINDS} for place, figures in found.items()}


def cell_outcomes(intake: Intake) -> Iterator[CellOutcome]:
    """Every cell that is not empty, in the order of the sheets, with what became of it."""
    given = {sheet.name: sheet for sheet in intake.book.sheets}
    read = adjusted(intake.book, intake.recognised.mapping, intake.wishes.corrections)
    changed = {now.name: now for was, now in zip(intake.book.sheets, read.sheets, strict=True) if was is not now}
    for outcome in sorted(intake.recognised.outcomes, key=lambda one: (one.row, one.column)):
        text = _text(given[outcome.sheet], outcome)
        now = _text(changed[outcome.sheet], outcome) if outcome.sheet in changed else text
        read_as = None if now.strip() == text.strip() else now
        yield CellOutcome(outcome.sheet, address(outcome.row, outcome.column), text, outcome, read_as)


def could_not_be_read(intake: Intake) -> Iterator[tuple[str, str, str, str]]:
    """What could not be read: the sheet, the place in it, what stands there, and why, in words."""
    for cell in cell_outcomes(intake):
        unread = cell.outcome.kind == REFUSED or (cell.outcome.kind == NOTE and cell.outcome.detail == UNREADABLE)
        if unread:
            yield cell.sheet, cell.place, cell.text, told(cell.outcome)
    for problem in intake.plan.problems:
        yield problem.sheet, problem.cell, "", problem.sentence
    for refused in intake.plan.refused:
        yield "", refused.place, refused.called, refused.because


def by_a_person(proposed: ColumnMapping | None, column: ColumnMapping) -> bool:
    """Whether a person, or a mapping that she saved, said where a column goes: it is not where recognition put it."""
    return proposed is None or proposed.target != column.target


def _tables(intake: Intake) -> list[SheetMapping]:
    return [one for one in intake.recognised.mapping.sheets if one.shape == TABLE]


def _text(sheet: Sheet, outcome: Outcome) -> str:
    cells = sheet.rows[outcome.row] if outcome.row < len(sheet.rows) else ()
    cell = cells[outcome.column] if outcome.column < len(cells) else None
    return cell.text if cell else ""
