"""What the three parts show of a result, gathered once in the thread that worked it out: nothing here knows Qt."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ropa_desktop.collector import collector_at_rest
from ropa_desktop.exchange.intake import Intake, Wishes, rows_of, work_out
from ropa_desktop.exchange.recognition.account import (
    FIELD,
    IGNORED,
    NOTE,
    REFUSED,
    UNREADABLE,
    Outcome,
    counts,
)
from ropa_desktop.exchange.recognition.mapping import TABLE
from ropa_desktop.exchange.sheets.book import Book
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.intake.records import Register, grouped

Place = tuple[str, int, int]
"""A cell: sheet, row and column, from 0."""


@dataclass(frozen=True, slots=True)
class Worked:
    """An intake with its indexes.

    `outcomes` gives what became of each cell, `unreadable` the cells that could not be read, in reading order. `fields`
    holds for each column what its cells became ("purpose.legal_basis"), `rows` the data rows of each table. `register`
    is what changes, by the record it belongs to, and `cells` gives for each record the cells that went into it.
    `counts` are how many cells ended how, `rules` how many each rule left out.
    """

    intake: Intake
    outcomes: Mapping[Place, Outcome]
    unreadable: tuple[Outcome, ...]
    fields: Mapping[tuple[str, int], frozenset[str]]
    rows: Mapping[str, tuple[int, ...]]
    register: Register
    cells: Mapping[str, tuple[Outcome, ...]]
    counts: Mapping[str, int]
    rules: Counter[str]

    def record_of(self, outcome: Outcome) -> str:
        """The id, in the register as it will be, of the record that a cell went into; empty where there is none."""
        return self.register.known.get(outcome.record, outcome.record)


@collector_at_rest()
def worked(book: Book, wishes: Wishes, current: Snapshot) -> Worked:
    """What follows from a person's wishes, ready to be shown."""
    intake = work_out(book, wishes, current)
    outcomes = {(one.sheet, one.row, one.column): one for one in intake.recognised.outcomes}
    fields: dict[tuple[str, int], set[str]] = defaultdict(set)
    for one in intake.recognised.outcomes:
        if one.kind == FIELD:
            fields[one.sheet, one.column].add(one.detail)
    register = grouped(intake)
    cells: dict[str, list[Outcome]] = defaultdict(list)
    for one in intake.recognised.outcomes:
        if one.record:
            cells[register.known.get(one.record, one.record)].append(one)
    tables = [own for own in wishes.mapping.sheets if own.shape == TABLE]
    there = {sheet.name for sheet in book.sheets}
    return Worked(
        intake,
        outcomes,
        tuple(one for one in intake.recognised.outcomes if is_unread(one)),
        {column: frozenset(found) for column, found in fields.items()},
        {own.sheet: rows_of(book, own) for own in tables if own.sheet in there},
        register,
        {record: tuple(found) for record, found in cells.items()},
        counts(intake.recognised.outcomes),
        Counter(one.detail for one in intake.recognised.outcomes if one.kind == IGNORED),
    )


def is_unread(outcome: Outcome) -> bool:
    """Whether a cell could not be read: refused, or kept as a note for that reason."""
    return outcome.kind == REFUSED or (outcome.kind == NOTE and outcome.detail == UNREADABLE)
