"""A snapshot with changes that are not made yet: what a plan is worked out on, and what it then changes."""

from typing import Any

from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.revision import Change


class Draft:
    """The records of a snapshot as they would be. Reading sees what was put and dropped before."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._put: dict[tuple[str, str], dict[str, Any] | None] = {}
        self._came: dict[tuple[str, str, Any], dict[str, None]] = {}

    def find(self, table: str, id: str) -> dict[str, Any] | None:
        """The values of a record, or None where there is none."""
        if (table, id) in self._put:
            return self._put[table, id]
        row = self._snapshot.find(table, id)
        return None if row is None else row._asdict()

    def get(self, table: str, id: str) -> dict[str, Any]:
        """The values of a record. Raises `LookupError` where there is none."""
        found = self.find(table, id)
        if found is None:
            raise LookupError(id)
        return found

    def put(self, table: str, id: str, **values: Any) -> None:
        """Write some fields of a record."""
        self._put[table, id] = self.get(table, id) | values
        for column, value in values.items():
            self._came.setdefault((table, column, value), {})[id] = None

    def drop(self, table: str, id: str) -> None:
        """Delete a record."""
        self._put[table, id] = None

    def matching(self, table: str, column: str, value: str) -> list[dict[str, Any]]:
        """The records whose column holds the value: those that held it before in order, then those that came to it."""
        ids = [row.id for row in self._snapshot.matching(table, column, value)]
        found = (self.find(table, id) for id in dict.fromkeys((*ids, *self._came.get((table, column, value), ()))))
        return [values for values in found if values is not None and values[column] == value]

    def changes(self) -> tuple[Change, ...]:
        """What leads from the snapshot to this: deletions before the rest, so that what must be unique is."""
        deleted, updated = [], []
        for (table, id), values in self._put.items():
            row = self._snapshot.find(table, id)
            before = {} if row is None else row._asdict()
            if values is None:
                known = {name: value for name, value in before.items() if value is not None}
                deleted.append(Change(table, id, known, None))
                continue
            names = [name for name, value in values.items() if before[name] != value]
            if names:
                old, new = {name: before[name] for name in names}, {name: values[name] for name in names}
                updated.append(Change(table, id, old, new))
        return (*deleted, *updated)
