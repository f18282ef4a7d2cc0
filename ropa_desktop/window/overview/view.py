"""A picture in the window: painted, its marks reached by pointer, Tab and arrow keys, opened by click or Enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.colours import colours
from ropa_desktop.window.overview.drawing import paint
from ropa_desktop.window.overview.shapes import Drawing, Mark, Room

BLEED = 4  # pixels on every side, for the ring around a mark at the edge of a picture
LayOut = Callable[[Any, Room], Drawing]
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PictureView(QWidget):
    """Shows figures by one of the `lay_out` functions. Tab enters and leaves it; arrows move between its marks."""

    opened = Signal(object)  # a Mark
    looked_at = Signal(QRectF)  # the box that has the focus

    def __init__(self, lay_out: LayOut, stretches: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lay_out = lay_out
        self._stretches = stretches
        self._figures: Any = None
        self._drawing = Drawing(60, ())
        self._traced = ""
        self._buttons: list[MarkButton] = []

    @property
    def marks(self) -> list[MarkButton]:
        """The marks in reading order, each a control of its own to a screen reader."""
        return self._buttons

    def show_figures(self, figures: Any) -> None:
        """Show other figures; the mark that had the focus keeps it where there still is one."""
        self._figures = figures
        self._traced = ""
        self._arrange()

    def trace(self, key: str) -> None:
        """Let the ways through a box stand out; an empty key lets none."""
        if key != self._traced and self._figures is not None:
            self._traced = key
            self._drawing = self._lay_out(self._figures, self._room())
            self.update()

    def step(self, mark: MarkButton, key: Qt.Key) -> None:
        """The focus from a mark to the nearest one in a direction, the first or the last."""
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._buttons[0 if key == Qt.Key.Key_Home else -1].setFocus(Qt.FocusReason.TabFocusReason)
            return
        across, down = _ARROWS[key]
        here = mark.mark.box.center()

        def far(other: MarkButton) -> float:
            there = other.mark.box.center() - here
            along, aside = (there.x() * across, there.y()) if across else (there.y() * down, there.x())
            return along + 3 * abs(aside) if along > 0.5 else float("inf")

        nearest = min(self._buttons, key=far)
        if far(nearest) < float("inf"):
            nearest.setFocus(Qt.FocusReason.TabFocusReason)

    def entered(self, mark: MarkButton) -> None:
        """A mark has the focus: it is the one that Tab comes back to."""
        for button in self._buttons:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is mark else Qt.FocusPolicy.ClickFocus)
        self.looked_at.emit(mark.mark.box)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.translate(BLEED, BLEED)
        paint(painter, self._drawing.shapes, self.font(), colours(self.palette()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _room(self) -> Room:
        height = float(self.height() - 2 * BLEED) if self._stretches else 0.0
        return Room(float(self.width() - 2 * BLEED), height, self.font(), self._traced)

    def _arrange(self) -> None:
        if self._figures is None or self.width() < 50:
            return
        self._drawing = self._lay_out(self._figures, self._room())
        if self._stretches:
            least = self._lay_out(self._figures, self._room()._replace(height=0.0)).height
        else:
            least = self._drawing.height
        self.setMinimumHeight(round(least + 0.5) + 2 * BLEED)
        marks = self._drawing.marks
        while len(self._buttons) > len(marks):
            button = self._buttons.pop()
            button.hide()
            button.deleteLater()
        while len(self._buttons) < len(marks):
            self._buttons.append(MarkButton(self))
        for button, mark in zip(self._buttons, marks, strict=True):
            button.show_mark(mark)
        if self._buttons and not any(b.focusPolicy() == Qt.FocusPolicy.StrongFocus for b in self._buttons):
            self._buttons[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.update()


class MarkButton(QAbstractButton):
    """A number or a box that opens what is behind it. The picture paints it; this says where the person is."""

    def __init__(self, view: PictureView) -> None:
        super().__init__(view)
        self._view = view
        self._hovered = False
        self.mark = Mark(QRectF(), "", ())
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: view.opened.emit(self.mark))

    def show_mark(self, mark: Mark) -> None:
        """Stand for another mark."""
        self.mark = mark
        self.setGeometry(mark.box.translated(BLEED, BLEED).toAlignedRect())
        self.setAccessibleName(mark.name)
        self.setAccessibleDescription(_("Enter opens it; arrow keys go to the next."))
        self.setToolTip(mark.name)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in _ARROWS or key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._view.step(self, key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._view.entered(self)
        self._view.trace(self.mark.key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._view.trace("")

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._hovered = True
        self._view.trace(self.mark.key)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = False
        self._view.trace("")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.hasFocus() and not (self._hovered and not self.mark.key):
            return
        roles = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(roles.accent if self.hasFocus() else roles.edge), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
