"""Checks of requests to see the record, Art. 30(4): one whose day is near, or has come."""

from collections.abc import Sequence
from datetime import date, timedelta

from ropa_desktop.i18n import N_, _, format_date
from ropa_desktop.law.findings import REVIEW_DUE, Check, Finding
from ropa_desktop.model.request import Request
from ropa_desktop.model.snapshot import Snapshot

DAYS = 5
"""How many days before it is due a request is spoken of. A habit of the program, not a rule of law."""


def request_due(snapshot: Snapshot, request: Request, on: str) -> Sequence[Finding]:
    """An open request of which nothing is sent yet, and whose day is near or has come."""
    if request.due_on is None or request.sent_on is not None or request.state in ("answered", "withdrawn"):
        return ()
    try:
        near = (date.fromisoformat(request.due_on) - timedelta(days=DAYS)).isoformat()
    except (ValueError, OverflowError):  # a register may hold another text from elsewhere
        return ()
    if near > on:
        return ()
    said = _("The record was to be handed over by {day}.") if request.due_on < on else _("The record is due on {day}.")
    return [
        Finding(
            "request_due",
            REVIEW_DUE,
            "30(4)",
            said.format(day=format_date(request.due_on)),
            "request",
            request.id,
            "due_on",
            request.due_on,
            _("Export with this request chosen, or say that it was withdrawn."),
            request.due_on,
        )
    ]


CHECKS = (Check("request_due", "request", N_("Requests to see the record that are due"), request_due),)
