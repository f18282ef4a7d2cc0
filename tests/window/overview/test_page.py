"""The overview in the real window, with keys and clicks: every number leads to its records."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from ropa_desktop.register import edit
from ropa_desktop.window.grid.filters import Filter
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.overview.page import OverviewPage
from ropa_desktop.window.overview.record_list import RecordList
from ropa_desktop.window.overview.shapes import Ribbon
from ropa_desktop.window.overview.view import MarkButton
from ropa_desktop.window.workspace import Workspace
from tests.window.conftest import names
from tests.window.test_accessibility import nameless

ALT = Qt.KeyboardModifier.AltModifier


def settled(page: OverviewPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.found is not None and not page.is_counting)


@pytest.fixture
def page(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> OverviewPage:
    """The overview, chosen with its keys and counted."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    workspace.navigation.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_0, ALT)
    shown = workspace.middle.overview
    assert shown is not None
    settled(shown, qtbot)
    return shown


def mark(page: OverviewPage, picture: str, begins: str) -> MarkButton:
    """The first mark of a picture whose words begin so."""
    found = [one for one in page.panels[picture].view.marks if one.mark.name.startswith(begins)]
    assert found, [one.mark.name for one in page.panels[picture].view.marks]
    return found[0]


def answering(act: Callable[[RecordList], None]) -> None:
    """Act on the list of records as soon as it is open."""

    def go() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RecordList)
        act(dialog)

    QTimer.singleShot(50, go)


def names_in(dialog: RecordList) -> list[str]:
    return [dialog.rows.index(row, 1).data() for row in range(dialog.rows.rowCount())]


def test_tab_enters_a_picture_arrows_move_in_it_and_enter_opens_the_list(
    page: OverviewPage, workspace: Workspace, qtbot: QtBot
) -> None:
    letters = page.panels["letters"].view
    page.panels["letters"]._buttons[1].setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is letters.marks[0]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    focused = QApplication.focusWidget()
    assert isinstance(focused, MarkButton)
    assert focused.mark.name == "Fjordby AS: 3 activities"
    qtbot.keyClick(focused, Qt.Key.Key_Return)
    assert workspace.navigation.key == "controller"
    assert names(workspace) == ["Payroll", "Newsletter", "Recruitment"], "without that of Havnes"
    assert QApplication.focusWidget() is workspace.list.table
    qtbot.keyClick(workspace.list.table, Qt.Key.Key_Down)
    snapshot = workspace.register.snapshot()
    assert snapshot.find("activity", workspace.list.current_id()).name == "Newsletter"  # type: ignore[union-attr]


def test_the_ring_around_each_mark_is_within_the_picture(page: OverviewPage) -> None:
    for panel in page.panels.values():
        for button in panel.view.marks:
            assert panel.view.rect().contains(button.geometry()), button.mark.name


def test_tab_leaves_a_picture_at_once(page: OverviewPage, qtbot: QtBot) -> None:
    page.panels["letters"].view.marks[3].setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.panels["reviews"]._buttons[0]


def test_a_box_that_is_one_record_opens_it_with_a_click(page: OverviewPage, workspace: Workspace, qtbot: QtBot) -> None:
    box = mark(page, "flow", "Nordlys Lønn AS: 1 activity")
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert workspace.navigation.key == "organisation"
    current = workspace.register.snapshot().find("organisation", workspace.list.current_id())
    assert current is not None
    assert current.name == "Nordlys Lønn AS"
    assert workspace._splitter.isVisible()


def test_a_part_of_a_bar_opens_the_list_of_the_activities_in_that_state(
    page: OverviewPage, workspace: Workspace, qtbot: QtBot
) -> None:
    part = mark(page, "letters", "Fjordby AS, (e) Transfers: 2 unknown")
    qtbot.mouseClick(part, Qt.MouseButton.LeftButton)
    assert names(workspace) == ["Newsletter", "Recruitment"]
    (chip,) = workspace.list._arranging.filtering.bar.chips
    assert chip.said.startswith("Shown: Fjordby AS, (e) Transfers: 2 unknown")
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert names(workspace) == ["Payroll", "Newsletter", "Recruitment", "Harbour log"]
    assert workspace.list._arranging.filtering.bar.isHidden()


