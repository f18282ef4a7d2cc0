"""The rows of one record, of a file and of the register, in pairs: which of both say the same thing, and are one row.

A row pairs with one that says exactly so; else with one that says so and more; else with one of the same identity,
which then changes. What has the same identity twice on one side pairs in order where both sides have as many of it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.fields import FieldInfo
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.validation import clean_line, clean_value

Said = Mapping[str, Any]
"""What a record says, field by field, as the register would keep it: without what it leaves open, and its note."""

_APART = frozenset({"id", "position", "note", "reference", "archived_on", "archived_because"})
"""The columns by which no row is told: those of the program, and the note, which only grows."""

_IDENTITIES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "purpose": (("description", "legal_basis"), ("description",)),
    "data_line": (("subject_id", "data_id", "detail"), ("subject_id", "data_id")),
    "recipient": (("organisation_id", "declared_role"), ("organisation_id",)),
    "transfer": (("country", "international_organisation", "importer_id"), ("country", "international_organisation")),
    "special_condition": (("category", "condition"),),
    "contact": (("role", "name"), ("role", "email")),
    "sub_processor": (("organisation_id", "service"), ("organisation_id",)),
    "location": (("use", "country", "place"), ("country", "place")),
    "source": (("field", "quotation"),),
}
"""What makes a row the same one, first as far as it goes, then less of it."""

_NEEDED: Mapping[tuple[str, tuple[str, ...]], str] = {("contact", ("role", "email")): "email"}
"""The field without which an identity is none."""

_TELLING = {"source": ("field", "quotation")}
"""Where a row is told by some of its fields alone: a quotation is the same, from whichever file it was taken."""


_TEXT = FieldInfo("", "", "text")


@lru_cache(65536)
def told(text: str | None) -> str:
    """A name as names are compared: as the register would keep it, without case and accents; "" for none."""
    try:
        kept = clean_line(text) if text else None
    except BadInput:
        kept = text
    return (fold(kept) or kept) if kept else ""


def said(table: str, record: Mapping[str, Any]) -> dict[str, Any]:
    """What a record of a file says in a row's own fields."""
    fields = _fields(table)
    return {
        name: kept
        for name, value in record.items()
        if name in fields and (kept := _kept(fields[name], value)) is not None
    }


def held(current: Snapshot, table: str, row: Any) -> dict[str, Any]:
    """What a row of the register says. The party of a recipient may be named by its engagement alone."""
    fields = _fields(table)
    found = {name: value for name in fields if (value := getattr(row, name)) is not None}
    if table == "recipient" and "organisation_id" not in found and row.engagement_id:
        engagement = current.find("engagement", row.engagement_id)
        if engagement is not None and engagement.organisation_id:
            found["organisation_id"] = engagement.organisation_id
    return found


def parent_of(table: str, record: Mapping[str, Any]) -> str:
    """The id of the record that a row belongs to, or that a statement speaks of; empty for what stands by itself."""
    names = tables.parents(table) or ("record_id",)
    return next((str(record[name]) for name in names if record.get(name)), "")


def rows_of(current: Snapshot, table: str, parent: str) -> list[Any]:
    """The rows of a table that a record of the register has."""
    columns = tables.parents(table) or ("record_id",)
    return [row for column in columns for row in current.matching(table, column, parent)]


@dataclass(frozen=True, slots=True)
class Paired:
    """Rows of the file and of one record of the register: what they say, the register's own, and the pairs by place."""

    ours: Sequence[Said]
    theirs: Sequence[Said]
    rows: Sequence[Any]
    pairs: Mapping[int, int]

    def differing(self, place: int) -> dict[str, Any]:
        """In what a row of the file differs from the one that it is."""
        return differing(self.ours[place], self.theirs[self.pairs[place]])


def paired(current: Snapshot, table: str, records: Sequence[Mapping[str, Any]], parent: str) -> Paired:
    """Rows of a file beside those that a record of the register has."""
    rows = rows_of(current, table, parent)
    ours = [said(table, record) for record in records]
    theirs = [held(current, table, row) for row in rows]
    return Paired(ours, theirs, rows, pairs(table, ours, theirs))


