"""What stands where a list has nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from ropa_desktop.window.cell_painting import weighted
from ropa_desktop.window.panel import RoleLabel

MARGIN, INSIDE = 16, 7


class EmptyState(QWidget):
    """One sentence and one action, where a list has nothing to show."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = RoleLabel("muted")
        self._sentence.setWordWrap(True)
        self._button = QToolButton(autoRaise=True)
        self._button.setFont(weighted(self._button.font(), True))
        self._button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._button.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN - INSIDE, 24, MARGIN, MARGIN)
        self._sentence.setContentsMargins(INSIDE, 0, 0, 0)  # as far as the words of the button
        column.setSpacing(8)
        column.addWidget(self._sentence)
        column.addWidget(self._button)
        column.addStretch(1)

    def say(self, sentence: str, verb: str) -> None:
        """What is the case, and what can be done."""
        self._sentence.setText(sentence)
        self._button.setText(verb)
        self._button.setAccessibleName(verb)
