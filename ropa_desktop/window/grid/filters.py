"""What a column of a list is filtered by: contains, is empty, is unknown, one of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from ropa_desktop.i18n import _
from ropa_desktop.window.cells import Cell, Chips, Letters, Remark, Unknown, words
from ropa_desktop.window.grid.values import OPEN

CONTAINS, EMPTY, UNKNOWN, ONE_OF = "contains", "empty", "unknown", "one of"


class Filter(NamedTuple):
    """One column's filter: `how` is contains, empty, unknown or one of; `what` the text, or the values as codes."""

    how: str
    what: tuple[str, ...] = ()


def typed(text: str) -> Filter | None:
    """The filter that a text in the filter row means, its values still in words; None for no text."""
    said = text.strip()
    if not said:
        return None
    if said.casefold() == is_empty().casefold():
        return Filter(EMPTY)
    if said.casefold() == is_unknown().casefold():
        return Filter(UNKNOWN)
    if said.startswith("="):
        values = tuple(part.strip() for part in said[1:].split(";") if part.strip())
        return Filter(ONE_OF, values) if values else None
    return Filter(CONTAINS, (said,))


def as_text(found: Filter | None) -> str:
    """A filter, its values in words, as it stands in the filter row."""
    if found is None:
        return ""
    if found.how == CONTAINS:
        return found.what[0]
    if found.how == ONE_OF:
        return "= " + "; ".join(found.what)
    return is_empty() if found.how == EMPTY else is_unknown()


def in_words(title: str, found: Filter) -> str:
    """A filter in force, its values in words: "Department contains “hr”"."""
    if found.how == CONTAINS:
        return _("{column} contains “{text}”").format(column=title, text=found.what[0])
    if found.how == ONE_OF:
        return _("{column}: {values}").format(column=title, values=_(" or ").join(found.what))
    if found.how == EMPTY:
        return _("{column} is empty").format(column=title)
    return _("{column} is unknown").format(column=title)


def is_empty() -> str:
    """The words that ask for empty cells."""
    return _("is empty")


def is_unknown() -> str:
    """The words that ask for gaps."""
    return _("is unknown")


def is_gap(cell: Cell) -> bool:
    """Whether a cell is unknown, or a value among several is; of letters, whether one is open."""
    if isinstance(cell, Letters):
        return any(state in OPEN for _letter, state in cell.states)
    return isinstance(cell, Unknown) or (isinstance(cell, Chips) and None in cell.values)


def passing(rows: Sequence[Any], column: int, found: Filter, fold: Callable[[str], str]) -> list[Any]:
    """The rows (`RecordRow`) whose cell in a column passes a filter."""
    if found.how == CONTAINS:
        passed = list(rows)
        for term in fold(found.what[0]).split():
            passed = [row for row in passed if term in row.said(column, fold)]
        return passed
    if found.how == ONE_OF:
        wanted = frozenset(found.what)
        return [row for row in rows if not wanted.isdisjoint(row.values(column))]
    passes = is_gap if found.how == UNKNOWN else _is_nothing
    return [row for row in rows if passes(row.cell(column))]


def _is_nothing(cell: Cell) -> bool:
    return not isinstance(cell, Unknown) and not words(cell)


def counted(rows: Iterable[Any], column: int) -> tuple[Counter[str], int, int]:
    """The values of a column with how many rows (`RecordRow`) have each; how many are unknown; how many empty."""
    values: Counter[str] = Counter()
    gaps = empty = 0
    for row in rows:
        cell = row.cell(column)
        values.update(row.values(column))
        gaps += is_gap(cell)
        empty += _is_nothing(cell)
    return values, gaps, empty


def heading(cell: Cell) -> str:
    """What the group of a cell is called."""
    if isinstance(cell, Remark):
        return cell.sentence
    return words(cell)


class Saved(NamedTuple):
    """Filters that a person gave a name."""

    name: str
    filters: dict[str, Filter]


def stored(filters: dict[str, Filter]) -> dict[str, Any]:
    """Filters as the settings keep them."""
    return {key: [found.how, *found.what] for key, found in filters.items()}


def restored(kept: object) -> dict[str, Filter]:
    """Filters out of the settings; what is none is passed over."""
    if not isinstance(kept, dict):
        return {}
    found = {}
    for key, said in kept.items():
        if isinstance(said, list) and said and all(isinstance(part, str) for part in said):
            how, what = said[0], tuple(said[1:])
            if how in (EMPTY, UNKNOWN) or (how in (CONTAINS, ONE_OF) and what):
                found[str(key)] = Filter(how, what)
    return found


def restored_saved(kept: object) -> list[Saved]:
    """The saved filters out of the settings; what is none is passed over."""
    found = []
    for one in kept if isinstance(kept, list) else []:
        if isinstance(one, dict) and isinstance(one.get("name"), str) and one["name"]:
            filters = restored(one.get("filters"))
            if filters:
                found.append(Saved(one["name"], filters))
    return found
