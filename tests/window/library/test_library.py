"""Begin from the library: found by typing, ticked with Space, in the register as one step that Undo takes back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QToolButton
from pytestqt.qtbot import QtBot

from ropa_desktop.law.confirmed import suggested
from ropa_desktop.law.library import items
from ropa_desktop.model.activity import Activity
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.window.cells import Suggested
from ropa_desktop.window.library.library_dialog import LibraryDialog
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.workspace import Workspace
from tests.window.conftest import names
from tests.window.library.conftest import Play, command, press, type_words
from tests.window.test_accessibility import nameless

Played = Callable[[Play], list[QDialog]]


def of_fjordby(dialog: LibraryDialog) -> None:
    dialog.keeper.setCurrentIndex(dialog.keeper.findText("Fjordby AS"))


def shown(dialog: LibraryDialog) -> list[str]:
    """The items that the search leaves."""
    roots = [dialog.tree.topLevelItem(place) for place in range(dialog.tree.topLevelItemCount())]
    leaves = [root.child(number) for root in roots if root is not None for number in range(root.childCount())]
    return [leaf.text(0) for leaf in leaves if leaf is not None and not leaf.isHidden()]


def tick(qtbot: QtBot, dialog: LibraryDialog, words: str) -> None:
    """Find an item by typing, go down to it, tick it, and back into the search."""
    dialog.search.setFocus()
    dialog.search.selectAll()
    type_words(qtbot, words)
    press(qtbot, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is dialog.tree
    press(qtbot, Qt.Key.Key_Space)


def test_two_items_come_in_as_one_step(window: MainWindow, workspace: Workspace, qtbot: QtBot, played: Played) -> None:
    def play(dialog: QDialog) -> None:
        assert isinstance(dialog, LibraryDialog)
        assert not dialog.do.isEnabled()
        tick(qtbot, dialog, "payroll")
        tick(qtbot, dialog, "newsletter")
        assert not dialog.do.isEnabled(), "there are two controllers, and none is chosen for her"
        assert dialog.told.text() == "Whose record do they go into?"
        of_fjordby(dialog)
        assert dialog.do.text() == "Begin with 2 activities"
        assert nameless(dialog) == []
        qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton)

    before = len(workspace.register.snapshot().all(Activity))
    steps = len(workspace.register.history())
    dialog = played(play)
    command(window, "begin_from_library")
    assert len(dialog) == 1
    assert isinstance(dialog[0], LibraryDialog)
    assert len(workspace.register.history()) == steps + 1
    added = dialog[0].added
    assert set(added) <= suggested(workspace.register.snapshot())
    assert workspace.editor.record == ("activity", added[0])
    assert workspace.editor.proposed.isVisible()
    assert workspace.messages.sentence.startswith("2 activities are suggested.")
    assert sum(name.endswith("(suggestion)") for name in names(workspace)) == 2
    window.perform("undo")
    assert len(workspace.register.snapshot().all(Activity)) == before


def test_the_search_narrows_and_the_preview_says_what_would_come(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, played: Played
) -> None:
    payroll = items()["payroll"]

    def play(dialog: QDialog) -> None:
        assert isinstance(dialog, LibraryDialog)
        assert len(shown(dialog)) == len(items())
        type_words(qtbot, payroll.name.text("en"))
        assert payroll.name.text("en") in shown(dialog)
        assert len(shown(dialog)) < len(items())
        said = dialog.shown.toPlainText()
        for wording in (payroll.description, *payroll.purposes, *payroll.ask):
            assert wording.text("en") in said
        assert "6(1)" not in said, "the library proposes no legal basis"
        assert "5 years from end of the accounting year (bokføringsloven § 13)" in said
        assert "From the end of the employment" in said
        dialog.language.setCurrentIndex(dialog.language.findData("nb"))
        assert payroll.description.text("nb") in dialog.shown.toPlainText()
        dialog.search.setFocus()
        dialog.search.selectAll()
        type_words(qtbot, "qqqq")
        assert dialog.told.text() == "The library has nothing of this name."
        assert dialog.shown.toPlainText() == "", "nothing is shown of what is not there"
        dialog.language.setCurrentIndex(dialog.language.findData("en"))
        dialog.search.selectAll()
        type_words(qtbot, "lonn")
        assert payroll.name.text("en") in shown(dialog), "by either language"
        dialog.search.selectAll()
        type_words(qtbot, "ansettelse")
        assert shown(dialog) == ["Recruitment"], "by what the Norwegian calls it"
        dialog.search.selectAll()
        type_words(qtbot, "cctv")
        assert shown(dialog) == ["Camera surveillance"], "by the short word for it"
        press(qtbot, Qt.Key.Key_Escape)

    seen = played(play)
    steps = len(workspace.register.history())
    command(window, "begin_from_library")
    assert len(seen) == 1
    assert len(workspace.register.history()) == steps


def test_a_period_of_another_countrys_law_is_neither_shown_nor_brought(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, played: Played
) -> None:
    fjordby = next(row for row in workspace.register.snapshot().rows("organisation") if row.name == "Fjordby AS")
    edit.set_value(workspace.register, "organisation", fjordby.id, "country", "DE")

    def play(dialog: QDialog) -> None:
        assert isinstance(dialog, LibraryDialog)
        of_fjordby(dialog)
        tick(qtbot, dialog, "payroll")
        assert "bokføringsloven" not in dialog.shown.toPlainText()
        qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton)

    played(play)
    qtbot.keyPress(workspace.list.table, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    rules = workspace.register.snapshot().rows("retention_rule")
    assert rules
    assert {rule.legal_reference for rule in rules} == {None}


def test_what_is_suggested_already_is_refused_in_the_dialog(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, played: Played
) -> None:
    refusals: list[str] = []

    def play(dialog: QDialog) -> None:
        assert isinstance(dialog, LibraryDialog)
        of_fjordby(dialog)
        tick(qtbot, dialog, "payroll")
        qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
        refusals.append(dialog.told.text())

    played(play)
    command(window, "begin_from_library")
    command(window, "begin_from_library")
    assert refusals[0] == ""
    assert refusals[1].endswith("is suggested already. Confirm or refuse it first.")


def test_a_suggested_activity_wears_its_chip_until_it_is_confirmed(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, played: Played
) -> None:
    def play(dialog: QDialog) -> None:
        assert isinstance(dialog, LibraryDialog)
        of_fjordby(dialog)
        tick(qtbot, dialog, "payroll")
        qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton)

    played(play)
    command(window, "begin_from_library")
    row = workspace.list.table.currentIndex().row()
    column = next(number for number, column in enumerate(workspace.list.rows.columns) if column.name)
    assert isinstance(workspace.list.rows.rows[row].cell(column), Suggested)
    qtbot.mouseClick(workspace.editor.proposed.confirm, Qt.MouseButton.LeftButton)
    workspace.refresh()
    row = workspace.list.table.currentIndex().row()
    assert not isinstance(workspace.list.rows.rows[row].cell(column), Suggested)
    assert "confirmed" in workspace.messages.sentence


def test_an_empty_list_leads_to_the_library(window: MainWindow, qtbot: QtBot, tmp_path: Path, played: Played) -> None:
    path = tmp_path / "empty.ropa"
    with Register.create(path) as register:
        edit.add(register, "organisation", name="Fjordby AS", record_kept="yes", country="NO")
    window.open_register(str(path))
    seen = played(lambda dialog: dialog.reject())
    button = next(found for found in window.findChildren(QToolButton) if found.text() == "Begin from the library …")
    assert button.isVisible()
    button.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert isinstance(seen[0], LibraryDialog)
    assert seen[0].keeper.currentText() == "Fjordby AS"


def test_a_new_register_offers_the_library(
    window: MainWindow, tmp_path: Path, played: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked, **_more: (str(tmp_path / "new.ropa"), ""))
    played(lambda dialog: dialog.accept())
    window.perform("new_register")
    assert (
        window.workspace.messages.sentence
        == "Name your first activity, paste rows from Excel, or begin from the library."
    )
