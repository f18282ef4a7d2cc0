"""A register in which every text and every code is a word of its own, so that a file tells which fields are in it."""

import re
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pikepdf

from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot
from tests.exchange import pdf_reader
from tests.exchange.extremes import snapshot_of

_WORD = re.compile(r"zq(\d+)qz", re.IGNORECASE)

_KEPT_AS_THEY_ARE = {
    "role", "kind", "record_kept", "nature", "country", "status", "stage", "internal", "vulnerable", "origin",
    "international_organisation", "mechanism", "letter", "family", "unit", "trigger", "form", "state", "use",
    "declared_role", "assessed_role",
}  # fmt: skip
"""Codes by which a record is shown at all, or that are asked for."""

_RECORDS: dict[str, list[dict[str, Any]]] = {
    "organisation": [
        {"id": "keeper", "record_kept": "yes", "country": "NO"},
        {"id": "client", "country": "NO"},
        {"id": "supplier", "kind": "software", "operator_id": "operator"},
        {"id": "operator"},
        {"id": "person", "kind": "natural_person"},
        {"id": "other", "record_kept": "yes"},
        {"id": "authority"},
    ],
    "contact": [
        {"id": "dpo", "organisation_id": "keeper", "role": "dpo"},
        {"id": "general", "organisation_id": "keeper", "role": "owner"},
        {"id": "client-dpo", "organisation_id": "client", "role": "dpo"},
        {"id": "supplier-contact", "organisation_id": "supplier", "role": "owner"},
    ],
    "activity": [
        {"id": "payroll", "keeper_id": "keeper", "role": "controller", "assessment_id": "assessment"},
        {"id": "hosting", "keeper_id": "keeper", "role": "processor"},
        {"id": "archived", "keeper_id": "keeper", "role": "controller", "archived_on": "2026-01-01"},
        {"id": "theirs", "keeper_id": "other", "role": "controller"},
    ],
    "joint_controller": [{"activity_id": "payroll", "organisation_id": "person"}],
    "acted_for": [{"activity_id": "hosting", "organisation_id": "client"}],
    "purpose": [{"activity_id": "payroll"}, {"activity_id": "theirs"}, {"activity_id": "archived"}],
    "data_subject_category": [{"id": "people"}],
    "data_category": [{"id": "data", "nature": "health"}],
    "data_line": [{"activity_id": "payroll", "subject_id": "people", "data_id": "data", "retention_id": "rule"}],
    "special_condition": [{"activity_id": "payroll"}],
    "recipient": [
        {"activity_id": "payroll", "organisation_id": "supplier", "engagement_id": "engagement",
         "declared_role": "processor"},
        {"activity_id": "payroll", "organisation_id": "person"},
    ],
    "engagement": [{"id": "engagement", "keeper_id": "keeper", "organisation_id": "supplier"}],
    "sub_processor": [{"engagement_id": "engagement", "organisation_id": "operator"}],
    "location": [{"engagement_id": "engagement", "country": "IE"}, {"system_id": "system", "country": "IE"}],
    "transfer": [
        {"engagement_id": "engagement", "country": "US", "importer_id": "supplier"},
        {"activity_id": "hosting", "country": "IN"},
    ],
    "retention_rule": [{"id": "rule", "keeper_id": "keeper", "amount": 5, "unit": "year"}],
    "measure": [
        {"id": "open", "letter": "b", "family": "access_control"},
        {"id": "internal", "internal": "yes", "letter": "a", "family": "backup"},
    ],
    "measure_use": [
        {"activity_id": "payroll", "measure_id": "open"},
        {"activity_id": "payroll", "measure_id": "internal"},
        {"activity_id": "hosting", "measure_id": "internal"},
    ],
    "system": [{"id": "system", "keeper_id": "keeper"}],
    "system_use": [{"activity_id": "payroll", "system_id": "system"}],
    "impact_assessment": [{"id": "assessment", "keeper_id": "keeper"}],
    "request": [{"id": "request", "keeper_id": "keeper", "asked_by_id": "authority"}],
}  # fmt: skip


def planted() -> tuple[Snapshot, Mapping[int, str]]:
    """The register, and what each word stands in: "table.field" and, where it has a name, " of ID"."""
    numbers, meaning = count(1), {}

    def word(where: str) -> str:
        number = next(numbers)
        meaning[number] = where
        return f"Zq{number}qz"

    records: dict[str, list[dict[str, Any]]] = {}
    statements: dict[str, list[dict[str, Any]]] = {"source": [], "wording": [], "answer": [], "response": []}
    for table, found in _RECORDS.items():
        for place, given in enumerate(found):
            id = str(given.get("id", f"{table}-{place}"))
            record = {"id": id, **given}
            for name, info in tables.fields(table).items():
                planting = info.form in ("line", "text") or (info.form == "code" and name not in _KEPT_AS_THEY_ARE)
                if name not in record and planting and name != "archived_because":
                    record[name] = word(f"{table}.{name} of {id}")
                    if info.form != "code":
                        wording = {"record_id": id, "field": name, "language": "nn"}
                        statements["wording"].append({**wording, "text": word(f"{table}.{name} of {id}")})
            records.setdefault(table, []).append(record)
            source = {part: word(f"source.{part} of {id}") for part in ("document", "place", "quotation")}
            statements["source"].append({"record_id": id, "field": "name", **source})
    response = {part: word(f"response.{part}") for part in ("reason", "assigned_to", "given_by")}
    statements["response"] = [
        {"record_id": id, "field": "name", "code": "no_such_check", "state": "answered", **response}
        for id in ("payroll", "keeper")
    ]
    statements["answer"] = [
        {"record_id": "hosting", "field": "representative", "state": "none", "reason": word("answer.reason of hosting")}
    ]
    return snapshot_of(records | statements), meaning


def words_in(path: Path, meaning: Mapping[int, str]) -> set[str]:
    """Where the words stand that are in a file."""
    return {meaning[int(number)] for number in set(_WORD.findall(texts_in(path)))}


def texts_in(path: Path) -> str:
    """All that can be read out of a file: its name, its bytes, its parts, its properties, what its pages say."""
    texts = [path.name, path.read_bytes().decode("utf-8", "replace")]
    if is_zipfile(path):
        with ZipFile(path) as archive:
            texts += [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    if path.suffix == ".pdf":
        texts += [text for _tag, text in pdf_reader.spoken(path)]
        texts += [mark.title for mark in pdf_reader.bookmarks(path)]
        with pikepdf.open(path) as document:
            texts += [str(document.docinfo), str(document.open_metadata())]
            assert not document.attachments
    return "\n".join(texts)
