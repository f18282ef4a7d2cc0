"""OpenDocument spreadsheets: what a person sees in a cell, and beside it the comment."""

from pathlib import Path

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.sheets.book import Book, Cell
from ropa_desktop.exchange.sheets.reading import open_book, read_book
from tests.exchange.sheets.files import at, cell, flat_opendocument, paragraph, table, texts, write_opendocument


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "registre.ods"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def read_rows(path: Path, *rows: str) -> Book:
    return read_book(write_opendocument(path, table("".join(rows))))


def test_values_of_every_kind(path: Path) -> None:
    values = (
        cell(paragraph("1 000,50"), 'office:value-type="float" office:value="1000.5"'),
        cell(paragraph("0150"), 'office:value-type="float" office:value="150"'),
        cell(paragraph("25 %"), 'office:value-type="percentage" office:value="0.25"'),
        cell(paragraph("26.05.18"), 'office:value-type="date" office:date-value="2018-05-26"'),
        cell(paragraph("26.05.18"), 'office:value-type="date" office:date-value="2018-05-26T00:00:00"'),
        cell(paragraph("x"), 'office:value-type="date" office:date-value="2018-05-26T10:30:00.000000000"'),
        cell(paragraph("SANN"), 'office:value-type="boolean" office:boolean-value="true"'),
        cell(paragraph("36:00"), 'office:value-type="time" office:time-value="PT36H00M00S"'),
        cell(paragraph("#N/A"), 'office:value-type="string" office:string-value="" calcext:value-type="error"'),
        cell("", 'table:formula="of:=[.A1]*2"'),
        cell("", 'office:value-type="string" office:string-value="shown nowhere else"'),
    )
    book = read_rows(path, row(*values))
    assert book.sheets[0].rows[0] == (
        Cell("1000.5", "number"),
        Cell("0150", "number"),
        Cell("25%", "number"),
        Cell("2018-05-26", "date"),
        Cell("2018-05-26", "date"),
        Cell("2018-05-26T10:30:00", "date"),
        Cell("true", "boolean"),
        Cell("36:00:00"),
        Cell("#N/A", "error"),
        Cell("=[.A1]*2", "error"),
        Cell("shown nowhere else"),
    )
    assert "1 formulas were never calculated" in book.remarks[0]


def test_a_comment_is_not_the_text_of_its_cell(path: Path) -> None:
    comment = f"<office:annotation>{paragraph('Qui décide ?')}{paragraph('Art. 4')}</office:annotation>"
    book = read_rows(path, row(cell(comment + paragraph("Responsable")), cell(comment)))
    assert texts(book.sheets[0]) == [["Responsable"]]
    assert at(book, 0, 0).comment == "Qui décide ?\nArt. 4"
    assert "1 comments stand at empty cells" in book.remarks[0]


def test_paragraphs_breaks_spaces_and_tabs(path: Path) -> None:
    text = '<text:p>one<text:s text:c="2"/><text:span>t\n  wo</text:span><text:tab/>x<text:line-break/>y</text:p>'
    book = read_rows(path, row(cell(text + paragraph("<text:a>last</text:a>"))))
    assert at(book, 0, 0).text == "one  t wo\tx\ny\nlast"


def test_repeated_cells_and_rows_stand_where_they_stand(path: Path) -> None:
    book = read_rows(
        path,
        row(cell("", 'table:number-columns-repeated="2"'), cell(paragraph("a"), 'table:number-columns-repeated="2"')),
        row(cell("", 'table:number-columns-repeated="1024"'), attributes='table:number-rows-repeated="2"'),
        row(cell(paragraph("b")), attributes='table:number-rows-repeated="2"'),
        row(cell("", 'table:number-columns-repeated="1024"'), attributes='table:number-rows-repeated="1048000"'),
    )
    assert texts(book.sheets[0]) == [["", "", "a", "a"], [""] * 4, [""] * 4, ["b", "", "", ""], ["b", "", "", ""]]


def test_merged_areas_and_what_they_cover(path: Path) -> None:
    spanning = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    covered = "<table:covered-table-cell/>"
    under = f"<table:covered-table-cell>{paragraph('unseen')}</table:covered-table-cell>"
    book = read_rows(
        path,
        row(cell(paragraph("Acteurs"), spanning), covered, cell(paragraph("Nom"))),
        row(covered, under, cell(paragraph("Dupont"))),
    )
    assert texts(book.sheets[0]) == [["Acteurs", "", "Nom"], ["", "", "Dupont"]]
    assert book.sheets[0].merged == ((0, 0, 1, 1),)
    assert "1 values lie under merged cells" in book.remarks[0]


def test_hidden_sheets_rows_and_columns(path: Path) -> None:
    display = '<style:table-properties table:display="false"/>'
    hidden = f'<style:style style:name="ta2" style:family="table">{display}</style:style>'
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="9"/>'
    filtered = row(cell(paragraph("x")), attributes='table:visibility="filter"')
    shown = row(cell(paragraph("a")), cell(paragraph("b")), cell(paragraph("c")))
    write_opendocument(path, table(columns + filtered + shown) + table(shown, "Listes", "ta2"), hidden)
    first, second = read_book(path).sheets
    assert (first.hidden_rows, first.hidden_columns, first.hidden) == ((0,), (1, 2), False)
    assert (second.name, second.hidden) == ("Listes", True)


def test_the_whole_document_in_one_xml(tmp_path: Path) -> None:
    path = tmp_path / "register.fods"
    path.write_text(flat_opendocument(table(row(cell(paragraph("Lønn"))))), encoding="utf-8")
    assert texts(open_book(path).sheets[0]) == [["Lønn"]]


@pytest.mark.parametrize(("rows", "columns"), [(1000, 16000), (10**9, 10**9), (1_048_576, 2)])
def test_repetition_without_end_is_refused(path: Path, rows: int, columns: int) -> None:
    much = cell(paragraph("x"), f'table:number-columns-repeated="{columns}"')
    write_opendocument(path, table(row(much, attributes=f'table:number-rows-repeated="{rows}"')))
    with pytest.raises(BadInput, match="more than any register"):
        open_book(path)
