"""Every control that can be reached has a name that a screen reader says, and every command has keys or a menu."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget

from ropa_desktop.window.actions import MENUS
from ropa_desktop.window.beginning import Questions
from ropa_desktop.window.defect_dialog import DefectDialog
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.workspace import Workspace


def nameless(root: QWidget) -> list[str]:
    """The reachable controls under `root` that have no accessible name."""
    found = []
    for widget in root.findChildren(QWidget):
        focused = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not isinstance(
            widget.parent(), QAbstractScrollArea
        )
        reachable = focused or isinstance(widget, QAbstractButton)  # a screen reader comes to those as well
        inner = widget.objectName().startswith("qt_") or widget.focusProxy() is not None
        popup = widget.window().windowType() == Qt.WindowType.Popup  # the list of a combo box speaks for itself
        if reachable and not inner and not popup and widget.isVisibleTo(root) and widget.isEnabled():
            interface = QAccessible.queryAccessibleInterface(widget)
            if not interface.text(QAccessible.Text.Name):
                found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def test_every_control_of_the_welcome_page_has_a_name(window: MainWindow) -> None:
    assert nameless(window) == []


def test_every_control_of_the_workspace_has_a_name(window: MainWindow, workspace: Workspace) -> None:
    workspace.messages.say("Done.", ("Undo", print), ("Show", print))
    parts: list[QWidget] = [workspace.bar, workspace.side, workspace.list, workspace.status]
    assert [name for part in parts for name in nameless(part)] == []


@pytest.mark.parametrize("dialog", [Questions, lambda parent: DefectDialog("report", parent)])
def test_every_control_of_a_dialog_has_a_name(window: MainWindow, dialog: type[Questions]) -> None:
    assert nameless(dialog(window)) == []


def test_mnemonics_of_a_menu_differ(window: MainWindow) -> None:
    bar = [menu.title() for menu in window.actions_.menus.values()]
    for titles in [bar, *([command.text for command in commands if "&" in command.text] for _k, _t, commands in MENUS)]:
        letters = [title[title.index("&") + 1].lower() for title in titles]
        assert len(letters) == len(set(letters)), titles


def test_shortcuts_differ() -> None:
    keys = [command.keys for _key, _title, commands in MENUS for command in commands if command.keys]
    assert len(keys) == len(set(keys))


def test_tab_leaves_a_list(window: MainWindow, workspace: Workspace) -> None:
    workspace.list.table.setFocus()
    assert workspace.list.table.focusNextPrevChild(True)
    assert QApplication.focusWidget() is not workspace.list.table
