"""What an import would do to a register, before it is done: the plan that a person sees and then agrees to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ropa_desktop.exchange.incoming import Problem
from ropa_desktop.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Added:
    """A record that the register does not have. `values` holds every column; `place` says where it stands in the file.

    An entry that a person wrote without a reference has None there until it is applied.
    """

    table: str
    id: str
    values: Mapping[str, Any]
    place: str = ""
    wants_reference: bool = False


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
    ended, and `remarks` says what else there is to say of it.
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

    @property
    def changes_nothing(self) -> bool:
        """Whether applying it would leave the register as it is."""
        return not (self.added or self.updated or self.superseded)
