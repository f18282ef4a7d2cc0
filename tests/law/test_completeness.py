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
