"""One field of the open record with its widget: shown, written as typed, marked, answered, undone."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton, QWidget
from shiboken6 import isValid

from ropa_desktop.errors import RegisterError
from ropa_desktop.i18n import _
from ropa_desktop.law.citing import cited
from ropa_desktop.model.fields import FieldInfo
from ropa_desktop.register import edit
from ropa_desktop.window.cells import Answered, Cell, Text, words
from ropa_desktop.window.editor.answering import AnswerPanel
from ropa_desktop.window.editor.binder import acquaint, forget_typing, put_text, text_of, way_of
from ropa_desktop.window.editor.candidates import Value
from ropa_desktop.window.editor.choice_list import PickBox
from ropa_desktop.window.editor.desk import Desk
from ropa_desktop.window.editor.field_mark import FieldMark
from ropa_desktop.window.editor.gaps import allowed_answers, field_state
from ropa_desktop.window.editor.reference_box import ReferenceBox
from ropa_desktop.window.editor.simple_fields import LineBox, TextBox
from ropa_desktop.window.icons import icon
from ropa_desktop.window.message_bar import Action
from ropa_desktop.window.plain import plain_tip
from ropa_desktop.window.undo_keys import share_undo, undo_typing

PAUSE = 700  # milliseconds without a key after which what was typed is written


class Binding(QObject):
    """A field and its widget. What cannot be read stays in the widget, marked and unwritten."""

    source_wanted = Signal(str)
    wording_wanted = Signal(str)
    help_wanted = Signal(str)

    def __init__(self, desk: Desk, widget: QWidget, info: FieldInfo) -> None:
        super().__init__(widget)
        self.desk, self.widget, self.info = desk, widget, info
        self.key, self.id = "", ""
        self.unreadable = False
        way = way_of(widget)
        assert way is not None, f"{info.name}: no way to bind a {type(widget).__name__}"
        self._way = way
        self._value: Value = None  # as the register has it
        self._text = ""  # as it was last shown or written
        self._committing = False
        self.mark = FieldMark(widget)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(lambda: self.commit(leaving=False))
        getattr(widget, way.changed).connect(self._typed)
        if isinstance(widget, LineBox):
            widget.returnPressed.connect(lambda: self.commit(leaving=True))
        if isinstance(widget, PickBox):
            widget.chosen.connect(lambda: self.commit(leaving=True))
        if isinstance(widget, ReferenceBox):
            widget.open_wanted.connect(desk.open_record)
        share_undo(widget)
        self._more = _more_button(widget)
        self._more.triggered.connect(self._show_menu)
        widget.installEventFilter(self)
        widget.setProperty("readOnly", desk.register.read_only)
        self.retranslate()

    # -- showing ------------------------------------------------------------------------------------------

    def show(self, key: str, row: Any, unread: str | None = None) -> None:
        """Show the field of a record; typing that is not written yet stays as it is, and so does its cursor."""
        other = row.id != self.id
        self.key, self.id = key, row.id
        acquaint(self.widget, self.info, self.desk, key, row.id)
        value = getattr(row, self.info.name)
        if other:
            self.unreadable = False
            self._pause.stop()
        if unread is not None:
            self._take_value(value)
            put_text(self.widget, unread)
            self.unreadable = True
        elif self._committing or (not other and (self.unreadable or self._typing(value))):
            self._value = value
        else:
            self._take_value(value)
        self.show_state()

    def show_again(self) -> None:
        """Show the value anew, in another language; typing that is not written stays."""
        if not self.dirty:
            self._take_value(self._value)
        self.show_state()

    def show_state(self) -> None:
        """Paint how the field stands."""
        row = self.desk.snapshot.find(self.key, self.id)
        state: Cell = field_state(self.desk.snapshot, self.key, row, self.info) if row is not None else Text()
        self.mark.show_state(state, unreadable=self.unreadable)
        cut = isinstance(self.widget, LineBox) and self.widget.is_cut()
        said = text_of(self.widget) if cut else words(state) if isinstance(state, Answered) else ""
        tip = plain_tip("\n".join(filter(None, [said, self._help, self.mark.told])))
        if tip != self.widget.toolTip():  # to set it takes longer than all else here
            self.widget.setToolTip(tip)

    def tell(self, said: str) -> None:
        """What is said beside the field is its help too: tooltip and screen reader have it."""
        if said != self.mark.told:
            self.mark.told = said
            self.show_state()

    @property
    def help(self) -> str:
        """What the field asks, by which article, and what is said beside it."""
        return "\n".join(filter(None, [_(self.info.title), self._help, self.mark.told]))

    def retranslate(self) -> None:
        """Names and help in the current language; they come from the model."""
        title = _(self.info.title)
        self.widget.setAccessibleName(title)
        said = [_(self.info.help) if self.info.help else "", cited(self.info.article)]
        self._help = "\n".join(filter(None, said))
        self.widget.setToolTip(self._help)
        self._more.setText(_("More about {title}").format(title=title))
        self._more.setToolTip(_("Answer, source, other language"))

    # -- writing ------------------------------------------------------------------------------------------

    @property
    def dirty(self) -> bool:
        """Whether the widget holds something that is not written."""
        return text_of(self.widget) != self._text or self.unreadable

    def commit(self, *, leaving: bool) -> bool:
        """Write what was typed; False where it cannot be read. On leaving, that is said and marked."""
        self._pause.stop()
        if not self.id or self.desk.register.read_only:
            return True
        picked = isinstance(self.widget, PickBox) and self.widget.pending
        if not self.dirty and not picked:
            return True
        text = text_of(self.widget)
        self._committing = True
        try:
            value = self._way.read(self.widget, leaving)
            self.desk.write(self.key, self.id, self.info.name, value)
        except RegisterError as refusal:
            self._committing = False
            if leaving:
                self._refuse(str(refusal))
            return False
        finally:
            self._committing = False
        if self.unreadable:
            self.unreadable = False
            self.desk.messages.dismiss()
        self._text = text
        row = self.desk.snapshot.find(self.key, self.id)
        if row is not None:
            self._value = getattr(row, self.info.name)
            if isinstance(self.widget, PickBox) or leaving or not self.widget.hasFocus():
                self._take_value(self._value)
            else:
                forget_typing(self.widget)
        self.show_state()
        return True

    def undo_typing(self) -> bool:
        """Take back typing that is not written; False where there is none."""
        if undo_typing(self.widget):
            return True
        if self.dirty:
            self._revert()
            return True
        return False

    def answer_panel(self) -> AnswerPanel | None:
        """Ask for an answer in place of a value, where the field admits one."""
        if not self._answers() or self.desk.register.read_only or not self.id:
            return None
        answer = self.desk.snapshot.answer(self.id, self.info.name)
        present = (str(answer.state), answer.reason or "") if answer else None
        panel = AnswerPanel(self.widget, _(self.info.title), self._answers(), present, self._answer)
        panel.open_under(self.widget)
        return panel

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if not isValid(self.widget):
            return False  # the form is being taken down
        if kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() != Qt.FocusReason.PopupFocusReason:
                self.commit(leaving=True)
                self.desk.register.seal()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_J and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                self.answer_panel()
                return True
            if event.key() == Qt.Key.Key_F1 and not event.modifiers():
                self.help_wanted.emit(self.info.name)
                return True
            if event.key() == Qt.Key.Key_Escape and self.dirty:
                self._revert()
                return True
        elif kind == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            self._menu(standard=True).popup(event.globalPos())
            return True
        if kind in (QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._more.setVisible(bool(self.id) and (self.widget.hasFocus() or kind == QEvent.Type.Enter))
        return False

    # -- within -------------------------------------------------------------------------------------------

    def _typing(self, value: Value) -> bool:
        """Whether the person is at work in the field, and the register says nothing new of it."""
        return self.dirty or (self.widget.hasFocus() and value == self._value)

    def _typed(self) -> None:
        if self.desk.register.read_only or not self.id:
            return
        if self.unreadable and text_of(self.widget) == self._text:
            self._revert()  # the typing was taken back
        elif self.unreadable:
            self.mark.show_state(self.mark.state)  # it is being mended
        self.mark.update()
        if self.dirty:
            self._pause.start()
        else:
            self._pause.stop()

    def _take_value(self, value: Value) -> None:
        self._value = value
        before = text_of(self.widget)
        if not isinstance(self.widget, TextBox) or before != (value or ""):
            self._way.write(self.widget, value)
        else:
            forget_typing(self.widget)
        self._text = text_of(self.widget)

    def _revert(self) -> None:
        self._pause.stop()
        self.unreadable = False
        self._take_value(self._value)
        self.show_state()
        self.desk.messages.dismiss()

    def _refuse(self, sentence: str) -> None:
        self.unreadable = True
        self.mark.show_state(self.mark.state, unreadable=True)
        box = self.widget
        actions: list[Action] = []
        if isinstance(box, ReferenceBox) and box.can_create():
            actions.append((_("Create"), box.create_typed))
        actions.append((_("Leave as it was"), self._revert))
        self.desk.messages.say(sentence, *actions, tone="refused")

    def _answer(self, state: str | None, reason: str | None) -> None:
        self.commit(leaving=False)
        edit.set_answer(self.desk.register, self.key, self.id, self.info.name, state, reason)
        self.desk.register.seal()
        self.unreadable = False
        row = self.desk.snapshot.find(self.key, self.id)
        self._take_value(getattr(row, self.info.name))
        self.show_state()

    def _answers(self) -> tuple[str, ...]:
        return allowed_answers(self.key, self.desk.snapshot.find(self.key, self.id), self.info)

    def _show_menu(self) -> None:
        corner = QPoint(self.widget.width() - 24, self.widget.height())
        self._menu(standard=False).popup(self.widget.mapToGlobal(corner))

    def _menu(self, *, standard: bool) -> QMenu:
        writable = not self.desk.register.read_only
        menu = QMenu(self.widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._answers() and writable:
            menu.addAction(_("Answer …") + "\tCtrl+J", self.answer_panel)
            if isinstance(self.mark.state, Answered):
                menu.addAction(_("Take the answer back"), lambda: self.desk.attempt(lambda: self._answer(None, None)))
        if isinstance(self.widget, ReferenceBox) and isinstance(self._value, str):
            target, linked = self.widget.target, self._value
            menu.addAction(
                _("Open {record}").format(record=self.widget.shown_as(linked)) + "\tF4",
                lambda: self.desk.open_record(target, linked),
            )
        if writable:
            menu.addAction(_("Source …"), lambda: self.source_wanted.emit(self.info.name))
            if self.info.form in ("line", "text"):
                menu.addAction(_("In another language …"), lambda: self.wording_wanted.emit(self.info.name))
        if standard and isinstance(self.widget, LineBox | TextBox):
            menu.addSeparator()
            menu.addActions(self.widget.createStandardContextMenu().actions())
        return menu


def _more_button(widget: QWidget) -> QAction:
    """The "…" of a field: seen under the pointer and while the field has the focus."""
    action = QAction(icon("ellipsis"), "", widget)
    if isinstance(widget, LineBox):
        widget.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
    else:
        _CornerButton(widget, action)
    action.setVisible(False)
    return action


class _CornerButton(QToolButton):
    """The "…" in the upper right corner of a field of several lines."""

    def __init__(self, field: QWidget, action: QAction) -> None:
        super().__init__(field)
        self._field = field
        self.setDefaultAction(action)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFixedSize(22, 22)
        field.installEventFilter(self)
        action.changed.connect(lambda: self.setVisible(action.isVisible()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.move(self._field.width() - 25, 3)
        return False
