"""What a person does to a workbook is understood: changes, new rows, other choices, moved and missing cells."""

import os
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from ropa_desktop.exchange.changes import Plan
from ropa_desktop.exchange.planning import plan
from ropa_desktop.exchange.workbook import read_workbook, write_workbook
from ropa_desktop.model.snapshot import Snapshot
from tests.exchange.extremes import snapshot_of
from tests.exchange.workbook_edits import Book, edited

RECORDS: dict[str, list[dict[str, Any]]] = {
    "organisation": [
        {"id": "fjordby", "reference": "ORG-001", "name": "Fjordby AS", "record_kept": "yes", "country": "NO"},
        {"id": "azure", "reference": "ORG-002", "name": "Microsoft Azure"},
        {"id": "nav", "reference": "ORG-003", "name": "NAV"},
    ],
    "activity": [
        {"id": "payroll", "reference": "PA-001", "keeper_id": "fjordby", "name": "Payroll", "started_on": "2020-01-01"},
        {"id": "hosting", "reference": "PA-002", "keeper_id": "fjordby", "name": "Hosting", "role": "processor"},
    ],
    "purpose": [
        {"id": "pay", "activity_id": "payroll", "description": "Pay salaries", "legal_basis": "6(1)(b)"},
        {"id": "tax", "activity_id": "payroll", "description": "Report tax", "position": 1},
    ],
    "recipient": [{"id": "to-nav", "activity_id": "payroll", "organisation_id": "nav", "declared_role": "recipient"}],
    "retention_rule": [{"id": "five", "reference": "RET-001", "name": "Accounting", "amount": 5, "unit": "year"}],
    "answer": [
        {"id": "none", "record_id": "payroll", "field": "transfers", "state": "none"},
        {"id": "not", "record_id": "payroll", "field": "owner", "state": "not_applicable", "reason": "nobody"},
    ],
    "source": [{"id": "handbook", "record_id": "payroll", "field": "name", "document": "Handbook"}],
}


@pytest.fixture
def register() -> Snapshot:
    return snapshot_of(RECORDS)


_LANGUAGES = ("en", "nb") if os.environ.get("ROPA_SOAK") else ("nb",)


