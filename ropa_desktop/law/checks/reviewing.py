"""Checks of how old what stands is: the day of the record, and reviews that have come due."""

from collections.abc import Iterator, Sequence

from ropa_desktop.i18n import N_, _, format_date, ngettext
from ropa_desktop.law.days import months_on
from ropa_desktop.law.findings import QUESTION, REVIEW_DUE, Check, Finding
from ropa_desktop.law.outline import name_of
from ropa_desktop.law.parties import keeps_a_record
from ropa_desktop.model.activity import Activity, Status
from ropa_desktop.model.engagement import Engagement
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.shared import ImpactAssessment
from ropa_desktop.model.snapshot import Snapshot

MONTHS = 12
"""How often a record is looked through where its keeper says nothing, in months. A habit, not a rule of law."""


def source_stale(snapshot: Snapshot, organisation: Organisation, on: str) -> Iterator[Finding]:
    """A record without a day, or of a day that lies more than a review interval back."""
    if not keeps_a_record(snapshot, organisation):
        return
    name, dated = name_of(organisation), organisation.record_date
    if dated is None:
        yield Finding(
            "source_stale",
            QUESTION,
            "5(2)",
            _("Of which day is the record of {name}?").format(name=name),
            "organisation",
            organisation.id,
            "record_date",
        )
        return
    months = interval(organisation)
    due = months_on(dated, months)
    if due <= on:
        said = ngettext(
            "The record of {name} is of {day}, more than a month ago.",
            "The record of {name} is of {day}, more than {n} months ago.",
            months,
        )
        yield Finding(
            "source_stale",
            REVIEW_DUE,
            "5(2)",
            said.format(name=name, day=format_date(dated), n=months),
            "organisation",
            organisation.id,
            "record_date",
            dated,
            _("Look it through, then give it a new day."),
            due,
        )


def review_overdue(snapshot: Snapshot, activity: Activity, on: str) -> Sequence[Finding]:
    """An activity in use whose review was due by a day, or has not been looked at for longer than the interval.

    Where neither a review nor a first day is known, the record's own day speaks (`source_stale`).
    """
    if activity.status == Status.retired or activity.stage == "ended" or (activity.ended_on or on) < on:
        return ()
    due = activity.review_due_on
    last = activity.reviewed_on or activity.recorded_on
    if due is None and last is not None:
        due = months_on(last, interval(snapshot.get(Organisation, activity.keeper_id)))
    if due is None or due > on:
        return ()
    if activity.reviewed_on:
        said = _("Not reviewed since {day}.").format(day=format_date(activity.reviewed_on))
    elif activity.review_due_on:
        said = _("The review was due on {day}.").format(day=format_date(due))
    else:
        said = _("Never reviewed since it was recorded on {day}.").format(day=format_date(activity.recorded_on or due))
    return [_due(said, "activity", activity.id, "reviewed_on", due)]


def engagement_review_overdue(snapshot: Snapshot, engagement: Engagement, on: str) -> Iterator[Finding]:
    """An engagement whose review has come due, Art. 28(1)."""
    if engagement.review_due_on and engagement.review_due_on <= on and engagement.contract_state != "terminated":
        said = _("The review of this engagement was due on {day}.").format(day=format_date(engagement.review_due_on))
        yield _due(said, "engagement", engagement.id, "review_due_on", engagement.review_due_on, "28(1)")


def assessment_review_overdue(snapshot: Snapshot, assessment: ImpactAssessment, on: str) -> Iterator[Finding]:
    """An impact assessment whose review has come due, Art. 35(11)."""
    if assessment.review_due_on and assessment.review_due_on <= on:
        said = _("The review of this impact assessment was due on {day}.")
        said = said.format(day=format_date(assessment.review_due_on))
        yield _due(said, "impact_assessment", assessment.id, "review_due_on", assessment.review_due_on, "35(11)")


def interval(keeper: Organisation | None) -> int:
    """How often a keeper looks through its record, in months."""
    months = keeper.review_interval_months if keeper else None
    return months if months and months > 0 else MONTHS


def _due(said: str, table: str, id: str, field: str, due: str, article: str = "5(2)") -> Finding:
    return Finding("review_overdue", REVIEW_DUE, article, said, table, id, field, due, due=due)


_OVERDUE = N_("Reviews that have come due")

CHECKS = (
    Check("source_stale", "organisation", N_("Records without a day, or of a day long ago"), source_stale),
    Check("review_overdue", "activity", _OVERDUE, review_overdue),
    Check("review_overdue", "engagement", _OVERDUE, engagement_review_overdue),
    Check("review_overdue", "impact_assessment", _OVERDUE, assessment_review_overdue),
)
