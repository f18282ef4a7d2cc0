"""Two published notices entered as registers: where each fact went, and that nothing was added to it.

The facts are numbered as the notices were read: 3 Commsor, 4 CloudCall (4.P1 as processor). Every fact is an activity,
or a data line, recipient, time limit or measure of one, and stands there with its quotation.
"""

import re
from collections.abc import Iterator

import pytest

from ropa_desktop.exchange.samples import build
from ropa_desktop.law.parties import transfers
from ropa_desktop.model import catalog
from ropa_desktop.model.activity import Activity, DataLine, Purpose, Recipient
from ropa_desktop.model.organisation import Contact, Organisation
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.register import Register
from tests.exchange.test_samples_notices_a import entry, owner, statement

CONTROLLERS = ("Commsor Inc.", "CloudCall Group")

# fact, reference of the record or of the one it belongs to, table, field, piece of the quotation
FACTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("3.1", "CS-01", "activity", "name", "Registration and Profile Information."),
    ("3.1", "CS-01", "data_line", "detail", "we ask you to create a password"),
    ("3.1", "CS-01", "data_line", "detail", "email address, first name and last name"),
    ("3.1", "CS-01", "data_line", "detail", "community or company name"),
    ("3.1", "CS-01", "data_line", "detail", "community-building goals and challenges"),
    ("3.2", "CS-02", "activity", "name", "request access to our Service, or participate in demos"),
    ("3.3", "CS-03", "data_line", "detail", "payment card information"),
    ("3.3", "CS-03", "recipient", "organisation_id", "third-party service providers that handle payments"),
    ("3.4", "CS-04", "purpose", "description", "If you apply for funding from us"),
    ("3.4", "CS-04", "data_line", "detail", "demo video or presentation"),
    ("3.5", "CS-05", "data_line", "detail", "email address, social media handle"),
    ("3.5", "CS-05", "data_line", "detail", "the contents of a message or attachments"),
    ("3.6", "CS-06", "purpose", "description", "newsletters, marketing or promotional materials"),
    ("3.6", "CS-06", "activity", "description", "unsubscribe from our promotional emails via the link"),
    ("3.7", "CS-07", "data_line", "detail", "operating system version, and unique device identifiers"),
    ("3.8", "CS-07", "data_line", "detail", "the time and date of your visit"),
    ("3.8", "CS-07", "purpose", "description", "To help us understand how you use our Service"),
    ("3.9", "CS-07", "data_line", "detail", "we infer the general physical location of your device"),
    ("3.10", "CS-08", "data_line", "detail", "messages, comments, photos, or reviews"),
    ("3.10", "CS-08", "recipient", "declared_wording", "including Slack channels, and on Twitter or LinkedIn"),
    ("3.11", "CS-09", "data_line", "detail", "from third parties and combine it with other information"),
    ("3.12", "CS-10", "data_line", "detail", "your comments in our forums and channels"),
    ("3.12", "CS-10", "recipient", "organisation_id", "viewable by other users in these forums"),
    ("3.13", "CS-11", "purpose", "description", "develop new products, services, and features"),
    ("3.14", "CS-12", "purpose", "description", "for debugging purposes to identify and repair errors"),
    ("3.14", "CS-12", "purpose", "description", "technical issues, security incidents, and fraud"),
    ("3.15", "CS-13", "purpose", "description", "including for billing and collection"),
    ("3.16", "CS-14", "purpose", "description", "notices about your account and/or subscription"),
    ("3.17", "CS-15", "purpose", "description", "de-identify and/or aggregate information"),
    ("3.18", "CS-16", "purpose", "description", "enable the user authorization feature"),
    ("3.18", "CS-16", "activity", "description", "including the Limited Use Requirements"),
    ("3.19", "CS-17", "recipient", "organisation_id", "advisors, potential transactional partners"),
    ("3.20", "CS-18", "recipient", "organisation_id", "such as a court order or subpoena"),
    ("3.20", "CS-18", "purpose", "description", "requests from auditors, examiners, or other regulators"),
    ("3.21", "CS-19", "data_line", "detail", "verify your identity before responding"),
    ("3.22", "CS-07", "purpose", "legal_basis", "or to use cookies and similar technologies"),
    ("3.22", "CS-07", "data_line", "detail", "cookies and similar technologies"),
    ("4.1", "CL-01", "purpose", "description", "for sales purposes, running trials"),
    ("4.1", "CL-01", "data_line", "detail", "name, company name, address, email address, and telephone number"),
    ("4.2", "CL-01", "data_line", "detail", "biographical information posted by these representatives"),
    ("4.3", "CL-02", "purpose", "description", "to analyze how visitors use our website"),
    ("4.3", "CL-02", "data_line", "detail", "search terms that website visitors have used"),
    ("4.4", "CL-03", "data_line", "detail", "whether a user opens an email and how long it is viewed"),
    ("4.5", "CL-04", "purpose", "description", "such as billing customers"),
    ("4.5", "CL-04", "data_line", "detail", "payment information, and information about individual transactions"),
    ("4.6", "CL-05", "purpose", "description", "deliver equipment and other products purchased"),
    ("4.7", "CL-06", "purpose", "description", "control access to these services"),
    ("4.7", "CL-06", "data_line", "detail", "a username and password for each individual account"),
    ("4.8", "CL-07", "data_line", "detail", "other CloudCall employee groups may be recorded"),
    ("4.8", "CL-07", "activity", "description", "implying consent by staying on the call"),
    ("4.9", "CL-08", "purpose", "description", "respond to their inquiries and provide training and support"),
    ("4.10", "CL-09", "data_line", "detail", "emails, newsletters, postal mail, and phone calls"),
    ("4.11", "CL-10", "purpose", "description", "prevent unlawful or potentially unlawful activity"),
    ("4.12", "CL-01", "recipient", "organisation_id", "A court order to disclose such information"),
    ("4.12", "CL-01", "recipient", "disclosed_for", "no obligation to notify you"),
    ("4.12", "CL-P01", "recipient", "organisation_id", "national security or law enforcement requirements"),
    ("4.13", "CL-11", "purpose", "description", "under bankruptcy proceedings"),
    ("4.13", "CL-11", "recipient", "organisation_id", "sale, merger, reorganization"),
    ("4.14", "CL-04", "purpose", "description", "aggregate statistics about customers, sales, and traffic patterns"),
    ("4.15", "CL-12", "purpose", "description", "resolve complaints about your privacy"),
    ("4.15", "CL-12", "activity", "description", "respond within 45 days"),
    ("4.16", "CL-13", "activity", "name", "For human resources data, we have agreed to cooperate"),
    ("4.P1", "CL-P01", "activity", "role", "for which we act as a data processor"),
    ("4.P1", "CL-P01", "activity", "categories_of_processing", "processes the communications our customers transmit"),
    ("4.P1", "CL-P01", "data_line", "subject_id", "any other person or entity communicating"),
    ("4.P1", "CL-P01", "data_line", "detail", "recorded calls, messages, and meetings, voicemails"),
    ("4.P1", "CL-P01", "purpose", "description", "enhancing, or improving our services"),
)

