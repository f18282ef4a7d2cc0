"""What stands twice: references and parties; and numbers of organisations that do not agree."""

import pytest

from ropa_desktop.i18n import set_language
from ropa_desktop.law.findings import QUESTION
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.law.checks.looking import activity, found, keeper, only, sentence


def party(register: Register, name: str, **values: str) -> str:
    return edit.add(register, "organisation", name=name, **values)


def test_a_reference_given_twice_is_asked_about_at_the_second(register: Register) -> None:
    id = keeper(register)
    activity(register, keeper_id=id, name="Payroll", reference="PA-014")
    second = activity(register, keeper_id=id, name="Access", reference="PA-014")
    one = only(register, "duplicate_reference")
    assert (one.severity, one.record, one.field) == (QUESTION, second, "reference")
    assert one.sentence == "PA-014 is the reference of “Payroll” as well. Which of the two keeps it?"
    set_language("nb")
    assert sentence(register, "duplicate_reference").startswith("PA-014 er også referansen til «Payroll».")


def test_another_keeper_another_kind_and_the_archive_may_have_the_same_reference(register: Register) -> None:
    activity(register, name="Payroll", reference="PA-014")
    activity(register, name="Access", reference="PA-014")
    edit.add(register, "measure", name="Locks", reference="PA-014")
    old = edit.add(register, "system", name="Old", reference="SYS-1")
    edit.set_value(register, "system", old, "archived_on", "2026-01-01")
    edit.add(register, "system", name="New", reference="SYS-1")
    assert found(register, "duplicate_reference") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fjordby Regnskap AS", "Fjordby Regnskap"),
        ("Fjordby Regnskap AS", "FJORDBY REGNSKAP A/S"),
        ("Løten Rør AS", "loten ror as"),
        ("Società Uno S.p.A.", "Societa Uno SpA"),
    ],
)
def test_two_parties_of_one_name_may_be_one(register: Register, one: str, other: str) -> None:
    party(register, one)
    second = party(register, other)
    finding = only(register, "duplicate_party")
    assert (finding.record, finding.field) == (second, "name")
    assert finding.sentence == f"“{other}” may be “{one}”, which is in the register as well. Are they one party?"
    set_language("nb")
    assert sentence(register, "duplicate_party").endswith("Er de samme part?")


def test_one_number_is_one_party_whatever_the_name(register: Register) -> None:
    party(register, "Altinn", identifier="974 760 673", country="NO")
    second = party(register, "Brønnøysundregistrene", identifier="974760673", country="NO")
    assert only(register, "duplicate_party").record == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Fjord Ltd."}, {"name": "Fjord Inc."}),
        ({"name": "Azure", "kind": "product_service"}, {"name": "Azure", "kind": "legal_entity"}),
        ({"name": "Fjord AS", "country": "NO"}, {"name": "Fjord AS", "country": "DK"}),
        ({"name": "Fjord AS", "identifier": "974760673"}, {"name": "Fjord AS", "identifier": "980719766"}),
        ({"name": "Fjord AS"}, {"name": "Fjordby AS"}),
    ],
)
def test_parties_that_differ_in_what_tells_them_apart_are_two(
    register: Register, one: dict[str, str], other: dict[str, str]
) -> None:
    party(register, **one)
    party(register, **other)
    assert found(register, "duplicate_party") == []


def test_a_company_and_its_parent_are_two(register: Register) -> None:
    parent = party(register, "Fjord")
    party(register, "Fjord AS", parent_id=parent)
    assert found(register, "duplicate_party") == []


def test_a_number_whose_last_digit_does_not_agree_is_asked_about(register: Register) -> None:
    party(register, "Communicate Norge AS", identifier="980 719 767", country="NO")
    one = only(register, "organisation_number_wrong")
    assert (one.severity, one.field) == (QUESTION, "identifier")
    assert one.sentence.startswith("980 719 767. Norwegian organisation number: the last digit does not agree.")
    set_language("nb")
    assert sentence(register, "organisation_number_wrong").startswith("980 719 767. Norsk organisasjonsnummer:")


@pytest.mark.parametrize(
    ("number", "country"), [("980 719 766", "NO"), (None, "NO"), ("12345", "US"), ("anything", None)]
)
def test_a_number_that_agrees_or_of_which_nothing_is_known_is_left_alone(
    register: Register, number: str | None, country: str | None
) -> None:
    edit.add(register, "organisation", name="Fjordby AS", identifier=number, country=country)
    assert found(register, "organisation_number_wrong") == []
