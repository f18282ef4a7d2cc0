"""Every check over a register as it stood, on a day. A new check is a function of `checks/`, a line here, a test."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from ropa_desktop.law.checks.transfers import mechanism_not_valid, no_adequacy_decision
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.law.findings import SEVERITIES, Finding
from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot

Check = Callable[[Snapshot, Any, str], Iterable[Finding]]
"""What a check says of one record of its table, on an ISO day; the snapshot tells what belongs to the record."""

CHECKS: tuple[tuple[str, Check], ...] = (
    ("transfer", mechanism_not_valid),
    ("transfer", no_adequacy_decision),
)
"""Each check with the table whose records it looks at, one by one."""

APPLIES_FROM = "2018-05-25"
"""The day from which the GDPR applies (Art. 99(2)): earlier days are not judged."""


def findings(snapshot: Snapshot, on: str | None = None) -> tuple[Finding, ...]:
    """What all checks find on an ISO day, today by default; by severity. Archived records and suggestions are left
    alone."""
    snapshot = confirmed(snapshot)
    day = on or date.today().isoformat()
    if day < APPLIES_FROM:
        return ()
    found = [
        finding
        for table, check in CHECKS
        for row in snapshot.rows(table)
        if not _archived(snapshot, table, row)
        for finding in check(snapshot, row, day)
    ]
    return tuple(sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)))


def _archived(snapshot: Snapshot, table: str, row: Any) -> bool:
    """Whether a record, or the one that it is a row of, is out of use."""
    if getattr(row, "archived_on", None) is not None:
        return True
    for name in tables.parents(table):
        target = tables.fields(table)[name].target
        above = snapshot.find(target, getattr(row, name))
        if above is not None and _archived(snapshot, target, above):
            return True
    return False
