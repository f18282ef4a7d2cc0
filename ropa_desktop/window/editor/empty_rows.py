"""What stands in a child table that has no rows: unknown, an answer, or nothing yet."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.cell_painting import LEFT, write
from ropa_desktop.window.cells import Answered, Cell, Unknown, answer_icon, words
from ropa_desktop.window.colours import colours
from ropa_desktop.window.editor.answering import answer_words
from ropa_desktop.window.icons import paint_icon
from ropa_desktop.window.panel import Links


class EmptyRows(QWidget):
    """One line in place of rows: unknown, an answer, or nothing yet, with what can be done about it."""

    add_wanted = Signal()
    answer_wanted = Signal(str)
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: Cell | None = None
        self._links = Links()
        self._links.setContentsMargins(4, 0, 4, 0)  # between the words and the frame of the focus
        self._links.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._links.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._links.linkActivated.connect(self._follow)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 6, 0)
        row.addStretch(1)
        row.addWidget(self._links)
        self.setFixedHeight(30)

    def say(self, state: Cell | None, answers: tuple[str, ...], *, writable: bool) -> None:
        """How it stands, and what is offered."""
        self._state = state
        offered = [("add", _("Add"))]
        if isinstance(state, Answered):
            offered.append(("back", _("Take back")))
        else:
            offered += [(answer, answer_words(answer)) for answer in answers]
        links = " · ".join(f'<a href="{href}" style="text-decoration: none">{said}</a>' for href, said in offered)
        text = links if writable else ""
        if text != self._links.text():  # to lay rich text out takes long
            self._links.setText(text)
        self._links.setAccessibleName(" · ".join(said for _href, said in offered))
        said = words(state) if state is not None else _("No entries yet")
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        roles, painter = colours(self.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = isinstance(self._state, Unknown)
        pen = QPen(QColor(roles.question if gap else roles.line), 1)
        if gap:
            pen.setDashPattern([2.0, 1.6])
        painter.setPen(pen)
        painter.setBrush(QColor(roles.question_fill if gap else roles.base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        room = self.rect().adjusted(10, 0, -20 - self._links.width(), 0)
        if isinstance(self._state, Answered):
            place = self.rect().adjusted(10, 0, 0, 0)
            place.setWidth(16)
            paint_icon(painter, place, answer_icon(self._state), roles.muted)
            write(painter, room.adjusted(22, 0, 0, 0), words(self._state), roles.muted, self.font(), LEFT)
        elif gap:
            write(painter, room, words(Unknown()), roles.question, self.font(), LEFT)
        else:
            write(painter, room, self.accessibleName(), roles.muted, self.font(), LEFT)

    def _follow(self, href: str) -> None:
        if href == "add":
            self.add_wanted.emit()
        elif href == "back":
            self.back_wanted.emit()
        else:
            self.answer_wanted.emit(href)
