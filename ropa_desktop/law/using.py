"""Where something is used: which records name an organisation, a category, a measure, a country and so on.

An activity is concerned by what it names itself, and by what its engagements and systems name: of a sub-processor
three steps away it says through which of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ropa_desktop.model import tables
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.wholes import entry_of

CARRIERS = frozenset({"engagement", "system"})
"""Kinds that hand on to activities what they name: contract, sub-processors, locations, operator."""

KEEPING = "keeper_id"
"""The field that says whose a record is. It is a use; but what else is its keeper's does not use what it names."""


@dataclass(frozen=True, slots=True)
class Use:
    """An entry, by table and id, that names something.

    `record_table`, `record_id` and `field` say where: in the entry itself or in one of its rows. `via` are the entries
    (table and id) between it and what was asked for, the nearest to the entry first; empty where it names it itself.
    """

    table: str
    id: str
    record_table: str
    record_id: str
    field: str
    via: tuple[tuple[str, str], ...] = ()


def uses(snapshot: Snapshot, table: str, id: str) -> tuple[Use, ...]:
    """Where a record is named by others, nearest first: each entry once for every field that names it.

    The record's own rows do not count, nor does what only belongs to it; an entry that is archived does.
    """
    found = _followed(snapshot, _naming(snapshot, table, id), {(table, id)})
    return tuple(use for use in found if (use.table, use.id) != (table, id))


def uses_of_country(snapshot: Snapshot, code: str) -> tuple[Use, ...]:
    """Where a country is named, as the seat of a party, the place of a contact or service, or the aim of a transfer.

    Through a party in the country come the records that name the party, through those the activities.
    """
    named = []
    for table in tables.models():
        for field, info in tables.fields(table).items():
            if info.vocabulary == "country":
                rows = snapshot.matching(table, field, code)
                named += [use for row in rows for use in _use(snapshot, table, row, field)]
    return _followed(snapshot, named, set(), CARRIERS | {"organisation"})


def activities_concerned(snapshot: Snapshot, found: Sequence[Use]) -> tuple[Activity, ...]:
    """The activities among some uses, each once, by reference; archived ones too."""
    ids = {use.id for use in found if use.table == "activity"}
    return tuple(activity for activity in snapshot.all(Activity) if activity.id in ids)


def _followed(
    snapshot: Snapshot, named: Sequence[Use], met: set[tuple[str, str]], carriers: frozenset[str] = CARRIERS
) -> tuple[Use, ...]:
    """Some uses, and those of the carriers among them, and so on; each carrier is followed once."""
    found: list[Use] = []
    near: Sequence[Use] = named
    while near:
        found += near
        further: list[Use] = []
        for use in near:
            here = (use.table, use.id)
            if use.table in carriers and use.field != KEEPING and here not in met:
                met.add(here)
                onward = (each for each in _naming(snapshot, *here) if each.field != KEEPING)
                further += (replace(each, via=(here, *use.via)) for each in onward)
        near = further
    return tuple(found)


def _naming(snapshot: Snapshot, table: str, id: str) -> list[Use]:
    """Where a record is named by another entry."""
    return [
        use
        for reference in tables.references_to(table)
        if reference.column not in tables.parents(reference.table)
        for row in snapshot.matching(reference.table, reference.column, id)
        for use in _use(snapshot, reference.table, row, reference.column)
        if (use.table, use.id) != (table, id)
    ]


def _use(snapshot: Snapshot, table: str, row: Any, field: str) -> Iterator[Use]:
    entry = entry_of(snapshot, table, row)
    if entry is not None:
        yield Use(entry[0], entry[1].id, table, row.id, field)
