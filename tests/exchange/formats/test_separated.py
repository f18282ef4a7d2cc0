"""The table as text: what a spreadsheet would calculate is guarded, and comes back as it was."""

from pathlib import Path

import pytest

from ropa_desktop.errors import BadInput, Cancelled
from ropa_desktop.exchange.build import Options
from ropa_desktop.exchange.export import export
from ropa_desktop.exchange.formats.separated import write_separated
from ropa_desktop.exchange.formats.spreadsheet import write_spreadsheet
from ropa_desktop.exchange.report import Cell, Chapter, Column, Report, State, Table
from ropa_desktop.exchange.sheets.reading import read_book
from ropa_desktop.law.parties import keepers
from ropa_desktop.progress import heard_by, stoppable, stopped_by
from tests.exchange import reports
from tests.exchange.formats import hostile, samples

DANGEROUS = (*hostile.TEXTS, "'=1+1", "''@SUM(A1)", "'quoted'", "＝1+1", "\n-1", 'a;b,c"d"', "\ttab", " =1")


def table(texts: tuple[str, ...]) -> Report:
    rows = tuple((Cell("row"), Cell(text), Cell("unknown", State.unknown)) for text in texts)
    block = Table((Column("First"), Column("Text", group="Group"), Column("Third", required=True)), rows)
    return reports.report(reports.part(Chapter("Table", (Cell("An introduction."),), (), (block,))))


@pytest.mark.parametrize("separator", [";", ","])
def test_every_text_comes_back_as_it_was(separator: str, tmp_path: Path) -> None:
    write_separated(table(DANGEROUS), tmp_path / "record.csv", separator)
    whole = (tmp_path / "record.csv").read_bytes()
    assert whole.startswith(b"\xef\xbb\xbf" + separator.join(("First", "Group / Text", "Third")).encode() + b"\r\n")
    [sheet] = read_book(tmp_path / "record.csv").sheets
    found = [row[1].text for row in sheet.rows if row[1]]
    write_spreadsheet(table(DANGEROUS), tmp_path / "record.xlsx")
    in_workbook = [row[1].text for row in read_book(tmp_path / "record.xlsx").sheets[1].rows if len(row) > 1 and row[1]]
    as_read = [text.replace("\r", "\n") for text in DANGEROUS]
    assert found[1:] == as_read
    assert in_workbook[2:] == as_read


def test_no_cell_begins_as_a_formula(tmp_path: Path) -> None:
    write_separated(table(DANGEROUS), tmp_path / "record.csv")
    for line in (tmp_path / "record.csv").read_text("utf-8-sig").split("\nrow;")[1:]:
        assert line.removeprefix('"')[:1] not in "=+-@\t\r\n＝"


def test_a_text_that_a_spreadsheet_would_cut_is_whole_and_told_of(tmp_path: Path) -> None:
    [sentence] = write_separated(table(("x" * 40_000, "short")), tmp_path / "record.csv")
    assert sentence == "1 text has more than 32,767 characters; a spreadsheet cuts it when it opens the file."
    assert "x" * 40_000 in (tmp_path / "record.csv").read_text("utf-8-sig")


def test_it_tells_how_far_it_is_and_cancelled_leaves_the_earlier_file(tmp_path: Path) -> None:
    target, told = tmp_path / "record.csv", [0.0]

    def stop() -> None:
        if told[-1] > 0.5:
            raise Cancelled

    with heard_by(told.append):
        write_separated(table(("short",) * 300), target)
    assert told == sorted(told)
    assert told[-1] == 1.0
    earlier = target.read_bytes()
    told[:] = [0.0]
    with heard_by(told.append), stopped_by(stop), stoppable(), pytest.raises(Cancelled):
        write_separated(table(("other",) * 300), target)
    assert 0.5 < told[-1] < 0.6
    assert target.read_bytes() == earlier
    assert [path.name for path in tmp_path.iterdir()] == ["record.csv"]


def test_a_layout_is_one_table_and_a_document_is_not(tmp_path: Path) -> None:
    snapshot = samples.register()
    keeper = next(keeper for keeper in keepers(snapshot) if keeper.name == "Fjordby Regnskap AS")
    target = tmp_path / "record.csv"
    export(snapshot, target, Options(keeper.id, layout="cnpd", separator=","))
    assert target.read_text("utf-8-sig").startswith("Finalité,Catégories")
    for options, sentence in (
        (Options(keeper.id), "Choose a layout that is one"),
        (Options(keeper.id, layout="register"), "Choose a layout that is one"),
        (Options(layout="cnpd"), "Choose one controller"),
    ):
        earlier = target.read_bytes()
        with pytest.raises(BadInput, match=sentence):
            export(snapshot, target, options)
        assert target.read_bytes() == earlier
    with pytest.raises(BadInput, match="a text file holds one table, and this is a document"):
        write_separated(reports.rich(), tmp_path / "rich.csv")
    with pytest.raises(BadInput, match="nothing to put in the table"):
        write_separated(reports.report(reports.part(Chapter("", (Cell("No entries."),)))), tmp_path / "none.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["record.csv"]
