"""Every operation is one step that can be taken back, and says only what was said."""

from datetime import date

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.model.activity import Activity, Purpose, Recipient
from ropa_desktop.model.organisation import Contact, Organisation
from ropa_desktop.model.record import new_id
from ropa_desktop.model.statements import Answer, Source, Wording
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.register.revision import Change, changes_of


def named(register: Register, name: str = "Payroll") -> str:
    return edit.add(register, "activity", name=name)


def test_a_new_entry_is_given_the_next_reference_and_a_row_the_last_place(register: Register) -> None:
    first, second = named(register), named(register)
    for text in ("Pay salaries", "Report tax"):
        edit.add(register, "purpose", activity_id=first, description=text)
    snapshot = register.snapshot()
    assert [a.reference for a in snapshot.all(Activity)] == ["PA-001", "PA-002"]
    assert [(p.description, p.position) for p in snapshot.where(Purpose, "activity_id", first)] == [
        ("Pay salaries", 0),
        ("Report tax", 1),
    ]
    assert second != first


def test_a_reference_is_never_given_out_twice(register: Register) -> None:
    named(register)
    edit.delete(register, "activity", named(register))
    named(register)
    assert [a.reference for a in register.snapshot().all(Activity)] == ["PA-001", "PA-003"]


def test_a_value_that_is_there_already_makes_no_revision(register: Register) -> None:
    activity = named(register)
    before = register.history()
    edit.set_value(register, "activity", activity, "name", " Payroll\n")
    assert register.history() == before


def test_typing_in_one_field_is_one_revision_until_the_field_is_left(register: Register) -> None:
    activity = named(register)
    count = len(register.history())
    for text in ("Payroll a", "Payroll an", "Payroll and tax"):
        edit.set_value(register, "activity", activity, "name", text)
    assert len(register.history()) == count + 1
    newest = register.history()[-1]
    assert changes_of(register.connection, newest.id) == (
        Change("activity", activity, {"name": "Payroll"}, {"name": "Payroll and tax"}),
    )
    register.seal()
    edit.set_value(register, "activity", activity, "name", "Payroll, tax")
    assert len(register.history()) == count + 2
    register.undo()
    assert register.snapshot().all(Activity)[0].name == "Payroll and tax"
    register.undo()
    assert register.snapshot().all(Activity)[0].name == "Payroll"
    assert register.unsound() is None


def test_typing_that_ends_where_it_began_leaves_no_revision(register: Register) -> None:
    activity = named(register)
    before = register.history()
    for text in ("Payrol", "Payroll"):
        edit.set_value(register, "activity", activity, "name", text)
    assert register.history() == before
    assert register.undo_label() == "Processing activity added"


def test_another_field_or_an_undo_ends_the_folding(register: Register) -> None:
    activity = named(register)
    edit.set_value(register, "activity", activity, "name", "A")
    edit.set_value(register, "activity", activity, "department", "HR")
    edit.set_value(register, "activity", activity, "name", "B")
    assert [r.arguments.get("field") for r in register.history()[1:]] == ["Name", "Department", "Name"]
    register.undo()
    edit.set_value(register, "activity", activity, "name", "C")
    register.undo()
    assert register.snapshot().all(Activity)[0].name == "A"


def test_unknown_is_null_and_there_is_no_empty_text(register: Register) -> None:
    activity = named(register)
    edit.set_value(register, "activity", activity, "department", "  \n ")
    assert register.snapshot().all(Activity)[0].department is None


def test_an_answer_takes_the_place_of_a_value_and_a_value_that_of_an_answer(register: Register) -> None:
    activity = named(register)
    edit.set_value(register, "activity", activity, "department", "HR")
    edit.set_answer(register, "activity", activity, "department", "not_applicable", "one-person firm")
    snapshot = register.snapshot()
    answer = snapshot.answer(activity, "department")
    assert snapshot.all(Activity)[0].department is None
    assert answer is not None
    assert (answer.state, answer.reason) == ("not_applicable", "one-person firm")
    edit.set_value(register, "activity", activity, "department", "HR")
    assert register.snapshot().answer(activity, "department") is None
    register.undo()
    assert register.snapshot().answer(activity, "department") == answer


