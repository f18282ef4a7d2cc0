"""What the officer says to findings: answered with a reason, postponed until a day, given to somebody. One step each.

Every function takes one finding or several. Raises `BadInput` where a finding cannot be answered so or its record is
gone, and `ReadOnlyRegister`; nothing is changed then.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import N_, _
from ropa_desktop.law.findings import Finding
from ropa_desktop.law.responses import TO_BE_DONE, response_to, what_was_seen
from ropa_desktop.model import catalog
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.statements import ResponseState
from ropa_desktop.model.validation import clean_date, clean_text
from ropa_desktop.model.wholes import entry_of
from ropa_desktop.register import edit
from ropa_desktop.register.authorship import who
from ropa_desktop.register.register import Register

Findings = Finding | Iterable[Finding]

_NOTHING = {"about": None, "state": None, "reason": None, "until": None, "given_by": None, "given_on": None}


def answer(register: Register, findings: Findings, reason: str) -> None:
    """Settle findings for good: each comes back only where what its check saw changes."""
    found = _each(findings)
    if any(finding.severity in TO_BE_DONE for finding in found):
        raise BadInput(
            _("What Article 30 asks for, and a review that is due, cannot be answered. Do it, or postpone it.")
        )
    said = clean_text(reason)
    if said is None:
        raise BadInput(_("Say why it is no problem: whoever reads the register later will ask."))
    labels = N_("Finding answered in {record}"), N_("Findings answered: {n}")
    _respond(register, found, labels, _given(ResponseState.answered, said, None))


def postpone(register: Register, findings: Findings, until: str, reason: str | None = None) -> None:
    """Put findings off until an ISO day, on which they are open again."""
    day = clean_date(until)
    if day is None or day <= date.today().isoformat():
        raise BadInput(_("Until which day? Write one that is still to come."))
    labels = N_("Finding postponed in {record}"), N_("Findings postponed: {n}")
    _respond(register, _each(findings), labels, _given(ResponseState.postponed, clean_text(reason or ""), day))


def assign(register: Register, findings: Findings, to: str | None) -> None:
    """Give findings to somebody, named as people name each other; None takes them back."""
    labels = N_("Finding assigned in {record}"), N_("Findings assigned: {n}")
    _respond(register, _each(findings), labels, {"assigned_to": to})


def reopen(register: Register, findings: Findings) -> None:
    """Take answers and postponements back. Who was given a finding keeps it."""
    labels = N_("Finding reopened in {record}"), N_("Findings reopened: {n}")
    _respond(register, _each(findings), labels, _NOTHING)


def _each(findings: Findings) -> tuple[Finding, ...]:
    return (findings,) if isinstance(findings, Finding) else tuple(findings)


def _given(state: str, reason: str | None, until: str | None) -> dict[str, Any]:
    today = date.today().isoformat()
    return {"state": str(state), "reason": reason, "until": until, "given_by": who(), "given_on": today}


def _respond(
    register: Register, findings: tuple[Finding, ...], labels: tuple[str, str], said: Mapping[str, Any]
) -> None:
    """Write what was said to each of some findings; what says nothing any more goes."""
    snapshot = register.snapshot()
    if any(snapshot.find(finding.table, finding.record) is None for finding in findings):
        raise BadInput(_("The record is no longer there. It was deleted in another step."))
    if not findings:
        return
    name = _called(snapshot, findings[0])
    with register.step(labels[len(findings) > 1], record=name, n=str(len(findings))):
        for finding in findings:
            present = response_to(snapshot, finding)
            values = {"about": what_was_seen(finding), **said} if said.get("state") else dict(said)
            if present is None and any(value is not None for value in values.values()):
                new = {"record_id": finding.record, "code": finding.code, "field": finding.field, **values}
                edit.add(register, "response", **new)
            elif present is not None:
                known = {**_NOTHING, "state": present.state, "assigned_to": present.assigned_to, **values}
                if known["state"] is None and known["assigned_to"] is None:
                    edit.delete(register, "response", present.id)
                else:
                    edit.set_values(register, "response", present.id, values)


def _called(snapshot: Snapshot, finding: Finding) -> str:
    """What a step calls the record of a finding: the entry that it is, or is a row of."""
    row: Any = snapshot.find(finding.table, finding.record)
    table, entry = entry_of(snapshot, finding.table, row) or (finding.table, row)
    called = getattr(entry, "name", None) or getattr(entry, "reference", None) or _(catalog.kind(table).title)
    return called if len(called) <= 60 else called[:59] + "…"
