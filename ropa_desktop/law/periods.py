"""How long the law of a country has some data kept, from `resources/law/retention_norway.json`: dated public facts.

Each period carries its source, its evidence and the day it was checked. Which data call for it is told by words of
their category: that is a guess, so whatever rests on it is a question.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from ropa_desktop.i18n import language, ngettext
from ropa_desktop.law.phrases import pattern
from ropa_desktop.model.folding import fold
from ropa_desktop.paths import resources

MINIMUM, GUIDANCE = "minimum", "guidance_maximum"
"""Kinds of period: set by law, to be kept at least so long; a rule of thumb of the authority, not to be exceeded."""

_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 365 / 12, "year": 365}


@dataclass(frozen=True, slots=True)
class Period:
    """A period of the law: `amount` of `unit` (code of `time_unit`) from `trigger` (code of `retention_trigger`).

    `words` say it by language, with the data it is for; `cited` finds the Act where a time limit names it, `calls` the
    data.
    """

    law: str
    words: Mapping[str, str]
    amount: int
    unit: str
    trigger: str
    kind: str
    cited: re.Pattern[str]
    calls: re.Pattern[str]
    evidence: str
    source: str
    checked_on: str

    @property
    def days(self) -> float:
        """About how many days it is."""
        return length(self.amount, self.unit)

    def told(self) -> str:
        """The period and the data it is for, in the present language."""
        return self.words.get(language()) or self.words["en"]


@dataclass(frozen=True, slots=True)
class OtherAct:
    """A section that is cited from one Act and stands in another: `named` is the Act cited, `right` where it stands."""

    cited: re.Pattern[str]
    section: re.Pattern[str]
    named: str
    right: str
    source: str
    checked_on: str

    def cited_in(self, text: str) -> bool:
        """Whether a text cites the section of the other Act."""
        return bool(self.cited.search(fold(text)) and self.section.search(text))


@cache
def periods(country: str | None) -> tuple[Period, ...]:
    """The periods known of a country's law; none where it is unknown."""
    document = _document()
    return tuple(map(_period, document["periods"])) if country == document["country"] else ()


@lru_cache(16384)
def called_for(country: str, text: str) -> tuple[Period, ...]:
    """The periods that the words of a category of data call for."""
    folded = fold(text)
    return tuple(period for period in periods(country) if period.calls.search(folded))


@cache
def other_acts(country: str | None) -> tuple[OtherAct, ...]:
    """The sections of a country's law that are often cited from the wrong Act."""
    document = _document()
    return tuple(map(_other_act, document["other_acts"])) if country == document["country"] else ()


def in_words(amount: int, unit: str) -> str:
    """A period as a sentence says it, in the present language."""
    n = amount
    words = {
        "hour": ngettext("{n} hour", "{n} hours", n),
        "day": ngettext("{n} day", "{n} days", n),
        "week": ngettext("{n} week", "{n} weeks", n),
        "month": ngettext("{n} month", "{n} months", n),
        "year": ngettext("{n} year", "{n} years", n),
    }
    return words.get(unit, "{n} " + unit).format(n=n)


def length(amount: int, unit: str) -> float:
    """About how many days a period is. A unit that the list does not hold counts as none."""
    return amount * _DAYS.get(unit, 0)


@cache
def _document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resources("law", "retention_norway.json").read_text("utf-8"))
    return found


def _period(one: dict[str, Any]) -> Period:
    return Period(
        one["law"],
        one["told"],
        one["amount"],
        one["unit"],
        one["trigger"],
        one["kind"],
        pattern(one["cited"]),
        pattern(word for words in one["calls"].values() for word in words),
        one["evidence"],
        one["source"],
        one["checked_on"],
    )


def _other_act(one: dict[str, Any]) -> OtherAct:
    section = re.compile(rf"(?:§|\bsection|\bsec\.|\bpar(?:agraf|\.))\s*{one['section']}\b(?!-)", re.IGNORECASE)
    return OtherAct(pattern(one["cited"]), section, one["named"], one["right"], one["source"], one["checked_on"])
