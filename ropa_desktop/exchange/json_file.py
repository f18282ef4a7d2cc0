"""A register as JSON: every record, answer, source and wording, without the history.

The format is an object with `format`, `format_version` and `tables`: for each table a list of records, each an object
of its fields without those that are unknown. `docs/json-format.md` describes it for other programs.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.files import whole_text
from ropa_desktop.exchange.parsing import parsed
from ropa_desktop.exchange.scope import Scope, scope_of
from ropa_desktop.i18n import _
from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot

FORMAT = "ropa-desktop register"
FORMAT_VERSION = 5

ADDED: Mapping[int, Mapping[str, frozenset[str]]] = {
    2: {
        "activity": frozenset({"large_scale", "rights", "breach_record", "stage", "recorded_on"}),
        "retention_rule": frozenset({"recorded_on", "reviewed_on"}),
        "organisation": frozenset({"description"}),
    },
    4: {
        "activity": frozenset(
            {
                "evaluation_or_scoring", "systematic_monitoring", "combined_datasets", "new_technology",
                "hinders_rights", "occasional", "likely_risk",
            }
        ),
        "organisation": frozenset({"persons_employed", "review_interval_months"}),
    },
    5: {"measure": frozenset({"internal"})},
}  # fmt: skip
"""The fields that each version of the format brought, by table: of these an older file says nothing. Versions 3, 4 and
5 brought a table each: suggestions, responses, and requests to see the record."""

Records = dict[str, list[dict[str, Any]]]
"""Records by table: what an import brings, before the door."""


def record_values(row: Any) -> dict[str, Any]:
    """A snapshot's row as an object, without what is unknown."""
    return {name: value for name, value in row._asdict().items() if value is not None}


def to_records(snapshot: Snapshot) -> Records:
    """All records of a snapshot by table, without empty tables."""
    found = {key: [record_values(row) for row in snapshot.rows(key)] for key in tables.models()}
    return {key: rows for key, rows in found.items() if rows}


def dumps(records: Mapping[str, Sequence[Mapping[str, Any]]], scope: Scope | None = None, as_of: str = "") -> str:
    """Records as the JSON text of the format, with what they are an extract of, if they are one, and the ISO day as at
    which they are, where that is a past one."""
    made = StringIO()  # to join the pieces, there are so many, would hold up every thread
    made.writelines(_pieces(records, scope, as_of))
    return made.getvalue()


def _pieces(records: Mapping[str, Sequence[Mapping[str, Any]]], scope: Scope | None, as_of: str) -> Iterator[str]:
    document: dict[str, Any] = {"format": FORMAT, "format_version": FORMAT_VERSION}
    if as_of:
        document["as_of"] = as_of
    if scope is not None and not scope.whole:
        document["scope"] = {"organisation": scope.organisation_id, "role": scope.role}
    document["tables"] = records
    yield from json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(document)
    yield "\n"


def write_json(snapshot: Snapshot, target: Path, as_of: str = "") -> None:
    """Write a snapshot, and as at which ISO day it is where that is a past one. Raises `CannotWrite`, leaving what was
    there."""
    with whole_text(target) as file:
        file.writelines(_pieces(to_records(snapshot), scope_of(snapshot), as_of))


def fields_of_version(table: str, version: int) -> set[str]:
    """The fields of a table that a file of this version speaks of, be it by leaving them out."""
    later = (added.get(table, ()) for number, added in ADDED.items() if number > version)
    return set(tables.columns(table)).difference(*later)


def loads(text: str, name: str) -> tuple[Records, Scope, int, str]:
    """Records from JSON text, what they are an extract of, the version of the format they are written in, and the ISO
    day as at which they are ("" for none that is past).

    `name` is what a message calls the text.

    Raises `BadInput` for any other JSON or text.
    """
    try:
        document = parsed(text)
    except (ValueError, RecursionError):
        raise BadInput(_("{name} cannot be read as JSON. Export the register again.").format(name=name)) from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise BadInput(
            _("{name} is not a register in JSON. Export one with “ropa export FILE OUT.json”.").format(name=name)
        )
    version = document.get("format_version")
    if not isinstance(version, int) or version > FORMAT_VERSION:
        raise BadInput(
            _("{name} was made by a newer version of the program. Update this one to read it.").format(name=name)
        )
    found = document.get("tables")
    known = tables.models()
    if not isinstance(found, dict) or not all(
        key in known
        and isinstance(rows, list)
        and all(isinstance(row, dict) and isinstance(row.get("id"), str) for row in rows)
        for key, rows in found.items()
    ):
        raise BadInput(
            _("{name} holds tables or records that no register has. Export the register again.").format(name=name)
        )
    as_of = document.get("as_of")
    return found, _scope(document.get("scope"), name), version, as_of if isinstance(as_of, str) else ""


def _scope(found: Any, name: str) -> Scope:
    said = found if isinstance(found, dict) else {} if found is None else {"organisation": found}
    organisation, role = said.get("organisation"), said.get("role")
    if not all(value is None or isinstance(value, str) for value in (organisation, role)):
        raise BadInput(_("{name} does not say whose records it holds. Export the register again.").format(name=name))
    return Scope(organisation, role)


def read_json(path: Path) -> Records:
    """Records from a file. Raises `BadInput`."""
    return read_extract(path)[0]


def read_extract(path: Path) -> tuple[Records, Scope, int, str]:
    """Records from a file, what they are an extract of, the version of its format, and the day. Raises `BadInput`."""
    try:
        return loads(path.read_text("utf-8"), path.name)
    except (OSError, UnicodeDecodeError):
        raise BadInput(
            _("{name} cannot be read. Check that it is there and is JSON in UTF-8.").format(name=path.name)
        ) from None
