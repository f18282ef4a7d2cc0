"""The list of findings in the real window: found, settled in the record, postponed, answered, narrowed, dated."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from ropa_desktop.i18n import format_date
from ropa_desktop.law.tally import of_record
from ropa_desktop.register import edit
from ropa_desktop.window.navigation import TODO
from ropa_desktop.window.todo.complete import CompleteDialog
from ropa_desktop.window.todo.dialogs import AnswerDialog, PostponeDialog
from ropa_desktop.window.todo.page import TodoPage
from ropa_desktop.window.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> TodoPage:
    """The page, with the findings of the register."""
    workspace.pages.choose(TODO)
    shown = workspace.todo.page
    qtbot.waitUntil(lambda: shown.findings.standing is not None, timeout=20_000)
    qtbot.waitUntil(lambda: shown.count_shown > 0)
    return shown


def _sentences(page: TodoPage) -> list[str]:
    return [one.finding.sentence for one in page.shown_findings.values()]


def _keys(page: TodoPage) -> list[str]:
    return [row.id for row in page.list.rows.rows if row.id in page.shown_findings]


def _choose(page: TodoPage, code: str) -> None:
    key = next(key for key in _keys(page) if key.startswith(f"{code}|"))
    page.list.make_current(page.list.rows.row_of(key))


def _dialog(qtbot: QtBot, kind: type[QDialog]) -> QDialog:
    found: list[QDialog] = []

    def stands() -> bool:
        found[:] = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
        return bool(found)

    qtbot.waitUntil(stands)
    return found[0]


def test_the_navigation_counts_what_is_open(page: TodoPage, workspace: Workspace) -> None:
    assert workspace.pages.counts()[TODO] == page.count_open == page.count_shown > 0


def test_a_finding_goes_to_its_field_and_is_gone_when_the_field_says_it(
    qtbot: QtBot, page: TodoPage, workspace: Workspace
) -> None:
    _choose(page, "mechanism_missing")
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    form = workspace.editor.form
    assert form is not None
    assert form.key == "activity"
    transfer = next(row for row in workspace.register.snapshot().rows("transfer"))
    edit.set_value(workspace.register, "transfer", transfer.id, "mechanism", "SCC_2021_M2")
    qtbot.waitUntil(lambda: not any(key.startswith("mechanism_missing|") for key in _keys(page)))


def test_f8_goes_from_finding_to_finding(qtbot: QtBot, page: TodoPage, workspace: Workspace) -> None:
    page.list.make_current(1)
    first = page.list.current
    qtbot.keyClick(workspace.window(), Qt.Key.Key_F8)
    assert page.list.current not in ("", first)
    qtbot.keyClick(workspace.window(), Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert page.list.current == first


def test_a_postponed_finding_leaves_the_list_until_its_day_and_undo_brings_it_back(
    qtbot: QtBot, page: TodoPage, workspace: Workspace
) -> None:
    before = page.count_shown
    page.list.make_current(1)
    key = page.list.current
    qtbot.mouseClick(page.detail.postpone, Qt.MouseButton.LeftButton)
    dialog = _dialog(qtbot, PostponeDialog)
    assert isinstance(dialog, PostponeDialog)
    dialog.until.setText(format_date((date.today() + timedelta(40)).isoformat()))
    qtbot.keyClick(dialog.until, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.count_shown == before - 1)
    assert key not in _keys(page)
    page.bar.choose("state", "postponed")
    assert _keys(page) == [key]
    page.bar.choose("state", "open")
    workspace.undo()
    qtbot.waitUntil(lambda: page.count_shown == before)


def test_a_question_is_answered_for_good_with_a_reason_and_not_without_one(
    qtbot: QtBot, page: TodoPage, workspace: Workspace
) -> None:
    key = next(key for key, one in page.shown_findings.items() if one.finding.severity == "question")
    page.list.make_current(page.list.rows.row_of(key))
    qtbot.mouseClick(page.detail.answer, Qt.MouseButton.LeftButton)
    dialog = _dialog(qtbot, AnswerDialog)
    assert isinstance(dialog, AnswerDialog)
    qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.told.text()
    qtbot.keyClicks(dialog.reason, "The notice says it for all purposes")
    qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: key not in _keys(page))
    (response,) = workspace.register.snapshot().rows("response")
    assert (response.state, response.reason) == ("answered", "The notice says it for all purposes")


def test_what_article_30_asks_for_offers_no_answer(page: TodoPage) -> None:
    missing = next(key for key, one in page.shown_findings.items() if one.finding.severity == "missing")
    page.list.make_current(page.list.rows.row_of(missing))
    assert page.detail.answer.isHidden()
    assert not page.detail.postpone.isHidden()


def test_the_controller_switch_narrows_the_findings(page: TodoPage, workspace: Workspace) -> None:
    everyone = page.count_shown
    havnes = next(row.id for row in workspace.snapshot.rows("organisation") if row.name == "Havnes AS")
    workspace.bar.controller_chosen.emit(havnes)
    assert 0 < page.count_shown < everyone


@pytest.mark.parametrize("grouping", ["severity", "keeper", "owner", "article", "due"])
def test_the_list_is_grouped_and_no_finding_is_lost(page: TodoPage, grouping: str) -> None:
    before = sorted(_keys(page))
    page.group_by(grouping)
    assert sorted(_keys(page)) == before


def test_on_a_day_before_the_regulation_nothing_is_judged_and_that_is_said(qtbot: QtBot, page: TodoPage) -> None:
    qtbot.keyClicks(page.day, "24 May 2018")
    qtbot.keyClick(page.day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.findings.standing is not None)
    assert page.count_shown == 0
    assert "25 May 2018" in page.said_above


def test_a_day_that_cannot_be_read_is_said(qtbot: QtBot, page: TodoPage) -> None:
    before = page.count_shown
    qtbot.keyClicks(page.day, "31.2.2025")
    qtbot.keyClick(page.day, Qt.Key.Key_Return)
    assert "31.2.2025" in page.said_above
    assert page.count_shown == before


def test_the_list_is_copied_as_lines(qtbot: QtBot, page: TodoPage) -> None:
    page.list.make_current(1)
    qtbot.keyClick(page.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text()
    assert _sentences(page)[0] in copied
    assert copied.count("\t") == 3


def test_the_findings_are_exported_as_a_workbook_and_their_days_as_a_calendar(
    qtbot: QtBot, page: TodoPage, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    activity = next(row for row in workspace.register.snapshot().rows("activity") if row.name == "Payroll")
    edit.set_value(workspace.register, "activity", activity.id, "review_due_on", "2030-01-31")
    workspace.refresh()
    current = workspace.register.snapshot()
    qtbot.waitUntil(lambda: page.findings.snapshot is current)
    for ending, expected in (("xlsx", b"PK"), ("ics", b"BEGIN:VCALENDAR")):
        target = tmp_path / f"findings.{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, target=target: (str(target), ""))
        page.save_wanted.emit(ending)
        assert target.read_bytes().startswith(expected)
    assert b"20300131" in (tmp_path / "findings.ics").read_bytes()
    sheet = load_workbook(tmp_path / "findings.xlsx").worksheets[0]
    said = {cell.value for row in sheet.iter_rows() for cell in row}
    assert set(_sentences(page)) <= said


def test_what_is_changed_in_the_moment_when_another_day_is_asked_about_is_checked_too(
    qtbot: QtBot, page: TodoPage, workspace: Workspace
) -> None:
    transfer = workspace.register.snapshot().rows("transfer")[0]
    edit.set_value(workspace.register, "transfer", transfer.id, "mechanism", "PRIVACY_SHIELD")
    page.findings.ask("2026-10-08")
    qtbot.waitUntil(lambda: any(key.startswith("mechanism_not_valid|") for key in _keys(page)), timeout=20_000)


def test_moving_through_the_list_brings_the_field_into_sight_and_leaves_the_focus_in_the_list(
    qtbot: QtBot, page: TodoPage, workspace: Workspace
) -> None:
    page.list.setFocus()
    key = next(key for key in _keys(page) if key.startswith("mechanism_missing|"))
    page.list.make_current(page.list.rows.row_of(key) - 1)
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    form = workspace.editor.form
    assert form is not None
    table = form.tables["transfers"][0]
    qtbot.waitUntil(lambda: not table.visibleRegion().isEmpty())
    assert page.list.hasFocus()


def test_one_number_says_how_complete_the_record_is_and_every_missing_point_leads_to_its_field(
    qtbot: QtBot, page: TodoPage, workspace: Workspace
) -> None:
    qtbot.mouseClick(page.complete_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(workspace.findChildren(CompleteDialog)), timeout=20_000)
    dialog = workspace.findChildren(CompleteDialog)[0]
    counted = of_record(workspace.register.snapshot(), workspace.controller)
    assert f"{counted.percent} %" in dialog.told.text()
    assert len(dialog.missing.rows.rows) == len(counted.missing)
    row = next(n for n, row in enumerate(dialog.missing.rows.rows) if "Newsletter" in row.searchable)
    dialog.missing.table.doubleClicked.emit(dialog.missing.rows.index(row, 0))
    newsletter = next(one.id for one in workspace.register.snapshot().rows("activity") if one.name == "Newsletter")
    qtbot.waitUntil(lambda: workspace.opened == newsletter)
