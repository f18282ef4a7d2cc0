"""What the overview says, as plain values. Every number is a tuple of record ids: how many, and which."""

from collections.abc import Mapping
from dataclasses import dataclass

Records = tuple[str, ...]

STATES = ("documented", "partly", "unknown", "none", "not_possible", "not_applicable")
"""The states of a letter, in the order in which they are shown."""

GROUPINGS = ("department", "controller", "activity")
"""By what the activities of the flow map can be brought together."""

COLUMNS = ("source", "activity", "recipient", "country")
"""The columns of the flow map, from left to right."""


@dataclass(frozen=True, slots=True)
class LetterFigures:
    """One letter over the activities of one controller or processor: the activities in each state, none left out.

    States without activities are not among `states`.
    """

    letter: str
    states: Mapping[str, Records]

    @property
    def answered(self) -> Records:
        """The activities in which nothing of the letter is open."""
        return tuple(id for state, ids in self.states.items() if state not in ("partly", "unknown") for id in ids)


@dataclass(frozen=True, slots=True)
class KeeperFigures:
    """The letters of one organisation's activities in one role. `keeper_id` is None where it is unknown."""

    keeper_id: str | None
    name: str
    role: str
    activities: Records
    letters: tuple[LetterFigures, ...]


@dataclass(frozen=True, slots=True)
class ReviewFigures:
    """What is to be reviewed at one time. `key` is "overdue", a month ("2026-11"), "later" or "unknown"."""

    key: str
    name: str
    records: Records


@dataclass(frozen=True, slots=True)
class TransferFigures:
    """The activities that transfer data to one place on one mechanism; both empty where no transfer is assessed yet.

    An empty `place` or `mechanism` alone is one that is unknown of a transfer.
    """

    place: str
    mechanism: str
    assessed: bool
    activities: Records


@dataclass(frozen=True, slots=True)
class LimitFigures:
    """A time limit in use. `days` is its period in days; None where an event alone ends it, or nothing is known.

    `said` is all it says, `short` the same without the provision behind it, `period` its period alone ("3 months"),
    empty where it has none.
    `state` is documented, partly, unknown or an answer. `rule_id` is None of the data without any time limit.
    """

    rule_id: str | None
    name: str
    said: str
    short: str
    period: str
    days: float | None
    state: str
    activities: Records


@dataclass(frozen=True, slots=True)
class Node:
    """One box of the flow map: the records it stands for (none of what is unknown), and the activities through it.

    `others` says that it stands for all that have no box of their own.
    """

    key: str
    column: str
    name: str
    records: Records
    activities: Records
    unknown: bool = False
    others: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """A way that data take: the keys of the boxes from left to right, None where a column is passed over."""

    nodes: tuple[str | None, ...]
    activities: Records


@dataclass(frozen=True, slots=True)
class Flow:
    """The flow map: its boxes, largest first in each column, and the ways through them."""

    grouping: str
    nodes: tuple[Node, ...]
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """All figures of one day (ISO 8601), of one controller or of all. `flows` is the flow map by each grouping."""

    day: str
    keeper_id: str | None
    keeper: str
    activities: Records
    letters: tuple[KeeperFigures, ...]
    reviews: tuple[ReviewFigures, ...]
    transfers: tuple[TransferFigures, ...]
    flows: Mapping[str, Flow]
    usual_grouping: str
    limits: tuple[LimitFigures, ...]
