"""The text document: headings, tables and pages that an office program knows as such, and texts that are only texts."""

import re
import tracemalloc
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from lxml import etree

from ropa_desktop.exchange.formats.document import write_document
from ropa_desktop.exchange.report import Cell, Chapter, Column, Lines, Report, Table
from tests.exchange import reports
from tests.exchange.formats import hostile, office, said, samples
from tests.exchange.formats.cancelling import tells_and_can_be_cancelled
from tests.exchange.formats.said import WORDS


def written(report: Report, folder: Path, part: str = "word/document.xml") -> Any:
    """The tree of one part of the document."""
    write_document(report, folder / "record.docx")
    with ZipFile(folder / "record.docx") as archive:
        return etree.fromstring(archive.read(part))


def style(paragraph: Any) -> str:
    return str(paragraph.find(f"{WORDS}pPr/{WORDS}pStyle").get(f"{WORDS}val"))


def text(element: Any) -> str:
    return "".join(piece.text or "\n" for piece in element.iter(f"{WORDS}t", f"{WORDS}br", f"{WORDS}tab"))


@pytest.mark.parametrize("case", samples.cases(), ids=lambda case: "-".join(map(str, case)))
def test_says_what_the_report_says_and_no_more(case: samples.Case, tmp_path: Path) -> None:
    report = samples.sample(case)
    write_document(report, tmp_path / "record.docx")
    assert said.in_document(tmp_path / "record.docx") == said.in_report(report)


def test_headings_are_headings_in_the_laws_order_with_their_letters(tmp_path: Path) -> None:
    document = written(reports.report(reports.part(Chapter("Activities", (), (reports.payroll(),)))), tmp_path)
    paragraphs = [(style(p), text(p)) for p in document.iter(f"{WORDS}p")]
    assert [heading for heading in paragraphs if heading[0].startswith("Heading")] == [
        ("Heading1", "Fjordby Regnskap AS"),
        ("Heading2", "Activities"),
        ("Heading3", "PA-007  Payroll"),
        ("Heading4", "(a)\nController"),
        ("Heading4", "(b)\nPurposes"),
        ("Heading4", "(c)\nData subjects and data"),
        ("Heading4", "(d)\nRecipients"),
        ("Heading4", "(e)\nTransfers"),
        ("Heading4", "(f)\nTime limits"),
        ("Heading4", "(g)\nMeasures"),
        ("Heading4", "Legal basis"),
    ]


def test_every_style_that_is_used_is_there(tmp_path: Path) -> None:
    document = written(hostile.report(*hostile.TEXTS[:3]), tmp_path)
    styles = written(hostile.report(*hostile.TEXTS[:3]), tmp_path, "word/styles.xml")
    known = {named.get(f"{WORDS}styleId") for named in styles.iter(f"{WORDS}style")}
    used = {
        found.get(f"{WORDS}val") for tag in ("pStyle", "rStyle", "tblStyle") for found in document.iter(WORDS + tag)
    }
    assert used <= known


def test_the_head_row_of_a_table_is_repeated_on_every_page(tmp_path: Path) -> None:
    document = written(reports.report(reports.part(reports.annex(90))), tmp_path)
    table = list(document.iter(f"{WORDS}tbl"))[-1]
    heads = [row for row in table.iter(f"{WORDS}tr") if row.find(f"{WORDS}trPr/{WORDS}tblHeader") is not None]
    assert heads == [table.find(f"{WORDS}tr")]
    assert text(heads[0]).startswith("Organisation")
    grid = [int(column.get(f"{WORDS}w")) for column in table.iter(f"{WORDS}gridCol")]
    assert len(grid) == 8
    assert 14_700 < sum(grid) <= 14_798  # the width of the text on a wide page


def test_pages_are_a4_and_wide_where_a_chapter_asks_for_it(tmp_path: Path) -> None:
    document = written(reports.rich(), tmp_path)
    sizes = [(int(s.get(f"{WORDS}w")), int(s.get(f"{WORDS}h"))) for s in document.iter(f"{WORDS}pgSz")]
    assert sizes == [(11906, 16838), (11906, 16838), (16838, 11906), (11906, 16838), (11906, 16838)]


def test_one_chapter_alone_has_no_contents_before_it(tmp_path: Path) -> None:
    write_document(reports.report(reports.part(Chapter("Alone", (Cell("said"),)))), tmp_path / "alone.docx")
    with ZipFile(tmp_path / "alone.docx") as package:
        assert b"TOCHeading" not in package.read("word/document.xml")


