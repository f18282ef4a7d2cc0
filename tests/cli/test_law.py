"""Findings, law data and ruling day at the terminal: what is printed, written and taken."""

# ruff: noqa: F811

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ropa_desktop.law.checking import findings
from ropa_desktop.law.data import accepted
from ropa_desktop.law.findings import QUESTION
from ropa_desktop.register import edit, responding
from ropa_desktop.register.register import Register
from tests.cli.test_commands import refused, ropa  # noqa: F401  # the fixtures that run a command
from tests.law.test_data import without_us, written
from tests.registers import Small, small


@pytest.fixture(autouse=True)
def _wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")


@pytest.fixture
def ids(path: Path) -> Small:
    """A small register at `path`; its transfer to the United States rests on the adequacy decision."""
    with Register.create(path) as register:
        return small(register)


@pytest.fixture
def ruling(tmp_path: Path) -> Path:
    """Law data in which that decision has ended."""
    return written(tmp_path / "ruling.json", without_us())


def test_findings_are_grouped_by_severity_and_those_answered_are_counted(
    path: Path,
    ids: Small,
    ropa: Any,
) -> None:
    with Register.open(path) as register:
        edit.add(register, "transfer", activity_id=ids.payroll, country="US", mechanism="PRIVACY_SHIELD")
        questions = [one for one in findings(register.snapshot()) if one.severity == QUESTION]
        responding.answer(register, questions[0], "Looked at")
        responding.postpone(register, questions[1], "2099-01-01")
        responding.assign(register, questions[2], "Kari")
    told = ropa("check", path)
    assert told.index("Contradicts a dated fact: 1") < told.index(f"Question: {len(questions) - 2}")
    assert "2 findings are postponed or answered: “--all” shows them." in told
    assert "given to Kari" in told
    everything = " ".join(ropa("check", path, "--all").split())
    assert f"Question: {len(questions)}" in everything
    assert "answered" in everything
    assert "postponed, 1 Jan 2099" in everything
    found = {one["state"]: one for one in json.loads(ropa("check", path, "--json", "--all"))["findings"]}
    assert found["answered"]["reason"] == "Looked at"
    assert found["postponed"]["until"] == "2099-01-01"
    assert {one["state"] for one in json.loads(ropa("check", path, "--json"))["findings"]} == {"open"}


def test_findings_are_written_as_a_workbook_and_days_as_a_calendar(
    path: Path,
    ids: Small,
    tmp_path: Path,
    ropa: Any,
    refused: Any,
) -> None:
    with Register.open(path) as register:
        edit.set_value(register, "activity", ids.payroll, "review_due_on", "2030-05-01")
    assert "Written: " in ropa("check", path, "--output", tmp_path / "todo.xlsx")
    sheet = load_workbook(tmp_path / "todo.xlsx").worksheets[0]
    n = len(json.loads(ropa("check", path, "--json"))["findings"])
    rows = [row for row in sheet.iter_rows(values_only=True) if row[-1]]
    assert len(rows) == n + 1, "one line for each, and the head"
    ropa("check", path, "--output", tmp_path / "days.ics")
    assert "DTSTART;VALUE=DATE:20300501" in (tmp_path / "days.ics").read_text("utf-8")
    assert "as .xlsx" in refused("check", path, "--output", tmp_path / "todo.pdf")


def test_an_empty_register_has_no_findings_and_no_more_is_said(path: Path, ropa: Any) -> None:
    with Register.create(path):
        pass
    told = ropa("check", path)
    assert "No open findings in " in told
    assert "checks, law data of 21 Nov 2026." in told


def test_a_day_before_the_regulation_is_not_judged(path: Path, ids: Small, ropa: Any) -> None:
    assert "Nothing is judged before 25 May 2018" in ropa("check", path, "--on", "2018-05-24")


def test_what_is_said_of_small_and_foreign_keepers_stands_above(path: Path, ids: Small, ropa: Any) -> None:
    with Register.open(path) as register:
        edit.set_value(register, "organisation", ids.keeper, "persons_employed", 9)
        edit.set_value(register, "organisation", ids.keeper, "country", "CH")
    told = ropa("check", path)
    assert "Fjordby AS: EU/EEA rules only. The law of Switzerland is not checked." in told
    assert "Fjordby AS employs 9 persons. Below 250, Art. 30(5)" in told


def test_the_law_data_in_use_say_their_age_and_what_is_not_verified(ropa: Any) -> None:
    told = ropa("law")
    assert "21 Nov 2026 (" in told
    assert "the program" in told
    assert "Swiss-US Privacy Shield (general knowledge)" in told


def test_a_newer_file_is_looked_at_taken_and_forgotten(
    path: Path,
    ids: Small,
    ruling: Path,
    ropa: Any,
    refused: Any,
) -> None:
    told = ropa("law", ruling, "--registers", path.parent)
    assert told.count("fjordby") == 1, "a register's backups are not asked"
    assert "Adequacy decision for United States: in force until further notice, now 18 Feb 2026" in told
    assert "Transfer to United States" in told
    assert accepted() is None, "looking takes nothing"
    assert not [
        one for one in json.loads(ropa("check", path, "--json"))["findings"] if one["severity"] == "contradicts"
    ]
    assert "in use now" in ropa("law", ruling, "--accept")
    (found,) = [
        one for one in json.loads(ropa("check", path, "--json"))["findings"] if one["severity"] == "contradicts"
    ]
    assert found["code"] == "no_adequacy_decision"
    assert "law-data.json" in ropa("law")
    assert "in use again" in ropa("law", "--forget")
    assert "No others were accepted" in ropa("law", "--forget")
    assert "Name the file" in refused("law", "--accept")


def test_a_folder_is_asked_what_a_ruling_touches_and_nothing_is_written_in_it(
    path: Path,
    ids: Small,
    ruling: Path,
    tmp_path: Path,
    ropa: Any,
    refused: Any,
) -> None:
    folder = tmp_path / "clients" / "north"
    folder.mkdir(parents=True)
    path.rename(folder / "fjordby.ropa")
    with Register.create(folder / "empty.ropa"):
        pass
    (folder.parent / "broken.ropa").write_bytes(b"no register")
    before = {one: one.read_bytes() for one in folder.rglob("*.ropa")}
    told = ropa(
        "check", folder.parent, "--law-change", ruling, "--output", tmp_path / "out.xlsx", "--notes", tmp_path / "notes"
    )
    assert "1 of 2 registers touched." in told
    assert "Fjordby AS" in told
    assert "broken.ropa could not be read" in told
    assert {one: one.read_bytes() for one in folder.rglob("*.ropa")} == before
    found = json.loads(ropa("check", folder.parent, "--law-change", ruling, "--json"))
    (touched,) = [one for each in found["registers"] for one in each["touched"] if one["table"] == "transfer"]
    assert (touched["controllers"], touched["activities"]) == (["Fjordby AS"], ["PA-001 Payroll"])
    assert touched["now"]
    (note,) = (tmp_path / "notes").iterdir()
    assert note.name == "Fjordby-AS.txt"
    assert "the record of Fjordby AS" in note.read_text("utf-8")
    assert load_workbook(tmp_path / "out.xlsx").worksheets[1].title == "Not read"
    assert "is a folder" in refused("check", folder)
    assert "no folder" in refused("check", ruling, "--law-change", ruling)
    assert "--law-change" in refused("check", folder / "fjordby.ropa", "--notes", tmp_path / "notes")
