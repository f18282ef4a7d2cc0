"""The editor speaks the language of the window, at once; of a read-only register everything can be read."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from ropa_desktop.window.editor.child_table import ChildTable
from ropa_desktop.window.qt_translator import speak
from tests.window.editor.conftest import Pane


def test_titles_values_and_dates_follow_the_language(pane: Pane) -> None:
    pane.open("activity")
    pane.type("started_on", "2020-07-16")
    pane.leave()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    speak(application, "nb")
    application.processEvents()
    assert pane.field("status").text() == "Utkast"
    assert pane.field("started_on").text() == "16. juli 2020"
    assert pane.field("department").accessibleName() == "Avdeling"
    assert "Utkast" in pane.editor._meta.text()
    speak(application, "en")
    application.processEvents()
    assert pane.field("status").text() == "Draft"
    assert pane.field("department").accessibleName() == "Department"
    assert pane.value("activity", "started_on") == "2020-07-16"


def test_typing_that_is_not_written_survives_a_change_of_language(pane: Pane) -> None:
    pane.open("activity")
    box = pane.type("department", "Sal")
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    speak(application, "nb")
    application.processEvents()
    assert box.text() == "Sal"


def test_a_register_open_for_reading_is_readable_and_nothing_else(make_pane: Callable[..., Pane]) -> None:
    pane = make_pane(read_only=True)
    pane.open("activity")
    box = pane.field("department")
    assert box.text() == "HR"
    box.setFocus()
    pane.qtbot.keyClicks(box, "Sales")
    assert box.text() == "HR"
    assert pane.editor.form is not None
    for widget in pane.editor.form.widget.findChildren(QLineEdit):
        assert widget.isReadOnly(), widget.objectName()
    for text in pane.editor.form.widget.findChildren(QPlainTextEdit):
        assert text.isReadOnly(), text.objectName()
    for table in pane.editor.form.widget.findChildren(ChildTable):
        assert table.head.add.isHidden()
    pane.at("purposes", 0, 0)
    pane.press(Qt.Key.Key_F2)
    pane.press(Qt.Key.Key_Delete)
    pane.press(Qt.Key.Key_Return)  # reading goes on in the row's own form
    assert pane.editor.record == ("purpose", pane.ids["purpose"])
    assert pane.value("purpose", "description") == "Pay salaries"
