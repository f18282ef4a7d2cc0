"""Every check over a register as it stood, on a day. A new check is a function of `checks/`, a help text, a test.

What `findings` says of a register, `current.py` keeps up to date step by step.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from ropa_desktop.collector import collector_at_rest
from ropa_desktop.i18n import _, format_date
from ropa_desktop.law import parties
from ropa_desktop.law.bundle import current, using
from ropa_desktop.law.checks import (
    activities,
    adequacy,
    contracts,
    duplicates,
    impact,
    keepers,
    measures,
    mechanisms,
    outside,
    purposes,
    recipients,
    requests,
    reviewing,
    special_data,
    statutory,
    time_limits,
    transfers,
    wording,
)
from ropa_desktop.law.checks.links import country_name
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.law.facts import APPLIES_FROM, applies_from, in_eea
from ropa_desktop.law.findings import SEVERITIES, Check, Finding
from ropa_desktop.model import tables
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.wholes import entry_of

__all__ = ["APPLIES_FROM", "CHECKS", "banners", "findings"]

CHECKS: tuple[Check, ...] = (
    *keepers.CHECKS,
    *activities.CHECKS,
    *purposes.CHECKS,
    *special_data.CHECKS,
    *impact.CHECKS,
    *recipients.CHECKS,
    *contracts.CHECKS,
    *outside.CHECKS,
    *transfers.CHECKS,
    *mechanisms.CHECKS,
    *adequacy.CHECKS,
    *time_limits.CHECKS,
    *statutory.CHECKS,
    *measures.CHECKS,
    *reviewing.CHECKS,
    *requests.CHECKS,
    *duplicates.CHECKS,
    *wording.CHECKS,
)
"""All checks, in the order of Article 30 and then of what it does not ask for."""


Function = Callable[[Snapshot, Any, str], Iterable[Finding]]


def by_table(checks: Sequence[Check]) -> Mapping[str | None, tuple[tuple[int, Function], ...]]:
    """The functions of the checks of each table, each with the place of its check among all."""
    found: dict[str | None, list[tuple[int, Function]]] = {}
    for place, check in enumerate(checks):
        found.setdefault(check.table, []).append((place, check.function))
    return {table: tuple(of_table) for table, of_table in found.items()}


BY_TABLE = by_table(CHECKS)

Found = tuple[tuple[int, Finding], ...]
"""What was found in one record, each with the place of its check in `CHECKS`."""


def findings(snapshot: Snapshot, on: str | None = None) -> tuple[Finding, ...]:
    """What all checks find on an ISO day, today by default; by severity, check and record.

    Archived records and suggestions are left alone.
    """
    snapshot = confirmed(snapshot)
    day = on or date.today().isoformat()
    if day < APPLIES_FROM:
        return ()
    with using(current()), collector_at_rest():  # thousands of checks ask for the law data: they are looked up once
        return in_order(found for table, row in subjects(snapshot) for found in found_in(snapshot, table, row, day))


def subjects(snapshot: Snapshot) -> Iterator[tuple[str | None, Any]]:
    """What the checks look at, in order: every record of a table with checks, and the register itself (None)."""
    for table in BY_TABLE:
        yield from ((table, row) for row in snapshot.rows(table)) if table else ((None, None),)


def found_in(snapshot: Snapshot, table: str | None, row: Any, day: str) -> Found:
    """What the checks find in one record of a confirmed snapshot, or in the register itself, on an ISO day."""
    found: list[tuple[int, Finding]] = []
    if table is None:
        for place, function in BY_TABLE[None]:
            for finding in function(snapshot, row, day):
                if _is_judged(snapshot, finding.table, snapshot.find(finding.table, finding.record), day):
                    found.append((place, finding))
        return tuple(found)
    own = _archived_place(table)
    if own is not None and row[own] is not None:
        return ()
    for place, function in BY_TABLE[table]:  # tens of thousands of times: no generator here
        for finding in function(snapshot, row, day):
            found.append((place, finding))
    # Most rows raise nothing: whether they hang on something that is out of use is asked only of the others.
    if not found or archived(snapshot, table, row) or not _is_judged(snapshot, table, row, day):
        return ()
    return tuple(found)


def in_order(found: Iterator[tuple[int, Finding]]) -> tuple[Finding, ...]:
    """Findings, each with the place of its check, in the order in which they are shown."""
    groups: dict[tuple[int, int], list[Finding]] = {}  # one sort of all would let no other thread have its turn
    for place, finding in found:
        groups.setdefault((_RANK[finding.severity], place), []).append(finding)
    return tuple(finding for place in sorted(groups) for finding in groups[place])


_RANK = {severity: place for place, severity in enumerate(SEVERITIES)}


def archived(snapshot: Snapshot, table: str, row: Any) -> bool:
    """Whether a record, or the one that it is a row of, is out of use."""
    own = _archived_place(table)
    if own is not None and row[own] is not None:
        return True
    for place, target, own, has_parents in _above(table):
        parent = snapshot.find(target, row[place])
        if parent is None:
            continue
        if own is not None and parent[own] is not None:
            return True
        if has_parents and archived(snapshot, target, parent):
            return True
    return False


@cache
def _archived_place(table: str) -> int | None:
    """Where in a row stands since when it is out of use; None where a table's rows go with their parents."""
    columns = tables.columns(table)
    return columns.index("archived_on") if "archived_on" in columns else None


