"""Tables that describe what activities share: time limits and organisations, a record in each row."""

from collections.abc import Callable

from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.recognition.account import (
    FIELD,
    IGNORED,
    LEFT_OUT_BY_HAND,
    NO_FIELD,
    NOTE,
    SAYS_NOTHING,
    UNREADABLE,
    Account,
)
from ropa_desktop.exchange.recognition.gathering import Gathered
from ropa_desktop.exchange.recognition.groups import data_rows
from ropa_desktop.exchange.recognition.mapping import AS_NOTE, LEFT_OUT, ColumnMapping, SheetMapping
from ropa_desktop.i18n import _
from ropa_desktop.law.vocabulary import code_for

Cells = dict[str, list[tuple[ColumnMapping, str]]]
Settle = Callable[[ColumnMapping, str, str], None]


def read_time_limits(account: Account, mapping: SheetMapping, gathered: Gathered, _document: str) -> int:
    """A time limit for each row; an intermediate archive's period is another one of the same name."""
    rows = data_rows(account, mapping)
    for row in rows:
        _row(account, mapping, gathered, row, "retention_rule", _time_limit)
    return len(rows)


def read_organisations(account: Account, mapping: SheetMapping, gathered: Gathered, _document: str) -> int:
    """An organisation for each row."""
    rows = data_rows(account, mapping)
    for row in rows:
        _row(account, mapping, gathered, row, "organisation", _organisation)
    return len(rows)


def _row(
    account: Account,
    mapping: SheetMapping,
    gathered: Gathered,
    row: int,
    table: str,
    fields: Callable[[Cells, list[str], dict[str, str]], dict[str, str | int]],
) -> None:
    cells: Cells = {}
    notes: list[str] = []
    details: dict[str, str] = {}
    for column in mapping.columns:
        text = account.text(row, column.column)
        if not text:
            continue
        nothing = reading.absence(text)
        if nothing and (nothing.state == "unknown" or nothing.rule == "dash"):
            account.settle(row, column.column, IGNORED, SAYS_NOTHING)
            continue
        if column.target_of(text) == LEFT_OUT:
            account.settle(row, column.column, IGNORED, LEFT_OUT_BY_HAND)
            continue
        cells.setdefault(column.target_of(text), []).append((column, text))
    values = fields(cells, notes, details)
    place = _("{sheet}, row {row}").format(sheet=account.sheet.name, row=row + 1)
    name = str(values.pop("name", "")) or place
    id = gathered.described(table, name, place, **{k: v for k, v in values.items() if v}, note="\n".join(notes))
    for target, entries in cells.items():
        for column, _said_there in entries:
            detail = details.get(target, "")
            kind = FIELD if detail else NOTE
            why = NO_FIELD if target in (AS_NOTE, "note") else UNREADABLE
            account.settle(row, column.column, kind, f"{table}.{detail}" if detail else why, id)
    for column_place in range(len(account.sheet.rows[row])):
        if account.is_open(row, column_place):
            account.settle(row, column_place, NOTE, NO_FIELD, id)
            notes.append(account.text(row, column_place))


def _time_limit(cells: Cells, notes: list[str], details: dict[str, str]) -> dict[str, str | int]:
    values: dict[str, str | int] = {}
    for target in ("name", "reference", "criterion", "legal_reference", "wording"):
        _text(cells, target, values, details)
    amount, unit = _said(cells, "amount"), _said(cells, "unit")
    read = reading.retention(f"{amount} {unit}") if amount or unit else reading.retention(_said(cells, "wording"))
    if read.amount is not None:
        values |= {"amount": read.amount, "unit": read.unit or ""}
        details |= {name: name for name in ("amount", "unit") if _said(cells, name)}
    archived = f"{_said(cells, 'archive_amount')} {_said(cells, 'archive_unit')}".strip()
    then = reading.retention(archived)
    if then.amount is not None and read.amount is None and not amount:
        values |= {"amount": then.amount, "unit": then.unit or ""}
        details |= {"archive_amount": "amount", "archive_unit": "unit"}
    disposal = code_for("disposal", _said(cells, "disposal")) if _said(cells, "disposal") else None
    if disposal:
        values["disposal"] = disposal
        details["disposal"] = "disposal"
    _note(cells, notes, details)
    return values


def _organisation(cells: Cells, notes: list[str], details: dict[str, str]) -> dict[str, str | int]:
    values: dict[str, str | int] = {}
    for target in ("name", "reference", "email", "phone", "website", "identifier"):
        _text(cells, target, values, details)
    street = [_said(cells, "address"), " ".join(filter(None, (_said(cells, "postal_code"), _said(cells, "city"))))]
    if any(street):
        values["address"] = "\n".join(filter(None, street))
        details |= dict.fromkeys(("address", "postal_code", "city"), "address")
    countries = reading.places(_said(cells, "country")).countries if _said(cells, "country") else ()
    if len(countries) == 1:
        values["country"] = countries[0]
        details["country"] = "country"
    kind = code_for("organisation_kind", _said(cells, "kind")) if _said(cells, "kind") else None
    if kind:
        values["kind"] = kind
        details["kind"] = "kind"
    _note(cells, notes, details)
    return values


def _text(cells: Cells, target: str, values: dict[str, str | int], details: dict[str, str]) -> None:
    if target in cells:
        values[target] = "\n".join(dict.fromkeys(text for _column, text in cells[target]))
        details[target] = target


def _said(cells: Cells, target: str) -> str:
    return " ".join(text for _column, text in cells.get(target, ()))


def _note(cells: Cells, notes: list[str], details: dict[str, str]) -> None:
    """Whatever has no field: "Heading: text"."""
    for target, entries in cells.items():
        if target not in details:
            notes.extend(
                f"{' '.join(column.heading.split())}: {text}" if column.heading else text for column, text in entries
            )
