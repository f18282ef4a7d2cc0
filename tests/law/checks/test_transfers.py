"""Transfers: their country, what they rest on, the assessment and the documentation that go with it."""

import pytest

from ropa_desktop.i18n import set_language
from ropa_desktop.law.findings import CONTRADICTS, MISSING, QUESTION
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.law.checks.house import TODAY, House, house

# -- country ----------------------------------------------------------------------------------------------


def test_a_transfer_without_its_country_lacks_what_letter_e_asks(register: Register) -> None:
    fjordby = house(register)
    row = fjordby.add("transfer", mechanism="SCC_2021_M2")
    found = fjordby.one("transfer_country_unknown")
    assert (found.severity, found.article, found.record, found.field) == (MISSING, "30(1)(e)", row, "country")
    assert found.sentence == "A transfer without its country. To which third country or international organisation?"
    fjordby.set("transfer", row, "importer_id", fjordby.party("Mail Inc."))
    assert fjordby.one("transfer_country_unknown").sentence.startswith("Mail Inc.: a transfer without its country.")
    set_language("nb")
    assert fjordby.one("transfer_country_unknown").sentence == (
        "Mail Inc.: en overføring uten land. Til hvilken tredjestat eller internasjonal organisasjon?"
    )


@pytest.mark.parametrize("place", [{"country": "IN"}, {"international_organisation": "UN"}])
def test_a_country_or_an_international_organisation_is_enough(register: Register, place: dict[str, str]) -> None:
    fjordby = house(register)
    fjordby.add("transfer", **place)
    assert fjordby.found("transfer_country_unknown") == []


def test_a_country_that_was_answered_is_settled(register: Register) -> None:
    fjordby = house(register)
    row = fjordby.add("transfer")
    fjordby.answer("transfer", row, "country", "not_applicable", "On board a ship")
    assert fjordby.found("transfer_country_unknown") == []


def test_a_processor_s_transfer_cites_its_own_letter(register: Register) -> None:
    fjordby = house(register, role="processor")
    engagement = fjordby.engagement(fjordby.party("Cloud AS"))
    edit.add(register, "transfer", engagement_id=engagement)
    assert fjordby.one("transfer_country_unknown").article == "30(2)(c)"


# -- inherited and replaced -------------------------------------------------------------------------------


def test_an_inherited_transfer_is_judged_once_and_one_that_is_replaced_everywhere_not_at_all(
    register: Register,
) -> None:
    fjordby = house(register)
    engagement = fjordby.engagement(fjordby.party("Cloud AS"))
    web = fjordby.another("Web")
    edit.add(register, "recipient", activity_id=web, engagement_id=engagement)
    inherited = edit.add(register, "transfer", engagement_id=engagement, country="US", mechanism="PRIVACY_SHIELD")
    assert fjordby.one("mechanism_not_valid").record == inherited
    fjordby.add("transfer", replaces_id=inherited, country="US", mechanism="SCC_2021_M2")
    assert fjordby.one("mechanism_not_valid").record == inherited, "it still holds for the other activity"
    edit.add(register, "transfer", activity_id=web, replaces_id=inherited, country="US", mechanism="SCC_2021_M2")
    assert fjordby.found("mechanism_not_valid") == []


# -- what it rests on -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("transfer", "said"),
    [
        ({"country": "CA"}, "Canada: what does the transfer rest on?"),
        (
            {"country": "IN", "mechanism": "SCC_UNSPECIFIED"},
            "India: which clauses of the Commission are they, and from when?",
        ),
        (
            {"country": "IN", "mechanism": "CONTRACT_UNSPECIFIED"},
            "India: which instrument of Art. 46 are the contractual safeguards?",
        ),
    ],
)
def test_a_transfer_that_does_not_say_what_it_rests_on_is_asked(
    register: Register, transfer: dict[str, str], said: str
) -> None:
    fjordby = house(register)
    fjordby.add("transfer", **transfer)
    found = fjordby.one("mechanism_missing")
    assert (found.severity, found.field, found.sentence) == (QUESTION, "mechanism", said)


def test_what_it_rests_on_is_asked_in_norwegian(register: Register) -> None:
    fjordby = house(register)
    fjordby.add("transfer", country="CA")
    set_language("nb")
    assert fjordby.one("mechanism_missing").sentence == "Canada: hva bygger overføringen på?"


@pytest.mark.parametrize(
    "transfer",
    [
        {"country": "IN", "mechanism": "SCC_2021_M2"},
        {"country": "IN"},  # without a decision: no_adequacy_decision asks
        {"country": "DE"},  # inside
        {},  # the country is asked for first
        {"mechanism": "CONTRACT_UNSPECIFIED"},
    ],
)
def test_what_is_said_inside_or_asked_elsewhere_is_not_asked_again(
    register: Register, transfer: dict[str, str]
) -> None:
    fjordby = house(register)
    fjordby.add("transfer", **transfer)
    assert fjordby.found("mechanism_missing") == []


