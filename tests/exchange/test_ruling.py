"""Ruling day: what other law data touch in a register, and how it is told to each controller."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from ropa_desktop.exchange.findings_report import write_findings
from ropa_desktop.exchange.ruling import Ruling, over_folder, touched, write_notes, write_ruling
from ropa_desktop.i18n import set_language
from ropa_desktop.law.bundle import LawData, built_in, from_document
from ropa_desktop.law.checking import findings
from ropa_desktop.law.responses import standing
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.law.test_data import document, without_us
from tests.registers import Small, small

ON = "2026-11-22"


@pytest.fixture
def ids(register: Register) -> Small:
    """Payroll's engagement transfers to the United States under the decision; another transfer has clauses."""
    ids = small(register)
    edit.add(register, "transfer", activity_id=ids.payroll, country="US", mechanism="SCC_2021_M2")
    return ids


@pytest.fixture
def ended() -> LawData:
    return from_document("ruling.json", without_us())


def test_a_transfer_that_rests_on_what_changed_is_touched_with_its_activities(
    register: Register, ids: Small, ended: LawData
) -> None:
    (one,) = touched(register.snapshot(), built_in(), ended, ON)
    assert one.called == "Transfer to United States: Adequacy decision (Art. 45)"
    assert (one.controllers, one.activities) == (("Fjordby AS",), ("PA-001 Payroll",))
    assert one.because[0].startswith(
        "Adequacy decision for United States: in force until further notice, now 18 Feb 2026"
    )
    assert any("no adequacy decision on the list" in sentence for sentence in one.now)


def test_a_mechanism_that_falls_touches_those_that_name_it(register: Register, ids: Small) -> None:
    changed = document()
    entry = next(one for one in changed["transfer_mechanisms"]["entries"] if one["code"] == "SCC_2021_M2")
    entry["invalid_from"], entry["source"] = "2026-11-01", "a judgment"
    (one,) = touched(register.snapshot(), built_in(), from_document("x", changed), ON)
    assert "Standard contractual clauses" in one.called
    assert one.activities == ("PA-001 Payroll",)


def test_a_newer_list_that_says_the_same_touches_nothing(register: Register, ids: Small) -> None:
    edit.add(register, "transfer", activity_id=ids.payroll, country="IN")  # its finding names the day of the list
    same = from_document("same.json", {**document(), "as_of": "2026-11-22"})
    assert touched(register.snapshot(), built_in(), same, ON) == ()


def test_a_country_that_leaves_touches_what_is_found_anew(register: Register, ids: Small) -> None:
    edit.set_value(register, "organisation", ids.azure, "country", "IE")
    changed = document()
    changed["territories"]["eea"].remove("IE")
    found = touched(register.snapshot(), built_in(), from_document("x", changed), ON)
    assert any(sentence for one in found for sentence in one.now)


def test_what_is_archived_is_not_touched(register: Register, ids: Small, ended: LawData) -> None:
    edit.archive(register, "engagement", ids.engagement, None)
    assert touched(register.snapshot(), built_in(), ended, ON) == ()


@pytest.fixture
def ruling(register: Register, ids: Small, ended: LawData, tmp_path: Path) -> Ruling:
    """Over the register's folder, with a second client whose name is the same, and a file that is no register."""
    with Register.create(tmp_path / "second.ropa") as second:
        small(second)
    (tmp_path / "third.ropa").write_text("nothing")
    return over_folder(tmp_path, built_in(), ended, ON)


def test_a_folder_is_read_register_by_register(ruling: Ruling) -> None:
    assert [(path.name, len(found)) for path, found in ruling.touched] == [("fjordby.ropa", 1), ("second.ropa", 1)]
    assert [path.name for path, _because in ruling.unread] == ["third.ropa"]
    assert {name: len(found) for name, found in ruling.by_controller.items()} == {"Fjordby AS": 2}


