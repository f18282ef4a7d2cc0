"""The register as it will be: a list that opens further, and fields in which what could not be read is corrected."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ropa_desktop.exchange.intake import with_correction
from ropa_desktop.exchange.recognition.account import Outcome
from ropa_desktop.i18n import _
from ropa_desktop.window.cell_painting import paint_cell, write
from ropa_desktop.window.cells import CELL, Remark, Text
from ropa_desktop.window.colours import colours, fill
from ropa_desktop.window.field_style import outline
from ropa_desktop.window.icons import paint_icon
from ropa_desktop.window.intake.result_lines import FIELD, HEADING, MORE, RECORD, UNREAD, Line
from ropa_desktop.window.intake.result_model import WHOLE, ResultModel
from ropa_desktop.window.intake.session import Session
from ropa_desktop.window.table import ListHeader
from ropa_desktop.window.undo_keys import share_undo

Index = QModelIndex | QPersistentModelIndex
ROW = 25  # height, logical pixels
SHARE = 0.46  # of the width, for the names of the fields
FIELD_WIDTH = 132  # of the field in which a cell is corrected


class ResultView(QTableView):
    """Where one goes the session looks: at the cell of the file that a line comes from."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._follows = False  # goes where the session looks
        self._leads = False  # made the session look there
        self.lines = ResultModel(session, self)
        self.setModel(self.lines)
        self.setItemDelegate(ResultDelegate(self))
        head = ListHeader(self)
        head.setSectionsClickable(False)
        self.setHorizontalHeader(head)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setAccessibleName(_("The register as it will be"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._look_where_it_comes_from)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.horizontalHeader().resizeSection(0, round(SHARE * self.viewport().width()))

    def show_result(self) -> None:
        """The result as it is now."""
        self._quietly(self.lines.show_result)

    def follow(self) -> None:
        """Go to the record that the cell went into which the session looks at; tint what its column became."""
        session = self._session
        outcome = session.outcome(*session.cell) if session.cell else None
        record = session.worked.record_of(outcome) if outcome else ""
        if record and not self._leads and self.lines.line_of(record) < 0 and self._is_changed(record):
            self.lines.pinned = record
            self._quietly(self.lines.show_result)
        at = self._line_for(outcome, record) if outcome else -1
        if at >= 0 and not self._leads:
            self._follows = True
            self.setCurrentIndex(self.lines.index(at, 0))
            self.scrollTo(self.lines.index(at, 0))
            self._follows = False
        self.viewport().update()

    def correct(self, row: int) -> None:
        """Open the field in which a cell that could not be read is corrected."""
        self.setCurrentIndex(self.lines.index(row, 1))
        super().edit(self.lines.index(row, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        line = self.lines.lines[row] if 0 <= row < len(self.lines.lines) else None
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # what the field passes on: it is being closed
        elif line is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._act_on(row, line)
            event.accept()
        elif line is not None and line.kind == UNREAD and event.text().isprintable() and event.text().strip():
            self.correct(row)
            field = self.viewport().findChild(QLineEdit)
            if field is not None:
                field.setText(event.text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        line = self.lines.lines[index.row()]
        if line.kind == MORE or (line.kind == UNREAD and index.column() == 1):
            self._act_on(index.row(), line)

    def _act_on(self, row: int, line: Line) -> None:
        if line.kind == MORE:
            self._quietly(lambda: self.lines.open_more(line.key))
            self.setCurrentIndex(self.lines.index(min(row, len(self.lines.lines) - 1), 0))
        elif line.kind == UNREAD:
            self.correct(row)

    def _quietly(self, show: object) -> None:
        """Show other lines without moving."""
        bar, row = self.verticalScrollBar().value(), self.currentIndex().row()
        self._follows = True
        show()  # type: ignore[operator]
        if 0 <= row < len(self.lines.lines):
            self.setCurrentIndex(self.lines.index(row, 0))
        self.verticalScrollBar().setValue(bar)
        self._follows = False

    def _is_changed(self, record: str) -> bool:
        register = self._session.worked.register
        return any(one.id == record for one in (*register.updated, *register.new))

    def _line_for(self, outcome: Outcome, record: str) -> int:
        """The line that tells of a cell: of its field, else its record's; -1 where none does."""
        for number, line in enumerate(self.lines.lines):
            if line.kind == UNREAD and line.cell == outcome:
                return number
        fields = (n for n, line in enumerate(self.lines.lines) if line.key == record and outcome.detail in line.details)
        return next(fields, self.lines.line_of(record) if record else -1)

    def _look_where_it_comes_from(self, current: QModelIndex) -> None:
        if not current.isValid() or self._follows:
            return
        line = self.lines.lines[current.row()]
        found = line.cell
        if line.kind in (RECORD, FIELD):
            cells = self._session.worked.cells.get(line.key, ())
            fitting = [one for one in cells if one.detail in line.details]
            found = next(iter(fitting or cells), None)
        if found is not None:
            self._leads = True
            self._session.look_at(cell=(found.row, found.column), sheet=found.sheet)
            self._leads = False


class ResultDelegate(QStyledItemDelegate):
    """Draws a line: headings on their ground, records across, fields beside their names, a field to correct in."""

    def __init__(self, view: ResultView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._view.lines.lines[index.row()]
        roles = colours(option.palette)
        box: QRect = option.rect
        selected = self._view.selectionModel().isSelected(index)
        ground = roles.soft if selected or self._view.lines.is_tinted(line) else None
        if line.kind == HEADING:
            ground = roles.soft if selected else roles.window
        if ground is not None:
            fill(painter, box, ground)
        painter.setPen(QPen(QColor(roles.line), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if line.kind not in WHOLE:
            painter.drawLine(box.topRight(), box.bottomRight())
        painter.setFont(option.font)
        painter.save()
        painter.setClipRect(box)
        if line.kind in WHOLE:
            self._across(painter, box, index, line)
        elif line.kind == UNREAD and index.column() == 1:
            self._field(painter, box, line)
        else:
            room = box.adjusted(8 if line.kind in (HEADING, UNREAD) or index.column() else 18, 0, -6, -1)
            cell = index.data(CELL)
            if line.kind == HEADING and isinstance(cell, Remark):
                tint = int(getattr(roles, cell.role))
                paint_icon(painter, QRect(room.left(), room.top(), 14, room.height()), cell.icon, tint)
                cell = Text(cell.sentence, strong=True)
                room.setLeft(room.left() + 22)
            paint_cell(painter, room, cell, roles)
        painter.restore()
        if selected and self._view.hasFocus() and index == self._view.currentIndex():
            painter.setPen(QPen(QColor(roles.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -1))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, ROW)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget | None:  # type: ignore[override]
        if index.column() != 1:
            return None
        editor = QLineEdit(parent)
        editor.setAccessibleName(_("What the cell should say"))
        editor.setAutoFillBackground(True)
        outline(editor)
        share_undo(editor)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if not editor.isModified():
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        outcome, text = self._view.lines.lines[index.row()].cell, editor.text()
        if outcome is None or text == index.data(Qt.ItemDataRole.EditRole):
            return
        session = self._view._session
        place = (outcome.sheet, outcome.row, outcome.column)
        # Not before the field is closed: the lines it stands among are about to be others.
        QTimer.singleShot(0, session, lambda: session.decide(with_correction(session.wishes, place, text)))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        editor.setGeometry(QRect(box.left() + 3, box.top() + 1, max(FIELD_WIDTH, box.width() - 8), box.height() - 2))

    def _across(self, painter: QPainter, box: QRect, index: Index, line: Line) -> None:
        """The left cell over both columns: each draws its part."""
        head = self._view.horizontalHeader()
        whole = QRect(box.left(), box.top(), head.length(), box.height())
        if index.column():
            whole.moveLeft(box.left() - head.sectionSize(0))
        room = whole.adjusted(8 if line.kind == RECORD else 18, 0, -6, -1)
        paint_cell(painter, room, line.left, colours(self._view.palette()))

    def _field(self, painter: QPainter, box: QRect, line: Line) -> None:
        roles = colours(self._view.palette())
        field = QRectF(box.left() + 4, box.top() + 2, min(FIELD_WIDTH, box.width() - 10), box.height() - 5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(roles.edge), 1))
        painter.setBrush(QColor(roles.base))
        painter.drawRoundedRect(field.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        text = line.right.value if isinstance(line.right, Text) else ""
        write(painter, field.toRect().adjusted(6, 0, -4, 0), text, roles.text)
