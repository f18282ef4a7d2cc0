"""Steps that fail, within others or by themselves, and what is folded into one."""

from pathlib import Path

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.model.activity import Activity
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import small


def test_a_step_that_fails_within_another_is_taken_back_alone(register: Register) -> None:
    ids = small(register)
    before = register.snapshot().content()
    with register.step("Cleared"):
        with pytest.raises(BadInput):
            edit.delete(register, "organisation", ids.azure)
        edit.set_value(register, "activity", ids.payroll, "note", "kept")
    after = register.snapshot().content()
    assert before.keys() == after.keys()
    assert [key for key in before if before[key] != after[key]] == ["activity"]
    assert register.unsound() is None


def test_a_failure_deep_within_takes_back_what_it_holds(register: Register) -> None:
    def middle() -> None:
        with register.step("Middle"):
            edit.add(register, "activity", name="middle")
            with register.step("Inner"):
                edit.add(register, "activity", name="inner")
            raise ZeroDivisionError

    with register.step("Outer"):
        edit.add(register, "activity", name="outer")
        with pytest.raises(ZeroDivisionError):
            middle()
        edit.add(register, "activity", name="after")
    assert sorted(a.name or "" for a in register.snapshot().all(Activity)) == ["after", "outer"]
    assert len(register.history()) == 1
    register.undo()
    assert register.snapshot().count("activity") == 0


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ZeroDivisionError, GeneratorExit])
def test_whatever_ends_a_step_early_leaves_nothing_and_the_next_works(
    register: Register, error: type[BaseException]
) -> None:
    def break_off() -> None:
        with register.step("Broken off"):
            edit.add(register, "activity", name="A")
            assert register.snapshot().count("activity") == 1
            raise error

    with pytest.raises(error):
        break_off()
    assert register.snapshot().count("activity") == 0
    edit.add(register, "activity", name="B")
    assert register.undo_label() == "Processing activity added"


def test_a_listener_that_fails_leaves_a_step_done_and_the_views_told_nothing_wrong(register: Register) -> None:
    def fail(_done: object) -> None:
        raise ZeroDivisionError

    assert register.snapshot().count("activity") == 0
    register.listeners.insert(0, fail)
    with pytest.raises(ZeroDivisionError):
        edit.add(register, "activity", name="A")
    assert register.snapshot().count("activity") == 1
    register.listeners.remove(fail)
    register.undo()
    assert register.snapshot().count("activity") == 0


def test_a_listener_may_make_a_step(register: Register) -> None:
    activity = edit.add(register, "activity", name="A")
    register.listeners.append(lambda _done: edit.set_value(register, "activity", activity, "note", "heard"))
    edit.set_value(register, "activity", activity, "name", "B")
    assert register.undo_label() == "Note changed in B"


def test_a_fold_that_cancels_out_where_it_was_the_only_revision(register: Register) -> None:
    with register.step("Begun", fold="x"):
        activity = edit.add(register, "activity", name="A")
    with register.step("Begun", fold="x"):
        edit.delete(register, "activity", activity)
    assert register.history() == ()
    assert register.undo() is None
    assert register.snapshot().hash == ""
    edit.add(register, "activity", name="A")
    assert register.unsound() is None


def test_a_fold_that_cancels_out_brings_back_what_could_be_redone(register: Register) -> None:
    activity = edit.add(register, "activity", name="A")
    edit.set_value(register, "activity", activity, "note", "n")
    register.undo()
    edit.set_value(register, "activity", activity, "name", "B")
    assert register.redo_label() == ""
    edit.set_value(register, "activity", activity, "name", "A")
    assert register.redo_label() == "Note changed in A"
    register.redo()
    assert register.snapshot().all(Activity)[0].note == "n"
    assert register.unsound() is None


def test_a_fold_with_an_answer_removed_and_another_given(register: Register) -> None:
    activity = edit.add(register, "activity", name="A")
    edit.set_answer(register, "activity", activity, "department", "none")
    before = register.snapshot().content()
    register.seal()
    with register.step("Many things", fold="x"):
        edit.set_value(register, "activity", activity, "department", "HR")
    with register.step("Many things", fold="x"):
        edit.set_answer(register, "activity", activity, "department", "not_applicable", "small")
    after = register.snapshot().content()
    register.undo()
    assert register.snapshot().content() == before
    register.redo()
    assert register.snapshot().content() == after
    assert register.unsound() is None


def test_a_row_added_changed_and_linked_in_one_fold(register: Register) -> None:
    activity = edit.add(register, "activity", name="A")
    before = register.snapshot().content()
    register.seal()
    with register.step("Begun", fold="x"):
        edit.set_value(register, "activity", activity, "note", "n")
        row = edit.add(register, "purpose", activity_id=activity)
    with register.step("Begun", fold="x"):
        edit.set_value(register, "purpose", row, "description", "P")
        other = edit.add(register, "activity", name="B")
        edit.set_value(register, "activity", activity, "replaced_by_id", other)
    with register.step("Begun", fold="x"):
        edit.set_value(register, "activity", other, "replaced_by_id", activity)
    after = register.snapshot().content()
    assert len(register.history()) == 2
    register.undo()
    assert register.snapshot().content() == before
    register.redo()
    assert register.snapshot().content() == after
    assert register.unsound() is None


