"""The same sheet again, or its next edition: which activities and rows of it the register holds already.

An activity is the register's where exactly one of the same keeper and role, not archived, has the same reference and a
like name, or the same name. Of what is matched, only that stays in the file's records which is otherwise there; notes
grow by the lines that they lack. What the register has and the sheet has not stays: it is counted in a remark.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import islice
from typing import Any

from ropa_desktop.exchange.incoming import Incoming
from ropa_desktop.exchange.recognition.linking import link_by_name, name_key
from ropa_desktop.exchange.recognition.pairing import Said, differing, held, pairs, said, told, with_missing_lines
from ropa_desktop.exchange.values.names import similarity
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot

LIKE = 0.5
"""How alike two names must be at least where the reference is the same."""

_TRIED = 10  # activities of one name and purpose, among which one that says the same is looked for
_NAMED = 5  # names that a remark gives; the others it counts

Key = Callable[[Any], tuple[Any, ...] | None]
_Row = tuple[str, Mapping[str, Any]]
_Item = tuple[str, Any]


def matched(current: Snapshot, incoming: Incoming, assumed_keeper: str | None = None) -> Incoming:
    """The same strange sheet, with the register's ids where the register holds the activity or row already.

    `assumed_keeper` is whose activities are which name none. Files of our own match by id and come back as they are.
    """
    if not incoming.cells or not any(current.count(kind.key) for kind in catalog.KINDS):
        return incoming
    found = _Matching(current, incoming, assumed_keeper)
    found.match_activities()
    if doubles := found.doubles():
        return matched(
            current, link_by_name(current, replace(incoming, same={**incoming.same, **doubles})), assumed_keeper
        )
    return found.result()


def activities_meant(current: Snapshot, incoming: Incoming, assumed_keeper: str | None = None) -> Mapping[str, str]:
    """For the ids of a sheet's activities those of the register, where it holds them already."""
    found = _Matching(current, incoming, assumed_keeper)
    found.match_activities()
    return found.meant


