"""What lies outside the EEA: transfers not assessed, parties abroad that none names, and doubts about "none"."""

import pytest

from ropa_desktop.i18n import set_language
from ropa_desktop.law.findings import MISSING, QUESTION
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.law.checks.house import house

# -- not assessed -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("role", "article"), [("controller", "30(1)(e)"), ("processor", "30(2)(c)")])
def test_transfers_that_nobody_assessed_are_missing(register: Register, role: str, article: str) -> None:
    fjordby = house(register, role=role)
    found = fjordby.one("transfers_unknown")
    assert (found.severity, found.article, found.field) == (MISSING, article, "transfers")
    assert found.sentence == "Transfers to third countries have not been assessed."
    set_language("nb")
    assert fjordby.one("transfers_unknown").sentence == "Overføringer til tredjestater er ikke vurdert."


def test_transfers_entered_inherited_or_answered_are_assessed(register: Register) -> None:
    fjordby = house(register)
    fjordby.answer("activity", fjordby.activity, "transfers")
    assert fjordby.found("transfers_unknown") == []
    fjordby.answer("activity", fjordby.activity, "transfers", state=None)  # type: ignore[arg-type]
    engagement = fjordby.engagement(fjordby.party("Cloud Inc.", country="US"))
    edit.add(register, "transfer", engagement_id=engagement, country="US")
    assert fjordby.found("transfers_unknown") == []


def test_a_party_abroad_is_named_where_transfers_are_not_assessed_and_not_asked_about_twice(
    register: Register,
) -> None:
    fjordby = house(register)
    fjordby.add("recipient", organisation_id=fjordby.party("Mail Inc.", country="US"))
    assert fjordby.one("transfers_unknown").sentence == (
        "Transfers have not been assessed, and Mail Inc. is in the United States."
    )
    assert fjordby.found("recipient_outside_without_transfer") == []


def test_collecting_from_the_person_is_no_transfer(register: Register) -> None:
    shop = house(register, name="Shop Inc.", country="US")
    shop.add("data_line", detail="Name", origin="data_subject")
    shop.answer("activity", shop.activity, "transfers")
    for code in ("transfers_unknown", "recipient_outside_without_transfer", "eea_only_questioned"):
        assert shop.found(code) == []


# -- abroad, and no transfer names it ---------------------------------------------------------------------


def test_a_party_abroad_that_no_transfer_names_is_a_question(register: Register) -> None:
    fjordby = house(register)
    fjordby.add("recipient", organisation_id=fjordby.party("Mail Inc.", country="US"))
    fjordby.add("transfer", country="IN", mechanism="SCC_2021_M2")
    found = fjordby.one("recipient_outside_without_transfer")
    assert (found.severity, found.article, found.table, found.field) == (QUESTION, "44", "activity", "transfers")
    assert found.about == "US"
    assert found.sentence == (
        "Mail Inc. is in the United States. Do data go there, or can they be reached from there? No transfer says so."
    )
    set_language("nb")
    assert fjordby.one("recipient_outside_without_transfer").sentence == (
        "Mail Inc. er i USA. Sendes opplysninger dit, eller kan de nås derfra? Ingen overføring sier det."
    )


@pytest.mark.parametrize(
    ("where", "who"),
    [
        ("party", "Cloud AS is in India"),
        ("sub_processor", "Help Ltd is in India"),
        ("location", "Cloud AS (Support and remote access) is in India"),
    ],
)
def test_what_an_engagement_brings_is_asked_once_at_the_engagement(register: Register, where: str, who: str) -> None:
    fjordby = house(register)
    engagement = fjordby.engagement(fjordby.party("Cloud AS", **({"country": "IN"} if where == "party" else {})))
    edit.add(register, "recipient", activity_id=fjordby.another("Web"), engagement_id=engagement)
    if where == "sub_processor":
        helper = fjordby.party("Help Ltd", country="IN")
        edit.add(register, "sub_processor", engagement_id=engagement, organisation_id=helper)
    elif where == "location":
        edit.add(register, "location", engagement_id=engagement, use="support", country="IN")
    found = fjordby.one("recipient_outside_without_transfer")
    assert (found.table, found.record) == ("engagement", engagement)
    assert found.sentence.startswith(who)


@pytest.mark.parametrize(
    ("country", "on", "asked"),
    [("DE", "2026-11-21", False), ("GB", "2020-12-31", False), ("GB", "2021-06-30", False), ("GB", "2021-07-01", True)],
)
def test_inside_or_outside_depends_on_the_day(register: Register, country: str, on: str, asked: bool) -> None:
    fjordby = house(register)
    fjordby.engagement(fjordby.party("Cloud Ltd", country=country))
    assert bool(fjordby.found("recipient_outside_without_transfer", on)) is asked


