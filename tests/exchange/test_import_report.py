"""The report of an import: every cell as it stood, a mark and a comment where something became of it, and the sums."""

import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ropa_desktop.errors import CannotWrite
from ropa_desktop.exchange import import_report_cells
from ropa_desktop.exchange.import_report import write_report
from ropa_desktop.exchange.intake import (
    Intake,
    Wishes,
    first_wishes,
    with_correction,
    with_decision,
    with_reading,
    with_target,
    work_out,
)
from ropa_desktop.exchange.recognition.account import filled
from ropa_desktop.exchange.recognition.mapping import LEFT_OUT, READ_AS, Reading
from ropa_desktop.exchange.sheets.book import Book, Cell, Sheet
from ropa_desktop.i18n import set_language
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.exchange.recognition.books import Rows, book, sheet

ROWS: Rows = [
    ["Processing activity", "Purpose", "Data subjects", "Started on", "Our own remarks", "Recipients"],
    ["Payroll", "Pay salaries", "Employees", "31.2.2025", "=1+1", "Northbank"],
    ["Newsletter", "Tell customers", "Customers", "2024-05-01", "@risk", "-"],
]


def intake_of(given: Book, wishes: Wishes | None = None, current: Snapshot | None = None) -> Intake:
    return work_out(given, wishes or first_wishes(given), current or Snapshot({}))


def reported(target: Path, intake: Intake, **more: Any) -> Any:
    """The report as a spreadsheet program reads it."""
    write_report(target, intake, **more)
    return load_workbook(target)


def lines(made: Any) -> list[str]:
    """The first sheet, line by line."""
    return [
        " | ".join(str(value) for value in row if value is not None)
        for row in made.worksheets[0].iter_rows(values_only=True)
    ]


def test_every_cell_stands_where_it_stood_and_is_no_formula(tmp_path: Path) -> None:
    given = book(sheet(ROWS))
    own = reported(tmp_path / "report.xlsx", intake_of(given)).worksheets[1]
    assert [list(row) for row in own.iter_rows(values_only=True)] == [list(row) for row in ROWS]
    assert own["E2"].data_type != "f"
    assert own["E2"].quotePrefix
    assert own["E3"].quotePrefix
    assert not own["A2"].quotePrefix
    assert own.title == "Register"


def test_a_corrected_cell_says_what_it_was_read_as_and_what_the_file_says(tmp_path: Path) -> None:
    given = book(sheet(ROWS))
    wishes = with_correction(first_wishes(given), ("Register", 1, 3), "28.2.2025")
    own = reported(tmp_path / "report.xlsx", intake_of(given, wishes)).worksheets[1]
    assert own["D2"].value == "31.2.2025"
    assert own["D2"].comment.text.startswith("R · Read as 28.2.2025. The file says 31.2.2025.")
    assert own["D2"].number_format.startswith('"R · "')
    assert own["D2"].fill.fgColor.rgb.endswith("E2F0F3")


def test_a_cell_that_a_person_emptied_and_a_value_read_otherwise_are_marked(tmp_path: Path) -> None:
    given = book(sheet(ROWS))
    wishes = with_correction(first_wishes(given), ("Register", 2, 0), "")
    own = wishes.mapping.sheet("Register")
    assert own is not None
    people = next(column for column in own.columns if column.heading == "Data subjects")
    wishes = with_reading(wishes, "Register", people, Reading("Employees", READ_AS, "Staff"), "Employees")
    made = reported(tmp_path / "report.xlsx", intake_of(given, wishes))
    cells = made.worksheets[1]
    assert cells["A3"].comment.text == "R · Emptied by hand. The file says Newsletter."
    assert cells["C2"].comment.text.startswith("R · Read as Staff. The file says Employees.")
    assert "Register | C | Employees | Staff" in lines(made)


def test_notes_and_what_was_left_out_say_why_and_headings_say_nothing(tmp_path: Path) -> None:
    given = book(sheet(ROWS))
    own = first_wishes(given).mapping.sheet("Register")
    assert own is not None
    recipients = next(column for column in own.columns if column.heading == "Recipients")
    wishes = with_target(first_wishes(given), "Register", recipients, LEFT_OUT)
    cells = reported(tmp_path / "report.xlsx", intake_of(given, wishes)).worksheets[1]
    assert cells["E2"].comment.text == "N · In the note: its column has no field."
    assert cells["F2"].comment.text == "L · Left out: left out by hand."
    assert not [cell for cell in cells[1] if cell.comment]
    assert cells["A2"].comment is None
    assert cells["A2"].number_format == "@"


def test_the_counts_add_up_to_the_cells_that_are_not_empty(tmp_path: Path) -> None:
    given = book(sheet(ROWS), sheet([["Notes"], ["Nothing here"]], name="Other"))
    found = lines(reported(tmp_path / "report.xlsx", intake_of(given), register="fjordby.ropa"))
    total = next(line for line in found if line.startswith("All sheets")).split(" | ")
    numbers = [int(number) for number in total[1:]]
    assert numbers[0] == sum(map(filled, given.sheets)) == sum(numbers[1:])
    heads = next(number for number, line in enumerate(found) if line.startswith("Sheet | Cells"))
    for one, line in zip(given.sheets, found[heads + 1 :], strict=False):
        of_sheet = line.split(" | ")
        assert int(of_sheet[1]) == filled(one) == sum(map(int, of_sheet[2:]))
    assert "Register | fjordby.ropa" in found
    assert "File | register.xlsx" in found


