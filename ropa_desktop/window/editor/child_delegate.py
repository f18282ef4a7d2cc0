"""In-place editing in a child table: Enter goes on through a row that is being filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QStyleOptionViewItem, QWidget

from ropa_desktop.window.editor.cell_editing import EditedCells, EditingDelegate, Index
from ropa_desktop.window.editor.desk import Desk
from ropa_desktop.window.editor.reference_box import ReferenceBox
from ropa_desktop.window.editor.simple_fields import TextBox

if TYPE_CHECKING:
    from ropa_desktop.window.editor.child_grid import ChildGrid

ROW = 25  # height of a row


class ChildDelegate(EditingDelegate):
    """Edits the cells of a child table."""

    def __init__(self, grid: ChildGrid) -> None:
        super().__init__(grid, row_height=ROW, wraps=True)
        self._grid = grid

    def desk(self) -> Desk | None:
        return self._grid.desk if self._grid.child_model.source is not None else None

    def cells(self) -> EditedCells:
        return self._grid.child_model

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget | None:  # type: ignore[override]
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, TextBox):
            editor.resized.connect(lambda: self._grid.make_room(index.row(), editor.height()))
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        super().destroyEditor(editor, index)
        if isinstance(editor, TextBox):
            self._grid.make_room()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        # Enter and Tab act at once here: Qt would let them take effect when the cell may be closed already.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            hints = QAbstractItemDelegate.EndEditHint
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return self._enter(editor, event.modifiers())
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                forward = event.key() == Qt.Key.Key_Tab
                self.done(editor, hints.EditNextItem if forward else hints.EditPreviousItem)
                return True
        return bool(super().eventFilter(editor, event))

    def _enter(self, editor: QWidget, modifiers: Qt.KeyboardModifier) -> bool:
        """Enter ends the cell; with Shift or Alt it breaks a line, with Ctrl it creates what was typed."""
        if isinstance(editor, ReferenceBox) and modifiers & Qt.KeyboardModifier.ControlModifier:
            return False
        if isinstance(editor, TextBox) and modifiers & (
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
        ):
            editor.insertPlainText("\n")
        else:
            self.picked(editor)
        return True

    def picked(self, editor: QWidget) -> None:
        """End the cell; in a row that is being filled in, on to the next."""
        hints = QAbstractItemDelegate.EndEditHint
        on = self._grid.child_model.leads_on(self._grid.currentIndex())
        self.done(editor, hints.EditNextItem if on else hints.SubmitModelCache)
        if not on:
            self._grid.child_model.filled_in()
