"""Which fields of a form are asked of a record: those of third countries, of Art. 9 and 10, of the cover.

A field that is not asked is hidden, unless something stands in it: nothing that was entered is ever out of sight.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ropa_desktop.law.facts import adequacy, in_eea, third_country
from ropa_desktop.law.parties import transfers
from ropa_desktop.law.vocabulary import vocabulary
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.editor.remarks import today

Asked = Callable[[Snapshot, Any], bool]


@dataclass(frozen=True)
class Group:
    """Fields and relations of a form that are asked together; `heading` is the name of theirs, if they have one."""

    names: tuple[str, ...]
    asked: Asked
    heading: str = ""


def called_for(snapshot: Snapshot, activity: Any, article: str) -> list[tuple[str, Any]]:
    """The natures of data (codes) of one article, 9 or 10, that an activity's lines name, each with its category."""
    natures = vocabulary("data_nature").terms
    found = []
    for line in snapshot.matching("data_line", "activity_id", activity.id):
        category: Any = snapshot.find("data_category", line.data_id)
        nature = natures.get(category.nature or "") if category is not None else None
        if nature is not None and nature.details.get("article", "").split("(")[0] == article:
            found.append((nature.code, category))
    return list(dict.fromkeys(found))


def _special(snapshot: Snapshot, row: Any) -> bool:
    return row.role == "controller" and bool(called_for(snapshot, row, "9"))


def _criminal(snapshot: Snapshot, row: Any) -> bool:
    return row.role == "controller" and bool(called_for(snapshot, row, "10"))


def _leaves(_snapshot: Snapshot, row: Any) -> bool:
    """Whether a transfer names a third country or an international organisation."""
    return bool(row.international_organisation) or bool(row.country and third_country(row.country, today()))


def _rests_on(*articles: str) -> Asked:
    def asked(snapshot: Snapshot, row: Any) -> bool:
        term = vocabulary("transfer_mechanism").terms.get(row.mechanism or "")
        cited = term.details.get("article", "") if term else ""
        return _leaves(snapshot, row) and any(cited.split("(")[0].strip() == article for article in articles)

    return asked


def _certified(_snapshot: Snapshot, row: Any) -> bool:
    """Whether the decision for a transfer's country covers certified importers only."""
    decision = adequacy(row.country, today()) if row.country else None
    return decision is not None and row.mechanism == "ADEQUACY" and decision.covers is not None


def _may_replace(snapshot: Snapshot, row: Any) -> bool:
    """Whether the activity of a transfer inherits one that it could stand in the place of."""
    return row.activity_id is not None and any(
        engagement is not None for _transfer, engagement in transfers(snapshot, row.activity_id)
    )


def _outside(_snapshot: Snapshot, row: Any) -> bool:
    return bool(row.country) and not in_eea(row.country, today())


def _kept_here(_snapshot: Snapshot, row: Any) -> bool:
    return bool(row.record_kept == "yes")


GROUPS: dict[str, tuple[Group, ...]] = {
    "activity": (
        Group(("special_conditions",), _special),
        Group(("criminal_data_authority",), _criminal),
    ),
    "organisation": (
        Group(("offers_or_monitors", "representative_exempt"), _outside, "heading_3"),
        Group(("representative",), _outside),
        Group(("record_version", "record_date", "record_statement"), _kept_here, "heading_4"),
    ),
    "transfer": (
        Group(("replaces_id",), _may_replace),
        Group(("mechanism", "mechanism_reference", "mechanism_date"), _leaves, "heading_1"),
        Group(("certification_checked_on",), _certified),
        Group(("safeguards",), _rests_on("46", "49"), "heading_1"),
        Group(("assessment_reference", "assessment_date", "supplementary_measures"), _rests_on("46"), "heading_2"),
        Group(("derogation_assessment",), _rests_on("49"), "heading_3"),
    ),
}
"""What is asked only of some records, by table. What stands in no group is asked of all."""


def holds_something(snapshot: Snapshot, key: str, row: Any, name: str) -> bool:
    """Whether a field or relation of a record has a value, rows or an answer."""
    if snapshot.answer(row.id, name) is not None:
        return True
    if name in tables.fields(key):
        return getattr(row, name) is not None
    relation = next(one for one in catalog.kind(key).relations if one.name == name)
    return bool(snapshot.related(row.id, relation))
