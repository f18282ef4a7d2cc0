"""The values of what activities share: processors and suppliers, transfers, and the schedule of time limits."""

from collections.abc import Mapping

from ropa_desktop.exchange.layouts.rows import Row, limit
from ropa_desktop.exchange.layouts.value import Say, Value, joined, lines, told
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Cell, State
from ropa_desktop.i18n import N_
from ropa_desktop.model import tables
from ropa_desktop.model.engagement import Location, SubProcessor
from ropa_desktop.model.shared import RetentionRule

_PARTY = frozenset({"party"})
_TRANSFER = frozenset({"transfer"})
_TIME_LIMIT = frozenset({"time_limit"})
_SEPARATE_OPERATOR = ("product_service", "software", "public_register", "platform")

# -- processors and suppliers -----------------------------------------------------------------------------


def _party(field: str) -> Say:
    return lambda phrases, row: phrases.cell(row.party.organisation if row.party else None, field)


def _party_kind(phrases: Phrases, row: Row) -> Cell:
    """What a party is, and who operates it where that is another one."""
    party = row.party.organisation if row.party else None
    kind = phrases.cell(party, "kind")
    if party is None or party.kind not in _SEPARATE_OPERATOR:
        return kind
    operator = phrases.text(party, "operator_id") or phrases.unknown_word
    return Cell("\n".join((kind.text, phrases.say(N_("operated by: {operator}"), operator=operator))))


def _declared(phrases: Phrases, row: Row) -> Cell:
    found = [phrases.code("party_role", role) for role in row.party.declared] if row.party else []
    return lines((*found, *(f"“{wording}”" for wording in row.party.wordings))) if row.party else Cell("")


def _assessed(phrases: Phrases, row: Row) -> Cell:
    if row.party is None:
        return Cell("")
    found = [phrases.code("party_role", role) for role in row.party.assessed]
    if row.party.open:
        found.append(phrases.say(N_("open")))
    return Cell("\n".join(found), State.value if row.party.assessed else State.unknown)


def _engagement(field: str) -> Say:
    """A field of the engagement; nothing for a party without one."""
    return lambda phrases, row: told(phrases, row.party.engagement if row.party else None, field)


def _contract_state(phrases: Phrases, row: Row) -> Cell:
    return phrases.cell(row.party.engagement if row.party else None, "contract_state")


def _sub_processors(phrases: Phrases, row: Row) -> Cell:
    engagement = row.party.engagement if row.party else None
    found = phrases.snapshot.where(SubProcessor, "engagement_id", engagement.id) if engagement else ()
    said = ([phrases.text(one, field) for field in ("organisation_id", "service", "country")] for one in found)
    return lines(", ".join(filter(None, texts)) for texts in said)


def _party_places(phrases: Phrases, row: Row) -> Cell:
    engagement = row.party.engagement if row.party else None
    found = phrases.snapshot.where(Location, "engagement_id", engagement.id) if engagement else ()
    return lines(", ".join(filter(None, (phrases.text(one, "country"), phrases.text(one, "place")))) for one in found)


# -- transfers --------------------------------------------------------------------------------------------


def _place(phrases: Phrases, row: Row) -> Cell:
    return phrases.place(row.transfers[0][0])


def _importer(phrases: Phrases, row: Row) -> Cell:
    transfer, engagement = row.transfers[0]
    importer = phrases.cell(transfer, "importer_id")
    if engagement is None:
        return importer
    through = phrases.say(N_("through {service}"), service=phrases.engagement(engagement))
    return Cell(f"{importer.text}\n{through}", importer.state)


def _mechanism(phrases: Phrases, row: Row) -> Cell:
    return phrases.cell(row.transfers[0][0], "mechanism")


def _of_transfer(*fields: str) -> Say:
    def say(phrases: Phrases, row: Row) -> Cell:
        return Cell(", ".join(filter(None, (phrases.text(row.transfers[0][0], field) for field in fields))))

    return say


