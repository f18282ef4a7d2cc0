"""What is known of a record before anything is asked of it: an activity that is only named, an organisation's name."""

from typing import Any

from ropa_desktop.i18n import _
from ropa_desktop.model.activity import Activity, Role
from ropa_desktop.model.snapshot import Snapshot

_CONTENT = {
    Role.controller.value: ("purpose", "data_line", "recipient"),
    Role.processor.value: ("acted_for", "data_line"),
}


def only_named(snapshot: Snapshot, activity: Activity) -> bool:
    """Whether an activity is named and no more is known of it: not what for, nor whose data, nor to whom they go.

    Measures, systems and transfers do not count: they are often stated for all activities alike. One finding says so
    (`activity_incomplete`); checks of single letters leave such an activity alone.
    """
    for table in _CONTENT[activity.role]:  # looked at first: most activities have some
        if snapshot.matching(table, "activity_id", activity.id):
            break
    else:
        return not (activity.categories_of_processing or snapshot.answer(activity.id, "recipients"))
    return False


def name_of(record: Any) -> str:
    """A record's name or reference as a sentence says it, "unknown" where it has none."""
    return getattr(record, "name", None) or getattr(record, "reference", None) or _("unknown")
