"""What every layout says of one small register, and how each format is built, as it was when it was last looked at.

The words are kept once for each layout: `test_every_layout.py` holds every format to them. After a change that is
meant, `ROPA_RENEW=1 pytest tests/exchange/formats/test_reference.py` writes them anew; look at what changed in them.
"""

import os
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree, html

from ropa_desktop.exchange.build import Options
from ropa_desktop.exchange.export import export, formats, report_of
from ropa_desktop.exchange.formats.cells import as_sheets
from ropa_desktop.exchange.layouts import layouts
from ropa_desktop.exchange.logged import Logged
from ropa_desktop.exchange.report import Cell, Fields, Lines, Quotations, Report, State, Table
from ropa_desktop.register.register import Register
from tests.exchange.formats.said import WORDS
from tests.exchange.formats.test_every_layout import KEYS
from tests.registers import Small, small

REFERENCES = Path(__file__).parents[1] / "reference" / "layouts"


@pytest.mark.parametrize("key", KEYS)
def test_a_layout_says_what_it_said_when_it_was_last_looked_at(key: str, register: Register, tmp_path: Path) -> None:
    ids = small(register)
    snapshot = register.snapshot()
    layout = layouts().get(key)
    language = (layout.language if layout else "") or "en"
    client = ids.client if key == "extract" else None
    log = _log(ids) if key == "changes" else None
    options = Options(layout=key, language=language, produced_on="2026-11-21", client_id=client, log=log)
    report = report_of(snapshot, options)
    lines = [*_outline(report)]
    for ending in formats(key):
        if ending in _BUILT:
            export(snapshot, tmp_path / f"record{ending}", options)
            lines += ["", f"{ending}: {' '.join(_BUILT[ending](tmp_path / f'record{ending}'))}"]
    lines += ["", *_sheets(report)] if ".xlsx" in formats(key) else []
    kept, found = REFERENCES / f"{key}.txt", "\n".join(lines) + "\n"
    if os.environ.get("ROPA_RENEW"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(found, "utf-8", newline="\n")
    assert found == kept.read_text("utf-8")


def _log(ids: Small) -> tuple[Logged, ...]:
    """Two steps: one changed a field of an activity and one of a purpose's, the other entered an activity."""
    changed = (("activity", "department"), ("purpose", "description"))
    return (
        Logged(ids.payroll, "2026-11-20T12:00:00.000+00:00", "Kari", changed),
        Logged(ids.hosting, "2026-11-19T12:00:00.000+00:00", "Kari", (), entered=True),
    )


def test_no_reference_is_left_of_a_layout_that_is_gone() -> None:
    assert {path.stem for path in REFERENCES.glob("*.txt")} == set(KEYS)


def _outline(report: Report) -> Iterator[str]:
    yield f"{report.title} ({report.language})"
    yield from (f"  {_said(cell)}" for cell in report.legend)
    for part in report.parts:
        yield f"part: {part.title}"
        for label, cell in part.cover.rows:
            yield f"  {label}: {_said(cell)}"
        for chapter in part.chapters:
            yield f"chapter: {chapter.title}{' (wide)' if chapter.landscape else ''}"
            yield from (f"  {_said(cell)}" for cell in chapter.introduction)
            for entry in chapter.entries:
                yield f"  entry: {' '.join(filter(None, (entry.group, entry.reference, entry.title)))}"
                for section in entry.sections:
                    yield f"    ({section.letter}) {section.title}"
                    yield from (f"      {line}" for block in section.blocks for line in _block(block))
            yield from (f"  {line}" for block in chapter.blocks for line in _block(block))


def _block(block: object) -> Iterator[str]:
    match block:
        case Fields(rows):
            yield from (f"{label}: {_said(cell)}" for label, cell in rows)
        case Lines(cells):
            yield from map(_said, cells)
        case Quotations(rows):
            yield from (f"{place}: {words}" for place, words in rows)
        case Table():
            for above in block.above:
                yield f"above: {' | '.join(_said(cell) if cell else '' for cell in above)}".rstrip()
            if any(column.group for column in block.columns):
                yield f"groups: {' | '.join(column.group for column in block.columns)}"
            yield f"head: {' | '.join(c.title + sign for c, sign in zip(block.columns, block.signs, strict=True))}"
            yield from (f"row: {' | '.join(map(_said, row))}" for row in block.rows)


def _said(cell: Cell) -> str:
    """A statement on one line, with how it stands unless it is a plain value."""
    text = " / ".join(cell.text.split("\n"))
    return text if cell.state is State.value else f"[{text}]"


def _runs(names: list[str]) -> list[str]:
    """Names in their order; what is repeated once with its number."""
    counted = [(name, len([*run])) for name, run in groupby(names)]
    return [name if number == 1 else f"{name}×{number}" for name, number in counted]


def _in_document(path: Path) -> list[str]:
    with ZipFile(path) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))[0]
    found = []
    for element in body:
        style = element.find(f"{WORDS}pPr/{WORDS}pStyle")
        found.append(style.get(f"{WORDS}val") if style is not None else etree.QName(element).localname)
    return _runs(found)


def _in_web(path: Path) -> list[str]:
    body = html.document_fromstring(path.read_bytes()).find("body")
    wanted = (
        "header",
        "nav",
        "section",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "table",
        "caption",
        "ol",
        "blockquote",
    )
    return _runs([element.tag for element in body.iter(*wanted)])


def _sheets(report: Report) -> Iterator[str]:
    for sheet in as_sheets(report):
        head = f", head in row {sheet.head}" if sheet.head else ""
        yield f"sheet: {sheet.name} ({len(sheet.rows)} rows{head}, {len(sheet.widths)} columns)"


_BUILT = {".docx": _in_document, ".html": _in_web}
