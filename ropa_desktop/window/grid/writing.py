"""What is done to cells, as steps: one cell typed, many at once, rows added. Qt knows nothing of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ropa_desktop.i18n import N_
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.record import new_id
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.progress import counted, part
from ropa_desktop.register import edit
from ropa_desktop.register.many import set_many
from ropa_desktop.register.revision import RevisionKind
from ropa_desktop.window.editor.candidates import NewRecord, Value
from ropa_desktop.window.editor.desk import Desk, keeper_of
from ropa_desktop.window.grid.columns import LEGAL_BASIS, Answering, Edited, Own, Several
from ropa_desktop.window.navigation import Page

Written = Value | Answering | list[Value]

_RECORDS = 0.2  # share of new records in adding them with their values
_TIMES = 10  # what a cell of several values takes, in records of which own fields are written


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that is to hold something else: several values for a column of several."""

    record_id: str
    column: Own | Several
    value: Written


class Writer:
    """Writes the cells of one page. `begun_with` gives what every new record of the page begins with."""

    def __init__(self, desk: Desk, page: Page, begun_with: Callable[[], Mapping[str, Any]]) -> None:
        self.desk, self.page, self.begun_with = desk, page, begun_with

    def write(self, record_id: str, column: Own | Several, value: Written) -> None:
        """One cell, as it was typed. Raises `RegisterError`."""
        if isinstance(column, Own) and not isinstance(value, Answering | list):
            self.desk.write(self.page.kind, record_id, column.info.name, value)
            self.desk.register.seal()
            return
        title = column.info.title if isinstance(column, Own) or self._is_basis(column) else column.relation.title
        snapshot = self.desk.snapshot
        row = snapshot.find(self.page.kind, record_id)
        said = getattr(row, "name", None) or getattr(row, "reference", None) or ""
        change = Change(record_id, column, value)
        self.write_all([change], N_("{field} changed in {record}"), field=title, record=str(said)[:60])

    def write_all(self, changes: Sequence[Change], label: str, **arguments: str) -> None:
        """Many cells as one step. Raises `RegisterError`; then nothing is written."""
        snapshot, register = self.desk.snapshot, self.desk.register
        with register.step(label, kind=RevisionKind.edit, fold="", **arguments):
            self._write(snapshot, changes)

    def add(self, column: Edited, value: Written) -> str:
        """A new record that holds one value; returns its id. Raises `RegisterError`."""
        (id,) = self.add_all([[] if column is None else [(column, value)]], N_("{what} added"), self._title())
        return id

    def add_all(
        self,
        rows: Sequence[Sequence[tuple[Own | Several, Written]]],
        label: str,
        what: str = "",
        changes: Sequence[Change] = (),
        **arguments: str,
    ) -> list[str]:
        """New records with the values of each, and changes of others, as one step; returns their ids."""
        snapshot, register, key = self.desk.snapshot, self.desk.register, self.page.kind
        ids = [new_id() for _row in rows]
        named = {"what": what} if what else {}
        with register.step(label, kind=RevisionKind.edit, fold="", **named, **arguments):
            if rows:
                begun = dict(self.begun_with())
                given = _references(edit.next_reference(register, key), len(rows))
                records = [{**begun, "id": id, "reference": given[n]} for n, id in enumerate(ids)]
                with part(0.0, _RECORDS):
                    edit.add_all(register, key, records)
            keeper = self.begun_with().get("keeper_id") if rows else None
            new = [Change(id, column, value) for id, row in zip(ids, rows, strict=True) for column, value in row]
            with part(_RECORDS if rows else 0.0, 1.0):
                self._write(snapshot, [*changes, *new], dict.fromkeys(ids, keeper))
        return ids

    # -- within -------------------------------------------------------------------------------------------

    def _title(self) -> str:
        return catalog.kind(self.page.kind).title

    @staticmethod
    def _is_basis(column: Several) -> bool:
        return column.info.name == LEGAL_BASIS

    def _write(
        self, snapshot: Snapshot, changes: Sequence[Change], keepers: Mapping[str, str | None] | None = None
    ) -> None:
        made: dict[NewRecord, str] = {}
        plain: dict[str, dict[str, str | int | None]] = {}
        key, register = self.page.kind, self.desk.register

        def real(value: Value, record_id: str) -> str | int | None:
            if not isinstance(value, NewRecord):
                return value
            if value not in made:
                known = keepers and record_id in keepers
                keeper = keepers[record_id] if known and keepers else keeper_of(snapshot, key, record_id)
                made[value] = self.desk.create(value, keeper)
            return made[value]

        for change in changes:
            if isinstance(change.column, Several):
                continue
            name = change.column.info.name
            if isinstance(change.value, Answering):
                edit.set_answer(register, key, change.record_id, name, change.value.state, change.value.reason or None)
            elif not isinstance(change.value, list):
                plain.setdefault(change.record_id, {})[name] = real(change.value, change.record_id)
        several = [change for change in changes if isinstance(change.column, Several)]
        if plain:
            with part(0.0, len(plain) / (len(plain) + _TIMES * len(several))):
                set_many(register, key, plain, N_("{record} changed"))
        for change in counted(several):
            assert isinstance(change.column, Several)
            relation = change.column.relation
            if isinstance(change.value, Answering):
                self._put(snapshot, change.record_id, change.column, [])
                state, reason = change.value.state, change.value.reason or None
                edit.set_answer(register, key, change.record_id, relation.name, state, reason)
            elif isinstance(change.value, list):
                values = [real(value, change.record_id) for value in change.value]
                self._put(snapshot, change.record_id, change.column, [str(v) for v in values if v is not None])

    def _put(self, snapshot: Snapshot, record_id: str, column: Several, values: Sequence[str]) -> None:
        """Let a column of several hold these values and no others."""
        if self._is_basis(column):
            self._put_bases(snapshot, record_id, column, values)
            return
        register, relation, name = self.desk.register, column.relation, column.info.name
        rows = snapshot.related(record_id, relation)
        for row in rows:
            if getattr(row, name) is not None and getattr(row, name) not in values:
                edit.remove(register, relation.kind, row.id)
        present = {getattr(row, name) for row in rows}
        for value in values:
            if value not in present:
                only = dict([relation.only]) if relation.only else {}
                edit.add(register, relation.kind, **{relation.parent: record_id, name: value, **only})

    def _put_bases(self, snapshot: Snapshot, record_id: str, column: Several, values: Sequence[str]) -> None:
        """Legal bases stand with purposes, each in a row of its own (`model/activity.py`).

        A basis taken away leaves its purpose without one, unless another row says the same purpose. A basis added goes
        to a purpose that has none; where all rows say one purpose, it is another row of that purpose.
        """
        register, rows = self.desk.register, list(snapshot.related(record_id, column.relation))
        kept, freed = [], []
        for row in rows:
            if row.legal_basis is None:
                freed.append(row)
            elif row.legal_basis in values:
                kept.append(row)
            elif any(other is not row and other.description == row.description for other in (*kept, *freed)):
                edit.remove(register, "purpose", row.id)
            else:
                edit.set_value(register, "purpose", row.id, LEGAL_BASIS, None)
                freed.append(row)
        present = {row.legal_basis for row in kept}
        said = {row.description for row in (*kept, *freed)}
        description = said.pop() if len(said) == 1 else None
        for value in values:
            if value in present:
                continue
            if freed:
                edit.set_value(register, "purpose", freed.pop(0).id, LEGAL_BASIS, value)
            else:
                more = {"activity_id": record_id, "description": description, LEGAL_BASIS: value}
                edit.add(register, "purpose", **more)


def can_be_typed(page: Page) -> bool:
    """Whether a record of the page can begin as a row of the list."""
    return not catalog.kind(page.kind).is_row and "reference" in tables.columns(page.kind)


def _references(first: str, count: int) -> list[str]:
    """The reference proposed and those after it: PA-043, PA-044."""
    found = re.fullmatch(r"(.*?)(\d+)", first)
    if found is None:
        return [first] * count
    prefix, number = found[1], int(found[2])
    return [f"{prefix}{number + more:03d}" for more in range(count)]
