"""What is typed or pasted into a list and cannot be read stays in its cell, until it is mended or taken back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ropa_desktop.register import edit
from ropa_desktop.window.cells import CELL, Remark
from tests.window.test_table_editing import CONTROL, SHIFT, Key, Sheet, sheet, steps

__all__ = ["sheet"]


def test_a_date_that_is_none_stays_in_its_cell_marked_and_unwritten(sheet: Sheet) -> None:
    edit.add(sheet.workspace.register, "impact_assessment", name="Cameras")
    sheet.settle()
    sheet.workspace.navigation.choose("impact_assessment")
    sheet.stand("Cameras", "completed_on")
    sheet.type("31.2.2025", Key.Key_Return)
    assert sheet.workspace.messages.sentence == "31.2.2025: no such date. It is not saved."
    index = sheet.table.model().index(0, 3)
    assert index.data(CELL) == Remark("octagon-alert", "31.2.2025", "missing")
    assert "no such date" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert sheet.records("completed_on", "impact_assessment") == [None]
    sheet.stand("Cameras", "completed_on")
    sheet.press(Key.Key_F2)
    assert sheet.table.cells.open_editor.text() == "31.2.2025"
    sheet.press(Key.Key_A, CONTROL)
    sheet.type("28.2.2025", Key.Key_Return)
    assert sheet.records("completed_on", "impact_assessment") == ["2025-02-28"]
    assert not isinstance(index.data(CELL), Remark)
    assert not sheet.workspace.messages.sentence


def test_undo_takes_back_first_what_could_not_be_read(sheet: Sheet) -> None:
    sheet.workspace.list._arranging._take_columns(["name", "department", "review_due_on"])
    before, dates = steps(sheet), sheet.shown("review_due_on")
    sheet.stand("Payroll", "review_due_on")
    sheet.type("soon", Key.Key_Return)
    sheet.undo()  # the register has no step to undo
    assert sheet.shown("review_due_on") == dates
    assert not sheet.workspace.messages.sentence
    sheet.stand("Payroll", "department")
    sheet.type("Sales", Key.Key_Tab)
    sheet.type("soon", Key.Key_Return)
    sheet.undo()
    assert (sheet.shown("review_due_on"), sheet.shown("department")[0]) == (dates, "Sales")
    sheet.undo()
    assert sheet.shown("department")[0] == "HR"
    assert steps(sheet) == before + 2
    QGuiApplication.clipboard().setText("Sales\t31.2.2025\nIT\t1 March 2025")
    sheet.stand("Payroll", "department")
    sheet.press(Key.Key_V, CONTROL)
    assert sheet.shown("review_due_on")[0] == "31.2.2025"
    sheet.undo()
    assert sheet.shown("review_due_on") == dates, "what was pasted goes as one step"


def test_what_could_not_be_read_among_chips_goes_when_it_is_emptied(sheet: Sheet) -> None:
    sheet.stand("Payroll", "legal_basis")
    before = sheet.shown("legal_basis")[0]
    sheet.type("nonsense", Key.Key_Return)
    assert sheet.shown("legal_basis")[0] == "nonsense"
    count = steps(sheet)
    sheet.stand("Payroll", "legal_basis")
    sheet.press(Key.Key_F2)
    sheet.press(Key.Key_A, CONTROL)
    sheet.type("", Key.Key_Backspace, Key.Key_Return)
    assert sheet.shown("legal_basis")[0] == before
    assert steps(sheet) == count


def test_what_is_pasted_into_many_cells_and_cannot_be_read_is_marked_in_each(sheet: Sheet) -> None:
    sheet.workspace.list._arranging._take_columns(["name", "review_due_on"])
    sheet.stand("Payroll", "review_due_on")
    sheet.press(Key.Key_Down, SHIFT)
    QGuiApplication.clipboard().setText("31.2.2025")
    before = steps(sheet)
    sheet.press(Key.Key_V, CONTROL)
    assert sheet.shown("review_due_on")[:2] == ["31.2.2025", "31.2.2025"]
    assert steps(sheet) == before
    assert sheet.workspace.messages.sentence == "2 cells could not be read and are marked."
    sheet.workspace.messages._buttons[1].click()
    assert "31.2.2025" not in sheet.shown("review_due_on")
    assert steps(sheet) == before
