"""The help of a dialog: F1 opens it in a window of its own before the dialog, for the one behind waits meanwhile."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout

from ropa_desktop.i18n import _

USUAL = QSize(420, 560)
GAP = 8  # pixels between the two


def offer_help(dialog: QDialog, key: str = "") -> None:
    """Let F1 open the page `key` of the help, such as "fields/review"; without one, all pages."""
    QShortcut(QKeySequence("F1"), dialog).activated.connect(partial(_open, dialog, key))


class HelpWindow(QDialog):
    """The help before a dialog. Escape leads back to the dialog."""

    def __init__(self, dialog: QDialog) -> None:
        from ropa_desktop.window.help.pane import HelpPane  # loaded when it is first wanted

        super().__init__(dialog)
        self.setWindowTitle(_("Help"))
        self.pane = HelpPane()
        self.pane.left.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)
        self.resize(USUAL)
        dialog.finished.connect(self.close)

    def stand_beside(self, dialog: QDialog) -> None:
        """At the right of the dialog, as far as the screen allows."""
        room, beside = dialog.screen().availableGeometry(), dialog.frameGeometry()
        left = min(beside.right() + GAP, room.right() - self.width())
        self.move(left, max(room.top(), min(beside.top(), room.bottom() - self.height())))


def _open(dialog: QDialog, key: str) -> None:
    from ropa_desktop.law.help import page

    shown = dialog.findChild(HelpWindow) or HelpWindow(dialog)
    found = page(key) if key else None
    if found is None:
        shown.pane.show_contents()
    else:
        shown.pane.show_page(found)
    if not shown.isVisible():
        shown.stand_beside(dialog)
    shown.show()
    shown.activateWindow()
    (shown.pane.view if found is not None else shown.pane.field).setFocus()
