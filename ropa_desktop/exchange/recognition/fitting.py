"""A mapping made for one file, fitted to another: the same headings, wherever they stand now."""

import hashlib
from collections import defaultdict
from dataclasses import replace

from ropa_desktop.exchange.recognition.header import find_header, header_at
from ropa_desktop.exchange.recognition.mapping import FORM, NOTHING, TABLE, ColumnMapping, Mapping, SheetMapping
from ropa_desktop.exchange.recognition.shape import mapped_as, shape_of
from ropa_desktop.exchange.sheets.book import Book, Sheet
from ropa_desktop.exchange.values.folding import fold


def headings_key(mapping: Mapping) -> str:
    """What tells files of the same headings: a digest of the headings of every sheet that holds something."""
    sheets = sorted(
        "\n".join([one.shape, *sorted(fold(column.heading) for column in one.columns if column.heading)])
        for one in mapping.sheets
        if one.shape != NOTHING
    )
    return hashlib.sha256("\n\n".join(sheets).encode()).hexdigest()


def without_headings(sheet: Sheet, holds: str, role: str) -> SheetMapping:
    """A table whose first row is data already: its columns are told by their content alone."""
    bare = Sheet(sheet.name, ((None,) * len(sheet.rows[0]) if sheet.rows else (), *sheet.rows))
    found = mapped_as(bare, TABLE, holds, (0, 0), role)
    return SheetMapping(found.sheet, TABLE, holds, found.role, found.language, None, found.columns)


def fit(saved: Mapping, book: Book) -> Mapping:
    """The mapping of a book as a saved one says, sheet by sheet: of the same name, else of the most headings in common.

    A column keeps what was said of its heading, and of its second namesake what was said of the second; one that the
    saved mapping does not know goes where recognition proposes.
    """
    return Mapping(tuple(_fitted(saved, sheet, len(book.sheets)) for sheet in book.sheets))


def _fitted(saved: Mapping, sheet: Sheet, sheets: int) -> SheetMapping:
    own = saved.sheet(sheet.name)
    if own is None:
        known = [one for one in saved.sheets if one.shape == TABLE]
        best = max(known, key=lambda one: _common(one, sheet), default=None)
        own = best if best and _common(best, sheet) >= 0.5 else None
        if own is None and sheets == len(saved.sheets) == 1 and _is_bare(saved.sheets[0]):
            own = saved.sheets[0]  # nothing else tells it
    if own is None:
        return shape_of(sheet)
    if own.shape == NOTHING:
        return replace(own, sheet=sheet.name)
    if own.shape == TABLE and own.header is None:
        return _without_headings_as_said(own, sheet)
    header = _header(own, sheet) if own.shape == TABLE else None
    proposed = mapped_as(sheet, own.shape, own.holds, header, own.role)
    said: dict[str, list[ColumnMapping]] = defaultdict(list)
    for column in own.columns:
        said[fold(column.heading)].append(column)
    columns = tuple(_as_said(column, said[fold(column.heading)]) for column in proposed.columns)
    return replace(proposed, language=own.language, columns=columns)


def _is_bare(own: SheetMapping) -> bool:
    """Whether it is a form, or a table without headings."""
    return own.shape == FORM or (own.shape == TABLE and own.header is None)


def _without_headings_as_said(own: SheetMapping, sheet: Sheet) -> SheetMapping:
    """A sheet that is said to have no headings, whatever its first row is like: each column by its place."""
    proposed = without_headings(sheet, own.holds, own.role)
    said = {column.column: column for column in own.columns}
    return replace(proposed, columns=tuple(said.get(column.column, column) for column in proposed.columns))


def _as_said(column: ColumnMapping, said: list[ColumnMapping]) -> ColumnMapping:
    if not said:
        return column
    before = said.pop(0)
    return replace(before, column=column.column, heading=column.heading, row=column.row)


def _header(own: SheetMapping, sheet: Sheet) -> tuple[int, int] | None:
    """Where the headings are: where they were, if the same stand there; else where most of them are found."""
    wanted = {fold(column.heading) for column in own.columns if column.heading}
    if own.header and _matched(sheet, own.header, own.holds, wanted) >= 0.5:
        return own.header
    found = find_header(sheet, own.holds)
    return found.rows if found else own.header


def _matched(sheet: Sheet, header: tuple[int, int], holds: str, wanted: set[str]) -> float:
    found = header_at(sheet, *header, holds) if header[1] < len(sheet.rows) else None
    return len(wanted & {fold(text) for text in found.headings.values()}) / max(1, len(wanted)) if found else 0.0


def _common(own: SheetMapping, sheet: Sheet) -> float:
    """The share of a mapping's headings that stand among the first rows of a sheet."""
    wanted = {fold(part) for column in own.columns for part in column.heading.split(" / ") if part}
    there = {fold(cell.text) for row in sheet.rows[:30] for cell in row if cell}
    return len(wanted & there) / max(1, len(wanted))
