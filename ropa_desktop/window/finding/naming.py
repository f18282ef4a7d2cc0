"""How found things are called: a record with its reference, a field with the kind of row that it belongs to."""

from __future__ import annotations

from typing import Any

from ropa_desktop.i18n import _
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.wholes import STATEMENTS
from ropa_desktop.window.rows import record_label, relation_of


def titled(snapshot: Snapshot, table: str, id: str) -> str:
    """A record as a person looks for it: "PA-014 Payroll"."""
    row: Any = snapshot.find(table, id)
    reference = getattr(row, "reference", None)
    name = record_label(snapshot, table, id)
    return name if not reference or name == reference else f"{reference} {name}"


def icon_of(snapshot: Snapshot, table: str, id: str) -> str:
    """The icon of a record: that of its kind, of a processor's activity that of its page."""
    row: Any = snapshot.find(table, id)
    return "briefcase" if getattr(row, "role", "") == "processor" else catalog.kind(table).icon


def field_words(table: str, field: str, entry: str = "") -> str:
    """A field with the kind of row that it belongs to: "Contact: E-mail"; of the `entry` itself the field alone."""
    if table in STATEMENTS:
        kinds = {
            "answer": _("Answer"),
            "source": _("Source"),
            "wording": _("In other languages"),
            "response": _("Response"),
        }
        return kinds.get(table, _("Suggested"))
    relation = relation_of(table, field)
    title = _(relation.title) if relation else _(tables.fields(table)[field].title)
    kind = _(catalog.kind(table).title)
    return title if table == entry or title == kind else f"{kind}: {title}"
