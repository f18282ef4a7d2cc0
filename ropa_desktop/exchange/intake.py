"""A strange file on its way in: what a person decided about it, and what follows for the register.

The book is read once. Every decision makes other `Wishes`, and `work_out` says anew what the file brings and what
importing it would do. Nothing is written here; `apply` carries out the plan that is agreed to.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, replace

from ropa_desktop.exchange.changes import Plan
from ropa_desktop.exchange.planning import plan
from ropa_desktop.exchange.recognition.account import Account
from ropa_desktop.exchange.recognition.adjusting import Place
from ropa_desktop.exchange.recognition.groups import data_rows
from ropa_desktop.exchange.recognition.labels import places_of
from ropa_desktop.exchange.recognition.mapping import ColumnMapping, Mapping, Reading, SheetMapping
from ropa_desktop.exchange.recognition.proposing import Proposal, proposals, with_decided
from ropa_desktop.exchange.recognition.recognise import Recognised, proposal, recognise
from ropa_desktop.exchange.sheets.book import Book, Sheet
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.progress import part


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person decided about a file: where its columns go, single cells corrected, and which names are the same.

    `decided` gives for a proposal's key the id of the record of the register that is meant, or None for another one.
    """

    mapping: Mapping
    corrections: MappingOf[Place, str] = field(default_factory=dict)
    decided: MappingOf[tuple[str, str], str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Intake:
    """What follows from a person's wishes: the file as recognised, the plan, and the names to be asked about."""

    book: Book
    wishes: Wishes
    recognised: Recognised
    plan: Plan
    proposals: tuple[Proposal, ...]


def first_wishes(book: Book, saved: Mapping | None = None) -> Wishes:
    """What the file proposes itself, or what was said of such a file before (a mapping fitted to it)."""
    return Wishes(saved or proposal(book))


_RECOGNISED = 0.75
"""The share of the time after which a file is recognised, and only the plan is to be made."""


def work_out(book: Book, wishes: Wishes, current: Snapshot) -> Intake:
    """What a book would bring to a register as it stands. A file that holds nothing brings an empty plan."""
    with part(0.0, _RECOGNISED):
        recognised = recognise(book, wishes.mapping, wishes.corrections, insist=False)
    incoming = with_decided(recognised.incoming, wishes.decided)
    with part(_RECOGNISED, 1.0):
        return Intake(book, wishes, recognised, plan(current, incoming), proposals(current, incoming, wishes.decided))


# -- decisions --------------------------------------------------------------------------------------------


def with_sheet(wishes: Wishes, sheet: SheetMapping) -> Wishes:
    """A sheet mapped otherwise: another shape, other headings, other contents."""
    kept = (sheet if one.sheet == sheet.sheet else one for one in wishes.mapping.sheets)
    return replace(wishes, mapping=Mapping(tuple(kept)))


def with_target(wishes: Wishes, sheet: str, column: ColumnMapping, target: str) -> Wishes:
    """A column that goes elsewhere; a person said so, so it is sure."""
    return _with_column(wishes, sheet, column, replace(column, target=target, score=1.0, also=""))


def with_reading(wishes: Wishes, sheet: str, column: ColumnMapping, reading: Reading | None, text: str) -> Wishes:
    """A value of a column that is taken otherwise; None takes it as it stands again."""
    others = tuple(one for one in column.readings if one.text != text)
    return _with_column(wishes, sheet, column, replace(column, readings=(*others, reading) if reading else others))


def with_correction(wishes: Wishes, place: Place, text: str | None) -> Wishes:
    """A cell that says something else; None takes it as it stands again."""
    others = {where: said for where, said in wishes.corrections.items() if where != place}
    return replace(wishes, corrections=others if text is None else {**others, place: text})


def with_decision(wishes: Wishes, proposed: Proposal, same: bool) -> Wishes:
    """Whether a name of the file means the record of the register that it is like."""
    return replace(wishes, decided={**wishes.decided, proposed.key: proposed.record if same else None})


def _with_column(wishes: Wishes, sheet: str, old: ColumnMapping, new: ColumnMapping) -> Wishes:
    own = wishes.mapping.sheet(sheet)
    if own is None:
        raise KeyError(sheet)
    return with_sheet(wishes, own.with_column(old, new))


# -- values -----------------------------------------------------------------------------------------------


def rows_of(book: Book, own: SheetMapping) -> tuple[int, ...]:
    """The rows of a sheet, from 0, that hold data: those below the headings that no rule leaves out."""
    return tuple(data_rows(Account(_sheet(book, own)), own))


def values_of(
    book: Book,
    own: SheetMapping,
    column: ColumnMapping,
    rows: Sequence[int] | None = None,
    corrections: MappingOf[Place, str] | None = None,
) -> Counter[str]:
    """How often each text stands in a column below its headings, or beside a form's label: as the file says it, or as
    a cell of it was corrected. `rows` are `rows_of` if known."""
    sheet = _sheet(book, own)
    if column.row is not None:
        places: Iterable[tuple[int, int]] = places_of(sheet, own.columns, column)
    else:
        places = ((row, column.column) for row in (rows_of(book, own) if rows is None else rows))
    corrected = corrections or {}
    cells = ((place, sheet.rows[place[0]][place[1]]) for place in places)
    texts = (corrected.get((own.sheet, *place), cell.text if cell else "").strip() for place, cell in cells)
    return Counter(filter(None, texts))


def _sheet(book: Book, own: SheetMapping) -> Sheet:
    return next(sheet for sheet in book.sheets if sheet.name == own.sheet)
