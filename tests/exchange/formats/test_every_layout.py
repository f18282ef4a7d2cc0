"""Every layout says the same in every format that it is written to, in every language, for every example.

In `make test` each layout is written to each of its formats once, the PDF aside, with the languages and examples in
turn; all with each other in `make soak`, where LibreOffice opens every layout besides.
"""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import count, cycle, product
from pathlib import Path

import pytest

from ropa_desktop.exchange.build import Options
from ropa_desktop.exchange.export import DOCUMENT, export, formats, report_of
from ropa_desktop.exchange.layouts import layouts
from ropa_desktop.exchange.report import Report, Table
from ropa_desktop.exchange.samples import SAMPLES
from ropa_desktop.exchange.sheets.reading import read_book
from ropa_desktop.i18n import OUTPUT_LANGUAGES
from tests.exchange.formats import office, said, samples

KEYS = (DOCUMENT, *layouts())
SOAK = bool(os.environ.get("ROPA_SOAK"))
Case = tuple[str, str, str, str]  # layout, ending, language, whose record


def cases(key: str) -> list[Case]:
    """Those of one layout."""
    if SOAK:
        return list(product([key], formats(key), OUTPUT_LANGUAGES, samples.in_layout(key)))
    start = KEYS.index(key)
    languages, names = cycle(OUTPUT_LANGUAGES), cycle(samples.in_layout(key))
    for _step in range(start):
        next(languages), next(names)
    endings = [ending for ending in formats(key) if ending != ".pdf"]
    return [(key, ending, next(languages), next(names)) for ending in endings]


def options(case: Case) -> Options:
    key, ending, language, name = case
    asked = replace(samples.asked(key, name, language), produced_on="2026-11-21")
    # What a PDF says of its standing, and where, its own tests hold.
    return asked if ending == ".pdf" else replace(asked, draft=name < "F", as_of="2026-11-01")


READ: dict[str, Callable[[Path], list[str]]] = {
    ".docx": said.in_document,
    ".html": said.in_web,
    ".ods": said.in_cells,
    ".xlsx": said.in_cells,
}


@pytest.mark.parametrize("key", KEYS)
def test_every_format_says_what_the_report_says_and_no_more(key: str, tmp_path: Path) -> None:
    for number, case in zip(count(), cases(key), strict=False):
        target = tmp_path / f"{number}{case[1]}"
        report = report_of(samples.register(), options(case))
        if case[1] == ".csv" and not table_of(report):
            continue  # refused, which test_separated.py holds
        export(samples.register(), target, options(case))
        if case[1] == ".csv":
            table = table_of(report)
            assert table is not None
            heads = [f"{c.group} / {c.title}" if c.group else c.title for c in table.columns]
            rows = [[cell.text if cell else "" for cell in row] for row in read_book(target).sheets[0].rows]
            wide = max(map(len, rows))
            assert rows == [[*heads][:wide], *([c.text for c in row][:wide] for row in table.rows)], case
            continue
        if case[1] == ".pdf":  # it divides a wide table, says what names a row again, and empty columns once
            spoken = Counter(said.in_pdf(target, report.words.contents))
            empty = said.words(empty_columns(report))
            assert not Counter(said.in_report(report)) - spoken - Counter(empty), case
            assert {word.rstrip("?;.") for word in empty} <= {word.rstrip("?;.") for word in spoken}, case
            continue
        assert READ[case[1]](target) == said.in_report(report, downwards=case[1] in (".ods", ".xlsx")), case
        target.unlink()


def empty_columns(report: Report) -> list[str]:
    """The titles of the columns that are empty in every row, with their signs."""
    tables = (b for part in report.parts for chapter in part.on_pages for b in chapter.blocks if isinstance(b, Table))
    titled = ((table, number, column.title) for table in tables for number, column in enumerate(table.columns))
    return [
        title + table.signs[number]
        for table, number, title in titled
        if not any(cells[number].text for cells in table.rows)
    ]


def table_of(report: Report) -> Table | None:
    """The one table of a report, if it has one."""
    blocks = [block for part in report.parts for chapter in part.on_sheets for block in chapter.blocks]
    tables = [block for block in blocks if isinstance(block, Table) and block.rows]
    return tables[0] if len(tables) == 1 else None


def test_the_cases_of_every_day_meet_every_layout_language_and_example_and_each_layout_every_format() -> None:
    met = [case for key in KEYS for case in cases(key)]
    assert {language for _key, _ending, language, _name in met} == set(OUTPUT_LANGUAGES)
    assert {name for *_case, name in met} == set(SAMPLES)
    for key in KEYS:
        assert {ending for found, ending, *_case in met if found == key} >= set(formats(key)) - {".pdf"}


def opened(written: list[Case], folder: Path) -> None:
    """LibreOffice opens what is written, and prints whose record it is; a text file has no cover to say so."""
    paths = [folder / f"{number}{case[1]}" for number, case in enumerate(written)]
    for path, case in zip(paths, written, strict=True):
        export(samples.register(), path, options(case))
    for case, pages in zip(written, office.all_printed(paths), strict=True):
        assert case[1] == ".csv" or case[3].split()[0] in "".join(pages), case


def test_libreoffice_opens_a_layout_in_every_format(tmp_path: Path) -> None:
    opened([("cnpd", ending, "nb", "Fjordby Regnskap AS") for ending in (*READ, ".csv")], tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("key", KEYS)
def test_libreoffice_opens_every_layout_of_every_example_in_every_format(key: str, tmp_path: Path) -> None:
    opened(
        [(key, ending, "en", name) for ending in formats(key) if ending in READ for name in samples.in_layout(key)],
        tmp_path,
    )