def test_the_mapping_says_where_how_sure_and_who_said_so(tmp_path: Path) -> None:
    given = book(sheet(ROWS))
    own = first_wishes(given).mapping.sheet("Register")
    assert own is not None
    remarks = next(column for column in own.columns if column.heading == "Our own remarks")
    wishes = with_target(first_wishes(given), "Register", remarks, "description")
    found = lines(reported(tmp_path / "report.xlsx", intake_of(given, wishes)))
    assert "Register | B | Purpose | (b) Purpose | 100 % | recognised by the program" in found
    assert "Register | E | Our own remarks | Description | 100 % | a person, or a saved mapping" in found


def test_what_changed_in_the_register_is_told_from_old_to_new(tmp_path: Path, register: Register) -> None:
    with register.step("Begin"):
        edit.add(register, "organisation", name="Postlane", website="https://old.example")
    vendors = book(
        sheet([["Vendor", "City", "Country", "Website"], ["Postlane", "Oslo", "Norway", "https://new.example"]])
    )
    found = lines(reported(tmp_path / "report.xlsx", intake_of(vendors, current=register.snapshot())))
    changed = next(line for line in found if "https://old.example" in line)
    assert changed.startswith("Organisation: ORG-001 Postlane | Website | https://old.example | https://new.example")
    assert any(line.startswith("Taken in | yes") for line in found)


def test_names_that_a_person_decided_about_are_told(tmp_path: Path, register: Register) -> None:
    edit.add(register, "organisation", name="Northbank ASA")
    current = register.snapshot()
    given = book(sheet(ROWS))
    first = intake_of(given, current=current)
    like = next(one for one in first.proposals if one.name == "Northbank")
    same = intake_of(given, with_decision(first.wishes, like, same=True), current)
    own = intake_of(given, with_decision(first.wishes, like, same=False), current)
    assert "Organisation | northbank | ORG-001 Northbank ASA" in lines(reported(tmp_path / "same.xlsx", same))
    assert "Organisation | northbank | something of its own" in lines(reported(tmp_path / "own.xlsx", own))


def test_what_cannot_be_read_is_listed_with_its_place(tmp_path: Path) -> None:
    found = lines(reported(tmp_path / "report.xlsx", intake_of(book(sheet(ROWS))), taken_in=False))
    at = found.index("Could not be read")
    assert found[at + 2].startswith("Register | D2 | 31.2.2025 | ")
    assert "Taken in | no: this is what an import would do" in found


def test_merged_cells_numbers_dates_and_comments_of_the_file_are_kept(tmp_path: Path) -> None:
    cells = (
        (Cell("Payroll"), None, Cell("12", "number"), Cell("0.5", "number")),
        (Cell("2024-05-01", "date"), Cell("true", "boolean"), Cell("12345678901234567890", "number"), None),
        (Cell("1850-01-01", "date"), Cell("said", comment="Ask Kari"), None, Cell("_x0041_")),
    )
    given = Book("odd.xlsx", (Sheet("A/B: [x]", cells, merged=((0, 0, 0, 1),)), Sheet("Import report", cells)))
    made = reported(tmp_path / "report.xlsx", intake_of(given))
    assert made.sheetnames == ["Import report", "A_B_ _x_", "Import report (2)"]
    own = made.worksheets[1]
    assert [str(area) for area in own.merged_cells.ranges] == ["A1:B1"]
    assert [own["C1"].value, own["D1"].value] == [12, 0.5]
    assert own["A2"].value.date().isoformat() == "2024-05-01"
    assert own["B2"].value is True
    assert own["C2"].value == "12345678901234567890", "no digit is lost"
    assert own["A3"].value == "1850-01-01"
    assert "Comment in the file: Ask Kari" in own["B3"].comment.text
    assert own["D3"].value in ("_x0041_", "_x005F_x0041_"), "as every reader unescapes it"


def test_more_comments_than_a_workbook_holds_are_said_to_be_left_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_report_cells, "MOST_COMMENTS", 1)
    made = reported(tmp_path / "report.xlsx", intake_of(book(sheet(ROWS))))
    cells = [cell for row in made.worksheets[1].iter_rows() for cell in row]
    assert sum(cell.comment is not None for cell in cells) == 1
    lettered = sum(cell.number_format.startswith('"') for cell in cells)
    assert any(
        line.startswith(f"{lettered - 1} cells have their letter and colour but no comment") for line in lines(made)
    )


def test_a_report_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.xlsx"
    target.write_text("mine")
    with monkeypatch.context() as broken:
        broken.setattr("ropa_desktop.exchange.import_report.write_sheet", _full)
        with pytest.raises(CannotWrite):
            write_report(target, intake_of(book(sheet(ROWS))))
    assert target.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["report.xlsx"]


def _full(*_arguments: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_report_is_norwegian_where_norwegian_is_spoken(tmp_path: Path) -> None:
    set_language("nb")
    found = lines(reported(tmp_path / "report.xlsx", intake_of(book(sheet(ROWS)))))
    assert found[0] == "Import av register.xlsx"


def test_the_parts_of_a_report_are_sound_xml(tmp_path: Path) -> None:
    from lxml import etree

    write_report(tmp_path / "report.xlsx", intake_of(book(sheet(ROWS))))
    with zipfile.ZipFile(tmp_path / "report.xlsx") as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels", ".vml"))]
        assert any("comment" in name for name in names)
        for name in names:
            etree.fromstring(archive.read(name))
