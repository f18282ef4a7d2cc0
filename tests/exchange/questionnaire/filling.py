"""A register that is asked of, and filling in a questionnaire as a person does: cells found by their questions."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import load_workbook

from ropa_desktop.exchange.changes import Plan
from ropa_desktop.exchange.incoming import Incoming
from ropa_desktop.exchange.plan import plan, read_file
from ropa_desktop.exchange.questionnaire import marks
from ropa_desktop.exchange.questionnaire.department import Request
from ropa_desktop.exchange.questionnaire.reading import read_reply
from ropa_desktop.exchange.questionnaire.writer import write_questionnaire
from ropa_desktop.exchange.sheets.reading import read_book
from ropa_desktop.model.snapshot import Snapshot
from tests.exchange.extremes import snapshot_of

PLACE = "HR questionnaire, Kari Nordmann, 2026-11-20"

RECORDS: dict[str, list[dict[str, Any]]] = {
    "organisation": [
        {"id": "fjordby", "name": "Fjordby AS", "record_kept": "yes"},
        {"id": "havnes", "name": "Havnes SA", "record_kept": "yes"},
        {"id": "lonn", "name": "Nordlys Lønn AS"},
        {"id": "nav", "name": "NAV", "kind": "public_authority"},
        {"id": "secret", "name": "Client of Havnes"},
        {"id": "person", "name": "Ola Privat", "kind": "natural_person"},
    ],
    "contact": [{"id": "dpo", "organisation_id": "fjordby", "role": "dpo", "name": "Ingrid Vik", "email": "i@f.no"}],
    "activity": [
        {
            "id": "payroll", "reference": "PA-001", "keeper_id": "fjordby", "name": "Payroll", "department": "HR",
            "owner": "Head of HR", "description": "Salaries", "reviewed_on": "2026-01-15", "note": "Mine alone",
        },
        {"id": "hiring", "reference": "PA-002", "keeper_id": "fjordby", "name": "Hiring", "department": "hr "},
        {"id": "sales", "reference": "PA-003", "keeper_id": "fjordby", "name": "Newsletter", "department": "Sales"},
        {"id": "port", "reference": "PA-004", "keeper_id": "havnes", "name": "Harbour log", "department": "Port"},
        {"id": "old", "keeper_id": "fjordby", "name": "Old", "department": "HR", "archived_on": "2026-01-01"},
    ],
    "purpose": [{"id": "pay", "activity_id": "payroll", "description": "Pay salaries", "legal_basis": "6(1)(b)"}],
    "data_subject_category": [{"id": "staff", "name": "Employees"}, {"id": "kin", "name": "Next of kin"}],
    "data_category": [
        {"id": "salary", "name": "Salary", "nature": "ordinary"},
        {"id": "health", "name": "Sick leave", "nature": "health"},
    ],
    "retention_rule": [
        {
            "id": "five", "keeper_id": "fjordby", "name": "Accounting", "amount": 5, "unit": "year",
            "trigger": "accounting_year_end", "legal_reference": "bokføringsloven § 13",
        }
    ],
    "data_line": [
        {"id": "l1", "activity_id": "payroll", "subject_id": "staff", "data_id": "salary", "retention_id": "five"},
        {"id": "l2", "activity_id": "payroll", "subject_id": "staff", "data_id": "health", "position": 1},
    ],
    "recipient": [
        {"id": "r1", "activity_id": "payroll", "organisation_id": "lonn", "declared_role": "processor"},
        {"id": "r2", "activity_id": "hiring", "organisation_id": "person"},
        {"id": "r3", "activity_id": "port", "organisation_id": "secret"},
    ],
    "system": [
        {"id": "tool", "keeper_id": "fjordby", "name": "Nordlys"},
        {"id": "files", "keeper_id": "fjordby", "name": "File server"},
        {"id": "hidden", "keeper_id": "havnes", "name": "Crane control"},
    ],
    "system_use": [{"id": "u1", "activity_id": "payroll", "system_id": "tool", "use": "Payslips"}],
}  # fmt: skip


def register(**changed: dict[str, Any] | None) -> Snapshot:
    """The register; by id, fields that differ, or None for a record that is gone."""
    return snapshot_of(
        {
            table: [one | (changed.get(one["id"]) or {}) for one in found if changed.get(one["id"], {}) is not None]
            for table, found in RECORDS.items()
        }
    )


def written(path: Path, language: str = "en", snapshot: Snapshot | None = None, department: str = "HR") -> Path:
    """A questionnaire to a department of Fjordby."""
    if snapshot is None:
        path.write_bytes(_of_the_register(language, department))
    else:
        write_questionnaire(snapshot, path, _request(language, department))
    return path


def _request(language: str, department: str) -> Request:
    return Request("fjordby", department, language, "2026-12-04", "2026-11-21")


@cache
def _of_the_register(language: str, department: str) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "asked.xlsx")
        write_questionnaire(register(), path, _request(language, department))
        return path.read_bytes()


class Filling:
    """A questionnaire open for answering."""

    def __init__(self, path: Path) -> None:
        self.book: Any = load_workbook(path)

    def rows(self, activity: str = "") -> Iterator[tuple[Any, ...]]:
        """The rows of the first page, or of an activity's."""
        for sheet in self.book.worksheets:
            first = [cell.value for cell in sheet[1]]
            if (not activity and first[0] == marks.FORMAT) or (first[0] == marks.ACTIVITY and first[1] == activity):
                yield from sheet.iter_rows(min_row=2)

    def cells(self, key: str, activity: str = "", id: str = "") -> list[Any]:
        """The cells in which a question is answered."""
        return [
            row[marks.CHANGED]
            for row in self.rows(activity)
            if row[marks.KEY].value == key and (not id or id in str(row[marks.IDS].value or "").split())
        ]

    def answer(self, key: str, text: Any, activity: str = "", id: str = "", number: int = 0) -> None:
        """Write an answer."""
        self.cells(key, activity, id)[number].value = text

    def sign(self, changed: str = "", name: Any = "Kari Nordmann", day: Any = "2026-11-20") -> None:
        """Say who answers, on which day, and whether anything has changed."""
        self.answer(marks.NAME, name or None)
        self.answer(marks.DAY, day or None)
        self.answer(marks.ANY_CHANGE, changed or None)


@contextmanager
def filled(path: Path) -> Iterator[Filling]:
    """Open a questionnaire, and save it in its place afterwards."""
    filling = Filling(path)
    yield filling
    filling.book.save(path)


def planned(path: Path, snapshot: Snapshot | None = None) -> Plan:
    """What a questionnaire that came back would do: read here, for a process of its own takes most of a second."""
    return plan(snapshot or register(), Incoming({}, reply=read_reply(read_book(path))))


def planned_apart(path: Path, snapshot: Snapshot | None = None) -> Plan:
    """What any file would do, by the way that every file takes."""
    return plan(snapshot or register(), read_file(path))


def changes(found: Plan) -> dict[str, dict[str, tuple[Any, Any]]]:
    """By record, the fields that change."""
    assert found.refused == ()
    return {one.id: dict(one.changes) for one in found.updated}


def added(found: Plan) -> list[dict[str, Any]]:
    """The new records, without what is unknown and what the program gives by itself."""
    passed_over = {"id", "position", "status", "role", "activity_id"}
    return [
        {"table": one.table} | {k: v for k, v in one.values.items() if v is not None and k not in passed_over}
        for one in found.added
    ]
