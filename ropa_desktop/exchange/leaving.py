"""What leaves the house with a handing-over and what stays, in lines with counts, before anything is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ropa_desktop.exchange import entries
from ropa_desktop.exchange.build import ALSO, Options
from ropa_desktop.exchange.export import DOCUMENT, is_working_copy
from ropa_desktop.exchange.findings_report import keepers_of
from ropa_desktop.exchange.layouts import layout
from ropa_desktop.exchange.layouts.values import VALUES
from ropa_desktop.exchange.one_client import for_client
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.i18n import N_, _, format_date, language, ngettext
from ropa_desktop.law.checking import findings
from ropa_desktop.law.completeness import Point, keeper_points, points
from ropa_desktop.law.confirmed import confirmed, suggested
from ropa_desktop.law.findings import Finding
from ropa_desktop.law.parties import activities, keepers, processors
from ropa_desktop.model.activity import Activity, Purpose, Role
from ropa_desktop.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that leaves or stays: its key, whether it leaves, what it is, and the letters or count beside it.

    `key` is one of `ALSO`, or "asked" (what Article 30 asks for), "unknown", "layout" (what a layout has no column
    for), "security" and "persons" (what a public version leaves out), "other_role", "other_controllers",
    "other_clients", "archived", "suggestions" and "history".
    """

    key: str
    leaves: bool
    what: str
    beside: str


def leaves(
    snapshot: Snapshot, options: Options, ending: str = ".pdf", found: Sequence[Finding] | None = None
) -> tuple[Line, ...]:
    """What leaves, then what stays, in the language of the window.

    `ending` is the file's, in small letters. `found` are the findings of the register where they are known already.
    """
    known = confirmed(snapshot)
    if (client := options.client_id) is not None:
        known = for_client(known, client, options.keeper_id, options.language)
    options = replace(options, role=_role(options))
    shown = activities(known, options.keeper_id, options.role)
    whole = is_working_copy(options, ending) or options.embed
    lines = [
        *_asked(known, options, shown, whole),
        *_besides(known, options, shown, whole, found),
        *_apart(snapshot, known, options, whole),
    ]
    return tuple(sorted(lines, key=lambda line: not line.leaves))


# -- what Article 30 asks for -----------------------------------------------------------------------------

_LETTERS = {
    Role.controller.value: (
        (N_("Purposes, people, data, recipients"), "(b)(c)(d)"),
        (N_("Transfers, time limits, measures"), "(e)(f)(g)"),
        (N_("Name, contact and data protection officer"), "(a)"),
    ),
    Role.processor.value: (
        (N_("Categories of processing, transfers, measures"), "(b)(c)(d)"),
        (N_("Names and contacts: processor, controllers acted for, officers"), "(a)"),
    ),
}


def _asked(snapshot: Snapshot, options: Options, shown: Sequence[Activity], whole: bool) -> Iterator[Line]:
    roles = [role for role in _LETTERS if any(activity.role == role for activity in shown)]
    shape = None if options.layout in ("", DOCUMENT) else layout(options.layout)
    beside = shape is not None and shape.is_list
    if shape is not None and beside:
        yield Line("asked", True, shape.title(language()), _("a list beside the record"))
    for role in roles or [options.role or Role.controller.value]:
        for what, letters in _LETTERS[role][-1:] if beside else _LETTERS[role]:  # the cover says whose a list is
            article = "30(2)" if role == Role.processor else "30(1)"
            yield Line("asked", True, _(what), f"{article}{letters}" if len(roles) > 1 else letters)
    if shape is not None:
        for letter, title in shape.leaves_out:
            yield Line("layout", False, _(title), _("({letter}), no column in this layout").format(letter=letter))
    yield Line("unknown", True, _unknown(options), str(_count_unknown(snapshot, options, shown)))
    if options.public:
        yield Line("persons", False, _("Names of persons and how to reach them"), _("public version"))
        yield Line("security", False, _("Particulars of security"), _("public version"))


def _unknown(options: Options) -> str:
    if not options.clarified_by:
        return _("Fields still unknown, as “unknown”")
    return _("Fields still unknown, as “under clarification until {day}”").format(day=format_date(options.clarified_by))