@cache
def _above(table: str) -> tuple[tuple[int, str, int | None, bool], ...]:
    """Where in a row its parents stand, each with its table, and what `archived` wants to know of that one."""
    columns, infos = tables.columns(table), tables.fields(table)
    targets = ((columns.index(name), infos[name].target) for name in tables.parents(table))
    return tuple((place, target, _archived_place(target), bool(tables.parents(target))) for place, target in targets)


# -- where and when the rules apply -----------------------------------------------------------------------


LAST_BEGINNING = "2018-07-20"
"""The day from which the GDPR applies wherever it does: in Norway, Iceland and Liechtenstein (Decision of the EEA Joint
Committee No 154/2018)."""


def _is_judged(snapshot: Snapshot, table: str, row: Any, day: str) -> bool:
    """Whether the GDPR applied already to whoever keeps a record; of what nobody keeps, to one of the keepers."""
    if day >= LAST_BEGINNING:
        return True
    entry = entry_of(snapshot, table, row) if row is not None else None
    keeper_id = getattr(entry[1], "keeper_id", None) if entry else None
    keeper = snapshot.get(Organisation, keeper_id)
    whose = (keeper,) if keeper else parties.keepers(snapshot)
    return not whose or any(day >= applies_from(one.country) for one in whose)


def banners(snapshot: Snapshot, on: str | None = None) -> tuple[str, ...]:
    """What to say above the findings of a register, one sentence each: whose own law was not looked at, and to whom
    the GDPR did not apply yet on a day when elsewhere it did.

    The United Kingdom and Switzerland have laws of their own, which no check knows.
    """
    day = on or date.today().isoformat()
    abroad: dict[str, list[str]] = {}
    later: dict[str, list[str]] = {}
    for keeper in parties.keepers(confirmed(snapshot)):
        name = keeper.name or keeper.reference or "?"
        if keeper.country in _OWN_LAW and not in_eea(keeper.country, day):
            abroad.setdefault(keeper.country, []).append(name)
        if APPLIES_FROM <= day < applies_from(keeper.country):
            later.setdefault(applies_from(keeper.country), []).append(name)
    of_others = _("{name}: EU/EEA rules only. The law of {country} is not checked.")
    not_yet = _("{name}: nothing is judged before {day}.")
    return (
        *(of_others.format(name=", ".join(names), country=country_name(code)) for code, names in abroad.items()),
        *(not_yet.format(name=", ".join(names), day=format_date(first)) for first, names in later.items()),
    )


_OWN_LAW = ("GB", "CH", "GG", "JE", "IM")
