"""Which activities of a sheet the register holds already.

An activity is the register's where exactly one of the same keeper and role, not archived, has the same reference and a
like name, or the same name. Where the register does not know whose one is, it may be anybody's. Of several of one name,
those are the same that say the same in everything.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from itertools import islice
from typing import Any

from ropa_desktop.exchange.incoming import Incoming
from ropa_desktop.exchange.recognition.pairing import differing, held, paired, parent_of, said, told
from ropa_desktop.exchange.values.names import similarity
from ropa_desktop.model.snapshot import Snapshot

LIKE = 0.5
"""How alike two names must be at least where the reference is the same."""

_TRIED = 10  # activities of one name and purpose, among which one that says the same is looked for

_Key = Callable[[Any], tuple[Any, ...] | None]
_Item = tuple[str, Any]


def activities_meant(
    current: Snapshot, incoming: Incoming, assumed_keeper: str | None = None
) -> tuple[dict[str, str], tuple[str, ...]]:
    """For the ids of a sheet's activities those of the register; and the names of which the register has several, so
    that none was chosen. `assumed_keeper` is whose activities are which name none."""
    search = _Search(current, incoming, assumed_keeper)
    search.match_activities()
    return search.meant, search.undecided


class _Search:
    """A sheet's activities and the register's, on the way to be matched."""

    def __init__(self, current: Snapshot, incoming: Incoming, assumed_keeper: str | None) -> None:
        self.current = current
        self.incoming = incoming
        self.assumed_keeper = assumed_keeper
        self.meant: dict[str, str] = {}
        self.undecided: tuple[str, ...] = ()
        self._rows: dict[str, dict[str, list[Mapping[str, Any]]]] = {}

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
        self.undecided = tuple(dict.fromkeys(name for id, name in several.items() if id not in self.meant))

    def _left(self, ours: Sequence[Any], theirs: Sequence[Any]) -> tuple[list[Any], list[Any]]:
        """Those of both sides that are not matched yet."""
        taken = {*self.meant.values()}
        return [one for one in ours if one["id"] not in self.meant], [row for row in theirs if row.id not in taken]

    def _decided(self, ours: Set[str], theirs: Set[str]) -> dict[str, str]:
        """What a person said are the same activities; of two that are to be one, neither."""
        same = {id: meant for id, meant in self.incoming.same.items() if id in ours and meant in theirs}
        times = Counter(same.values())
        return {id: meant for id, meant in same.items() if times[meant] == 1}

    def _keepers(self) -> Iterator[tuple[_Key, _Key]]:
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
        rows = self._rows_of(one["id"]).get("purpose", ())
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
        for table, rows in self._rows_of(one["id"]).items():
            if table == "answer":
                if any(not self._is_answered(row.id, record) for record in rows):
                    return False
                continue
            found = paired(self.current, table, rows, row.id)
            if len(found.pairs) < len(rows) or any(map(found.differing, found.pairs)):
                return False
        return True

    def _is_answered(self, id: str, record: Mapping[str, Any]) -> bool:
        answer = self.current.answer(id, record["field"])
        return answer is not None and answer.state == record.get("state")

    def _rows_of(self, id: str) -> Mapping[str, list[Mapping[str, Any]]]:
        """The rows of an activity of the file by table; gathered at the first use."""
        if not self._rows:
            self._rows = {one["id"]: {} for one in self.incoming.records.get("activity", ())}
            for table, records in self.incoming.records.items():
                for record in records:
                    parent = parent_of(table, record)
                    if parent in self._rows:
                        self._rows[parent].setdefault(table, []).append(record)
        return self._rows[id]


# -- what they are told by --------------------------------------------------------------------------


def _grouped(
    ours: Sequence[Any],
    theirs: Sequence[Any],
    name: Callable[[Any, Any], tuple[str, ...] | None],
    by: tuple[_Key, _Key],
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


def _is_like(one: Mapping[str, Any], row: Any) -> bool:
    return not one.get("name") or not row.name or similarity(one["name"], row.name) >= LIKE


def _without_name(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "name"}
