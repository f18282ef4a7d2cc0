"""Checks of transfers, Chapter V GDPR: what they rest on, on the day that is asked about.

Dates and sources stand in `resources/vocabulary/transfer_mechanism.json` and `resources/law/adequacy.json`. Mechanisms
of British and Swiss law are not judged: they are none of the GDPR.
"""

import re
from collections.abc import Iterator

from ropa_desktop.i18n import N_, _, format_date
from ropa_desktop.law.facts import adequacy, facts_as_of, third_country
from ropa_desktop.law.findings import CONTRADICTS, QUESTION, Check, Finding
from ropa_desktop.law.vocabulary import Term, label, vocabulary
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.transfer import Transfer

_SOURCES = (N_("Decision (EU) 2021/914, Art. 4"),)
"""What the list of mechanisms names as its source, for the translator."""

_CASE = re.compile(r"C-\d+/\d+")


def mechanism_not_valid(snapshot: Snapshot, transfer: Transfer, on: str) -> Iterator[Finding]:
    """A mechanism that the Court had declared invalid, that had been repealed, or that did not exist yet.

    Clauses that were repealed count on, for contracts made before that day, until the decision's own last day
    (Decision (EU) 2021/914, Art. 4(4)); where the contract has no date, that is a question.
    """
    term = vocabulary("transfer_mechanism").terms.get(transfer.mechanism or "")
    if term is None or not _is_of_the_gdpr(term) or _stays_inside(transfer, on):
        return
    severity, said = CONTRADICTS, ""
    invalid_from, legacy_until = term.details.get("invalid_from", ""), term.details.get("legacy_until", "")
    source = _(term.details.get("source", ""))
    if on < term.details.get("valid_from", ""):
        said = _("it is valid from {day} on.").format(day=format_date(term.details["valid_from"]))
    elif not invalid_from or on < invalid_from:
        return
    elif not legacy_until:
        case = _CASE.search(source)
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
        sentence = f"{term.label()}: {said}"
        yield Finding(
            "mechanism_not_valid", severity, term.details["article"], sentence, "transfer", transfer.id, field
        )


def no_adequacy_decision(snapshot: Snapshot, transfer: Transfer, on: str) -> Iterator[Finding]:
    """A third country or international organisation without an adequacy decision in force: one that is relied upon
    contradicts the list, and where nothing is named, that is a question (Art. 44, 45(3))."""
    territory = transfer.country or transfer.international_organisation
    if not territory or (transfer.country and _stays_inside(transfer, on)) or adequacy(territory, on):
        return
    if transfer.mechanism not in (None, "ADEQUACY"):
        return
    where = label("country" if transfer.country else "international_organisation", territory)
    listed = facts_as_of()
    said = (
        _("{where}: no adequacy decision on the list of {listed}.")
        if on >= listed
        else _("{where}: no adequacy decision in force on {day}, after the list of {listed}.")
    ).format(where=where, day=format_date(on), listed=format_date(listed))
    if transfer.mechanism:
        yield Finding("no_adequacy_decision", CONTRADICTS, "45(3)", said, "transfer", transfer.id, "mechanism")
    else:
        asked = _("{said} What does the transfer rest on?").format(said=said)
        yield Finding("no_adequacy_decision", QUESTION, "44", asked, "transfer", transfer.id, "mechanism")


def _is_of_the_gdpr(term: Term) -> bool:
    return term.details["article"][:1].isdigit()


def _stays_inside(transfer: Transfer, on: str) -> bool:
    """Whether the country named was none outside the EEA on that day."""
    return transfer.country is not None and not third_country(transfer.country, on)


CHECKS = (
    Check("mechanism_not_valid", "transfer", N_("Mechanisms that are not valid on the day"), mechanism_not_valid),
    Check("no_adequacy_decision", "transfer", N_("Countries without an adequacy decision"), no_adequacy_decision),
)
