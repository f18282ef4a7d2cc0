"""Whether an impact assessment is to be thought of: the nine criteria of WP 248 rev.01, and how each stands.

The guidelines of the Article 29 Working Party, endorsed by the EDPB: in most cases two criteria that are met call for
an assessment. A criterion that nobody has answered is not met, and not *not met* either.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from ropa_desktop.i18n import N_
from ropa_desktop.law.vocabulary import vocabulary
from ropa_desktop.model.activity import Activity, DataLine
from ropa_desktop.model.shared import DataCategory, DataSubjectCategory
from ropa_desktop.model.snapshot import Snapshot

YES, NO = "yes", "no"
ENOUGH = 2
"""How many criteria met call for an assessment in most cases (WP 248 rev.01, III.B.a)."""

_SENSITIVE = frozenset({"9(1)", "10"})


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the nine: its number, an English title to translate, its state ("yes", "no", None) and where it stands.

    `field` is a field of the activity, or the relation from whose rows the state follows.
    """

    number: int
    title: str
    state: str | None
    field: str


_ANSWERED = {
    1: ("evaluation_or_scoring", N_("evaluation or scoring")),
    2: ("automated_decisions", N_("automated decisions")),
    3: ("systematic_monitoring", N_("systematic monitoring")),
    5: ("large_scale", N_("large scale")),
    6: ("combined_datasets", N_("combined data sets")),
    8: ("new_technology", N_("new technology")),
    9: ("hinders_rights", N_("rights or services hindered")),
}


_ANSWERS = attrgetter(*(field for field, _title in _ANSWERED.values()))


def criteria(snapshot: Snapshot, activity: Activity) -> tuple[Criterion, ...]:
    """The nine criteria of an activity, in the order of the guidelines."""
    found = [
        Criterion(number, title, _answered(snapshot, activity, field), field)
        for number, (field, title) in _ANSWERED.items()
    ]
    lines = snapshot.where(DataLine, "activity_id", activity.id)
    data = Criterion(4, N_("sensitive data"), _together(_natures(snapshot, lines)), "data_lines")
    people = Criterion(7, N_("vulnerable people"), _together(_vulnerable(snapshot, lines)), "data_lines")
    return tuple(sorted((*found, data, people), key=lambda criterion: criterion.number))


def may_call_for_one(snapshot: Snapshot, activity: Activity) -> bool:
    """Whether enough criteria are met, seen quickly: most activities meet none."""
    met: int = _ANSWERS(activity).count(YES)
    if met < ENOUGH:
        lines = snapshot.where(DataLine, "activity_id", activity.id)
        met += YES in _natures(snapshot, lines)
        if met == ENOUGH - 1:
            met += YES in _vulnerable(snapshot, lines)
    return met >= ENOUGH


def _answered(snapshot: Snapshot, activity: Activity, field: str) -> str | None:
    state: str | None = getattr(activity, field)
    return NO if state is None and snapshot.answer(activity.id, field) else state


def _natures(snapshot: Snapshot, lines: Iterable[DataLine]) -> Iterator[str | None]:
    states = _states()
    for line in lines:
        category = snapshot.get(DataCategory, line.data_id)
        yield states.get(category.nature or "") if category else None


@cache
def _states() -> dict[str, str]:
    terms = vocabulary("data_nature").terms.values()
    return {term.code: YES if term.details.get("article") in _SENSITIVE else NO for term in terms}


def _vulnerable(snapshot: Snapshot, lines: Iterable[DataLine]) -> Iterator[str | None]:
    for line in lines:
        category = snapshot.get(DataSubjectCategory, line.subject_id)
        yield category.vulnerable if category else None


def _together(states: Iterable[str | None]) -> str | None:
    found = set(states)
    if YES in found:
        return YES
    return NO if found == {NO} else None
