"""A register at one moment: frozen rows by kind, with the indexes that readers need.

Checks, reports, JSON, compare, import planning and workers read snapshots and nothing else. A row answers to the
names of its model's columns and cannot be changed; `Snapshot.all(Activity)` is therefore typed as activities.
Rows are plain tuples of text, whole numbers and None, so a snapshot may be read from any thread.
"""

from bisect import insort
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain, compress, repeat
from operator import is_not, itemgetter
from typing import Any, TypeVar, cast

from ropa_desktop.model import catalog, tables
from ropa_desktop.model.alphabet import natural
from ropa_desktop.model.record import Record
from ropa_desktop.model.statements import Answer, Source, Wording

R = TypeVar("R", bound=Record)


@cache
def row_class(key: str) -> type[Any]:
    """The frozen row of a table: a named tuple with the table's columns."""
    return namedtuple(key, tables.columns(key))


class Snapshot:
    """All records of a register at one moment.

    `revision` is the id of the revision it shows and `hash` that revision's hash, empty for a new register.
    """

    def __init__(self, rows: Mapping[str, Iterable[tuple[Any, ...]]], revision: str = "", hash: str = "") -> None:
        self.revision = revision
        self.hash = hash
        self._rows: dict[str, dict[str, Any]] = {key: _by_id(key, rows.get(key, ())) for key in tables.models()}
        self._sorted: dict[str, tuple[Any, ...]] = {}
        self._by_column: dict[tuple[str, str], dict[Any, tuple[Any, ...]]] = {}
        self._places: dict[str, dict[str, int]] = {}

    # -- rows ---------------------------------------------------------------------------------------------

    def rows(self, key: str) -> tuple[Any, ...]:
        """All rows of a table: entries by reference, rows by position, else as stored."""
        if key not in self._sorted:
            self._sorted[key] = tuple(sorted(self._rows[key].values(), key=_order(key)))
        return self._sorted[key]

    def all(self, model: type[R]) -> tuple[R, ...]:
        """All records of a model, in the order of `rows`."""
        found: tuple[R, ...] = self.rows(key_of(model))
        return found

    def count(self, key: str) -> int:
        """How many rows a table has."""
        return len(self._rows[key])

    def get(self, model: type[R], id: str | None) -> R | None:
        """The record with this id, or None."""
        found: R | None = self._rows[key_of(model)].get(id) if id is not None else None
        return found

    def find(self, key: str, id: str | None) -> Any | None:
        """The row of a table with this id, or None."""
        return self._rows[key].get(id) if id is not None else None

    def where(self, model: type[R], column: str, value: str | None) -> tuple[R, ...]:
        """The records whose column holds the value, in order; indexed at the first use."""
        found: tuple[R, ...] = self.matching(key_of(model), column, value)
        return found

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
        return next((key for key, rows in self._rows.items() if id in rows), None)

    # -- statements about fields --------------------------------------------------------------------------

    def answer(self, record_id: str, field: str) -> Answer | None:
        """What was answered in place of a value, or None."""
        given: tuple[Answer, ...] = self.matching("answer", "record_id", record_id)
        for answer in given:  # a generator would cost more than what it looks through
            if answer.field == field:
                return answer
        return None

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
        return {key: {id: tuple(row) for id, row in rows.items()} for key, rows in self._rows.items()}

    def following(
        self, changes: Iterable[tuple[str, str, Mapping[str, Any] | None]], revision: str, hash: str
    ) -> "Snapshot":
        """The snapshot after some changes, each a table, an id and the columns that are now so; None for a deletion.

        It is equal to one read anew, the order of rows included, and shares with this one all that did not change: a
        keystroke costs little more in a large register than in a small one.
        """
        after = Snapshot.__new__(Snapshot)
        after.revision, after.hash = revision, hash
        after._rows, after._sorted = dict(self._rows), dict(self._sorted)
        after._by_column, after._places = dict(self._by_column), dict(self._places)
        touched: dict[str, dict[str, None]] = {}
        deleted: set[tuple[str, str]] = set()
        for table, id, values in changes:
            if table not in touched:
                after._rows[table] = dict(self._rows[table])
            touched.setdefault(table, {})[id] = None
            after._change(table, id, values)
            if values is None:
                deleted.add((table, id))
        for table, ids in touched.items():
            changed = [(self._rows[table].get(id), after._rows[table].get(id)) for id in ids]
            # One that was deleted and came back stands behind its equals now.
            returned = any(old and new and (table, old.id) in deleted for old, new in changed)
            after._renew_indexes(table, changed, anew=returned or len(changed) > _MANY)
        return after

    def index_like(self, earlier: "Snapshot") -> None:
        """Make every index that an earlier snapshot has: what is asked of this one then takes no longer."""
        for table in earlier._sorted:
            self.rows(table)
        for table, column in earlier._by_column:
            self.matching(table, column, None)

    def differences(self, earlier: "Snapshot") -> Iterator[tuple[str, Any | None, Any | None]]:
        """The rows in which this snapshot and an earlier one differ: table, row before, row now; None for no row.

        What the two share is passed over, so this costs next to nothing after a small step.
        """
        for table, rows in self._rows.items():
            before = earlier._rows[table]
            if rows is before:
                continue
            # Rows keep their places: where the same row stands in the same one, it needs no second look.
            elsewhere = map(is_not, rows.values(), chain(before.values(), repeat(None)))
            added = 0
            for id in compress(rows, elsewhere):
                old, row = before.get(id), rows[id]
                added += old is None
                if old is not row and old != row:
                    yield table, old, row
            if len(rows) != len(before) + added:
                for id, old in before.items():
                    if id not in rows:
                        yield table, old, None

    def without(self, gone: Mapping[str, set[str]]) -> "Snapshot":
        """The snapshot without some records, by table and id; it shares with this one all that is not theirs."""
        after = self.following((), self.revision, self.hash)
        for table, ids in gone.items():
            removed = [row for id in ids if (row := self._rows[table].get(id)) is not None]
            rows = after._rows[table] = dict(self._rows[table])
            for row in removed:
                del rows[row.id]
            after._places.pop(table, None)
            if table in self._sorted:
                after._sorted[table] = tuple(row for row in self._sorted[table] if row.id not in ids)
            for key in [key for key in self._by_column if key[0] == table]:
                place = tables.columns(table).index(key[1])
                groups = after._by_column[key] = dict(self._by_column[key])
                for value in {row[place] for row in removed}:
                    groups[value] = tuple(row for row in groups[value] if row.id not in ids)
        return after

    def same_as(self, other: "Snapshot") -> bool:
        """Whether all kinds, ids, fields, answers, sources and wordings are equal."""
        return self.content() == other.content()

    # -- within -------------------------------------------------------------------------------------------

    def _change(self, table: str, id: str, values: Mapping[str, Any] | None) -> None:
        rows = self._rows[table]
        if values is None:
            del rows[id]
        elif id in rows:
            rows[id] = rows[id]._replace(**values)
        else:
            rows[id] = row_class(table)._make(values.get(column) for column in tables.columns(table))

    def _renew_indexes(self, table: str, changed: Sequence[tuple[Any, Any]], anew: bool) -> None:
        """Put changed rows, each as it was and as it is, in their places among the sorted rows and in the groups."""
        indexes = [key for key in self._by_column if key[0] == table]
        if anew or any(old is None or new is None for old, new in changed):
            self._places.pop(table, None)
        if anew:
            self._sorted.pop(table, None)
            for key in indexes:
                del self._by_column[key]
            return
        rank = self._rank(table)
        if table in self._sorted:
            self._sorted[table] = _renewed(self._sorted[table], changed, rank)
        for key in indexes:
            place = tables.columns(table).index(key[1])
            groups = self._by_column[key] = dict(self._by_column[key])
            for value in {row[place] for pair in changed for row in pair if row is not None}:
                pairs = [(_if(old, place, value), _if(new, place, value)) for old, new in changed]
                group = _renewed(groups.get(value, ()), pairs, rank)
                if group:
                    groups[value] = group
                else:
                    groups.pop(value, None)

    def _rank(self, table: str) -> Callable[[Any], tuple[Any, int]]:
        """Where a row belongs among the sorted: by the order of its table, and as it is stored among its equals."""
        if table not in self._places:
            self._places[table] = {id: place for place, id in enumerate(self._rows[table])}
        places, order = self._places[table], _order(table)
        return lambda row: (order(row), places[row.id])


