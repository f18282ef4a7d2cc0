"""The table of a child table: all rows at once, keys as in Excel, columns as wide as their words ask."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QToolTip,
    QWidget,
)

from ropa_desktop.i18n import _
from ropa_desktop.law.citing import cited
from ropa_desktop.window.cell_painting import BRIEF, sized
from ropa_desktop.window.cells import CELL, Answered, Cell, Remark, Suggested, Text, words
from ropa_desktop.window.colours import colours
from ropa_desktop.window.delegate import PADDING
from ropa_desktop.window.editor.child_delegate import ROW, ChildDelegate
from ropa_desktop.window.editor.child_model import ChildModel
from ropa_desktop.window.editor.desk import Desk
from ropa_desktop.window.letters import state_word
from ropa_desktop.window.plain import plain_tip
from ropa_desktop.window.table import ListHeader

Index = QModelIndex | QPersistentModelIndex
HEAD, COMFORTABLE = 22, 6
HEAD_WIDEST = 130  # pixels that a column is given for its title alone
LONGEST = 150  # of a single word
MEASURED = 40  # rows that the widths of the columns are taken from
WIDEST = 260  # of a column, where the others want room too


class ChildHeader(ListHeader):
    """The flat head of a child table, 22 high."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEAD)


class ChildGrid(QTableView):
    """All rows of a child table at once; Enter opens, typing edits, Delete clears, Ctrl+Delete removes."""

    open_wanted = Signal()
    add_wanted = Signal()
    remove_wanted = Signal()
    answer_wanted = Signal()
    clear_wanted = Signal()
    move_wanted = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk: Desk | None = None
        self.child_model = ChildModel(self)
        self._row_height = ROW
        self._typed_into = (-1, 0)  # a row, and the height that what is typed into it asks for
        self.setModel(self.child_model)
        self.cells = ChildDelegate(self)
        self.setItemDelegate(self.cells)
        self.setHorizontalHeader(ChildHeader(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().setFont(sized(self.font(), 0))
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for signal in (
            self.child_model.modelReset,
            self.child_model.rowsInserted,
            self.child_model.rowsRemoved,
        ):
            signal.connect(self.fit)
        self.child_model.dataChanged.connect(self._share_width)
        self.fit()

    def fit(self) -> None:
        """As high as its rows, and its columns as wide as the room allows."""
        self._share_width()
        if not self.child_model.rowCount():
            self.setFixedHeight(HEAD + self._row_height)

    def rows_comfortable(self, wide: bool) -> None:
        """Higher rows, or the usual ones."""
        self._row_height = ROW + (COMFORTABLE if wide else 0)
        self.verticalHeader().setDefaultSectionSize(self._row_height)
        self.fit()

    def make_room(self, row: int = -1, height: int = 0) -> None:
        """A row at least as high as what is typed into it; without a row, all as high as what they say."""
        self._typed_into = row, height
        self._share_width()

    def begin_row(self) -> None:
        """A new row, being typed into."""
        self.cells.finish()
        index = self.child_model.begin_row()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit_cell(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.child_model.filled_in()

    def edit_cell(self, index: QModelIndex) -> None:
        """Begin to edit a cell, if it can be edited; the one being edited is written first."""
        self.cells.finish()
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(index)
            self.edit(index)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        hints, current, model = QAbstractItemDelegate.EndEditHint, self.currentIndex(), self.child_model
        ends = {hints.EditNextItem: (model.rowCount() - 1, model.columnCount() - 1), hints.EditPreviousItem: (0, 0)}
        if ends.get(hint) == (current.row(), current.column()):
            hint = hints.NoHint  # not round to the other end, where the next letter would be typed over something
        super().closeEditor(editor, hint)
        if self.desk is not None:
            self.desk.register.seal()
        QTimer.singleShot(0, self, self.drop_empty_row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        control = modifiers == Qt.KeyboardModifier.ControlModifier
        both = modifiers == Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (enter and control) or key == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        elif enter:
            self.open_wanted.emit()
        elif key == Qt.Key.Key_Delete and control:
            self.remove_wanted.emit()
        elif key == Qt.Key.Key_Delete and not modifiers:
            self.clear_wanted.emit()
        elif key == Qt.Key.Key_F1 and not modifiers:
            self._explain()
        elif key == Qt.Key.Key_J and control:
            self.answer_wanted.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and both:
            self.move_wanted.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Down and modifiers & Qt.KeyboardModifier.AltModifier:
            self.edit_cell(self.currentIndex())
        elif modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            event.ignore()  # the window's commands
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.child_model.rowCount():
            self.setCurrentIndex(self.child_model.index(0, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.isAncestorOf(self.focusWidget() or self) and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.child_model.filled_in()
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._share_width()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        roles = colours(self.palette())
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(roles.line), 1))
        painter.drawLine(0, 0, 0, self.viewport().height())

    def _explain(self) -> None:
        """What the current column asks, and by which article."""
        index = self.currentIndex()
        if index.isValid():
            info = self.child_model.infos[index.column()]
            said = "\n".join(filter(None, (_(info.title), _(info.help) if info.help else "", cited(info.article))))
            QToolTip.showText(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()), plain_tip(said), self)

    def drop_empty_row(self) -> None:
        """The row that was added, unless something stands in it or it is being typed into, never was."""
        if self.state() != QAbstractItemView.State.EditingState and not any(
            self.child_model.unread(self.child_model.index(len(self.child_model.rows), column)) is not None
            for column in range(self.child_model.columnCount())
        ):
            self.child_model.drop_row()

    def _share_width(self) -> None:
        """Each column as wide as its words ask; what is left, or lacks, is shared."""
        model, room = self.child_model, self.viewport().width()
        if not model.infos or room <= 0:
            return
        columns = range(len(model.infos))
        rows = [[model.data(model.index(row, column), CELL) for column in columns] for row in range(model.rowCount())]
        seen = rows[: min(len(model.rows), MEASURED)]
        cells = [[row[column] for row in seen] for column in columns]
        wanted = [self._wanted(column, within) for column, within in enumerate(cells)]
        widths = shared_out(wanted, room, [self._least(within) for within in cells])
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        self._share_height(rows, widths)

    def _share_height(self, rows: Sequence[Sequence[Cell]], widths: Sequence[int]) -> None:
        """A row with a text that is longer than its column has a second line; the table is as high as its rows."""
        metrics = self.fontMetrics()
        height, higher = HEAD, self._row_height + metrics.lineSpacing()
        for row, cells in enumerate(rows):
            wanted = self._row_height
            for cell, width in zip(cells, widths, strict=True):
                taken = 2 * PADDING + (BRIEF if isinstance(cell, Suggested) else 0)
                if isinstance(cell, Text | Suggested) and (
                    metrics.horizontalAdvance(cell.value[:200]) >= width - taken
                ):
                    wanted = higher
                    break
            if row == self._typed_into[0]:
                wanted = max(wanted, self._typed_into[1])
            if self.rowHeight(row) != wanted:
                self.setRowHeight(row, wanted)
            height += wanted
        if rows and self.height() != height:
            self.setFixedHeight(height)

    def _least(self, cells: list[Cell]) -> int:
        """The room below which a column cuts a word: a text wraps between words only."""
        metrics = self.fontMetrics()
        return max((_longest(cell, metrics) for cell in cells), default=0) + 2 * PADDING + 2

    def _wanted(self, column: int, cells: list[Cell]) -> int:
        model, metrics = self.child_model, self.fontMetrics()
        head = self.horizontalHeader().fontMetrics()
        title = head.horizontalAdvance(str(model.headerData(column, Qt.Orientation.Horizontal))) + 8
        title = min(title, HEAD_WIDEST)  # what stands in the cells goes first
        words_width = max((_width(cell, metrics) for cell in cells), default=0)
        return min(max(words_width + 4, title), WIDEST) + 2 * PADDING


def _width(cell: Cell, metrics: QFontMetrics) -> int:
    """The room that a cell asks for; the reason of an answer stands in its tooltip."""
    if isinstance(cell, Answered):
        return metrics.horizontalAdvance(state_word(cell.state)) + 26
    if isinstance(cell, Suggested):
        return metrics.horizontalAdvance(cell.value[:60]) + BRIEF
    chip = 0 if isinstance(cell, Text) else 26 if isinstance(cell, Remark) else 14
    return metrics.horizontalAdvance(words(cell)[:60]) + chip


def _longest(cell: Cell, metrics: QFontMetrics) -> int:
    """The width of what cannot be broken in a cell, of a very long word no more than is fair."""
    if isinstance(cell, Text):
        return min(max((metrics.horizontalAdvance(word) for word in cell.value[:200].split()), default=0), LONGEST)
    return min(_width(cell, metrics), LONGEST)


def shared_out(wanted: list[int], room: int, least: Sequence[int] = ()) -> list[int]:
    """Widths that fill `room`: all grow alike where there is enough, else the widest give way first, and none below
    its `least` while that is possible."""
    if sum(wanted) <= room:
        more = room - sum(wanted)
        widths = [width + more * width // sum(wanted) for width in wanted]
    else:
        floors = [min(*pair) for pair in zip(wanted, least, strict=True)] if least else [0] * len(wanted)
        if sum(floors) > room:
            floors = [0] * len(wanted)
        limit = max(wanted)
        while (
            limit > 40
            and sum(max(min(width, limit), floor) for width, floor in zip(wanted, floors, strict=True)) > room
        ):
            limit -= 1
        widths = [max(min(width, limit), floor) for width, floor in zip(wanted, floors, strict=True)]
    widths[-1] += room - sum(widths)
    return widths
