"""Ctrl+F and Where used: what is listed, and how Enter goes to the very field."""

from threading import get_ident

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register import edit
from ropa_desktop.register.index import Index
from ropa_desktop.window.cells import CELL, Found
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.workspace import Workspace
from tests.window.finding.conftest import Press
from tests.window.test_workspace import choose_controller

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def found(workspace: Workspace) -> list[Found]:
    rows = workspace.finding.pane.lines.rows
    return [rows.index(row, 0).data(CELL) for row in range(len(rows.rows))]


def titles(workspace: Workspace) -> list[str]:
    return [cell.title for cell in found(workspace)]


def test_every_field_is_searched_as_one_types(workspace: Workspace, press: Press) -> None:
    press(Key.Key_F, CONTROL)
    assert QApplication.focusWidget() is workspace.finding.pane.field
    press("salar")
    (cell,) = found(workspace)
    assert (cell.title, cell.where, cell.text) == ("PA-001 Payroll", "Purpose", "Pay salaries")
    assert [cell.text[start:end] for start, end in cell.places] == ["salaries"]
    press("x")
    assert titles(workspace) == []
    assert workspace.finding.pane.nothing.text() == "Nothing holds “salarx”. Accents and case do not matter."


def test_enter_opens_the_record_at_the_row_that_holds_it(workspace: Workspace, press: Press) -> None:
    workspace.list.select(workspace.list.rows.rows[2].id)
    press(Key.Key_F, CONTROL)
    press("salaries")
    press(Key.Key_Return)
    snapshot = workspace.register.snapshot()
    payroll = snapshot.rows("activity")[0]
    assert workspace.editor.record == ("activity", payroll.id)
    form = workspace.editor.form
    assert form is not None
    grid = form.tables["purposes"][0].grid
    assert grid.hasFocus()
    assert grid.child_model.rows[grid.currentIndex().row()].description == "Pay salaries"


def test_enter_opens_the_record_at_the_field(workspace: Workspace, press: Press) -> None:
    payroll = workspace.list.current_id()
    edit.set_value(workspace.register, "activity", payroll, "note", "Ask Łódź about it")
    workspace.list.select(workspace.list.rows.rows[3].id)
    press(Key.Key_F, CONTROL)
    press("lodz")
    press(Key.Key_Return)
    assert workspace.editor.record == ("activity", payroll)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPlainTextEdit)
    assert focused.objectName() == "note"


def test_a_reason_is_found_at_what_it_answers(workspace: Workspace, press: Press) -> None:
    press(Key.Key_F, CONTROL)
    press("supplier keeps")
    (cell,) = found(workspace)
    assert "Security measures" in cell.where
    press(Key.Key_Return)
    form = workspace.editor.form
    assert form is not None
    table = form.tables["measures"][0]
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused is table or table.isAncestorOf(focused)


def test_the_arrow_keys_show_each_record_beside_the_list(workspace: Workspace, press: Press) -> None:
    press(Key.Key_F, CONTROL)
    press("nordlys")
    assert len(titles(workspace)) >= 1
    press(Key.Key_Backspace)
    for _letter in "nordly":
        press(Key.Key_Backspace)
    press("hr")
    before = workspace.editor.record
    shown = titles(workspace)
    assert len(shown) == 2
    press(Key.Key_Down)
    assert QApplication.focusWidget() is workspace.finding.pane.field
    assert workspace.editor.record != before or shown[1].startswith("PA-001")


def test_escape_goes_back_to_the_list_at_the_record_that_was_found(workspace: Workspace, press: Press) -> None:
    press(Key.Key_F, CONTROL)
    press("harbour")
    press(Key.Key_Return)
    press(Key.Key_F, CONTROL)
    assert workspace.finding.pane.field.text() == "harbour", "the search stands where one comes back to it"
    press(Key.Key_Escape)
    assert workspace.views.is_list
    record = workspace.register.snapshot().find("activity", workspace.list.current_id())
    assert record is not None
    assert record.name == "Harbour log"
    assert QApplication.focusWidget() is workspace.list.table


def test_a_step_shows_in_what_was_found(window: MainWindow, workspace: Workspace, press: Press) -> None:
    press(Key.Key_F, CONTROL)
    press("harbour")
    assert len(titles(workspace)) == 1
    newsletter = workspace.register.snapshot().rows("activity")[1]
    edit.set_value(workspace.register, "activity", newsletter.id, "department", "Harbour office")
    workspace.refresh()
    assert len(titles(workspace)) == 2


