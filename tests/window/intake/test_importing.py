"""From the conversation into the register: one step, taken back by one Undo, and the mapping kept for the next file."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from ropa_desktop.exchange.build import ALSO, Options
from ropa_desktop.exchange.export import export
from ropa_desktop.exchange.intake import with_sheet
from ropa_desktop.exchange.recognition.mapping import ColumnMapping, SheetMapping, from_json
from ropa_desktop.exchange.recognition.recognise import proposal
from ropa_desktop.window.import_preview import ImportPreview
from ropa_desktop.window.intake import remembered, session, source
from ropa_desktop.window.intake.window import IntakeWindow
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.workspace import Workspace
from tests.window.conftest import names
from tests.window.intake.conftest import Opener, cell_counts, lines, mapping, shown
from tests.window.intake.test_deciding import choose, row_of
from tests.window.test_accessibility import nameless


def finish(window: MainWindow, workspace: Workspace, conversation: IntakeWindow, qtbot: QtBot) -> None:
    """Press Import and wait until it is done."""
    conversation.import_button.click()
    qtbot.waitUntil(lambda: window.isEnabled() and "imported" in workspace.messages.sentence)


def test_an_import_is_one_step_and_one_undo_takes_it_back(
    window: MainWindow, workspace: Workspace, norwegian: Path, qtbot: QtBot
) -> None:
    register = workspace.register
    before, steps = register.snapshot(), len(register.history())
    workspace.import_sheet(str(norwegian))  # read in a process of its own, as ever
    conversation = shown(window, qtbot)
    assert register.snapshot().same_as(before), "nothing is written while the window is open"
    finish(window, workspace, conversation, qtbot)
    assert len(register.history()) == steps + 1
    qtbot.waitUntil(lambda: "Rekruttering av nye" in names(workspace))
    assert workspace.opened == workspace.list.current_id(), "what came is in sight"
    assert {row.id: row.name for row in register.snapshot().rows("activity")}[workspace.opened] == "Lønnskjøring"
    workspace.messages._buttons[0].click()
    qtbot.waitUntil(window.isEnabled)
    assert register.snapshot().same_as(before)
    assert workspace.navigation.page is not None
    assert workspace.navigation.page.key == "controller", "what is gone was here as well as elsewhere"


def test_cancel_leaves_the_register_and_remembers_nothing(
    workspace: Workspace, open_file: Opener, english: Path
) -> None:
    conversation = open_file(english)
    before = workspace.register.snapshot()
    conversation.cancel_button.click()
    assert not conversation.isVisible()
    assert workspace.register.snapshot().same_as(before)
    assert not list(remembered.folder().glob("*"))


def test_what_was_decided_is_imported(
    window: MainWindow, workspace: Workspace, open_file: Opener, english: Path, qtbot: QtBot
) -> None:
    conversation = open_file(english)
    choose(qtbot, conversation.mapping.mapping, row_of(conversation.mapping.mapping, "Comments"), "Departm")
    finish(window, workspace, conversation, qtbot)
    made = {row.name: row.department for row in workspace.register.snapshot().rows("activity")}
    assert made["Payroll run"] == "old"


def test_a_file_of_the_same_headings_is_mapped_as_before(
    window: MainWindow, workspace: Workspace, open_file: Opener, english: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    conversation = open_file(english)
    choose(qtbot, conversation.mapping.mapping, row_of(conversation.mapping.mapping, "Comments"), "Departm")
    finish(window, workspace, conversation, qtbot)
    (kept,) = remembered.folder().glob("*.json")
    assert from_json(json.loads(kept.read_text(encoding="utf-8"))).sheets[0].columns[6].target == "department"
    head, *_rows = english.read_text(encoding="utf-8").splitlines()
    other = tmp_path / "next year.csv"
    order = [6, 0, 1, 2, 3, 4, 5]  # the same columns, in another order
    cells = [head.split(";"), ["HR", "Parking", "Park cars", "Staff", "Plate", "", "1 year"]]
    text = "\n".join(";".join(row[place] for place in order) for row in (cells[0],)) + "\n" + ";".join(cells[1]) + "\n"
    other.write_text(text, encoding="utf-8")
    again = open_file(other)
    assert mapping(again)["A  Comments"] == "Department"
    again.session.look_at(1)
    assert again.mapping.hints.sentence.startswith("Mapped as on ")
    again.mapping.hints._buttons[0].click()
    assert mapping(again)["A  Comments"] == "Kept as a note"
    assert not list(remembered.folder().glob("*.json"))


def test_an_activity_of_which_only_a_row_changes_is_not_counted_as_unchanged_too(
    window: MainWindow, workspace: Workspace, open_file: Opener, english: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    finish(window, workspace, open_file(english), qtbot)
    later = tmp_path / "later.csv"
    later.write_text(english.read_text(encoding="utf-8").replace("Tax office", "Tax office, Union"), encoding="utf-8")
    said = lines(open_file(later))
    assert "Updated | 1 activity" in said
    assert "Unchanged | 1 activity" in said


def test_a_table_said_to_have_no_headings_has_none_the_next_time(
    window: MainWindow, workspace: Workspace, open_file: Opener, english: Path, qtbot: QtBot
) -> None:
    conversation = open_file(english)
    box = conversation.choosers.header
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert box.currentText() == "No headings"
    choose(qtbot, conversation.mapping.mapping, 0, "Name of the")
    choose(qtbot, conversation.mapping.mapping, 6, "Departm")
    said = mapping(conversation)
    finish(window, workspace, conversation, qtbot)
    again = open_file(english)
    assert again.choosers.header.currentText() == "No headings"
    assert mapping(again) == said


def test_only_the_newest_mappings_are_kept(monkeypatch: pytest.MonkeyPatch, english: Path) -> None:
    book = source.Source("x", english).read()
    found = proposal(book)
    monkeypatch.setattr(remembered, "MOST", 3)
    for number in range(5):
        remembered.remember(f"key{number}", found)
        os.utime(remembered.folder() / f"key{number}.json", (1000 + number, 1000 + number))
    assert {file.stem for file in remembered.folder().glob("*.json")} == {"key2", "key3", "key4"}
    assert remembered.recall("key4") is not None
    assert remembered.recall("key0") is None
    (remembered.folder() / "key4.json").write_text("{", encoding="utf-8")
    assert remembered.recall("key4") is None


def test_a_mapping_is_saved_and_loaded(
    open_file: Opener, english: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = tmp_path / "mapping.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked, **_more: (str(saved), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked, **_more: (str(saved), ""))
    conversation = open_file(english)
    choose(qtbot, conversation.mapping.mapping, row_of(conversation.mapping.mapping, "Comments"), "Departm")
    conversation.mapping_actions["save"].trigger()
    assert from_json(json.loads(saved.read_text(encoding="utf-8"))).sheets[0].columns[6].target == "department"
    conversation.session.take_back()
    assert mapping(conversation)["G  Comments"] == "Kept as a note"
    conversation.mapping_actions["load"].trigger()
    assert mapping(conversation)["G  Comments"] == "Department"
    saved.write_text(saved.read_text(encoding="utf-8").replace("Purpose", "Zxqv"), encoding="utf-8")
    conversation.mapping_actions["load"].trigger()
    assert mapping(conversation)["G  Comments"] == "Department", "a heading that is not there hinders no other"
    saved.write_text("no mapping", encoding="utf-8")
    conversation.mapping_actions["load"].trigger()
    assert conversation.mapping.hints.sentence.startswith("This is no mapping")


def test_a_file_that_changed_meanwhile_is_not_imported_unsaid(
    window: MainWindow, workspace: Workspace, open_file: Opener, english: Path, qtbot: QtBot
) -> None:
    conversation = open_file(english)
    choose(qtbot, conversation.mapping.mapping, row_of(conversation.mapping.mapping, "Comments"), "Departm")
    with english.open("a", encoding="utf-8") as file:
        file.write("Parking;Park cars;Staff;Plate;;1 year;Site\n")
    conversation.import_button.click()
    assert conversation.isVisible()
    assert conversation.mapping.hints.sentence == "register.csv has changed since it was read."
    conversation.mapping.hints._buttons[0].click()
    qtbot.waitUntil(lambda: conversation.import_button.text() == "Import 3 activities")
    assert mapping(conversation)["G  Comments"] == "Department"
    qtbot.waitUntil(conversation.isEnabled)
    finish(window, workspace, conversation, qtbot)
    assert "Parking" in {row.name for row in workspace.register.snapshot().rows("activity")}


@pytest.mark.qt_log_ignore("Keyboard event not accepted|This plugin does not support")  # the window is busy by then
def test_cells_copied_in_a_spreadsheet_are_imported(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    copied = "Processing activity\tPurpose\tData subjects\r\nParking\tPark cars\tStaff\r\n"
    QApplication.clipboard().setText(copied)
    workspace.list.table.setFocus()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_V, modifiers)
    conversation = shown(window, qtbot)
    assert conversation.windowTitle() == "Import Clipboard"
    finish(window, workspace, conversation, qtbot)
    assert "Parking" in {row.name for row in workspace.register.snapshot().rows("activity")}
    assert workspace.register.undo_label() == "Imported Clipboard"


def test_an_empty_clipboard_is_said_to_be_empty(window: MainWindow, workspace: Workspace) -> None:
    QApplication.clipboard().clear()
    window.perform("import_clipboard")
    assert workspace.messages.sentence == "The clipboard holds no cells. Copy them in the spreadsheet first."


def test_a_large_file_is_worked_out_beside_the_window_and_only_the_newest_wish_counts(
    open_file: Opener, english: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "SMALL", 3)
    conversation = open_file(english)
    table = conversation.mapping.mapping
    row = row_of(table, "Comments")
    results: list[None] = []
    conversation.session.worked_out.connect(lambda: results.append(None))
    for target in ("description", "owner", "department"):
        column = conversation.session.mapping_at(-1, 6)
        assert column is not None
        conversation.session.decide(
            with_sheet(conversation.session.wishes, hand_to(conversation.session.own, column, target))
        )
        assert not conversation.import_button.isEnabled(), "what is shown is not what would be imported"
        assert conversation.changes.head.count.text() == "being worked out …"
    assert mapping(conversation)[table.rows.index(row, 0).data()] == "Department"
    qtbot.waitUntil(lambda: conversation.session.is_current)
    assert len(results) == 1
    assert conversation.import_button.isEnabled()
    assert {one.values.get("department") for one in conversation.session.intake.plan.added} >= {"old"}
    assert sum(cell_counts(conversation).values()) == 20


def test_a_window_closed_while_it_is_worked_out_ends_quietly(
    window: MainWindow, open_file: Opener, english: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "SMALL", 3)
    conversation = open_file(english)
    conversation.start_anew()
    column = conversation.session.mapping_at(-1, 6)
    assert column is not None
    conversation.session.decide_sheet(hand_to(conversation.session.own, column, "owner"))
    assert not conversation.session.is_current
    conversation.reject()
    window.close()


def test_the_report_of_an_import_is_offered_and_saved(
    window: MainWindow,
    workspace: Workspace,
    open_file: Opener,
    english: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = tmp_path / "report.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked, **_more: (str(report), ""))
    conversation = open_file(english)
    finish(window, workspace, conversation, qtbot)
    assert workspace.messages._buttons[1].text() == "Save the report …"
    workspace.messages._buttons[1].click()
    qtbot.waitUntil(lambda: workspace.messages.sentence == "Report saved as report.xlsx.")
    assert "register" in load_workbook(report).sheetnames


@pytest.mark.qt_log_ignore("Keyboard event not accepted|This plugin does not support")  # that is what is tested
def test_enter_imports_from_nowhere_but_its_button(
    window: MainWindow, workspace: Workspace, open_file: Opener, english: Path, qtbot: QtBot
) -> None:
    conversation = open_file(english)
    for widget in (conversation.choosers.shape, conversation.mapping.values, conversation.changes.view):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_Return)
        assert conversation.isVisible()
    conversation.activateWindow()
    qtbot.waitUntil(conversation.isActiveWindow)
    qtbot.keyClick(conversation, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.isEnabled() and "imported" in workspace.messages.sentence)


def test_escape_does_not_throw_decisions_away(open_file: Opener, english: Path, qtbot: QtBot) -> None:
    conversation = open_file(english)
    column = conversation.session.mapping_at(-1, 6)
    assert column is not None
    conversation.session.decide_sheet(hand_to(conversation.session.own, column, "owner"))
    qtbot.keyClick(conversation.mapping.mapping, Qt.Key.Key_Escape)
    assert conversation.isVisible()
    assert conversation.mapping.hints.sentence.startswith("Cancel closes the window")
    conversation.session.take_back()
    qtbot.keyClick(conversation.mapping.mapping, Qt.Key.Key_Escape)
    assert not conversation.isVisible()


def test_every_control_of_the_conversation_has_a_name(open_file: Opener, norwegian: Path) -> None:
    assert nameless(open_file(norwegian)) == []


def test_our_own_workbook_is_still_previewed_as_a_plan(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[ImportPreview] = []

    def turn_back(preview: ImportPreview) -> int:
        seen.append(preview)
        return int(QDialog.DialogCode.Rejected)

    monkeypatch.setattr(ImportPreview, "exec", turn_back)
    export(workspace.register.snapshot(), tmp_path / "ours.xlsx", Options(also=frozenset(ALSO)))
    workspace.import_sheet(str(tmp_path / "ours.xlsx"))
    qtbot.waitUntil(lambda: bool(seen))
    assert not window.findChildren(IntakeWindow)


def hand_to(own: SheetMapping, column: ColumnMapping, target: str) -> SheetMapping:
    """The sheet with a column that goes elsewhere."""
    return replace(own, columns=tuple(replace(one, target=target) if one == column else one for one in own.columns))
