"""From a snapshot to the rows of a list: which columns a page has, and what stands in each cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from ropa_desktop.i18n import N_, _, format_date
from ropa_desktop.law import vocabulary
from ropa_desktop.law.completeness import letter_states
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.fields import FieldInfo
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.cells import Answered, Cell, Chips, Letters, Remark, Text, Unknown
from ropa_desktop.window.navigation import Page
from ropa_desktop.window.suggested import marked
from ropa_desktop.window.table import Column, Row

PARENT = "parent"
STATEMENTS = frozenset(key for key, _path in catalog.STATEMENTS)
WIDTHS = {"line": 120, "text": 200, "date": 110, "whole": 84, "code": 150, "link": 160}
RELATION_WIDTH, LETTERS_WIDTH, REFERENCE_WIDTH = 150, 142, 88
CHIPS_LEAST = 100  # a chip that can be read, with "+2" behind it
BRIEF_HEADS = {
    "reference": N_("Ref."),
    "department": N_("Dept."),
    "legal_basis": N_("Basis"),
    "mechanism": N_("Basis"),
    "controllers": N_("Acted for"),
    "identifier": N_("Org. no."),
    "amount": N_("Time"),
    "mechanism_reference": N_("Reference"),
    "categories_of_processing": N_("Processing"),
    "international_organisation": N_("Int. org."),
}
"""What stands above a column where its title has no room."""
SPECIAL = {"department": 88, "legal_basis": 118, "service": 190}
# Of these either is enough: where one is known, the other leaves no gap.
ALTERNATIVES = {"country": "international_organisation", "international_organisation": "country"}
IN_WORDS = {"asked_by_id": "asked_by"}  # what is shown of a link that is not made
A_LETTER, AROUND = 7, 16  # pixels: of a date in words, and what a cell adds


CellMaker = Callable[[Snapshot, Any], Cell]


def page_columns(page: Page, names: Sequence[str] = ()) -> list[Column]:
    """The columns of a page: those named, or the catalogue's in its order."""
    columns = (_column(page, name) for name in names or usual_names(page))
    return [column._replace(brief=brief_head(column.key)) for column in columns]


def brief_head(name: str) -> str:
    """What stands above a column of this name where its title has no room; empty where that is cut."""
    return _(BRIEF_HEADS.get(name, ""))


def page_rows(snapshot: Snapshot, page: Page, belonging: frozenset[str] | None, archived: bool = False) -> list[Row]:
    """The rows of a page; `belonging` narrows to one controller, `archived` adds what is out of use."""
    makers = cell_makers(page)

    def cells(row: Any) -> tuple[Cell, ...]:
        return tuple(make(snapshot, row) for make in makers)

    return [Row(row.id, partial(cells, row)) for row in page_records(snapshot, page, belonging, archived)]


def cell_makers(page: Page, names: Sequence[str] = ()) -> list[CellMaker]:
    """What makes the cells of a page's columns, each out of a snapshot and a record's row."""
    return [partial(_made, _maker(page, column.key), column.name) for column in page_columns(page, names)]


def _made(make: CellMaker, named: bool, snapshot: Snapshot, row: Any) -> Cell:
    cell = make(snapshot, row)
    if named:
        cell = marked(snapshot, row, cell)
    return cell if getattr(row, "archived_on", None) is None else _put_away(cell, named)


def _put_away(cell: Cell, name: bool) -> Cell:
    """A cell of an archived record: muted, an icon before its name."""
    if not isinstance(cell, Text):
        return cell
    return Remark("archive", cell.value) if name and cell.value else cell._replace(role="muted")


def page_records(
    snapshot: Snapshot, page: Page, belonging: frozenset[str] | None, archived: bool = False
) -> Sequence[Any]:
    """The records of a page, as snapshot rows."""
    rows = snapshot.matching(page.kind, "role", page.role) if page.role else snapshot.rows(page.kind)
    if not archived and "archived_on" in tables.columns(page.kind):
        rows = tuple(row for row in rows if row.archived_on is None)
    return rows if belonging is None else [row for row in rows if row.id in belonging]


def record_label(snapshot: Snapshot, key: str, record_id: str | None) -> str:
    """What a record is called: the fields that name its kind; its reference or kind where they are unknown."""
    row = snapshot.find(key, record_id)
    if row is None:
        return ""
    fields = tables.fields(key)
    parts = [in_words(snapshot, fields[name], getattr(row, name)) for name in catalog.kind(key).label]
    said = " · ".join(part for part in parts if part)
    return said or getattr(row, "reference", None) or _(catalog.kind(key).title)


def parent_of(snapshot: Snapshot, key: str, row: Any) -> tuple[str, str]:
    """Kind and id of the record that a row belongs to."""
    column = next(name for name in tables.parents(key) if getattr(row, name) is not None)
    target = next(r.target for r in tables.references() if (r.table, r.column) == (key, column))
    return target, getattr(row, column)


def whole_record(snapshot: Snapshot, record_id: str) -> tuple[str | None, str]:
    """The record that stands by itself: this one, or the one that this row belongs to or this statement is about."""
    key = snapshot.kind_of(record_id)
    while key is not None:
        row: Any = snapshot.find(key, record_id)
        if key in STATEMENTS:
            record_id = row.record_id
            key = snapshot.kind_of(record_id)
        elif tables.parents(key):
            key, record_id = parent_of(snapshot, key, row)
        else:
            break
    return key, record_id


def usual_names(page: Page) -> tuple[str, ...]:
    """The names of a page's columns; rows that belong to a record begin with that record."""
    names = catalog.kind(page.kind).columns
    if catalog.kind(page.kind).is_row:
        return (PARENT, *names)
    if page.role == "processor":  # legal bases belong to controllers' records only
        names = tuple("controllers" if name == "legal_basis" else name for name in names)
    return names


