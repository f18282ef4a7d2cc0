"""F6: the focus from pane to pane."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def move_focus(panes: list[QWidget], step: int) -> None:
    """Give the focus to the pane `step` further on than the one that has it, round and round."""
    focused = QApplication.focusWidget()
    inside = [
        number for number, pane in enumerate(panes) if focused and (pane is focused or pane.isAncestorOf(focused))
    ]
    here = inside[-1] if inside else (-1 if step > 0 else 0)
    pane = panes[(here + step) % len(panes)]
    pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
    focused = QApplication.focusWidget()
    if focused is None or not (pane is focused or pane.isAncestorOf(focused)):
        pane.focusNextPrevChild(True)
