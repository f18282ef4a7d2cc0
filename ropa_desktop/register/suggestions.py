"""Suggestions in a register: brought in, confirmed line by line, or refused. Each is one step that undo takes back.

What was brought in counts as unknown and is not handed over until it is confirmed (`law/confirmed.py`). Writing into a
suggested record confirms it as well: `edit.py` sees to that.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import N_, _
from ropa_desktop.i18n import language as current_language
from ropa_desktop.law.confirmed import suggested
from ropa_desktop.law.library import Item
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.record import new_id
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.statements import Suggestion
from ropa_desktop.register import edit
from ropa_desktop.register.proposing import Proposed, from_library
from ropa_desktop.register.register import Register

SHARED = frozenset({"organisation", "data_subject_category", "data_category", "retention_rule", "measure", "system"})
"""The kinds of which what is there already is taken, where it is called the same."""

_STATEMENTS = frozenset(key for key, _path in catalog.STATEMENTS)


def add_from_library(
    register: Register,
    items: Sequence[Item],
    keeper_id: str | None,
    language: str | None = None,
    instead_of: Sequence[str] = (),
) -> tuple[str, ...]:
    """Bring items of the library into one keeper's record as suggestions, in one step; returns the activities' ids.

    They come `instead_of` activities in which nothing stands yet. Raises `BadInput` for an item that is suggested
    there already.
    """
    snapshot = register.snapshot()
    keeper = snapshot.get(Organisation, keeper_id)
    words = language or current_language()
    for item in items:
        if _is_begun(snapshot, item, keeper_id):
            raise BadInput(
                _("“{name}” is suggested already. Confirm or refuse it first.").format(name=item.name.text())
            )
    found = [from_library(item, keeper_id, keeper.country if keeper else None, words) for item in items]
    one, many = N_("“{record}” suggested from the library"), N_("Activities suggested from the library: {n}")
    label = one if len(items) == 1 else many
    with register.step(label, record=items[0].name.text(words) if items else "", n=str(len(items))):
        for id in instead_of:
            edit.delete(register, "activity", id)
        return propose(register, found)


def propose(register: Register, found: Sequence[Proposed]) -> tuple[str, ...]:
    """Bring records in as suggestions, in the step at hand or one of its own; returns the activities' ids.

    Of what activities share, that is taken which the register calls the same already. Raises `BadInput`.
    """
    with register.step(N_("Suggestions added")):
        shelf = _Shelf(register)
        for proposed in found:
            shelf.put(proposed)
        shelf.write()
    return tuple(shelf.activities)


def within(snapshot: Snapshot, id: str) -> tuple[str, ...]:
    """The suggestions among a record and its rows: all that confirming or refusing the whole of it takes."""
    key = snapshot.kind_of(id)
    held = suggested(snapshot)
    return tuple(one for one in (_with_rows(snapshot, key, id) if key else ()) if one in held)


def confirm(register: Register, ids: Sequence[str]) -> None:
    """Confirm suggested records, and with them what they name and belong to; records that are none are left alone."""
    before = register.snapshot()
    held = suggested(before)
    wanted = [id for id in ids if id in held]
    if not wanted:
        return
    marks = {row.id for id in wanted for row in before.where(Suggestion, "record_id", id)}
    still = suggested(before.without({"suggestion": marks}))
    with _step(register, before, wanted, N_("{record} confirmed"), N_("Suggestions confirmed: {n}")):
        edit.confirm_records(register, [*wanted, *sorted(held - still - set(wanted))])


def refuse(register: Register, ids: Sequence[str]) -> None:
    """Delete suggested records with their rows, and what they alone had brought. Raises `BadInput` for what is
    confirmed or still used."""
    before = register.snapshot()
    held = suggested(before)
    for id in ids:
        if id not in held:
            raise BadInput(
                _("{record} is no suggestion any more. Archive or delete it.").format(record=_called(before, id))
            )
    with _step(register, before, ids, N_("{record} refused"), N_("Suggestions refused: {n}")):
        gone = [one for id in ids for one in _with_rows(before, str(before.kind_of(id)), id)]
        for id in ids:
            if register.snapshot().kind_of(id) is not None:  # a row goes with its record
                edit.delete(register, str(before.kind_of(id)), id)
        _delete_unused(register, before, gone)


# -- bringing in ------------------------------------------------------------------------------------------


class _Shelf:
    """What activities share, by name, and all that is yet to be written, with the marks and references it gets."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._snapshot = register.snapshot()
        self._records: dict[str, list[dict[str, Any]]] = {}
        self._names: dict[tuple[str, Any, str], str] = {}
        self.activities: list[str] = []
        for key in SHARED:
            for row in self._snapshot.rows(key):
                if row.archived_on is None and row.name:
                    self._names.setdefault(_shelf_mark(key, row._asdict(), row.name), row.id)

    def put(self, proposed: Proposed) -> None:
        """Take up the records of one item, each with its mark, but for those that are there already."""
        there: dict[str, str] = {}
        for key in tables.models():
            for values in proposed.records.get(key, ()):
                if key in SHARED and (found := self._find(key, values, proposed)):
                    there[values["id"]] = found
        for key in tables.models():
            for values in proposed.records.get(key, ()):
                if values["id"] in there or values.get("record_id") in there:
                    continue
                record = {name: there.get(value, value) for name, value in values.items()}
                self._records.setdefault(key, []).append(record)
                if key in _STATEMENTS:
                    continue
                self._mark(record["id"], proposed)
                if key in SHARED:
                    for name in (record["name"], *proposed.also_called.get(record["id"], ())):
                        self._names.setdefault(_shelf_mark(key, record, name), record["id"])
                elif key == "activity":
                    self.activities.append(record["id"])

    def write(self) -> None:
        for key in tables.models():
            records = self._records.get(key, [])
            if records and key not in _STATEMENTS and not catalog.kind(key).is_row:
                prefix, number = edit.next_reference(self._register, key).rsplit("-", 1)
                for place, record in enumerate(records):
                    record["reference"] = f"{prefix}-{int(number) + place:03d}"
            edit.add_all(self._register, key, records)

    def _find(self, key: str, values: Any, proposed: Proposed) -> str | None:
        names = (values.get("name"), *proposed.also_called.get(values["id"], ()))
        found = (self._names.get(_shelf_mark(key, values, name)) for name in names if name)
        return next(filter(None, found), None)

    def _mark(self, id: str, proposed: Proposed) -> None:
        question = proposed.questions.get(id) or None
        mark = {"id": new_id(), "record_id": id, "origin": proposed.origin, "item": proposed.item, "question": question}
        self._records.setdefault("suggestion", []).append(mark)


