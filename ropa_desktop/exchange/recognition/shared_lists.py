"""Sheets that list the security measures or the systems of a house and no activity: "TOM-Liste", "Systemoversikt".

The name of the sheet or a title above its headings must say so: a list of choices for a drop-down has such headings
too.
"""

from dataclasses import replace

from ropa_desktop.exchange.recognition.account import Account
from ropa_desktop.exchange.recognition.aliases import ACTIVITIES, ENOUGH, MEASURES, SYSTEMS, in_language
from ropa_desktop.exchange.recognition.columns import CONTENT, columns_of
from ropa_desktop.exchange.recognition.gathering import Gathered
from ropa_desktop.exchange.recognition.groups import data_rows
from ropa_desktop.exchange.recognition.header import Header, header_at
from ropa_desktop.exchange.recognition.mapping import AS_NOTE, TABLE, ColumnMapping, SheetMapping
from ropa_desktop.exchange.recognition.shared_tables import Cells, read_row, text_of
from ropa_desktop.exchange.sheets.book import Sheet
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.exchange.values.words import known

LISTED = {MEASURES: "measures", SYSTEMS: "systems"}
"""What the column of names is called on a sheet of activities."""

_DETAILS = {
    MEASURES: {"department": "description", "description": "description"},
    SYSTEMS: {"description": "description", "operations": "description", "purpose": "description", "owner": "owner"},
}
"""What else the columns may tell of a measure or a system."""

_SEARCHED = 6  # rows among which the headings are the first with more than one


def shared_list(sheet: Sheet) -> SheetMapping | None:
    """The mapping of a sheet that lists measures or systems, None for any other."""
    filled = [sum(bool(cell and cell.text.strip()) for cell in cells) for cells in sheet.rows[:_SEARCHED]]
    row = next((place for place, cells in enumerate(filled) if cells > 1), len(sheet.rows))
    header = header_at(sheet, row, row, ACTIVITIES) if row + 1 < len(sheet.rows) else None
    if header is None:
        return None
    for holds, target in LISTED.items():
        if _names(header, target) and _is_called(sheet, row, header.language, target):
            found = columns_of(sheet, header)
            named = sorted((one for one in found if one.target == target), key=lambda one: -_length(sheet, row, one))
            columns = tuple(
                _of_list(replace(one, target="description") if one in named[1:] else one, holds) for one in found
            )
            return SheetMapping(sheet.name, TABLE, holds, "controller", header.language, (row, row), columns)
    return None


def read_list(account: Account, mapping: SheetMapping, gathered: Gathered) -> int:
    """A measure or a system for each row; returns how many."""
    rows = data_rows(account, mapping)
    table = "measure" if mapping.holds == MEASURES else "system"
    ids = [read_row(account, mapping, gathered, row, table, _values) for row in rows]
    gathered.lists.setdefault(table, {})[account.sheet.name] = list(dict.fromkeys(ids))
    return len(rows)


def _names(header: Header, target: str) -> bool:
    """Whether a column names such things, and no other holds what Article 30 asks of an activity."""
    sure = [
        means[0].target
        for column, means in header.meanings.items()
        if means and means[0].score >= ENOUGH and not _asks_who(header.headings[column], means[0].target)
    ]
    others = {"name", *CONTENT} - {target, "purpose"}
    return target in sure and not others & set(sure)


def _length(sheet: Sheet, row: int, column: ColumnMapping) -> int:
    """The letters of a column: of two that may name a measure ("Control", "Measure") the longer one does."""
    cells = (cells[column.column] for cells in sheet.rows[row + 1 :] if column.column < len(cells))
    return sum(len(cell.text) for cell in cells if cell)


def _asks_who(heading: str, target: str) -> bool:
    """Whether a heading is a question word alone ("Wer"): beside a measure it asks who sees to it, and for no people
    whose data are meant.
    """
    return target in _OF_PEOPLE and fold(heading) in {*map(fold, known("headers")["words"]["asking"])}


_OF_PEOPLE = ("data_subjects", "recipients")


def _is_called(sheet: Sheet, row: int, language: str, target: str) -> bool:
    titles = [cell.text for cells in sheet.rows[:row] for cell in cells if cell and cell.text.strip()]
    means = (in_language(text, language) for text in (sheet.name.replace("_", " ").replace("-", " "), *titles))
    return any(found and found[0].target == target and found[0].score >= ENOUGH for found in means)


def _of_list(column: ColumnMapping, holds: str) -> ColumnMapping:
    if column.target == LISTED[holds]:
        return replace(column, target="name", separators=None)
    target = _DETAILS[holds].get(column.target, AS_NOTE)
    return replace(column, target=target, score=column.score if target != AS_NOTE else 0.0, separators=None)


def _values(cells: Cells, details: dict[str, str]) -> dict[str, str | int]:
    values: dict[str, str | int] = {}
    for target in ("name", "description", "owner"):
        text_of(cells, target, values, details)
    return values
