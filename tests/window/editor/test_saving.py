"""Written as typed, folded while the same field is edited, undone with Ctrl+Z in every kind of field."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ropa_desktop.errors import CannotWrite
from tests.window.editor.conftest import CONTROL, Pane

# A field for every class of widget: what is typed, what is then in the register, what was there before.
CLASSES = [
    ("activity", "department", "Sales", "Sales", "HR"),
    ("activity", "name", "Wages", "Wages", "Payroll"),
    ("activity", "description", "Monthly.", "Monthly.", None),
    ("activity", "status", "Approved", "approved", "draft"),
    ("activity", "started_on", "16/7/2020", "2020-07-16", None),
    ("retention_rule", "amount", "7", 7, 5),
    ("activity", "keeper_id", "Nordlys Lønn AS", "organisation:nordlys", "organisation"),
]


@pytest.mark.parametrize(("key", "field", "typed", "written", "before"), CLASSES)
def test_what_was_typed_is_written_when_the_field_is_left(
    pane: Pane, key: str, field: str, typed: str, written: object, before: object
) -> None:
    pane.open(key)
    pane.type(field, typed)
    assert _same(pane, key, field, before)
    pane.leave()
    assert _same(pane, key, field, written)


@pytest.mark.parametrize(("key", "field", "typed", "written", "before"), CLASSES)
def test_ctrl_z_takes_back_typing_first_then_the_step(
    pane: Pane, key: str, field: str, typed: str, written: object, before: object
) -> None:
    pane.open(key)
    shown = _text(pane, field)
    pane.type(field, typed)
    for _key in range(3):  # Qt takes typing back in runs
        pane.undo()
        if _text(pane, field) == shown:
            break
    assert _text(pane, field) == shown
    assert _same(pane, key, field, before)
    pane.type(field, typed)
    pane.leave()
    assert _same(pane, key, field, written)
    pane.focus(field)
    pane.undo()
    assert _same(pane, key, field, before)
    assert _text(pane, field) == shown
    assert pane.field(field).hasFocus()
    pane.press(Qt.Key.Key_Y, CONTROL)
    assert _same(pane, key, field, written)


@pytest.mark.parametrize(("key", "field", "typed", "written", "before"), CLASSES)
def test_once_written_a_focused_field_lets_ctrl_z_through(
    pane: Pane, key: str, field: str, typed: str, written: object, before: object
) -> None:
    pane.open(key)
    pane.type(field, typed)
    pane.editor.commit()
    assert _same(pane, key, field, written)
    assert pane.field(field).hasFocus()
    pane.undo()
    assert _same(pane, key, field, before)


def test_a_pause_writes_and_leaves_cursor_and_typing_alone(pane: Pane) -> None:
    pane.open("activity")
    box = pane.type("department", "Human resources ")
    pane.qtbot.waitUntil(lambda: pane.value("activity", "department") == "Human resources")
    assert box.text() == "Human resources "
    assert box.cursorPosition() == len("Human resources ")
    pane.qtbot.keyClicks(box, "and payroll")
    pane.leave()
    assert pane.value("activity", "department") == "Human resources and payroll"


def test_a_pause_writes_text_of_several_lines(pane: Pane) -> None:
    pane.open("activity")
    box = pane.type("description", "One")
    pane.qtbot.keyClick(box, Qt.Key.Key_Return)
    pane.qtbot.keyClicks(box, "Two")
    pane.qtbot.waitUntil(lambda: pane.value("activity", "description") == "One\nTwo")
    assert box.textCursor().position() == 7


def test_pauses_in_one_field_are_one_step_and_leaving_begins_another(pane: Pane) -> None:
    pane.open("activity")
    before = pane.steps()
    box = pane.type("department", "Hum")
    pane.editor.form.bindings["department"].commit(leaving=False)  # type: ignore[union-attr]
    pane.qtbot.keyClicks(box, "an")
    pane.editor.form.bindings["department"].commit(leaving=False)  # type: ignore[union-attr]
    assert pane.steps() == before + 1
    pane.leave()
    pane.type("department", "HR")
    pane.leave()
    assert pane.steps() == before + 2
    pane.undo()
    assert pane.value("activity", "department") == "Human"
    pane.undo()
    assert pane.value("activity", "department") == "HR"


def test_escape_leaves_a_field_as_it_was(pane: Pane) -> None:
    pane.open("activity")
    pane.type("department", "Sal")
    pane.press(Qt.Key.Key_Escape)
    assert _text(pane, "department") == "HR"
    pane.leave()
    assert pane.value("activity", "department") == "HR"


def test_opening_another_record_writes_what_was_typed(pane: Pane) -> None:
    pane.open("activity")
    pane.type("department", "Sales")
    pane.open("activity:empty")
    assert pane.value("activity", "department") == "Sales"
    assert pane.value("activity:empty", "department") is None
    assert _text(pane, "department") == ""


def test_emptying_a_field_makes_it_unknown(pane: Pane) -> None:
    pane.open("activity")
    pane.type("department", "")
    pane.leave()
    assert pane.value("activity", "department") is None


def test_a_record_taken_back_by_undo_leaves_the_pane(pane: Pane) -> None:
    from ropa_desktop.register import edit

    id = edit.add(pane.register, "system", name="Gone")
    pane.editor.open_record("system", id)
    pane.register.undo()
    assert pane.editor.record is None
    focused = QApplication.focusWidget()
    assert focused is None or not pane.editor.isAncestorOf(focused)


def test_what_the_disk_refuses_stays_in_the_field_and_is_said(pane: Pane, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object, **_more: object) -> None:
        raise CannotWrite("The disk is full.")

    pane.open("activity")
    monkeypatch.setattr(pane.register, "step", full)
    box = pane.type("department", "Sales")
    pane.leave()
    assert box.text() == "Sales"
    assert pane.editor.messages.sentence == "The disk is full."
    monkeypatch.undo()
    pane.editor.commit()
    assert pane.value("activity", "department") == "Sales"


def _text(pane: Pane, field: str) -> str:
    widget = pane.field(field)
    return widget.toPlainText() if hasattr(widget, "toPlainText") else widget.text()


def _same(pane: Pane, key: str, field: str, wanted: object) -> bool:
    """Whether the register holds the value; records are wanted by the name that the tests have for them."""
    if field.endswith("_id"):
        wanted = pane.ids[str(wanted)]
    return bool(pane.value(key, field) == wanted)