def _count_unknown(snapshot: Snapshot, options: Options, shown: Sequence[Activity]) -> int:
    """How many points of Article 30 are open in the record, each once however many activities lean on it."""
    found: list[Point] = []
    for keeper in keepers(snapshot):
        if options.keeper_id in (None, keeper.id):
            found += keeper_points(snapshot, keeper.id)
    for activity in shown:
        found += points(snapshot, activity.id)
    return len({(point.record_id, point.field, point.title, point.article) for point in found if point.open})


def _role(options: Options) -> str | None:
    """The role whose activities are shown: that of the layout where it has one; a client is a processor's."""
    if options.client_id is not None:
        return Role.processor.value
    return options.role if options.layout in ("", DOCUMENT) else options.role or layout(options.layout).role or None


def _held(options: Options) -> frozenset[str]:
    """What of `ALSO` a document or table holds: what is ticked, as far as a table has a column for it, and what its
    layout is about."""
    ticked = frozenset() if options.public else options.also
    if options.layout in ("", DOCUMENT):
        return ticked
    shape = layout(options.layout)
    if not shape.columns:
        return ticked & frozenset({"bases", "details", "notes", "sources", "editors"}) | shape.also
    columns = frozenset(VALUES[column.value].also for column in shape.columns if column.value)
    return ticked & columns | (frozenset() if options.public else shape.also)


# -- what it does not ask for -----------------------------------------------------------------------------


def _besides(
    snapshot: Snapshot, options: Options, shown: Sequence[Activity], whole: bool, found: Sequence[Finding] | None
) -> Iterator[Line]:
    counts = {
        "bases": sum(
            purpose.legal_basis is not None
            for activity in shown
            for purpose in snapshot.where(Purpose, "activity_id", activity.id)
        ),
        "details": _fields(snapshot, shown, "details"),
        "contracts": _contracts(snapshot, options, shown),
        "notes": _fields(snapshot, shown, "notes"),
        "sources": sum(len(entries.quotations(snapshot, activity)) for activity in shown),
        "editors": _fields(snapshot, shown, "editors"),
        "findings": _findings(snapshot, options, found),
    }
    held = _held(options)
    for key, title in ALSO.items():
        ticked = whole or key in held
        beside = str(counts[key]) if ticked or key != "bases" else _("not asked by Art. 30")
        yield Line(key, ticked, _(title), beside)


def _fields(snapshot: Snapshot, shown: Sequence[Activity], key: str) -> int:
    phrases = Phrases(snapshot, language())
    return sum(len(entries.fields_besides(phrases, activity, frozenset({key}))) for activity in shown)


def _contracts(snapshot: Snapshot, options: Options, shown: Sequence[Activity]) -> int:
    found = processors(snapshot, options.keeper_id, shown)
    return sum(party.engagement is not None and party.engagement.contract_state is not None for party in found)


def _findings(snapshot: Snapshot, options: Options, found: Sequence[Finding] | None) -> int:
    known = findings(snapshot) if found is None else found
    if options.keeper_id is None:
        return len(known)
    return sum(options.keeper_id in keepers_of(snapshot, one.table, one.record) for one in known)


# -- what stays in any case, or is another's --------------------------------------------------------------


def _apart(snapshot: Snapshot, known: Snapshot, options: Options, whole: bool) -> Iterator[Line]:
    yield Line("history", False, _("History and approvals"), _("internal"))
    every = activities(known, options.keeper_id)
    if options.role:
        other = sum(activity.role != options.role for activity in every)
        what = _("Activities as processor") if options.role == Role.controller else _("Activities as controller")
        if other:
            yield Line("other_role", False, what, str(other))
    clients = {row.organisation_id for row in snapshot.rows("acted_for")}
    if options.client_id is not None and len(clients) > 1:
        said = _("{n} of {total}").format(n=len(clients) - 1, total=len(clients))
        yield Line("other_clients", False, _("Other clients, and their names in all texts"), said)
    total = len(keepers(confirmed(snapshot)))
    if options.keeper_id and total > 1:
        said = _("{n} of {total}").format(n=total - 1, total=total)
        yield Line("other_controllers", False, _("Other controllers"), said)
    archived = [a for a in known.all(Activity) if a.archived_on and options.keeper_id in (None, a.keeper_id)]
    if archived:
        n = len(archived)
        yield Line("archived", whole, _("Archived"), _in_activities(n))
    waiting = len(suggested(snapshot))
    if waiting:
        yield Line("suggestions", whole, _("Suggestions that nobody confirmed"), str(waiting))


def _in_activities(n: int) -> str:
    return ngettext("{n} activity", "{n} activities", n).format(n=n)
