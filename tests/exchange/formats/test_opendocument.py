"""The OpenDocument spreadsheet: every fact in a cell of its own, every cell a text, and LibreOffice content with it."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

from ropa_desktop.errors import Cancelled
from ropa_desktop.exchange.formats.cells import LONGEST_NAME, LONGEST_TEXT
from ropa_desktop.exchange.formats.opendocument import write_opendocument
from ropa_desktop.exchange.report import Cell, Chapter, Column, Lines, Report, Table
from ropa_desktop.exchange.sheets.opendocument import read_opendocument
from ropa_desktop.progress import heard_by, stoppable, stopped_by
from tests.exchange import reports
from tests.exchange.formats import hostile, office, said, samples

OFFICE, TABLE, STYLE, FO = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}"
    for name in ("office", "table", "style", "xsl-fo-compatible")
)


def written(report: Report, folder: Path, part: str = "content.xml") -> Any:
    """The tree of one part of the file."""
    write_opendocument(report, folder / "record.ods")
    with ZipFile(folder / "record.ods") as archive:
        return etree.fromstring(archive.read(part))


def rows(folder: Path, sheet: int) -> list[list[str]]:
    """The texts of a sheet of what was written; an empty cell is an empty text."""
    found = read_opendocument(folder / "record.ods").sheets[sheet].rows
    return [[cell.text if cell else "" for cell in row] for row in found]


@pytest.mark.parametrize("case", samples.cases(), ids=lambda case: "-".join(map(str, case)))
def test_says_what_the_report_says_and_no_more(case: samples.Case, tmp_path: Path) -> None:
    report = samples.sample(case)
    write_opendocument(report, tmp_path / "record.ods")
    assert said.in_cells(tmp_path / "record.ods") == said.in_report(report, downwards=True)


def test_each_statement_stands_beside_its_letter(tmp_path: Path) -> None:
    written(reports.rich(), tmp_path)
    activities = rows(tmp_path, 2)
    start = activities.index(["PA-007  Payroll", "", "", ""])
    assert activities[start + 1] == ["(a)", "Controller", "Controller", "Fjordby Regnskap AS\nBrygga 4, 5000 Fjordby"]
    assert ["(b)", "Purposes", "1.", "Calculate and pay salaries"] in activities
    assert ["(d)", "Recipients", "Recipient", "Nordlys Lønn AS"] in activities
    assert ["(e)", "Transfers", "", "not stated"] in activities
    assert ["", "", "Privacy notice", "We use\nencryption."] in activities


def test_it_tells_how_far_it_is_while_rows_are_written_and_cancelled_there_leaves_the_earlier_file(
    tmp_path: Path,
) -> None:
    """Some are told of before the file is begun, while the sheets are laid out."""
    listed = Table((Column("What"),), tuple((Cell(f"Row {number}"),) for number in range(5000)))
    report = reports.report(reports.part(Chapter("Annex", blocks=(listed,))))
    told: list[tuple[float, int]] = []

    def listen(done: float) -> None:
        told.append((done, len(list(tmp_path.glob(".ropa-*.part")))))

    def stop() -> None:
        if told[-1][0] > 0.8:
            raise Cancelled

    with heard_by(listen):
        write_opendocument(reports.rich(), tmp_path / "record.ods")
    earlier = (tmp_path / "record.ods").read_bytes()
    shares = [done for done, _beside in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    told = [(0.0, 0)]
    with heard_by(listen), stopped_by(stop), stoppable(), pytest.raises(Cancelled):
        write_opendocument(report, tmp_path / "record.ods")
    assert 0.8 < told[-1][0] < 1.0
    assert told[-1][1] == 1, "the file was being written"
    assert (tmp_path / "record.ods").read_bytes() == earlier
    assert [path.name for path in tmp_path.iterdir()] == ["record.ods"]


def test_an_annex_is_a_table_whose_head_row_is_repeated(tmp_path: Path) -> None:
    content = written(reports.rich(), tmp_path)
    [annex] = [table for table in content.iter(f"{TABLE}table") if table.get(f"{TABLE}name") == "Annex A Processors"]
    [head] = annex.iterfind(f"{TABLE}table-header-rows/{TABLE}table-row")
    titles = ["Organisation", "Kind", "Service", "Declared role", "Assessed role", "Contract", "Country", "Used in"]
    assert ["".join(cell.itertext()) for cell in head] == titles
    written_rows = rows(tmp_path, 3)
    assert len(written_rows) - written_rows.index(titles) - 1 == 30


def test_sheets_have_names_that_spreadsheets_allow_and_no_two_the_same(tmp_path: Path) -> None:
    titles = ["A" * 300, "a" * 300, "A: B/C\\D [E]*?", "'quoted'", "", "''", "Annex", "annex", "\n", "x'" * 30]
    chapters = [Chapter(title, (Cell("said"),)) for title in titles]
    content = written(reports.report(reports.part(*chapters, name="Annex")), tmp_path)
    names = [table.get(f"{TABLE}name") for table in content.iter(f"{TABLE}table")]
    assert len(names) == len({name.casefold() for name in names}) == 11
    for name in names:
        assert 0 < len(name) <= LONGEST_NAME
        assert not re.search(r"[\[\]:*?/\\\n]|^'|'$", name)


@pytest.mark.parametrize("sign", ["W", "😀"])
def test_what_is_more_than_a_cell_holds_goes_on_in_the_next_row(sign: str, tmp_path: Path) -> None:
    text = sign * 80_000
    report = reports.report(reports.part(Chapter("Long", (), (), (Lines((Cell(text), Cell("after"))),))))
    written(report, tmp_path)
    pieces = [row[3] for row in rows(tmp_path, 1)[1:]]
    assert "".join(pieces) == text + "after"
    assert max(len(piece.encode("utf-16-le")) // 2 for piece in pieces) <= LONGEST_TEXT


def test_every_cell_is_text_and_stays_text_when_it_is_edited(tmp_path: Path) -> None:
    content = written(hostile.report(*hostile.TEXTS), tmp_path)
    attributes = {name for element in content.iter() for name in element.keys()}  # noqa: SIM118
    assert f"{TABLE}formula" not in attributes
    assert f"{OFFICE}value" not in attributes
    assert {cell.get(f"{OFFICE}value-type") for cell in content.iter(f"{TABLE}table-cell")} == {"string", None}
    assert not [name for name in attributes if "href" in name]
    styles = written(hostile.report(*hostile.TEXTS), tmp_path, "styles.xml")
    cells = {style.get(f"{STYLE}name"): style for style in styles.iter(f"{STYLE}style")}
    assert cells["Default"].get(f"{STYLE}data-style-name") == "AsText"
    for used in {cell.get(f"{TABLE}style-name") for cell in content.iter(f"{TABLE}table-cell")}:
        while used != "Default":
            used = cells[used].get(f"{STYLE}parent-style-name")


def test_text_is_text_wherever_it_stands(tmp_path: Path) -> None:
    report = hostile.report(*hostile.TEXTS)
    write_opendocument(report, tmp_path / "record.ods")
    assert said.in_cells(tmp_path / "record.ods") == said.in_report(report, downwards=True)
    texts = {text for sheet in range(2, 5) for row in rows(tmp_path, sheet) for text in row}
    assert hostile.TEXTS[1] in texts


def test_line_breaks_tabs_and_spaces_stay(tmp_path: Path) -> None:
    said_so = "two  spaces\r\nand\n\nfour    spaces\ta tab"
    written(reports.report(reports.part(Chapter("", (), (), (Lines((Cell(said_so),)),)))), tmp_path)
    assert said_so.replace("\r", "") in [row[3] for row in rows(tmp_path, 1)[1:]]


def test_characters_that_markup_cannot_hold_show_instead_of_failing(tmp_path: Path) -> None:
    report = reports.report(reports.part(Chapter("\x00", (), (), (Lines((Cell(hostile.FORBIDDEN),)),))))
    written(report, tmp_path)
    assert rows(tmp_path, 1)[-1][-1] == "bell �, null �, escape �, half �, none ��"


def test_pages_are_a4_and_language_and_title_are_stated_and_nothing_else_is(tmp_path: Path) -> None:
    styles = written(reports.rich("nb"), tmp_path, "styles.xml")
    [page] = styles.iter(f"{STYLE}page-layout-properties")
    assert (page.get(f"{FO}page-width"), page.get(f"{FO}page-height")) == ("29.7cm", "21cm")
    stated = [(p.get(f"{FO}language"), p.get(f"{FO}country")) for p in styles.iter(f"{STYLE}text-properties")]
    assert [pair for pair in stated if any(pair)] == [("nb", "NO")]
    [described] = written(reports.rich("nb"), tmp_path, "meta.xml")
    assert [(etree.QName(item).localname, item.text) for item in described] == [
        ("title", "Records of processing activities")
    ]


def test_a_client_that_is_not_shown_is_nowhere_in_the_file(tmp_path: Path) -> None:
    write_opendocument(samples.sample(("Fjordby Regnskap AS", "en", True)), tmp_path / "record.ods")
    with ZipFile(tmp_path / "record.ods") as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert "Fjordby" in whole
    assert not re.search("Catacloud|Communicat|Commsor|CloudCall", whole)


def test_the_kind_of_file_is_seen_from_its_first_bytes(tmp_path: Path) -> None:
    write_opendocument(reports.rich(), tmp_path / "record.ods")
    beginning = (tmp_path / "record.ods").read_bytes()[:84]
    assert beginning[30:] == b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
    with ZipFile(tmp_path / "record.ods") as archive:
        assert archive.infolist()[0].compress_type == ZIP_STORED
        listed = etree.fromstring(archive.read("META-INF/manifest.xml"))
        paths = {entry.get(f"{{{listed.nsmap['manifest']}}}full-path") for entry in listed}
        assert paths == {"/", *archive.namelist()} - {"mimetype", "META-INF/manifest.xml"}


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    write_opendocument(reports.rich(), tmp_path / "first.ods")
    write_opendocument(reports.rich(), tmp_path / "second.ods")
    assert (tmp_path / "first.ods").read_bytes() == (tmp_path / "second.ods").read_bytes()


def test_a_report_without_parts_is_still_a_spreadsheet(tmp_path: Path) -> None:
    written(replace(reports.report(), title=""), tmp_path)
    assert [sheet.name for sheet in read_opendocument(tmp_path / "record.ods").sheets] == ["1"]


@pytest.mark.parametrize("report", [reports.rich("nb"), hostile.report(*hostile.TEXTS)], ids=["rich", "hostile"])
def test_libreoffice_opens_it_and_prints_every_word(report: Report, tmp_path: Path) -> None:
    write_opendocument(report, tmp_path / "record.ods")
    pages = office.printed(tmp_path / "record.ods")
    seen = re.sub(r"[\s\ufffe\u200b-\u200f-]", "", "".join(pages))
    short = {word.strip("()") for word in said.in_report(report) if len(word) < 40 and word.isascii()}
    assert {word for word in short if word.replace("-", "") not in seen} == set()
    for number, page in enumerate(pages, start=1):
        assert report.words.page_of.format(page=number, pages=len(pages)) in page
