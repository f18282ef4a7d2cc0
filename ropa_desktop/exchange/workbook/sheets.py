"""From a file to bare cells: the sheets that are ours, row by row, nothing understood yet.

openpyxl reads as a stream, with the sheet's own word on its size disregarded: a stated size may be wrong, and a cell
in the last corner would otherwise make a thousand million empty ones.
"""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.incoming import Problem
from ropa_desktop.exchange.scope import Scope
from ropa_desktop.exchange.workbook.columns import (
    FIRST_LIST,
    FORMAT,
    FORMAT_VERSION,
    ID_HEADING,
    LISTS,
    Sheet,
    sheet_for,
)
from ropa_desktop.exchange.workbook.container import check_container
from ropa_desktop.exchange.workbook.texts import unescaped
from ropa_desktop.i18n import _

_MOST_ROWS, _MOST_COLUMNS, _MOST_WIDE = 400_000, 300, 2000
_HEAD = 12  # rows in which the head of a sheet is looked for: a person may have put a few above it
_HEAD_ROWS = 2  # between the keys and the first record
_BLANK = (None, "n")
_SHARED_STRING = f"{{{SHEET_MAIN_NS}}}si"

Cell = tuple[Any, str]
"""A value and openpyxl's letter for its type: s text, n number, d date, b truth value, e error, f formula."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row with an id or without, and its cells by column; `number` is the spreadsheet's own."""

    number: int
    id: str | None
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet of records: its title in the file, what it holds, where each of its columns stands, and its rows."""

    title: str
    definition: Sheet
    letters: dict[str, str]
    rows: tuple[RawRow, ...]


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    """All that a workbook of ours holds: `lists` gives for each list what stands behind what is shown, `as_of` the ISO
    day as at which it is ("" for none that is past)."""

    sheets: tuple[RawSheet, ...]
    lists: dict[str, dict[str, str]]
    scope: Scope
    problems: tuple[Problem, ...]
    as_of: str = ""


def open_workbook(path: Path) -> RawWorkbook:
    """Read the cells of a workbook that this program wrote. Raises `BadInput` for any other file."""
    check_container(path)
    raw = _read(path, calculated=False)
    if any(kind == "f" for sheet in raw.sheets for row in sheet.rows for _value, kind in row.cells.values()):
        return _with_results(raw, _read(path, calculated=True))
    return raw


def _read(path: Path, calculated: bool) -> RawWorkbook:
    try:
        with warnings.catch_warnings(), path.open("rb") as file:
            warnings.simplefilter("ignore")  # of extensions that are left out; no value is among them
            return _read_sheets(_opened(file, calculated), path.name)
    except (BadInput, MemoryError):
        raise
    except Exception as error:  # what openpyxl stumbles over in a stranger's file may be any exception
        raise BadInput(
            _("“{name}” cannot be read as a workbook. Open it in Excel, save it there, and import it again.").format(
                name=path.name
            )
        ) from error


class _Reader(ExcelReader):
    """openpyxl's own takes "x005F_" out of every shared text, whether it escapes something or not."""

    def read_strings(self) -> None:
        package: Any = self.package
        part = package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as source:
                nodes = (node for _event, node in iterparse(source) if node.tag == _SHARED_STRING)
                self.shared_strings = [_shared_text(node) for node in nodes]


def _shared_text(node: Any) -> str:
    found: Any = Text.from_tree(node)
    node.clear()
    return str(found.content)  # rich text becomes plain


def _opened(file: BinaryIO, calculated: bool) -> Any:
    reader: Any = _Reader(file, read_only=True, data_only=calculated, keep_links=False)
    reader.read()
    if len(reader.wb._sheets) < len(reader.parser.sheets):
        raise ValueError("a sheet has no part of its own")  # openpyxl passes over it
    return reader.wb


def _read_sheets(book: Any, name: str) -> RawWorkbook:
    found: list[RawSheet] = []
    problems: list[Problem] = []
    lists: dict[str, dict[str, str]] = {}
    scopes: list[tuple[Scope, str]] = []
    for sheet in book.worksheets:
        rows = _rows(sheet, name)
        head = list(islice(rows, _HEAD))
        keys = [(place, texts) for place, row in enumerate(head) if (texts := [_text(cell) for cell in row])]
        if keys and keys[0][1][0] == FORMAT:
            _check_version(keys[0][1], name)
            scopes.append(_scope(head, keys[0][1]))
            lists |= _lists([*head, *rows]) if sheet.title == LISTS else {}
            continue
        for place, texts in keys:
            definition = next(filter(None, map(sheet_for, texts)), None)
            if definition:
                raw, bad = _records(sheet.title, definition, texts, head[place + 1 :], rows, place + 2)
                found.append(raw)
                problems += bad
                break
    if not scopes:
        raise BadInput(
            _("“{name}” is not a register workbook of this program. Choose one that was exported from it.").format(
                name=name
            )
        )
    scope, as_of = scopes[0]
    return RawWorkbook(tuple(found), lists, scope, tuple(problems), as_of)


