"""The tabs of an activity: one per letter of Article 30, anchors in one scroll area."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from ropa_desktop.window.cell_painting import sized
from ropa_desktop.window.colours import colours
from ropa_desktop.window.letters import IN_TABS, States, paint_letter, state_word, strip_words

HEIGHT = 50


class LetterTabs(QWidget):
    """Letters in their state with a word below; `chosen` tells which one the person wants to see."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._states: States = ()
        self._titles: tuple[str, ...] = ()
        self._legal: dict[str, str] = {}
        self._current = 0
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def show_states(self, states: States, titles: tuple[str, ...], name: str) -> None:
        """The letters in the law's order, a word for each, and what they are of: "Article 30(1)"."""
        self._states, self._titles = states, titles
        self._current = min(self._current, max(len(states) - 1, 0))
        self.setAccessibleName(name)
        self.setAccessibleDescription(strip_words(states))
        self.update()

    def cite(self, legal_texts: dict[str, str]) -> None:
        """What the law asks at each letter, for the tooltip."""
        self._legal = legal_texts

    def make_current(self, letter: str) -> None:
        """Mark the letter whose section is in sight."""
        place = next((n for n, (known, _state) in enumerate(self._states) if known == letter), self._current)
        if place != self._current:
            self._current = place
            self.update()

    @property
    def states(self) -> States:
        """The letters in their states."""
        return self._states

    @property
    def current(self) -> str:
        """The letter that is marked."""
        return self._states[self._current][0] if self._states else ""

    def sizeHint(self) -> QSize:
        return QSize(300, HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        if place >= 0:
            self._choose(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and self._states:
            self._choose((self._current + step) % len(self._states))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._states:
            self._choose(self._current)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at(QPointF(event.pos()))
            if place >= 0:
                letter, state = self._states[place]
                said = f"({letter}) {self._titles[place]}: {state_word(state)}\n{self._legal.get(letter, '')}"
                QToolTip.showText(event.globalPos(), said.strip(), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        roles, painter = colours(self.palette()), QPainter(self)
        painter.setPen(QPen(QColor(roles.line), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        font = sized(self.font(), -1)
        for place, ((letter, state), title) in enumerate(zip(self._states, self._titles, strict=True)):
            room = self._room(place)
            box = QRectF(room.center().x() - IN_TABS / 2 + 0.5, 4, IN_TABS, IN_TABS)
            paint_letter(painter, box, letter, state, roles)
            marked = place == self._current
            word = font if not marked else _fitting(title, font, room.width() - 2)
            painter.setFont(word)
            painter.setPen(QColor(roles.text if marked else roles.muted))
            shown = QFontMetrics(word).elidedText(title, Qt.TextElideMode.ElideRight, room.width() - 2)
            text_room = QRect(room.left(), 26, room.width(), 18)
            painter.drawText(text_room, Qt.AlignmentFlag.AlignCenter, shown)
            if marked:
                painter.fillRect(QRect(room.left() + 4, self.height() - 2, room.width() - 8, 2), QColor(roles.accent))
            if marked and self.hasFocus():
                painter.setPen(QPen(QColor(roles.accent), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)  # a letter leaves its own
                painter.drawRoundedRect(room.adjusted(1, 1, -1, -4), 4, 4)

    def _room(self, place: int) -> QRect:
        width = self.width() / max(len(self._states), 1)
        return QRect(round(place * width), 0, round((place + 1) * width) - round(place * width), self.height())

    def _at(self, point: QPointF) -> int:
        found = (n for n in range(len(self._states)) if self._room(n).contains(point.toPoint()))
        return next(found, -1)

    def _choose(self, place: int) -> None:
        self._current = place
        self.update()
        self.chosen.emit(self._states[place][0])


def _fitting(title: str, font: QFont, width: int) -> QFont:
    """The strongest that the word of the current letter can be written in."""
    strong = (sized(font, 0, strong=True), sized(font, -1, strong=True))
    return next((one for one in strong if QFontMetrics(one).horizontalAdvance(title) <= width), font)
