"""How a PDF looks to whoever gets it: departments, the client's paper, logo and colour, the mark and the standing."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, PngImagePlugin

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.appearance import appearance, readable_logo
from ropa_desktop.exchange.pdf import write_pdf
from ropa_desktop.exchange.report import (
    Appearance,
    Attachment,
    Cell,
    Chapter,
    Column,
    Entry,
    Fields,
    Lines,
    Report,
    Section,
    Table,
)
from tests.exchange import pdf_reader, reports

RED = (0x8C, 0x14, 0x3C)


def picture(kind: str = "PNG", mode: str = "RGBA", size: tuple[int, int] = (400, 120)) -> bytes:
    """A logo that is half red and half seen through."""
    drawn = Image.new(mode, size, (*RED, 255)[: len(mode)])
    if mode == "RGBA":
        drawn.paste((0, 0, 0, 0), (0, 0, size[0] // 2, size[1]))
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "made on Kari's own computer")
    written = BytesIO()
    drawn.save(written, kind, **({"pnginfo": notes} if kind == "PNG" else {"comment": b"Kari's own computer"}))
    return written.getvalue()


def grouped() -> Report:
    """Activities of two departments, and one of none."""
    groups = ["Finance"] * 9 + ["Personnel"] * 9 + ["Other activities"]
    entries = tuple(
        replace(reports.short(f"PA-{number:03}", f"Activity {number}"), group=group)
        for number, group in enumerate(groups, start=1)
    )
    return reports.report(reports.part(Chapter("Activities", (), entries)))


def dressed() -> Report:
    """A draft in the client's look, as it stood on a day, with a file inside."""
    attachment = Attachment("fjordby.json", "application/json", '{"name": "Łódź"}'.encode(), "The records, all fields")
    return replace(
        grouped(),
        appearance=appearance(["US"], picture(), "#8c143c"),
        standing="Draft · As at 31 Mar 2026 · revision a1b2c3d4e5f6",
        mark="DRAFT",
        attachment=attachment,
    )


def test_departments_stand_as_heads_in_text_contents_and_bookmarks(tmp_path: Path) -> None:
    target = tmp_path / "grouped.pdf"
    write_pdf(grouped(), target)
    spoken = pdf_reader.spoken(target)
    heads = [(tag, text) for tag, text in spoken if tag in ("H3", "H4")]
    assert [text for tag, text in heads if tag == "H3"] == ["Finance", "Personnel", "Other activities"]
    assert heads[:2] == [("H3", "Finance"), ("H4", "PA-001  Activity 1")]
    assert heads[heads.index(("H3", "Personnel")) + 1] == ("H4", "PA-010  Activity 10")
    marks = {mark.title: mark for mark in pdf_reader.bookmarks(target)}
    assert marks["Personnel"].level + 1 == marks["PA-010  Activity 10"].level
    assert marks["Personnel"].page == marks["PA-010  Activity 10"].page
    pages = pdf_reader.seen(target)
    assert all(name in pages[1] for name in ("Finance", "Personnel", "Other activities"))
    for page in pages[2:]:
        *body, _running, _foot = page.splitlines()
        assert body[-1] not in ("Finance", "Personnel", "Other activities")


def test_the_mark_and_the_standing_are_on_every_page_and_read_once(tmp_path: Path) -> None:
    target = tmp_path / "draft.pdf"
    write_pdf(dressed(), target)
    pages = pdf_reader.seen(target)
    assert all("DRAFT" in page.splitlines() for page in pages)
    assert all("21 Nov 2026 · Draft · As at 31 Mar 2026 · revision a1b2c3d4e5f6" in page for page in pages)
    spoken = [text for _tag, text in pdf_reader.spoken(target)]
    assert spoken.count("DRAFT") == 1
    assert spoken.count("Draft · As at 31 Mar 2026 · revision a1b2c3d4e5f6") == 1


def test_pages_bear_the_clients_paper_colour_and_logo(tmp_path: Path) -> None:
    target = tmp_path / "dressed.pdf"
    write_pdf(dressed(), target)
    with pypdfium2.PdfDocument(str(target)) as document:
        assert {document[number].get_size() for number in range(len(document))} == {(612.0, 792.0)}
        for number in (0, 2):
            points = document[number].render(scale=2).to_pil().convert("RGB")
            assert RED in {colour for _count, colour in points.getcolors(1 << 16)}
            assert (0x0B, 0x64, 0x78) not in {colour for _count, colour in points.getcolors(1 << 16)}
    with pikepdf.open(target) as pdf:
        figures = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        assert [str(one.Alt) for one in figures] == ["Fjordby Regnskap AS"]
        content = target.read_bytes() + b"".join(bytes(page.Contents[0].read_bytes()) for page in pdf.pages)
    assert b"Kari" not in content


