"""A list whose cells are chosen from lists: where a column goes, what a value is read as.

A double click, Enter, F2 or Alt+Down opens the list of a cell, typing searches it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QStyleOptionViewItem, QTableView, QWidget

from ropa_desktop.window.colours import colours
from ropa_desktop.window.delegate import PADDING, CellDelegate
from ropa_desktop.window.editor.candidates import Candidate, Value
from ropa_desktop.window.editor.choice_list import PickBox
from ropa_desktop.window.icons import paint_icon
from ropa_desktop.window.table import HEAD_HEIGHT, Column, ListTable, Row, RowsModel
from ropa_desktop.window.undo_keys import share_undo

Index = QModelIndex | QPersistentModelIndex
ROW = 26  # height of a row, logical pixels
SHARE = 0.53  # of the room that the firm columns leave, for the column that is chosen
ARROW = 24  # width of the place at a cell's right that opens its list


class ListBox(PickBox):
    """The choices of one cell. A text that is none of them is taken only where `free`."""

    free = False

    def __init__(self, parent: QWidget, choices: Sequence[Candidate], value: Value, text: str) -> None:
        super().__init__(parent)
        self._choices = choices
        self._value, self._shown = value, text
        self.set_text_quietly(text)
        self.setAutoFillBackground(True)
        share_undo(self)

    def candidates(self) -> Sequence[Candidate]:
        return self._choices

    def shown_as(self, value: Value) -> str:
        return next((one.title for one in self._choices if one.value == value), "")

    def show_all(self) -> None:
        """The whole list, with what is chosen current; nothing stands for unknown here."""
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self._open(list(self._choices))
        current = next((row for row, one in enumerate(self._choices) if one.value == self._value), 0)
        shown = self._view.model().index(current, 0)
        self._view.setCurrentIndex(shown)
        self._view.scrollTo(shown)

    @property
    def is_changed(self) -> bool:
        """Whether something was chosen or typed."""
        return self.pending or self.text() != self._shown


class PickDelegate(CellDelegate):
    """Draws a list's cells and edits those of one column by choosing."""

    def __init__(self, view: PickTable, column: int) -> None:
        super().__init__(view, name_column=0)
        self._view = view
        self._column = column

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if self._has_arrow(index):
            roles = colours(option.palette)
            box = QRect(option.rect.right() - ARROW + 2, option.rect.top(), 14, option.rect.height())
            paint_icon(painter, box, "chevron-down", roles.muted)

    def room(self, box: QRect, index: Index) -> QRect:
        return super().room(box, index).adjusted(0, 0, PADDING - ARROW if self._has_arrow(index) else 0, 0)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget | None:  # type: ignore[override]
        editor = self._view.box(parent, index.row())
        if editor is not None:
            editor.chosen.connect(lambda: self._end(editor))
            if not self._view.typed:
                QTimer.singleShot(0, editor, editor.show_all)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, ListBox)
        if not editor.is_changed:
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        assert isinstance(editor, ListBox)
        if editor.is_changed:
            self._view.take(index.row(), editor)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setMinimumHeight(0)
        editor.setMaximumHeight(option.rect.height())
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        # Enter acts at once here: Qt would let it take effect when the cell may be closed already.
        pressed = event.key() if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) else None
        if isinstance(editor, ListBox) and pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(editor)
            return True
        return bool(super().eventFilter(editor, event))

    def _has_arrow(self, index: Index) -> bool:
        """Whether the cell shows that it opens a list: that of the current row does."""
        here = index.row() == self._view.currentIndex().row() and index.column() == self._column
        return here and self._view.rows.can_pick

    def _end(self, editor: ListBox) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self._view.setFocus()


class PickModel(RowsModel):
    """Rows of which one column is edited."""

    def __init__(self, picked: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picked = picked
        self.can_pick = True

    def show_rows(self, rows: Sequence[Row]) -> None:
        """These rows; where they are the same ones as before, their cells alone are new."""
        if [row.id for row in rows] != [row.id for row in self.rows]:
            self.set_rows(rows)
            return
        self._all, self.rows = rows, list(rows)
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.can_pick and index.column() == self.picked else flags


class PickTable(ListTable):
    """A list of the conversation; subclasses say what a row's cell is chosen from, and what choosing does."""

    def __init__(self, model: PickModel, columns: list[Column], parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.rows = model
        self.typed = False  # whether the cell was opened by typing into it
        self.setItemDelegate(PickDelegate(self, model.picked))
        self.rows.set_columns(columns)
        self.lay_out_columns()
        self.set_row_height(ROW)
        self.setSortingEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked)

    def box(self, parent: QWidget, row: int) -> ListBox | None:
        """The list for a row's cell, None where it cannot be chosen."""
        return None

    def take(self, row: int, box: ListBox) -> None:
        """What was chosen for a row."""

    def open_list(self, row: int) -> None:
        """Open the list of a row's cell."""
        self.setCurrentIndex(self.rows.index(row, self.rows.picked))
        if self.rows.can_pick:
            self.edit(self.currentIndex())

    def fit_height(self) -> None:
        """As high as the rows are, where there is room for it."""
        rows = max(1, len(self.rows.rows))
        self.setMaximumHeight(HEAD_HEIGHT + rows * ROW + 2)
        panel = self.parentWidget()
        if panel is not None:
            panel.setMaximumHeight(HEAD_HEIGHT + rows * ROW + 4)

    def edit(self, index: Index, trigger: QTableView.EditTrigger | None = None, event: QEvent | None = None) -> bool:  # type: ignore[override]
        self.typed = trigger == QAbstractItemView.EditTrigger.AnyKeyPressed
        if trigger is None:
            super().edit(index)
            return True
        if not self.rows.can_pick:
            return False
        if index.isValid() and index.column() != self.rows.picked and trigger != trigger.NoEditTriggers:
            index = self.rows.index(index.row(), self.rows.picked)  # whichever cell of the row is current
        return bool(super().edit(index, trigger, event))  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self.currentIndex().isValid() and (opens or (alt and event.key() == Qt.Key.Key_Down)):
            self.open_list(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place: QPoint = event.position().toPoint()
        index = self.indexAt(place)
        if index.column() == self.rows.picked and place.x() > self.visualRect(index).right() - ARROW:
            self.open_list(index.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        firm = sum(
            column.width for number, column in enumerate(self.rows.columns) if number not in (0, self.rows.picked)
        )
        self.head.resizeSection(self.rows.picked, round(SHARE * (self.viewport().width() - firm)))

    def keep_place(self, show: Callable[[], None]) -> None:
        """Show other rows and stay where one was."""
        bar, current = self.verticalScrollBar().value(), self.currentIndex()
        show()
        if current.isValid() and not self.currentIndex().isValid():
            self.setCurrentIndex(self.rows.index(min(current.row(), len(self.rows.rows) - 1), current.column()))
        self.verticalScrollBar().setValue(bar)
