"""How findings stand: open, postponed until a day, or answered by the officer for good."""

from collections.abc import Iterable
from dataclasses import dataclass

from ropa_desktop.law.findings import MISSING, REVIEW_DUE, Finding
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.statements import Response, ResponseState
from ropa_desktop.model.validation import clean_text

OPEN, POSTPONED, ANSWERED = "open", "postponed", "answered"
STATES = (OPEN, POSTPONED, ANSWERED)

TO_BE_DONE = frozenset({MISSING, REVIEW_DUE})
"""What no answer settles: an item that Article 30 asks for, and a day that has come. They are done, put off or given
to somebody."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding, what was said to it, and its state: open, postponed or answered.

    The response is there even where it does not hold any more, because of whom the finding was given to, and of what
    she once answered.
    """

    finding: Finding
    response: Response | None
    state: str


def standing(snapshot: Snapshot, findings: Iterable[Finding], on: str) -> tuple[Standing, ...]:
    """How each of some findings of a register stands on an ISO day, in their order."""
    found = []
    for finding in findings:
        response = response_to(snapshot, finding)
        found.append(Standing(finding, response, _state(finding, response, on)))
    return tuple(found)


def response_to(snapshot: Snapshot, finding: Finding) -> Response | None:
    """What was said to a finding, whether or not it still holds."""
    said = snapshot.where(Response, "record_id", finding.record)
    return next((one for one in said if (one.code, one.record_id, one.field) == finding.key), None)


def what_was_seen(finding: Finding) -> str | None:
    """What a check saw, as a response keeps it; None where it has nothing to say."""
    return clean_text(finding.about)


def _state(finding: Finding, response: Response | None, on: str) -> str:
    if response is None:
        return OPEN
    if response.state == ResponseState.postponed:
        return POSTPONED if response.until is not None and on < response.until else OPEN
    holds = finding.severity not in TO_BE_DONE and response.about == what_was_seen(finding)
    return ANSWERED if response.state == ResponseState.answered and holds else OPEN
