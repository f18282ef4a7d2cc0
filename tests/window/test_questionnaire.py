"""A questionnaire goes out from the File menu, and what comes back is taken line by line, with keys."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from ropa_desktop.exchange.questionnaire import marks
from ropa_desktop.exchange.questionnaire.department import Request
from ropa_desktop.exchange.questionnaire.writer import write_questionnaire
from ropa_desktop.register import edit
from ropa_desktop.register.register import label
from ropa_desktop.window import questionnaire
from ropa_desktop.window.import_preview import ImportPreview
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.workspace import Workspace
from tests.exchange.questionnaire.filling import Filling, filled


def keeper_of(workspace: Workspace, name: str) -> str:
    rows = workspace.register.snapshot().rows("organisation")
    return next(row.id for row in rows if row.name == name)


def activity_of(workspace: Workspace, name: str) -> str:
    rows = workspace.register.snapshot().rows("activity")
    return next(row.id for row in rows if row.name == name)


def test_the_menu_writes_a_questionnaire_for_the_department_that_is_chosen(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(asked: questionnaire.AskedWhom) -> int:
        box = asked.form.department
        assert [box.itemText(row) for row in range(box.count())] == ["HR, 2", "Sales, 1", "All activities, 4"]
        asked.form.until.setText("4.12.2026")
        asked.form.language.setCurrentIndex(asked.form.language.findData("nb"))
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(questionnaire.AskedWhom, "exec", answer)
    target = tmp_path / "personal.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked, **_more: (str(target), ""))
    window.perform("ask_department")
    qtbot.waitUntil(lambda: bool(workspace.messages.sentence))
    assert workspace.messages.sentence == "personal.xlsx asks about 2 activities."
    assert Filling(target).book.sheetnames == ["Start her", "Payroll", "Recruitment", "Lists"]
    said = [str(cell.value) for row in Filling(target).book["Start her"].iter_rows() for cell in row]
    assert "4. desember 2026" in said
    assert [label(revision) for revision in workspace.register.history()][-1] == "personal.xlsx exported"


def test_departments_follow_the_controller_and_a_day_that_is_none_is_said_at_once(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    asked = questionnaire.AskedWhom(workspace.register.snapshot(), None, window)
    qtbot.addWidget(asked)
    asked.show()
    asked.form.controller.setCurrentIndex(asked.form.controller.findText("Havnes AS"))
    assert [asked.form.department.itemText(row) for row in range(asked.form.department.count())] == [
        "All activities, 1"
    ]
    until: QLineEdit = asked.form.until
    until.setFocus()
    qtbot.keyClicks(until, "31.2.2026")
    qtbot.keyClick(until, Qt.Key.Key_Return)
    assert asked.isVisible(), "it stays open"
    assert "31.2.2026" in asked.form.remark.text()
    until.clear()
    qtbot.keyClick(until, Qt.Key.Key_Return)
    assert asked.result() == QDialog.DialogCode.Accepted


@pytest.fixture
def back(workspace: Workspace, tmp_path: Path) -> Path:
    """HR's answers: payroll has another name and one more recipient, recruitment is as it was."""
    file = tmp_path / "hr.xlsx"
    write_questionnaire(workspace.register.snapshot(), file, Request(keeper_of(workspace, "Fjordby AS"), "HR"))
    payroll, recruitment = activity_of(workspace, "Payroll"), activity_of(workspace, "Recruitment")
    with filled(file) as filling:
        filling.sign()
        filling.answer(marks.CHANGE, "No", id=recruitment)
        filling.answer("activity.name", "Wages", payroll)
        filling.answer("activity.owner", "Head of HR", payroll)
        filling.answer("recipient.new", "Solkyst Pensjon AS", payroll)
    return file


def says(workspace: Workspace, sentence: str) -> bool:
    return workspace.messages.sentence == sentence


