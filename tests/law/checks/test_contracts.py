"""Contracts with processors: missing, ended, ending."""

import pytest

from ropa_desktop.i18n import set_language
from ropa_desktop.law.findings import QUESTION, REVIEW_DUE
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.law.checks.house import house


@pytest.mark.parametrize(
    ("state", "said", "norwegian"),
    [
        (
            None,
            "Cloud AS, Hosting: is there a contract under Art. 28(3)?",
            "Cloud AS, Hosting: finnes det en avtale etter art. 28 nr. 3?",
        ),
        (
            "none",
            "Cloud AS, Hosting: no contract. What binds the processor?",
            "Cloud AS, Hosting: ingen avtale. Hva binder databehandleren?",
        ),
        (
            "draft",
            "Cloud AS, Hosting: the contract is still being negotiated. Are data processed already?",
            "Cloud AS, Hosting: det forhandles ennå om avtalen. Behandles det opplysninger allerede?",
        ),
    ],
)
def test_an_engagement_without_a_contract_is_asked_about(
    register: Register, state: str | None, said: str, norwegian: str
) -> None:
    fjordby = house(register)
    engagement = fjordby.engagement(fjordby.party("Cloud AS", kind="legal_entity"), service="Hosting")
    fjordby.set("engagement", engagement, "contract_state", state)
    found = fjordby.one("contract_missing")
    assert (found.severity, found.article, found.record, found.field) == (
        QUESTION,
        "28(3)",
        engagement,
        "contract_state",
    )
    assert found.sentence == said
    set_language("nb")
    assert fjordby.one("contract_missing").sentence == norwegian


@pytest.mark.parametrize("state", ["in_force", "other_act", "not_needed"])
def test_a_contract_that_is_known_is_not_missing(register: Register, state: str) -> None:
    fjordby = house(register)
    fjordby.engagement(fjordby.party("Cloud AS"), contract_state=state)
    assert fjordby.found("contract_missing") == []


def test_a_contract_is_asked_of_processors_in_use_only(register: Register) -> None:
    fjordby = house(register)
    fjordby.engagement(fjordby.party("Bank AS"))
    fjordby.set("recipient", register.snapshot().rows("recipient")[0].id, "assessed_role", "controller")
    edit.add(register, "engagement", keeper_id=fjordby.keeper, organisation_id=fjordby.party("Unused AS"))
    fjordby.engagement(fjordby.party("Suppliers", kind="category"))
    fjordby.engagement(fjordby.party("Cassandra", kind="software"))
    assert fjordby.found("contract_missing") == []


def test_a_contract_that_was_answered_is_settled(register: Register) -> None:
    fjordby = house(register)
    engagement = fjordby.engagement(fjordby.party("Cloud AS"))
    fjordby.answer("engagement", engagement, "contract_state", "not_applicable", "A department of ours")
    assert fjordby.found("contract_missing") == []


def test_a_processor_without_an_engagement_is_asked_about_once(register: Register) -> None:
    fjordby = house(register)
    cloud = fjordby.party("Cloud AS", kind="legal_entity")
    fjordby.add("recipient", organisation_id=cloud, assessed_role="processor")
    edit.add(
        register, "recipient", activity_id=fjordby.another("Web"), organisation_id=cloud, assessed_role="processor"
    )
    found = fjordby.one("contract_missing")
    assert (found.table, found.record) == ("organisation", cloud)
    assert found.sentence == "Cloud AS is a processor, and no engagement says so. Which contract binds it?"
    set_language("nb")
    assert fjordby.one("contract_missing").sentence == (
        "Cloud AS er databehandler, og det står ikke i noe oppdrag. Hvilken avtale binder den?"
    )


def test_of_a_service_whose_company_is_unknown_that_is_asked_first(register: Register) -> None:
    fjordby = house(register)
    cloud = fjordby.party("Azure", kind="product_service")
    fjordby.add("recipient", organisation_id=cloud, assessed_role="processor")
    assert fjordby.one("party_kind")
    assert fjordby.found("contract_missing") == []
    fjordby.set("organisation", cloud, "operator_id", fjordby.party("Cloud Ltd"))
    assert fjordby.one("contract_missing").record == cloud


def test_a_recipient_that_is_no_processor_needs_no_engagement(register: Register) -> None:
    fjordby = house(register)
    fjordby.add("recipient", organisation_id=fjordby.party("Bank AS"), declared_role="recipient")
    assert fjordby.found("contract_missing") == []


