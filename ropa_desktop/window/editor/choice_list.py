"""The list under a field from which one chooses, and the field that has one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QListView, QToolButton, QWidget

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import _
from ropa_desktop.window.cell_painting import weighted
from ropa_desktop.window.cells import CELL, Cell, Text, Titled, words
from ropa_desktop.window.delegate import CellDelegate
from ropa_desktop.window.editor.candidates import Candidate, Value, called, matching
from ropa_desktop.window.editor.simple_fields import LineBox
from ropa_desktop.window.icons import icon

ONE_LINE, TWO_LINES = 28, 44  # heights of a row
MOST_SHOWN = 9
LEAST_WIDTH = 280

Index = QModelIndex | QPersistentModelIndex


class Candidates(QAbstractListModel):
    """The candidates that are shown now."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown: list[Candidate] = []

    def show(self, candidates: Sequence[Candidate]) -> None:
        """Other candidates."""
        self.beginResetModel()
        self.shown = list(candidates)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        candidate = self.shown[index.row()]
        if role == CELL:
            return _cell(candidate)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return candidate.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words(_cell(candidate))
        return None


def _cell(candidate: Candidate) -> Cell:
    if candidate.detail:
        return Titled(candidate.title, candidate.detail, candidate.icon)
    return Text(candidate.title or _("unknown"), "text" if candidate.title else "question")


class PickBox(LineBox):
    """A line with a list under it, searched as one types; Alt+Down or the arrow shows all of it.

    `chosen` is emitted when an entry was picked: it is meant to be written at once.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Value = None
        self._shown = ""
        self._list = Candidates(self)
        self._completer = QCompleter(self._list, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._completer.setMaxVisibleItems(MOST_SHOWN)
        self._view = QListView()
        self._completer.setPopup(self._view)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setUniformItemSizes(True)
        self._row_height = 0
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self._arrow = QAction(icon("chevron-down"), "", self)
        self.addAction(self._arrow, QLineEdit.ActionPosition.TrailingPosition)
        self._arrow.triggered.connect(self.show_all)
        self.textEdited.connect(self._search)
        self.retranslate()

    # -- what kinds of box say of themselves --------------------------------------------------------------

    def candidates(self) -> Sequence[Candidate]:
        """All that can be chosen."""
        return ()

    def shown_as(self, value: Value) -> str:
        """A value in words."""
        return "" if value is None else str(value)

    def offered(self, text: str) -> list[Candidate]:
        """What the list shows for a typed text."""
        return matching(self.candidates(), text)

    def not_found(self, text: str) -> str:
        """One sentence for a text that stands for nothing."""
        return _("“{text}” is not in the list. It is not saved.").format(text=text[:40])

    # -- what the binder asks -----------------------------------------------------------------------------

    pending = False
    """Whether an entry was picked that is not written yet."""

    by_enter = False
    """Whether Enter was the last key: what is picked by it is picked in passing."""

    by_control = False
    """Whether Ctrl+Enter was: what is picked by it is meant for all cells that are selected."""

    def show_value(self, value: Value) -> None:
        """Show a value."""
        self._value, self._shown, self.pending = value, self.shown_as(value), False
        self.set_text_quietly(self._shown)

    def value(self, leaving: bool = True) -> Value:
        """What is chosen; on leaving, the beginning of one single entry is enough. Raises `BadInput`."""
        text = self.text().strip()
        if text == self._shown.strip():
            return self._value
        if not text:
            return None
        candidates = self.candidates()
        found = called(candidates, text)
        if not found and leaving:
            found = [c for c in matching(candidates, text) if c.title][:2]
            found = [] if len(found) > 1 else found
        if len(found) > 1:
            raise BadInput(_("“{text}” names several. Choose one from the list.").format(text=text[:40]))
        if not found:
            raise BadInput(self.not_found(text))
        return found[0].value

    # -- the list -----------------------------------------------------------------------------------------

    def show_all(self) -> None:
        """The whole list, with what is chosen current."""
        if self.isReadOnly():
            return
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        everything = [Candidate(None, ""), *self.offered("")]
        self._open(everything)
        current = next((row for row, c in enumerate(everything) if c.value == self._value), 0)
        self._view.setCurrentIndex(self._list.index(current, 0))

    def popup(self) -> QListView:
        """The list under the field."""
        return self._view

    def retranslate(self) -> None:
        """Names in the current language."""
        self._arrow.setText(_("Show choices"))
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(button.defaultAction().text() if button.defaultAction() else _("Show choices"))

    def note_enter(self, event: QKeyEvent) -> None:
        """Remember whether a key is Enter, alone or with Ctrl."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self.by_enter, self.by_control = enter and not control, enter and control

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.note_enter(event)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Down and (alt or not self._view.isVisible()):
            self.show_all()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab, while the list is open, comes past whoever edits a cell: the list is closed, and Tab given again."""
        if not self._view.isVisible():
            return super().focusNextPrevChild(next)
        self._view.hide()
        key, modifiers = (
            (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
            if next
            else (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        )
        QApplication.sendEvent(self, QKeyEvent(QEvent.Type.KeyPress, key, modifiers))
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the wheel scrolls the form

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.ReadOnlyChange:
            self._arrow.setVisible(not self.isReadOnly())

    def _search(self, text: str) -> None:
        found = self.offered(text) if text.strip() else []
        if found:
            self._open(found)
        else:
            self._view.hide()

    def _open(self, candidates: list[Candidate]) -> None:
        height = TWO_LINES if any(candidate.detail for candidate in candidates) else ONE_LINE
        if height != self._row_height:
            self._row_height = height
            delegate = CellDelegate(self._view, row_height=height, separators=False, whole_rows=True)
            self._view.setItemDelegate(delegate)
        self._list.show(candidates)
        widest = max((self._width_of(candidate) for candidate in candidates[:60]), default=0) + 60
        width = max(self.width(), min(max(widest, LEAST_WIDTH), 440))
        self._completer.complete(QRect(0, 0, width, self.height()))
        self._view.setCurrentIndex(self._list.index(0, 0))

    def _width_of(self, candidate: Candidate) -> int:
        """The longer of its lines; the title stands out where a second line is under it."""
        title = QFontMetrics(weighted(self.font(), bool(candidate.detail)))
        return max(title.horizontalAdvance(candidate.title), self.fontMetrics().horizontalAdvance(candidate.detail))

    def _take(self, index: Index) -> None:
        candidate = self._list.shown[index.row()]
        self._value, self._shown, self.pending = candidate.value, candidate.title, True
        self.set_text_quietly(candidate.title)
        self.selectAll()
        self.picked(candidate)
        self.chosen.emit()

    def picked(self, candidate: Candidate) -> None:
        """An entry was taken from the list."""
