"""The rows of a page, kept from one snapshot to the next: after a step only the rows it touched are made anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ropa_desktop.collector import collector_at_rest
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.cells import Cell, Letters, words
from ropa_desktop.window.grid.values import ColumnValues, column_values, open_letters
from ropa_desktop.window.navigation import Page
from ropa_desktop.window.rows import STATEMENTS, cell_makers, page_records, parent_of, usual_names
from ropa_desktop.window.table import Row

MANY = 1_000  # changed rows from which on finding out which records they touch takes longer than to renew all


class RecordRow(Row):
    """A record in a list; each cell is made when it is first looked at, out of the snapshot of that moment."""

    __slots__ = ("_age", "_made", "_said", "_source", "_values", "record")
    _made: dict[int, Cell] | None
    _said: dict[int, str] | None  # most are never asked for
    _values: dict[int, tuple[str, ...]] | None

    def __init__(self, record: Any, source: PageRows) -> None:  # of ten thousand at once: hence no more than needed
        self.id, self.folded = record.id, None
        self.record = record
        self._source = source
        self._age = -1  # nothing was made yet

    def renew(self, record: Any) -> None:
        """The record after a step that may have changed any cell: what was made is forgotten at the next look.

        To forget it at once would hold the window: ten thousand rows with all their cells take long to free.
        """
        self.record, self.folded = record, None

    def said(self, column: int, fold: Callable[[str], str]) -> str:
        """One cell in words, as a filter compares them."""
        if self._age != self._source.age:
            self._forget()
        if self._said is None:
            self._said = {}
        found = self._said.get(column)
        if found is None:
            found = self._said[column] = fold(words(self.cell(column)))
        return found

    def values(self, column: int) -> tuple[str, ...]:
        """What a column can be filtered by, as codes and ids."""
        if self._age != self._source.age:
            self._forget()
        if self._values is None:
            self._values = {}
        found = self._values.get(column)
        if found is None:
            found = self._values[column] = self._source.values_of(column, self)
        return found

    def cell(self, column: int) -> Cell:
        if self._age != self._source.age:
            self._forget()
        if self._made is None:
            self._made = {}
        made = self._made.get(column)
        if made is None:
            made = self._made[column] = self._source.make(column, self.record)
        return made

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(self.cell(column) for column in range(self._source.width))

    @property
    def searchable(self) -> str:
        """All cells in words but the letters, which say nothing that a person searches for and cost most."""
        lettered = self._source.lettered
        return " ".join(words(self.cell(column)) for column in range(self._source.width) if column != lettered)

    def _forget(self) -> None:
        self._age = self._source.age
        self._made = self._said = self._values = None


class PageRows:
    """The rows of one page in its columns. What a step did not touch keeps its cells, its words and its identity."""

    def __init__(self) -> None:
        self.page: Page | None = None
        self.names: tuple[str, ...] = ()
        self.snapshot: Snapshot | None = None
        self._words_of: Snapshot | None = None
        self.age = 0  # of the cells: how often a step may have changed any of them
        self.width, self.lettered = 0, -1
        self._makers: list[Any] = []
        self._values: list[ColumnValues] = []
        self._known: dict[str, RecordRow] = {}

    def begin(self, page: Page, names: Sequence[str] = (), words_of: Snapshot | None = None) -> None:
        """Another page, other columns or another language: nothing is known of it yet.

        Until rows are read, `words_of` says what the values of its columns are called.
        """
        self._words_of = words_of
        self.page = page
        self.names = tuple(names) or usual_names(page)
        self.width = len(self.names)
        self.lettered = self.names.index("letters") if "letters" in self.names else -1
        self._makers = cell_makers(page, self.names)
        self._values = [column_values(page, name) for name in self.names]
        self._known, self.snapshot = {}, None

    @collector_at_rest()
    def read(
        self, snapshot: Snapshot, belonging: frozenset[str] | None, archived: bool
    ) -> tuple[list[Row], frozenset[str]]:
        """The rows as they are now, and the ids of those that are not what they were."""
        assert self.page is not None
        touched = self._touched(snapshot)
        self.snapshot = snapshot
        known = self._known
        records = page_records(snapshot, self.page, belonging, archived)
        if touched is not None:
            for id in touched:
                known.pop(id, None)
            return [known.get(record.id) or self._new(record) for record in records], touched
        self.age += 1
        rows = []
        for record in records:
            row = known.get(record.id)
            if row is None:
                row = RecordRow(record, self)
            else:
                row.renew(record)
            rows.append(row)
        self._known = {row.id: row for row in rows}
        return [*rows], frozenset(self._known)

    def _new(self, record: Any) -> Row:
        row = self._known[record.id] = RecordRow(record, self)
        return row

    def make(self, column: int, record: Any) -> Cell:
        """One cell of a record."""
        made: Cell = self._makers[column](self.snapshot, record)
        return made

    def values_of(self, column: int, row: RecordRow) -> tuple[str, ...]:
        """The values of a record in a column."""
        assert self.snapshot is not None
        if column == self.lettered:
            cell = row.cell(column)
            return open_letters(cell.states) if isinstance(cell, Letters) else ()
        return self._values[column].of(self.snapshot, row.record)

    def say(self, column: int, value: str) -> str:
        """A value of a column in words."""
        moment = self.snapshot or self._words_of
        return (self._values[column].said(moment, value) if moment is not None else "") or value

    def _touched(self, snapshot: Snapshot) -> frozenset[str] | None:
        """The records of the page that a step changed; None where it may be any of them."""
        assert self.page is not None
        if self.snapshot is snapshot:
            return frozenset()
        if self.snapshot is None or catalog.kind(self.page.kind).is_row:
            return None
        own = tables.fields(self.page.kind)
        if any(name in own and own[name].target == self.page.kind for name in self.names):
            return None
        found: set[str] = set()
        for number, (table, before, now) in enumerate(snapshot.differences(self.snapshot)):
            if number == MANY:
                return None
            for row, moment in ((before, self.snapshot), (now, snapshot)):
                if row is None:
                    continue
                if table == "suggestion":
                    return None
                key, id = _whole(moment, table, row)
                if key != self.page.kind:
                    return None
                found.add(id)
        return frozenset(found)


def _whole(snapshot: Snapshot, table: str, row: Any) -> tuple[str | None, str]:
    """Kind and id of the record that a row, or what is said of it, belongs to."""
    if table in STATEMENTS:
        key = snapshot.kind_of(row.record_id)
        about = snapshot.find(key, row.record_id) if key else None
        return _whole(snapshot, key, about) if key and about is not None else (None, "")
    if not tables.parents(table):
        return table, row.id
    key, id = parent_of(snapshot, table, row)
    return _whole(snapshot, key, snapshot.find(key, id))
