"""Checks of transfers, Chapter V GDPR: where to, what they rest on, and what goes with it, on the day asked about.

Dates and sources stand in `resources/vocabulary/transfer_mechanism.json`. Mechanisms of British and Swiss law are not
judged: they are none of the GDPR. A transfer that comes with an engagement is judged there, once, unless every activity
replaces it by its own.
"""

import re
from collections.abc import Iterator, Sequence

from ropa_desktop.i18n import N_, _, format_date
from ropa_desktop.law.checks.links import role_of_users, uses_of_engagement
from ropa_desktop.law.facts import adequacy, third_country
from ropa_desktop.law.findings import CONTRADICTS, MISSING, QUESTION, Check, Finding
from ropa_desktop.law.outline import name_of
from ropa_desktop.law.vocabulary import Term, label, vocabulary
from ropa_desktop.model.activity import Recipient, Role
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.transfer import Transfer

_SOURCES = (N_("Decision (EU) 2021/914, Art. 4"),)
"""What the list of mechanisms names as its source, for the translator."""

_CASE = re.compile(r"C-\d+/\d+")

ASSESSED_FROM = "2020-07-16"
"""From this day on the tools of Art. 46 are known to need an assessment of the third country (C-311/18, no. 134)."""

_TOOLS = frozenset({"46(2)(b), 47", "46(2)(c)", "46(2)(d)", "46(2)(e), 40", "46(2)(f), 42", "46(3)(a)"})
"""The tools of Art. 46 that private parties use. What authorities agree among themselves is theirs to assess, and
contractual safeguards of which nobody knows the instrument are asked about first."""


def judged(snapshot: Snapshot, transfer: Transfer) -> bool:
    """Whether a transfer holds for anybody: one of an engagement does not where every activity replaces it."""
    replacing = {one.activity_id for one in snapshot.where(Transfer, "replaces_id", transfer.id)}
    if not replacing or transfer.engagement_id is None:
        return True
    return any(row.activity_id not in replacing for row in uses_of_engagement(snapshot, transfer.engagement_id))


def stays_inside(transfer: Transfer, on: str) -> bool:
    """Whether the country named was none outside the EEA on that day."""
    return transfer.country is not None and not third_country(transfer.country, on)


def destination(snapshot: Snapshot, transfer: Transfer) -> str:
    """Where a transfer goes, as a sentence says it: the place, else the importer, else that it is unknown."""
    if transfer.country:
        return label("country", transfer.country)
    if transfer.international_organisation:
        return label("international_organisation", transfer.international_organisation)
    importer = snapshot.get(Organisation, transfer.importer_id)
    return name_of(importer) if importer else _("unknown destination")


def article_of(snapshot: Snapshot, transfer: Transfer) -> str:
    """The letter of Art. 30 for transfers: that of a processor's record where only such records have this one."""
    if transfer.activity_id:
        using = [transfer.activity_id]
    else:
        using = [row.activity_id for row in snapshot.where(Recipient, "engagement_id", transfer.engagement_id)]
    return "30(2)(c)" if role_of_users(snapshot, using) == Role.processor else "30(1)(e)"


def transfer_country_unknown(snapshot: Snapshot, transfer: Transfer, on: str) -> Sequence[Finding]:
    """A transfer that names neither third country nor international organisation."""
    if transfer.country or transfer.international_organisation or not judged(snapshot, transfer):
        return ()
    if snapshot.answer(transfer.id, "country"):
        return ()
    importer = snapshot.get(Organisation, transfer.importer_id)
    if importer is None:
        said = _("A transfer without its country. To which third country or international organisation?")
    else:
        said = _(
            "{importer}: a transfer without its country. To which third country or international organisation?"
        ).format(importer=name_of(importer))
    article = article_of(snapshot, transfer)
    return [Finding("transfer_country_unknown", MISSING, article, said, "transfer", transfer.id, "country")]


def mechanism_missing(snapshot: Snapshot, transfer: Transfer, on: str) -> Sequence[Finding]:
    """A transfer to a place with a decision in force that says not what it rests on, or names no instrument.

    Where the place is unknown, that is asked first; where no decision is in force, `no_adequacy_decision` asks.
    """
    if stays_inside(transfer, on) or not judged(snapshot, transfer):
        return ()
    place = transfer.country or transfer.international_organisation
    if place is None:
        return ()
    where = destination(snapshot, transfer)
    if transfer.mechanism is None and adequacy(place, on):
        said, article = _("{where}: what does the transfer rest on?").format(where=where), "44"
    elif transfer.mechanism == "SCC_UNSPECIFIED":
        said, article = (
            _("{where}: which clauses of the Commission are they, and from when?").format(where=where),
            "46(2)(c)",
        )
    elif transfer.mechanism == "CONTRACT_UNSPECIFIED":
        said, article = (
            _("{where}: which instrument of Art. 46 are the contractual safeguards?").format(where=where),
            "46",
        )
    else:
        return ()
    about = f"{place} {transfer.mechanism or ''}".strip()
    return [Finding("mechanism_missing", QUESTION, article, said, "transfer", transfer.id, "mechanism", about)]


