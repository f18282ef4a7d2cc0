"""What stands in place of the findings while they are not known: how far the checks are, and the way out."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QToolButton, QVBoxLayout, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.cell_painting import weighted
from ropa_desktop.window.finding.search_pane import MARGIN
from ropa_desktop.window.panel import RoleLabel
from ropa_desktop.window.todo.findings import RegisterFindings
from ropa_desktop.window.work import FINE, LOOKED_AT, left

MOMENT = 0.5  # seconds that nobody minds to wait
WIDTH = 320
INSIDE = 7  # from the edge of a flat button to its words, which stand below the sentence


class Looking(QWidget):
    """Says how far the checks are and what is left; a person may stop them, and have them begin again."""

    def __init__(self, findings: RegisterFindings) -> None:
        super().__init__()
        self._findings = findings
        self.sentence, self.left = RoleLabel("muted"), RoleLabel("muted")
        self.sentence.setWordWrap(True)
        self.bar = QProgressBar(textVisible=False, maximum=FINE)
        self.bar.setFixedSize(WIDTH, 8)
        self.button = QToolButton(autoRaise=True)
        self.button.setFont(weighted(self.button.font(), True))
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.clicked.connect(self._act)
        self._looks = QTimer(self, interval=LOOKED_AT)
        self._looks.timeout.connect(self.refresh)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN - INSIDE, MARGIN, MARGIN, MARGIN)
        column.setSpacing(0)
        told = QVBoxLayout()
        told.setContentsMargins(INSIDE, 0, 0, 8)
        told.setSpacing(8)
        for widget in (self.sentence, self.bar, self.left):
            told.addWidget(widget)
        column.addLayout(told)
        column.addWidget(self.button)
        column.addStretch(1)

    def refresh(self) -> None:
        """How it is now; as long as it is shown, it looks again by itself."""
        share, stopped = self._findings.share, self._findings.is_stopped
        waits = share is not None and self._findings.passed >= MOMENT and not stopped
        if stopped:
            self.sentence.setText(_("The checks were stopped. What they would find is not known."))
        else:
            self.sentence.setText(_("The checks are looking through the register."))
        self.bar.setValue(int((share or 0.0) * FINE))
        self.bar.setAccessibleName(self.sentence.text())
        self.left.setText(left(self._findings.passed, share or 0.0))
        self.button.setText(_("Look through the register") if stopped else _("Stop"))
        self.bar.setVisible(waits)
        self.left.setVisible(waits)
        if self.button.hasFocus() and not (waits or stopped):
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # else it would go to some other page
        self.button.setVisible(waits or stopped)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._looks.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._looks.stop()

    def _act(self) -> None:
        if self._findings.is_stopped:
            self._findings.go_on()
        else:
            self._findings.stop()
        self.refresh()
