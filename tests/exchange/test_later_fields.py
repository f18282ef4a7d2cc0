"""Fields that came with a later version: shown when everything is asked for, carried there and back by workbook and
JSON, and left as they are by files that are older than they."""

import json
from pathlib import Path
from typing import Any

import pytest

from ropa_desktop.exchange.build import ALSO, Options, build
from ropa_desktop.exchange.json_file import FORMAT_VERSION, fields_of_version, write_json
from ropa_desktop.exchange.plan import import_file
from ropa_desktop.exchange.report import Fields, Report
from ropa_desktop.exchange.workbook import write_workbook
from ropa_desktop.model import tables
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.exchange.workbook_edits import edited
from tests.registers import small

VALUES: dict[str, dict[str, Any]] = {
    "activity": {
        "large_scale": "yes",
        "rights": "Access and erasure: ask the privacy desk",
        "breach_record": "Incident log, part 4",
        "stage": "in_use",
        "recorded_on": "2018-05-25",
        "evaluation_or_scoring": "yes",
        "systematic_monitoring": "no",
        "combined_datasets": "no",
        "new_technology": "yes",
        "hinders_rights": "no",
        "occasional": "no",
        "likely_risk": "yes",
    },
    "retention_rule": {"recorded_on": "2018-05-25", "reviewed_on": "2026-01-15"},
    "organisation": {
        "description": "Keeps the books of others",
        "persons_employed": 37,
        "review_interval_months": 6,
    },
    "measure": {"internal": "yes"},
}


@pytest.fixture
def filled(register: Register) -> Register:
    """A small register in which the later fields of four records have values."""
    ids = small(register)
    with register.step("Filled in"):
        measure = register.snapshot().rows("measure")[0].id
        found = {"activity": ids.payroll, "retention_rule": ids.rule, "organisation": ids.keeper, "measure": measure}
        for table, id in found.items():
            edit.set_values(register, table, id, VALUES[table])
    return register


def besides(report: Report) -> dict[str, str]:
    """What stands under titles in the entry of payroll, behind its letters."""
    (payroll,) = (e for part in report.parts for c in part.chapters for e in c.entries if e.title == "Payroll")
    blocks = [block for section in payroll.sections if not section.letter for block in section.blocks]
    return {title: cell.text for block in blocks if isinstance(block, Fields) for title, cell in block.rows}


def test_a_report_shows_them_only_when_everything_is_asked_for(filled: Register) -> None:
    assert besides(build(filled.snapshot(), Options())) == {}
    shown = besides(build(filled.snapshot(), Options(also=frozenset(ALSO))))
    assert (
        shown.items()
        >= {
            "On a large scale": "Yes",
            "Rights of data subjects": "Access and erasure: ask the privacy desk",
            "Breach record": "Incident log, part 4",
            "Stage": "In use",
            "First recorded on": "25 May 2018",
        }.items()
    )
    in_norwegian = besides(build(filled.snapshot(), Options(also=frozenset(ALSO), language="nb")))
    assert in_norwegian["Fase"] == "I bruk"


@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_they_go_out_and_come_back(filled: Register, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"r.{ending}"
    (write_json if ending == "json" else write_workbook)(filled.snapshot(), target)
    with Register.create(tmp_path / "new.ropa") as other:
        found = import_file(other, target)
        assert (found.refused, found.problems) == ((), ())
        assert other.snapshot().same_as(filled.snapshot())


def test_json_of_version_1_leaves_them_as_they_are(filled: Register, tmp_path: Path) -> None:
    target = as_version_1(filled, tmp_path / "old.json")
    before = filled.snapshot()
    found = import_file(filled, target)
    assert (found.added, found.updated, found.refused, found.missing) == ((), (), (), ())
    assert filled.snapshot().same_as(before)


def test_json_of_version_1_still_says_of_its_own_fields_that_they_are_unknown(filled: Register, tmp_path: Path) -> None:
    target = as_version_1(filled, tmp_path / "old.json", without="legal_reference")
    (updated,) = import_file(filled, target).updated
    assert dict(updated.changes) == {"legal_reference": ("bokføringsloven § 13", None)}


def test_json_of_the_present_version_says_by_silence_that_they_are_unknown(filled: Register, tmp_path: Path) -> None:
    target = tmp_path / "r.json"
    write_json(filled.snapshot(), target)
    document = json.loads(target.read_text("utf-8"))
    assert document["format_version"] == FORMAT_VERSION
    del next(row for row in document["tables"]["activity"] if row["name"] == "Payroll")["rights"]
    target.write_text(json.dumps(document), "utf-8")
    (updated,) = import_file(filled, target).updated
    assert dict(updated.changes) == {"rights": (VALUES["activity"]["rights"], None)}


def test_a_workbook_without_their_columns_leaves_them_as_they_are(filled: Register, tmp_path: Path) -> None:
    target = tmp_path / "old.xlsx"
    write_workbook(filled.snapshot(), target)
    with edited(target) as book:
        for table, values in VALUES.items():
            for role in ("controller", "processor") if table == "activity" else ("controller",):
                for name in values:
                    sheet = book.sheet(table, role)
                    keys = [cell.value for cell in sheet[1]]
                    sheet.delete_cols(keys.index(f"{table}.{name}") + 1)
    before = filled.snapshot()
    found = import_file(filled, target)
    assert (found.added, found.updated, found.refused, found.missing) == ((), (), (), ())
    assert filled.snapshot().same_as(before)


def test_version_1_spoke_of_every_other_field() -> None:
    for table in tables.models():
        later = set(tables.columns(table)) - fields_of_version(table, 1)
        assert later == set(VALUES.get(table, ()))
        assert fields_of_version(table, FORMAT_VERSION) == set(tables.columns(table))


def as_version_1(register: Register, target: Path, without: str = "") -> Path:
    """The register as the first version of the program would have written it."""
    write_json(register.snapshot(), target)
    document = json.loads(target.read_text("utf-8"))
    document["format_version"] = 1
    for table, records in document["tables"].items():
        for record in records:
            for name in [*VALUES.get(table, ()), without]:
                record.pop(name, None)
    target.write_text(json.dumps(document), "utf-8")
    return target
