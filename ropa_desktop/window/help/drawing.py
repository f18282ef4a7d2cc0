"""A help page as Qt's rich text, in the colours and sizes of the window. Nothing in it is fetched from anywhere."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtGui import QFont, QFontInfo

from ropa_desktop.i18n import _, format_date
from ropa_desktop.law.citing import cited
from ropa_desktop.law.help import Page, Source, worth
from ropa_desktop.window.cell_painting import sized
from ropa_desktop.window.colours import Colours

COPY = "copy:"
"""What the target of a link to copy begins with; the number of the source follows."""

_EMPHASIS = re.compile(r"\*([^*]+)\*")


def as_html(page: Page, roles: Colours, font: QFont) -> str:
    """The page: title, articles, the law's words, its sections, and its sources with what they are worth."""
    size = {step: QFontInfo(sized(font, step)).pixelSize() for step in (-1, 0, 1, 5)}
    muted, accent, text = (f"#{colour:06x}" for colour in (roles.muted, roles.accent, roles.text))

    def block(content: str, step: int = 0, above: int = 0, colour: str = text, weight: int = 400) -> str:
        style = f"margin: {above}px 0 0 0; font-size: {size[step]}px; color: {colour}; font-weight: {weight}"
        return f'<p style="{style}">{content}</p>'

    def heading(words: str) -> str:
        return block(escape(words), 1, 16, weight=600)

    parts = [block(escape(_breakable(page.title)), 5, weight=600)]
    if page.articles:
        parts.append(block(escape(cited(", ".join(page.articles))), -1, 4, muted))
    for words in page.words:
        quoted = escape(_("“{words}”").format(words=words.text))
        parts.append(
            '<table width="100%" cellspacing="0" cellpadding="0" style="margin-top: 12px"><tr>'
            f'<td width="3" bgcolor="{accent}"></td><td style="padding: 2px 0 2px 12px">'
            f"{block(escape(cited(words.article)), -1, 0, muted)}{block(quoted, 0, 4)}</td></tr></table>"
        )
    for section in page.sections:
        parts.append(heading(section.heading))
        parts += [block(_marked(part), 0, 6) for part in section.text.split("\n\n")]
    parts.append(heading(_("Sources")))
    for number, source in enumerate(page.sources):
        parts.append(block(escape(source.title), 0, 6))
        parts.append(block(_worth(source, number, accent), -1, 2, muted))
    return "".join(parts)


def _breakable(title: str) -> str:
    """With a soft hyphen at the seams of the one word that is wider than the help."""
    return title.replace("ersonvernkonsekvens", "ersonvern\u00adkonsekvens\u00ad")


def _marked(text: str) -> str:
    """Paragraphs know emphasis alone: the names of fields and commands."""
    lines = escape(text).replace("\n", "<br/>")
    return _EMPHASIS.sub(r'<span style="font-weight: 600">\1</span>', lines)


def _worth(source: Source, number: int, accent: str) -> str:
    said = _("{evidence}, {day}").format(evidence=worth(source), day=format_date(source.checked_on))
    if not source.address:
        return escape(said)
    words = escape(_("Copy address"))
    link = f'<a href="{COPY}{number}" style="color: {accent}">{words}</a>'
    return f"{escape(said)}<br/>{escape(source.address)}<br/>{link}"
