"""A snapshot made anew with fields emptied, replaced or withheld, and rows taken out, before anything is written."""

from collections.abc import Iterable, Mapping
from typing import Any

from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot

WITHHELD = "withheld"
"""The state of an answer that stands where something was emptied that Article 30 asks for: it is known, and not said
here. No register holds it."""


class Amended:
    """What of a snapshot is changed. Another wording of a changed field, and its answer, go with it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._values: dict[tuple[str, str], dict[str, Any]] = {}
        self._gone: dict[str, set[str]] = {}
        self._withheld: list[tuple[str, str]] = []

    def value(self, table: str, row: Any, field: str) -> Any:
        """What stands in a field of a row now."""
        return self._values.get((table, row.id), {}).get(field, getattr(row, field))

    def set(self, table: str, row: Any, **values: Any) -> None:
        """Give fields of a row other values; None empties them."""
        changed = {name: value for name, value in values.items() if self.value(table, row, name) != value}
        if changed:
            self._values.setdefault((table, row.id), {}).update(changed)

    def empty(self, table: str, *fields: str) -> None:
        """Empty fields of every row of a table."""
        places = [tables.columns(table).index(field) for field in fields]
        nothing = dict.fromkeys(fields)
        for row in self.snapshot.rows(table):  # tens of thousands, and most of them say nothing there
            for place in places:
                if row[place] is not None:
                    self.set(table, row, **nothing)
                    break

    def withhold(self, table: str, row: Any, *fields: str) -> None:
        """Empty fields that Article 30 asks for; a report says that they are known and not said here."""
        for field in fields:
            if getattr(row, field) is not None:
                self.set(table, row, **{field: None})
                self._withheld.append((row.id, field))

    def remove(self, table: str, rows: Iterable[Any]) -> None:
        """Take rows out."""
        self._gone.setdefault(table, set()).update(row.id for row in rows)

    def made(self) -> Snapshot:
        """The snapshot with all that; the very same where nothing is changed."""
        for (_table, id), values in self._values.items():
            for statement in ("wording", "answer"):
                said = self.snapshot.matching(statement, "record_id", id)
                self.remove(statement, (one for one in said if one.field in values))
        gone = {table: ids for table, ids in self._gone.items() if ids}
        changes: list[tuple[str, str, Mapping[str, Any] | None]] = [
            (table, id, values) for (table, id), values in self._values.items() if id not in gone.get(table, ())
        ]
        for record, field in self._withheld:
            answer = dict.fromkeys(tables.columns("answer"))
            id = f"{WITHHELD}-{record}-{field}"
            changes.append(("answer", id, {**answer, "id": id, "record_id": record, "field": field, "state": WITHHELD}))
        snapshot = self.snapshot.without(gone) if gone else self.snapshot
        return snapshot.following(changes, snapshot.revision, snapshot.hash) if changes else snapshot
