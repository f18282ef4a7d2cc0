"""A record in each of its eleven languages: no English word left, the language named in the file, texts of persons as
they are."""

import dataclasses
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
from babel.messages.pofile import read_po
from lxml import etree, html

from ropa_desktop.exchange.build import ALSO, Options, build
from ropa_desktop.exchange.formats.document import write_document
from ropa_desktop.exchange.formats.opendocument import write_opendocument
from ropa_desktop.exchange.formats.web import write_web
from ropa_desktop.exchange.layouts import Layout, layouts
from ropa_desktop.exchange.layouts.making import make
from ropa_desktop.exchange.pdf import write_pdf
from ropa_desktop.exchange.report import Cell, Report
from ropa_desktop.exchange.untranslated import language_of
from ropa_desktop.i18n import LANGUAGES, OUTPUT_LANGUAGES, format_date
from ropa_desktop.law import vocabulary
from ropa_desktop.law.parties import keepers
from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.paths import resources
from tests.exchange import reports
from tests.exchange.formats.said import in_report
from tests.exchange.formats.samples import register

OTHERS = sorted(OUTPUT_LANGUAGES.keys() - LANGUAGES.keys())
_CODED = ("legal_basis", "special_condition")  # whose codes stand before their labels
_WORD = re.compile(r"[^\W\d_]+")
_OFFICE = {
    "en": "en-GB", "nb": "nb-NO", "nn": "nn-NO", "da": "da-DK", "sv": "sv-SE", "fi": "fi-FI", "de": "de-DE",
    "nl": "nl-NL", "fr": "fr-FR", "es": "es-ES", "it": "it-IT",
}  # fmt: skip


@cache
def wordless() -> Snapshot:
    """All examples, with a sign of no language in place of every text that a person has written."""

    def silent(table: str, row: tuple[Any, ...]) -> tuple[Any, ...]:
        known = tables.fields(table)
        written = [getattr(known.get(name), "form", "") in ("line", "text") for name in tables.columns(table)]
        return tuple("¤" if is_text and value else value for is_text, value in zip(written, row, strict=True))

    return Snapshot(
        {table: [silent(table, row) for row in rows.values()] for table, rows in register().content().items()}
    )


@cache
def known_words(language: str) -> frozenset[str]:
    """Every word of a language's messages, labels, months and codes."""
    with open(resources("i18n", "output", f"{language}.po"), "rb") as file:
        strings = [message.string for message in read_po(file, locale=language)]
    texts = [text for string in strings for text in ([string] if isinstance(string, str) else string or ())]
    for path in resources("vocabulary").glob("*.json"):
        terms = vocabulary.vocabulary(path.stem).terms
        texts += [term.label(language) for term in terms.values()] + ([*terms] if path.stem in _CODED else [])
    texts += [format_date(f"2026-{month:02}-01", language) for month in range(1, 13)]
    return frozenset(word for text in texts for word in _WORD.findall(text.casefold()))


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left_in_another_language(language: str) -> None:
    also = frozenset(ALSO) - {"findings"}  # what checks say is said in the languages of the window
    report = build(wordless(), Options(also=also, language=language, produced_on="2026-11-21", as_of="2026-11-20"))
    said = {word for text in in_report(report) for word in _WORD.findall(text.casefold())}
    assert len(said) > 100
    assert said - known_words(language) == set()


def _shapes(language: str) -> list[Layout]:
    """The layouts whose headings are in this language, and those that take the report's."""
    return [shape for shape in layouts().values() if shape.language in ("", language)]


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left_in_a_layout_of_that_language(language: str) -> None:
    for shape in _shapes(language):
        assert shape.titles.get(language), shape.key
        files = (resources("layouts", f"{shape.key}.json"), resources("formats", f"{shape.key}.json"))
        own = {word for file in files if file.exists() for word in _WORD.findall(file.read_text("utf-8").casefold())}
        also = frozenset(ALSO) - {"findings"}
        client = wordless().rows("acted_for")[0].organisation_id if shape.shape == "extract" else None
        asked = Options(also=also, language=language, produced_on="2026-11-21", client_id=client, log=())
        report = make(wordless(), asked, shape)
        said = {word for text in in_report(report) for word in _WORD.findall(text.casefold())}
        assert said - known_words(language) - own == set(), shape.key


def _written(report: Report, folder: Path) -> Iterator[tuple[str, str]]:
    """Each format with the language that its file names."""
    paths = {ending: folder / f"record.{ending}" for ending in ("pdf", "html", "docx", "ods")}
    write_pdf(report, paths["pdf"])
    with pikepdf.open(paths["pdf"]) as pdf:
        yield "pdf", str(pdf.Root.Lang)
    write_web(report, paths["html"])
    yield "html", html.document_fromstring(paths["html"].read_bytes()).get("lang", "")
    write_document(report, paths["docx"])
    with ZipFile(paths["docx"]) as archive:
        styles = etree.fromstring(archive.read("word/styles.xml"))
    yield "docx", next(element.get(element.keys()[0]) for element in styles.iter("{*}lang"))
    write_opendocument(report, paths["ods"])
    with ZipFile(paths["ods"]) as archive:
        styles = etree.fromstring(archive.read("styles.xml"))
    named = next(element for element in styles.iter() if any("}language" in name for name in element.attrib))
    found = {etree.QName(name).localname: value for name, value in named.items()}
    yield "ods", f"{found['language']}-{found['country']}"


