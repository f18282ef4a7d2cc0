"""Buttons for the window's commands, and the one primary button that a dialog may have."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QPushButton, QToolButton

from ropa_desktop.window.actions import Actions
from ropa_desktop.window.colours import colours


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


def make_primary(button: QPushButton) -> None:
    """What Enter does, in the accent's colour; at most one per view."""
    roles = colours(button.palette())
    palette = button.palette()
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):  # one that does nothing now stays plain
        palette.setColor(group, QPalette.ColorRole.Button, QColor(roles.accent))
        palette.setColor(group, QPalette.ColorRole.ButtonText, QColor(roles.on_accent))
    button.setPalette(palette)
    button.setDefault(True)
