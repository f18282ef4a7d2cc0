"""What an import would do to a register, before it is done: the plan that a person sees and then agrees to.

She may leave out single records and fields: `without` takes them out together with whatever hangs on them. What
conflicts with a change made here meanwhile is set aside from the start, and taken only where she says so.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Any

from ropa_desktop.exchange.incoming import Problem
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot, row_class
from ropa_desktop.model.statements import ASIDE


@dataclass(frozen=True, slots=True)
class Added:
    """A record that the register does not have. `values` holds every column; `place` says where it stands in the file.

    An entry that a person wrote without a reference has None there until it is applied. One that comes `along` is
    there only because others name it, and goes with the last of them.
    """

    table: str
    id: str
    values: Mapping[str, Any]
    place: str = ""
    wants_reference: bool = False
    along: bool = False


@dataclass(frozen=True, slots=True)
class Updated:
    """A record that differs: for each field what it is and what it will be; None is unknown."""

    table: str
    id: str
    changes: Mapping[str, tuple[Any, Any]]
    place: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """What the changed fields will be."""
        return {name: new for name, (_old, new) in self.changes.items()}


@dataclass(frozen=True, slots=True)
class Removed:
    """A row that somebody says is no longer so, in so many words: what a file only lacks is never removed."""

    table: str
    id: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """A record of the register that the import leaves alone, or an answer that a value takes the place of."""

    table: str
    id: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that cannot be taken in, because of what one sentence says; the rest is not hindered by it.

    `called` is a name it gives itself, empty where it gives none.
    """

    table: str
    id: str
    because: str
    called: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do, and what it would leave.

    `unchanged` counts the records that the file has as they are. `missing` are in the register and not in the file:
    reported, never deleted. `superseded` are answers in whose place the file brings a value. `before` is the register
    that the file was compared with, `after` as it would be. Of a strange spreadsheet, `cells` counts how its cells
    ended, `remarks` says what else there is to say of it, and `meant` gives for the ids with which the file was read
    those of the register, where it holds the record already.

    Of a questionnaire that came back, `called` says who answered it and when. `conflicts` are changes to fields that
    were changed here since it was sent: no part of the plan, but of the `whole` one, from which they can be taken.
    """

    added: tuple[Added, ...]
    updated: tuple[Updated, ...]
    unchanged: int
    missing: tuple[Left, ...]
    superseded: tuple[Left, ...]
    refused: tuple[Refused, ...]
    problems: tuple[Problem, ...]
    before: Snapshot = field(compare=False, repr=False)
    after: Snapshot = field(compare=False, repr=False)
    cells: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    meant: Mapping[str, str] = field(default_factory=dict)
    removed: tuple[Removed, ...] = ()
    called: str = ""
    conflicts: tuple[Updated, ...] = ()
    whole: "Plan | None" = field(default=None, compare=False, repr=False)

    @property
    def changes_nothing(self) -> bool:
        """Whether applying it would leave the register as it is."""
        return not (self.added or self.updated or self.superseded or self.removed)


# -- the register as it would be --------------------------------------------------------------------------


def row_of(one: Added) -> Any:
    """An added record as a row of a snapshot."""
    return row_class(one.table)(**one.values)


def relations_above(table: str, row: Any) -> Iterator[tuple[str, str]]:
    """The record and the relation under which it holds a row, for each relation that the row is part of."""
    for kind in catalog.KINDS:
        for relation in kind.relations:
            if relation.kind != table or getattr(row, relation.parent) is None:
                continue
            if relation.only is None or getattr(row, relation.only[0]) == relation.only[1]:
                yield getattr(row, relation.parent), relation.name


def filled(current: Snapshot, added: Iterable[Added], updated: Iterable[Updated]) -> set[tuple[str, str]]:
    """The fields and relations, each with its record, that changes give a value or a row: no answer stands there."""
    found: set[tuple[str, str]] = set()
    for new in added:
        found.update(relations_above(new.table, row_of(new)))
    for one in updated:
        found |= {(one.id, name) for name, value in one.values.items() if value is not None}
        if {*tables.parents(one.table), "role"} & {*one.changes}:  # to another parent, or another relation of it
            row: Any = current.find(one.table, one.id)
            found.update(relations_above(one.table, row._replace(**one.values)))
    return found


def looked_at(updated: Iterable[Updated]) -> set[str]:
    """The records that changes confirm, where they were suggestions: whoever wrote into them has looked at them."""
    return {one.id for one in updated if one.changes.keys() - ASIDE}


def as_it_will_be(
    current: Snapshot, added: Iterable[Added], updated: Collection[Updated], gone: Iterable[Left | Removed]
) -> Snapshot:
    """The register after some changes."""
    rows: dict[str, dict[str, Any]] = {key: {row.id: row for row in current.rows(key)} for key in tables.models()}
    for one in updated:
        rows[one.table][one.id] = rows[one.table][one.id]._replace(**one.values)
    for new in added:
        rows[new.table][new.id] = row_of(new)
    for left in gone:
        rows[left.table].pop(left.id, None)
    confirmed = looked_at(updated)
    rows["suggestion"] = {id: row for id, row in rows["suggestion"].items() if row.record_id not in confirmed}
    return Snapshot({key: found.values() for key, found in rows.items()}, current.revision, current.hash)


# -- leaving out ------------------------------------------------------------------------------------------


def field_key(id: str, name: str) -> str:
    """How `without` knows one changed field of a record."""
    return f"{id}.{name}"


def left_out(plan: Plan, ids: Set[str]) -> frozenset[str]:
    """All that goes with records (their ids) and fields (`field_key`) that are left out of a plan.

    With a new record go its rows, what is said of it, and the links to it; a row that nothing else names goes whole.
    What came along only for their sake goes too.
    """
    links = _links_among(plan)
    gone = set(ids)
    gone.update(field_key(one.id, name) for one in plan.updated if one.id in ids for name in one.changes)
    before = -1
    while len(gone) > before:
        before = len(gone)
        for target, names in links.items():
            if target in gone:
                gone.update(_hanging(one, name, gone) for one, name in names)
        for one in plan.added:
            users = links.get(one.id, [])
            if one.along and users and all(_is_gone(user, name, gone) for user, name in users):
                gone.add(one.id)
    return frozenset(gone)


def without(plan: Plan, ids: Set[str]) -> Plan:
    """The plan as it is without some of its records and fields, and without all that `left_out` names with them."""
    gone = left_out(plan, ids)
    added = tuple(_without_links(one, gone) for one in plan.added if one.id not in gone)
    kept = (replace(one, changes=_kept(one, gone)) for one in plan.updated)
    updated = tuple(one for one in kept if one.changes)
    removed = tuple(one for one in plan.removed if one.id not in gone)
    places = filled(plan.before, added, updated)
    answers = ((left, plan.before.find(left.table, left.id)) for left in plan.superseded)
    superseded = tuple(left for left, row in answers if row is not None and (row.record_id, row.field) in places)
    after = as_it_will_be(plan.before, added, updated, (*superseded, *removed))
    return replace(plan, added=added, updated=updated, removed=removed, superseded=superseded, after=after)


def setting_aside(plan: Plan, fields: Set[str]) -> Plan:
    """The plan without the changes to fields (`field_key`) that conflict with what was changed here meanwhile."""
    found = (replace(one, changes=_only(one, fields)) for one in plan.updated)
    conflicts = tuple(one for one in found if one.changes)
    return replace(without(plan, fields), conflicts=conflicts, whole=plan) if conflicts else plan


def decided(plan: Plan, leaving: Set[str], taking: Set[str] = frozenset()) -> Plan:
    """The plan as a person wants it: without what she leaves out, with those of the conflicts that she takes."""
    aside = {field_key(one.id, name) for one in plan.conflicts for name in one.changes} - taking
    kept = (replace(one, changes=_only(one, aside)) for one in plan.conflicts)
    conflicts = tuple(one for one in kept if one.changes)
    return replace(without(plan.whole or plan, leaving | aside), conflicts=conflicts)


_Link = tuple[Added | Updated, str]


def _links_among(plan: Plan) -> dict[str, list[_Link]]:
    """For each new record, what in the plan names it, and in which field."""
    new = {one.id for one in plan.added}
    found: dict[str, list[_Link]] = defaultdict(list)
    everything: list[Added | Updated] = [*plan.added, *plan.updated]
    for one in everything:
        links = [name for name, info in tables.fields(one.table).items() if info.form == "link"]
        for name in ("record_id", *links):
            if one.values.get(name) in new:
                found[one.values[name]].append((one, name))
    return found


def _hanging(one: Added | Updated, name: str, gone: Set[str]) -> str:
    """What goes when the record that `name` links to is left out: the field, or the whole record."""
    if isinstance(one, Updated):
        return field_key(one.id, name)
    if name == "record_id" or name in tables.parents(one.table):
        return one.id
    kind = catalog.kind(one.table)
    named = [one.values.get(field) for field in kind.label]
    nameless = name in kind.label and all(value is None or value in gone for value in named)
    return one.id if kind.is_row and nameless else field_key(one.id, name)


def _is_gone(one: Added | Updated, name: str, gone: Set[str]) -> bool:
    return one.id in gone or field_key(one.id, name) in gone


def _only(one: Updated, fields: Set[str]) -> dict[str, tuple[Any, Any]]:
    return {name: change for name, change in one.changes.items() if field_key(one.id, name) in fields}


def _kept(one: Updated, gone: Set[str]) -> dict[str, tuple[Any, Any]]:
    return {name: change for name, change in one.changes.items() if not _is_gone(one, name, gone)}


def _without_links(one: Added, gone: Set[str]) -> Added:
    cleared = dict.fromkeys(name for name in one.values if field_key(one.id, name) in gone)
    return replace(one, values={**one.values, **cleared}) if cleared else one
