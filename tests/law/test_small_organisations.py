"""Art. 30(5): fewer than 250 persons, and none of three questions answered yes; unknown is not no."""

import pytest

from ropa_desktop.i18n import set_language
from ropa_desktop.law.checking import findings
from ropa_desktop.law.findings import MISSING
from ropa_desktop.law.small_organisations import EXEMPT, NEEDED, OPEN, advice
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.registers import small

HARMLESS = {"occasional": "yes", "likely_risk": "no"}


@pytest.mark.parametrize(
    ("values", "nature", "state"),
    [
        (HARMLESS, "ordinary", EXEMPT),
        ({**HARMLESS, "occasional": "no"}, "ordinary", NEEDED),
        ({**HARMLESS, "likely_risk": "yes"}, "ordinary", NEEDED),
        (HARMLESS, "health", NEEDED),
        (HARMLESS, "criminal", NEEDED),
        ({"occasional": "yes"}, "ordinary", OPEN),
        ({"likely_risk": "no"}, "ordinary", OPEN),
        (HARMLESS, None, OPEN),
        ({"occasional": "no"}, None, NEEDED),
        ({}, "ordinary", OPEN),
    ],
)
def test_an_activity_needs_no_record_only_if_three_questions_are_answered_no(
    register: Register, values: dict[str, str], nature: str | None, state: str
) -> None:
    ids = small(register)
    edit.set_value(register, "organisation", ids.keeper, "persons_employed", 12)
    edit.set_values(register, "activity", ids.payroll, {"name": "Payroll", **values})
    edit.set_value(register, "data_category", register.snapshot().rows("data_category")[0].id, "nature", nature)
    found = advice(register.snapshot(), ids.keeper)
    assert found is not None
    assert next(one.state for one in found.asked if one.activity.id == ids.payroll) == state


def test_a_condition_for_a_special_category_says_that_there_is_one(register: Register) -> None:
    ids = small(register)
    edit.set_value(register, "organisation", ids.keeper, "persons_employed", 12)
    edit.set_values(register, "activity", ids.payroll, dict(HARMLESS))
    edit.add(register, "special_condition", activity_id=ids.payroll, category="union")
    found = advice(register.snapshot(), ids.keeper)
    assert found is not None
    assert [one.id for one in found.of(NEEDED)] == [ids.payroll]


@pytest.mark.parametrize(("persons", "few"), [(0, True), (249, True), (250, False), (4000, False)])
def test_from_250_persons_on_nothing_is_exempt(register: Register, persons: int, few: bool) -> None:
    ids = small(register)
    edit.set_value(register, "organisation", ids.keeper, "persons_employed", persons)
    found = advice(register.snapshot(), ids.keeper)
    assert found is not None
    assert found.few is few
    assert ("exempts nothing" in found.sentences()[0]) is not few
    assert len(found.sentences()) == (3 if few else 1)


def test_nothing_is_said_where_nobody_knows_how_many(register: Register) -> None:
    ids = small(register)
    assert advice(register.snapshot(), ids.keeper) is None
    assert advice(register.snapshot(), "nobody") is None


def test_the_words_name_the_rule_the_counts_and_the_proposal_without_its_figures(register: Register) -> None:
    ids = small(register)
    edit.set_value(register, "organisation", ids.keeper, "persons_employed", 1)
    found = advice(register.snapshot(), ids.keeper)
    assert found is not None
    rule, counts, change = found.sentences()
    assert rule.startswith(
        "Fjordby AS employs 1 person. Below 250, Art. 30(5) asks for no record of processing that is"
    )
    assert counts == "Of 2 activities, 0 need the record, 0 do not, and 2 are not answered."
    assert change == "A change of the rule is proposed (COM(2025) 501). Until it is law, this one holds."
    set_language("nb")
    assert found.sentences()[1] == "Av 2 aktiviteter trenger 0 protokollen, 0 gjør det ikke, og 2 er ikke besvart."


def test_no_gap_is_left_out_because_of_it(register: Register) -> None:
    ids = small(register)
    edit.add(register, "activity", keeper_id=ids.keeper, name="Summer party", department="HR", **HARMLESS)
    before = [one.key for one in findings(register.snapshot(), "2026-11-22") if one.severity == MISSING]
    edit.set_value(register, "organisation", ids.keeper, "persons_employed", 12)
    assert [one.key for one in findings(register.snapshot(), "2026-11-22") if one.severity == MISSING] == before
    assert before
