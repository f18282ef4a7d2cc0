"""Checks of security measures, Art. 30(1)(g) and 30(2)(d): given, and saying something.

The letters of Art. 32(1) only group measures; one without a measure is no gap. Whether a description says anything is
read from its words, by the list of `resources/law/vague_words.json`, so that is a question.
"""

from collections.abc import Sequence

from ropa_desktop.i18n import N_, _
from ropa_desktop.law.checks.links import role_of_users
from ropa_desktop.law.findings import MISSING, QUESTION, Check, Finding
from ropa_desktop.law.outline import name_of, only_named
from ropa_desktop.law.phrases import vague_measure
from ropa_desktop.model.activity import Activity, MeasureUse, Role
from ropa_desktop.model.shared import Measure
from ropa_desktop.model.snapshot import Snapshot


def measures_missing(snapshot: Snapshot, activity: Activity, on: str) -> Sequence[Finding]:
    """An activity without a measure, nor the answer that they cannot be stated."""
    if any(row.measure_id for row in snapshot.where(MeasureUse, "activity_id", activity.id)):
        return ()
    if snapshot.answer(activity.id, "measures") or only_named(snapshot, activity):
        return ()
    article = "30(1)(g)" if activity.role == Role.controller else "30(2)(d)"
    said = _("No security measures are described.")
    advice = _("A general description is enough, Art. 32(1). The same measures may serve many activities.")
    return [Finding("measures_missing", MISSING, article, said, "activity", activity.id, "measures", advice=advice)]


def measures_vague(snapshot: Snapshot, measure: Measure, on: str) -> Sequence[Finding]:
    """A measure in use of which only "appropriate measures" or the like is said. This reads its text for its meaning.

    One that belongs to a family, such as access control, says what it is.
    """
    if measure.family not in (None, "other") or not vague_measure(measure.name, measure.description):
        return ()
    rows = snapshot.where(MeasureUse, "measure_id", measure.id)
    role = role_of_users(snapshot, (row.activity_id for row in rows if not row.detail))
    if role is None:
        return ()
    article = "30(2)(d)" if role == Role.processor else "30(1)(g)"
    said = _("{name}: no measure is named. Which are they?").format(name=name_of(measure))
    advice = _("For example who has access, what is encrypted, how backups are made and tested.")
    about = " ".join(filter(None, (measure.name, measure.description)))
    field = "description" if measure.description else "name"
    return [Finding("measures_vague", QUESTION, article, said, "measure", measure.id, field, about, advice)]


CHECKS = (
    Check("measures_missing", "activity", N_("Activities without security measures"), measures_missing),
    Check("measures_vague", "measure", N_("Measures that say nothing concrete"), measures_vague),
)
