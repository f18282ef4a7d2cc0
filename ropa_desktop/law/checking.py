"""Every check over a register as it stood, on a day. A new check is a function of `checks/`, a help text, a test."""

from datetime import date
from typing import Any

from ropa_desktop.law.checks import transfers
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.law.findings import SEVERITIES, Check, Finding
from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot

CHECKS: tuple[Check, ...] = (*transfers.CHECKS,)
"""All checks, in the order of Article 30 and then of what it does not ask for."""

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
        for check in CHECKS
        for row in (snapshot.rows(check.table) if check.table else (None,))
        if row is None or not archived(snapshot, check.table or "", row)
        for finding in check.function(snapshot, row, day)
    ]
    return tuple(sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)))


def archived(snapshot: Snapshot, table: str, row: Any) -> bool:
    """Whether a record, or the one that it is a row of, is out of use."""
    if getattr(row, "archived_on", None) is not None:
        return True
    for name in tables.parents(table):
        target = tables.fields(table)[name].target
        above = snapshot.find(target, getattr(row, name))
        if above is not None and archived(snapshot, target, above):
            return True
    return False
