"""The middle of the window: one kind of record as a list, with search, New, Duplicate and Archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from PySide6.QtCore import QEvent, QItemSelectionRange, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.model.catalog import kind
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.actions import Actions
from ropa_desktop.window.editor.desk import Desk
from ropa_desktop.window.empty_state import EmptyState
from ropa_desktop.window.grid.arranging import Arranging
from ropa_desktop.window.grid.doing import Doing
from ropa_desktop.window.grid.model import GridModel
from ropa_desktop.window.grid.table import GridTable
from ropa_desktop.window.grid.writing import Writer
from ropa_desktop.window.list_head import ListHead
from ropa_desktop.window.list_menu import ListMenu
from ropa_desktop.window.message_bar import MessageBar
from ropa_desktop.window.navigation import Page
from ropa_desktop.window.panel import Hairline
from ropa_desktop.window.rows import page_columns
from ropa_desktop.window.table import ROW_HEIGHT

MOST = 16_777_215  # Qt's own largest height
IDLE, BUSY = 15, 0.005  # milliseconds between, and seconds of, the preparations for a search
COMFORTABLE = 6  # pixels that View ▸ Comfortable rows adds


class ListPage(QWidget):
    """Shows rows and says which is current; what is done with them is the workspace's."""

    record_chosen = Signal(str)
    shown_changed = Signal()
    archived_wanted = Signal(bool)
    refresh_wanted = Signal()
    field_wanted = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = GridModel(self)
        self.table = GridTable(self.rows)
        self._arranging = Arranging(self, self.rows, self.table.filters)
        self._source = self.rows.source
        self._snapshot: Snapshot | None = None
        self._scope: tuple[frozenset[str] | None, bool] = (None, False)
        self._desk: Desk | None = None
        self._begun_with: Callable[[], Mapping[str, Any]] = dict
        self.messages = MessageBar()
        self.head = ListHead(actions, self._arranging)
        self.search = self.head.search
        self._page: Page | None = None
        self._quiet = False
        self._told = ""  # the record that `record_chosen` named last
        self._stood = 0  # and its row
        self._views: dict[str, dict[str, Any]] = {}  # column widths and order of each page
        self._actions, self._begun_by = actions, "new_record"
        self._empty = EmptyState(self)
        self._empty.acted.connect(self._act_on_empty)
        self.search.textChanged.connect(self._filter)
        self.head.archived_wanted.connect(self.archived_wanted)
        self.rows.modelReset.connect(self._tell_shown)
        self._idle = QTimer(self, interval=IDLE)
        self._idle.timeout.connect(self._prepare_rows)
        self.rows.refused.connect(lambda sentence: self.messages.say(sentence, tone="refused"))
        self.rows.mended.connect(self.messages.dismiss)
        self._arranging.rearranged.connect(self._rearrange)
        self._arranging.refiltered.connect(self._keep_current)
        self.table.filters.left.connect(self._leave_filters)
        self.table.began.connect(self.refresh_wanted)
        self.table.open_wanted.connect(lambda index: self.field_wanted.emit(self.rows.columns[index.column()].key))
        self.table.selectionModel().currentRowChanged.connect(self._tell_current)
        self.table.setSortingEnabled(True)
        self._menu = ListMenu(self.table, actions, self._current_record)
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Every text in the current language; rows and columns follow with `show_page`."""
        self._arranging.retranslate()
        if self._page is not None:
            self.head.show_page(_(self._page.title), editable=self._page.kind != "transfer")
            self.table.setAccessibleName(_(self._page.title))

    def work_with(self, desk: Desk, begun_with: Callable[[], Mapping[str, Any]], undo: Callable[[], None]) -> None:
        """Write what is typed through `desk`; `begun_with` gives what a new record of the page begins with."""
        self._desk, self._begun_with = desk, begun_with
        self._doing = Doing(self.table, self.messages, self.refresh_wanted.emit, undo)

    def show_page(self, page: Page, snapshot: Snapshot, belonging: frozenset[str] | None, archived: bool) -> None:
        """Another page: its columns as the person left them, its rows, unfiltered."""
        self.commit()
        self._keep_view()
        self._arranging.filtering.forget_only()
        self._page = page
        self._quiet = True
        self.search.clear()
        self._snapshot, self._scope = snapshot, (belonging, archived)
        self._show_columns(page, self._views.get(page.key, {}))
        self.rows.set_rows(self._source.read(snapshot, belonging, archived)[0])
        self._told = ""
        self.table.setCurrentIndex(QModelIndex())
        self._quiet = False
        self.retranslate()
        self._tell_shown()

    def show_rows(self, snapshot: Snapshot, belonging: frozenset[str] | None, archived: bool) -> None:
        """The same page as it is now; the current cell and the place on screen stay."""
        if self._page is None:
            return
        here = self.table.currentIndex()
        current, top, column = self.current_id(), self.table.verticalScrollBar().value(), here.column()
        if here.isValid() and self.rows.is_new(here) and self.rows.begun:
            current = self.rows.begun
        self.rows.begun = ""
        self._quiet = True
        self._snapshot = snapshot
        rows, touched = self._source.read(snapshot, belonging, archived)
        if self._scope == (belonging, archived):
            self.rows.update_rows(rows, touched)
        else:
            self._scope = (belonging, archived)
            self.rows.set_rows(rows)
        if self.current_id() != current or not self.table.currentIndex().isValid():
            self._keep(current, column)
            self.table.verticalScrollBar().setValue(top)
        self._quiet = False
        self._tell_shown()

    def commit(self) -> None:
        """Write the cell that is being edited."""
        self.table.cells.finish()

    def views(self) -> dict[str, dict[str, Any]]:
        """Column widths and order of every page that a person arranged, to be kept until next time."""
        self._keep_view()
        return self._views

    def restore_views(self, views: object) -> None:
        """The widths and orders of last time; what does not fit the columns of today is passed over."""
        if isinstance(views, dict):
            self._views = {str(page): view for page, view in views.items() if isinstance(view, dict)}

    def current_id(self) -> str:
        """The id of the current record, or an empty text."""
        index = self.table.currentIndex()
        return self.rows.rows[index.row()].id if index.isValid() and index.row() < len(self.rows.rows) else ""

    def selected_ids(self) -> list[str]:
        """The ids of the records of which something is selected, in the order shown."""
        ranges = cast("list[QItemSelectionRange]", self.table.selectionModel().selection())
        rows = {row for each in ranges for row in range(each.top(), each.bottom() + 1)}
        shown = self.rows.rows
        return [shown[row].id for row in sorted(rows) if row < len(shown) and shown[row].id]

    def select(self, record_id: str, column: int = 0) -> bool:
        """Make a record current; False when the list does not show it."""
        row = self.rows.row_of(record_id)
        if row < 0:
            return False
        self.table.setCurrentIndex(self.rows.index(row, max(column, 0)))
        self._tell_current()
        return True

    def select_column(self, fields: Iterable[str]) -> None:
        """Make the cell of the first of these fields current that the list shows, in the current row."""
        row, keys = self.table.currentIndex().row(), [column.key for column in self.rows.columns]
        column = next((keys.index(field) for field in fields if field in keys), -1)
        if row >= 0 and column >= 0:
            self.table.setCurrentIndex(self.rows.index(row, column))

    def neighbour_id(self) -> str:
        """The record that is current once the current one has left the list: the next, else the one before."""
        row = self.table.currentIndex().row()
        shown = self.rows.rows
        beside = [number for number in (row + 1, row - 1) if 0 <= number < len(shown) and shown[number].id]
        return self.rows.rows[beside[0]].id if beside else ""

    def select_nearest(self) -> None:
        """Make the record current that now stands where the current one stood before it went."""
        self._told = ""
        if self.rows.rows:
            row = min(max(self._stood, 0), len(self.rows.rows) - 1)
            self.table.setCurrentIndex(self.rows.index(row, 0))
            self._tell_current()

    def select_first(self) -> None:
        """Make the first record current, if there is one."""
        if self.rows.rows:
            first = next(number for number, row in enumerate(self.rows.rows) if row.id)
            self.table.setCurrentIndex(self.rows.index(first, 0))
            self._tell_current()

    def clear_filter(self) -> None:
        """Show every record of the page."""
        self.search.clear()
        self._arranging.filtering.clear()

    def show_only(self, said: str, ids: frozenset[str]) -> None:
        """Show these records of the page alone, with a chip that says which they are."""
        self.search.clear()
        self._arranging.filtering.show_only(said, ids)

    def show_archived(self) -> None:
        """Show archived records too."""
        self.head.archived.setChecked(True)

    def rows_comfortable(self, wide: bool) -> None:
        """Higher rows, or the usual ones."""
        self.table.set_row_height(ROW_HEIGHT + (COMFORTABLE if wide else 0))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.table.setFocus(event.reason())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return) and self.search.hasFocus():
            self.table.setFocus()
            if not self.table.currentIndex().isValid():
                self.select_first()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._arranging.filtering.bar)
        column.addWidget(Hairline())
        column.addWidget(self.table, 1)
        column.addWidget(self._empty, 1)
        column.addWidget(self.messages)

    def _prepare_rows(self) -> None:
        """A little of the work that a search will need, while nobody types."""
        if not self.rows.prepare(BUSY):
            self._idle.stop()

    def _filter(self, text: str) -> None:
        current = self.current_id()
        self._quiet = True
        self.rows.set_filter(text)
        self._quiet = False
        self._keep_current(current)

    def _keep_current(self, current: str = "") -> None:
        """After rows came or went: the record in the editor stays current where the list still shows it."""
        self._quiet = True
        self._keep(current or self._told, 0)
        self._quiet = False
        self._tell_shown()

    def _leave_filters(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.currentIndex().isValid():
            self.select_first()

    def _rearrange(self) -> None:
        """The same page in other columns."""
        if self._page is None or self._snapshot is None:
            return
        current, names = self.current_id(), self._arranging.names
        self.commit()
        self._quiet = True
        self._keep_view()
        self._show_columns(self._page, {**self._views.get(self._page.key, {}), "columns": list(names)})
        belonging, archived = self._scope
        self.rows.set_rows(self._source.read(self._snapshot, belonging, archived)[0])
        self._quiet = False
        self._keep_current(current)

    def _show_columns(self, page: Page, view: dict[str, Any]) -> None:
        names = self._arranging.begin(page, view)
        columns = page_columns(page, names)
        keys = [column.key for column in columns]
        widths = view.get("widths")
        widths = widths if isinstance(widths, dict) else {}
        order = view.get("order")
        key, downward = order if isinstance(order, list) and len(order) == 2 else ("", False)
        self.table.head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._source.begin(page, names, self._snapshot)
        writer = Writer(self._desk, page, self._begun_with) if self._desk is not None else None
        self.rows.set_page(page, columns, writer)
        self._arranging.show()
        self.table.lay_out_columns(
            {key: width for key, width in widths.items() if key in keys and isinstance(width, int) and width > 0}
        )
        if key in keys:
            self.table.head.setSortIndicator(
                keys.index(key), Qt.SortOrder.DescendingOrder if downward else Qt.SortOrder.AscendingOrder
            )

    def _keep_view(self) -> None:
        if self._page is None:
            return
        head, view = self.table.head, self._arranging.view()
        if self.table.chosen_widths():
            view["widths"] = self.table.chosen_widths()
        if 0 <= head.sortIndicatorSection() < len(self.rows.columns):
            downward = head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            view["order"] = [self.rows.columns[head.sortIndicatorSection()].key, downward]
        self._views.pop(self._page.key, None)
        if view:
            self._views[self._page.key] = view

    def _tell_shown(self) -> None:
        if self._quiet or self._page is None:
            return
        shown, total = self.rows.shown, self.rows.total
        self.head.show_count(shown, total)
        self._empty.setVisible(not shown)
        self._idle.start()
        # The head and the row at the bottom stay: there one filters, and types the first record.
        least = self.table.head.sizeHint().height() + self.rows.adding * self.table.rowHeight(0) + 2
        self.table.setMaximumHeight(least if not shown else MOST)
        if not total:
            self._begun_by = self._empty.invite(self._page.kind)
        elif not shown:
            said = _("None of {total} {records} match.")
            assert self._page is not None
            plural = _(kind(self._page.kind).plural).lower()
            self._empty.say(said.format(total=total, records=plural), _("Clear filters"))
        self.shown_changed.emit()

    def _tell_current(self) -> None:
        current = self.current_id()
        if not self._quiet and current and current != self._told:
            self._told = current
            self._stood = self.table.currentIndex().row()
            self.record_chosen.emit(current)

    def _keep(self, record_id: str, column: int) -> None:
        """Keep a record current; when the list no longer shows it, none is, and the editor keeps it."""
        if not self.select(record_id, column):
            self.table.setCurrentIndex(QModelIndex())

    def _act_on_empty(self) -> None:
        if self.rows.total:
            self.clear_filter()
            self.search.setFocus()
        else:
            self._actions[self._begun_by].trigger()

    def _current_record(self) -> tuple[str, Any]:
        """Its kind and row; None where there is none."""
        key = self._page.kind if self._page is not None else ""
        return key, self._snapshot.find(key, self.current_id()) if key and self._snapshot is not None else None
