"""Checks of time limits against the periods that a country's law sets, as far as they are known: Norway's.

The periods stand in `resources/law/retention_norway.json`, each with its source, its evidence and the day it was
checked. Which data call for one is read from the words of their category, so that is a question. That a section is
cited from the wrong Act is a fact.
"""

from collections.abc import Iterable, Iterator

from ropa_desktop.i18n import N_, _, format_date
from ropa_desktop.law.checks.links import current
from ropa_desktop.law.checks.time_limits import data_of
from ropa_desktop.law.findings import CONTRADICTS, QUESTION, Check, Finding
from ropa_desktop.law.outline import name_of
from ropa_desktop.law.periods import GUIDANCE, MINIMUM, Period, called_for, in_words, length, other_acts, periods
from ropa_desktop.model.activity import Activity, DataLine, Role
from ropa_desktop.model.folding import fold
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.shared import DataCategory, RetentionRule
from ropa_desktop.model.snapshot import Snapshot


def provision_cited(snapshot: Snapshot, rule: RetentionRule, on: str) -> Iterator[Finding]:
    """A time limit in use that cites a known provision from another Act, without its period, or with a shorter one."""
    country = _country(snapshot, rule) if rule.legal_reference else None
    if rule.legal_reference is None or country is None:
        return
    for act in other_acts(country):
        if act.cited_in(rule.legal_reference):
            said = _("“{cited}”: the section on storing accounting material is {right}, not that of {named}.").format(
                cited=rule.legal_reference, right=act.right, named=act.named
            )
            yield _finding(CONTRADICTS, act.right, said, "retention_rule", rule.id, "legal_reference", act.right)
            return
    cited = [period for period in periods(country) if period.cited.search(fold(rule.legal_reference))]
    if not cited or snapshot.answer(rule.id, "amount"):
        return
    shortest = min(period.days for period in cited)
    if rule.amount is not None and rule.unit is None:
        return  # half a period: time_limit_vague asks for the rest
    if rule.amount is None:
        said = _("“{cited}”: no period is entered. {law}: {periods}. Which is it?")
    elif length(rule.amount, rule.unit or "") < shortest:
        said = _("{limit} because of “{cited}”. {law}: {periods}. Which is it?")
    else:
        return
    said = said.format(cited=rule.legal_reference, limit=_limit(rule), law=cited[0].law, periods=_told(cited))
    about = f"{cited[0].law} {rule.amount} {rule.unit}"
    advice = _evidence(cited)
    yield _finding(QUESTION, cited[0].law, said, "retention_rule", rule.id, "amount", about, advice)


def period_not_met(snapshot: Snapshot, activity: Activity, on: str) -> Iterator[Finding]:
    """A controller's data whose words call for a statutory period, under a time limit that is shorter or has none.

    Recordings for which the authority has a rule of thumb are asked about where they are kept longer.
    """
    keeper = snapshot.get(Organisation, activity.keeper_id)
    if activity.role != Role.controller or keeper is None or not periods(keeper.country):
        return
    calling: dict[str, dict[str, tuple[DataLine, RetentionRule]]] = {}
    for line, rule in _limited(snapshot, snapshot.where(DataLine, "activity_id", activity.id)):
        for period in _called(snapshot, keeper.country or "", line):
            calling.setdefault(period.law, {})[line.id] = line, rule
    for law, lines in calling.items():
        same = [period for period in periods(keeper.country) if period.law == law]
        called = tuple(lines.values())
        if any(_meets(rule, same) for _line, rule in called):
            continue
        # One that cites a provision is looked at for itself, once.
        uncited = [(line, rule) for line, rule in called if rule.legal_reference is None]
        if not uncited:
            continue
        line, rule = uncited[0]
        if same[0].kind == GUIDANCE:
            said = _("{data}: kept {limit}. {law}: {periods}. Is a longer need documented?")
        else:
            said = _("{data}: kept {limit}. {law}: {periods}. Does any of it have to be kept so long?")
        said = said.format(data=data_of(snapshot, line), limit=_limit(rule), law=law, periods=_told(same))
        about = f"{law} {rule.id} {rule.amount} {rule.unit} {rule.trigger}"
        yield _finding(QUESTION, law, said, "data_line", line.id, "retention_id", about, _evidence(same))


def _limited(snapshot: Snapshot, lines: Iterable[DataLine]) -> Iterator[tuple[DataLine, RetentionRule]]:
    """The lines with their time limit; without one it is missing, which is said elsewhere."""
    for line in lines:
        rule = snapshot.get(RetentionRule, line.retention_id)
        if rule is not None and not snapshot.answer(rule.id, "amount"):
            yield line, rule


def _called(snapshot: Snapshot, country: str, line: DataLine) -> Iterator[Period]:
    """The periods that the words of a line's data call for."""
    category = snapshot.get(DataCategory, line.data_id)
    for text in (category.name if category else None, line.detail):
        if text:
            yield from called_for(country, text)


def _meets(rule: RetentionRule, wanted: Iterable[Period]) -> bool:
    """Whether a period is long enough for one of those set, or within one that is not to be exceeded."""
    if rule.amount is None or rule.unit is None:
        return False
    kept = length(rule.amount, rule.unit)
    return any(kept >= period.days if period.kind == MINIMUM else kept <= period.days for period in wanted)


def _country(snapshot: Snapshot, rule: RetentionRule) -> str | None:
    """Whose law a time limit in use is under: that of its keeper, or of the first activity that uses it."""
    for line in snapshot.where(DataLine, "retention_id", rule.id):
        activity = current(snapshot, line.activity_id)
        if activity is not None:
            keeper = snapshot.get(Organisation, rule.keeper_id) or snapshot.get(Organisation, activity.keeper_id)
            return keeper.country if keeper is not None else None
    return None


def _limit(rule: RetentionRule) -> str:
    """How long a time limit says, as a sentence says it."""
    if rule.amount is None or rule.unit is None:
        return _("“{name}”").format(name=name_of(rule))
    return in_words(rule.amount, rule.unit)


def _told(wanted: Iterable[Period]) -> str:
    return "; ".join(period.told() for period in wanted)


def _evidence(wanted: Iterable[Period]) -> str:
    """How well the period is known: it was checked on a day, or it is not verified."""
    first = next(iter(wanted))
    if first.evidence == "unverified":
        return _("This period is from general knowledge and not verified.")
    return _("As checked on {day}. Other provisions may set longer periods.").format(day=format_date(first.checked_on))


def _finding(
    severity: str, article: str, said: str, table: str, record: str, field: str, about: str, advice: str = ""
) -> Finding:
    return Finding("statutory_period", severity, article, said, table, record, field, about, advice)


_TITLE = N_("Time limits and the periods that the law sets")

CHECKS = (
    Check("statutory_period", "retention_rule", _TITLE, provision_cited),
    Check("statutory_period", "activity", _TITLE, period_not_met),
)
