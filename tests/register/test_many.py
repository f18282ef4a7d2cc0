"""Fields of many records are written as one step, as one by one they would be."""

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.register import edit
from ropa_desktop.register.many import set_many
from ropa_desktop.register.register import Register


def test_many_fields_are_one_step_that_undo_takes_back(register: Register) -> None:
    ids = [edit.add(register, "activity", name=f"Activity {number}") for number in range(3)]
    changes = {id: {"name": f"New {n}", "department": "HR"} for n, id in enumerate(ids)}
    before = len(register.history())
    assert set_many(register, "activity", changes, "{count} cells pasted", count="6") == 6
    assert len(register.history()) == before + 1
    assert register.undo_label() == "6 cells pasted"
    assert [row.name for row in register.snapshot().rows("activity")] == ["New 0", "New 1", "New 2"]
    assert set_many(register, "activity", changes, "{count} cells pasted", count="6") == 0
    assert len(register.history()) == before + 1, "what changes nothing is no step"
    register.undo()
    assert [row.name for row in register.snapshot().rows("activity")] == ["Activity 0", "Activity 1", "Activity 2"]
    assert register.unsound() is None


def test_a_value_takes_the_place_of_its_answer(register: Register) -> None:
    id = edit.add(register, "activity", name="Payroll")
    edit.set_answer(register, "activity", id, "owner", "none")
    set_many(register, "activity", {id: {"department": "HR"}}, "x")
    assert register.snapshot().answer(id, "owner") is not None
    set_many(register, "activity", {id: {"owner": "Head of HR"}}, "x")
    assert register.snapshot().answer(id, "owner") is None


def test_one_value_that_cannot_be_kept_leaves_all_as_it_was(register: Register) -> None:
    id = edit.add(register, "activity", name="Payroll")
    with pytest.raises(BadInput, match="no such date"):
        set_many(register, "activity", {id: {"name": "Wages", "reviewed_on": "31.2.2025"}}, "x")
    with pytest.raises(BadInput, match="no longer there"):
        set_many(register, "activity", {id: {"name": "Wages"}, "gone": {"name": "Wages"}}, "x")
    assert register.snapshot().rows("activity")[0].name == "Payroll"
