"""Texts that would do something if a format took them for more than text."""

from typing import Any

from ropa_desktop.exchange.report import (
    Cell,
    Chapter,
    Column,
    Entry,
    Fields,
    Lines,
    Quotations,
    Report,
    Section,
    State,
    Table,
)
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.validation import clean_text
from tests.exchange import reports
from tests.exchange.extremes import snapshot_of

TEXTS = (
    '=HYPERLINK("https://example.com/?"&A1;"here")',
    "+47 55 55 55 55",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "<b>bold</b>",
    '<img src="file:///etc/passwd" onerror="alert(1)">',
    "Kari <kari@example.no>",
    "</style><script>alert(1)</script><!-- ]]> -->",
    "&amp; &#65; &lt; %s {page} {} {{ 7*7 }}",
    'javascript:alert("x") url(https://example.com/x.png)',
    '{ INCLUDEPICTURE "https://example.com/x.png" } { DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe }',
    "_x0041_ _x000D_ \\n \\u0041",
    "of:=1+1 ${now} =cmd|' /C calc'!A0",
    "שלום עולם (abc) شركة",
    "Łódź Čáhcesuolu Ελληνικά Кириллица 北京 😀 𝔸",
    "W" * 3000,
    "two  spaces\nand\n\nlines",
)
FORBIDDEN = "bell \x07, null \x00, escape \x1b, half \ud800, none \ufffe\uffff"


def report(*texts: str) -> Report:
    """A report in which each place that can hold a text holds each of the texts."""
    cells = tuple(map(Cell, texts))
    marked = tuple(Cell(text, state) for text in texts for state in State)
    blocks = (
        Fields(tuple((text, Cell(text)) for text in texts)),
        Table(tuple(map(Column, texts)), (cells, cells), caption=texts[0]),
        Lines(marked),
        Lines(cells, numbered=True),
        Quotations(tuple((text, text) for text in texts)),
    )
    entries = tuple(Entry(text, text, (Section("a", text, blocks),)) for text in texts[:3])
    chapters = [Chapter(text, cells, (), (Lines((Cell(text),)),)) for text in texts]
    chapters.append(Chapter("Activities", cells, entries, blocks, landscape=True))
    return reports.report(reports.part(*chapters, name=texts[0], statement=texts[-1]), title=texts[0])


def snapshot() -> Snapshot:
    """A register of one controller in which each text is said in an activity of its own, wherever Article 30 asks."""
    texts = [clean_text(text) or "" for text in TEXTS]
    lines = [" ".join(text.split()) for text in texts]
    records: dict[str, list[dict[str, Any]]] = {
        "organisation": [{"id": "keeper", "name": lines[6], "record_kept": "yes", "address": texts[7]}],
        "contact": [{"id": "officer", "organisation_id": "keeper", "role": "dpo", "name": lines[8]}],
    }
    for number, (text, line) in enumerate(zip(texts, lines, strict=True)):
        of: dict[str, Any] = {"activity_id": f"activity-{number}", "position": 0}
        said: dict[str, dict[str, Any]] = {
            "activity": {"keeper_id": "keeper", "role": "controller", "name": line, "reference": f"PA-{number}"}
        }
        said |= {"purpose": of | {"description": text}}
        said |= {"data_category": {"name": line}, "data_subject_category": {"name": line}}
        said |= {"retention_rule": {"wording": text}, "measure": {"name": line, "description": text}}
        said |= {"measure_use": of | {"measure_id": f"measure-{number}"}}
        said |= {
            "data_line": of
            | {
                "data_id": f"data_category-{number}",
                "subject_id": f"data_subject_category-{number}",
                "retention_id": f"retention_rule-{number}",
            }
        }
        for key, values in said.items():
            records.setdefault(key, []).append({"id": f"{key}-{number}"} | values)
    return snapshot_of(records)
