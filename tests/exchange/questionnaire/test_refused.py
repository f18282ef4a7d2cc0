"""What is no questionnaire of this register is refused in one sentence, whatever was done to the file."""

import random
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.plan import is_strange
from ropa_desktop.exchange.questionnaire import marks
from ropa_desktop.exchange.recognition.ours import is_own_workbook, is_questionnaire
from ropa_desktop.exchange.workbook import write_workbook
from tests.exchange.extremes import snapshot_of
from tests.exchange.questionnaire.filling import filled, planned_apart, register, written


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path / "hr.xlsx")


def test_it_is_told_from_the_registers_own_workbook(path: Path, tmp_path: Path) -> None:
    write_workbook(register(), tmp_path / "own.xlsx")
    assert (is_questionnaire(path), is_own_workbook(path), is_strange(path)) == (True, False, False)
    own = tmp_path / "own.xlsx"
    assert (is_questionnaire(own), is_own_workbook(own), is_strange(own)) == (False, True, False)


def test_a_file_that_was_cut_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    for part in (0, 10, len(whole) // 3, len(whole) // 2, len(whole) - 30):
        path.write_bytes(whole[:part])
        with pytest.raises(BadInput) as refused:
            planned_apart(path)
        assert "hr.xlsx" in str(refused.value)


def test_another_registers_questionnaire_is_refused(path: Path) -> None:
    other = snapshot_of({"organisation": [{"id": "x", "name": "X", "record_kept": "yes"}]})
    with pytest.raises(BadInput, match="a questionnaire of another register"):
        planned_apart(path, other)


def test_a_newer_format_is_refused(path: Path) -> None:
    with filled(path) as filling:
        filling.book.worksheets[0]["B1"] = str(marks.FORMAT_VERSION + 1)
    with pytest.raises(BadInput, match="newer version"):
        planned_apart(path)


def test_without_its_first_page_it_is_refused(path: Path) -> None:
    with filled(path) as filling:
        first = filling.book.worksheets[0]
        filling.book["Lists"]["A1"] = marks.FORMAT
        filling.book["Lists"]["A1"].value = f"{marks.LISTS} of {marks.FORMAT}"
        filling.book.remove(first)
    with pytest.raises(BadInput, match="its first page is missing"):
        planned_apart(path)


def test_a_sheet_that_is_gone_says_nothing_and_the_rest_stands(path: Path) -> None:
    with filled(path) as filling:
        filling.sign("No")
        filling.book.remove(filling.book["Payroll"])
        filling.book.remove(filling.book["Lists"])
    assert {one.id for one in planned_apart(path).updated} == {"payroll", "hiring"}


def test_columns_and_rows_put_before_it_change_nothing(path: Path) -> None:
    with filled(path) as filling:
        filling.sign("No")
        filling.answer("activity.owner", "Head of finance", "payroll")
    book = load_workbook(path)
    for sheet in book.worksheets:
        sheet.insert_cols(1)
        sheet.insert_rows(8)
    book.save(path)
    found = planned_apart(path)
    assert {one.id: set(one.changes) for one in found.updated} == {
        "payroll": {"owner"},
        "hiring": {"reviewed_on", "reviewed_by"},
    }


def test_no_ruined_part_brings_anything_but_a_sentence(path: Path, tmp_path: Path) -> None:
    """Every part of the file in turn, ruined at random: it is read, or refused; never anything else."""
    chance = random.Random(3)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml", "xl/workbook.xml"):
        ruined = bytearray(parts[name])
        for _time in range(8):
            ruined[chance.randrange(len(ruined))] = chance.randrange(256)
        other = tmp_path / "ruined.xlsx"
        with zipfile.ZipFile(other, "w") as archive:
            for part, content in parts.items():
                archive.writestr(part, bytes(ruined) if part == name else content)
        with suppress(BadInput):
            planned_apart(other)
