"""Answers in place of a value: given with Ctrl+J, shown in words, taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QRadioButton

from ropa_desktop.window.cells import Answered, Text, Unknown
from ropa_desktop.window.editor.answering import AnswerPanel
from ropa_desktop.window.panel import Links
from tests.window.editor.conftest import CONTROL, Pane


def panel(pane: Pane) -> AnswerPanel:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, AnswerPanel) and w.isVisible()]
    assert len(found) == 1
    return found[0]


def choose(pane: Pane, words: str) -> None:
    choice = next(b for b in panel(pane).findChildren(QRadioButton) if b.text() == words)
    pane.qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)


def test_a_field_is_answered_with_a_reason_and_the_answer_taken_back(pane: Pane) -> None:
    pane.open("activity")
    box = pane.focus("owner")
    pane.press(Qt.Key.Key_J, CONTROL)
    choose(pane, "Does not apply, because …")
    pane.qtbot.keyClicks(panel(pane).reason, "the board answers for it")
    pane.qtbot.mouseClick(panel(pane).answer, Qt.MouseButton.LeftButton)
    answer = pane.register.snapshot().answer(pane.ids["activity"], "owner")
    assert answer is not None
    assert (answer.state, answer.reason) == ("not_applicable", "the board answers for it")
    assert box.accessibleDescription() == "does not apply: the board answers for it"
    pane.focus("owner")
    pane.press(Qt.Key.Key_J, CONTROL)
    pane.qtbot.mouseClick(panel(pane).back, Qt.MouseButton.LeftButton)
    assert pane.register.snapshot().answer(pane.ids["activity"], "owner") is None


def test_an_answer_without_its_reason_is_asked_for(pane: Pane) -> None:
    pane.open("activity")
    pane.focus("owner")
    pane.press(Qt.Key.Key_J, CONTROL)
    choose(pane, "Does not apply, because …")
    pane.qtbot.mouseClick(panel(pane).answer, Qt.MouseButton.LeftButton)
    assert pane.register.snapshot().answer(pane.ids["activity"], "owner") is None
    assert panel(pane).reason.hasFocus()
    panel(pane).close()


def test_an_answer_takes_the_place_of_a_value_and_a_value_that_of_an_answer(pane: Pane) -> None:
    pane.open("activity")
    pane.focus("department")
    pane.press(Qt.Key.Key_J, CONTROL)
    pane.qtbot.mouseClick(panel(pane).answer, Qt.MouseButton.LeftButton)  # None, the first
    assert pane.value("activity", "department") is None
    assert pane.field("department").text() == ""
    assert pane.register.snapshot().answer(pane.ids["activity"], "department") is not None
    pane.type("department", "HR")
    pane.leave()
    assert pane.value("activity", "department") == "HR"
    assert pane.register.snapshot().answer(pane.ids["activity"], "department") is None
    pane.undo()
    assert pane.register.snapshot().answer(pane.ids["activity"], "department") is not None
    assert isinstance(pane.editor.form.bindings["department"].mark.state, Answered)  # type: ignore[union-attr]


def test_a_field_that_admits_no_answer_asks_for_none(pane: Pane) -> None:
    pane.open("activity")
    pane.focus("name")
    pane.press(Qt.Key.Key_J, CONTROL)
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, AnswerPanel) and w.isVisible()]


def test_a_relation_without_rows_is_answered_none_and_taken_back(pane: Pane) -> None:
    pane.open("activity:empty")
    table = pane.table("recipients")
    assert table.empty.accessibleName() == "unknown"
    table.empty._links.linkActivated.emit("none")
    assert table.empty.accessibleName() == "none"
    assert pane.register.snapshot().answer(pane.ids["activity:empty"], "recipients") is not None
    table.empty._links.linkActivated.emit("back")
    assert table.empty.accessibleName() == "unknown"


def test_by_keyboard_alone_a_relation_without_rows_is_answered(pane: Pane) -> None:
    pane.open("activity:empty")
    table = pane.table("measures")
    table.head.more.setFocus()
    pane.press(Qt.Key.Key_Tab)
    links = QApplication.focusWidget()
    assert isinstance(links, Links)
    assert links.selectedText() == "Add", "Enter would follow it"
    pane.press(Qt.Key.Key_Tab)
    assert links.selectedText() == "Not possible to state, because …"
    pane.press(Qt.Key.Key_Return)
    QApplication.processEvents()
    asked = panel(pane)
    pane.press(Qt.Key.Key_Return)
    assert asked.isVisible(), "the reason is missing"
    pane.qtbot.keyClicks(QApplication.focusWidget(), "The supplier keeps the list")
    pane.press(Qt.Key.Key_Return)
    assert table.empty.accessibleName() == "not possible to state: The supplier keeps the list"


def test_a_cell_of_a_child_table_is_answered(pane: Pane) -> None:
    pane.open("activity")
    pane.at("purposes", 0, 2)
    pane.press(Qt.Key.Key_J, CONTROL)
    choose(pane, "Does not apply, because …")
    pane.qtbot.keyClicks(panel(pane).reason, "a contract")
    pane.qtbot.keyClick(panel(pane).reason, Qt.Key.Key_Return)
    assert pane.cells("purposes")[0][2] == "does not apply: a contract"


def test_a_gap_is_dashed_only_where_article_30_asks(pane: Pane) -> None:
    pane.open("organisation")
    bindings = pane.editor.form.bindings  # type: ignore[union-attr]
    assert isinstance(bindings["address"].mark.state, Unknown)
    assert not isinstance(bindings["website"].mark.state, Unknown)
    pane.open("organisation:nav")  # its record is not kept here
    assert not isinstance(bindings["address"].mark.state, Unknown)


@pytest.mark.parametrize(
    ("key", "name"), [("activity", "occasional"), ("activity", "likely_risk"), ("organisation", "persons_employed")]
)
def test_what_only_the_exemption_asks_for_is_no_gap(pane: Pane, key: str, name: str) -> None:
    pane.open(key)
    assert pane.editor.form is not None
    assert pane.editor.form.bindings[name].mark.state == Text()