def test_a_file_inside_comes_out_as_it_went_in(tmp_path: Path) -> None:
    target = tmp_path / "carrying.pdf"
    write_pdf(dressed(), target)
    with pikepdf.open(target) as pdf:
        assert list(pdf.attachments) == ["fjordby.json"]
        found = pdf.attachments["fjordby.json"]
        assert found.get_file().read_bytes() == '{"name": "Łódź"}'.encode()
        assert found.get_file().mime_type == "application/json"
        assert found.relationship == "/Source"
        assert pdf.Root.AF[0].objgen == found.obj.objgen
        with pdf.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "3"


def test_a_table_of_too_many_columns_comes_in_parts_that_name_their_rows(tmp_path: Path) -> None:
    columns = tuple(Column(f"Question number {number}", required=number % 2 == 0) for number in range(1, 31))
    rows = tuple(
        (Cell(f"Activity {row}"), *(Cell(f"Answer {row}.{number}, in several words") for number in range(2, 31)))
        for row in range(1, 4)
    )
    target = tmp_path / "wide.pdf"
    chapter = Chapter("Thirty columns", blocks=(Table(columns, rows),), landscape=True)
    write_pdf(reports.report(reports.part(chapter)), target)
    spoken = pdf_reader.spoken(target)
    heads = [text for tag, text in spoken if tag == "TH" and text.startswith("Question")]
    parts = heads.count("Question number 1")
    assert 2 <= parts <= 6
    assert len(heads) == 30 + parts - 1
    assert heads[1] == "Question number 2\u00a0*", "the sign never begins a line"
    said = [text for tag, text in spoken if tag == "TD"]
    assert {text for text in said if said.count(text) > 1} >= {"Activity 1", "Activity 2", "Activity 3"}
    assert all(said.count(cell.text) == (parts if cell is row[0] else 1) for row in rows for cell in row)
    captions = [text for tag, text in spoken if tag == "Caption"]
    assert captions == [f"{number} / {parts}" for number in range(1, parts + 1)]
    seen = "\n".join(pdf_reader.seen(target))
    assert "Question\nnumber" in seen or "Question number 1" in seen


def test_a_table_that_is_too_wide_goes_without_its_empty_columns_and_names_them_before(tmp_path: Path) -> None:
    columns = tuple(Column(f"A question of some length, number {number}") for number in range(1, 25))
    filled = Cell("An answer of quite a few words, as people give them")
    rows = (
        (Cell("Payroll"), *(filled if number < 6 else Cell("") for number in range(2, 25))),
        (Cell(""), filled, *[Cell("")] * 22),
    )
    chapter = Chapter("Wide", blocks=(Table(columns, rows),), landscape=True)
    report = reports.report(reports.part(chapter))
    target = tmp_path / "wide.pdf"
    write_pdf(replace(report, words=replace(report.words, empty="Empty: {columns}")), target)
    spoken = pdf_reader.spoken(target)
    heads = [text for tag, text in spoken if tag == "TH" and text.startswith("A question")]
    assert heads == [column.title for column in columns[:5]], "what is filled has room side by side"
    said = [text for _tag, text in spoken]
    named = "Empty: " + " · ".join(column.title for column in columns[5:])
    assert said.index(named) < said.index(heads[0]), "never alone on a page behind the table"

    narrow = Table(columns[4:7], tuple(row[4:7] for row in rows))
    write_pdf(reports.report(reports.part(Chapter("Narrow", blocks=(narrow,)))), target)
    heads = [text for tag, text in pdf_reader.spoken(target) if tag == "TH" and text.startswith("A question")]
    assert len(heads) == 3, "where there is room for all, all stand"


def test_in_parts_of_a_table_a_row_is_named_by_what_tells_it_from_others_of_the_same_name(tmp_path: Path) -> None:
    titles = ("Party", "Kind", "Service", *(f"Question number {number}" for number in range(20)))
    answers = [Cell("An answer of quite a few words")] * 20
    rows = tuple(
        (Cell(party), Cell("Company"), Cell(service), *answers)
        for party, service in (("Nordlys AS", "Payroll"), ("Nordlys AS", "Time sheets"), ("Tallvakt AS", "Accounts"))
    )
    chapter = Chapter("Wide", blocks=(Table(tuple(map(Column, titles)), rows),), landscape=True)
    target = tmp_path / "wide.pdf"
    write_pdf(reports.report(reports.part(chapter)), target)
    heads = [text for tag, text in pdf_reader.spoken(target) if tag == "TH"]
    parts = heads.count("Party")
    assert parts > 1
    assert heads.count("Service") == parts
    assert heads.count("Kind") == 1, "it is the same in every row"


