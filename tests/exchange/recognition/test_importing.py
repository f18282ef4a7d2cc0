"""A strange spreadsheet through the whole import: read, planned, linked to what the register knows, counted."""

from pathlib import Path

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.plan import as_json, import_file, plan, summary
from ropa_desktop.exchange.recognition.mapping import from_json
from ropa_desktop.exchange.recognition.ours import is_own_workbook
from ropa_desktop.exchange.recognition.recognise import recognise
from ropa_desktop.exchange.sheets.book import Book
from ropa_desktop.exchange.workbook.writer import write_workbook
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.exchange.recognition.books import Rows, book, sheet

ROWS: Rows = [
    ["Processing activity", "Purpose", "Data subjects", "Personal data", "Recipients", "Comments"],
    ["Payroll", "Pay salaries", "Employees", "Bank account", "NORTHBANK; Tax office", "old"],
]


def given(name: str = "register.csv") -> Book:
    return book(sheet(ROWS), name=name)


def test_a_name_that_the_register_knows_is_the_same_record(register: Register) -> None:
    with register.step("Begin"):
        bank = edit.add(register, "organisation", name="Northbank", kind="legal_entity")
        edit.add(register, "organisation", name="Tax Office North")
    planned = plan(register.snapshot(), recognise(given()).incoming)
    organisations = [one.values["name"] for one in planned.added if one.table == "organisation"]
    assert organisations == ["Tax office"]
    assert not planned.updated
    assert not planned.refused
    recipients = [one.values["organisation_id"] for one in planned.added if one.table == "recipient"]
    assert bank in recipients


def test_two_records_of_one_name_are_not_chosen_between(register: Register) -> None:
    with register.step("Begin"):
        edit.add(register, "organisation", name="Northbank")
        edit.add(register, "organisation", name="northbank")
    planned = plan(register.snapshot(), recognise(given()).incoming)
    assert sorted(o.values["name"] for o in planned.added if o.table == "organisation") == ["NORTHBANK", "Tax office"]


def test_what_a_row_describes_is_compared_with_the_known_record(register: Register) -> None:
    with register.step("Begin"):
        edit.add(register, "organisation", name="Postlane", website="https://old.example")
    vendors = book(
        sheet([["Vendor", "City", "Country", "Website"], ["POSTLANE", "Oslo", "Norway", "https://new.example"]])
    )
    planned = plan(register.snapshot(), recognise(vendors).incoming)
    (updated,) = planned.updated
    assert updated.changes["website"] == ("https://old.example", "https://new.example")
    assert "name" not in updated.changes


def test_the_plan_counts_the_cells(register: Register) -> None:
    planned = plan(register.snapshot(), recognise(given()).incoming)
    assert planned.cells == {"field": 5, "note": 1, "ignored": 6, "refused": 0}
    assert as_json(planned)["cells"] == planned.cells
    assert "12 cells: 5 in a field, 1 in the note, 6 ignored, 0 refused." in summary(planned, "en")


def test_a_csv_is_imported_as_one_step(register: Register, tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_text("\n".join(",".join(text or "" for text in row) for row in ROWS), "utf-8")
    import_file(register, file)
    assert [row.name for row in register.snapshot().rows("activity")] == ["Payroll"]
    assert [row.note for row in register.snapshot().rows("activity")] == ["Comments: old"]


def test_the_own_workbook_is_known_by_its_texts(register: Register, tmp_path: Path) -> None:
    own, other = tmp_path / "own.xlsx", tmp_path / "other.xlsx"
    write_workbook(register.snapshot(), own)
    other.write_bytes(b"PK\x03\x04 nothing")
    assert is_own_workbook(own)
    assert not is_own_workbook(other)
    assert not is_own_workbook(tmp_path / "missing.xlsx")


@pytest.mark.parametrize("values", [None, [], {}, {"format": "x"}, {"format": "ropa-desktop mapping", "sheets": 3}])
def test_a_mapping_of_another_kind_is_refused(values: object) -> None:
    with pytest.raises(BadInput, match="no mapping that this version can read"):
        from_json(values)


def test_a_sheet_that_names_no_controller_is_about_the_only_one(register: Register) -> None:
    keeper = edit.add(register, "organisation", name="Fjordby AS", record_kept="yes")
    planned = plan(register.snapshot(), recognise(given()).incoming)
    (activity,) = [one.values for one in planned.added if one.table == "activity"]
    assert activity["keeper_id"] == keeper
    edit.add(register, "organisation", name="Solvik AS", record_kept="yes")
    planned = plan(register.snapshot(), recognise(given()).incoming)
    (activity,) = [one.values for one in planned.added if one.table == "activity"]
    assert not activity.get("keeper_id")


def test_a_strange_sheet_is_not_missing_what_the_register_holds(register: Register) -> None:
    edit.add(register, "activity", name="Hosting")
    assert plan(register.snapshot(), recognise(given()).incoming).missing == ()
