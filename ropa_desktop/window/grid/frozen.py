"""The first columns of a list stay where they are while the others scroll.

There is one view: a second one over the same model would have a selection, an editor and a tree of accessible cells of
its own. Qt scrolls all columns; the frozen ones are painted once more at their place, over those that pass beneath, and
what the pointer does there is told to Qt where it has these cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from ropa_desktop.window.colours import colours, fill
from ropa_desktop.window.table import LEAST

if TYPE_CHECKING:
    from ropa_desktop.window.grid.table import GridTable

LINE = 2  # pixels of the line where the frozen columns end
MOUSE = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove,
    }
)


class FrozenColumns:
    """The frozen columns of one list: how many are wished, and where they stand."""

    def __init__(self, table: GridTable) -> None:
        self._table = table
        self.wished = 0
        self._telling = False

    @property
    def count(self) -> int:
        """How many columns are frozen: those wished, as far as they leave room for another to be read."""
        if not self.wished:
            return 0
        head, count, taken = self._table.head, 0, 0
        room = self._table.viewport().width() - LEAST
        while count < min(self.wished, head.count() - 1):
            taken += head.sectionSize(count)
            if taken > room:
                break
            count += 1
        return count

    @property
    def shift(self) -> int:
        """How far the other columns are scrolled beneath the frozen ones, in pixels; 0 where none is frozen."""
        return int(self._table.head.offset()) if self.count else 0

    @property
    def width(self) -> int:
        """The room of the frozen columns, in pixels; 0 where none is frozen."""
        return sum(self._table.head.sectionSize(column) for column in range(self.count))

    def freeze(self, count: int) -> None:
        """Let the first `count` columns stay."""
        self.wished = count
        self._table.scrolled_across()

    def left_of(self, column: int) -> int:
        """Where a column is shown in the view."""
        place = int(self._table.head.sectionViewportPosition(column))
        return place + self.shift if column < self.count else place

    def shown(self, column: int, cell: QRect) -> QRect:
        """Where a cell is shown that Qt has elsewhere."""
        return cell.translated(self.shift, 0) if column < self.count else cell

    def paint_cells(self, painter: QPainter, dirty: QRect) -> None:
        """The cells of frozen columns over those that have scrolled beneath them."""
        table, width = self._table, self.width
        if not self.shift:
            return
        painter.setClipRect(QRect(0, dirty.top(), width + LINE, dirty.height()).intersected(dirty.adjusted(0, 0, 1, 0)))
        fill(painter, QRect(0, dirty.top(), width, dirty.height()), colours(table.palette()).base)
        option = QStyleOptionViewItem()
        table.initViewItemOption(option)
        first, last = table.rowAt(max(dirty.top(), 0)), table.rowAt(dirty.bottom())
        rows = table.grid_model.rowCount()
        for row in range(max(first, 0), (last if last >= 0 else rows - 1) + 1):
            top, height = table.rowViewportPosition(row), table.rowHeight(row)
            for column in range(self.count):
                option.rect = QRect(self.left_of(column), top, table.columnWidth(column), height)
                painter.save()
                table.cells.paint(painter, option, table.grid_model.index(row, column))
                painter.restore()
        self.paint_line(painter, dirty.top(), dirty.bottom())

    def paint_line(self, painter: QPainter, top: int, bottom: int) -> None:
        """The line where the frozen columns end."""
        fill(painter, QRect(self.width - 1, top, LINE, bottom - top + 1), colours(self._table.palette()).edge)

    def tell(self, event: QEvent) -> bool:
        """What the pointer does over a frozen cell, told to Qt where it has the cell; False for anything else."""
        if self._telling or not self.shift:
            return False
        if event.type() in MOUSE and isinstance(event, QMouseEvent):
            place = event.position()
            if not 0 <= place.x() < self.width:
                return False
            told: QEvent = QMouseEvent(
                event.type(),
                place - QPointF(self.shift, 0),
                event.scenePosition(),
                event.globalPosition(),
                event.button(),
                event.buttons(),
                event.modifiers(),
                event.pointingDevice(),
            )
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            if not 0 <= event.pos().x() < self.width:
                return False
            told = QHelpEvent(event.type(), event.pos() - QPointF(self.shift, 0).toPoint(), event.globalPos())
        else:
            return False
        self._telling = True
        try:
            QApplication.sendEvent(self._table.viewport(), told)
        finally:
            self._telling = False
        event.setAccepted(told.isAccepted())
        return True

    def bring_into_sight(self, column: int) -> None:
        """Scroll across until a column is in sight."""
        table = self._table
        if column < self.count:
            return
        bar, left = table.horizontalScrollBar(), self.left_of(column)
        beyond = left + table.columnWidth(column) - table.viewport().width()
        if left < self.width:
            bar.setValue(bar.value() - self.width + left)
        elif beyond > 0:
            bar.setValue(bar.value() + min(beyond, left - self.width))

    def hidden_part(self, cell: QRect) -> int:
        """How many pixels of a cell that scrolls are beneath the frozen columns."""
        return max(0, self.width - cell.left())