def _by_id(key: str, rows: Iterable[tuple[Any, ...]]) -> dict[str, Any]:
    """Frozen rows by their ids. `_make` would be a call into Python for each: a third of what reading costs besides."""
    made = [*map(partial(tuple.__new__, row_class(key)), rows)]
    return dict(zip(map(itemgetter(0), made), made, strict=True))


@cache
def key_of(model: type[Record]) -> str:
    """The table of a model."""
    return cast(str, model.__tablename__)


_MANY = 300  # changes from which on sorting anew is faster


def _if(row: Any, place: int, value: Any) -> Any:
    return row if row is not None and row[place] == value else None


def _renewed(
    rows: tuple[Any, ...], changed: Iterable[tuple[Any, Any]], rank: Callable[[Any], tuple[Any, int]]
) -> tuple[Any, ...]:
    """Sorted rows with some of them changed, added (no old one) or taken out (no new one)."""
    found = list(rows)
    added = []
    for old, new in changed:
        if old is None or new is None or rank(old) != rank(new):
            added.append(new)
            if old is not None:
                found.remove(old)
        else:
            found[found.index(old)] = new
    for new in added:
        if new is not None:
            insort(found, new, key=rank)
    return tuple(found)


def _order(key: str) -> Any:
    columns = tables.columns(key)
    if "position" in columns:
        return itemgetter(columns.index("position"))
    if "reference" in columns:
        return lambda row: natural(row.reference)
    return lambda row: row.id
