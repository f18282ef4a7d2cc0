"""The state of one conversation: what a person decided, what follows from it, and which cell everybody looks at.

Every decision is worked out anew: at once where the file is small, else in a thread, where only the newest wish counts
and a result that is outdated is dropped. What was decided can be taken back and done again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ropa_desktop.exchange.intake import Intake, Wishes, values_of, with_sheet
from ropa_desktop.exchange.recognition.account import FIELD, LABEL, Outcome, filled
from ropa_desktop.exchange.recognition.labels import label_at, places_of
from ropa_desktop.exchange.recognition.mapping import FORM, NOTHING, ColumnMapping, SheetMapping
from ropa_desktop.exchange.sheets.book import Book, Cell, Sheet
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.intake.words import key_of
from ropa_desktop.window.intake.worked import Worked, worked
from ropa_desktop.window.work import Work

SMALL = 500
"""Cells with content up to which a file is worked out at once."""


class Session(QObject):
    """A book with the wishes about it.

    `decided`: the wishes are others. `worked_out`: the result is that of the newest wishes. `looked`: another sheet,
    column or cell is looked at.
    """

    decided = Signal()
    worked_out = Signal()
    looked = Signal()

    def __init__(self, book: Book, wishes: Wishes, found: Worked, current: Snapshot, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.book = book
        self.wishes = wishes
        self.worked = found
        self.snapshot = current
        self.sheet_name = _first_sheet(book, wishes)
        self.column: int | None = None
        self.cell: tuple[int, int] | None = None
        self._before: list[Wishes] = []
        self._after: list[Wishes] = []
        self._work: Work | None = None
        self._wanted = False

    # -- what is looked at --------------------------------------------------------------------------------

    @property
    def intake(self) -> Intake:
        """What followed from the wishes that were worked out last."""
        return self.worked.intake

    @property
    def sheet(self) -> Sheet:
        """The sheet that is looked at."""
        return next(sheet for sheet in self.book.sheets if sheet.name == self.sheet_name)

    @property
    def own(self) -> SheetMapping:
        """How that sheet is mapped."""
        found = self.wishes.mapping.sheet(self.sheet_name)
        return found or SheetMapping(self.sheet_name, NOTHING)

    @property
    def mapped(self) -> ColumnMapping | None:
        """The mapping of the column that is looked at; on a form, of the label that the cell belongs to."""
        return self.mapping_at(self.cell[0] if self.cell else -1, self.column)

    def mapping_at(self, row: int, column: int | None) -> ColumnMapping | None:
        """The mapping of a column, on a form of the label that a row belongs to; None where there is none."""
        own = self.own
        if own.shape == FORM:
            return label_at(self.sheet, own.columns, row, column)
        return next((one for one in own.at(row).columns if one.column == column), None)

    def mapping_called(self, key: str) -> ColumnMapping | None:
        """The mapping with a key, None where there is none."""
        columns = (column for table in self.own.tables() for column in table.columns)
        return next((one for one in columns if self.key(one) == key), None)

    def key(self, mapped: ColumnMapping) -> str:
        """What tells a column from the others of its sheet: `key_of`, and of a table below the first its row."""
        table = self.own.of(mapped)
        return key_of(mapped) if table is self.own or not table.header else f"{key_of(mapped)}@{table.header[1]}"

    def look_at_mapping(self, mapped: ColumnMapping) -> None:
        """Look at a column, or at the first value of a form's label, and at the label itself where it has none."""
        table = self.own.of(mapped)
        if mapped.row is None and table is not self.own and table.header:
            self.look_at(cell=(table.header[1], mapped.column))
        elif mapped.row is None:
            self.look_at(mapped.column)
        elif mapped != self.mapped:
            places = places_of(self.sheet, self.own.columns, mapped)
            self.look_at(cell=next(iter(places), (mapped.row, mapped.column)))

    def is_looked_at(self, row: int, column: int) -> bool:
        """Whether a cell stands in the column, or belongs to the label, that is looked at."""
        mapped = self.mapped
        if self.own.shape != FORM and (column != self.column or not self.own.below):
            return column == self.column
        return mapped is not None and self.mapping_at(row, column) == mapped

    def fields_looked_at(self) -> frozenset[str]:
        """What the cells of the column or label that is looked at became ("purpose.legal_basis")."""
        mapped = self.mapped
        if mapped is None or (mapped.row is None and not self.own.below):
            return self.worked.fields.get((self.sheet_name, -1 if self.column is None else self.column), frozenset())
        if mapped.row is None:
            rows = (row for row in range(len(self.sheet.rows)) if self.mapping_at(row, mapped.column) is mapped)
            places = [(row, mapped.column) for row in rows]
        else:
            places = list(places_of(self.sheet, self.own.columns, mapped))
        found = (self.outcome(*place) for place in places)
        return frozenset(one.detail for one in found if one is not None and one.kind == FIELD)

    def outcome(self, row: int, column: int) -> Outcome | None:
        """What became of a cell of the sheet, None for an empty one."""
        return self.worked.outcomes.get((self.sheet_name, row, column))

    def cell_at(self, row: int, column: int) -> Cell | None:
        """A cell of the sheet as the file has it."""
        rows = self.sheet.rows
        return rows[row][column] if 0 <= row < len(rows) and 0 <= column < len(rows[row]) else None

    def text(self, row: int, column: int) -> str:
        """What a cell says, corrections in."""
        corrected = self.wishes.corrections.get((self.sheet_name, row, column))
        if corrected is not None:
            return corrected
        cell = self.cell_at(row, column)
        return cell.text if cell else ""

    def values(self) -> Counter[str]:
        """The values of the column that is looked at, corrections in."""
        column = self.mapped
        rows = self.worked.rows.get(self.sheet_name)
        if column is None or (rows is None and column.row is None):
            return Counter()
        if column.row is not None and self._heads_a_section(column):
            return Counter()
        table = self.own.of(column)
        return values_of(self.book, table, column, rows if table is self.own else None, self.wishes.corrections)

    def look_at(self, column: int | None = None, cell: tuple[int, int] | None = None, sheet: str = "") -> None:
        """Look at a column, or at a cell and with it at its column; of another sheet where one is named."""
        if cell is not None:
            column = cell[1]
        if (sheet or self.sheet_name, column, cell) == (self.sheet_name, self.column, self.cell):
            return
        self.sheet_name, self.column, self.cell = sheet or self.sheet_name, column, cell
        self.looked.emit()

    # -- deciding -----------------------------------------------------------------------------------------

    def decide(self, wishes: Wishes) -> None:
        """Other wishes; what follows from them is told with `worked_out`."""
        if wishes == self.wishes:
            return
        self._before.append(self.wishes)
        self._after.clear()
        self._take(wishes)

    def decide_sheet(self, own: SheetMapping) -> None:
        """The sheet that is looked at, mapped otherwise."""
        if self.wishes.mapping.sheet(own.sheet) is not None:
            self.decide(with_sheet(self.wishes, own))

    def take_back(self) -> bool:
        """The wishes before the last decision; False where there was none."""
        return self._step(self._before, self._after)

    def do_again(self) -> bool:
        """The decision that was taken back last; False where there is none."""
        return self._step(self._after, self._before)

    def read_again(self, book: Book, wishes: Wishes, found: Worked) -> None:
        """The file has changed: the same wishes about what it says now, and what follows."""
        self.book, self.wishes, self.worked = book, wishes, found
        if self.sheet_name not in {sheet.name for sheet in book.sheets}:
            self.sheet_name = _first_sheet(book, wishes)
        self.column, self.cell = None, None
        self._before.clear()
        self._after.clear()

    @property
    def has_decided(self) -> bool:
        """Whether there is a decision that could be taken back."""
        return bool(self._before)

    @property
    def is_current(self) -> bool:
        """Whether the result is that of the newest wishes."""
        return self._work is None and not self._wanted

    def leave(self) -> None:
        """The conversation is over; work under way goes on unheard until its thread ends."""
        if self._work is not None:
            self._work.abandoned = True
            self._work.finished.disconnect(self._finished)
            self._work.setParent(self._parent.parent())  # outlives the window; whoever closes that waits for it
            self._work.finished.connect(self._work.deleteLater)
            self._work = None

    def _heads_a_section(self, label: ColumnMapping) -> bool:
        """Whether nothing but headings stands beside a label of a form: its values stand in the rows below, by rule."""
        found = [self.outcome(*place) for place in places_of(self.sheet, self.own.columns, label)]
        return bool(found) and all(one is not None and one.detail == LABEL for one in found)

    # -- within -------------------------------------------------------------------------------------------

    def _step(self, source: list[Wishes], target: list[Wishes]) -> bool:
        if not source:
            return False
        target.append(self.wishes)
        self._take(source.pop())
        return True

    def _take(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self._wanted = True
        self.decided.emit()
        if self._work is None:
            self._work_out()

    def _work_out(self) -> None:
        self._wanted = False
        work = self._wish()
        if len(self.worked.outcomes) <= SMALL:
            self.worked = work()
            self.worked_out.emit()
            return
        self._work = Work(work, self._parent)
        self._work.finished.connect(self._finished)
        self._work.start()

    def _wish(self) -> Callable[[], Worked]:
        book, wishes, current = self.book, self.wishes, self.snapshot
        return lambda: worked(book, wishes, current)

    def _finished(self) -> None:
        work, self._work = self._work, None
        assert work is not None
        work.deleteLater()
        if work.failure is not None:
            raise work.failure
        if self._wanted:
            self._work_out()
            return
        self.worked = work.result
        self.worked_out.emit()


def _first_sheet(book: Book, wishes: Wishes) -> str:
    """The first sheet that holds something, else the fullest."""
    holding = [own.sheet for own in wishes.mapping.sheets if own.shape != NOTHING]
    names = [sheet.name for sheet in book.sheets if sheet.name in holding]
    return names[0] if names else max(book.sheets, key=filled).name
