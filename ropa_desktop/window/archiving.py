"""What is said once a record is archived."""

from __future__ import annotations

from ropa_desktop.i18n import _, ngettext
from ropa_desktop.law.parties import activities
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.rows import record_label


def archived(snapshot: Snapshot, key: str, record_id: str) -> str:
    """That a record is archived; of an organisation also how many activities of its record are still in use."""
    name = record_label(snapshot, key, record_id)
    left = len(activities(snapshot, record_id)) if key == "organisation" else 0
    if left:
        return ngettext(
            "{record} archived. {n} activity of its record is still in use.",
            "{record} archived. {n} activities of its record are still in use.",
            left,
        ).format(record=name, n=left)
    return _("{record} archived. It stays in the history.").format(record=name)
