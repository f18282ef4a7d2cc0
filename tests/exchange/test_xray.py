"""The X-ray: what a spreadsheet holds and lacks, with nothing written anywhere."""

from pathlib import Path

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import ALSO, Options
from ropa_desktop.exchange.export import export
from ropa_desktop.exchange.recognition.account import filled
from ropa_desktop.exchange.sheets.reading import open_book
from ropa_desktop.exchange.xray import as_json, by_keeper, open_by_letter, recipient_count, transfers_by_country, xray
from ropa_desktop.law.findings import CONTRADICTS, QUESTION
from ropa_desktop.register.register import Register
from tests.registers import small

REGISTER = """Processing activity;Purpose;Legal basis;Data subjects;Personal data;Recipients;Transfers;Safeguards
Payroll;Pay salaries;6(1)(b);Employees;Bank account;Northbank;;
Newsletter;Tell customers;6(1)(a);Customers;E-mail;Mailfirm Inc.;USA;Privacy Shield
Support;Answer questions;6(1)(f);Customers;Name;Helpdesk Ltd;India;
"""
NONE = "Name;Price\nBolt;1\nNut;2\n"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "sheets" / "old register.csv"
    path.parent.mkdir()
    path.write_text(REGISTER, "utf-8")
    return path


def test_it_says_what_a_sheet_holds_and_what_each_activity_lacks(sheet: Path) -> None:
    found = xray(sheet, "2026-11-21")
    assert found.because == ""
    assert [one.activity.name for one in found.seen] == ["Payroll", "Newsletter", "Support"]
    assert [(keeper, role, n) for keeper, role, n in by_keeper(found)] == [(None, "controller", 3)]
    assert recipient_count(found) == 3
    assert transfers_by_country(found) == {"US": 1, "IN": 1}
    letters = open_by_letter(found, "controller")
    assert list(letters) == list("abcdefg")
    assert (letters["a"], letters["b"], letters["g"]) == (3, 0, 3)
    assert letters["e"] == 1


def test_a_sheet_that_still_says_privacy_shield_contradicts_a_dated_fact(sheet: Path) -> None:
    found = {one.code: one for one in xray(sheet, "2026-11-21").findings}
    contradicted, asked = found["mechanism_not_valid"], found["no_adequacy_decision"]
    assert (contradicted.severity, asked.severity) == (CONTRADICTS, QUESTION)
    assert "16 Jul 2020 (C-311/18)" in contradicted.sentence
    assert asked.sentence.startswith("India")
    assert "mechanism_not_valid" not in {one.code for one in xray(sheet, "2019-06-01").findings}


def test_nothing_is_written_anywhere(sheet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sheet.parent)
    before = sheet.read_bytes()
    home = sheet.parent.parent / "home of the program"
    xray(sheet)
    assert [path.name for path in sheet.parent.iterdir()] == [sheet.name]
    assert sheet.read_bytes() == before
    assert not home.exists()


def test_what_is_no_register_is_told_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.write_text(NONE, "utf-8")
    found = xray(path)
    assert "“prices.csv” is not a register of processing activities: " in found.because
    assert found.seen == ()
    assert as_json(found)["register"] is False
    assert sum(as_json(found)["cells"].values()) == 6


@pytest.mark.parametrize("ending", [".xlsx", ".json"])
def test_our_own_exports_are_seen_as_the_register_that_they_came_from(tmp_path: Path, ending: str) -> None:
    with Register.create(tmp_path / "small.ropa") as register:
        small(register)
        snapshot = register.snapshot()
    export(snapshot, tmp_path / f"out{ending}", Options(also=frozenset(ALSO)))
    found = xray(tmp_path / f"out{ending}", "2026-11-21")
    assert found.snapshot.same_as(snapshot)
    assert found.intake is None
    assert [(one.activity.reference, one.letters["a"]) for one in found.seen] == [
        ("PA-001", "documented"),
        ("PA-002", "partly"),
    ]
    assert open_by_letter(found, "processor") == {"a": 1, "b": 0, "c": 0, "d": 0}


def test_what_cannot_be_read_at_all_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "odd.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(BadInput, match=r"odd\.xlsx"):
        xray(tmp_path / "odd.xlsx")
    with pytest.raises(BadInput, match="cannot be imported"):
        xray(tmp_path / "odd.docx")


def test_as_data_it_gives_every_cell_with_its_place(sheet: Path) -> None:
    values = as_json(xray(sheet, "2026-11-21"), cells=True)
    (book,) = open_book(sheet).sheets
    assert len(values["outcomes"]) == filled(book) == sum(values["cells"].values())
    shield = next(one for one in values["outcomes"] if one["text"] == "Privacy Shield")
    assert (shield["cell"], shield["kind"], shield["detail"]) == ("H3", "field", "transfer.mechanism")
    (told,) = values["sheets"]
    assert told["header"] == [1, 1]
    assert told["columns"][1] == {
        "column": "B",
        "heading": "Purpose",
        "target": "purpose",
        "score": 1.0,
        "cells": {"field": 3, "note": 0, "ignored": 0, "refused": 0},
    }
    assert values["open"]["controller"]["g"] == 3
    assert "outcomes" not in as_json(xray(sheet))
