"""The operations on an open register. Each joins the step at hand, or makes one of its own.

Records are named by table and id. Values pass the door in `model/validation.py`. Writing a value removes its answer,
and confirms a record that was only suggested; deleting a record removes its rows and all that is said of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import insert

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import N_, _
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.activity import BESIDE_APPROVAL, Status
from ropa_desktop.model.record import new_id
from ropa_desktop.model.statements import ASIDE, AnswerState
from ropa_desktop.model.validation import clean_record, clean_text, clean_value
from ropa_desktop.progress import counted
from ropa_desktop.register.connection import run
from ropa_desktop.register.register import Register

_STATEMENTS = tuple(key for key, _path in catalog.STATEMENTS)
_COPIED = tuple(key for key in _STATEMENTS if key != "response")  # to the findings on a copy nobody has said anything


def add(register: Register, key: str, **values: Any) -> str:
    """Add a record and return its id. An entry without a reference is given the next one; a row the last place.

    Raises `BadInput`. An answer that stood in place of the parent's rows is removed.
    """
    record = clean_record(key, values)
    if "position" in record and "position" not in values:
        record["position"] = _next_position(register, key, record)
    with _step(register, N_("{what} added"), key):
        if "reference" in record and record["reference"] is None:
            record["reference"] = next_reference(register, key)
        _insert_all(register, key, [record])
        confirm_records(register, _parents(key, record))
        take_approvals_back(register, _parents(key, record))
        for parent in tables.parents(key):
            for relation in _relations_of_parent(key, parent):
                if relation.only is None or record.get(relation.only[0]) == relation.only[1]:
                    _remove_answer(register, record[parent], relation.name)
    return str(record["id"])


_BLOCK = 1000  # records inserted at once


def add_all(register: Register, key: str, records: Sequence[Mapping[str, Any]]) -> None:
    """Add many whole records as they are, with identity, reference and position: an import. Raises `BadInput`."""
    with _step(register, N_("{what} added"), key):
        for begin in counted(range(0, len(records), _BLOCK)):
            _insert_all(register, key, [clean_record(key, record) for record in records[begin : begin + _BLOCK]])


def set_value(register: Register, key: str, id: str, field: str, value: str | int | None) -> None:
    """Write one field; None makes it unknown. Writing what is there already does nothing. Raises `BadInput`.

    Steps on the same field that follow each other become one until `Register.seal`.
    """
    set_values(register, key, id, {field: value})


def set_values(register: Register, key: str, id: str, values: Mapping[str, str | int | None]) -> None:
    """Write some fields of one record in one step. Raises `BadInput`."""
    infos = tables.fields(key)
    for field in values:
        if field not in infos:
            raise BadInput(_("{kind} has no field called {field}.").format(kind=key, field=field))
    row = _existing(register, key, id)
    cleaned = {field: clean_value(infos[field], value) for field, value in values.items()}
    changed = {field: value for field, value in cleaned.items() if row[field] != value}
    valued = [field for field, value in cleaned.items() if value is not None]
    fold = f"{id}.{'.'.join(values)}"
    title = infos[next(iter(values))].title if len(values) == 1 else ""
    text = N_("{field} changed in {record}") if title else N_("{record} changed")
    with register.step(text, fold=fold, field=title, record=_name(key, row)):
        if changed:
            assignments = ", ".join(f'"{field}" = ?' for field in changed)
            _execute(register, f"UPDATE {key} SET {assignments} WHERE id = ?", *changed.values(), id)
            register.journal.numbering.note(key, changed.get("reference"))
        if changed.keys() - ASIDE:
            confirm_records(register, [id, *_parents(key, row)])
        if changed.keys() - BESIDE_APPROVAL and "status" not in values:
            take_approvals_back(register, [id, *_parents(key, row)])
        for field in valued:
            _remove_answer(register, id, field)


def set_answer(register: Register, key: str, id: str, field: str, state: str | None, reason: str | None = None) -> None:
    """Answer a field or relation: none, not_applicable or not_possible, in place of a value; None takes it back.

    Raises `BadInput` where the law allows no such answer, where rows still stand there, or a reason is missing.
    """
    row = _existing(register, key, id)
    relation = next((r for r in catalog.kind(key).relations if r.name == field), None)
    if relation is None and field not in tables.fields(key):
        raise BadInput(_("{kind} has no field called {field}.").format(kind=key, field=field))
    allowed = relation.answers if relation else tables.fields(key)[field].answers
    title = relation.title if relation else tables.fields(key)[field].title
    if state is not None:
        if state not in allowed:
            raise BadInput(
                _("{title} cannot be answered so. Enter what it is, or leave it unknown.").format(title=_(title))
            )
        if relation and _rows_of(register, relation, id):
            raise BadInput(
                _("{title}: there are entries. Remove them before you answer that there are none.").format(
                    title=_(title)
                )
            )
        if state != AnswerState.none and not clean_text(reason or ""):
            raise BadInput(_("{title}: say why.").format(title=_(title)))
    with register.step(
        N_("{field} answered in {record}"), fold=f"{id}.{field}.answer", field=title, record=_name(key, row)
    ):
        found = _first(register, "SELECT id, state, reason FROM answer WHERE record_id = ? AND field = ?", id, field)
        if state is None:
            if found:
                take_approvals_back(register, [id, *_parents(key, row)])
            _remove_answer(register, id, field)
            return
        confirm_records(register, [id, *_parents(key, row)])
        if relation is None and row[field] is not None:
            _execute(register, f'UPDATE {key} SET "{field}" = NULL WHERE id = ?', id)
        values = {
            "id": found[0] if found else new_id(),
            "record_id": id,
            "field": field,
            "state": state,
            "reason": reason,
        }
        record = clean_record("answer", values)
        if found is None or tuple(found[1:]) != (record["state"], record["reason"]):
            take_approvals_back(register, [id, *_parents(key, row)])
        if found:
            _execute(
                register,
                "UPDATE answer SET state = ?, reason = ? WHERE id = ?",
                state,
                record["reason"],
                found[0],
            )
        else:
            _insert_all(register, "answer", [record])


def delete(register: Register, key: str, id: str) -> None:
    """Delete a record with its rows and all that is said of them. Raises `BadInput` while others refer to it."""
    row = _existing(register, key, id)
    with register.step(N_("{record} deleted"), record=_name(key, row)):
        for gone_key, gone in list(_delete(register, key, id)):
            if _is_used(register, gone_key, gone):
                raise BadInput(
                    _("{record} is still used elsewhere. Archive it instead, or remove it there first.").format(
                        record=_name(key, row)
                    )
                )


def remove(register: Register, key: str, id: str) -> None:
    """Delete a row of a record by a person's hand: unlike `delete`, it makes an approved activity a draft again."""
    row = _existing(register, key, id)
    with register.step(N_("{record} deleted"), record=_name(key, row)):
        delete(register, key, id)
        take_approvals_back(register, _parents(key, row))


