"""Tables that describe what activities share: time limits and organisations, a record in each row."""

from collections.abc import Callable

from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.recognition.account import (
    ASKS_ONLY,
    FIELD,
    IGNORED,
    LEFT_OUT_BY_HAND,
    NO_FIELD,
    NOTE,
    SAYS_NOTHING,
    UNREADABLE,
    Account,
)
from ropa_desktop.exchange.recognition.activity import in_words
from ropa_desktop.exchange.recognition.contracts import engagement, read_contract
from ropa_desktop.exchange.recognition.gathering import Gathered
from ropa_desktop.exchange.recognition.groups import data_rows
from ropa_desktop.exchange.recognition.mapping import AS_NOTE, LEFT_OUT, ColumnMapping, SheetMapping
from ropa_desktop.exchange.values.absence import RULES
from ropa_desktop.i18n import _
from ropa_desktop.law.vocabulary import code_for

Cells = dict[str, list[tuple[ColumnMapping, str]]]
Settle = Callable[[ColumnMapping, str, str], None]


def read_time_limits(account: Account, mapping: SheetMapping, gathered: Gathered, _document: str) -> int:
    """A time limit for each row; an intermediate archive's period is another one of the same name."""
    rows = data_rows(account, mapping)
    for row in rows:
        read_row(account, mapping, gathered, row, "retention_rule", _time_limit, _archive)
    return len(rows)


def read_organisations(account: Account, mapping: SheetMapping, gathered: Gathered, _document: str) -> int:
    """An organisation for each row."""
    rows = data_rows(account, mapping)
    for row in rows:
        read_row(account, mapping, gathered, row, "organisation", _organisation, _engagement)
    return len(rows)


def read_row(
    account: Account,
    mapping: SheetMapping,
    gathered: Gathered,
    row: int,
    table: str,
    fields: Callable[[Cells, dict[str, str]], dict[str, str | int]],
    also: Callable[[Gathered, Cells, dict[str, str], str, str], None] | None = None,
) -> str:
    """A record, and with `also` what else its row tells of; a detail with a dot names the other record's field.

    `fields` gives the values of the record, and puts down which target became which field. Returns the record's id.
    """
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
        if nothing and nothing.state == "not_applicable" and not nothing.rest:
            account.settle(row, column.column, IGNORED, RULES.get(nothing.rule, SAYS_NOTHING))
            continue
        if column.target_of(text) == LEFT_OUT:
            account.settle(row, column.column, IGNORED, LEFT_OUT_BY_HAND)
            continue
        cells.setdefault(column.target_of(text), []).append((column, text))
    values = fields(cells, details)
    place = _("{sheet}, row {row}").format(sheet=account.sheet.name, row=row + 1)
    name = str(values.pop("name", "")) or place
    id = gathered.described(table, name, place, **{k: v for k, v in values.items() if v})
    if also:
        also(gathered, cells, details, id, place)
    _note(cells, notes, details)
    gathered.described(table, name, place, note="\n".join(notes))
    for target, entries in cells.items():
        for column, _said_there in entries:
            detail = details.get(target, "")
            kind = FIELD if detail else NOTE
            if target == "asked":
                account.settle(row, column.column, IGNORED, ASKS_ONLY)
                continue
            why = NO_FIELD if target in (AS_NOTE, "note") else UNREADABLE
            full = detail if "." in detail else f"{table}.{detail}"
            account.settle(row, column.column, kind, full if detail else why, id)
    for column_place in range(len(account.sheet.rows[row])):
        if account.is_open(row, column_place):
            account.settle(row, column_place, NOTE, NO_FIELD, id)
            notes.append(account.text(row, column_place))
    return id


def _time_limit(cells: Cells, details: dict[str, str]) -> dict[str, str | int]:
    values: dict[str, str | int] = {}
    for target in ("name", "reference", "criterion", "legal_reference", "wording"):
        text_of(cells, target, values, details)
    if "wording" not in values and "description" in cells:
        values["wording"] = _said(cells, "description")
        details["description"] = "wording"
    for target in ("recorded_on", "reviewed_on"):
        column = next((column for column, _text_there in cells.get(target, ())), None)
        day = reading.day(_said(cells, target), column.day_first) if column else None
        if day:
            values[target] = day
            details[target] = target
    amount, unit = _said(cells, "amount"), _said(cells, "unit")
    read = reading.retention(f"{amount} {unit}") if amount or unit else reading.retention(_said(cells, "wording"))
    if read.amount is not None:
        values |= {"amount": read.amount, "unit": read.unit or ""}
        details |= {name: name for name in ("amount", "unit") if _said(cells, name)}
    for target in ("disposal", "disposal_words"):
        disposal = reading.disposal(_said(cells, target)) if _said(cells, target) else None
        if disposal and values.setdefault("disposal", disposal) == disposal and len(_said(cells, target).split()) < 4:
            details[target] = "disposal"
        elif target == "disposal" and _said(cells, target) and values.get("wording"):
            column, text = cells[target][0]
            values["wording"] = f"{values['wording']}\n{' '.join(column.heading.split())}: {text}"
            details[target] = "wording"
    return values