def row_of(preview: ImportPreview, text: str) -> int:
    """The line whose record or field, or whose new value, reads so."""
    lines = [[str(preview.rows.index(row, place).data()) for place in (0, 2)] for row in range(preview.rows.rowCount())]
    return next(row for row, (record, value) in enumerate(lines) if text in record or value == text)


def tick_of(preview: ImportPreview, text: str) -> str:
    return str(preview.rows.index(row_of(preview, text), preview.rows.columnCount() - 1).data())


def press(qtbot: QtBot, preview: ImportPreview, text: str) -> None:
    preview.table.setCurrentIndex(preview.rows.index(row_of(preview, text), 0))
    qtbot.keyClick(preview.table, Qt.Key.Key_Space)


def test_single_lines_are_left_out_with_space_and_the_rest_is_one_step(
    window: MainWindow,
    workspace: Workspace,
    qtbot: QtBot,
    back: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = workspace.register.snapshot()

    def decide(preview: ImportPreview) -> int:
        preview.show()
        QApplication.processEvents()
        assert preview.import_button.text() == "Import 4 records"
        press(qtbot, preview, "Wages")
        assert tick_of(preview, "Wages") == "left out"
        assert tick_of(preview, "Head of HR") == "taken"
        press(qtbot, preview, "Solkyst Pensjon AS")
        assert tick_of(preview, "Recipient: Solkyst") == "left out", "its row goes with it"
        assert preview.import_button.text() == "Import 2 records"
        press(qtbot, preview, "Recipient: Solkyst")
        assert tick_of(preview, "Solkyst Pensjon AS") == "taken", "and brings it back"
        press(qtbot, preview, "Recipient: Solkyst")
        assert tick_of(preview, "Solkyst Pensjon AS") == "left out", "what came along goes with the last that names it"
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(ImportPreview, "exec", decide)
    workspace.import_sheet(str(back))
    qtbot.waitUntil(lambda: bool(workspace.messages.sentence))
    assert workspace.messages.sentence == "2 records imported from hr.xlsx."
    after = workspace.register.snapshot()
    payroll = after.find("activity", activity_of(workspace, "Payroll"))
    assert payroll is not None
    assert payroll.owner == "Head of HR"
    assert after.count("organisation") == before.count("organisation")
    assert after.find("activity", activity_of(workspace, "Recruitment")).reviewed_by == "Kari Nordmann"  # type: ignore[union-attr]
    assert workspace.register.undo_label() == "Imported HR questionnaire, Kari Nordmann, " + marks_day(back)
    window.perform("undo")
    qtbot.waitUntil(window.isEnabled)
    assert workspace.register.snapshot().same_as(before)


def marks_day(file: Path) -> str:
    return str(Filling(file).cells(marks.DAY)[0].value)


def test_what_conflicts_is_left_out_until_it_is_taken(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, back: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    payroll = activity_of(workspace, "Payroll")
    edit.set_value(workspace.register, "activity", payroll, "name", "Salaries")
    answers = iter((False, True))

    def decide(preview: ImportPreview) -> int:
        preview.show()
        QApplication.processEvents()
        assert tick_of(preview, "Changed here meanwhile") == ""
        assert tick_of(preview, "Wages") == "left out"
        if next(answers):
            index = preview.rows.index(row_of(preview, "Wages"), preview.rows.columnCount() - 1)
            place = preview.table.visualRect(index).center()
            qtbot.mouseClick(preview.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
            assert tick_of(preview, "Wages") == "taken"
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(ImportPreview, "exec", decide)
    for name, said in (("Salaries", "4 records imported from hr.xlsx."), ("Wages", "1 record imported from hr.xlsx.")):
        workspace.import_sheet(str(back))
        qtbot.waitUntil(partial(says, workspace, said))
        qtbot.waitUntil(window.isEnabled)
        found = workspace.register.snapshot().find("activity", payroll)
        assert found is not None
        assert found.name == name