def archive(register: Register, key: str, id: str, reason: str | None, on: str | None = None) -> None:
    """Take an entry out of use without losing it; `on` is the day, today by default."""
    row = _existing(register, key, id)
    with register.step(N_("{record} archived"), record=_name(key, row)):
        set_values(register, key, id, {"archived_on": on or date.today().isoformat(), "archived_because": reason})


def restore(register: Register, key: str, id: str) -> None:
    """Take an entry back into use."""
    row = _existing(register, key, id)
    with register.step(N_("{record} restored"), record=_name(key, row)):
        set_values(register, key, id, {"archived_on": None, "archived_because": None})


_BEGUN = {
    "archived_on": None,
    "archived_because": None,
    "status": Status.draft.value,
    "reviewed_on": None,
    "reviewed_by": None,
}
"""What a copy does not take over: nobody has archived, approved or reviewed it."""


def duplicate(register: Register, key: str, id: str) -> str:
    """Copy a record with its rows and what is said of them; returns the copy's id.

    The copy is in use, a draft, recorded today and never reviewed, whatever the original is; where that does not say
    when it was recorded, neither does the copy. A copied row comes last.
    """
    row = _existing(register, key, id)
    changes: dict[str, Any] = {name: value for name, value in _BEGUN.items() if name in row}
    if row.get("recorded_on") is not None:
        changes["recorded_on"] = date.today().isoformat()
    copies: dict[str, tuple[str, str]] = {}
    with register.step(N_("{record} duplicated"), record=_name(key, row)):
        if "position" in row:
            changes["position"] = _next_position(register, key, row)
        copy = _copy(register, key, row, changes, copies)
        _lead_to_copies(register, copies)
        return copy


