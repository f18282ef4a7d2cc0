"""What became of every cell: each one that is not empty ends in a field, in the note, ignored by a rule, or refused."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ropa_desktop.exchange.sheets.book import Cell, Sheet
from ropa_desktop.i18n import N_

FIELD, NOTE, IGNORED, REFUSED = "field", "note", "ignored", "refused"
"""The four ends of a cell."""

KINDS = (FIELD, NOTE, IGNORED, REFUSED)

NO_FIELD = N_("its column has no field")
UNREADABLE = N_("it could not be read")
SAYS_ELSE = N_("the field has another value already")
"""Why a cell is in the note."""

ASKS_ONLY = N_("asks only whether another column is filled")
LEFT_OUT_BY_HAND = N_("left out by hand")
EMPTIED_BY_HAND = N_("emptied by hand")
SAYS_NOTHING = N_("says nothing")
HEADINGS = N_("headings")
ABOVE = N_("text above the headings")
LABEL = N_("label of the form")
UNTICKED = N_("box that is not ticked")
CONTACT_LABEL = N_("label of a contact")
BESIDE = N_("text beside the form")
BLANK_FORM = N_("form that is not filled in")
EXAMPLE, INSTRUCTIONS = N_("example row"), N_("row of instructions")
MARKS, NUMBERING, REPEATED = N_("row that marks what is mandatory"), N_("row of numbers"), N_("headings repeated")
TOTALS, BELOW = N_("row of totals"), N_("remark below the table")
"""Rules by which a cell is ignored."""

NO_ACTIVITY = N_("no activity of the file is called so")
TOO_LONG = N_("longer than a field can hold")
NOT_READ = N_("nothing in the program reads this place")
"""Why a cell is refused."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one cell; sheet, row and column as in the book, counted from 0.

    `detail` is, for a field, what it is called ("purpose.legal_basis"); for a note why it is there, for what was
    ignored the rule, for what was refused the reason: in English, to be translated where it is shown. `record` is the
    id of the record whose field or note it is, empty where there is none.
    """

    sheet: str
    row: int
    column: int
    kind: str
    detail: str
    record: str = ""


class Account:
    """The cells of one sheet, settled one by one; each once."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._settled: dict[tuple[int, int], Outcome] = {}

    def text(self, row: int, column: int) -> str:
        """What a cell says, empty where it is empty."""
        cell = self._cell(row, column)
        return cell.text.strip() if cell else ""

    def settle(self, row: int, column: int, kind: str, detail: str, record: str = "") -> None:
        """Say what became of a cell. An empty cell has no outcome. Raises `ValueError` for one that is settled."""
        if not self.text(row, column):
            return
        if (row, column) in self._settled:
            raise ValueError(f"cell {row}, {column} of “{self.sheet.name}” is settled twice")
        self._settled[row, column] = Outcome(self.sheet.name, row, column, kind, detail, record)

    def is_open(self, row: int, column: int) -> bool:
        """Whether a cell says something and nothing became of it yet."""
        return (row, column) not in self._settled and bool(self.text(row, column))

    def settle_row(self, row: int, kind: str, detail: str) -> None:
        """Say the same of every open cell of a row."""
        for column in range(len(self.sheet.rows[row])):
            if self.is_open(row, column):
                self.settle(row, column, kind, detail)

    def settle_rest(self, kind: str, detail: str) -> None:
        """Say the same of every open cell of the sheet."""
        for row in range(len(self.sheet.rows)):
            self.settle_row(row, kind, detail)

    def outcomes(self) -> tuple[Outcome, ...]:
        """What became of each cell that is not empty, in reading order."""
        self.settle_rest(REFUSED, NOT_READ)
        return tuple(self._settled[place] for place in sorted(self._settled))

    def _cell(self, row: int, column: int) -> Cell | None:
        cells = self.sheet.rows[row] if 0 <= row < len(self.sheet.rows) else ()
        return cells[column] if 0 <= column < len(cells) else None


class Again(Account):
    """The cells of a sheet once more, where a row tells of several things: what became of a cell first stands."""

    def __init__(self, account: Account) -> None:
        super().__init__(account.sheet)
        self._settled = account._settled

    def settle(self, row: int, column: int, kind: str, detail: str, record: str = "") -> None:
        """Say what became of a cell, unless that was said."""
        if self.is_open(row, column):
            super().settle(row, column, kind, detail, record)


def counts(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """How many cells ended how; the four figures add up to the number of cells that are not empty."""
    found = Counter(outcome.kind for outcome in outcomes)
    return {kind: found[kind] for kind in KINDS}


def filled(sheet: Sheet) -> int:
    """How many cells of a sheet are not empty: spaces alone are nothing."""
    return sum(1 for row in sheet.rows for cell in row if cell is not None and cell.text.strip())