class _Matching:
    """One sheet and the register, on the way to be matched: `meant` gives for new ids those of the register."""

    def __init__(self, current: Snapshot, incoming: Incoming, assumed_keeper: str | None) -> None:
        self.current = current
        self.incoming = incoming
        self.assumed_keeper = assumed_keeper
        self.meant: dict[str, str] = {}
        self.undecided: list[str] = []
        self.rows: dict[str, list[_Row]] = defaultdict(list)
        for table, records in incoming.records.items():
            for record in records:
                if parent := _parent(table, record):
                    self.rows[parent].append((table, record))

    def result(self) -> Incoming:
        """The sheet with what was matched."""
        records = {table: list(self._matched(table, found)) for table, found in self.incoming.records.items()}
        places = {self.meant.get(id, id): place for id, place in self.incoming.places.items()}
        remarks = (*self.incoming.remarks, *self._remarks())
        new = self.incoming.new - self.meant.keys()
        return replace(self.incoming, records=records, places=places, new=new, remarks=remarks)

    # -- activities ---------------------------------------------------------------------------------------

    def doubles(self) -> dict[str, str]:
        """Of names that the register has several times: the one that the matched activities speak of already."""
        several: dict[str, set[str]] = {}
        for table, records in self.incoming.records.items():
            left = [record for record in records if record["id"] in self.incoming.by_name]
            there: dict[str, set[str]] = defaultdict(set)
            for row in self.current.rows(table) if left else ():
                there[name_key(table, row._asdict())].add(row.id)
            several |= {one["id"]: ids for one in left if len(ids := there.get(name_key(table, one), set())) > 1}
        spoken_of: dict[str, set[str]] = defaultdict(set)
        for table, records in self.incoming.records.items() if several else ():
            for name in _links(table):
                for record in records:
                    if record.get(name) in several:
                        parent = _parent(table, record)
                        rows = self._there(table, self.meant.get(parent, parent))
                        spoken_of[record[name]] |= several[record[name]] & {getattr(row, name) for row in rows}
        return {id: next(iter(ids)) for id, ids in spoken_of.items() if len(ids) == 1}

    def match_activities(self) -> None:
        """The surest ways first: whose keeper is the same before those of whom it is unknown."""
        ours = list(self.incoming.records.get("activity", ()))
        theirs = [row for row in self.current.rows("activity") if row.archived_on is None]
        several: dict[str, str] = {}
        self.meant |= self._decided({one["id"] for one in ours}, {row.id for row in theirs})
        ours, theirs = self._left(ours, theirs)
        for keepers in self._keepers():
            for name, strict in ((_reference_and_name, True), (_name, True), (_reference, False)):
                if not ours or not theirs:
                    break
                groups = _grouped(ours, theirs, name, keepers)
                for key, (mine, others) in groups.items():
                    self._pair(key, mine, others, strict, several)
                ours, theirs = self._left(ours, theirs)
        self.undecided = [name for id, name in several.items() if id not in self.meant]

    def _left(self, ours: Sequence[Any], theirs: Sequence[Any]) -> tuple[list[Any], list[Any]]:
        """Those of both sides that are not matched yet."""
        taken = {*self.meant.values()}
        return [one for one in ours if one["id"] not in self.meant], [row for row in theirs if row.id not in taken]

    def _decided(self, ours: Set[str], theirs: Set[str]) -> dict[str, str]:
        """What a person said are the same activities; of two that are to be one, neither."""
        same = {id: meant for id, meant in self.incoming.same.items() if id in ours and meant in theirs}
        times = Counter(same.values())
        return {id: meant for id, meant in same.items() if times[meant] == 1}

    def _keepers(self) -> Iterator[tuple[Key, Key]]:
        """How the keepers of both sides may agree: the same; the assumed one; unknown in the register."""
        yield lambda one: (one.get("keeper_id"),), lambda row: (row.keeper_id,)
        if self.assumed_keeper:
            yield lambda one: (one.get("keeper_id") or self.assumed_keeper,), lambda row: (row.keeper_id,)
        yield lambda one: (), lambda row: () if row.keeper_id is None else None

    def _pair(
        self, key: tuple[Any, ...], mine: Sequence[Any], others: Sequence[Any], strict: bool, several: dict[str, str]
    ) -> None:
        """Activities that may be the same ones. Of several, those are that say the same in everything."""
        if len(mine) == len(others) == 1 and key[0] and (strict or _is_like(mine[0], others[0])):
            self.meant[mine[0]["id"]] = others[0].id
            return
        if not strict or (len(mine) == len(others) == 1 and key[0]):
            return
        left = {row.id: row for row in others}
        telling: dict[_Item, dict[str, Any]] = defaultdict(dict)
        for row in others:
            for item in self._items_held(row):
                telling[item][row.id] = row
        unpaired = []
        for one in mine:
            candidates = min((telling.get(item, {}) for item in self._items_said(one)), key=len, default=left)
            same = next((row for row in islice(candidates.values(), _TRIED) if self._says_the_same(one, row)), None)
            if same is None:
                unpaired.append(one)
            else:
                self.meant[one["id"]] = same.id
                del left[same.id]
                for item in self._items_held(same):
                    telling[item].pop(same.id, None)
        if len(unpaired) == len(left) == 1 and key[0]:
            self.meant[unpaired[0]["id"]] = next(iter(left))
        elif left and key[0]:
            several |= {one["id"]: one.get("name") or "" for one in unpaired}

    def _items_said(self, one: Mapping[str, Any]) -> list[_Item]:
        """What tells an activity of the file from others of its name: its own fields and its purposes."""
        rows = [record for table, record in self.rows[one["id"]] if table == "purpose"]
        own = _without_name(said("activity", one)).items()
        return [*own, *(item for record in rows for item in said("purpose", record).items())]

    def _items_held(self, row: Any) -> list[_Item]:
        rows = self.current.matching("purpose", "activity_id", row.id)
        own = held(self.current, "activity", row).items()
        return [*own, *(item for one in rows for item in held(self.current, "purpose", one).items())]

    def _says_the_same(self, one: Mapping[str, Any], row: Any) -> bool:
        """Whether an activity of the register says all that one of the file does."""
        if differing(_without_name(said("activity", one)), held(self.current, "activity", row)):
            return False
        for table, rows in _by_table(self.rows[one["id"]]).items():
            if table == "answer":
                if any(not self._is_answered(row.id, record) for record in rows):
                    return False
                continue
            ours, theirs, found = self._paired(table, rows, row.id)[:3]
            if len(found) < len(ours) or any(differing(ours[a], theirs[b]) for a, b in found.items()):
                return False
        return True

    def _is_answered(self, id: str, record: Mapping[str, Any]) -> bool:
        answer = self.current.answer(id, record["field"])
        return answer is not None and answer.state == record.get("state")

    # -- rows ---------------------------------------------------------------------------------------------

    def _paired(
        self, table: str, rows: Sequence[Mapping[str, Any]], parent: str
    ) -> tuple[list[Said], list[Said], dict[int, int], Sequence[Any]]:
        """What rows of a file and those of a record of the register say, and which are the same."""
        there = self._there(table, parent)
        ours: list[Said] = [said(table, record) for record in rows]
        theirs: list[Said] = [held(self.current, table, row) for row in there]
        return ours, theirs, pairs(table, ours, theirs), there

    def _there(self, table: str, parent: str) -> Sequence[Any]:
        """The rows of a table that a record of the register has."""
        return [
            row
            for column in (tables.parents(table) or ("record_id",))
            for row in self.current.matching(table, column, parent)
        ]

    def _matched(self, table: str, records: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """The records of a table: of those that the register has, the id and what is otherwise there."""
        settled = self._settled_rows(table, records)
        for record in records:
            id = record["id"]
            if id in settled:
                yield settled[id]
            elif table == "activity" and id in self.meant:
                yield self._changed_activity(record)
            else:
                yield self._linked(table, record)

    def _settled_rows(self, table: str, records: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
        """For each row whose parent the register has: what becomes of it."""
        if table == "answer" or not (tables.parents(table) or table == "source"):
            return {}
        by_parent: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for record in records:
            parent = _parent(table, record)
            parent = self.meant.get(parent, parent)
            if self._stands(table, parent):
                by_parent[parent].append(record)
        settled: dict[str, dict[str, Any]] = {}
        for parent, rows in by_parent.items():
            ours, theirs, found, there = self._paired(table, rows, parent)
            for place, record in enumerate(rows):
                if place not in found:
                    linked = self._linked(table, record)
                    linked.pop("position", None)  # behind those that are there
                    settled[record["id"]] = linked
                    continue
                row = there[found[place]]
                self.meant[record["id"]] = row.id
                changed = differing(ours[place], theirs[found[place]])
                settled[record["id"]] = {"id": row.id, **changed, **_note(row, record)}
        return settled

    def _stands(self, table: str, parent: str) -> bool:
        if table == "source":
            return self.current.kind_of(parent) is not None
        targets = {tables.fields(table)[column].target for column in tables.parents(table)}
        return any(self.current.find(target, parent) is not None for target in targets)

    def _changed_activity(self, record: Mapping[str, Any]) -> dict[str, Any]:
        row: Any = self.current.find("activity", self.meant[record["id"]])
        values = said("activity", record)
        if _same(values.get("name"), row.name):
            values.pop("name", None)
        if record.get("reference") and not _same(record["reference"], row.reference):
            values["reference"] = record["reference"]
        return {"id": row.id, **differing(values, held(self.current, "activity", row)), **_note(row, record)}

    def _linked(self, table: str, record: Mapping[str, Any]) -> dict[str, Any]:
        """A record as the file has it, with the register's ids for what was matched."""
        kept = dict(record)
        for name in _links(table):
            if kept.get(name) in self.meant:
                kept[name] = self.meant[kept[name]]
        row = self.current.find(table, record["id"]) if "note" in record else None
        if row is not None:  # known by its name: its note only grows
            del kept["note"]
            kept |= _note(row, record)
        return kept

    # -- remarks ------------------------------------------------------------------------------------------

    def _remarks(self) -> Iterator[str]:
        """What was not decided, and how much the register has that the sheet has not."""
        if self.undecided:
            names = list(dict.fromkeys(self.undecided))
            yield _(
                "The register has several activities of the same name: {names}. Which one is meant is not said, so "
                "they were taken as new."
            ).format(names=", ".join(f"“{name}”" for name in names[:_NAMED]) + (" …" if names[_NAMED:] else ""))
        ids = {*self.meant.values()}
        here = [row for row in self.current.rows("activity") if row.id in ids]
        if not here:
            return
        scope = {(row.keeper_id, row.role) for row in here}
        n = sum(
            (row.keeper_id, row.role) in scope and row.archived_on is None and row.id not in ids
            for row in self.current.rows("activity")
        )
        if n:
            yield ngettext(
                "{n} activity of the register is not in the file. It stays as it is.",
                "{n} activities of the register are not in the file. They stay as they are.",
                n,
            ).format(n=n)
        kinds = [relation.kind for relation in catalog.kind("activity").relations]
        n = sum(row.id not in ids for one in here for kind in kinds for row in self._there(kind, one.id))
        if n:
            yield ngettext(
                "{n} entry of activities in the file is in the register alone. It stays as it is.",
                "{n} entries of activities in the file are in the register alone. They stay as they are.",
                n,
            ).format(n=n)


# -- what activities are told by --------------------------------------------------------------------------


def _grouped(
    ours: Sequence[Any], theirs: Sequence[Any], name: Callable[[Any, Any], tuple[str, ...] | None], by: tuple[Key, Key]
) -> dict[tuple[Any, ...], tuple[list[Any], list[Any]]]:
    """The activities of both sides that are told by the same, where both sides have some."""
    keeper, their_keeper = by
    groups: dict[tuple[Any, ...], tuple[list[Any], list[Any]]] = defaultdict(lambda: ([], []))
    for one in ours:
        by_what = name(one.get("reference"), one.get("name"))
        if by_what is not None:
            groups[(*by_what, one.get("role"), keeper(one))][0].append(one)
    for row in theirs:
        by_what, kept = name(row.reference, row.name), their_keeper(row)
        if by_what is not None and kept is not None:
            groups[(*by_what, row.role, kept)][1].append(row)
    return {key: group for key, group in groups.items() if group[0] and group[1]}


def _reference_and_name(reference: str | None, name: str | None) -> tuple[str, ...] | None:
    return (told(reference), told(name)) if reference and name else None


def _name(_reference: str | None, name: str | None) -> tuple[str, ...] | None:
    """The name; "" for those that have none, which are never told by it."""
    return (told(name),)


def _reference(reference: str | None, _name: str | None) -> tuple[str, ...] | None:
    return (told(reference),) if reference else None


def _same(one: str | None, other: str | None) -> bool:
    return told(one) == told(other)


def _is_like(one: Mapping[str, Any], row: Any) -> bool:
    return not one.get("name") or not row.name or similarity(one["name"], row.name) >= LIKE


def _without_name(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "name"}


# -- small things -----------------------------------------------------------------------------------------


def _parent(table: str, record: Mapping[str, Any]) -> str:
    """The id of the record that a row belongs to, or that a statement speaks of; empty for what stands by itself."""
    names = tables.parents(table) or ("record_id",)
    return next((str(record[name]) for name in names if record.get(name)), "")


def _links(table: str) -> list[str]:
    return ["record_id", *(name for name, info in tables.fields(table).items() if info.form == "link")]


def _by_table(rows: Sequence[_Row]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for table, record in rows:
        found[table].append(record)
    return found


def _note(row: Any, record: Mapping[str, Any]) -> dict[str, str]:
    """The note of a row with the lines of the file's that it lacks; nothing where it lacks none."""
    grown = with_missing_lines(getattr(row, "note", None), record["note"]) if record.get("note") else None
    return {"note": grown} if grown is not None else {}
