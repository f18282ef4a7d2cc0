"""The values of activities that Article 30 does not ask for: they are said only where what names them is ticked."""

from collections.abc import Mapping

from ropa_desktop.exchange.layouts.of_activities import supplies
from ropa_desktop.exchange.layouts.rows import Row
from ropa_desktop.exchange.layouts.value import Say, Value, joined, lines, told
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Cell, State
from ropa_desktop.i18n import N_
from ropa_desktop.law.parties import recipients
from ropa_desktop.model import tables
from ropa_desktop.model.activity import Purpose, SpecialCondition, SystemUse
from ropa_desktop.model.engagement import Engagement, Location
from ropa_desktop.model.shared import DataCategory, ImpactAssessment, System

# -- legal bases ------------------------------------------------------------------------------------------


def _with_code(cell: Cell, code: str | None) -> str:
    return f"{code} {cell.text}" if code and cell.state is State.value and code != cell.text else cell.text


def _basis(phrases: Phrases, purposes: list[Purpose]) -> str:
    """The bases of one purpose, each with the national law it names."""
    said = []
    for purpose in purposes:
        basis = _with_code(phrases.cell(purpose, "legal_basis"), purpose.legal_basis)
        said.append(", ".join(filter(None, (basis, phrases.text(purpose, "national_law")))))
    return "; ".join(dict.fromkeys(said))


def _by_purpose(phrases: Phrases, row: Row) -> dict[str, str]:
    """The bases of each purpose of a row, in their order; "" where none is known."""
    found: dict[str, list[Purpose]] = {}
    for purpose in row.purposes:
        found.setdefault(phrases.cell(purpose, "description").text, []).append(purpose)
    return {
        purpose: _basis(phrases, some) if any(one.legal_basis for one in some) else ""
        for purpose, some in found.items()
    }


def _legal_bases(phrases: Phrases, row: Row) -> Cell:
    """The bases of the purposes, each behind its own; alone where they are the same for all."""
    found = _by_purpose(phrases, row)
    if not any(found.values()):
        return phrases.unknown()
    if len(set(found.values())) == 1:
        return lines(found.values())
    said = [f"{purpose}: {basis}" for purpose, basis in found.items() if basis]
    return lines([*said, phrases.say(N_("unknown for the other purposes"))] if "" in found.values() else said)


def _purposes_and_bases(phrases: Phrases, row: Row) -> Cell:
    """Each purpose with its bases behind it: the heading of a template that has one column for both."""
    if not row.purposes:
        return phrases.unknown()
    found = _by_purpose(phrases, row).items()
    return lines(f"{purpose} ({basis})" if basis else purpose for purpose, basis in found)


def _conditions(field: str) -> Say:
    """Of the conditions of Art. 9(2) on which the row's special categories of data are processed."""

    def say(phrases: Phrases, row: Row) -> Cell:
        found = (phrases.snapshot.get(DataCategory, line.data_id) for line in row.lines)
        natures = {category.nature for category in found if category}
        rows = phrases.snapshot.where(SpecialCondition, "activity_id", row.activity.id)
        meant = [one for one in rows if one.category is None or one.category in natures]
        if field == "condition":
            return lines(_with_code(phrases.cell(one, field), one.condition) for one in meant)
        return lines(phrases.text(one, field) for one in meant)

    return say


def _special_bases(phrases: Phrases, row: Row) -> Cell:
    """The legal bases where a row has special categories of data, or those on criminal matters."""
    found = (phrases.snapshot.get(DataCategory, line.data_id) for line in row.lines)
    special = any(one and one.nature not in (None, "ordinary", "national_id") for one in found)
    return _legal_bases(phrases, row) if special else Cell("")


def _of_purposes(*fields: str) -> Say:
    def say(phrases: Phrases, row: Row) -> Cell:
        return lines(", ".join(filter(None, (phrases.text(one, field) for field in fields))) for one in row.purposes)

    return say


# -- contracts, sources, systems --------------------------------------------------------------------------


def _contracts(phrases: Phrases, row: Row) -> Cell:
    """The contract with each processor: its reference, else how it stands; behind the party where there are several."""
    said = []
    for recipient in recipients(phrases.snapshot, row.activity.id):
        engagement = phrases.snapshot.get(Engagement, recipient.engagement_id)
        if supplies(recipient) or engagement:
            party = phrases.name("organisation", recipient.organisation_id) or phrases.engagement(engagement)
            contract = phrases.text(engagement, "contract_reference") or phrases.cell(engagement, "contract_state").text
            said.append((party, contract))
    return lines(f"{party}: {contract}" if len(said) > 1 else contract for party, contract in said)


