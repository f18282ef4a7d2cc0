"""What can be found by its name: the records of a register, the countries that it names, and the commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from operator import attrgetter
from time import perf_counter
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ropa_desktop.i18n import _, language
from ropa_desktop.law import vocabulary
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.folding import fold
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.actions import Actions, plain
from ropa_desktop.window.finding.naming import icon_of
from ropa_desktop.window.finding.palette import Entry
from ropa_desktop.window.navigation import pages
from ropa_desktop.window.rows import record_label

_BY_OWN_NAME = frozenset(
    kind.key for kind in catalog.KINDS if not kind.is_row and kind.label == ("name",)
)  # others are called after a record that they name


class RecordEntries:
    """An entry for each record, made once and anew only for what changed; `go` is told where to jump to."""

    def __init__(self, go: Callable[[str], object], used: Callable[[str], object]) -> None:
        self._go = go
        self._used = used
        self._known: dict[str, tuple[Any, Entry]] = {}
        self._language = ""
        self._of: Snapshot | None = None  # whose entries are being made
        self._found: dict[str, tuple[Any, Entry]] = {}  # those that are made
        self._next: Iterator[tuple[catalog.Kind, Any]] = iter(())

    def prepare(self, snapshot: Snapshot, seconds: float) -> list[Entry] | None:
        """Work for so long at the entries of every record that stands by itself, then every country named somewhere.

        Gives them once all are there, None while some are not; what did not change since is not made anew.
        """
        if self._language != language():
            self._language, self._known, self._of = language(), {}, None
        if self._of is not snapshot:
            self._of, self._found, self._next = snapshot, {}, _records(snapshot)
        until = perf_counter() + seconds
        for kind, row in self._next:
            before = self._known.get(row.id)
            stays = before is not None and before[0] is row and kind.key in _BY_OWN_NAME
            each = before[1] if before is not None and stays else self._entry(snapshot, kind, row)
            self._found[row.id] = (row, each)
            if perf_counter() > until:
                return None
        self._known = self._found
        return [*(each for _row, each in self._found.values()), *self._countries(snapshot)]

    def one(self, snapshot: Snapshot, id: str) -> Entry | None:
        """The entry of one record, None where it is gone."""
        table = snapshot.kind_of(id)
        if table is None or catalog.kind(table).is_row:
            return None
        return self._entry(snapshot, catalog.kind(table), snapshot.find(table, id))

    def _entry(self, snapshot: Snapshot, kind: catalog.Kind, row: Any) -> Entry:
        name = record_label(snapshot, kind.key, row.id)
        archived = row.archived_on is not None
        detail = _("{kind}, archived").format(kind=_(kind.title)) if archived else _(kind.title)
        reference, id = row.reference or "", row.id
        symbol = "archive" if archived else icon_of(snapshot, kind.key, id)
        return Entry(name, detail, symbol, reference, fold(name), fold(reference), 0, lambda: self._go(id))

    def _countries(self, snapshot: Snapshot) -> Iterator[Entry]:
        named: set[str | None] = set()
        for table in tables.models():
            for field, info in tables.fields(table).items():
                if info.vocabulary == "country":
                    named.update(map(attrgetter(field), snapshot.rows(table)))
        for code in sorted(code for code in named if code is not None):
            name = vocabulary.label("country", code)
            act = partial(self._used, code)
            yield Entry(name, _("Where used"), "globe", code, fold(name), fold(code), 0, act)


def _records(snapshot: Snapshot) -> Iterator[tuple[catalog.Kind, Any]]:
    for kind in catalog.KINDS:
        if not kind.is_row:
            for row in snapshot.rows(kind.key):
                yield kind, row


def command_entries(actions: Actions, besides: str) -> Iterator[Entry]:
    """Everything the menus can do now, but for the command `besides`."""
    for menu in actions.menus.values():
        if menu.menuAction().isVisible():
            yield from _of_menu(actions, menu, plain(menu.title()), actions[besides])


def _icon(actions: Actions, action: QAction) -> str:
    page = next((page.icon for page in pages() if page.title and page.title == action.data()), "")
    return page or actions.icon_of(action)


def _of_menu(actions: Actions, menu: QMenu, title: str, besides: QAction) -> Iterator[Entry]:
    for action in menu.actions():
        below = action.menu()
        words = plain(action.text())
        if isinstance(below, QMenu):
            yield from _of_menu(actions, below, f"{title} › {words}", besides)
        elif words and action.isEnabled() and action.isVisible() and action is not besides:
            keys = action.shortcut().toString()
            yield Entry(words, title, _icon(actions, action), keys, fold(words), "", 1, action.trigger)
