"""Dated public facts of the law data in use (`bundle.py`): where the GDPR applies, and adequacy decisions.

Each fact carries its source, its evidence and the day it was checked. A question to them takes a date, because all of
them change. Nothing is judged before 25 May 2018.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ropa_desktop.law.bundle import LawData, current


@dataclass(frozen=True, slots=True)
class Adequacy:
    """A decision under Art. 45(3). `territory` is an ISO country code, or XP-EPO; dates are ISO 8601, or None.

    `covers` is its limit in a few words by language, None where the whole territory is covered; `remark` what else a
    person should know of it, by language. `condition` says what of a transfer has to be looked at besides its place:
    whether the importer is "certified", "commercial", "private", or the "organisation" itself, or whether the data lie
    within the limits of the decision ("limited").
    """

    territory: str
    name: str
    decision: str | None
    adopted: str
    expires: str | None
    scope: str
    covers: Mapping[str, str] | None
    condition: str | None
    status: str
    note: str | None
    remark: Mapping[str, str] | None
    source: str
    evidence: str
    checked_on: str

    def in_force(self, on: str) -> bool:
        """Whether the decision had been adopted and had not expired on a day (ISO 8601)."""
        return self.adopted <= on and (self.expires is None or on <= self.expires)


_ALWAYS = "9999-12-31"  # where a status has no last day

APPLIES_FROM = "2018-05-25"
"""The day from which the GDPR applies (Art. 99(2)): earlier days are not judged."""


def adequacy_decisions() -> tuple[Adequacy, ...]:
    """All adequacy decisions known, in force or not."""
    return _decisions(current())


def adequacy(territory: str, on: str) -> Adequacy | None:
    """The decision in force for a country or international organisation on a day; its scope may still not be met."""
    return next((d for d in adequacy_decisions() if d.territory == territory and d.in_force(on)), None)


def in_eea(country: str, on: str) -> bool:
    """Whether a country was inside on a day, or treated as inside: the United Kingdom until 31 December 2020."""
    return _in_eea(current(), country, on)


def third_country(country: str, on: str) -> bool:
    """Whether data sent to a country on a day were sent outside: not inside, nor in the United Kingdom's months in
    between, when sending them there was no transfer (Trade and Cooperation Agreement, Art. 782)."""
    bridges = (one for one in _statuses(country) if "bridge" in one["status"])
    return not in_eea(country, on) and not any(one["from"] <= on <= one["until"] for one in bridges)


def applies_from(country: str | None) -> str:
    """The ISO day from which the GDPR applies to those established in a country: later where the EEA Agreement brought
    it, that is in Norway, Iceland and Liechtenstein."""
    days = (one["applies_from"] for one in _statuses(country) if "applies_from" in one)
    return next(days, APPLIES_FROM)


def facts_as_of() -> str:
    """The ISO date on which the facts were last gathered."""
    return current().as_of


def decision_of(entry: Mapping[str, Any]) -> Adequacy:
    """A decision from its entry in a file of law data."""
    fields: dict[str, Any] = {name: entry.get(name) for name in Adequacy.__slots__}
    return Adequacy(**fields)


@lru_cache(maxsize=8)
def _decisions(data: LawData) -> tuple[Adequacy, ...]:
    return tuple(decision_of(entry) for entry in data.adequacy["decisions"])


@lru_cache(maxsize=4096)
def _in_eea(data: LawData, country: str, on: str) -> bool:
    return country in data.territories["eea"] or any(
        one["code"] == country and "EU" in one["status"] and one.get("from", "") <= on <= one.get("until", _ALWAYS)
        for one in data.territories["status"]
    )


def _statuses(country: str | None) -> list[Mapping[str, Any]]:
    return [one for one in current().territories["status"] if one["code"] == country]
