"""A workbook holds every field of every record, looks as a person expects, and gives everything back."""

import os
import shutil
import signal
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from ropa_desktop.errors import BadInput, CannotWrite
from ropa_desktop.exchange.compare import same_registers
from ropa_desktop.exchange.planning import plan
from ropa_desktop.exchange.samples import SAMPLES, sample_records
from ropa_desktop.exchange.workbook import read_workbook, write_workbook
from ropa_desktop.exchange.workbook.columns import FIRST_ROW, HEAD_ROW, LISTS, sheet_titles, sheets
from ropa_desktop.exchange.workbook.texts import escaped, unescaped
from ropa_desktop.i18n import LANGUAGES, translator
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.validation import clean_line, clean_text
from tests.exchange.extremes import extreme, extreme_records, snapshot_of

EMPTY = Snapshot({})


def returned(path: Path) -> Snapshot:
    """The register that a workbook makes of an empty one; nothing may be refused or unread."""
    found = plan(EMPTY, read_workbook(path))
    assert (found.problems, found.refused) == ((), ())
    return found.after


# -- nothing is lost --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_and_field_comes_back_with_the_worst_texts(tmp_path: Path, language: str) -> None:
    register = extreme()
    for kind in catalog.KINDS:
        unfilled = [
            name for name in tables.fields(kind.key) if all(getattr(r, name) is None for r in register.rows(kind.key))
        ]
        assert unfilled == [], "the extremes are to fill every field"
    write_workbook(register, tmp_path / "r.xlsx", language)
    assert same_registers(register, returned(tmp_path / "r.xlsx")) == []
    found = plan(register, read_workbook(tmp_path / "r.xlsx"))
    assert found.changes_nothing
    assert (found.missing, found.refused) == ((), ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_come_back_equal_in_any_language(tmp_path: Path, language: str) -> None:
    register = snapshot_of(sample_records(SAMPLES))
    write_workbook(register, tmp_path / "r.xlsx", language)
    assert same_registers(register, returned(tmp_path / "r.xlsx")) == []


def test_an_empty_register_is_a_workbook_to_begin_with(tmp_path: Path) -> None:
    write_workbook(EMPTY, tmp_path / "r.xlsx")
    assert same_registers(EMPTY, returned(tmp_path / "r.xlsx")) == []


TEXTS = st.text(max_size=60) | st.text(alphabet="_x05FDA\n\t=+-@' 0", max_size=30)


def texts(clean: Any) -> st.SearchStrategy[str]:
    return TEXTS.map(clean).filter(lambda text: text is not None)


@settings(max_examples=settings().max_examples // 4)  # each holds up to eighty texts
@given(
    st.lists(texts(clean_text), min_size=1, max_size=40),
    st.lists(texts(clean_line), min_size=1, max_size=40),
    st.sampled_from(sorted(LANGUAGES)),
)
def test_whatever_text_the_model_admits_comes_back(
    tmp_path_factory: pytest.TempPathFactory, long: list[str], lines: list[str], language: str
) -> None:
    path = tmp_path_factory.mktemp("texts") / "r.xlsx"
    records: dict[str, list[dict[str, Any]]] = {
        "organisation": [{"id": f"o{n}", "name": text, "kind": text} for n, text in enumerate(lines)],
        "activity": [
            {"id": f"a{n}", "reference": lines[n % len(lines)], "keeper_id": f"o{n % len(lines)}", "description": text}
            for n, text in enumerate(long)
        ],
        "wording": [
            {"id": f"w{n}", "record_id": "a0", "field": text, "language": f"{n}", "text": lines[0]}
            for n, text in enumerate(lines)
        ],
    }
    register = snapshot_of(records)
    write_workbook(register, path, language)
    assert same_registers(register, returned(path)) == []


@given(TEXTS)
def test_a_text_is_what_its_escape_means(text: str) -> None:
    assert unescaped(escaped(text)) == text


SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("language", ["nb", pytest.param("en", marks=pytest.mark.soak)])
def test_a_workbook_saved_again_by_libreoffice_comes_back_equal(tmp_path: Path, language: str) -> None:
    # It writes back "_x000D_", which it understands, but not an escape that is itself escaped, nor one that overlaps.
    lost = {"_x000D_x000A_", "_x005F_x000D_"}
    records = extreme_records()
    for found in records.values():
        for record in found:
            record |= {name: "…" for name, value in record.items() if value in lost}
    register = snapshot_of(records)
    write_workbook(register, tmp_path / "r.xlsx", language)
    saved = _saved_by_libreoffice(tmp_path / "r.xlsx", "xlsx")
    assert same_registers(register, returned(saved)) == []


def _saved_by_libreoffice(path: Path, ending: str) -> Path:
    """A copy that LibreOffice has opened and saved, with a profile of its own."""
    assert SOFFICE
    out = path.parent / "saved"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    arguments = [SOFFICE, profile, "--headless", "--convert-to", ending, "--outdir", str(out), str(path)]
    subprocess.run(arguments, check=True, capture_output=True, timeout=180)
    return out / f"{path.stem}.{ending}"


# -- how it looks -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("written") / "r.xlsx"
    write_workbook(extreme(), path, "nb", "Protokoll & prøve")
    return path


@pytest.fixture(scope="module")
def book(written: Path) -> Iterator[Any]:
    found = load_workbook(written)
    yield found
    found.close()


def test_the_sheets_stand_in_a_persons_order(book: Any) -> None:
    first = [translator("nb")(name) for name in ("About", "Overview 30(1)", "Overview 30(2)")]
    assert book.sheetnames == [*first, *sheet_titles("nb").values(), LISTS]
    assert {sheet.title for sheet in book if sheet.sheet_state != "visible"} == {LISTS}


def test_the_first_sheet_carries_the_statement_of_each_record(tmp_path: Path) -> None:
    names = ["Communicator AS", "Catacloud AS"]
    write_workbook(snapshot_of(sample_records(names)), tmp_path / "r.xlsx", "nb")
    about = load_workbook(tmp_path / "r.xlsx").worksheets[0]
    (stated,) = (row[1].value for row in about.iter_rows(max_col=2) if row[0].value == translator("nb")("Statement"))
    assert str(stated).splitlines() == [
        "Catacloud AS: Ført fra en personvernerklæring publisert 1. november 2023; sier ingenting om selskapet i dag.",
        "Communicator AS: Ført fra en publisert personvernerklæring uten dato; sier ingenting om selskapet i dag.",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_has_a_sheet_with_every_field(language: str) -> None:
    titles = sheet_titles(language)
    assert {sheet.table for sheet in titles} == set(tables.models())
    assert list(titles.values()) == [translator(language)(sheet.title) for sheet in sheets()], "one was cut at 31"
    assert len({title.casefold() for title in titles.values()}) == len(titles)
    for sheet in sheets():
        names = {"id", *(column.name for column in sheet.columns), *(sheet.only or ())[:1]}
        assert names == set(tables.columns(sheet.table))


def test_text_is_text_and_no_cell_is_a_formula(book: Any) -> None:
    beginnings = set()
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "d")
                if isinstance(cell.value, str) and cell.value[:1] in "=+-@'" and cell.value:
                    beginnings.add(cell.value[0])
                    hidden = sheet.title == LISTS or cell.column == 1
                    assert cell.quotePrefix or hidden
    assert beginnings == set("=+-@'")


def test_the_head_stays_is_filtered_and_is_repeated_in_print(book: Any) -> None:
    for definition, title in sheet_titles("nb").items():
        sheet = book[title]
        assert sheet.row_dimensions[1].hidden
        assert sheet.column_dimensions["A"].hidden
        assert sheet.freeze_panes == f"{'BCDEFG'[definition.frozen]}{FIRST_ROW}"
        assert sheet.auto_filter.ref.startswith(f"A{HEAD_ROW}:")
        assert sheet.print_title_rows == f"$2:${HEAD_ROW}"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.oddHeader.left.text == "Protokoll && prøve"
        assert sheet.oddFooter.right.text == translator("nb")("Page {page} of {pages}").format(page="&P", pages="&N")
        widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[HEAD_ROW]]
        assert all(width <= 62 for width in widths)


def test_codes_and_links_are_chosen_from_lists(book: Any) -> None:
    for definition, title in sheet_titles("nb").items():
        sheet = book[title]
        offered = {
            str(choice.sqref).split(":")[0].rstrip("0123456789") for choice in sheet.data_validations.dataValidation
        }
        chosen = {
            cell.column_letter
            for cell, column in zip(sheet[HEAD_ROW][1:], definition.columns, strict=True)
            if column.form in ("code", "link", "record")
        }
        assert offered == chosen
        for choice in sheet.data_validations.dataValidation:
            assert choice.formula1.startswith(f"{LISTS}!$")  # never a list inside, which ends at 255 characters
            assert book[LISTS][choice.formula1.removeprefix(f"{LISTS}!").split(":")[0].replace("$", "")].value


def test_unknown_is_tinted_where_article_30_asks_and_nothing_is_printed(tmp_path: Path) -> None:
    records = {
        "organisation": [{"id": "o", "name": "Fjordby AS", "record_kept": "yes", "country": "NO"}],
        "activity": [{"id": "a", "keeper_id": "o", "name": "Payroll"}],
        "purpose": [{"id": "p", "activity_id": "a", "legal_basis": "6(1)(b)"}],
        "answer": [{"id": "n", "record_id": "o", "field": "phone", "state": "none"}],
    }
    write_workbook(snapshot_of(records), tmp_path / "r.xlsx")
    book = load_workbook(tmp_path / "r.xlsx")
    organisation = {
        key.value: cell for key, cell in zip(book["Organisations"][1], book["Organisations"][4], strict=False)
    }
    assert organisation["organisation.address"].fill.fgColor.rgb == "00FBF2E0"
    assert organisation["organisation.phone"].fill.fgColor.rgb == "00E9ECEF"
    assert organisation["organisation.website"].fill.fill_type is None
    purpose = {key.value: cell for key, cell in zip(book["Purposes"][1], book["Purposes"][4], strict=False)}
    assert purpose["purpose.description"].fill.fgColor.rgb == "00FBF2E0"
    assert organisation["organisation.address"].value is organisation["organisation.phone"].value is None
    overview = [cell.value for cell in book["Overview 30(1)"][3]]
    assert overview == [None, "Payroll", "Fjordby AS", *["unknown"] * 6]


def test_days_are_days_of_the_spreadsheet(book: Any) -> None:
    days = [cell for sheet in book for row in sheet.iter_rows(min_row=4) for cell in row if cell.data_type == "d"]
    assert {cell.number_format for cell in days} == {"yyyy-mm-dd"}
    assert {cell.value.date().isoformat() for cell in days} == {"1900-03-01"}  # earlier ones are text


def test_the_program_says_that_it_wrote_the_workbook(written: Path) -> None:
    with zipfile.ZipFile(written) as archive:
        assert b"ROPA Desktop" in archive.read("docProps/app.xml")
        assert b"Protokoll &amp; pr" in archive.read("docProps/core.xml")


# -- targets ----------------------------------------------------------------------------------------------


def test_a_target_that_cannot_be_written_keeps_what_it_held(tmp_path: Path) -> None:
    target = tmp_path / "r.xlsx"
    target.write_text("old")
    target.chmod(0o444)
    with pytest.raises(CannotWrite, match="was not written"):
        write_workbook(extreme(), target)
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.glob("*.xlsx*")] == ["r.xlsx"]


@pytest.mark.skipif(os.name != "posix", reason="a limit of POSIX stands in for the full disk")
@pytest.mark.parametrize("room", [4096, 60_000])
def test_a_disk_that_fills_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    import resource

    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
        with pytest.raises(CannotWrite, match="the disk is full"):
            write_workbook(extreme(), tmp_path / "r.xlsx")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert list(tmp_path.glob("*.xlsx*")) == []
    assert list(tmp_path.glob(".ropa*")) == []
    assert list(temporary.iterdir()) == []


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="does not exist"):
        write_workbook(EMPTY, tmp_path / "none" / "r.xlsx")


def test_what_was_written_is_what_is_read(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no file"):
        read_workbook(tmp_path / "none.xlsx")
