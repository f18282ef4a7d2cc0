"""Ctrl+Z belongs to the typing in a focused field while there is some, and to the register's steps after that.

Qt's text widgets take Ctrl+Z for themselves even when they have nothing to undo. `share_undo(widget)` makes a
widget let the key pass then, so that it reaches the Undo command of the window.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget


def typing_can(widget: QWidget | None, redo: bool = False) -> bool:
    """Whether the widget holds typing that could be undone, or done again."""
    if isinstance(widget, QLineEdit):
        return not widget.isReadOnly() and (widget.isRedoAvailable() if redo else widget.isUndoAvailable())
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        document = widget.document()
        available = document.isRedoAvailable() if redo else document.isUndoAvailable()
        return not widget.isReadOnly() and available
    return False


def undo_typing(widget: QWidget | None, redo: bool = False) -> bool:
    """Undo (or do again) what was typed in the widget; False when there is nothing."""
    if not typing_can(widget, redo):
        return False
    if redo:
        widget.redo()  # type: ignore[union-attr]
    else:
        widget.undo()  # type: ignore[union-attr]
    return True


def share_undo(widget: QWidget) -> None:
    """Let Ctrl+Z and Ctrl+Y pass through `widget` to the window when the widget has no use for them."""
    widget.installEventFilter(_PassOn(widget))


class _PassOn(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        for sequence, redo in ((QKeySequence.StandardKey.Undo, False), (QKeySequence.StandardKey.Redo, True)):
            if event.matches(sequence) and not typing_can(watched, redo):  # type: ignore[arg-type]
                event.ignore()
                return True
        return False
