"""Buttons for the window's commands."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton

from ropa_desktop.window.actions import Actions


def command_button(actions: Actions, key: str, *, beside: bool = False, flat: bool = True) -> QToolButton:
    """A button for a command; `beside` shows its words beside the icon."""
    button = QToolButton(autoRaise=flat)
    button.setDefaultAction(actions[key])
    button.setIconSize(QSize(22, 16) if beside else QSize(16, 16))  # room between icon and words
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setMinimumHeight(28)
    style = Qt.ToolButtonStyle
    button.setToolButtonStyle(style.ToolButtonTextBesideIcon if beside else style.ToolButtonIconOnly)
    return button