def _rows(sheet: Any, name: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a sheet, the empty ones among them. Raises `BadInput` where there are more than a register fills."""
    sheet.reset_dimensions()
    wide = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        if not row:
            yield row
            continue
        beyond = row if number > _MOST_ROWS else row[_MOST_COLUMNS:]
        wide += len(row) > _MOST_COLUMNS
        if wide > _MOST_WIDE or any(cell.value is not None for cell in beyond):
            raise BadInput(
                _(
                    "“{name}” has cells far outside the table, on the sheet {sheet}. Delete the rows or columns there."
                ).format(name=name, sheet=sheet.title)
            )
        yield row[:_MOST_COLUMNS]


def _check_version(texts: Sequence[str], name: str) -> None:
    version = texts[1] if len(texts) > 1 else ""
    if not version.isdecimal() or int(version) > FORMAT_VERSION:
        raise BadInput(
            _("“{name}” was made by a newer version of the program. Update this one to read it.").format(name=name)
        )


def _scope(head: Sequence[Sequence[Any]], first: Sequence[str]) -> tuple[Scope, str]:
    """Whose records the workbook holds, and as at which day: after the version on the sheet About, below the format
    among the lists."""
    if any(text.startswith("link ") for text in first):
        rows = [[_text(cell) for cell in row[:2]] for row in head[1:3]]
        said = [text for row in rows for text in (*row, "", "")[:2]]
        organisation, role, as_of = (*said, "", "", "")[:3]
    else:
        organisation, role, _language, as_of = (*first[2:6], "", "", "", "")[:4]
    return Scope(organisation or None, role or None), as_of


def _lists(rows: Sequence[Sequence[Any]]) -> dict[str, dict[str, str]]:
    """For each list what stands behind what is shown."""
    found: dict[str, dict[str, str]] = {}
    names = [_text(cell) for cell in rows[0]]
    texts = [[_text(cell) for cell in row] for row in rows[1:]]
    for place in range(FIRST_LIST - 1, len(names), 2):
        pairs = [(row[place + 1], row[place]) for row in texts if len(row) > place + 1]
        found[names[place]] = {shown: behind for shown, behind in pairs if shown and behind}
    return found


def _records(
    title: str,
    definition: Sheet,
    keys: Sequence[str],
    head: Sequence[Sequence[Any]],
    rest: Iterator[Sequence[Any]],
    number: int,
) -> tuple[RawSheet, list[Problem]]:
    """The records below the keys; `number` is that of the first row of `head`, which follows them."""
    names = {column.key: column.name for column in definition.columns}
    places: dict[str, int] = {}
    for place, key in enumerate(keys):
        if key in names:
            places.setdefault(names[key], place)
    id_place = keys.index(definition.key)
    heading = next((at for at, row in enumerate(head) if _text_at(row, id_place) == ID_HEADING), _HEAD_ROWS - 1)
    sentence = _("This column belongs to no field of the register. It was not read.")
    problems = [
        Problem(title, f"{get_column_letter(place + 1)}{number + heading}", sentence)
        for place, cell in enumerate(head[heading] if heading < len(head) else ())
        if _text(cell) and place != id_place and place not in places.values()
    ]
    rows = []
    for at, row in enumerate(chain(head[heading + 1 :], rest), number + heading + 1):
        if not row:
            continue
        cells = {name: cell for name, place in places.items() if (cell := _cell(row, place)) != _BLANK}
        if cells:
            rows.append(RawRow(at, _text_at(row, id_place) or None, cells))
    letters = {name: get_column_letter(place + 1) for name, place in places.items()}
    return RawSheet(title, definition, letters, tuple(rows)), problems


def _with_results(raw: RawWorkbook, calculated: RawWorkbook) -> RawWorkbook:
    """The same workbook with what its formulas came to. One that was never calculated stays a formula."""
    sheets = []
    for sheet, other in zip(raw.sheets, calculated.sheets, strict=True):
        results = {row.number: row.cells for row in other.rows}
        rows = tuple(
            replace(
                row,
                cells={
                    name: results.get(row.number, {}).get(name, cell) if cell[1] == "f" else cell
                    for name, cell in row.cells.items()
                },
            )
            for row in sheet.rows
        )
        sheets.append(replace(sheet, rows=rows))
    return replace(raw, sheets=tuple(sheets))


# -- one cell ---------------------------------------------------------------------------------------------


def _cell(row: Sequence[Any], place: int) -> Cell:
    """A cell's value and type; text as it is meant, and no text as nothing."""
    if place >= len(row) or row[place].value is None:
        return _BLANK
    value, kind = row[place].value, row[place].data_type
    if kind == "s":
        value = unescaped(str(value))
        return (value, "s") if value.strip() else _BLANK
    return value, kind


def _text(cell: Any) -> str:
    return "" if cell.value is None else unescaped(str(cell.value)).strip()


def _text_at(row: Sequence[Any], place: int) -> str:
    return _text(row[place]) if place < len(row) else ""
