"""Checks of adequacy decisions, Art. 45: whether one is in force on the day, what it covers, and when it ends.

Decisions, their dates, their scope and their sources stand in `resources/law/adequacy.json`.
"""

from collections.abc import Iterator, Sequence

from ropa_desktop.i18n import N_, _, format_date, language
from ropa_desktop.law.checks.transfers import destination, judged, stays_inside
from ropa_desktop.law.days import months_on
from ropa_desktop.law.facts import Adequacy, adequacy, facts_as_of
from ropa_desktop.law.findings import CONTRADICTS, QUESTION, REVIEW_DUE, Check, Finding
from ropa_desktop.law.outline import name_of
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.transfer import Transfer

MONTHS_AHEAD = 12
"""How long before its end a decision is spoken of."""

CERTIFIED_FOR_MONTHS = 12
"""Certifications to the EU-US Data Privacy Framework are renewed every year (Decision (EU) 2023/1795, Annex I)."""

_PRIVATE = frozenset({"legal_entity", "natural_person"})
_NO_ORGANISATION_OF_STATES = frozenset({"legal_entity", "natural_person", "product_service", "software", "platform"})


def no_adequacy_decision(snapshot: Snapshot, transfer: Transfer, on: str) -> Iterator[Finding]:
    """A third country or international organisation without an adequacy decision in force: one that is relied upon
    contradicts the list, and where nothing is named, that is a question (Art. 44, 45(3))."""
    territory = transfer.country or transfer.international_organisation
    if not territory or stays_inside(transfer, on) or adequacy(territory, on) or not judged(snapshot, transfer):
        return
    if transfer.mechanism not in (None, "ADEQUACY"):
        return
    where = destination(snapshot, transfer)
    listed = facts_as_of()
    said = (
        _("{where}: no adequacy decision on the list of {listed}.")
        if on >= listed
        else _("{where}: no adequacy decision in force on {day}, by the list of {listed}.")
    ).format(where=where, day=format_date(on), listed=format_date(listed))
    if transfer.mechanism:
        yield Finding(
            "no_adequacy_decision", CONTRADICTS, "45(3)", said, "transfer", transfer.id, "mechanism", territory
        )
    else:
        asked = _("{said} What does the transfer rest on?").format(said=said)
        yield Finding("no_adequacy_decision", QUESTION, "44", asked, "transfer", transfer.id, "mechanism", territory)


def adequacy_scope(snapshot: Snapshot, transfer: Transfer, on: str) -> Iterator[Finding]:
    """A decision that is relied upon and covers only some importers or data: is this one covered?"""
    decision = _relied_upon(snapshot, transfer, on)
    if decision is None or decision.condition is None:
        return
    if decision.condition == "certified":
        yield from _certification(snapshot, transfer, decision, on)
        return
    importer = snapshot.get(Organisation, transfer.importer_id)
    kind = importer.kind if importer else None
    if decision.condition == "private" and kind in _PRIVATE:
        return
    if decision.condition == "organisation" and kind not in _NO_ORGANISATION_OF_STATES:
        return
    said = _("{where}: the decision covers {covers}. Does it cover this transfer to {importer}?").format(
        where=destination(snapshot, transfer),
        covers=_covers(decision),
        importer=name_of(importer) if importer else _("an importer that is not named"),
    )
    about = f"{decision.decision} {kind or ''}".strip()
    yield Finding("adequacy_scope", QUESTION, "45(3)", said, "transfer", transfer.id, "importer_id", about)


def _certification(snapshot: Snapshot, transfer: Transfer, decision: Adequacy, on: str) -> Iterator[Finding]:
    """Whether the importer was certified, when that was looked up, and that it is looked up every year."""
    field = "certification_checked_on"
    checked = transfer.certification_checked_on
    if snapshot.answer(transfer.id, field):
        return
    where = destination(snapshot, transfer)
    if checked is None or checked > on:
        said = _(
            "{where}: the decision covers {covers}. Is the importer on the list, and when was that checked?"
        ).format(where=where, covers=_covers(decision))
        advice = _("Look the importer up in the list of the Data Privacy Framework and enter the day.")
        about = decision.decision or ""
        yield Finding("adequacy_scope", QUESTION, "45(3)", said, "transfer", transfer.id, field, about, advice)
        return
    due = months_on(checked, CERTIFIED_FOR_MONTHS)
    if due <= on:
        said = _("{where}: the certification was checked on {day}, and certifications last a year.").format(
            where=where, day=format_date(checked)
        )
        advice = _("Look the importer up again and enter the day.")
        yield Finding("adequacy_scope", REVIEW_DUE, "45(3)", said, "transfer", transfer.id, field, checked, advice, due)


def adequacy_ending(snapshot: Snapshot, transfer: Transfer, on: str) -> Sequence[Finding]:
    """A decision that is relied upon and ends within a year."""
    decision = _relied_upon(snapshot, transfer, on)
    if decision is None or decision.expires is None or months_on(decision.expires, -MONTHS_AHEAD) > on:
        return ()
    said = _("{where}: the adequacy decision ends on {day}.").format(
        where=destination(snapshot, transfer), day=format_date(decision.expires)
    )
    advice = _("Follow whether it is renewed, and settle what the transfer would rest on instead.")
    return [
        Finding(
            "adequacy_ending",
            REVIEW_DUE,
            "45(3)",
            said,
            "transfer",
            transfer.id,
            "mechanism",
            decision.expires,
            advice,
            decision.expires,
        )
    ]


def _relied_upon(snapshot: Snapshot, transfer: Transfer, on: str) -> Adequacy | None:
    """The decision in force that a transfer rests on."""
    territory = transfer.country or transfer.international_organisation
    if transfer.mechanism != "ADEQUACY" or not territory or stays_inside(transfer, on):
        return None
    return adequacy(territory, on) if judged(snapshot, transfer) else None


def _covers(decision: Adequacy) -> str:
    covers = decision.covers or {"en": decision.scope}
    return covers.get(language()) or covers["en"]


CHECKS = (
    Check("no_adequacy_decision", "transfer", N_("Countries without an adequacy decision"), no_adequacy_decision),
    Check("adequacy_scope", "transfer", N_("Adequacy decisions that cover only some"), adequacy_scope),
    Check("adequacy_ending", "transfer", N_("Adequacy decisions that end within a year"), adequacy_ending),
)
