"""The editor in the real window: list, record and the Edit menu move together."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.workspace import Workspace
from tests.window.conftest import names

CONTROL = Qt.KeyboardModifier.ControlModifier


def type_into_cell(workspace: Workspace, qtbot: QtBot, table: str, row: int, column: int, text: str) -> QWidget:
    """Type into a cell of a child table of the open record; the cell stays open."""
    form = workspace.editor.form
    assert form is not None
    grid = form.tables[table][0].grid
    grid.setFocus()
    grid.setCurrentIndex(grid.child_model.index(row, column))
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    cell = grid.cells.open_editor
    assert cell is not None
    qtbot.keyClicks(cell, text)
    return cell


def button(widget: QWidget, words: str) -> QToolButton:
    (found,) = [one for one in widget.findChildren(QToolButton) if one.text() == words and not one.isHidden()]
    return found


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
    qtbot.waitUntil(lambda: "Wages" in names(workspace))
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
    form.tables["purposes"][0].add_row()
    path = str(workspace.register.path)
    window.close_register()
    QApplication.processEvents()  # nothing that comes late asks the closed register about the empty row
    assert window.open_register(path)
    owners = [row.owner for row in window.workspace.register.snapshot().rows("activity")]
    assert "Head of HR" in owners


def test_an_engagement_made_in_the_activity_is_opened_given_a_transfer_and_inherited(
    workspace: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    choose(workspace, "Newsletter")
    form = workspace.editor.form
    assert form is not None
    add = form.tables["recipients"][0].head.add
    form.scroll.ensureWidgetVisible(add)
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    cell = form.tables["recipients"][0].grid.cells.open_editor
    assert cell is not None
    qtbot.keyClicks(cell, "Brevdue Post Ltd.")
    qtbot.keyClick(cell, Qt.Key.Key_Return, CONTROL)
    window.activateWindow()
    cell = type_into_cell(workspace, qtbot, "recipients", 0, 1, "Newsletters")
    qtbot.keyClick(cell, Qt.Key.Key_Return, CONTROL)
    snapshot = workspace.register.snapshot()
    (engagement,) = snapshot.rows("engagement")
    assert snapshot.find("organisation", engagement.organisation_id).name == "Brevdue Post Ltd."  # type: ignore[union-attr]
    qtbot.mouseClick(button(form.said["recipients"], "Open"), Qt.MouseButton.LeftButton)
    assert workspace.editor.record == ("engagement", engagement.id)
    own = workspace.editor.form
    assert own is not None
    own.scroll.ensureWidgetVisible(own.tables["transfers"][0])
    qtbot.mouseClick(own.tables["transfers"][0].head.add, Qt.MouseButton.LeftButton)
    cell = own.tables["transfers"][0].grid.cells.open_editor
    assert cell is not None
    qtbot.keyClicks(cell, "India")
    qtbot.keyClick(cell, Qt.Key.Key_Return)
    assert any(line.sentence.text().startswith("India: no adequacy") for line in own.said["transfers"].lines)
    workspace.editor.go_back()
    model = form.tables["transfers"][0].grid.child_model
    assert [model.data(model.index(0, column)) for column in (0, 3)] == ["India", "Newsletters"]
    assert window.actions_["undo"].isEnabled()
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: model.rowCount() == 0)
