"""Counts the overview: activities that are not archived, of one controller or all; suggestions count as unknown."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from ropa_desktop.exchange.overview.courses import courses
from ropa_desktop.exchange.overview.figures import (
    GROUPINGS,
    STATES,
    KeeperFigures,
    LetterFigures,
    LimitFigures,
    Overview,
    Records,
    ReviewFigures,
    TransferFigures,
)
from ropa_desktop.exchange.overview.flow import flow, usual_grouping
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.i18n import _, format_date, language
from ropa_desktop.law import vocabulary
from ropa_desktop.law.completeness import LETTERS, letter_states, says_how_long
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.law.parties import activities as activities_of
from ropa_desktop.law.parties import transfers
from ropa_desktop.model.activity import Activity, DataLine, Recipient
from ropa_desktop.model.alphabet import alphabetical
from ropa_desktop.model.engagement import Engagement
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.shared import ImpactAssessment, RetentionRule
from ropa_desktop.model.snapshot import Snapshot

MONTHS_AHEAD = 6
_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}


def overview(snapshot: Snapshot, keeper_id: str | None = None, on: str | None = None) -> Overview:
    """Every figure, in the current language; `on` is the ISO day asked about, today by default."""
    day = on or date.today().isoformat()
    known = confirmed(snapshot)
    phrases = Phrases(known, language())
    found = activities_of(snapshot, keeper_id)
    ways = courses(known, found)
    return Overview(
        day,
        keeper_id,
        phrases.name("organisation", keeper_id),
        tuple(activity.id for activity in found),
        _letters(snapshot, found, day),
        _reviews(known, found, keeper_id, day),
        _transfers(known, found, phrases),
        {grouping: flow(known, ways, grouping) for grouping in GROUPINGS},
        usual_grouping(ways),
        _limits(known, found, phrases),
    )


# -- letters ----------------------------------------------------------------------------------------------


def _letters(snapshot: Snapshot, found: Iterable[Activity], day: str) -> tuple[KeeperFigures, ...]:
    """By role and keeper, the keepers with most activities first."""
    by_keeper: dict[tuple[str, str | None], list[Activity]] = defaultdict(list)
    for activity in found:
        by_keeper[activity.role, activity.keeper_id].append(activity)
    figures = []
    for (role, keeper_id), own in by_keeper.items():
        states: dict[str, dict[str, list[str]]] = {letter: defaultdict(list) for letter in LETTERS[role]}
        for activity in own:
            for letter, state in letter_states(snapshot, activity.id, day).items():
                states[letter][state].append(activity.id)
        letters = tuple(
            LetterFigures(letter, {state: tuple(by_state[state]) for state in STATES if state in by_state})
            for letter, by_state in states.items()
        )
        keeper = snapshot.get(Organisation, keeper_id)
        name = (keeper.name or keeper.reference or "" if keeper else "") or _("unknown")
        figures.append(KeeperFigures(keeper_id, name, role, tuple(activity.id for activity in own), letters))
    roles = list(LETTERS)
    figures.sort(key=lambda one: (roles.index(one.role), -len(one.activities), alphabetical(one.name)))
    return tuple(figures)


# -- reviews ----------------------------------------------------------------------------------------------


def _reviews(
    snapshot: Snapshot, found: Iterable[Activity], keeper_id: str | None, day: str
) -> tuple[ReviewFigures, ...]:
    """When activities, engagements and impact assessments are to be reviewed; what is retired need not be."""
    months = _months(day)
    by_time: dict[str, list[str]] = {key: [] for key in ("overdue", *months, "later", "unknown")}
    for table, id, due in _due(snapshot, tuple(found), keeper_id):
        answer = snapshot.answer(id, "review_due_on")
        if due is not None or answer is None or table == "activity":
            by_time[_time(due, day, months)].append(id)
    titles = {"overdue": _("overdue"), "later": _("later"), "unknown": _("no date")}
    return tuple(ReviewFigures(key, titles.get(key) or format_date(key), tuple(ids)) for key, ids in by_time.items())


def _due(
    snapshot: Snapshot, found: tuple[Activity, ...], keeper_id: str | None
) -> Iterable[tuple[str, str, str | None]]:
    used: set[str | None] = set()
    assessments: set[str | None] = set()
    for activity in found:
        own = snapshot.get(Activity, activity.id)
        assessments.add(activity.assessment_id)
        used |= {row.engagement_id for row in snapshot.where(Recipient, "activity_id", activity.id)}
        if activity.status != "retired":
            yield "activity", activity.id, own.review_due_on if own else None
    for engagement in snapshot.all(Engagement):
        if engagement.archived_on is None and _of(engagement, keeper_id, used):
            yield "engagement", engagement.id, engagement.review_due_on
    for assessment in snapshot.all(ImpactAssessment):
        if assessment.archived_on is None and _of(assessment, keeper_id, assessments):
            yield "impact_assessment", assessment.id, assessment.review_due_on


def _of(row: Engagement | ImpactAssessment, keeper_id: str | None, used: set[str | None]) -> bool:
    return keeper_id is None or row.keeper_id == keeper_id or row.id in used


def _months(day: str) -> tuple[str, ...]:
    """The month of a day and those after it: "2026-11"."""
    first = int(day[:4]) * 12 + int(day[5:7]) - 1
    return tuple(f"{(first + n) // 12:04d}-{(first + n) % 12 + 1:02d}" for n in range(MONTHS_AHEAD))


def _time(due: str | None, day: str, months: tuple[str, ...]) -> str:
    """Which of the times a day falls into."""
    if due is None:
        return "unknown"
    if due < day:
        return "overdue"
    return due[:7] if due[:7] in months else "later"


# -- transfers --------------------------------------------------------------------------------------------


def _transfers(snapshot: Snapshot, found: Iterable[Activity], phrases: Phrases) -> tuple[TransferFigures, ...]:
    """The activities by place and mechanism, most first; then what is unknown; last what nobody has assessed.

    Inherited transfers count as the activity's own. An activity stands at every place it sends data to.
    """
    by_way: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    open_: list[str] = []
    for activity in found:
        rows = transfers(snapshot, activity.id)
        for row, _engagement in rows:
            places = [phrases.text(row, name) for name in ("country", "international_organisation")]
            mechanism = vocabulary.label("transfer_mechanism", row.mechanism) if row.mechanism else ""
            by_way[", ".join(filter(None, places)), mechanism][activity.id] = None
        if not rows and snapshot.answer(activity.id, "transfers") is None:
            open_.append(activity.id)
    figures = [TransferFigures(place, mechanism, True, tuple(ids)) for (place, mechanism), ids in by_way.items()]
    figures.sort(key=lambda one: (not one.place, -len(one.activities), one.place, one.mechanism))
    if open_:
        figures.append(TransferFigures("", "", False, tuple(open_)))
    return tuple(figures)


# -- time limits ------------------------------------------------------------------------------------------


def _limits(snapshot: Snapshot, found: Iterable[Activity], phrases: Phrases) -> tuple[LimitFigures, ...]:
    """The time limits that data lines name, the shortest first; then events; then what is answered or unknown."""
    used: dict[str | None, dict[str, None]] = defaultdict(dict)
    without: dict[str, dict[str, None]] = defaultdict(dict)
    for activity in found:
        if activity.role != "controller":  # Art. 30(2) asks for none
            continue
        rows = snapshot.where(DataLine, "activity_id", activity.id)
        for row in rows:
            rule = snapshot.get(RetentionRule, row.retention_id)
            answer = snapshot.answer(row.id, "retention_id")
            if rule is not None:
                used[rule.id][activity.id] = None
            else:
                without[answer.state if answer else "unknown"][activity.id] = None
        if not rows:
            without["unknown"][activity.id] = None
    figures = [_limit(snapshot, rule, tuple(used[rule.id]), phrases) for rule in snapshot.all(RetentionRule)
               if rule.id in used]  # fmt: skip
    for state, ids in without.items():
        said = _("unknown") if state == "unknown" else vocabulary.label("answer_state", state)
        figures.append(LimitFigures(None, _("Without a time limit"), said, said, "", None, state, tuple(ids)))
    figures.sort(key=lambda one: (_rank(one), one.days or 0.0, one.rule_id is None, alphabetical(one.name)))
    return tuple(figures)


def _rank(limit: LimitFigures) -> int:
    if limit.days is not None:
        return 0
    return {"documented": 1, "partly": 3, "unknown": 4}.get(limit.state, 2)


def _limit(snapshot: Snapshot, rule: RetentionRule, used: Records, phrases: Phrases) -> LimitFigures:
    state = says_how_long(rule)
    answer = snapshot.answer(rule.id, "amount")
    if state != "documented" and answer is not None:
        state = answer.state
    days, period = None, ""
    if rule.amount is not None and rule.unit in _DAYS:
        days, period = rule.amount * _DAYS[rule.unit], phrases.period(rule.amount, rule.unit)
    said = phrases.time_limit(rule).text
    short = said.removesuffix(f" ({rule.legal_reference})")
    name = rule.name or rule.reference or ""
    return LimitFigures(rule.id, name, said, short, period, days, state, used)
