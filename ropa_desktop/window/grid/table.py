"""The view of a list: keys and rectangles as in Excel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from ropa_desktop.window.editor.choice_list import PickBox
from ropa_desktop.window.editor.simple_fields import LineBox
from ropa_desktop.window.grid.delegate import GridDelegate
from ropa_desktop.window.grid.frozen import FrozenColumns
from ropa_desktop.window.grid.header import FilterHeader
from ropa_desktop.window.grid.model import GridModel
from ropa_desktop.window.table import LEAST, NAME_LEAST, ListTable

Index = QModelIndex | QPersistentModelIndex
NO, CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
COMMANDS = (
    (QKeySequence.StandardKey.Copy, "copy_wanted"),
    (QKeySequence.StandardKey.Cut, "cut_wanted"),
    (QKeySequence.StandardKey.Paste, "paste_wanted"),
)


class GridTable(ListTable):
    """Cells that are typed into. What is done to several at once is the page's (`doing.py`)."""

    copy_wanted = Signal()
    cut_wanted = Signal()
    paste_wanted = Signal()
    clear_wanted = Signal()
    fill_down_wanted = Signal()
    fill_wanted = Signal(object)
    open_wanted = Signal(QModelIndex)
    began = Signal()  # a record was begun in the row at the bottom: its row is wanted now

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        self.grid_model = model
        self.selects_several = False
        self.outline: QRect | None = None  # the selected rectangle: columns across, rows down
        self.frozen = FrozenColumns(self)
        super().__init__(model, parent)
        self.filters.frozen = self.frozen
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.AnyKeyPressed)

    def make_delegate(self) -> GridDelegate:
        return GridDelegate(self)

    def make_head(self) -> FilterHeader:
        return FilterHeader(self)

    @property
    def filters(self) -> FilterHeader:
        """The head with its filter row."""
        assert isinstance(self.head, FilterHeader)
        return self.head

    @property
    def cells(self) -> GridDelegate:
        """What draws and edits the cells."""
        assert isinstance(self._cells, GridDelegate)
        return self._cells

    def setCurrentIndex(self, index: Index) -> None:
        """Make one cell current and select it alone, whichever keys are held down (Shift+Enter goes up)."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect if index.isValid() else flags.Clear)

    # -- where one is -------------------------------------------------------------------------------------

    def _ranges(self) -> list[QItemSelectionRange]:
        return list(cast("list[QItemSelectionRange]", self.selectionModel().selection()))

    def rectangle(self) -> QRect:
        """The columns (across) and rows (down) that the selection spans; the current cell where nothing else is."""
        spanned = QRect()
        for chosen in self._ranges():
            spanned = spanned.united(
                QRect(
                    chosen.left(), chosen.top(), chosen.right() - chosen.left() + 1, chosen.bottom() - chosen.top() + 1
                )
            )
        current = self.currentIndex()
        if spanned.isEmpty() and current.isValid():
            return QRect(current.column(), current.row(), 1, 1)
        return spanned

    def is_chosen(self, row: int, column: int) -> bool:
        """Whether a cell is selected; the current one is where nothing else is."""
        if self.outline is not None:
            return self.outline.contains(column, row)
        index = self.grid_model.index(row, column)
        return index == self.currentIndex() or self.selectionModel().isSelected(index)

    def select_rectangle(self, place: QRect) -> None:
        """Select a rectangle and make its first cell current."""
        first = self.grid_model.index(place.top(), place.left())
        last = self.grid_model.index(place.bottom(), place.right())
        if first.isValid() and last.isValid():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(first, flags.ClearAndSelect)
            self.selectionModel().select(QItemSelection(first, last), flags.ClearAndSelect)
            self.scrollTo(first)

    def go(self, down: int, right: int) -> None:
        """From the current cell to the one beside it; past the last column on to the next row, and back."""
        if self.grid_model.begun:
            self.began.emit()
        current = self.currentIndex()
        if not current.isValid():
            return
        row, column, width = current.row() + down, current.column() + right, len(self.grid_model.columns)
        if column >= width:
            row, column = row + 1, 0
        elif column < 0:
            row, column = row - 1, width - 1
        step = -1 if down < 0 or right < 0 else 1
        while 0 <= row < self.grid_model.rowCount() and not self._stands(row):
            row += step  # over the heading of a group
        if 0 <= row < self.grid_model.rowCount():
            self.setCurrentIndex(self.grid_model.index(row, column))

    def begin_row(self) -> None:
        """To the row at the bottom, into the cell of the name, to type the next record."""
        self.cells.finish()
        if self.grid_model.begun:
            self.began.emit()
        if self.grid_model.adding:
            names = (number for number, column in enumerate(self.grid_model.columns) if column.name)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setCurrentIndex(self.grid_model.index(self.grid_model.rowCount() - 1, next(names, 0)))
            self.scrollToBottom()

    def edit_cell(self, *, keep: bool) -> None:
        """Edit the current cell; `keep` what stands there. A cell that is not edited here opens its record."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.open_wanted.emit(index)
            return
        self.edit(index)
        editor = self.cells.open_editor
        if keep and isinstance(editor, LineBox):
            editor.deselect()
            editor.end(False)

    def scrolled_across(self) -> None:
        """Other columns are in sight, or other columns stay: everything is painted where it stands now."""
        self.filters.put_fields()
        self.viewport().update()

    # -- Qt's events --------------------------------------------------------------------------------------

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        bar = self.horizontalScrollBar()
        across = bar.value()
        super().scrollTo(index, hint)
        if index.column() < self.frozen.count:
            bar.setValue(across)  # it is in sight wherever the others stand
        else:
            bar.setValue(bar.value() - self.frozen.hidden_part(self.visualRect(index)))

    def scrollContentsBy(self, across: int, down: int) -> None:
        super().scrollContentsBy(across, down)
        if across and self.frozen.wished:
            self.scrolled_across()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self.frozen.paint_cells(painter, event.rect())
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        return self.frozen.tell(event) or bool(super().viewportEvent(event))

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        super().dataChanged(first, last, roles)
        if self.frozen.shift:
            self.viewport().update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            back = event.key() == Qt.Key.Key_Backtab or bool(event.modifiers() & SHIFT)
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not event.modifiers() & CONTROL:
                before = self.currentIndex()
                self.go(0, -1 if back else 1)
                if self.currentIndex() != before:
                    return True  # at either end Tab leaves the list
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        for sequence, wanted in COMMANDS:
            if event.matches(sequence):
                getattr(self, wanted).emit()
                return
        if event.matches(QKeySequence.StandardKey.Undo):  # comes here only where the register has no step to undo
            self.grid_model.take_back_unread()
            return
        if enter and modifiers == CONTROL:
            self.begin_row()
        elif enter and modifiers in (NO, SHIFT):
            self.go(-1 if modifiers == SHIFT else 1, 0)
        elif key == Qt.Key.Key_F2 and modifiers == NO:
            self.edit_cell(keep=True)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and modifiers == NO:
            self.clear_wanted.emit()
        elif key == Qt.Key.Key_D and modifiers == CONTROL:
            self.fill_down_wanted.emit()
        elif key == Qt.Key.Key_L and modifiers == CONTROL | SHIFT:
            self.filters.enter(self.currentIndex().column())
        elif key == Qt.Key.Key_Down and modifiers == ALT:
            self._show_choices()
        elif event.matches(QKeySequence.StandardKey.SelectAll) or key in MOVING:
            super().keyPressEvent(event)
        elif modifiers & (CONTROL | ALT):
            event.ignore()  # the window's commands
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: object) -> None:
        index = self.indexAt(event.position().toPoint())  # type: ignore[attr-defined]
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.open_wanted.emit(index)
            return
        super().mouseDoubleClickEvent(event)  # type: ignore[arg-type]

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        several = self.selects_several
        ranges = self._ranges()
        place = self.rectangle() if ranges else QRect()
        self.selects_several = place.width() * place.height() > 1
        self.outline = place if self.selects_several and len(ranges) == 1 else None
        if several or self.selects_several:
            self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        rows = {current.row(), previous.row()}
        for row in rows - {-1}:  # the soft ground of the current row
            self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    # -- within -------------------------------------------------------------------------------------------

    def _share_width(self) -> None:
        """Where there are more columns than room the list scrolls: none gives way, and the name has its own width."""
        super()._share_width()
        columns = self.grid_model.columns
        others = sum(self.columnWidth(number) for number, column in enumerate(columns) if not column.stretch)
        short = self.viewport().width() - others < LEAST
        modes = QHeaderView.ResizeMode
        self._sharing = True
        for number, column in enumerate(columns[: self.head.count()]):
            if column.stretch:
                self.head.setSectionResizeMode(number, modes.Interactive if short else modes.Stretch)
                if short:
                    self.head.resizeSection(number, NAME_LEAST)
            elif short and not self._dragged:
                self.head.resizeSection(number, self._chosen.get(column.key, column.width))
        self._sharing = False

    def _stands(self, row: int) -> bool:
        rows = self.grid_model.rows
        return row >= len(rows) or bool(rows[row].id)

    def _show_choices(self) -> None:
        self.edit_cell(keep=False)
        editor = self.cells.open_editor
        if isinstance(editor, PickBox):
            editor.show_all()


MOVING = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
