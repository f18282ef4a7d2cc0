"""Checks of time limits for erasure, Art. 30(1)(f): given, saying something that can be checked, not at odds.

Only an empty one is missing. Whether words name an end is read from the text, by the list of
`resources/law/vague_words.json`, so what they seem to leave open is a question.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from ropa_desktop.i18n import N_, _
from ropa_desktop.law.checks.links import listed, role_of_users
from ropa_desktop.law.completeness import UNKNOWN, says_how_long
from ropa_desktop.law.findings import MISSING, QUESTION, Check, Finding
from ropa_desktop.law.outline import name_of
from ropa_desktop.law.periods import length
from ropa_desktop.law.phrases import excerpt, vague_limit
from ropa_desktop.law.vocabulary import label
from ropa_desktop.model.activity import Activity, DataLine, Role
from ropa_desktop.model.shared import DataCategory, DataSubjectCategory, RetentionRule
from ropa_desktop.model.snapshot import Snapshot

_MAY_NEVER_COME = frozenset({"next_visit"})
"""Events of which nobody knows whether they will happen: until then is no end that can be foreseen."""

_END_OF_A_RELATION = frozenset({"contract_end", "subscription_end", "account_closure", "obligations_fulfilled"})
"""Events that are names for one moment, the end of what binds somebody to a customer."""

_QUOTED = 80  # characters of a text that a sentence quotes


def time_limit_missing(snapshot: Snapshot, activity: Activity, on: str) -> Iterator[Finding]:
    """A controller's activity with data that no time limit is given for, nor that it is not possible to state.

    A line that names neither data nor people is left to `data_missing`.
    """
    if activity.role != Role.controller:
        return
    lines = [line for line in snapshot.where(DataLine, "activity_id", activity.id) if _without_limit(snapshot, line)]
    if lines:
        data = listed(data_of(snapshot, line) for line in lines)
        said = _("No time limit for {data}.").format(data=data)
        advice = _("Give a period or an event. Where neither can be given, answer on the line: not possible to state.")
        yield Finding(
            "time_limit_missing",
            MISSING,
            "30(1)(f)",
            said,
            "activity",
            activity.id,
            "data_lines",
            str(len(lines)),
            advice,
        )


def _without_limit(snapshot: Snapshot, line: DataLine) -> bool:
    if not (line.data_id or line.detail or line.subject_id):
        return False
    rule = snapshot.get(RetentionRule, line.retention_id) if line.retention_id else None
    if rule is None:
        return snapshot.answer(line.id, "retention_id") is None
    return says_how_long(rule) == UNKNOWN and not rule.legal_reference and not _answered(snapshot, rule)


def _answered(snapshot: Snapshot, rule: RetentionRule) -> bool:
    return any(snapshot.answer(rule.id, field) for field in ("amount", "trigger"))


def time_limit_vague(snapshot: Snapshot, rule: RetentionRule, on: str) -> Iterator[Finding]:
    """A time limit in use with half a period, or with neither period nor event nor criterion that can be checked.

    This reads the criterion, and the wording where a provision is cited, for their meaning.
    """
    asked = _half(rule) or _never(rule) or _open(rule)
    if asked is None or _answered(snapshot, rule):
        return
    lines = snapshot.where(DataLine, "retention_id", rule.id)
    role = role_of_users(snapshot, (line.activity_id for line in lines))
    if role is not None:
        field, said, about = asked
        article = "28(3)(g)" if role == Role.processor else "30(1)(f)"
        yield Finding("time_limit_vague", QUESTION, article, said, "retention_rule", rule.id, field, about)


_Asked = tuple[str, str, str] | None
"""The field, the sentence, and what was seen."""


def _half(rule: RetentionRule) -> _Asked:
    if rule.amount is not None and rule.unit is None:
        return (
            "unit",
            _("{name}: kept for {n}, of which unit?").format(name=name_of(rule), n=rule.amount),
            str(rule.amount),
        )
    if rule.amount is None and rule.unit is not None:
        unit = label("time_unit", rule.unit).lower()
        return "amount", _("{name}: how many {unit}?").format(name=name_of(rule), unit=unit), rule.unit
    return None


def _never(rule: RetentionRule) -> _Asked:
    if rule.amount is not None:
        return None
    if rule.trigger in _MAY_NEVER_COME:
        said = _("“{name}”: the event may never come. After how long at the latest?").format(name=_quoted(rule))
        return "amount", said, rule.trigger
    if rule.trigger == "other" and not (rule.criterion or rule.wording or rule.legal_reference):
        return "trigger", _("{name}: which event ends it?").format(name=name_of(rule)), rule.trigger
    return None


def _open(rule: RetentionRule) -> _Asked:
    if rule.amount is not None or rule.trigger is not None:
        return None
    if rule.criterion and not vague_limit(rule.criterion):
        return None
    words = [text for text in (rule.name, rule.criterion, rule.wording) if text]
    vague = vague_limit(*words)
    if rule.legal_reference and not vague:
        return None  # a provision is a criterion; whether its period is known is asked elsewhere
    if not words:
        return None  # empty, hence missing
    about = rule.criterion or rule.wording or rule.name or ""
    if not vague:
        said = _("“{words}”: neither a period nor an event is entered. After how long, or after what event?")
        return "amount", said.format(words=_quoted(rule)), about
    telling = next(text for text in words if vague_limit(text))
    if telling == rule.name:
        return (
            "amount",
            _("“{words}” is no time limit. After how long, or after what event?").format(words=telling),
            about,
        )
    said = _("{name}: “{words}” is no time limit. After how long, or after what event?")
    return "amount", said.format(name=name_of(rule), words=excerpt(telling)), about


def _quoted(rule: RetentionRule) -> str:
    return _shortened(rule.name or rule.criterion or rule.wording or "")


def _shortened(text: str) -> str:
    return text if len(text) <= _QUOTED else text[:_QUOTED].rsplit(" ", 1)[0] + " …"


def time_limits_conflict(snapshot: Snapshot, activity: Activity, on: str) -> Sequence[Finding]:
    """One category of data of the same people under two time limits that cannot both hold: two periods from one event,
    or a period beside one that names no end. Two that each cite a provision, or one with a criterion of its own, are
    told apart by it."""
    lines = snapshot.where(DataLine, "activity_id", activity.id)
    found = []
    for first, second in combinations(lines, 2):
        if first.data_id is None or (first.subject_id, first.data_id) != (second.subject_id, second.data_id):
            continue
        one, other = (snapshot.get(RetentionRule, line.retention_id) for line in (first, second))
        if one is not None and other is not None and one.id != other.id and _at_odds(one, other):
            found.append((second, one, other))
    if not found:
        return ()
    line, one, other = found[0]
    said = _("{data}: kept “{one}” and “{other}”. Which of the two holds?").format(
        data=_category(snapshot, line), one=_quoted(one), other=_quoted(other)
    )
    about = " ".join(
        sorted(_seen(rule) for _line, first_rule, second_rule in found for rule in (first_rule, second_rule))
    )
    article = "30(1)(f)" if activity.role == Role.controller else "28(3)(g)"
    advice = _("Where both hold, for different data, give each a category of its own.")
    return [
        Finding("time_limits_conflict", QUESTION, article, said, "activity", activity.id, "data_lines", about, advice)
    ]


def _at_odds(one: RetentionRule, other: RetentionRule) -> bool:
    if one.legal_reference and other.legal_reference:
        return False
    if _has_end(one) and _has_end(other):
        same = one.trigger == other.trigger or {one.trigger, other.trigger} <= _END_OF_A_RELATION
        return same and _length(one) != _length(other) and not (one.criterion or other.criterion)
    period = one if one.amount is not None else other
    endless = other if period is one else one
    return _length(period) > 0 and not (_has_end(endless) or endless.criterion or endless.legal_reference)


def _has_end(rule: RetentionRule) -> bool:
    return _length(rule) > 0 or rule.trigger is not None


def _length(rule: RetentionRule) -> float:
    """About how many days after its event; none where the event itself is the end."""
    return length(rule.amount, rule.unit) if rule.amount is not None and rule.unit is not None else 0


def _seen(rule: RetentionRule) -> str:
    return f"{rule.id}:{rule.amount}:{rule.unit}:{rule.trigger}"


# -- how data are called ----------------------------------------------------------------------------------


def data_of(snapshot: Snapshot, line: DataLine) -> str:
    """The data of a line, as a sentence says them: the category, else in detail, else whose they are."""
    category = snapshot.get(DataCategory, line.data_id)
    if category is not None and category.name:
        return category.name
    if line.detail:
        return _shortened(line.detail)
    subject = snapshot.get(DataSubjectCategory, line.subject_id)
    return _("data on {people}").format(people=name_of(subject)) if subject else _("unnamed data")


def _category(snapshot: Snapshot, line: DataLine) -> str:
    """Whose data, and which."""
    subject = snapshot.get(DataSubjectCategory, line.subject_id)
    data = data_of(snapshot, line)
    return _("{data} of {people}").format(data=data, people=name_of(subject)) if subject else data


CHECKS = (
    Check("time_limit_missing", "activity", N_("Data without a time limit"), time_limit_missing),
    Check("time_limit_vague", "retention_rule", N_("Time limits that name no end"), time_limit_vague),
    Check("time_limits_conflict", "activity", N_("Two time limits for the same data"), time_limits_conflict),
)
