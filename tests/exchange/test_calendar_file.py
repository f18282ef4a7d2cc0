"""Days to come as a calendar: which days, and a text that other programs read."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.calendar_file import Day, as_calendar, days, write_calendar
from ropa_desktop.law.findings import QUESTION, Finding
from ropa_desktop.law.responses import standing
from ropa_desktop.register import edit, responding
from ropa_desktop.register.register import Register
from tests.registers import small

NOW = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)


def test_reviews_contract_ends_and_ends_of_decisions_are_days(register: Register) -> None:
    ids = small(register)
    with register.step("Dated"):
        edit.set_value(register, "activity", ids.payroll, "review_due_on", "2027-05-01")
        edit.set_value(register, "activity", ids.hosting, "reviewed_on", "2026-08-31")
        edit.set_value(register, "organisation", ids.keeper, "review_interval_months", 6)
        edit.set_values(
            register, "engagement", ids.engagement, {"contract_end": "2027-01-31", "review_due_on": "2026-12-24"}
        )
        edit.add(register, "impact_assessment", name="Drivers", review_due_on="2028-01-01")
        edit.add(register, "transfer", activity_id=ids.payroll, country="GB", mechanism="ADEQUACY")
    found = [(day.on, day.title) for day in days(register.snapshot())]
    assert found == [
        ("2026-12-24", "Review: ENG-001 Microsoft Azure, Cloud storage"),
        ("2027-01-31", "Contract ends: ENG-001 Microsoft Azure, Cloud storage"),
        ("2027-02-28", "Review: PA-002 Hosting"),
        ("2027-05-01", "Review: PA-001 Payroll"),
        ("2028-01-01", "Review: DPIA-001 Drivers"),
        ("2031-12-27", "Adequacy decision ends: United Kingdom (EU) 2021/1772"),
    ]


def test_what_is_out_of_use_or_rests_on_something_else_has_no_day(register: Register) -> None:
    ids = small(register)
    with register.step("Dated"):
        edit.set_values(register, "activity", ids.payroll, {"review_due_on": "2027-05-01", "stage": "ended"})
        edit.set_values(
            register, "engagement", ids.engagement, {"contract_end": "2027-01-31", "contract_state": "terminated"}
        )
        edit.add(register, "transfer", activity_id=ids.payroll, country="GB", mechanism="SCC_2021_M2")
        edit.set_value(register, "activity", ids.hosting, "review_due_on", "2027-05-01")
        edit.archive(register, "activity", ids.hosting, None)
    assert days(register.snapshot()) == ()


def test_a_finding_that_was_put_off_comes_back_on_its_day(register: Register) -> None:
    ids = small(register)
    finding = Finding("placeholder", QUESTION, "30", "What is it called?", "activity", ids.payroll, "name")
    responding.postpone(register, finding, "2099-03-01", "We wait")
    snapshot = register.snapshot()
    (day,) = days(snapshot, standing(snapshot, [finding], "2026-11-22"))
    assert (day.on, day.title) == ("2099-03-01", "Put off until today: PA-001 Payroll")
    assert day.detail == "What is it called? We wait"


def test_an_event_is_known_again_when_its_day_moves(register: Register) -> None:
    ids = small(register)
    seen = []
    for due in ("2027-05-01", "2028-05-01"):
        edit.set_value(register, "activity", ids.payroll, "review_due_on", due)
        seen += [day.uid for day in days(register.snapshot())]
    assert len(seen) == 2
    assert len(set(seen)) == 1


def test_a_calendar_is_written_to_the_letter() -> None:
    text = as_calendar(
        [Day("review-1@ropa-desktop", "2027-05-01", "Review: Pay; hire, fire\\leave", "Two\nlines")], NOW
    )
    assert text == (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//ROPA Desktop//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"
        "BEGIN:VEVENT\r\nUID:review-1@ropa-desktop\r\nDTSTAMP:20261122T030405Z\r\nDTSTART;VALUE=DATE:20270501\r\n"
        "SUMMARY:Review: Pay\\; hire\\, fire\\\\leave\r\nDESCRIPTION:Two\\nlines\r\nTRANSP:TRANSPARENT\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def test_a_calendar_without_days_is_one() -> None:
    assert as_calendar([], NOW).count("\r\n") == 6


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300))
def test_lines_are_folded_at_75_octets_within_no_character_and_give_the_text_back(title: str) -> None:
    text = as_calendar([Day("u", "2027-05-01", title)], NOW)
    for line in text.removesuffix("\r\n").split("\r\n"):
        assert len(line.encode("utf-8")) <= 75
    unfolded = text.replace("\r\n ", "")
    found = re.search(r"\r\nSUMMARY:(.*)\r\nTRANSP", unfolded, re.DOTALL)
    assert found is not None
    assert re.sub(r"\\(.)", r"\1", found[1]) == title


def test_a_file_holds_the_same_bytes_on_every_system(register: Register, tmp_path: Path) -> None:
    ids = small(register)
    edit.set_value(register, "activity", ids.payroll, "review_due_on", "2027-05-01")
    found = days(register.snapshot())
    write_calendar(tmp_path / "days.ics", found, NOW)
    assert (tmp_path / "days.ics").read_bytes() == as_calendar(found, NOW).encode("utf-8")


@pytest.mark.parametrize("due", ["soon", "2027-02-30"])
def test_a_day_that_is_none_is_passed_over(due: str, register: Register) -> None:
    ids = small(register)
    with register.step("From elsewhere"):
        register.connection.exec_driver_sql("UPDATE activity SET reviewed_on = ? WHERE id = ?", (due, ids.payroll))
    assert days(register.snapshot()) == ()


def test_a_register_without_a_day_makes_no_calendar(register: Register, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Nothing was written"):
        write_calendar(tmp_path / "days.ics", days(register.snapshot()), NOW)
    assert not list(tmp_path.glob("*.ics"))
