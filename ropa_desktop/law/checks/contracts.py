"""Checks of contracts with processors, Art. 28(3) and (4): whether there is one, and how long it runs.

Article 30 does not ask for them, so all of these are questions, or days that come.
"""

from collections.abc import Iterator, Sequence

from ropa_desktop.i18n import N_, _, format_date
from ropa_desktop.law.checks.links import (
    PROCESSING_ROLES,
    current,
    party_name,
    processes_for,
    role_of,
    uses_of_party,
)
from ropa_desktop.law.checks.recipients import HELD_BY_NOBODY
from ropa_desktop.law.days import months_on
from ropa_desktop.law.findings import QUESTION, REVIEW_DUE, Check, Finding
from ropa_desktop.law.outline import name_of
from ropa_desktop.model.activity import ActedFor, Recipient
from ropa_desktop.model.engagement import Engagement
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot

MONTHS_AHEAD = 3
"""How long before its end a contract is spoken of: long enough to negotiate another."""

_SIGNS_NOTHING = frozenset({"category", "software"})
"""Kinds of party of which something else is asked first: who they are."""

_ABSENT = frozenset({None, "none", "draft"})
_OVER = frozenset({"expired", "terminated"})


def contract_missing(snapshot: Snapshot, engagement: Engagement, on: str) -> Sequence[Finding]:
    """An engagement with a processor whose contract is unknown, not made, or not made yet."""
    party = snapshot.get(Organisation, engagement.organisation_id)
    if engagement.contract_state not in _ABSENT or snapshot.answer(engagement.id, "contract_state"):
        return ()
    if party is None or party.kind in _SIGNS_NOTHING or not processes_for(snapshot, engagement):
        return ()
    said = _said_of(engagement.contract_state).format(party=party_name(snapshot, engagement))
    about = engagement.contract_state or ""
    return [Finding("contract_missing", QUESTION, "28(3)", said, "engagement", engagement.id, "contract_state", about)]


def _said_of(state: str | None) -> str:
    if state == "none":
        return _("{party}: no contract. What binds the processor?")
    if state == "draft":
        return _("{party}: the contract is still being negotiated. Are data processed already?")
    return _("{party}: is there a contract under Art. 28(3)?")


def contract_missing_with_controller(snapshot: Snapshot, row: ActedFor, on: str) -> Sequence[Finding]:
    """A controller that is acted for without a contract: the Article binds the processor too."""
    party = snapshot.get(Organisation, row.organisation_id)
    if row.contract_state not in _ABSENT or snapshot.answer(row.id, "contract_state"):
        return ()
    if party is None or party.kind in _SIGNS_NOTHING or current(snapshot, row.activity_id) is None:
        return ()
    said = _said_of(row.contract_state).format(party=name_of(party))
    about = row.contract_state or ""
    return [Finding("contract_missing", QUESTION, "28(3)", said, "acted_for", row.id, "contract_state", about)]


def contract_missing_without_engagement(snapshot: Snapshot, organisation: Organisation, on: str) -> Iterator[Finding]:
    """A party that is named as a processor in activities, and no engagement that would hold its contract."""
    if organisation.kind in _SIGNS_NOTHING or organisation.kind == "public_register":
        return
    if organisation.kind in HELD_BY_NOBODY and organisation.operator_id is None:
        return  # party_kind asks first who it is
    if any(uses_of_party(snapshot, organisation.id, _is_a_processor_without_engagement)):
        said = _("{party} is a processor, and no engagement says so. Which contract binds it?").format(
            party=name_of(organisation)
        )
        advice = _("Enter the engagement once, with its contract, and choose it in the activities.")
        yield Finding(
            "contract_missing", QUESTION, "28(3)", said, "organisation", organisation.id, "name", advice=advice
        )


def _is_a_processor_without_engagement(row: Recipient) -> bool:
    return row.engagement_id is None and role_of(row) in PROCESSING_ROLES


def contract_expired(snapshot: Snapshot, engagement: Engagement, on: str) -> Sequence[Finding]:
    """A contract that had ended by the day, under an engagement that activities or systems still use."""
    ended = engagement.contract_end is not None and engagement.contract_end < on
    if not ended and engagement.contract_state not in _OVER:
        return ()
    if not processes_for(snapshot, engagement):
        return ()
    party = party_name(snapshot, engagement)
    if engagement.contract_end is not None and ended:
        said = _("{party}: the contract ended on {day}, and the service is still in use. Does it go on?").format(
            party=party, day=format_date(engagement.contract_end)
        )
    elif engagement.contract_end is not None:
        return ()  # terminated, and its last day is still to come
    else:
        said = _("{party}: the contract has come to an end, and the service is still in use. Does it go on?").format(
            party=party
        )
    about = f"{engagement.contract_state or ''} {engagement.contract_end or ''}".strip()
    return [Finding("contract_expired", QUESTION, "28(3)", said, "engagement", engagement.id, "contract_end", about)]


def contract_ending(snapshot: Snapshot, engagement: Engagement, on: str) -> Sequence[Finding]:
    """A contract that ends within three months, under an engagement in use."""
    end = engagement.contract_end
    if end is None or end < on or end > months_on(on, MONTHS_AHEAD) or not processes_for(snapshot, engagement):
        return ()
    said = _("{party}: the contract ends on {day}.").format(
        party=party_name(snapshot, engagement), day=format_date(end)
    )
    advice = _("Renew it, or settle what happens to the data at the end, Art. 28(3)(g).")
    return [
        Finding(
            "contract_ending", REVIEW_DUE, "28(3)", said, "engagement", engagement.id, "contract_end", end, advice, end
        )
    ]


_MISSING = N_("Processors without a contract")

CHECKS = (
    Check("contract_missing", "engagement", _MISSING, contract_missing),
    Check("contract_missing", "acted_for", _MISSING, contract_missing_with_controller),
    Check("contract_missing", "organisation", _MISSING, contract_missing_without_engagement),
    Check("contract_expired", "engagement", N_("Contracts that have ended"), contract_expired),
    Check("contract_ending", "engagement", N_("Contracts that end soon"), contract_ending),
)
