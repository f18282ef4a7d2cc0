"""Everything a column may go to, in the order of Article 30: what a person chooses from."""

from dataclasses import dataclass

from ropa_desktop.exchange.recognition.aliases import (
    ACTIVITIES,
    FLAG,
    MEASURES,
    ORGANISATIONS,
    RELATED,
    SYSTEMS,
    TIME_LIMITS,
)
from ropa_desktop.exchange.recognition.mapping import AS_NOTE, LEFT_OUT
from ropa_desktop.i18n import N_, _
from ropa_desktop.law import vocabulary


@dataclass(frozen=True, slots=True)
class Target:
    """Where a column may go: its key in the mapping, its name (to be translated), and the letter of Article 30(1)."""

    key: str
    title: str
    letter: str = ""


_ACTIVITY = (
    Target("name", N_("Name of the activity")),
    Target("reference", N_("Reference")),
    Target("controller", N_("Controller"), "a"),
    Target("controller_contact", N_("Contact of the controller acted for"), "a"),
    Target("joint_controllers", N_("Joint controllers"), "a"),
    Target("representative", N_("Representative"), "a"),
    Target("dpo", N_("Data protection officer"), "a"),
    Target("purpose", N_("Purpose"), "b"),
    Target("legal_basis", N_("Legal basis of the purpose"), "b"),
    Target("national_law", N_("National law"), "b"),
    Target("legitimate_interest", N_("Legitimate interest"), "b"),
    Target("balancing_reference", N_("Balancing test"), "b"),
    Target("consent_record", N_("Consent record"), "b"),
    Target("categories_of_processing", N_("Categories of processing"), "b"),
    Target("data_subjects", N_("Data subjects"), "c"),
    Target("data_categories", N_("Personal data"), "c"),
    Target("special_data", N_("Special categories of data"), "c"),
    Target("special_condition", N_("Condition for special categories"), "c"),
    Target("criminal_data_authority", N_("Authority for criminal data"), "c"),
    Target("source", N_("Source of the data"), "c"),
    Target("recipients", N_("Recipients"), "d"),
    Target("internal_recipients", N_("Recipients inside the house"), "d"),
    Target("processors", N_("Recipients, processor"), "d"),
    Target("sub_processors", N_("Recipients, sub-processor"), "d"),
    Target("contract", N_("Contract with the processor"), "d"),
    Target("contract_date", N_("Contract dated"), "d"),
    Target("third_countries", N_("Transfers"), "e"),
    Target("importer", N_("Importer of the transfer"), "e"),
    Target("safeguards", N_("Safeguards of the transfer"), "e"),
    Target("retention", N_("Time limit"), "f"),
    Target("retention_amount", N_("Time limit, number"), "f"),
    Target("retention_unit", N_("Time limit, unit"), "f"),
    Target("retention_start", N_("Time limit, from when"), "f"),
    Target("disposal", N_("Then"), "f"),
    Target("measures", N_("Security measures"), "g"),
    Target("systems", N_("Systems")),
    Target("department", N_("Department")),
    Target("owner", N_("Owner")),
    Target("description", N_("Description")),
    Target("operations", N_("Operations")),
    Target("automated_decisions", N_("Automated decisions")),
    Target("large_scale", N_("On a large scale")),
    Target("assessment_required", N_("Impact assessment required")),
    Target("assessment_reason", N_("Why, or why not")),
    Target("privacy_notice", N_("Privacy notice")),
    Target("rights", N_("Rights of data subjects")),
    Target("breach_record", N_("Breach record")),
    Target("document", N_("Document")),
    Target("status", N_("Status")),
    Target("stage", N_("Stage")),
    Target("started_on", N_("Started on")),
    Target("ended_on", N_("Ended on")),
    Target("recorded_on", N_("First recorded on")),
    Target("reviewed_on", N_("Reviewed on")),
    Target("reviewed_by", N_("Reviewed by")),
    Target("review_due_on", N_("Review due")),
)

