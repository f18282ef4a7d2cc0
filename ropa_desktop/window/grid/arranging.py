"""How a person arranges a list: which columns in which order, groups, filters; remembered for each page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.grid import filters as filtering
from ropa_desktop.window.grid.check_list import Box, CheckList
from ropa_desktop.window.grid.filter_bar import FilterBar
from ropa_desktop.window.grid.filters import Filter
from ropa_desktop.window.grid.header import FilterHeader
from ropa_desktop.window.grid.model import GridModel
from ropa_desktop.window.icons import icon
from ropa_desktop.window.navigation import Page
from ropa_desktop.window.rows import page_columns, possible_names, usual_names

MOST_FROZEN = 3  # columns up to the name, where nobody wished otherwise
GAPS, EMPTY = "\x00unknown", "\x00empty"  # keys of the first two choices of a filter: no cell says this


class Arranging(QObject):
    """The arrangement of one list. `rearranged` asks for its columns anew, `refiltered` says that rows came or went."""

    rearranged = Signal()
    refiltered = Signal()

    def __init__(self, parent: QWidget, model: GridModel, head: FilterHeader) -> None:
        super().__init__(parent)
        self._parent, self._model, self._head = parent, model, head
        self.bar = FilterBar(parent)
        self.group_button = _button("list-filter")
        self.columns_button = _button("columns-3")
        self.filters_button = _button("funnel")
        self.names: tuple[str, ...] = ()
        self._page: Page | None = None
        self._frozen: int | None = None  # how many columns a person froze; None: as usual
        self._saved: list[dict[str, Filter]] = []
        self.popup: CheckList | None = None
        self.group_button.clicked.connect(lambda: self._open(self.group_menu(), self.group_button))
        self.columns_button.clicked.connect(self.choose_columns)
        self.filters_button.clicked.connect(lambda: self._open(self.filters_menu(), self.filters_button))
        head.filter_changed.connect(self._filter)
        head.choices_wanted.connect(self.choose_values)
        head.moved.connect(self._move)
        self.bar.removed.connect(lambda key: self._set({k: f for k, f in model.filters.items() if k != key}))
        self.bar.cleared.connect(self.clear_filters)
        self.bar.kept.connect(self._save)
        self.retranslate()

    def retranslate(self) -> None:
        """Every text in the current language."""
        for button, words, said in (
            (self.group_button, _("Group"), _("Group rows by a column")),
            (self.columns_button, _("Columns"), _("Choose and move columns")),
            (self.filters_button, "", _("Saved filters")),
        ):
            button.setText(words)
            button.setAccessibleName(said)
            button.setToolTip(said)
        self.bar.retranslate()

    # -- what is remembered -------------------------------------------------------------------------------

    def begin(self, page: Page, view: dict[str, Any]) -> tuple[str, ...]:
        """Another page: the names of its columns as they were left; filters and group follow with them."""
        self._page = page
        possible, kept = possible_names(page), view.get("columns")
        names = [name for name in kept if name in possible] if isinstance(kept, list) else []
        self.names = tuple(dict.fromkeys(names)) or usual_names(page)
        saved = view.get("saved")
        self._saved = [filtering.restored(one) for one in saved] if isinstance(saved, list) else []
        self._model.filters = self._fitting(filtering.restored(view.get("filters")))
        frozen = view.get("frozen")
        within = isinstance(frozen, int) and 0 <= frozen < len(self.names)
        self._frozen = frozen if within and not isinstance(frozen, bool) else None
        group = view.get("group")
        self._model.group = group if group in self.names else ""
        return self.names

    def show(self) -> None:
        """The columns stand: their filters in the head and above the list."""
        self._head.show_columns([column.title for column in self._model.columns])
        self._freeze()
        self._show_filters()

    def view(self) -> dict[str, Any]:
        """What differs from the usual arrangement, as the settings keep it."""
        found: dict[str, Any] = {}
        if self._page is not None and self.names != usual_names(self._page):
            found["columns"] = list(self.names)
        if self._model.filters:
            found["filters"] = filtering.stored(self._model.filters)
        if self._saved:
            found["saved"] = [filtering.stored(one) for one in self._saved]
        if self._frozen is not None:
            found["frozen"] = self._frozen
        if self._model.group:
            found["group"] = self._model.group
        return found

    # -- columns ------------------------------------------------------------------------------------------

    def choose_columns(self) -> None:
        """Which columns the list shows, in which order."""
        if self._page is None:
            return
        others = [name for name in possible_names(self._page) if name not in self.names]
        titles = page_columns(self._page, (*self.names, *others))
        boxes = [Box(column.key, column.title, column.key in self.names) for column in titles]
        self.popup = CheckList(self._parent, _("Columns"), boxes, moves=True)
        self.popup.taken.connect(self._take_columns)
        page = self._page
        usual = self.popup.add_button(_("As usual"), lambda: self._take_columns(list(usual_names(page))))
        usual.clicked.connect(self.popup.close)
        self.popup.add_button(_("Freeze to here"), self._freeze_to_current)
        self.popup.open_at(_below(self.columns_button))

    def _take_columns(self, names: Sequence[str]) -> None:
        if names and tuple(names) != self.names:
            self.names = tuple(names)
            self._model.filters = self._fitting(self._model.filters)
            self._model.group = self._model.group if self._model.group in self.names else ""
            self.rearranged.emit()

    def freeze(self, count: int) -> None:
        """Let the first `count` columns stay while the others scroll; 0 lets all scroll."""
        self._frozen = count
        self._freeze()

    def _freeze(self) -> None:
        """As a person wished, else the columns up to the name."""
        named = next((number + 1 for number, column in enumerate(self._model.columns[:MOST_FROZEN]) if column.name), 0)
        assert self._head.frozen is not None
        self._head.frozen.freeze(self._frozen if self._frozen is not None else named)

    def _freeze_to_current(self) -> None:
        """The columns up to the chosen one stay; where they do already, all scroll."""
        assert self.popup is not None
        assert self._head.frozen is not None
        current = self.popup.current()
        count = self.names.index(current) + 1 if current in self.names else 0
        self.popup.close()
        self.freeze(0 if count == self._head.frozen.wished else count)

    def _move(self, column: int, after: int) -> None:
        names = list(self.names)
        names.insert(after, names.pop(column))
        self._take_columns(names)

    # -- groups -------------------------------------------------------------------------------------------

    def group_menu(self) -> QMenu:
        """The columns that rows can be grouped by."""
        menu = QMenu(self._parent)
        for key, title in [("", _("No groups")), *((c.key, c.title) for c in self._model.columns)]:
            action = QAction(title, menu, checkable=True, checked=key == self._model.group)
            action.triggered.connect(partial(self._group, key))
            menu.addAction(action)
        return menu

    def _group(self, key: str, _checked: bool = False) -> None:
        self._model.group_by(key)
        self.refiltered.emit()

    # -- filters ------------------------------------------------------------------------------------------

    def choose_values(self, column: int) -> None:
        """The values of a column with how many rows have each, to be shown alone."""
        key = self._model.columns[column].key
        present = self._model.filters.get(key)
        values, gaps, empty = filtering.counted(self._model.passing_others(key), column)
        ticked = present.what if present is not None and present.how == filtering.ONE_OF else ()
        boxes = [Box(value, f"{value}  ({count})", value in ticked) for value, count in values]
        how = present.how if present is not None else ""
        first = [
            Box(GAPS, f"{filtering.is_unknown()}  ({gaps})", how == filtering.UNKNOWN),
            Box(EMPTY, f"{filtering.is_empty()}  ({empty})", how == filtering.EMPTY),
        ]
        self.popup = CheckList(self._parent, self._model.columns[column].title, [*first, *boxes])
        self.popup.taken.connect(partial(self._take_values, column))
        field = self._head.fields[column]
        self.popup.open_at(_below(field))

    def clear_filters(self) -> None:
        """Show rows whatever stands in their cells."""
        self._set({})

    def filters_menu(self) -> QMenu:
        """The saved filters, to be applied or forgotten."""
        menu = QMenu(self._parent)
        for saved in self._saved:
            menu.addAction(self._in_words(saved)).triggered.connect(partial(self._apply, saved))
        if not self._saved:
            menu.addAction(_("No saved filters. Filter the list, then save the filter.")).setEnabled(False)
            return menu
        menu.addSeparator()
        forget = menu.addMenu(_("Forget"))
        for saved in self._saved:
            forget.addAction(self._in_words(saved)).triggered.connect(partial(self._forget, saved))
        return menu

    # -- within -------------------------------------------------------------------------------------------

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

    def _set(self, filters: dict[str, Filter]) -> None:
        if filters != self._model.filters:
            self._model.set_filters(filters)
            self._show_filters()
            self.refiltered.emit()

    def _save(self) -> None:
        if self._model.filters and self._model.filters not in self._saved:
            self._saved.append(dict(self._model.filters))
        self._show_filters()

    def _apply(self, saved: dict[str, Filter], _checked: bool = False) -> None:
        self._set(self._fitting(saved))

    def _forget(self, saved: dict[str, Filter], _checked: bool = False) -> None:
        self._saved.remove(saved)
        self._show_filters()

    def _fitting(self, filters: dict[str, Filter]) -> dict[str, Filter]:
        """The filters of columns that are shown."""
        return {key: found for key, found in filters.items() if key in self.names}

    def _show_filters(self) -> None:
        keys = [column.key for column in self._model.columns]
        for number, key in enumerate(keys):
            self._head.show_filter(number, self._model.filters.get(key))
        self.bar.show_filters([(key, self._one_in_words(key, f)) for key, f in self._model.filters.items()])
        self.bar.keep.setVisible(self._model.filters not in self._saved)

    def _one_in_words(self, key: str, found: Filter) -> str:
        assert self._page is not None
        (column,) = page_columns(self._page, (key,))
        return filtering.in_words(column.title, found)

    def _in_words(self, filters: dict[str, Filter]) -> str:
        return " · ".join(self._one_in_words(key, found) for key, found in filters.items())

    def _open(self, menu: QMenu, button: QWidget) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(_below(button))


def _below(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(QPoint(0, widget.height()))


def _button(symbol: str) -> QToolButton:
    button = QToolButton(autoRaise=True)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setIcon(icon(symbol))
    button.setIconSize(QSize(22, 16))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
