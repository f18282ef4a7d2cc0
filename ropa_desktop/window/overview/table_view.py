"""A picture as a table: the same numbers, read row by row; Enter opens what is behind a cell."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ropa_desktop.exchange.overview.tables import Grid, GridCell
from ropa_desktop.i18n import _
from ropa_desktop.window.cell_painting import sized
from ropa_desktop.window.overview.shapes import Mark

Index = QModelIndex | QPersistentModelIndex
ROW, HEAD, MOST_ROWS = 26, 28, 14  # heights in pixels, and how many rows are shown at once
WIDEST, PADDING = 260, 22
NOTHING = Grid("", (), ())


class GridModel(QAbstractTableModel):
    """The cells of one table."""

    grid = NOTHING

    def show_grid(self, grid: Grid) -> None:
        """Show another table."""
        self.beginResetModel()
        self.grid = grid
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.grid.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.grid.columns)

    def cell(self, index: Index) -> GridCell:
        """The cell at an index."""
        return self.grid.rows[index.row()][index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole and cell.number:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.grid.columns[index.column()]}: {cell.text}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.grid.columns[section]
        return None


class GridView(QTableView):
    """The table of one picture."""

    opened = Signal(object)  # a Mark

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = GridModel(self)
        self.setModel(self._model)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        head = self.horizontalHeader()
        head.setFixedHeight(HEAD)
        head.setHighlightSections(False)
        head.setFont(sized(self.font(), -1))
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.doubleClicked.connect(self._open)

    def show_grid(self, grid: Grid) -> None:
        """Show another table, columns as wide as their words."""
        self._model.show_grid(grid)
        self.setAccessibleName(_("{picture}, as a table").format(picture=grid.title))
        metrics = QFontMetrics(self.font())
        for column, title in enumerate(grid.columns):
            texts = [title, *(row[column].text for row in grid.rows)]
            wide = max(metrics.horizontalAdvance(text) for text in texts)
            self.setColumnWidth(column, min(wide, WIDEST) + PADDING)
        self.setMinimumHeight(HEAD + ROW * min(max(len(grid.rows), 1), MOST_ROWS) + 4)
        if grid.rows:
            self.setCurrentIndex(self._model.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: Index) -> None:
        if not index.isValid():
            return
        cell = self._model.cell(index)
        if cell.records:
            row = self._model.grid.rows[index.row()]
            words = [one.text for one in row if not one.number]
            if cell.number and len(self._model.grid.columns) - len(words) > 1:
                words.append(self._model.grid.columns[index.column()])
            self.opened.emit(Mark(QRectF(), ", ".join(words) if cell.number else cell.text, cell.records))
