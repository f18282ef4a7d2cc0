"""What a column of a list edits: a field of the record, or the records that one of its relations names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ropa_desktop.model import catalog, tables
from ropa_desktop.model.fields import FieldInfo
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.navigation import Page
from ropa_desktop.window.rows import relation_of


@dataclass(frozen=True, slots=True)
class Own:
    """A field of the record itself."""

    info: FieldInfo


@dataclass(frozen=True, slots=True)
class Several:
    """The values of one field of the rows that a record holds under a relation: recipients, legal bases."""

    relation: catalog.Relation
    info: FieldInfo


@dataclass(frozen=True, slots=True)
class Answering:
    """An answer in place of a value: none, does not apply, not possible to state; the latter two with a reason."""

    state: str
    reason: str = ""


Edited = Own | Several | None
"""None: a column that is not edited in the list."""

LEGAL_BASIS = "legal_basis"


def edited(page: Page, name: str) -> Edited:
    """What the column `name` of a page edits.

    Relations whose rows are more than a name (data lines, transfers, contacts) are edited in the record.
    """
    if page.kind == "activity" and name == LEGAL_BASIS:
        relation = relation_of("activity", "purposes")
        assert relation is not None
        return Several(relation, tables.fields("purpose")[LEGAL_BASIS])
    relation = relation_of(page.kind, name)
    if relation is None:
        info = tables.fields(page.kind).get(name)
        return Own(info) if info is not None else None
    info = tables.fields(relation.kind)[catalog.kind(relation.kind).columns[0]]
    return Several(relation, info) if info.form == "link" and relation.name != "data_lines" else None


def values_of(snapshot: Snapshot, record_id: str, several: Several) -> tuple[str, ...]:
    """The values that stand in a column of several, each once, in order."""
    rows = snapshot.related(record_id, several.relation)
    return tuple(dict.fromkeys(value for row in rows if (value := getattr(row, several.info.name)) is not None))


def raw_value(row: Any, own: Own) -> str | int | None:
    """The value of a record's own field."""
    value: str | int | None = getattr(row, own.info.name)
    return value
