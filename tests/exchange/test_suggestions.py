"""What is only suggested leaves the house in working copies alone, with its mark; and comes back with it."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import ALSO, Options, build
from ropa_desktop.exchange.export import export
from ropa_desktop.exchange.json_file import write_json
from ropa_desktop.exchange.plan import import_file
from ropa_desktop.exchange.questionnaire.department import Request
from ropa_desktop.exchange.questionnaire.writer import write_questionnaire
from ropa_desktop.exchange.records import nested
from ropa_desktop.exchange.scope import for_controller
from ropa_desktop.exchange.workbook import write_workbook
from ropa_desktop.law.checking import findings
from ropa_desktop.law.confirmed import suggested
from ropa_desktop.law.library import items
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.register.suggestions import add_from_library, confirm, within
from tests.exchange.pdf_reader import seen
from tests.exchange.workbook_edits import edited
from tests.registers import small


@pytest.fixture
def mixed(register: Register) -> Any:
    """A small register, with cameras suggested besides."""
    ids = small(register)
    (cameras,) = add_from_library(register, [items()["cctv"]], ids.keeper, "en")
    return ids, cameras


def overview(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    cells = [
        cell.value for name in book.sheetnames if name.startswith("Overview") for row in book[name] for cell in row
    ]
    return "\n".join(str(cell) for cell in cells if cell)


@pytest.mark.parametrize("full", [False, True])
def test_a_report_is_the_same_as_before_it_was_suggested(register: Register, full: bool) -> None:
    ids = small(register)
    options = Options(also=frozenset(ALSO if full else ()), produced_on="2026-11-21")
    before = build(register.snapshot(), options)
    add_from_library(register, [items()["cctv"], items()["payroll"]], ids.keeper, "en")
    assert build(register.snapshot(), options) == before


def test_a_register_of_suggestions_alone_hands_nothing_over(register: Register) -> None:
    add_from_library(register, [items()["cctv"]], None, "en")
    with pytest.raises(BadInput, match="names no controller and no activity yet"):
        build(register.snapshot(), Options())


def test_pdf_and_overview_show_a_line_once_it_is_confirmed(register: Register, mixed: Any, tmp_path: Path) -> None:
    _ids, cameras = mixed
    target, book = tmp_path / "r.pdf", tmp_path / "r.xlsx"
    export(register.snapshot(), target, Options())
    export(register.snapshot(), book, Options())
    assert "Camera surveillance" not in " ".join(seen(target)) + overview(book)
    purpose = register.snapshot().matching("purpose", "activity_id", cameras)[0]
    confirm(register, [purpose.id])
    export(register.snapshot(), target, Options())
    export(register.snapshot(), book, Options())
    for text in (" ".join(seen(target)), overview(book)):
        assert "Camera surveillance" in text
        assert "Prevent and clear up crime" in text
        assert "Keep people safe" not in text
        assert "Police" not in text


def test_a_questionnaire_does_not_ask_about_it(register: Register, mixed: Any, tmp_path: Path) -> None:
    ids, cameras = mixed
    assert write_questionnaire(register.snapshot(), tmp_path / "q.xlsx", Request(ids.keeper)) == 2
    book = openpyxl.load_workbook(tmp_path / "q.xlsx")
    assert not any("Camera" in name for name in book.sheetnames)
    confirm(register, within(register.snapshot(), cameras))
    assert write_questionnaire(register.snapshot(), tmp_path / "q.xlsx", Request(ids.keeper)) == 3


def test_checks_leave_it_alone(register: Register, mixed: Any) -> None:
    _ids, cameras = mixed
    shield = {"id": "t", "activity_id": cameras, "position": 0, "country": "US", "mechanism": "PRIVACY_SHIELD"}
    edit.add_all(register, "transfer", [shield])
    assert "t" in {finding.record for finding in findings(register.snapshot(), "2026-11-21")}
    edit.add_all(register, "suggestion", [{"id": "m", "record_id": "t", "origin": "template"}])
    assert "t" not in {finding.record for finding in findings(register.snapshot(), "2026-11-21")}


@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_a_working_copy_carries_the_mark_there_and_back(
    register: Register, mixed: Any, tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"r.{ending}"
    (write_json if ending == "json" else write_workbook)(register.snapshot(), target)
    with Register.create(tmp_path / "new.ropa") as other:
        found = import_file(other, target)
        assert (found.refused, found.problems) == ((), ())
        assert other.snapshot().same_as(register.snapshot())
        assert suggested(other.snapshot()) == suggested(register.snapshot())
    assert import_file(register, target).changes_nothing


@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_an_older_working_copy_makes_no_suggestion_of_what_is_confirmed(
    register: Register, mixed: Any, tmp_path: Path, ending: str
) -> None:
    _ids, cameras = mixed
    target = tmp_path / f"r.{ending}"
    (write_json if ending == "json" else write_workbook)(register.snapshot(), target)
    confirm(register, within(register.snapshot(), cameras))
    before = register.snapshot()
    assert import_file(register, target).changes_nothing
    assert register.snapshot().same_as(before)


def test_a_row_that_is_edited_in_a_workbook_is_confirmed(register: Register, mixed: Any, tmp_path: Path) -> None:
    _ids, cameras = mixed
    target = tmp_path / "r.xlsx"
    purpose = register.snapshot().matching("purpose", "activity_id", cameras)[0]
    write_workbook(register.snapshot(), target)
    with edited(target) as book:
        book.set("purpose", purpose.id, "description", "Prevent theft in the shop")
    planned = import_file(register, target)
    assert planned.after.same_as(register.snapshot())
    assert not {purpose.id, cameras} & suggested(register.snapshot())
    register.undo()
    assert {purpose.id, cameras} <= suggested(register.snapshot())


def test_an_extract_carries_the_marks_of_what_is_in_it(register: Register, mixed: Any) -> None:
    ids, cameras = mixed
    extract = for_controller(register.snapshot(), ids.keeper)
    assert suggested(extract) == suggested(register.snapshot())
    assert cameras in suggested(extract)
    assert suggested(for_controller(register.snapshot(), ids.keeper, "processor")) <= suggested(extract)


def test_what_the_terminal_prints_of_a_record_says_where_it_was_suggested(register: Register, mixed: Any) -> None:
    _ids, cameras = mixed
    snapshot = register.snapshot()
    (said,) = nested(snapshot, "activity", snapshot.find("activity", cameras))["suggestions"]
    assert (said["origin"], said["item"]) == ("library", "cctv")
    assert said["question"].count("\n") == 3
