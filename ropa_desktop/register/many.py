"""Fields of many records written as one step: what is pasted, filled down or changed in a selection."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import _
from ropa_desktop.model import tables
from ropa_desktop.model.activity import BESIDE_APPROVAL
from ropa_desktop.model.statements import ASIDE
from ropa_desktop.model.validation import clean_value
from ropa_desktop.progress import counted
from ropa_desktop.register.connection import run
from ropa_desktop.register.edit import take_approvals_back
from ropa_desktop.register.register import Register
from ropa_desktop.register.revision import RevisionKind

_BLOCK = 500  # records asked for in one statement

Values = Mapping[str, str | int | None]


def set_many(register: Register, key: str, changes: Mapping[str, Values], label: str, **arguments: str) -> int:
    """Write fields of records of one kind, by id, as one step; returns how many fields are other than they were.

    As with `edit.set_values`, a value removes the answer in its place, a suggestion is confirmed, and an approved
    activity is a draft again. Raises `BadInput` where a value cannot be kept or a record is gone; then nothing is
    written.
    """
    infos = tables.fields(key)
    cleaned = {
        id: {field: clean_value(infos[field], value) for field, value in values.items()}
        for id, values in changes.items()
    }
    changed = 0
    with register.step(label, kind=RevisionKind.edit, fold="", **arguments):
        for ids in counted([*_blocks(list(cleaned))]):
            marks = ", ".join("?" * len(ids))
            others = _update(register, key, {id: cleaned[id] for id in ids}, marks)
            changed += sum(map(len, others.values()))
            content = [id for id, names in others.items() if names - BESIDE_APPROVAL and "status" not in names]
            take_approvals_back(register, _activities(register, key, content))
            _remove_answers(register, {id: cleaned[id] for id in ids}, marks)
            confirmed = [id for id in ids if cleaned[id].keys() - ASIDE]
            if confirmed:
                marks = ", ".join("?" * len(confirmed))
                run(register.connection, f"DELETE FROM suggestion WHERE record_id IN ({marks})", confirmed)
    return changed


def _blocks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for begin in range(0, len(ids), _BLOCK):
        yield ids[begin : begin + _BLOCK]


def _update(register: Register, key: str, cleaned: Mapping[str, Values], marks: str) -> dict[str, set[str]]:
    """Write what differs; returns by id the fields that are other than they were."""
    names = list(dict.fromkeys(name for values in cleaned.values() for name in values))
    quoted = ", ".join(f'"{name}"' for name in names)
    found = run(register.connection, f"SELECT id, {quoted} FROM {key} WHERE id IN ({marks})", list(cleaned))
    present = {row[0]: dict(zip(names, row[1:], strict=True)) for row in found}
    if len(present) < len(cleaned):
        raise BadInput(_("The record is no longer there. It was deleted in another step."))
    others = {}
    for id, values in cleaned.items():
        other = {name: value for name, value in values.items() if present[id][name] != value}
        if other:
            others[id] = set(other)
            assignments = ", ".join(f'"{name}" = ?' for name in other)
            run(register.connection, f"UPDATE {key} SET {assignments} WHERE id = ?", (*other.values(), id))
    return others


def _activities(register: Register, key: str, ids: Sequence[str]) -> Sequence[str]:
    """Of which activities these records are, or are rows."""
    if "activity_id" not in tables.parents(key):
        return ids if key == "activity" else ()
    marks = ", ".join("?" * len(ids))
    found = run(register.connection, f"SELECT DISTINCT activity_id FROM {key} WHERE id IN ({marks})", ids)
    return [id for (id,) in found if id is not None]


def _remove_answers(register: Register, cleaned: Mapping[str, Values], marks: str) -> None:
    query = f"SELECT id, record_id, field FROM answer WHERE record_id IN ({marks})"
    found: list[tuple[Any, ...]] = list(run(register.connection, query, list(cleaned)))
    for id, record_id, field in found:
        if cleaned[record_id].get(field) is not None:
            run(register.connection, "DELETE FROM answer WHERE id = ?", (id,))