def move(register: Register, key: str, ids: Sequence[str]) -> None:
    """Put rows of one parent into the order given."""
    with _step(register, N_("{what} put in order"), key):
        for position, id in enumerate(ids):
            _execute(
                register,
                f"UPDATE {key} SET position = ? WHERE id = ? AND position <> ?",
                position,
                id,
                position,
            )


def add_source(
    register: Register,
    record_id: str,
    field: str | None,
    document: str | None,
    place: str | None = None,
    quotation: str | None = None,
) -> str:
    """Say where a statement was taken from; returns the source's id. Raises `BadInput`."""
    _existing_anywhere(register, record_id)
    row = _first(register, "SELECT coalesce(max(position) + 1, 0) FROM source WHERE record_id = ?", record_id)
    values = {
        "record_id": record_id,
        "field": field,
        "document": document,
        "place": place,
        "quotation": quotation,
        "position": row[0],
    }
    record = clean_record("source", values)
    with register.step(N_("Source added")):
        _insert_all(register, "source", [record])
    return str(record["id"])


def set_wording(register: Register, record_id: str, field: str, language: str, text: str | None) -> None:
    """Write a field's text in another language; None removes it. Raises `BadInput`."""
    _existing_anywhere(register, record_id)
    record = clean_record("wording", {"record_id": record_id, "field": field, "language": language, "text": text})
    with register.step(N_("Wording changed"), fold=f"{record_id}.{field}.{language}"):
        if record["text"] is None:
            _execute(
                register,
                "DELETE FROM wording WHERE record_id = ? AND field = ? AND language = ?",
                record_id,
                field,
                language,
            )
            return
        found = _first(
            register,
            "SELECT id FROM wording WHERE record_id = ? AND field = ? AND language = ?",
            record_id,
            field,
            language,
        )
        if found:
            _execute(register, "UPDATE wording SET text = ? WHERE id = ?", record["text"], found[0])
        else:
            _insert_all(register, "wording", [record])


def confirm_records(register: Register, ids: Iterable[str]) -> None:
    """Records that were suggestions are so no longer. Whatever they name or belong to stands with them
    (`law/confirmed.py`)."""
    for id in ids:
        _execute(register, "DELETE FROM suggestion WHERE record_id = ?", id)


def take_approvals_back(register: Register, ids: Sequence[str]) -> None:
    """Those of these records that are approved activities are drafts again, in the step that changes their content."""
    if ids:
        marks = ", ".join("?" * len(ids))
        _execute(register, f"UPDATE activity SET status = 'draft' WHERE status = 'approved' AND id IN ({marks})", *ids)


def next_reference(register: Register, key: str) -> str:
    """The reference proposed next for a kind: one above all that any record ever had with this prefix."""
    return register.journal.numbering.next_reference(key)


# -- within -----------------------------------------------------------------------------------------------


def _step(register: Register, text: str, key: str) -> AbstractContextManager[None]:
    return register.step(text, what=key if key in _STATEMENTS else catalog.kind(key).title)


def _execute(register: Register, statement: str, *values: Any) -> None:
    run(register.connection, statement, values)


def _first(register: Register, statement: str, *values: Any) -> Any:
    return run(register.connection, statement, values).fetchone()


def _all(register: Register, statement: str, *values: Any) -> list[Any]:
    return list(run(register.connection, statement, values))


def _insert_all(register: Register, key: str, records: list[dict[str, Any]]) -> None:
    if records:
        register.connection.execute(insert(tables.table(key)), records)
        for record in records:
            register.journal.numbering.note(key, record.get("reference"))


def _existing(register: Register, key: str, id: str) -> dict[str, Any]:
    row = _first(register, _row(key), id)
    if row is None:
        raise BadInput(_("The record is no longer there. It was deleted in another step."))
    return dict(zip(tables.columns(key), row, strict=True))


@cache
def _row(key: str) -> str:
    quoted = ", ".join(f'"{name}"' for name in tables.columns(key))
    return f"SELECT {quoted} FROM {key} WHERE id = ?"


def _parents(key: str, row: Mapping[str, Any]) -> list[str]:
    return [row[parent] for parent in tables.parents(key) if row[parent] is not None]


def _existing_anywhere(register: Register, id: str) -> None:
    queries = " UNION ALL ".join(f"SELECT 1 FROM {kind.key} WHERE id = ?1" for kind in catalog.KINDS)
    if _first(register, queries, id) is None:
        raise BadInput(_("The record is no longer there. It was deleted in another step."))


