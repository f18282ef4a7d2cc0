"""A frame in the accent around whatever has the focus and does not show it by itself, or not enough.

Fusion shows the focus of a button by a dotted line that is all but invisible, and of a tool button not at all.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget
from shiboken6 import isValid

from ropa_desktop.window.colours import colours

WIDTH, CORNER = 2, 4  # logical pixels


class FocusRing(QObject):
    """Follows the focus in a window and in what it opens."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._frame: _Frame | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        frame, self._frame = self._frame, None
        if frame is not None and isValid(frame):  # it goes with its widget
            frame.leave()
        if now is not None and _needs_frame(now) and self._belongs(now):
            self._frame = _Frame(now)

    def _belongs(self, widget: QWidget) -> bool:
        """Whether a widget is in the window, or in one that it opened."""
        above: QWidget | None = widget
        while above is not None and above is not self.parent():
            above = above.parentWidget()
        return above is not None


class _Frame(QWidget):
    """Lies over a widget, as large as it is, and lets everything through."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.resize(widget.size())
        widget.installEventFilter(self)
        self.show()
        self.raise_()

    def leave(self) -> None:
        """The focus has gone elsewhere."""
        framed = self.parentWidget()
        if framed is not None:
            framed.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours(self.palette()).accent), WIDTH))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), CORNER, CORNER)


def _needs_frame(widget: QWidget) -> bool:
    """Whether it is a control of Qt's own: what is painted here shows its focus itself."""
    if not isinstance(widget, QAbstractButton | QComboBox | QLabel):
        return False
    return not any("paintEvent" in vars(kind) for kind in type(widget).__mro__ if kind.__module__.startswith("ropa"))
