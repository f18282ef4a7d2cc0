"""The model of a child table: its rows, a row that is being added, and cells that could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from ropa_desktop.errors import RegisterError
from ropa_desktop.i18n import _
from ropa_desktop.model.fields import FieldInfo
from ropa_desktop.window.cells import BRIEF_TITLE, CELL, Cell, Remark, Text, words
from ropa_desktop.window.editor.candidates import Candidate, Value
from ropa_desktop.window.editor.table_rows import TableRows
from ropa_desktop.window.plain import plain_tip
from ropa_desktop.window.rows import brief_head

Index = QModelIndex | QPersistentModelIndex


class ChildModel(QAbstractTableModel):
    """Rows of a `TableRows`. A new row is in the register once its first cell is; until then it stands last."""

    refused = Signal(str, QPersistentModelIndex)
    """A text that is not written: why, and the cell that keeps it."""

    settled = Signal()
    """A cell that kept such a text says something else now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source: TableRows | None = None
        self.rows: list[Any] = []
        self.infos: list[FieldInfo] = []
        self.adding = False
        self._fresh = ""  # the row that was added last and is still being filled in
        self._unread: dict[tuple[str, str], str] = {}
        self._editable = True

    # -- what is shown ------------------------------------------------------------------------------------

    def show(self, source: TableRows, *, editable: bool) -> bool:
        """The rows of another record; False where none stood here and none do now, and so no view was told."""
        rows, infos = list(source.read()), list(source.infos())
        if not (rows or self.rows or self.adding) and infos == self.infos:
            self.source, self._editable, self._fresh, self._unread = source, editable, "", {}
            return False
        self.beginResetModel()
        self.source, self._editable = source, editable
        self.rows, self.infos = rows, infos
        self.adding, self._fresh = False, ""
        self._unread = {}
        self.endResetModel()
        return True

    def refresh(self) -> None:
        """The same rows as they are now; cells that are being edited stay so where the rows are the same."""
        if self.source is None:
            return
        rows, infos = list(self.source.read()), list(self.source.infos())
        if infos != self.infos:
            self.beginResetModel()
            self.rows, self.infos = rows, infos
            self.endResetModel()
            return
        before = [row.id if row is not None else None for row in self.rows]
        if [row.id for row in rows] == before or (len(rows) == len(before) and self._replaced(rows)):
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.infos) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def begin_row(self) -> QModelIndex:
        """A new row at the end, its first cell to be typed into."""
        if not self.adding:
            place = len(self.rows)
            self.beginInsertRows(QModelIndex(), place, place)
            self.adding = True
            self.endInsertRows()
        return self.index(len(self.rows), 0)

    def drop_row(self) -> None:
        """The new row was left empty: it never was."""
        if self.adding:
            place = len(self.rows)
            self.beginRemoveRows(QModelIndex(), place, place)
            self.adding = False
            self.endRemoveRows()

    def is_new(self, index: Index) -> bool:
        """Whether a cell is in the row that is being added."""
        return self.adding and index.row() == len(self.rows)

    def leads_on(self, index: Index) -> bool:
        """Whether one goes on to the next cell from here: the row is being filled in, and this is not its last."""
        row = self.row(index)
        filling = self.is_new(index) or (row is not None and row.id == self._fresh)
        return filling and index.column() < len(self.infos) - 1

    def filled_in(self) -> None:
        """The row that was added last is left to itself."""
        self._fresh = ""

    def row(self, index: Index) -> Any | None:
        """The record of a row; None for the row that is being added."""
        return self.rows[index.row()] if 0 <= index.row() < len(self.rows) else None

    def info(self, index: Index) -> FieldInfo:
        """The field of a cell."""
        return self.infos[index.column()]

    def edited_record(self, index: Index) -> tuple[str, str | None]:
        """The table that the rows are of, and the id of a row's record; None for the row that is being added."""
        row = self.row(index)
        return self.source.key if self.source else "", row.id if row is not None else None

    def choices(self, info: FieldInfo) -> Sequence[Candidate]:
        """What can be chosen in a column that no vocabulary lists; empty for other columns."""
        return self.source.choices(info) if self.source else ()

    # -- cells --------------------------------------------------------------------------------------------

    def value(self, index: Index) -> Value:
        """What a cell holds in the register."""
        row = self.row(index)
        value: Value = getattr(row, self.infos[index.column()].name) if row is not None else None
        return value

    def unread(self, index: Index) -> str | None:
        """The text of a cell that could not be read."""
        row = self.row(index)
        return self._unread.get((row.id if row is not None else "", self.infos[index.column()].name))

    def keep_unread(self, index: Index, text: str, sentence: str) -> None:
        """What cannot be read stays in the cell, marked and unwritten."""
        row = self.row(index)
        self._unread[row.id if row is not None else "", self.infos[index.column()].name] = text
        self.dataChanged.emit(index, index)
        self.refused.emit(sentence, QPersistentModelIndex(index))

    def write(self, index: Index, value: Value) -> None:
        """Write a cell; the first cell of a new row adds the row. Raises `RegisterError`."""
        assert self.source is not None
        info, row = self.infos[index.column()], self.row(index)
        if self._unread.pop((row.id if row is not None else "", info.name), None) is not None:
            self.settled.emit()
        if row is not None:
            self.source.write(row, info, value)
        elif value is not None and value != "":
            self.adding = False
            before = len(self.rows)
            self.rows.append(None)  # its place is kept while the register is told
            try:
                self.source.add(info, value)
            except RegisterError:
                del self.rows[before:]
                self.adding = True
                raise
            self.rows = [kept for kept in self.rows if kept is not None]
            if len(self.rows) == before:
                self.refresh()
            if len(self.rows) > before:
                self._fresh = self.rows[before].id

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows) + self.adding

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.infos)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = self._editable and self.source is not None and index.column() < len(self.infos)
        if editable and self.source is not None and self.source.editable(self.row(index), self.infos[index.column()]):
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == CELL:
            return self._cell(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(words(self._cell(index)))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return words(self._cell(index))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and section < len(self.infos):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return _(self.infos[section].title)
            if role == BRIEF_TITLE:
                return brief_head(self.infos[section].name)
            if role == Qt.ItemDataRole.ToolTipRole:
                return _(self.infos[section].help) if self.infos[section].help else None
        return None

    def _cell(self, index: Index) -> Cell:
        unread = self.unread(index)
        if unread is not None:
            return Remark("octagon-alert", unread, "missing")
        row = self.row(index)
        if row is None or self.source is None:
            return Text()
        return self.source.cell(row, self.infos[index.column()])

    def _replaced(self, rows: list[Any]) -> bool:
        """Whether every row is the one that was there, or has come to stand in its place."""
        source = self.source
        return source is not None and all(
            old is None or source.stands_for(new, old) for old, new in zip(self.rows, rows, strict=True)
        )