def pairs(table: str, ours: Sequence[Said], theirs: Sequence[Said]) -> dict[int, int]:
    """For rows of the file (`ours`, by place) the row of the register (`theirs`, by place) that each one is."""
    found = {place: place for place, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one == other}
    open_ours = [place for place in range(len(ours)) if place not in found]
    if not open_ours or len(found) == len(theirs):
        return found
    taken = set(found.values())
    for way in (_exactly, _and_more):
        left = [place for place in range(len(theirs)) if place not in taken]
        new = dict(way(ours, theirs, open_ours, left))
        found |= new
        taken |= {*new.values()}
        open_ours = [place for place in open_ours if place not in found]
    for identity in _IDENTITIES.get(table, (catalog.kind(table).label,) if table != "source" else ()):
        left = [place for place in range(len(theirs)) if place not in taken]
        if not open_ours or not left:
            break
        needed = _NEEDED.get((table, identity))
        new = dict(_by_identity(ours, theirs, open_ours, left, identity, needed))
        found |= new
        taken |= {*new.values()}
        open_ours = [place for place in open_ours if place not in found]
    return found


def differing(ours: Said, theirs: Said) -> dict[str, Any]:
    """The fields in which a row of the file says something else than the register's."""
    return {name: value for name, value in ours.items() if theirs.get(name) != value}


def with_missing_lines(old: str | None, new: str) -> str | None:
    """A note with those lines of another that it lacks, behind its own; None where it lacks none."""
    there = {line.strip() for line in (old or "").split("\n")}
    lines = (_cleaned(_TEXT, new) or "").split("\n")
    missing = [line for line in lines if line.strip() and line.strip() not in there]
    return "\n".join([*([old] if old else []), *missing]) if missing else None


# -- three ways to be the same ----------------------------------------------------------------------------


def _exactly(
    ours: Sequence[Said], theirs: Sequence[Said], mine: Sequence[int], left: Sequence[int]
) -> Iterator[tuple[int, int]]:
    waiting: dict[frozenset[tuple[str, Any]], list[int]] = defaultdict(list)
    for place in reversed(left):
        waiting[frozenset(theirs[place].items())].append(place)
    for place in mine:
        same = waiting.get(frozenset(ours[place].items()))
        if same:
            yield place, same.pop()


def _and_more(
    ours: Sequence[Said], theirs: Sequence[Said], mine: Sequence[int], left: Sequence[int]
) -> Iterator[tuple[int, int]]:
    holding: dict[tuple[str, Any], list[int]] = defaultdict(list)
    for place in left:
        for item in theirs[place].items():
            holding[item].append(place)
    taken: set[int] = set()
    for place in mine:
        candidates = min((holding.get(item, []) for item in ours[place].items()), key=len, default=left)
        for other in candidates:
            if other not in taken and ours[place].items() <= theirs[other].items():
                taken.add(other)
                yield place, other
                break


def _by_identity(
    ours: Sequence[Said],
    theirs: Sequence[Said],
    mine: Sequence[int],
    left: Sequence[int],
    identity: Sequence[str],
    needed: str | None,
) -> Iterator[tuple[int, int]]:
    groups: dict[tuple[Any, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, (places, rows) in enumerate(((mine, ours), (left, theirs))):
        for place in places:
            if needed is None or needed in rows[place]:
                key = tuple(_alike(rows[place].get(name)) for name in identity)
                nameless = key if any(key) else (*key, *sorted(rows[place]))
                groups[nameless][side].append(place)
    for first, second in groups.values():
        if len(first) == len(second):
            yield from zip(first, second, strict=True)


def _alike(value: Any) -> Any:
    """Texts that differ in case, accents and punctuation alone are the same identity."""
    return told(value) if isinstance(value, str) else value


@cache
def _fields(table: str) -> dict[str, FieldInfo]:
    """The fields that tell a row: not those that hold its parent."""
    info = tables.fields(table)
    if table in _TELLING:
        return {name: info.get(name, _TEXT) for name in _TELLING[table]}
    apart = _APART | {*tables.parents(table)}
    return {name: field for name, field in info.items() if name not in apart}


def _kept(info: FieldInfo, value: Any) -> Any:
    """A value as its field would keep it; one that it would refuse, as it is."""
    if value is None:
        return None
    if isinstance(value, str) and value.isascii() and value.isprintable() and value == value.strip():
        return value if info.form != "whole" else _cleaned(info, value)
    return _cleaned(info, value)


def _cleaned(info: FieldInfo, value: Any) -> Any:
    try:
        return clean_value(info, value)
    except BadInput:
        return value
