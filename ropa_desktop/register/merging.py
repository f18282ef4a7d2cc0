"""Two records of a kind made one: planned on a snapshot, shown, and made as one step.

The one that is kept takes from the other what it does not know itself. Where both say something, its own stays, unless
the other's is chosen. Rows, sources and every link elsewhere go over to it; rows that then say the same become one.
The other is deleted: the history keeps it, and its name stands in the note.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import N_, _
from ropa_desktop.law.parties import activities
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.wholes import child_tables
from ropa_desktop.register.draft import Draft
from ropa_desktop.register.joining import (
    Said,
    answer_of,
    join_rows,
    join_statements,
    joined_note,
    redirect,
    said_of,
)
from ropa_desktop.register.journal import apply
from ropa_desktop.register.register import Register
from ropa_desktop.register.revision import Change

_OWN = frozenset({"reference", "note", "archived_on", "archived_because"})
"""Fields that are not compared: the kept record's reference stays, notes are joined, one in use keeps both in use."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of which the two say different things; `other_taken` where the other's was chosen.

    `field` is the name of a field, or of a relation where only the answers in place of its rows differ.
    """

    field: str
    kept: Said
    other: Said
    other_taken: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What a merge would do. Records are named by table and id.

    `filled` are the fields that the kept record takes from the other, `conflicts` those on which they differ;
    `moved` the rows that go over, `joined` the rows that became equal to another and are deleted, `redirected` the
    links elsewhere (table, id, field). `changes` is all of it, as it will be written.
    """

    table: str
    keep: str
    other: str
    filled: tuple[tuple[str, Said], ...]
    conflicts: tuple[Conflict, ...]
    moved: tuple[tuple[str, str], ...]
    joined: tuple[tuple[str, str], ...]
    redirected: tuple[tuple[str, str, str], ...]
    note: str | None
    changes: tuple[Change, ...]
    revision: str
    hash: str


def plan(snapshot: Snapshot, table: str, keep: str, other: str, take: Collection[str] = ()) -> Plan:
    """What merging `other` into `keep` would do; `take` are the fields on which the other's word is taken.

    Raises `BadInput`, with the reason, where two records cannot be one.
    """
    _refuse(snapshot, table, keep, other)
    draft = Draft(snapshot)
    note = _note(draft.get(table, keep), draft.get(table, other), table, take)
    filled, conflicts = _compare(draft, table, keep, other, take)
    if draft.get(table, other)["archived_on"] is None:
        draft.put(table, keep, archived_on=None, archived_because=None)
    draft.put(table, keep, note=note)
    lost = [each.field for each in conflicts if not each.other_taken]
    join_statements(draft, keep, other, lost, [each.field for each in conflicts if each.other_taken])
    moved = _move_rows(draft, table, keep, other)
    redirected = redirect(draft, table, other, keep)
    joined = join_rows(draft, [*moved, *((of, id) for of, id, _field in redirected)])
    draft.drop(table, other)
    return Plan(
        table, keep, other, filled, conflicts, moved, joined, redirected, note, draft.changes(),
        snapshot.revision, snapshot.hash,
    )  # fmt: skip


def merge(register: Register, planned: Plan) -> None:
    """Make a planned merge, as one step. Raises `BadInput` where the register was changed since it was planned."""
    snapshot = register.snapshot()
    if (snapshot.revision, snapshot.hash) != (planned.revision, planned.hash):
        raise BadInput(_("The register was changed meanwhile. Look at what the merge would do once more."))
    kept, gone = (_called(snapshot, planned.table, id) for id in (planned.keep, planned.other))
    with register.step(N_("{other} merged into {record}"), record=kept, other=gone):
        apply(register.connection, planned.changes)


# -- within -----------------------------------------------------------------------------------------------


