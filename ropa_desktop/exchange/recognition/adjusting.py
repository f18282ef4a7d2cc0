"""What a person changes of a file before it is read: single cells corrected, values of a column read as others."""

from collections.abc import Mapping
from dataclasses import replace

from ropa_desktop.exchange.recognition.labels import label_at
from ropa_desktop.exchange.recognition.mapping import FORM, READ_AS, SheetMapping
from ropa_desktop.exchange.recognition.mapping import Mapping as FileMapping
from ropa_desktop.exchange.sheets.book import Book, Cell, Sheet

Place = tuple[str, int, int]
"""A cell: sheet, row and column, from 0."""


def adjusted(book: Book, mapping: FileMapping, corrections: Mapping[Place, str]) -> Book:
    """The book with its corrections, and with the values that the mapping reads as others; the same one without any.

    What a cell was corrected to is read as its column says of any cell that says so.
    """
    sheets = []
    for sheet in book.sheets:
        own = mapping.sheet(sheet.name)
        cells = {(row, column): text for (name, row, column), text in corrections.items() if name == sheet.name}
        sheets.append(_adjusted(sheet, own, cells))
    return (
        book if all(a is b for a, b in zip(sheets, book.sheets, strict=True)) else replace(book, sheets=tuple(sheets))
    )


def _adjusted(sheet: Sheet, own: SheetMapping | None, cells: Mapping[tuple[int, int], str]) -> Sheet:
    tables = own.tables() if own else ()
    of_tables = {table.header: _readings(table) for table in tables}
    if not any(of_tables.values()) and not cells:
        return sheet
    rows = []
    for number, row in enumerate(sheet.rows):
        changed = list(row)
        readings = of_tables[own.at(number).header] if own else {}
        for place, cell in enumerate(row):
            if (number, place) in cells:
                cell = changed[place] = _with_text(cell, cells[number, place])
            if cell is None or not readings:
                continue
            label = label_at(sheet, own.columns, number, place) if own and own.shape == FORM else None
            is_value = label is not None and (number, place) != (label.row, label.column)
            key = (label.row, label.column) if label and is_value else (None, place)
            if key in readings:
                text = _read_as(cell.text.strip(), *readings[key])
                changed[place] = cell if text == cell.text.strip() else _with_text(cell, text)
        rows.append(tuple(changed))
    return replace(sheet, rows=tuple(rows))


def _with_text(cell: Cell | None, text: str) -> Cell | None:
    if not text.strip():
        return None
    return replace(cell, text=text, kind="text") if cell else Cell(text)


def _read_as(text: str, readings: Mapping[str, str], separator: str) -> str:
    """The text that a cell is read as: the whole cell's, or each part's of a list."""
    if text in readings or not separator:
        return readings.get(text, text)
    parts = [part.strip() for part in text.split(separator)]
    if not any(part in readings for part in parts):
        return text
    joined = separator if separator == "\n" else f"{separator} "
    return joined.join(filter(None, (readings.get(part, part) for part in parts)))


def _readings(own: SheetMapping) -> dict[tuple[int | None, int], tuple[dict[str, str], str]]:
    """For each column or label with readings: what is read instead of what, and the separator of its lists."""
    found: dict[tuple[int | None, int], tuple[dict[str, str], str]] = {}
    for column in own.columns:
        instead = {one.text.strip(): one.instead.strip() for one in column.readings if one.take == READ_AS}
        if instead:
            found[column.row, column.column] = (instead, column.separators[0] if column.separators else "")
    return found
