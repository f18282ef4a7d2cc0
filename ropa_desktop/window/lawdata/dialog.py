"""What the dialogs on law data share: a title, what is told, lists under their headings, and buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.delegate import CellDelegate
from ropa_desktop.window.panel import Panel, RoleLabel
from ropa_desktop.window.table import Column, ListTable, Row, RowsModel


class TellingDialog(QDialog):
    """Tells something; what one can do are buttons at its foot."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        head = RoleLabel(step=5, strong=True)
        head.setText(title)
        self.told = RoleLabel()
        self.told.setWordWrap(True)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.refused = RoleLabel("missing", -1)
        self.refused.setWordWrap(True)
        self.refused.hide()
        self.buttons = QDialogButtonBox()
        close = self.buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(self.told)
        column.addLayout(self.body, 1)
        column.addWidget(self.refused)
        column.addSpacing(8)
        column.addWidget(self.buttons)

    def refuse(self, sentence: str) -> None:
        """Say what could not be done; an empty text takes it back."""
        self.refused.setText(sentence)
        self.refused.setVisible(bool(sentence))


class HeadedList(QWidget):
    """A heading and a list below it; hidden while there is nothing to list."""

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = RoleLabel(strong=True)
        self.rows = RowsModel(self)
        self.table = ListTable(self.rows)
        self.table.setItemDelegate(CellDelegate(self.table, wraps=True, whole_rows=True))
        self.rows.set_columns(columns)
        self.table.lay_out_columns()
        self.table.set_row_height(34)
        if len(columns) == 1:
            self.table.head.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addWidget(Panel(self.table), 1)
        self.hide()

    def show_rows(self, heading: str, rows: Sequence[Row]) -> None:
        """What is listed now, and above it what that is."""
        self._heading.setText(heading)
        self.table.setAccessibleName(heading)
        self.rows.set_rows(rows)
        self.setVisible(bool(rows))
