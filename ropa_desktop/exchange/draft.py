"""A plan in the making: what has been found of each record so far, and the register as it would be."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ropa_desktop.exchange.changes import Added, Left, Refused, Updated
from ropa_desktop.exchange.incoming import Incoming
from ropa_desktop.exchange.scope import for_controller
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot, row_class


class Draft:
    """The register, what a file brings, and where each of its records has been sorted to.

    `base` is what the file would hold if it were written today: the register, or an extract of it.
    """

    def __init__(self, current: Snapshot, incoming: Incoming) -> None:
        self.current = current
        self.incoming = incoming
        self.base = for_controller(current, incoming.scope.organisation_id, incoming.scope.role)
        self.added: dict[str, Added] = {}
        self.updated: dict[str, Updated] = {}
        self.unchanged: set[str] = set()
        self.refused: list[Refused] = []

    def refuse(self, table: str, id: str, because: str, values: Mapping[str, Any]) -> None:
        """Note why a record cannot be taken in."""
        called = next((str(values[name]) for name in _NAMES if values.get(name)), "")
        self.refused.append(Refused(table, id, because, called, self.place(id)))

    def withdraw(self, one: Added | Updated, because: str) -> None:
        """Take a record out again, with the reason."""
        self.added.pop(one.id, None)
        self.updated.pop(one.id, None)
        self.refuse(one.table, one.id, because, one.values)

    def place(self, id: str) -> str:
        """Where a record stands in the file; empty where the file has no places."""
        return self.incoming.places.get(id, "")

    def stands(self, table: str, id: str) -> bool:
        """Whether the register would have such a record; an empty `table` stands for any kind."""
        if id in self.added:
            return table in ("", self.added[id].table)
        return (self.current.find(table, id) if table else self.current.kind_of(id)) is not None

    def value(self, table: str, id: str, field: str) -> Any:
        """What a field of a record would hold."""
        if id in self.added:
            return self.added[id].values[field]
        if id in self.updated and field in self.updated[id].changes:
            return self.updated[id].changes[field][1]
        return getattr(self.current.find(table, id), field)

    def rows(self, table: str) -> dict[str, Any]:
        """The rows of a table as they would be, by id: made anew at each call."""
        rows = {row.id: row for row in self.current.rows(table)}
        for one in self.updated.values():
            if one.table == table:
                rows[one.id] = rows[one.id]._replace(**one.values)
        return rows | {one.id: row_of(one) for one in self.added.values() if one.table == table}

    def after(self, removed: Iterable[Left]) -> Snapshot:
        """The register as it would be."""
        gone = {left.id for left in removed}
        rows = {key: [row for row in self.rows(key).values() if row.id not in gone] for key in tables.models()}
        return Snapshot(rows, self.current.revision, self.current.hash)


_NAMES = ("reference", "name", "description", "service", "document", "text", "reason")


def row_of(one: Added) -> Any:
    """An added record as a row of a snapshot."""
    return row_class(one.table)(**one.values)


def relations_above(table: str, row: Any) -> Iterator[tuple[str, str]]:
    """The record and the relation under which it holds a row, for each relation that the row is part of."""
    for kind in catalog.KINDS:
        for relation in kind.relations:
            if relation.kind != table or getattr(row, relation.parent) is None:
                continue
            if relation.only is None or getattr(row, relation.only[0]) == relation.only[1]:
                yield getattr(row, relation.parent), relation.name