_TIME_LIMIT = (
    Target("name", N_("Name")),
    Target("reference", N_("Reference")),
    Target("amount", N_("Kept for"), "f"),
    Target("unit", N_("Unit"), "f"),
    Target("wording", N_("In its own words"), "f"),
    Target("criterion", N_("Criterion"), "f"),
    Target("legal_reference", N_("Because of"), "f"),
    Target("disposal", N_("Then"), "f"),
    Target("archive_amount", N_("Intermediate archive, number"), "f"),
    Target("archive_unit", N_("Intermediate archive, unit"), "f"),
)

_ORGANISATION = (
    Target("name", N_("Name"), "a"),
    Target("reference", N_("Reference")),
    Target("kind", N_("Kind")),
    Target("identifier", N_("Organisation number")),
    Target("address", N_("Address"), "a"),
    Target("postal_code", N_("Postal code"), "a"),
    Target("city", N_("Town"), "a"),
    Target("country", N_("Country"), "a"),
    Target("email", N_("E-mail"), "a"),
    Target("phone", N_("Phone"), "a"),
    Target("website", N_("Website")),
    Target("is_processor", N_("Whether it is a processor")),
    Target("service", N_("Service")),
    Target("contract_reference", N_("Contract reference")),
    Target("contract_date", N_("Contract dated")),
    Target("contract_end", N_("Contract ends")),
    Target("systems", N_("Systems")),
    Target("data_location", N_("Location")),
)

_MEASURE = (Target("name", N_("Name"), "g"), Target("description", N_("General description"), "g"))
_SYSTEM = (Target("name", N_("Name")), Target("description", N_("Description")), Target("owner", N_("Owner")))

_EVERYWHERE = (
    Target(AS_NOTE, N_("Kept as a note")),
    Target(LEFT_OUT, N_("Left out")),
)

_RELATED = (
    *_ACTIVITY,
    Target("recipient_role", N_("Declared role"), "d"),
    Target("recipient_country", N_("Country"), "d"),
    Target("identifier", N_("Organisation number"), "a"),
    Target("address", N_("Address"), "a"),
    Target("email", N_("E-mail"), "a"),
    Target("phone", N_("Phone"), "a"),
    Target("sort", N_("Sort, where no name stands")),
)

_BY_CONTENT = {
    ACTIVITIES: _ACTIVITY,
    RELATED: _RELATED,
    TIME_LIMITS: _TIME_LIMIT,
    ORGANISATIONS: _ORGANISATION,
    MEASURES: _MEASURE,
    SYSTEMS: _SYSTEM,
}

HOLDS = {
    ACTIVITIES: N_("Processing activities"),
    RELATED: N_("More about the activities of another sheet"),
    TIME_LIMITS: N_("Time limits"),
    ORGANISATIONS: N_("Organisations"),
    MEASURES: N_("Security measures"),
    SYSTEMS: N_("Systems"),
}
"""What a table may hold, by its key in the mapping."""


def targets(holds: str) -> tuple[Target, ...]:
    """What a column of a table that holds this may go to; the note and nowhere come last."""
    return (*_BY_CONTENT.get(holds, ()), *_flags(holds), *_EVERYWHERE)


def target(key: str, holds: str) -> Target:
    """The target of a mapping's key; one that this version does not know is called by its key."""
    return next((one for one in targets(holds) if one.key == key), Target(key, key))


def title(one: Target) -> str:
    """What a target is called, in the language of the window."""
    return _(one.title)


def _flags(holds: str) -> tuple[Target, ...]:
    """Columns that say yes or no to one category of data, one target for each nature of data."""
    if holds not in (ACTIVITIES, RELATED):
        return ()
    terms = vocabulary.vocabulary("data_nature").terms
    any_data = Target(FLAG, N_("Personal data, where the column says yes"), "c")
    return (any_data, *(Target(FLAG + code, term.label(), "c") for code, term in terms.items()))