def test_rows_take_the_place_of_an_answer_for_their_relation(register: Register) -> None:
    activity = named(register)
    edit.set_answer(register, "activity", activity, "recipients", "none")
    edit.add(register, "recipient", activity_id=activity)
    assert register.snapshot().answer(activity, "recipients") is None
    with pytest.raises(BadInput, match="Remove them before"):
        edit.set_answer(register, "activity", activity, "recipients", "none")


def test_only_the_contact_of_the_role_takes_the_place_of_its_answer(register: Register) -> None:
    organisation = edit.add(register, "organisation", name="Fjordby AS")
    edit.set_answer(register, "organisation", organisation, "dpo", "not_applicable", "Art. 37(1) is not met")
    edit.add(register, "contact", organisation_id=organisation, role="general", name="Post")
    assert register.snapshot().answer(organisation, "dpo") is not None
    edit.add(register, "contact", organisation_id=organisation, role="dpo", name="Ingrid Vik")
    assert register.snapshot().answer(organisation, "dpo") is None


@pytest.mark.parametrize(
    ("field", "state", "reason", "message"),
    [
        ("purposes", "none", None, "cannot be answered so"),
        ("recipients", "not_possible", "unclear", "cannot be answered so"),
        ("joint_controllers", "not_applicable", None, "say why"),
        ("nonsense", "none", None, "no field called"),
    ],
)
def test_an_answer_the_law_does_not_allow_is_refused(
    register: Register, field: str, state: str, reason: str | None, message: str
) -> None:
    activity = named(register)
    before = register.history()
    with pytest.raises(BadInput, match=message):
        edit.set_answer(register, "activity", activity, field, state, reason)
    assert register.history() == before


def test_deleting_takes_rows_answers_sources_and_wordings_along_and_undo_brings_all_back(register: Register) -> None:
    activity = named(register)
    purpose = edit.add(register, "purpose", activity_id=activity, description="Pay salaries")
    edit.add_source(register, purpose, "description", "Handbook", "p. 3", "we pay")
    edit.set_wording(register, purpose, "description", "nb", "Utbetale lønn")
    edit.set_answer(register, "activity", activity, "recipients", "none")
    before = register.snapshot()
    edit.delete(register, "activity", activity)
    after = register.snapshot()
    assert [after.count(m.__tablename__) for m in (Activity, Purpose, Answer, Source, Wording)] == [0, 0, 0, 0, 0]
    register.undo()
    assert register.snapshot().same_as(before)


def test_what_is_used_elsewhere_is_not_deleted(register: Register) -> None:
    organisation = edit.add(register, "organisation", name="Nordlys Lønn AS")
    edit.add(register, "recipient", activity_id=named(register), organisation_id=organisation)
    before = register.snapshot()
    with pytest.raises(BadInput, match=r"Nordlys Lønn AS is still used elsewhere\. Archive it"):
        edit.delete(register, "organisation", organisation)
    assert register.snapshot().same_as(before)


def test_archiving_keeps_the_record_with_day_and_reason_in_one_step(register: Register) -> None:
    activity = named(register)
    edit.archive(register, "activity", activity, "System retired", "2026-11-21")
    shown = register.snapshot().all(Activity)[0]
    assert (shown.archived_on, shown.archived_because) == ("2026-11-21", "System retired")
    assert register.undo_label() == "Payroll archived"
    register.undo()
    assert register.snapshot().all(Activity)[0].archived_on is None


def test_a_duplicate_has_its_own_rows_and_statements(register: Register) -> None:
    activity = named(register)
    organisation = edit.add(register, "organisation", name="NAV")
    edit.add(register, "recipient", activity_id=activity, organisation_id=organisation, declared_role="authority")
    edit.set_answer(register, "activity", activity, "transfers", "none")
    copy = edit.duplicate(register, "activity", activity)
    snapshot = register.snapshot()
    assert [a.reference for a in snapshot.all(Activity)] == ["PA-001", "PA-002"]
    (original,) = snapshot.where(Recipient, "activity_id", activity)
    (copied,) = snapshot.where(Recipient, "activity_id", copy)
    assert (copied.organisation_id, copied.declared_role) == (organisation, "authority")
    assert copied.id != original.id
    assert snapshot.answer(copy, "transfers") is not None
    edit.delete(register, "recipient", copied.id)
    assert len(register.snapshot().where(Recipient, "activity_id", activity)) == 1


