"""Editing in a cell with the widgets of the forms: the one machine of child tables and lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QStyleOptionViewItem, QWidget

from ropa_desktop.errors import RegisterError
from ropa_desktop.i18n import _
from ropa_desktop.model.fields import FieldInfo
from ropa_desktop.window.delegate import CellDelegate
from ropa_desktop.window.editor.binder import acquaint, editor_for, put_text, text_of, way_of
from ropa_desktop.window.editor.candidates import Candidate, Value
from ropa_desktop.window.editor.choice_box import ChoiceBox
from ropa_desktop.window.editor.choice_list import PickBox
from ropa_desktop.window.editor.desk import Desk
from ropa_desktop.window.editor.field_mark import FieldMark
from ropa_desktop.window.editor.simple_fields import LineBox, TextBox
from ropa_desktop.window.undo_keys import share_undo

Index = QModelIndex | QPersistentModelIndex
UNLIMITED = 16_777_215  # Qt's own largest width and height


class EditedCells(Protocol):
    """What a model says of the cells that can be edited in it."""

    def info(self, index: Index) -> FieldInfo:
        """The field of a cell."""

    def edited_record(self, index: Index) -> tuple[str, str | None]:
        """The table that a cell's record is of, and its id; None for one that is being added."""

    def choices(self, info: FieldInfo) -> Sequence[Candidate]:
        """What can be chosen in a column that no vocabulary lists; empty for other columns."""

    def value(self, index: Index) -> Value:
        """What a cell holds in the register."""

    def unread(self, index: Index) -> str | None:
        """The text of a cell that could not be read."""

    def write(self, index: Index, value: Value) -> None:
        """Write a cell. Raises `RegisterError`."""

    def keep_unread(self, index: Index, text: str, sentence: str) -> None:
        """What cannot be read stays in the cell, marked and unwritten."""


class EditingDelegate(CellDelegate):
    """Draws cells as every list does and edits them with the widgets of the forms."""

    def __init__(self, view: QAbstractItemView, **drawing: Any) -> None:
        super().__init__(view, **drawing)
        self._view = view
        self.open_editor: QWidget | None = None

    def desk(self) -> Desk | None:
        """The register that is edited; None for none."""
        raise NotImplementedError

    def cells(self) -> EditedCells:
        """The model that is edited."""
        raise NotImplementedError

    def picked(self, editor: QWidget) -> None:
        """An entry was picked from the list under a cell."""
        raise NotImplementedError

    def make_editor(self, parent: QWidget, index: Index) -> QWidget:
        """The widget that edits a cell: that of its field in a form."""
        desk, cells = self.desk(), self.cells()
        assert desk is not None
        info = cells.info(index)
        editor = editor_for(info, parent)
        key, id = cells.edited_record(index)
        acquaint(editor, info, desk, key, id)
        choices = cells.choices(info)
        if isinstance(editor, ChoiceBox) and choices:
            editor.choose_among(choices)
        return editor

    def fill(self, editor: QWidget, index: Index) -> None:
        """Show in the editor what the cell holds."""
        way = way_of(editor)
        assert way is not None
        way.write(editor, self.cells().value(index))

    def read(self, editor: QWidget) -> Any:
        """What the editor holds. Raises `BadInput`."""
        way = way_of(editor)
        assert way is not None
        return way.read(editor, True) if text_of(editor).strip() else None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget | None:  # type: ignore[override]
        desk = self.desk()
        if desk is None or desk.register.read_only:
            return None
        editor = self.make_editor(parent, index)
        editor.setAccessibleName(_(self.cells().info(index).title))
        editor.setAutoFillBackground(True)
        if isinstance(editor, TextBox):
            editor.setProperty("lines", 3)
        if isinstance(editor, PickBox):
            editor.chosen.connect(lambda: self.picked(editor))
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
            self.done(self.open_editor)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if editor.property("filled"):
            return  # a step elsewhere: what is being typed stays
        editor.setProperty("filled", True)
        self.fill(editor, index)
        unread = self.cells().unread(index)
        if unread is not None:
            put_text(editor, unread)
        editor.setProperty("before", text_of(editor))
        if isinstance(editor, LineBox | TextBox):
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if not self.is_changed(editor):
            return
        try:
            self.cells().write(index, self.read(editor))
        except RegisterError as refusal:
            self.cells().keep_unread(index, text_of(editor), str(refusal))
        editor.setProperty("before", text_of(editor))

    def is_changed(self, editor: QWidget) -> bool:
        """Whether the editor holds something else than the cell."""
        picked = isinstance(editor, PickBox) and editor.pending
        return picked or text_of(editor) != editor.property("before")

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        self.place(editor, option.rect)

    def place(self, editor: QWidget, cell: QRect) -> None:
        """Put the editor over its cell; a narrow cell's editor is wider, a text's higher."""
        room = self._view.viewport().rect()
        if isinstance(editor, TextBox):
            editor.setFixedWidth(max(cell.width(), min(260, room.width())))
            box = QRect(cell.topLeft(), editor.size())
            box.moveRight(min(box.right(), room.right()))
            box.moveBottom(min(box.bottom(), max(room.bottom(), box.height())))
            editor.move(box.topLeft())
            return
        editor.setMaximumSize(UNLIMITED, UNLIMITED)
        editor.setMinimumSize(0, 0)
        wished = 190 if isinstance(editor, PickBox) else 110
        box = QRect(cell)
        box.setWidth(max(cell.width(), min(wished, room.width())))
        box.moveRight(min(box.right(), room.right()))
        editor.setGeometry(box)

    def done(
        self,
        editor: QWidget,
        hint: QAbstractItemDelegate.EndEditHint = QAbstractItemDelegate.EndEditHint.SubmitModelCache,
    ) -> None:
        """Write what an editor holds and close it."""
        if editor is self.open_editor:
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, hint)
