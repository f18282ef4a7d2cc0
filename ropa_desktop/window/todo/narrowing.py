"""Which findings the list shows: by how they stand, by letter, department and who looks after them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from ropa_desktop.i18n import N_, _
from ropa_desktop.law.responses import ANSWERED, OPEN, POSTPONED
from ropa_desktop.model.alphabet import alphabetical
from ropa_desktop.window.icons import icon
from ropa_desktop.window.todo.lines import Line

ALL = "all"
STATES = {
    OPEN: N_("Open"),
    POSTPONED: N_("Postponed"),
    ANSWERED: N_("Answered"),
    ALL: N_("All of them"),
}
"""How findings stand, as they are offered; all of them last."""

USUAL: dict[str, str | None] = {"state": OPEN, "letter": None, "department": None, "assigned": None}
"""What is shown unless she says otherwise."""

_VALUE: dict[str, Callable[[Line], str]] = {
    "state": lambda line: line.standing.state,
    "letter": lambda line: line.letter,
    "department": lambda line: line.department,
    "assigned": lambda line: (line.standing.response.assigned_to or "") if line.standing.response else "",
}


class NarrowingBar(QWidget):
    """One button with a menu for each of the four; `changed` when another choice was made."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = dict(USUAL)
        self.buttons: dict[str, QToolButton] = {}
        self._offered: dict[str, list[str]] = {}
        self._groups: dict[str, QActionGroup] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 8)
        row.setSpacing(4)
        for key in self.chosen:
            button = self.buttons[key] = QToolButton()
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIcon(icon("chevron-down"))
            with_menu(button)
            row.addWidget(button)
        row.addStretch(1)
        self.retranslate()

    def add_button(self, drawn: str) -> QToolButton:
        """A further button at the right end."""
        button = QToolButton()
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIcon(icon(drawn))
        button.setIconSize(QSize(22, 16))  # some room before the words
        layout = self.layout()
        assert layout is not None
        layout.addWidget(button)
        return button

    def offer(self, found: Sequence[Line]) -> None:
        """What there is to choose among these findings; a button with nothing to choose is hidden."""
        for key in ("letter", "department", "assigned"):
            values = set(map(_VALUE[key], found)) - {""}
            self._offered[key] = sorted(values, key=alphabetical)
            chosen = self.chosen[key]
            if chosen is not None and chosen not in values:
                self.chosen[key] = None
        self._offered["state"] = [state for state in STATES if state != ALL]
        self.retranslate()

    def narrowed(self, found: Sequence[Line]) -> list[Line]:
        """The findings that are to be shown."""
        for key, chosen in self.chosen.items():
            if chosen is not None:
                value = _VALUE[key]
                found = [line for line in found if value(line) == chosen]
        return list(found)

    def choose(self, key: str, value: str | None) -> None:
        """Choose one value of one of the four; None is any."""
        self.chosen[key] = value
        self.retranslate()
        self.changed.emit()

    def retranslate(self) -> None:
        """Buttons and menus in the current language."""
        for key, button in self.buttons.items():
            values = self._offered.get(key, [])
            menu = menu_of(button)
            menu.clear()
            group = self._groups[key] = QActionGroup(menu)
            for value in (*values, None) if key == "state" else (None, *values):
                action = QAction(_said(key, value), menu, checkable=True)
                action.setChecked(self.chosen[key] == value)
                action.triggered.connect(lambda _checked=False, key=key, value=value: self.choose(key, value))
                group.addAction(action)
                menu.addAction(action)
            button.setText(_said(key, self.chosen[key]))
            button.setAccessibleName(_("Shown: {what}").format(what=button.text()))
            button.setVisible(key == "state" or bool(values))


def _said(key: str, value: str | None) -> str:
    anything = {
        "state": _(STATES[ALL]),
        "letter": _("Any letter"),
        "department": _("Any department"),
        "assigned": _("Whoever looks after it"),
    }
    if value is None:
        return anything[key]
    if key == "state":
        return _(STATES[value])
    return _("Letter ({letter})").format(letter=value) if key == "letter" else value


def with_menu(button: QToolButton) -> None:
    """Give a button a menu that opens below it, without the style's arrow over its words."""
    menu = QMenu(button)
    button.clicked.connect(lambda: menu.popup(button.mapToGlobal(QPoint(0, button.height()))))


def menu_of(button: QToolButton) -> QMenu:
    """The menu that a button was given."""
    menu = button.findChild(QMenu)
    assert menu is not None
    return menu
