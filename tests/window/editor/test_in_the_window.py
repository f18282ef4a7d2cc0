"""The editor in the real window: list, record and the Edit menu move together."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.workspace import Workspace
from tests.window.conftest import names

CONTROL = Qt.KeyboardModifier.ControlModifier


def choose(workspace: Workspace, name: str) -> None:
    workspace.list.table.setCurrentIndex(workspace.list.rows.index(names(workspace).index(name), 0))


def test_what_is_typed_in_the_record_stands_in_the_list_and_undo_takes_it_back(
    workspace: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    choose(workspace, "Payroll")
    form = workspace.editor.form
    assert form is not None
    title = form.bindings["name"].widget
    title.setFocus()
    title.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(title, "Wages")
    qtbot.waitUntil(lambda: "Wages" in names(workspace), timeout=3000)
    assert title.hasFocus()
    assert window.actions_["undo"].text() == "Undo “Name changed in Payroll”"
    qtbot.keyClick(title, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: "Payroll" in names(workspace))
    assert title.text() == "Payroll"  # type: ignore[attr-defined]
    window.actions_["redo"].trigger()
    qtbot.waitUntil(lambda: "Wages" in names(workspace))


def test_undo_from_the_menu_takes_back_typing_in_a_cell_first(
    workspace: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    choose(workspace, "Payroll")
    form = workspace.editor.form
    assert form is not None
    grid = form.tables["purposes"][0].grid
    grid.setFocus()
    grid.setCurrentIndex(grid.child_model.index(0, 0))
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    cell = QApplication.focusWidget()
    assert cell is not None
    qtbot.keyClicks(cell, "Pay wages")
    window.actions_["undo"].trigger()
    assert cell.toPlainText() == "Pay salaries"  # type: ignore[attr-defined]
    assert len(workspace.register.history()) == 1


def test_a_new_record_begins_in_its_name(workspace: Workspace, window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["new_record"].trigger()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Name"
    qtbot.keyClicks(focused, "Newsletter to customers")
    qtbot.keyClick(focused, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Newsletter to customers" in names(workspace))


def test_closing_writes_what_was_still_being_typed(workspace: Workspace, window: MainWindow, qtbot: QtBot) -> None:
    choose(workspace, "Payroll")
    form = workspace.editor.form
    assert form is not None
    owner = form.bindings["owner"].widget
    owner.setFocus()
    qtbot.keyClicks(owner, "Head of HR")
    path = str(workspace.register.path)
    window.close_register()
    assert window.open_register(path)
    owners = [row.owner for row in window.workspace.register.snapshot().rows("activity")]
    assert "Head of HR" in owners
