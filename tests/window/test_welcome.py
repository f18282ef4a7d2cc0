"""The welcome page: recent registers, ways to begin, language; with keys and clicks."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QTableView, QToolButton
from pytestqt.qtbot import QtBot

from ropa_desktop.register.register import Register
from ropa_desktop.window import beginning
from ropa_desktop.window.editor.simple_fields import TitleBox
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.settings import Recent, load_settings


def click_row(qtbot: QtBot, table: QTableView, row: int) -> None:
    place = table.visualRect(table.model().index(row, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_closed_register_is_recent_with_its_figures(window: MainWindow, register_path: Path) -> None:
    window.open_register(str(register_path))
    window.perform("close_register")
    recent = load_settings().recent[0]
    assert recent.path == str(register_path)
    assert recent.controllers == ("Fjordby AS", "Havnes AS")
    assert recent.activities == 5
    assert dict(recent.shares)["b"] == 0.25
    page = window.welcome.recent
    assert page.model().index(0, 0).data().startswith("Fjordby AS, 2 controllers")
    assert "0 of 5 complete" in page.model().index(0, 2).data()


def test_a_recent_register_opens_with_a_click_and_with_enter(
    window: MainWindow, register_path: Path, qtbot: QtBot
) -> None:
    window.settings.remember(Recent(str(register_path), ("Fjordby AS",), 5))
    window.welcome.show_recent()
    click_row(qtbot, window.welcome.recent, 0)
    assert window.workspace.register.path == register_path
    window.perform("close_register")
    window.welcome.recent.setFocus()
    qtbot.keyClick(window.welcome.recent, Qt.Key.Key_Return)
    assert window.workspace is not None


def test_a_register_that_was_moved_is_said_to_be_missing_and_can_be_located(
    window: MainWindow, register_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = register_path.with_name("moved.ropa")
    window.settings.remember(Recent(str(register_path), ("Fjordby AS",), 5))
    shutil.move(register_path, moved)
    window.welcome.show_recent()
    assert "Not found" in window.welcome.recent.model().index(0, 2).data()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(moved), ""))
    click_row(qtbot, window.welcome.recent, 0)
    assert window.workspace.register.path == moved
    window.perform("close_register")
    assert [recent.path for recent in window.settings.recent] == [str(moved)]


def test_a_register_is_taken_out_of_the_list_and_left_where_it_is(
    window: MainWindow, register_path: Path, qtbot: QtBot
) -> None:
    window.settings.remember(Recent(str(register_path)))
    window.welcome.show_recent()
    window.welcome.recent.setFocus()
    qtbot.keyClick(window.welcome.recent, Qt.Key.Key_Delete)
    assert window.settings.recent == []
    assert window.welcome.recent.isHidden() or not window.welcome.recent.isVisible()
    assert register_path.exists()


def test_a_new_register_begins_with_who_in_which_role_and_where(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(questions: beginning.Questions) -> int:
        qtbot.keyClicks(questions.form.name, "Fjordby AS")
        assert not questions.form.as_controller.isChecked(), "no answer is given beforehand"
        qtbot.mouseClick(questions.form.as_processor, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
        qtbot.keyClicks(questions.form.country, "nor")
        assert questions.country() == "NO", "not Norfolk Island"
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(beginning.Questions, "exec", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked, **_more: (str(tmp_path / "new"), ""))
    window.welcome.begin.setFocus()
    qtbot.keyClick(window.welcome.begin, Qt.Key.Key_Return)
    register: Register = window.workspace.register
    assert register.path == tmp_path / "new.ropa"
    (keeper,) = register.snapshot().rows("organisation")
    (activity,) = register.snapshot().rows("activity")
    assert (keeper.name, keeper.country, keeper.record_kept) == ("Fjordby AS", "NO", "yes")
    assert (activity.role, activity.keeper_id) == ("processor", keeper.id)
    assert register.undo_label() == "Register begun"
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), TitleBox))
    qtbot.keyClicks(QApplication.focusWidget(), "Hosting")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert register.snapshot().rows("activity")[0].name == "Hosting"
    assert window.workspace.messages.sentence == "", "it is named"
    # One Ctrl+Z too many takes the beginning back: that is said, with the way back.
    workspace = window.workspace
    for _step in range(2):
        qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert register.snapshot().rows("organisation") == ()
    assert workspace.messages.sentence == "“Register begun” is undone. The register is empty now."
    qtbot.mouseClick(workspace.messages.findChildren(QToolButton)[0], Qt.MouseButton.LeftButton)
    assert len(register.snapshot().rows("activity")) == 1
    assert workspace.messages.sentence == ""
    assert workspace.navigation.key == "processor", "where a register begins, not at who keeps it"
    assert workspace.list.current_id() == register.snapshot().rows("activity")[0].id
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert workspace.messages.sentence.startswith("“Register begun” is undone.")
    qtbot.waitUntil(window.actions_["redo"].isEnabled)
    assert workspace.editor.record is None
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert workspace.messages.sentence == "", "no longer true"
    assert workspace.editor.record == ("activity", workspace.list.current_id()), "beside its row again"


def test_the_example_is_a_copy_of_which_a_changed_one_is_kept(window: MainWindow) -> None:
    window.perform("explore_example")
    first = window.workspace.register.path
    assert len(window.workspace.list.rows.rows) > 3
    assert not window.actions_["undo"].isEnabled(), "the example begins with what is in it"
    window.perform("explore_example")
    assert window.workspace.register.path != first, "the first is still open"
    window.perform("close_register")
    assert window.settings.recent == [], "nothing was changed in them"
    window.perform("explore_example")
    assert window.workspace.register.path == first
    window.perform("new_record")
    window.perform("close_register")
    window.perform("explore_example")
    assert window.workspace.register.path != first
    assert Path(window.settings.recent[0].path) == first


@pytest.mark.parametrize("content", ["", "not a register", "SQLite format 3\x00"])
def test_what_is_no_register_is_refused_in_one_sentence(window: MainWindow, tmp_path: Path, content: str) -> None:
    path = tmp_path / "odd.ropa"
    path.write_text(content, encoding="utf-8")
    assert not window.open_register(str(path))
    assert "odd.ropa" in window.messages.sentence
    assert window.workspace is None
    assert path.read_text(encoding="utf-8") == content


def test_the_language_changes_without_a_restart(window: MainWindow) -> None:
    window.set_language("nb")
    assert load_settings().language == "nb"
    assert window.welcome._legend is not None
    field = QLineEdit(window)
    menu = field.createStandardContextMenu()
    offered = [action.text().split("\t")[0] for action in menu.actions()]
    said = [text for text in offered if text]
    assert said == ["&Angre", "&Gjør om", "Klipp &ut", "&Kopier", "&Lim inn", "Slett", "Merk alt"]
    window.set_language("en")
    assert window.welcome.begin.model().index(0, 0).data().startswith("New register")
