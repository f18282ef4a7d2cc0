"""Mechanisms that are unusual for those who use them."""

import pytest

from ropa_desktop.i18n import set_language
from ropa_desktop.law.findings import QUESTION
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.law.checks.house import house


@pytest.mark.parametrize(("mechanism", "article"), [("LEGAL_INSTRUMENT", "46(2)(a)"), ("ADMIN", "46(3)(b)")])
def test_what_authorities_agree_among_themselves_is_asked_of_a_company(
    register: Register, mechanism: str, article: str
) -> None:
    fjordby = house(register)
    fjordby.add("transfer", country="IN", mechanism=mechanism)
    found = fjordby.one("mechanism_unusual")
    assert (found.severity, found.article, found.field) == (QUESTION, article, "mechanism")
    assert found.sentence.endswith("(India): it is made between public authorities. Is Fjordby AS one?")


def test_the_question_speaks_norwegian(register: Register) -> None:
    fjordby = house(register)
    fjordby.add("transfer", country="IN", mechanism="LEGAL_INSTRUMENT")
    set_language("nb")
    assert fjordby.one("mechanism_unusual").sentence == (
        "Rettslig bindende instrument mellom offentlige myndigheter (India): det inngås mellom offentlige myndigheter. "
        "Er Fjordby AS en slik?"
    )


def test_between_authorities_the_importer_counts_as_well(register: Register) -> None:
    town = house(register, name="Town", kind="public_authority")
    row = town.add("transfer", country="IN", mechanism="LEGAL_INSTRUMENT")
    assert town.found("mechanism_unusual") == []
    town.set("transfer", row, "importer_id", town.party("Mail Inc.", kind="legal_entity"))
    assert town.one("mechanism_unusual").sentence.endswith("Is Mail Inc. one?")


@pytest.mark.parametrize("mechanism", ["D49_1A", "D49_1B", "D49_1D", "D49_SUB2"])
def test_a_derogation_under_an_engagement_is_asked_about(register: Register, mechanism: str) -> None:
    fjordby = house(register)
    engagement = fjordby.engagement(fjordby.party("Mail Inc."))
    edit.add(register, "transfer", engagement_id=engagement, country="IN", mechanism=mechanism)
    assert fjordby.one("mechanism_unusual").article.startswith("49(1)")


def test_consent_as_a_standing_basis_is_asked_about(register: Register) -> None:
    fjordby = house(register)
    fjordby.add("transfer", country="US", mechanism="D49_1A")
    found = fjordby.one("mechanism_unusual")
    assert found.sentence.endswith(
        "a standing transfer? The consent has to be explicit and informed of the risks, for this transfer."
    )
    fjordby.set("activity", fjordby.activity, "occasional", "yes")
    assert fjordby.found("mechanism_unusual") == []


def test_a_derogation_that_need_not_be_occasional_is_left_alone_in_an_activity(register: Register) -> None:
    fjordby = house(register)
    for mechanism in ("D49_1D", "D49_1F", "D49_1G"):
        fjordby.add("transfer", country="IN", mechanism=mechanism)
    assert fjordby.found("mechanism_unusual") == []


def test_authorities_may_not_use_every_derogation(register: Register) -> None:
    town = house(register, name="Town", kind="public_authority")
    town.set("activity", town.activity, "occasional", "yes")
    town.add("transfer", country="IN", mechanism="D49_1B")
    town.add("transfer", country="IN", mechanism="D49_1D")
    assert town.one("mechanism_unusual").article == "49(3)"


def test_corporate_rules_are_asked_about_outside_a_group(register: Register) -> None:
    fjordby = house(register)
    importer = fjordby.party("Mail Inc.", kind="legal_entity", country="US")
    row = fjordby.add("transfer", country="US", mechanism="BCR_C", importer_id=importer)
    assert fjordby.one("mechanism_unusual").sentence.endswith("Are Fjordby AS and Mail Inc. of one group?")
    parent = fjordby.party("Fjordby Holding AS")
    fjordby.set("organisation", fjordby.keeper, "parent_id", parent)
    fjordby.set("organisation", importer, "parent_id", parent)
    assert fjordby.found("mechanism_unusual") == []
    fjordby.set("organisation", importer, "parent_id", None)
    fjordby.add("recipient", organisation_id=importer, declared_role="group_company")
    assert fjordby.found("mechanism_unusual") == []
    fjordby.set("transfer", row, "mechanism", "BCR_P")
    assert fjordby.found("mechanism_unusual") == [], "a processor's rules cover data from outside its group"


@pytest.mark.parametrize(
    ("importer", "asked"),
    [
        ({"country": "US", "offers_or_monitors": "yes"}, True),
        ({"country": "US", "offers_or_monitors": "no"}, False),
        ({"country": "US"}, False),
        ({"country": "IE", "offers_or_monitors": "yes"}, False),
    ],
)
def test_the_clauses_are_asked_about_for_importers_under_the_gdpr(
    register: Register, importer: dict[str, str], asked: bool
) -> None:
    fjordby = house(register)
    party = fjordby.party("Mail Inc.", **importer)
    fjordby.add("transfer", country="US", mechanism="SCC_2021_M2", importer_id=party)
    found = fjordby.found("mechanism_unusual")
    assert bool(found) is asked
    assert all("recital 7" in one.sentence for one in found)


def test_a_judgment_is_no_ground_by_itself(register: Register) -> None:
    fjordby = house(register)
    fjordby.add("transfer", country="IN", mechanism="A48")
    assert fjordby.one("mechanism_unusual").article == "48"


def test_the_keeper_itself_as_importer_is_collection_not_transfer(register: Register) -> None:
    shop = house(register, name="Shop Inc.", country="US")
    shop.add("transfer", country="US", mechanism="SCC_2021_M1", importer_id=shop.keeper)
    assert "EDPB Guidelines 05/2021" in shop.one("mechanism_unusual").sentence


@pytest.mark.parametrize(
    "transfer",
    [
        {"country": "IN", "mechanism": "SCC_2021_M2"},
        {"country": "IN", "mechanism": "CONTRACT_UNSPECIFIED"},
        {"country": "CA", "mechanism": "ADEQUACY"},
        {"country": "DE", "mechanism": "D49_1A"},  # inside
        {"country": "IN", "mechanism": "of our own making"},
    ],
)
def test_what_suits_is_left_alone(register: Register, transfer: dict[str, str]) -> None:
    fjordby = house(register)
    fjordby.add("transfer", **transfer)
    assert fjordby.found("mechanism_unusual") == []
