"""Whose record it is: names, contact details, officer, representative, group, joint controllers, clients."""

import pytest

from ropa_desktop.i18n import set_language
from ropa_desktop.law.findings import MISSING, QUESTION
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.law.checks.looking import activity, found, keeper, only, sentence

# -- keeper_not_identified --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"address": None}, "address", "Fjordby AS: the address is not known."),
        ({"email": None}, "email", "Fjordby AS: neither an e-mail nor a phone number is known."),
        (
            {"address": None, "email": None},
            "address",
            "Fjordby AS: neither an address nor an e-mail or phone number is known.",
        ),
        ({"name": None}, "name", "The record does not say what this organisation is called."),
    ],
)
def test_a_keeper_without_name_or_contact_details_lacks_what_letter_a_asks_for(
    register: Register, values: dict[str, None], field: str, said: str
) -> None:
    keeper(register, **values)
    one = only(register, "keeper_not_identified")
    assert (one.severity, one.article, one.field, one.sentence) == (MISSING, "30(1)(a)", field, said)


def test_contact_details_are_found_where_they_stand(register: Register) -> None:
    by_phone = keeper(register, email=None, phone="+47 00 00 00 00")
    by_contact = keeper(register, name="Havnes SA", email=None)
    edit.add(register, "contact", organisation_id=by_contact, role="general", email="post@havnes.example")
    by_post = keeper(register, name="Uten Post AS", email=None)
    edit.set_answer(register, "organisation", by_post, "email", "none")
    assert found(register, "keeper_not_identified") == []
    edit.set_value(register, "organisation", by_phone, "phone", None)
    assert only(register, "keeper_not_identified").record == by_phone


def test_a_number_is_not_asked_for_and_other_parties_need_no_details(register: Register) -> None:
    keeper(register, identifier=None)
    edit.add(register, "organisation", name="Supplier")
    assert found(register, "keeper_not_identified") == []


def test_clients_and_joint_controllers_need_contact_details_too(register: Register) -> None:
    client = edit.add(register, "organisation", name="Havnes SA", address="Kaia 1")
    partner = edit.add(register, "organisation", name="Partner AS", email="post@partner.example")
    processing = activity(register, role="processor", categories_of_processing="Payroll")
    edit.add(register, "acted_for", activity_id=processing, organisation_id=client)
    edit.add(register, "joint_controller", activity_id=activity(register), organisation_id=partner)
    articles = {one.record: (one.article, one.field) for one in found(register, "keeper_not_identified")}
    assert articles == {client: ("30(2)(a)", "email"), partner: ("30(1)(a)", "address")}


def test_an_activity_that_is_nobodys_and_a_joint_controller_without_name_say_so(register: Register) -> None:
    loose = edit.add(register, "activity", name="Newsletter")
    row = edit.add(register, "joint_controller", activity_id=activity(register))
    said = {one.record: one.sentence for one in found(register, "keeper_not_identified")}
    assert said[loose] == "“Newsletter” does not say whose record it belongs to."
    assert said[row] == "A joint controller is entered and not named."


def test_in_norwegian_contact_details_are_missed_in_norwegian(register: Register) -> None:
    keeper(register, email=None)
    set_language("nb")
    assert sentence(register, "keeper_not_identified") == "Fjordby AS: verken e-post eller telefonnummer er kjent."


# -- dpo_unknown ------------------------------------------------------------------------------------------


def test_an_officer_neither_named_nor_reasoned_away_is_asked_for(register: Register) -> None:
    id = keeper(register)
    one = only(register, "dpo_unknown")
    assert (one.severity, one.record, one.field) == (QUESTION, id, "dpo")
    assert one.sentence.startswith("Fjordby AS: is there a data protection officer?")
    set_language("nb")
    assert sentence(register, "dpo_unknown").startswith("Fjordby AS: finnes det et personvernombud?")


def test_a_public_authority_has_an_officer_so_the_record_lacks_it(register: Register) -> None:
    keeper(register, name="Fjordby kommune", kind="public_authority")
    one = only(register, "dpo_unknown")
    assert (one.severity, one.article) == (MISSING, "30(1)(a)")
    assert "(Art. 37(1)(a))" in one.sentence


def test_an_officer_who_cannot_be_reached_is_half_named(register: Register) -> None:
    id = keeper(register)
    contact = edit.add(register, "contact", organisation_id=id, role="dpo", name="Ingrid Vik")
    one = only(register, "dpo_unknown")
    assert (one.severity, one.about) == (MISSING, "unreachable")
    edit.set_value(register, "contact", contact, "email", "dpo@fjordby.example")
    assert found(register, "dpo_unknown") == []


def test_a_reason_why_there_is_no_officer_settles_it(register: Register) -> None:
    edit.set_answer(register, "organisation", keeper(register), "dpo", "not_applicable", "Art. 37(1) is not met")
    assert found(register, "dpo_unknown") == []


def test_of_a_supplier_or_joint_controller_no_officer_is_asked(register: Register) -> None:
    edit.set_answer(register, "organisation", id := keeper(register), "dpo", "not_applicable", "no")
    partner = edit.add(register, "organisation", name="Partner AS", address="Gata 1", email="a@b.example")
    edit.add(register, "joint_controller", activity_id=activity(register, keeper_id=id), organisation_id=partner)
    assert found(register, "dpo_unknown") == []