def test_filters_of_the_list_wait_while_a_number_is_looked_at(
    page: OverviewPage, workspace: Workspace, window: MainWindow, register_path: Path, qtbot: QtBot
) -> None:
    part = mark(page, "letters", "Fjordby AS, (e) Transfers: 2 unknown").mark
    workspace.navigation.choose("controller")
    filtering = workspace.list._arranging.filtering
    workspace.list.table.filters.filter_changed.emit(1, Filter("contains", ("pay",)))
    assert names(workspace) == ["Payroll"]
    workspace.navigation.choose("overview")
    mark(page, "letters", part.name).click()
    assert names(workspace) == ["Newsletter", "Recruitment"], "whatever filter was there"
    filtering.bar.chips[0].click()
    assert names(workspace) == ["Payroll"]
    workspace.navigation.choose("overview")
    mark(page, "letters", part.name).click()
    workspace.navigation.choose("organisation")
    workspace.navigation.choose("controller")
    assert names(workspace) == ["Payroll"], "left, the list is as it was"
    workspace.navigation.choose("overview")
    mark(page, "letters", part.name).click()
    window.perform("close_register")
    window.open_register(str(register_path))
    assert names(window.workspace) == ["Payroll"]


def test_records_of_several_lists_are_shown_in_one_of_their_own(page: OverviewPage, qtbot: QtBot) -> None:
    seen: list[str] = []

    def turn_back(dialog: RecordList) -> None:
        seen.extend(names_in(dialog))
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    answering(turn_back)
    qtbot.mouseClick(mark(page, "reviews", "no date: 5"), Qt.MouseButton.LeftButton)
    assert set(seen) == {"Payroll", "Newsletter", "Recruitment", "Harbour log", "Hosting"}
    assert page.isVisible()


def test_the_controller_switch_narrows_the_pictures(page: OverviewPage, workspace: Workspace, qtbot: QtBot) -> None:
    switch: QComboBox = workspace.bar.controllers
    switch.setCurrentIndex(switch.findText("Havnes AS"))
    switch.activated.emit(switch.currentIndex())
    settled(page, qtbot)
    assert page.found is not None
    assert page.found.keeper == "Havnes AS"
    assert len(page.found.activities) == 1
    assert {one.mark.name for one in page.panels["letters"].view.marks} >= {"Havnes AS", "Havnes AS: 1 activity"}


def test_what_is_changed_is_counted_again(page: OverviewPage, workspace: Workspace, qtbot: QtBot) -> None:
    payroll = workspace.register.snapshot().rows("activity")[0].id
    edit.set_value(workspace.register, "activity", payroll, "review_due_on", "2020-01-01")
    qtbot.waitUntil(lambda: page.found is not None and page.found.reviews[0].records == (payroll,))
    settled(page, qtbot)
    assert mark(page, "reviews", "overdue: 1 review").mark.records == (payroll,)


def test_figures_are_kept_until_the_register_changes(page: OverviewPage, workspace: Workspace, qtbot: QtBot) -> None:
    found = page.found
    workspace.navigation.choose("organisation")
    workspace.navigation.choose("overview")
    assert page.found is found
    assert not page.is_counting


def test_the_pointer_traces_the_ways_through_a_box(page: OverviewPage, qtbot: QtBot) -> None:
    view = page.panels["flow"].view

    def chosen() -> int:
        return sum(isinstance(shape, Ribbon) and shape.chosen for shape in view._drawing.shapes)

    assert chosen() == 0
    QTest.mouseMove(mark(page, "flow", "Nordlys Lønn AS"), QPoint(5, 5))
    qtbot.waitUntil(lambda: chosen() == 3)  # people to payroll, payroll to Nordlys, Nordlys to its country
    QTest.mouseMove(page.panels["letters"], QPoint(5, 5))
    qtbot.waitUntil(lambda: chosen() == 0)
    mark(page, "flow", "Nordlys Lønn AS").setFocus()
    assert chosen() == 3


def test_a_picture_is_shown_as_a_table_whose_numbers_open(page: OverviewPage, qtbot: QtBot) -> None:
    panel = page.panels["transfers"]
    panel._buttons[0].setFocus()
    qtbot.keyClick(panel._buttons[0], Qt.Key.Key_Space)
    assert QApplication.focusWidget() is panel.table
    assert panel.view.isHidden()
    assert [column.title for column in panel.table._rows.columns] == [
        "Country or organisation", "Mechanism", "Activities",
    ]  # fmt: skip
    assert panel.table._rows.index(0, 0).data() == "United States"
    seen: list[str] = []

    def turn_back(dialog: RecordList) -> None:
        seen.extend(names_in(dialog))
        dialog.reject()

    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    qtbot.keyClick(panel.table, Qt.Key.Key_End)
    answering(turn_back)
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert seen == ["Newsletter", "Recruitment", "Harbour log", "Hosting"]


