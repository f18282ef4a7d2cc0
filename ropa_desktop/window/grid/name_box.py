"""A field that opens under a button and asks what something is to be called."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.field_style import outline

WIDTH = 280


class NameBox(QFrame):
    """Enter takes the name, Escape leaves."""

    named = Signal(str)

    def __init__(self, parent: QWidget, asked: str, proposal: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(asked)
        label = QLabel(asked)
        self.field = QLineEdit(proposal)
        self.field.setAccessibleName(asked)
        self.field.setFixedWidth(WIDTH)
        self.field.setFixedHeight(28)
        outline(self.field)
        label.setBuddy(self.field)
        save = QPushButton(_("Save"))
        save.setAutoDefault(False)
        save.clicked.connect(self._take)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field)
        row.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        column.addWidget(label)
        column.addLayout(row)

    def open_at(self, place: QPoint) -> None:
        """Show it with its upper left corner there."""
        self.move(place)
        self.show()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _take(self, *_arguments: object) -> None:
        name = self.field.text().strip()
        if name:
            self.named.emit(name)
            self.close()
