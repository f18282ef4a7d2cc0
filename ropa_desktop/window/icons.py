"""The icons: single-colour drawings (Lucide), tinted from the palette whenever they are painted.

`icon("undo-2")` for Qt's widgets, `paint_icon(…)` inside a delegate or `paintEvent`. One file serves every
theme, size and scale.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from ropa_desktop.paths import resources
from ropa_desktop.window.colours import colours


def icon(name: str, role: str = "muted") -> QIcon:
    """A Qt icon of `resources/icons/<name>.svg` in one of the roles of `Colours`."""
    return QIcon(TintedIcon(name, role))


def paint_icon(painter: QPainter, rectangle: QRect, name: str, colour: int) -> None:
    """Draw the icon `name` in `colour` (0xRRGGBB), centred and square in `rectangle`."""
    side = min(rectangle.width(), rectangle.height())
    target = QRect(0, 0, side, side)
    target.moveCenter(rectangle.center())
    painter.drawPixmap(target, tinted(name, side, painter.device().devicePixelRatioF(), colour))


def tinted(name: str, side: int, scale: float, colour: int) -> QPixmap:
    """The icon as a pixmap `side` logical pixels square, at `scale` device pixels each; cached."""
    key = f"icon:{name}:{side}:{scale:.2f}:{colour:06x}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    pixels = max(1, round(side * scale))
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    stroke = "1.8" if side <= 20 else "1.5"
    drawing = (
        _source(name)
        .replace('stroke-width="2"', f'stroke-width="{stroke}"')
        .replace("currentColor", QColor(colour).name())
    )
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    QPixmapCache.insert(key, pixmap)
    return pixmap


class TintedIcon(QIconEngine):
    """Puts the palette's colour in place of `currentColor`: muted, or what the role says."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_icon(painter, rect, self._name, self._colour(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        side = max(1, min(size.width(), size.height()))  # logical pixels, since Qt 6.8
        image = tinted(self._name, side, scale, self._colour(mode, state))
        if size.width() == size.height():
            return image
        canvas = QPixmap(size * scale)
        canvas.setDevicePixelRatio(scale)
        canvas.fill(Qt.GlobalColor.transparent)
        painter = QPainter(canvas)
        left, top = (size.width() - side) // 2, (size.height() - side) // 2
        painter.drawPixmap(QRect(left, top, side, side), image)
        painter.end()
        return canvas

    def clone(self) -> QIconEngine:
        return TintedIcon(self._name, self._role)

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> int:
        roles = colours(QGuiApplication.palette())
        if mode == QIcon.Mode.Disabled:
            return roles.edge
        if state == QIcon.State.On:
            return roles.accent
        return int(getattr(roles, self._role))


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return resources("icons", f"{name}.svg").read_text(encoding="utf-8")
