"""Dates and periods in a list stand as a person reads them, and are ordered by what they mean."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ropa_desktop.exchange.overview.numbers import overview
from ropa_desktop.exchange.overview.tables import table
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.window.grid.check_list import CheckList
from ropa_desktop.window.grid.model import HeadingRow
from ropa_desktop.window.overview.table_view import GridView
from tests.window.test_table_editing import Sheet, sheet

__all__ = ["sheet"]

DUE = {"Payroll": "2026-02-10", "Newsletter": "2027-01-01", "Recruitment": "2026-02-09", "Harbour log": "2025-12-30"}
READ = ["30 Dec 2025", "9 Feb 2026", "10 Feb 2026", "1 Jan 2027"]


def test_dates_are_sorted_grouped_and_offered_by_the_calendar(sheet: Sheet) -> None:
    page, register = sheet.workspace.list, sheet.workspace.register
    for row in register.snapshot().rows("activity"):
        if row.name in DUE:
            edit.set_value(register, "activity", row.id, "review_due_on", DUE[row.name])
    sheet.settle()
    page._arranging._take_columns(("name", "review_due_on"))
    head = page.table.head
    place = QPoint(head.sectionViewportPosition(1) + head.sectionSize(1) // 2, 12)
    sheet.qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert sheet.shown("review_due_on") == READ
    sheet.qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert sheet.shown("review_due_on") == READ[::-1]
    page._arranging.filtering.choose_values(1)
    popup = page._arranging.filtering.popup
    assert isinstance(popup, CheckList)
    offered = [popup.list.item(row).text() for row in range(popup.list.count())]
    assert offered[2:] == [f"{day}  (1)" for day in READ]
    popup.close()
    page.rows.group_by("review_due_on")
    assert [row.title for row in page.rows.rows if isinstance(row, HeadingRow)][:4] == READ
    assert QApplication.activePopupWidget() is None


def test_time_limits_in_the_overview_are_sorted_by_how_long_they_are(register: Register, qtbot: QtBot) -> None:
    keeper = edit.add(register, "organisation", name="X", record_kept="yes")
    activity = edit.add(register, "activity", name="A", keeper_id=keeper)
    for amount, unit in ((5, "year"), (70, "day"), (6, "month")):
        rule = edit.add(register, "retention_rule", name=f"{amount}", amount=amount, unit=unit, keeper_id=keeper)
        edit.add(register, "data_line", activity_id=activity, retention_id=rule)
    view = GridView()
    qtbot.addWidget(view)
    view.show_grid(table(overview(register.snapshot()), "limits"))
    for order, expected in (
        (Qt.SortOrder.DescendingOrder, ["5 years", "6 months", "70 days"]),
        (Qt.SortOrder.AscendingOrder, ["70 days", "6 months", "5 years"]),
    ):
        view.sortByColumn(1, order)
        model = view.model()
        assert [model.index(row, 1).data() for row in range(model.rowCount())] == expected
