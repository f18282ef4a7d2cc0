"""What an item of the library, or a template, would bring: its very records, as a page of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtWidgets import QTextBrowser, QWidget

from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.i18n import N_, _
from ropa_desktop.model import tables
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.colours import colours

STYLE = """
    h3 {{ margin-top: 0; margin-bottom: 4px }}
    h4 {{ margin-top: 12px; margin-bottom: 2px }}
    p, ul {{ margin-top: 0; margin-bottom: 0 }}
    table {{ border-collapse: collapse; border-width: 1px; border-style: solid; border-color: {line} }}
    th {{ text-align: left; font-weight: normal; color: {muted} }}
"""

Records = Mapping[str, Sequence[Mapping[str, Any]]]  # by table


class Preview(QTextBrowser):
    """Shows the records of one activity; nothing in it is a link."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setAccessibleName(_("What it would bring"))
        self.setOpenLinks(False)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)  # between words alone
        self.document().setDocumentMargin(14)
        self.document().setIndentWidth(16)

    def show_records(self, records: Records | None, language: str, questions: Iterable[str] = ()) -> None:
        """What these records say in a language, and what to ask before they are confirmed; None shows nothing."""
        roles = colours(QGuiApplication.palette())
        style = STYLE.format(line=f"#{roles.line:06x}", muted=f"#{roles.muted:06x}")
        self.document().setDefaultStyleSheet(style)
        self.setHtml(as_page(records, language, questions) if records else "")


def as_page(records: Records, language: str, questions: Iterable[str] = ()) -> str:
    """The records of one activity as the simple HTML that a text view shows."""
    snapshot = _snapshot(records)
    phrases = Phrases(snapshot, language)
    (activity,) = snapshot.all(Activity)

    def rows(table: str) -> Sequence[Any]:
        return snapshot.matching(table, "activity_id", activity.id)

    def named(table: str, link: str, kind: str) -> list[str]:
        return [phrases.name(kind, getattr(row, link)) for row in rows(table)]

    purposes = (
        " · ".join(filter(None, (row.description, phrases.text(row, "legal_basis")))) for row in rows("purpose")
    )
    say = phrases.say
    parts = [
        f"<h3>{escape(activity.name or '')}</h3>",
        f"<p>{escape(activity.description or '')}</p>",
        *_words(say(N_("Categories of processing")), [activity.categories_of_processing or ""]),
        *_list(say(N_("Purposes")), purposes),
        *_lines(rows("data_line"), phrases),
        *_list(say(N_("Recipients")), (phrases.party(row).text for row in rows("recipient"))),
        *_words(say(N_("Systems")), named("system_use", "system_id", "system")),
        *_words(say(N_("Measures")), named("measure_use", "measure_id", "measure")),
        *_list(say(N_("What to ask first")), questions),
    ]
    return "".join(parts)


def _snapshot(records: Records) -> Snapshot:
    """The records by themselves, as if they were a register."""
    return Snapshot(
        {
            key: [tuple(record.get(column) for column in tables.columns(key)) for record in records.get(key, ())]
            for key in tables.models()
        }
    )


def _lines(lines: Sequence[Any], phrases: Phrases) -> list[str]:
    """Whose data, which, and how long, as a table; people who follow themselves stand once."""
    rows = ""
    for subject, same in groupby(lines, key=lambda line: line.subject_id):
        own = list(same)
        for place, line in enumerate(own):
            people = phrases.name("data_subject_category", subject)
            first = f"<td rowspan='{len(own)}'>{escape(people)}</td>" if not place else ""
            limit = _limit(phrases.snapshot.find("retention_rule", line.retention_id), phrases)
            data = phrases.name("data_category", line.data_id)
            rows += f"<tr>{first}<td>{escape(data)}</td><td>{escape(limit)}</td></tr>"
    say = phrases.say
    titles = (say(N_("People")), say(N_("Personal data")), say(N_("Kept")))
    heads = "".join(f"<th>{escape(title)}</th>" for title in titles)
    table = f"<table width='100%' border='1' cellspacing='0' cellpadding='4'><tr>{heads}</tr>{rows}</table>"
    return [f"<h4>{escape(say(N_('People, data and time limits')))}</h4>{table}"] if rows else []


def _limit(rule: Any, phrases: Phrases) -> str:
    """How long; by its own name where only its beginning is known: "From collection" asks for a period."""
    if rule is None:
        return ""
    said = rule.name if rule.name and rule.amount is None and not rule.criterion else phrases.time_limit(rule).text
    return said.replace("§ ", "§\u00a0")


def _words(title: str, words: Iterable[str]) -> list[str]:
    found = escape(", ".join(filter(None, words)))
    return [f"<h4>{escape(title)}</h4><p>{found}</p>"] if found else []


def _list(title: str, lines: Iterable[str]) -> list[str]:
    found = "".join(f"<li>{escape(line)}</li>" for line in lines if line)
    return [f"<h4>{escape(title)}</h4><ul>{found}</ul>"] if found else []
