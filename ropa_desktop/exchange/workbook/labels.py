"""What stands in a cell for a record or a code, so that a person can choose another one and the reader finds it.

A record's label is its reference and name, unlike every other label of its kind. A code is shown by its label in the
language of the workbook; where reading that label would give another code, the code itself is written.
"""

from functools import cache
from typing import Any

from ropa_desktop.exchange.workbook.columns import RECORDS, field_titles
from ropa_desktop.i18n import translator
from ropa_desktop.law import vocabulary
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.snapshot import Snapshot

_LONGEST = 90  # of a name inside a label: a drop-down shows no more
_EXACTLY = "code: "


def folded(text: str) -> str:
    """A label as it is compared: without regard to case and spaces."""
    return " ".join(text.split()).casefold()


# -- codes ------------------------------------------------------------------------------------------------


def code_of(name: str, shown: str) -> str:
    """The code that a cell stands for: a label in any language, the code itself, or an unknown code as it stands."""
    if shown.startswith(_EXACTLY):
        return shown.removeprefix(_EXACTLY)
    return vocabulary.code_for(name, shown) or shown


@cache
def shown_code(name: str, code: str, language: str) -> str:
    """What a cell shows for a code; `code_of` gives the code back."""
    label = vocabulary.label(name, code, language)
    return next(text for text in (label, code, _EXACTLY + code) if code_of(name, text) == code)


def code_list(name: str, language: str) -> dict[str, str]:
    """The codes of a list with what a cell shows for them, in the list's order."""
    return {code: shown_code(name, code, language) for code in vocabulary.vocabulary(name).terms}


# -- fields -----------------------------------------------------------------------------------------------


def shown_field(table: str | None, name: str, language: str) -> str:
    """What a cell shows for the field of a statement; `field_of` gives the name back."""
    title = field_titles(table, language).get(name, name) if table else name
    return next(text for text in (title, name, _EXACTLY + name) if field_of(table, text) == name)


def field_of(table: str | None, shown: str) -> str:
    """The field or relation of a kind that a cell stands for: its title in any language, else what is written."""
    if shown.startswith(_EXACTLY):
        return shown.removeprefix(_EXACTLY)
    if table is None or shown in field_titles(table, "en"):
        return shown
    return _fields_by_title(table).get(folded(shown), shown)


@cache
def _fields_by_title(table: str) -> dict[str, str]:
    from ropa_desktop.i18n import LANGUAGES

    pairs = [(folded(title), name) for code in LANGUAGES for name, title in field_titles(table, code).items()]
    return {title: name for title, name in pairs if all(other == name for shown, other in pairs if shown == title)}


# -- records ----------------------------------------------------------------------------------------------


class Labels:
    """The labels of a register's records in one language, each list made when it is first asked for."""

    def __init__(self, snapshot: Snapshot, language: str) -> None:
        self.snapshot = snapshot
        self.language = language
        self._lists: dict[str, dict[str, str]] = {}

    def list(self, name: str) -> dict[str, str]:
        """All labels of a list by id, in order, no two alike: "link system", or `RECORDS` for records of any kind."""
        if name not in self._lists:
            found = self._any_record() if name == RECORDS else self._records(name.removeprefix("link "))
            self._lists[name] = self._unlike(found)
        return self._lists[name]

    def name(self, table: str, id: str) -> str:
        """What a message calls a record: reference and name; for a row, those of its parent and its own."""
        row = self.snapshot.find(table, id)
        return id if row is None else self._label(table, row)

    # -- within -------------------------------------------------------------------------------------------

    def _records(self, table: str) -> dict[str, str]:
        return {row.id: self._label(table, row) for row in self.snapshot.rows(table)}

    def _any_record(self) -> dict[str, str]:
        """Every entry, and the rows of which something is said; each with the title of its kind before it."""
        said = {row.record_id for statement, _path in catalog.STATEMENTS for row in self.snapshot.rows(statement)}
        say = translator(self.language)
        return {
            row.id: f"{say(kind.title)}: {self._label(kind.key, row)}"
            for kind in catalog.KINDS
            for row in self.snapshot.rows(kind.key)
            if not kind.is_row or row.id in said
        }

    def _label(self, table: str, row: Any) -> str:
        if table in dict(catalog.STATEMENTS):
            return self._statement(row)
        kind = catalog.kind(table)
        own = ", ".join(filter(None, (self._value(table, row, field) for field in kind.label)))
        own = " ".join(own.split())
        own = own if len(own) <= _LONGEST else own[: _LONGEST - 1] + "…"
        if kind.is_row:
            parent = next((name for name in tables.parents(table) if getattr(row, name)), None)
            above = self._value(table, row, parent, whole=True) if parent else ""
            return " › ".join(filter(None, (above, own))) or translator(self.language)(kind.title)
        return " ".join(filter(None, (row.reference, own))) or translator(self.language)(kind.title)

    def _value(self, table: str, row: Any, field: str, whole: bool = False) -> str:
        """A field inside a label: a linked record by its name, or `whole` with its reference as well."""
        value = getattr(row, field)
        info = tables.fields(table)[field]
        if value is None or info.form not in ("link", "code"):
            return "" if value is None else str(value)
        if info.form == "code":
            return vocabulary.label(info.vocabulary, value, self.language)
        linked = self.snapshot.find(info.target, value)
        if linked is None:
            return ""
        if whole:
            return self._label(info.target, linked)
        names = (self._value(info.target, linked, name) for name in catalog.kind(info.target).label)
        return ", ".join(filter(None, names)) or getattr(linked, "reference", None) or ""

    def _statement(self, row: Any) -> str:
        table = self.snapshot.kind_of(row.record_id)
        of = self.name(table, row.record_id) if table else row.record_id
        name = getattr(row, "field", None)
        field = name and shown_field(table, name, self.language)
        return f"{of}: {field}" if field else of

    @staticmethod
    def _unlike(labels: dict[str, str]) -> dict[str, str]:
        """The same labels with a number behind those that would be taken for an earlier one."""
        seen: dict[str, int] = {}
        found = {}
        for id, label in labels.items():
            unlike = label
            while folded(unlike) in seen:
                seen[folded(label)] += 1
                unlike = f"{label} ({seen[folded(label)]})"
            seen[folded(unlike)] = 1
            found[id] = unlike
        return found
