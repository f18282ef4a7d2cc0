"""The list of findings in the real window: found, settled in the record, postponed, answered, narrowed, dated."""

import gc
from datetime import date, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from ropa_desktop import collector
from ropa_desktop.cli.main import run
from ropa_desktop.i18n import format_date
from ropa_desktop.law import current
from ropa_desktop.law.checking import CHECKS, found_in
from ropa_desktop.law.facts import facts_as_of
from ropa_desktop.law.tally import of_record
from ropa_desktop.register import edit
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.navigation import OVERVIEW, TODO
from ropa_desktop.window.todo import looking
from ropa_desktop.window.todo.complete import CompleteDialog
from ropa_desktop.window.todo.dialogs import AnswerDialog, AssignDialog, PostponeDialog
from ropa_desktop.window.todo.lines import GROUPINGS, HeadRow
from ropa_desktop.window.todo.page import TodoPage
from ropa_desktop.window.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> TodoPage:
    """The page, with the findings of the register."""
    workspace.pages.choose(TODO)
    shown = workspace.todo.page
    qtbot.waitUntil(lambda: shown.findings.standing is not None)
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


def _heads(page: TodoPage) -> list[HeadRow]:
    return [row for row in page.list.rows.rows if isinstance(row, HeadRow)]


def test_the_list_is_worked_through_and_a_finding_is_gone_when_its_field_says_it(
    qtbot: QtBot, page: TodoPage, workspace: Workspace
) -> None:
    assert workspace.pages.counts()[TODO] == page.count_open == page.count_shown > 0
    page.list.make_current(1)
    first = page.list.current
    qtbot.keyClick(workspace.window(), Qt.Key.Key_F8)
    assert page.list.current not in ("", first)
    qtbot.keyClick(workspace.window(), Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert page.list.current == first
    # Moving through the list brings the field into sight, and the focus stays in the list.
    page.list.setFocus()
    key = next(key for key in _keys(page) if key.startswith("mechanism_missing|"))
    page.list.make_current(page.list.rows.row_of(key) - 1)
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    form = workspace.editor.form
    assert form is not None
    table = form.tables["transfers"][0]
    qtbot.waitUntil(lambda: not table.visibleRegion().isEmpty())
    assert page.list.hasFocus()
    # Enter goes to it.
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert form.key == "activity"
    assert not page.list.hasFocus()
    transfer = next(row for row in workspace.register.snapshot().rows("transfer"))
    edit.set_value(workspace.register, "transfer", transfer.id, "mechanism", "SCC_2021_M2")
    qtbot.waitUntil(lambda: not any(key.startswith("mechanism_missing|") for key in _keys(page)))


def test_findings_are_postponed_answered_and_assigned_and_undo_takes_each_back(
    qtbot: QtBot, page: TodoPage, workspace: Workspace
) -> None:
    told: list[str] = []
    page.said.connect(told.append)
    before = page.count_shown
    page.list.make_current(1)
    key = page.list.current
    # What Article 30 asks for offers no answer.
    assert page.shown_findings[key].finding.severity == "missing"
    assert page.detail.answer.isHidden()
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
    # A question is answered for good with a reason, and not without one.
    key = next(key for key, one in page.shown_findings.items() if one.finding.severity == "question")
    page.list.make_current(page.list.rows.row_of(key))
    qtbot.mouseClick(page.detail.answer, Qt.MouseButton.LeftButton)
    answering = _dialog(qtbot, AnswerDialog)
    assert isinstance(answering, AnswerDialog)
    qtbot.mouseClick(answering.do, Qt.MouseButton.LeftButton)
    assert answering.isVisible()
    assert answering.told.text()
    qtbot.keyClicks(answering.reason, "The notice says it for all purposes")
    qtbot.mouseClick(answering.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: key not in _keys(page))
    (response,) = workspace.register.snapshot().rows("response")
    assert (response.state, response.reason) == ("answered", "The notice says it for all purposes")
    # Two at once are given to somebody.
    page.list.make_current(1)
    qtbot.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.mouseClick(page.detail.assign, Qt.MouseButton.LeftButton)
    assigning = _dialog(qtbot, AssignDialog)
    assert isinstance(assigning, AssignDialog)
    qtbot.keyClicks(assigning.who, "Kari")
    qtbot.mouseClick(assigning.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.bar.buttons["assigned"].isVisible())
    page.bar.choose("assigned", "Kari")
    assert page.count_shown == 2
    assert told == ["1 finding is postponed.", "1 finding is answered.", "2 findings are assigned."]


def test_the_list_is_grouped_and_groups_are_folded_away_and_no_finding_is_lost(
    qtbot: QtBot, page: TodoPage, workspace: Workspace
) -> None:
    activities = {row.name: row.id for row in workspace.register.snapshot().rows("activity")}
    with workspace.register.step("Due"):
        for name, day in (("Payroll", "2025-02-01"), ("Newsletter", "2024-11-30"), ("Recruitment", "2025-01-15")):
            edit.set_value(workspace.register, "activity", activities[name], "review_due_on", day)
        edit.set_value(workspace.register, "activity", activities["Payroll"], "owner", "Kari")
    workspace.refresh()
    qtbot.waitUntil(lambda: sum(key.startswith("review_overdue|") for key in _keys(page)) == 3)
    everything, shown = sorted(_keys(page)), {}
    for grouping in GROUPINGS:
        page.group_by(grouping)
        shown[grouping] = [head.said for head in _heads(page)]
        assert sorted(_keys(page)) == everything
        assert sum(head.count for head in _heads(page)) == page.count_shown
    assert shown["due"] == ["30 Nov 2024", "15 Jan 2025", "1 Feb 2025", "No date"]
    assert shown["keeper"] == ["Fjordby AS", "Havnes AS", "Of no controller"]  # not a party that keeps no record
    assert shown["owner"] == ["Kari", "No owner"]
    page.group_by("severity")
    first, second = _heads(page)[:2]
    page.list.setFocus()
    page.list.make_current(2)
    assert page.detail.place == f"2 of {first.count}"
    # Left goes to the head of a finding, and left on the head folds its group away.
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left):
        qtbot.keyClick(page.list, key)
    assert page.list.rows.rows[1].id == second.id
    assert "folded" in page.list.rows.index(0, 0).data()
    assert page.count_shown == len(everything)
    qtbot.keyClick(page.list, Qt.Key.Key_Right)
    assert sorted(_keys(page)) == everything
    qtbot.mouseClick(
        page.list.viewport(), Qt.MouseButton.LeftButton, pos=page.list.visualRect(page.list.rows.index(0, 0)).center()
    )
    assert page.list.rows.rows[1].id == second.id
    page.fold_all(True)
    assert _keys(page) == []
    assert len(page.list.rows.rows) == len(_heads(page))
    page.fold_all(False)
    assert sorted(_keys(page)) == everything


