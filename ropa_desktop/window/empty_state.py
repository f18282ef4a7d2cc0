"""What stands where a list has nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from ropa_desktop.i18n import N_, _
from ropa_desktop.window.cell_painting import weighted
from ropa_desktop.window.panel import RoleLabel

FIRST = ("new_record", N_("Nothing here yet. The first entry begins the list."), N_("New"))
FIRST_ACTIVITY = (
    "begin_from_library",
    N_("No activities yet. Type the first here, paste from Excel, or begin from the library."),
    N_("Begin from the library …"),
)
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

    def invite(self, kind: str) -> str:
        """How to begin a list of this kind; returns the command that does it."""
        command, sentence, verb = FIRST_ACTIVITY if kind == "activity" else FIRST
        self.say(_(sentence), _(verb))
        return command

    def say(self, sentence: str, verb: str) -> None:
        """What is the case, and what can be done."""
        self._sentence.setText(sentence)
        self._button.setText(verb)
        self._button.setAccessibleName(verb)
