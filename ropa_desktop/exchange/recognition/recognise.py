"""From a strange spreadsheet to records: what each sheet is, where each column goes, what became of every cell."""

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace
from pathlib import PurePath

from ropa_desktop.collector import collector_at_rest
from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.incoming import Incoming
from ropa_desktop.exchange.recognition.account import (
    ABOVE,
    BELOW,
    EMPTIED_BY_HAND,
    IGNORED,
    LABEL,
    REFUSED,
    TOO_LONG,
    Account,
    Outcome,
    counts,
)
from ropa_desktop.exchange.recognition.activity import DATES
from ropa_desktop.exchange.recognition.adjusting import Place, adjusted
from ropa_desktop.exchange.recognition.aliases import MEASURES, ORGANISATIONS, RELATED, TIME_LIMITS
from ropa_desktop.exchange.recognition.columns import DATED
from ropa_desktop.exchange.recognition.covers import BESIDE_CONTACTS, controls_jointly, keepers_of, tells_whose
from ropa_desktop.exchange.recognition.divided import divide, rejoined
from ropa_desktop.exchange.recognition.forms import read_form
from ropa_desktop.exchange.recognition.gathering import Gathered
from ropa_desktop.exchange.recognition.legend import legend_sheet, with_legend
from ropa_desktop.exchange.recognition.mapping import FORM, NOTHING, TABLE, Mapping, SheetMapping
from ropa_desktop.exchange.recognition.reading import month
from ropa_desktop.exchange.recognition.related import is_related, with_related
from ropa_desktop.exchange.recognition.rows import read_related, read_rows
from ropa_desktop.exchange.recognition.shape import shape_of
from ropa_desktop.exchange.recognition.shared_lists import LISTED, read_list
from ropa_desktop.exchange.recognition.shared_tables import read_organisations, read_time_limits
from ropa_desktop.exchange.recognition.sides import parted, without_sides
from ropa_desktop.exchange.sheets.book import Book
from ropa_desktop.exchange.values.dates import AMBIGUOUS, column_order
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.model.validation import TEXT_LIMIT, utf16_length
from ropa_desktop.progress import staged


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file was taken for: the mapping, its records, the outcome of every cell, and remarks for the person."""

    mapping: Mapping
    incoming: Incoming
    outcomes: tuple[Outcome, ...]
    remarks: tuple[str, ...]


_NONE: dict[Place, str] = {}


def proposal(book: Book) -> Mapping:
    """The mapping that a file proposes for itself."""
    sheets = tuple(parted(sheet)[0] for sheet in book.sheets)
    proposed = with_related(sheets, [shape_of(sheet) for sheet in sheets])
    legend: dict[str, str] = {}
    for sheet, own in zip(sheets, proposed, strict=True):
        if own.shape == NOTHING:
            legend |= legend_sheet(sheet)
    return Mapping(
        tuple(
            replace(own, columns=with_legend(own.columns, sheet.rows[own.header[1] + 1 : own.until], legend))
            if own.shape == TABLE and own.header
            else own
            for sheet, own in zip(sheets, proposed, strict=True)
        )
    )


@collector_at_rest()
def recognise(
    book: Book, mapping: Mapping | None = None, corrections: MappingOf[Place, str] = _NONE, *, insist: bool = True
) -> Recognised:
    """The records of a spreadsheet of any layout; with a mapping, as it says, and with single cells corrected.

    Raises `BadInput` for what is no register; without `insist` it brings nothing, and every cell is ignored.
    """
    proposed = mapping or proposal(book)
    if insist and all(_mapped(proposed, sheet.name).shape == NOTHING for sheet in book.sheets):
        raise BadInput(_refusal(book, proposed))
    given, book = book, adjusted(book, proposed, corrections)
    outcomes = _emptied(given, book)
    book, too_long = _without_the_longest(book)
    outcomes += too_long
    gathered = Gathered()
    remarks = list(book.remarks)
    whole, widths = proposed, {sheet.name: max(map(len, sheet.rows), default=0) for sheet in book.sheets}
    book, sides = without_sides(book, lambda name: _mapped(whole, name))
    book, proposed = _divided(book, proposed)
    accounts = [Account(sheet) for sheet in book.sheets]
    keepers = keepers_of(accounts, sides, lambda name: _mapped(proposed, name), gathered, PurePath(book.name).stem)
    for side in sides:
        side.settle_rest(IGNORED, BESIDE_CONTACTS)
        outcomes += side.outcomes()
    ordered = sorted(accounts, key=lambda one: _turn(_mapped(proposed, one.sheet.name)))
    for account in staged(ordered, lambda one: len(one.sheet.rows)):
        own = _mapped(proposed, account.sheet.name)
        keeper = keepers.get(account.sheet.name) or next(iter(keepers.values()), None)
        of = keeper.id if keeper else None
        _read(account, own, gathered, book.name, of, remarks)
        for one in own.below:
            _read(account, one, gathered, book.name, of, remarks)
        for row in range(len(account.sheet.rows) if own.until is None else own.until, len(account.sheet.rows)):
            account.settle_row(row, IGNORED, BELOW)
        remarks += _dates(account, own)
        account.settle_rest(IGNORED, ABOVE if own.shape == TABLE else LABEL)
        outcomes += rejoined(account.outcomes(), _mapped(whole, account.sheet.name), widths[account.sheet.name])
        remarks += _hidden(account)
    controls_jointly(gathered, keepers.values())
    incoming = replace(gathered.incoming(), cells=counts(outcomes), remarks=tuple(remarks))
    return Recognised(whole, incoming, tuple(outcomes), tuple(remarks))


def _turn(own: SheetMapping) -> int:
    """Lists come before the activities that point to them, what tells more of activities after these."""
    return 0 if own.shape == TABLE and own.holds in LISTED else 2 if is_related(own) else 1


def _divided(book: Book, mapping: Mapping) -> tuple[Book, Mapping]:
    """The book and its mapping, each column of two fields as two columns."""
    found = [divide(sheet, _mapped(mapping, sheet.name)) for sheet in book.sheets]
    if all(sheet is before for (sheet, _own), before in zip(found, book.sheets, strict=True)):
        return book, mapping
    return replace(book, sheets=tuple(sheet for sheet, _own in found)), Mapping(tuple(own for _sheet, own in found))


def _read(
    account: Account, own: SheetMapping, gathered: Gathered, document: str, keeper: str | None, remarks: list[str]
) -> None:
    name = account.sheet.name
    if own.shape == NOTHING and tells_whose(account):
        account.settle_rest(IGNORED, BESIDE_CONTACTS)
        remarks.append(_("Sheet “{sheet}” tells whose register it is.").format(sheet=name))
    elif own.shape == NOTHING:
        account.settle_rest(IGNORED, own.because)
        if any(cell for row in account.sheet.rows for cell in row):
            remarks.append(_("Sheet “{sheet}” was left out: {because}.").format(sheet=name, because=own.because))
    elif own.shape == FORM:
        if not read_form(account, own, gathered, document, keeper):
            remarks.append(_("Sheet “{sheet}” is a form that nobody has filled in.").format(sheet=name))
    elif own.holds == RELATED:
        n = read_related(account, own, gathered, document)
        remarks.append(
            ngettext(
                "Sheet “{sheet}” tells more of {n} activity.", "Sheet “{sheet}” tells more of {n} activities.", n
            ).format(sheet=name, n=n)
        )
    elif own.holds == TIME_LIMITS:
        n = read_time_limits(account, own, gathered, document)
        remarks.append(
            ngettext("Sheet “{sheet}” lists {n} time limit.", "Sheet “{sheet}” lists {n} time limits.", n).format(
                sheet=name, n=n
            )
        )
    elif own.holds == ORGANISATIONS:
        n = read_organisations(account, own, gathered, document)
        remarks.append(
            ngettext("Sheet “{sheet}” lists {n} organisation.", "Sheet “{sheet}” lists {n} organisations.", n).format(
                sheet=name, n=n
            )
        )
    elif own.holds in LISTED:
        n = read_list(account, own, gathered)
        words = (
            ngettext("Sheet “{sheet}” lists {n} measure.", "Sheet “{sheet}” lists {n} measures.", n)
            if own.holds == MEASURES
            else ngettext("Sheet “{sheet}” lists {n} system.", "Sheet “{sheet}” lists {n} systems.", n)
        )
        remarks.append(words.format(sheet=name, n=n))
    else:
        n = read_rows(account, own, gathered, document, keeper)
        remarks.append(
            ngettext("Sheet “{sheet}” holds {n} activity.", "Sheet “{sheet}” holds {n} activities.", n).format(
                sheet=name, n=n
            )
        )


def _emptied(given: Book, book: Book) -> list[Outcome]:
    """The cells that a person emptied: they are no longer there to be read."""
    return [
        Outcome(before.name, row, column, IGNORED, EMPTIED_BY_HAND)
        for before, now in zip(given.sheets, book.sheets, strict=True)
        if before is not now
        for row, cells in enumerate(before.rows)
        for column, cell in enumerate(cells)
        if cell and cell.text.strip() and now.rows[row][column] is None
    ]


def _without_the_longest(book: Book) -> tuple[Book, list[Outcome]]:
    """The book without the texts that no field can hold, each refused: they would take their whole record with them."""
    sheets, outcomes = [], []
    for sheet in book.sheets:
        found = {
            (row, column)
            for row, cells in enumerate(sheet.rows)
            for column, cell in enumerate(cells)
            if cell and 2 * len(cell.text) > TEXT_LIMIT and utf16_length(cell.text) > TEXT_LIMIT
        }
        outcomes += [Outcome(sheet.name, row, column, REFUSED, TOO_LONG) for row, column in sorted(found)]
        if found:
            rows = (
                tuple(None if (row, column) in found else cell for column, cell in enumerate(cells))
                for row, cells in enumerate(sheet.rows)
            )
            sheet = replace(sheet, rows=tuple(rows))
        sheets.append(sheet)
    return (replace(book, sheets=tuple(sheets)) if outcomes else book), outcomes


def _mapped(mapping: Mapping, name: str) -> SheetMapping:
    return mapping.sheet(name) or SheetMapping(name, NOTHING, because=_("the mapping does not mention it"))


def _refusal(book: Book, mapping: Mapping) -> str:
    """Why a file is no register: of its largest sheet."""
    largest = max(book.sheets, key=lambda sheet: sum(1 for row in sheet.rows for cell in row if cell))
    return _("“{name}” is not a register of processing activities: {because}.").format(
        name=book.name, because=_mapped(mapping, largest.name).because
    )


def _dates(account: Account, own: SheetMapping) -> list[str]:
    """Which columns of dates are read in an order that none of their dates tells, and which name months alone."""
    said = []
    for column in own.columns:
        with_days = column.target in DATED or column.day_first is not None
        if not with_days or column.row is not None or not own.header:
            continue
        texts = [account.text(row, column.column) for row in range(own.header[1] + 1, len(account.sheet.rows))]
        if column.target in DATES and any(map(month, texts)):
            said.append(_("Months in “{column}” are read as their first day.").format(column=column.heading))
        if column.day_first is not None and column_order(texts) == AMBIGUOUS:
            words = (
                _("Dates in “{column}” are read day first: none of them tells.")
                if column.day_first
                else _("Dates in “{column}” are read month first: none of them tells.")
            )
            said.append(words.format(column=column.heading))
    return said


def _hidden(account: Account) -> list[str]:
    sheet = account.sheet
    said = []
    if sheet.hidden:
        said.append(_("Sheet “{sheet}” is hidden. It was read all the same.").format(sheet=sheet.name))
    if sheet.hidden_rows or sheet.hidden_columns:
        said.append(
            _("Sheet “{sheet}” has hidden rows or columns. They were read all the same.").format(sheet=sheet.name)
        )
    return said
