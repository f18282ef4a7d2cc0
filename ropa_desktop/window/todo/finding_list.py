"""The list of findings: heads that fold their group away, and rows that are copied whole."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from ropa_desktop.window.cell_painting import weighted, write
from ropa_desktop.window.colours import Colours, colours, fill
from ropa_desktop.window.delegate import PADDING, CellDelegate
from ropa_desktop.window.finding.lines import Listing
from ropa_desktop.window.icons import paint_icon
from ropa_desktop.window.table import Row
from ropa_desktop.window.todo.lines import HeadRow, LineRow

CHEVRON, ICON, GAP = 14, 16, 8


class FindingList(Listing):
    """`folded` names the group whose findings are to be put away, or shown again; `copy_wanted` wants the chosen."""

    folded = Signal(str)
    copy_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.clicked.connect(self._click)

    def make_delegate(self) -> CellDelegate:
        return _Cells(self)

    @property
    def current_row(self) -> Row | None:
        """The row under the keys."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def make_current_finding(self, row: int) -> None:
        """The finding in this row or the next; the head of a folded group where there is none."""
        rows = self.rows.rows
        row = min(max(row, 0), max(len(rows) - 1, 0))
        after = next((n for n in range(row, len(rows)) if isinstance(rows[n], LineRow)), row)
        self.make_current(after)

    def step(self, by: int) -> bool:
        """To the next finding (1) or the previous one (-1), past heads; False where there is none."""
        rows = self.rows.rows
        row = self.currentIndex().row() + by
        while 0 <= row < len(rows) and not isinstance(rows[row], LineRow):
            row += by
        if not 0 <= row < len(rows):
            return False
        self.make_current(row)
        return True

    def place(self, key: str) -> tuple[int, int]:
        """Which finding of its group this is, and how many the group has; (0, 0) where it is not listed."""
        row = self.rows.row_of(key)
        if row < 0:
            return 0, 0
        head = next((n for n in range(row, -1, -1) if isinstance(self.rows.rows[n], HeadRow)), 0)
        above = self.rows.rows[head]
        return row - head, above.count if isinstance(above, HeadRow) else 0

    def open_current(self) -> None:
        row = self.current_row
        if isinstance(row, HeadRow):
            self.folded.emit(row.group)
        else:
            super().open_current()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif isinstance(row, HeadRow) and self._folds(row, event.key()):
            self.folded.emit(row.group)
        elif isinstance(row, LineRow) and event.key() == Qt.Key.Key_Left:
            self.make_current(self.rows.row_of(f"head:{row.group}"))
        else:
            super().keyPressEvent(event)

    def _folds(self, row: HeadRow, key: int) -> bool:
        wanted = {Qt.Key.Key_Left: False, Qt.Key.Key_Right: True, Qt.Key.Key_Space: row.is_folded}
        return key in wanted and wanted[Qt.Key(key)] == row.is_folded

    def _click(self, index: QModelIndex) -> None:
        row = self.rows.rows[index.row()]
        if isinstance(row, HeadRow):
            self.folded.emit(row.group)


class _Cells(CellDelegate):
    """Draws a head over the whole width: chevron, icon, name, and how many."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view = option.widget
        row = view.rows.rows[index.row()] if isinstance(view, FindingList) else None
        if not isinstance(view, FindingList) or not isinstance(row, HeadRow):
            super().paint(painter, option, index)
            return
        roles = colours(option.palette)
        box: QRect = option.rect
        selected = self.is_selected(option, index)
        fill(painter, box, roles.soft if selected else roles.window)
        painter.setPen(QPen(QColor(roles.line), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        last = index.model().columnCount() - 1
        whole = QRect(box)  # each cell draws its part of the head
        whole.setLeft(view.columnViewportPosition(0))
        whole.setRight(view.columnViewportPosition(last) + view.columnWidth(last) - 1)
        painter.save()
        painter.setClipRect(box)
        painter.setFont(option.font)
        self._head(painter, whole.adjusted(PADDING, 0, -PADDING, -1), row, roles)
        if view.hasFocus() and view.currentIndex().row() == index.row():
            self._frame(painter, whole, option, index)
        painter.restore()

    def _head(self, painter: QPainter, room: QRect, row: HeadRow, roles: Colours) -> None:
        chevron = "chevron-right" if row.is_folded else "chevron-down"
        paint_icon(painter, QRect(room.left(), room.top(), CHEVRON, room.height()), chevron, roles.muted)
        room = room.adjusted(CHEVRON + GAP // 2, 0, 0, 0)
        if row.icon:
            tint = int(getattr(roles, row.role))
            paint_icon(painter, QRect(room.left(), room.top(), ICON, room.height()), row.icon, tint)
            room = room.adjusted(ICON + GAP, 0, 0, 0)
        strong = weighted(painter.font(), True)
        write(painter, room, row.said, roles.text, strong)
        painter.setFont(strong)
        said = painter.fontMetrics().horizontalAdvance(row.said) + GAP
        painter.setFont(weighted(painter.font(), False))
        if said < room.width():
            write(painter, room.adjusted(said, 0, 0, 0), str(row.count), roles.muted)
