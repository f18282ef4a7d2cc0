"""Paints the shapes of a picture, in the window, into a file and on paper alike.

Patterns are drawn line by line inside their box: a drawing in a file (SVG) knows neither brushes with patterns nor
clipping.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from ropa_desktop.window.cell_painting import sized
from ropa_desktop.window.colours import Colours, mix
from ropa_desktop.window.letters import paint_letter
from ropa_desktop.window.overview.shapes import Bar, Box, Diamond, Letter, Line, Ribbon, Shape, Words

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "centre": Qt.AlignmentFlag.AlignHCenter,
}
_HATCH = 4.0  # pixels between the lines of a pattern


def paint(painter: QPainter, shapes: Iterable[Shape], font: QFont, roles: Colours) -> None:
    """Paint shapes in their order."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in shapes:
        _paint(shape, painter, font, roles)


@singledispatch
def _paint(shape: Shape, painter: QPainter, font: QFont, roles: Colours) -> None:
    raise TypeError(type(shape).__name__)


@_paint.register
def _words(shape: Words, painter: QPainter, font: QFont, roles: Colours) -> None:
    own = sized(font, shape.step, shape.strong)
    own.setFeature(QFont.Tag("tnum"), 1)
    painter.setFont(own)
    painter.setPen(QColor(int(getattr(roles, shape.role))))
    flags = _ALIGN[shape.align] | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    shown = painter.fontMetrics().elidedText(
        shape.text[:400].replace("\n", " "), Qt.TextElideMode.ElideRight, int(shape.box.width() + 1)
    )
    painter.drawText(shape.box, int(flags | Qt.TextFlag.TextDontClip), shown)


@_paint.register
def _line(shape: Line, painter: QPainter, font: QFont, roles: Colours) -> None:
    painter.setPen(QPen(QColor(int(getattr(roles, shape.role))), 1))
    painter.drawLine(shape.start, shape.end)


@_paint.register
def _letter(shape: Letter, painter: QPainter, font: QFont, roles: Colours) -> None:
    painter.setFont(font)
    paint_letter(painter, shape.box, shape.letter, shape.state, roles)


@_paint.register
def _bar(shape: Bar, painter: QPainter, font: QFont, roles: Colours) -> None:
    match shape.state:
        case "documented":
            _fill(painter, shape.box, roles.accent, None)
        case "partly":
            _fill(painter, shape.box, roles.base, roles.accent)
            _lines(painter, _slanting(shape.box), roles.accent)
        case "unknown":
            _fill(painter, shape.box, roles.question_fill, roles.question, dashed=True)
        case "overdue":
            _fill(painter, shape.box, roles.question_fill, roles.question)
            _lines(painter, _slanting(shape.box), roles.question)
        case "not_possible":
            _fill(painter, shape.box, roles.faint, roles.edge)
            _lines(painter, _upright(shape.box), roles.edge)
        case "not_applicable":
            _fill(painter, shape.box, roles.faint, roles.edge)
            _lines(painter, _lying(shape.box), roles.edge)
        case _:
            _fill(painter, shape.box, roles.faint, roles.edge)


@_paint.register
def _box(shape: Box, painter: QPainter, font: QFont, roles: Colours) -> None:
    if shape.unknown:
        ground, edge = roles.question_fill, roles.question
    else:
        ground, edge = (roles.soft, roles.accent) if shape.chosen else (roles.base, roles.edge)
    pen = QPen(QColor(edge), 1.6 if shape.chosen else 1)
    if shape.unknown:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(shape.box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


@_paint.register
def _ribbon(shape: Ribbon, painter: QPainter, font: QFont, roles: Colours) -> None:
    middle = (shape.left.x() + shape.right.x()) / 2
    path = QPainterPath(shape.left)
    path.cubicTo(QPointF(middle, shape.left.y()), QPointF(middle, shape.right.y()), shape.right)
    foot = shape.right + QPointF(0, shape.right_height)
    path.lineTo(foot)
    end = shape.left + QPointF(0, shape.left_height)
    path.cubicTo(QPointF(middle, foot.y()), QPointF(middle, end.y()), end)
    path.closeSubpath()
    colour = QColor(roles.accent if shape.chosen else mix(roles.base, roles.edge, 0.6))
    colour.setAlphaF(0.5 if shape.chosen else 0.3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPath(path)


@_paint.register
def _diamond(shape: Diamond, painter: QPainter, font: QFont, roles: Colours) -> None:
    box = shape.box.adjusted(1, 1, -1, -1)
    middle = box.center()
    painter.setPen(QPen(QColor(roles.accent), 1.4))
    painter.setBrush(QColor(roles.base))
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(middle.x(), box.top()),
                QPointF(box.right(), middle.y()),
                QPointF(middle.x(), box.bottom()),
                QPointF(box.left(), middle.y()),
            ]
        )
    )


def _fill(painter: QPainter, box: QRectF, ground: int, edge: int | None, dashed: bool = False) -> None:
    painter.setBrush(QColor(ground))
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRect(box)
        return
    pen = QPen(QColor(edge), 1)
    if dashed:
        pen.setDashPattern([2, 1.6])
    painter.setPen(pen)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def _lines(painter: QPainter, lines: Iterable[QLineF], colour: int) -> None:
    painter.setPen(QPen(QColor(colour), 1))
    painter.drawLines([*lines])


def _slanting(box: QRectF) -> Iterator[QLineF]:
    """Lines from the foot up to the right, cut off at the edges of the box."""
    place = _HATCH
    while place < box.width() + box.height():
        low = QPointF(box.left() + min(place, box.width()), box.bottom() - max(0.0, place - box.width()))
        high = QPointF(box.left() + max(0.0, place - box.height()), box.bottom() - min(place, box.height()))
        yield QLineF(low, high)
        place += _HATCH


def _upright(box: QRectF) -> Iterator[QLineF]:
    place = box.left() + _HATCH
    while place < box.right() - 1:
        yield QLineF(place, box.top() + 1, place, box.bottom() - 1)
        place += _HATCH


def _lying(box: QRectF) -> Iterator[QLineF]:
    yield QLineF(box.left() + 1, box.center().y(), box.right() - 1, box.center().y())
