"""Days to come as a calendar (.ics, RFC 5545): reviews, contract ends, requests, what was put off, adequacy decisions.

Each day is an event of its own with an identity that stays, so that a calendar that takes the file in again moves it
and does not double it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.files import whole_file
from ropa_desktop.exchange.workbook.labels import Labels
from ropa_desktop.i18n import _, language
from ropa_desktop.law.checks.reviewing import interval
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.law.days import months_on
from ropa_desktop.law.facts import Adequacy, adequacy_decisions
from ropa_desktop.law.parties import activities
from ropa_desktop.law.responses import POSTPONED, Standing
from ropa_desktop.model.engagement import Engagement
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.request import Request
from ropa_desktop.model.shared import ImpactAssessment
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.transfer import Transfer

_FOLD = 75  # octets of a line, RFC 5545, 3.1


@dataclass(frozen=True, slots=True)
class Day:
    """One all-day event: its identity, the ISO day, and one or two sentences."""

    uid: str
    on: str
    title: str
    detail: str = ""


def days(snapshot: Snapshot, standings: Iterable[Standing] = ()) -> tuple[Day, ...]:
    """The days of a register by date, past ones too: what was due stays due. Of findings those that were put off."""
    known = confirmed(snapshot)
    labels = Labels(known, language())
    found = [*_reviews(known, labels), *_contracts(known, labels), *_requests(known, labels), *_law(known)]
    found += _put_off(labels, standings)
    return tuple(sorted(found, key=lambda day: (day.on, day.uid)))


def write_calendar(target: Path, found: Iterable[Day], now: datetime | None = None) -> None:
    """Write days as a calendar, of which one without a day is none (RFC 5545, 3.6): raises `BadInput` then, and
    `CannotWrite`, leaving what was there."""
    found = tuple(found)
    if not found:
        raise BadInput(_("No day is known, of a review, a contract or the law. Nothing was written."))
    with whole_file(target) as part:
        part.write_text(as_calendar(found, now or datetime.now(UTC)), "utf-8", newline="")


def as_calendar(found: Iterable[Day], now: datetime) -> str:
    """Days as the text of a calendar; `now` is the moment of its making."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    written = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ROPA Desktop//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for day in found:
        written += [
            "BEGIN:VEVENT",
            f"UID:{_escaped(day.uid)}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{day.on.replace('-', '')}",
            f"SUMMARY:{_escaped(day.title)}",
            *([f"DESCRIPTION:{_escaped(day.detail)}"] if day.detail else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in (*written, "END:VCALENDAR"))


# -- what there is ----------------------------------------------------------------------------------------


def _reviews(snapshot: Snapshot, labels: Labels) -> Iterator[Day]:
    for activity in activities(snapshot):
        last = activity.reviewed_on or activity.recorded_on
        months = interval(snapshot.get(Organisation, activity.keeper_id))
        due = activity.review_due_on or (months_on(last, months) if _is_day(last) and last else None)
        if activity.status != "retired" and activity.stage != "ended" and not activity.ended_on:
            yield from _day("review", activity.id, due, _("Review: {record}"), labels.name("activity", activity.id))
    for engagement in snapshot.all(Engagement):
        if engagement.archived_on is None and engagement.contract_state != "terminated":
            name = labels.name("engagement", engagement.id)
            yield from _day("review", engagement.id, engagement.review_due_on, _("Review: {record}"), name)
    for assessment in snapshot.all(ImpactAssessment):
        if assessment.archived_on is None:
            name = labels.name("impact_assessment", assessment.id)
            yield from _day("review", assessment.id, assessment.review_due_on, _("Review: {record}"), name)


def _contracts(snapshot: Snapshot, labels: Labels) -> Iterator[Day]:
    for engagement in snapshot.all(Engagement):
        if engagement.archived_on is None and engagement.contract_state != "terminated":
            name = labels.name("engagement", engagement.id)
            yield from _day("contract", engagement.id, engagement.contract_end, _("Contract ends: {record}"), name)


def _requests(snapshot: Snapshot, labels: Labels) -> Iterator[Day]:
    """The days by which a record is to be handed over, of requests that are open and not answered yet."""
    for request in snapshot.all(Request):
        if request.archived_on is None and request.sent_on is None and request.state not in ("answered", "withdrawn"):
            name = labels.name("request", request.id)
            yield from _day("request", request.id, request.due_on, _("Record to be handed over: {record}"), name)


def _put_off(labels: Labels, standings: Iterable[Standing]) -> Iterator[Day]:
    for one in standings:
        finding, said = one.finding, one.response
        if one.state == POSTPONED and said is not None:
            name, told = (
                labels.name(finding.table, finding.record),
                " ".join(filter(None, (finding.sentence, said.reason))),
            )
            yield from _day(
                "postponed", "-".join(finding.key), said.until, _("Put off until today: {record}"), name, told
            )


def _law(snapshot: Snapshot) -> Iterator[Day]:
    """The last days of the adequacy decisions on which transfers of the register rest, or may."""
    used = {
        row.country or row.international_organisation
        for row in snapshot.all(Transfer)
        if row.mechanism in (None, "ADEQUACY")
    }
    for decision in adequacy_decisions():
        if decision.territory in used and decision.expires:
            title = _("Adequacy decision ends: {record}")
            yield from _day("adequacy", decision.territory, decision.expires, title, _called(decision), decision.source)


def _called(decision: Adequacy) -> str:
    return f"{decision.name} {decision.decision or ''}".strip()


def _day(what: str, key: str, on: str | None, title: str, record: str, detail: str | None = None) -> Iterator[Day]:
    if on is not None and _is_day(on):
        yield Day(f"{what}-{key}@ropa-desktop", on, title.format(record=record), detail or "")


def _is_day(text: str | None) -> bool:
    """Whether a text is a day: a register may hold another from elsewhere."""
    try:
        return text is not None and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


# -- RFC 5545 ---------------------------------------------------------------------------------------------


def _escaped(text: str) -> str:
    """A text value, 3.3.11."""
    for sign, instead in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(sign, instead)
    return text


def _folded(line: str) -> str:
    """A line in pieces of 75 octets at most, none of them broken within a character, 3.1."""
    pieces, piece, room = [], "", _FOLD
    for sign in line:
        size = len(sign.encode("utf-8"))
        if size > room:
            pieces.append(piece)
            piece, room = "", _FOLD - 1  # the space that begins the next
        piece += sign
        room -= size
    return "\r\n ".join((*pieces, piece))