def test_a_country_that_a_transfer_names_or_that_was_answered_is_settled(register: Register) -> None:
    fjordby = house(register)
    engagement = fjordby.engagement(fjordby.party("Cloud Inc.", country="US"))
    edit.add(register, "transfer", engagement_id=engagement, country="US")
    other = fjordby.engagement(fjordby.party("Mail Inc.", country="IN"))
    fjordby.answer("engagement", other, "transfers")
    assert fjordby.found("recipient_outside_without_transfer") == []


def test_a_parent_abroad_alone_is_not_asked_about_where_nothing_was_answered(register: Register) -> None:
    fjordby = house(register)
    fjordby.engagement(fjordby.party("Cloud Ltd", country="IE", parent_country="US"))
    assert fjordby.found("recipient_outside_without_transfer") == []


# -- where it was answered that there are none ------------------------------------------------------------


@pytest.mark.parametrize(
    ("party", "said"),
    [
        ({"country": "IE", "parent_country": "US"}, "the parent company of Cloud Ltd is in the United States"),
        ({"country": "US"}, "Cloud Ltd is in the United States"),
        ({"kind": "product_service"}, "the company behind Cloud Ltd and its parent are not known"),
    ],
)
def test_none_is_doubted_where_a_party_or_its_parent_is_abroad_or_its_company_unknown(
    register: Register, party: dict[str, str], said: str
) -> None:
    fjordby = house(register)
    engagement = fjordby.engagement(fjordby.party("Cloud Ltd", **party))
    fjordby.answer("engagement", engagement, "transfers")
    found = fjordby.one("eea_only_questioned")
    assert (found.severity, found.article, found.record, found.field) == (QUESTION, "28(1)", engagement, "transfers")
    assert found.sentence == f"No transfers are stated, but {said}. Can the data be reached from outside the EEA?"


def test_the_doubt_speaks_norwegian(register: Register) -> None:
    fjordby = house(register)
    engagement = fjordby.engagement(fjordby.party("Cloud Ltd", country="IE", parent_country="US"))
    fjordby.answer("engagement", engagement, "transfers")
    set_language("nb")
    assert fjordby.one("eea_only_questioned").sentence == (
        "Det er oppgitt at ingenting overføres, men morselskapet til Cloud Ltd er i USA. Kan opplysningene nås utenfra "
        "EØS?"
    )


def test_a_parent_is_found_through_the_operator_and_through_the_parent_s_own_record(register: Register) -> None:
    fjordby = house(register)
    parent = fjordby.party("Cloud Inc.", country="US")
    operator = fjordby.party("Cloud Ltd", country="IE", parent_id=parent)
    engagement = fjordby.engagement(fjordby.party("Cloud", kind="product_service", operator_id=operator))
    fjordby.answer("engagement", engagement, "transfers")
    assert "the parent company of Cloud Ltd is in the United States" in fjordby.one("eea_only_questioned").sentence


def test_none_stands_where_everything_known_is_inside(register: Register) -> None:
    fjordby = house(register)
    engagement = fjordby.engagement(fjordby.party("Cloud AS", kind="legal_entity", country="NO", parent_country="DE"))
    edit.add(register, "location", engagement_id=engagement, country="SE")
    fjordby.answer("engagement", engagement, "transfers")
    fjordby.answer("activity", fjordby.activity, "transfers")
    assert fjordby.found("eea_only_questioned") == []


def test_an_activity_that_says_none_is_doubted_for_what_its_engagement_transfers(register: Register) -> None:
    fjordby = house(register)
    engagement = fjordby.engagement(fjordby.party("Cloud AS", country="NO"))
    edit.add(register, "transfer", engagement_id=engagement, country="IN", mechanism="SCC_2021_M2")
    fjordby.answer("activity", fjordby.activity, "transfers")
    found = fjordby.one("eea_only_questioned")
    assert (found.table, found.record) == ("activity", fjordby.activity)
    assert "the engagement with Cloud AS transfers data to India" in found.sentence


def test_an_engagement_that_was_answered_is_doubted_once_not_in_every_activity(register: Register) -> None:
    fjordby = house(register)
    engagement = fjordby.engagement(fjordby.party("Cloud Ltd", country="IE", parent_country="US"))
    fjordby.answer("engagement", engagement, "transfers")
    fjordby.answer("activity", fjordby.activity, "transfers")
    assert fjordby.one("eea_only_questioned").record == engagement