def _shelf_mark(key: str, values: Any, name: str) -> tuple[str, Any, str]:
    """What must be equal for two shared records to be taken for one: kind, keeper or kind of party, and name."""
    return (
        key,
        values.get("kind") if key == "organisation" else values.get("keeper_id"),
        " ".join(name.split()).casefold(),
    )


def _is_begun(snapshot: Snapshot, item: Item, keeper_id: str | None) -> bool:
    held = suggested(snapshot)
    activities = (snapshot.get(Activity, row.record_id) for row in snapshot.where(Suggestion, "item", item.key))
    return any(one and one.id in held and one.keeper_id == keeper_id for one in activities)


# -- confirming and refusing ------------------------------------------------------------------------------


def _with_rows(snapshot: Snapshot, key: str, id: str) -> Iterator[str]:
    yield id
    for reference in tables.references_to(key):
        if reference.column in tables.parents(reference.table):
            for row in snapshot.matching(reference.table, reference.column, id):
                yield from _with_rows(snapshot, reference.table, row.id)


def _delete_unused(register: Register, before: Snapshot, gone: Sequence[str]) -> None:
    """Delete the suggestions that only refused records named."""
    left = _named(before, gone)
    while left:
        now = register.snapshot()
        unused = [id for id in left if (key := now.kind_of(id)) and id in suggested(now) and not _is_used(now, key, id)]
        for id in unused:
            edit.delete(register, str(now.kind_of(id)), id)
        left = _named(before, unused) if unused else []


def _named(snapshot: Snapshot, ids: Sequence[str]) -> list[str]:
    found: dict[str, None] = {}
    for id in ids:
        key = snapshot.kind_of(id)
        for name, info in (tables.fields(key) if key else {}).items():
            linked = getattr(snapshot.find(str(key), id), name)
            if info.form == "link" and linked is not None and linked not in ids:
                found[linked] = None
    return list(found)


def _is_used(snapshot: Snapshot, key: str, id: str) -> bool:
    return any(snapshot.matching(one.table, one.column, id) for one in tables.references_to(key))


def _step(register: Register, snapshot: Snapshot, ids: Sequence[str], one: str, several: str) -> Any:
    """A step named after the record, or after how many there are: one activity with its rows is one record."""
    activities = [id for id in ids if snapshot.kind_of(id) == "activity"]
    if len(ids) == 1 or len(activities) == 1:
        return register.step(one, record=_called(snapshot, (activities or ids)[0]))
    return register.step(several, n=str(len(ids)))


def _called(snapshot: Snapshot, id: str) -> str:
    key = snapshot.kind_of(id)
    row: Any = snapshot.find(key, id) if key else None
    if key is None or row is None:
        return id
    return getattr(row, "name", None) or getattr(row, "description", None) or _(catalog.kind(key).title)
