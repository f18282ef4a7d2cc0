"""In the lists too, an organisation that does not exist yet is made where it is typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ropa_desktop.register import edit
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(("kind", "column"), [("engagement", "organisation_id"), ("system", "operator_id")])
def test_a_cell_of_a_list_makes_the_organisation_that_is_typed(
    workspace: Workspace, window: MainWindow, qtbot: QtBot, kind: str, column: str
) -> None:
    keeper = next(row.id for row in workspace.register.snapshot().rows("organisation") if row.name == "Fjordby AS")
    edit.add(workspace.register, kind, keeper_id=keeper)
    workspace.navigation.choose(kind)
    table, model = workspace.list.table, workspace.list.rows
    qtbot.waitUntil(lambda: len(model.rows) == 1)
    place = next(number for number, one in enumerate(model.columns) if one.key == column)
    table.setFocus()
    table.setCurrentIndex(model.index(0, place))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    cell = QApplication.focusWidget()
    assert cell is not None
    qtbot.keyClicks(cell, "Havblikk Drift AS")
    qtbot.keyClick(cell, Qt.Key.Key_Return, CONTROL)
    (row,) = workspace.register.snapshot().rows(kind)
    made = workspace.register.snapshot().find("organisation", getattr(row, column))
    assert made is not None
    assert made.name == "Havblikk Drift AS"
