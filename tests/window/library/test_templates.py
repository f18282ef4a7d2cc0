"""Save an activity as a template and begin another from it, with what stays behind said."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ropa_desktop.exchange.templates import LEFT_BEHIND, templates
from ropa_desktop.law.confirmed import suggested
from ropa_desktop.window.library.templates_dialog import FromTemplate, SaveTemplate
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.workspace import Workspace
from tests.window.conftest import names
from tests.window.library.conftest import Play, command, press, type_words
from tests.window.test_accessibility import nameless

Played = Callable[[Play], list[QDialog]]


def save_as(qtbot: QtBot, name: str) -> Play:
    def play(dialog: QDialog) -> None:
        assert isinstance(dialog, SaveTemplate)
        assert nameless(dialog) == []
        dialog.name.setFocus()
        dialog.name.selectAll()
        type_words(qtbot, name)
        press(qtbot, Qt.Key.Key_Return)

    return play


def test_a_template_is_saved_under_a_name_and_says_what_stayed_behind(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, played: Played
) -> None:
    workspace.list.select(workspace.list.rows.rows[names(workspace).index("Payroll")].id)
    played(save_as(qtbot, "Our payroll"))
    command(window, "save_template")
    assert [template.name for template in templates()] == ["Our payroll"]
    assert workspace.messages.sentence == f"Template “Our payroll” saved. {LEFT_BEHIND}"


def test_an_activity_begins_from_a_template_as_a_suggestion(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, played: Played
) -> None:
    workspace.list.select(workspace.list.rows.rows[names(workspace).index("Payroll")].id)
    played(save_as(qtbot, "Our payroll"))
    command(window, "save_template")
    steps = len(workspace.register.history())

    def play(dialog: QDialog) -> None:
        assert isinstance(dialog, FromTemplate)
        assert nameless(dialog) == []
        assert not dialog.do.isEnabled()
        dialog.keeper.setCurrentIndex(dialog.keeper.findText("Havnes AS"))
        qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton)

    seen = played(play)
    command(window, "new_from_template")
    assert isinstance(seen[0], FromTemplate)
    added = seen[0].added
    snapshot = workspace.register.snapshot()
    assert added in suggested(snapshot)
    assert [purpose.description for purpose in snapshot.matching("purpose", "activity_id", added)] == ["Pay salaries"]
    assert workspace.editor.record == ("activity", added)
    assert workspace.editor.proposed.sentence.text().startswith("Suggested by your template.")
    assert len(workspace.register.history()) == steps + 1
    window.perform("undo")
    assert workspace.register.snapshot().find("activity", added) is None


def test_the_same_name_is_told_and_replaced_and_a_template_can_be_deleted(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, played: Played
) -> None:
    workspace.list.select(workspace.list.rows.rows[names(workspace).index("Payroll")].id)
    played(save_as(qtbot, "Ours"))
    command(window, "save_template")
    told: list[str] = []

    def again(dialog: QDialog) -> None:
        save_as(qtbot, "ours")(dialog)
        assert isinstance(dialog, SaveTemplate)
        told.append(dialog.told.text())

    played(again)
    command(window, "save_template")
    assert told == ["A template is called so already. It will be replaced."]
    assert len(templates()) == 1

    def delete(dialog: QDialog) -> None:
        assert isinstance(dialog, FromTemplate)
        dialog.remove.setFocus()
        press(qtbot, Qt.Key.Key_Space)
        assert not dialog.do.isEnabled()

    played(delete)
    command(window, "new_from_template")
    assert templates() == ()
    command(window, "new_from_template")
    assert workspace.messages.sentence.startswith("There is no template yet.")
