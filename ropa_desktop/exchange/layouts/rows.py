"""What a row of a layout stands for: an activity, a part of one, or what several activities share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Cell
from ropa_desktop.exchange.written import plain
from ropa_desktop.law.parties import Party, processors, transfers
from ropa_desktop.model import tables
from ropa_desktop.model.activity import ActedFor, Activity, DataLine, Purpose
from ropa_desktop.model.alphabet import alphabetical
from ropa_desktop.model.engagement import Engagement
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.shared import RetentionRule
from ropa_desktop.model.transfer import Transfer

Through = tuple[Transfer, Engagement | None]
"""A transfer, and the engagement that brings it."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the values of a row are said of.

    A row per activity has one of `activities` with all its purposes, data lines, clients and transfers; another row
    has those alone that it stands for. `party` is that of a row per processor or supplier.
    """

    keeper: Organisation | None
    activities: tuple[Activity, ...]
    purposes: tuple[Purpose, ...] = ()
    lines: tuple[DataLine, ...] = ()
    clients: tuple[ActedFor, ...] = ()
    transfers: tuple[Through, ...] = ()
    party: Party | None = None

    @property
    def activity(self) -> Activity:
        """The activity of a row that has one."""
        return self.activities[0]


Rows = Callable[[Phrases, Organisation | None, Sequence[Activity]], list[Row]]


def _whole(phrases: Phrases, keeper: Organisation | None, activity: Activity) -> Row:
    snapshot = phrases.snapshot
    return Row(
        keeper,
        (activity,),
        snapshot.where(Purpose, "activity_id", activity.id),
        snapshot.where(DataLine, "activity_id", activity.id),
        snapshot.where(ActedFor, "activity_id", activity.id),
        transfers(snapshot, activity.id),
    )


def _per_activity(phrases: Phrases, keeper: Organisation | None, shown: Sequence[Activity]) -> list[Row]:
    return [_whole(phrases, keeper, activity) for activity in shown]


def _per_combination(phrases: Phrases, keeper: Organisation | None, shown: Sequence[Activity]) -> list[Row]:
    """Each purpose with each category of people and data; the bases of one purpose stay together."""
    found = []
    for activity in shown:
        whole = _whole(phrases, keeper, activity)
        purposes: dict[str, list[Purpose]] = {}
        for purpose in whole.purposes:
            purposes.setdefault(phrases.text(purpose, "description"), []).append(purpose)
        for some, line in product(list(purposes.values()) or [[]], whole.lines or [None]):
            found.append(replace(whole, purposes=tuple(some), lines=(line,) if line else ()))
    return found


def _per_client(phrases: Phrases, keeper: Organisation | None, shown: Sequence[Activity]) -> list[Row]:
    """Each controller that an activity is carried out for; an activity without one has a row of its own."""
    wholes = (_whole(phrases, keeper, activity) for activity in shown)
    return [
        replace(whole, clients=(client,) if client else ()) for whole in wholes for client in whole.clients or [None]
    ]


def _per_party(phrases: Phrases, keeper: Organisation | None, shown: Sequence[Activity]) -> list[Row]:
    found = processors(phrases.snapshot, keeper.id if keeper else None, shown)
    return [Row(keeper, party.activities, party=party) for party in found]


def _per_transfer(phrases: Phrases, keeper: Organisation | None, shown: Sequence[Activity]) -> list[Row]:
    """Each transfer with all activities that it belongs to: those that say the same are one."""
    found: dict[tuple[object, ...], tuple[Through, list[Activity]]] = {}
    for activity in shown:
        for transfer, engagement in transfers(phrases.snapshot, activity.id):
            own = (transfer.id,) if engagement else tuple(getattr(transfer, name) for name in _SAID)
            found.setdefault(own, ((transfer, engagement), []))[1].append(activity)
    return [Row(keeper, _each_once(some), transfers=(one,)) for one, some in found.values()]


_SAID = tuple(set(tables.columns("transfer")) - {"id", "position", "note", "activity_id"})
"""By what an activity's own transfer is the same as another activity's."""


def _per_time_limit(phrases: Phrases, keeper: Organisation | None, shown: Sequence[Activity]) -> list[Row]:
    """Each category of data with each of its time limits, by name: the retention schedule."""
    found: dict[tuple[str, str, Cell], tuple[list[DataLine], list[Activity]]] = {}
    for activity in shown:
        for line in phrases.snapshot.where(DataLine, "activity_id", activity.id):
            data = phrases.text(line, "data_id") or phrases.text(line, "detail")
            key = (data, line.retention_id or "", limit(phrases, line))
            lines, activities = found.setdefault(key, ([], []))
            lines.append(line)
            activities.append(activity)
    ordered = sorted(found.items(), key=lambda item: alphabetical(plain(item[0][0]), phrases.language))
    return [Row(keeper, _each_once(some), lines=tuple(lines)) for _key, (lines, some) in ordered]


def _each_once(activities: Sequence[Activity]) -> tuple[Activity, ...]:
    return tuple({activity.id: activity for activity in activities}.values())


def limit(phrases: Phrases, line: DataLine) -> Cell:
    """The time limit of a data line, or the answer in its place."""
    rule = phrases.snapshot.get(RetentionRule, line.retention_id)
    return phrases.time_limit(rule) if rule else phrases.answer(line.id, "retention_id")


ROWS: Mapping[str, Rows] = {
    "activity": _per_activity,
    "combination": _per_combination,
    "client": _per_client,
    "party": _per_party,
    "transfer": _per_transfer,
    "time_limit": _per_time_limit,
}
"""What a row may stand for; a combination is a purpose with a category of data subjects and one of data."""