def test_typing_right_after_an_undo_is_not_folded(register: Register) -> None:
    activity = edit.add(register, "activity", name="A")
    edit.set_value(register, "activity", activity, "note", "one")
    register.undo()
    edit.set_value(register, "activity", activity, "note", "two")
    edit.set_value(register, "activity", activity, "note", "three")
    register.undo()
    assert register.snapshot().all(Activity)[0].note is None
    assert [r.kind for r in register.history()] == ["edit", "edit", "undo", "edit", "undo"]


def test_typing_is_not_folded_across_reopening(path: Path) -> None:
    with Register.create(path) as register:
        activity = edit.add(register, "activity", name="A")
        edit.set_value(register, "activity", activity, "note", "one")
    with Register.open(path) as register:
        edit.set_value(register, "activity", activity, "note", "two")
        register.undo()
        assert register.snapshot().all(Activity)[0].note == "one"


# -- links ------------------------------------------------------------------------------------------------


def test_records_that_name_each_other_go_and_come_together(register: Register) -> None:
    with register.step("Two"):
        a = edit.add(register, "activity", name="A")
        b = edit.add(register, "activity", name="B", replaced_by_id=a)
        edit.set_value(register, "activity", a, "replaced_by_id", b)
    content = register.snapshot().content()
    for id in (a, b):
        with pytest.raises(BadInput, match="still used"):
            edit.delete(register, "activity", id)
    register.undo()
    register.redo()
    assert register.snapshot().content() == content


def test_a_record_that_names_itself_can_go(register: Register) -> None:
    a = edit.add(register, "activity", name="A")
    edit.set_value(register, "activity", a, "replaced_by_id", a)
    edit.delete(register, "activity", a)
    register.undo()
    assert register.snapshot().count("activity") == 1


def test_an_engagement_whose_transfer_is_replaced_elsewhere_says_so(register: Register) -> None:
    ids = small(register)
    (inherited,) = register.snapshot().rows("transfer")
    edit.add(register, "transfer", activity_id=ids.payroll, replaces_id=inherited.id, country="IN")
    recipient = register.snapshot().rows("recipient")[0]
    edit.set_value(register, "recipient", recipient.id, "engagement_id", None)
    with pytest.raises(BadInput, match="still used elsewhere"):
        edit.delete(register, "engagement", ids.engagement)


def test_links_within_a_duplicate_follow_the_duplicate(register: Register) -> None:
    a = edit.add(register, "activity", name="A")
    edit.set_value(register, "activity", a, "replaced_by_id", a)
    first = edit.add(register, "transfer", activity_id=a, country="US")
    edit.add(register, "transfer", activity_id=a, country="IN", replaces_id=first)
    copy = edit.duplicate(register, "activity", a)
    snapshot = register.snapshot()
    copied = snapshot.get(Activity, copy)
    assert copied is not None
    assert copied.replaced_by_id == copy
    own = {row.country: row for row in snapshot.matching("transfer", "activity_id", copy)}
    assert own["IN"].replaces_id == own["US"].id


def test_a_duplicate_is_in_use_and_a_draft(register: Register) -> None:
    a = edit.add(register, "activity", name="A", status="approved", reviewed_on="2026-01-01", reviewed_by="Head")
    edit.archive(register, "activity", a, "gone")
    id = edit.duplicate(register, "activity", a)
    copy = register.snapshot().get(Activity, id)
    assert copy is not None
    assert (copy.archived_on, copy.archived_because, copy.status) == (None, None, "draft")
    assert copy.reference == "PA-002"


def test_a_duplicated_row_comes_last(register: Register) -> None:
    a = edit.add(register, "activity", name="A")
    rows = [edit.add(register, "purpose", activity_id=a, description=text) for text in "PQ"]
    edit.duplicate(register, "purpose", rows[0])
    assert [(r.description, r.position) for r in register.snapshot().rows("purpose")] == [("P", 0), ("Q", 1), ("P", 2)]


# -- doors ------------------------------------------------------------------------------------------------


def test_an_answer_needs_a_reason_that_says_something(register: Register) -> None:
    activity = edit.add(register, "activity", name="A")
    with pytest.raises(BadInput, match="say why"):
        edit.set_answer(register, "activity", activity, "department", "not_applicable", " \n\u202e ")


def test_what_is_said_of_a_record_that_is_not_there_is_refused(register: Register) -> None:
    with pytest.raises(BadInput):
        edit.add_source(register, "nobody", "name", "Policy")
    with pytest.raises(BadInput):
        edit.set_wording(register, "nobody", "name", "nb", "Navn")
    assert register.history() == ()


def test_a_field_that_a_kind_does_not_have_is_refused(register: Register) -> None:
    activity = edit.add(register, "activity", name="A")
    with pytest.raises(BadInput):
        edit.set_value(register, "activity", activity, "colour", "red")


def test_after_an_event_no_row_is_read_again(register: Register) -> None:
    with register.step("Added"):
        edit.add(register, "organisation", name="Fjordby AS")
    before = register.snapshot()
    register.record_event("Looked at")
    after = register.snapshot()
    assert after.hash != before.hash
    assert after.rows("organisation")[0] is before.rows("organisation")[0]
    assert after.same_as(before)