def test_the_article_binds_the_processor_too(register: Register) -> None:
    fjordby = house(register, role="processor")
    row = fjordby.add("acted_for", organisation_id=fjordby.party("Client AS", kind="legal_entity"))
    found = fjordby.one("contract_missing")
    assert (found.table, found.record, found.field) == ("acted_for", row, "contract_state")
    fjordby.set("acted_for", row, "contract_state", "in_force")
    assert fjordby.found("contract_missing") == []


@pytest.mark.parametrize(("end", "ended"), [("2026-11-20", True), ("2026-11-21", False)])
def test_a_contract_has_ended_the_day_after_its_last(register: Register, end: str, ended: bool) -> None:
    fjordby = house(register)
    fjordby.engagement(fjordby.party("Cloud AS"), contract_state="in_force", contract_end=end)
    assert bool(fjordby.found("contract_expired")) is ended
    assert bool(fjordby.found("contract_ending")) is not ended


def test_a_contract_that_has_ended_says_when_in_both_languages(register: Register) -> None:
    fjordby = house(register)
    fjordby.engagement(fjordby.party("Cloud AS"), contract_state="in_force", contract_end="2025-12-31")
    found = fjordby.one("contract_expired")
    assert (found.severity, found.field) == (QUESTION, "contract_end")
    assert found.sentence == (
        "Cloud AS: the contract ended on 31 Dec 2025, and the service is still in use. Does it go on?"
    )
    set_language("nb")
    assert fjordby.one("contract_expired").sentence == (
        "Cloud AS: avtalen gikk ut 31. desember 2025, og tjenesten er fortsatt i bruk. Fortsetter den?"
    )


@pytest.mark.parametrize("state", ["expired", "terminated"])
def test_a_contract_said_to_be_over_is_asked_about_without_a_day(register: Register, state: str) -> None:
    fjordby = house(register)
    engagement = fjordby.engagement(fjordby.party("Cloud AS"), contract_state=state)
    assert "has come to an end" in fjordby.one("contract_expired").sentence
    fjordby.set("engagement", engagement, "contract_end", "2027-01-01")
    assert fjordby.found("contract_expired") == [], "terminated, and running to its last day"


def test_an_ended_contract_that_nothing_uses_is_history(register: Register) -> None:
    fjordby = house(register)
    party = fjordby.party("Cloud AS")
    edit.add(register, "engagement", organisation_id=party, contract_state="expired", contract_end="2025-12-31")
    assert fjordby.found("contract_expired") == []


@pytest.mark.parametrize(
    ("end", "due"), [("2026-11-21", True), ("2027-02-21", True), ("2027-02-22", False), ("2026-11-20", False)]
)
def test_a_contract_is_spoken_of_three_months_before_its_end(register: Register, end: str, due: bool) -> None:
    fjordby = house(register)
    fjordby.engagement(fjordby.party("Cloud AS"), contract_state="in_force", contract_end=end)
    found = fjordby.found("contract_ending")
    assert [one.due for one in found] == ([end] if due else [])
    assert all(one.severity == REVIEW_DUE for one in found)


def test_a_contract_that_ends_says_so_in_both_languages(register: Register) -> None:
    fjordby = house(register)
    fjordby.engagement(fjordby.party("Cloud AS"), contract_state="in_force", contract_end="2026-12-31")
    assert fjordby.one("contract_ending").sentence == "Cloud AS: the contract ends on 31 Dec 2026."
    set_language("nb")
    assert fjordby.one("contract_ending").sentence == "Cloud AS: avtalen går ut 31. desember 2026."


def test_a_contract_without_an_end_never_ends(register: Register) -> None:
    fjordby = house(register)
    fjordby.engagement(fjordby.party("Cloud AS"), contract_state="in_force")
    assert fjordby.found("contract_ending") == fjordby.found("contract_expired") == []


def test_a_system_under_an_engagement_keeps_it_in_use(register: Register) -> None:
    fjordby = house(register)
    made = edit.add(register, "engagement", keeper_id=fjordby.keeper, organisation_id=fjordby.party("Cloud AS"))
    edit.add(register, "system", name="Payroll system", engagement_id=made)
    assert fjordby.one("contract_missing").record == made