def possible_names(page: Page) -> tuple[str, ...]:
    """Every column that a page can show: the usual ones, then all other fields and relations."""
    besides = {"role", "position", *tables.parents(page.kind)}
    if page.kind == "activity":
        besides |= {"joint_controllers", "special_conditions"} if page.role == "processor" else {"controllers"}
        besides |= set() if page.role == "processor" else {"categories_of_processing"}
    fields = (name for name in tables.fields(page.kind) if name not in besides)
    relations = (r.name for r in catalog.kind(page.kind).relations if r.name not in besides)
    return tuple(dict.fromkeys([*usual_names(page), *fields, *relations]))


def _column(page: Page, name: str) -> Column:
    if name == "letters":
        title = N_("Art. 30(2)") if page.role == "processor" else N_("Art. 30(1)")
        return Column(name, _(title), LETTERS_WIDTH, firm=True)
    if name == PARENT:
        return Column(name, _("Belongs to"), stretch=True, name=True)
    relation = relation_of(page.kind, name)
    if relation is not None:
        return Column(name, _(relation.title), RELATION_WIDTH, least=CHIPS_LEAST)
    if page.kind == "activity" and name == "legal_basis":
        return Column(name, _("Legal basis"), SPECIAL[name], firm=True)
    info = tables.fields(page.kind)[name]
    kind = catalog.kind(page.kind)
    named = name == kind.label[0] and not kind.is_row
    width = REFERENCE_WIDTH if name == "reference" else SPECIAL.get(name, WIDTHS[info.form])
    if info.form == "date":
        width = max(width, AROUND + A_LETTER * len(format_date("2026-09-28")))  # a language's longest month
    return Column(
        name,
        _(info.title),
        width,
        stretch=named,
        name=named,
        right=info.form == "whole",
        firm=name == "department" or info.form == "date",
    )


def _maker(page: Page, name: str) -> CellMaker:
    if name == PARENT:
        return lambda snapshot, row: Text(record_label(snapshot, *parent_of(snapshot, page.kind, row)))
    if name == "letters":
        return lambda snapshot, row: Letters(tuple(letter_states(snapshot, row.id).items()))
    if page.kind == "activity" and name == "legal_basis":
        return _legal_bases
    relation = relation_of(page.kind, name)
    if relation is not None:
        return lambda snapshot, row: _related(snapshot, row, relation)
    info = tables.fields(page.kind)[name]
    return lambda snapshot, row: field_cell(snapshot, info, row)


def field_cell(snapshot: Snapshot, info: FieldInfo, row: Any) -> Cell:
    """One field of one record: its value in words, its answer, or the gap it leaves."""
    value = getattr(row, info.name)
    if value is not None:
        said = in_words(snapshot, info, value)
        role, order = "muted" if info.name == "reference" else "text", value if info.form == "date" else ""
        return Text(said, role, right=info.form == "whole", order=order)
    answer = snapshot.answer(row.id, info.name)
    if answer is not None:
        return Answered(str(answer.state), answer.reason or "")
    if info.name in IN_WORDS and (said := getattr(row, IN_WORDS[info.name])):
        return Text(said, "muted")
    return Unknown() if _asked(info, row) else Text()


def _asked(info: FieldInfo, row: Any) -> bool:
    """Whether an empty field is a gap: a name always, else what Article 30 asks of this very record."""
    if info.name == "name":
        return True
    if getattr(row, ALTERNATIVES.get(info.name, ""), None) is not None:
        return False
    return is_asked(info) and getattr(row, "record_kept", "yes") == "yes"


def is_asked(info: FieldInfo) -> bool:
    """Whether a record must have a field: it is what it is called by, or Article 30 asks for it of one or another."""
    return info.name == "name" or info.article.startswith(("30(1)", "30(2)"))


def _legal_bases(snapshot: Snapshot, row: Any) -> Cell:
    bases = [purpose.legal_basis for purpose in snapshot.matching("purpose", "activity_id", row.id)]
    return Chips(tuple(dict.fromkeys(bases))) if any(bases) else Unknown()


def _related(snapshot: Snapshot, row: Any, relation: catalog.Relation) -> Cell:
    rows = snapshot.related(row.id, relation)
    if not rows:
        answer = snapshot.answer(row.id, relation.name)
        if answer is not None:
            return Answered(str(answer.state), answer.reason or "")
        return Unknown() if _asked_of(row, relation) else Text()
    name = catalog.kind(relation.kind).columns[0]
    info = tables.fields(relation.kind)[name]
    said = (in_words(snapshot, info, getattr(child, name)) or None for child in rows)
    return Chips(tuple(dict.fromkeys(said)))


def _asked_of(row: Any, relation: catalog.Relation) -> bool:
    """Whether Article 30 asks for rows of this very record; of a processor's, 30(2) asks no recipients."""
    if getattr(row, "role", "") == "processor":
        return relation.name in ("controllers", "transfers", "measures")
    return relation.article.startswith("30(1)") and relation.name != "joint_controllers"


def relation_of(key: str, name: str) -> catalog.Relation | None:
    """The relation of this name, or None for a field."""
    return next((relation for relation in catalog.kind(key).relations if relation.name == name), None)


def in_words(snapshot: Snapshot, info: FieldInfo, value: Any) -> str:
    """A field's value as a person reads it; empty where it is unknown."""
    if value is None:
        return ""
    match info.form:
        case "code":
            return vocabulary.label(info.vocabulary, value)
        case "link":
            return record_label(snapshot, info.target, value)
        case "date":
            return format_date(value)
        case _:
            return str(value)
