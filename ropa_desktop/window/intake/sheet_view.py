"""The sheet as it is: letters above, numbers at the left, and in each cell the sign of what became of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ropa_desktop.i18n import _
from ropa_desktop.window.cell_painting import RIGHT, sized, weighted, write
from ropa_desktop.window.colours import colours, fill
from ropa_desktop.window.icons import paint_icon
from ropa_desktop.window.intake.dragging import dragged_column
from ropa_desktop.window.intake.session import Session
from ropa_desktop.window.intake.sheet_model import LOOK, Look, SheetModel
from ropa_desktop.window.undo_keys import share_undo

Index = QModelIndex | QPersistentModelIndex
ROW, HEAD = 24, 26  # heights, logical pixels
PADDING = 8


class SheetView(QTableView):
    """The cells of the sheet; where one goes the session looks. `swapped`: a column's target was dropped on another."""

    swapped = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._follows = False
        self.cells = SheetModel(session, self)
        self.setModel(self.cells)
        self.setItemDelegate(SheetDelegate(self))
        self.setHorizontalHeader(SheetHeader(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(SheetHeader(Qt.Orientation.Vertical, self))
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName(_("The sheet as it is"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setAcceptDrops(True)
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().sectionClicked.connect(lambda column: session.look_at(column))
        self.selectionModel().currentChanged.connect(self._look_where_it_goes)
        self._size_columns()
        Corner(self)

    def show_sheet(self) -> None:
        """Another sheet, or another file."""
        self.cells.show_sheet()
        self._size_columns()
        self.scrollToTop()

    def follow(self) -> None:
        """Go to the cell or column that the session looks at."""
        self._follows = True
        row, column = self._session.cell or (max(self.currentIndex().row(), self.rowAt(0), 0), self._session.column)
        if column is not None:
            self.setCurrentIndex(self.cells.index(row, column))
            self.scrollTo(self.cells.index(row, column))
        self._follows = False
        self.cells.repaint()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_column(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if dragged_column(event.mimeData()) is not None and self.columnAt(int(event.position().x())) >= 0:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        source, place = dragged_column(event.mimeData()), event.position().toPoint()
        onto = self._session.mapping_at(self.rowAt(place.y()), self.columnAt(place.x()))
        if source is not None and onto is not None:
            event.acceptProposedAction()
            self.swapped.emit(source, self._session.key(onto))

    def _look_where_it_goes(self, current: QModelIndex) -> None:
        if current.isValid() and not self._follows:
            self._session.look_at(cell=(current.row(), current.column()))

    def _size_columns(self) -> None:
        for column, width in enumerate(self.cells.widths(self.fontMetrics())):
            self.setColumnWidth(column, width)


class SheetDelegate(QStyledItemDelegate):
    """Draws a cell of the sheet: on its ground, with its sign, and the frame of the current one."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look: Look = index.data(LOOK)
        roles = colours(option.palette)
        box: QRect = option.rect
        if look.tinted or look.headed:
            fill(painter, box, roles.soft if look.tinted else roles.faint)
        else:
            painter.fillRect(box, option.palette.base())  # over what the style draws below a selected cell
        painter.setPen(QPen(QColor(roles.line), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomRight())
        painter.setFont(option.font)
        room = box.adjusted(PADDING, 0, -PADDING // 2, -1)
        colour = int(getattr(roles, look.role))
        if look.icon and look.text:
            tint = roles.missing if look.role == "missing" else roles.muted
            paint_icon(painter, QRect(room.left(), room.top(), 14, room.height()), look.icon, tint)
            room.setLeft(room.left() + 20)
        font = weighted(option.font, look.strong)
        if look.italic:
            font = QFont(font)
            font.setItalic(True)
        write(painter, room, look.text, colour, font)
        view = option.widget
        if isinstance(view, QAbstractItemView) and view.currentIndex() == index:
            painter.setPen(QPen(QColor(roles.accent if view.hasFocus() else roles.edge), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -1))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setTextMargins(PADDING - 4, 0, 0, 0)
        editor.setAccessibleName(_("What the cell should say"))
        share_undo(editor)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(index.data(Qt.ItemDataRole.EditRole))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        assert isinstance(model, SheetModel)
        model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRect(option.rect)
        box.setWidth(max(box.width(), 160))
        editor.setGeometry(box.adjusted(1, 1, -1, -1))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, ROW)


class SheetHeader(QHeaderView):
    """Letters or numbers, flat; what the file hides has a sign, the column that is looked at is semibold."""

    def __init__(self, orientation: Qt.Orientation, view: SheetView) -> None:
        super().__init__(orientation, view)
        self._sheet = view
        self.setMinimumSectionSize(20)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)

    def sizeHint(self) -> QSize:
        if self.orientation() == Qt.Orientation.Horizontal:
            return QSize(super().sizeHint().width(), HEAD)
        digits = len(str(max(1, self.count())))
        return QSize(self.fontMetrics().horizontalAdvance("0" * digits) + 22, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        roles = colours(self.palette())
        across = self.orientation() == Qt.Orientation.Horizontal
        painter.save()
        current = self._sheet.currentIndex()
        here = logicalIndex == (current.column() if across else current.row())
        fill(painter, rect, roles.soft if here and across else roles.window)
        painter.setPen(QPen(QColor(roles.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        room = rect.adjusted(PADDING if across else 2, 0, -6, -1)
        title = str(self.model().headerData(logicalIndex, self.orientation()) or "")
        font = sized(self.font(), -1, strong=across or here)
        if self._sheet.cells.is_hidden(logicalIndex, self.orientation()):
            left = room.right() - 13 if across else rect.left() + 1
            side = QRect(left, room.top(), 14 if across else 10, room.height())
            paint_icon(painter, side, "eye-off", roles.muted)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter if across else RIGHT
        write(painter, room, title, roles.muted, font, align)
        painter.restore()


class Corner(QWidget):
    """Covers the place where the two headers meet: the style's own has a gradient."""

    def __init__(self, view: SheetView) -> None:
        super().__init__(view)
        self._view = view
        view.verticalHeader().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show):
            self.setGeometry(0, 0, self._view.verticalHeader().width(), self._view.horizontalHeader().height())
            self.raise_()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        roles, painter = colours(self.palette()), QPainter(self)
        fill(painter, self.rect(), roles.window)
        painter.setPen(QPen(QColor(roles.line), 1))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.drawLine(self.rect().topRight(), self.rect().bottomRight())
