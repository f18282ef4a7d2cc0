"""Whoever changes what was approved is told that it is a draft again."""

from PySide6.QtWidgets import QLineEdit

from ropa_desktop.register import edit
from tests.window.test_table_editing import CONTROL, Key, Sheet, sheet

__all__ = ["sheet"]


def test_typing_into_an_approved_activity_makes_it_a_draft_and_says_so(sheet: Sheet) -> None:
    workspace, register = sheet.workspace, sheet.workspace.register
    sheet.stand("Payroll", "name")
    payroll = workspace.list.current_id()
    workspace.open_beside(payroll)
    edit.set_value(register, "activity", payroll, "status", "approved")
    sheet.settle()
    assert workspace.editor.form is not None
    status = workspace.editor.form.bindings["status"].widget
    assert isinstance(status, QLineEdit)
    assert status.text() == "Approved"
    sheet.stand("Payroll", "department")
    sheet.type("Finance", Key.Key_Return)
    sheet.settle()
    workspace.open_beside(payroll)
    assert status.text() == "Draft"
    assert workspace.messages.sentence == "“Payroll” is a draft again: what was approved has been changed."
    sheet.press(Key.Key_Z, CONTROL)
    sheet.settle()
    assert (status.text(), sheet.shown("department")[0]) == ("Approved", "HR")
    edit.set_value(register, "activity", payroll, "status", "draft")
    assert "is a draft again" not in workspace.messages.sentence, "she said so herself"