def _name(key: str, row: Mapping[str, Any]) -> str:
    """What a step calls a record: its reference or name; a row's own words, where it has any."""
    for field in ("name", "reference", "description", "service", "function"):
        if row.get(field):
            text = str(row[field])
            return text if len(text) <= 60 else text[:59] + "…"
    return _(catalog.kind(key).title) if key not in _STATEMENTS else key


def _relations_of_parent(key: str, parent: str) -> Iterator[catalog.Relation]:
    for kind in catalog.KINDS:
        yield from (relation for relation in kind.relations if (relation.kind, relation.parent) == (key, parent))


def _rows_of(register: Register, relation: catalog.Relation, id: str) -> Sequence[Any]:
    query = f'SELECT id FROM {relation.kind} WHERE "{relation.parent}" = ?'
    if relation.only is None:
        return _all(register, query, id)
    return _all(register, f'{query} AND "{relation.only[0]}" = ?', id, relation.only[1])


def _next_position(register: Register, key: str, record: Mapping[str, Any]) -> int:
    parent = next(name for name in tables.parents(key) if record[name] is not None)
    query = f'SELECT coalesce(max(position) + 1, 0) FROM {key} WHERE "{parent}" = ?'
    return int(_first(register, query, record[parent])[0])


def _remove_answer(register: Register, id: str | None, field: str) -> None:
    _execute(register, "DELETE FROM answer WHERE record_id = ? AND field = ?", id, field)


def _children(register: Register, key: str, id: str) -> Iterator[tuple[str, Sequence[Any]]]:
    """The rows that belong to a record, by table."""
    for reference in tables.references_to(key):
        if reference.column in tables.parents(reference.table):
            yield (
                reference.table,
                _all(register, f'SELECT id FROM {reference.table} WHERE "{reference.column}" = ?', id),
            )


def _delete(register: Register, key: str, id: str) -> Iterator[tuple[str, str]]:
    """Delete a record with its rows and what is said of them; gives the table and id of each."""
    for child, rows in _children(register, key, id):
        for (row_id,) in rows:
            yield from _delete(register, child, row_id)
    for statement in _STATEMENTS:
        _execute(register, f"DELETE FROM {statement} WHERE record_id = ?", id)
    _execute(register, f"DELETE FROM {key} WHERE id = ?", id)
    yield key, id


def _is_used(register: Register, key: str, id: str) -> bool:
    return any(
        _first(register, f'SELECT 1 FROM {reference.table} WHERE "{reference.column}" = ? LIMIT 1', id)
        for reference in tables.references_to(key)
    )


def _copy(
    register: Register, key: str, row: Mapping[str, Any], changes: Mapping[str, Any], copies: dict[str, tuple[str, str]]
) -> str:
    """Copy a record with its rows and what is said of them; `copies` takes up its table and id."""
    values = {**row, **changes, "id": new_id()}
    copies[row["id"]] = key, values["id"]
    if "reference" in values:
        values["reference"] = next_reference(register, key)
    _insert_all(register, key, [values])
    for child, rows in _children(register, key, row["id"]):
        parent = next(name for name in tables.parents(child) if _refers(child, name, key))
        for (child_id,) in rows:
            _copy(register, child, _existing(register, child, child_id), {parent: values["id"]}, copies)
    for statement in _COPIED:
        names = tables.columns(statement)
        for found in _all(register, f"SELECT {', '.join(names)} FROM {statement} WHERE record_id = ?", row["id"]):
            said = dict(zip(names, found, strict=True)) | {"id": new_id(), "record_id": values["id"]}
            _insert_all(register, statement, [said])
    return str(values["id"])


def _lead_to_copies(register: Register, copies: Mapping[str, tuple[str, str]]) -> None:
    """Where a copy refers to a record that was copied with it, make it refer to that one's copy."""
    for key, id in copies.values():
        row = _existing(register, key, id)
        for name, info in tables.fields(key).items():
            if info.form == "link" and row[name] in copies:
                _execute(register, f'UPDATE {key} SET "{name}" = ? WHERE id = ?', copies[row[name]][1], id)


def _refers(table: str, column: str, target: str) -> bool:
    return any((r.table, r.column) == (table, column) for r in tables.references_to(target))
