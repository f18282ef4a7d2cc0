"""Letters of records that are half known: open where something is missing, closed by the answers the law allows."""

from typing import Any

import pytest

from ropa_desktop.law.completeness import letter_states
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import small


def _letter(register: Register, activity: str, letter: str) -> str:
    return letter_states(register.snapshot(), activity)[letter]


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"amount": 5}, "partly"),
        ({"amount": 5, "trigger": "contract_end"}, "partly"),
        ({"unit": "year", "trigger": "contract_end"}, "partly"),
        ({"amount": 5, "unit": "year"}, "documented"),
        ({"trigger": "contract_end"}, "documented"),
        ({"amount": 5, "criterion": "as long as the case is open"}, "documented"),
        ({}, "unknown"),
    ],
)
def test_a_period_without_its_unit_is_half_a_period(register: Register, values: dict[str, Any], state: str) -> None:
    ids = small(register)
    rule = edit.add(register, "retention_rule", **values)
    edit.set_value(register, "data_line", ids.line, "retention_id", rule)
    assert _letter(register, ids.payroll, "f") == state


def test_a_rule_whose_period_cannot_be_stated_closes_the_letter(register: Register) -> None:
    ids = small(register)
    rule = edit.add(register, "retention_rule", name="Archive")
    edit.set_value(register, "data_line", ids.line, "retention_id", rule)
    assert _letter(register, ids.payroll, "f") == "partly"
    edit.set_answer(register, "retention_rule", rule, "amount", "not_possible", "decided by the archivist")
    assert _letter(register, ids.payroll, "f") == "not_possible"


def test_parties_without_a_name_leave_their_letters_open(register: Register) -> None:
    ids = small(register)
    nameless = edit.add(register, "organisation")
    edit.add(register, "recipient", activity_id=ids.payroll, organisation_id=nameless)
    edit.add(register, "joint_controller", activity_id=ids.payroll, organisation_id=nameless)
    assert _letter(register, ids.payroll, "d") == "partly"
    assert _letter(register, ids.payroll, "a") == "partly"


def test_an_answer_in_place_of_contact_details_counts(register: Register) -> None:
    ids = small(register)
    edit.set_value(register, "organisation", ids.client, "phone", None)
    edit.set_answer(register, "organisation", ids.client, "dpo", "not_applicable", "not obliged")
    assert _letter(register, ids.hosting, "a") == "partly"
    edit.set_answer(register, "organisation", ids.client, "email", "none")
    assert _letter(register, ids.hosting, "a") == "documented"