def test_the_controller_switch_narrows_the_findings_and_an_empty_list_says_no_more_than_it_knows(
    page: TodoPage, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    everyone = page.count_shown
    parties = {row.name: row.id for row in workspace.snapshot.rows("organisation")}
    workspace.bar.controller_chosen.emit(parties["Havnes AS"])
    assert 0 < page.count_shown < everyone
    page.bar.choose("state", "answered")
    assert page.said_instead == f"None of {page.count_open} findings match."
    page.bar.choose("state", "open")
    monkeypatch.setattr(page, "_belonging", frozenset)  # a controller of whom nothing is asked
    page.refresh()
    checks = len({check.code for check in CHECKS})
    assert page.said_instead == f"No open findings in {checks} checks, law data of {format_date(facts_as_of())}."


def test_the_register_is_judged_on_a_day_and_one_that_cannot_be_read_is_said(
    qtbot: QtBot, page: TodoPage, workspace: Workspace
) -> None:
    before = page.count_shown
    qtbot.keyClicks(page.day, "31.2.2025")
    qtbot.keyClick(page.day, Qt.Key.Key_Return)
    assert "31.2.2025" in page.said_above
    assert page.count_shown == before
    page.day.clear()
    qtbot.keyClicks(page.day, "24 May 2018")
    qtbot.keyClick(page.day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.findings.standing is not None)
    assert page.count_shown == 0
    assert "25 May 2018" in page.said_above
    # What is changed in the moment when another day is asked about is checked too.
    transfer = workspace.register.snapshot().rows("transfer")[0]
    edit.set_value(workspace.register, "transfer", transfer.id, "mechanism", "PRIVACY_SHIELD")
    page.findings.ask("2026-10-08")
    qtbot.waitUntil(lambda: any(key.startswith("mechanism_not_valid|") for key in _keys(page)))


def test_the_findings_are_copied_exported_as_a_workbook_and_their_days_as_a_calendar(
    qtbot: QtBot, page: TodoPage, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.list.make_current(1)
    qtbot.keyClick(page.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text()
    assert _sentences(page)[0] in copied
    assert copied.count("\t") == 3
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


def test_one_number_says_how_complete_the_record_is_and_every_missing_point_leads_to_its_field(
    qtbot: QtBot, page: TodoPage, workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    qtbot.mouseClick(page.complete_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(workspace.findChildren(CompleteDialog)))
    dialog = workspace.findChildren(CompleteDialog)[0]
    counted = of_record(workspace.register.snapshot(), workspace.controller)
    assert f"{counted.percent} %" in dialog.told.text()
    assert len(dialog.missing.rows.rows) == len(counted.missing)
    # The terminal and the overview say the same, and from the overview it is opened as well.
    said = f"Article 30: {counted.percent} %. {counted.closed} of {len(counted.points)} points are known."
    assert said in dialog.told.text()
    assert run(["check", str(workspace.register.path)]) == 0
    assert said in capsys.readouterr().out
    dialog.reject()
    workspace.pages.choose(OVERVIEW)
    overview = workspace.middle.overview
    assert overview is not None
    qtbot.waitUntil(lambda: not overview.is_counting)
    assert overview.complete.text() == said
    qtbot.mouseClick(overview.complete, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in workspace.findChildren(CompleteDialog)))
    dialog = next(one for one in workspace.findChildren(CompleteDialog) if one.isVisible())
    row = next(n for n, row in enumerate(dialog.missing.rows.rows) if "Newsletter" in row.searchable)
    dialog.missing.table.doubleClicked.emit(dialog.missing.rows.index(row, 0))
    newsletter = next(one.id for one in workspace.register.snapshot().rows("activity") if one.name == "Newsletter")
    qtbot.waitUntil(lambda: workspace.opened == newsletter)


def test_the_collector_passes_over_a_large_register_as_long_as_it_is_open(
    qtbot: QtBot, window: MainWindow, register_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collector, "MANY", 10)
    gc.unfreeze()
    assert window.open_register(str(register_path))
    assert gc.get_freeze_count() > 0, "its rows"
    gc.unfreeze()
    assert isinstance(window.workspace, Workspace)
    window.workspace.pages.choose(TODO)
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 0)  # and what the checks say of them
    window.close_register()
    assert gc.get_freeze_count() == 0


def test_long_checks_say_how_far_they_are_and_can_be_stopped_and_begun_again(
    qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, go_on = Event(), Event()
    last = workspace.register.snapshot().rows("purpose")[-1]

    def slow(snapshot: Any, table: str | None, row: Any, day: str) -> Any:
        if row is not None and row.id == last.id:
            held.set()
            assert go_on.wait(60)
        return found_in(snapshot, table, row, day)

    monkeypatch.setattr(current, "found_in", slow)
    monkeypatch.setattr(looking, "MOMENT", 0.0)
    monkeypatch.setattr(looking, "left", lambda _passed, share: "About 20 seconds left" if share else "")
    workspace.pages.choose(TODO)
    page = workspace.todo.page
    shown = page.looking
    page.findings.go_on()  # they may have been found before this began
    qtbot.waitUntil(held.is_set)
    qtbot.waitUntil(lambda: shown.left.text() == "About 20 seconds left")
    assert shown.isVisible()
    assert shown.sentence.text() == "The checks are looking through the register."
    assert 0 < shown.bar.value() < shown.bar.maximum()
    assert TODO not in workspace.pages.counts()
    qtbot.mouseClick(shown.button, Qt.MouseButton.LeftButton)
    go_on.set()
    qtbot.waitUntil(lambda: page.findings.share is None)
    assert shown.sentence.text() == "The checks were stopped. What they would find is not known."
    assert not shown.bar.isVisible()
    # A step does not bring them back: nobody asked for it.
    edit.set_value(workspace.register, "purpose", last.id, "description", "Another")
    workspace.refresh()
    assert page.findings.share is None
    assert TODO not in workspace.pages.counts()
    qtbot.mouseClick(shown.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.count_shown > 0)
    assert page.list.isVisible()
    assert workspace.pages.counts()[TODO] == page.count_open
