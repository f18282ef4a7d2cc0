"""A list of plain rows: columns, rows, a model that filters and sorts in Python, and the view for it.

Filtering and sorting happen in Python lists and reset the model: a `QSortFilterProxyModel` over a Python
model is up to a hundred times slower.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ropa_desktop.window.cell_painting import RIGHT, sized, write
from ropa_desktop.window.cells import BRIEF_TITLE, CELL, Cell, sort_key, words
from ropa_desktop.window.colours import colours, fill
from ropa_desktop.window.delegate import PADDING, CellDelegate
from ropa_desktop.window.icons import paint_icon
from ropa_desktop.window.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT, HEAD_HEIGHT = 28, 28
SHORT_HEAD = 110  # pixels
CHEVRON = 18  # pixels of the mark of the order, with its gap
NAME_LEAST, LEAST = 190, 84  # what the stretching column keeps before the others give way, and how far they do


class Column(NamedTuple):
    """A column of a list: what stands above it, and its width in pixels; `stretch` takes what is left.

    `brief` stands there where the title has no room; the title is still what is told and heard. `least` is how far
    the column gives way.
    """

    key: str
    title: str
    width: int = 120
    stretch: bool = False
    name: bool = False  # semibold in a selected row
    right: bool = False
    firm: bool = False  # keeps its width where others give way
    brief: str = ""
    least: int = LEAST


class Row:
    """A row of a list: the record it stands for, and one cell per column, made when first looked at."""

    __slots__ = ("_cells", "folded", "id")

    def __init__(self, id: str, cells: tuple[Cell, ...] | Callable[[], tuple[Cell, ...]]) -> None:
        self.id = id
        self.folded: str | None = None  # its words as the filter compares them, once they were looked at
        self._cells = cells

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells, in the order of the columns."""
        if callable(self._cells):
            self._cells = self._cells()
        return self._cells

    def cell(self, column: int) -> Cell:
        """One of the cells."""
        return self.cells[column]

    @property
    def searchable(self) -> str:
        """All cells in words, as the filter compares them."""
        return " ".join(words(cell) for cell in self.cells)


