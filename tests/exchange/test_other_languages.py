"""What stands in another language than the report says so where it stands, in every format, and in which."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree, html
from openpyxl import load_workbook

from ropa_desktop.exchange.build import ALSO, Options, build
from ropa_desktop.exchange.export import export
from ropa_desktop.exchange.report import Mixed, Report, Table, passages
from ropa_desktop.exchange.sheets.reading import read_book
from ropa_desktop.exchange.untranslated import Languages, mixed
from ropa_desktop.exchange.written import as_written
from ropa_desktop.i18n import OUTPUT_LANGUAGES
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from tests.exchange import pdf_reader
from tests.exchange.formats import samples
from tests.exchange.formats.said import WORDS

PURPOSE = "Utbetale lønn til de ansatte og rapportere til skattemyndighetene når det er pålagt ved lov"
DETAIL = "The number of the account to which the salary is paid, and the name of the bank that it is with"
MEASURE = "Bare de ansatte på lønn har tilgang til det som gjelder lønn, og tilgangen blir fjernet når de slutter"


@pytest.fixture
def norwegian(register: Register) -> Snapshot:
    """A record in Norwegian of which the name of the activity alone has an English wording, with one English text."""
    with register.step("Filled"):
        keeper = edit.add(register, "organisation", name="Fjordby AS", record_kept="yes", country="NO")
        activity = edit.add(register, "activity", keeper_id=keeper, name="Lønn og personal")
        edit.set_wording(register, activity, "name", "en", "Payroll")
        edit.add(register, "purpose", activity_id=activity, description=PURPOSE)
        people = edit.add(register, "data_subject_category", name="Ansatte")
        edit.set_wording(register, people, "name", "en", "Employees")
        data = edit.add(register, "data_category", name="Lønn", nature="ordinary")
        edit.add(register, "data_line", activity_id=activity, subject_id=people, data_id=data, detail=DETAIL)
        measure = edit.add(register, "measure", keeper_id=keeper, name="Tilgang etter rolle", description=MEASURE)
        edit.add(register, "measure_use", activity_id=activity, measure_id=measure)
    return register.snapshot()


def texts(value: Any) -> Iterator[str]:
    """Every text of a report."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def foreign(report: Report) -> dict[str, str]:
    """The passages in another language, with that."""
    return {text[start:end]: language for text in texts(report) for start, end, language in passages(text)}


def test_what_has_no_wording_says_its_language_and_what_has_one_or_is_in_the_reports_own_does_not(
    norwegian: Snapshot,
) -> None:
    found = foreign(build(norwegian, Options(language="en")))
    assert found == {
        PURPOSE: "nb",
        "Lønn": "nb",
        f"Tilgang etter rolle: {MEASURE}": "nb",
    }, "the English detail, the names and what has a wording are not among them"
    assert foreign(build(norwegian, Options(language="nb"))) == {DETAIL: "en"}
    french = foreign(build(norwegian, Options(language="fr")))
    assert [french[text] for text in (PURPOSE, DETAIL, "Lønn og personal")] == ["nb", "en", "nb"]


def test_the_cover_explains_the_signs(norwegian: Snapshot) -> None:
    def said(language: str, title: str) -> str:
        [part] = build(norwegian, Options(language=language)).parts
        return dict(part.cover.rows)[title].text

    assert said("en", "Texts") == (
        "4 of 7 as they were written; the others are translated.\n"
        "The language stands behind each of them: nb = Norsk bokmål."
    )
    assert said("nb", "Tekster") == (
        "Noen slik de er skrevet, på et annet språk.\nSpråket står bak hver av dem: en = English."
    )
    assert said("fr", "Textes").endswith("nb = Norsk bokmål, en = English.")


def test_a_pdf_names_the_language_of_a_paragraph_and_of_words_within_one(norwegian: Snapshot, tmp_path: Path) -> None:
    target = tmp_path / "record.pdf"
    export(norwegian, target, Options(language="en"))
    assert PURPOSE in [text for _tag, text in pdf_reader.spoken(target)], "the sign is no part of it"
    with pikepdf.open(target) as pdf:
        elements = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/P" in one]
        assert {str(one.Lang) for one in elements if "/Lang" in one} == {"nb"}
        within = [
            str(one.operands[1].Lang)
            for page in pdf.pages
            for one in pikepdf.parse_content_stream(page)
            if str(one.operator) == "BDC" and str(one.operands[0]) == "/Span"
        ]
        assert {*within} == {"nb"}, "of “Employees: Lønn (The number of …)” one word"
    assert "lovnb" in "".join(pdf_reader.seen(target)).replace(" ", "").replace("\n", ""), "the eye sees the sign"


def test_a_web_page_names_the_language_where_it_changes_and_draws_the_sign(norwegian: Snapshot, tmp_path: Path) -> None:
    export(norwegian, tmp_path / "record.html", Options(language="en"))
    page = html.document_fromstring((tmp_path / "record.html").read_bytes())
    [purpose] = page.xpath("//body//*[@lang and not(self::span)][starts-with(normalize-space(.), 'Utbetale')]")
    assert (purpose.get("lang"), purpose.text_content()) == ("nb", PURPOSE)
    [drawn] = purpose.find_class("sign")
    assert (drawn.get("data-sign"), drawn.get("aria-hidden")) == ("nb", "true")
    assert page.xpath("//span[@lang='nb']/text()") == ["Lønn", "Lønn"], "the data, and their limit"
    assert not page.xpath("//*[@lang][contains(., 'Payroll')][not(self::html)]")


