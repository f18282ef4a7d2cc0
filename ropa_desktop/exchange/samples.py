"""The example registers: published notices entered as Article 30 records, and a fictitious firm's.

Each lies in `resources/samples` in the program's JSON format. The categories of people and data that they share,
with their Norwegian wordings, lie in `catalogue.json`: an example takes from it what it uses.
"""

from collections.abc import Iterable
from typing import Any

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.json_file import Records, read_json
from ropa_desktop.i18n import N_, _
from ropa_desktop.model import catalog, tables
from ropa_desktop.paths import resources
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.register.revision import RevisionKind

NOTICES: dict[str, str] = {
    "Communicator AS": "communicatorcloud",
    "Communicate Norge AS": "connxio",
    "Catacloud AS": "catacloud",
    "Commsor Inc.": "commsor",
    "CloudCall Group": "cloudcall",
}
"""The examples entered from published notices: whose record it is, and the name of its file without the ending."""

SAMPLES: dict[str, str] = {**NOTICES, "Fjordby Regnskap AS": "fjordby"}
"""All examples; the last is the fictitious firm, whose record is complete."""

CATALOGUE = "catalogue"
"""The file of shared categories."""

_CATEGORY_COLUMNS = ("subject_id", "data_id")
_STATEMENTS = frozenset(key for key, _path in catalog.STATEMENTS)


def sample_records(names: Iterable[str] = SAMPLES) -> Records:
    """The records of the examples with these controllers, and of the shared categories only what they use.

    Raises `BadInput` for a name that no example has.
    """
    merged: dict[str, dict[str, dict[str, Any]]] = {}
    for name in names:
        if name not in SAMPLES:
            raise BadInput(
                _("There is no example called {name}. There are: {names}.").format(name=name, names=", ".join(SAMPLES))
            )
        _merge(merged, _read(SAMPLES[name]))
    _merge(merged, _used(_read(CATALOGUE), merged))
    return {key: list(merged[key].values()) for key in tables.models() if key in merged}


def build(register: Register, names: Iterable[str] = SAMPLES) -> None:
    """Add the examples with these controllers to a register in one step; what is there already stays as it is.

    A new register begins with them: undo goes back to them and no further. Raises `BadInput` for a name that no example
    has.
    """
    found = sample_records(names)
    present = register.snapshot()
    kind = RevisionKind.edit if register.journal.newest else RevisionKind.event
    with register.step(N_("Example registers added"), kind=kind):
        for key, records in found.items():
            edit.add_all(register, key, [row for row in records if present.find(key, row["id"]) is None])


def _read(stem: str) -> Records:
    return read_json(resources("samples", f"{stem}.json"))


def _merge(merged: dict[str, dict[str, dict[str, Any]]], records: Records) -> None:
    """Bring records together by id. One identity with two contents is a defect of the examples."""
    for key, rows in records.items():
        for row in rows:
            if merged.setdefault(key, {}).setdefault(row["id"], row) != row:
                raise ValueError(f"{key} {row['id']} differs between two examples")


def _used(catalogue: Records, merged: dict[str, dict[str, dict[str, Any]]]) -> Records:
    """The shared categories that the records name, and what is said of these."""
    named = {row.get(column) for row in merged.get("data_line", {}).values() for column in _CATEGORY_COLUMNS}
    used: Records = {}
    for key, rows in catalogue.items():
        column = "record_id" if key in _STATEMENTS else "id"
        kept = [row for row in rows if row[column] in named]
        if kept:
            used[key] = kept
    return used
