"""Recipients, unnamed processors, and parties whose kind cannot hold their role."""

import pytest

from ropa_desktop.i18n import set_language
from ropa_desktop.law.findings import MISSING, QUESTION
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.law.checks.house import house


def test_an_activity_without_recipients_lacks_letter_d(register: Register) -> None:
    fjordby = house(register)
    found = fjordby.one("recipients_missing")
    assert (found.severity, found.article, found.table, found.field) == (MISSING, "30(1)(d)", "activity", "recipients")
    assert found.sentence == "No recipients: to whom are or will the data be disclosed?"
    set_language("nb")
    assert fjordby.one("recipients_missing").sentence == (
        "Ingen mottakere: til hvem blir eller skal opplysningene utleveres?"
    )


def test_recipients_named_by_category_or_answered_are_not_missing(register: Register) -> None:
    fjordby = house(register)
    fjordby.answer("activity", fjordby.activity, "recipients")
    assert fjordby.found("recipients_missing") == []
    fjordby.add("recipient", organisation_id=fjordby.party("Banks", kind="category"))
    assert fjordby.found("recipients_missing") == []


def test_a_recipient_without_a_party_is_counted(register: Register) -> None:
    fjordby = house(register)
    fjordby.add("recipient", organisation_id=fjordby.party("Banks", kind="category"))
    fjordby.add("recipient", disclosed_for="Payment")
    assert fjordby.one("recipients_missing").sentence == "One recipient is neither named nor described."
    fjordby.add("recipient", disclosed_for="Pension")
    assert fjordby.one("recipients_missing").sentence == "2 recipients are neither named nor described."


def test_a_source_is_no_recipient_and_leaves_the_letter_open(register: Register) -> None:
    fjordby = house(register)
    fjordby.add("recipient", organisation_id=fjordby.party("Registry"), assessed_role="source")
    assert fjordby.one("recipients_missing")


def test_recipients_are_not_asked_of_a_processor_s_record(register: Register) -> None:
    assert house(register, role="processor").found("recipients_missing") == []


def test_an_activity_that_is_only_named_is_not_asked_letter_by_letter(register: Register) -> None:
    fjordby = house(register)
    edit.add(register, "activity", name="Only named", keeper_id=fjordby.keeper)
    for code in ("recipients_missing", "transfers_unknown", "measures_missing"):
        assert fjordby.one(code).record == fjordby.activity
    assert fjordby.found("time_limit_missing") == []


@pytest.mark.parametrize("role", ["processor", "sub_processor", "third_party_supplier", "service_provider"])
def test_a_category_in_a_processor_s_role_stands_for_processors_unnamed(register: Register, role: str) -> None:
    fjordby = house(register)
    vendors = fjordby.party("IT suppliers", kind="category")
    fjordby.add("recipient", organisation_id=vendors, declared_role=role)
    fjordby.add("recipient", organisation_id=vendors, declared_role=role)
    found = fjordby.one("processors_unnamed")
    assert (found.severity, found.article, found.record, found.field) == (QUESTION, "28(3)", vendors, "name")
    assert found.sentence == ("“IT suppliers” stands for processors or suppliers that are not named. Who are they?")
    set_language("nb")
    assert fjordby.one("processors_unnamed").sentence == (
        "«IT suppliers» står for databehandlere eller leverandører som ikke er navngitt. Hvem er de?"
    )


def test_processors_with_a_name_and_categories_in_other_roles_are_left_alone(register: Register) -> None:
    fjordby = house(register)
    fjordby.add("recipient", organisation_id=fjordby.party("Cloud AS", kind="legal_entity"), declared_role="processor")
    fjordby.add("recipient", organisation_id=fjordby.party("Banks", kind="category"), declared_role="recipient")
    assessed = fjordby.party("Advisers", kind="category")
    fjordby.add("recipient", organisation_id=assessed, declared_role="service_provider", assessed_role="controller")
    assert fjordby.found("processors_unnamed") == []


def test_unnamed_processors_of_an_archived_activity_are_not_asked_about(register: Register) -> None:
    fjordby = house(register)
    fjordby.engagement(fjordby.party("IT suppliers", kind="category"))
    fjordby.set("recipient", register.snapshot().rows("recipient")[0].id, "declared_role", "processor")
    assert fjordby.one("processors_unnamed")
    fjordby.archive("activity", fjordby.activity)
    assert fjordby.found("processors_unnamed") == []