# Only what the notice itself ties to a basis, in its own examples.
STATED_BASES = {
    ("CS-05", "6(1)(b)", "Respond to inquiries, comments and questions"),
    ("CS-06", "6(1)(a)", "Send newsletters, marketing or promotional materials"),
    ("CS-07", "6(1)(a)", "Use cookies and similar technologies"),
    ("CS-07", "6(1)(f)", "Internal analytics"),
    ("CS-11", "6(1)(f)", "Develop new products, services and features"),
    ("CS-12", "6(1)(f)", "Improve the safety, security and performance of the Service"),
    ("CS-13", "6(1)(c)", "Comply with tax and accounting obligations"),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    with Register.create(tmp_path_factory.mktemp("notices") / "notices.ropa") as register:
        build(register, CONTROLLERS)
        yield register.snapshot()


def organisation(found: Snapshot, name: str) -> Organisation:
    (row,) = [o for o in found.all(Organisation) if o.name == name]
    return row


def activities(found: Snapshot, prefix: str) -> list[Activity]:
    return [a for a in found.all(Activity) if (a.reference or "").startswith(prefix)]


@pytest.mark.parametrize(
    ("fact", "reference", "key", "field", "quotation"), FACTS, ids=[f"{f[0]} {f[1]} {f[2]}" for f in FACTS]
)
def test_a_fact_stands_where_it_belongs_with_its_quotation(
    found: Snapshot, fact: str, reference: str, key: str, field: str, quotation: str
) -> None:
    assert (reference, key, field) in statement(found, quotation)


def test_no_numbered_fact_is_missing() -> None:
    expected = {f"3.{fact}" for fact in range(1, 23)} | {f"4.{fact}" for fact in range(1, 17)} | {"4.P1"}
    assert {fact for fact, *_rest in FACTS} == expected


def test_every_quotation_has_its_document_and_line(found: Snapshot) -> None:
    for source in found.rows("source"):
        assert source.document in (
            "Privacy notice of Commsor Inc., undated",
            "Privacy notice of CloudCall Group, 16 January 2018",
            "Privacy Shield supplement of CloudCall Group, 2 February 2018",
        )
        assert re.fullmatch(r"line \d+|lines \d+–\d+", source.place)
        assert source.quotation


def test_what_was_taken_from_a_notice_says_from_where(found: Snapshot) -> None:
    kinds = ("organisation", "contact", "engagement", "purpose", "data_line", "recipient", "transfer", "retention_rule")
    for key in (*kinds, "measure", "acted_for", "activity"):
        assert [row for row in found.rows(key) if not found.sources(row.id)] == []


def test_each_cover_says_what_it_is(found: Snapshot) -> None:
    commsor, cloudcall = (organisation(found, name) for name in CONTROLLERS)
    assert (commsor.record_date, commsor.record_statement) == (
        None,
        "Entered from a published notice without a date; says nothing about the company today.",
    )
    assert (cloudcall.record_date, cloudcall.record_statement) == (
        "2018-01-16",
        "Entered from a notice published on 16 January 2018; says nothing about the company today.",
    )


# -- Commsor ----------------------------------------------------------------------------------------------


def test_bases_stand_only_where_the_notice_ties_one_to_a_purpose(found: Snapshot) -> None:
    bases = set()
    for purpose in found.all(Purpose):
        if purpose.legal_basis:
            assert found.sources(purpose.id, "legal_basis")
            assert purpose.national_law is None
            bases.add((owner(found, purpose.id)[1], purpose.legal_basis, purpose.description))
    assert bases == STATED_BASES


def test_platforms_keep_their_declared_role_and_stay_unassessed(found: Snapshot) -> None:
    declared = {"Slack": "platform", "Twitter": "platform", "LinkedIn": "platform", "Google APIs": "source"}
    for name, role in declared.items():
        party = organisation(found, name)
        assert (party.kind, party.operator_id) == ("platform", None)
        (recipient,) = found.where(Recipient, "organisation_id", party.id)
        assert (recipient.declared_role, recipient.assessed_role) == (role, None)
    (received,) = found.where(DataLine, "origin_id", organisation(found, "Google APIs").id)
    assert received.origin == "third_party"


def test_unnamed_parties_are_categories_and_nothing_was_concluded_of_any(found: Snapshot) -> None:
    for recipient in found.all(Recipient):
        party = found.get(Organisation, recipient.organisation_id)
        assert party is not None
        assert recipient.assessed_role is None
        assert party.kind in ("category", "platform", "public_authority")
    for activity in activities(found, "CS-"):
        declared = {r.declared_role for r in found.where(Recipient, "activity_id", activity.id)}
        assert {"service_provider", "group_company"} <= declared


def test_commsor_transfers_to_the_united_states_as_it_declares(found: Snapshot) -> None:
    for activity in activities(found, "CS-"):
        rows = [transfer for transfer, _engagement in transfers(found, activity.id)]
        assert {t.country for t in rows} == {"US"}
        assert [t.mechanism for t in rows] == ["D49_1A", "CONTRACT_UNSPECIFIED"]
        assert all(t.engagement_id for t in rows)  # entered once, inherited
    consent = next(t for t in found.rows("transfer") if t.mechanism == "D49_1A")
    (source,) = found.sources(consent.id, "mechanism")
    assert source.quotation is not None
    assert source.quotation.endswith("represents your agreement to that transfer.")


def test_payment_card_data_have_no_time_limit_stated(found: Snapshot) -> None:
    (line,) = found.where(DataLine, "activity_id", entry(found, "activity", "CS-03").id)
    assert (line.detail, line.retention_id) == ("payment card information", None)


# -- CloudCall --------------------------------------------------------------------------------------------


def test_cloudcall_is_a_group_of_three_companies_none_of_them_named_controller(found: Snapshot) -> None:
    group = organisation(found, "CloudCall Group")
    assert (group.kind, group.country) == ("group", "GB")
    assert group.address == "1 Colton Square, Leicester, LE1 1QH"
    offices = {(c.country, c.address) for c in found.where(Contact, "organisation_id", group.id)}
    assert ("US", "320 Congress Street., Boston, MA, 02210") in offices
    companies = found.where(Organisation, "parent_id", group.id)
    assert {c.name for c in companies} == {"CloudCall Group Plc", "CloudCall Ltd.", "CloudCall Inc."}
    assert {(c.kind, c.country, c.address, c.record_kept) for c in companies} == {("legal_entity", None, None, None)}
    assert {a.keeper_id for a in activities(found, "CL-")} == {group.id}


def test_the_privacy_shield_is_entered_as_the_privacy_shield(found: Snapshot) -> None:
    shields = {"PRIVACY_SHIELD", "SWISS_PRIVACY_SHIELD"}
    for activity in activities(found, "CL-"):
        rows = [transfer for transfer, _engagement in transfers(found, activity.id)]
        assert {t.mechanism for t in rows if t.country == "US"} == shields
        assert {t.country for t in rows} <= {"US", None}
        onward = {t.mechanism for t in rows if t.country is None}
        if activity.reference == "CL-13":
            assert onward == set()
        elif activity.reference == "CL-P01":
            assert onward == {"CONTRACT_UNSPECIFIED"}
        else:
            assert onward == {"PRIVACY_SHIELD", "CONTRACT_UNSPECIFIED"}


def test_human_resources_data_are_named_and_nothing_else_is_known(found: Snapshot) -> None:
    activity = entry(found, "activity", "CL-13")
    known = {r.name for r in catalog.kind("activity").relations if found.related(activity.id, r)}
    assert known == {"transfers"}


def test_communications_content_is_processed_for_unnamed_customers(found: Snapshot) -> None:
    activity = entry(found, "activity", "CL-P01")
    assert activity.role == "processor"
    (row,) = found.matching("acted_for", "activity_id", activity.id)
    customers = found.get(Organisation, row.organisation_id)
    assert customers is not None
    assert (customers.kind, row.contract_state) == ("category", None)
    purposes = [p.description for p in found.where(Purpose, "activity_id", activity.id)]
    assert "Enhance or improve the services" in purposes  # a purpose of its own


# -- what the notices do not say --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reference", "wording"),
    [
        ("CS-RET-01", "only for as long as is necessary"),
        ("CS-RET-02", "generally retained for a shorter period"),
        ("CL-RET-01", "until we delete their information under our document retention and deletion practices"),
        ("CL-RET-02", "we continue to maintain the information collected"),
    ],
)
def test_vague_time_limits_keep_their_words_alone(found: Snapshot, reference: str, wording: str) -> None:
    rule = entry(found, "retention_rule", reference)
    assert wording in rule.wording
    assert (rule.amount, rule.unit, rule.trigger, rule.criterion, rule.disposal) == (None,) * 5


def test_what_no_notice_says_is_unknown(found: Snapshot) -> None:
    assert found.rows("answer") == ()
    assert {c.role for c in found.all(Contact)} == {"privacy", "general"}
    for activity in found.all(Activity):
        assert (activity.status, activity.reviewed_on, activity.owner, activity.assessment_required) == (
            "draft",
            None,
            None,
            None,
        )
    assert {(m.letter, m.family) for m in found.rows("measure")} == {(None, None)}
    assert {e.contract_state for e in found.rows("engagement")} == {None}
    assert {o.offers_or_monitors for o in found.all(Organisation)} == {None}
    commsor = organisation(found, "Commsor Inc.")
    assert (commsor.address, commsor.phone, commsor.identifier) == (None, None, None)


def test_nobody_is_named(found: Snapshot) -> None:
    assert {c.name for c in found.all(Contact)} == {None}
    assert {c.phone for c in found.all(Contact)} == {None}
    assert {c.email for c in found.all(Contact)} == {"support@commsor.com", "info@cloudcall.com", None}