def _organisation(cells: Cells, details: dict[str, str]) -> dict[str, str | int]:
    values: dict[str, str | int] = {}
    for target in ("name", "reference", "email", "phone", "website", "identifier"):
        text_of(cells, target, values, details)
    street = [_said(cells, "address"), " ".join(filter(None, (_said(cells, "postal_code"), _said(cells, "city"))))]
    if any(street):
        values["address"] = "\n".join(filter(None, street))
        details |= dict.fromkeys(("address", "postal_code", "city"), "address")
    countries = reading.places(_said(cells, "country")).countries if _said(cells, "country") else ()
    if len(countries) == 1:
        values["country"] = countries[0]
        details["country"] = "country"
    if "description" in cells:
        values["description"] = _said(cells, "description")
        details["description"] = "description"
    kind = code_for("organisation_kind", _said(cells, "kind")) if _said(cells, "kind") else None
    if kind:
        values["kind"] = kind
        details["kind"] = "kind"
    elif "kind" in cells:  # a sort that no list has, such as B2B, says what it does
        sorts = [f"{in_words(' '.join(column.heading.split()))}: {text}" for column, text in cells["kind"]]
        values["description"] = "\n".join(filter(None, [str(values.get("description", "")), *sorts]))
        details["kind"] = "description"
    return values


def _archive(gathered: Gathered, cells: Cells, details: dict[str, str], id: str, place: str) -> None:
    """The period of an intermediate archive: a time limit of its own, called after the first."""
    read = reading.retention(f"{_said(cells, 'archive_amount')} {_said(cells, 'archive_unit')}".strip())
    criterion, law = _said(cells, "archive_criterion"), _said(cells, "archive_legal")
    if read.amount is None and not criterion and not law:
        return
    name = _("{name} (intermediate archive)").format(name=gathered.called(id))
    gathered.described(
        "retention_rule", name, place,
        amount=read.amount, unit=read.unit, criterion=criterion, legal_reference=" ".join(law.split()),
    )  # fmt: skip
    if read.amount is not None:
        details |= {target: f"retention_rule.{target[8:]}" for target in ("archive_amount", "archive_unit")}
    details |= {"archive_criterion": "retention_rule.criterion", "archive_legal": "retention_rule.legal_reference"}


def _engagement(gathered: Gathered, cells: Cells, details: dict[str, str], id: str, place: str) -> None:
    """The service of a vendor that is a processor or has a contract: what it does, its contract, its transfers."""
    asked = [column.day_first for column, _text_there in cells.get("contract_date", ())]
    order = asked[0] if asked else None
    contract = read_contract(_said(cells, "contract_reference"), order) if "contract_reference" in cells else None
    asked_for = "contract_reference"
    days = {
        target: reading.day(_said(cells, target), order)
        for target in ("contract_date", "contract_end")
        if target in cells
    }
    when = _said(cells, "contract_date")
    if when and contract is None and not days["contract_date"]:
        contract, asked_for = read_contract(when, order), "contract_date"  # "online", "yes"
    is_processor = reading.yes_no(_said(cells, "is_processor")).answer == "yes"
    systems = [value for column, text in cells.get("systems", ()) for value in reading.values(text, column.separators)]
    is_contracted = any(days.values()) or (contract is not None and contract.state != "none")
    stored = reading.places(_said(cells, "data_location")).countries if "data_location" in cells else ()
    if not (is_processor or is_contracted or _said(cells, "service") or systems or stored):
        return
    state = contract.state if contract else "in_force" if days.get("contract_date") else None
    service = " ".join(_said(cells, "service").split()) or " ".join(", ".join(systems).split())
    said = {
        "service": service,
        "description": _said(cells, "engagement_note"),
        "contract_state": state,
        "contract_reference": contract.reference if contract else None,
        "contract_date": days.get("contract_date") or (contract.day if contract else None),
        "contract_end": days.get("contract_end"),
    }
    made = engagement(gathered, id, None, place, **said)
    details |= {"engagement_note": "engagement.description", "service": "engagement.service"}
    details |= {target: f"engagement.{target}" for target, day in days.items() if day}
    if is_processor:
        details["is_processor"] = "engagement.organisation_id"
    if contract:
        told = contract.reference, contract.day, contract.state
        names = ("contract_reference", "contract_date", "contract_state")
        details[asked_for] = f"engagement.{next(n for n, v in zip(names, told, strict=True) if v)}"
    for system in systems:
        gathered.shared("system", system, place, operator_id=id, engagement_id=made)
        details["systems"] = "system.name"
    for country in stored:
        gathered.row("location", "engagement_id", made, place, use="storage", country=country)
        details["data_location"] = "location.country"
    _transfer(gathered, cells, details, made, place)


def _transfer(gathered: Gathered, cells: Cells, details: dict[str, str], engagement_id: str, place: str) -> None:
    """The transfer of a service: to the vendor's country, on the mechanism that its row names."""
    text = _said(cells, "safeguards")
    if not text:
        return
    answer, nothing = reading.yes_no(text), reading.absence(text)
    if (answer.answer == "no" and not answer.rest) or (nothing and nothing.state == "none"):
        gathered.say(engagement_id, "transfers", "none", place)
        details["safeguards"] = "answer.transfers"
        return
    codes = reading.mechanism(text)
    countries = reading.transfer_places(text).countries or reading.places(_said(cells, "country")).countries
    if len(codes) == 1 and len(countries) <= 1:
        gathered.row(
            "transfer", "engagement_id", engagement_id, place,
            country=countries[0] if countries else None, mechanism=codes[0], importer_id=None,
        )  # fmt: skip
        details["safeguards"] = "transfer.mechanism"


def text_of(cells: Cells, target: str, values: dict[str, str | int], details: dict[str, str]) -> None:
    """Take the text of a target for the field of the same name."""
    if target in cells:
        values[target] = "\n".join(dict.fromkeys(text for _column, text in cells[target]))
        details[target] = target


def _said(cells: Cells, target: str) -> str:
    return " ".join(text for _column, text in cells.get(target, ()))


def _note(cells: Cells, notes: list[str], details: dict[str, str]) -> None:
    """Whatever has no field: "Heading: text"."""
    for target, entries in cells.items():
        if target not in details and target != "asked":
            notes.extend(
                f"{' '.join(column.heading.split())}: {text}" if column.heading else text for column, text in entries
            )
