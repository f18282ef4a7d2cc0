"""Reading a workbook back: cells become values of fields, labels become ids, and what cannot be read is named.

Whatever language the headings and codes are in, and whatever a person sorted, moved, added or deleted: rows find their
records by the hidden ids, columns their fields by the hidden keys. A cell that cannot be read leaves its field as it
was.
"""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.incoming import Incoming, Problem, as_plain
from ropa_desktop.exchange.json_file import Records
from ropa_desktop.exchange.workbook.columns import Column
from ropa_desktop.exchange.workbook.finding import Finder
from ropa_desktop.exchange.workbook.labels import code_of, field_of
from ropa_desktop.exchange.workbook.sheets import Cell, RawRow, RawSheet, RawWorkbook, open_workbook
from ropa_desktop.i18n import _
from ropa_desktop.model.record import new_id
from ropa_desktop.model.validation import clean_date, clean_whole


def read_workbook(path: Path) -> Incoming:
    """The records of a workbook, and every cell that could not be read. Raises `BadInput` for any other file."""
    raw, problems, new = _identified(open_workbook(path))
    finder = Finder(raw)
    records: Records = {}
    places: dict[str, str] = {}
    for sheet in raw.sheets:
        for row in sheet.rows:
            values, unread = _record(finder, sheet, row, is_new=row.id in new)
            records.setdefault(sheet.definition.table, []).append(values)
            places[values["id"]] = _("{sheet}, row {row}").format(sheet=sheet.title, row=row.number)
            problems += unread
    return Incoming(records, (*raw.problems, *problems), raw.scope, frozenset(new), places, as_of=raw.as_of)


def read_plain(path: Path) -> dict[str, Any]:
    """`read_workbook` as JSON values, for a process that reads apart. Raises `BadInput`."""
    return as_plain(read_workbook(path))


def _identified(raw: RawWorkbook) -> tuple[RawWorkbook, list[Problem], set[str]]:
    """The same workbook with an id for every row, what was said twice, and the ids given here.

    A row that was copied together with its hidden id and then changed is a new record; one that was left as it was is
    dropped.
    """
    seen: dict[tuple[str, str], RawRow] = {}
    problems: list[Problem] = []
    new: set[str] = set()
    sheets = []
    for sheet in raw.sheets:
        rows = []
        for row in sheet.rows:
            first = seen.get((sheet.definition.table, row.id)) if row.id else None
            if first is not None and first.cells == row.cells:
                sentence = _("The same row stands here a second time. It was left out.")
                problems.append(Problem(sheet.title, str(row.number), sentence))
                continue
            if first is not None:
                sentence = _("This row is a copy of row {row}, with changes. It was taken for a new record.")
                problems.append(Problem(sheet.title, str(row.number), sentence.format(row=first.number)))
                row = replace(row, id=None, cells=_without_copied_reference(row, first))
            if row.id is None:
                row = replace(row, id=new_id())
                new.add(str(row.id))
            seen[sheet.definition.table, str(row.id)] = row
            rows.append(row)
        sheets.append(replace(sheet, rows=tuple(rows)))
    return replace(raw, sheets=tuple(sheets)), problems, new


def _without_copied_reference(row: RawRow, first: RawRow) -> dict[str, Cell]:
    """A reference is never given out twice: the copy will be proposed one of its own."""
    same = row.cells.get("reference") == first.cells.get("reference")
    return {name: cell for name, cell in row.cells.items() if not (same and name == "reference")}


def _record(finder: Finder, sheet: RawSheet, row: RawRow, is_new: bool) -> tuple[dict[str, Any], list[Problem]]:
    """The values that a row gives. In a new row, a blank cell leaves the field to the model's default."""
    values: dict[str, Any] = {"id": row.id}
    problems = []
    if sheet.definition.only:
        values[sheet.definition.only[0]] = sheet.definition.only[1]
    for column in sheet.definition.columns:
        if column.name not in sheet.letters:
            continue  # the column was deleted: nothing is said of the field
        cell = row.cells.get(column.name)
        if cell is None:
            if not is_new:
                values[column.name] = None
            continue
        try:
            values[column.name] = _value(finder, column, cell, values)
        except BadInput as refused:
            problems.append(Problem(sheet.title, f"{sheet.letters[column.name]}{row.number}", str(refused)))
    return values, problems


# -- one value --------------------------------------------------------------------------------------------


def _value(finder: Finder, column: Column, cell: Cell, values: dict[str, Any]) -> str | int | None:
    """What a cell says of its field. Raises `BadInput` where that cannot be told."""
    content, kind = cell
    if kind == "e":
        raise BadInput(_("The cell shows the error {error}. Write what it should say.").format(error=content))
    if kind == "f":
        raise BadInput(_("The formula has no result yet. Open the file in Excel, save it, and import it again."))
    if column.form == "date":
        return content.date().isoformat() if isinstance(content, datetime) else clean_date(_text(content))
    if column.form == "whole":
        whole = int(content) if isinstance(content, float) and content.is_integer() else content
        return clean_whole(whole if isinstance(whole, int) else _text(whole))
    if column.form == "code":
        if isinstance(content, bool) and column.vocabulary == "yes_no":
            return "yes" if content else "no"
        return code_of(column.vocabulary, _text(content))
    if column.form == "link":
        return finder.record(column.target, _text(content))
    if column.form == "record":
        return finder.any_record(_text(content))
    if column.form == "field":
        return _field(finder, values, _text(content))
    return _text(content)


def _field(finder: Finder, values: dict[str, Any], text: str) -> str:
    """The field that a statement speaks of, by its title, which depends on the kind of the record."""
    table = finder.table_of(values.get("record_id"))
    if table is None:
        raise BadInput(_("{text}: the record it belongs to has no row in this file.").format(text=text[:40]))
    return field_of(table, text)


def _text(content: Any) -> str:
    """A cell's content as a person sees it, where the spreadsheet made something else of what was typed."""
    if isinstance(content, bool):
        return "TRUE" if content else "FALSE"
    if isinstance(content, float):
        return f"{content:.15g}"
    if isinstance(content, datetime):
        return content.isoformat(" ") if content.time().isoformat() != "00:00:00" else content.date().isoformat()
    if isinstance(content, date):
        return content.isoformat()
    return str(content)
