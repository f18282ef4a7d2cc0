"""Records as lines of text: list cells, and one record whole."""

from collections.abc import Iterator, Mapping
from typing import Any

from ropa_desktop.exchange.build import ALSO
from ropa_desktop.exchange.entries import entry
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Block, Cell, Fields, Lines, Quotations, Table
from ropa_desktop.i18n import N_, _
from ropa_desktop.law.completeness import PARTLY, UNKNOWN, letter_states
from ropa_desktop.law.parties import recipient_party
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.activity import Purpose, Recipient

_DERIVED = {"letters": N_("Open letters"), "legal_basis": N_("Legal basis"), "recipients": N_("Recipients")}


def open_letters(states: Mapping[str, str]) -> str:
    """The letters that are unknown or partly so: "c, e"."""
    return ", ".join(letter for letter, state in states.items() if state in (UNKNOWN, PARTLY))


def list_title(key: str, name: str) -> str:
    """The heading of a list column."""
    fields = tables.fields(key)
    return _(fields[name].title if name in fields else _DERIVED[name])


def list_cell(phrases: Phrases, key: str, row: Any, name: str) -> str:
    """A cell of a list: a field's text, or what an activity's rows say together."""
    if name == "letters":
        return open_letters(letter_states(phrases.snapshot, row.id)) or "–"
    if key == "activity" and name == "legal_basis":
        found = [p.legal_basis for p in phrases.snapshot.where(Purpose, "activity_id", row.id) if p.legal_basis]
        return ", ".join(dict.fromkeys(found)) or ("" if row.role == "processor" else _("unknown"))
    if name == "recipients":
        parties = [
            recipient_party(phrases.snapshot, r) for r in phrases.snapshot.where(Recipient, "activity_id", row.id)
        ]
        names = [phrases.text(party, "name") for party in parties if party]
        return ", ".join(dict.fromkeys(names)) or phrases.answer(row.id, "recipients").text
    if tables.fields(key)[name].article or phrases.snapshot.answer(row.id, name):
        return phrases.cell(row, name).text
    return phrases.text(row, name)


def record_lines(phrases: Phrases, key: str, row: Any) -> Iterator[str]:
    """One record as text: an activity by the letters of Article 30, any other by its fields and rows."""
    if key == "activity":
        shown = entry(phrases, row, frozenset(ALSO), cover=False)
        yield f"{shown.reference}  {shown.title}"
        for section in shown.sections:
            yield ""
            yield f"({section.letter}) {section.title}" if section.letter else section.title
            for block in section.blocks:
                yield from (f"    {line}" for line in _block(block))
        return
    yield f"{row.reference or ''}  {phrases.name(key, row.id)}".strip()
    yield from _fields(phrases, key, row, "")
    for relation in catalog.kind(key).relations:
        if relation.only is not None:
            continue
        rows = phrases.snapshot.related(row.id, relation)
        if rows or phrases.snapshot.answer(row.id, relation.name):
            yield ""
            yield _(relation.title) if rows else f"{_(relation.title)}: {phrases.answer(row.id, relation.name).text}"
        for child in rows:
            yield from _fields(phrases, relation.kind, child, "  ")
            yield ""


def _fields(phrases: Phrases, key: str, row: Any, indent: str) -> Iterator[str]:
    for name, info in tables.fields(key).items():
        if name in ("reference", "position", *tables.parents(key)):
            continue
        known = getattr(row, name) is not None or phrases.snapshot.answer(row.id, name)
        if known or info.article.startswith(("30(1)", "30(2)")):
            yield f"{indent}{_(info.title)}: {phrases.cell(row, name).text}"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Lines):
        for place, cell in enumerate(block.cells, 1):
            yield from _cell(f"{place}. " if block.numbered else "", cell)
    elif isinstance(block, Fields):
        for label, cell in block.rows:
            yield from _cell(f"{label}: ", cell)
    elif isinstance(block, Table):
        for row in block.rows:
            pairs = zip(block.columns, row, strict=True)
            yield "; ".join(f"{column.title}: {cell.text}" for column, cell in pairs if cell.text)
    elif isinstance(block, Quotations):
        for where, quotation in block.rows:
            yield f"{where}: “{quotation}”" if quotation else where


def _cell(before: str, cell: Cell) -> Iterator[str]:
    first, *rest = cell.text.split("\n")
    yield before + first
    yield from (" " * len(before) + line for line in rest)
