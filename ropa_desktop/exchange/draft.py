"""A plan in the making: what has been found of each record so far, and the register as it would be."""

from collections.abc import Iterable, Mapping
from typing import Any

from ropa_desktop.exchange.changes import Added, Left, Refused, Removed, Updated, as_it_will_be, row_of
from ropa_desktop.exchange.incoming import Incoming
from ropa_desktop.exchange.scope import for_controller
from ropa_desktop.model.snapshot import Snapshot


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

    def after(self, gone: Iterable[Left | Removed]) -> Snapshot:
        """The register as it would be."""
        return as_it_will_be(self.current, self.added.values(), self.updated.values(), gone)


_NAMES = ("reference", "name", "description", "service", "document", "text", "reason")
