"""The PDF that is handed over: complete, in order, readable by eye, by screen reader and by an archive."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from ropa_desktop.exchange.pdf import style, write_pdf
from ropa_desktop.exchange.report import Cell, Chapter, Column, Entry, Fields, Lines, Quotations, Report, Section, Table
from tests import verapdf
from tests.exchange import pdf_reader, reports
from tests.exchange.test_pdf_glyphs import many_signs
from tests.exchange.test_pdf_look import dressed

REFERENCE = Path(__file__).with_name("reference") / "rich.txt"

HOSTILE = (
    "<b>bold</b> <font size=9999>",
    "Kari <kari@example.no>",
    "</TD </para> &amp; &#65; <!-- -->",
    "(unbalanced ) ) ( \\ \\( \\n %PDF EMC BDC ET endstream endobj",
    "{page} {} %s %(name)s",
    "=1+1; ' OR 1=1 --; ../../etc/passwd",
)


def one_text(text: str, *, title: str = "Payroll") -> Report:
    """A report whose only statement is `text`."""
    entry = Entry("PA-001", title, (Section("b", "Purposes", (Lines((Cell(text),)),)),))
    return reports.report(reports.part(Chapter("Activities", (), (entry,))))


def statements(path: Path) -> list[str]:
    """What is said under the letter of `one_text`: the texts between its heading and the end."""
    texts = pdf_reader.spoken(path)
    return [text for _, text in texts[texts.index(("H4", "(b) Purposes")) + 1 :]]


def test_says_everything_in_its_order(tmp_path: Path) -> None:
    """To renew the reference after a change that is meant: delete the file and run this test twice."""
    target = tmp_path / "rich.pdf"
    write_pdf(reports.rich(), target)
    seen = "\n\f\n".join(pdf_reader.seen(target)) + "\n"
    if not REFERENCE.exists():
        REFERENCE.write_text(seen, encoding="utf-8", newline="\n")
        pytest.fail(f"{REFERENCE} was missing and has been written: look whether it is right")
    assert seen == REFERENCE.read_text(encoding="utf-8")


def test_a_screen_reader_meets_headings_tables_and_lists_in_the_laws_order(tmp_path: Path) -> None:
    target = tmp_path / "one.pdf"
    write_pdf(reports.report(reports.part(Chapter("Activities", (), (reports.payroll(),)))), target)
    texts = pdf_reader.spoken(target)
    headings = [(tag, text) for tag, text in texts if re.fullmatch(r"H\d", tag)]
    assert headings == [
        ("H1", "Fjordby Regnskap AS"),
        ("H2", "Activities"),
        ("H3", "PA-007  Payroll"),
        ("H4", "(a) Controller"),
        ("H4", "(b) Purposes"),
        ("H4", "(c) Data subjects and data"),
        ("H4", "(d) Recipients"),
        ("H4", "(e) Transfers"),
        ("H4", "(f) Time limits"),
        ("H4", "(g) Measures"),
        ("H4", "Legal basis"),
    ]
    assert ("LBody", "Sick pay and refund from NAV") in texts
    assert texts[texts.index(("TH", "Recipient")) :][:8] == [
        ("TH", "Recipient"),
        ("TH", "Declared"),
        ("TH", "Assessed"),
        ("TH", "Country"),
        ("TD", "Nordlys Lønn AS"),
        ("TD", "processor"),
        ("TD", "processor"),
        ("TD", "Norway"),
    ]


def test_pages_are_counted_and_numbered(tmp_path: Path) -> None:
    target = tmp_path / "rich.pdf"
    written = write_pdf(reports.rich("nb"), target)
    pages = pdf_reader.seen(target)
    assert written.pages == len(pages)
    for number, page in enumerate(pages, start=1):
        assert f"Side {number} av {len(pages)}" in page
        assert "21. november 2026" in page


def test_contents_and_bookmarks_lead_to_where_things_are(tmp_path: Path) -> None:
    target = tmp_path / "rich.pdf"
    write_pdf(reports.rich(), target)
    marks = pdf_reader.bookmarks(target)
    assert [(mark.level, mark.title) for mark in marks[:5]] == [
        (0, "Contents"),
        (0, "Fjordby Regnskap AS"),
        (1, "Processing activities"),
        (2, "PA-007  Payroll"),
        (2, "PA-008  Staff administration"),
    ]
    pages = pdf_reader.seen(target)
    links = [text for tag, text in pdf_reader.spoken(target) if tag == "Link"]
    assert len(links) == len(marks) - 1
    for mark, link in zip(marks[1:], links, strict=True):
        assert link == f"{mark.title.replace('  ', ' ')} {mark.page}"
        assert mark.title.split("  ")[-1][:40] in pages[mark.page - 1].replace("\n", " ")
    with pikepdf.open(target) as pdf:
        for annotation, mark in zip(list(pdf.pages[1].obj.Annots), marks[1:], strict=True):
            assert annotation.Contents == f"{mark.title}, {mark.page}"
            assert annotation.Dest[0].objgen == pdf.pages[mark.page - 1].obj.objgen


def test_what_follows_alone_has_no_contents_before_it(tmp_path: Path) -> None:
    target = tmp_path / "alone.pdf"
    table = Table((Column("Activity"), Column("Purpose")), ((Cell("Payroll"), Cell("Pay salaries")),))
    write_pdf(reports.report(reports.part(Chapter("Table", blocks=(table,)))), target)
    assert [mark.title for mark in pdf_reader.bookmarks(target)] == ["Fjordby Regnskap AS", "Table"]
    cover, page = pdf_reader.seen(target)
    assert "Page 1 of 2" in cover
    assert "Pay salaries" in page
    assert "Contents" not in page


def test_many_activities_have_contents_over_several_pages(tmp_path: Path) -> None:
    entries = tuple(reports.short(f"PA-{number:03}", f"Activity {number}") for number in range(1, 121))
    target = tmp_path / "many.pdf"
    write_pdf(reports.report(reports.part(Chapter("Activities", (), entries))), target)
    marks = pdf_reader.bookmarks(target)
    links = [text for tag, text in pdf_reader.spoken(target) if tag == "Link"]
    assert [int(link.split()[-1]) for link in links] == [
        mark.page for mark in marks if mark.level and mark.title != "Contents"
    ]
    pages = pdf_reader.seen(target)
    assert all(mark.title.split("  ")[-1] in pages[mark.page - 1] for mark in marks)


@pytest.mark.parametrize(
    "text",
    [
        " ".join(f"word{number}" for number in range(4000))[:30_000],
        "W" * 30_000,
        "\n".join(f"line {number} of a long list" for number in range(1200)),
        "https://example.no/" + "a-very-long-path/" * 1700,
    ],
    ids=["words", "one word", "lines", "address"],
)
def test_a_very_long_statement_flows_over_pages_without_losing_a_letter(text: str, tmp_path: Path) -> None:
    target = tmp_path / "long.pdf"
    written = write_pdf(one_text(text), target)
    assert written.pages > 5
    assert "\n".join(statements(target)) == text
    for page in pdf_reader.seen(target)[3:]:
        assert "PA-001 Payroll (continued)" in page
        assert "(b) Purposes (continued)" in page


def test_a_table_row_higher_than_a_page_flows_over_pages(tmp_path: Path) -> None:
    text = " ".join(f"statement{number}" for number in range(2000))
    table = Table(
        (Column("Recipient"), Column("Why", 3)), ((Cell("NAV"), Cell(text)), (Cell("Skatteetaten"), Cell("tax")))
    )
    target = tmp_path / "row.pdf"
    write_pdf(reports.report(reports.part(Chapter("Annex", (), (), (table,)))), target)
    texts = pdf_reader.spoken(target)
    assert ("TD", text) in texts
    assert texts[-2:] == [("TD", "Skatteetaten"), ("TD", "tax")]


def test_a_table_head_is_repeated_for_the_eye_and_read_once(tmp_path: Path) -> None:
    target = tmp_path / "annex.pdf"
    write_pdf(reports.report(reports.part(reports.annex(90))), target)
    pages = pdf_reader.seen(target)[2:]
    assert len(pages) > 3
    assert all("Contract Country Used in" in page for page in pages)
    assert all("Annex A: Processors (continued)" in page for page in pages[1:])
    texts = pdf_reader.spoken(target)
    assert texts.count(("TH", "Country")) == 1
    assert not any("continued" in text for _, text in texts)


def test_wide_annexes_lie_on_wide_pages(tmp_path: Path) -> None:
    target = tmp_path / "rich.pdf"
    write_pdf(reports.rich(), target)
    wide = {mark.page for mark in pdf_reader.bookmarks(target) if mark.title.startswith("Annex A")}
    with pypdfium2.PdfDocument(str(target)) as document:
        for number in range(1, len(document) + 1):
            width, height = document[number - 1].get_size()
            assert (width > height) == (number in wide or number - 1 in wide)


@pytest.mark.parametrize("filler", range(0, 50, 3))
def test_no_heading_stands_alone_at_the_foot_of_a_page(filler: int, tmp_path: Path) -> None:
    before = Entry("PA-001", "Before", (Section("b", "Purposes", (Lines(tuple(map(Cell, ["line"] * filler))),)),))
    target = tmp_path / "foot.pdf"
    write_pdf(reports.report(reports.part(Chapter("Activities", (), (before, reports.payroll())))), target)
    for page in pdf_reader.seen(target)[2:]:
        *body, foot = page.splitlines()
        assert foot.startswith("21 Nov 2026 Page")
        assert not body[-2].startswith("PA-")  # the last line is the running head


def test_the_name_of_a_section_of_sources_never_ends_a_page(tmp_path: Path) -> None:
    quoted = Section("", "Sources", (Quotations((("Notice, line 1", "words of it"), ("Notice, line 2", "more")) * 40),))
    target = tmp_path / "sources.pdf"
    for filler in range(30, 50):
        lines = Section("b", "Purposes", (Lines(tuple(map(Cell, ["line"] * filler))),))
        entries = (Entry("PA-001", "Before", (lines, quoted)),)
        write_pdf(reports.report(reports.part(Chapter("Activities", (), entries))), target)
        for page in pdf_reader.seen(target)[2:]:
            # Beside the name stands a place, and below that the words.
            assert "Sources\n" not in page or "Sources Notice, line 1\nwords of it" in page.replace(
                "Sources\n", "Sources "
            )


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_looks_like_markup_is_text(text: str, tmp_path: Path) -> None:
    target = tmp_path / "hostile.pdf"
    write_pdf(one_text(text, title=text), target)
    assert statements(target) == [text]
    assert ("H3", f"PA-001  {text}") in pdf_reader.spoken(target)
    assert pdf_reader.bookmarks(target)[-1].title == f"PA-001  {text}"


def test_line_breaks_stay_line_breaks(tmp_path: Path) -> None:
    target = tmp_path / "lines.pdf"
    write_pdf(one_text("first\nsecond\r\nthird\n\nafter an empty line"), target)
    assert statements(target) == ["first", "second", "third", "after an empty line"]
    assert "first\nsecond\nthird\nafter an empty line" in pdf_reader.seen(target)[1]


def test_a_number_stays_with_its_paragraph_sign(tmp_path: Path) -> None:
    target = tmp_path / "tied.pdf"
    text = " ".join(["bokføringsloven § 13 and Art. 6 og nr. 2, compter de\u00a0: fin"] * 40)
    write_pdf(one_text(text), target)
    assert statements(target) == [text]
    assert not [line for line in pdf_reader.seen(target)[1].splitlines() if line.endswith(("§", "Art.", "nr."))]


def test_letters_of_many_scripts_come_out_as_they_are(tmp_path: Path) -> None:
    text = "Łódź Čáhcesuolu Đŋŧž Ελληνικά Кириллица ąęő ½ ☐ ☑ → ≤ 😀 𝔸"
    target = tmp_path / "scripts.pdf"
    written = write_pdf(one_text(text), target)
    assert written.replaced == {}
    assert statements(target) == [text]
    assert text in pdf_reader.seen(target)[1]


def test_a_character_without_a_glyph_is_replaced_visibly_and_counted(tmp_path: Path) -> None:
    target = tmp_path / "missing.pdf"
    written = write_pdf(one_text("北京 and 北 \ud800 \x07", title="京"), target)
    assert written.replaced == {"北": 2, "京": 2, "\ud800": 1, "\x07": 1}
    assert statements(target) == ["�� and � � �"]


def test_hebrew_and_arabic_are_drawn_from_right_to_left_and_read_in_their_order(tmp_path: Path) -> None:
    hebrew, arabic = "שלום עולם טוב", "شركة المحاسبة"
    target = tmp_path / "backwards.pdf"
    long = " ".join([hebrew] * 1500)
    written = write_pdf(one_text(f"{hebrew}\n{arabic}\nFirma {hebrew} AS\n{long}"), target)
    assert written.replaced == {}
    said = statements(target)
    assert said[:3] == [hebrew, arabic, f"Firma {hebrew} AS"]
    assert "".join(said[3:]) == long
    seen = pdf_reader.seen(target)[1]
    assert hebrew in seen
    assert arabic in seen


def test_an_unknown_is_set_apart_by_an_outline_and_by_colour(tmp_path: Path) -> None:
    target = tmp_path / "unknown.pdf"
    write_pdf(reports.report(reports.part(Chapter("Activities", (), (reports.payroll(),)))), target)
    with pypdfium2.PdfDocument(str(target)) as document:
        colours = document[1].render(scale=2).to_pil().convert("RGB").getcolors(1 << 16)
    assert {(0xFB, 0xF2, 0xE0), (0x85, 0x50, 0x00)} <= {colour for _, colour in colours}


def test_title_language_and_date_are_in_the_file_twice_and_the_same(tmp_path: Path) -> None:
    target = tmp_path / "described.pdf"
    write_pdf(reports.report(reports.part(), title="R&D <protokoll>", language="nb"), target)
    with pikepdf.open(target) as pdf:
        assert pdf.docinfo["/Title"] == "R&D <protokoll>"
        assert pdf.docinfo["/CreationDate"] == "D:20261121000000+00'00'"
        assert pdf.Root.Lang == "nb"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "R&D <protokoll>"
            assert metadata["xmp:CreateDate"] == "2026-11-21T00:00:00+00:00"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == (
                "2",
                "A",
                "1",
            )


def test_a_date_that_is_none_is_left_out_of_the_description(tmp_path: Path) -> None:
    target = tmp_path / "undated.pdf"
    write_pdf(replace(reports.report(reports.part()), produced_on="in spring"), target)
    assert "in spring" in pdf_reader.seen(target)[0]
    with pikepdf.open(target) as pdf:
        assert "/CreationDate" not in pdf.docinfo


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    write_pdf(reports.rich(), first)
    write_pdf(reports.rich(), second)
    assert first.read_bytes() == second.read_bytes()


def odd_reports() -> dict[str, Report]:
    """Reports that are unlike any that is handed over, yet must be as sound."""
    nothing = Fields(()), Lines(()), Table((Column("A"),), ()), Quotations(())
    empty = Entry("", "", (Section("", "", nothing), Section("a", "Empty", (Lines((Cell(""),)),))))
    blank = Fields((("", Cell("")), ("Label", Cell(" \n \n")), ("\n", Cell("x\n\ny"))))
    return {
        "rich": reports.rich(),
        "norwegian": reports.rich("nb"),
        "undated": replace(reports.rich(), produced_on=""),
        "no parts": reports.report(),
        "no chapters": reports.report(reports.part()),
        "empty": reports.report(reports.part(Chapter("", (), (empty,)), Chapter("Blank", (), (), (blank,)))),
        "hostile": one_text("\n".join(HOSTILE), title="\n".join(HOSTILE)),
        "missing": one_text("北京 \ud800 😀 \x00", title="北\ud800\x01"),
        "backwards": one_text("שלום (abc) 12 شركة\n" * 90 + "שלום " * 6000, title="שלום"),
        "long": one_text("W" * 30_000, title="Title " * 2000),
        "quoted": reports.report(
            reports.part(Chapter("Sources", (), (), (Quotations((("where", "words " * 3000), ("", "x"), ("y", ""))),)))
        ),
    }


@verapdf.needs_java
def test_every_file_is_pdf_a_2a_and_pdf_ua_1_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROPA_DESKTOP_FONTS", str(tmp_path))
    files = []
    for name, report in {**odd_reports(), "borrowed": many_signs(tmp_path), "dressed": dressed()}.items():
        write_pdf(report, tmp_path / f"{name}.pdf")
        files += [(tmp_path / f"{name}.pdf", "3a" if report.attachment else "2a"), (tmp_path / f"{name}.pdf", "ua1")]
    broken = verapdf.validate_all(files)
    assert {file: rules for file, rules in zip(files, broken, strict=True) if rules} == {}


def test_contents_of_a_few_lines_have_no_page_and_the_bookmarks_have_them(tmp_path: Path) -> None:
    short, long = tmp_path / "short.pdf", tmp_path / "long.pdf"
    payroll = reports.payroll()
    write_pdf(reports.report(reports.part(Chapter("Activities", (), 4 * (payroll,)))), short)
    write_pdf(reports.report(reports.part(Chapter("Activities", (), 5 * (payroll,)))), long)
    assert ("H2", "Contents") not in pdf_reader.spoken(short)
    assert ("H2", "Contents") in pdf_reader.spoken(long)
    assert "Activities" in [mark.title for mark in pdf_reader.bookmarks(short)]


def test_no_word_at_the_left_of_an_activity_is_broken(tmp_path: Path) -> None:
    target, long = tmp_path / "long.pdf", "Gegevensbeschermingseffectbeoordeling"
    heads = tuple(map(Column, ("Verwerkingsverantwoordelijke", "Vertegenwoordiger", long)))
    blocks = (Fields(((long, Cell("said")),)), Table(heads, (3 * (Cell("said"),),)))
    entry = Entry("PA-001", "Payroll", (Section("a", "Verwerkingsverantwoordelijken", blocks),))
    write_pdf(reports.report(reports.part(Chapter("Activities", (), (entry,)))), target)
    lines = "\n".join(pdf_reader.seen(target)).split()
    assert {"Verwerkingsverantwoordelijke", "Verwerkingsverantwoordelijken", long} <= set(lines)


def test_the_statements_of_a_cell_are_parted_also_where_a_page_ends(tmp_path: Path) -> None:
    def at(text: str) -> list[float]:
        """How far up the page each line of the table stands."""
        table = Table((Column("Measures"),), ((Cell(text),),))
        write_pdf(reports.report(reports.part(Chapter("Table", blocks=(table,)))), tmp_path / "cell.pdf")
        page = pypdfium2.PdfDocument(tmp_path / "cell.pdf")[1].get_textpage()
        return [page.get_rect(number)[1] for number in range(page.count_rects()) if "said" in rect(page, number)]

    def rect(page: pypdfium2.PdfTextPage, number: int) -> str:
        return str(page.get_text_bounded(*page.get_rect(number)))

    one, parted = at("said " * 100), at("\n".join(["said"] * 100))
    assert {round(above - below, 1) for above, below in pairwise(one)} == {style.CELL.leading}
    assert {round(above - below, 1) for above, below in pairwise(parted)} == {style.CELL.leading + 2.5}
    assert min(parted) > style.BOTTOM