@pytest.mark.parametrize(
    ("kind", "said", "norwegian"),
    [
        (
            "software",
            "Who operates Cassandra? Software cannot sign a contract.",
            "Hvem driver Cassandra? Programvare kan ikke inngå en avtale.",
        ),
        (
            "product_service",
            "Which company provides Cassandra? A service cannot sign a contract.",
            "Hvilket selskap leverer Cassandra? En tjeneste kan ikke inngå en avtale.",
        ),
        (
            "platform",
            "Which company runs Cassandra? A platform cannot sign a contract.",
            "Hvilket selskap driver Cassandra? En plattform kan ikke inngå en avtale.",
        ),
        (
            "group",
            "Which company of Cassandra is it? A group of companies cannot sign a contract.",
            "Hvilket selskap i Cassandra er det? Et konsern kan ikke inngå en avtale.",
        ),
    ],
)
def test_what_is_no_person_cannot_be_a_processor(register: Register, kind: str, said: str, norwegian: str) -> None:
    fjordby = house(register)
    party = fjordby.party("Cassandra", kind=kind)
    fjordby.add("recipient", organisation_id=party, declared_role="processor")
    found = fjordby.one("party_kind")
    assert (found.severity, found.record, found.field, found.about) == (QUESTION, party, "operator_id", kind)
    assert found.sentence == said
    set_language("nb")
    assert fjordby.one("party_kind").sentence == norwegian
    fjordby.set("organisation", party, "operator_id", fjordby.party("Cloud AS"))
    assert fjordby.found("party_kind") == []


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        ("legal_entity", "processor"),
        ("natural_person", "processor"),  # Art. 4(8)
        ("public_authority", "processor"),
        ("platform", "platform"),
        ("platform", "source"),
        ("software", "none"),
    ],
)
def test_who_can_hold_a_role_or_holds_none_is_not_asked_about(register: Register, kind: str, role: str) -> None:
    fjordby = house(register)
    fjordby.add("recipient", organisation_id=fjordby.party("Slack", kind=kind), assessed_role=role)
    assert fjordby.found("party_kind") == []


def test_the_party_of_an_engagement_needs_a_company_behind_it(register: Register) -> None:
    fjordby = house(register)
    fjordby.engagement(fjordby.party("Azure", kind="product_service"))
    assert fjordby.one("party_kind").sentence.startswith("Which company provides Azure?")


def test_an_operator_that_was_answered_settles_the_question(register: Register) -> None:
    fjordby = house(register)
    party = fjordby.party("Cassandra", kind="software")
    fjordby.add("recipient", organisation_id=party, declared_role="processor")
    fjordby.answer("organisation", party, "operator_id", "not_applicable", "We run it ourselves")
    assert fjordby.found("party_kind") == []


def test_a_public_register_assessed_as_processor_is_asked_about(register: Register) -> None:
    fjordby = house(register)
    party = fjordby.party("Brønnøysundregistrene", kind="public_register")
    row = fjordby.add("recipient", organisation_id=party, assessed_role="processor")
    found = fjordby.one("source_as_processor")
    assert (found.severity, found.article, found.record, found.field) == (QUESTION, "4(8)", row, "assessed_role")
    assert found.sentence.startswith("Brønnøysundregistrene is a public register.")
    set_language("nb")
    assert fjordby.one("source_as_processor").sentence == (
        "Brønnøysundregistrene er et offentlig register. Behandler det opplysninger på dine vegne, eller hentes det "
        "opplysninger derfra?"
    )


def test_a_public_register_assessed_as_source_is_not_whatever_the_source_calls_it(register: Register) -> None:
    fjordby = house(register)
    party = fjordby.party("Brønnøysundregistrene", kind="public_register")
    fjordby.add("recipient", organisation_id=party, declared_role="third_party_supplier", assessed_role="source")
    fjordby.add("recipient", organisation_id=fjordby.party("Cloud AS", kind="legal_entity"), assessed_role="processor")
    assert fjordby.found("source_as_processor") == []
