"""The records behind a number, as a list; Enter goes to one of them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ropa_desktop.exchange.overview.figures import Records
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.model import catalog
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.buttons import make_primary
from ropa_desktop.window.cells import Text
from ropa_desktop.window.help.before import offer_help
from ropa_desktop.window.overview.table_view import ROW
from ropa_desktop.window.panel import Panel, RoleLabel
from ropa_desktop.window.rows import record_label
from ropa_desktop.window.table import Column, ListTable, Row, RowsModel


class RecordList(QDialog):
    """Which records a number counts. `chosen` is the one to go to, empty where the person turned back."""

    def __init__(self, snapshot: Snapshot, heading: str, records: Records, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = ""
        self.setWindowTitle(heading)
        offer_help(self)
        self.resize(560, 420)
        title = RoleLabel(step=1, strong=True)
        title.setText(heading)
        title.setWordWrap(True)
        count = RoleLabel("muted", -1)
        count.setText(ngettext("{n} record", "{n} records", len(records)).format(n=len(records)))
        self.rows = RowsModel(self)
        self.table = ListTable(self.rows)
        self.table.setAccessibleName(heading)
        rows = [_row(snapshot, id) for id in records]
        self.rows.set_columns(
            [
                Column("reference", _("Reference"), 90),
                Column("name", _("Name"), stretch=True, name=True),
                Column("kind", _("Kind"), 170),
            ]
        )
        self.rows.set_rows([row for row in rows if row is not None])
        self.table.lay_out_columns({})
        self.table.set_row_height(ROW)
        self.table.doubleClicked.connect(self._go)
        buttons = QDialogButtonBox()
        self._open = buttons.addButton(_("Open record"), QDialogButtonBox.ButtonRole.AcceptRole)
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        make_primary(self._open)
        self._open.clicked.connect(lambda: self._go(self.table.currentIndex()))
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(title)
        column.addWidget(count)
        column.addWidget(Panel(self.table), 1)
        column.addWidget(buttons)
        if self.rows.rows:
            self.table.setCurrentIndex(self.rows.index(0, 0))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.hasFocus():
            self._go(self.table.currentIndex())
        else:
            super().keyPressEvent(event)

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen = self.rows.rows[index.row()].id
            self.accept()


def _row(snapshot: Snapshot, id: str) -> Row | None:
    key = snapshot.kind_of(id)
    if key is None:
        return None
    row = snapshot.find(key, id)
    name = record_label(snapshot, key, id)
    reference = getattr(row, "reference", None) or ""
    return Row(id, (Text(reference, "muted"), Text(name), Text(_(catalog.kind(key).title), "muted")))
