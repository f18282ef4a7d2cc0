"""Full-text search: every word of every field of every kind, whatever its case and accents.

"lonn" finds *lønn*, "samtykke" as well as "consent" finds 6(1)(a). All words that are typed must be found in one
entry, its rows included; the last may be the beginning of a word. `index.py` finds the entries; here each is given
with the one field that shows most of what was sought.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ropa_desktop.law import vocabulary
from ropa_desktop.model.folding import fold, words
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.wholes import STATEMENTS, whole
from ropa_desktop.register.index import Index, sought_fields
from ropa_desktop.register.register import Register

LIMIT = 50
"""Hits that are shown at once."""

_SHOWN = 120  # characters of a long text that are shown
_BEFORE = 40  # and how many of them stand before what was found


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry in which something was found: its table and id, and whether it is archived.

    `record_table` and `record_id` name the record that holds the text: the entry itself, one of its rows, or what is
    said of one of them. `field` is that record's field; where it is an answer, a source or a wording, `of_field` is
    the field it speaks of, or None. `snippet` is a part of the text on one line, `places` where the words that were
    sought stand in it, each from one character up to another.
    """

    table: str
    id: str
    archived: bool
    record_table: str
    record_id: str
    field: str
    of_field: str | None
    snippet: str
    places: tuple[tuple[int, int], ...]


def search(register: Register, text: str, limit: int = LIMIT, among: Container[str] | None = None) -> tuple[Hit, ...]:
    """The entries of a register that hold every word of `text`, the most fitting first; `among` narrows to some ids."""
    return search_in(register.index, register.snapshot(), text, limit, among)


def search_in(
    index: Index, snapshot: Snapshot, text: str, limit: int = LIMIT, among: Container[str] | None = None
) -> tuple[Hit, ...]:
    """The same in any snapshot, one of the past as well; nothing is found where nothing is sought."""
    terms = [term for term in map(fold, text.split()) if term]
    if not terms:
        return ()
    found = index.entries(snapshot, terms, limit, among)
    return tuple(_hit(snapshot, table, id, terms) for table, id in found)


def _hit(snapshot: Snapshot, table: str, id: str, terms: Sequence[str]) -> Hit:
    most, best = -1, None
    for record_table, row, field, text in _texts(snapshot, table, id):
        found = _count(fold(text), terms)
        if found > most:
            most, best = found, (record_table, row, field, text)
            if found == len(terms):
                break
    if best is None:
        raise LookupError(id)
    record_table, row, field, text = best
    snippet, places = _snippet(text, terms)
    archived = getattr(snapshot.find(table, id), "archived_on", None) is not None
    of_field = row.field if record_table in STATEMENTS and hasattr(row, "field") else None
    return Hit(table, id, archived, record_table, row.id, field, of_field, snippet, places)


def _texts(snapshot: Snapshot, table: str, id: str) -> Iterator[tuple[str, Any, str, str]]:
    """Every text of an entry: table, row, field and the words of it; a code in each of its labels."""
    for record_table, row in whole(snapshot, table, id):
        for field, of_codes in sought_fields(record_table):
            value = getattr(row, field)
            if value is not None:
                for text in _shown_codes(of_codes, value) if of_codes else (value,):
                    yield record_table, row, field, text


def _shown_codes(name: str, code: str) -> tuple[str, ...]:
    """How a code may be asked for: by its label in the present language, also with the code, and in any other."""
    term = vocabulary.vocabulary(name).terms.get(code)
    if term is None:
        return (code,)
    labels = dict.fromkeys((term.label(), *term.sought))
    return tuple(text for label in labels for text in (label, f"{code} {label}"))


def _count(folded: str, terms: Sequence[str]) -> int:
    """How many of the terms a folded text holds, as words or, the last, as the beginning of one."""
    spaced = f" {folded} "
    whole_words = sum(f" {term} " in spaced for term in terms[:-1])
    return whole_words + (f" {terms[-1]}" in spaced)


def _snippet(text: str, terms: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A part of a text on one line, with what was sought near its beginning, and where that stands in it."""
    line = "".join(" " if character.isspace() else character for character in text)
    found = sorted(_places(line, terms))
    start, end = 0, len(line)
    if end > _SHOWN:
        start = max(0, min(found[0][0] - _BEFORE if found else 0, end - _SHOWN))
        if start > 0:
            start = line.find(" ", start, start + _BEFORE // 2) + 1 or start
        end = min(end, start + _SHOWN)
    before, after = "…" if start > 0 else "", "…" if end < len(line) else ""
    moved = len(before) - start
    inside = tuple((a + moved, b + moved) for a, b in _joined(found) if a >= start and b <= end)
    return f"{before}{line[start:end]}{after}", inside


def _places(text: str, terms: Sequence[str]) -> Iterator[tuple[int, int]]:
    standing = words(text)
    for number, term in enumerate(terms):
        parts, last = term.split(), number == len(terms) - 1
        for place in range(len(standing) - len(parts) + 1):
            read = [word for word, _start, _end in standing[place : place + len(parts)]]
            if read == parts or (last and read[:-1] == parts[:-1] and read[-1].startswith(parts[-1])):
                yield standing[place][1], standing[place + len(parts) - 1][2]


def _joined(places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places in order, those that touch each other as one."""
    if not places:
        return
    start, end = places[0]
    for (_a, _b), (following, stop) in pairwise(places):
        if following > end:
            yield start, end
            start = following
        end = max(end, stop)
    yield start, end
