"""What a file brings: records by table, and what could not be read of it. The register is not looked at yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ropa_desktop.exchange.json_file import Records
from ropa_desktop.exchange.scope import Scope


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read: the sheet, the cell ("B7") or row ("7"), and what is the matter."""

    sheet: str
    cell: str
    sentence: str


_WHOLE = Scope()


@dataclass(frozen=True, slots=True)
class Incoming:
    """The records of a file, before they are compared with a register.

    A field that a record does not mention stays as it is; None says that it is unknown. `new` holds the ids that were
    given while reading, to rows that came without one; `places` tells where a record stands ("Purposes, row 7").
    `scope` is whose records the file covers: what lies outside is not missing from it.
    """

    records: Records
    problems: tuple[Problem, ...] = ()
    scope: Scope = _WHOLE
    new: frozenset[str] = frozenset()
    places: Mapping[str, str] = field(default_factory=dict)
