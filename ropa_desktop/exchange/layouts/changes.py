"""The log of what was changed in the activities of a record: when, in which, and what; never what it said before.

It names fields and kinds of rows alone, so that nothing of another controller, and no text that was taken back, leaves
with it.
"""

from collections.abc import Sequence
from datetime import datetime

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import Options, build
from ropa_desktop.exchange.layouts.shape import Layout
from ropa_desktop.exchange.logged import Logged
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Cell, Chapter, Column, Report, Table
from ropa_desktop.i18n import N_, _, format_date
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.law.parties import activities
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.past import changes_about
from ropa_desktop.register.register import Register
from ropa_desktop.register.revision import Change, Revision


def read_log(register: Register, snapshot: Snapshot, options: Options) -> tuple[Logged, ...]:
    """The steps that changed the activities asked for until the snapshot, the newest first."""
    moments = _until(register.history(), snapshot.revision)
    found = []
    for activity in activities(confirmed(snapshot), options.keeper_id, options.role):
        for id, changes in changes_about(register, snapshot, "activity", activity.id).items():
            revision = moments.get(id)
            if revision is None:
                continue
            entered = any(change.record == activity.id and change.before is None for change in changes)
            changed = dict.fromkeys(one for change in changes for one in _named(change))
            if changed or entered:
                found.append(Logged(activity.id, revision.at, revision.who, tuple(changed), entered))
    return tuple(sorted(found, key=lambda one: (one.at, one.activity_id), reverse=True))


def _until(history: Sequence[Revision], last: str) -> dict[str, Revision]:
    """A history, oldest first, up to the revision with the id `last`, by the ids of its revisions."""
    ids = [revision.id for revision in history]
    shown = history[: ids.index(last) + 1] if last in ids else ()
    return {revision.id: revision for revision in shown}


_NEVER_NAMED = frozenset({"id", "position", "reference", "keeper_id", "role"})


def _named(change: Change) -> list[tuple[str, str]]:
    """What a change touched; statements on a field and marks are left out, for they say nothing of the record."""
    if change.table not in _KINDS or change.erased:
        return [("activity", str((change.after or change.before or {}).get("field")))] if _answers(change) else []
    if change.table != "activity" and (change.before is None or change.after is None):
        return [(change.table, "")]
    if change.before is None:
        return []
    known = tables.fields(change.table)
    return [(change.table, name) for name in sorted(change.fields) if name in known and name not in _NEVER_NAMED]


def _answers(change: Change) -> bool:
    """Whether an answer of the activity came, went or changed: "none" in place of its transfers."""
    field = (change.after or {}).get("field") or (change.before or {}).get("field")
    return change.table == "answer" and (field in tables.fields("activity") or field in _RELATIONS)


_KINDS = frozenset(kind.key for kind in catalog.KINDS)
_RELATIONS = {relation.name: relation.title for relation in catalog.kind("activity").relations}


def report(snapshot: Snapshot, options: Options, layout: Layout) -> Report:
    """The log in `options.log`. Raises `BadInput` where a snapshot alone is at hand, which has no history."""
    log = options.log
    if log is None:
        raise BadInput(_("The log of changes is written from an open register, for it needs its history."))
    by_activity: dict[str, list[Logged]] = {}
    for one in log:
        by_activity.setdefault(one.activity_id, []).append(one)

    def chapters(
        phrases: Phrases, keeper: Organisation | None, shown: Sequence[Activity], options: Options
    ) -> tuple[Chapter, ...]:
        known = {activity.id: activity for activity in shown}
        lines = [one for one in log if one.activity_id in known]
        names = "editors" in options.also
        titles = [(N_("When"), 2.0), (N_("Activity"), 4.0), (N_("What was changed"), 8.0)]
        titles += [(N_("Who"), 2.0)] if names else []
        columns = tuple(Column(phrases.say(title), share) for title, share in titles)
        rows = tuple(_row(phrases, known[one.activity_id], one, names) for one in lines)
        introduction = [Cell(phrases.say(N_("This list does not replace the record of Article 30.")))]
        if not rows:
            introduction.append(Cell(phrases.say(N_("No entries."))))
        blocks = (Table(columns, rows),) if rows else ()
        return (Chapter(layout.title(phrases.language), tuple(introduction), (), blocks, landscape=True),)

    return build(snapshot, options, chapters, layout.also)


def _row(phrases: Phrases, activity: Activity, one: Logged, names: bool) -> tuple[Cell, ...]:
    day = datetime.fromisoformat(one.at).astimezone().date().isoformat()
    what = [phrases.say(N_("entered"))] if one.entered else []
    what += [_title(phrases, table, field) for table, field in one.changed]
    name = " ".join(filter(None, (activity.reference, phrases.text(activity, "name"))))
    cells = [Cell(format_date(day, phrases.language)), Cell(name), Cell("; ".join(dict.fromkeys(what)))]
    return (*cells, Cell(one.who)) if names else tuple(cells)


def _title(phrases: Phrases, table: str, field: str) -> str:
    kind = phrases.say(catalog.kind(table).title)
    if not field:
        return kind
    if table == "activity" and field in _RELATIONS:
        return phrases.say(_RELATIONS[field])
    title = phrases.say(tables.fields(table)[field].title)
    return title if table == "activity" else f"{kind}: {title}"
