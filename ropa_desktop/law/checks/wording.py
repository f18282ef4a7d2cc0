"""Checks of what is written in a field, whatever the field: placeholders, and codes that no list holds."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from operator import itemgetter
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

_MARK = re.compile(r"\[|<|___|\?\?\?|xxx|XXX|Xxx|TODO|FIXME|TBD|TBC|TBA|Lorem ipsum|lorem ipsum")
"""One of these is in every placeholder. As each begins with a letter or sign of its own, looking for them alone takes a
tenth of the time."""

_ASIDE = frozenset({"note", "reference", "archived_because"})


def placeholder(snapshot: Snapshot, record: Any, on: str) -> Iterable[Finding]:
    """Text that stands in for what should be written. Notes are left alone: there a reminder has its place."""
    table = _table_of(record)
    texts, _infos = _texts(table)
    written = [text for text in texts(record) if text]
    return _placeholders(table, record) if written and _MARK.search("\n".join(written)) else ()


def _placeholders(table: str, record: Any) -> Iterator[Finding]:
    texts, infos = _texts(table)
    for text, info in zip(texts(record), infos, strict=True):
        if text and (seen := PLACEHOLDER.search(text)):
            said = _("{field}: “{text}” stands in for something. What should it say?")
            said = said.format(field=_(info.title), text=seen[0])
            yield Finding("placeholder", QUESTION, info.article or "30", said, table, record.id, info.name, seen[0])


def code_unknown(snapshot: Snapshot, record: Any, on: str) -> Sequence[Finding]:
    """A code that its list does not hold, as an import or a newer program may bring."""
    table = _table_of(record)
    found: list[Finding] = []
    for place, info, codes in _codes(table):
        code = record[place]
        if code is not None and code not in codes:
            said = _("{field}: “{text}” is not on the list. Which entry is meant?")
            said = said.format(field=_(info.title), text=code)
            found.append(
                Finding("code_unknown", QUESTION, info.article or "30", said, table, record.id, info.name, code)
            )
    return found


def _table_of(record: Any) -> str:
    return type(record).__name__  # a snapshot's row class is called like its table


@cache
def _texts(table: str) -> tuple[Callable[[Any], tuple[str | None, ...]], tuple[Any, ...]]:
    """What takes the texts out of a row, and the fields they stand in."""
    infos = tuple(i for name, i in tables.fields(table).items() if i.form in ("line", "text") and name not in _ASIDE)
    places = [tables.columns(table).index(info.name) for info in infos]
    if len(places) == 1:
        (place,) = places
        return itemgetter(slice(place, place + 1)), infos  # of one place alone, itemgetter makes no tuple
    return itemgetter(*places), infos


@cache
def _codes(table: str) -> tuple[tuple[int, Any, frozenset[str]], ...]:
    columns = tables.columns(table)
    return tuple(
        (columns.index(name), info, frozenset(vocabulary(info.vocabulary).terms))
        for name, info in tables.fields(table).items()
        if info.form == "code"
    )


def _has_codes(table: str) -> bool:
    return any(info.form == "code" for info in tables.fields(table).values())


_KINDS = tuple(kind.key for kind in catalog.KINDS)

CHECKS = (
    *(Check("placeholder", key, N_("Placeholders"), placeholder) for key in _KINDS),
    *(Check("code_unknown", key, N_("Codes that no list holds"), code_unknown) for key in _KINDS if _has_codes(key)),
)
