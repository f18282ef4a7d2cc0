"""A spreadsheet dropped on the welcome page is looked through: letters, findings, cells, and nothing is saved."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from ropa_desktop.exchange.build import ALSO, Options
from ropa_desktop.exchange.export import export
from ropa_desktop.register.register import Register
from ropa_desktop.window.import_preview import ImportPreview
from ropa_desktop.window.intake.window import IntakeWindow
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.xray import XrayDialog
from tests.exchange.test_xray import NONE, REGISTER
from tests.registers import small
from tests.window.test_accessibility import nameless


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "sheets" / "old.csv"
    path.parent.mkdir()
    path.write_text(REGISTER, "utf-8")
    return path


@pytest.fixture
def dropped(window: MainWindow, qtbot: QtBot) -> Iterator[object]:
    """Drops a file on the welcome page, and gives the dialog that follows."""

    def drop(path: Path) -> XrayDialog:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QDropEvent(QPointF(10, 10), action, mime, button, none)
        window.welcome.drop_zone.dropEvent(event)
        return shown(window, qtbot)

    yield drop
    for dialog in window.findChildren(XrayDialog):
        dialog.reject()


def shown(window: MainWindow, qtbot: QtBot) -> XrayDialog:
    """The dialog, as soon as it is there."""
    qtbot.waitUntil(lambda: bool(window.findChildren(XrayDialog)))
    return window.findChildren(XrayDialog)[0]


def lines(table: object) -> list[str]:
    """The rows of a table in words, as a screen reader has them."""
    model = table.model_()  # type: ignore[attr-defined]
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [" | ".join(model.index(row, column).data() for column in columns) for row in rows]


def test_a_dropped_spreadsheet_shows_letters_findings_and_cells_and_nothing_is_saved(
    window: MainWindow, sheet: Path, qtbot: QtBot, dropped: object
) -> None:
    dialog = dropped(sheet)  # type: ignore[operator]
    assert dialog.told.text().startswith("No controller named: 3 activities as controller · 3 organisations")
    assert "transfers to United States 1, India 1" in dialog.told.text()
    letters = lines(dialog.letters)
    assert len(letters) == 7
    assert letters[0].startswith("Controller: 3 of 3; (a) 0 %")
    assert letters[1].startswith("Purposes: 0 of 3; (b) 100 %")
    assert [line.split(" | ")[0] for line in lines(dialog.activities)] == ["Payroll", "Newsletter", "Support"]
    assert "(a) unknown" in lines(dialog.activities)[0]
    found = lines(dialog.findings)
    assert found[0].startswith("contradicts | EU-US Privacy Shield")
    assert any(line.startswith("question | India: no adequacy decision") for line in found)
    assert dialog.cells.counts["field"].text() == str(dialog.cells.bar._counts["field"]) != "0"
    assert nameless(dialog) == []
    qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    assert window.workspace is None
    assert [path.name for path in sheet.parent.iterdir()] == ["old.csv"]
    assert window.settings.recent == []


def test_it_goes_on_to_make_a_register_of_the_file(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, dropped: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Register.create(tmp_path / "small.ropa") as register:
        small(register)
        original = register.snapshot()
    export(original, tmp_path / "out.json", Options(also=frozenset(ALSO)))
    monkeypatch.setattr(ImportPreview, "exec", lambda _preview: int(QDialog.DialogCode.Accepted))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked, **_more: (str(tmp_path / "made.ropa"), ""))
    dialog = dropped(tmp_path / "out.json")  # type: ignore[operator]
    assert lines(dialog.letters)[0] == "Art. 30(1)", "both articles have a heading"
    qtbot.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.workspace is not None and bool(window.workspace.messages.sentence))
    assert window.workspace.register.path == tmp_path / "made.ropa"
    assert window.workspace.register.snapshot().same_as(original)


def test_from_the_dropped_sheet_to_the_report_of_its_import(
    window: MainWindow, sheet: Path, qtbot: QtBot, dropped: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = iter([sheet.with_name("made.ropa"), sheet.with_name("report.xlsx")])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked, **_more: (str(next(chosen)), ""))
    dialog = dropped(sheet)  # type: ignore[operator]
    qtbot.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(IntakeWindow)))
    conversation = next(one for one in window.findChildren(IntakeWindow) if one.isVisible())
    qtbot.waitUntil(conversation.import_button.isEnabled)
    qtbot.mouseClick(conversation.import_button, Qt.MouseButton.LeftButton)
    messages = window.workspace.messages
    qtbot.waitUntil(lambda: "old.csv" in messages.sentence)
    next(button for button in messages._buttons if button.text() == "Save the report …").click()
    qtbot.waitUntil(lambda: "report.xlsx" in messages.sentence)
    first, own = load_workbook(sheet.with_name("report.xlsx")).worksheets
    facts = {row[0]: row[2] for row in first.iter_rows(max_row=8, values_only=True)}
    assert facts["Register"] == "made.ropa"
    assert own["B2"].value == "Pay salaries"


def test_a_place_where_no_register_can_be_made_is_said_and_nothing_breaks(
    window: MainWindow, sheet: Path, qtbot: QtBot, dropped: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = sheet.with_name("taken.ropa")
    taken.write_text("mine")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked, **_more: (str(taken), ""))
    dialog = dropped(sheet)  # type: ignore[operator]
    qtbot.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    assert "taken.ropa" in window.messages.sentence
    assert taken.read_text() == "mine"


def test_what_is_no_register_is_said_with_the_reason(window: MainWindow, tmp_path: Path, dropped: object) -> None:
    (tmp_path / "prices.csv").write_text(NONE, "utf-8")
    dialog = dropped(tmp_path / "prices.csv")  # type: ignore[operator]
    assert "“prices.csv” is not a register of processing activities: " in dialog.told.text()
    assert dialog.close_button.isDefault()
    assert dialog.make_button.text() == "Map it by hand …"
    assert not hasattr(dialog, "letters")


def test_without_a_finding_it_says_how_many_checks_there_were_and_no_more(
    window: MainWindow, tmp_path: Path, dropped: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ropa_desktop.exchange.xray.findings", lambda *_: ())  # hardly any spreadsheet has none
    path = tmp_path / "good.csv"
    path.write_text("Processing activity;Purpose;Data subjects;Personal data\nPayroll;Pay;Employees;Name\n", "utf-8")
    dialog = dropped(path)  # type: ignore[operator]
    assert not dialog.findings.isVisible()
    said = [label.text() for label in dialog.findChildren(type(dialog.told))]
    assert any(re.match(r"No open findings in \d\d checks, law data of ", text) for text in said)


def test_what_cannot_be_read_is_refused_in_the_message_bar(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    for name, content in (("odd.xlsx", b"PK\x03\x04 no workbook"), ("odd.docx", b"")):
        (tmp_path / name).write_bytes(content)
        window.messages.dismiss()
        window.take_file(str(tmp_path / name))
        qtbot.waitUntil(lambda: bool(window.messages.sentence))
        assert "odd" in window.messages.sentence
        assert window.isEnabled()
    assert window.findChildren(XrayDialog) == []


def test_the_drop_zone_can_be_clicked_and_the_dialog_fits_a_small_window(
    window: MainWindow, sheet: Path, qtbot: QtBot, dropped: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.resize(1280, 720)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(sheet), ""))
    qtbot.mouseClick(window.welcome.drop_zone, Qt.MouseButton.LeftButton)
    dialog = shown(window, qtbot)
    assert dialog.width() <= 1280
    assert dialog.height() <= 720
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: ("", ""))
    dialog.reject()
    window.look_through()
    assert window.isEnabled(), "who turns back is left alone"
