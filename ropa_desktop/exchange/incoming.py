"""What a file brings: records by table, and what could not be read of it. The register is not looked at yet."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from ropa_desktop.exchange.json_file import Records
from ropa_desktop.exchange.questionnaire.reply import Reply
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
    `scope` is whose records the file covers: what lies outside is not missing from it. `as_of` is the ISO day as at
    which they are, "" for none that is past. Of a strange spreadsheet,
    `by_name` holds the ids of what stands for whatever the register calls by the same name ("mentioned" in passing, or
    "described" in a row of its own), `same` the ids of the register that a person said some of these mean, `meant` the
    ids in whose place those of the register stand by now, `cells` how many cells ended in a field, in the note, ignored
    and refused, and `remarks` what else there is to say of the file.

    `reply` is a questionnaire that came back. Beside a register its answers become records
    (`questionnaire/proposals.py`); then `removed` holds rows that are said to be no longer so, with their tables,
    `conflicts` the fields (`changes.field_key`) that were changed in the register since, and `called` who answered.
    """

    records: Records
    problems: tuple[Problem, ...] = ()
    scope: Scope = _WHOLE
    new: frozenset[str] = frozenset()
    places: Mapping[str, str] = field(default_factory=dict)
    by_name: Mapping[str, str] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    meant: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    reply: Reply | None = None
    removed: Mapping[str, str] = field(default_factory=dict)
    conflicts: frozenset[str] = frozenset()
    called: str = ""
    as_of: str = ""


def as_plain(incoming: Incoming) -> dict[str, Any]:
    """As JSON values: how it leaves the process that read the file."""
    return {
        "records": incoming.records,
        "problems": [asdict(problem) for problem in incoming.problems],
        "scope": asdict(incoming.scope),
        "new": sorted(incoming.new),
        "places": dict(incoming.places),
        "as_of": incoming.as_of,
    }


def from_plain(values: Mapping[str, Any]) -> Incoming:
    """What `as_plain` made."""
    return Incoming(
        values["records"],
        tuple(Problem(**problem) for problem in values["problems"]),
        Scope(**values["scope"]),
        frozenset(values["new"]),
        values["places"],
        as_of=values["as_of"],
    )