def test_only_the_controller_that_is_shown_is_searched(workspace: Workspace, press: Press) -> None:
    choose_controller(workspace, "Havnes AS")
    press(Key.Key_F, CONTROL)
    press("payroll")
    assert titles(workspace) == []
    assert "Only the controller shown above was searched" in workspace.finding.pane.nothing.text()


def test_commands_act_on_the_record_that_was_found(window: MainWindow, workspace: Workspace, press: Press) -> None:
    press(Key.Key_F, CONTROL)
    press("harbour")
    press(Key.Key_Return)
    window.perform("archive_record")
    kept = {row.name: row.archived_on for row in workspace.register.snapshot().rows("activity")}
    assert [name for name, day in kept.items() if day] == ["Harbour log"]


def test_the_message_bar_is_seen_below_what_was_found(workspace: Workspace, press: Press) -> None:
    press(Key.Key_F, CONTROL)
    workspace.messages.say("Done.", ("Undo", print))
    assert workspace.messages.isVisible()
    press(Key.Key_Escape)
    assert workspace.messages.isVisible()


def test_the_lists_own_search_is_reached_by_its_own_keys(workspace: Workspace, press: Press) -> None:
    press(Key.Key_F, CONTROL)
    press(Key.Key_F, CONTROL, SHIFT)
    assert workspace.views.is_list
    assert QApplication.focusWidget() is workspace.list.search


def test_where_an_organisation_is_used(workspace: Workspace, press: Press) -> None:
    workspace.navigation.choose("organisation")
    workspace.list.select(
        next(row.id for row in workspace.register.snapshot().rows("organisation") if row.name == "Nordlys Lønn AS")
    )
    press(Key.Key_U, CONTROL, SHIFT)
    assert workspace.finding.pane.title.text() == "Where Nordlys Lønn AS is used"
    (cell,) = found(workspace)
    assert (cell.title, cell.where) == ("PA-001 Payroll", "Recipient: Party")
    assert workspace.finding.pane.count.text() == "1 activity"
    press(Key.Key_Return)
    assert workspace.editor.record == ("activity", workspace.register.snapshot().rows("activity")[0].id)


def test_another_question_begins_with_an_empty_field_that_has_nothing_to_clear(
    workspace: Workspace, press: Press, qtbot: QtBot
) -> None:
    press(Key.Key_F, CONTROL)
    press("salaries")
    field = workspace.finding.pane.field
    buttons = {button.defaultAction().objectName(): button for button in field.findChildren(QToolButton)}
    clear = buttons["_q_qlineeditclearaction"]
    qtbot.waitUntil(lambda: clear.property("opacity") == 1)
    press(Key.Key_U, CONTROL | SHIFT)
    assert field.text() == ""
    qtbot.waitUntil(lambda: clear.property("opacity") == 0)


def test_what_is_used_nowhere_can_be_archived(workspace: Workspace, press: Press) -> None:
    workspace.navigation.choose("organisation")
    workspace.list.select(workspace.list.rows.rows[-1].id)
    press(Key.Key_U, CONTROL, SHIFT)
    assert workspace.finding.pane.nothing.text() == "Used nowhere. It can be archived."


def test_where_the_country_of_a_transfer_is_used(workspace: Workspace, press: Press) -> None:
    workspace.navigation.choose("transfer")
    press(Key.Key_U, CONTROL, SHIFT)
    assert workspace.finding.pane.title.text() == "Where United States is used"
    assert titles(workspace) == ["PA-001 Payroll"]


def test_every_word_is_read_beside_the_window_as_soon_as_the_pane_is_open(
    workspace: Workspace, press: Press, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_in: list[int] = []
    read_anew = Index._read_anew

    def reading(index: Index, snapshot: Snapshot) -> None:
        read_anew(index, snapshot)
        read_in.append(get_ident())

    monkeypatch.setattr(Index, "_read_anew", reading)
    press(Key.Key_F, CONTROL)
    qtbot.waitUntil(lambda: bool(read_in))
    press("salar")
    assert titles(workspace) == ["PA-001 Payroll"]
    assert len(read_in) == 1
    assert read_in[0] != get_ident()