# -- on the day -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mechanism", "on", "found"),
    [
        ("PRIVACY_SHIELD", "2018-05-24", False),  # nothing is judged before the GDPR applies
        ("PRIVACY_SHIELD", "2019-06-01", False),
        ("PRIVACY_SHIELD", "2020-07-15", False),
        ("PRIVACY_SHIELD", "2020-07-16", True),
        ("SCC_2010", "2019-06-01", False),
        ("SCC_2010", "2021-07-01", False),
        ("SCC_2010", "2022-12-26", False),
        ("SCC_2010", "2022-12-27", True),
        ("SAFE_HARBOR", "2018-05-25", True),
    ],
)
def test_a_mechanism_is_judged_by_the_day(register: Register, mechanism: str, on: str, found: bool) -> None:
    house_ = house(register, country="DK")
    house_.add("transfer", country="US", mechanism=mechanism, mechanism_date="2017-01-01")
    assert [one.severity for one in house_.found("mechanism_not_valid", on)] == ([CONTRADICTS] if found else [])


def test_nothing_is_judged_in_norway_before_20_july_2018(register: Register) -> None:
    fjordby = house(register)
    fjordby.add("transfer", country="US", mechanism="SAFE_HARBOR")
    assert fjordby.found("mechanism_not_valid", "2018-07-19") == []
    assert fjordby.found("transfers_unknown", "2018-07-19") == []
    assert fjordby.one("mechanism_not_valid", "2018-07-20")


# -- impact assessment ------------------------------------------------------------------------------------


def asked_for_assessment(fjordby: House, on: str = TODAY, **transfer: str) -> list[str]:
    """What is asked of one transfer to India."""
    fjordby.add("transfer", **{"country": "IN", **transfer})
    return [one.sentence for one in fjordby.found("transfer_assessment_missing", on)]


@pytest.mark.parametrize("mechanism", ["SCC_2021_M1", "SCC_2021_M2", "SCC_2021_M3", "BCR_C", "BCR_P", "COC", "CERT"])
def test_the_tools_of_article_46_need_an_assessment(register: Register, mechanism: str) -> None:
    assert asked_for_assessment(house(register), mechanism=mechanism) == [
        "India: where is the assessment of the law and practice there?"
    ]


def test_module_4_needs_one_only_where_data_are_combined(register: Register) -> None:
    fjordby = house(register)
    assert asked_for_assessment(fjordby, mechanism="SCC_2021_M4") == [
        "India: are the data combined with data collected in the EU? Only then is an assessment needed."
    ]
    set_language("nb")
    assert [one.sentence for one in fjordby.found("transfer_assessment_missing")] == [
        "India: settes opplysningene sammen med opplysninger samlet inn i EU? Bare da trengs en vurdering."
    ]


@pytest.mark.parametrize(
    "transfer",
    [
        {"mechanism": "ADEQUACY"},
        {"mechanism": "D49_1A"},
        {"mechanism": "CONTRACT_UNSPECIFIED"},  # which instrument, is asked first
        {"mechanism": "SCC_2010"},  # no safeguard any more: that is said
        {"mechanism": "SCC_2021_M2", "assessment_reference": "TIA 4"},
        {"mechanism": "SCC_2021_M2", "assessment_date": "2024-01-01"},
        {"mechanism": "SCC_2021_M2", "country": "DE"},
    ],
)
def test_other_mechanisms_and_what_was_assessed_need_none(register: Register, transfer: dict[str, str]) -> None:
    assert asked_for_assessment(house(register), **transfer) == []


@pytest.mark.parametrize(("on", "asked"), [("2020-07-15", False), ("2020-07-16", True)])
def test_the_assessment_is_asked_for_from_the_judgment_on(register: Register, on: str, asked: bool) -> None:
    assert bool(asked_for_assessment(house(register), on, mechanism="BCR_C")) is asked


def test_an_assessment_that_was_answered_is_settled(register: Register) -> None:
    fjordby = house(register)
    row = fjordby.add("transfer", country="IN", mechanism="SCC_2021_M2")
    fjordby.answer("transfer", row, "assessment_reference", "not_applicable", "Pseudonymised before it leaves")
    assert fjordby.found("transfer_assessment_missing") == []


# -- Art. 49(1), second subparagraph ----------------------------------------------------------------------


def test_compelling_interests_need_assessment_and_safeguards_in_the_record(register: Register) -> None:
    fjordby = house(register)
    row = fjordby.add("transfer", country="IN", mechanism="D49_SUB2")
    found = fjordby.found("derogation_undocumented")
    assert [(one.severity, one.article, one.field) for one in found] == [
        (MISSING, "30(1)(e)", "safeguards"),
        (MISSING, "49(6)", "derogation_assessment"),
    ]
    assert found[0].sentence == "India: the suitable safeguards under Art. 49(1) are missing."
    set_language("nb")
    assert fjordby.found("derogation_undocumented")[1].sentence == "India: vurderingen etter art. 49 nr. 1 mangler."
    fjordby.set("transfer", row, "safeguards", "Encrypted, one record only")
    assert [one.field for one in fjordby.found("derogation_undocumented")] == ["derogation_assessment"]
    fjordby.set("transfer", row, "derogation_assessment", "Memorandum 7")
    assert fjordby.found("derogation_undocumented") == []


def test_a_processor_s_transfer_of_that_kind_cites_30_2_c(register: Register) -> None:
    fjordby = house(register, role="processor")
    fjordby.add("transfer", country="IN", mechanism="D49_SUB2")
    assert [one.article for one in fjordby.found("derogation_undocumented")] == ["30(2)(c)", "49(6)"]


def test_other_derogations_need_no_such_documentation(register: Register) -> None:
    fjordby = house(register)
    fjordby.add("transfer", country="IN", mechanism="D49_1A")
    fjordby.add("transfer", country="DE", mechanism="D49_SUB2")
    assert fjordby.found("derogation_undocumented") == []
