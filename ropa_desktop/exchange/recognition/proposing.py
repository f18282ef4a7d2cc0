"""Names of a file that are like a known one: proposed to a person, who says whether both mean the same record.

Of organisations, systems, categories, measures and activities. A name that nothing in the register is like may be like
another one of the file itself.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ropa_desktop.exchange.incoming import Incoming
from ropa_desktop.exchange.recognition.linking import keeper_of, link_by_name, the_only_keeper
from ropa_desktop.exchange.recognition.pairing import told
from ropa_desktop.exchange.recognition.same_activities import activities_meant
from ropa_desktop.exchange.values.names import Alike, Names
from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot

_PROPER = {
    "organisation": True,
    "system": True,
    "data_subject_category": False,
    "data_category": False,
    "measure": False,
}
"""The shared records whose names are proposed; of proper names one may be part of the other."""

_IN_FILE = "in the file: "

Decided = Mapping[tuple[str, str], str | None]
"""For a kind and a folded name of the file: the record meant, as its proposal named it, or None for another one."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name of the file that is like one of the register: a person says whether both are the same.

    `record` is the id in the register, `called` its name there, `likeness` how alike the names are, from 0 to 1. Where
    `called` is another name of the file itself, `record` stands for that name.
    """

    table: str
    name: str
    record: str
    called: str
    likeness: float

    @property
    def key(self) -> tuple[str, str]:
        """What a decision is remembered by: the kind and the folded name of the file."""
        return self.table, told(self.name)

    @property
    def is_in_file(self) -> bool:
        """Whether it is like another name of the file, and not of the register."""
        return self.record.startswith(_IN_FILE)


def proposals(current: Snapshot, incoming: Incoming, decided: Decided) -> tuple[Proposal, ...]:
    """The names of a file that the register does not have but is like one of, and nobody has decided yet; the most
    alike first. Each pair of names stands there once."""
    linked = link_by_name(current, incoming)
    found = [one for table in _PROPER for one in _of_table(current, linked, table)]
    found += _of_activities(current, linked)
    return tuple(sorted((one for one in found if one.key not in decided), key=lambda one: (-one.likeness, one.name)))


def with_decided(incoming: Incoming, decided: Decided) -> Incoming:
    """What a file brings, with the names that a person said mean a record of the register, or another of the file."""
    if not any(decided.values()):
        return incoming
    named = {
        (table, told(record.get("name"))): record["id"]
        for table in (*_PROPER, "activity")
        for record in reversed(incoming.records.get(table, ()))
        if table == "activity" or record["id"] in incoming.by_name
    }
    same: dict[str, str] = {}
    for (table, name), record in decided.items():
        id = named.get((table, name))
        if id and record and record.startswith(_IN_FILE):
            record = named.get((table, record.removeprefix(_IN_FILE)))
        if id and record and id != record:
            same[id] = record
    return replace(incoming, same=same) if same else incoming


# -- shared records ---------------------------------------------------------------------------------------


def _of_table(current: Snapshot, linked: Incoming, table: str) -> Iterator[Proposal]:
    """Of each new name the best: of the register, else of the file."""
    new = [one["name"] for one in linked.records.get(table, ()) if one["id"] in linked.by_name and one.get("name")]
    if not new:
        return
    own = (None, keeper_of(current, linked))
    there: dict[str, str] = {}
    for row in current.rows(table):
        if row.archived_on is None and row.name and (table not in _KEPT or row.keeper_id in own):
            there.setdefault(row.name, row.id)
    known, here = Names(there, _PROPER[table]), Names(new, _PROPER[table])
    asked: set[str] = set()
    for name in new:
        if alike := known.most_alike(name):
            yield Proposal(table, name, there[alike.name], alike.name, alike.likeness)
        elif (other := here.most_alike(name)) and other.name not in asked and other.likeness < 1.0:
            yield Proposal(table, name, f"{_IN_FILE}{told(other.name)}", other.name, other.likeness)
        else:
            continue
        asked.add(name)


_KEPT = frozenset(table for table in _PROPER if "keeper_id" in tables.columns(table))


# -- activities -------------------------------------------------------------------------------------------


def _of_activities(current: Snapshot, linked: Incoming) -> Iterator[Proposal]:
    """Activities that were not matched, and are like one of the same role and keeper that was not matched either."""
    if not linked.cells or not current.count("activity"):
        return
    assumed = the_only_keeper(current, linked)
    meant, _undecided = activities_meant(current, linked, assumed)
    taken = {*meant.values()}
    left = [row for row in current.rows("activity") if row.archived_on is None and row.id not in taken]
    new: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
    for one in linked.records.get("activity", ()):
        if one["id"] not in meant and one.get("name"):
            new[one.get("role"), one.get("keeper_id") or assumed].append(one["name"])
    for (role, keeper), names in new.items():
        there: dict[str, str] = {}
        for row in left:
            if row.role == role and row.keeper_id in (None, keeper) and row.name:
                there.setdefault(row.name, row.id)
        yield from _like(there, names)


def _like(there: Mapping[str, str], names: Sequence[str]) -> Iterator[Proposal]:
    """Each activity of the register once, for the name that is most like it."""
    known, times = Names(there, proper=False), Counter(names)
    found: dict[str, tuple[str, Alike]] = {}
    for name in names:
        alike = known.most_alike(name)
        if alike and alike.likeness < 1.0 and times[name] == 1:
            _other, best = found.get(alike.name, ("", Alike("", 0.0)))
            if alike.likeness > best.likeness:
                found[alike.name] = (name, alike)
    for called, (name, alike) in found.items():
        yield Proposal("activity", name, there[called], called, alike.likeness)
