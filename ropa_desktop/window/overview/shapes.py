"""What a picture is made of: shapes in the order in which they are painted, and the marks a person can go to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from ropa_desktop.exchange.overview.figures import Records
from ropa_desktop.window.cell_painting import sized


class Words(NamedTuple):
    """One line of text in one of the roles of `Colours`; `align` is left, right or centre."""

    box: QRectF
    text: str
    role: str = "text"
    step: int = 0
    strong: bool = False
    align: str = "left"


class Bar(NamedTuple):
    """A bar or a part of one, in the colour and pattern of a state; "overdue" is one besides those of the letters."""

    box: QRectF
    state: str


class Line(NamedTuple):
    """A hairline."""

    start: QPointF
    end: QPointF
    role: str = "line"


class Letter(NamedTuple):
    """A letter of Article 30 in a state."""

    box: QRectF
    letter: str
    state: str


class Box(NamedTuple):
    """A box of the flow map; `chosen` lies on the way that is traced."""

    box: QRectF
    unknown: bool = False
    chosen: bool = False


class Ribbon(NamedTuple):
    """A way between two boxes: from one upright edge to another."""

    left: QPointF
    left_height: float
    right: QPointF
    right_height: float
    chosen: bool = False


class Diamond(NamedTuple):
    """An event in time that has no length."""

    box: QRectF


Shape = Words | Bar | Line | Letter | Box | Ribbon | Diamond


class Mark(NamedTuple):
    """A place that can be focused and opened: what it says in words, and the records behind it.

    `key` is what is traced while the pointer or the focus is here.
    """

    box: QRectF
    name: str
    records: Records
    key: str = ""


class Drawing(NamedTuple):
    """A picture laid out: the height it needs, its shapes and its marks in reading order."""

    height: float
    shapes: Sequence[Shape]
    marks: Sequence[Mark] = ()


class Room(NamedTuple):
    """The room a picture is laid out in: its width, the height it may fill, the font of the body; what is traced."""

    width: float
    height: float
    font: QFont
    traced: str = ""

    def width_of(self, text: str, step: int = 0, strong: bool = False) -> float:
        """How wide a text is."""
        return QFontMetricsF(sized(self.font, step, strong)).horizontalAdvance(text)

    def line(self, step: int = 0) -> float:
        """How high a line of text is."""
        return QFontMetricsF(sized(self.font, step)).height()

    def shortened(self, text: str, width: float, step: int = 0, strong: bool = False) -> str:
        """A text, shortened with an ellipsis to a width."""
        metrics = QFontMetricsF(sized(self.font, step, strong))
        return metrics.elidedText(text.replace("\n", " ")[:400], Qt.TextElideMode.ElideRight, width)

    def wrapped(self, text: str, width: float, most: int, step: int = 0, strong: bool = False) -> list[str]:
        """A text on as many lines as it needs, `most` at most; the last is shortened."""
        lines: list[str] = []
        left = text.replace("\n", " ")[:400].split()
        while left and len(lines) < most - 1:
            count = 1
            while count < len(left) and self.width_of(" ".join(left[: count + 1]), step, strong) <= width:
                count += 1
            lines.append(" ".join(left[:count]))
            left = left[count:]
        if left:
            lines.append(" ".join(left))
        return [self.shortened(line, width, step, strong) for line in lines]


def nothing(sentence: str, room: Room) -> Drawing:
    """A picture that has nothing to show yet, and says of what it will."""
    lines = room.wrapped(sentence, room.width, 4)
    high = room.line() + 4
    shapes = [Words(QRectF(0, 8 + n * high, room.width, high), line, "muted") for n, line in enumerate(lines)]
    return Drawing(16 + high * len(lines), shapes)
