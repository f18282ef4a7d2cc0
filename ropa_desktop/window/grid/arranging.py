"""How a person arranges a list: which columns in which order, groups, filters; remembered for each page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.grid.check_list import Box, CheckList
from ropa_desktop.window.grid.filtering import Filtering
from ropa_desktop.window.grid.header import FilterHeader
from ropa_desktop.window.grid.model import GridModel
from ropa_desktop.window.icons import icon
from ropa_desktop.window.navigation import Page
from ropa_desktop.window.rows import page_columns, possible_names, usual_names

MOST_FROZEN = 3  # columns up to the name, where nobody wished otherwise


class Arranging(QObject):
    """The arrangement of one list. `rearranged` asks for its columns anew, `refiltered` says that rows came or went."""

    rearranged = Signal()
    refiltered = Signal()

    def __init__(self, parent: QWidget, model: GridModel, head: FilterHeader) -> None:
        super().__init__(parent)
        self._parent, self._model, self._head = parent, model, head
        self.filtering = Filtering(parent, model, head)
        self.group_button = _button("list-filter")
        self.columns_button = _button("columns-3")
        self.filters_button = _button("funnel")
        self.names: tuple[str, ...] = ()
        self._page: Page | None = None
        self._frozen: int | None = None  # how many columns a person froze; None: as usual
        self.popup: CheckList | None = None
        self.group_button.clicked.connect(lambda: self._open(self.group_menu(), self.group_button))
        self.columns_button.clicked.connect(self.choose_columns)
        self.filters_button.clicked.connect(lambda: self._open(self.filtering.menu(), self.filters_button))
        self.filtering.refiltered.connect(self.refiltered)
        model.remade.connect(self.refiltered)
        head.moved.connect(self._move)
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
        self.filtering.bar.retranslate()

    # -- what is remembered -------------------------------------------------------------------------------

    def begin(self, page: Page, view: dict[str, Any]) -> tuple[str, ...]:
        """Another page: the names of its columns as they were left; filters and group follow with them."""
        self._page = page
        possible, kept = possible_names(page), view.get("columns")
        names = [name for name in kept if name in possible] if isinstance(kept, list) else []
        self.names = tuple(dict.fromkeys(names)) or usual_names(page)
        self.filtering.begin(page, view, self.names)
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
        self.filtering.show()

    def view(self) -> dict[str, Any]:
        """What differs from the usual arrangement, as the settings keep it."""
        found = self.filtering.view()
        if self._page is not None and self.names != usual_names(self._page):
            found["columns"] = list(self.names)
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
            self.filtering.drop_hidden(self.names)
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
        """The columns that are ticked, up to the chosen one, stay; where they do already, all scroll."""
        assert self.popup is not None
        assert self._head.frozen is not None
        current, ticked = self.popup.current(), self.popup.ticked()
        self.popup.close()
        self._take_columns(ticked)
        count = self.names.index(current) + 1 if current in self.names else 0
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

    # -- within -------------------------------------------------------------------------------------------

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
