"""Ctrl+K: to any record and to any command, by keys alone."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ropa_desktop.register import edit
from ropa_desktop.window.editor.simple_fields import TitleBox
from ropa_desktop.window.finding.palette import Entry, Palette, ranked
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.workspace import Workspace
from tests.window.finding.conftest import Press

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def palette(workspace: Workspace) -> Palette:
    (found,) = workspace.findChildren(Palette)
    return found


def titles(workspace: Workspace) -> list[str]:
    rows = palette(workspace).lines.rows
    return [rows.index(row, 0).data().split("; ")[0] for row in range(len(rows.rows))]


def is_focused(name: str) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and focused.accessibleName() == name


def entry(title: str, also: str = "", weight: int = 0) -> Entry:
    return Entry(title, "", "", also, title.lower(), also.lower(), weight, lambda: None)


def test_a_record_is_found_by_a_part_of_its_name_whatever_its_accents(workspace: Workspace, press: Press) -> None:
    press(Key.Key_K, CONTROL)
    press("lonn")
    assert titles(workspace) == ["Nordlys Lønn AS"]
    press(Key.Key_Return)
    assert palette(workspace).isHidden()
    assert workspace.navigation.page is not None
    assert workspace.navigation.page.key == "organisation"
    assert workspace.editor.record == ("organisation", workspace.list.current_id())
    assert isinstance(QApplication.focusWidget(), TitleBox), "ready to be typed into"


def test_a_record_is_found_by_its_reference(workspace: Workspace, press: Press) -> None:
    press(Key.Key_K, CONTROL)
    press("PA-003")
    assert titles(workspace) == ["Recruitment"]


def test_a_command_is_run_by_its_words(workspace: Workspace, press: Press) -> None:
    before = len(workspace.register.snapshot().rows("activity"))
    press(Key.Key_K, CONTROL)
    press("duplic")
    assert titles(workspace) == ["Duplicate"]
    press(Key.Key_Return)
    assert len(workspace.register.snapshot().rows("activity")) == before + 1


def test_the_focus_goes_along_to_the_main_part_of_a_page(workspace: Workspace, press: Press, qtbot: QtBot) -> None:
    for words, name in (
        ("to do", "Findings"),
        ("history", "History"),
        ("organisations", "Organisations"),
        ("overview", "Fjordby AS"),
        ("as controller", "Activities as controller"),
    ):
        press(Key.Key_K, CONTROL)
        press(words)
        press(Key.Key_Return)
        qtbot.waitUntil(partial(is_focused, name), timeout=60_000)


def test_a_page_is_gone_to_by_its_words(workspace: Workspace, press: Press) -> None:
    press(Key.Key_K, CONTROL)
    press("securi")
    press(Key.Key_Return)
    assert workspace.navigation.key == "measure"


def test_escape_leaves_everything_as_it_was(workspace: Workspace, press: Press) -> None:
    workspace.list.table.setFocus()
    before = workspace.list.current_id()
    press(Key.Key_K, CONTROL)
    press("havnes")
    press(Key.Key_Escape)
    assert palette(workspace).isHidden()
    assert QApplication.focusWidget() is workspace.list.table
    assert workspace.list.current_id() == before


def test_it_opens_from_a_field_that_is_being_typed_into(workspace: Workspace, press: Press) -> None:
    workspace.editor.setFocus()
    press("X")
    press(Key.Key_K, CONTROL)
    assert QApplication.focusWidget() is palette(workspace).field
    name = workspace.register.snapshot().find("activity", workspace.list.current_id())
    press("recruit")
    press(Key.Key_Return)
    kept = workspace.register.snapshot().find("activity", name.id)  # type: ignore[union-attr]
    assert kept.name != "Payroll", "what was typed is written, not lost"  # type: ignore[union-attr]


def test_what_was_opened_last_stands_first_while_nothing_is_typed(workspace: Workspace, press: Press) -> None:
    workspace.list.select(workspace.list.rows.rows[1].id)
    workspace.list.select(workspace.list.rows.rows[2].id)
    press(Key.Key_K, CONTROL)
    assert titles(workspace)[:2] == ["Newsletter", "Payroll"], "the one that is open is no place to go to"
    press(Key.Key_Return)
    assert workspace.list.current_id() == workspace.register.snapshot().rows("activity")[1].id


def test_what_was_opened_last_is_remembered_for_the_register(
    window: MainWindow, workspace: Workspace, press: Press
) -> None:
    workspace.list.select(workspace.list.rows.rows[3].id)
    path = str(workspace.register.path)
    window.perform("close_register")
    window.open_register(path)
    assert "Harbour log" in [
        each.title for id in window.workspace.finding.recent
        if (each := window.workspace.finding._entries.one(window.workspace.register.snapshot(), id))
    ]  # fmt: skip


def test_a_country_leads_to_where_it_is_used(workspace: Workspace, press: Press) -> None:
    press(Key.Key_K, CONTROL)
    press("united sta")
    assert titles(workspace) == ["United States"]
    press(Key.Key_Return)
    assert workspace.finding.pane.isVisible()
    assert workspace.finding.pane.title.text() == "Where United States is used"


def test_a_renamed_record_is_found_by_its_new_name(workspace: Workspace, press: Press) -> None:
    press(Key.Key_K, CONTROL)
    press(Key.Key_Escape)
    edit.set_value(workspace.register, "activity", workspace.list.current_id(), "name", "Wages")
    press(Key.Key_K, CONTROL)
    press("wages")
    assert titles(workspace) == ["Wages"]


def test_a_click_elsewhere_takes_it_away(workspace: Workspace, press: Press) -> None:
    press(Key.Key_K, CONTROL)
    workspace.list.search.setFocus()
    assert palette(workspace).isHidden()


def test_what_is_called_so_comes_before_what_only_holds_it() -> None:
    entries = [
        entry("Overtime and payroll"),
        entry("Payroll of own staff"),
        entry("Repayroll"),
        entry("Payroll"),
        entry("Payroll report", weight=1),
    ]
    found = [each.title for each in ranked(entries, "payroll")]
    assert found == ["Payroll", "Payroll of own staff", "Payroll report", "Overtime and payroll", "Repayroll"]


def test_every_word_may_be_the_beginning_of_one() -> None:
    entries = [entry("Own staff, payroll of"), entry("Payroll of own staff"), entry("Payroll")]
    assert [each.title for each in ranked(entries, "pay st")] == ["Payroll of own staff", "Own staff, payroll of"]


def test_of_very_many_records_those_that_are_not_listed_yet_come_while_one_types(
    workspace: Workspace, press: Press, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ropa_desktop.window.finding.palette.SLICE", -1.0)  # one record at a time
    press(Key.Key_K, CONTROL)
    palette(workspace).field.setText("recruit")
    assert "Recruitment" not in titles(workspace)
    qtbot.waitUntil(lambda: "Recruitment" in titles(workspace))
    assert not palette(workspace)._more.isActive()
