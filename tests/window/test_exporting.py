"""The export window says what leaves, shows its pages, hands over just that, and notes it in the history."""

import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from ropa_desktop.exchange import handing_over
from ropa_desktop.exchange.export import export
from ropa_desktop.exchange.layouts.reading import own_folder
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.request import Request
from ropa_desktop.register import edit
from ropa_desktop.register.register import label
from ropa_desktop.window.exporting import choose_target
from ropa_desktop.window.handing_over import own_layout
from ropa_desktop.window.handing_over.dialog import HandingOver
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.workspace import Workspace


def choose(asked: HandingOver, **chosen: str) -> None:
    """Choose in the boxes of the form, by the beginning of what they show or by their data."""
    for name, wanted in chosen.items():
        box = getattr(asked.choices.form, name)
        rows = range(box.count())
        box.setCurrentIndex(
            next(row for row in rows if box.itemText(row).startswith(wanted) or box.itemData(row) == wanted)
        )


def export_with(
    monkeypatch: pytest.MonkeyPatch, target: Path, answer: Callable[[HandingOver], None] = lambda _asked: None
) -> None:
    """Answer the window and then the file dialog."""

    def accept(asked: HandingOver) -> int:
        answer(asked)
        asked.preview.leave()
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(HandingOver, "exec", accept)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked, **_more: (str(target), ""))


