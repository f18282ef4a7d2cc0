"""Names of a file that the register knows: the same name of a kind is the same record, whatever its case and accents.

What only is like a known name stays a record of its own: a person decides. What the file mentions in passing changes
nothing of the known record; what it describes in a row of its own is compared with it field by field.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ropa_desktop.exchange.incoming import Incoming
from ropa_desktop.exchange.recognition.gathering import MENTIONED
from ropa_desktop.exchange.recognition.pairing import differing, held, said, told, with_missing_lines
from ropa_desktop.law.parties import keepers
from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot


def link_by_name(current: Snapshot, incoming: Incoming) -> Incoming:
    """The same file with the register's ids in place of new ones, wherever exactly one record is called the same.

    Two names that mean one record become one; rows of theirs that then say the same are one row.
    """
    if not incoming.by_name:
        return incoming
    known = _known(current, incoming)
    if not known:
        return incoming
    merged = len({*known.values()}) < len(known) or any(id in incoming.by_name for id in known.values())
    records: dict[str, list[dict[str, Any]]] = {}
    for table, found in incoming.records.items():
        links = [name for name, info in tables.fields(table).items() if info.form == "link"]
        names = ["id", "record_id", *links]
        for record in _told_once(found, known, incoming) if merged else found:
            if record["id"] in known and incoming.by_name.get(record["id"]) == MENTIONED:
                continue
            kept = {k: v for k, v in record.items() if not (record["id"] in known and k in _SETTLED)}
            kept |= {name: known[kept[name]] for name in names if kept.get(name) in known}
            records.setdefault(table, []).append(kept)
    if merged:
        records = {table: list(_each_once(table, found)) for table, found in records.items()}
    places = {known.get(id, id): place for id, place in incoming.places.items()}
    meant = {**{id: known.get(now, now) for id, now in incoming.meant.items()}, **known}
    return replace(incoming, records=records, places=places, new=incoming.new - known.keys(), meant=meant)


_SETTLED = ("name", "keeper_id")
"""What the file says of a known record in vain: it is found by its name, and stays whose it is."""


def _told_once(
    records: Sequence[dict[str, Any]], known: Mapping[str, str], incoming: Incoming
) -> Iterator[dict[str, Any]]:
    """The records of a table, those that two names stand for as one: what one of them leaves open the other says."""
    own = {record["id"]: record for record in records if record["id"] in incoming.by_name}
    whole: dict[str, dict[str, Any]] = {}
    for id, record in own.items():
        meant = known.get(id, id)
        if meant in own or incoming.by_name[id] != MENTIONED:
            first = whole.setdefault(meant, {**own.get(meant, record)})
            note = with_missing_lines(first.get("note"), record.get("note") or "")
            first |= {**record, **first} | ({"note": note} if note else {})
    told = set()
    for record in records:
        meant = known.get(record["id"], record["id"])
        if meant not in whole:
            yield record
        elif meant not in told:
            told.add(meant)
            yield whole[meant]


def _each_once(table: str, records: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows of one parent that say the same in everything but their place, once."""
    if not tables.parents(table):
        yield from records
        return
    told = set()
    for record in records:
        key = frozenset((name, value) for name, value in record.items() if name not in ("id", "position"))
        if key not in told:
            told.add(key)
            yield record


def the_only_keeper(current: Snapshot, incoming: Incoming) -> str | None:
    """Whose activities those are that a strange sheet gives to nobody: the register's one keeper, where the sheet names
    none itself; None where the register has several or none."""
    names_one = any(record.get("record_kept") for record in incoming.records.get("organisation", ()))
    if not incoming.cells or names_one:
        return None
    kept = keepers(current)
    return kept[0].id if len(kept) == 1 else None


def with_keeper(incoming: Incoming, keeper_id: str | None) -> Incoming:
    """The same file with a keeper for whatever is new in it and names none."""
    if keeper_id is None:
        return incoming
    records = {
        table: [{"keeper_id": keeper_id} | record if record["id"] in incoming.new else record for record in found]
        if "keeper_id" in tables.columns(table)
        else found
        for table, found in incoming.records.items()
    }
    return replace(incoming, records=records)


# -- known by name ----------------------------------------------------------------------------------------


def _known(current: Snapshot, incoming: Incoming) -> Mapping[str, str]:
    """For each new id whose name the register has exactly once, the id there; for one that a person said means
    another name of the file, that one's."""
    known = {
        id: meant
        for id, meant in incoming.same.items()
        if id in incoming.by_name and meant not in incoming.by_name and current.kind_of(meant)
    }
    for table in sorted(incoming.records, key=lambda table: table != "organisation"):  # whose the others are
        named = [one for one in incoming.records[table] if one["id"] in incoming.by_name and one["id"] not in known]
        if not named or not current.count(table):
            continue
        called: dict[str, list[Any]] = defaultdict(list)
        for row in current.rows(table):
            if row.archived_on is None:
                called[name_key(table, row._asdict())].append(row)
        keeper = keeper_of(current, incoming, known) if "keeper_id" in tables.columns(table) else None
        for record in named:
            organisation = known.get(record.get("organisation_id", ""), record.get("organisation_id"))
            candidates = called.get(name_key(table, {**record, "organisation_id": organisation}), [])
            own = known.get(record.get("keeper_id") or "", record.get("keeper_id")) or keeper
            if found := _the_one(current, table, candidates, record, own):
                known[record["id"]] = found
    for id in incoming.same.keys() & incoming.by_name.keys() - known.keys():
        meant = _in_the_end(id, incoming.same)
        if meant in incoming.by_name:
            known[id] = known.get(meant, meant)
    return known


def _in_the_end(id: str, same: Mapping[str, str]) -> str:
    """What a name means where it means another one of the file, and that perhaps a third."""
    passed = {id}
    while (after := same.get(id)) is not None and after not in passed:
        passed.add(after)
        id = after
    return id


def _the_one(
    current: Snapshot, table: str, candidates: Sequence[Any], record: Mapping[str, Any], keeper: str | None
) -> str | None:
    """Which of the register's records of a name is meant: the keeper's own before what belongs to nobody, the same
    spelling before another, the one of which the same is said; None where several are left. Another keeper's never."""
    left = candidates
    if "keeper_id" in tables.columns(table):
        left = [row for row in left if row.keeper_id in (None, keeper)]
        left = [row for row in left if row.keeper_id == keeper] or left
    if len(left) > 1:
        left = [row for row in left if getattr(row, "name", None) == record.get("name")] or left
    if len(left) > 1:
        own = {name: value for name, value in said(table, record).items() if name != "keeper_id"}
        left = [row for row in left if not differing(own, held(current, table, row))]
    return left[0].id if len(left) == 1 else None


_NONE: Mapping[str, str] = {}


def keeper_of(current: Snapshot, incoming: Incoming, known: Mapping[str, str] = _NONE) -> str | None:
    """Whose activities the file holds, where all are of one; `known` gives for new ids those of the register."""
    assumed = the_only_keeper(current, incoming)
    found = {record.get("keeper_id") or assumed for record in incoming.records.get("activity", ())}
    keeper = next(iter(found)) if len(found) == 1 else assumed
    return known.get(keeper, keeper) if keeper else None


def name_key(table: str, values: Mapping[str, Any]) -> str:
    """What must be the same: the name, and of a time limit its words too, for its name may be cut short; of an
    engagement, which has no name, whose it is and the service."""
    if table == "engagement":
        return f"{values.get('organisation_id')}\n{told(values.get('service'))}"
    more = values.get("wording") if table == "retention_rule" else ""
    return f"{told(values.get('name'))}\n{told(more)}"
