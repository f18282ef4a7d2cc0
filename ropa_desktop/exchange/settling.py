"""What an import's records mean for each other and for what stands already: places, links, answers and values."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from ropa_desktop.exchange.changes import Added, Left, Updated, filled, relations_above, row_of
from ropa_desktop.exchange.draft import Draft
from ropa_desktop.i18n import N_, _
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.fields import FieldInfo
from ropa_desktop.model.statements import Answer, AnswerState

_STATEMENTS = tuple(key for key, _path in catalog.STATEMENTS)

_ONE_EACH = {
    "answer": ("record_id", "field"),
    "wording": ("record_id", "field", "language"),
    "suggestion": ("record_id",),
    "response": ("record_id", "code", "field"),
}
"""What there is one of at most: an answer for a field, a wording of it in a language, a suggestion of a record,
a response to a finding."""


def set_positions(draft: Draft) -> None:
    """Rows without a place go behind all others of their parent, in the order of the file."""
    unplaced = [one for one in draft.added.values() if one.values.get("position", 0) is None]
    last: dict[tuple[str, Any], int] = defaultdict(lambda: -1)
    for table in {one.table for one in unplaced}:
        for row in draft.rows(table).values():
            if row.position is not None:
                last[table, _above(row)] = max(last[table, _above(row)], row.position)
    for one in unplaced:
        key = (one.table, _above(row_of(one)))
        last[key] += 1
        draft.added[one.id] = replace(one, values={**one.values, "position": last[key]})


def _above(row: Any) -> Any:
    """What a row belongs to: the id of its parent, or of the record that a statement speaks of."""
    names = tables.parents(type(row).__name__) or ("record_id",)
    return next((id for name in names if (id := getattr(row, name)) is not None), None)


# -- links ------------------------------------------------------------------------------------------------


def refuse_loose_links(draft: Draft) -> None:
    """Refuse what names a record that neither the register nor the file has; then what names that, and so on."""
    loose = True
    while loose:
        loose = False
        everything: list[Added | Updated] = [*draft.added.values(), *draft.updated.values()]
        for one in everything:
            title = next((t for target, t, id in _links(one.table, one.values) if not draft.stands(target, id)), "")
            if title:
                sentence = _("{field}: it names a record that neither the register nor the file has.")
                draft.withdraw(one, sentence.format(field=_(title)))
                loose = True


def _links(table: str, values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each link that is filled: the table it points to ("" for any), what it is called (untranslated), and the id."""
    if values.get("record_id") is not None:
        yield "", N_("Said of"), values["record_id"]
    for name, info in _link_fields(table):
        if values.get(name) is not None:
            yield info.target, info.title, values[name]


@cache
def _link_fields(table: str) -> tuple[tuple[str, FieldInfo], ...]:
    return tuple((name, info) for name, info in tables.fields(table).items() if info.form == "link")


# -- statements -------------------------------------------------------------------------------------------


def join_statements(draft: Draft) -> None:
    """Where the file brings a second answer for a field, or a second wording in a language: it takes the place of one
    that the file does not mention, and is refused otherwise."""
    for table, names in _ONE_EACH.items():
        claimed: dict[tuple[Any, ...], str] = {}
        rows = draft.rows(table).values()
        for row in sorted(rows, key=lambda row: (row.id in draft.added, row.id in draft.updated)):
            first = claimed.setdefault(tuple(getattr(row, name) for name in names), row.id)
            if first == row.id:
                continue
            mentioned = first in draft.added or first in draft.updated or first in draft.unchanged
            if row.id in draft.added and not mentioned:
                _take_place(draft, draft.current.find(table, first), draft.added.pop(row.id))
            else:
                sentence = _("The same is said of this field twice. Keep one of the two.")
                draft.withdraw(draft.added.get(row.id) or draft.updated[row.id], sentence)


def _take_place(draft: Draft, old: Any, new: Added) -> None:
    changes = {
        name: (getattr(old, name), value)
        for name, value in new.values.items()
        if name != "id" and getattr(old, name) != value
    }
    if changes:
        draft.updated[old.id] = Updated(new.table, old.id, changes, new.place)
    else:
        draft.unchanged.add(old.id)


def leave_confirmed(draft: Draft) -> None:
    """What the register holds as confirmed is not made a suggestion again by a file of an earlier day."""
    for one in [one for one in draft.added.values() if one.table == "suggestion"]:
        if draft.current.kind_of(one.values["record_id"]) is not None:
            draft.unchanged.add(draft.added.pop(one.id).id)


def superseded_answers(draft: Draft) -> list[Left]:
    """The register's answers in whose place the file brings a value or a row: the step removes them, as every writing
    of a value does."""
    places = filled(draft.current, draft.added.values(), draft.updated.values())
    found = [answer.id for answer in draft.current.all(Answer) if (answer.record_id, answer.field) in places]
    for id in found:
        draft.updated.pop(id, None)
        draft.unchanged.discard(id)
    return [Left("answer", id) for id in found]


def refuse_misplaced_answers(draft: Draft) -> None:
    """Refuse an answer that is new to a record of the register where the window would not take it either.

    An answer that comes together with its record is kept as it is given.
    """
    held: dict[str, set[tuple[str, str]]] = {}
    for one in [one for one in draft.added.values() if one.table == "answer"]:
        table = draft.current.kind_of(one.values["record_id"])
        if table is not None and table not in _STATEMENTS:
            because = _why_not(draft, table, one.values, held)
            if because:
                draft.withdraw(one, because)


def _why_not(draft: Draft, table: str, answer: Mapping[str, Any], held: dict[str, set[tuple[str, str]]]) -> str:
    """Why a field or relation cannot be answered so, in a sentence; empty where it can."""
    name, id = answer["field"], answer["record_id"]
    relation = next((r for r in catalog.kind(table).relations if r.name == name), None)
    field = tables.fields(table).get(name)
    asked = relation or field
    if asked is None:
        return _("{kind} has no field called {field}.").format(kind=table, field=name)
    if relation and relation.kind not in held:
        rows = draft.rows(relation.kind).values()
        held[relation.kind] = {key for row in rows for key in relations_above(relation.kind, row)}
    if answer["state"] not in asked.answers:
        sentence = _("{title} cannot be answered so. Enter what it is, or leave it unknown.")
    elif relation and (id, name) in held[relation.kind]:
        sentence = _("{title}: there are entries. Remove them before you answer that there are none.")
    elif field and draft.value(table, id, name) is not None:
        sentence = _("{title} has a value. Empty it before you answer in its place.")
    elif answer["state"] != AnswerState.none and not answer["reason"]:
        sentence = _("{title}: say why.")
    else:
        return ""
    return sentence.format(title=_(asked.title))
