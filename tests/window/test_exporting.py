"""The export dialog hands over what it says, whole, and notes it in the history."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from ropa_desktop.register.register import label
from ropa_desktop.window import exporting
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.workspace import Workspace


def export_with(
    monkeypatch: pytest.MonkeyPatch, target: Path, choose: dict[str, str] | None = None, as_format: str = "as_json"
) -> None:
    """Answer the dialog: combo boxes by their text's beginning, then the file dialog."""

    def answer(asked: exporting.Asked) -> int:
        for name, text in (choose or {}).items():
            box = getattr(asked.form, name)
            box.setCurrentIndex(next(row for row in range(box.count()) if box.itemText(row).startswith(text)))
        getattr(asked.form, as_format).setChecked(True)
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(exporting.Asked, "exec", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked, **_more: (str(target), ""))


def test_one_controllers_record_leaves_and_no_other(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_with(monkeypatch, tmp_path / "havnes", {"controller": "Havnes"})
    window.perform("export")
    qtbot.waitUntil(lambda: bool(workspace.messages.sentence))
    assert workspace.messages.sentence == "1 activity exported: havnes.json."
    written = (tmp_path / "havnes.json").read_text(encoding="utf-8")
    assert json.loads(written)["format"] == "ropa-desktop register"
    assert "Harbour log" in written
    assert "Fjordby" not in written
    assert [label(revision) for revision in workspace.register.history()][-1] == "havnes.json exported"
    assert workspace.register.undo_label() == "Filled", "an export is no step to take back"


@pytest.mark.parametrize(
    ("as_format", "ending", "start"),
    [
        ("as_pdf", ".pdf", b"%PDF"),
        ("as_document", ".docx", b"PK"),
        ("as_web_page", ".html", b"<!DOCTYPE html>"),
        ("as_opendocument", ".ods", b"PK"),
        ("as_workbook", ".xlsx", b"PK"),
    ],
)
def test_documents_and_workbooks_are_written_beside_the_window(
    window: MainWindow,
    workspace: Workspace,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    as_format: str,
    ending: str,
    start: bytes,
) -> None:
    export_with(monkeypatch, tmp_path / f"all{ending}", as_format=as_format)
    window.perform("export")
    qtbot.waitUntil(lambda: bool(workspace.messages.sentence), timeout=30_000)
    assert workspace.messages.sentence.startswith("5 activities exported")
    assert (tmp_path / f"all{ending}").read_bytes().startswith(start)


def test_a_target_that_cannot_be_written_is_refused_in_one_sentence(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_with(monkeypatch, tmp_path / "no such folder" / "all.json")
    window.perform("export")
    qtbot.waitUntil(lambda: bool(workspace.messages.sentence))
    assert "does not exist" in workspace.messages.sentence
    assert list(tmp_path.glob("no such folder*")) == []


def test_the_dialog_says_what_leaves_before_anything_does(window: MainWindow, workspace: Workspace) -> None:
    asked = exporting.Asked(workspace.register.snapshot(), None, window)
    assert asked.form.role.itemText(0) == "Both, 5"
    assert not asked.options().also

    def said() -> list[str]:
        return [line.words for line in asked.findChildren(exporting.Line) if line.leaves]

    assert said() == ["What Article 30 asks for, letter by letter", "What is unknown, named as such"]
    asked.form.full.setChecked(True)
    assert "Legal bases, sources and notes" in said()
    asked.form.as_workbook.setChecked(True)
    assert "Every other field, and archived records" in said()
    assert not asked.form.full.isEnabled()
    for name in ("as_document", "as_web_page", "as_opendocument"):
        getattr(asked.form, name).setChecked(True)
        assert asked.form.full.isEnabled()
        assert "Every other field, and archived records" not in said()
