"""A register at one moment: frozen rows by kind, with the indexes that readers need.

Checks, reports, JSON, compare, import planning and workers read snapshots and nothing else. A row answers to the
names of its model's columns and cannot be changed; `Snapshot.all(Activity)` is therefore typed as activities.
Rows are plain tuples of text, whole numbers and None, so a snapshot may be read from any thread.
"""

import re
from collections import namedtuple
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeVar, cast

from ropa_desktop.model import catalog, tables
from ropa_desktop.model.record import Record
from ropa_desktop.model.statements import Answer, Source, Wording

R = TypeVar("R", bound=Record)

_DIGITS = re.compile(r"(\d+)")


@cache
def row_class(key: str) -> type[Any]:
    """The frozen row of a table: a named tuple with the table's columns."""
    return namedtuple(key, tables.columns(key))


def natural(text: str | None) -> tuple[Any, ...]:
    """A sort key that puts PA-2 before PA-10, and the unnamed last."""
    if text is None:
        return (1,)
    return (
        0,
        *((int(part[:99]), "") if part.isdecimal() else (-1, part.casefold()) for part in _DIGITS.split(text)),
    )


class Snapshot:
    """All records of a register at one moment.

    `revision` is the id of the revision it shows and `hash` that revision's hash, empty for a new register.
    """

    def __init__(self, rows: Mapping[str, Iterable[tuple[Any, ...]]], revision: str = "", hash: str = "") -> None:
        self.revision = revision
        self.hash = hash
        self._rows: dict[str, tuple[Any, ...]] = {
            key: tuple(map(row_class(key)._make, rows.get(key, ()))) for key in tables.models()
        }
        self._sorted: dict[str, tuple[Any, ...]] = {}
        self._by_id: dict[str, dict[str, Any]] = {}
        self._by_column: dict[tuple[str, str], dict[Any, tuple[Any, ...]]] = {}
        self._kinds: dict[str, str] | None = None

    # -- rows ---------------------------------------------------------------------------------------------

    def rows(self, key: str) -> tuple[Any, ...]:
        """All rows of a table: entries by reference, rows by position, else as stored."""
        if key not in self._sorted:
            self._sorted[key] = tuple(sorted(self._rows[key], key=_order(key)))
        return self._sorted[key]

    def all(self, model: type[R]) -> tuple[R, ...]:
        """All records of a model, in the order of `rows`."""
        return cast(tuple[R, ...], self.rows(_key(model)))

    def count(self, key: str) -> int:
        """How many rows a table has."""
        return len(self._rows[key])

    def get(self, model: type[R], id: str | None) -> R | None:
        """The record with this id, or None."""
        return cast(R | None, self.find(_key(model), id))

    def find(self, key: str, id: str | None) -> Any | None:
        """The row of a table with this id, or None."""
        if key not in self._by_id:
            self._by_id[key] = {row.id: row for row in self._rows[key]}
        return self._by_id[key].get(id) if id is not None else None

    def where(self, model: type[R], column: str, value: str | None) -> tuple[R, ...]:
        """The records whose column holds the value, in order; indexed at the first use."""
        return cast(tuple[R, ...], self.matching(_key(model), column, value))

    def matching(self, key: str, column: str, value: str | None) -> tuple[Any, ...]:
        """The rows of a table whose column holds the value, in order; indexed at the first use."""
        index = self._by_column.get((key, column))
        if index is None:
            groups: dict[Any, list[Any]] = {}
            place = tables.columns(key).index(column)
            for row in self.rows(key):
                groups.setdefault(row[place], []).append(row)
            index = self._by_column[key, column] = {value: tuple(rows) for value, rows in groups.items()}
        return index.get(value, ())

    def related(self, record_id: str, relation: catalog.Relation) -> tuple[Any, ...]:
        """The rows that a record holds under a relation, by position."""
        rows = self.matching(relation.kind, relation.parent, record_id)
        if relation.only is None:
            return rows
        field, value = relation.only
        return tuple(row for row in rows if getattr(row, field) == value)

    def kind_of(self, id: str) -> str | None:
        """The table that holds the record with this id, or None."""
        if self._kinds is None:
            self._kinds = {row.id: key for key in reversed(tables.models()) for row in self._rows[key]}
        return self._kinds.get(id)

    # -- statements about fields --------------------------------------------------------------------------

    def answer(self, record_id: str, field: str) -> Answer | None:
        """What was answered in place of a value, or None."""
        return next((a for a in self.where(Answer, "record_id", record_id) if a.field == field), None)

    def sources(self, record_id: str, field: str | None = None) -> tuple[Source, ...]:
        """The sources of a record, or of one of its fields alone."""
        found = self.where(Source, "record_id", record_id)
        return found if field is None else tuple(source for source in found if source.field == field)

    def wording(self, record_id: str, field: str, language: str) -> str | None:
        """A field's text in another language, where a person has written one."""
        found = self.where(Wording, "record_id", record_id)
        return next((w.text for w in found if w.field == field and w.language == language), None)

    # -- whole --------------------------------------------------------------------------------------------

    def content(self) -> dict[str, dict[str, tuple[Any, ...]]]:
        """Every row by table and id: what two registers are compared by. History is no part of it."""
        return {key: {row.id: tuple(row) for row in rows} for key, rows in self._rows.items()}

    def same_as(self, other: "Snapshot") -> bool:
        """Whether all kinds, ids, fields, answers, sources and wordings are equal."""
        return self.content() == other.content()


def _key(model: type[Record]) -> str:
    return cast(str, model.__tablename__)


def _order(key: str) -> Any:
    columns = tables.columns(key)
    if "position" in columns:
        return lambda row: row.position
    if "reference" in columns:
        return lambda row: natural(row.reference)
    return lambda row: row.id
