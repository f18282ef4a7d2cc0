"""The model of a list that is typed into: rows of records, headings of groups, a row to begin the next record in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from time import perf_counter
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ropa_desktop.errors import RegisterError
from ropa_desktop.i18n import _
from ropa_desktop.model.fields import FieldInfo
from ropa_desktop.window.cells import CELL, Cell, Remark, Text, sort_key
from ropa_desktop.window.editor.candidates import Candidate, Value, folded
from ropa_desktop.window.grid.columns import Edited, Own, Several, edited, raw_value, values_of
from ropa_desktop.window.grid.filters import CONTAINS, Filter, heading, passing
from ropa_desktop.window.grid.page_rows import PageRows
from ropa_desktop.window.grid.unread import Place, UnreadCells
from ropa_desktop.window.grid.writing import Writer, can_be_typed
from ropa_desktop.window.navigation import Page
from ropa_desktop.window.table import Column, Row, RowsModel

Index = QModelIndex | QPersistentModelIndex
HEADING = CELL + 1  # the role under which a row says the heading of its group; None for a record


MOMENT, SLICE = 0.04, 0.02  # seconds of work at once: when it is asked for, and while the window goes on
IDENTITY = attrgetter("id")
SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
EDITABLE = SHOWN | Qt.ItemFlag.ItemIsEditable
ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


def invitation() -> str:
    """What the row at the bottom invites to."""
    return _("Type here, or paste rows from Excel")


class HeadingRow(Row):
    """The heading above a group: what its rows have in common, and how many there are."""

    __slots__ = ("count", "title")

    def __init__(self, title: str, count: int) -> None:
        super().__init__("", ())
        self.title, self.count = title, count

    def cell(self, column: int) -> Cell:
        return Text()


class GridModel(RowsModel):
    """Rows of a page. `refused` says why something typed is not written, `mended` that no such text is left; `added`
    names a record begun here.
    """

    refused = Signal(str)
    mended = Signal()
    added = Signal(str)
    remade = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, fold=folded)
        self.writer: Writer | None = None
        self.source = PageRows()
        self.filters: dict[str, Filter] = {}
        self.only: frozenset[str] | None = None  # of all records these alone; None: all
        self.group = ""  # the column whose values make the groups
        self._prepared = 0  # rows whose words the search has
        self._said: dict[int, list[str]] = {}  # the words of columns that are filtered, of all rows
        self._waiting: list[Callable[[], object]] = []  # for cells that are being made
        self._making: Iterator[tuple[Row, int]] = iter(())
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(lambda: self._make(SLICE))
        self.begun = ""  # the record that was begun last in the row at the bottom
        self._columns: list[Edited] = []
        self._unread = UnreadCells()

    # -- what is shown ------------------------------------------------------------------------------------

    def set_page(self, page: Page, columns: Sequence[Column], writer: Writer | None) -> None:
        """Another page, or other columns of it; rows follow with `set_rows`."""
        if self.writer is None or writer is None or self.writer.page != writer.page:
            self._unread = UnreadCells()
        self.writer = writer
        self._columns = [edited(page, column.key) for column in columns]
        self.set_columns(columns)

    def set_rows(self, rows: Sequence[Row]) -> None:
        self._prepared, self._said = 0, {}
        self._forget_waiting()
        super().set_rows(rows)

    def set_filters(self, filters: Mapping[str, Filter]) -> None:
        """Show only rows that pass every column's filter."""
        self.filters = dict(filters)
        keys = [column.key for column in self.columns]
        self.when_made([keys.index(key) for key in filters if key in keys], self._show)

    def show_only(self, ids: frozenset[str] | None) -> None:
        """Show of all records these alone; None: all again."""
        self.only = ids
        self._show()

    def group_by(self, column: str) -> None:
        """Put rows with the same value in a column under one heading; no column: no headings."""
        self.group = column
        self.when_made([number for number, each in enumerate(self.columns) if each.key == column], self._show)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (column, order) if 0 <= column < len(self.columns) else None
        self.when_made([column] if self._order is not None else [], self._show)

    def when_made(self, columns: Sequence[int], act: Callable[[], object]) -> None:
        """Act once every row has its letters, if these columns show them: at once where that is so, else in a moment.

        Letters of many thousand activities take half a second, other cells next to nothing. They are made a few at a
        time, so that the window goes on; `remade` says when what was asked for is done then.
        """
        if act not in self._waiting:
            self._waiting.append(act)
        slow = [column for column in columns if column == self.source.lettered]
        self._making = chain(self._making, ((row, column) for column in slow for row in self._all))
        if not self._slices.isActive():
            self._make(MOMENT)

    def _make(self, seconds: float) -> None:
        until = perf_counter() + seconds
        for row, column in self._making:
            row.cell(column)
            if perf_counter() > until:
                self._slices.start()
                return
        later = self._slices.isActive()
        acts = self._forget_waiting()
        for act in acts:
            act()
        if later:
            self.remade.emit()

    def _forget_waiting(self) -> list[Callable[[], object]]:
        acts, self._waiting, self._making = self._waiting, [], iter(())
        self._slices.stop()
        return acts

    def update_rows(self, rows: Sequence[Row], touched: frozenset[str]) -> None:
        """The rows after a step. What is shown stays in its place, as in a spreadsheet: neither filter nor order is
        applied anew to a row that was shown; a row that is new, or that the filter now lets through, comes in.
        """
        before, self._all, self._prepared = self._all, rows, 0
        self._said = {}
        same = list(map(IDENTITY, before)) == list(map(IDENTITY, rows))
        if same and not self._let_in(rows, touched):
            if before is not rows and touched:
                self._replace({row.id: row for row in rows if row.id in touched})
            return
        known = {row.id for row in before}
        shown = {row.id for row in self.rows if row.id}
        let_in = {row.id for row in self._let_in(rows, touched)}
        kept = [row for row in rows if row.id in shown or row.id not in known or row.id in let_in]
        if self._order is not None and not self.group:
            place = {row.id: number for number, row in enumerate(self.rows)}
            kept.sort(key=lambda row: place.get(row.id, len(place)))
        elif self.group:
            fresh = [row for row in kept if row.id not in known]
            kept = [*self._arranged([row for row in kept if row.id in known]), *fresh]
        if [row.id for row in kept] == [row.id for row in self.rows]:
            self._replace({row.id: row for row in kept})
            return
        self.beginResetModel()
        self.rows = kept
        self.endResetModel()

    def prepare(self, seconds: float) -> bool:
        """Put words of rows that were not looked at yet into the form that the search compares, for so long; False
        once all are done. The first letter that is typed need not wait for them then.
        """
        until = perf_counter() + seconds
        for row in self._all[self._prepared :]:
            if perf_counter() > until:
                return True
            self._prepared += 1
            if row.folded is None:
                row.folded = self._fold(row.searchable)
            if self.source.lettered >= 0:
                row.cell(self.source.lettered)  # an order by letters need not wait either
        return False

    @property
    def shown(self) -> int:
        """How many records are shown."""
        return sum(1 for row in self.rows if row.id) if self.group else len(self.rows)

    @property
    def adding(self) -> bool:
        """Whether there is a row at the bottom to begin a record in."""
        return self.writer is not None and not self.writer.desk.register.read_only and can_be_typed(self.writer.page)

    def is_new(self, index: Index) -> bool:
        """Whether a cell is in the row at the bottom."""
        return index.row() == len(self.rows)

    def record(self, row: int) -> Any | None:
        """The record of a row as the register has it; None for a heading and the row at the bottom."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return getattr(found, "record", None)

    def edits(self, column: int) -> Edited:
        """What a column edits."""
        return self._columns[column] if 0 <= column < len(self._columns) else None

    def key_of(self, column: Edited) -> str:
        """The key of the column that edits this."""
        return next((c.key for c, own in zip(self.columns, self._columns, strict=True) if own is column), "")

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows) + self.adding

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or (index.row() < len(self.rows) and not self.rows[index.row()].id):
            return Qt.ItemFlag.NoItemFlags
        writable = self.writer is not None and not self.writer.desk.register.read_only
        return EDITABLE if writable and self.edits(index.column()) is not None else SHOWN

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if self.is_new(index):
            return self._invitation(role)
        if role == HEADING:
            row = self.rows[index.row()]
            return f"{row.title}  ·  {row.count}" if isinstance(row, HeadingRow) else None
        unread = self._unread.at((self.rows[index.row()].id, self.columns[index.column()].key))
        if unread is not None:
            if role == CELL:
                return Remark("octagon-alert", unread.text, "missing")
            if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                return f"{unread.text}\n{unread.because}"
            return unread.text if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(self.rows[index.row()], HeadingRow):
            return self.data(index, HEADING)
        return super().data(index, role)

    def say(self, column: int, value: str) -> str:
        """A value that a column can be filtered by, in words."""
        return self.source.say(column, value)

    def values_said(self, column: int) -> dict[str, str]:
        """Every value of a column that a row has, with its words."""
        met = dict.fromkeys(value for row in self._all for value in row.values(column))  # type: ignore[attr-defined]
        return {value: self.say(column, value) for value in met}

    # -- cells that are edited ----------------------------------------------------------------------------

    def info(self, index: Index) -> FieldInfo:
        """The field of a cell; of a column of several, that of its rows."""
        column = self.edits(index.column())
        assert column is not None
        return column.info

    def edited_record(self, index: Index) -> tuple[str, str | None]:
        """The table of the record, and its id; None for one that is being begun."""
        assert self.writer is not None
        record = self.record(index.row())
        return self.writer.page.kind, record.id if record is not None else None

    def choices(self, info: FieldInfo) -> Sequence[Candidate]:
        """Every column that is chosen in has its vocabulary or its kind."""
        return ()

    def value(self, index: Index) -> Value:
        """What the record's own field holds."""
        record, column = self.record(index.row()), self.edits(index.column())
        return raw_value(record, column) if record is not None and isinstance(column, Own) else None

    def values(self, index: Index) -> tuple[str, ...]:
        """What a column of several holds."""
        record, column = self.record(index.row()), self.edits(index.column())
        if record is None or self.writer is None or not isinstance(column, Several):
            return ()
        return values_of(self.writer.desk.snapshot, record.id, column)

    def unread(self, index: Index) -> str | None:
        """The text of a cell that could not be read."""
        found = self._unread.at(self._place(index)) if self._unread else None
        return found.text if found is not None else None

    def keep_unread(self, index: Index, text: str, sentence: str) -> None:
        """What cannot be read stays in the cell, marked and unwritten."""
        if not self.is_new(index):
            self._unread.keep({self._place(index): (text, sentence)}, self._last_step())
            self.dataChanged.emit(index, index)
        self.refused.emit(sentence)

    def mark_unread(self, cells: Mapping[Place, tuple[str, str]], *, of_step: bool) -> None:
        """The same for many cells, by record and column: what was pasted and could not be read, and why.

        `of_step`: other cells were written from the same paste, as the last step.
        """
        self._unread.keep(cells, self._last_step(), of_step=of_step)
        self._repaint()

    def forget_unread(self, cells: Iterable[Place]) -> None:
        """Cells, by record and column, that hold something readable now."""
        if self._unread:
            self._unread.forget(cells)
            self._tell_mended()

    def unread_cells(self) -> list[Place]:
        """The cells that could not be read, by record and column."""
        return self._unread.places()

    def take_back_unread(self) -> bool:
        """Undo what was typed last and could not be read, if it came after the last step; False where nothing did."""
        taken = self._unread.take_back(self._last_step())
        if taken:
            self._tell_mended()
        return taken

    def follow_undo(self, step: str) -> None:
        """A step was taken back: so are the texts that were pasted with it and could not be read."""
        if self._unread:
            self._unread.follow_undo(step)
            self._tell_mended()

    def write(self, index: Index, value: Any) -> None:
        """Write a cell; in the row at the bottom it begins a record. Raises `RegisterError`."""
        column = self.edits(index.column())
        if column is None or self.writer is None:
            return
        if self.is_new(index):
            if value is not None and value != "" and value != []:
                self.begun = self.writer.add(column, value)
                self.added.emit(self.begun)
            return
        place = self._place(index)
        had = self._unread.at(place)
        self._unread.forget([place])
        try:
            self.writer.write(place[0], column, value)
        except RegisterError:
            if had is not None:
                self._unread.put_back(place, had)
            raise
        if had is not None:
            self._tell_mended()

    # -- within -------------------------------------------------------------------------------------------

    def _last_step(self) -> str:
        last = self.writer.desk.register.journal.undoable if self.writer is not None else None
        return last.id if last is not None else ""

    def _tell_mended(self) -> None:
        self._repaint()
        if not self._unread:
            self.mended.emit()

    def _place(self, index: Index) -> tuple[str, str]:
        row = self.rows[index.row()].id if index.row() < len(self.rows) else ""
        return row, self.columns[index.column()].key

    def _invitation(self, role: int) -> Any:
        """What the row at the bottom says; its words are painted across it."""
        if role == CELL:
            return Text()
        return _("New row: type here, or paste rows from Excel") if role == ACCESSIBLE else None

    def passing_others(self, besides: str) -> list[Row]:
        """The rows that the search and every filter but that of one column let through."""
        return self._matching(self._all, besides)

    def _matching(self, rows: Sequence[Row], besides: str = "") -> list[Row]:
        if self.only is not None:
            rows = [row for row in rows if row.id in self.only]
        found = super()._matching(rows)
        keys = [column.key for column in self.columns]
        for key, wanted in self.filters.items():
            if key in keys and key != besides:
                found = self._passing(found, keys.index(key), wanted)
        return found

    def _passing(self, rows: list[Row], column: int, wanted: Filter) -> list[Row]:
        if wanted.how != CONTAINS or len(rows) != len(self._all):
            return passing(rows, column, wanted, self._fold)
        said = self._said.get(column)  # of all rows, as a filter compares them: asked for at every key
        if said is None:
            said = self._said[column] = [row.said(column, self._fold) for row in rows]  # type: ignore[attr-defined]
        terms = self._fold(wanted.what[0]).split()
        if len(terms) == 1:
            (term,) = terms
            return [row for row, words in zip(rows, said, strict=True) if term in words]
        return [row for row, words in zip(rows, said, strict=True) if all(term in words for term in terms)]

    def _arranged(self, rows: list[Row]) -> list[Row]:
        keys = [column.key for column in self.columns]
        if self.group not in keys:
            return super()._arranged(rows)
        column = keys.index(self.group)
        groups: dict[str, list[Row]] = {}
        for row in super()._arranged(rows):
            groups.setdefault(heading(row.cell(column)), []).append(row)
        arranged: list[Row] = []
        for title, members in sorted(groups.items(), key=lambda pair: sort_key(pair[1][0].cell(column))):
            arranged += [HeadingRow(title or _("empty"), len(members)), *members]
        return arranged

    def _let_in(self, rows: Sequence[Row], touched: frozenset[str]) -> list[Row]:
        """Rows that a step made pass the filter: they were not shown before."""
        if not (self._terms or self.filters or self.only) or not touched:
            return []
        shown = {row.id for row in self.rows}
        return self._matching([row for row in rows if row.id in touched and row.id not in shown])

    def _replace(self, rows: Mapping[str, Row]) -> None:
        places = []
        for place, row in enumerate(self.rows):
            if row.id in rows:
                self.rows[place] = rows[row.id]
                places.append(place)
        if places:
            self.dataChanged.emit(self.index(places[0], 0), self.index(places[-1], len(self.columns) - 1))

    def _repaint(self) -> None:
        if self.rows and self.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))
