"""Security measures: missing, or saying nothing concrete."""

import pytest

from ropa_desktop.i18n import set_language
from ropa_desktop.law.findings import MISSING, QUESTION
from ropa_desktop.law.phrases import vague_measure
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.law.checks.house import House, house


def protected(fjordby: House, **measure: str) -> str:
    """A measure of the activity."""
    made = edit.add(fjordby.register, "measure", **measure)
    fjordby.add("measure_use", measure_id=made)
    return made


@pytest.mark.parametrize(("role", "article"), [("controller", "30(1)(g)"), ("processor", "30(2)(d)")])
def test_an_activity_without_measures_lacks_its_letter(register: Register, role: str, article: str) -> None:
    fjordby = house(register, role=role)
    found = fjordby.one("measures_missing")
    assert (found.severity, found.article, found.field) == (MISSING, article, "measures")
    assert found.sentence == "No security measures are described."
    set_language("nb")
    assert fjordby.one("measures_missing").sentence == "Ingen sikkerhetstiltak er beskrevet."


def test_one_measure_of_one_letter_is_enough_however_vague(register: Register) -> None:
    fjordby = house(register)
    protected(fjordby, name="Appropriate measures")
    assert fjordby.found("measures_missing") == []


def test_measures_that_cannot_be_stated_are_answered(register: Register) -> None:
    fjordby = house(register)
    fjordby.answer("activity", fjordby.activity, "measures", "not_possible", "Kept by the security officer")
    assert fjordby.found("measures_missing") == []


def test_a_measure_that_names_none_is_asked_about_once(register: Register) -> None:
    fjordby = house(register)
    measure = protected(fjordby, name="Security", description="Appropriate technical and organisational measures.")
    edit.add(register, "measure_use", activity_id=fjordby.another("Web"), measure_id=measure)
    found = fjordby.one("measures_vague")
    assert (found.severity, found.article, found.record, found.field) == (QUESTION, "30(1)(g)", measure, "description")
    assert found.sentence == "Security: no measure is named. Which are they?"
    set_language("nb")
    assert fjordby.one("measures_vague").sentence == "Security: ingen tiltak er nevnt. Hvilke er de?"


@pytest.mark.parametrize(
    "measure",
    [
        {"name": "Appropriate measures: encryption and access control"},
        {"name": "Backups"},
        {"name": "Appropriate measures", "family": "access_control"},
        {"name": "Locked cabinet", "letter": "b"},
    ],
)
def test_a_measure_that_names_one_is_left_alone(register: Register, measure: dict[str, str]) -> None:
    fjordby = house(register)
    protected(fjordby, **measure)
    assert fjordby.found("measures_vague") == []


def test_what_stands_in_the_activity_itself_and_what_nothing_uses_is_left_alone(register: Register) -> None:
    fjordby = house(register)
    edit.add(register, "measure", name="Appropriate measures, unused")
    measure = edit.add(register, "measure", name="Appropriate measures")
    fjordby.add("measure_use", measure_id=measure, detail="Only the payroll clerk has the key")
    assert fjordby.found("measures_vague") == []


def test_measures_of_an_archived_activity_are_left_alone(register: Register) -> None:
    fjordby = house(register)
    protected(fjordby, name="Appropriate measures")
    fjordby.archive("activity", fjordby.activity)
    assert fjordby.found("measures_vague") == []


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("Egnede tekniske og organisatoriske tiltak", True),
        ("Strict security requirements", True),
        ("“industry-standard administrative, technical, and physical safeguards”", True),
        ("Geeignete technische Maßnahmen", True),
        ("Mesures techniques et organisationnelles", True),
        ("Egnede tiltak: kryptering og tilgangsstyring", False),
        ("Technische und organisatorische Maßnahmen: Verschlüsselung", False),
        ("Two-factor authentication", False),
        (None, False),
    ],
)
def test_words_that_name_no_measure_are_known_in_many_languages(text: str | None, vague: bool) -> None:
    assert vague_measure(text) is vague