def test_the_contents_lead_to_each_part_chapter_and_activity(tmp_path: Path) -> None:
    document = written(reports.rich(), tmp_path)
    places = {mark.get(f"{WORDS}name"): text(mark.getparent()) for mark in document.iter(f"{WORDS}bookmarkStart")}
    links = {link.get(f"{WORDS}anchor"): text(link) for link in document.iter(f"{WORDS}hyperlink")}
    assert links == places
    assert len(links) == 12


def test_the_contents_name_departments_and_what_stands_under_them_in_the_order_of_the_pages(tmp_path: Path) -> None:
    entries = tuple(
        replace(reports.short(f"PA-{number}", f"Activity {number}"), group=group)
        for number, group in enumerate(("", "Accounts", "Accounts", "Staff", "Accounts"))
    )
    document = written(reports.report(reports.part(Chapter("Activities", (), entries), reports.annex(2))), tmp_path)
    listed = [(link.get(f"{WORDS}anchor"), text(link)) for link in document.iter(f"{WORDS}hyperlink")]
    marks = [(mark.get(f"{WORDS}name"), text(mark.getparent())) for mark in document.iter(f"{WORDS}bookmarkStart")]
    assert listed == marks[1:], "of a single part the contents leave out the title alone"
    assert [said.rpartition("  ")[2] for _place, said in listed] == [
        "Activities",
        *("Activity 0", "Accounts", "Activity 1", "Activity 2", "Staff", "Activity 3", "Accounts", "Activity 4"),
        "Annex A: Processors",
    ]


def test_each_numbered_list_begins_at_one(tmp_path: Path) -> None:
    document = written(reports.rich(), tmp_path)
    used = {found.get(f"{WORDS}val") for found in document.iter(f"{WORDS}numId")}
    numbering = written(reports.rich(), tmp_path, "word/numbering.xml")
    begun = {
        one.get(f"{WORDS}numId")
        for one in numbering.iter(f"{WORDS}num")
        if one.find(f".//{WORDS}startOverride") is not None
    }
    assert used == begun == {"1", "2"}


def test_language_and_title_are_stated_and_nothing_else_is(tmp_path: Path) -> None:
    styles = written(reports.rich("nb"), tmp_path, "word/styles.xml")
    assert [lang.get(f"{WORDS}val") for lang in styles.iter(f"{WORDS}lang")] == ["nb-NO"]
    core = written(reports.rich("nb"), tmp_path, "docProps/core.xml")
    assert [(etree.QName(item).localname, item.text) for item in core] == [
        ("title", "Records of processing activities")
    ]
    with ZipFile(tmp_path / "record.docx") as archive:
        assert "docProps/app.xml" not in archive.namelist()


def test_a_client_that_is_not_shown_is_nowhere_in_the_file(tmp_path: Path) -> None:
    write_document(samples.sample(("Fjordby Regnskap AS", "en", True)), tmp_path / "record.docx")
    with ZipFile(tmp_path / "record.docx") as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert "Fjordby" in whole
    assert not re.search("Catacloud|Communicat|Commsor|CloudCall", whole)


def test_text_is_text_wherever_it_stands(tmp_path: Path) -> None:
    report = hostile.report(*hostile.TEXTS)
    document = written(report, tmp_path)
    assert said.in_document(tmp_path / "record.docx") == said.in_report(report)
    fields = [found.text for found in document.iter(f"{WORDS}instrText")]
    assert fields == ['TOC \\o "2-3" \\h \\u']
    with ZipFile(tmp_path / "record.docx") as archive:
        parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}
    simple = {f.get(f"{WORDS}instr") for part in parts.values() for f in part.iter(f"{WORDS}fldSimple")}
    assert simple == {"PAGE", "NUMPAGES"}
    targets = [link for name, part in parts.items() if name.endswith(".rels") for link in part]
    assert targets
    assert all(link.get("TargetMode") is None and link.get("Target").endswith(".xml") for link in targets)


def test_line_breaks_and_spaces_stay(tmp_path: Path) -> None:
    report = reports.report(reports.part(Chapter("", (), (), (Lines((Cell("two  spaces\r\nand\n\nlines"),)),))))
    assert "two  spaces\nand\n\nlines" in [text(p) for p in written(report, tmp_path).iter(f"{WORDS}p")]


