"""Law data in the real window: what is in use, what a newer file changes, taken and given up; and Art. 30(5)."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ropa_desktop.law import data
from ropa_desktop.law.data_file import FORMAT, FORMAT_VERSION
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.window.lawdata.exemption import ExemptionDialog
from ropa_desktop.window.lawdata.law_dialog import LawDialog
from ropa_desktop.window.lawdata.ruling_dialog import RulingDialog
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.workspace import Workspace


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """Law data of today in which the decision for the United States has ended."""
    adequacy: dict[str, Any] = json.loads(json.dumps(dict(data.current().adequacy)))
    today = date.today().isoformat()
    adequacy["as_of"] = today
    for decision in adequacy["decisions"]:
        if decision["territory"] == "US":
            decision["expires"] = "2026-01-01"
    path = tmp_path / "law.json"
    path.write_text(
        json.dumps({"format": FORMAT, "format_version": FORMAT_VERSION, "as_of": today, "adequacy": adequacy})
    )
    return path


def _law_dialog(window: MainWindow) -> LawDialog:
    window.perform("law_data")
    dialog = window.findChild(LawDialog)
    assert dialog is not None
    return dialog


def test_the_age_of_the_data_and_what_is_unverified_are_shown_without_a_register(window: MainWindow) -> None:
    dialog = _law_dialog(window)
    assert "2026" in dialog.told.text()
    assert dialog.unverified.rows.rows
    assert dialog.accept_button.isHidden()
    assert dialog.back.isHidden()


def test_a_newer_file_shows_what_it_changes_and_which_findings_before_it_is_taken(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, newer: Path
) -> None:
    transfer = workspace.register.snapshot().rows("transfer")[0]
    edit.set_value(workspace.register, "transfer", transfer.id, "mechanism", "ADEQUACY")
    dialog = _law_dialog(window)
    dialog.look_at(newer)
    assert any("United States" in row.searchable for row in dialog.differences.rows.rows)
    assert any("United States" in row.searchable for row in dialog.touched.rows.rows)
    assert data.accepted() is None
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert data.accepted() is not None
    found = workspace.todo.page.findings
    qtbot.waitUntil(lambda: any(one.finding.code == "no_adequacy_decision" for one in found.standing or ()))
    qtbot.mouseClick(dialog.back, Qt.MouseButton.LeftButton)
    assert data.accepted() is None


def test_what_is_no_law_data_is_refused_in_one_sentence(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "shopping.json"
    path.write_text('["milk"]')
    dialog = _law_dialog(window)
    dialog.look_at(path)
    assert "shopping.json" in dialog.refused.text()
    assert dialog.accept_button.isHidden()


def test_the_exemption_is_told_for_each_activity_and_goes_to_one(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    register = workspace.register
    fjordby = next(row for row in register.snapshot().rows("organisation") if row.name == "Fjordby AS")
    payroll = next(row for row in register.snapshot().rows("activity") if row.name == "Payroll")
    window.perform("small_organisation")
    dialog = window.findChild(ExemptionDialog)
    assert dialog is not None
    for said in ("fewer than 250 persons", "A change of the rule is proposed", "Persons employed"):
        assert said in dialog.told.text()
    assert dialog.listed.isHidden()
    dialog.reject()
    dialog.setParent(None)
    edit.set_value(register, "organisation", fjordby.id, "persons_employed", 40)
    edit.set_value(register, "activity", payroll.id, "occasional", "no")
    window.perform("small_organisation")
    dialog = window.findChild(ExemptionDialog)
    assert dialog is not None
    assert "40" in dialog.told.text()
    rows = {row.cells[0].value: row.searchable for row in dialog.listed.rows.rows}  # type: ignore[union-attr]
    assert "needed" in rows["Payroll"]
    assert "not answered" in rows["Newsletter"]
    place = next(n for n, row in enumerate(dialog.listed.rows.rows) if row.id == payroll.id)
    dialog.listed.table.doubleClicked.emit(dialog.listed.rows.index(place, 0))
    qtbot.waitUntil(lambda: workspace.opened == payroll.id)


def test_a_change_of_law_is_looked_for_in_every_register_of_a_folder_and_one_that_is_none_is_named(
    qtbot: QtBot, window: MainWindow, register_path: Path, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Register.open(register_path) as register:
        transfer = register.snapshot().rows("transfer")[0]
        edit.set_value(register, "transfer", transfer.id, "mechanism", "ADEQUACY")
    (register_path.parent / "broken.ropa").write_bytes(b"no register")
    window.perform("ruling_day")
    dialog = window.findChild(RulingDialog)
    assert dialog is not None
    dialog.look_in(register_path.parent)
    dialog.judge_by(newer)
    qtbot.waitUntil(lambda: dialog.ruling is not None)
    assert any("United States" in row.searchable for row in dialog.touched.rows.rows)
    assert [row.searchable.split()[0] for row in dialog.unread.rows.rows] == ["broken.ropa"]
    notes, sheet = register_path.parent / "notes", register_path.parent / "touched.xlsx"
    notes.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(notes))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(sheet), ""))
    monkeypatch.setattr("ropa_desktop.window.lawdata.ruling_dialog.show_in_folder", lambda _path: None)
    qtbot.mouseClick(dialog.notes, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.excel, Qt.MouseButton.LeftButton)
    assert "Fjordby AS" in next(notes.iterdir()).read_text("utf-8")
    assert sheet.stat().st_size > 0