@pytest.fixture
def asked(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> HandingOver:
    """The window, with the pages of all records in it."""
    asked = HandingOver(workspace.register, None, window)
    qtbot.addWidget(asked)
    with qtbot.waitSignal(asked.preview.settled):
        asked.show()
    return asked


def pages(asked: HandingOver) -> str:
    """What all pages of the preview say."""
    return "\n".join(asked.preview.pages.text(number) for number in range(1, asked.preview.pages.count + 1))


def leaving(asked: HandingOver) -> dict[str, bool]:
    """What is shown to leave or stay."""
    return {what: leaves for leaves, what, _beside in asked.choices.leaving.said}


def test_one_controllers_record_leaves_and_no_other(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_with(
        monkeypatch,
        tmp_path / "havnes",
        lambda asked: choose(asked, controller="Havnes", layout_box="Working copy", ending=".json"),
    )
    window.perform("export")
    qtbot.waitUntil(lambda: bool(workspace.messages.sentence))
    assert workspace.messages.sentence == "havnes.json is written."
    written = (tmp_path / "havnes.json").read_text(encoding="utf-8")
    assert json.loads(written)["format"] == "ropa-desktop register"
    assert "Harbour log" in written
    assert "Fjordby" not in written
    assert label(workspace.register.history()[-1]) == "havnes.json handed over: the record of Havnes AS"
    assert workspace.register.undo_label() == "Filled", "an export is no step to take back"


@pytest.mark.parametrize(
    ("ending", "start"), [(".pdf", b"%PDF"), (".docx", b"PK"), (".html", b"<!DOCTYPE html>"), (".ods", b"PK")]
)
def test_documents_are_written_beside_the_window(
    window: MainWindow,
    workspace: Workspace,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
    start: bytes,
) -> None:
    export_with(monkeypatch, tmp_path / f"all{ending}", lambda asked: choose(asked, ending=ending))
    window.perform("export")
    qtbot.waitUntil(lambda: bool(workspace.messages.sentence))
    assert workspace.messages.sentence.startswith(f"all{ending} is written.")
    assert (tmp_path / f"all{ending}").read_bytes().startswith(start)


def test_a_layout_is_written_in_its_format_and_role(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(asked: HandingOver) -> None:
        choose(asked, layout_box="norway-controller", ending=".xlsx")
        assert not asked.choices.form.role.isEnabled(), "the layout is for one role"
        assert asked.options().role == "controller"
        choose(asked, layout_box="norway-processor")
        choose(asked, layout_box="register")
        assert asked.options().role is None, "both again, as before a layout was chosen"
        choose(asked, layout_box="norway-controller", ending=".xlsx")

    export_with(monkeypatch, tmp_path / "protokoll.xlsx", answer)
    window.perform("export")
    qtbot.waitUntil(lambda: bool(workspace.messages.sentence))
    with zipfile.ZipFile(tmp_path / "protokoll.xlsx") as book:
        written = b"".join(book.read(name) for name in book.namelist()).decode("utf-8", "ignore")
    assert "Formål med behandlingen" in written
    assert "Harbour log" in written
    assert "Hosting" not in written


def test_a_workbook_of_the_document_holds_what_was_asked_for_and_a_working_copy_everything(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = workspace.register
    payroll = next(row for row in register.snapshot().all(Activity) if row.name == "Payroll")
    edit.set_value(register, "activity", payroll.id, "note", "For our eyes")
    names = []

    def written(name: str, layout: str) -> str:
        def answer(asked: HandingOver) -> None:
            choose(asked, layout_box=layout, ending=".xlsx")
            names.append((asked.choices.form.ending.currentText(), asked.file_name()))

        workspace.messages.dismiss()
        export_with(monkeypatch, tmp_path / name, answer)
        window.perform("export")
        qtbot.waitUntil(lambda: bool(workspace.messages.sentence))
        with zipfile.ZipFile(tmp_path / name) as book:
            return b"".join(book.read(part) for part in book.namelist()).decode("utf-8", "ignore")

    read, copy = written("read.xlsx", "By activity"), written("copy.xlsx", "Working copy")
    assert "Pay salaries" in read
    assert "For our eyes" not in read
    assert "For our eyes" in copy
    assert names == [
        ("Excel workbook, to read and print", "Article 30"),
        ("Excel workbook, to change and take back in", "working copy"),
    ]


def test_a_target_that_cannot_be_written_is_refused_in_one_sentence(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_with(monkeypatch, tmp_path / "no such folder" / "all.pdf")
    window.perform("export")
    qtbot.waitUntil(lambda: bool(workspace.messages.sentence))
    assert "does not exist" in workspace.messages.sentence
    assert list(tmp_path.glob("no such folder*")) == []
    assert label(workspace.register.history()[-1]) == "Filled"


def test_what_is_ticked_is_listed_shown_on_the_pages_and_asked_for(asked: HandingOver, qtbot: QtBot) -> None:
    assert not asked.options().also
    assert leaving(asked)["Purposes, people, data, recipients"]
    assert not leaving(asked)["Legal bases"]
    assert not leaving(asked)["History and approvals"]
    assert "Pay salaries" in pages(asked)
    assert "6(1)(b)" not in pages(asked)
    tick = asked.choices.leaving.ticks["bases"]
    with qtbot.waitSignal(asked.preview.settled):
        tick.box.setFocus()
        qtbot.keyClick(tick.box, Qt.Key.Key_Space)
    assert asked.options().also == {"bases"}
    assert leaving(asked)["Legal bases"]
    assert "6(1)(b)" in pages(asked)
    with qtbot.waitSignal(asked.preview.settled):
        choose(asked, layout_box="Working copy")
    assert asked.preview.pages.count == 0
    assert "no pages" in asked.preview.pages.accessibleDescription()
    assert leaving(asked)["Notes"], "a working copy carries everything"
    assert not tick.box.isEnabled()
    assert not asked.options().also
    with qtbot.waitSignal(asked.preview.settled):
        choose(asked, layout_box="By activity")
    assert asked.options().also == {"bases"}, "what was ticked stays ticked"


def test_the_pages_are_those_of_the_language_and_controller_and_are_turned_by_keys(
    asked: HandingOver, qtbot: QtBot
) -> None:
    shown = asked.preview.pages
    assert shown.page == 1
    assert shown.count > 2
    assert shown.accessibleName() == f"Preview, page 1 of {shown.count}"
    assert not asked.preview.back.isEnabled()
    shown.setFocus()
    qtbot.keyClick(shown, Qt.Key.Key_End)
    assert shown.page == shown.count
    assert not asked.preview.forth.isEnabled()
    qtbot.mouseClick(asked.preview.back, Qt.MouseButton.LeftButton)
    assert shown.page == shown.count - 1
    before = shown.grab().toImage().width()
    qtbot.mouseClick(asked.preview.wide, Qt.MouseButton.LeftButton)
    assert shown.grab().toImage().width() == before
    with qtbot.waitSignal(asked.preview.settled):
        choose(asked, controller="Havnes", language="nb")
    assert "Protokoll over behandlingsaktiviteter" in pages(asked)
    assert "Harbour log" in pages(asked)
    assert "Payroll" not in pages(asked)
    picture = shown.grab().toImage()
    colours = {picture.pixel(x, picture.height() // 2) for x in range(0, picture.width(), 3)}
    assert 0xFFFFFFFF in colours, "a page is white"
    assert len(colours) > 1


def test_another_format_is_named_on_the_button_and_a_text_table_asks_what_stands_between_its_cells(
    asked: HandingOver, qtbot: QtBot
) -> None:
    form = asked.choices.form
    assert asked.save.text() == "Save PDF …"
    assert not form.separator.isVisible()
    with qtbot.waitSignal(asked.preview.settled):
        choose(asked, ending=".docx")
    assert asked.save.text() == "Save DOCX …"
    assert asked.preview.told.text() == "The same facts, on the pages of a PDF"
    with qtbot.waitSignal(asked.preview.settled):
        choose(asked, controller="Fjordby", layout_box="cnpd", ending=".csv")
    assert form.separator.isVisible()
    assert asked.options().separator == ";"
    choose(asked, separator="Comma")
    assert asked.options().separator == ","
    assert asked.save.text() == "Save CSV …"
    choose(asked, ending=".xlsx")
    assert not form.separator.isVisible()


def test_what_is_made_for_spreadsheets_and_what_is_read_from_the_history_are_looked_at_on_pages_too(
    asked: HandingOver, workspace: Workspace, qtbot: QtBot
) -> None:
    payroll = next(row for row in workspace.register.snapshot().all(Activity) if row.name == "Payroll")
    edit.set_value(workspace.register, "activity", payroll.id, "department", "Personnel")
    seen = {}
    for key in ("ico-controller", "cnil", "changes"):
        with qtbot.waitSignal(asked.preview.settled):
            choose(asked, controller="Fjordby", layout_box=key, ending=".xlsx")
        seen[key] = " ".join(pages(asked).split())
        assert asked.preview.told.text() == "The same facts, on the pages of a PDF"
    assert "Pay salaries" in seen["ico-controller"]
    assert "Finalité(s) du traitement effectué" in seen["cnil"], "a form has sections above the head of its last"
    assert "Pay salaries" in seen["cnil"]
    assert "Payroll" in seen["changes"]
    assert "Department" in seen["changes"]


def test_a_layout_is_copied_changed_in_its_file_and_shown_when_the_window_is_come_back_to(
    asked: HandingOver, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(own_layout, "show_in_folder", shown.append)
    own = asked.choices.own

    def come_back() -> None:
        QApplication.sendEvent(asked, QEvent(QEvent.Type.ActivationChange))

    assert not own.copy.isVisible(), "the document by activity is no table"
    with qtbot.waitSignal(asked.preview.settled):
        choose(asked, controller="Fjordby", layout_box="cnpd")
    asked.activateWindow()
    qtbot.waitUntil(asked.isActiveWindow)
    own.copy.setFocus()
    with qtbot.waitSignal(asked.preview.settled):
        qtbot.keyClick(own.copy, Qt.Key.Key_Space)
    file = own_folder() / "cnpd-own.json"
    assert asked.options().layout == "cnpd-own"
    assert asked.choices.form.layout_box.currentText().startswith("cnpd-own: Article 30 minimal")
    assert "cnpd-own.json" in own.told.text()
    assert not own.copy.isVisible()
    qtbot.mouseClick(own.folder, Qt.MouseButton.LeftButton)
    assert shown == [file]

    ours = file.read_text("utf-8")
    choose(asked, language="nb")
    file.write_text(ours.replace("Catégories de destinataires", "Who gets them"), "utf-8")
    with qtbot.waitSignal(asked.preview.settled):
        come_back()
    assert "Who gets them" in pages(asked).replace("\r\n", " ")
    assert asked.options().language == "nb", "what was chosen stays"
    file.write_text(ours.replace('"recipients"', '"takers"'), "utf-8")
    come_back()
    assert "cnpd-own.json: columns[3].value cannot be used." in asked.told.text()
    assert asked.told.isVisible()
    qtbot.mouseClick(asked.save, Qt.MouseButton.LeftButton)
    assert asked.isVisible()
    file.write_text(ours, "utf-8")
    with qtbot.waitSignal(asked.preview.settled):
        come_back()
    assert not asked.told.isVisible()
    asked.choices.refused.emit("No picture.")
    assert asked.told.isVisible()


def test_a_choice_without_room_is_shortened_and_told_whole(asked: HandingOver, qtbot: QtBot) -> None:
    box = asked.choices.form.layout_box
    box.grab()
    assert box.toolTip() == "", "what is chosen at first has room"
    with qtbot.waitSignal(asked.preview.settled):
        choose(asked, layout_box="finland")
    box.grab()
    assert "Finnish record, controllers (seloste käsittelytoimista)" in box.toolTip()


def test_tab_goes_through_the_choices_as_they_stand(asked: HandingOver, qtbot: QtBot) -> None:
    choices = asked.choices
    with qtbot.waitSignal(asked.preview.settled):
        choose(asked, controller="Fjordby", layout_box="cnpd", ending=".csv")
    form, ticks = choices.form, [tick.box for tick in choices.leaving.ticks.values()]
    asked.activateWindow()
    form.controller.setFocus()
    met = []
    for _step in range(19):
        met.append(asked.focusWidget())
        qtbot.keyClick(asked.focusWidget(), Qt.Key.Key_Tab)
    before = [form.controller, form.layout_box, choices.own.copy, form.language, form.as_of, form.ending]
    behind = [form.separator, *ticks, form.clarified_by, form.public_version, form.draft, form.logo, form.colour]
    assert met == [*before, *behind]


def test_where_one_record_is_kept_it_is_chosen(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    register = workspace.register
    havnes = next(row for row in register.snapshot().all(Organisation) if row.name == "Havnes AS")
    with register.step("One keeper"):
        for activity in register.snapshot().all(Activity):
            if activity.keeper_id == havnes.id:
                edit.delete(register, "activity", activity.id)
        edit.delete(register, "organisation", havnes.id)
    asked = HandingOver(register, None, window)
    qtbot.addWidget(asked)
    assert asked.choices.form.controller.currentText() == "Fjordby AS"
    assert asked.file_name() == "Fjordby AS Article 30"


def test_a_day_that_is_none_or_to_come_is_told_and_nothing_is_saved(asked: HandingOver, qtbot: QtBot) -> None:
    form = asked.choices.form
    for wrong, told in (
        ("31.2.2025", "no such date"),
        ("1 Jan 2199", "still to come"),
        ("1 Jan 1999", "did not exist"),
    ):
        form.as_of.setText(wrong)
        form.as_of.editingFinished.emit()
        assert told in asked.told.text()
        qtbot.mouseClick(asked.save, Qt.MouseButton.LeftButton)
        assert asked.isVisible()
    form.as_of.setText("")
    form.as_of.editingFinished.emit()
    assert asked.told.text() == ""
    form.colour.setText("#FFFF00")
    form.colour.editingFinished.emit()
    assert "too pale" in asked.told.text()
    form.colour.setText("")
    form.clarified_by.setText("1 Mar 2030")
    with qtbot.waitSignal(asked.preview.settled):
        form.clarified_by.editingFinished.emit()
    assert "under clarification until 1 Mar 2030" in pages(asked)
    with qtbot.waitSignal(asked.preview.settled):
        choose(asked, layout_box="Working copy")
    assert not any("clarification" in what for what in leaving(asked)), "a working copy says unknown"
    choose(asked, layout_box="By activity")
    qtbot.mouseClick(asked.save, Qt.MouseButton.LeftButton)
    assert asked.result() == QDialog.DialogCode.Accepted


def test_an_extract_is_for_the_client_chosen_and_a_request_is_answered_in_the_same_step(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = workspace.register
    with register.step("Clients"):
        hosting = next(row for row in register.snapshot().all(Activity) if row.role == "processor")
        for name in ("Alfa AS", "Beta AS"):
            client = edit.add(register, "organisation", name=name)
            edit.add(register, "acted_for", activity_id=hosting.id, organisation_id=client)
        keeper = hosting.keeper_id
        request = edit.add(register, "request", name="Show it", case_number="24/117", keeper_id=keeper)
    assert workspace.show_record(request)

    def answer(asked: HandingOver) -> None:
        assert asked.choices.request_id == request, "the one that is looked at"
        assert asked.choices.form.controller.currentData() == keeper, "of the record that it asks for"
        assert not asked.choices.form.client.isVisibleTo(asked.choices)
        choose(asked, layout_box="extract")
        assert asked.choices.form.client.isVisibleTo(asked.choices)
        choose(asked, client="Beta", ending=".html")

    export_with(monkeypatch, tmp_path / "beta.html", answer)
    window.perform("export")
    qtbot.waitUntil(lambda: bool(workspace.messages.sentence))
    written = (tmp_path / "beta.html").read_text(encoding="utf-8")
    assert "Beta AS" in written
    assert "Alfa AS" not in written
    answered = register.snapshot().get(Request, request)
    assert answered is not None
    assert answered.sent_file == "beta.html"
    assert answered.sent_hash == sha256((tmp_path / "beta.html").read_bytes()).hexdigest()


def test_the_name_that_is_offered_is_one_that_a_file_can_have(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[Path] = []

    def turn_down(*asked: str) -> tuple[str, str]:
        offered.append(Path(asked[2]))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", turn_down)
    assert choose_target(window, 'A/B: "C" <D>|?* - E-F .', ".pdf", "PDF documents (*.pdf)") is None
    assert choose_target(window, "Ærøskøbing " * 30, ".pdf", "PDF documents (*.pdf)") is None
    assert offered[0].name == "A-B- -C- -D---- - E-F.pdf"
    assert offered[1].name.startswith("Ærøskøbing Ærøskøbing")
    assert len(offered[1].name.encode()) <= 255


def test_a_cancelled_export_leaves_the_earlier_file_and_is_not_noted(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, on = tmp_path / "all.docx", Event()
    target.write_text("what was there", encoding="utf-8")

    def export_later(*asked: object) -> tuple[str, ...]:
        on.wait()
        return export(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(handing_over, "export", export_later)
    export_with(monkeypatch, target, lambda asked: choose(asked, ending=".docx"))
    window.perform("export")
    (progress,) = window.findChildren(QProgressDialog)
    qtbot.waitUntil(progress.isVisible)
    qtbot.mouseClick(progress.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    on.set()
    qtbot.waitUntil(lambda: bool(workspace.messages.sentence))
    assert workspace.messages.sentence == "Cancelled. Nothing was changed."
    assert workspace.messages._tone == "told", "she stopped it herself"
    assert target.read_text(encoding="utf-8") == "what was there"
    assert [path.name for path in tmp_path.iterdir() if path.suffix in (".docx", ".part")] == ["all.docx"]
    assert label(workspace.register.history()[-1]) == "Filled"
