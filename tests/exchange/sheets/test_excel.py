"""Excel workbooks: every kind of cell as a person reads it, and nothing of what only takes room."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.sheets import grid
from ropa_desktop.exchange.sheets.book import Cell
from ropa_desktop.exchange.sheets.reading import open_book, read_book
from tests.exchange.sheets.files import at, texts, write_excel


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Behandlinger.xlsx"


def test_values_of_every_kind(path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["Lønn", 12.0, 0.1 + 0.2, 1e20, True, "#N/A", date(2018, 5, 26), datetime(2024, 5, 13, 10, 30)])
    sheet["I1"] = timedelta(hours=36)
    workbook.save(path)
    assert read_book(path).sheets[0].rows == (
        (
            Cell("Lønn"),
            Cell("12", "number"),
            Cell("0.3", "number"),
            Cell("100000000000000000000", "number"),
            Cell("true", "boolean"),
            Cell("#N/A", "error"),
            Cell("2018-05-26", "date"),
            Cell("2024-05-13T10:30:00", "date"),
            Cell("36:00:00"),
        ),
    )


def test_days_are_counted_from_the_year_that_the_workbook_states(path: Path) -> None:
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    sheet = workbook.active
    assert sheet is not None
    sheet["A1"] = date(2018, 5, 26)
    workbook.save(path)
    assert at(read_book(path), 0, 0).text == "2018-05-26"


def test_numbers_keep_the_look_that_changes_their_reading(path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    pictures = {
        "0000": 150,
        "0%": 0.25,
        "0.0%": 0.125,
        "00 00 00 00": 22334455,
        '0#" "##" "##" "##" "##': 612345678,
        "#,##0": 12000,
        "0.00": 2.5,
        '0" years"': 5,
    }
    for row, (picture, number) in enumerate(pictures.items(), 1):
        sheet.cell(row, 1, number).number_format = picture
    workbook.save(path)
    shown = [row[0] for row in texts(read_book(path).sheets[0])]
    assert shown == ["0150", "25%", "12.5%", "22 33 44 55", "06 12 34 56 78", "12000", "2.5", "5"]


def test_merged_areas_hidden_parts_and_comments(path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (["Purpose", "Data", "Old"], ["Pay", "Name", "x"], [None, "Account", "y"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet["A1"].comment = Comment("Art. 30(1)(b)", "DPO")
    sheet["E9"].comment = Comment("nothing here", "DPO")
    lists = workbook.create_sheet("Lists")
    lists["B2"] = "hidden"
    lists.sheet_state = "veryHidden"
    workbook.save(path)
    book = read_book(path)
    first, second = book.sheets
    assert first.merged == ((1, 0, 2, 0),)
    assert (first.hidden_rows, first.hidden_columns, first.hidden) == ((1,), (2,), False)
    assert (second.name, second.hidden, texts(second)) == ("Lists", True, [["", ""], ["", "hidden"]])
    assert at(book, 0, 0) == Cell("Purpose", "text", "Art. 30(1)(b)")
    assert book.remarks == ("Sheet “Sheet”: 1 comments stand at empty cells. They were left out.",)


def test_what_lies_under_a_merged_area_is_left_out_and_said(path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="C2"><v>3</v></c></row>'
    write_excel(path, rows, '<mergeCells><mergeCell ref="A1:XFD1"/></mergeCells>')
    book = read_book(path)
    assert texts(book.sheets[0]) == [["1", "", ""], ["", "", "3"]]
    assert book.sheets[0].merged == ((0, 0, 0, 2),)
    assert "1 values lie under merged cells" in book.remarks[0]


def test_shared_and_inline_texts_rich_and_escaped(path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        '<c r="C1" t="inlineStr"><is><r><t>rich </t></r><r><t>text</t></r></is></c>'
        '<c r="D1" t="str"><f>A1</f><v>cr_x000D_lf</v></c></row>'
    )
    shared = (
        "<si><t>one_x000D_&#10;two _x005F_x000D_</t></si><si><r><t>Art. </t></r><r><rPr><b/></rPr><t>6</t></r></si>"
    )
    write_excel(path, rows, shared=shared)
    assert texts(read_book(path).sheets[0]) == [["one\ntwo _x000D_", "Art. 6", "rich text", "cr\nlf"]]


def test_formulas_show_their_result_and_errors_their_name(path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f>6*7</f><v>42</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="C1"><f>A1&amp;"x"</f></c><c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><v>end</v></c></row>'
    )
    book = read_book(write_excel(path, rows))
    assert book.sheets[0].rows[0] == (
        Cell("42", "number"),
        Cell("#DIV/0!", "error"),
        Cell('=A1&"x"', "error"),
        None,
        Cell("end"),
    )
    assert "1 formulas were never calculated" in book.remarks[0]


def test_formats_of_the_workbook_itself(path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" s="1"><v>43246</v></c><c r="B1" s="2"><v>150</v></c><c r="C1" s="3"><v>0.5</v></c>'
        '<c r="D1" s="1"><v>999999999</v></c></row>'
    )
    assert texts(read_book(write_excel(path, rows)).sheets[0]) == [["2018-05-26", "0150", "50%", "#VALUE!"]]


def test_a_stated_size_is_not_believed(path: Path) -> None:
    row = '<row r="2"><c r="B2"><v>1</v></c></row>'
    for stated in ("A1", "A1:XFD1048576"):
        write_excel(path, row, before=f'<dimension ref="{stated}"/>')
        assert texts(read_book(path).sheets[0]) == [["", ""], ["", "1"]]


def test_rows_and_cells_that_do_not_say_where_they_stand(path: Path) -> None:
    write_excel(path, "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    assert texts(read_book(path).sheets[0]) == [["1", "", "2"], ["3", "", ""]]


def test_a_hundred_thousand_formatted_rows_are_no_content(path: Path) -> None:
    empty = "".join(f'<row r="{row}" s="1"><c r="A{row}" s="1"/></row>' for row in range(2, 100_000))
    write_excel(path, f'<row r="1"><c r="A1"><v>1</v></c></row>{empty}')
    assert texts(open_book(path).sheets[0]) == [["1"]]


def test_a_cell_in_the_last_corner_is_refused_by_name(path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(BadInput, match="reaches to row 1048576 and column 16384"):
        open_book(write_excel(path, rows))


def test_a_cell_beyond_the_last_corner_is_refused(path: Path) -> None:
    with pytest.raises(BadInput, match="more than 16384 columns or 1048576 rows"):
        read_book(write_excel(path, '<row r="1048577"><c r="A1048577"><v>1</v></c></row>'))


def test_too_many_cells_are_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid.Budget.__init__, "__defaults__", (3,))
    with pytest.raises(BadInput, match="cells with content, more than any register"):
        read_book(write_excel(path, f"<row>{'<c><v>1</v></c>' * 4}</row>"))


def test_the_strict_dialect_is_read_by_another_reader(path: Path) -> None:
    write_excel(path, '<row r="2"><c r="B2"><v>1</v></c></row>', main="http://purl.oclc.org/ooxml/spreadsheetml/main")
    book = read_book(path)
    assert texts(book.sheets[0]) == [["", ""], ["", "1"]]
    assert "Hidden rows and columns" in book.remarks[0]


def test_numbers_that_are_none_are_kept_as_text(path: Path) -> None:
    rows = '<row><c><v>5 years</v></c><c t="s"><v>7</v></c><c t="b"><v>perhaps</v></c></row>'
    assert read_book(write_excel(path, rows)).sheets[0].rows[0] == (
        Cell("5 years"),
        Cell("#VALUE!", "error"),
        Cell("perhaps"),
    )
