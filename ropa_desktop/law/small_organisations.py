"""Art. 30(5): whether fewer than 250 persons need a record, activity by activity. Nothing is left out because of it.

The exemption falls away where any of three questions is answered yes: is the processing likely to result in a risk, is
it not occasional, does it include data under Art. 9(1) or 10? What nobody has answered is not *no*. The rule in force
and the proposed change stand in `resources/law/small_organisations.json`.
"""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from ropa_desktop.i18n import N_, _, ngettext
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.law.parties import activities
from ropa_desktop.law.screening import criteria
from ropa_desktop.model.activity import Activity, SpecialCondition
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.paths import resources

YES, NO = "yes", "no"
NEEDED, OPEN, EXEMPT = "needed", "open", "exempt"
"""How an activity stands: a question is answered yes; one is not answered; all three are answered no."""

_SENSITIVE = 4  # the criterion of the nine that asks for data under Art. 9(1) and 10

TRIGGERS = (N_("risk likely"), N_("not occasional"), N_("data under Art. 9(1) or 10"))
"""What the three questions ask for, in the order of the law, for whoever shows them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An activity, and each of the three questions, in the order of the law: "yes", "no" or None for unknown."""

    activity: Activity
    triggers: tuple[str | None, ...]

    @property
    def state(self) -> str:
        """needed, open or exempt."""
        return NEEDED if YES in self.triggers else OPEN if None in self.triggers else EXEMPT


@dataclass(frozen=True, slots=True)
class Advice:
    """What Art. 30(5) says of an organisation that keeps a record: whether it is small enough, and its activities."""

    organisation: Organisation
    persons: int
    few: bool
    asked: tuple[Asked, ...]

    def of(self, state: str) -> tuple[Activity, ...]:
        """The activities that stand so."""
        return tuple(one.activity for one in self.asked if one.state == state)

    def sentences(self) -> tuple[str, ...]:
        """The advice in words. It never says that a record can go."""
        name, limit = self.organisation.name or self.organisation.reference or "?", limit_of_persons()
        n = self.persons
        who = ngettext("{name} employs {n} person.", "{name} employs {n} persons.", n).format(name=name, n=n)
        if not self.few:
            return (_("{who} From {limit} on, Art. 30(5) exempts nothing.").format(who=who, limit=limit),)
        rule = _(
            "{who} Below {limit}, Art. 30(5) asks for no record of processing that is occasional, not likely to result "
            "in a risk, and without data under Art. 9(1) or 10."
        ).format(who=who, limit=limit)
        counted = _("Of {total} activities, {needed} need the record, {exempt} do not, and {open} are not answered.")
        counts = {state: len(self.of(state)) for state in (NEEDED, EXEMPT, OPEN)}
        return rule, counted.format(total=len(self.asked), **counts), _change()


def rule_in_force() -> tuple[str, str]:
    """The rule, and that a change of it is proposed, where it is not known how many persons there are."""
    rule = _(
        "With fewer than {limit} persons, Art. 30(5) asks for no record of processing that is occasional, not likely "
        "to result in a risk, and without data under Art. 9(1) or 10."
    )
    return rule.format(limit=limit_of_persons()), _change()


def _change() -> str:
    change = _("A change of the rule is proposed ({proposal}). Until it is law, this one holds.")
    return change.format(proposal=proposal())


def advice(snapshot: Snapshot, organisation_id: str) -> Advice | None:
    """The advice for one keeper of a record; None where it is not known how many persons it employs."""
    known = confirmed(snapshot)
    organisation = known.get(Organisation, organisation_id)
    if organisation is None or organisation.persons_employed is None:
        return None
    asked = tuple(Asked(one, triggers(known, one)) for one in activities(known, organisation_id))
    few = organisation.persons_employed < limit_of_persons()
    return Advice(organisation, organisation.persons_employed, few, asked)


def triggers(snapshot: Snapshot, activity: Activity) -> tuple[str | None, ...]:
    """The three questions in the order of the law: risk, not occasional, data under Art. 9(1) or 10."""
    not_occasional = {YES: NO, NO: YES}.get(activity.occasional or "")
    sensitive = next(one.state for one in criteria(snapshot, activity) if one.number == _SENSITIVE)
    if any(row.category for row in snapshot.where(SpecialCondition, "activity_id", activity.id)):
        sensitive = YES
    return activity.likely_risk, not_occasional, sensitive


def limit_of_persons() -> int:
    """The number of persons from which on Art. 30(5) exempts nothing."""
    return int(_rule()["in_force"]["fewer_than_persons"])


def proposal() -> str:
    """The proposal to change the rule, as it is cited."""
    return str(_rule()["pending"]["cited"])


@cache
def _rule() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resources("law", "small_organisations.json").read_text("utf-8"))
    return found
