"""A table below the labels of a form: rows of people, data, recipients and time limits of the form's one activity.

The authority of Austria and those who follow it tell name, purpose and basis beside labels, and the rest in such a
table. A heading of it is told from a label by its row: several headings stand beside each other there.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ropa_desktop.exchange.recognition.aliases import ACTIVITIES, ENOUGH
from ropa_desktop.exchange.recognition.columns import columns_of
from ropa_desktop.exchange.recognition.header import Header, header_at
from ropa_desktop.exchange.recognition.mapping import AS_NOTE, ColumnMapping
from ropa_desktop.exchange.sheets.book import Sheet

_SEARCHED = 200  # rows of a sheet
_LABELS = 2  # labels with answers above the table, from which on they are a form
_BESIDE = 2  # cells at most that answer a label of it
_HEADINGS = 3  # headings of a table, and things of an activity that they ask for
_MOST = 0.7  # share of its headings that must be known
_NAMING = frozenset({"name", "purpose", "categories_of_processing"})
_PEOPLE_AND_DATA = frozenset({"data_subjects", "data_categories"})
_THINGS = _PEOPLE_AND_DATA | {
    "special_data",
    "recipients",
    "processors",
    "third_countries",
    "retention",
    "source",
    "measures",
}


@dataclass(frozen=True, slots=True)
class FormTable:
    """A table of a form: the row of its headings, the rows below it, and where its columns go."""

    header: int
    rows: range
    columns: tuple[ColumnMapping, ...]


def form_tables(sheet: Sheet, labels: Mapping[tuple[int, int], str]) -> tuple[FormTable, ...]:
    """The tables below the labels of the forms of a sheet; `labels` are their fields by place, in one column."""
    found: list[FormTable] = []
    named, answered, end = False, 0, 0
    for row, column in sorted(labels):
        if row < end or row >= min(_SEARCHED, len(sheet.rows) - 1):
            continue
        filled = _filled(sheet, row)
        beside = [place for place in filled if place > column]
        if beside and len(beside) <= _BESIDE:
            answered += 1
            named = named or labels[row, column] in _NAMING
        elif named and answered >= _LABELS and len(filled) >= _HEADINGS and (header := _headings(sheet, row)):
            end = _end(sheet, row + 1)
            found.append(FormTable(row, range(row + 1, end), _columns(sheet, header, end)))
            named, answered = False, 0
    return tuple(found)


def table_heads(columns: Iterable[ColumnMapping]) -> frozenset[int]:
    """The rows of a form's mapping that are the headings of a table: several columns stand in them."""
    rows = Counter(one.row for one in columns if one.row is not None)
    return frozenset(row for row, several in rows.items() if several > 1)


def rows_below(sheet: Sheet, header: int) -> range:
    """The rows of a table whose headings stand in a row: up to an empty one, or one with a single cell."""
    return range(header + 1, _end(sheet, header + 1))


def _headings(sheet: Sheet, row: int) -> Header | None:
    """The headings of a row, taken as those of a table of what one activity holds; None where it is none."""
    header = header_at(sheet, row, row, ACTIVITIES)
    if header is None or len(_filled(sheet, row + 1)) < _BESIDE:
        return None
    sure = [means[0].target for means in header.meanings.values() if means and means[0].score >= ENOUGH]
    things = _THINGS & {*sure}
    is_one = len(things) >= _HEADINGS and things & _PEOPLE_AND_DATA and not _NAMING & {*sure}
    return header if is_one and len(sure) >= _MOST * len(header.headings) else None


def _columns(sheet: Sheet, header: Header, end: int) -> tuple[ColumnMapping, ...]:
    row = header.rows[1]
    return tuple(
        replace(one, row=row) if one.target in _THINGS or one.target == AS_NOTE else _as_note(one, row)
        for one in columns_of(replace(sheet, rows=sheet.rows[:end]), header)
        if one.heading
    )


def _as_note(column: ColumnMapping, row: int) -> ColumnMapping:
    """A column of what a form tells once, such as numbers of the rows: they are no number of the activity."""
    return replace(column, target=AS_NOTE, score=0.0, row=row)


def _end(sheet: Sheet, first: int) -> int:
    rows = range(first, len(sheet.rows))
    return next((row for row in rows if len(_filled(sheet, row)) < _BESIDE), len(sheet.rows))


def _filled(sheet: Sheet, row: int) -> Sequence[int]:
    return [place for place, cell in enumerate(sheet.rows[row]) if cell and cell.text.strip()]
