"""A list is filtered, grouped and given other columns by keyboard, and is found again as it was left."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ropa_desktop.register import edit
from ropa_desktop.window.grid.check_list import CheckList
from ropa_desktop.window.grid.model import HEADING
from ropa_desktop.window.grid.name_box import NameBox
from ropa_desktop.window.grid.table import GridTable
from ropa_desktop.window.list_page import ListPage
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.rows import possible_names
from ropa_desktop.window.workspace import Workspace
from tests.window.conftest import names
from tests.window.test_table_editing import ALT, CONTROL, SHIFT, Key, Sheet, sheet

__all__ = ["sheet"]


def keys(page: ListPage) -> list[str]:
    return [column.key for column in page.rows.columns]


def filter_field(page: ListPage, column: str) -> object:
    return page.table.filters.fields[keys(page).index(column)]


def shown_names(page: ListPage) -> list[str]:
    column = keys(page).index("name")
    return [page.rows.index(row, column).data() for row, record in enumerate(page.rows.rows) if record.id]


def tick(sheet: Sheet, *words: str) -> None:
    """Tick entries of the list that is open, by keyboard, and take them."""
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, CheckList)
    for row in range(popup.list.count()):
        if popup.list.item(row).text().startswith(words):
            popup.list.setCurrentRow(row)
            sheet.qtbot.keyClick(popup.list, Key.Key_Space)
    sheet.qtbot.keyClick(popup.list, Key.Key_Return)


def test_a_column_is_filtered_by_what_it_contains(sheet: Sheet) -> None:
    page = sheet.workspace.list
    sheet.stand("Payroll", "department")
    sheet.press(Key.Key_L, CONTROL | SHIFT)
    assert QApplication.focusWidget() is filter_field(page, "department")
    sheet.type("h")
    assert shown_names(page) == ["Payroll", "Recruitment"]
    assert page.head.count.text() == "2 of 4"
    assert [chip.said for chip in page._arranging.filtering.bar.chips] == ["Department contains “h”"]
    sheet.press(Key.Key_Return)
    assert QApplication.focusWidget() is page.table
    assert page.current_id() == sheet.workspace.register.snapshot().rows("activity")[0].id


def test_gaps_and_empty_cells_are_asked_for_in_words(sheet: Sheet) -> None:
    page = sheet.workspace.list
    page.table.filters.enter(keys(page).index("recipients"))
    sheet.type("is unknown")
    assert shown_names(page) == ["Newsletter", "Recruitment", "Harbour log"]
    sheet.press(Key.Key_Escape)
    assert len(shown_names(page)) == 4
    page.table.filters.enter(keys(page).index("department"))
    sheet.type("is empty")
    assert shown_names(page) == ["Harbour log"]


def test_alt_down_shows_the_values_with_their_counts(sheet: Sheet) -> None:
    page = sheet.workspace.list
    page.table.filters.enter(keys(page).index("department"))
    sheet.press(Key.Key_Down, ALT)
    popup = page._arranging.filtering.popup
    assert isinstance(popup, CheckList)
    said = [popup.list.item(row).text() for row in range(popup.list.count())]
    assert said == ["is unknown  (0)", "is empty  (1)", "HR  (2)", "Sales  (1)"]
    tick(sheet, "HR", "Sales")
    assert shown_names(page) == ["Payroll", "Newsletter", "Recruitment"]
    assert filter_field(page, "department").text() == "= HR; Sales"  # type: ignore[attr-defined]
    page._arranging.filtering.bar.chips[0].click()
    assert len(shown_names(page)) == 4


def test_a_filter_that_nothing_passes_can_be_taken_away(sheet: Sheet) -> None:
    page = sheet.workspace.list
    page.table.filters.enter(keys(page).index("name"))
    sheet.type("zzz")
    assert page._empty.isVisible()
    assert page._empty._sentence.text() == "None of 4 processing activities match."
    assert page.table.isVisible(), "one goes on typing in the head"
    button = page._empty.findChild(QToolButton)
    assert button is not None
    assert button.text() == "Clear filters"
    button.click()
    assert len(shown_names(page)) == 4
    assert not page._empty.isVisible()


def test_what_is_typed_into_a_filtered_list_stays_in_sight(sheet: Sheet) -> None:
    page = sheet.workspace.list
    page.table.filters.enter(keys(page).index("department"))
    sheet.type("hr")
    sheet.stand("Payroll", "department")
    sheet.type("Finance", Key.Key_Return)
    sheet.settle()
    assert shown_names(page) == ["Payroll", "Recruitment"]
    newsletter = sheet.workspace.register.snapshot().rows("activity")[1].id
    edit.set_value(sheet.workspace.register, "activity", newsletter, "department", "HR")
    sheet.settle()
    assert shown_names(page) == ["Payroll", "Newsletter", "Recruitment"]


def test_filters_are_saved_applied_and_found_again(sheet: Sheet, register_path: Path) -> None:
    page = sheet.workspace.list
    page.table.filters.enter(keys(page).index("department"))
    sheet.type("hr")
    filtering = page._arranging.filtering
    filtering.bar.keep.click()
    named = filtering.popup
    assert isinstance(named, NameBox)
    assert named.field.text() == "Department contains “hr”"
    named.field.selectAll()
    for letter in "Mine":
        sheet.qtbot.keyClick(named.field, letter)
    sheet.qtbot.keyClick(named.field, Key.Key_Return)
    assert not filtering.bar.keep.isVisible(), "it is saved"
    filtering.bar.clear.click()
    assert len(shown_names(page)) == 4
    assert [action.text() for action in filtering.menu().actions() if action.text()] == ["Mine", "Forget"]
    filtering.menu().actions()[0].trigger()
    assert shown_names(page) == ["Payroll", "Recruitment"]
    sheet.window.perform("close_register")
    sheet.window.open_register(str(register_path))
    again = sheet.window.workspace.list
    assert shown_names(again) == ["Payroll", "Recruitment"]
    assert filter_field(again, "department").text() == "hr"  # type: ignore[attr-defined]


def test_a_filter_by_values_holds_codes_and_outlives_another_language(sheet: Sheet, register_path: Path) -> None:
    page = sheet.workspace.list
    sheet.workspace.navigation.choose("organisation")
    column = keys(page).index("country")
    page.table.filters.enter(column)
    sheet.press(Key.Key_Down, ALT)
    tick(sheet, "Norway")
    assert shown_names(page) == ["Fjordby AS", "Havnes AS", "Nordlys Lønn AS"]
    assert page.rows.filters["country"].what == ("NO",)
    sheet.window.set_language("nb")
    sheet.qtbot.waitUntil(lambda: filter_field(page, "country").text() == "= Norge")  # type: ignore[attr-defined]
    assert shown_names(page) == ["Fjordby AS", "Havnes AS", "Nordlys Lønn AS"]
    assert [chip.said for chip in page._arranging.filtering.bar.chips] == ["Land: Norge"]
    sheet.window.perform("close_register")
    sheet.window.open_register(str(register_path))
    again = sheet.window.workspace.list
    assert again.rows.filters["country"].what == ("NO",)
    assert filter_field(again, "country").text() == "= Norge"  # type: ignore[attr-defined]


def test_values_typed_after_an_equals_sign_are_those_of_the_column(sheet: Sheet) -> None:
    page = sheet.workspace.list
    page.table.filters.enter(keys(page).index("recipients"))
    sheet.type("= nordlys lonn as")
    assert shown_names(page) == ["Payroll"]
    party = next(row for row in sheet.workspace.register.snapshot().rows("organisation") if row.name.startswith("Nord"))
    assert page.rows.filters["recipients"].what == (party.id,)
    edit.set_value(sheet.workspace.register, "organisation", party.id, "name", "Sørlys Lønn AS")
    sheet.settle()
    assert shown_names(page) == ["Payroll"]
    page._arranging.filtering.show()
    assert [chip.said for chip in page._arranging.filtering.bar.chips] == ["Recipients: Sørlys Lønn AS"]


def test_open_letters_are_values_that_a_list_is_filtered_by(sheet: Sheet) -> None:
    page = sheet.workspace.list
    page._arranging.filtering.choose_values(keys(page).index("letters"))
    popup = page._arranging.filtering.popup
    assert isinstance(popup, CheckList)
    assert "(e) unknown  (3)" in [popup.list.item(row).text() for row in range(popup.list.count())]
    tick(sheet, "(e) unknown")
    assert shown_names(page) == ["Newsletter", "Recruitment", "Harbour log"]
    assert page.rows.filters["letters"].what == ("e unknown",)


def test_a_new_record_is_in_sight_whatever_the_list_is_filtered_by(sheet: Sheet) -> None:
    page = sheet.workspace.list
    page.table.filters.enter(keys(page).index("department"))
    sheet.type("hr")
    sheet.window.perform("new_record")
    sheet.settle()
    assert len(page.rows.rows) == 3
    assert page.rows.rows[2].id == page.current_id() == sheet.workspace.opened
    assert "department" in page.rows.filters, "the filter stays hers"
    sheet.stand("Payroll", "name")
    page.search.setFocus()
    sheet.type("payroll")
    assert shown_names(page) == ["Payroll"], "sought anew, it is left out"


def test_columns_are_chosen_moved_and_found_again(sheet: Sheet, register_path: Path) -> None:
    page = sheet.workspace.list
    page._arranging.columns_button.click()
    tick(sheet, "Owner", "Legal basis")
    assert keys(page) == ["reference", "name", "department", "recipients", "letters", "owner"]
    sheet.stand("Payroll", "owner")
    sheet.type("Head of HR", Key.Key_Return)
    assert sheet.records("owner")[0] == "Head of HR"
    page._arranging.columns_button.click()
    popup = page._arranging.popup
    assert popup is not None
    popup.list.setCurrentRow(5)
    sheet.qtbot.keyClick(popup.list, Key.Key_Up, CONTROL)
    sheet.qtbot.keyClick(popup.list, Key.Key_Return)
    assert keys(page)[-2:] == ["owner", "letters"]
    sheet.workspace.navigation.choose("organisation")
    sheet.workspace.navigation.choose("controller")
    assert keys(page)[-2:] == ["owner", "letters"]
    sheet.window.perform("close_register")
    sheet.window.open_register(str(register_path))
    assert keys(sheet.window.workspace.list)[-2:] == ["owner", "letters"]


def test_a_head_that_is_dragged_moves_its_column(sheet: Sheet) -> None:
    page = sheet.workspace.list
    page.table.head.moveSection(2, 1)
    sheet.qtbot.waitUntil(lambda: keys(page)[:3] == ["reference", "department", "name"])
    assert [page.table.head.visualIndex(number) for number in range(6)] == list(range(6))
    sheet.stand("Payroll", "department")
    sheet.type("Finance", Key.Key_Return)
    assert sheet.records("department")[0] == "Finance"


def test_rows_are_grouped_under_headings_with_their_counts(sheet: Sheet) -> None:
    page = sheet.workspace.list
    menu = page._arranging.group_menu()
    next(action for action in menu.actions() if action.text() == "Department").trigger()
    headings = [page.rows.index(row, 0).data(HEADING) for row in range(len(page.rows.rows))]
    assert headings == ["HR  ·  2", None, None, "Sales  ·  1", None, "empty  ·  1", None]
    assert shown_names(page) == ["Payroll", "Recruitment", "Newsletter", "Harbour log"]
    assert page.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "HR  ·  2"
    assert page.head.count.text() == "4"
    page.select_first()
    page.table.setFocus()
    sheet.press(Key.Key_Return)
    sheet.press(Key.Key_Return)
    assert sheet.here()[0] == 4, "over the heading"
    sheet.press(Key.Key_Up)
    assert sheet.here()[0] == 2
    assert page.grab().width() > 0


@pytest.mark.parametrize("key", ["controller", "organisation", "retention_rule"])
def test_every_column_can_be_shown_filtered_and_typed_into(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, key: str
) -> None:
    workspace.navigation.choose(key)
    page = workspace.navigation.page
    assert page is not None
    workspace.list._arranging._take_columns(possible_names(page))
    assert keys(workspace.list) == list(possible_names(page))
    named = next(number for number, column in enumerate(workspace.list.rows.columns) if column.name)
    assert workspace.list.table.columnWidth(named) >= 84, "however many columns there are"
    for column in range(len(workspace.list.rows.columns)):
        workspace.list._arranging.filtering.choose_values(column)
        popup = workspace.list._arranging.filtering.popup
        assert popup is not None
        popup.close()
    assert workspace.list.grab().width() > 0
    assert names(workspace) is not None


def test_a_view_that_was_tampered_with_is_passed_over(
    window: MainWindow, workspace: Workspace, register_path: Path
) -> None:
    window.perform("close_register")
    for odd in (
        {"columns": [3, "no"], "filters": {"name": 1}, "saved": 7, "group": [], "frozen": "x"},
        {"columns": {}, "filters": [], "saved": [3, {"name": ["nonsense"]}], "group": "gone", "frozen": -4},
    ):
        place = window.settings.place(str(register_path))
        window.settings.keep_place(str(register_path), {**place, "lists": {"controller": odd}})
        window.open_register(str(register_path))
        assert names(window.workspace)[0] == "Payroll"
        window.perform("close_register")


def test_the_words_of_rows_are_prepared_for_the_search_while_nothing_else_is_done(sheet: Sheet) -> None:
    page = sheet.workspace.list
    sheet.qtbot.waitUntil(lambda: not page._idle.isActive())
    assert all(row.folded for row in page.rows.rows)
    page.search.setFocus()
    sheet.type("lonn")
    assert shown_names(page) == ["Payroll"], "Nordlys Lønn AS receives its data"
    page.search.clear()
    sheet.stand("Payroll", "name")
    sheet.type("Wages", Key.Key_Return)
    sheet.settle()
    page.search.setFocus()
    sheet.type("wages")
    assert shown_names(page) == ["Wages"], "what a step changed is sought anew"


def show_every_column(sheet: Sheet) -> None:
    page = sheet.workspace.navigation.page
    assert page is not None
    sheet.workspace.list._arranging._take_columns(possible_names(page))


def shown_place(table: GridTable, row: int, column: int) -> QPoint:
    """The middle of a cell as a person sees it."""
    return table.frozen.shown(column, table.visualRect(table.grid_model.index(row, column))).center()


def scroll_across(sheet: Sheet) -> int:
    """Every column, scrolled until those behind the name are far away."""
    show_every_column(sheet)
    sheet.stand("Payroll", "review_due_on")
    moved: int = sheet.table.horizontalScrollBar().value()
    assert moved > sheet.table.columnWidth(1)
    return moved


def test_the_name_stays_in_sight_while_the_other_columns_scroll(sheet: Sheet) -> None:
    table, moved = sheet.table, scroll_across(sheet)
    assert table.frozen.count == 2, "reference and name"
    assert table.visualRect(table.currentIndex()).left() >= table.frozen.width, "not beneath them"
    sheet.stand("Payroll", "name")
    assert table.horizontalScrollBar().value() == moved, "it is in sight as it is"
    stripe = QRect(0, 0, table.frozen.width - 2, 80)
    sheet.stand("Harbour log", "review_due_on")
    scrolled = table.viewport().grab(stripe).toImage()
    table.horizontalScrollBar().setValue(0)
    assert table.viewport().grab(stripe).toImage() == scrolled
    table.frozen.freeze(0)
    table.horizontalScrollBar().setValue(moved)
    assert table.viewport().grab(stripe).toImage() != scrolled


def test_a_frozen_cell_is_clicked_on_and_typed_into_where_it_is_shown(sheet: Sheet) -> None:
    table, moved = sheet.table, scroll_across(sheet)
    sheet.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=shown_place(table, 1, 1))
    assert sheet.here() == (1, "name")
    sheet.type("Ne")
    editor = table.cells.open_editor
    assert editor is not None
    assert editor.geometry().contains(shown_place(table, 1, 1))
    sheet.type("ws", Key.Key_Return)
    assert sheet.records("name")[1] == "News"
    sheet.qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=shown_place(table, 0, 1))
    sheet.type("Wages", Key.Key_Return)
    assert sheet.records("name")[0] == "Wages"
    assert table.horizontalScrollBar().value() == moved


def test_a_rectangle_is_drawn_from_a_frozen_cell_to_one_that_scrolls(sheet: Sheet) -> None:
    table, _moved = sheet.table, scroll_across(sheet)
    far = keys(sheet.workspace.list).index("review_due_on")
    start, end = shown_place(table, 0, 1), shown_place(table, 2, far)
    left = Qt.MouseButton.LeftButton
    sheet.qtbot.mousePress(table.viewport(), left, pos=start)
    for place in (start + QPoint(12, 4), end - QPoint(3, 2), end):
        move = QMouseEvent(
            QMouseEvent.Type.MouseMove, place, table.viewport().mapToGlobal(place), left, left, Qt.KeyboardModifier(0)
        )
        QApplication.sendEvent(table.viewport(), move)
    sheet.qtbot.mouseRelease(table.viewport(), left, pos=end)
    assert table.rectangle() == QRect(1, 0, far, 3)
    sheet.stand("Payroll", "name")
    for _step in range(far - 1):
        sheet.press(Key.Key_Right, SHIFT)
    sheet.press(Key.Key_Down, SHIFT)
    assert table.rectangle() == QRect(1, 0, far, 2), "and by keys"


def test_the_head_of_a_frozen_column_sorts_filters_moves_and_is_drawn_wider(sheet: Sheet) -> None:
    page, table, _moved = sheet.workspace.list, sheet.table, scroll_across(sheet)
    head, left = table.filters, Qt.MouseButton.LeftButton
    edge = table.frozen.width
    sheet.qtbot.mouseClick(head.viewport(), left, pos=QPoint(edge - 60, 10))
    assert shown_names(page) == ["Harbour log", "Newsletter", "Payroll", "Recruitment"]
    field = head.fields[1]
    assert head.viewport().childAt(QPoint(edge - 60, 40)) is field
    sheet.qtbot.mouseClick(field, left)
    sheet.type("pay")
    assert shown_names(page) == ["Payroll"]
    sheet.press(Key.Key_Escape)
    before = table.columnWidth(1)

    def drag(start: QPoint, end: QPoint) -> None:
        sheet.qtbot.mousePress(head.viewport(), left, pos=start)
        for place in (start + (end - start) / 2, end):
            glob = head.viewport().mapToGlobal(place)
            move = QMouseEvent(QMouseEvent.Type.MouseMove, place, glob, left, left, Qt.KeyboardModifier(0))
            QApplication.sendEvent(head.viewport(), move)
        sheet.qtbot.mouseRelease(head.viewport(), left, pos=end)

    drag(QPoint(edge - 1, 10), QPoint(edge + 39, 10))
    assert table.columnWidth(1) == before + 40
    assert table.horizontalScrollBar().value() > 0
    drag(QPoint(20, 10), QPoint(table.frozen.width - 20, 10))
    sheet.qtbot.waitUntil(lambda: keys(page)[:2] == ["name", "reference"])


def test_a_filter_that_is_out_of_sight_is_scrolled_to(sheet: Sheet) -> None:
    table = sheet.table
    scroll_across(sheet)
    sheet.stand("Payroll", "name")
    table.filters.enter(keys(sheet.workspace.list).index("department"))
    field: QWidget = table.filters.fields[keys(sheet.workspace.list).index("department")]
    assert field.hasFocus()
    assert field.geometry().left() >= table.frozen.width
    assert field.width() > 50


def test_frozen_columns_are_chosen_and_found_again(sheet: Sheet, register_path: Path) -> None:
    page, table = sheet.workspace.list, sheet.table
    show_every_column(sheet)

    def freeze(row: int) -> None:
        page._arranging.columns_button.click()
        popup = page._arranging.popup
        assert popup is not None
        popup.list.setCurrentRow(row)
        next(button for button in popup.findChildren(QPushButton) if button.text() == "Freeze to here").click()

    freeze(0)
    assert table.frozen.count == 1
    freeze(0)
    assert table.frozen.count == 0, "once more lets all scroll"
    page._arranging.columns_button.click()
    popup = page._arranging.popup
    assert popup is not None
    left_out = popup.list.item(2).text()
    popup.list.item(2).setCheckState(Qt.CheckState.Unchecked)
    popup.list.setCurrentRow(0)
    next(button for button in popup.findChildren(QPushButton) if button.text() == "Freeze to here").click()
    assert left_out not in [column.title for column in page.rows.columns], "what was ticked meanwhile holds as well"
    sheet.window.perform("close_register")
    sheet.window.open_register(str(register_path))
    assert sheet.window.workspace.list.table.frozen.count == 1


def test_frozen_columns_leave_room_for_another(sheet: Sheet) -> None:
    show_every_column(sheet)
    sheet.table.frozen.freeze(9)
    assert 0 < sheet.table.frozen.count < 9
    assert sheet.table.frozen.width <= sheet.table.viewport().width() - 84


def test_what_takes_long_is_made_a_little_at_a_time_and_the_current_record_stays(
    sheet: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ropa_desktop.window.grid.model.MOMENT", -1.0)
    monkeypatch.setattr("ropa_desktop.window.grid.model.SLICE", -1.0)
    page, table = sheet.workspace.list, sheet.table
    sheet.stand("Newsletter", "name")
    page.rows.set_rows([*page.rows._all])
    page._keep_current()
    column = keys(page).index("letters")
    table.head.setSortIndicator(column, Qt.SortOrder.AscendingOrder)
    page._arranging.filtering.choose_values(column)
    assert shown_names(page)[0] == "Payroll", "not yet"
    sheet.qtbot.waitUntil(lambda: page._arranging.filtering.popup is not None)
    assert sorted(shown_names(page)) == ["Harbour log", "Newsletter", "Payroll", "Recruitment"]
    assert page.rows.rows[table.currentIndex().row()].id == page._told
    tick(sheet, "(e) unknown")
    sheet.qtbot.waitUntil(lambda: len(shown_names(page)) == 3)
    assert page.rows.index(table.currentIndex().row(), 1).data() == "Newsletter"


def test_of_very_many_values_those_of_most_rows_are_offered(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ropa_desktop.window.grid.filtering.MOST_VALUES", 1)
    page = sheet.workspace.list
    page._arranging.filtering.choose_values(keys(page).index("department"))
    popup = page._arranging.filtering.popup
    assert isinstance(popup, CheckList)
    said = [popup.list.item(row).text() for row in range(popup.list.count())]
    assert said == ["is unknown  (0)", "is empty  (1)", "HR  (2)"]
