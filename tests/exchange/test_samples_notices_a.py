"""Three published notices entered as registers: where each fact went, and that nothing was added to it.

The facts are numbered as the notices were read: 0 CommunicatorCloud, 1 ConnXio, 2 Catacloud. Every fact is an
activity, or a data line, recipient, time limit or measure of one, and stands there with its quotation.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from ropa_desktop.exchange.samples import build, sample_records
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.activity import Activity, DataLine, Purpose, Recipient
from ropa_desktop.model.engagement import Engagement
from ropa_desktop.model.organisation import Contact, Organisation
from ropa_desktop.model.shared import RetentionRule
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.register import Register

CONTROLLERS = ("Communicator AS", "Communicate Norge AS", "Catacloud AS")

# fact, reference of the record or of the one it belongs to, table, field (None: the whole), piece of the quotation
FACTS: tuple[tuple[str, str, str, str | None, str], ...] = (
    ("0.1", "CC-01", "purpose", "description", "providing the Service"),
    ("0.1", "CC-01", "purpose", "description", "performing Supplier's obligations"),
    ("0.1", "CC-01", "data_line", "detail", "opens a User Account"),
    ("0.2", "CC-02", "purpose", "description", "conclusion and modification of the agreements"),
    ("0.3", "CC-03", "data_line", "detail", "downloads, installs, updates or uninstalls the Software"),
    ("0.4", "CC-04", "purpose", "description", "improving or otherwise modifying the Service"),
    ("0.4", "CC-04", "purpose", "description", "notifying Data Subjects thereof"),
    ("0.5", "CC-05", "purpose", "description", "customizing the content and/or layout"),
    ("0.6", "CC-06", "purpose", "description", "exercising and enforcing Supplier's rights"),
    ("0.6", "CC-06", "data_line", "detail", "monitor or access its customers' accounts"),
    ("0.7", "CC-07", "purpose", "description", "information about products, services, promotions, and events"),
    ("0.8", "CC-08", "purpose", "description", "without offering Data Subjects the opportunity to opt out"),
    ("0.9", "CC-09", "purpose", "description", "machine learning and statistics"),
    ("0.10", "CC-01", "data_line", "detail", "when the user submits such data"),
    ("0.10", "CC-01", "special_condition", "condition", "informed, expressly and freely given consent"),
    ("0.11", "CC-10", "purpose", "description", "all requests, enquiries, complaints"),
    ("0.12", "CC-11", "purpose", "description", "by sending users an email"),
    ("1.1", "CX-01", "purpose", "description", "fulfill and manage the customer SLA regarding orders"),
    ("1.1", "CX-01", "purpose", "description", "guarantee monthly payments"),
    ("1.2", "CX-02", "purpose", "description", "Answer any inquiries we may receive"),
    ("1.3", "CX-P01", "activity", "categories_of_processing", "collects, transforms, and delivers data"),
    ("1.3", "CX-P01", "data_line", "detail", "Person sensitive data might be handled"),
    ("1.4", "CX-03", "purpose", "description", "Communicate Support department"),
    ("1.5", "CX-P01", "data_line", "detail", "archive information longer than the retention time"),
    ("1.5", "CX-RET-05", "retention_rule", "wording", "archive information longer than the retention time"),
    ("1.6", "CX-04", "activity", None, "any related services, sales, marketing or events"),
    ("1.7", "CX-05", "purpose", "description", "court order or a subpoena"),
    ("1.7", "CX-05", "recipient", "declared_role", "national security or law enforcement"),
    ("1.8", "CX-06", "purpose", "legal_basis", "Vital Interests: We may disclose"),
    ("1.9", "CX-07", "purpose", "description", "respond to your request within 30 days"),
    ("1.10", "CX-MEA-03", "measure", "description", "isolate it from any further processing"),
    ("1.10", "CX-RET-07", "retention_rule", "wording", "stored in backup archives"),
    ("1.10", "CX-01", "data_line", "detail", "stored in backup archives"),
    ("2.1", "CA-01", "purpose", "description", "When you create a user profile"),
    ("2.2", "CA-02", "purpose", "description", "Send you newsletters"),
    ("2.3", "CA-03", "purpose", "description", "documents in connection with courses"),
    ("2.4", "CA-04", "purpose", "description", "payment information, access levels, modules"),
    ("2.5", "CA-05", "purpose", "description", "when you send an e-mail to the customer center"),
    ("2.6", "CA-06", "data_line", "detail", "how you navigate the solution, which links you click on"),
    ("2.6", "CA-06", "data_line", "detail", "masked IP address, browser service, operating system"),
    ("2.7", "CA-07", "purpose", "description", "collecting statistics"),
    ("2.7", "CA-07", "purpose", "description", "improve the user experience"),
    ("2.8", "CA-08", "purpose", "description", "Analyze usage patterns to uncover irregularities"),
    ("2.9", "CA-09", "purpose", "description", "how effective an advertising campaign is"),
    ("2.10", "CA-10", "data_line", "detail", "links you to a group with similar characteristics"),
    ("2.10", "CA-10", "recipient", "declared_role", "1. Brønnøysund Register"),
    ("2.11", "CA-P01", "activity", "categories_of_processing", "control and ownership of their data"),
    ("2.11", "CA-P01", "data_line", "detail", "creating a client"),
    ("2.12", "CA-11", "purpose", "legal_basis", "provisions of the Accounting Act"),
    ("2.12", "CA-11", "purpose", "legal_basis", "Bookkeeping Act's requirements"),
    ("2.13", "CA-11", "recipient", "declared_role", "legal obligation to disclose information"),
    ("2.14", "CA-RET-02", "retention_rule", "disposal", "anonymize information instead of deleting it"),
    ("2.15", "CA-12", "purpose", "description", "personal and company information on the websites"),
)

STATED_BASES = {
    # The notice claims the contract for all processing together; no purpose has a basis of its own.
    **{f"CC-{number:02}": {"6(1)(b)"} for number in range(1, 12)},
    "CX-02": {"6(1)(f)"},
    "CX-05": {"6(1)(c)"},
    "CX-06": {"6(1)(d)"},  # the notice's own label for fraud and litigation
    "CA-11": {"6(1)(c)"},
    "CA-12": {"6(1)(a)"},
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    with Register.create(tmp_path_factory.mktemp("notices") / "notices.ropa") as register:
        build(register, CONTROLLERS)
        yield register.snapshot()


def entry(found: Snapshot, key: str, reference: str) -> Any:
    (row,) = found.matching(key, "reference", reference)
    return row


def owner(found: Snapshot, record_id: str) -> tuple[str, str]:
    """The table of a record, and the reference of the record itself or of the one that it belongs to."""
    key = found.kind_of(record_id)
    assert key is not None
    row: Any = found.find(key, record_id)
    for parent in tables.parents(key):
        if getattr(row, parent) is not None:
            return key, owner(found, getattr(row, parent))[1]
    return key, row.reference


def statement(found: Snapshot, quotation: str) -> set[tuple[str, str, str | None]]:
    """Reference, table and field of all that was taken from a quotation."""
    sources = [source for source in found.rows("source") if quotation in source.quotation]
    return {(*reversed(owner(found, source.record_id)), source.field) for source in sources}


@pytest.mark.parametrize(
    ("fact", "reference", "key", "field", "quotation"), FACTS, ids=[f"{f[0]} {f[1]} {f[2]}" for f in FACTS]
)
def test_a_fact_stands_where_it_belongs_with_its_quotation(
    found: Snapshot, fact: str, reference: str, key: str, field: str | None, quotation: str
) -> None:
    assert (reference, key, field) in statement(found, quotation)


def test_no_numbered_fact_is_missing() -> None:
    numbered = [(0, 12), (1, 10), (2, 15)]
    expected = {f"{notice}.{fact}" for notice, last in numbered for fact in range(1, last + 1)}
    assert {fact for fact, *_rest in FACTS} == expected


def test_every_quotation_has_its_document_and_line(found: Snapshot) -> None:
    documents = {
        "Privacy notice of CommunicatorCloud, undated",
        "Privacy notice of ConnXio, 1 January 2022",
        "Privacy notice of Catacloud AS, 1 November 2023",
    }
    for source in found.rows("source"):
        assert source.document in documents
        assert re.fullmatch(r"lines? \d+(–\d+)?", source.place)
        assert source.quotation


def test_what_was_taken_from_a_notice_says_from_where(found: Snapshot) -> None:
    for key in ("purpose", "data_line", "recipient", "transfer", "retention_rule", "measure", "acted_for"):
        assert [row for row in found.rows(key) if not found.sources(row.id)] == []
    for organisation in found.all(Organisation):
        assert found.sources(organisation.id), organisation.name


def test_each_cover_says_what_it_is(found: Snapshot) -> None:
    covers = {
        o.name: (o.kind, o.country, o.record_date, o.record_statement)
        for o in found.all(Organisation)
        if o.record_kept == "yes"
    }
    nothing = "says nothing about the company today."
    assert covers == {
        "Communicator AS": (
            "legal_entity",
            "NO",
            None,
            f"Entered from a published notice without a date; {nothing}",
        ),
        "Communicate Norge AS": (
            "legal_entity",
            "NO",
            "2022-01-01",
            f"Entered from a notice published on 1 January 2022; {nothing}",
        ),
        "Catacloud AS": (
            "legal_entity",
            "NO",
            "2023-11-01",
            f"Entered from a notice published on 1 November 2023; {nothing}",
        ),
    }


def test_the_notices_that_say_processor_have_a_record_of_it(found: Snapshot) -> None:
    processing = {a.reference: a for a in found.all(Activity) if a.role == "processor"}
    assert set(processing) == {"CX-P01", "CA-P01"}
    for activity in processing.values():
        assert activity.categories_of_processing
        assert found.matching("acted_for", "activity_id", activity.id)
        assert not found.matching("special_condition", "activity_id", activity.id)
        assert not found.matching("purpose", "activity_id", activity.id)


# -- parties ----------------------------------------------------------------------------------------------


def roles(found: Snapshot, name: str) -> dict[str, tuple[str | None, str | None, str | None]]:
    """By activity: what a party is called, in which words, and what was concluded."""
    (party,) = [organisation for organisation in found.all(Organisation) if organisation.name == name]
    return {
        owner(found, r.id)[1]: (r.declared_role, r.declared_wording, r.assessed_role)
        for r in found.where(Recipient, "organisation_id", party.id)
    }


def test_azure_is_a_service_of_an_unknown_company(found: Snapshot) -> None:
    (azure,) = [o for o in found.all(Organisation) if o.name == "Microsoft Azure"]
    assert (azure.kind, azure.operator_id, azure.parent_id, azure.parent_country) == (
        "product_service",
        None,
        None,
        None,
    )
    assert roles(found, "Microsoft Azure") == {
        "CX-01": ("processor", "Data Processors", None),
        "CX-03": ("processor", "Data Processors", None),
        "CX-P01": ("processor", "Data Processors", "sub_processor"),
    }


def test_cassandra_is_software_of_an_unknown_operator_and_a_system(found: Snapshot) -> None:
    (cassandra,) = [o for o in found.all(Organisation) if o.name == "Apache Cassandra"]
    assert (cassandra.kind, cassandra.operator_id) == ("software", None)
    assert set(roles(found, "Apache Cassandra").values()) == {("processor", "Data Processors", None)}
    system = entry(found, "system", "CX-SYS-02")
    assert (system.name, system.operator_id) == ("Apache Cassandra", None)


def test_the_brønnøysund_register_is_a_source(found: Snapshot) -> None:
    (register,) = [o for o in found.all(Organisation) if o.name == "Brønnøysund Register"]
    assert register.kind == "public_register"
    assert found.wording(register.id, "name", "nb") == "Brønnøysundregistrene"
    assert roles(found, "Brønnøysund Register") == {"CA-10": ("third_party_supplier", "3rd party suppliers", "source")}
    assert found.where(DataLine, "origin_id", register.id)


def test_named_services_are_engagements_whose_contract_is_unknown(found: Snapshot) -> None:
    services = {e.service: e for e in found.all(Engagement) if e.service}
    assert set(services) == {"ConnXio Integration Service", "Data Storage"}
    assert {engagement.contract_state for engagement in services.values()} == {None}


def test_unnamed_parties_are_categories_and_nothing_was_concluded_of_them(found: Snapshot) -> None:
    named = {*CONTROLLERS, "Microsoft Azure", "Apache Cassandra", "Brønnøysund Register"}
    for organisation in found.all(Organisation):
        assert (organisation.kind == "category") == (organisation.name not in named)
    concluded = {r.assessed_role for r in found.all(Recipient)} - {None}
    assert concluded == {"sub_processor", "source"}


# -- bases, transfers, time limits ------------------------------------------------------------------------


def test_bases_stand_only_where_a_notice_states_one(found: Snapshot) -> None:
    bases: dict[str, set[str]] = {}
    for purpose in found.all(Purpose):
        if purpose.legal_basis is not None:
            bases.setdefault(owner(found, purpose.id)[1], set()).add(purpose.legal_basis)
            assert found.sources(purpose.id, "legal_basis")
    assert bases == STATED_BASES


def test_bases_listed_for_all_purposes_are_quoted_and_left_unknown(found: Snapshot) -> None:
    quoted = statement(found, "in reliance on our legitimate business interests")
    assert quoted == {("CX-01", "purpose", "legal_basis"), ("CX-03", "purpose", "legal_basis")}


def test_special_categories_are_possible_not_held(found: Snapshot) -> None:
    (possible,) = found.matching("data_category", "name", "Special categories, possible")
    lines = {owner(found, line.id)[1] for line in found.where(DataLine, "data_id", possible.id)}
    assert lines == {"CC-01", "CX-P01"}
    (condition,) = found.rows("special_condition")
    assert (condition.category, condition.condition) == ("special_unspecified", "9(2)(a)")


def test_transfers_of_communicator_have_mechanisms_and_no_country(found: Snapshot) -> None:
    transfers = found.rows("transfer")
    assert {t.mechanism for t in transfers} == {"LEGAL_INSTRUMENT", "SCC_UNSPECIFIED"}
    assert {(t.country, t.international_organisation) for t in transfers} == {(None, None)}
    engagement = entry(found, "engagement", "CC-ENG-01")
    assert {t.engagement_id for t in transfers} == {engagement.id}
    inheriting = {owner(found, r.id)[1] for r in found.where(Recipient, "engagement_id", engagement.id)}
    assert inheriting == {f"CC-{number:02}" for number in range(1, 12)}


def test_connxio_states_no_transfer_and_catacloud_nothing(found: Snapshot) -> None:
    for activity in found.all(Activity):
        answer = found.answer(activity.id, "transfers")
        assert activity.reference is not None
        if activity.reference.startswith("CX-"):
            assert answer is not None
            assert answer.state == "none"
            (source,) = found.sources(activity.id, "transfers")
            assert source.quotation == "All our processing of Personal Data takes place within the EU/EEA area."
        else:
            assert answer is None


@pytest.mark.parametrize(
    ("reference", "amount", "unit", "trigger", "wording"),
    [
        ("CC-RET-01", None, None, None, "as long as necessary to fulfil their contractual obligations"),
        ("CC-RET-02", None, None, "account_closure", "as soon as possible after the termination of the"),
        ("CX-RET-01", 3, "month", "processing", "The standard Retention Time for our service is 3 months."),
        ("CX-RET-02", None, None, "obligations_fulfilled", "when the agreement is fulfilled"),
        ("CX-RET-03", None, None, "consent_withdrawal", "deleted if you withdraw your consent"),
        ("CX-RET-04", None, None, None, "temporarily stored for providing customer support"),
        ("CX-RET-05", None, None, None, "archive information longer than the retention time"),
        ("CX-RET-06", None, None, None, "as long as necessary"),
        ("CX-RET-07", None, None, None, "until deletion is possible"),
        ("CA-RET-01", 12, "month", "subscription_end", "12 months after a subscription has ended"),
        ("CA-RET-02", 18, "month", "collection", "18 months before being deleted"),
        ("CA-RET-03", None, None, "contract_end", "as long as the Service Agreement runs"),
        ("CA-RET-04", None, None, "opt_out", "until you opt out"),
        ("CA-RET-05", None, None, "other", "as long as you have a client in one or more modules"),
        ("CA-RET-06", None, None, "next_visit", "until the next time you visit the website"),
        ("CA-RET-07", None, None, None, "as long as is necessary"),
        ("CA-RET-08", None, None, None, "Bookkeeping Act's requirements"),
    ],
)
def test_time_limits_keep_their_words_and_what_can_be_read(
    found: Snapshot, reference: str, amount: int | None, unit: str | None, trigger: str | None, wording: str
) -> None:
    rule = entry(found, "retention_rule", reference)
    assert (rule.amount, rule.unit, rule.trigger) == (amount, unit, trigger)
    assert wording in rule.wording


def test_statutory_periods_cite_the_acts_as_the_notice_does(found: Snapshot) -> None:
    cited = {r.reference: r.legal_reference for r in found.all(RetentionRule) if r.legal_reference}
    assert cited == {"CA-RET-07": "Accounting Act, §13", "CA-RET-08": "Bookkeeping Act"}


@pytest.mark.parametrize(
    ("reference", "category", "rules"),
    [
        ("CX-P01", "Customers' content in the service", {"CX-RET-01", "CX-RET-05", "CX-RET-06"}),
        ("CA-04", "Identity and contact details", {"CA-RET-01", "CA-RET-03"}),
        ("CA-04", "Account and profile data", {"CA-RET-01", "CA-RET-05"}),
        ("CA-11", "Payment and billing data", {"CA-RET-07", "CA-RET-08"}),
    ],
)
def test_conflicting_time_limits_stand_side_by_side(
    found: Snapshot, reference: str, category: str, rules: set[str]
) -> None:
    (data,) = found.matching("data_category", "name", category)
    lines = found.where(DataLine, "activity_id", entry(found, "activity", reference).id)
    limits = [found.get(RetentionRule, line.retention_id) for line in lines if line.data_id == data.id]
    assert {limit.reference for limit in limits if limit} == rules


# -- what a notice does not say ---------------------------------------------------------------------------


def test_what_no_notice_says_is_unknown(found: Snapshot) -> None:
    for activity in found.all(Activity):
        assert (activity.status, activity.reviewed_on, activity.owner, activity.department) == (
            "draft",
            None,
            None,
            None,
        )
        assert activity.assessment_required is None
    assert {m.letter for m in found.rows("measure")} == {None}
    assert not [c for c in found.all(Contact) if c.role in ("dpo", "representative")]
    marketing = entry(found, "activity", "CX-04")
    relations = catalog.kind("activity").relations
    assert {r.name for r in relations if found.related(marketing.id, r)} == {"measures"}
    communicator = entry(found, "organisation", "CC-ORG-01")
    assert (communicator.identifier, communicator.email, communicator.phone) == (None, None, None)
    catacloud = entry(found, "organisation", "CA-ORG-01")
    assert (catacloud.identifier, catacloud.address, catacloud.email) == (None, None, None)


def test_no_private_person_is_named_or_can_be_called(found: Snapshot) -> None:
    switchboard = "+47 90 21 18 00"
    for contact in found.all(Contact):
        assert contact.name is None
        assert contact.phone in (None, switchboard)
        assert contact.address is None
    assert {c.email for c in found.all(Contact)} == {None, "privacy@communicate.no"}
    texts = [
        value
        for rows in sample_records(CONTROLLERS).values()
        for row in rows
        for field, value in row.items()
        if isinstance(value, str) and not field.endswith("id")
    ]
    numbers = {match for text in texts for match in re.findall(r"\+?\d[\d ]{6,}\d", text)}
    assert numbers == {switchboard, "980 719 766"}  # and the organisation number
    mail = {match for text in texts for match in re.findall(r"[\w.]+@[\w.]+\w", text)}
    assert mail == {"info@communicate.no", "privacy@communicate.no"}