def _origins(phrases: Phrases, row: Row) -> Cell:
    said = ((phrases.text(line, "origin"), phrases.name("organisation", line.origin_id)) for line in row.lines)
    return lines(": ".join(filter(None, pair)) for pair in said)


def _systems(phrases: Phrases, row: Row) -> Cell:
    return lines(
        phrases.text(use, "system_id") for use in phrases.snapshot.where(SystemUse, "activity_id", row.activity.id)
    )


def _locations(phrases: Phrases, row: Row) -> Cell:
    """Where the systems and services of an activity keep its data."""
    snapshot = phrases.snapshot
    systems = [snapshot.get(System, use.system_id) for use in snapshot.where(SystemUse, "activity_id", row.activity.id)]
    engagements = [one.engagement_id for one in recipients(snapshot, row.activity.id)]
    engagements += [system.engagement_id for system in systems if system]
    said = []
    for system in filter(None, systems):
        said += [(phrases.text(system, "name"), one) for one in snapshot.where(Location, "system_id", system.id)]
    for engagement in (snapshot.get(Engagement, id) for id in dict.fromkeys(filter(None, engagements))):
        if engagement:
            where = snapshot.where(Location, "engagement_id", engagement.id)
            said += [(phrases.engagement(engagement), one) for one in where]
    return lines(
        f"{what}: {', '.join(filter(None, (phrases.text(one, 'country'), phrases.text(one, 'place'))))}"
        for what, one in said
    )


def _assessment(field: str) -> Say:
    return lambda phrases, row: told(phrases, phrases.snapshot.get(ImpactAssessment, row.activity.assessment_id), field)


def _automated(phrases: Phrases, row: Row) -> Cell:
    fields = ("automated_decisions", "automated_decisions_detail")
    return joined(filter(lambda cell: cell.text, (told(phrases, row.activity, field) for field in fields)))


def _field(name: str, also: str = "details") -> Value:
    """A field of the activity as it stands, under its own title."""
    return Value(tables.fields("activity")[name].title, lambda phrases, row: told(phrases, row.activity, name), also)


VALUES: Mapping[str, Value] = {
    "legal_bases": Value(N_("Legal bases"), _legal_bases, "bases"),
    "purposes_and_bases": Value(
        N_("Purposes and legal bases"), _purposes_and_bases, "bases", otherwise="purposes"
    ),
    "special_conditions": Value(N_("Condition"), _conditions("condition"), "bases", by_line=True),
    "special_laws": Value(N_("National law"), _conditions("national_law"), "bases", by_line=True),
    "special_bases": Value(N_("Legal bases"), _special_bases, "bases", by_line=True),
    "national_laws": Value(N_("National law"), _of_purposes("national_law"), "bases"),
    "legitimate_interests": Value(N_("Legitimate interest"), _of_purposes("legitimate_interest"), "bases"),
    "balancing_tests": Value(N_("Balancing test"), _of_purposes("balancing_reference", "balancing_date"), "bases"),
    "consent_records": Value(N_("Consent record"), _of_purposes("consent_record"), "bases"),
    "criminal_data_authority": _field("criminal_data_authority", "bases"),
    "contracts": Value(N_("Contract"), _contracts, "contracts"),
    "origins": Value(N_("Source"), _origins, "details", by_line=True),
    "systems": Value(N_("Systems"), _systems, "details"),
    "locations": Value(N_("Place"), _locations, "details"),
    "automated_decisions": Value(N_("Automated decisions"), _automated, "details"),
    "assessment_state": Value(N_("Impact assessment"), _assessment("state"), "details"),
    "assessment_document": Value(N_("Where it is kept"), _assessment("document"), "details"),
    **{
        name: _field(name)
        for name in (
            "description", "operations", "rights", "assessment_required", "assessment_reason", "privacy_notice",
            "breach_record", "status", "stage", "started_on", "ended_on", "recorded_on", "reviewed_on", "review_due_on",
        )
    },
    "owner": _field("owner", "editors"),
    "reviewed_by": _field("reviewed_by", "editors"),
    "note": _field("note", "notes"),
}  # fmt: skip
