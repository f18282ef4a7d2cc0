"""The web page: whole in one file, readable by eye and by screen reader, and with no way out of it."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from ropa_desktop.exchange.formats.web import write_web
from ropa_desktop.exchange.pdf import write_pdf
from ropa_desktop.exchange.report import Cell, Chapter, Column, Report, Table
from tests.exchange import reports
from tests.exchange.formats import hostile, said, samples


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


def test_characters_that_markup_cannot_hold_show_instead_of_failing(tmp_path: Path) -> None:
    page = written(hostile.report(hostile.FORBIDDEN), tmp_path)
    assert page.findtext(".//ol/li") == "bell �, null �, escape �, half �, none ��"


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    write_web(reports.rich(), tmp_path / "first.html")
    write_web(reports.rich(), tmp_path / "second.html")
    assert (tmp_path / "first.html").read_bytes() == (tmp_path / "second.html").read_bytes()