# -- representative_unknown -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "severity", "field"),
    [
        ({}, QUESTION, "offers_or_monitors"),
        ({"offers_or_monitors": "yes"}, QUESTION, "representative_exempt"),
        ({"offers_or_monitors": "yes", "representative_exempt": "no"}, MISSING, "representative"),
    ],
)
def test_outside_the_eea_art_3_and_27_are_asked_before_a_representative_is_missed(
    register: Register, values: dict[str, str], severity: str, field: str
) -> None:
    keeper(register, name="Cloud Inc.", country="US", **values)
    one = only(register, "representative_unknown")
    assert (one.severity, one.field) == (severity, field)
    assert one.sentence.startswith("Cloud Inc. (United States) is outside the EEA")
    set_language("nb")
    assert sentence(register, "representative_unknown").startswith("Cloud Inc. (USA) er utenfor EØS")


@pytest.mark.parametrize(
    "values",
    [
        {"country": "NO"},
        {"country": None},
        {"country": "US", "offers_or_monitors": "no"},
        {"country": "US", "offers_or_monitors": "yes", "representative_exempt": "yes"},
        {"country": "US", "kind": "public_authority"},
    ],
)
def test_who_needs_no_representative_is_not_asked(register: Register, values: dict[str, str | None]) -> None:
    keeper(register, **values)
    assert found(register, "representative_unknown") == []


def test_a_representative_that_is_named_or_does_not_apply_settles_it(register: Register) -> None:
    named = keeper(register, name="Cloud Inc.", country="US")
    edit.add(register, "contact", organisation_id=named, role="representative", name="Rep AS")
    excused = keeper(register, name="Sky Inc.", country="US")
    edit.set_answer(register, "organisation", excused, "representative", "not_applicable", "Art. 3(2) is not met")
    assert found(register, "representative_unknown") == []


def test_the_united_kingdom_was_inside_until_the_end_of_2020(register: Register) -> None:
    keeper(register, country="GB")
    assert found(register, "representative_unknown", "2020-12-31") == []
    assert found(register, "representative_unknown", "2021-01-01") != []


# -- controller_ambiguous, joint_without_arrangement, controller_acted_for_unknown ------------------------


def test_a_group_keeps_no_record_its_companies_do(register: Register) -> None:
    group = keeper(register, name="Fjord Group", kind="group")
    edit.add(register, "organisation", name="Fjord Ltd.", kind="legal_entity", parent_id=group)
    one = only(register, "controller_ambiguous")
    assert one.sentence == "Fjord Group is a group of companies: which of them is the controller?"
    assert "Fjord Ltd." in one.advice
    set_language("nb")
    assert "er et konsern: hvilket av selskapene" in sentence(register, "controller_ambiguous")


def test_software_keeps_no_record_either_and_a_group_that_keeps_none_is_not_asked(register: Register) -> None:
    edit.add(register, "organisation", name="Other Group", kind="group")
    keeper(register, kind="legal_entity")
    assert found(register, "controller_ambiguous") == []
    keeper(register, name="Cassandra", kind="software")
    assert sentence(register, "controller_ambiguous") == "Cassandra is entered as “Software”: who keeps this record?"


def test_joint_controllers_have_an_arrangement(register: Register) -> None:
    partner = edit.add(register, "organisation", name="Partner AS")
    row = edit.add(register, "joint_controller", activity_id=activity(register), organisation_id=partner)
    one = only(register, "joint_without_arrangement")
    assert (one.severity, one.article, one.record, one.field) == (QUESTION, "26(1)", row, "arrangement")
    assert one.sentence == "Which arrangement with Partner AS says who answers for what?"
    set_language("nb")
    assert "Hvilken ordning med Partner AS" in sentence(register, "joint_without_arrangement")
    edit.set_value(register, "joint_controller", row, "arrangement", "Partner AS informs")
    assert found(register, "joint_without_arrangement") == []


def test_an_answer_settles_the_arrangement_and_a_sole_controller_needs_none(register: Register) -> None:
    activity(register)
    assert found(register, "joint_without_arrangement") == []
    row = edit.add(register, "joint_controller", activity_id=activity(register))
    edit.set_answer(register, "joint_controller", row, "arrangement", "not_applicable", "laid down by law")
    assert found(register, "joint_without_arrangement") == []


def test_a_processor_names_each_controller_that_it_acts_for(register: Register) -> None:
    processing = activity(register, role="processor", categories_of_processing="Hosting")
    one = only(register, "controller_acted_for_unknown")
    assert (one.severity, one.article, one.sentence) == (
        MISSING, "30(2)(a)", "On whose behalf? No controller is named."
    )  # fmt: skip
    customers = edit.add(register, "organisation", name="Customers", kind="category")
    row = edit.add(register, "acted_for", activity_id=processing, organisation_id=customers)
    assert sentence(register, "controller_acted_for_unknown").endswith("The record says: Customers.")
    set_language("nb")
    assert sentence(register, "controller_acted_for_unknown").endswith("Protokollen sier: Customers.")
    client = edit.add(register, "organisation", name="Havnes SA", kind="legal_entity")
    edit.set_value(register, "acted_for", row, "organisation_id", client)
    assert found(register, "controller_acted_for_unknown") == []


def test_a_controller_acts_for_nobody(register: Register) -> None:
    activity(register)
    assert found(register, "controller_acted_for_unknown") == []
