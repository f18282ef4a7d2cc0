"""How large a dialog opens."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog

_AROUND = QSize(32, 32)  # of the window behind that stays in sight


def fit(dialog: QDialog, wanted: QSize) -> None:
    """Make a dialog as large as wanted, and no larger than the window that it stands before."""
    behind = dialog.parentWidget()
    room = behind.window().size() if behind is not None else dialog.screen().availableSize()
    dialog.resize(wanted.boundedTo(room - _AROUND))
