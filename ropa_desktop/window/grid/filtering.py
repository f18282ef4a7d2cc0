"""What a list is filtered by: typed into the head, chosen among a column's values, saved under a name, or asked for
from elsewhere; a chip for each above the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.model.alphabet import alphabetical
from ropa_desktop.window.editor.candidates import folded
from ropa_desktop.window.grid import filters as filtering
from ropa_desktop.window.grid.check_list import Box, CheckList
from ropa_desktop.window.grid.filter_bar import FilterBar
from ropa_desktop.window.grid.filters import Filter, Saved
from ropa_desktop.window.grid.header import FilterHeader
from ropa_desktop.window.grid.model import GridModel
from ropa_desktop.window.grid.name_box import NameBox
from ropa_desktop.window.navigation import Page
from ropa_desktop.window.rows import page_columns

GAPS, EMPTY = "\x00unknown", "\x00empty"  # keys of the first two choices of a filter: no value says this
MOST_VALUES = 300  # that are offered, those of most rows first; what a text contains is typed instead
ONLY = "\x00only"  # the chip of records asked for from elsewhere: no column is called so


class Filtering(QObject):
    """The filters of one list. `refiltered` says that rows came or went."""

    refiltered = Signal()

    def __init__(self, parent: QWidget, model: GridModel, head: FilterHeader) -> None:
        super().__init__(parent)
        self._parent, self._model, self._head = parent, model, head
        self.bar = FilterBar(parent)
        self.popup: CheckList | NameBox | None = None
        self._page: Page | None = None
        self._saved: list[Saved] = []
        self._only_said = ""
        self._aside: dict[str, Filter] = {}  # the filters that wait while records are asked for from elsewhere
        head.filter_changed.connect(self._type)
        head.choices_wanted.connect(self.choose_values)
        self.bar.removed.connect(self._remove)
        self.bar.cleared.connect(self.clear)
        self.bar.kept.connect(self.ask_name)

    # -- what is remembered -------------------------------------------------------------------------------

    def begin(self, page: Page, view: dict[str, Any], names: Sequence[str]) -> None:
        """Another page: its filters as they were left."""
        self._page = page
        self._saved = filtering.restored_saved(view.get("saved"))
        kept = filtering.restored(view.get("filters"))
        if self._model.only is not None:
            self._aside = kept
        else:
            self._model.filters = {key: found for key, found in kept.items() if key in names}

    def view(self) -> dict[str, Any]:
        """What the settings keep: the filters in force, and those that were saved."""
        found: dict[str, Any] = {}
        in_force = self._aside if self._model.only is not None else self._model.filters
        if in_force:
            found["filters"] = filtering.stored(in_force)
        if self._saved:
            found["saved"] = [{"name": one.name, "filters": filtering.stored(one.filters)} for one in self._saved]
        return found

    def drop_hidden(self, names: Sequence[str]) -> None:
        """Keep the filters of these columns alone."""
        self._model.filters = {key: found for key, found in self._model.filters.items() if key in names}

    # -- filters ------------------------------------------------------------------------------------------

    def show_only(self, said: str, ids: frozenset[str]) -> None:
        """Show these records alone; the filters of the columns wait until the chip is taken away."""
        if self._model.only is None:
            self._aside = dict(self._model.filters)
        self._only_said = said
        self._model.filters = {}
        self._model.show_only(ids)
        self.show()
        self.refiltered.emit()

    def forget_only(self) -> None:
        """No longer show only what was asked for from elsewhere; the rows follow."""
        self._model.only, self._aside = None, {}

    def choose_values(self, column: int) -> None:
        """The values of a column with how many rows have each, to be shown alone."""
        self._model.when_made([column], partial(self._offer_values, column))

    def _offer_values(self, column: int) -> None:
        key = self._model.columns[column].key
        present = self._model.filters.get(key)
        values, gaps, empty = filtering.counted(self._model.passing_others(key), column)
        ticked = present.what if present is not None and present.how == filtering.ONE_OF else ()
        listed = dict.fromkeys([*ticked, *(value for value, _count in values.most_common(MOST_VALUES))])
        in_words = [(self._model.say(column, value), value) for value in listed]
        edited = self._model.edits(column)
        is_date = edited is not None and edited.info.form == "date"
        in_words.sort(key=lambda pair: alphabetical(pair[1] if is_date else pair[0]))
        boxes = [Box(value, f"{said}  ({values[value]})", value in ticked) for said, value in in_words]
        how = present.how if present is not None else ""
        first = [
            Box(GAPS, f"{filtering.is_unknown()}  ({gaps})", how == filtering.UNKNOWN),
            Box(EMPTY, f"{filtering.is_empty()}  ({empty})", how == filtering.EMPTY),
        ]
        popup = CheckList(self._parent, self._model.columns[column].title, [*first, *boxes])
        popup.taken.connect(partial(self._take_values, column))
        popup.open_at(_below(self._head.fields[column]))
        self.popup = popup

    def clear(self) -> None:
        """Show rows whatever stands in their cells, and whichever were asked for."""
        if self._model.only is not None:
            self.forget_only()
            self._model.filters = {}
            self._model.show_only(None)
            self.show()
            self.refiltered.emit()
        else:
            self._set({})

    # -- saved filters ------------------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """The saved filters, to be applied or forgotten."""
        menu = QMenu(self._parent)
        for saved in self._saved:
            action = menu.addAction(saved.name)
            action.setToolTip(self._in_words(saved.filters))
            action.triggered.connect(partial(self._apply, saved))
        menu.setToolTipsVisible(True)
        if not self._saved:
            menu.addAction(_("No saved filters. Filter the list, then save the filter.")).setEnabled(False)
            return menu
        menu.addSeparator()
        forget = menu.addMenu(_("Forget"))
        for saved in self._saved:
            forget.addAction(saved.name).triggered.connect(partial(self._forget, saved))
        return menu

    def ask_name(self) -> None:
        """Ask what the filters in force are to be called, and save them."""
        if self._model.filters:
            popup = NameBox(self._parent, _("Name of the filter"), self._in_words(self._model.filters))
            popup.named.connect(self._save)
            popup.open_at(_below(self.bar.keep))
            self.popup = popup

    def _save(self, name: str) -> None:
        others = [saved for saved in self._saved if saved.name != name]
        self._saved = [*others, Saved(name, dict(self._model.filters))]
        self.show()

    def _apply(self, saved: Saved, _checked: bool = False) -> None:
        self._set(self._fitting(saved.filters))

    def _forget(self, saved: Saved, _checked: bool = False) -> None:
        self._saved.remove(saved)
        self.show()

    # -- within -------------------------------------------------------------------------------------------

    def show(self) -> None:
        """The filters in the head and above the list."""
        for number, column in enumerate(self._model.columns):
            found = self._model.filters.get(column.key)
            self._head.show_filter(number, self._worded(column.key, found) if found is not None else None)
        chips = [(key, self._one_in_words(key, found)) for key, found in self._model.filters.items()]
        if self._model.only is not None:
            chips.insert(0, (ONLY, _("Shown: {what}").format(what=self._only_said)))
        self.bar.show_filters(chips)
        named = any(saved.filters == self._model.filters for saved in self._saved)
        self.bar.keep.setVisible(bool(self._model.filters) and not named)

    def _type(self, column: int, found: Filter | None) -> None:
        """A filter typed into the head: the values behind its words."""
        if found is not None and found.how == filtering.ONE_OF:
            codes = {folded(said): value for value, said in self._model.values_said(column).items()}
            found = Filter(found.how, tuple(codes.get(folded(word), word) for word in found.what))
        self._filter(column, found)

    def _take_values(self, column: int, keys: list[str]) -> None:
        values = tuple(key for key in keys if key not in (GAPS, EMPTY))
        found = Filter(filtering.ONE_OF, values) if values else None
        if not values and keys:
            found = Filter(filtering.UNKNOWN if GAPS in keys else filtering.EMPTY)
        self._filter(column, found)

    def _filter(self, column: int, found: Filter | None) -> None:
        key = self._model.columns[column].key
        filters = {k: f for k, f in self._model.filters.items() if k != key}
        self._set({**filters, key: found} if found is not None else filters)

    def _remove(self, key: str) -> None:
        if key != ONLY:
            self._set({k: f for k, f in self._model.filters.items() if k != key})
            return
        waiting = self._fitting(self._aside)
        self.forget_only()
        self._model.filters = self._model.filters or waiting
        self._model.show_only(None)
        self.show()
        self.refiltered.emit()

    def _set(self, filters: dict[str, Filter]) -> None:
        if filters != self._model.filters:
            self._model.set_filters(filters)
            self.show()
            self.refiltered.emit()

    def _fitting(self, filters: dict[str, Filter]) -> dict[str, Filter]:
        """The filters of columns that are shown."""
        keys = {column.key for column in self._model.columns}
        return {key: found for key, found in filters.items() if key in keys}

    def _worded(self, key: str, found: Filter) -> Filter:
        """A filter with its values in words."""
        if found.how != filtering.ONE_OF:
            return found
        keys = [column.key for column in self._model.columns]
        if key not in keys:
            return found
        return Filter(found.how, tuple(self._model.say(keys.index(key), value) for value in found.what))

    def _one_in_words(self, key: str, found: Filter) -> str:
        assert self._page is not None
        (column,) = page_columns(self._page, (key,))
        return filtering.in_words(column.title, self._worded(key, found))

    def _in_words(self, filters: dict[str, Filter]) -> str:
        return " · ".join(self._one_in_words(key, found) for key, found in filters.items())


def _below(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(QPoint(0, widget.height()))
