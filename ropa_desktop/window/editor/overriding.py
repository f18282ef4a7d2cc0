"""Transfers that an activity inherits from an engagement, and its own that stand in their place."""

from __future__ import annotations

from typing import Any

from ropa_desktop.i18n import N_, _
from ropa_desktop.law.parties import transfers
from ropa_desktop.model import tables
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.window.cells import words
from ropa_desktop.window.editor.desk import editable_fields
from ropa_desktop.window.rows import field_cell, record_label

_LINK = "replaces_id"


def override(register: Register, inherited: Any, activity_id: str) -> str:
    """Give an activity its own transfer in the place of an inherited one, saying the same; returns its id."""
    snapshot = register.snapshot()
    fields = [name for name in editable_fields("transfer") if name not in (_LINK, "note")]
    values = {name: getattr(inherited, name) for name in fields}
    with register.step(
        N_("Transfer of {engagement} overridden"),
        engagement=record_label(snapshot, "engagement", inherited.engagement_id),
    ):
        own = edit.add(register, "transfer", activity_id=activity_id, replaces_id=inherited.id, **values)
        for name in fields:
            answer = snapshot.answer(inherited.id, name)
            if answer is not None:
                edit.set_answer(register, "transfer", own, name, answer.state, answer.reason)
    return own


def use_inherited(register: Register, own_id: str) -> None:
    """Take an activity's own transfer away: that of the engagement counts again."""
    row: Any = register.snapshot().find("transfer", own_id)
    inherited: Any = register.snapshot().find("transfer", row.replaces_id)
    label = record_label(register.snapshot(), "engagement", inherited.engagement_id)
    with register.step(N_("Transfer of {engagement} used again"), engagement=label):
        edit.remove(register, "transfer", own_id)


def differences(snapshot: Snapshot, own: Any) -> list[tuple[str, str]]:
    """The fields in which an own transfer differs from the one in whose place it stands: title, and both in words."""
    inherited: Any = snapshot.find("transfer", own.replaces_id)
    known = tables.fields("transfer")
    found = []
    for name in editable_fields("transfer"):
        here, there = (words(field_cell(snapshot, known[name], row)) for row in (own, inherited))
        if name not in (_LINK, "note") and here != there:
            nothing = _("unknown")
            both = _("Here: {here}\nEngagement: {there}").format(here=here or nothing, there=there or nothing)
            found.append((_(known[name].title), both))
    return found


def inheriting(snapshot: Snapshot, transfer: Any) -> tuple[Activity, ...]:
    """The activities in use that inherit an engagement's transfer, by reference."""
    rows = snapshot.matching("recipient", "engagement_id", transfer.engagement_id)
    ids = {row.activity_id for row in rows}
    return tuple(
        activity
        for activity in snapshot.all(Activity)
        if activity.id in ids
        and activity.archived_on is None
        and any(one.id == transfer.id for one, _engagement in transfers(snapshot, activity.id))
    )
