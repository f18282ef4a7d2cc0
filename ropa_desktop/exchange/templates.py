"""A person's own templates: an activity kept in her settings folder, from which others are begun as suggestions.

A template leaves the register, so it takes along what describes the activity and nothing else: of organisations the
name and the kind, no contacts, no natural persons, no controllers that are acted for, no contracts, references, notes,
dates or owners. Legal bases go with it: they are her own decisions, and suggestions again where she uses it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ropa_desktop.errors import BadInput, CannotWrite
from ropa_desktop.exchange.files import whole_file
from ropa_desktop.i18n import N_, _
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.law.parties import recipient_party
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.alphabet import alphabetical
from ropa_desktop.model.record import new_id
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.validation import clean_line, clean_record
from ropa_desktop.paths import settings_directory
from ropa_desktop.register.proposing import TEMPLATE, Proposed
from ropa_desktop.register.register import Register
from ropa_desktop.register.suggestions import propose

FORMAT = "ropa-desktop template"
FORMAT_VERSION = 1

KEPT: Mapping[str, frozenset[str]] = {
    "activity": frozenset(
        {
            "role", "name", "department", "description", "operations", "categories_of_processing",
            "criminal_data_authority", "automated_decisions", "automated_decisions_detail", "large_scale",
            "evaluation_or_scoring", "systematic_monitoring", "combined_datasets", "new_technology", "hinders_rights",
            "assessment_required", "assessment_reason", "rights",
        }
    ),
    "purpose": frozenset({"position", "description", "legal_basis", "national_law", "legitimate_interest"}),
    "data_line": frozenset({"position", "subject_id", "data_id", "detail", "origin", "origin_id", "retention_id"}),
    "special_condition": frozenset({"position", "category", "condition", "national_law"}),
    "recipient": frozenset(
        {"position", "organisation_id", "declared_role", "assessed_role", "disclosed_for", "disclosed_data"}
    ),
    "joint_controller": frozenset({"position", "organisation_id", "arrangement"}),
    "transfer": frozenset(
        {"position", "importer_id", "country", "international_organisation", "data", "mechanism", "safeguards"}
    ),
    "measure_use": frozenset({"position", "measure_id", "detail"}),
    "system_use": frozenset({"position", "system_id", "use"}),
    "organisation": frozenset({"name", "kind"}),
    "data_subject_category": frozenset({"name", "vulnerable", "description"}),
    "data_category": frozenset({"name", "nature", "description"}),
    "retention_rule": frozenset(
        {"name", "amount", "unit", "trigger", "criterion", "wording", "legal_reference", "disposal"}
    ),
    "measure": frozenset({"name", "description", "letter", "family"}),
    "system": frozenset({"name", "description", "form", "operator_id"}),
}  # fmt: skip
"""What a template takes along, by table. A field that is not named here stays behind, a new one too."""

LEFT_BEHIND = N_(
    "The template holds organisations by name and kind alone. Contacts, natural persons, controllers acted for, "
    "contracts, notes, owners and dates stayed behind."
)
"""What is said when one was saved."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template in its file: its name, the role of its activity, the ISO day it was saved, and its records."""

    path: Path
    name: str
    role: str
    saved_on: str
    records: Mapping[str, list[dict[str, Any]]]


def templates_folder() -> Path:
    """Where a person's templates lie. It may not exist yet."""
    return settings_directory() / "templates"


def templates(folder: Path | None = None) -> tuple[Template, ...]:
    """A person's templates by name. A file that is none is passed over: the folder is hers."""
    found = []
    for path in sorted((folder or templates_folder()).glob("*.json")):
        try:
            found.append(read_template(path))
        except BadInput:
            continue
    return tuple(sorted(found, key=lambda template: alphabetical(template.name)))


def save_template(snapshot: Snapshot, activity_id: str, name: str, folder: Path | None = None) -> Template:
    """Keep what is confirmed of an activity as a template, in place of the one called so. Say `LEFT_BEHIND` afterwards.

    Raises `BadInput` for no name and for a suggestion, and `CannotWrite`.
    """
    called = clean_line(name)
    if called is None:
        raise BadInput(_("{title} cannot be left empty here. Give it a value.").format(title=_("Name")))
    folder = folder or templates_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(_("{path} cannot be made. Check the folder.").format(path=folder)) from error
    if confirmed(snapshot).find("activity", activity_id) is None:
        raise BadInput(_("A template is made of a confirmed activity. Confirm it first."))
    records = _Taking(confirmed(snapshot)).taken(activity_id)
    document = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "name": called,
        "saved_on": date.today().isoformat(),
        "tables": records,
    }
    path = _path(folder, called)
    with whole_file(path) as part:
        part.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
    return read_template(path)


