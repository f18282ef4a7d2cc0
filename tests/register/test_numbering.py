"""The next reference is above all that ever were, whoever gave them and however, and none is skipped."""

import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.register.replacing import apply_replacements, replacements


def added(register: Register) -> str:
    """The reference of a new activity."""
    id = edit.add(register, "activity", name="x")
    return str(register.snapshot().find("activity", id).reference)  # type: ignore[union-attr]


@pytest.mark.parametrize("asked_before", [True, False])
@pytest.mark.parametrize("how", ["typed", "deleted", "changed", "imported", "replaced", "undone", "in one step"])
def test_no_reference_is_given_twice(path: Path, how: str, asked_before: bool) -> None:
    with Register.create(path) as register:
        id = edit.add(register, "activity", name="First")
        if asked_before:
            assert edit.next_reference(register, "activity") == "PA-002"
        if how == "in one step":
            with register.step("Several"):
                edit.set_value(register, "activity", id, "reference", "PA-007")
                assert edit.next_reference(register, "activity") == "PA-008"
        elif how == "imported":
            edit.add_all(register, "activity", [{"id": "b", "name": "y", "reference": "PA-007"}])
        elif how == "replaced":
            apply_replacements(register, replacements(register.snapshot(), "001", "007", "activity", "reference"))
        else:
            edit.set_value(register, "activity", id, "reference", "PA-007")
        register.seal()
        if how == "deleted":
            edit.delete(register, "activity", id)
        elif how == "changed":
            edit.set_value(register, "activity", id, "reference", "Payroll 1")
        elif how == "undone":
            register.undo()
        if asked_before:
            assert added(register) == "PA-008"
    with Register.open(path) as register:
        assert added(register) == ("PA-009" if asked_before else "PA-008")


def test_one_that_was_typed_on_counts_as_it_stands_in_the_end(register: Register) -> None:
    id = edit.add(register, "activity", name="x")
    for reference in ("PA-5", "PA-50", "PA-500"):
        edit.set_value(register, "activity", id, "reference", reference)
        assert edit.next_reference(register, "activity") == f"PA-{int(reference[3:]) + 1:03d}"


def test_what_was_taken_back_before_its_end_gave_out_nothing(register: Register) -> None:
    assert added(register) == "PA-001"
    with suppress(BadInput), register.step("Fails"):
        edit.add(register, "activity", name="y")
        edit.set_value(register, "activity", "nobody", "name", "z")
    assert added(register) == "PA-002"
    with register.step("Fails in part"):
        edit.add(register, "activity", name="y")
        with suppress(BadInput), register.step("Within"):
            edit.add(register, "activity", name="y")
            edit.set_value(register, "activity", "nobody", "name", "z")
        assert edit.next_reference(register, "activity") == "PA-004"
    assert added(register) == "PA-004"


def test_what_another_program_gave_out_meanwhile_counts(path: Path) -> None:
    with Register.create(path) as register:
        assert added(register) == "PA-001"
        raw = sqlite3.connect(path)
        raw.execute("UPDATE activity SET reference = 'PA-041'")
        raw.commit()
        raw.close()
        assert added(register) == "PA-042"


def test_only_the_kind_s_own_form_counts(register: Register) -> None:
    edit.add(register, "activity", name="x", reference="PA-99 old")
    edit.add(register, "activity", name="x", reference="PA-12345678901")
    edit.add(register, "system", name="x", reference="PA-77")
    assert added(register) == "PA-001"
