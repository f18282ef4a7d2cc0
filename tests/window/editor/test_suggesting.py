"""What is only suggested is marked, said, confirmed and refused where it stands, with keys and clicks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ropa_desktop.law.confirmed import suggested
from ropa_desktop.law.library import items
from ropa_desktop.register import edit, suggestions
from ropa_desktop.window.editor.suggesting import SuggestedRows
from tests.window.editor.conftest import CONTROL, Pane

BOTH = CONTROL | Qt.KeyboardModifier.ShiftModifier
CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def activity(pane: Pane) -> str:
    """Payroll, suggested by the library, open in the pane."""
    (id,) = suggestions.add_from_library(pane.register, [items()["payroll"]], pane.ids["organisation"], "en")
    pane.register.seal()
    pane.ids["activity:suggested"] = id
    pane.open("activity:suggested")
    return id


def held(pane: Pane) -> frozenset[str]:
    return suggested(pane.register.snapshot())


def rows(pane: Pane, name: str) -> SuggestedRows:
    return pane.table(name).proposed


def test_the_head_says_what_it_is_and_what_to_ask(pane: Pane, activity: str) -> None:
    head = pane.editor.proposed
    assert head.isVisible()
    assert head.sentence.text() == "Suggested by the library. It is not handed over until you confirm it."
    for question in items()["payroll"].ask:
        assert question.text("en") in head.asked.text()
    pane.open("activity")
    assert not head.isVisible(), "a record of her own is no suggestion"


def test_confirm_all_is_one_step_that_undo_takes_back(pane: Pane, activity: str) -> None:
    head, steps = pane.editor.proposed, pane.steps()
    head.confirm.setFocus()
    pane.press(Qt.Key.Key_Space)
    assert not suggestions.within(pane.register.snapshot(), activity)
    assert not head.isVisible()
    assert pane.steps() == steps + 1
    pane.register.undo()
    assert activity in held(pane)
    assert head.isVisible()


def test_refusing_the_record_takes_it_away_and_undo_brings_it_back(pane: Pane, activity: str) -> None:
    before = pane.register.snapshot()
    pane.qtbot.mouseClick(pane.editor.proposed.refuse, CLICK)
    assert pane.register.snapshot().find("activity", activity) is None
    assert pane.editor.record is None
    pane.register.undo()
    assert pane.register.snapshot().find("activity", activity) == before.find("activity", activity)


def test_rows_are_marked_and_confirmed_one_after_the_other_by_keyboard(pane: Pane, activity: str) -> None:
    n = len(pane.cells("purposes"))
    assert n >= 2
    assert all(cells[0].endswith("(suggestion)") for cells in pane.cells("purposes"))
    pane.at("purposes", 0, 0)
    for left in range(n - 1, -1, -1):
        pane.press(Qt.Key.Key_Return, BOTH)
        assert sum(cells[0].endswith("(suggestion)") for cells in pane.cells("purposes")) == left
    assert not rows(pane, "purposes").isVisible()
    assert activity not in held(pane), "a confirmed line brings its activity"
    assert "entries are still suggestions" in pane.editor.proposed.sentence.text()
    assert items()["payroll"].ask[0].text("en") in pane.editor.proposed.asked.text(), "the questions stay meanwhile"


def test_a_row_is_refused_with_the_keys_that_remove_one(pane: Pane, activity: str) -> None:
    before = pane.cells("recipients")
    pane.at("recipients", 1, 0)
    pane.press(Qt.Key.Key_Delete, CONTROL)
    assert pane.cells("recipients") == before[:1] + before[2:]
    assert pane.editor.messages.sentence == "1 suggestion refused."
    assert activity in held(pane)
    pane.undo()
    assert pane.cells("recipients") == before


def test_the_rows_of_one_table_are_confirmed_with_the_buttons_below_it(pane: Pane, activity: str) -> None:
    below = rows(pane, "data_lines")
    pane.at("data_lines", 0, 0)
    focused = QApplication.focusWidget()
    first = below.current()
    assert first is not None
    assert first.id in held(pane)
    pane.qtbot.mouseClick(below.confirm, CLICK)
    assert first.id not in held(pane)
    next_one = below.current()
    assert next_one is not None
    assert next_one.id != first.id
    assert focused is not None


def test_the_question_of_a_time_limit_stands_below_the_line_that_has_it(pane: Pane, activity: str) -> None:
    lines = items()["payroll"].lines
    asking = next(place for place, line in enumerate(lines) if line.limit.ask is not None)
    pane.at("data_lines", asking, 0)
    ask = lines[asking].limit.ask
    assert ask is not None
    assert ask.text("en") in rows(pane, "data_lines").sentence.text()
    pane.at("purposes", 0, 0)
    assert items()["payroll"].ask[0].text("en") not in rows(pane, "purposes").sentence.text(), "asked once, at the head"


def test_a_shared_record_that_is_suggested_says_so_too(pane: Pane, activity: str) -> None:
    recipient = pane.register.snapshot().matching("recipient", "activity_id", activity)[0]
    pane.editor.open_record("organisation", recipient.organisation_id)
    assert pane.editor.proposed.isVisible()
    assert pane.editor.proposed.confirm.text() == "Confirm"


def test_her_own_row_is_removed_and_not_refused(pane: Pane, activity: str) -> None:
    edit.add(pane.register, "purpose", activity_id=activity, description="My own")
    pane.register.seal()
    place = next(n for n, cells in enumerate(pane.cells("purposes")) if cells[0] == "My own")
    pane.at("purposes", place, 0)
    pane.press(Qt.Key.Key_Delete, CONTROL)
    assert pane.editor.messages.sentence == "1 entry removed."