def read_template(path: Path) -> Template:
    """A template from its file. Raises `BadInput` for any other file, and for one that holds more than a template."""
    try:
        document = json.loads(path.read_text("utf-8"))
        if document["format"] != FORMAT or document["format_version"] > FORMAT_VERSION:
            raise ValueError
        records = {key: [dict(row) for row in rows] for key, rows in document["tables"].items()}
        (activity,) = records["activity"]
        _check(records)
        return Template(path, str(document["name"]), str(activity["role"]), str(document["saved_on"]), records)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, BadInput):
        raise BadInput(
            _("{name} is no template of this program, or a newer version made it.").format(name=path.name)
        ) from None


def delete_template(template: Template) -> None:
    """Remove a template's file; what was made from it stays. Raises `CannotWrite`."""
    try:
        template.path.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(_("{path} cannot be removed.").format(path=template.path)) from error


def add_from_template(register: Register, template: Template, keeper_id: str | None) -> str:
    """Begin an activity of one keeper from a template, as suggestions, in one step; returns its id."""
    ids = {row["id"]: new_id() for rows in template.records.values() for row in rows}
    records = {
        key: [{name: ids.get(value, value) for name, value in row.items()} for row in rows]
        for key, rows in template.records.items()
    }
    for key, rows in records.items():
        if "keeper_id" in tables.columns(key):
            for row in rows:
                row["keeper_id"] = keeper_id
    with register.step(N_("“{record}” suggested from a template"), record=template.name):
        (activity,) = propose(register, [Proposed(TEMPLATE, template.name, records)])
    return activity


# -- taking an activity out -------------------------------------------------------------------------------


class _Taking:
    """An activity with its rows and what they name, under new ids: nothing in it leads back to the register."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._ids: dict[str, str] = {}
        self._records: dict[str, list[dict[str, Any]]] = {}

    def taken(self, activity_id: str) -> dict[str, list[dict[str, Any]]]:
        id = self._take("activity", activity_id)
        for key in KEPT:
            if "activity_id" in tables.parents(key):
                for row in self._snapshot.matching(key, "activity_id", activity_id):
                    self._take_row(key, row, id)
        return self._records

    def _take(self, key: str, id: str | None) -> str | None:
        """Take a record; returns its id in the template, None for one that stays behind."""
        row: Any = self._snapshot.find(key, id)
        if row is None or key not in KEPT or (key == "organisation" and row.kind == "natural_person"):
            return None
        if row.id not in self._ids:
            self._ids[row.id] = new_id()
            values = {"id": self._ids[row.id], **dict(self._values(key, row))}
            self._records.setdefault(key, []).append(values)
        return self._ids[row.id]

    def _take_row(self, key: str, row: Any, activity: str | None) -> None:
        if key == "recipient" and row.organisation_id is None:
            party = recipient_party(self._snapshot, row)
            row = row._replace(organisation_id=party.id if party else None)
        values = dict(self._values(key, row))
        if any(name in values for name in catalog.kind(key).label):
            record = {"id": new_id(), "activity_id": activity, **values}
            self._records.setdefault(key, []).append(record)

    def _values(self, key: str, row: Any) -> Iterator[tuple[str, Any]]:
        for name, info in tables.fields(key).items():
            if name in KEPT[key]:
                value = getattr(row, name)
                value = self._take(info.target, value) if info.form == "link" else value
                if value is not None:
                    yield name, value


def _check(records: Mapping[str, list[dict[str, Any]]]) -> None:
    """Raise `BadInput` or `ValueError` for records that no template holds."""
    ids = {row["id"]: key for key, rows in records.items() for row in rows}
    for key, rows in records.items():
        links = {name: info.target for name, info in tables.fields(key).items() if info.form == "link"}
        for row in rows:
            if row.keys() - KEPT[key] - {"id", "activity_id"}:
                raise ValueError
            if any(ids.get(row[name]) != target for name, target in links.items() if name in row):
                raise ValueError
            clean_record(key, row)


def _path(folder: Path, name: str) -> Path:
    """The file of the template called so, or one that no other template has."""
    known = {template.path: template.name for template in templates(folder)}
    same = next((path for path, called in known.items() if called.casefold() == name.casefold()), None)
    if same is not None:
        return same
    plain = re.sub(r"[^\w-]+", "-", name).strip("-")[:60] or "1"
    path, number = folder / f"template-{plain}.json", 1
    while path.exists():
        number += 1
        path = folder / f"template-{plain}-{number}.json"
    return path
