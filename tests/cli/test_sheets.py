"""Spreadsheets from the terminal: looked through without a register, mapped by a file, reported on after an import."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ropa_desktop.cli.main import run
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.cli.test_commands import ropa  # noqa: F401  # the fixture that runs a command
from tests.exchange.test_xray import NONE, REGISTER


@pytest.fixture(autouse=True)
def _wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "old.csv"
    path.write_text(REGISTER, "utf-8")
    return path


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command that must fail with one sentence, and returns it."""

    def command(*arguments: object) -> str:
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        assert (code, printed.out, printed.err.count("\n")) == (1, "", 1)
        return printed.err.strip()

    return command


def columns(values: Any) -> dict[str, str]:
    """The target of each heading of the first sheet."""
    return {column["heading"]: column["target"] for column in values["sheets"][0]["columns"]}


# -- check ------------------------------------------------------------------------------------------------


def test_check_looks_through_a_spreadsheet_and_writes_nothing(sheet: Path, ropa: Any) -> None:  # noqa: F811
    told = ropa("check", sheet, "--on", "2026-11-21")
    assert told.startswith("old.csv holds 3 processing activities.\n")
    assert "No controller named" in told
    assert "United States 1, India 1" in told
    assert "30(1)(g) Measures                open in 3 of 3" in told
    assert "a, f, g" in told
    assert "the Court invalidated the decision on 16 Jul 2020 (C-311/18)." in " ".join(told.split())
    assert told.endswith("Looked at as of 21 Nov 2026. Nothing was written.\n")
    assert [path.name for path in sheet.parent.iterdir()] == ["old.csv"]


def test_check_of_what_is_no_register_says_so_and_is_no_failure(tmp_path: Path, ropa: Any) -> None:  # noqa: F811
    (tmp_path / "prices.csv").write_text(NONE)
    told = ropa("check", tmp_path / "prices.csv")
    assert told.startswith("“prices.csv” is not a register of processing activities: ")
    assert told.count("\n") == 1
    assert json.loads(ropa("check", tmp_path / "prices.csv", "--json"))["register"] is False


def test_check_of_what_cannot_be_read_fails_with_one_sentence(tmp_path: Path, refused: Any) -> None:
    (tmp_path / "odd.xlsx").write_bytes(b"PK no workbook")
    assert "odd.xlsx" in refused("check", tmp_path / "odd.xlsx")
    assert "There is no file" in refused("check", tmp_path / "missing.csv")
    assert "no day" in refused("check", tmp_path / "odd.xlsx", "--on", "yesterday")


def test_check_of_a_register_judges_it_on_a_day(path: Path, ropa: Any) -> None:  # noqa: F811
    with Register.create(path) as register:
        activity = edit.add(register, "activity", name="Newsletter")
        edit.add(register, "transfer", activity_id=activity, country="US", mechanism="PRIVACY_SHIELD")
    (found,) = [one for one in json.loads(ropa("check", path, "--json"))["findings"] if one["table"] == "transfer"]
    assert (found["code"], found["severity"]) == ("mechanism_not_valid", "contradicts")
    told = " ".join(ropa("check", path).split())
    assert "Contradicts a dated fact: 1 Article What" in told
    assert "45 EU-US Privacy Shield" in told
    then = json.loads(ropa("check", path, "--json", "--on", "2019-06-01"))["findings"]
    assert "mechanism_not_valid" not in {one["code"] for one in then}
    assert "before 25 May 2018: the GDPR did not apply yet" in ropa("check", path, "--on", "2018-05-24")


# -- import -----------------------------------------------------------------------------------------------


def test_a_dry_run_as_data_counts_by_sheet_column_and_cell(path: Path, sheet: Path, ropa: Any) -> None:  # noqa: F811
    ropa("new", path)
    before = path.read_bytes()
    values = json.loads(ropa("import", path, sheet, "--dry-run", "--json", "--cells"))
    assert path.read_bytes() == before
    assert sum(values["cells"].values()) == len(values["outcomes"]) == sum(values["sheets"][0]["cells"].values())
    assert {one["kind"] for one in values["outcomes"]} <= {"field", "note", "ignored", "refused"}
    assert columns(values)["Safeguards"] == "safeguards"
    assert sum(one["table"] == "activity" for one in values["added"]) == 3
    assert "outcomes" not in json.loads(ropa("import", path, sheet, "--dry-run", "--json"))


