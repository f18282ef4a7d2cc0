"""An approved activity whose own content is changed is a draft again, in the same step; the history keeps the rest."""

from collections.abc import Callable

import pytest

from ropa_desktop.register import edit
from ropa_desktop.register.many import set_many
from ropa_desktop.register.register import Register
from ropa_desktop.register.reviewing import review


@pytest.fixture
def approved(register: Register) -> str:
    keeper = edit.add(register, "organisation", name="X", record_kept="yes")
    activity = edit.add(register, "activity", name="A", keeper_id=keeper)
    edit.add(register, "purpose", activity_id=activity, description="P")
    edit.set_answer(register, "activity", activity, "systems", "none")
    edit.set_value(register, "activity", activity, "status", "approved")
    register.seal()
    return activity


def status(register: Register, activity: str) -> str | None:
    return register.snapshot().find("activity", activity).status  # type: ignore[union-attr, no-any-return]


def purpose(register: Register) -> str:
    return str(register.snapshot().rows("purpose")[0].id)


CHANGES: dict[str, Callable[[Register, str], object]] = {
    "a field": lambda register, id: edit.set_value(register, "activity", id, "name", "B"),
    "a row": lambda register, id: edit.set_value(register, "purpose", purpose(register), "description", "Q"),
    "a row added": lambda register, id: edit.add(register, "purpose", activity_id=id, description="R"),
    "a row removed": lambda register, id: edit.remove(register, "purpose", purpose(register)),
    "an answer": lambda register, id: edit.set_answer(register, "activity", id, "recipients", "none"),
    "an answer taken back": lambda register, id: edit.set_answer(register, "activity", id, "systems", None),
    "many fields": lambda register, id: set_many(register, "activity", {id: {"department": "HR"}}, "Changed"),
    "many rows": lambda register, id: set_many(
        register, "purpose", {purpose(register): {"description": "S"}}, "Changed"
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_its_content_takes_the_approval_back_and_undo_gives_it_again(
    register: Register, approved: str, change: Callable[[Register, str], object]
) -> None:
    steps = len(register.history())
    change(register, approved)
    assert status(register, approved) == "draft"
    assert len(register.history()) == steps + 1
    register.undo()
    assert status(register, approved) == "approved"


BESIDE: dict[str, Callable[[Register, str], object]] = {
    "the same value": lambda register, id: edit.set_value(register, "activity", id, "name", "A"),
    "an answer that was never given": lambda register, id: edit.set_answer(
        register, "activity", id, "recipients", None
    ),
    "the same answer": lambda register, id: edit.set_answer(register, "activity", id, "systems", "none"),
    "a note": lambda register, id: edit.set_value(register, "activity", id, "note", "To be looked at"),
    "a review": lambda register, id: review(register, [id], "Ida", "2026-11-22", "Fine", "2027-11-22"),
    "archiving": lambda register, id: edit.archive(register, "activity", id, "Ended"),
    "many notes": lambda register, id: set_many(register, "activity", {id: {"note": "N"}}, "Changed"),
    "a linked record": lambda register, id: edit.set_value(
        register, "organisation", register.snapshot().rows("organisation")[0].id, "phone", "22 33 44 55"
    ),
    "what is said with it": lambda register, id: edit.set_values(
        register, "activity", id, {"name": "B", "status": "approved"}
    ),
}


@pytest.mark.parametrize("change", BESIDE.values(), ids=BESIDE)
def test_what_is_no_change_of_its_content_leaves_it_approved(
    register: Register, approved: str, change: Callable[[Register, str], object]
) -> None:
    change(register, approved)
    assert status(register, approved) == "approved"
