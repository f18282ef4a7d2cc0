"""How a field stands in a form or a child table: its value, its answer, or a gap that Article 30 leaves open."""

from __future__ import annotations

from typing import Any

from ropa_desktop.law.completeness import says_how_long
from ropa_desktop.law.vocabulary import label
from ropa_desktop.model.fields import FieldInfo
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.cells import Cell, Chips, Text, Unknown
from ropa_desktop.window.rows import field_cell

# Of these the law asks one, not each: what is said by another field leaves no gap here.
_ENOUGH = {
    "detail": ("data_id",),
    "data_id": ("detail",),
    "country": ("international_organisation",),
    "international_organisation": ("country",),
    "email": ("phone", "website"),
    "phone": ("email", "website"),
    "name": ("function", "email"),
}
_SELDOM_ASKED = {("data_line", "detail"), ("transfer", "international_organisation"), ("transfer", "safeguards")}


_DOCUMENTED_ALWAYS = ("safeguards", "derogation_assessment")


def allowed_answers(key: str, row: Any, info: FieldInfo) -> tuple[str, ...]:
    """The answers that may stand in place of a field's value in this very record.

    For a transfer under Art. 49(1), second subparagraph, safeguards and assessment are documented: Art. 30(1)(e),
    30(2)(c) and 49(6) know no other answer.
    """
    if key == "transfer" and info.name in _DOCUMENTED_ALWAYS and getattr(row, "mechanism", None) == "D49_SUB2":
        return ()
    return info.answers


def field_state(snapshot: Snapshot, key: str, row: Any, info: FieldInfo) -> Cell:
    """The cell of one field of one record; `Unknown` only where Article 30 asks and nothing else answers."""
    if key == "purpose" and info.name == "legal_basis":
        return Chips((row.legal_basis,)) if row.legal_basis else Unknown()
    if key == "recipient" and info.name == "assessed_role" and row.assessed_role is None:
        return Unknown(open=True)
    if (key, info.name) == ("transfer", "country") and not row.country and row.international_organisation:
        return Text(label("international_organisation", row.international_organisation), "muted")
    if (key, info.name) == ("data_line", "data_id") and not row.data_id and row.detail:
        return Text(row.detail, "muted")
    cell = field_cell(snapshot, info, row)
    if isinstance(cell, Unknown) and not _missed(snapshot, key, row, info):
        return Text()
    return cell


def _missed(snapshot: Snapshot, key: str, row: Any, info: FieldInfo) -> bool:
    if key == "retention_rule":
        return says_how_long(row) == "unknown" and info.name in ("amount", "trigger")
    if key == "transfer" and info.name == "safeguards":
        return row.mechanism == "D49_SUB2"
    if (key, info.name) in _SELDOM_ASKED or (key == "contact" and row.role not in ("dpo", "representative")):
        return False
    if key == "acted_for" and info.name == "categories_of_processing":
        activity = snapshot.find("activity", row.activity_id)
        return activity is None or activity.categories_of_processing is None
    if key == "activity" and info.article.startswith("30(2)"):
        return row.role == "processor"
    others = _ENOUGH.get(info.name, ()) if key != "organisation" or info.name in ("email", "phone") else ()
    return not any(
        getattr(row, other, None) is not None or snapshot.answer(row.id, other) is not None for other in others
    )