def test_right_to_left_text_is_marked_as_such(tmp_path: Path) -> None:
    report = reports.report(reports.part(Chapter("", (), (), (Lines((Cell("שלום עולם"), Cell("Fjordby"))),))))
    marked = {text(p): p.find(f".//{WORDS}bidi") is not None for p in written(report, tmp_path).iter(f"{WORDS}p")}
    assert marked["שלום עולם"]
    assert not marked["Fjordby"]


def test_characters_that_markup_cannot_hold_show_instead_of_failing(tmp_path: Path) -> None:
    document = written(hostile.report(hostile.FORBIDDEN), tmp_path)
    assert "bell �, null �, escape �, half �, none ��" in [text(p) for p in document.iter(f"{WORDS}p")]


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    write_document(reports.rich(), tmp_path / "first.docx")
    write_document(reports.rich(), tmp_path / "second.docx")
    assert (tmp_path / "first.docx").read_bytes() == (tmp_path / "second.docx").read_bytes()
    with ZipFile(tmp_path / "first.docx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in archive.infolist()} == {ZIP_DEFLATED}


def test_the_package_names_the_parts_that_are_in_it_and_programs_know_its_kind(tmp_path: Path) -> None:
    types = written(reports.rich(), tmp_path, "[Content_Types].xml")
    named = [kind.get("PartName")[1:] for kind in types if kind.get("PartName")]
    with ZipFile(tmp_path / "record.docx") as archive:
        names = archive.namelist()
        assert sorted(name for name in names if "rels" not in name) == sorted(["[Content_Types].xml", *named])
        assert archive.read("word/document.xml").count(b"xmlns") == 2, "no piece names the spaces again"
    assert names[0] == "[Content_Types].xml", "those that look at a file's first bytes look for these"
    assert [name for name in names if name.startswith("word/header")] == [
        f"word/header{number}.xml" for number in (0, 2, 3, 5)
    ]


def test_a_long_record_is_never_in_memory_as_a_document(tmp_path: Path) -> None:
    entries = tuple(reports.payroll(f"PA-{number:03}") for number in range(200))
    rows = tuple((Cell("Said of it"), Cell(f"in row {number}")) for number in range(4000))
    listed = Table((Column("What"), Column("Where")), rows)
    report = reports.report(reports.part(Chapter("Activities", (), entries), Chapter("Annex", blocks=(listed,))))
    write_document(reports.report(), tmp_path / "first.docx")
    tracemalloc.start()
    try:
        write_document(report, tmp_path / "long.docx")
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    with ZipFile(tmp_path / "long.docx") as archive:
        assert most < archive.getinfo("word/document.xml").file_size / 4


@pytest.mark.parametrize("share", [0.3, 0.8], ids=["among activities", "among rows"])
def test_it_tells_how_far_it_is_while_it_writes_and_cancelled_leaves_the_earlier_file(
    share: float, tmp_path: Path
) -> None:
    rows = tuple((Cell(f"Row {number}"),) for number in range(300))
    annex = Chapter("Annex", blocks=(Table((Column("What"),), rows),))
    entries = tuple(reports.payroll(f"PA-{number:03}") for number in range(300))
    report = reports.report(reports.part(Chapter("Activities", (), entries), annex))
    other = reports.report(reports.part(Chapter("Other", (), entries), annex))
    target = tmp_path / "record.docx"
    tells_and_can_be_cancelled(
        lambda: write_document(report, target), lambda: write_document(other, target), target, share
    )


@pytest.mark.parametrize("report", [reports.rich("nb"), hostile.report(*hostile.TEXTS)], ids=["rich", "hostile"])
def test_libreoffice_opens_it_and_prints_every_word(report: Report, tmp_path: Path) -> None:
    write_document(report, tmp_path / "record.docx")
    pages = office.printed(tmp_path / "record.docx")
    seen = re.sub(r"[\s\ufffe\u200b-\u200f-]", "", "".join(pages))
    short = {word.strip("()") for word in said.in_report(report) if len(word) < 40 and word.isascii()}
    assert {word for word in short if word.replace("-", "") not in seen} == set()
    assert len(pages) > 3


def test_a_report_without_parts_or_words_is_still_a_document(tmp_path: Path) -> None:
    assert written(reports.report(), tmp_path).find(f".//{WORDS}sectPr") is not None
    assert (
        written(reports.report(reports.part(Chapter("", (), (), ()))), tmp_path).find(f".//{WORDS}sectPr") is not None
    )
