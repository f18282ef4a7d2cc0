"""A picture as a table: the same numbers, read row by row; Enter opens what is behind a cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QWidget

from ropa_desktop.exchange.overview.tables import Grid
from ropa_desktop.i18n import _
from ropa_desktop.window.cell_painting import sized
from ropa_desktop.window.cells import Text
from ropa_desktop.window.overview.shapes import Mark
from ropa_desktop.window.table import HEAD_HEIGHT, Column, ListTable, Row, RowsModel

ROW, MOST_ROWS = 26, 14  # the height of a row in pixels, and how many are shown at once
NARROWEST, READABLE, NAMED, WIDEST, PADDING = 64, 96, 120, 200, 18


class GridView(ListTable):
    """The table of one picture, in the look of every list."""

    opened = Signal(object)  # a Mark

    def __init__(self, parent: QWidget | None = None) -> None:
        self._rows = RowsModel()
        self._grid = Grid("", (), ())
        super().__init__(self._rows, parent)
        self._rows.setParent(self)
        self.setSortingEnabled(True)
        self.set_row_height(ROW)
        self.doubleClicked.connect(self._open)

    def show_grid(self, grid: Grid) -> None:
        """Show another table, columns as wide as their words; one of them takes what is left."""
        self._grid = grid
        self.setAccessibleName(_("{picture}, as a table").format(picture=grid.title))
        self.head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._rows.set_columns([self._column(number) for number in range(len(grid.columns))])
        self._rows.set_rows(
            [
                Row(str(number), tuple(Text(cell.text, right=cell.number, order=cell.order) for cell in row))
                for number, row in enumerate(grid.rows)
            ]
        )
        self.lay_out_columns()
        self.setMinimumHeight(HEAD_HEIGHT + ROW * min(max(len(grid.rows), 1), MOST_ROWS) + 4)
        if grid.rows:
            self.setCurrentIndex(self._rows.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _column(self, number: int) -> Column:
        grid = self._grid
        counts = bool(grid.rows) and grid.rows[0][number].number
        heading = QFontMetrics(sized(self.font(), -1, strong=True)).horizontalAdvance(grid.columns[number])
        metrics = QFontMetrics(self.font())
        wide = max((metrics.horizontalAdvance(row[number].text) for row in grid.rows), default=0)
        width = max(NARROWEST, min(max(heading, wide) + PADDING, WIDEST))
        least = max(
            NARROWEST, min(wide + PADDING, READABLE if number else NAMED)
        )  # before the wide one's, for its words are cut anyway
        return Column(
            str(number), grid.columns[number], width, number == grid.wide, number == 0, counts, counts, least=least
        )

    def _open(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if not index.isValid():
            return
        row = self._grid.rows[int(self._rows.rows[index.row()].id)]
        cell = row[index.column()]
        if not cell.records:
            return
        words = [one.text for one in row if not one.number]
        if sum(one.number for one in row) > 1:
            words.append(self._grid.columns[index.column()])
        self.opened.emit(Mark(QRectF(), ", ".join(words) if cell.number else cell.text, cell.records))
