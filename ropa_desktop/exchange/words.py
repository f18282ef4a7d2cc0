"""How messages about an import or a comparison name a kind, a field and a value."""

from typing import Any

from ropa_desktop.exchange.workbook.labels import Labels
from ropa_desktop.i18n import N_, translator
from ropa_desktop.law import vocabulary
from ropa_desktop.model import catalog, tables

_STATEMENTS = {
    "answer": N_("Answer"),
    "source": N_("Source"),
    "wording": N_("Wording"),
    "suggestion": N_("Suggestion"),
    "response": N_("Response to a finding"),
}
_LONGEST = 80


def kind_title(table: str, language: str) -> str:
    """What a record of a table is called."""
    return translator(language)(_STATEMENTS.get(table) or catalog.kind(table).title)


def field_title(table: str, name: str, language: str) -> str:
    """What a field is called."""
    info = tables.fields(table).get(name)
    return translator(language)(info.title) if info else name


def shown_value(labels: Labels, table: str, name: str, value: Any) -> str:
    """A value inside a sentence: a code by its label, a link by the record's name, text in quotes and not too long."""
    if value is None:
        return translator(labels.language)(N_("unknown"))
    info = tables.fields(table).get(name)
    text = str(value)
    if info and info.form == "code":
        text = vocabulary.label(info.vocabulary, text, labels.language)
    elif info and info.form == "link":
        text = labels.name(info.target, text)
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"
