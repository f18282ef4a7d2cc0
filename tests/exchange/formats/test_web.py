"""The web page: whole in one file, readable by eye and by screen reader, and with no way out of it."""

import re
import tracemalloc
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from ropa_desktop.exchange.formats.web import page as page_of
from ropa_desktop.exchange.formats.web import write_web
from ropa_desktop.exchange.pdf import write_pdf
from ropa_desktop.exchange.report import Cell, Chapter, Column, Entry, Lines, Mixed, Report, State, Table
from tests.exchange import reports
from tests.exchange.formats import hostile, said, samples
from tests.exchange.formats.cancelling import tells_and_can_be_cancelled


def written(report: Report, folder: Path) -> Any:
    """The tree of the page."""
    write_web(report, folder / "page.html")
    return html.document_fromstring((folder / "page.html").read_bytes())


@pytest.mark.parametrize("case", samples.cases(), ids=lambda case: "-".join(map(str, case)))
def test_says_what_the_pdf_says_and_no_more(case: samples.Case, tmp_path: Path) -> None:
    report = samples.sample(case)
    write_web(report, tmp_path / "page.html")
    write_pdf(report, tmp_path / "page.pdf")
    assert said.in_web(tmp_path / "page.html") == said.in_report(report)
    assert said.in_pdf(tmp_path / "page.pdf", report.words.contents) == said.in_report(report)


def test_says_every_part_of_a_register(tmp_path: Path) -> None:
    report = samples.everything("nb")
    write_web(report, tmp_path / "page.html")
    assert said.in_web(tmp_path / "page.html") == said.in_report(report)


def test_headings_stand_in_the_laws_order_with_their_letters(tmp_path: Path) -> None:
    page = written(reports.report(reports.part(Chapter("Activities", (), (reports.payroll(),)))), tmp_path)
    headings = [(h.tag, h.text_content()) for h in page.iter("h1", "h2", "h3", "h4")]
    assert headings == [
        ("h1", "Fjordby Regnskap AS"),
        ("h2", "Contents"),
        ("h2", "Activities"),
        ("h3", "PA-007  Payroll"),
        ("h4", "(a) Controller"),
        ("h4", "(b) Purposes"),
        ("h4", "(c) Data subjects and data"),
        ("h4", "(d) Recipients"),
        ("h4", "(e) Transfers"),
        ("h4", "(f) Time limits"),
        ("h4", "(g) Measures"),
        ("h4", "Legal basis"),
    ]


def test_every_cell_of_a_heading_says_what_it_heads(tmp_path: Path) -> None:
    page = written(reports.rich(), tmp_path)
    assert {head.get("scope") for head in page.iterfind(".//thead//th")} == {"col"}
    assert {head.get("scope") for head in page.iterfind(".//tbody//th")} == {"row"}
    assert all(area.get("aria-label") for area in page.iterfind(".//div[@tabindex]"))
    assert page.find(".//caption").text == reports.annex().blocks[0].caption  # type: ignore[union-attr]


def test_one_chapter_alone_has_no_contents_before_it(tmp_path: Path) -> None:
    table = Table((Column("Activity"),), ((Cell("Payroll"),),))
    write_web(reports.report(reports.part(Chapter("Table", blocks=(table,)))), tmp_path / "one.html")
    assert "<nav" not in (tmp_path / "one.html").read_text(encoding="utf-8")


def test_the_contents_lead_to_each_part_chapter_and_activity(tmp_path: Path) -> None:
    page = written(reports.rich(), tmp_path)
    links = {link.text: link.get("href") for link in page.iterfind(".//nav//a")}
    assert len(links) == 12
    for text, address in links.items():
        [place] = page.xpath(f"//*[@id='{address.removeprefix('#')}']")
        assert next(place.iter("h1", "h2", "h3")).text_content() == text
    names = page.xpath("//@id")
    assert len(names) == len(set(names))


def test_the_contents_are_lists_in_lists_by_part_chapter_department_and_activity(tmp_path: Path) -> None:
    entries = tuple(
        replace(reports.short(f"PA-{number}", f"Activity {number}"), group=group)
        for number, group in enumerate(("", "Accounts", "Accounts", "Staff"))
    )
    part = reports.part(Chapter("Activities", (), entries), reports.annex(2))
    nav = written(reports.report(part, reports.part(name="Other AS")), tmp_path).find(".//nav")

    def listed(items: Any) -> list[Any]:
        return [[item.find("a").text.rpartition("  ")[2], *map(listed, item.iterfind("ul"))] for item in items]

    assert listed(nav.find("ul")) == [
        [
            "Fjordby Regnskap AS",
            [
                [
                    "Activities",
                    [["Activity 0"], ["Accounts", [["Activity 1"], ["Activity 2"]]], ["Staff", [["Activity 3"]]]],
                ],
                ["Annex A: Processors"],
            ],
        ],
        ["Other AS"],
    ]


def test_the_page_names_its_language_and_title(tmp_path: Path) -> None:
    page = written(reports.rich("nb"), tmp_path)
    assert page.get("lang") == "nb"
    assert page.findtext("head/title") == "Records of processing activities"
    assert page.findtext(".//nav/h2") == "Innhold"


