"""Tables of text: whatever their delimiter, quotes, encoding and line ends."""

from itertools import product
from pathlib import Path

import pytest

from ropa_desktop.exchange.sheets.book import Cell
from ropa_desktop.exchange.sheets.delimited import read_pasted
from ropa_desktop.exchange.sheets.reading import open_book, read_book
from tests.exchange.sheets.files import at, texts

ROWS = [
    ["Behandling", "Formål", "Mottakere, og andre"],
    ["Lønn; og goder", "Å betale, rett og slett", 'Banken "DNB"'],
    ["Sykefravær\nog oppfølging", "Plikt | lov", "NAV; legen\tog flere"],
    ["Nettsted", "", "—"],
]


def read_text(tmp_path: Path, content: str | bytes) -> list[list[str]]:
    path = tmp_path / "register.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return texts(read_book(path).sheets[0])


def written(delimiter: str, ends: str = "\r\n", quoted: bool = False) -> str:
    def field(value: str) -> str:
        needs = quoted or any(sign in value for sign in f'{delimiter}"\n')
        return '"' + value.replace('"', '""') + '"' if needs else value

    return ends.join(delimiter.join(map(field, row)) for row in ROWS) + ends


@pytest.mark.parametrize(("delimiter", "ends", "quoted"), [*product(";,\t|", ["\r\n", "\n", "\r"], [True, False])])
def test_delimiters_and_line_ends(tmp_path: Path, delimiter: str, ends: str, quoted: bool) -> None:
    assert read_text(tmp_path, written(delimiter, ends, quoted)) == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    assert read_text(tmp_path, written(";").encode(encoding)) == ROWS


def test_a_guessed_encoding_is_said(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes("Formål;Varighet\nLønn;fem år".encode("latin-1"))
    book = read_book(path)
    assert texts(book.sheets[0]) == [["Formål", "Varighet"], ["Lønn", "fem år"]]
    assert "Windows-1252" in book.remarks[0]


def test_a_damaged_letter_does_not_change_the_encoding(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes("Formål;Lønn\nÅ gjøre;på år".encode() + b"\xf8")
    book = read_book(path)
    assert at(book, 0, 0).text == "Formål"
    assert "1 letters are damaged" in book.remarks[0]


def test_line_ends_may_be_mixed(tmp_path: Path) -> None:
    assert read_text(tmp_path, 'a;"b\nc"\r\nd;e\nf;g\r') == [["a", "b\nc"], ["d", "e"], ["f", "g"]]


def test_excel_says_the_delimiter_in_a_first_line(tmp_path: Path) -> None:
    assert read_text(tmp_path, "sep=;\r\na;b,c,d\r\ne;f,g,h\r\n") == [["a", "b,c,d"], ["e", "f,g,h"]]


def test_a_delimiter_that_excel_alone_knows(tmp_path: Path) -> None:
    assert read_text(tmp_path, "sep=^\r\na^b\r\n") == [["a", "b"]]


def test_the_delimiter_is_the_one_by_which_rows_are_alike(tmp_path: Path) -> None:
    text = "Name;Data\nPayroll;name, account, tax\nWeb;address\nPress;name, e-mail\n"
    assert read_text(tmp_path, text)[1] == ["Payroll", "name, account, tax"]


def test_quotes_that_quote_nothing(tmp_path: Path) -> None:
    text = 'Name\tPlace\nScreen\t24" in the hall\nBoard\t"Blue" room\nDesk\t"hall\nLamp\tx\n'
    assert read_text(tmp_path, text) == [
        ["Name", "Place"],
        ["Screen", '24" in the hall'],
        ["Board", '"Blue" room'],
        ["Desk", '"hall'],
        ["Lamp", "x"],
    ]


def test_apostrophes_as_quotes_and_backslashes_as_escapes(tmp_path: Path) -> None:
    assert read_text(tmp_path, "'a','b, c'\n'd','e'\n") == [["a", "b, c"], ["d", "e"]]
    assert read_text(tmp_path, '"a","b \\"c\\", d"\n"e","f"\n') == [["a", 'b "c", d'], ["e", "f"]]


def test_what_was_put_around_a_value_for_spreadsheets(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("=\"0150\";'=1+1;'-;#REF!;'quoted'\n", encoding="utf-8")
    assert read_book(path).sheets[0].rows[0] == (
        Cell("0150"),
        Cell("=1+1"),
        Cell("-"),
        Cell("#REF!", "error"),
        Cell("'quoted'"),
    )


def test_a_single_column(tmp_path: Path) -> None:
    assert read_text(tmp_path, "Purpose\nPay\n\nTax\n") == [["Purpose"], ["Pay"], [""], ["Tax"]]


def test_rows_of_different_length(tmp_path: Path) -> None:
    assert read_text(tmp_path, "a;b;c\nd\ne;f\n") == [["a", "b", "c"], ["d", "", ""], ["e", "f", ""]]


def test_what_is_pasted_from_a_spreadsheet() -> None:
    book = read_pasted('Navn\tFormål\r\n"Lønn\nog goder"\tÅ betale; rett, slett\r\n', "Pasted")
    assert texts(book.sheets[0]) == [["Navn", "Formål"], ["Lønn\nog goder", "Å betale; rett, slett"]]


def test_the_sheet_is_named_as_the_file(tmp_path: Path) -> None:
    path = tmp_path / "Behandlinger 2024.tsv"
    path.write_text("a\tb\n", encoding="utf-8")
    book = open_book(path)
    assert (book.name, book.sheets[0].name) == ("Behandlinger 2024.tsv", "Behandlinger 2024")


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text(
        "Activity;Purpose;People\n"
        'Payroll;"Pay\nand report";Staff\n'
        'Shop;"Sell;Customers\n'
        'Cameras;Guard;"Guests; staff"\n'
        "News;Inform;Readers\n",
        "utf-8",
    )
    book = read_book(path)
    assert [[cell.text for cell in row if cell] for row in book.sheets[0].rows[1:]] == [
        ["Payroll", "Pay\nand report", "Staff"],
        ["Shop", "Sell", "Customers"],
        ["Cameras", "Guard", "Guests; staff"],
        ["News", "Inform", "Readers"],
    ]
    assert book.remarks == (
        "A quotation mark in line 4 is never closed. It was left out, and the rows behind it were read.",
    )


def test_rows_that_all_go_over_several_lines_have_no_quotation_mark_too_many(tmp_path: Path) -> None:
    said = "note one\nwith a; b; c; d\nend"
    path = tmp_path / "record.csv"
    head = "First;Second;Third;Fourth;Fifth;Sixth\n"
    path.write_text(head + "".join(f'x{row};y;z;"{said}";u;v\n' for row in range(4)), "utf-8")
    book = read_book(path)
    assert [[cell.text for cell in row if cell] for row in book.sheets[0].rows[1:]] == [
        [f"x{row}", "y", "z", said, "u", "v"] for row in range(4)
    ]
    assert book.remarks == ()
