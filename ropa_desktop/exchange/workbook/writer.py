"""Writing a workbook: every field of every record, sheet by sheet, in a person's order and language."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

from ropa_desktop.exchange.scope import Scope, scope_of
from ropa_desktop.exchange.workbook.about import default_title, write_about
from ropa_desktop.exchange.workbook.cells import cell
from ropa_desktop.exchange.workbook.columns import (
    FORMAT,
    FORMAT_VERSION,
    ID_HEADING,
    LISTS,
    Column,
    Sheet,
    article,
    sheet_titles,
    sheets,
)
from ropa_desktop.exchange.workbook.labels import Labels, code_list, shown_code, shown_field
from ropa_desktop.exchange.workbook.layout import lay_out, offer_choices, print_on
from ropa_desktop.exchange.workbook.overview import write_overviews
from ropa_desktop.exchange.workbook.saving import PROGRAM, save
from ropa_desktop.exchange.workbook.standing import Standing, standing
from ropa_desktop.exchange.workbook.styles import VALUE, Styles, style_form, styles
from ropa_desktop.exchange.workbook.texts import needs_quote
from ropa_desktop.i18n import N_, translator
from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.progress import counted

_FIRST_DAY = date(1900, 3, 1)  # earlier days count differently from program to program: they are written as text
_DAY_ZERO = date(1899, 12, 30)

Lists = dict[str, dict[str, str]]
"""By list: what stands behind each entry, and what a cell shows for it."""


def write_workbook(snapshot: Snapshot, target: Path, language: str = "en", title: str = "", as_of: str = "") -> None:
    """Write a snapshot, with headings and codes in a language. Raises `CannotWrite`, leaving what was there.

    An extract (`exchange/scope.py`) says in the workbook what it is an extract of, a register of the past as at which
    ISO day it is.
    """
    save(lambda book: _fill(book, snapshot, language, title, as_of), target)


def _fill(book: Any, snapshot: Snapshot, language: str, title: str, as_of: str) -> None:
    titles = sheet_titles(language)
    about = book.create_sheet(translator(language)(N_("About")))
    shared = styles(about)
    title = title or default_title(snapshot, language)
    write_about(about, shared, snapshot, titles, language, title, as_of)
    book.properties.title, book.properties.creator = title, PROGRAM
    write_overviews(book, shared, snapshot, language, title)
    labels = Labels(snapshot, language)
    marks = standing(snapshot)
    lists = _lists(labels)
    for definition in counted(sheets()):
        sheet = book.create_sheet(titles[definition])
        rows = _rows(snapshot, definition)
        shown = [_shown(labels, column, rows) for column in definition.columns]
        headings = [translator(language)(column.title) for column in definition.columns]
        width = lay_out(sheet, definition, shared, headings, shown)
        print_on(sheet, title, language, width)
        offer_choices(sheet, definition, lists, len(rows), language)
        _write_head(sheet, definition, shared, headings, language)
        _write_records(sheet, definition, shared, [row.id for row in rows], shown, marks)
    _write_lists(book.create_sheet(LISTS), shared, lists, scope_of(snapshot), as_of)


# -- cells ------------------------------------------------------------------------------------------------


def _write_head(sheet: Any, definition: Sheet, shared: Styles, headings: Sequence[str], language: str) -> None:
    say = translator(language)
    keys = [definition.key, *(column.key for column in definition.columns)]
    articles = [article(column, definition, say) for column in definition.columns]
    sheet.append([cell(sheet, key, shared.key) for key in keys])
    sheet.append([None, *(cell(sheet, text, shared.article) for text in articles)])
    sheet.append([cell(sheet, text, shared.heading) for text in (ID_HEADING, *headings)])


def _write_records(
    sheet: Any,
    definition: Sheet,
    shared: Styles,
    ids: Sequence[str],
    shown: Sequence[Sequence[Any]],
    marks: Standing,
) -> None:
    columns = [
        (column.name, {key[1:]: style for key, style in shared.cells.items() if key[0] == style_form(column.form)})
        for column in definition.columns
    ]
    plain = shared.cells["text", VALUE, False]
    unmarked: dict[str, str] = {}
    for id, values in zip(ids, zip(*shown, strict=True), strict=False):
        marked = marks.get(id, unmarked)
        cells = [cell(sheet, id, plain)]
        for (name, of_standing), value in zip(columns, values, strict=True):
            if value is None:
                cells.append(cell(sheet, None, of_standing[marked[name], False]) if name in marked else None)
            elif isinstance(value, str):
                cells.append(cell(sheet, value, of_standing[VALUE, needs_quote(value)]))
            else:
                cells.append(cell(sheet, value, of_standing[VALUE, False]))
        sheet.append(cells)


# -- what they show ---------------------------------------------------------------------------------------


def _rows(snapshot: Snapshot, definition: Sheet) -> Sequence[Any]:
    """The records of a sheet: rows in the order of their parents, and then of their own."""
    rows = snapshot.rows(definition.table)
    if definition.only:
        name, value = definition.only
        return [row for row in rows if getattr(row, name) == value]
    above = tables.parents(definition.table)
    targets = [tables.fields(definition.table)[name].target for name in above]
    if "record_id" in tables.columns(definition.table):
        above, targets = ("record_id",), [sheet.table for sheet in sheets()]
    if not above:
        return rows
    parents = (row for key in dict.fromkeys(targets) for row in snapshot.rows(key))
    order = {row.id: place for place, row in enumerate(parents)}
    return sorted(rows, key=lambda row: min(order.get(getattr(row, name), len(order)) for name in above))


def _shown(labels: Labels, column: Column, rows: Sequence[Any]) -> list[Any]:
    """What the cells of a column show, from the first record to the last; None where nothing is known."""
    if column.form == "field":
        kind_of = labels.snapshot.kind_of
        return [row.field and shown_field(kind_of(row.record_id), row.field, labels.language) for row in rows]
    place = tables.columns(column.table).index(column.name)
    values = [row[place] for row in rows]
    show = _show(labels, column)
    return values if show is None else [None if value is None else show(value) for value in values]


def _show(labels: Labels, column: Column) -> Callable[[Any], Any] | None:
    """What makes of a value what its cell shows; None where it is shown as it is."""
    if column.form == "date":
        return _day
    if column.form == "code":
        return lambda code: shown_code(column.vocabulary, code, labels.language)
    if column.form in ("link", "record"):
        known = labels.list(column.choices)
        return lambda id: known.get(id, id)
    return None


def _day(iso: str) -> Any:
    """A day as a spreadsheet counts it; text where it cannot."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return (day - _DAY_ZERO).days if day >= _FIRST_DAY else iso


# -- the lists --------------------------------------------------------------------------------------------


def _lists(labels: Labels) -> Lists:
    """Every list that a column offers."""
    columns = [column for sheet in sheets() for column in sheet.columns if column.choices]
    return {
        column.choices: code_list(column.vocabulary, labels.language)
        if column.form == "code"
        else labels.list(column.choices)
        for column in columns
    }


def _write_lists(sheet: Any, shared: Styles, lists: Lists, scope: Scope, as_of: str) -> None:
    """Each list in two columns, under its name; before them what the workbook is."""
    sheet.sheet_state = "hidden"
    style = shared.cells["text", VALUE, False]
    what = {0: (FORMAT, str(FORMAT_VERSION)), 1: (scope.organisation_id, scope.role), 2: (as_of, None)}
    pairs = [[(name, None), *lists[name].items()] for name in lists]
    for number, entries in enumerate(zip_longest(*pairs)):
        texts = [*what.get(number, (None, None)), *(text for entry in entries for text in entry or (None, None))]
        sheet.append([cell(sheet, text, style) if text else None for text in texts])
