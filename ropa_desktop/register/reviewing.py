"""Reviewed, no change: that somebody looked through activities and found them as they should be, in one step."""

from collections.abc import Sequence

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import N_, _, format_date
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.model.activity import Activity
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register


def review(
    register: Register, ids: Sequence[str], by: str | None, on: str, note: str | None = None, due_on: str | None = None
) -> tuple[str, ...]:
    """Write who looked through activities and when (ISO days), in one step; returns the ids of those it was written to.

    A note is added to the activity's own, with the day. `due_on` is the day of the next review. Without it a day that
    this review has met is taken away, so that no activity stays overdue, and a later one stays. What is only suggested
    is left out: to review it is to confirm it first. Raises `BadInput` where nothing is left.
    """
    snapshot = confirmed(register.snapshot())
    found = [activity for id in ids if (activity := snapshot.get(Activity, id)) is not None]
    if not found:
        raise BadInput(_("Only confirmed activities can be reviewed. Confirm them first."))
    label = N_("{record} reviewed, no change") if len(found) == 1 else N_("Activities reviewed, no change: {n}")
    name = found[0].name or found[0].reference or "?"
    with register.step(label, record=name, n=str(len(found))):
        for activity in found:
            values: dict[str, str | int | None] = {"reviewed_on": on, "reviewed_by": by}
            if due_on is not None or is_met(activity.review_due_on, on):
                values["review_due_on"] = due_on
            if note:
                said = _("Reviewed {day}: {note}").format(day=format_date(on), note=note)
                values["note"] = f"{activity.note}\n{said}" if activity.note else said
            edit.set_values(register, "activity", activity.id, values)
    return tuple(activity.id for activity in found)


def is_met(due_on: str | None, on: str) -> bool:
    """Whether a review on this day was the one that was due: not one that is due later."""
    return due_on is not None and due_on <= on
