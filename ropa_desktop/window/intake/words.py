"""What the parts of the conversation call things: columns, targets, how sure a mapping is."""

from __future__ import annotations

from ropa_desktop.exchange.recognition.mapping import AS_NOTE, LEFT_OUT, ColumnMapping
from ropa_desktop.exchange.recognition.targets import Target, target, title
from ropa_desktop.i18n import N_, _, ngettext

CERTAIN, LIKELY, ASK, BY_RULE = "certain", "likely", "ask", "by_rule"
"""How sure it is where a column goes."""

_CERTAIN_FROM, _LIKELY_FROM = 0.9, 0.72

SURENESS = {CERTAIN: (3, N_("certain")), LIKELY: (2, N_("likely")), ASK: (1, N_("ask")), BY_RULE: (3, N_("by rule"))}
"""For each degree its dots, of three, and its word."""


def column_letter(column: int) -> str:
    """The letters of a column as spreadsheets call it; `column` counts from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def key_of(column: ColumnMapping) -> str:
    """What tells a column of a sheet from the others, and a label of a form: "8", "0/14"."""
    return str(column.column) if column.row is None else f"{column.column}/{column.row}"


def cell_name(row: int, column: int) -> str:
    """A cell as spreadsheets call it: "J14"; row and column count from 0."""
    return f"{column_letter(column)}{row + 1}"


def sureness(column: ColumnMapping) -> str:
    """How sure it is where a column goes. Where nothing is known of its heading, it is kept as a note by rule."""
    if column.target in (AS_NOTE, LEFT_OUT):
        return CERTAIN if column.score >= 1.0 else BY_RULE
    if column.score >= _CERTAIN_FROM:
        return CERTAIN
    return LIKELY if column.score >= _LIKELY_FROM else ASK


def target_words(key: str, holds: str) -> str:
    """Where a column goes, with its letter: "(b) Purpose"."""
    return lettered(target(key, holds))


def lettered(one: Target) -> str:
    """A target with its letter of Article 30(1), if it has one."""
    return f"({one.letter}) {title(one)}" if one.letter else title(one)


def placed_heading(column: ColumnMapping) -> str:
    """A column with its letter, a form's label with the number of its row: "I  Overføring", "14  Rechtsgrundlage"."""
    place = column_letter(column.column) if column.row is None else str(column.row + 1)
    return f"{place}  {heading_of(column)}"


def heading_of(column: ColumnMapping) -> str:
    """What a column is called: its heading, or that it has none."""
    return " ".join(column.heading.split()) or _("without a heading")


def import_verb(activities: int, records: int) -> str:
    """What the button does: "Import 36 activities"."""
    if activities:
        return ngettext("Import {n} activity", "Import {n} activities", activities).format(n=activities)
    if records:
        return ngettext("Import {n} record", "Import {n} records", records).format(n=records)
    return _("Import")
