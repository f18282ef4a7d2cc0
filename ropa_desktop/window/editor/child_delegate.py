"""In-place editing in a child table, with the widgets of the forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QStyleOptionViewItem, QWidget

from ropa_desktop.errors import RegisterError
from ropa_desktop.i18n import _
from ropa_desktop.window.delegate import CellDelegate
from ropa_desktop.window.editor.binder import acquaint, editor_for, put_text, text_of, way_of
from ropa_desktop.window.editor.choice_box import ChoiceBox
from ropa_desktop.window.editor.choice_list import PickBox
from ropa_desktop.window.editor.field_mark import FieldMark
from ropa_desktop.window.editor.reference_box import ReferenceBox
from ropa_desktop.window.editor.simple_fields import LineBox, TextBox
from ropa_desktop.window.undo_keys import share_undo

if TYPE_CHECKING:
    from ropa_desktop.window.editor.child_grid import ChildGrid

Index = QModelIndex | QPersistentModelIndex
ROW = 25  # height of a row
UNLIMITED = 16_777_215  # Qt's own largest width and height


class ChildDelegate(CellDelegate):
    """Draws cells as every list does and edits them with the widgets of the forms."""

    def __init__(self, grid: ChildGrid) -> None:
        super().__init__(grid, row_height=ROW, wraps=True)
        self._grid = grid
        self.open_editor: QWidget | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget | None:  # type: ignore[override]
        model, desk = self._grid.child_model, self._grid.desk
        if desk is None or desk.register.read_only or model.source is None:
            return None
        info = model.infos[index.column()]
        editor = editor_for(info, parent)
        editor.setAccessibleName(_(info.title))
        editor.setAutoFillBackground(True)
        row = model.row(index)
        acquaint(editor, info, desk, model.source.key, row.id if row is not None else None)
        choices = model.source.choices(info)
        if isinstance(editor, ChoiceBox) and choices:
            editor.choose_among(choices)
        if isinstance(editor, PickBox):
            editor.chosen.connect(lambda: self._go_on(editor))
        FieldMark(editor)
        share_undo(editor)
        self.open_editor = editor
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if editor is self.open_editor:
            self.open_editor = None
        super().destroyEditor(editor, index)

    def finish(self) -> None:
        """Write the cell that is being edited, if there is one, and end it."""
        if self.open_editor is not None:
            self._done(self.open_editor)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if editor.property("filled"):
            return  # a step elsewhere: what is being typed stays
        editor.setProperty("filled", True)
        model, way = self._grid.child_model, way_of(editor)
        assert way is not None
        way.write(editor, model.value(index))
        unread = model.unread(index)
        if unread is not None:
            put_text(editor, unread)
        editor.setProperty("before", text_of(editor))
        if isinstance(editor, LineBox | TextBox):
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        child_model, way = self._grid.child_model, way_of(editor)
        assert way is not None
        picked = isinstance(editor, PickBox) and editor.pending
        if text_of(editor) == editor.property("before") and not picked:
            return
        try:
            child_model.write(index, way.read(editor, True) if text_of(editor).strip() else None)
        except RegisterError as refusal:
            child_model.keep_unread(index, text_of(editor), str(refusal))
        editor.setProperty("before", text_of(editor))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        cell: QRect = option.rect
        room = self._grid.viewport().rect()
        if isinstance(editor, TextBox):
            height = max(3 * editor.fontMetrics().lineSpacing() + 14, cell.height())
            width = max(cell.width(), min(260, room.width()))
            box = QRect(cell.left(), cell.top(), width, height)
            editor.setFixedSize(box.size())
            box.moveRight(min(box.right(), room.right()))
            box.moveBottom(min(box.bottom(), max(room.bottom(), height)))
            editor.setGeometry(box)
            return
        editor.setMaximumSize(UNLIMITED, UNLIMITED)
        editor.setMinimumSize(0, 0)
        wished = 190 if isinstance(editor, PickBox) else 110
        box = QRect(cell)
        box.setWidth(max(cell.width(), min(wished, room.width())))
        box.moveRight(min(box.right(), room.right()))
        editor.setGeometry(box)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        # Enter and Tab act at once here: Qt would let them take effect when the cell may be closed already.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            hints = QAbstractItemDelegate.EndEditHint
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return self._enter(editor, event.modifiers())
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                forward = event.key() == Qt.Key.Key_Tab
                self._done(editor, hints.EditNextItem if forward else hints.EditPreviousItem)
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
            self._go_on(editor)
        return True

    def _go_on(self, editor: QWidget) -> None:
        """End the cell; in a row that is being filled in, on to the next."""
        hints = QAbstractItemDelegate.EndEditHint
        on = self._grid.child_model.leads_on(self._grid.currentIndex())
        self._done(editor, hints.EditNextItem if on else hints.SubmitModelCache)
        if not on:
            self._grid.child_model.filled_in()

    def _done(
        self,
        editor: QWidget,
        hint: QAbstractItemDelegate.EndEditHint = QAbstractItemDelegate.EndEditHint.SubmitModelCache,
    ) -> None:
        if editor is self.open_editor:
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, hint)