@pytest.mark.parametrize("language", OUTPUT_LANGUAGES)
def test_each_file_names_its_language_and_says_the_day_in_it(language: str, tmp_path: Path) -> None:
    report = dataclasses.replace(reports.report(reports.part()), language=language)
    named = dict(_written(report, tmp_path))
    assert named == {"pdf": language, "html": language, "docx": _OFFICE[language], "ods": _OFFICE[language]}
    page = html.document_fromstring((tmp_path / "record.html").read_bytes()).text_content()
    assert format_date("2026-11-21", language) in page


def _texts_of(snapshot: Snapshot, language: str) -> str:
    """What the cover of the invented firm's record says of its texts; empty for nothing."""
    keeper = next(keeper for keeper in keepers(snapshot) if keeper.name == "Fjordby Regnskap AS")
    [part] = build(snapshot, Options(keeper.id, language=language, produced_on="2026-11-21")).parts
    return dict(part.cover.rows).get({"en": "Texts", "de": "Texte"}[language], Cell("")).text


def _with_wordings(texts: dict[tuple[str, str], str], language: str) -> Snapshot:
    """The examples with wordings in a language, by record and field."""
    content = {table: [*rows.values()] for table, rows in register().content().items()}
    columns = tables.columns("wording")
    for number, ((record_id, field), text) in enumerate(texts.items()):
        values = {"id": f"wording-{number}", "record_id": record_id, "field": field, "language": language, "text": text}
        content["wording"].append(tuple(values.get(column) for column in columns))
    return Snapshot(content)


def test_the_cover_says_that_texts_stand_in_the_language_in_which_they_were_written() -> None:
    assert _texts_of(register(), "en") == ""
    assert _texts_of(register(), "de") == (
        "Wie verfasst. Keiner wurde in diese Sprache übersetzt.\nHinter jedem steht seine Sprache: en = English."
    )


def test_the_cover_counts_the_texts_without_a_wording_where_others_have_one() -> None:
    activities = register().rows("activity")
    some = _with_wordings({(activity.id, "name"): "Tätigkeit" for activity in activities}, "de")
    said = re.match(r"(\d+) von (\d+) wie verfasst; die übrigen sind übersetzt\.\n", _texts_of(some, "de"))
    assert said
    left, every = map(int, said.groups())
    keeper = next(keeper for keeper in keepers(some) if keeper.name == "Fjordby Regnskap AS")
    assert every - left == sum(activity.keeper_id == keeper.id for activity in activities)


def test_the_reason_of_an_answer_is_a_text_that_can_have_a_wording() -> None:
    keeper = next(keeper for keeper in keepers(register()) if keeper.name == "Fjordby Regnskap AS")
    answer = register().answer(keeper.id, "representative")
    assert answer
    some = _with_wordings({(answer.id, "reason"): "die Firma in Norwegen niedergelassen ist"}, "de")
    [part] = build(some, Options(keeper.id, language="de", produced_on="2026-11-21")).parts
    said = [cell.text for _label, cell in part.cover.rows]
    assert any(text.endswith("die Firma in Norwegen niedergelassen ist") for text in said)
    left, every = re.findall(r"\d+", _texts_of(some, "de"))
    assert int(every) - int(left) == 1


def test_the_cover_says_nothing_of_texts_where_each_has_a_wording() -> None:
    texts = {
        (row[0], field): "Text"
        for table, rows in register().content().items()
        for row in rows.values()
        for field, info in tables.fields(table).items()
        if info.form in ("line", "text")
    }
    assert _texts_of(_with_wordings(texts, "de"), "de") == ""


_SENTENCES = {
    "en": "The payroll is run for the employees of the school, and the data are kept in the archive for ten years.",
    "nb": "Lønn til de ansatte føres av økonomi, og det er ikke for mange som har tilgang til den.",
    "da": "Løn til de ansatte føres af økonomi, og det er ikke for mange, der har adgang til den.",
    "fi": "Palkat maksetaan joka kuukausi, ja tiedot ovat tallessa, kun työsuhde on voimassa, mutta ei sen jälkeen.",
    "de": "Die Abrechnung der Gehälter ist für die Beschäftigten und wird nicht mit den Daten des Vorjahres verknüpft.",
    "fr": "La paie est établie pour les salariés de l'école et les données sont dans les archives du service.",
}


@pytest.mark.parametrize("language", _SENTENCES)
def test_the_language_of_texts_is_told_where_it_is_plain(language: str) -> None:
    assert language_of([_SENTENCES[language]]) == language
    assert language_of(["Payroll", "Lønn", "10 years"]) == ""
