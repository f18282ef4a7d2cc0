"""What stands above the table on a layout's sheet: who keeps the record, with representative and officer."""

from collections.abc import Callable, Mapping

from ropa_desktop.exchange.build import representative_asked
from ropa_desktop.exchange.layouts.shape import DETAILS, HeadBlock, Layout
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Cell, Column, Table
from ropa_desktop.law.parties import contacts
from ropa_desktop.model.organisation import Contact, Organisation


def above(
    phrases: Phrases, layout: Layout, keeper: Organisation | None, day: str
) -> tuple[tuple[Cell | None, ...], ...]:
    """The rows above the table, from the sheet's first on: the blocks side by side, each under its title. `day`, an ISO
    date, is the one on which a representative is asked for or not."""
    if not layout.head_rows:
        return ()
    width = max((block.column + 1 for block in layout.head), default=1)
    rows: list[list[Cell | None]] = [[None] * width for _row in range(layout.head_rows)]
    for block in layout.head:
        rows[0][block.column - 1] = Cell(block.title, heads=True)
        for place, (detail, label) in enumerate(block.labels.items(), start=1):
            rows[place][block.column - 1] = Cell(label)
            rows[place][block.column] = _said(phrases, keeper, block, detail, day)
    return tuple(tuple(row) for row in rows)


def beside(phrases: Phrases, layout: Layout, keeper: Organisation | None, day: str) -> Table:
    """The same for pages: a column for each block, a row for each detail."""
    rows = []
    for detail in DETAILS:
        labels = dict.fromkeys(block.labels[detail] for block in layout.head if detail in block.labels)
        if labels:
            said = (
                _said(phrases, keeper, block, detail, day) if detail in block.labels else Cell("")
                for block in layout.head
            )
            rows.append((Cell(" / ".join(labels)), *said))
    columns = (Column(""), *(Column(block.title, 3.0) for block in layout.head))
    return Table(columns, tuple(rows))


def _said(phrases: Phrases, keeper: Organisation | None, block: HeadBlock, detail: str, day: str) -> Cell:
    if keeper is None:
        return phrases.unknown()
    if block.who == "keeper":
        return _of_organisation(phrases, keeper, detail)
    if block.who == "representative" and not representative_asked(phrases, keeper, day):
        return Cell("")
    found = contacts(phrases.snapshot, keeper.id, block.who)
    if not found:
        return phrases.answer(keeper.id, block.who) if detail == "name" else Cell("")
    return Cell("\n".join(filter(None, (_CONTACT[detail](phrases, one) for one in found))))


def _of_organisation(phrases: Phrases, keeper: Organisation, detail: str) -> Cell:
    if detail == "address":
        address = phrases.text(keeper, "address").replace("\n", ", ")
        found = ", ".join(filter(None, (address, phrases.text(keeper, "country"))))
        return Cell(found) if found else phrases.cell(keeper, "address")
    return phrases.cell(keeper, detail)


def _name(phrases: Phrases, contact: Contact) -> str:
    """Who; the function where nobody is named, for the block's title says it otherwise."""
    texts = (contact.name or phrases.text(contact, "function"), phrases.name("organisation", contact.employer_id))
    return ", ".join(filter(None, texts))


def _address(phrases: Phrases, contact: Contact) -> str:
    address = phrases.text(contact, "address").replace("\n", ", ")
    return ", ".join(filter(None, (address, phrases.text(contact, "country"))))


_CONTACT: Mapping[str, Callable[[Phrases, Contact], str]] = {
    "name": _name,
    "address": _address,
    "email": lambda phrases, contact: contact.email or "",
    "phone": lambda phrases, contact: contact.phone or "",
}
