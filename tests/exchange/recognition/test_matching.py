"""The same sheet again, or its next edition: what the register holds already is matched, and nothing is made twice."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from ropa_desktop.exchange.apply import apply
from ropa_desktop.exchange.changes import Plan
from ropa_desktop.exchange.plan import import_file
from ropa_desktop.exchange.planning import plan
from ropa_desktop.exchange.recognition.recognise import recognise
from ropa_desktop.exchange.sheets.book import Book, Sheet
from ropa_desktop.exchange.sheets.reading import read_book
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.exchange.recognition.books import Rows, book, sheet
from tests.exchange.recognition.test_any_book import any_sheet
from tests.exchange.recognition.test_forms import FRENCH
from tests.exchange.recognition.test_tables import ICO, MUNICIPAL
from tests.exchange.registers.register import Register as Examined
from tests.exchange.registers.register import registers

EXAMINED = registers() if os.environ.get("ROPA_SOAK") else registers()[::3]
"""The registers of the first examination; in `make test` each third."""

HEADINGS = [
    "Ref", "Processing activity", "Department", "Purpose", "Legal basis", "Data subjects", "Personal data",
    "Retention period", "Recipients", "Third countries", "Security measures", "Systems", "Comments",
]  # fmt: skip
PAYROLL = [
    "1", "Payroll", "Finance", "Pay salaries", "6(1)(b)", "Employees", "Bank account; Address",
    "5 years", "Northbank; Tax office", "USA", "Encryption; Access control", "Salary system", "old",
]  # fmt: skip
HIRING = [
    "2", "Hiring", "HR", "Fill vacancies", "6(1)(f)", "Applicants", "CV", "6 months after the end of the procedure",
    "None", "No", "Encryption", "Mail", "",
]  # fmt: skip


def first(rows: Sequence[Sequence[str]] = (PAYROLL, HIRING), name: str = "register.csv") -> Book:
    return book(sheet([HEADINGS, *rows]), name=name)


def changed(row: Sequence[str], **texts: str) -> list[str]:
    return [texts.get(heading.split()[0].lower(), text) for heading, text in zip(HEADINGS, row, strict=True)]


def brought(register: Register, given_book: Book) -> Plan:
    return plan(register.snapshot(), recognise(given_book).incoming)


def imported(register: Register, given_book: Book) -> Plan:
    planned = brought(register, given_book)
    apply(register, planned, given_book.name)
    return planned


def updates(planned: Plan) -> list[tuple[str, str, Any, Any]]:
    return [(one.table, name, *change) for one in planned.updated for name, change in one.changes.items()]


def added(planned: Plan) -> list[str]:
    return sorted(one.table for one in planned.added)


def payroll(register: Register) -> str:
    return next(row.id for row in register.snapshot().all(Activity) if row.name == "Payroll")


# -- the identical file -----------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [ICO, MUNICIPAL, FRENCH, [HEADINGS, PAYROLL, HIRING]], ids=["ICO", "no", "fr", "own"])
def test_the_identical_file_changes_nothing(register: Register, rows: Rows) -> None:
    given_book = book(sheet(rows))
    assert imported(register, given_book).added
    again = brought(register, given_book)
    assert again.changes_nothing, (updates(again), added(again))
    assert again.unchanged


@pytest.mark.parametrize("examined", EXAMINED, ids=lambda one: str(one.name))
def test_every_register_of_the_examination_changes_nothing_the_second_time(
    register: Register, tmp_path: Path, examined: Examined
) -> None:
    given_book = read_book(examined.write(tmp_path))
    assert imported(register, given_book).added
    again = brought(register, given_book)
    assert again.changes_nothing, (updates(again), added(again))


@given(any_sheet())
def test_whatever_a_sheet_holds_the_second_time_changes_nothing(given_sheet: Sheet) -> None:
    given_book = book(given_sheet)
    once = plan(Snapshot({}), recognise(given_book, insist=False).incoming)
    again = plan(once.after, recognise(given_book, insist=False).incoming)
    assert again.changes_nothing, (updates(again), added(again))


@given(any_sheet(), any_sheet())
def test_the_next_edition_changes_nothing_the_second_time_either(one: Sheet, next_one: Sheet) -> None:
    before = plan(Snapshot({}), recognise(book(one), insist=False).incoming).after
    once = plan(before, recognise(book(next_one), insist=False).incoming)
    again = plan(once.after, recognise(book(next_one), insist=False).incoming)
    assert again.changes_nothing, (updates(again), added(again))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not at hand")
def test_the_file_saved_by_another_program_changes_nothing(register: Register, tmp_path: Path) -> None:
    examined = next(one for one in registers() if one.plan["format"] == "xlsx")
    path = examined.write(tmp_path)
    imported(register, read_book(path))
    office = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "ods"]
    subprocess.run([*office, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=180)
    again = import_file(register, path.with_suffix(".ods"))
    assert again.changes_nothing, (updates(again), added(again))


def test_a_row_moved_or_another_sheet_name_changes_nothing(register: Register) -> None:
    imported(register, first())
    moved = book(sheet([HEADINGS, HIRING, PAYROLL], name="2027"), name="next.xlsx")
    assert brought(register, moved).changes_nothing


def test_several_activities_of_one_name_are_each_themselves(register: Register) -> None:
    rows = [changed(PAYROLL, ref=""), changed(HIRING, ref=""), changed(PAYROLL, ref="", department="Ships")]
    imported(register, first(rows))
    assert brought(register, first(rows)).changes_nothing
    assert brought(register, first(rows[::-1])).changes_nothing


def test_two_records_of_one_name_that_were_there_before_do_not_make_a_third_and_a_fourth(register: Register) -> None:
    for _again in range(2):
        edit.add(register, "organisation", name="Northbank")
    imported(register, first())
    assert register.snapshot().count("organisation") == 4  # which Northbank is meant, nobody knows
    assert brought(register, first()).changes_nothing


# -- what differs -----------------------------------------------------------------------------------------


def test_a_changed_field_is_updated_from_old_to_new(register: Register) -> None:
    imported(register, first())
    planned = brought(register, first([changed(PAYROLL, department="HR"), HIRING]))
    assert updates(planned) == [("activity", "department", "Finance", "HR")]
    assert not planned.added


def test_the_plan_says_which_record_of_the_register_each_of_the_file_is(register: Register) -> None:
    imported(register, first())
    incoming = recognise(first()).incoming
    meant = plan(register.snapshot(), incoming).meant
    for table, records in incoming.records.items():
        if table != "answer":
            assert all(register.snapshot().find(table, meant[record["id"]]) for record in records)


def test_an_edit_in_the_register_is_shown_against_the_sheet(register: Register) -> None:
    imported(register, first())
    edit.set_value(register, "activity", payroll(register), "department", "People")
    assert updates(brought(register, first())) == [("activity", "department", "People", "Finance")]


def test_an_empty_cell_leaves_the_field_as_it_is(register: Register) -> None:
    imported(register, first())
    empty = changed(PAYROLL, department="", retention="", purpose="", legal="", systems="", comments="")
    assert brought(register, first([empty, HIRING])).changes_nothing


def test_what_the_register_alone_has_stays_and_is_counted(register: Register) -> None:
    imported(register, first())
    edit.add(register, "recipient", activity_id=payroll(register), organisation_id=None)
    planned = brought(register, first([PAYROLL]))
    assert planned.changes_nothing
    assert planned.remarks[-2:] == (
        "1 activity of the register is not in the file. It stays as it is.",
        "1 entry of activities in the file is in the register alone. It stays as it is.",
    )


def test_the_note_grows_by_the_lines_it_lacks(register: Register) -> None:
    imported(register, first())
    edit.set_value(register, "activity", payroll(register), "note", "Mine\nComments: old\nAsk Kari")
    assert brought(register, first()).changes_nothing
    planned = brought(register, first([changed(PAYROLL, comments="new")]))
    old = "Mine\nComments: old\nAsk Kari"
    assert updates(planned) == [("activity", "note", old, f"{old}\nComments: new")]


def test_a_new_row_goes_behind_the_others(register: Register) -> None:
    imported(register, first())
    planned = brought(register, first([changed(PAYROLL, recipients="Pension fund; Northbank; Tax office")]))
    assert added(planned) == ["organisation", "recipient"]
    (recipient,) = [one.values for one in planned.added if one.table == "recipient"]
    assert recipient["activity_id"] == payroll(register)
    assert recipient["position"] == 2


def test_another_basis_of_the_same_purpose_is_a_change(register: Register) -> None:
    imported(register, first())
    planned = brought(register, first([changed(PAYROLL, legal="6(1)(c)")]))
    assert updates(planned) == [("purpose", "legal_basis", "6(1)(b)", "6(1)(c)")]
    assert not planned.added


def test_a_second_basis_is_a_row_of_its_own(register: Register) -> None:
    imported(register, first())
    planned = brought(register, first([changed(PAYROLL, legal="6(1)(b), 6(1)(c)")]))
    assert added(planned) == ["purpose"]
    assert not planned.updated


def test_another_time_limit_of_the_same_data_is_a_change_of_the_line(register: Register) -> None:
    imported(register, first())
    planned = brought(register, first([changed(PAYROLL, retention="10 years")]))
    assert added(planned) == ["retention_rule"]
    (rule,) = planned.added
    assert {(table, name, new) for table, name, _old, new in updates(planned)} == {
        ("data_line", "retention_id", rule.id)
    }
    assert len(planned.updated) == 2


def test_what_a_person_entered_beside_a_row_stays(register: Register) -> None:
    imported(register, first())
    now = register.snapshot()
    with register.step("Edited"):
        for row in now.matching("recipient", "activity_id", payroll(register)):
            edit.set_value(register, "recipient", row.id, "assessed_role", "processor")
        for row in now.matching("transfer", "activity_id", payroll(register)):
            edit.set_value(register, "transfer", row.id, "mechanism", "SCC")
    assert brought(register, first()).changes_nothing


def test_a_recipient_moved_to_an_engagement_is_the_same(register: Register) -> None:
    imported(register, first())
    recipient = register.snapshot().matching("recipient", "activity_id", payroll(register))[0]
    with register.step("Moved"):
        contract = edit.add(register, "engagement", organisation_id=recipient.organisation_id, service="Payments")
        edit.set_value(register, "recipient", recipient.id, "engagement_id", contract)
        edit.set_value(register, "recipient", recipient.id, "organisation_id", None)
    assert brought(register, first()).changes_nothing


def test_quotations_and_answers_are_not_doubled(register: Register) -> None:
    rows = [changed(HIRING, recipients="We share them with whoever needs to know about it in the end", third="No")]
    imported(register, first(rows))
    before = register.snapshot()
    assert before.count("source")
    assert before.count("answer")
    assert brought(register, first(rows, name="next year.csv")).changes_nothing


# -- which activity ---------------------------------------------------------------------------------------


def test_a_renamed_activity_is_known_by_its_reference_and_a_like_name(register: Register) -> None:
    imported(register, first())
    planned = brought(register, first([changed(PAYROLL, processing="Payroll and pension")]))
    assert updates(planned) == [("activity", "name", "Payroll", "Payroll and pension")]


def test_a_reference_given_to_something_else_matches_nothing(register: Register) -> None:
    imported(register, first())
    other = changed(PAYROLL, processing="Video surveillance")
    assert "activity" in added(brought(register, first([other])))


def test_the_same_name_under_another_reference_is_the_same(register: Register) -> None:
    imported(register, first())
    planned = brought(register, first([changed(PAYROLL, ref="7", processing="PAYROLL")]))
    assert updates(planned) == [("activity", "reference", "1", "7")]


def test_a_running_number_does_not_take_the_place_of_a_reference(register: Register) -> None:
    imported(register, first([["", *PAYROLL[1:]], ["", *HIRING[1:]]]))
    kept = {row.name: row.reference for row in register.snapshot().all(Activity)}
    assert kept == {"Payroll": "PA-001", "Hiring": "PA-002"}
    planned = brought(register, first([["7", *PAYROLL[1:]], ["8", *HIRING[1:]]]))
    assert planned.changes_nothing
    assert any("numbers its rows" in remark for remark in planned.remarks)
    (change,) = brought(register, first([["HR-7", *PAYROLL[1:]]])).updated
    assert change.changes == {"reference": ("PA-001", "HR-7")}


def test_of_several_of_the_name_none_is_chosen_and_a_remark_says_so(register: Register) -> None:
    with register.step("Begin"):
        edit.add(register, "activity", name="Payroll", department="Ships")
        edit.add(register, "activity", name="payroll", department="Yard")
    planned = brought(register, first())
    assert added(planned).count("activity") == 2
    assert any(remark.startswith("The register has several activities of the same name: “Payroll”.")
               for remark in planned.remarks)  # fmt: skip


def test_another_keepers_role_or_archived_activity_is_another(register: Register) -> None:
    with register.step("Begin"):
        client = edit.add(register, "organisation", name="Client AS", record_kept="yes")
        edit.add(register, "organisation", name="Other AS", record_kept="yes")
        edit.add(register, "activity", name="Payroll", keeper_id=client)
        edit.add(register, "activity", name="Payroll", role="processor")
        edit.set_value(
            register, "activity", edit.add(register, "activity", name="Payroll"), "archived_on", "2026-01-01"
        )
    assert added(brought(register, first([PAYROLL]))).count("activity") == 1


def test_activities_without_a_keeper_are_matched_after_a_keeper_came_into_the_register(register: Register) -> None:
    imported(register, first())
    keeper = edit.add(register, "organisation", name="Fjordby AS", record_kept="yes")
    assert brought(register, first()).changes_nothing
    with register.step("Kept"):
        for row in register.snapshot().rows("activity"):
            edit.set_value(register, "activity", row.id, "keeper_id", keeper)
    assert brought(register, first()).changes_nothing


def test_a_measure_of_another_keeper_is_not_taken(register: Register) -> None:
    with register.step("Begin"):
        ours = edit.add(register, "organisation", name="Fjordby AS", record_kept="yes")
        theirs = edit.add(register, "organisation", name="Solvik AS", record_kept="yes")
        own = edit.add(register, "measure", name="Encryption", keeper_id=ours)
        edit.add(register, "measure", name="Encryption", keeper_id=theirs)
        edit.add(register, "measure", name="Access control", keeper_id=theirs)
    rows = [["Controller", *HEADINGS], ["Fjordby AS", *PAYROLL]]
    planned = brought(register, book(sheet(rows)))
    measures = [one.values["name"] for one in planned.added if one.table == "measure"]
    used = [one.values["measure_id"] for one in planned.added if one.table == "measure_use"]
    assert measures == ["Access control"]
    assert own in used


def test_the_officer_of_a_known_controller_is_not_doubled(register: Register) -> None:
    given_book = book(sheet(ICO))
    imported(register, given_book)
    (officer,) = [row for row in register.snapshot().rows("contact") if row.role == "dpo"]
    edit.set_value(register, "contact", officer.id, "function", "Privacy lead")
    assert brought(register, given_book).changes_nothing
