"""The menu of a list: what can be done with the records that are selected there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QTableView

from ropa_desktop.window.actions import Actions

OF_RECORDS = ("new_record", "duplicate_record", "", "record_history", "merge_record", "where_used", "")
OF_ACTIVITIES = (
    *("new_record", "begin_from_library", "new_from_template", "", "review", "duplicate_record", "save_template", ""),
    *("record_history", "merge_record", "where_used", ""),
)


class ListMenu(QObject):
    """Opens at the mouse, or below the current cell; `current` gives kind and row of the record it is about."""

    def __init__(self, table: QTableView, actions: Actions, current: Callable[[], tuple[str, Any]]) -> None:
        super().__init__(table)
        self._table, self._actions, self._current = table, actions, current
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._open)

    def _open(self, clicked: QPoint) -> None:
        kind, row = self._current()
        if row is None:
            return
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key in _keys(kind, archived=getattr(row, "archived_on", None) is not None):
            if key:
                menu.addAction(self._actions[key])
            else:
                menu.addSeparator()
        menu.popup(self._place(clicked))

    def _place(self, clicked: QPoint) -> QPoint:
        """On the screen: the mouse, or the foot of the current cell for one who opened the menu by key."""
        table, current = self._table, self._table.currentIndex()
        at_mouse = table.indexAt(clicked) == current
        return table.viewport().mapToGlobal(clicked if at_mouse else table.visualRect(current).bottomLeft())


def _keys(kind: str, *, archived: bool) -> tuple[str, ...]:
    """The commands that fit a record of this kind, archived or in use; an empty one is a line between them."""
    if kind == "transfer":
        return ("where_used",)
    commands = OF_ACTIVITIES if kind == "activity" else OF_RECORDS
    return (*commands, "restore_record" if archived else "archive_record")
