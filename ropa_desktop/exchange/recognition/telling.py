"""What became of a cell, in words: for the window, the report and the terminal."""

from ropa_desktop.exchange.recognition.account import FIELD, IGNORED, NOTE, Outcome
from ropa_desktop.exchange.words import field_title, kind_title
from ropa_desktop.i18n import _, language
from ropa_desktop.model import catalog, tables

KINDS = {key for key, _path in catalog.STATEMENTS} | {kind.key for kind in catalog.KINDS}

_RELATIONS = [relation for kind in catalog.KINDS for relation in kind.relations]


def told(outcome: Outcome) -> str:
    """One sentence without a full stop: "Purpose: Legal basis", "In the note: its column has no field"."""
    if outcome.kind == FIELD:
        return field_words(outcome.detail)
    if outcome.kind == NOTE:
        return _("In the note: {because}").format(because=_(outcome.detail))
    if outcome.kind == IGNORED:
        return _("Left out: {rule}").format(rule=_(outcome.detail))
    return _("Cannot be read: {because}").format(because=_(outcome.detail))


def field_words(detail: str) -> str:
    """A dotted field as a person calls it: "purpose.legal_basis" is "Purpose: Legal basis"."""
    table, _dot, name = detail.partition(".")
    if table not in KINDS:
        return _(detail)
    if table in ("answer", "source"):
        title = _(next((relation.title for relation in _RELATIONS if relation.name == name), name))
        return (
            _("{title}: answered").format(title=title)
            if table == "answer"
            else _("{title}: quoted").format(title=title)
        )
    title = kind_title(table, language())
    if table == "activity" and (relation := next((one.title for one in _RELATIONS if one.name == name), "")):
        return _(relation)
    return f"{title}: {field_title(table, name, language())}" if name in tables.fields(table) else title
