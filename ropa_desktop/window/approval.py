"""That an approved activity is a draft again is said in words: the step that did it was about something else."""

from __future__ import annotations

from ropa_desktop.i18n import _, ngettext
from ropa_desktop.model.activity import Status
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.journal import Done
from ropa_desktop.register.revision import RevisionKind
from ropa_desktop.window.plain import quoted
from ropa_desktop.window.rows import record_label


def draft_again(snapshot: Snapshot, done: Done) -> str:
    """Which activity a step made a draft again, or how many; empty where none, or a person set the status herself."""
    if done.revision.kind != RevisionKind.edit or all(change.fields == {"status"} for change in done.changes):
        return ""
    found = [
        change.record
        for change in done.changes
        if change.table == "activity"
        and (change.before or {}).get("status") == Status.approved
        and (change.after or {}).get("status") == Status.draft
    ]
    if len(found) == 1:
        return _("“{activity}” is a draft again: what was approved has been changed.").format(
            activity=quoted(record_label(snapshot, "activity", found[0]))
        )
    if found:
        return ngettext(
            "{n} processing activity is a draft again: what was approved has been changed.",
            "{n} processing activities are drafts again: what was approved has been changed.",
            len(found),
        ).format(n=len(found))
    return ""
