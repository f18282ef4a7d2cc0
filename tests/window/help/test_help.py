"""F1 opens the page on what has the focus, beside the register; the pages are searched, read and go back by keys."""

from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QTextDocument
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ropa_desktop.law import help
from ropa_desktop.window.colours import adopt_palette
from ropa_desktop.window.help.before import HelpWindow
from ropa_desktop.window.help.dock import HelpDock
from ropa_desktop.window.help.pane import HelpPane
from ropa_desktop.window.library.review_dialog import ReviewDialog
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.qt_translator import speak
from ropa_desktop.window.settings import Settings, load_settings
from ropa_desktop.window.workspace import Workspace
from tests.window.conftest import names


class Reader:
    """A person at the window, and what the help shows her."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    @property
    def dock(self) -> Any:
        """The help; made when it is first wanted."""
        return self.window._help_dock

    @property
    def pane(self) -> HelpPane:
        """What is in it."""
        pane = self.dock.pane
        assert isinstance(pane, HelpPane)
        return pane

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        focused = QApplication.focusWidget()
        assert focused is not None
        self.qtbot.keyClick(focused, key, modifiers)

    def read(self) -> str:
        """The key of the page that is read; an empty text while none is."""
        shown = self.dock is not None and self.dock.isVisible() and self.pane.reads
        return self.pane.page.key if shown and self.pane.page else ""

    def text(self) -> str:
        """All that the page says."""
        return self.pane.view.toPlainText()

    def found(self) -> list[str]:
        """The keys of the pages listed."""
        return [row.id for row in self.pane.lines.rows.rows]


@pytest.fixture
def reader(qtbot: QtBot, window: MainWindow) -> Reader:
    return Reader(qtbot, window)


def open_row(workspace: Workspace, table: str) -> Any:
    """The form of the first row of a table."""
    row = workspace.snapshot.rows(table)[0]
    workspace.editor.open_record(table, row.id)
    form = workspace.editor.form
    assert form is not None
    return form


def open_activity(workspace: Workspace, name: str) -> Any:
    """The form of an activity."""
    row = next(row for row in workspace.snapshot.rows("activity") if row.name == name)
    workspace.editor.open_record("activity", row.id)
    form = workspace.editor.form
    assert form is not None
    return form


# -- which page -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "field", "key"),
    [
        ("purpose", "legal_basis", "fields/purpose.legal_basis"),
        ("purpose", "note", "fields/record"),
        ("transfer", "mechanism", "fields/transfer.mechanism"),
        ("organisation", "kind", "fields/organisation.kind"),
    ],
)
def test_f1_in_a_field_opens_its_page_and_leaves_the_cursor_where_it_is(
    workspace: Workspace, reader: Reader, table: str, field: str, key: str
) -> None:
    open_row(workspace, table).go_to_field(field)
    before = QApplication.focusWidget()
    reader.press(Qt.Key.Key_F1)
    assert reader.read() == key
    assert QApplication.focusWidget() is before


def test_f1_in_a_cell_of_a_child_table_opens_the_page_of_its_field(workspace: Workspace, reader: Reader) -> None:
    grid = open_activity(workspace, "Payroll").tables["purposes"][0].grid
    column = next(n for n, info in enumerate(grid.child_model.infos) if info.name == "legal_basis")
    grid.setFocus()
    grid.setCurrentIndex(grid.child_model.index(0, column))
    reader.press(Qt.Key.Key_F1)
    assert reader.read() == "fields/purpose.legal_basis"


def test_f1_while_a_cell_is_typed_into_opens_the_page_and_the_typing_goes_on(
    workspace: Workspace, reader: Reader
) -> None:
    grid = open_activity(workspace, "Payroll").tables["purposes"][0].grid
    grid.setFocus()
    grid.edit_cell(grid.child_model.index(0, 0))
    editor = QApplication.focusWidget()
    assert editor is not grid
    reader.press(Qt.Key.Key_F1)
    assert reader.read() == "fields/purpose"
    assert QApplication.focusWidget() is editor


def test_f1_in_an_empty_child_table_opens_the_page_of_its_letter(workspace: Workspace, reader: Reader) -> None:
    table = open_activity(workspace, "Newsletter").tables["recipients"][0]
    focused = next(one for one in table.empty.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    focused.setFocus()
    reader.press(Qt.Key.Key_F1)
    assert reader.read() == "letters/controller.d"


@pytest.mark.parametrize(("name", "key"), [("Newsletter", "letters/controller.e"), ("Hosting", "letters/processor.c")])
def test_transfers_are_another_letter_in_a_processor_s_record(
    workspace: Workspace, reader: Reader, name: str, key: str
) -> None:
    table = open_activity(workspace, name).tables["transfers"][0]
    focused = next(one for one in table.empty.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    focused.setFocus()
    reader.press(Qt.Key.Key_F1)
    assert reader.read() == key


@pytest.mark.parametrize(
    ("column", "key"),
    [("name", "fields/activity"), ("legal_basis", "fields/purpose.legal_basis"), ("letters", "letters/controller")],
)
def test_f1_in_the_list_opens_the_page_of_the_column(
    workspace: Workspace, reader: Reader, column: str, key: str
) -> None:
    assert names(workspace)
    place = next(n for n, one in enumerate(workspace.list.rows.columns) if one.key == column)
    workspace.list.table.setFocus()
    workspace.list.table.setCurrentIndex(workspace.list.rows.index(0, place))
    reader.press(Qt.Key.Key_F1)
    assert reader.read() == key


def test_f1_on_a_finding_opens_the_page_of_its_check(workspace: Workspace, reader: Reader) -> None:
    workspace.pages.choose("todo")
    page = workspace.todo.page
    reader.qtbot.waitUntil(lambda: bool(page.shown_findings))
    row = next(n for n, one in enumerate(page.list.rows.rows) if one.id in page.shown_findings)
    page.list.setFocus()
    page.list.make_current(row)
    code = page.shown_findings[page.list.current].finding.code
    reader.press(Qt.Key.Key_F1)
    assert reader.read() == f"checks/{code}"


def test_the_button_beside_a_finding_opens_the_page_of_its_check(workspace: Workspace, reader: Reader) -> None:
    workspace.pages.choose("todo")
    workspace.todo.page.help_wanted.emit("no_adequacy_decision")
    assert reader.read() == "checks/no_adequacy_decision"


def test_f1_on_the_welcome_page_opens_the_contents(reader: Reader) -> None:
    reader.press(Qt.Key.Key_F1)
    assert reader.found()[0] == "letters/controller"
    assert QApplication.focusWidget() is reader.pane.field


def test_what_stands_behind_a_field_is_unfolded_as_well(workspace: Workspace, reader: Reader) -> None:
    form = open_row(workspace, "transfer")
    form.go_to_field("country")
    reader.press(Qt.Key.Key_F1)
    assert reader.read() == "fields/transfer"
    assert any(line.unfolded for line in form.said["country"].lines)


# -- reading ----------------------------------------------------------------------------------------------


def test_a_page_says_the_law_s_words_its_sections_and_its_sources_with_their_worth(
    workspace: Workspace, reader: Reader
) -> None:
    reader.window.show_help("checks/contract_missing")
    said = reader.text()
    for wanted in (
        "A processor without a contract",
        "Art. 28(3), 28(9)",
        "“Processing by a processor shall be governed by a contract",
        "What authorities expect",
        "What to do here",
        "EDPB Guidelines 07/2020 on controller and processor, 7 July 2021",
        "read, 22 Nov 2026",
        "from general knowledge, not compared with the text",
    ):
        assert wanted in said
    assert "*" not in said, "emphasis is drawn, not written"


def test_a_link_copies_the_address_and_opens_nothing(
    workspace: Workspace, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", opened.append)
    reader.window.show_help("checks/dpo_unknown")
    reader.pane.view.anchorClicked.emit(QUrl("copy:1"))
    page = help.page("checks/dpo_unknown", "en")
    assert page is not None
    assert QGuiApplication.clipboard().text() == page.sources[1].address
    assert reader.pane.copied.text() == "Address copied."
    assert opened == []
    assert reader.read() == "checks/dpo_unknown"


def test_every_link_of_every_page_copies_and_none_leads_out(workspace: Workspace, reader: Reader) -> None:
    for page in help.pages("en"):
        reader.window.show_help(page.key)
        block = reader.pane.view.document().begin()
        while block.isValid():
            for span in block.textFormats():
                target = span.format.anchorHref()
                assert not target or target.startswith("copy:"), (page.key, target)
            block = block.next()


def test_nothing_is_fetched_for_a_page(workspace: Workspace, reader: Reader, tmp_path: Any) -> None:
    picture = tmp_path / "picture.png"
    QImage(2, 2, QImage.Format.Format_RGB32).save(str(picture))
    reader.window.show_help("checks/dpo_unknown")
    image = QTextDocument.ResourceType.ImageResource.value
    assert reader.pane.view.loadResource(image, QUrl.fromLocalFile(str(picture))) is None


def test_back_leads_through_the_pages_read(workspace: Workspace, reader: Reader) -> None:
    for key in ("letters/controller.a", "checks/dpo_unknown", "states/unknown"):
        reader.window.show_help(key)
    assert reader.pane.back.isEnabled()
    reader.pane.back.click()
    assert reader.read() == "checks/dpo_unknown"
    reader.pane.back.click()
    assert reader.read() == "letters/controller.a"
    assert not reader.pane.back.isEnabled()


def test_a_page_that_does_not_exist_shows_the_contents(workspace: Workspace, reader: Reader) -> None:
    reader.window.show_help("checks/no_such_check")
    assert reader.read() == ""
    assert len(reader.found()) == len(help.pages("en"))


# -- searching --------------------------------------------------------------------------------------------


def test_contents_list_every_page_and_typing_narrows_them(workspace: Workspace, reader: Reader) -> None:
    reader.window.perform("help_contents")
    assert len(reader.found()) == len(help.pages("en"))
    reader.qtbot.keyClicks(reader.pane.field, "adequacy dec")
    found = reader.found()
    assert "checks/no_adequacy_decision" in found
    assert len(found) < len(help.pages("en"))
    reader.press(Qt.Key.Key_Down)
    wanted = reader.pane.lines.current
    reader.press(Qt.Key.Key_Return)
    assert reader.read() == wanted == found[1]
    assert reader.pane.field.text() == ""


def test_typing_while_a_page_is_read_searches_and_escape_goes_back_to_it(workspace: Workspace, reader: Reader) -> None:
    reader.window.show_help("checks/dpo_unknown")
    reader.pane.field.setFocus()
    reader.qtbot.keyClicks(reader.pane.field, "cond")
    assert reader.read() == ""
    reader.press(Qt.Key.Key_Escape)
    assert reader.read() == "checks/dpo_unknown"
    assert reader.pane.field.text() == ""


def test_the_field_offers_nothing_to_clear_once_a_page_is_opened(workspace: Workspace, reader: Reader) -> None:
    reader.window.perform("help_contents")
    reader.qtbot.keyClicks(reader.pane.field, "transfer")
    clear = reader.pane.field.findChildren(QToolButton)[-1]
    reader.qtbot.waitUntil(lambda: clear.property("opacity") == 1)
    reader.press(Qt.Key.Key_Return)
    assert reader.read()
    reader.qtbot.waitUntil(lambda: clear.property("opacity") == 0)


def test_every_part_of_the_help_that_takes_the_focus_has_a_name(workspace: Workspace, reader: Reader) -> None:
    reader.window.show_help("checks/dpo_unknown")
    parts = [one for one in reader.pane.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(parts) >= 5
    unnamed = [one for one in parts if not one.accessibleName() and one.parentWidget() is not reader.pane.field]
    assert unnamed == []


def test_what_is_nowhere_is_said_so(workspace: Workspace, reader: Reader) -> None:
    reader.window.perform("help_contents")
    reader.qtbot.keyClicks(reader.pane.field, "xylophone")
    assert reader.pane.nothing.isVisible()
    assert reader.pane.nothing.text() == "No page holds “xylophone”. Accents and case do not matter."


# -- beside the register ----------------------------------------------------------------------------------


def test_escape_closes_the_help_and_gives_the_focus_back(workspace: Workspace, reader: Reader) -> None:
    open_row(workspace, "purpose").go_to_field("legal_basis")
    before = QApplication.focusWidget()
    reader.press(Qt.Key.Key_F1)
    reader.pane.view.setFocus()
    reader.press(Qt.Key.Key_Escape)
    assert not reader.dock.isVisible()
    assert QApplication.focusWidget() is before


def test_f6_reaches_the_help_while_it_is_open(workspace: Workspace, reader: Reader) -> None:
    workspace.list.table.setFocus()
    reader.press(Qt.Key.Key_F1)
    reached = []
    for _step in range(5):
        reader.window.perform("next_pane")
        reached.append(reader.dock.isAncestorOf(QApplication.focusWidget()))
    assert any(reached)
    reader.dock.leave()
    reached = []
    for _step in range(5):
        reader.window.perform("next_pane")
        reached.append(reader.dock.isAncestorOf(QApplication.focusWidget()))
    assert not any(reached)


def test_its_width_is_that_of_last_time(workspace: Workspace, reader: Reader, settings: Settings) -> None:
    reader.window.perform("help_contents")
    reader.window.resizeDocks([reader.dock], [420], Qt.Orientation.Horizontal)
    reader.qtbot.waitUntil(lambda: settings.panels.get("help") == 420)
    reader.dock.leave()
    reader.window.resizeDocks([reader.dock], [300], Qt.Orientation.Horizontal)
    reader.window.perform("help_contents")
    reader.qtbot.waitUntil(lambda: reader.dock.width() == 420)
    settings.save()
    assert load_settings(settings.file).panels == {"help": 420}


def test_it_stays_open_from_register_to_welcome_page(workspace: Workspace, reader: Reader) -> None:
    reader.window.show_help("states/unknown")
    reader.window.close_register()
    assert reader.read() == "states/unknown"


def test_the_window_asks_for_no_page_before_help_is_wanted(reader: Reader) -> None:
    assert reader.dock is None


def test_another_language_shows_the_same_page_in_it_and_searches_its_pages(
    workspace: Workspace, reader: Reader
) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    reader.window.show_help("checks/contract_missing")
    speak(application, "nb")
    try:
        reader.qtbot.waitUntil(lambda: "En databehandler uten avtale" in reader.text())
        assert "Hva loven sier" in reader.text()
        assert "Kopier adressen" in reader.text()
        reader.window.perform("help_contents")
        reader.qtbot.keyClicks(reader.pane.field, "saerlige kategorier")
        assert "checks/special_condition_missing" in reader.found()
    finally:
        speak(application, "en")


@pytest.mark.parametrize("dark", [False, True])
def test_words_have_the_colours_of_the_palette(workspace: Workspace, reader: Reader, dark: bool) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    reader.window.show_help("checks/contract_missing")
    adopt_palette(application, dark=dark)
    ink = "#e7eaec" if dark else "#1a1d21"
    reader.qtbot.waitUntil(lambda: ink in reader.pane.view.toHtml())


def test_before_a_dialog_the_help_opens_and_escape_leads_back_to_it(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    ids = [row.id for row in workspace.snapshot.rows("activity")[:1]]
    dialog = ReviewDialog(workspace.register, ids, "Kari Vik", window)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.by, Qt.Key.Key_F1)
    (shown,) = dialog.findChildren(HelpWindow)
    assert shown.pane.title.text() == "Help"
    assert shown.pane.page is not None
    assert shown.pane.page.key == "fields/review"
    qtbot.waitUntil(shown.isActiveWindow)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert dialog.isVisible()
    dialog.activateWindow()  # as a desktop does by itself
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.by, Qt.Key.Key_F1)
    assert shown.isVisible()
    dialog.reject()
    assert not shown.isVisible(), "with its dialog"


def test_the_help_beside_the_to_do_page_leaves_a_small_window_as_wide_as_it_is(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    window.resize(1280, 720)
    window.set_language("nb")  # the longer words
    workspace.pages.choose("todo")
    qtbot.waitUntil(lambda: bool(workspace.todo.page.count_shown))
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert [dock.isVisible() for dock in window.findChildren(HelpDock)] == [True]
    assert window.minimumSizeHint().width() <= 1280
    assert window.width() == 1280
