"""What is painted over a field: its outline, and how it stands when it holds no value.

Dashed is unknown, and only that. An answer stands in the field as icon and words. What could not be read keeps its
text under a heavy outline. The mark lets every click through and leaves the field to itself while it is edited.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from ropa_desktop.window.cell_painting import LEFT, write
from ropa_desktop.window.cells import Answered, Cell, Text, Unknown, answer_icon, words
from ropa_desktop.window.colours import colours
from ropa_desktop.window.editor.simple_fields import FIELD_HEIGHT, INSET, LineBox, OptionalDate, TitleBox
from ropa_desktop.window.icons import paint_icon

RADIUS = 3
DASHES = [2.0, 1.6]


class FieldMark(QWidget):
    """The outline of one field. `state` is the field's cell: text, unknown, or an answer."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self.state: Cell = Text()
        self.unreadable = False
        self.told = ""  # what is said beside the field, for the screen reader
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        field.installEventFilter(self)
        self.setGeometry(field.rect())
        self.show()

    def show_state(self, state: Cell, *, unreadable: bool = False) -> None:
        """Paint another state, and say it to the screen reader."""
        if isinstance(self.state, Answered) and state != self.state:
            _hint(self._field, "")
        self.state, self.unreadable = state, unreadable
        if isinstance(self._field, OptionalDate):
            self._field.make_room(answered=isinstance(state, Answered))
        said = "\n".join(filter(None, [words(state) if isinstance(state, Unknown | Answered) else "", self.told]))
        if said != self._field.accessibleDescription():
            self._field.setAccessibleDescription(said)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if not isValid(self._field):
            return False  # the form is being taken down
        if kind == QEvent.Type.Resize:
            self.setGeometry(self._field.rect())
            self.raise_()
            return False
        if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and isinstance(self.state, Answered):
            # While it is edited the field says its answer itself, behind the cursor.
            _hint(self._field, words(self.state) if kind == QEvent.Type.FocusIn else "")
        if kind in (
            QEvent.Type.FocusIn,
            QEvent.Type.FocusOut,
            QEvent.Type.Enter,
            QEvent.Type.Leave,
            QEvent.Type.ChildPolished,
        ):
            self.raise_()
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        roles = colours(QGuiApplication.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused, gap = self._field.hasFocus(), isinstance(self.state, Unknown)
        quiet = isinstance(self._field, TitleBox) and not focused and not self.unreadable
        if quiet and not self._field.underMouse() and not gap:
            if isinstance(self._field, LineBox) and self._field.is_cut():
                self._shorten(painter, self._field)
            return
        self._clear_corners(painter, roles.window)
        empty = not _text_of(self._field)
        if empty and not focused:
            self._say(painter)
        elif not focused and isinstance(self._field, LineBox) and self._field.is_cut():
            self._shorten(painter, self._field)
        width, colour = 1.0, roles.line if self._field.property("readOnly") else roles.edge
        if self.unreadable:
            width, colour = 2.0, roles.missing
        elif focused:
            width, colour = 2.0, roles.accent
        elif gap and empty:
            colour = roles.question
        pen = QPen(QColor(colour), width)
        if gap and empty and not focused:
            pen.setDashPattern(DASHES)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)

    def _say(self, painter: QPainter) -> None:
        roles = colours(QGuiApplication.palette())
        line = QRect(INSET, 0, self.width() - 2 * INSET, min(self.height(), max(FIELD_HEIGHT, 28)))
        if isinstance(self.state, Answered):
            paint_icon(painter, QRect(line.left(), line.top(), 16, line.height()), answer_icon(self.state), roles.muted)
            room = line.adjusted(22, 0, -22, 0)
            if isinstance(self._field, QPlainTextEdit):
                room.setTop(INSET)
                room.setBottom(self.height() - 4)
                painter.setPen(QColor(roles.muted))
                painter.drawText(
                    room, int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap), words(self.state)
                )
            else:
                write(painter, room, words(self.state), roles.muted, self.font(), LEFT)
        elif isinstance(self.state, Unknown):
            ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(roles.question_fill))
            painter.drawRoundedRect(ground, RADIUS, RADIUS)
            write(painter, line.adjusted(0, 0, -22, 0), words(self.state), roles.question, self.font(), LEFT)

    def _shorten(self, painter: QPainter, field: LineBox) -> None:
        """Of a text that is longer than its field the end is "…" while nobody is at work in it."""
        roles = colours(QGuiApplication.palette())
        room = field.text_room()
        ground = room.adjusted(0, 0, INSET - 2, 0) if room.right() >= self.width() - INSET - 1 else room
        painter.fillRect(ground, QColor(roles.window if isinstance(field, TitleBox) else roles.base))
        write(painter, room, field.text(), roles.text, field.font(), LEFT)

    def _clear_corners(self, painter: QPainter, ground: int) -> None:
        """The field's own ground is square; its corners take the colour around it."""
        outer, inner = QPainterPath(), QPainterPath()
        outer.addRect(QRectF(self.rect()))
        inner.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.fillPath(outer.subtracted(inner), QColor(ground))


def _text_of(field: QWidget) -> str:
    if isinstance(field, QLineEdit):
        return field.text()
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else ""


def _hint(field: QWidget, text: str) -> None:
    if isinstance(field, QLineEdit | QPlainTextEdit):
        field.setPlaceholderText(text)