def test_a_text_document_names_it_to_the_spelling_and_shows_the_sign(norwegian: Snapshot, tmp_path: Path) -> None:
    export(norwegian, tmp_path / "record.docx", Options(language="en"))
    with ZipFile(tmp_path / "record.docx") as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    runs = [run for run in body.iter(f"{WORDS}r") if run.find(f"{WORDS}rPr/{WORDS}lang") is not None]
    assert {run.find(f"{WORDS}rPr/{WORDS}lang").get(f"{WORDS}val") for run in runs} == {"nb-NO"}
    [run] = [run for run in runs if "".join(run.itertext()) == PURPOSE]
    behind = run.getnext()
    assert behind.find(f"{WORDS}rPr/{WORDS}rStyle").get(f"{WORDS}val") == "Sign"
    assert "".join(behind.itertext()).strip() == "nb"


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_a_sheet_shows_the_sign_and_holds_the_text_as_it_was_written(
    ending: str, norwegian: Snapshot, tmp_path: Path
) -> None:
    target = tmp_path / f"record{ending}"
    export(norwegian, target, Options(language="en", layout="register"))
    held = [cell.text for sheet in read_book(target).sheets for row in sheet.rows for cell in row if cell]
    assert PURPOSE in held
    assert not any("[nb]" in text for text in held)
    if ending == ".xlsx":
        cells = [cell for sheet in load_workbook(target) for row in sheet.iter_rows() for cell in row if cell.value]
        assert {cell.number_format for cell in cells if cell.value == PURPOSE} == {'@" [nb]"'}
        assert {cell.number_format for cell in cells if "Payroll" in str(cell.value)} == {"@"}
        assert {cell.number_format for cell in cells if len(str(cell.value)) > 255} <= {"@"}, "Excel might not show it"
        return
    with ZipFile(target) as archive:
        content = etree.fromstring(archive.read("content.xml"))
    [name] = {
        cell.get(cell.nsmap["table"].join(("{", "}style-name")))
        for cell in content.iter("{*}table-cell")
        if "".join(cell.itertext()) == PURPOSE
    }
    [style] = [one for one in content.iter("{*}style") if name in one.attrib.values()]
    said = {etree.QName(key).localname: value for one in style.iter() for key, value in one.attrib.items()}
    assert (said["data-style-name"], said["language"], said["country"]) == ("BehindNb", "nb", "NO")
    [behind] = [one for one in content.iter("{*}text-style") if "BehindNb" in one.attrib.values()]
    assert "".join(behind.itertext()) == " [nb]"


def test_linked_data_name_the_language_of_each_text(norwegian: Snapshot, tmp_path: Path) -> None:
    export(norwegian, tmp_path / "record.jsonld", Options(language="en"))
    graph = json.loads((tmp_path / "record.jsonld").read_text("utf-8"))["@graph"]
    said = {
        one["@value"]: one.get("@language")
        for thing in graph
        for objects in thing.values()
        if isinstance(objects, list)
        for one in objects
        if isinstance(one, dict) and "@value" in one
    }
    assert (said[PURPOSE], said[DETAIL], said["Payroll"], said["Fjordby AS"]) == ("nb", "en", "en", None)


def test_findings_are_said_to_be_in_english_where_they_are(norwegian: Snapshot) -> None:
    def annex(language: str) -> tuple[str, dict[str, str]]:
        report = build(norwegian, Options(language=language, also=frozenset({"findings"}), produced_on="2026-11-21"))
        *_others, chapter, _terms = report.parts[0].chapters
        [table] = chapter.blocks
        assert isinstance(table, Table)
        return " ".join(cell.text for cell in chapter.introduction), {
            row[0].text: language for row in table.rows for *_place, language in passages(row[0].text)
        }

    said, marked = annex("de")
    assert said == "Die Feststellungen sind auf Englisch."
    assert {*marked.values()} == {"en"}
    assert annex("nb") == ("", {})


@pytest.mark.parametrize("language", OUTPUT_LANGUAGES)
def test_no_mark_is_left_in_any_text_of_the_examples(language: str) -> None:
    report = build(samples.register(), Options(language=language, also=frozenset(ALSO), produced_on="2026-11-21"))
    left = [text for text in texts(report) if not {"\x01", "\x02", "\x03"}.isdisjoint(text)]
    assert left == []
    assert any(isinstance(text, Mixed) for text in texts(report)) is (language != "en")


def test_passages_that_only_signs_part_are_one_and_numbers_and_addresses_are_in_no_language() -> None:
    told = Languages("en", [PURPOSE, MEASURE], True)
    marked = f"{as_written('Lønn')}; {as_written('Kontonummer')} and {as_written('Ferie')}"
    found = mixed(marked, told)
    assert (str(found), passages(found)) == ("Lønn; Kontonummer and Ferie", ((0, 17, "nb"), (22, 27, "nb")))
    for text in ("2026", "GPS", "https://fjordby.example/personvern", "post@fjordby.example"):
        assert passages(mixed(as_written(text), told)) == ()
    assert passages(mixed(as_written("Lønn"), Languages("en", ["Lønn"], True))) == ((0, 4, ""),), "not known which"
    assert passages(mixed(as_written("Lønn"), Languages("en", ["Lønn"], False))) == ()
