"""The values that a column can be filtered by: kept as codes and ids, shown in words of the language of the moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ropa_desktop.i18n import _
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.fields import FieldInfo
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.grid.columns import LEGAL_BASIS
from ropa_desktop.window.letters import States, state_word
from ropa_desktop.window.navigation import Page
from ropa_desktop.window.rows import PARENT, in_words, parent_of, record_label, relation_of

OPEN = ("unknown", "partly")  # states of a letter that one looks for
NOTHING_OPEN = "nothing open"
ANSWERED = "\x02"  # before the state of an answer, which no value begins with


class ColumnValues(NamedTuple):
    """`of` gives the values of a record in a column, none where it has none; `said` says one of them in words."""

    of: Callable[[Snapshot, Any], tuple[str, ...]]
    said: Callable[[Snapshot, str], str]


def column_values(page: Page, name: str) -> ColumnValues:
    """The values of one column of a page; those of the letters are taken from the cell, which costs much to make."""
    if name == "letters":
        return ColumnValues(lambda snapshot, row: (), lambda snapshot, value: _letter_said(value))
    if name == PARENT:
        return ColumnValues(
            lambda snapshot, row: (parent_of(snapshot, page.kind, row)[1],),
            lambda snapshot, value: record_label(snapshot, snapshot.kind_of(value) or "", value) if value else "",
        )
    if page.kind == "activity" and name == LEGAL_BASIS:
        relation = relation_of("activity", "purposes")
        assert relation is not None
        return _several(relation, tables.fields("purpose")[LEGAL_BASIS])
    relation = relation_of(page.kind, name)
    if relation is not None:
        return _several(relation, tables.fields(relation.kind)[catalog.kind(relation.kind).columns[0]])
    info = tables.fields(page.kind)[name]

    def of(snapshot: Snapshot, row: Any) -> tuple[str, ...]:
        value = getattr(row, info.name)
        return (str(value),) if value is not None else _answered(snapshot, row.id, info.name)

    return ColumnValues(of, _saying(info))


def _several(relation: catalog.Relation, info: FieldInfo) -> ColumnValues:
    def of(snapshot: Snapshot, row: Any) -> tuple[str, ...]:
        values = (getattr(child, info.name) for child in snapshot.related(row.id, relation))
        found = tuple(dict.fromkeys(str(value) for value in values if value is not None))
        return found or _answered(snapshot, row.id, relation.name)

    return ColumnValues(of, _saying(info))


def _saying(info: FieldInfo) -> Callable[[Snapshot, str], str]:
    def said(snapshot: Snapshot, value: str) -> str:
        if value.startswith(ANSWERED):
            return state_word(value.removeprefix(ANSWERED))
        return in_words(snapshot, info, value) if info.name != LEGAL_BASIS else value

    return said


def _answered(snapshot: Snapshot, record_id: str, field: str) -> tuple[str, ...]:
    answer = snapshot.answer(record_id, field)
    return (f"{ANSWERED}{answer.state}",) if answer is not None else ()


def open_letters(states: States) -> tuple[str, ...]:
    """The letters in which something is open; where nothing is, that alone."""
    return tuple(f"{letter} {state}" for letter, state in states if state in OPEN) or (NOTHING_OPEN,)


def _letter_said(value: str) -> str:
    letter, _space, state = value.partition(" ")
    return f"({letter}) {state_word(state)}" if state in OPEN else _("nothing open")
