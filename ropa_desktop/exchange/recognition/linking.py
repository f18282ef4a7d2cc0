"""Names of a file that the register knows: the same name of a kind is the same record, whatever its case and accents.

What only is like a known name stays a record of its own: a person decides. What the file mentions in passing changes
nothing of the known record; what it describes in a row of its own is compared with it field by field.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ropa_desktop.exchange.incoming import Incoming
from ropa_desktop.exchange.recognition.gathering import MENTIONED
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.exchange.values.names import most_alike
from ropa_desktop.law.parties import keepers
from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name of the file that is like one of the register: a person says whether both are the same.

    `record` is the id in the register, `called` its name there, `likeness` how alike the names are, from 0 to 1.
    """

    table: str
    name: str
    record: str
    called: str
    likeness: float

    @property
    def key(self) -> tuple[str, str]:
        """What a decision is remembered by: the kind and the folded name of the file."""
        return self.table, fold(self.name)


def proposals(
    current: Snapshot, incoming: Incoming, decided: Mapping[tuple[str, str], str | None]
) -> tuple[Proposal, ...]:
    """The names of a file that the register does not have but is like one of, and nobody has decided yet."""
    known = _known(current, incoming)
    found = []
    for table, records in incoming.records.items():
        new = [one for one in records if one["id"] in incoming.by_name and one["id"] not in known and one.get("name")]
        if not new:
            continue
        there = {row.name: row.id for row in current.rows(table) if row.archived_on is None and row.name}
        for record in new:
            alike = most_alike(record["name"], _candidates(record["name"], there))
            if alike and (table, fold(record["name"])) not in decided:
                found.append(Proposal(table, record["name"], there[alike.name], alike.name, alike.likeness))
    return tuple(found)


def _candidates(name: str, there: Mapping[str, str]) -> Iterator[str]:
    """The names that share a word or a beginning: the others are not worth comparing."""
    words = {word for word in fold(name).split() if len(word) > 2}
    begin = fold(name)[:3]
    return (other for other in there if words & {*fold(other).split()} or fold(other)[:3] == begin)


def with_decided(incoming: Incoming, decided: Mapping[tuple[str, str], str | None]) -> Incoming:
    """What a file brings, with the names that a person said mean a record of the register."""
    same = {
        record["id"]: id
        for table, records in incoming.records.items()
        for record in records
        if record["id"] in incoming.by_name and (id := decided.get((table, fold(record.get("name") or ""))))
    }
    return replace(incoming, same=same) if same else incoming


def link_by_name(current: Snapshot, incoming: Incoming) -> Incoming:
    """The same file with the register's ids in place of new ones, wherever exactly one record is called the same."""
    if not incoming.by_name:
        return incoming
    known = _known(current, incoming)
    if not known:
        return incoming
    records: dict[str, list[dict[str, Any]]] = {}
    for table, found in incoming.records.items():
        links = [name for name, info in tables.fields(table).items() if info.form == "link"]
        names = ["id", "record_id", *links]
        for record in found:
            if record["id"] in known and incoming.by_name.get(record["id"]) == MENTIONED:
                continue
            kept = {k: v for k, v in record.items() if not (record["id"] in known and k == "name")}
            kept |= {name: known[kept[name]] for name in names if kept.get(name) in known}
            records.setdefault(table, []).append(kept)
    places = {known.get(id, id): place for id, place in incoming.places.items()}
    return replace(incoming, records=records, places=places, new=incoming.new - known.keys())


def with_the_only_keeper(current: Snapshot, incoming: Incoming) -> Incoming:
    """A strange sheet that names no controller is about the register's, where it has exactly one."""
    kept = keepers(current)
    names_one = any(record.get("record_kept") for record in incoming.records.get("organisation", ()))
    if not incoming.cells or names_one or len(kept) != 1:
        return incoming
    records = {
        table: [_kept_by(kept[0].id, record) if record["id"] in incoming.new else record for record in found]
        if "keeper_id" in tables.columns(table)
        else found
        for table, found in incoming.records.items()
    }
    return replace(incoming, records=records)


def _kept_by(keeper_id: str, record: Mapping[str, Any]) -> dict[str, Any]:
    return {"keeper_id": keeper_id} | dict(record)


def _known(current: Snapshot, incoming: Incoming) -> Mapping[str, str]:
    """For each new id whose name the register has exactly once, the id there."""
    known: dict[str, str] = dict(incoming.same)
    for table, found in incoming.records.items():
        named = [one for one in found if one["id"] in incoming.by_name and one["id"] not in known]
        if not named:
            continue
        called: dict[str, list[str]] = defaultdict(list)
        for row in current.rows(table):
            if row.archived_on is None:
                called[_key(table, row._asdict())].append(row.id)
        for record in named:
            ids = called.get(_key(table, record), [])
            if len(ids) == 1:
                known[record["id"]] = ids[0]
    return known


def _key(table: str, values: Mapping[str, Any]) -> str:
    """What must be the same: the name, and of a time limit its words too, for its name may be cut short."""
    more = values.get("wording") or "" if table == "retention_rule" else ""
    return f"{fold(values.get('name') or '')}\n{fold(more)}"