def _safeguards(phrases: Phrases, row: Row) -> Cell:
    """The documentation of suitable safeguards; it is asked for where Art. 49(1) second subparagraph is relied on."""
    transfer = row.transfers[0][0]
    if transfer.mechanism != "D49_SUB2":
        return told(phrases, transfer, "safeguards")
    return joined(phrases.cell(transfer, field) for field in ("safeguards", "derogation_assessment"))


# -- time limits ------------------------------------------------------------------------------------------


def _rule(field: str) -> Say:
    """A field of the rule; its own words only where they are not the limit itself."""

    def say(phrases: Phrases, row: Row) -> Cell:
        rule = phrases.snapshot.get(RetentionRule, row.lines[0].retention_id)
        text = phrases.text(rule, field)
        return Cell("" if text == limit(phrases, row.lines[0]).text else text)

    return say


def _limited_data(phrases: Phrases, row: Row) -> Cell:
    line = row.lines[0]
    text = phrases.text(line, "data_id") or phrases.text(line, "detail")
    return Cell(text) if text else phrases.unknown()


def _limited_people(phrases: Phrases, row: Row) -> Cell:
    found = lines(phrases.text(line, "subject_id") for line in row.lines)
    return found if found.text else phrases.unknown()


def _activities(phrases: Phrases, row: Row) -> Cell:
    return Cell(", ".join(dict.fromkeys(activity.reference or "?" for activity in row.activities)))


def _title(key: str, field: str) -> str:
    return tables.fields(key)[field].title


VALUES: Mapping[str, Value] = {
    "activities": Value(N_("Activities"), _activities, rows=_PARTY | _TRANSFER | _TIME_LIMIT),
    "party": Value(N_("Party"), _party("name"), rows=_PARTY),
    "party_kind": Value(N_("Kind"), _party_kind, rows=_PARTY),
    "party_country": Value(N_("Country"), _party("country"), rows=_PARTY),
    "service": Value(N_("Service"), _engagement("service"), rows=_PARTY),
    "declared_role": Value(N_("Declared role"), _declared, rows=_PARTY),
    "assessed_role": Value(N_("Assessed role"), _assessed, rows=_PARTY),
    "sub_processors": Value(N_("Sub-processors"), _sub_processors, "details", _PARTY),
    "party_places": Value(N_("Place"), _party_places, "details", _PARTY),
    "contract_state": Value(_title("engagement", "contract_state"), _contract_state, "contracts", _PARTY),
    **{
        field: Value(_title("engagement", field), _engagement(field), "contracts", _PARTY)
        for field in ("contract_reference", "contract_date", "contract_end", "authorisation", "return_at_end")
    },
    "place": Value(N_("Third country or international organisation"), _place, rows=_TRANSFER),
    "importer": Value(N_("Importer"), _importer, rows=_TRANSFER),
    "mechanism": Value(N_("Mechanism"), _mechanism, rows=_TRANSFER),
    "instrument": Value(
        N_("Reference and date"), _of_transfer("mechanism_reference", "mechanism_date"), rows=_TRANSFER
    ),
    "documentation": Value(N_("Suitable safeguards"), _safeguards, rows=_TRANSFER),
    "transferred_data": Value(_title("transfer", "data"), _of_transfer("data"), "details", _TRANSFER),
    "transfer_assessment": Value(
        _title("transfer", "assessment_reference"),
        _of_transfer("assessment_reference", "assessment_date"),
        "details",
        _TRANSFER,
    ),
    "supplementary_measures": Value(
        _title("transfer", "supplementary_measures"), _of_transfer("supplementary_measures"), "details", _TRANSFER
    ),
    "limited_data": Value(N_("Personal data"), _limited_data, rows=_TIME_LIMIT),
    "limited_people": Value(N_("Data subjects"), _limited_people, rows=_TIME_LIMIT),
    "time_limit": Value(N_("Time limit"), lambda phrases, row: limit(phrases, row.lines[0]), rows=_TIME_LIMIT),
    "wording": Value(N_("In its own words"), _rule("wording"), rows=_TIME_LIMIT),
    "legal_reference": Value(_title("retention_rule", "legal_reference"), _rule("legal_reference"), rows=_TIME_LIMIT),
    "disposal": Value(N_("Then"), _rule("disposal"), rows=_TIME_LIMIT),
}
