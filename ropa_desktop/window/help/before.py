"""The help of a dialog: F1 opens it in a window of its own before the dialog, for the one behind waits meanwhile."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout

from ropa_desktop.i18n import _

USUAL = QSize(420, 560)


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


def _open(dialog: QDialog, key: str) -> None:
    from ropa_desktop.law.help import page

    shown = dialog.findChild(HelpWindow) or HelpWindow(dialog)
    found = page(key) if key else None
    if found is None:
        shown.pane.show_contents()
    else:
        shown.pane.show_page(found)
    shown.show()
    shown.activateWindow()
    (shown.pane.view if found is not None else shown.pane.field).setFocus()