@pytest.fixture(params=_LANGUAGES)
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The register as a workbook, in Norwegian, and in the soak in English too: what is typed is understood in both."""
    (tmp_path / "r.xlsx").write_bytes(_written(request.param))
    return tmp_path / "r.xlsx"


@cache
def _written(language: str) -> bytes:
    with TemporaryDirectory() as folder:
        write_workbook(snapshot_of(RECORDS), Path(folder, "r.xlsx"), language)
        return Path(folder, "r.xlsx").read_bytes()


def planned(register: Snapshot, path: Path) -> Plan:
    return plan(register, read_workbook(path))


def changes(found: Plan) -> dict[str, dict[str, tuple[Any, Any]]]:
    assert (found.refused, found.problems) == ((), ())
    return {one.id: dict(one.changes) for one in found.updated}


# -- cells ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "id", "field", "typed", "new"),
    [
        ("activity", "payroll", "name", "Wages", "Wages"),
        ("activity", "payroll", "name", "  Wages \u202e", "Wages"),
        ("activity", "payroll", "name", 2025, "2025"),
        ("activity", "payroll", "name", 12.5, "12.5"),
        ("activity", "payroll", "name", True, "TRUE"),
        ("activity", "payroll", "name", datetime(2025, 2, 1), "2025-02-01"),
        ("activity", "payroll", "name", None, None),
        ("activity", "payroll", "description", "a\nb", "a\nb"),
        ("activity", "payroll", "started_on", date(2024, 2, 29), "2024-02-29"),
        ("activity", "payroll", "started_on", "2024-02-29", "2024-02-29"),
        ("activity", "payroll", "started_on", None, None),
        ("retention_rule", "five", "amount", 7, 7),
        ("retention_rule", "five", "amount", 7.0, 7),
        ("retention_rule", "five", "amount", " 7 ", 7),
        ("purpose", "pay", "legal_basis", "Legal obligation", "6(1)(c)"),
        ("purpose", "pay", "legal_basis", "rettslig forpliktelse", "6(1)(c)"),
        ("purpose", "pay", "legal_basis", "6(1)(C)", "6(1)(c)"),
        ("purpose", "pay", "legal_basis", "our own idea", "our own idea"),
        ("activity", "payroll", "assessment_required", "Nei", "no"),
        ("activity", "payroll", "assessment_required", False, "no"),
        ("recipient", "to-nav", "organisation_id", "ORG-002 Microsoft Azure", "azure"),
        ("recipient", "to-nav", "organisation_id", " org-002  microsoft azure", "azure"),
        ("recipient", "to-nav", "organisation_id", "ORG-002", "azure"),
        ("recipient", "to-nav", "organisation_id", "microsoft azure", "azure"),
        ("recipient", "to-nav", "organisation_id", None, None),
        ("source", "handbook", "field", "Department", "department"),
        ("source", "handbook", "field", "Avdeling", "department"),
        ("source", "handbook", "field", "department", "department"),
        ("source", "handbook", "field", None, None),
        ("source", "handbook", "record_id", "Organisation: ORG-003 NAV", "nav"),
        ("source", "handbook", "record_id", "PA-002", "hosting"),
    ],
)
def test_a_changed_cell_is_one_changed_field(
    register: Snapshot, path: Path, table: str, id: str, field: str, typed: Any, new: Any
) -> None:
    old = getattr(register.find(table, id), field)
    with edited(path) as book:
        book.set(table, id, field, typed)
    assert changes(planned(register, path)) == {id: {field: (old, new)}}


@pytest.mark.parametrize(
    ("table", "id", "field", "typed", "words"),
    [
        ("activity", "payroll", "started_on", "31.2.2025", "31.2.2025: no such date"),
        ("activity", "payroll", "started_on", 2025, "2025: no such date"),
        ("retention_rule", "five", "amount", "five", "not a whole number"),
        ("retention_rule", "five", "amount", 2.5, "not a whole number"),
        ("retention_rule", "five", "amount", -1, "not a whole number"),
        ("recipient", "to-nav", "organisation_id", "Google", "none is called “Google”"),
        ("activity", "payroll", "name", "#REF!", "the error #REF!"),
        ("activity", "payroll", "name", "=A1&A2", "The formula has no result yet"),
        ("source", "handbook", "record_id", "PA-999", "none is called “PA-999”"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_and_its_field_left(
    register: Snapshot, path: Path, table: str, id: str, field: str, typed: Any, words: str
) -> None:
    with edited(path) as book:
        book.set(table, id, field, typed)
        cell = book.cell(table, id, field)
        cell.number_format = "General"
        where = (book.sheet(table).title, cell.coordinate)
    found = planned(register, path)
    assert found.changes_nothing
    assert found.refused == ()
    named = [problem for problem in found.problems if (problem.sheet, problem.cell) == where]
    assert len(named) == 1
    assert words in named[0].sentence


def test_a_formula_gives_what_it_came_to(register: Snapshot, path: Path) -> None:
    """As Excel saves it: the formula, and its result beside it."""
    import re
    import zipfile

    with edited(path) as book:
        book.set("activity", "payroll", "name", '="Pay"&"roll 2"')
        part = f"xl/worksheets/sheet{book.book.sheetnames.index(book.sheet('activity').title) + 1}.xml"
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files[part], count = re.subn(
        rb'<c ([^>]*?)><f>("Pay"[^<]*)</f><v ?/?>(</v>)?</c>',
        rb'<c \1 t="str"><f>\2</f><v>Payroll 2</v></c>',
        files[part],
    )
    assert count == 1
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    assert changes(planned(register, path)) == {"payroll": {"name": ("Payroll", "Payroll 2")}}


def test_two_of_the_same_name_are_not_guessed_between(register: Snapshot, path: Path) -> None:
    with edited(path) as book:
        book.add("organisation", name="NAV")
        book.set("recipient", "to-nav", "organisation_id", "NAV")
    found = planned(register, path)
    assert "several are called “NAV”" in found.problems[0].sentence
    assert found.updated == ()


def test_renaming_a_record_leaves_alone_what_names_it(register: Snapshot, path: Path) -> None:
    with edited(path) as book:
        book.set("organisation", "nav", "name", "Arbeids- og velferdsetaten")
        book.set("organisation", "nav", "reference", "ORG-103")
    assert set(changes(planned(register, path))) == {"nav"}


# -- rows -------------------------------------------------------------------------------------------------


def test_a_deleted_row_is_reported_and_nothing_more(register: Snapshot, path: Path) -> None:
    with edited(path) as book:
        book.sheet("organisation").delete_rows(book.row("organisation", "nav"))
        book.sheet("purpose").delete_rows(book.row("purpose", "tax"))
    found = planned(register, path)
    assert {(one.table, one.id) for one in found.missing} == {("organisation", "nav"), ("purpose", "tax")}
    assert (found.changes_nothing, found.refused, found.problems) == (True, (), ())


def test_a_row_emptied_but_for_its_hidden_id_is_a_deleted_row(register: Snapshot, path: Path) -> None:
    with edited(path) as book:
        sheet, row = book.sheet("purpose"), book.row("purpose", "tax")
        for number in range(2, sheet.max_column + 1):
            sheet.cell(row, number).value = None
    found = planned(register, path)
    assert [one.id for one in found.missing] == ["tax"]
    assert found.changes_nothing


def test_rows_without_an_id_are_new_records_that_may_name_each_other(register: Snapshot, path: Path) -> None:
    with edited(path) as book:
        book.add("activity", name="Recruitment", keeper_id="Fjordby AS")
        book.add("activity", role="processor", name="Scanning", keeper_id="ORG-001")
        book.add("purpose", activity_id="Recruitment", description="Hire people")
        book.add("purpose", activity_id="PA-001 Payroll", description="Keep accounts")
        book.add("organisation", name="Finn.no AS", reference="ORG-050")
        book.add("recipient", activity_id="Recruitment", organisation_id="ORG-050 Finn.no AS")
        book.add("answer", record_id="Recruitment", field="Transfers", state="None")
    found = planned(register, path)
    assert (found.problems, found.refused, found.updated, found.missing) == ((), (), (), ())
    by_name = {one.values.get("name") or one.values.get("description"): one for one in found.added}
    activity, scanning = by_name["Recruitment"], by_name["Scanning"]
    assert (activity.values["role"], activity.values["status"]) == ("controller", "draft")
    assert (scanning.values["role"], scanning.values["keeper_id"]) == ("processor", "fjordby")
    assert activity.wants_reference
    assert not by_name["Finn.no AS"].wants_reference
    hire, accounts = by_name["Hire people"].values, by_name["Keep accounts"].values
    assert (hire["activity_id"], hire["position"]) == (activity.id, 0)
    assert (accounts["activity_id"], accounts["position"]) == ("payroll", 2)
    recipient = next(one.values for one in found.added if one.table == "recipient")
    assert (recipient["activity_id"], recipient["organisation_id"]) == (activity.id, by_name["Finn.no AS"].id)
    answer = next(one.values for one in found.added if one.table == "answer")
    assert (answer["record_id"], answer["field"], answer["state"]) == (activity.id, "transfers", "none")


def test_a_new_row_that_belongs_to_nothing_is_refused_and_says_where(register: Snapshot, path: Path) -> None:
    with edited(path) as book:
        row = book.add("purpose", description="Lost")
        sheet = book.sheet("purpose").title
    (refused,) = planned(register, path).refused
    assert refused.place == f"{sheet}, row {row}"
    assert refused.called == "Lost"


def test_a_copied_row_that_was_changed_is_a_new_record(register: Snapshot, path: Path) -> None:
    with edited(path) as book:
        row = book.copy("activity", "payroll", name="Payroll of the subsidiary")
        book.copy("purpose", "pay")
    found = planned(register, path)
    (added,) = found.added
    assert added.values["name"] == "Payroll of the subsidiary"
    assert added.values["started_on"] == "2020-01-01"
    assert added.wants_reference  # PA-001 is not given out twice
    assert found.updated == ()
    assert [problem.cell for problem in found.problems] == [str(row), "6"]
    assert "left out" in found.problems[1].sentence


def test_sorted_and_moved_columns_and_rows_above_change_nothing(register: Snapshot, path: Path) -> None:
    with edited(path) as book:
        sheet = book.sheet("purpose")
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        for number, row in enumerate([*rows[:3], *reversed(rows[3:])], 1):
            for place, value in enumerate([*reversed(row[1:]), row[0]], 1):
                sheet.cell(number, place).value = value
        sheet.insert_rows(1, 2)
        sheet["A1"] = "Our purposes"
        book.book.move_sheet(sheet.title, -5)
    found = planned(register, path)
    assert found.changes_nothing
    assert (found.missing, found.problems) == ((), ())


def test_a_deleted_column_or_sheet_says_nothing_of_its_fields(register: Snapshot, path: Path) -> None:
    with edited(path) as book:
        book.sheet("purpose").delete_cols(book.column("purpose", "legal_basis"))
        book.book.remove(book.sheet("source"))
    found = planned(register, path)
    assert found.changes_nothing
    assert [one.table for one in found.missing] == ["source"]


def test_a_column_of_ones_own_is_named_as_not_read(register: Snapshot, path: Path) -> None:
    with edited(path) as book:
        sheet = book.sheet("purpose")
        place = sheet.max_column + 1
        sheet.cell(3, place).value, sheet.cell(4, place).value = "My column", "x"
        where = (sheet.title, sheet.cell(3, place).coordinate)
    (problem,) = planned(register, path).problems
    assert (problem.sheet, problem.cell) == where
    assert "belongs to no field" in problem.sentence


def test_an_activity_changes_its_role_with_its_sheet(register: Snapshot, path: Path) -> None:
    with edited(path) as book:
        sheet, row = book.sheet("activity"), book.row("activity", "payroll")
        values = [cell.value for cell in sheet[row]]
        sheet.delete_rows(row)
        book.sheet("activity", "processor").append(values)
    assert changes(planned(register, path)) == {"payroll": {"role": ("controller", "processor")}}


def test_without_the_hidden_lists_references_and_names_still_serve(register: Snapshot, path: Path) -> None:
    with edited(path) as book:
        book.book.remove(book.book["Lists"])
    found = planned(register, path)
    assert found.changes_nothing
    assert found.problems == ()


def test_without_the_first_sheet_it_is_still_a_workbook_of_ours(register: Snapshot, path: Path) -> None:
    with edited(path) as book:
        book.book.remove(book.book.worksheets[0])
    assert planned(register, path).changes_nothing


def test_what_is_written_on_the_overview_is_not_read(register: Snapshot, path: Path) -> None:
    with edited(path) as book:
        book.book.worksheets[1]["B3"] = "Something else"
    assert planned(register, path).changes_nothing


def test_an_answer_gives_way_to_the_value_written_in_its_place(register: Snapshot, path: Path) -> None:
    with edited(path) as book:
        book.set("activity", "payroll", "owner", "Head of finance")
        book.add("transfer", activity_id="PA-001", country="US")
    found = planned(register, path)
    assert {one.id for one in found.superseded} == {"not", "none"}
    assert (found.missing, found.refused, found.problems) == ((), (), ())


def test_the_book_of_the_tests_finds_what_it_says(path: Path) -> None:
    assert Book(path).cell("purpose", "tax", "description").value == "Report tax"
