"""What looks like a field in the bar above and opens the palette: so that Ctrl+K is found without being known."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.cell_painting import RIGHT, sized, write
from ropa_desktop.window.colours import colours
from ropa_desktop.window.icons import paint_icon


class FindBox(QAbstractButton):
    """Says what can be found and by which keys."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(140)
        self.setMaximumWidth(320)
        self.setFixedHeight(30)
        self.retranslate()

    def retranslate(self) -> None:
        """The words in the current language."""
        self.setText(_("Find a record or run a command"))
        self.setAccessibleName(self.text())
        self.setToolTip(f"{self.text()} ({self._keys})")

    def sizeHint(self) -> QSize:
        return QSize(320, 30)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        roles = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(QColor(roles.accent if focused else roles.edge), 2 if focused else 1))
        painter.setBrush(QColor(roles.base))
        edge = 1.0 if focused else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 3, 3)
        paint_icon(painter, QRect(10, 0, 16, self.height()), "search", roles.muted)
        small = sized(self.font(), -2)
        keys = QFontMetrics(small).horizontalAdvance(self._keys)
        room = self.rect().adjusted(34, 0, -10, 0)
        write(painter, room, self._keys, roles.muted, small, RIGHT)
        write(painter, room.adjusted(0, 0, -keys - 8, 0), self.text(), roles.muted, self.font())
