"""The Excel workbook of a report: every fact in a cell of its own, every cell a text, LibreOffice content with it."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zipfile import ZipFile

import pytest
from lxml import etree
from openpyxl import load_workbook

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.formats import cells
from ropa_desktop.exchange.formats.opendocument import write_opendocument
from ropa_desktop.exchange.formats.spreadsheet import write_spreadsheet
from ropa_desktop.exchange.report import Cell, Chapter, Column, Fields, Lines, Mixed, Report, Table
from ropa_desktop.exchange.sheets.reading import read_book
from tests.exchange import reports
from tests.exchange.formats import hostile, office, said, samples


def written(report: Report, folder: Path) -> Any:
    """The workbook as openpyxl reads it."""
    write_spreadsheet(report, folder / "record.xlsx")
    return load_workbook(folder / "record.xlsx")


def rows(folder: Path, sheet: int) -> list[list[str]]:
    """The texts of a sheet as our importer reads them; an empty cell is an empty text."""
    found = read_book(folder / "record.xlsx").sheets[sheet].rows
    return [[cell.text if cell else "" for cell in row] for row in found]


def of_template() -> Report:
    """A table in the shape of a template: what stands above its head, groups, colours, required columns and others."""
    columns = (
        Column("Purpose", 2, True, "Why", "92D050"),
        Column("Basis", 1, False, "Why", "0070C0"),
        Column("Data", 1, True, "What"),
        Column("Note"),
    )
    above = ((Cell("Name"), Cell("Fjordby Regnskap AS")), (None, Cell("Brygga 4")), ())
    table = Table(columns, ((Cell("Pay"), Cell(""), Cell("Salary"), Cell("=1+1")),) * 3, above=above)
    return reports.report(reports.part(Chapter("Template", (Cell("Said besides."),), (), (table,), landscape=True)))


@pytest.mark.parametrize("case", samples.cases(), ids=lambda case: "-".join(map(str, case)))
def test_says_what_the_report_says_and_no_more(case: samples.Case, tmp_path: Path) -> None:
    report = samples.sample(case)
    write_spreadsheet(report, tmp_path / "record.xlsx")
    assert said.in_cells(tmp_path / "record.xlsx") == said.in_report(report, downwards=True)


def test_text_is_text_wherever_it_stands(tmp_path: Path) -> None:
    report = hostile.report(*hostile.TEXTS)
    book = written(report, tmp_path)
    assert said.in_cells(tmp_path / "record.xlsx") == said.in_report(report, downwards=True)
    texts = {text for sheet in range(2, 5) for row in rows(tmp_path, sheet) for text in row}
    assert {hostile.TEXTS[1], hostile.TEXTS[13], hostile.TEXTS[-1]} <= texts
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            assert cell.data_type == "s"
            assert "@" in cell.number_format
            assert cell.quotePrefix == (cell.value[0] in "=+-@'\t")


def test_a_table_of_a_template_keeps_its_head_in_sight_and_its_headings_word_for_word(tmp_path: Path) -> None:
    sheet = written(of_template(), tmp_path)["Template"]
    assert [cell.value for cell in sheet[1]][:2] == ["Name", "Fjordby Regnskap AS"]
    assert [cell.value for cell in sheet[4]] == ["Why", None, "What", None]
    assert [cell.value for cell in sheet[5]] == ["Purpose", "Basis", "Data", "Note"]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A4:B4"]
    assert [cell.number_format for cell in sheet[5]] == ['@" *"', "@", '@" *"', "@"]
    assert [cell.fill.fgColor.rgb[2:] for cell in sheet[5]][:2] == ["92D050", "0070C0"]
    assert [cell.font.color.rgb[2:] for cell in sheet[5]][:2] == ["1A1D21", "FFFFFF"]
    assert all(cell.font.b and cell.alignment.wrap_text for cell in sheet[5])
    assert sheet.freeze_panes == "A6"
    assert sheet.print_title_rows == "$4:$5"
    assert sheet.auto_filter.ref == "A5:D8"
    assert sheet["A10"].value == "Said besides."


def test_the_sheets_of_a_template_are_alike_in_both_formats(tmp_path: Path) -> None:
    for write, ending in ((write_spreadsheet, ".xlsx"), (write_opendocument, ".ods")):
        write(of_template(), tmp_path / f"record{ending}")
    books = [read_book(tmp_path / f"record{ending}") for ending in (".xlsx", ".ods")]
    first, second = ([[c and c.text for row in sheet.rows for c in row] for sheet in book.sheets] for book in books)
    assert first == second


def test_pages_lie_across_and_bear_title_standing_and_number(tmp_path: Path) -> None:
    report = replace(reports.rich("nb"), mark="UTKAST", standing="Slik det var 31. desember 2025 & revisjon 12ab")
    for sheet in written(report, tmp_path):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
            "landscape",
            9,
            0,
        )
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddHeader.left.text == "Records of processing activities"
        assert sheet.oddFooter.right.text == "Side &P av &N"
        assert "21. november 2026 · UTKAST · Slik det var 31. desember 2025 && rev" in sheet.oddFooter.left.text
        assert any(str(row[0].value).startswith("UTKAST · Slik") for row in sheet.iter_rows(max_row=5))


def test_sheets_have_names_that_spreadsheets_allow_and_no_two_the_same(tmp_path: Path) -> None:
    titles = ["A" * 300, "a" * 300, "A: B/C\\D [E]*?", "'quoted'", "", "''", "Annex", "annex", "\n", "x'" * 30]
    names = written(
        reports.report(reports.part(*(Chapter(t, (Cell("said"),)) for t in titles), name="Annex")), tmp_path
    ).sheetnames
    assert len(names) == len({name.casefold() for name in names}) == 11
    for name in names:
        assert 0 < len(name) <= cells.LONGEST_NAME
        assert not re.search(r"[\[\]:*?/\\\n]|^'|'$", name)


def test_a_long_name_of_a_sheet_is_not_cut_within_a_bracket_and_says_that_it_goes_on() -> None:
    titles = ("ICO, controllers (United Kingdom): 30 columns", "Processing activities as controller, Article 30(1)")
    report = reports.report(reports.part(*(Chapter(title, (Cell("said"),)) for title in titles)))
    assert [sheet.name for sheet in cells.as_sheets(report)][1:] == [
        "ICO, controllers",
        "Processing activities as contr…",
    ]


def test_a_row_has_room_for_lines_that_are_divided_between_words() -> None:
    assert cells.lines("5 years from end of the accounting year (bokføringsloven § 13)", 5.0) == 3
    assert cells.lines("a word " + "x" * 60 + " and one more\nand a line", 5.0) == 5


def test_a_column_is_as_wide_as_the_words_above_it_and_in_it() -> None:
    def width(above: str, said: str) -> float:
        table = Table(
            (Column("A"), *(Column(f"B{n}") for n in range(9))), ((Cell(said),) * 10,), above=((Cell(above),),)
        )
        return cells.as_sheets(reports.report(reports.part(Chapter("Table", blocks=(table,)))))[1].widths[0]

    assert width("", "short") < width("Behandlingsansvarlig", "short")
    assert width("", "short") < width("", "(behandlingsansvarlig)")
    assert width("", "someone@a-domain.example/with/a/very/long/path") == width("", "short")


def test_the_room_that_pages_leave_goes_to_what_makes_rows_high_and_empty_columns_get_little() -> None:
    measures = "\n".join(f"{n}. Every right is approved by a manager and looked through in April." for n in range(12))
    columns = (Column("Name"), Column("Measures"), *(Column(f"Empty {n}") for n in range(4)))
    row = (Cell("Payroll"), Cell(measures), *[Cell("")] * 4)
    chapter = Chapter("Wide", blocks=(Table(columns, (row,)),), landscape=True)
    sheet = cells.as_sheets(reports.report(reports.part(chapter)))[-1]
    assert cells.lines(measures, sheet.widths[1]) == 12, "no line is broken"
    assert max(sheet.widths[2:]) < sheet.widths[0] < sheet.widths[1]
    assert sheet.pages == 1


@pytest.mark.parametrize("sign", ["W", "😀"])
def test_what_is_more_than_a_cell_holds_goes_on_in_the_next_row(sign: str, tmp_path: Path) -> None:
    text = sign * 80_000
    table = Table((Column("One"), Column("Two")), ((Cell(text), Cell("beside")), (Cell("after"), Cell("after"))))
    written(reports.report(reports.part(Chapter("Long", (), (), (table,)))), tmp_path)
    found = rows(tmp_path, 1)[2:]
    assert "".join(row[0] for row in found) == text + "after"
    assert "".join(row[1] for row in found) == "besideafter"
    assert max(len(row[0].encode("utf-16-le")) // 2 for row in found) <= cells.LONGEST_TEXT


@pytest.mark.parametrize(("write", "ending"), [(write_spreadsheet, ".xlsx"), (write_opendocument, ".ods")])
def test_more_rows_than_a_sheet_holds_are_refused_with_advice(write: Any, ending: str, tmp_path: Path) -> None:
    statements = Lines(tuple(Cell(str(number)) for number in range(50)))
    report = reports.report(reports.part(Chapter("Many", (), (), (statements,))))
    with patch.object(cells, "MOST_ROWS", 50), pytest.raises(BadInput, match=r"51 rows.*choose PDF\.$"):
        write(report, tmp_path / f"record{ending}")
    assert list(tmp_path.iterdir()) == []
    assert cells.MOST_ROWS == 2**20


def test_the_file_names_its_title_and_nobody(tmp_path: Path) -> None:
    write_spreadsheet(samples.sample(("Fjordby Regnskap AS", "en", True)), tmp_path / "record.xlsx")
    with ZipFile(tmp_path / "record.xlsx") as archive:
        [described] = etree.fromstring(archive.read("docProps/core.xml"))
        assert not [name for name in archive.namelist() if "app.xml" in name]
        whole = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert etree.QName(described).localname == "title"
    assert "Fjordby" in whole
    assert not re.search("Catacloud|Communicat|Commsor|CloudCall|creator|openpyxl", whole)


def test_the_same_report_gives_the_same_bytes_and_no_part_is_still_a_workbook(tmp_path: Path) -> None:
    for name in ("first", "second"):
        write_spreadsheet(reports.rich(), tmp_path / f"{name}.xlsx")
    assert (tmp_path / "first.xlsx").read_bytes() == (tmp_path / "second.xlsx").read_bytes()
    assert written(replace(reports.report(), title=""), tmp_path).sheetnames == ["1"]


def test_characters_that_markup_cannot_hold_show_instead_of_failing(tmp_path: Path) -> None:
    facts = Fields(((hostile.FORBIDDEN, Cell(hostile.FORBIDDEN)),))
    written(reports.report(reports.part(Chapter("\x00", (), (), (facts,)))), tmp_path)
    assert rows(tmp_path, 1)[-1][-1] == "bell �, null �, escape �, half �, none ��"


@pytest.mark.parametrize("report", [of_template(), hostile.report(*hostile.TEXTS)], ids=["template", "hostile"])
def test_libreoffice_opens_it_and_prints_every_word(report: Report, tmp_path: Path) -> None:
    write_spreadsheet(report, tmp_path / "record.xlsx")
    pages = office.printed(tmp_path / "record.xlsx")
    seen = re.sub(r"[\s\ufffe\u200b-\u200f-]", "", "".join(pages))
    short = {word.strip("()") for word in said.in_report(report) if len(word) < 40 and word.isascii()}
    assert {word for word in short if word.replace("-", "") not in seen} == set()
    for number, page in enumerate(pages, start=1):
        assert f"Page{number}of{len(pages)}" in "".join(page.split())


def test_a_row_is_high_enough_for_the_sign_behind_a_text_too(tmp_path: Path) -> None:
    def height(text: str) -> float:
        table = Table((Column("Name"), Column("Purpose")), ((Cell(text), Cell("short")),))
        report = reports.report(reports.part(Chapter("Table", blocks=(table,))))
        write_spreadsheet(report, tmp_path / "signed.xlsx")
        with ZipFile(tmp_path / "signed.xlsx") as book:
            return float(re.findall(rb'<row r="3" ht="([\d.]+)"', book.read("xl/worksheets/sheet2.xml"))[-1])

    texts = [("word " * 40)[:length].strip() for length in range(70, 90)]
    assert any(height(Mixed(text, ((0, len(text), "nb"),))) > height(text) for text in texts)
