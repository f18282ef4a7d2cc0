"""Which cells of a form belong to a label that a person may send elsewhere: beside it, below it, its further lines."""

from collections.abc import Collection, Sequence

from ropa_desktop.exchange.recognition.form_tables import rows_below, table_heads
from ropa_desktop.exchange.recognition.mapping import ColumnMapping
from ropa_desktop.exchange.sheets.book import Sheet

GUIDES = "►▶➤➔→"
"""What begins a text that points a reader to an explanation, and is no value."""


def label_at(
    sheet: Sheet, labels: Collection[ColumnMapping], row: int, column: int | None = None
) -> ColumnMapping | None:
    """The label that a row of a form belongs to, its own row included; None for a row that belongs to none.

    Lines without a label of their own go on with the one above, up to an empty row. A label with nothing beside it
    has its value in the next row. Of a table of the form, it is the heading of a `column`.
    """
    heads = table_heads(labels)
    head = next((head for head in heads if row == head or row in rows_below(sheet, head)), None)
    if head is not None:
        return next((label for label in labels if (label.row, label.column) == (head, column)), None)
    by_row = {label.row: label for label in labels if label.row is not None and label.row not in heads}
    first = next((label.column for label in by_row.values()), 0)
    if row in by_row or not 0 <= row < len(sheet.rows):
        return by_row.get(row)
    above = by_row.get(row - 1)
    if above is not None and _text(sheet, row, first) and not _beside(sheet, row - 1, first):
        return above
    while row > 0 and not _text(sheet, row, first) and _beside(sheet, row, first):
        row -= 1
        if row in by_row:
            return by_row[row]
    return None


def places_of(sheet: Sheet, labels: Sequence[ColumnMapping], label: ColumnMapping) -> tuple[tuple[int, int], ...]:
    """The cells with content that belong to a label, the label itself apart."""
    if label.row in table_heads(labels):
        below = rows_below(sheet, label.row or 0)
        return tuple((row, label.column) for row in below if _text(sheet, row, label.column))
    found = []
    for row in range(label.row or 0, len(sheet.rows)):
        if row != label.row and label_at(sheet, labels, row) != label:
            break
        beside = [(row, column) for column in _beside(sheet, row, label.column)]
        under = [(row, label.column)] if row != label.row and _text(sheet, row, label.column) else []
        found += beside or under
    return tuple(found)


def _text(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.rows[row][column] if column < len(sheet.rows[row]) else None
    return cell.text.strip() if cell else ""


def _beside(sheet: Sheet, row: int, column: int) -> list[int]:
    """The columns beside a label that say something."""
    places = range(column + 1, len(sheet.rows[row]))
    return [place for place in places if (text := _text(sheet, row, place)) and text[0] not in GUIDES]
