"""Findings as a list for people: whose record, what was found, how it stands, what can be done. Also as a workbook."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ropa_desktop.exchange.list_workbook import ListSheet, write_lists
from ropa_desktop.exchange.workbook.labels import Labels
from ropa_desktop.i18n import N_, _, format_date, language, ngettext
from ropa_desktop.law.checking import CHECKS
from ropa_desktop.law.citing import provision
from ropa_desktop.law.facts import facts_as_of
from ropa_desktop.law.findings import CONTRADICTS, MISSING, QUESTION, REVIEW_DUE
from ropa_desktop.law.outline import name_of
from ropa_desktop.law.responses import ANSWERED, OPEN, POSTPONED, Standing
from ropa_desktop.law.using import activities_concerned, uses
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.wholes import entry_of

SEVERITY_TITLES = {
    MISSING: N_("Missing under Article 30"),
    CONTRADICTS: N_("Contradicts a dated fact"),
    QUESTION: N_("Question"),
    REVIEW_DUE: N_("Due"),
}

STATE_TITLES = {OPEN: N_("open"), POSTPONED: N_("postponed"), ANSWERED: N_("answered")}


@dataclass(frozen=True, slots=True)
class Line:
    """One finding in words, dates as a person reads them; empty where there is nothing to say."""

    severity: str
    state: str
    article: str
    sentence: str
    advice: str
    record: str
    field: str
    controller: str
    owner: str
    due: str
    assigned_to: str
    until: str
    reason: str
    code: str


def lines(snapshot: Snapshot, standings: Iterable[Standing]) -> list[Line]:
    """Findings in words, in their order."""
    labels = Labels(snapshot, language())
    return [_line(snapshot, labels, one) for one in standings]


def concerned(snapshot: Snapshot, table: str, id: str) -> tuple[Activity, ...]:
    """The activities that a record is one of, belongs to, or is used by; archived ones are left out."""
    row = snapshot.find(table, id)
    entry = entry_of(snapshot, table, row) if row is not None else None
    if entry is None:
        return ()
    found: Sequence[Any] = (entry[1],)
    if entry[0] != "activity":
        found = activities_concerned(snapshot, uses(snapshot, entry[0], entry[1].id))
    return tuple(one for one in found if one.archived_on is None)


def keepers_of(snapshot: Snapshot, table: str, id: str) -> tuple[str, ...]:
    """The ids of those in whose records something counts: who keeps it, else who keeps the activities that use it."""
    row = snapshot.find(table, id)
    entry = entry_of(snapshot, table, row) if row is not None else None
    own = getattr(entry[1], "keeper_id", None) if entry else None
    if own is None and entry and entry[0] == "organisation" and entry[1].record_kept == "yes":
        own = entry[1].id
    found = (own,) if own else (one.keeper_id for one in concerned(snapshot, table, id))
    return tuple(dict.fromkeys(id for id in found if id))


def heading(standings: Sequence[Standing], on: str) -> str:
    """How many findings there are; where none is, that no check found anything, and no more."""
    n = len(standings)
    if n:
        return ngettext("{n} finding on {day}", "{n} findings on {day}", n).format(n=n, day=format_date(on))
    checks = len({check.code for check in CHECKS})
    return ngettext(
        "No open findings in {n} check, law data of {day}.",
        "No open findings in {n} checks, law data of {day}.",
        checks,
    ).format(n=checks, day=format_date(facts_as_of()))


def write_findings(
    target: Path, snapshot: Snapshot, standings: Sequence[Standing], on: str, above: Sequence[str] = ()
) -> None:
    """Write findings as a workbook in the current language; `above` stands over the table. Raises `CannotWrite`."""
    told = [heading(standings, on), _("Law data of {day}").format(day=format_date(facts_as_of())), *above]
    rows = [
        [
            one.severity, one.state, one.article, one.sentence, one.advice, one.record, one.field, one.controller,
            one.owner, one.due, one.assigned_to, one.until, one.reason, one.code,
        ]
        for one in lines(snapshot, standings)
    ]  # fmt: skip
    columns = (
        (_("Severity"), 22), (_("State"), 12), (_("Article"), 18), (_("What"), 52), (_("What one can do"), 36),
        (_("Entry"), 30), (_("Field"), 22), (_("Record of"), 22), (_("Owner"), 18), (_("Due"), 14),
        (_("Given to"), 18), (_("Until"), 14), (_("Because"), 30), (_("Check"), 24),
    )  # fmt: skip
    write_lists(target, [ListSheet(_("To do"), _("To do"), told, columns, rows)])


def _line(snapshot: Snapshot, labels: Labels, one: Standing) -> Line:
    finding, said = one.finding, one.response
    keepers = [snapshot.get(Organisation, id) for id in keepers_of(snapshot, finding.table, finding.record)]
    activities = concerned(snapshot, finding.table, finding.record)
    owners = dict.fromkeys(activity.owner for activity in activities if activity.owner)
    due = finding.due or ""
    return Line(
        severity=_(SEVERITY_TITLES.get(finding.severity, finding.severity)),
        state=_(STATE_TITLES[one.state]),
        article=provision(finding.article),
        sentence=finding.sentence,
        advice=finding.advice,
        record=labels.name(finding.table, finding.record),
        field=field_title(finding.table, finding.field),
        controller=", ".join(name_of(keeper) for keeper in keepers if keeper is not None),
        owner=", ".join(owners),
        due=format_date(due) if due else "",
        assigned_to=(said.assigned_to if said else None) or "",
        until=format_date(said.until) if said and said.until else "",
        reason=(said.reason if said else None) or "",
        code=finding.code,
    )


def field_title(table: str, name: str) -> str:
    """What a field or relation of a kind is called."""
    info = tables.fields(table).get(name)
    if info is not None:
        return _(info.title)
    relation = next((one for one in catalog.kind(table).relations if one.name == name), None)
    return _(relation.title) if relation else name
