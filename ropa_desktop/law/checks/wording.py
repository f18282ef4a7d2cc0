"""Checks of what is written in a field, whatever the field: placeholders, and codes that no list holds."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from ropa_desktop.i18n import N_, _
from ropa_desktop.law.findings import QUESTION, Check, Finding
from ropa_desktop.law.vocabulary import vocabulary
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot

PLACEHOLDER = re.compile(
    r"\b(?:TODO|FIXME|TBD|TBC|TBA)\b"
    r"|\b[xX]{3,}\b"
    r"|\[\s*(?:[xXnNyY]{1,3}|[.…_?]*)\s*\]"
    r"|_{3,}|\?{3,}"
    r"|\b[Ll]orem ipsum\b"
    r"|[\[<](?:insert|fill in|enter|sett inn|skriv inn|skriv her|fyll inn|fyll i|indsæt|udfyld|bitte)\b[^\]>\n]*[\]>]"
)
"""What stands in a template for what should be written there: `xxx`, `[X] months`, `TODO`, `___`, `<insert name>`."""

_MARKS = ("[", "<", "___", "???", "xxx", "XXX", "Xxx", "TODO", "FIXME", "TBD", "TBC", "TBA", "orem ipsum")
"""One of these is in every placeholder: looking for them alone takes a tenth of the time."""

_ASIDE = frozenset({"note", "reference", "archived_because"})


def placeholder(snapshot: Snapshot, record: Any, on: str) -> Iterator[Finding]:
    """Text that stands in for what should be written. Notes are left alone: there a reminder has its place."""
    table = _table_of(record)
    places = _texts(table)
    joined = "\n".join([text for place, _info in places if (text := record[place])])
    if not joined or not any(mark in joined for mark in _MARKS):
        return
    for place, info in places:
        if record[place] and (seen := PLACEHOLDER.search(record[place])):
            said = _("{field}: “{text}” stands in for something. What should it say?")
            said = said.format(field=_(info.title), text=seen[0])
            yield Finding("placeholder", QUESTION, info.article or "30", said, table, record.id, info.name, seen[0])


def code_unknown(snapshot: Snapshot, record: Any, on: str) -> Iterator[Finding]:
    """A code that its list does not hold, as an import or a newer program may bring."""
    table = _table_of(record)
    for place, info, codes in _codes(table):
        code = record[place]
        if code is not None and code not in codes:
            said = _("{field}: “{text}” is not on the list. Which entry is meant?")
            said = said.format(field=_(info.title), text=code)
            yield Finding("code_unknown", QUESTION, info.article or "30", said, table, record.id, info.name, code)


def _table_of(record: Any) -> str:
    return type(record).__name__  # a snapshot's row class is called like its table


@cache
def _texts(table: str) -> tuple[tuple[int, Any], ...]:
    columns = tables.columns(table)
    return tuple(
        (columns.index(name), info)
        for name, info in tables.fields(table).items()
        if info.form in ("line", "text") and name not in _ASIDE
    )


@cache
def _codes(table: str) -> tuple[tuple[int, Any, frozenset[str]], ...]:
    columns = tables.columns(table)
    return tuple(
        (columns.index(name), info, frozenset(vocabulary(info.vocabulary).terms))
        for name, info in tables.fields(table).items()
        if info.form == "code"
    )


def _of_every_kind(
    code: str, title: str, function: Callable[[Snapshot, Any, str], Iterator[Finding]]
) -> tuple[Check, ...]:
    return tuple(Check(code, kind.key, title, function) for kind in catalog.KINDS)


CHECKS = (
    *_of_every_kind("placeholder", N_("Placeholders"), placeholder),
    *_of_every_kind("code_unknown", N_("Codes that no list holds"), code_unknown),
)
