"""A first day: from the welcome page to a document for the authority, with the keys and clicks of a person."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ropa_desktop.law.confirmed import suggested
from ropa_desktop.model.activity import Activity
from ropa_desktop.window.editor.simple_fields import TitleBox
from ropa_desktop.window.main_window import MainWindow
from tests.exchange.pdf_reader import seen
from tests.window.conftest import names

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
DEPARTMENTS = ("HR", "Sales", "Finance", "IT")
# As a spreadsheet puts it on the clipboard: tabs between cells, quotes around what holds a line break.
ROWS = [(f"Procedure {number}", DEPARTMENTS[number % 4]) for number in range(1, 21)]
COPIED = (
    "\r\n".join(["\t".join(ROWS[0]), f'"Procedure\n2"\t{ROWS[1][1]}', *("\t".join(row) for row in ROWS[2:])]) + "\r\n"
)


class Day:
    """The window, and what a person does in it."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        self.qtbot.keyClick(focused, key, modifiers)

    def command(self, key: Qt.Key) -> None:
        """Ctrl and a key, which is let go where the command has led to."""
        focused = QApplication.focusWidget()
        assert focused is not None
        self.qtbot.keyPress(focused, key, CONTROL)

    def type(self, text: str) -> None:
        for character in text:
            focused = QApplication.focusWidget()
            assert focused is not None
            self.qtbot.keyClicks(focused, character)

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible()
        assert widget.isEnabled()
        self.qtbot.mouseClick(widget, LEFT, pos=QPoint(8, 8))

    def button(self, words: str, inside: QWidget) -> QAbstractButton:
        found = [one for one in inside.findChildren(QAbstractButton) if one.text() == words and one.isVisible()]
        assert len(found) == 1, (words, [one.text() for one in inside.findChildren(QAbstractButton)])
        return found[0]

    def answer(self, act: Callable[[QDialog], object], ask: Callable[[], object]) -> None:
        """Do what asks, and what a person does in the dialog that it opens; the dialog must be gone afterwards."""
        seen: list[QWidget] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog) or not dialog.isActiveWindow():
                timer.start()
                return
            seen.append(dialog)
            try:
                act(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()
                    pytest.fail("the dialog stayed open")

        timer = QTimer(self.window, singleShot=True, interval=10)
        timer.timeout.connect(look)
        timer.start()
        ask()
        assert seen
        self.come_back()

    def come_back(self) -> None:
        """To the window from a dialog, and from the progress of long work: the screen that is none gives nobody the
        focus back."""

        def is_back() -> bool:
            if QApplication.activeWindow() is None:
                self.window.activateWindow()
            return self.window.isActiveWindow()

        self.qtbot.waitUntil(is_back)


@pytest.fixture
def day(window: MainWindow, qtbot: QtBot) -> Day:
    return Day(window, qtbot)


def test_a_first_day(
    day: Day, window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = iter([tmp_path / "fjordby.ropa", tmp_path / "record.pdf"])  # where the system's own dialog would send them
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked, **_more: (str(next(files)), ""))

    # A new register: three questions, then straight into the first activity.
    def questions(dialog: QDialog) -> None:
        day.type("Fjordby Regnskap AS")
        day.click(day.button("As &controller, Art. 30(1)", dialog))
        dialog.form.country.setFocus()  # type: ignore[attr-defined]
        day.type("nor")
        day.click(day.button("Choose where it goes …", dialog))

    day.answer(questions, lambda: day.command(Key.Key_N))
    workspace = window.workspace
    register = workspace.register
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), TitleBox))
    assert workspace.messages.sentence.startswith("Name your first activity")
    (keeper,) = register.snapshot().rows("organisation")
    assert (keeper.name, keeper.country) == ("Fjordby Regnskap AS", "NO")

    # The starter library takes the place of the empty first activity.
    def from_library(dialog: QDialog) -> None:
        for words in ("payroll", "newsletter"):
            day.type(words)
            day.press(Key.Key_Down)
            day.press(Key.Key_Space)
        day.click(day.button("Begin with 2 activities", dialog))

    day.answer(from_library, lambda: day.click(day.button("Begin from the library …", workspace.messages)))
    activities = register.snapshot().all(Activity)
    assert len(activities) == 2
    assert {one.id for one in activities} <= suggested(register.snapshot())
    assert register.undo_label() == "Activities suggested from the library: 2"
    assert workspace.editor.record == ("activity", activities[0].id)
    day.click(workspace.editor.proposed.confirm)
    held = suggested(register.snapshot())
    assert [one.id in held for one in activities] == [False, True]

    # An activity of her own.
    day.press(Key.Key_N, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), TitleBox))
    day.type("Member magazine")
    day.press(Key.Key_Tab)
    qtbot.waitUntil(lambda: "Member magazine" in names(workspace))

    # Twenty rows out of a spreadsheet, taken back, and done again.
    table, rows = workspace.list.table, workspace.list.rows
    new_row = rows.index(rows.rowCount() - 1, next(number for number, one in enumerate(rows.columns) if one.name))
    assert rows.is_new(new_row)
    qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(new_row).center())
    assert table.currentIndex() == new_row
    QGuiApplication.clipboard().setText(COPIED)
    day.press(Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: rows.shown == 23)
    assert names(workspace)[3:] == [name for name, _department in ROWS]
    pasted = {one.name: one.department for one in register.snapshot().all(Activity)}
    assert all(pasted[name] == department for name, department in ROWS)
    assert workspace.messages.sentence.startswith("20 processing activities pasted.")
    day.press(Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: rows.shown == 3)
    assert len(register.snapshot().all(Activity)) == 3
    day.press(Key.Key_Y, CONTROL)
    qtbot.waitUntil(lambda: rows.shown == 23)

    # A document for the authority: what is only suggested stays at home.
    def export(dialog: QDialog) -> None:
        day.click(day.button("Save PDF …", dialog))

    day.answer(export, lambda: day.command(Key.Key_E))
    qtbot.waitUntil(lambda: "is written" in workspace.messages.sentence)
    assert workspace.messages.sentence.startswith("record.pdf is written.")
    said = " ".join("\n".join(seen(tmp_path / "record.pdf")).split())
    assert "Fjordby Regnskap AS" in said
    assert all(name in said for name in ("Payroll", "Member magazine", "Procedure 1", "Procedure 20"))
    assert "Newsletter and marketing" not in said

    # Home again, the register stands among the recent ones with its figures.
    day.come_back()
    day.command(Key.Key_W)
    recent = window.welcome.recent.model()
    told = [str(recent.index(0, column).data()) for column in range(recent.columnCount())]
    assert told[0].startswith("Fjordby Regnskap AS")
    assert told[1] == "23", "the one that is only suggested is there, and complete in nothing"
    assert "0 of 23 complete" in told[2]
    assert told[3].startswith("today, ")