def test_a_long_cell_makes_its_column_wide_and_names_its_row_on_the_next_page(tmp_path: Path) -> None:
    long = " ".join(f"measure{number}" for number in range(1500))
    columns = (Column("Activity"), Column("Purpose"), Column("Data"), Column("Measures"))
    rows = ((Cell("Payroll"), Cell("Pay"), Cell("Salary"), Cell(long)), *[tuple(map(Cell, "abcd"))] * 3)
    target = tmp_path / "long.pdf"
    write_pdf(reports.report(reports.part(Chapter("Wide", blocks=(Table(columns, rows),), landscape=True))), target)
    pages = pdf_reader.seen(target)[2:]
    assert len(pages) <= 5
    assert sum("Payroll" in page for page in pages) == sum("measure" in page for page in pages) > 1
    assert [text for tag, text in pdf_reader.spoken(target) if tag == "TD"].count("Payroll") == 1


@pytest.mark.parametrize(
    ("countries", "paper"),
    [(["NO"], "A4"), (["US"], "Letter"), (["US", "CA", None], "Letter"), (["US", "NO"], "A4"), ([None], "A4")],
)
def test_paper_is_letter_where_all_controllers_use_it(countries: list[str | None], paper: str) -> None:
    assert appearance(countries, None, "") == Appearance(paper)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_loses_what_it_tells_besides_the_picture(kind: str) -> None:
    plain = readable_logo(picture(kind, "RGBA" if kind == "PNG" else "RGB", (2400, 600)))
    assert b"Kari" not in plain
    with Image.open(BytesIO(plain)) as shown:
        assert (shown.format, shown.mode, shown.size) == ("PNG", "RGB", (1200, 300))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The logo cannot be read. Choose a PNG or JPEG file."),
        (b"GIF89a" + bytes(40), "The logo cannot be read. Choose a PNG or JPEG file."),
        (picture()[:90], "The logo cannot be read. Choose a PNG or JPEG file."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "The logo cannot be read. Choose a PNG or JPEG file."),
        (bytes(5_000_000), "The logo is larger than 4 MB. Choose a smaller picture."),
        (picture(size=(6000, 5000)), "The logo has more than 25 million points. Choose a smaller picture."),
    ],
    ids=["nothing", "another kind", "cut", "drawing", "large file", "many points"],
)
def test_a_logo_that_cannot_be_read_is_refused_in_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        readable_logo(content)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("colour", "said"), [("#FFCC00", "too pale"), ("#777777", "4.5"), ("teal", "teal: write a colour")]
)
def test_a_colour_that_could_not_be_read_is_refused(colour: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        appearance([], None, colour)
    assert appearance([], None, "#767676").colour == "#767676"


def test_what_goes_on_over_a_page_is_named_there_again(tmp_path: Path) -> None:
    long = Cell("\n".join(f"{n}. Every right is looked through in April." for n in range(90)))
    section = Section("", "Erasure and measures", (Fields((("How it is secured", long),)),))
    write_pdf(
        reports.report(reports.part(Chapter("Forms", entries=(Entry("", "Payroll", (section,)),)))),
        tmp_path / "forms.pdf",
    )
    with pypdfium2.PdfDocument(tmp_path / "forms.pdf") as document:
        last = document[len(document) - 1].get_textpage().get_text_range()
    assert "89. Every right" in last
    assert "How it is secured" in last
    assert [text for _tag, text in pdf_reader.spoken(tmp_path / "forms.pdf")].count("How it is secured") == 1


def test_a_form_without_letters_begins_at_the_edge_and_a_record_keeps_room_for_them(tmp_path: Path) -> None:
    target = tmp_path / "forms.pdf"

    def edge(*sections: Section) -> float:
        write_pdf(reports.report(reports.part(Chapter("Forms", entries=(Entry("", "Payroll", sections),)))), target)
        with pypdfium2.PdfDocument(target) as document:
            page = document[len(document) - 1]
            text = page.get_textpage()
            found = text.search("Purposes").get_next()
            assert found is not None
            return float(text.get_charbox(found[0])[0])

    purposes = Section("", "Purposes", (Lines((Cell("Pay salaries"),)),))
    plain = edge(purposes)
    assert plain == pytest.approx(51, abs=2)
    assert edge(replace(purposes, letter="b")) == pytest.approx(plain + 25, abs=1)
    other = Section("c", "People", (Lines((Cell("Employees"),)),))
    assert edge(purposes, other) == pytest.approx(plain + 25, abs=1), "sections of one record stand below each other"