def test_each_control_and_number_has_words_for_a_screen_reader(page: OverviewPage) -> None:
    assert nameless(page) == []
    for key, panel in page.panels.items():
        tree = QAccessible.queryAccessibleInterface(panel.view)
        said = {tree.child(place).text(QAccessible.Text.Name) for place in range(tree.childCount())}
        assert said == {one.mark.name for one in panel.view.marks}, key
        assert "" not in said
        panel.as_table.setChecked(True)
        assert nameless(panel) == []


def test_grouping_changes_the_boxes_of_the_flow_map(page: OverviewPage, qtbot: QtBot) -> None:
    panel = page.panels["flow"]
    assert mark(page, "flow", "Payroll: 1 activity")
    panel.grouping.setFocus()
    while panel.grouping.currentData() != "department":
        qtbot.keyClick(panel.grouping, Qt.Key.Key_Up)
    assert mark(page, "flow", "HR: 2 activities")


def test_the_page_is_remembered_and_messages_go_along(
    page: OverviewPage, window: MainWindow, workspace: Workspace, register_path: Path, qtbot: QtBot
) -> None:
    workspace.messages.say("Told.", tone="told")
    assert workspace.messages.isVisible()
    assert page.isAncestorOf(workspace.messages)
    workspace.navigation.choose("controller")
    assert workspace.messages.isVisible()
    workspace.navigation.choose("overview")
    window.perform("close_register")
    assert window.open_register(str(register_path))
    assert window.workspace.navigation.key == "overview"
    assert window.workspace.middle.shows_overview


def test_commands_for_records_do_nothing_on_the_overview(
    page: OverviewPage, window: MainWindow, workspace: Workspace
) -> None:
    before = workspace.register.snapshot()
    for command in ("new_record", "duplicate_record", "archive_record", "restore_record"):
        window.perform(command)
    assert workspace.register.snapshot().same_as(before)
    window.perform("next_pane")
    assert workspace.navigation.key == "overview"


def test_f6_goes_between_the_pages_and_the_pictures(
    page: OverviewPage, window: MainWindow, workspace: Workspace
) -> None:
    workspace.navigation.setFocus()
    window.perform("next_pane")
    assert QApplication.focusWidget() is page.panels["letters"].view.marks[0]
    window.perform("next_pane")
    assert QApplication.focusWidget() is workspace.navigation


def test_another_language_reaches_every_word(page: OverviewPage, window: MainWindow, qtbot: QtBot) -> None:
    window.set_language("nb")

    def said() -> str:
        return " ".join(one.mark.name for panel in page.panels.values() for one in panel.view.marks)

    qtbot.waitUntil(lambda: "ukjent" in said() and not page.is_counting)
    for english in ("unknown", "activity", "activities", "documented"):
        assert english not in said()
    assert page.panels["flow"].save.text() == "Eksporter bilde …"


def test_the_register_can_be_closed_while_it_is_counted(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    workspace.navigation.choose("overview")
    window.perform("close_register")
    qtbot.wait(100)
    assert window.workspace is None


def test_all_pictures_stand_at_1280_by_720(window: MainWindow, page: OverviewPage, qtbot: QtBot) -> None:
    window.resize(1280, 720)
    qtbot.wait(50)
    for key, panel in page.panels.items():
        for one in panel.view.marks:
            assert panel.view.rect().adjusted(-4, -4, 6, 6).contains(one.geometry()), (key, one.mark.name)


def test_a_narrow_window_shows_one_column_as_wide_as_the_page(
    window: MainWindow, page: OverviewPage, qtbot: QtBot
) -> None:
    assert page.panels["reviews"].x() > page.panels["letters"].geometry().right()
    page.setFixedWidth(700)
    qtbot.waitUntil(lambda: page.panels["reviews"].x() == page.panels["letters"].x())
    widths = {panel.width() for panel in page.panels.values()}
    assert len(widths) == 1
    assert widths.pop() > 640
