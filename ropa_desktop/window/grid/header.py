"""The head of a list: titles, and under each a field to filter its column by."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.colours import colours, fill
from ropa_desktop.window.grid.filters import Filter, as_text, typed
from ropa_desktop.window.table import HEAD_HEIGHT, ListHeader
from ropa_desktop.window.undo_keys import share_undo

if TYPE_CHECKING:
    from ropa_desktop.window.grid.frozen import FrozenColumns

FILTER_HEIGHT = 30
GRIP = 4  # pixels at either side of a frozen column's edge by which it is drawn wider


class FilterField(QLineEdit):
    """The filter of one column: a text it contains, "is empty", "is unknown", or values after "="."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setTextMargins(6, 0, 4, 0)
        share_undo(self)


class FilterHeader(ListHeader):
    """A head with a filter row. `filter_changed` names the column and its filter; None for none."""

    filter_changed = Signal(int, object)
    choices_wanted = Signal(int)
    left = Signal()
    moved = Signal(int, int)  # a column, and where it goes

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: list[FilterField] = []
        self.frozen: FrozenColumns | None = None
        self._moving = False
        self._drawn: tuple[int, int] | None = None  # a frozen column whose edge is held, and its width less the place
        self.setSectionsMovable(True)
        self.sectionResized.connect(self.put_fields)
        self.sectionMoved.connect(self._tell_moved)
        self.geometriesChanged.connect(self.put_fields)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEAD_HEIGHT + FILTER_HEIGHT)

    def show_columns(self, titles: list[str]) -> None:
        """One field for each column."""
        for field in self.fields:
            field.hide()
            field.deleteLater()
        self.fields = []
        for number, title in enumerate(titles):
            field = FilterField(self.viewport())
            field.setAccessibleName(_("Filter {column}").format(column=title))
            field.setPlaceholderText(_("contains"))
            field.setToolTip(_("Contains …, is empty, is unknown, or = one; another. Alt+Down shows the choices."))
            field.textEdited.connect(lambda text, number=number: self.filter_changed.emit(number, typed(text)))
            field.installEventFilter(self)
            field.show()
            self.fields.append(field)
        self.put_fields()

    def show_filter(self, column: int, found: Filter | None) -> None:
        """Show what a column is filtered by, in words; a field that is being typed into keeps its text."""
        field = self.fields[column]
        if typed(field.text()) != found:
            field.setText(as_text(found))

    def enter(self, column: int) -> None:
        """The focus into the filter of a column."""
        if self.fields:
            field = self.fields[min(max(column, 0), len(self.fields) - 1)]
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        super().paintSection(painter, QRect(rect.left(), rect.top(), rect.width(), HEAD_HEIGHT), logicalIndex)
        roles = colours(self.palette())
        low = QRect(rect.left(), rect.top() + HEAD_HEIGHT, rect.width(), FILTER_HEIGHT)
        fill(painter, low, roles.base)
        painter.setPen(QPen(QColor(roles.line), 1))
        painter.drawLine(low.topRight(), low.bottomRight())
        painter.setPen(QPen(QColor(roles.edge), 1))
        painter.drawLine(low.bottomLeft(), low.bottomRight())
        field = self.fields[logicalIndex] if logicalIndex < len(self.fields) else None
        if field is not None and field.hasFocus():
            painter.setPen(QPen(QColor(roles.accent), 2))
            painter.drawRect(low.adjusted(1, 1, -2, -2))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        frozen = self.frozen
        if frozen is None or not frozen.shift:
            return
        painter = QPainter(self.viewport())
        for column in range(frozen.count):
            self.paintSection(
                painter, QRect(frozen.left_of(column), 0, self.sectionSize(column), self.height()), column
            )
        frozen.paint_line(painter, 0, self.height())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = int(event.position().x())
        edge = self._edge_at(place) if event.button() == Qt.MouseButton.LeftButton else -1
        if edge >= 0:
            self._drawn = edge, self.sectionSize(edge) - place
            return
        with self._as_shown(event.position()):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drawn is not None:
            column, less = self._drawn
            self.resizeSection(column, max(self.minimumSectionSize(), int(event.position().x()) + less))
            return
        with self._as_shown(event.position()):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drawn is not None:
            self._drawn = None
            return
        with self._as_shown(event.position()):
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        with self._as_shown(event.position()):
            super().mouseDoubleClickEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, FilterField) and watched in self.fields:
            column = self.fields.index(watched)
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                if self._key(watched, column, event):
                    return True
            elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
                if event.type() == QEvent.Type.FocusIn and self.frozen is not None:
                    self.frozen.bring_into_sight(column)
                self.viewport().update()
        return bool(super().eventFilter(watched, event))

    # -- within -------------------------------------------------------------------------------------------

    @contextmanager
    def _as_shown(self, place: QPointF) -> Iterator[None]:
        """Let Qt find a frozen column where it is shown: for as long as the pointer acts there nothing is scrolled."""
        frozen = self.frozen
        shift = frozen.shift if frozen is not None else 0
        if frozen is None or not shift or not 0 <= place.x() < frozen.width:
            yield
            return
        self.setOffset(0)
        yield
        self.setOffset(shift)
        self.put_fields()

    def _edge_at(self, place: int) -> int:
        """The frozen column whose right edge is there while the others are scrolled, or -1."""
        frozen = self.frozen
        if frozen is None or not frozen.shift:
            return -1
        edges = ((column, frozen.left_of(column) + self.sectionSize(column)) for column in range(frozen.count))
        return next((column for column, edge in edges if abs(edge - place) <= GRIP), -1)

    def _key(self, field: FilterField, column: int, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.choices_wanted.emit(column)
        elif event.key() == Qt.Key.Key_Escape:
            if field.text():
                field.clear()
                self.filter_changed.emit(column, None)
            else:
                self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            return False
        return True

    def put_fields(self, *_sizes: int) -> None:
        """Put each field under its title; of one that passes beneath frozen columns, what is in sight."""
        frozen = self.frozen
        count, edge = (frozen.count, frozen.width) if frozen is not None and frozen.shift else (0, 0)
        for number, field in enumerate(self.fields):
            hidden = self.isSectionHidden(number)
            place = frozen.left_of(number) if frozen is not None else self.sectionViewportPosition(number)
            left, right = place + 2, place + self.sectionSize(number) - 3
            if number >= count:
                left = max(left, edge + 2)
            field.setGeometry(left, HEAD_HEIGHT + 2, max(right - left, 0), FILTER_HEIGHT - 5)
            field.setVisible(not hidden and self.isVisible())
        self.viewport().update()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        QTimer.singleShot(0, self, self.put_fields)

    def _tell_moved(self, column: int, before: int, after: int) -> None:
        """Put the column back: the list moves its columns itself, so that they stand as the model has them."""
        if not self._moving:
            self._moving = True
            self.moveSection(after, before)
            self._moving = False
            QTimer.singleShot(0, self, lambda: self.moved.emit(column, after))