def _refuse(snapshot: Snapshot, table: str, keep: str, other: str) -> None:
    kept, left = snapshot.find(table, keep), snapshot.find(table, other)
    if keep == other:
        raise BadInput(_("A record cannot be merged with itself. Name another one."))
    if kept is None or left is None:
        if snapshot.kind_of(keep) and snapshot.kind_of(other):
            raise BadInput(_("Only two records of the same kind can become one."))
        raise BadInput(_("The record is no longer there. It was deleted in another step."))
    if tables.parents(table):
        raise BadInput(_("Rows are not merged. Merge the records that they belong to, or delete one of them."))
    whose = {row.keeper_id for row in (kept, left)} - {None} if "keeper_id" in tables.columns(table) else set()
    if len(whose) > 1:
        raise BadInput(_("The two belong to the records of different organisations, which are kept apart."))
    if table == "activity" and kept.role != left.role:
        raise BadInput(
            _("One is a controller's activity and the other a processor's: Article 30(1) and (2) ask for both.")
        )
    if table == "organisation" and all(activities(snapshot, id) for id in (keep, other)):
        raise BadInput(
            _("Both keep a record with activities of their own. Give the activities of one to the other first.")
        )


def _compare(
    draft: Draft, table: str, keep: str, other: str, take: Collection[str]
) -> tuple[tuple[tuple[str, Said], ...], tuple[Conflict, ...]]:
    """What the kept record takes over, and on what the two differ; values and answers are written into the draft."""
    fields = [name for name in tables.fields(table) if name not in _OWN]
    relations = {relation.name: relation for relation in catalog.kind(table).relations}
    for name in take:
        if name not in fields and name not in relations:
            raise BadInput(_("{kind} has no field called {field}.").format(kind=table, field=name))
    filled, conflicts = [], []
    for name in (*fields, *relations):
        answers = [answer_of(draft, id, name) for id in (keep, other)]
        kept, offered = (
            said_of(draft.get(table, id), answer, name, (keep, other))
            for id, answer in zip((keep, other), answers, strict=True)
        )
        if name in relations and any(_has_rows(draft, relations[name], id) for id in (keep, other)):
            kept = offered = Said()  # where rows stand, no answer does
        takes = offered.known and kept != offered and (not kept.known or name in take)
        if takes and not kept.known:
            filled.append((name, offered))
        elif offered.known and kept != offered:
            conflicts.append(Conflict(name, kept, offered, takes))
        stands = offered if takes else kept
        if name in fields:
            draft.put(table, keep, **{name: stands.value})
        for answer, said in zip(answers, (kept, offered), strict=True):
            if answer and said is stands and said.answer:
                draft.put("answer", answer["id"], record_id=keep)
            elif answer:
                draft.drop("answer", answer["id"])
    return tuple(filled), tuple(conflicts)


def _has_rows(draft: Draft, relation: catalog.Relation, id: str) -> bool:
    rows = draft.matching(relation.kind, relation.parent, id)
    return any(relation.only is None or row[relation.only[0]] == relation.only[1] for row in rows)


def _note(kept: dict[str, Any], other: dict[str, Any], table: str, take: Collection[str]) -> str | None:
    """Both notes, and the name and reference that the record has no more."""
    name = next((name for name in catalog.kind(table).label if tables.fields(table)[name].form == "line"), "reference")
    given_up = kept[name] if name in take else other[name]
    also = [given_up if kept[name] and kept[name] != other[name] else None, other["reference"]]
    return joined_note(kept["note"], other["note"], [text for text in dict.fromkeys(also) if text])


def _move_rows(draft: Draft, table: str, keep: str, other: str) -> tuple[tuple[str, str], ...]:
    """The other's rows, put behind the kept record's own."""
    moved = []
    for child, column in child_tables(table):
        place = max((row["position"] for row in draft.matching(child, column, keep)), default=-1) + 1
        rows = sorted(draft.matching(child, column, other), key=lambda row: row["position"])
        for position, row in enumerate(rows, place):
            # A contact who works for the one or the other works for the party itself now.
            own = {name: None for name in _links(child) if name != column and row[name] in (keep, other)}
            draft.put(child, row["id"], **{column: keep, "position": position, **own})
            moved.append((child, row["id"]))
    return tuple(moved)


def _links(table: str) -> tuple[str, ...]:
    """The fields of a table that hold the id of another record."""
    return tuple(name for name, info in tables.fields(table).items() if info.form == "link")


def _called(snapshot: Snapshot, table: str, id: str) -> str:
    """What a step calls a record: its name or service, else its reference."""
    row = snapshot.find(table, id)
    named = (getattr(row, name, None) for name in ("name", "service", "reference"))
    return next(filter(None, named), _(catalog.kind(table).title))
