"""A list with boxes that opens under what asks for it: the values of a column, the columns of a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.indicators import outline_indicators

KEY = Qt.ItemDataRole.UserRole
MOST_SHOWN, ROW, WIDTH, WIDEST = 14, 26, 260, 420
BESIDE = 60  # pixels of box and scroll bar beside the words


class Box(NamedTuple):
    """One entry: its key, its words, whether it is ticked."""

    key: str
    words: str
    ticked: bool = False


class CheckList(QFrame):
    """Space ticks, Enter takes what is ticked, Escape leaves. `moves`: Ctrl and an arrow key move an entry."""

    taken = Signal(list)  # the keys that are ticked, in order

    def __init__(self, parent: QWidget, name: str, boxes: Sequence[Box], *, moves: bool = False) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(name)
        self._moves = moves
        self.list = _List(self)
        self.list.setAccessibleName(name)
        for box in boxes:
            item = QListWidgetItem(box.words, self.list)
            item.setData(KEY, box.key)
            item.setSizeHint(QSize(0, ROW))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if box.ticked else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self._others, foot = QHBoxLayout(), QHBoxLayout()
        foot.addStretch(1)
        if moves:
            self.add_button(_("Up"), lambda: self._move(-1))
            self.add_button(_("Down"), lambda: self._move(1))
        foot.addWidget(_button(_("Apply"), self._take))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        for row in (self._others, foot):
            row.setSpacing(6)
        column.addWidget(self.list)
        column.addLayout(self._others)
        column.addLayout(foot)
        words = max((self.fontMetrics().horizontalAdvance(box.words) for box in boxes), default=0)
        self.list.setMinimumWidth(min(max(words + BESIDE, WIDTH), WIDEST))
        self.list.setFixedHeight(ROW * min(max(len(boxes), 2), MOST_SHOWN) + 4)
        outline_indicators(self)
        self.list.itemDoubleClicked.connect(self._take)

    def add_button(self, words: str, act: object) -> QPushButton:
        """A button above the foot, after those that are there."""
        button = _button(words, act)
        self._others.addWidget(button)
        return button

    def current(self) -> str:
        """The key of the current entry."""
        item = self.list.currentItem()
        return str(item.data(KEY)) if item is not None else ""

    def ticked(self) -> list[str]:
        """The keys that are ticked, in order."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [str(item.data(KEY)) for item in items if item.checkState() == Qt.CheckState.Checked]

    def open_at(self, place: QPoint) -> None:
        """Show it with its upper left corner there."""
        self.move(place)
        self.show()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif self._moves and control and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _take(self, *_arguments: object) -> None:
        self.taken.emit(self.ticked())
        self.close()

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
            self.list.setCurrentRow(row + by)


def _button(words: str, act: object) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.clicked.connect(act)
    return button


class _List(QListWidget):
    """Lets the keys that act on the whole list pass."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape) or (
            control and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)