class RowsModel(QAbstractTableModel):
    """The rows that match the filter, in the order of the chosen column."""

    def __init__(self, parent: QWidget | None = None, fold: Callable[[str], str] = str.casefold) -> None:
        super().__init__(parent)
        self.columns: Sequence[Column] = ()
        self.rows: list[Row] = []  # as shown
        self._all: Sequence[Row] = ()
        self._fold = fold
        self._terms: tuple[str, ...] = ()
        self._order: tuple[int, Qt.SortOrder] | None = None

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Other columns; rows follow with `set_rows`."""
        self.beginResetModel()
        self.columns = columns
        self.rows, self._all, self._order = [], (), None
        self.endResetModel()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows, filtered and sorted as before."""
        self._all = rows
        self._show()

    def set_filter(self, text: str) -> None:
        """Show only rows that hold every word of `text`, whatever its case and accents."""
        self._terms = tuple(self._fold(text).split())
        self._show()

    def row_of(self, record_id: str) -> int:
        """Where a record stands, or -1."""
        return next((number for number, row in enumerate(self.rows) if row.id == record_id), -1)

    @property
    def total(self) -> int:
        """How many rows there are without the filter."""
        return len(self._all)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == CELL:
            return self.rows[index.row()].cell(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return words(self.rows[index.row()].cell(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(words(self.rows[index.row()].cell(index.column()))) or None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                return self.columns[section].title
            if role == BRIEF_TITLE:
                return self.columns[section].brief
            if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[section].right:
                return RIGHT
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (column, order) if 0 <= column < len(self.columns) else None
        self._show()

    def _show(self) -> None:
        rows = self._arranged(self._matching(self._all))
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def _arranged(self, rows: list[Row]) -> list[Row]:
        """The rows in the order of the chosen column."""
        if self._order is not None:
            column, order = self._order
            rows.sort(
                key=lambda row: sort_key(row.cell(column)),
                reverse=order == Qt.SortOrder.DescendingOrder,
            )
        return rows

    def _matching(self, rows: Sequence[Row]) -> list[Row]:
        """The rows that hold every term."""
        if not self._terms:
            return list(rows)
        for row in rows:
            if row.folded is None:
                row.folded = self._fold(row.searchable)
        for term in self._terms:
            rows = [row for row in rows if term in row.folded]  # type: ignore[operator]
        return list(rows)


class ListHeader(QHeaderView):
    """Flat column heads: the title in small semibold, a chevron for the order, hairlines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.padding = PADDING
        self.separators = True
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEAD_HEIGHT)

    def width_of(self, title: str, sorts: bool) -> int:
        """What a title needs to be read whole, beside the mark of the order where the list sorts."""
        metrics = QFontMetrics(sized(self.font(), -1, strong=True))
        return metrics.horizontalAdvance(title) + 2 * self.padding + 2 + (CHEVRON if sorts else 0)

    def title_within(self, room: int, section: int, metrics: QFontMetrics) -> str:
        """The title of a column, or its brief one where `room` pixels are too few for the title."""
        title = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        if metrics.horizontalAdvance(title) <= room:
            return title
        return str(self.model().headerData(section, Qt.Orientation.Horizontal, BRIEF_TITLE) or title)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        roles = colours(self.palette())
        painter.save()
        fill(painter, rect, roles.window)
        painter.setPen(QPen(QColor(roles.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if self.separators:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        room = rect.adjusted(self.padding, 0, -self.padding, -1)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex:
            upward = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            chevron = QRect(room.right() - 13, room.top(), 14, room.height())
            paint_icon(painter, chevron, "chevron-up" if upward else "chevron-down", roles.muted)
            room.setRight(room.right() - CHEVRON)
        font = sized(self.font(), -1, strong=True)
        title = self.title_within(room.width(), logicalIndex, QFontMetrics(font))
        align = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        write(
            painter,
            room,
            title,
            roles.muted,
            font,
            align or Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
        )
        painter.restore()


def fitting(columns: Sequence[Column], room: int, least: int = NAME_LEAST) -> list[int]:
    """The widths of columns in `room` pixels: as defined, less what the stretching one lacks of its `least`."""
    widths = [column.width for column in columns]
    rest = room - sum(column.width for column in columns if not column.stretch)
    gives = [0 if column.stretch or column.firm else max(0, column.width - column.least) for column in columns]
    lack = least - rest
    if lack <= 0 or not any(gives) or not any(column.stretch for column in columns):
        return widths
    share = min(1.0, lack / sum(gives))
    return [width - round(give * share) for width, give in zip(widths, gives, strict=True)]


def with_heads(columns: Sequence[Column], widths: Sequence[int], room: int, heads: Sequence[int]) -> list[int]:
    """The same widths, wider where a head needs it, as far as the stretching column can spare it."""
    spare = room - NAME_LEAST - sum(width for column, width in zip(columns, widths, strict=True) if not column.stretch)
    found = []
    for column, width, head in zip(columns, widths, heads, strict=True):
        more = 0 if column.stretch else max(0, min(head - width, spare))
        spare -= more
        found.append(width + more)
    return found


def _defined(column: Column, head: int) -> int:
    """The width of a column that gives way to none is that of a short head, where it was drawn narrower."""
    return max(column.width, min(head, SHORT_HEAD)) if column.firm else column.width


class ListTable(QTableView):
    """A table as every list here is: whole rows, hairlines, keys as in Excel, nothing measured per row."""

    def __init__(self, model: RowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._dragged = False  # a person has set a column's width since the columns were laid out
        self._chosen: dict[str, int] = {}  # the widths that the person gave before that
        self._sharing = False
        self._room = 0  # the width of the viewport; asking for it would seek its type, which takes 9 ms of the start
        self._cells = self.make_delegate()
        self.setItemDelegate(self._cells)
        self.head = self.make_head()
        self.setHorizontalHeader(self.head)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.head.setSortIndicatorClearable(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setModel(model)
        self.head.sortIndicatorChanged.connect(self._keep_in_sight)
        self.head.sectionResized.connect(self._note_drag)

    def make_delegate(self) -> CellDelegate:
        """What draws the cells."""
        return CellDelegate(self)

    def make_head(self) -> ListHeader:
        """What stands above the columns."""
        return ListHeader(self)

    def lay_out_columns(self, chosen: Mapping[str, int] | None = None) -> None:
        """Give each column the width chosen for it, else its definition’s; the rest to the one that stretches."""
        self._sharing = True
        self._cells.name_column = -1
        for number, column in enumerate(self._model.columns):
            stretch = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            self.head.setSectionResizeMode(number, stretch)
            if column.name:
                self._cells.name_column = number
        self._dragged, self._chosen = False, dict(chosen or {})
        self._share_width()

    def chosen_widths(self) -> dict[str, int]:
        """The widths that a person gave, by column; empty where the columns are as defined."""
        if not self._dragged:
            return self._chosen
        columns = enumerate(self._model.columns)
        return {column.key: self.columnWidth(number) for number, column in columns if not column.stretch}

    def set_row_height(self, height: int) -> None:
        """The height of every row, logical pixels."""
        self.verticalHeader().setDefaultSectionSize(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room = event.size().width()
        self._share_width()
        row, height = self.currentIndex().row(), event.size().height()
        if row >= 0 and height < self.rowViewportPosition(row) + self.rowHeight(row) <= event.oldSize().height():
            self._keep_in_sight()  # a message below the list takes no more than it needs

    def _share_width(self) -> None:
        """Where room is short the wider columns give way, so that names stay readable; never against the person."""
        if self._dragged:
            return
        sorts, room = self.isSortingEnabled(), self._room
        heads = [self.head.width_of(column.title, sorts) for column in self._model.columns]
        columns = [
            column._replace(width=self._chosen.get(column.key) or _defined(column, head))
            for column, head in zip(self._model.columns, heads, strict=True)
        ]
        # What a person chose gives way only where the name would hardly be seen.
        widths = fitting(columns, room, LEAST if self._chosen else NAME_LEAST)
        if not self._chosen:
            widths = with_heads(columns, widths, room, heads)
        self._sharing = True
        for number, (column, width) in enumerate(zip(self._model.columns, widths, strict=True)):
            if not column.stretch:
                self.head.resizeSection(number, width)
        self._sharing = False

    def _note_drag(self, section: int, before: int, after: int) -> None:
        drawn_along = section >= len(self._model.columns) or self._model.columns[section].stretch
        if not self._sharing and not drawn_along and before != after:
            self._dragged = True

    def _keep_in_sight(self) -> None:
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
