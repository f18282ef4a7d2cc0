"""Which record a cell means: by the label that was exported, or by the reference or name of a row in the workbook."""

from collections import defaultdict
from typing import Any

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.workbook.columns import RECORDS
from ropa_desktop.exchange.workbook.labels import folded
from ropa_desktop.exchange.workbook.sheets import RawRow, RawWorkbook
from ropa_desktop.i18n import LANGUAGES, _, translator
from ropa_desktop.model import catalog, tables

_LINK = "link "


class Finder:
    """The labels of one workbook: those exported with it, on its hidden sheet, and those its rows give themselves.

    The exported ones come first, so that renaming a record leaves what names it elsewhere in the file alone.
    """

    def __init__(self, raw: RawWorkbook) -> None:
        self._exported = {name: _folded_keys(raw.lists[name]) for name in raw.lists if name.startswith(_LINK)}
        self._own: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._tables: dict[str, str] = {}
        for name, labels in self._exported.items():
            if name != RECORDS:
                self._tables |= dict.fromkeys(labels.values(), name.removeprefix(_LINK))
        for sheet in raw.sheets:
            if sheet.definition.table not in dict(catalog.STATEMENTS):
                for row in sheet.rows:
                    self._learn(sheet.definition.table, row)

    def table_of(self, id: Any) -> str | None:
        """The table of a record that the workbook names, or None."""
        return self._tables.get(id)

    def record(self, table: str, text: str) -> str:
        """The id of the record of a kind that a cell names. Raises `BadInput` where none or several are called so."""
        return self._found(_LINK + table, text, self._own[table], _(catalog.kind(table).title))

    def any_record(self, text: str) -> str:
        """The id of the record of any kind that a cell names. Raises `BadInput` where none or several are called so."""
        return self._found(RECORDS, text, self._own[""], _("Record"))

    def _found(self, name: str, text: str, own: dict[str, set[str]], title: str) -> str:
        wanted = folded(text)
        exported = self._exported.get(name, {}).get(wanted)
        if exported is not None:
            return exported
        ids = own.get(wanted, set())
        if len(ids) == 1:
            return next(iter(ids))
        shown = text if len(text) <= 60 else text[:59] + "…"
        if ids:
            raise BadInput(
                _("{kind}: several are called “{name}”. Choose one from the list in the cell.").format(
                    kind=title, name=shown
                )
            )
        raise BadInput(
            _("{kind}: none is called “{name}”. Choose one from the list in the cell, or give it a row.").format(
                kind=title, name=shown
            )
        )

    def _learn(self, table: str, row: RawRow) -> None:
        """Remember what a row may be called: its reference, its name, both, its id."""
        id = str(row.id)
        self._tables[id] = table
        kind = catalog.kind(table)
        fields = tables.fields(table)
        names = [_said(row, field) for field in kind.label if fields[field].form in ("line", "text")]
        reference = "" if kind.is_row else _said(row, "reference")
        called = {folded(text) for text in (id, reference, *names, *(f"{reference} {name}" for name in names)) if text}
        for text in called - {""}:
            self._own[table][text].add(id)
            self._own[""][text].add(id)
            for language in LANGUAGES:
                self._own[""][f"{folded(translator(language)(kind.title))}: {text}"].add(id)


def _said(row: RawRow, name: str) -> str:
    content, kind = row.cells.get(name, ("", ""))
    return str(content) if kind in ("s", "n") else ""


def _folded_keys(labels: dict[str, str]) -> dict[str, str]:
    return {folded(shown): id for shown, id in labels.items()}