def test_a_mapping_is_saved_edited_and_given_back(path: Path, sheet: Path, ropa: Any) -> None:  # noqa: F811
    ropa("new", path)
    mapping = sheet.with_name("mapping.json")
    assert str(mapping) in ropa("import", path, sheet, "--dry-run", "--save-mapping", mapping)
    values = json.loads(mapping.read_text("utf-8"))
    for column in values["sheets"][0]["columns"]:
        if column["heading"] == "Recipients":
            column["target"] = "note"
    mapping.write_text(json.dumps(values), "utf-8")
    other = sheet.with_name("other columns.csv")
    other.write_text("Recipients;Purpose;Processing activity;Personal data\nNorthbank;Pay;Payroll;Name\n", "utf-8")
    found = json.loads(ropa("import", path, other, "--dry-run", "--json", "--mapping", mapping))
    assert columns(found)["Recipients"] == "note"
    assert columns(found)["Purpose"] == "purpose"
    ropa("import", path, sheet, "--mapping", mapping)
    with Register.open(path, write=False) as register:
        assert register.snapshot().count("recipient") == 0
        assert register.snapshot().count("activity") == 3
    assert columns(json.loads(ropa("check", sheet, "--json", "--mapping", mapping)))["Recipients"] == "note"


def test_a_mapping_fits_the_file_that_it_was_made_for_also_where_headings_are_in_two_languages(
    path: Path, tmp_path: Path, ropa: Any  # noqa: F811
) -> None:  # fmt: skip
    ropa("new", path)
    sheet, mapping = tmp_path / "both.csv", tmp_path / "mapping.json"
    sheet.write_text(
        "Behandling / Activity,Formål / Purpose,Registrerte / Data subjects\nLønn,Utbetale,Ansatte\n", "utf-8"
    )
    ropa("import", path, sheet, "--dry-run", "--save-mapping", mapping)
    before, again = (json.loads(ropa("check", sheet, "--json", *more)) for more in ((), ("--mapping", mapping)))
    assert columns(before) == columns(again)
    assert before["cells"] == again["cells"]


def test_a_mapping_that_fits_nothing_or_is_none_is_refused_and_nothing_changes(
    path: Path, sheet: Path, ropa: Any, refused: Any  # noqa: F811
) -> None:  # fmt: skip
    ropa("new", path)
    mapping = sheet.with_name("mapping.json")
    ropa("import", path, sheet, "--dry-run", "--save-mapping", mapping)
    before = path.read_bytes()
    other = sheet.with_name("other.csv")
    other.write_text("Behandling;Formål;Registrerte;Personopplysninger\nLønn;Utbetale;Ansatte;Navn\n", "utf-8")
    assert "fits nothing in “other.csv”" in refused("import", path, other, "--mapping", mapping)
    good = mapping.read_text("utf-8")
    mapping.write_text(good.replace('"target": "purpose"', '"target": "purpse"'), "utf-8")
    said = refused("import", path, sheet, "--mapping", mapping)
    assert "“purpse”, which is no field" in said
    assert "purpose" in said
    for broken in ("{", "[]", good.replace('"column": 0', '"column": "A"'), good.replace('"table"', '"tabel"'), "\x00"):
        mapping.write_text(broken, "utf-8")
        assert "no mapping that this version can read" in refused("import", path, sheet, "--mapping", mapping)
    assert "There is no file" in refused("import", path, sheet, "--mapping", sheet.with_name("missing.json"))
    assert path.read_bytes() == before


@pytest.mark.parametrize("dry", [True, False])
def test_a_report_is_written_of_an_import_and_of_a_dry_run(path: Path, sheet: Path, ropa: Any, dry: bool) -> None:  # noqa: F811
    ropa("new", path)
    report = sheet.with_name("report.xlsx")
    told = ropa("import", path, sheet, "--report", report, *(["--dry-run"] if dry else []))
    assert f"{report} is written." in told
    book = load_workbook(report)
    facts = {str(row[0]): str(row[2]) for row in book.worksheets[0].iter_rows(max_row=8, values_only=True) if row[0]}
    assert facts["Register"] == path.name
    assert facts["Taken in"].startswith("no" if dry else "yes")
    assert book.worksheets[1]["H3"].value == "Privacy Shield"
    with Register.open(path, write=False) as register:
        assert register.snapshot().count("activity") == (0 if dry else 3)


def test_mapping_and_report_are_for_strange_spreadsheets_alone(path: Path, ropa: Any, refused: Any) -> None:  # noqa: F811
    ropa("new", path)
    own = path.with_name("own.xlsx")
    ropa("export", path, own)
    assert "“own.xlsx” is none" in refused("import", path, own, "--report", path.with_name("report.xlsx"))
    assert "“own.xlsx” is none" in refused("import", path, own, "--mapping", path.with_name("missing.json"))
    assert not path.with_name("report.xlsx").exists()


def test_import_of_what_is_no_register_is_refused(path: Path, ropa: Any, refused: Any) -> None:  # noqa: F811
    ropa("new", path)
    (path.parent / "prices.csv").write_text(NONE)
    assert "is not a register of processing activities" in refused("import", path, path.parent / "prices.csv")
