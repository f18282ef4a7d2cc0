"""Sheets that list activities under the same headings, as where each department has its own: what a column is on one of
them it is on the others, and the numbers that begin anew on each join nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from ropa_desktop.exchange.recognition.aliases import ACTIVITIES
from ropa_desktop.exchange.recognition.mapping import AS_NOTE, TABLE, ColumnMapping, SheetMapping
from ropa_desktop.exchange.recognition.reading import folded

_MOST = 0.8  # share of the headings of either sheet that the other has too
_LEAST = 4  # headings
_ONE_OF_ITS_SORT = frozenset({"name", "reference"})


def are_sisters(one: SheetMapping, other: SheetMapping) -> bool:
    """Whether two sheets list activities, each with its name, under the same headings."""
    if not (_lists_activities(one) and _lists_activities(other)) or one.sheet == other.sheet:
        return False
    mine, theirs = set(_headings(one)), set(_headings(other))
    return len(mine & theirs) >= max(_LEAST, _MOST * max(len(mine), len(theirs)))


def with_sisters(proposed: Sequence[SheetMapping]) -> tuple[SheetMapping, ...]:
    """The mappings of a file's sheets; a column without a field has the one that its heading has on a sister sheet.

    Its own cells may say too little for it: nothing but "no", or nothing at all.
    """
    found = []
    for own in proposed:
        known: dict[str, ColumnMapping] = {}
        for other in proposed:
            if are_sisters(own, other):
                for heading, column in _headings(other).items():
                    if column.target != AS_NOTE:
                        known.setdefault(heading, column)
        found.append(replace(own, columns=_completed(own.columns, known)) if known else own)
    return tuple(found)


def _lists_activities(own: SheetMapping) -> bool:
    return own.shape == TABLE and own.holds == ACTIVITIES and any(one.target == "name" for one in own.columns)


def _headings(own: SheetMapping) -> dict[str, ColumnMapping]:
    return {heading: one for one in own.columns if (heading := folded(one.heading))}


def _completed(columns: tuple[ColumnMapping, ...], known: dict[str, ColumnMapping]) -> tuple[ColumnMapping, ...]:
    taken = {one.target for one in columns}
    found = []
    for one in columns:
        sister = known.get(folded(one.heading)) if one.target == AS_NOTE else None
        if sister and not (sister.target in _ONE_OF_ITS_SORT and sister.target in taken):
            one = replace(sister, column=one.column, heading=one.heading)
        found.append(one)
    return tuple(found)
