"""Lists of found things, and the field above them: the arrow keys go through the list while one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget

from ropa_desktop.model.folding import fold
from ropa_desktop.window.delegate import CellDelegate
from ropa_desktop.window.field_style import outline
from ropa_desktop.window.icons import icon
from ropa_desktop.window.table import Column, ListTable, Row, RowsModel
from ropa_desktop.window.undo_keys import share_undo

LINE_HEIGHT = 46  # logical pixels
PADDING = 12
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class Listing(ListTable):
    """Whole rows under the arrow keys. `chosen` says that a person moved to one, `opened` that she wants it.

    Both name the row by its id; `left` says that Esc was pressed.
    """

    chosen = Signal(str)
    opened = Signal(str)
    left = Signal()

    def __init__(self, columns: Sequence[Column] = (), parent: QWidget | None = None) -> None:
        self.rows = RowsModel(fold=fold)
        super().__init__(self.rows, parent)
        self.rows.setParent(self)
        self.set_columns(columns)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._quiet = False
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.clicked.connect(lambda index: self.chosen.emit(self.rows.rows[index.row()].id))
        self.doubleClicked.connect(lambda _index: self.open_current())

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Other columns; the rows are gone."""
        self.rows.set_columns(columns)
        self.lay_out_columns()

    def show_rows(self, rows: Sequence[Row], current: str = "") -> None:
        """Other rows, with one of them current: that of this id, else the first."""
        self._quiet = True
        self.rows.set_rows(rows)
        self.make_current(max(self.rows.row_of(current), 0) if current else 0)
        self._quiet = False

    def make_current(self, row: int) -> None:
        """Make a row current, as near as there is one."""
        if self.rows.rows:
            self.setCurrentIndex(self.rows.index(min(max(row, 0), len(self.rows.rows) - 1), 0))

    @property
    def current(self) -> str:
        """The id of the current row, or an empty text."""
        index = self.currentIndex()
        return self.rows.rows[index.row()].id if index.isValid() else ""

    def open_current(self) -> None:
        """Say that the current row is wanted."""
        if self.current:
            self.opened.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self.chosen.emit(self.rows.rows[current.row()].id)


class Deciding(Listing):
    """Rows that are decided on with Space, or a click on the last column; `decided` names the row by its id."""

    decided = Signal(str)

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(columns, parent)
        self.clicked.connect(self._click)

    def renew(self) -> None:
        """Draw every row again: what was decided has changed."""
        if self.rows.rows:
            last = self.rows.index(len(self.rows.rows) - 1, len(self.rows.columns) - 1)
            self.rows.dataChanged.emit(self.rows.index(0, 0), last)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.current:
            self.decided.emit(self.current)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()  # the dialog's
        else:
            super().keyPressEvent(event)

    def _click(self, index: QModelIndex) -> None:
        if index.column() == len(self.rows.columns) - 1:
            self.decided.emit(self.rows.rows[index.row()].id)


class Lines(Listing):
    """One column of high entries without a head."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__([Column("line", "", stretch=True)], parent)
        self.setItemDelegate(CellDelegate(self, padding=PADDING, separators=False, whole_rows=True))
        self.head.hide()
        self.set_row_height(LINE_HEIGHT)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class SeekField(QLineEdit):
    """A field to type what is sought; Up, Down, Page and Enter act on the list, `left` says that Esc was pressed."""

    left = Signal()

    def __init__(self, lines: Listing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._lens = self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        self.setFixedHeight(30)
        outline(self)
        share_undo(self)

    def call(self, name: str) -> None:
        """What stands in the empty field, and is its name."""
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self._lens.setText(name)  # a screen reader comes to it as to a button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self._lines.make_current(self._lines.currentIndex().row() + _STEPS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._lines.open_current()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
