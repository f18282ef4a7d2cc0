"""Import is previewed record by record and field by field, then done in one step that one Undo takes back."""

from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QProgressDialog
from pytestqt.qtbot import QtBot

from ropa_desktop.exchange.build import ALSO, Options
from ropa_desktop.exchange.changes import Plan
from ropa_desktop.exchange.export import export
from ropa_desktop.exchange.plan import apply
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.window import importing
from ropa_desktop.window.import_preview import ImportPreview
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.work import Work
from ropa_desktop.window.workspace import Workspace
from tests.window.conftest import names


def written(register: Register, path: Path) -> Path:
    """The register as it is, written to a file."""
    export(register.snapshot(), path, Options(also=frozenset(ALSO)))
    return path


def said(preview: ImportPreview) -> list[str]:
    """The lines of the preview, from left to right."""
    return [" | ".join(filter(None, (cell.strip() for cell in line))) for line in cells(preview)]


def cells(preview: ImportPreview) -> list[list[str]]:
    model = preview.rows
    return [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> list[ImportPreview]:
    """Accepts every preview, and keeps it."""
    shown: list[ImportPreview] = []

    def accept(preview: ImportPreview) -> int:
        shown.append(preview)
        preview.lines = said(preview)  # type: ignore[attr-defined]
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(ImportPreview, "exec", accept)
    return shown


@pytest.mark.parametrize("ending", [".xlsx", ".json"])
def test_a_changed_field_is_shown_from_what_to_what_and_imported_in_one_step(
    window: MainWindow,
    workspace: Workspace,
    tmp_path: Path,
    qtbot: QtBot,
    answered: list[ImportPreview],
    ending: str,
) -> None:
    register = workspace.register
    file = written(register, tmp_path / f"sheet{ending}")
    payroll = workspace.list.current_id()
    edit.set_value(register, "activity", payroll, "department", "Personnel")
    edit.add(register, "system", name="Archive")
    before = register.snapshot()
    workspace.import_sheet(str(file))
    qtbot.waitUntil(lambda: bool(workspace.messages.sentence))
    lines = answered[0].lines  # type: ignore[attr-defined]
    assert "Department | Personnel | HR" in lines
    assert any(line.startswith("In the register and not in the file: kept | 1 record") for line in lines)
    assert any("Archive" in line for line in lines)
    assert workspace.messages.sentence == f"1 record imported from sheet{ending}."
    snapshot = register.snapshot()
    assert snapshot.find("activity", payroll).department == "HR"  # type: ignore[union-attr]
    assert len(snapshot.rows("system")) == 1, "what the file lacks is not deleted"
    assert register.undo_label() == f"Imported sheet{ending}"
    workspace.messages._buttons[0].click()
    qtbot.waitUntil(window.isEnabled)
    assert register.snapshot().same_as(before)
    window.perform("redo")
    qtbot.waitUntil(window.isEnabled)
    assert register.snapshot().find("activity", payroll).department == "HR"  # type: ignore[union-attr]


def test_a_workbook_becomes_a_register_from_the_welcome_page(
    window: MainWindow,
    register_path: Path,
    tmp_path: Path,
    qtbot: QtBot,
    answered: list[ImportPreview],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Register.open(register_path) as register:
        written(register, tmp_path / "sheet.xlsx")
        original = register.snapshot()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked, **_more: (str(tmp_path / "made.ropa"), ""))
    window.import_sheet(str(tmp_path / "sheet.xlsx"))
    qtbot.waitUntil(lambda: window.workspace is not None and bool(window.workspace.messages.sentence))
    assert window.workspace.register.path == tmp_path / "made.ropa"
    assert window.workspace.register.snapshot().same_as(original)
    qtbot.waitUntil(lambda: len(names(window.workspace)) == 4)


def test_an_unchanged_file_leaves_nothing_to_import(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(workspace.register, tmp_path / "same.json")
    seen: list[tuple[bool, str]] = []

    def turn_back(preview: ImportPreview) -> int:
        seen.append((preview.import_button.isEnabled(), preview.counts.text()))
        return int(QDialog.DialogCode.Rejected)

    monkeypatch.setattr(ImportPreview, "exec", turn_back)
    history = len(workspace.register.history())
    workspace.import_sheet(str(file))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] is False
    assert seen[0][1].startswith("0 new · 0 updated · ")
    assert len(workspace.register.history()) == history


@pytest.mark.parametrize(
    ("name", "content"), [("odd.xlsx", b"PK\x03\x04 no workbook"), ("odd.json", b"{"), ("odd.docx", b"")]
)
def test_what_cannot_be_read_is_refused_and_the_window_goes_on(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    workspace.import_sheet(str(tmp_path / name))
    qtbot.waitUntil(lambda: bool(workspace.messages.sentence))
    assert "odd" in workspace.messages.sentence
    assert workspace.isEnabled()


def test_a_register_that_is_only_read_takes_nothing_in(window: MainWindow, register_path: Path, tmp_path: Path) -> None:
    with Register.open(register_path) as register:
        file = written(register, tmp_path / "sheet.json")
        window.open_register(str(register_path))
        window.take_file(str(file))
        assert "open by" in window.workspace.messages.sentence or "open elsewhere" in window.workspace.messages.sentence
        window.perform("close_register")


@pytest.mark.qt_log_ignore("Keyboard event not accepted|This plugin does not support")  # that is what is tested
def test_while_a_file_is_imported_the_window_shows_what_it_showed_and_takes_nothing(
    window: MainWindow,
    workspace: Workspace,
    tmp_path: Path,
    qtbot: QtBot,
    answered: list[ImportPreview],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register = workspace.register
    file = written(register, tmp_path / "sheet.json")
    payroll = workspace.list.current_id()
    edit.set_value(register, "activity", payroll, "name", "Wages")
    qtbot.waitUntil(lambda: "Wages" in names(workspace))
    begun, go_on = Event(), Event()

    def slowly(register: Register, plan: Plan, name: str) -> None:
        apply(register, plan, name)
        begun.set()
        go_on.wait(20)

    monkeypatch.setattr(importing, "apply", slowly)
    workspace.import_sheet(str(file))
    qtbot.waitUntil(begun.is_set)
    workspace.refresh()
    assert "Wages" in names(workspace)
    assert not window.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace is workspace
    go_on.set()
    qtbot.waitUntil(window.isEnabled)
    qtbot.waitUntil(lambda: "Payroll" in names(workspace))
    assert workspace.messages.sentence == "1 record imported from sheet.json."


def test_a_window_closed_while_a_file_is_imported_waits_for_it(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot, answered: list[ImportPreview]
) -> None:
    file = written(workspace.register, tmp_path / "sheet.json")
    edit.set_value(workspace.register, "activity", workspace.list.current_id(), "name", "Wages")
    workspace.import_sheet(str(file))
    qtbot.waitUntil(lambda: bool(answered))
    window.close()
    with Register.open(tmp_path / "fjordby.ropa") as register:
        assert "Payroll" in [row.name for row in register.snapshot().rows("activity")]


def test_a_window_closed_while_a_file_is_read_asks_nothing(
    window: MainWindow, workspace: Workspace, tmp_path: Path, answered: list[ImportPreview]
) -> None:
    file = written(workspace.register, tmp_path / "sheet.json")
    workspace.import_sheet(str(file))
    window.close()
    assert not answered


def test_a_long_import_can_be_cancelled_and_is_taken_back(
    window: MainWindow,
    workspace: Workspace,
    tmp_path: Path,
    qtbot: QtBot,
    answered: list[ImportPreview],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register = workspace.register
    file = written(register, tmp_path / "sheet.json")
    edit.set_value(register, "activity", workspace.list.current_id(), "name", "Wages")
    before, begun = register.snapshot(), Event()

    def long(register: Register, plan: Plan, name: str) -> None:
        with register.step("Imported"):
            edit.add(register, "system", name="Archive")
            begun.set()
            register.connection.exec_driver_sql(FOR_EVER).fetchall()

    monkeypatch.setattr(importing, "apply", long)
    workspace.import_sheet(str(file))
    qtbot.waitUntil(begun.is_set)
    progress = next(d for d in window.findChildren(QProgressDialog) if "imported" in d.labelText())
    assert progress.isEnabled()
    progress.canceled.emit()  # as its button does
    qtbot.waitUntil(window.isEnabled)
    assert workspace.messages.sentence == "Cancelled. Nothing was changed."
    assert register.snapshot().same_as(before)
    assert register.undo_label().startswith("Name changed")


FOR_EVER = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT count(*) FROM n"


def test_who_turns_from_a_file_that_is_read_is_shown_nothing_of_it(
    window: MainWindow,
    workspace: Workspace,
    tmp_path: Path,
    qtbot: QtBot,
    answered: list[ImportPreview],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = written(workspace.register, tmp_path / "sheet.json")
    begun, go_on = Event(), Event()
    read = importing._read

    def slowly(*asked: Any) -> Any:
        begun.set()
        go_on.wait(20)
        return read(*asked)

    with monkeypatch.context() as slow:
        slow.setattr(importing, "_read", slowly)
        workspace.import_sheet(str(file))
        qtbot.waitUntil(begun.is_set)
    assert not window.isEnabled()
    progress = window.findChild(QProgressDialog)
    assert progress is not None
    progress.canceled.emit()
    assert window.isEnabled()
    go_on.set()
    qtbot.waitUntil(lambda: not window.findChildren(Work))
    assert not answered
    workspace.import_sheet(str(file))
    qtbot.waitUntil(lambda: bool(answered))
