"""The letters of Article 30, painted: one letter, a strip of them, a letter with a meter at its foot.

A strip is a tuple of `(letter, state)`, in the law's order. The states: documented, partly, unknown, none,
not_applicable, not_possible. The same picture stands in lists, records, the welcome page and the overview.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QPixmapCache

from ropa_desktop.i18n import _
from ropa_desktop.window.colours import Colours, fill

States = tuple[tuple[str, str], ...]
Shares = tuple[tuple[str, float], ...]

STATE_ICONS = {
    "documented": "circle-check",
    "partly": "circle-half",
    "unknown": "circle-dashed",
    "none": "circle-slash-2",
    "not_applicable": "circle-minus",
    "not_possible": "circle-off",
}
IN_LIST, IN_HEADING, IN_TABS = 15, 18, 20  # sides of a letter, logical pixels
GAP = 3
RADIUS = 3.0


def state_word(state: str) -> str:
    """The state in words, as tooltip, record and screen reader say it."""
    return {
        "documented": _("documented"),
        "partly": _("partly"),
        "unknown": _("unknown"),
        "none": _("none"),
        "not_applicable": _("does not apply"),
        "not_possible": _("not possible to state"),
    }[state]


def strip_words(states: States) -> str:
    """What is open, in words: "(c) partly; (e) unknown"; "all documented" when nothing is."""
    parts = [f"({letter}) {state_word(state)}" for letter, state in states if state != "documented"]
    return "; ".join(parts) or _("all documented")


def shares_words(shares: Shares) -> str:
    """Over many records, in words: "(a) 100 %; (b) 66 %"."""
    return "; ".join(f"({letter}) {round(share * 100)} %" for letter, share in shares)


def strip_size(count: int, side: int = IN_LIST) -> QSize:
    """The room a strip of `count` letters takes."""
    return QSize(count * (side + GAP) - GAP, side)


def paint_letter(painter: QPainter, box: QRectF, letter: str, state: str, roles: Colours) -> None:
    """One letter in its state, filling `box`."""
    if state in ("none", "not_applicable", "not_possible"):
        _box(painter, box, fill=roles.faint)
        painter.setPen(QPen(QColor(roles.muted), 1.2))
        middle = box.center()
        painter.drawLine(middle - QPointF(2.5, 0), middle + QPointF(2.5, 0))
    elif state == "documented":
        _box(painter, box, fill=roles.accent)
        _write(painter, box, letter, roles.on_accent)
    elif state == "partly":
        _box(painter, box, outline=roles.accent, fill=roles.base)
        foot = QRectF(box.left() + 2.5, box.bottom() - 3.5, box.width() - 5, 2)
        fill(painter, foot, roles.accent)
        _write(painter, box.adjusted(0, 0, 0, -2), letter, roles.accent)
    else:
        _box(painter, box, outline=roles.question, fill=roles.question_fill, dashed=True)
        _write(painter, box, letter, roles.question)


def paint_meter(painter: QPainter, box: QRectF, letter: str, share: float, roles: Colours) -> None:
    """A letter over many records: answered in all, in a `share` of them (0 to 1), or in none."""
    if share >= 1.0 or share <= 0.0:
        paint_letter(painter, box, letter, "documented" if share >= 1.0 else "unknown", roles)
        return
    _box(painter, box, outline=roles.accent, fill=roles.base)
    trough = QRectF(box.left() + 4, box.bottom() - 6, box.width() - 8, 3)
    fill(painter, trough, roles.line)
    trough.setWidth(max(2.0, trough.width() * share))
    fill(painter, trough, roles.accent)
    _write(painter, box.adjusted(0, 0, 0, -5), letter, roles.text)


def strip(states: States, side: int, scale: float, font: QFont, roles: Colours) -> QPixmap:
    """The strip as a pixmap, cached by states, size, colours and scale."""
    key = f"strip:{states}:{side}:{scale:.2f}:{roles.accent:x}:{roles.base:x}:{font.family()}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    pixmap, painter = _canvas(strip_size(len(states), side), scale, font)
    for position, (letter, state) in enumerate(states):
        paint_letter(painter, QRectF(position * (side + GAP), 0, side, side), letter, state, roles)
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap


def meters(shares: Shares, scale: float, font: QFont, roles: Colours) -> QPixmap:
    """The strip over many records as a pixmap: letters 20 by 26 with their meters; cached."""
    key = f"meters:{shares}:{scale:.2f}:{roles.accent:x}:{roles.base:x}:{font.family()}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    pixmap, painter = _canvas(QSize(len(shares) * 24 - 4, 26), scale, font)
    for position, (letter, share) in enumerate(shares):
        paint_meter(painter, QRectF(position * 24, 0, 20, 26), letter, share, roles)
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap


def _canvas(size: QSize, scale: float, font: QFont) -> tuple[QPixmap, QPainter]:
    pixmap = QPixmap(size * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return pixmap, painter


def _box(painter: QPainter, box: QRectF, *, fill: int, outline: int | None = None, dashed: bool = False) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(fill))
    if outline is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
    else:
        pen = QPen(QColor(outline), 1)
        if dashed:
            pen.setDashPattern([2, 1.6])
        painter.setPen(pen)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    painter.restore()


def _write(painter: QPainter, box: QRectF, letter: str, colour: int) -> None:
    font = QFont(painter.font())
    font.setPixelSize(max(8, round(min(box.width(), box.height() + 5) * 0.62)))
    font.setWeight(QFont.Weight.DemiBold)
    painter.save()
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()
