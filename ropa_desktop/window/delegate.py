"""The one delegate: draws every cell of every list, the selected row and the current cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from ropa_desktop.window.cell_painting import paint_cell
from ropa_desktop.window.cells import CELL, Text
from ropa_desktop.window.colours import colours, fill

PADDING = 8
FOCUS = 2


class CellDelegate(QStyledItemDelegate):
    """Text, chips, letters, dashed unknown, an answer with its word; hairlines and the 2 px current cell.

    `name_column` is semibold in a selected row. `row_height` is for views without a vertical header.
    `padding` is the space at a cell's left and right edge. `separators` draws the upright hairlines.
    `wraps` gives a long text a second line in a row that is high enough.
    `whole_rows` makes the current row, not the cell, carry the soft ground and the frame.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        name_column: int = -1,
        row_height: int = 28,
        padding: int = PADDING,
        separators: bool = True,
        whole_rows: bool = False,
        wraps: bool = False,
    ) -> None:
        super().__init__(parent)
        self._wraps = wraps
        self.name_column = name_column
        self._row_height = row_height
        self._padding = padding
        self._separators = separators
        self._whole_rows = whole_rows

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        roles = colours(option.palette)
        box: QRect = option.rect
        selected = self.is_selected(option, index)
        current = _is_current(option, index, self._whole_rows)
        if selected or (current and self._whole_rows):
            fill(painter, box, roles.soft)
        painter.setPen(QPen(QColor(roles.line), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if self._separators:
            painter.drawLine(box.topRight(), box.bottomRight())
        cell = index.data(CELL)
        if cell is None:
            cell = Text(str(index.data(Qt.ItemDataRole.DisplayRole) or ""))
        painter.setFont(option.font)
        room = self.room(box, index)
        strong = selected and index.column() == self.name_column
        paint_cell(painter, room, cell, roles, strong, wraps=self._wraps)
        if current:
            self._frame(painter, box, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, self._row_height)

    def is_selected(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether a cell stands on the soft ground.

        Asked of the view: `option.state` would load QStyle's enumerations, 4 ms before the first window.
        """
        view = option.widget
        return isinstance(view, QAbstractItemView) and view.selectionModel().isSelected(index)

    def room(self, box: QRect, index: QModelIndex | QPersistentModelIndex) -> QRect:
        """Where in a cell its content stands."""
        return box.adjusted(self._padding, 0, -self._padding, -1)

    def _frame(
        self,
        painter: QPainter,
        box: QRect,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The 2 px frame of the current cell; of a whole row, each cell draws its part."""
        pen = QPen(QColor(colours(option.palette).accent), FOCUS)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if not self._whole_rows:
            painter.drawRect(box.adjusted(1, 1, -1, -1))
            return
        last = index.model().columnCount() - 1
        left = 3 if index.column() == 0 else -FOCUS
        right = -4 if index.column() == last else FOCUS
        painter.save()
        painter.setClipRect(box)
        painter.drawRect(box.adjusted(left, 3, right, -4))
        painter.restore()


def _is_current(option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, whole_row: bool) -> bool:
    """Whether the view has the focus and this is its current cell, or a cell of its current row."""
    view = option.widget
    if not isinstance(view, QAbstractItemView) or not view.hasFocus():
        return False
    current = view.currentIndex()
    return current.isValid() and current.row() == index.row() and (whole_row or current.column() == index.column())
