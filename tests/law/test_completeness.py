"""Each letter of Article 30: documented, partly, unknown, or answered."""

import pytest

from ropa_desktop.law.completeness import LETTERS, complete, letter_states, points
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import small


def states(register: Register, activity: str, on: str | None = None) -> str:
    """The letters as a word: capital documented, small partly, ? unknown, - answered."""
    signs = {"documented": "ABCDEFG", "partly": "abcdefg", "unknown": "???????"}
    found = letter_states(register.snapshot(), activity, on)
    return "".join(signs.get(state, "-------")["abcdefg".index(letter)] for letter, state in found.items())


def test_an_empty_activity_knows_nothing(register: Register) -> None:
    assert states(register, edit.add(register, "activity")) == "???????"
    assert states(register, edit.add(register, "activity", role="processor")) == "????"


def test_a_well_kept_activity_is_complete(register: Register) -> None:
    ids = small(register)
    assert states(register, ids.payroll) == "ABCDEFG"
    assert states(register, ids.hosting) == "aB-D"  # the client's own officer is not known
    edit.set_answer(register, "organisation", ids.client, "dpo", "not_applicable", "Art. 37(1) is not met")
    assert states(register, ids.hosting) == "AB-D"
    assert complete(letter_states(register.snapshot(), ids.hosting).values())


@pytest.mark.parametrize(
    ("field", "state", "reason", "expected"),
    [
        ("recipients", "none", None, "???-???"),
        ("transfers", "none", None, "????-??"),
        ("transfers", "not_applicable", "no data leave", "????-??"),
        ("measures", "not_possible", "a secret of state", "??????-"),
    ],
)
def test_an_answer_closes_a_letter(
    register: Register, field: str, state: str, reason: str | None, expected: str
) -> None:
    activity = edit.add(register, "activity")
    edit.set_answer(register, "activity", activity, field, state, reason)
    assert states(register, activity) == expected


def test_a_time_limit_needs_a_period_a_trigger_or_a_criterion(register: Register) -> None:
    ids = small(register)
    for values, expected in (
        ({"amount": None, "unit": None, "trigger": None, "wording": "as long as necessary"}, "f"),
        ({"criterion": "until the claim is settled"}, "F"),
        ({"criterion": None, "trigger": "opt_out"}, "F"),
        ({"trigger": None, "amount": 3, "unit": None}, "f"),
        ({"unit": "month"}, "F"),
    ):
        edit.set_values(register, "retention_rule", ids.rule, values)
        assert states(register, ids.payroll)[5] == expected, values
    edit.set_answer(register, "data_line", ids.line, "retention_id", "not_possible", "set case by case")
    assert states(register, ids.payroll)[5] == "-"


def test_a_transfer_inherited_from_an_engagement_counts_until_it_is_replaced(register: Register) -> None:
    ids = small(register)
    (inherited,) = register.snapshot().rows("transfer")
    assert states(register, ids.payroll)[4] == "E"
    own = edit.add(register, "transfer", activity_id=ids.payroll, replaces_id=inherited.id)
    assert states(register, ids.payroll)[4] == "?"
    edit.set_value(register, "transfer", own, "country", "IN")
    assert states(register, ids.payroll)[4] == "E"


def test_a_one_off_transfer_needs_its_safeguards_and_assessment(register: Register) -> None:
    ids = small(register)
    own = edit.add(register, "transfer", activity_id=ids.payroll, country="IN", mechanism="D49_SUB2")
    assert states(register, ids.payroll)[4] == "e"
    edit.set_values(register, "transfer", own, {"safeguards": "encrypted", "derogation_assessment": "of 3 May"})
    assert states(register, ids.payroll)[4] == "E"


def test_a_representative_is_asked_of_those_outside_the_eea_on_that_day(register: Register) -> None:
    ids = small(register)
    edit.set_value(register, "organisation", ids.keeper, "country", "GB")
    assert states(register, ids.payroll, "2019-06-01")[0] == "A"
    assert states(register, ids.payroll, "2021-06-01")[0] == "a"
    edit.set_value(register, "organisation", ids.keeper, "representative_exempt", "yes")
    assert states(register, ids.payroll, "2021-06-01")[0] == "A"


def test_every_letter_has_its_points_and_each_leads_somewhere(register: Register) -> None:
    ids = small(register)
    snapshot = register.snapshot()
    for activity, role in ((ids.payroll, "controller"), (ids.hosting, "processor")):
        found = points(snapshot, activity)
        assert sorted({point.letter for point in found}) == list(LETTERS[role])
        assert all(snapshot.kind_of(point.record_id) for point in found)