def test_the_workbook_has_a_line_for_each_and_those_not_read(ruling: Ruling, tmp_path: Path) -> None:
    write_ruling(tmp_path / "out.xlsx", ruling)
    first, second = load_workbook(tmp_path / "out.xlsx").worksheets
    rows = list(first.iter_rows(values_only=True))
    head = next(place for place, row in enumerate(rows) if row[0] == "Register")
    assert [row[:3] for row in rows[head + 1 :]] == [
        ("fjordby.ropa", "Fjordby AS", "PA-001 Payroll"),
        ("second.ropa", "Fjordby AS", "PA-001 Payroll"),
    ]
    assert second.title == "Not read"


def test_a_note_says_what_changed_and_where_and_concludes_nothing(ruling: Ruling, tmp_path: Path) -> None:
    path, second = write_notes(tmp_path / "notes", ruling)
    assert second.name == "Fjordby-AS-2.txt", "clients of one name in two registers are two clients"
    text = path.read_text("utf-8")
    assert path.name == "Fjordby-AS.txt"
    assert text.startswith(
        "Draft: a change of law and the record of Fjordby AS\n22 Nov 2026\n\nWhat changed\n- Adequacy"
    )
    assert "It touches 1 entry of your record:" in text
    assert "  Activities: PA-001 Payroll\n" in text
    assert "lawful" not in text
    assert "compliant" not in text


def test_it_is_told_in_norwegian_too(ruling: Ruling, tmp_path: Path) -> None:
    set_language("nb")
    path, _second = write_notes(tmp_path / "notater", ruling)
    assert path.read_text("utf-8").startswith("Utkast: en rettsendring og protokollen til Fjordby AS")


def test_names_that_would_be_one_file_are_two(ended: LawData, tmp_path: Path) -> None:
    for number, name in enumerate(("A/B AS", "A:B AS")):
        with Register.create(tmp_path / f"{number}.ropa") as register:
            edit.set_value(register, "organisation", small(register).keeper, "name", name)
    found = write_notes(tmp_path / "notes", over_folder(tmp_path, built_in(), ended, ON))
    assert [path.name for path in found] == ["A-B-AS.txt", "A-B-AS-2.txt"]


def test_findings_as_a_workbook_say_whose_and_keep_text_text(register: Register, ids: Small, tmp_path: Path) -> None:
    edit.set_values(register, "activity", ids.payroll, {"name": "=1+1", "owner": "@HR"})
    snapshot = register.snapshot()
    found = standing(snapshot, findings(snapshot, ON), ON)
    write_findings(tmp_path / "todo.xlsx", snapshot, found, ON, ["Said above"])
    sheet = load_workbook(tmp_path / "todo.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "To do"
    assert "Said above" in {row[0] for row in rows}
    head = next(place for place, row in enumerate(rows) if row[0] == "Severity")
    assert len(rows) - head - 1 == len(found)
    assert sheet.freeze_panes == f"A{head + 2}"
    assert {row[7] for row in rows[head + 1 :]} == {"Fjordby AS"}
    assert "@HR" in {row[8] for row in rows}
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_without_findings_the_workbook_says_so_and_no_more(register: Register, tmp_path: Path) -> None:
    write_findings(tmp_path / "todo.xlsx", register.snapshot(), (), ON)
    told = [str(row[0]) for row in load_workbook(tmp_path / "todo.xlsx").worksheets[0].iter_rows(values_only=True)]
    assert told[1].startswith("No open findings in ")
    assert told[1].endswith("law data of 21 Nov 2026.")


def test_a_note_to_one_controller_names_no_activity_of_another(
    register: Register, ids: Small, ended: LawData, tmp_path: Path
) -> None:
    other = edit.add(register, "organisation", name="Havblikk AS", record_kept="yes", country="NO")
    hers = edit.add(register, "activity", keeper_id=other, name="Secret plans")
    edit.add(register, "recipient", activity_id=hers, engagement_id=ids.engagement)
    notes = write_notes(tmp_path / "notes", over_folder(tmp_path, built_in(), ended, ON))
    said = {path.name: path.read_text("utf-8") for path in notes}
    assert said.keys() == {"Fjordby-AS.txt", "Havblikk-AS.txt"}
    assert "Secret plans" not in said["Fjordby-AS.txt"]
    assert "Secret plans" in said["Havblikk-AS.txt"]
    assert "Payroll" not in said["Havblikk-AS.txt"]
