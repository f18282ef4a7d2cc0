"""Checks of impact assessments, Art. 35 and 36: whether one is to be thought of, and whether it is there."""

from collections.abc import Sequence

from ropa_desktop.i18n import N_, _, ngettext
from ropa_desktop.law.findings import QUESTION, Check, Finding
from ropa_desktop.law.screening import YES, criteria, may_call_for_one
from ropa_desktop.model.activity import Activity, Role
from ropa_desktop.model.shared import ImpactAssessment
from ropa_desktop.model.snapshot import Snapshot


def assessment_screening(snapshot: Snapshot, activity: Activity, on: str) -> Sequence[Finding]:
    """Two or more of the nine criteria of WP 248 rev.01 met, and nobody has decided whether an assessment is required.

    That none is required is decided once the reason is there.
    """
    if activity.role != Role.controller or activity.assessment_id or activity.assessment_required == YES:
        return ()
    if activity.assessment_reason or snapshot.answer(activity.id, "assessment_required"):
        return ()
    if not may_call_for_one(snapshot, activity):
        return ()
    found = criteria(snapshot, activity)
    met = [one for one in found if one.state == YES]
    still = sum(one.state is None for one in found)
    said = _("{n} of nine criteria are met: {criteria}. Is an impact assessment required?")
    if activity.assessment_required is not None:
        said = _("{n} of nine criteria are met: {criteria}. Why is no impact assessment required?")
    said = said.format(n=len(met), criteria=", ".join(_(one.title) for one in met))
    unanswered = ngettext("One is not answered yet.", "{n} are not answered yet.", still).format(n=still)
    rule = _("Where two are met, one is called for in most cases (WP 248 rev.01).")
    return [
        Finding(
            "assessment_screening",
            QUESTION,
            "35(1)",
            said,
            "activity",
            activity.id,
            "assessment_required" if activity.assessment_required is None else "assessment_reason",
            " ".join(str(one.number) for one in met),
            f"{rule} {unanswered}" if still else rule,
        )
    ]


def assessment_missing(snapshot: Snapshot, activity: Activity, on: str) -> Sequence[Finding]:
    """An assessment that is required and is not there, or not completed while the activity runs."""
    if activity.assessment_required != YES or activity.role != Role.controller:
        return ()
    assessment = snapshot.get(ImpactAssessment, activity.assessment_id)
    if assessment is None:
        if snapshot.answer(activity.id, "assessment_id"):
            return ()
        about, said = "", _("An impact assessment is required. Where is it?")
    elif not _completed(assessment, on) and _runs(activity, on):
        about, said = assessment.state or "", _("The impact assessment is not completed, and the processing runs.")
    else:
        return ()
    return [Finding("assessment_missing", QUESTION, "35(1)", said, "activity", activity.id, "assessment_id", about)]


def authority_not_consulted(snapshot: Snapshot, assessment: ImpactAssessment, on: str) -> Sequence[Finding]:
    """A high risk that remains, and no day on which the authority was consulted, Art. 36(1)."""
    if assessment.high_residual_risk != YES or assessment.consulted_on:
        return ()
    if snapshot.answer(assessment.id, "consulted_on"):
        return ()
    said = _("A high risk remains. When was the supervisory authority consulted?")
    return [
        Finding("assessment_missing", QUESTION, "36(1)", said, "impact_assessment", assessment.id, "consulted_on", YES)
    ]


def _completed(assessment: ImpactAssessment, on: str) -> bool:
    if assessment.completed_on:
        return assessment.completed_on <= on
    return assessment.state in ("completed", "to_be_reviewed")


def _runs(activity: Activity, on: str) -> bool:
    """Whether an activity is known to be in use on a day."""
    if activity.stage in ("planned", "ended") or (activity.ended_on or on) < on:
        return False
    return activity.stage == "in_use" or (activity.started_on is not None and activity.started_on <= on)


_MISSING = N_("Impact assessments required and not there")

CHECKS = (
    Check("assessment_screening", "activity", N_("Impact assessments to think of"), assessment_screening),
    Check("assessment_missing", "activity", _MISSING, assessment_missing),
    Check("assessment_missing", "impact_assessment", _MISSING, authority_not_consulted),
)
