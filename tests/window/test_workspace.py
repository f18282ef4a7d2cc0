"""An open register in the real window, driven with keys and clicks."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.window.cells import Remark, Text, Unknown
from ropa_desktop.window.editor.simple_fields import TitleBox
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.navigation import COUNT, PAGE, RAIL, pages
from ropa_desktop.window.reason_dialog import ReasonDialog
from ropa_desktop.window.workspace import Workspace
from tests.window.conftest import names
from tests.window.test_accessibility import nameless

CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def choose_controller(workspace: Workspace, name: str) -> None:
    switch = workspace.bar.controllers
    row = switch.findText(name)
    switch.setCurrentIndex(row)
    switch.activated.emit(row)


def counts(workspace: Workspace) -> dict[str, int]:
    model = workspace.navigation.model()
    return {
        model.index(row, 0).data(PAGE).key: model.index(row, 0).data(COUNT)
        for row in range(model.rowCount())
        if model.index(row, 0).data(PAGE).kind
    }


def test_a_register_opens_on_its_activities_with_the_first_one_current(workspace: Workspace) -> None:
    assert names(workspace) == ["Payroll", "Newsletter", "Recruitment", "Harbour log"]
    assert workspace.list.current_id() == workspace.register.snapshot().rows("activity")[0].id
    letters = workspace.list.rows.index(0, 5).data()
    assert "(g) not possible to state" in letters
    assert counts(workspace)["controller"] == 4
    assert counts(workspace)["processor"] == 1


def test_a_message_below_the_list_covers_no_current_row(workspace: Workspace, qtbot: QtBot) -> None:
    with workspace.register.step("Many"):
        for number in range(60):
            edit.add(workspace.register, "activity", role="controller", name=f"Activity {number}")
    qtbot.waitUntil(lambda: len(names(workspace)) == 64)
    table, last = workspace.list.table, workspace.list.rows.rows[-1].id
    workspace.list.select(last)
    height = table.viewport().height()
    workspace.messages.say("Said")
    qtbot.waitUntil(lambda: table.viewport().height() < height)
    assert table.visualRect(table.currentIndex()).bottom() <= table.viewport().height()


def test_every_kind_has_a_page_that_lists_it(workspace: Workspace, qtbot: QtBot) -> None:
    for page in pages():
        if page.kind:
            assert workspace.navigation.choose(page.key)
            assert len(workspace.list.rows.rows) == counts(workspace)[page.key]
            assert workspace.grab().width() > 0


def test_alt_and_a_digit_choose_a_page(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_2, ALT)
    assert workspace.navigation.page is not None
    assert workspace.navigation.page.key == "processor"
    assert names(workspace) == ["Hosting"]


def test_the_go_menu_lists_the_pages_of_the_open_register_alone(window: MainWindow, workspace: Workspace) -> None:
    menu = window.actions_.menus["go"]
    titles = [action.text() for action in menu.actions()]
    assert "Activities as controller" in titles
    menu.actions()[titles.index("Organisations")].trigger()
    assert names(workspace)[0] == "Fjordby AS"
    window.perform("close_register")
    assert "Organisations" not in [action.text() for action in menu.actions()]


def test_one_controller_narrows_every_list(workspace: Workspace) -> None:
    choose_controller(workspace, "Havnes AS")
    assert names(workspace) == ["Harbour log"]
    assert counts(workspace)["processor"] == 0
    workspace.navigation.choose("organisation")
    assert names(workspace) == ["Havnes AS", "Nobody’s yet"]
    choose_controller(workspace, "Fjordby AS")
    assert names(workspace) == ["Fjordby AS", "Nordlys Lønn AS", "Nobody’s yet"]
    workspace.navigation.choose("transfer")
    assert len(workspace.list.rows.rows) == 1
    choose_controller(workspace, "Havnes AS")
    assert len(workspace.list.rows.rows) == 0


def test_typing_in_the_search_field_narrows_the_list(workspace: Workspace, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F, CONTROL | SHIFT)
    assert QApplication.focusWidget() is workspace.list.search
    qtbot.keyClicks(workspace.list.search, "nordlys")
    assert names(workspace) == ["Payroll"]
    qtbot.keyClicks(workspace.list.search, "xyz")
    assert names(workspace) == []
    qtbot.keyClick(workspace.list.search, Qt.Key.Key_Escape)
    assert len(names(workspace)) == 4


def test_new_adds_a_record_of_the_page_for_the_controller_shown(
    workspace: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    choose_controller(workspace, "Havnes AS")
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL | SHIFT)
    snapshot = workspace.register.snapshot()
    added = snapshot.find("activity", workspace.list.current_id())
    assert added is not None
    assert (added.role, added.reference, added.name) == ("controller", "PA-006", None)
    assert snapshot.find("organisation", added.keeper_id).name == "Havnes AS"  # type: ignore[union-attr]


def test_duplicate_archive_and_restore_are_steps_that_undo_takes_back(
    workspace: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    payroll = workspace.list.current_id()
    qtbot.keyClick(window, Qt.Key.Key_D, CONTROL | SHIFT)
    assert workspace.list.current_id() != payroll
    assert len(workspace.register.snapshot().rows("activity")) == 6
    assert workspace.messages.sentence == "Payroll duplicated."
    window.perform("undo")
    assert len(workspace.register.snapshot().rows("activity")) == 5
    assert workspace.messages.sentence == "", "it is not duplicated any more, and Undo would take back another step"
    workspace.list.select(payroll)
    window.perform("archive_record")
    assert "Payroll" not in names(workspace)
    assert workspace.list.current_id() not in ("", payroll)
    assert "Payroll archived" in workspace.messages.sentence
    workspace.messages._buttons[0].click()
    assert "Payroll" in names(workspace)
    assert workspace.list.current_id() == payroll


def test_a_step_later_a_message_offers_no_more_to_take_its_own_back(workspace: Workspace, window: MainWindow) -> None:
    window.perform("archive_record")
    organisation = workspace.register.snapshot().rows("organisation")[0]
    edit.set_value(workspace.register, "organisation", organisation.id, "note", "Something else")
    undo, why = workspace.messages._buttons
    assert "Payroll archived" in workspace.messages.sentence
    assert (undo.isVisible(), why.isVisible()) == (False, True)
    window.perform("duplicate_record")
    edit.set_value(workspace.register, "organisation", organisation.id, "note", "Again")
    assert workspace.messages.sentence == "", "with nothing to offer it goes"


def test_the_focus_goes_from_a_message_back_to_where_it_was(
    workspace: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    window.perform("archive_record")
    qtbot.mouseClick(workspace.messages._buttons[0], Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is workspace.list.table


def test_several_records_are_archived_and_restored_each_time_in_one_step(
    workspace: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    def archived() -> list[str]:
        return [row.name for row in workspace.register.snapshot().rows("activity") if row.archived_on]

    table = workspace.list.table
    for _row in range(2):
        qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    ids = workspace.list.selected_ids()
    chosen = [row.name for row in workspace.snapshot.rows("activity") if row.id in ids]
    assert len(chosen) == 3
    window.perform("archive_record")
    assert sorted(archived()) == sorted(chosen)
    assert workspace.messages.sentence == "3 records archived. They stay in the history."
    assert workspace.register.undo_label() == "3 records archived"
    assert workspace.list.current_id() != ""
    workspace.messages._buttons[0].click()
    assert archived() == []
    window.perform("redo")
    workspace.list.show_archived()
    table.selectAll()
    window.perform("restore_record")
    assert archived() == []
    assert workspace.messages.sentence == "3 records are in use again."


def test_why_several_records_are_archived_is_said_once_for_all_of_them(
    workspace: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    def reasons() -> list[str]:
        return [row.archived_because for row in workspace.register.snapshot().rows("activity") if row.archived_on]

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ReasonDialog):
            asked.start()
            return
        assert not dialog.do.isEnabled(), "nothing is said yet"
        assert nameless(dialog) == []
        qtbot.keyClicks(dialog.reason, "System retired")
        qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
        if dialog.isVisible():
            dialog.reject()

    asked = QTimer(window, singleShot=True, interval=10)
    asked.timeout.connect(answer)
    qtbot.keyClick(workspace.list.table, Qt.Key.Key_Down, SHIFT)
    window.perform("archive_record")
    assert reasons() == [None, None]
    (why,) = (each for each in workspace.messages.findChildren(QToolButton) if each.text() == "Say why")
    asked.start()
    qtbot.mouseClick(why, Qt.MouseButton.LeftButton)
    assert reasons() == ["System retired", "System retired"]
    assert workspace.messages.sentence == "2 archived records: “System retired”. They stay in the history."
    assert workspace.register.undo_label() == "Why 2 records are archived"
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert reasons() == [None, None], "one Undo takes the reason back from all of them"
    qtbot.waitUntil(lambda: workspace.register.undo_label() == "2 records archived")
    qtbot.waitUntil(window.actions_["undo"].isEnabled)
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert reasons() == []


def test_an_archived_record_is_told_from_the_others_by_its_icon(workspace: Workspace, window: MainWindow) -> None:
    window.perform("archive_record")
    workspace.list.show_archived()
    cells = {row.cells[1] for row in workspace.list.rows.rows}
    assert Remark("archive", "Payroll") in cells
    assert Text("Newsletter") in cells


def test_a_processors_record_is_not_asked_for_recipients(workspace: Workspace) -> None:
    workspace.navigation.choose("processor")
    (row,) = workspace.list.rows.rows
    asked = {column.key: cell for column, cell in zip(workspace.list.rows.columns, row.cells, strict=True)}
    assert asked["controllers"] == Unknown()
    assert asked["recipients"] == Text()


def test_the_reason_for_archiving_can_be_said_at_once(workspace: Workspace, window: MainWindow, qtbot: QtBot) -> None:
    payroll = workspace.list.current_id()
    form = workspace.editor.form
    assert form is not None
    assert form.bindings["archived_because"].widget.isHidden(), "only an archived record shows it"
    window.perform("archive_record")
    workspace.messages._buttons[1].click()
    assert workspace.list.current_id() == payroll
    qtbot.keyClicks(QApplication.focusWidget(), "System retired")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert workspace.register.snapshot().find("activity", payroll).archived_because == "System retired"  # type: ignore[union-attr]


def test_archiving_a_controller_says_how_many_of_its_activities_stay(workspace: Workspace, window: MainWindow) -> None:
    workspace.navigation.choose("organisation")
    window.perform("archive_record")
    assert workspace.messages.sentence == "Fjordby AS archived. 4 activities of its record are still in use."


def test_undo_and_redo_go_where_the_change_was(workspace: Workspace, window: MainWindow, qtbot: QtBot) -> None:
    organisation = workspace.register.snapshot().rows("organisation")[0]
    edit.set_value(workspace.register, "organisation", organisation.id, "phone", "22 33 44 55")
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert workspace.navigation.page is not None
    assert workspace.navigation.page.key == "organisation"
    assert workspace.list.current_id() == organisation.id
    assert workspace.register.snapshot().rows("organisation")[0].phone is None
    qtbot.keyClick(window, Qt.Key.Key_Y, CONTROL)
    assert workspace.register.snapshot().rows("organisation")[0].phone == "22 33 44 55"


def test_undo_shows_what_it_changed_though_another_controller_is_shown(
    workspace: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    payroll = workspace.register.snapshot().rows("activity")[0]
    edit.set_answer(workspace.register, "activity", payroll.id, "systems", "none")
    choose_controller(workspace, "Havnes AS")
    workspace.list.search.setText("harbour")
    window.perform("undo")
    assert workspace.list.current_id() == payroll.id
    assert workspace.bar.controllers.currentText().startswith("All")


def test_undo_in_the_search_field_takes_back_typing_first(
    workspace: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    edit.add(workspace.register, "system", name="Archive")
    workspace.pages.search_list()
    qtbot.keyClicks(workspace.list.search, "pay")
    qtbot.keyClick(workspace.list.search, Qt.Key.Key_Z, CONTROL)
    assert workspace.list.search.text() == ""
    assert len(workspace.register.snapshot().rows("system")) == 1
    qtbot.keyClick(workspace.list.search, Qt.Key.Key_Z, CONTROL)
    assert len(workspace.register.snapshot().rows("system")) == 0


def test_edit_names_the_step_that_undo_takes_back(workspace: Workspace, window: MainWindow, qtbot: QtBot) -> None:
    edit.add(workspace.register, "system", name="Archive")
    qtbot.waitUntil(lambda: "System added" in window.actions_["undo"].text())
    assert workspace.status.undoes.text() == "Ctrl+Z undoes “System added”"
    assert workspace.status.saved.text().startswith("Saved ")


def test_f6_goes_round_the_panes(workspace: Workspace, window: MainWindow, qtbot: QtBot) -> None:
    workspace.list.table.setFocus()
    seen = []
    for _step in range(3):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        assert focused is not None
        panes = {"navigation": workspace.navigation, "list": workspace.list, "record": workspace.editor}
        seen.append(next(name for name, pane in panes.items() if pane is focused or pane.isAncestorOf(focused)))
    assert seen == ["record", "navigation", "list"]
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert isinstance(QApplication.focusWidget(), TitleBox), "into the name, ready to be typed"
    workspace.list.table.setFocus()
    workspace.messages.say("Told.", ("Undo", print))
    qtbot.keyClick(window, Qt.Key.Key_F6, SHIFT)
    qtbot.keyClick(window, Qt.Key.Key_F6, SHIFT)
    assert QApplication.focusWidget() is workspace.messages._buttons[0]


def test_opening_the_open_register_again_changes_nothing(
    window: MainWindow, workspace: Workspace, register_path: Path
) -> None:
    assert window.open_register(str(register_path))
    assert window.workspace is workspace
    assert not workspace.register.read_only


def test_a_dropped_register_takes_the_place_of_the_open_one(
    window: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    Register.create(tmp_path / "other.ropa").close()
    window.take_file(str(tmp_path / "other.ropa"))
    assert window.workspace.register.path == tmp_path / "other.ropa"
    assert [recent.path for recent in window.settings.recent] == [str(workspace.register.path)]


def test_an_empty_list_says_what_to_do(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    workspace.navigation.choose("system")
    assert workspace.list._empty.isVisible()
    assert "Nothing here yet" in workspace.list._empty._sentence.text()
    qtbot.mouseClick(workspace.list._empty._button, Qt.MouseButton.LeftButton)
    assert len(workspace.list.rows.rows) == 1


def test_a_register_open_elsewhere_can_be_read_and_says_who_has_it(
    window: MainWindow, register_path: Path, qtbot: QtBot
) -> None:
    with Register.open(register_path):
        assert window.open_register(str(register_path))
        workspace = window.workspace
        assert workspace.register.read_only
        assert "open" in workspace.messages.sentence
        assert "since" in workspace.messages.sentence
        assert not window.actions_["new_record"].isEnabled()
        assert not window.actions_["undo"].isEnabled()
        assert window.actions_["export"].isEnabled()
        window.perform("close_register")


def test_the_view_of_a_register_is_remembered(window: MainWindow, workspace: Workspace, register_path: Path) -> None:
    choose_controller(workspace, "Fjordby AS")
    workspace.navigation.choose("organisation")
    window.perform("close_register")
    window.open_register(str(register_path))
    assert window.workspace.navigation.page.key == "organisation"
    assert window.workspace.bar.controllers.currentText() == "Fjordby AS"


def test_the_widths_and_order_of_each_list_are_remembered_for_the_register(
    window: MainWindow, workspace: Workspace, register_path: Path, qtbot: QtBot
) -> None:
    head = workspace.list.table.head
    _click_head(qtbot, workspace, 1)
    _click_head(qtbot, workspace, 1)
    assert names(workspace) == ["Recruitment", "Payroll", "Newsletter", "Harbour log"]
    edge = QPoint(head.sectionViewportPosition(3) - 1, head.height() // 2)
    before = workspace.list.table.columnWidth(2)
    qtbot.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    for step in (20, 40):
        QTest.mouseMove(head.viewport(), edge + QPoint(step, 0))
    qtbot.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(40, 0))
    dragged = workspace.list.table.columnWidth(2)
    assert dragged > before
    workspace.navigation.choose("organisation")
    assert names(workspace)[0] == "Fjordby AS"
    workspace.navigation.choose("controller")
    assert names(workspace)[0] == "Recruitment"
    assert workspace.list.table.columnWidth(2) == dragged
    window.perform("close_register")
    window.open_register(str(register_path))
    assert names(window.workspace)[0] == "Recruitment"
    window.resize(1440, 900)  # the screen that is none is smaller
    qtbot.waitUntil(lambda: window.workspace.list.table.columnWidth(2) == dragged)
    _click_head(qtbot, window.workspace, 1)
    assert names(window.workspace)[0] == "Payroll", "a third click gives the register's own order back"


def _click_head(qtbot: QtBot, workspace: Workspace, column: int) -> None:
    head = workspace.list.table.head
    place = QPoint(head.sectionViewportPosition(column) + 20, head.height() // 2)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_view_that_was_tampered_with_is_passed_over(
    window: MainWindow, workspace: Workspace, register_path: Path
) -> None:
    window.perform("close_register")
    tampered: list[Any] = [[], {"controller": 3}, {"controller": {"widths": {"name": "x"}, "order": ["no", 1, 2]}}]
    for odd in tampered:
        place = window.settings.place(str(register_path))
        window.settings.keep_place(str(register_path), {**place, "lists": odd})
        window.open_register(str(register_path))
        assert names(window.workspace)[0] == "Payroll"
        window.perform("close_register")


def test_below_1400_pixels_the_navigation_is_a_rail_with_names_as_tooltips(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    window.resize(1280, 720)
    qtbot.waitUntil(lambda: workspace.side.is_rail)
    assert workspace.navigation.width() == RAIL
    index = workspace.navigation.model().index(2, 0)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Activities as controller"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Activities as controller, 4"
    assert "fjordby.ropa" in workspace.status.place.text()


def test_the_title_of_a_list_goes_before_the_words_of_its_buttons(window: MainWindow, workspace: Workspace) -> None:
    head = workspace.list.head
    buttons = (workspace.list._arranging.group_button, workspace.list._arranging.columns_button)
    window.resize(1800, 900)
    QApplication.processEvents()
    words = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    assert [button.toolButtonStyle() for button in buttons] == [words, words]
    head.show_page("Activities as controller of everything that is to be done", editable=True)
    window.resize(1440, 900)
    QApplication.processEvents()
    assert head._title.width() >= head._title.sizeHint().width()
    assert words not in [button.toolButtonStyle() for button in buttons]
    assert [button.toolTip() for button in buttons] == ["Group rows by a column", "Choose and move columns"]


@pytest.mark.parametrize("language", ["en", "nb"])
def test_the_language_changes_under_an_open_register(window: MainWindow, workspace: Workspace, language: str) -> None:
    current = workspace.list.current_id()
    window.set_language(language)
    assert workspace.list.current_id() == current
    assert len(names(workspace)) == 4
    window.set_language("en")
    assert window.actions_["new_record"].iconText() == "New"


def test_a_register_that_is_closed_leaves_no_pages_behind(
    window: MainWindow, register_path: Path, qtbot: QtBot
) -> None:
    def left() -> int:
        return len([widget for widget in QApplication.topLevelWidgets() if not isinstance(widget, QMenu)])

    def open_and_close() -> None:
        assert window.open_register(str(register_path))
        window.workspace.navigation.choose("history")
        window.perform("close_register")

    open_and_close()
    before = left()
    open_and_close()
    qtbot.waitUntil(lambda: left() <= before)
