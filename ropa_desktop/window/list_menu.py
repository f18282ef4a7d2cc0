"""The menu of a list: what can be done with the records that are selected there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QTableView

from ropa_desktop.window.actions import Actions

OF_RECORDS = ("new_record", "duplicate_record", "", "record_history", "merge_record", "where_used", "")
OF_ACTIVITIES = (
    *("new_record", "begin_from_library", "new_from_template", "", "review", "duplicate_record", "save_template", ""),
    *("record_history", "merge_record", "where_used", ""),
)


def list_menu(actions: Actions, kind: str, table: QTableView, *, archived: bool) -> QMenu:
    """The commands that fit a record of this kind, archived or in use."""
    menu = QMenu(table)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    last = "restore_record" if archived else "archive_record"
    keys = ("where_used",) if kind == "transfer" else (*(OF_ACTIVITIES if kind == "activity" else OF_RECORDS), last)
    for key in keys:
        if key:
            menu.addAction(actions[key])
        else:
            menu.addSeparator()
    return menu


def place_of_menu(table: QTableView, clicked: QPoint) -> QPoint:
    """Where the menu opens, on the screen: at the mouse, or below the current cell for one who opened it by key."""
    inside = table.indexAt(clicked).isValid() and table.indexAt(clicked) == table.currentIndex()
    below = table.visualRect(table.currentIndex()).bottomLeft()
    return table.viewport().mapToGlobal(clicked if inside else below)