def test_an_answer_that_is_no_value_is_set_apart(tmp_path: Path) -> None:
    page = written(reports.rich(), tmp_path)
    marked = {(span.get("class"), span.text) for span in page.iterfind(".//td/span")}
    assert {("unknown", "not stated"), ("none", "none")} <= marked


@pytest.mark.parametrize("report", [reports.rich(), hostile.report(*hostile.TEXTS)], ids=["rich", "hostile"])
def test_nothing_in_the_page_runs_or_reaches_out(report: Report, tmp_path: Path) -> None:
    page = written(report, tmp_path)
    assert {element.tag for element in page.iter()} <= {
        *("html", "head", "meta", "title", "style", "body", "header", "main", "nav", "section", "article", "div"),
        *("h1", "h2", "h3", "h4", "p", "span", "a", "ul", "ol", "li", "blockquote"),
        *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    }
    used = {name for element in page.iter() for name in element.keys()}  # noqa: SIM118
    assert used <= {
        *("lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "scope"),
        *("role", "tabindex", "aria-label", "aria-labelledby"),
    }
    assert all(address.startswith("#place") for address in page.xpath("//@href"))


def test_the_browser_is_forbidden_all_but_the_one_style_sheet(tmp_path: Path) -> None:
    page = written(reports.rich(), tmp_path)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    sheet = page.findtext("head/style")
    digest = b64encode(sha256(sheet.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert not re.search(r"url\(|@import|https?:", sheet)


def test_text_is_text_wherever_it_stands(tmp_path: Path) -> None:
    report = hostile.report(*hostile.TEXTS)
    page = written(report, tmp_path)
    assert said.in_web(tmp_path / "page.html") == said.in_report(report)
    lines = {item.text for item in page.iterfind(".//ol/li")}
    assert lines == {text.replace("\r", "\n") for text in hostile.TEXTS}
    assert {head.text for head in page.iterfind(".//thead//th")} == lines


def test_text_is_text_in_an_attribute_and_in_another_language_as_well(tmp_path: Path) -> None:
    columns, row = tuple(Column(f"Column {number}") for number in range(7)), (Cell("said"),) * 7
    tables = tuple(Table(columns, (row,), caption=text) for text in hostile.TEXTS)
    passages = tuple(Cell(Mixed(f"of {text}", ((3, 3 + len(text), "nb"),))) for text in hostile.TEXTS)
    whole = tuple(Cell(Mixed(text, ((0, len(text), "de"),)), State.not_applicable) for text in hostile.TEXTS)
    entry = Entry("<i>", Mixed("<b>&", ((0, 4, 'x"><b>'),)), ())
    chapter = Chapter("Activities", entries=(entry,), blocks=(*tables, Lines(passages), Lines(whole)))
    page = written(reports.report(reports.part(chapter), title="</title><b>"), tmp_path)
    texts = [text.replace("\r", "\n") for text in hostile.TEXTS]
    assert page.xpath("//div[@role='region']/@aria-label") == texts
    assert [span.text for span in page.xpath("//section/p/span[@lang='nb']")] == texts
    assert [span.text for span in page.xpath("//section/p/span[@class='not_applicable' and @lang='de']")] == texts
    [heading] = page.xpath("//article/h3")
    assert heading.text_content() == "<i>  <b>&"
    assert [dict(span.attrib) for span in heading] == [
        {"class": "reference"},
        {"lang": 'x"><b>'},
        {"class": "sign", "data-sign": 'x"><b>', "aria-hidden": "true"},
    ]
    assert page.findtext("head/title") == "</title><b>"
    assert not list(page.iter("b", "i", "script", "img"))


def test_characters_that_markup_cannot_hold_show_instead_of_failing(tmp_path: Path) -> None:
    page = written(hostile.report(hostile.FORBIDDEN), tmp_path)
    assert page.findtext(".//ol/li") == "bell �, null �, escape �, half �, none ��"


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    write_web(reports.rich(), tmp_path / "first.html")
    write_web(reports.rich(), tmp_path / "second.html")
    assert (tmp_path / "first.html").read_bytes() == (tmp_path / "second.html").read_bytes()


def long_report(activities: int, rows: int) -> Report:
    """Activities, and a table in an annex."""
    entries = tuple(reports.payroll(f"PA-{number:03}") for number in range(activities))
    listed = Table((Column("What"),), tuple((Cell(f"Row {number:05}"),) for number in range(rows)))
    return reports.report(reports.part(Chapter("Activities", (), entries), Chapter("Annex", blocks=(listed,))))


def test_a_long_record_is_never_in_memory_as_a_page_nor_written_at_once(tmp_path: Path) -> None:
    assert max(map(len, page_of(long_report(300, 3000)))) < max(map(len, page_of(long_report(2, 2)))) + 20
    report = long_report(600, 6000)
    write_web(reports.report(), tmp_path / "first.html")
    tracemalloc.start()
    try:
        write_web(report, tmp_path / "long.html")
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < (tmp_path / "long.html").stat().st_size / 2


@pytest.mark.parametrize("share", [0.3, 0.8], ids=["among activities", "among rows"])
def test_it_tells_how_far_it_is_while_it_writes_and_cancelled_leaves_the_earlier_file(
    share: float, tmp_path: Path
) -> None:
    target, whole, other = tmp_path / "record.html", long_report(300, 300), long_report(300, 299)
    tells_and_can_be_cancelled(lambda: write_web(whole, target), lambda: write_web(other, target), target, share)