def test_a_duplicate_was_recorded_today_and_never_reviewed(register: Register) -> None:
    activity = named(register)
    said = {"recorded_on": "2019-05-02", "reviewed_on": "2024-01-15", "reviewed_by": "Ingrid Vik", "status": "approved"}
    edit.set_values(register, "activity", activity, said)
    copied = edit.duplicate(register, "activity", activity)
    copy = register.snapshot().get(Activity, copied)
    assert copy is not None
    assert (copy.recorded_on, copy.reviewed_on, copy.reviewed_by) == (date.today().isoformat(), None, None)
    assert copy.status == "draft"
    original = register.snapshot().get(Activity, activity)
    assert original is not None
    assert (original.recorded_on, original.reviewed_on) == ("2019-05-02", "2024-01-15")
    silent = edit.add(register, "activity", name="Newsletter")
    copied = edit.duplicate(register, "activity", silent)
    again = register.snapshot().get(Activity, copied)
    assert again is not None
    assert again.recorded_on is None, "what nobody says of the original is not made up for the copy"


def test_a_row_belongs_to_exactly_one_record(register: Register) -> None:
    with pytest.raises(BadInput, match="exactly one record"):
        edit.add(register, "transfer", country="US")
    activity = named(register)
    engagement = edit.add(register, "engagement", service="Hosting")
    with pytest.raises(BadInput, match="exactly one record"):
        edit.add(register, "transfer", activity_id=activity, engagement_id=engagement)


def test_a_link_to_nothing_is_refused_and_leaves_nothing(register: Register) -> None:
    before = register.snapshot()
    with pytest.raises(BadInput, match="refers to a record that is not there"):
        edit.add(register, "activity", keeper_id="no such id")
    assert register.snapshot().same_as(before)
    assert register.unsound() is None


def test_a_field_may_lead_to_what_comes_later_in_its_step_and_to_nothing_by_itself(register: Register) -> None:
    activity, keeper = edit.add(register, "activity", name="A"), new_id()
    with register.step("Both"):
        edit.set_value(register, "activity", activity, "keeper_id", keeper)
        edit.add_all(register, "organisation", [{"id": keeper, "name": "Fjordby AS"}])
    before = register.snapshot()
    for _time in range(2):
        with pytest.raises(BadInput, match="refers to a record that is not there"):
            edit.set_value(register, "activity", activity, "keeper_id", "no such id")
        with pytest.raises(BadInput, match="refers to a record that is not there"), register.step("Led to nothing"):
            edit.set_value(register, "activity", activity, "keeper_id", "no such id")
    assert register.snapshot().same_as(before)
    assert register.unsound() is None


def test_a_step_that_fails_leaves_nothing_of_itself(register: Register) -> None:
    before, history = register.snapshot(), register.history()

    def failing() -> None:
        with register.step("Two things"):
            edit.add(register, "organisation", name="NAV")
            edit.set_value(register, "organisation", "missing", "name", "x")

    with pytest.raises(BadInput):
        failing()
    assert register.snapshot().same_as(before)
    assert register.history() == history


def test_rows_keep_the_order_they_are_given(register: Register) -> None:
    activity = named(register)
    ids = [edit.add(register, "purpose", activity_id=activity, description=text) for text in "abc"]
    edit.move(register, "purpose", [ids[2], ids[0], ids[1]])
    shown = register.snapshot().where(Purpose, "activity_id", activity)
    assert [p.description for p in shown] == ["c", "a", "b"]


def test_an_unknown_code_is_kept(register: Register) -> None:
    edit.add(register, "organisation", name="X", kind="cooperative")
    assert register.snapshot().all(Organisation)[0].kind == "cooperative"


def test_contacts_are_read_in_their_place(register: Register) -> None:
    organisation = edit.add(register, "organisation", name="X")
    for name in ("B", "A"):
        edit.add(register, "contact", organisation_id=organisation, role="dpo", name=name)
    assert [c.name for c in register.snapshot().where(Contact, "organisation_id", organisation)] == ["B", "A"]