def test_of_a_compelling_interest_safeguards_and_assessment_are_documented_or_missing(register: Register) -> None:
    ids = small(register)
    transfer = edit.add(register, "transfer", activity_id=ids.payroll, country="IN", mechanism="D49_SUB2")
    edit.set_answer(register, "transfer", transfer, "safeguards", "none")
    edit.set_value(register, "transfer", transfer, "derogation_assessment", "Once, for twelve people.")
    found = {
        point.field: point.state for point in points(register.snapshot(), ids.payroll) if point.record_id == transfer
    }
    assert found == {"country": "documented", "safeguards": "unknown", "derogation_assessment": "documented"}


@pytest.mark.parametrize(
    ("field", "state", "letter", "expected"),
    [
        ("recipients", "none", "d", "none"),
        ("recipients", "not_possible", "d", "unknown"),
        ("recipients", "not_applicable", "d", "unknown"),
        ("transfers", "none", "e", "none"),
        ("transfers", "not_applicable", "e", "not_applicable"),
        ("transfers", "not_possible", "e", "unknown"),
        ("measures", "not_possible", "g", "not_possible"),
        ("measures", "none", "g", "unknown"),
        ("purposes", "not_possible", "b", "unknown"),
        ("data_lines", "none", "c", "unknown"),
        ("data_lines", "not_possible", "f", "unknown"),
    ],
)
def test_an_answer_counts_only_where_the_law_allows_it(
    register: Register, field: str, state: str, letter: str, expected: str
) -> None:
    activity = edit.add(register, "activity")
    # As another program may have written it: the window offers only what is allowed.
    edit.add(register, "answer", record_id=activity, field=field, state=state, reason="because")
    assert letter_states(register.snapshot(), activity)[letter] == expected


def test_only_time_limits_may_be_impossible_to_state_and_officers_not_applicable(register: Register) -> None:
    ids = small(register)
    edit.set_answer(register, "organisation", ids.client, "dpo", "not_applicable", "Art. 37(1) is not met")
    assert states(register, ids.hosting)[0] == "A"
    (answer,) = (one for one in register.snapshot().rows("answer") if one.field == "dpo")
    edit.set_value(register, "answer", answer.id, "state", "not_possible")
    assert states(register, ids.hosting)[0] == "a"


def test_an_answer_without_its_reason_is_half_an_answer(register: Register) -> None:
    activity = edit.add(register, "activity")
    edit.add(register, "answer", record_id=activity, field="measures", state="not_possible")
    assert letter_states(register.snapshot(), activity)["g"] == "partly"


def test_joint_controllers_that_do_not_apply_are_answered_and_those_named_need_contact_details(
    register: Register,
) -> None:
    ids = small(register)
    edit.set_answer(register, "activity", ids.payroll, "joint_controllers", "not_applicable", "we decide alone")
    assert states(register, ids.payroll)[0] == "A"
    edit.set_answer(register, "activity", ids.payroll, "joint_controllers", None)
    partner = edit.add(register, "organisation", name="Partner AS")
    edit.add(register, "joint_controller", activity_id=ids.payroll, organisation_id=partner)
    assert states(register, ids.payroll)[0] == "a"
    edit.set_values(register, "organisation", partner, {"address": "Gata 1", "phone": "+47 00 00 00 00"})
    assert states(register, ids.payroll)[0] == "A"


def test_an_officer_who_cannot_be_reached_is_half_documented(register: Register) -> None:
    ids = small(register)
    (officer,) = register.snapshot().rows("contact")
    edit.set_value(register, "contact", officer.id, "email", None)
    assert states(register, ids.payroll)[0] == "a"
    edit.set_value(register, "contact", officer.id, "phone", "+47 00 00 00 00")
    assert states(register, ids.payroll)[0] == "A"


def test_a_public_authority_outside_the_eea_names_no_representative(register: Register) -> None:
    ids = small(register)
    edit.set_values(register, "organisation", ids.keeper, {"country": "US", "kind": "public_authority"})
    assert states(register, ids.payroll)[0] == "A"


def test_unknown_none_and_not_possible_are_different_states(register: Register) -> None:
    activity = edit.add(register, "activity")
    assert letter_states(register.snapshot(), activity)["d"] == "unknown"
    edit.set_answer(register, "activity", activity, "recipients", "none")
    edit.set_answer(register, "activity", activity, "measures", "not_possible", "a secret")
    found = letter_states(register.snapshot(), activity)
    assert (found["d"], found["g"], found["e"]) == ("none", "not_possible", "unknown")
