"""Draws and edits the cells of a list: Enter goes down, Tab to the right, Ctrl+Enter writes the whole selection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ropa_desktop.errors import RegisterError
from ropa_desktop.window.cell_painting import sized, write
from ropa_desktop.window.colours import colours, fill
from ropa_desktop.window.delegate import PADDING
from ropa_desktop.window.editor.binder import text_of
from ropa_desktop.window.editor.cell_editing import EditedCells, EditingDelegate
from ropa_desktop.window.editor.choice_list import PickBox
from ropa_desktop.window.editor.desk import Desk
from ropa_desktop.window.editor.reference_box import ReferenceBox
from ropa_desktop.window.editor.simple_fields import TextBox
from ropa_desktop.window.grid.chips_box import ChipsBox
from ropa_desktop.window.grid.columns import Several
from ropa_desktop.window.grid.model import HEADING, invitation
from ropa_desktop.window.icons import paint_icon

if TYPE_CHECKING:
    from ropa_desktop.window.grid.table import GridTable

Index = QModelIndex | QPersistentModelIndex
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class GridDelegate(EditingDelegate):
    """The cells of a list. A heading runs across its row; a selected rectangle has an outline."""

    def __init__(self, table: GridTable) -> None:
        super().__init__(table)
        self._table = table

    # -- drawing ------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        said = index.data(HEADING)
        if said is not None:
            self._paint_heading(painter, option, str(said))
            return
        inviting = self._invites_in(index)
        self._separators = not inviting  # no line runs through the words
        super().paint(painter, option, index)
        self._separators = True
        self._outline(painter, option, index)
        if inviting:
            self._paint_invitation(painter, option, index)

    def is_selected(self, option: QStyleOptionViewItem, index: Index) -> bool:
        current = self._table.currentIndex()
        if current.isValid() and current.row() == index.row():
            return True
        return self._table.selects_several and self._table.selectionModel().isSelected(index)

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, said: str) -> None:
        roles = colours(option.palette)
        box: QRect = option.rect
        fill(painter, box, roles.window)
        painter.setPen(QPen(QColor(roles.line), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.save()
        painter.setClipRect(box)
        room = QRect(PADDING, box.top(), 600, box.height())
        write(painter, room, said, roles.text, sized(option.font, 0, strong=True))
        painter.restore()

    def _invites_in(self, index: Index) -> bool:
        """Whether a cell is in the row at the bottom where that says what it is for: nobody stands there."""
        table = self._table
        named = 0 <= self.name_column <= index.column()
        return named and table.grid_model.is_new(index) and table.currentIndex().row() != index.row()

    def _paint_invitation(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The invitation of the row at the bottom, from the name on across the columns, until one stands there."""
        table = self._table
        box: QRect = option.rect
        left = table.frozen.left_of(self.name_column) + PADDING
        painter.save()
        painter.setClipRect(box.adjusted(0, 0, 0, -1))
        roles = colours(option.palette)
        if index.column() == self.name_column:
            paint_icon(painter, QRect(left, box.top(), 16, box.height()), "plus", roles.muted)
        write(painter, QRect(left + 22, box.top(), 600, box.height()), invitation(), roles.muted)
        painter.restore()

    def _outline(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        outline = self._table.outline
        if outline is None or not outline.contains(index.column(), index.row()):
            return
        box: QRect = option.rect
        painter.setPen(QPen(QColor(colours(option.palette).accent), 1))
        if index.row() == outline.top():
            painter.drawLine(box.topLeft(), box.topRight())
        if index.row() == outline.bottom():
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        if index.column() == outline.left():
            painter.drawLine(box.topLeft(), box.bottomLeft())
        if index.column() == outline.right():
            painter.drawLine(box.topRight(), box.bottomRight())

    # -- editing ------------------------------------------------------------------------------------------

    def desk(self) -> Desk | None:
        writer = self._table.grid_model.writer
        return writer.desk if writer is not None else None

    def cells(self) -> EditedCells:
        return self._table.grid_model

    def make_editor(self, parent: QWidget, index: Index) -> QWidget:
        column = self._table.grid_model.edits(index.column())
        desk = self.desk()
        if isinstance(column, Several) and desk is not None:
            return ChipsBox(parent, column.info, desk.snapshot, self._table.grid_model.values(index))
        return super().make_editor(parent, index)

    def fill(self, editor: QWidget, index: Index) -> None:
        if not isinstance(editor, ChipsBox):
            super().fill(editor, index)

    def read(self, editor: QWidget) -> Any:
        return editor.taken() if isinstance(editor, ChipsBox) else super().read(editor)

    def is_changed(self, editor: QWidget) -> bool:
        return super().is_changed(editor) or (isinstance(editor, ChipsBox) and editor.is_changed)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        self.place(editor, self._table.frozen.shown(index.column(), option.rect))

    def place(self, editor: QWidget, cell: QRect) -> None:
        super().place(editor, cell)
        if isinstance(editor, ChipsBox):
            room = self._view.viewport().rect()
            box = QRect(editor.geometry())
            box.setWidth(max(box.width(), min(editor.width_wished(), room.width() - 8)))
            box.moveRight(min(box.right(), room.right()))
            editor.setGeometry(box)

    def picked(self, editor: QWidget) -> None:
        if isinstance(editor, ChipsBox):
            here = self._table.currentIndex()
            self.place(editor, self._table.frozen.shown(here.column(), self._table.visualRect(here)))
            return  # more may be added
        down = isinstance(editor, PickBox) and editor.by_enter
        if isinstance(editor, PickBox) and editor.by_control and self._table.selects_several:
            self._write_selection(editor)
            return
        self.done(editor)
        if down:
            self._table.go(1, 0)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            back = bool(event.modifiers() & SHIFT)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return self._enter(editor, event.modifiers())
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.done(editor)
                self._table.go(0, -1 if back or event.key() == Qt.Key.Key_Backtab else 1)
                return True
        return bool(super().eventFilter(editor, event))

    def _enter(self, editor: QWidget, modifiers: Qt.KeyboardModifier) -> bool:
        """Enter ends the cell and goes down, with Shift up; Alt breaks a line; Ctrl creates what was typed, or writes
        the selection.
        """
        if isinstance(editor, TextBox) and modifiers & ALT:
            editor.insertPlainText("\n")
            return True
        if modifiers & CONTROL:
            if isinstance(editor, ChipsBox):
                editor.create_typed()
            elif isinstance(editor, ReferenceBox) and editor.can_create():
                return False  # the field makes it and says so by `chosen`
            if self._table.selects_several:
                self._write_selection(editor)
            elif not isinstance(editor, ChipsBox):
                self.done(editor)
            return True
        self.done(editor)
        self._table.go(-1 if modifiers & SHIFT else 1, 0)
        return True

    def _write_selection(self, editor: QWidget) -> None:
        try:
            value = self.read(editor)
        except RegisterError as refusal:
            self._table.grid_model.keep_unread(self._table.currentIndex(), text_of(editor), str(refusal))
            return
        self.closeEditor.emit(editor, self.EndEditHint.RevertModelCache)
        self._table.fill_wanted.emit(value)
