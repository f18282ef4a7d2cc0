"""Comparing what a file brings with a register, record by record and by id: what is new, changed, missing, refused.

A field that the file does not mention stays as it is; one that it says is unknown becomes unknown. A file that covers
one controller is compared with the extract that would be made of the register today (`scope.py`): what was cleared
from it on the way out is no change on the way in, and what lies outside is not missing.
"""

from collections.abc import Mapping, Set
from typing import Any

from ropa_desktop.collector import collector_at_rest
from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.changes import Added, Left, Plan, Removed, Updated, setting_aside
from ropa_desktop.exchange.draft import Draft
from ropa_desktop.exchange.incoming import Incoming
from ropa_desktop.exchange.questionnaire.proposals import proposed
from ropa_desktop.exchange.recognition.gathering import MENTIONED
from ropa_desktop.exchange.recognition.linking import link_by_name, the_only_keeper, with_keeper
from ropa_desktop.exchange.recognition.matching import matched
from ropa_desktop.exchange.settling import (
    join_statements,
    leave_confirmed,
    refuse_loose_links,
    refuse_misplaced_answers,
    set_positions,
    superseded_answers,
)
from ropa_desktop.i18n import _, format_date
from ropa_desktop.model import tables
from ropa_desktop.model.activity import Role
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.statements import AnswerState, ResponseState
from ropa_desktop.model.validation import clean_line, clean_record, clean_value

_ONLY: dict[tuple[str, str], Set[str | None]] = {
    ("activity", "role"): frozenset(Role),
    ("answer", "state"): frozenset(AnswerState),
    ("response", "state"): frozenset((*ResponseState, None)),
}
"""The fields that take the program's own states and nothing else."""


@collector_at_rest()
def plan(current: Snapshot, incoming: Incoming) -> Plan:
    """What importing these records would do to the register. Nothing is changed yet, and nothing that the file only
    lacks is ever deleted. Raises `BadInput` for another register's questionnaire, and for a register of the past where
    that would take back what was changed since."""
    incoming = link_by_name(current, proposed(current, incoming))
    keeper = the_only_keeper(current, incoming)
    incoming = with_keeper(matched(current, incoming, keeper), keeper)
    draft = Draft(current, incoming)
    for table, records in incoming.records.items():
        for record in records:
            _sort(draft, table, record)
    _refuse_the_past(draft)
    join_statements(draft)
    leave_confirmed(draft)
    refuse_loose_links(draft)
    set_positions(draft)
    superseded = superseded_answers(draft)
    refuse_misplaced_answers(draft)
    seen = {*draft.added, *draft.updated, *draft.unchanged}
    seen |= {one.id for one in draft.refused} | {one.id for one in superseded}
    removed = tuple(Removed(table, id, draft.place(id)) for id, table in incoming.removed.items())
    partial = bool(incoming.cells or incoming.called)  # a strange sheet or a questionnaire never held all of it
    whole = Plan(
        added=tuple(draft.added.values()),
        updated=tuple(draft.updated.values()),
        unchanged=len(draft.unchanged),
        missing=() if partial else _missing(draft, seen),
        superseded=tuple(superseded),
        refused=tuple(draft.refused),
        problems=incoming.problems,
        before=current,
        after=draft.after((*superseded, *removed)),
        cells=incoming.cells,
        remarks=incoming.remarks,
        meant=incoming.meant,
        removed=removed,
        called=incoming.called,
    )
    return setting_aside(whole, incoming.conflicts)


def _refuse_the_past(draft: Draft) -> None:
    """A working copy as at a past day is compared with nothing that was changed since: each such change would be taken
    back. Raises `BadInput` where the register holds its records and differs; a register without them takes it in."""
    day = draft.incoming.as_of
    held = draft.updated or draft.unchanged
    if day and held and (draft.added or draft.updated):
        raise BadInput(
            _(
                "The file is the register as at {day}, and this one has changed since: importing it would take that "
                "back. Import it into a new register."
            ).format(day=format_date(day))
        )


def _missing(draft: Draft, seen: Set[str]) -> tuple[Left, ...]:
    """What the file would hold if it were written today, and does not."""
    return tuple(Left(key, row.id) for key in tables.models() for row in draft.base.rows(key) if row.id not in seen)


def _sort(draft: Draft, table: str, record: Mapping[str, Any]) -> None:
    """Put one record of the file where it belongs."""
    id = clean_line(str(record.get("id") or "")) or ""
    row = draft.current.find(table, id)
    try:
        if id in draft.added or id in draft.updated or id in draft.unchanged:
            raise BadInput(_("It stands in the file twice. Keep one of the two."))
        if row is None:
            draft.added[id] = _added(draft, table, id, record)
            return
        changes = _changes(draft, table, row, record)
    except BadInput as refused:
        draft.refuse(table, id, str(refused), record)
        return
    if changes:
        draft.updated[id] = Updated(table, id, changes, draft.place(id))
    else:
        draft.unchanged.add(id)


def _added(draft: Draft, table: str, id: str, record: Mapping[str, Any]) -> Added:
    """A record that the register does not have, checked whole. Raises `BadInput`."""
    if not id:
        raise BadInput(_("A record came without its identity. Export the register again and start from that file."))
    if draft.current.kind_of(id) is not None:
        raise BadInput(_("Its id belongs to a record of another kind. Remove the id, and it is a new record."))
    values = dict(record)
    unplaced = "position" in tables.columns(table) and values.get("position") is None
    if unplaced:
        values["position"] = 0
    cleaned = clean_record(table, values)
    _check_stored(table, cleaned)
    if unplaced:
        cleaned["position"] = None  # until all others have theirs
    wants_reference = id in draft.incoming.new and cleaned.get("reference", "") is None
    along = draft.incoming.by_name.get(id) == MENTIONED
    return Added(table, id, cleaned, draft.place(id), wants_reference, along)


def _changes(draft: Draft, table: str, row: Any, record: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """For each field that the file's record changes, the old value and the new. Raises `BadInput`."""
    fields = tables.fields(table)
    shown = draft.base.find(table, row.id) or row
    changes: dict[str, tuple[Any, Any]] = {}
    for name, value in record.items():
        if not hasattr(row, name):
            raise BadInput(_("{kind} has no field called {field}.").format(kind=table, field=name))
        if name == "id" or value == getattr(shown, name) or (name == "position" and value is None):
            continue
        new = clean_value(fields[name], value) if name in fields else clean_line(str(value or ""))
        if new != getattr(shown, name) and new != getattr(row, name):
            changes[name] = (getattr(row, name), new)
    if changes:
        values = row._asdict() | {name: new for name, (_old, new) in changes.items()}
        clean_record(table, values)
        _check_stored(table, values)
    return changes


def _check_stored(table: str, values: Mapping[str, Any]) -> None:
    """Raises `BadInput` for what the database itself would refuse, of which the door does not know."""
    for column in tables.table(table).columns:
        if not column.nullable and not isinstance(values[column.name], str | int):
            title = _("Said of") if column.name == "record_id" else _("Field")
            raise BadInput(_("{title} cannot be left empty here. Give it a value.").format(title=title))
    for (key, name), known in _ONLY.items():
        if key == table and values[name] not in known:
            raise BadInput(
                _("{title}: “{value}” is not on the list.").format(
                    title=_(tables.fields(table)[name].title), value=str(values[name])[:40]
                )
            )
