"""Very many cells are copied and cut beside the window, and come to the same as a few."""

import pytest
from PySide6.QtGui import QGuiApplication

from tests.window.test_table_editing import CONTROL, SHIFT, Key, Sheet, sheet

__all__ = ["sheet"]


@pytest.mark.qt_log_ignore("Keyboard event not accepted|This plugin does not support")  # the window takes no input then
def test_many_cells_are_copied_and_cut_beside_the_window(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    clipboard, before = QGuiApplication.clipboard(), sheet.records("department")

    def select() -> None:
        sheet.stand("Payroll", "name")
        sheet.press(Key.Key_Down, SHIFT)
        sheet.press(Key.Key_Right, SHIFT)

    select()
    sheet.press(Key.Key_C, CONTROL)
    copied = clipboard.text()
    assert copied == "Payroll\tHR\nNewsletter\tSales"
    monkeypatch.setattr("ropa_desktop.window.grid.doing.MANY", 3)
    for key in (Key.Key_C, Key.Key_X):
        clipboard.setText("before")
        select()
        sheet.press(key, CONTROL)
        assert not sheet.window.isEnabled(), "until it is done"
        sheet.qtbot.waitUntil(lambda: clipboard.text() == copied)
        sheet.qtbot.waitUntil(sheet.window.isEnabled)
    sheet.qtbot.waitUntil(lambda: sheet.records("name")[:2] == [None, None])
    assert sheet.records("department")[:2] == [None, None]
    sheet.qtbot.waitUntil(sheet.window.isEnabled)
    sheet.undo()
    sheet.qtbot.waitUntil(lambda: sheet.records("department") == before)
