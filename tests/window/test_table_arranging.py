"""A list is filtered, grouped and given other columns by keyboard, and is found again as it was left."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from ropa_desktop.register import edit
from ropa_desktop.window.grid.model import HEADING
from ropa_desktop.window.list_page import ListPage
from ropa_desktop.window.main_window import MainWindow
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
    popup = sheet.workspace.list._arranging.popup
    assert popup is not None
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
    assert page._count.text() == "2 of 4"
    assert [chip.said for chip in page._arranging.bar.chips] == ["Department contains “h”"]
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
    popup = page._arranging.popup
    assert popup is not None
    said = [popup.list.item(row).text() for row in range(popup.list.count())]
    assert said == ["is unknown  (0)", "is empty  (1)", "HR  (2)", "Sales  (1)"]
    tick(sheet, "HR", "Sales")
    assert shown_names(page) == ["Payroll", "Newsletter", "Recruitment"]
    assert filter_field(page, "department").text() == "= HR; Sales"  # type: ignore[attr-defined]
    page._arranging.bar.chips[0].click()
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
    page._arranging.bar.keep.click()
    page._arranging.bar.clear.click()
    assert len(shown_names(page)) == 4
    menu = page._arranging.filters_menu()
    assert menu.actions()[0].text() == "Department contains “hr”"
    menu.actions()[0].trigger()
    assert shown_names(page) == ["Payroll", "Recruitment"]
    sheet.window.perform("close_register")
    sheet.window.open_register(str(register_path))
    again = sheet.window.workspace.list
    assert shown_names(again) == ["Payroll", "Recruitment"]
    assert filter_field(again, "department").text() == "hr"  # type: ignore[attr-defined]


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
    assert page._count.text() == "4"
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
    from ropa_desktop.window.rows import possible_names

    workspace.navigation.choose(key)
    page = workspace.navigation.page
    assert page is not None
    workspace.list._arranging._take_columns(possible_names(page))
    assert keys(workspace.list) == list(possible_names(page))
    named = next(number for number, column in enumerate(workspace.list.rows.columns) if column.name)
    assert workspace.list.table.columnWidth(named) >= 84, "however many columns there are"
    for column in range(len(workspace.list.rows.columns)):
        workspace.list._arranging.choose_values(column)
        popup = workspace.list._arranging.popup
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