def mechanism_not_valid(snapshot: Snapshot, transfer: Transfer, on: str) -> Iterator[Finding]:
    """A mechanism that the Court had declared invalid, that had been repealed, or that did not exist yet.

    Clauses that were repealed count on, for contracts made before that day, until the decision's own last day
    (Decision (EU) 2021/914, Art. 4(4)); where the contract has no date, that is a question.
    """
    term = vocabulary("transfer_mechanism").terms.get(transfer.mechanism or "")
    if term is None or not _is_of_the_gdpr(term) or stays_inside(transfer, on) or not judged(snapshot, transfer):
        return
    severity, said, name = CONTRADICTS, "", term.label()
    invalid_from, legacy_until = term.details.get("invalid_from", ""), term.details.get("legacy_until", "")
    source = _(term.details.get("source", ""))
    if on < term.details.get("valid_from", ""):
        said = _("it is valid from {day} on.").format(day=format_date(term.details["valid_from"]))
    elif not invalid_from or on < invalid_from:
        return
    elif not legacy_until:
        case = _CASE.search(source)
        name = name.partition(", ")[0]  # the list tells the decision's number
        said = _("the Court invalidated the decision on {day} ({case}).").format(
            day=format_date(invalid_from), case=case[0] if case else source
        )
    elif on >= legacy_until:
        said = _("no safeguard from {day} on ({source}).").format(day=format_date(legacy_until), source=source)
    elif transfer.mechanism_date is None:
        severity = QUESTION
        said = _(
            "repealed on {repealed} ({source}). Earlier contracts count until {last}, while the processing stays as "
            "it was. When was this one made?"
        ).format(repealed=format_date(invalid_from), last=format_date(legacy_until), source=source)
    elif transfer.mechanism_date >= invalid_from:
        said = _("repealed on {repealed} ({source}). The instrument is dated {dated}.").format(
            repealed=format_date(invalid_from), dated=format_date(transfer.mechanism_date), source=source
        )
    if said:
        field = "mechanism_date" if severity == QUESTION else "mechanism"
        yield Finding(
            "mechanism_not_valid",
            severity,
            term.details["article"],
            f"{name}: {said}",
            "transfer",
            transfer.id,
            field,
            term.code,
            "" if severity == QUESTION else _("Choose what the transfer rests on today. The program proposes none."),
        )


def transfer_assessment_missing(snapshot: Snapshot, transfer: Transfer, on: str) -> Sequence[Finding]:
    """A tool of Art. 46 without an assessment of the third country (C-311/18; EDPB Recommendations 01/2020).

    Module 4 of the clauses needs one only where the processor combines the data with data that it collected in the
    Union (Decision (EU) 2021/914, clauses 14 and 15), so that is asked. The country is asked for first.
    """
    term = vocabulary("transfer_mechanism").terms.get(transfer.mechanism or "")
    if term is None or on < ASSESSED_FROM or term.details["article"] not in _TOOLS:
        return ()
    if (
        transfer.assessment_reference
        or transfer.assessment_date
        or snapshot.answer(transfer.id, "assessment_reference")
    ):
        return ()
    if not (transfer.country or transfer.international_organisation) or stays_inside(transfer, on):
        return ()
    if not judged(snapshot, transfer) or any(mechanism_not_valid(snapshot, transfer, on)):
        return ()
    where = destination(snapshot, transfer)
    if term.code == "SCC_2021_M4":
        said = _("{where}: are the data combined with data collected in the EU? Only then is an assessment needed.")
    else:
        said = _("{where}: where is the assessment of the law and practice there?")
    advice = _("The tools of Art. 46 need one (C-311/18), and supplementary measures where it calls for them.")
    return [
        Finding(
            "transfer_assessment_missing",
            QUESTION,
            "46(1)",
            said.format(where=where),
            "transfer",
            transfer.id,
            "assessment_reference",
            term.code,
            advice,
        )
    ]


def derogation_undocumented(snapshot: Snapshot, transfer: Transfer, on: str) -> Iterator[Finding]:
    """Compelling legitimate interests, Art. 49(1) second subparagraph: assessment and safeguards go into the record."""
    if transfer.mechanism != "D49_SUB2" or stays_inside(transfer, on) or not judged(snapshot, transfer):
        return
    where = destination(snapshot, transfer)
    asked = (
        (
            "safeguards",
            article_of(snapshot, transfer),
            _("{where}: the suitable safeguards under Art. 49(1) are missing."),
        ),
        ("derogation_assessment", "49(6)", _("{where}: the assessment under Art. 49(1) is missing.")),
    )
    for field, article, said in asked:
        if not getattr(transfer, field) and not snapshot.answer(transfer.id, field):
            advice = _("For a single transfer of this kind both stand in the record, Art. 49(6).")
            yield Finding(
                "derogation_undocumented",
                MISSING,
                article,
                said.format(where=where),
                "transfer",
                transfer.id,
                field,
                advice=advice,
            )


def _is_of_the_gdpr(term: Term) -> bool:
    return term.details["article"][:1].isdigit()


CHECKS = (
    Check("transfer_country_unknown", "transfer", N_("Transfers without their country"), transfer_country_unknown),
    Check("mechanism_missing", "transfer", N_("Transfers that do not say what they rest on"), mechanism_missing),
    Check("mechanism_not_valid", "transfer", N_("Mechanisms that are not valid on the day"), mechanism_not_valid),
    Check(
        "transfer_assessment_missing",
        "transfer",
        N_("Tools of Art. 46 without an assessment"),
        transfer_assessment_missing,
    ),
    Check(
        "derogation_undocumented",
        "transfer",
        N_("Transfers under Art. 49(1), second subparagraph, without their documentation"),
        derogation_undocumented,
    ),
)
