"""What a merge does with what hangs on records: answers, sources, wordings, responses, links, and equal rows."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ropa_desktop.i18n import _
from ropa_desktop.model import tables
from ropa_desktop.model.validation import clean_text
from ropa_desktop.model.wholes import child_tables
from ropa_desktop.register.draft import Draft


@dataclass(frozen=True, slots=True)
class Said:
    """What a record says of a field: a value, or the state of an answer with its reason, or nothing (unknown)."""

    value: str | int | None = None
    answer: str | None = None
    reason: str | None = None

    @property
    def known(self) -> bool:
        """Whether it says anything."""
        return self.value is not None or self.answer is not None


def said_of(values: dict[str, Any], answer: dict[str, Any] | None, field: str, nobody: Collection[str]) -> Said:
    """What a record says of a field; a link to one of `nobody` says nothing."""
    value = values.get(field)
    if value is not None and value not in nobody:
        return Said(value)
    return Said(None, answer["state"], answer["reason"]) if answer else Said()


def answer_of(draft: Draft, id: str, field: str) -> dict[str, Any] | None:
    """The answer in place of a field's value, or None."""
    return next((each for each in draft.matching("answer", "record_id", id) if each["field"] == field), None)


def joined_note(kept: str | None, other: str | None, also: Sequence[str] = ()) -> str | None:
    """Two notes as one, with the other names and references under which the record was known.

    Raises `BadInput` where they are too long together.
    """
    parts = [kept, other if other not in (None, kept) else None]
    if also:
        parts.append(_("Also called {names}.").format(names=", ".join(also)))
    return clean_text("\n".join(filter(None, parts)))


def join_statements(
    draft: Draft, keep: str, other: str, lost: Collection[str] = (), taken: Collection[str] = ()
) -> None:
    """Give a record the sources, wordings, answers and responses of another, and nothing twice.

    Of the fields `lost` the other's word does not stand any more, of those `taken` the kept record's own: their
    wordings go, and their sources speak of the record as a whole, for they do not attest what it says now.
    """
    for field in taken:
        _give_up(draft, keep, field)
    for field in lost:
        _give_up(draft, other, field)
    sources = draft.matching("source", "record_id", keep)
    told = {_source(each) for each in sources}
    place = max((each["position"] for each in sources), default=-1) + 1
    for each in draft.matching("source", "record_id", other):
        if _source(each) in told:
            draft.drop("source", each["id"])
            continue
        told.add(_source(each))
        draft.put("source", each["id"], record_id=keep, position=place)
        place += 1
    once = {"wording": ("field", "language"), "answer": ("field",), "response": ("code", "field")}
    for table, names in once.items():
        present = {tuple(each[name] for name in names) for each in draft.matching(table, "record_id", keep)}
        for each in draft.matching(table, "record_id", other):
            if tuple(each[name] for name in names) in present:
                draft.drop(table, each["id"])
            else:
                draft.put(table, each["id"], record_id=keep)
    suggested = [draft.matching("suggestion", "record_id", id) for id in (keep, other)]
    for each in (*suggested[1], *(suggested[0] if not suggested[1] else ())):  # a suggestion only if both are
        draft.drop("suggestion", each["id"])


def redirect(draft: Draft, table: str, old: str, new: str) -> tuple[tuple[str, str, str], ...]:
    """Make every link to a record lead to another one; gives table, id and field of each. Nothing leads to itself."""
    found = []
    for reference in tables.references_to(table):
        parents = tables.parents(reference.table)
        if reference.column in parents:
            continue
        for row in draft.matching(reference.table, reference.column, old):
            if row["id"] in (old, new):
                continue  # the two themselves are compared field by field
            own = any(row[parent] == new for parent in parents)
            draft.put(reference.table, row["id"], **{reference.column: None if own else new})
            found.append((reference.table, row["id"], reference.column))
    return tuple(found)


def join_rows(draft: Draft, touched: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Delete rows that say the same as another row of their parent, as far as one of the two was touched.

    Gives table and id of those deleted. What is said of them goes over, and so do links to them.
    """
    open_rows, joined = dict.fromkeys(touched), []
    while open_rows:
        table, id = next(iter(open_rows))
        del open_rows[table, id]
        row, equal = draft.find(table, id), None
        if row is not None and tables.parents(table):
            equal = _equal(draft, table, row)
        if row is None or equal is None:
            continue
        keep, other = (equal, row) if (equal["position"], equal["id"]) < (row["position"], row["id"]) else (row, equal)
        draft.put(table, keep["id"], note=joined_note(keep["note"], other["note"]))
        join_statements(draft, keep["id"], other["id"])
        open_rows |= {(of, each): None for of, each, _field in redirect(draft, table, other["id"], keep["id"])}
        draft.drop(table, other["id"])
        joined.append((table, other["id"]))
    return tuple(joined)


def _give_up(draft: Draft, id: str, field: str) -> None:
    for each in draft.matching("wording", "record_id", id):
        if each["field"] == field:
            draft.drop("wording", each["id"])
    for each in draft.matching("source", "record_id", id):
        if each["field"] == field:
            draft.put("source", each["id"], field=None)


def _source(values: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(values[name] for name in ("field", "document", "place", "quotation"))


def _equal(draft: Draft, table: str, row: dict[str, Any]) -> dict[str, Any] | None:
    """Another row of the same parent that says the same in everything but its place and note."""
    parent = next(name for name in tables.parents(table) if row[name] is not None)
    for each in draft.matching(table, parent, row[parent]):
        same = all(each[name] == row[name] for name in row if name not in ("id", "position", "note"))
        if each["id"] != row["id"] and same and _agree(draft, row["id"], each["id"]):
            return None if child_tables(table) else each
    return None


def _agree(draft: Draft, one: str, two: str) -> bool:
    """Whether two rows with the same values are not answered differently anywhere."""
    first, second = (
        {each["field"]: (each["state"], each["reason"]) for each in draft.matching("answer", "record_id", id)}
        for id in (one, two)
    )
    return all(first[field] == second[field] for field in first.keys() & second.keys())
