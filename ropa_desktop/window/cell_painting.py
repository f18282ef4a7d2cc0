"""How each kind of cell is drawn: one function per kind, all inside the rectangle they are given."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QPixmapCache

from ropa_desktop.i18n import _
from ropa_desktop.window.cells import (
    Answered,
    Cell,
    Chips,
    Found,
    Letters,
    Meters,
    Remark,
    Suggested,
    Text,
    Titled,
    Unknown,
    answer_icon,
    words,
)
from ropa_desktop.window.colours import Colours
from ropa_desktop.window.icons import paint_icon
from ropa_desktop.window.letters import meters, state_word, strip

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
SINGLE = int(Qt.TextFlag.TextSingleLine)
CHIP_HEIGHT = 20
CHIP_PADDING = 5
CHIP_GAP = 4
BRIEF = 19  # the room of the icon before what is only suggested
FIRST_LEAST = 48  # pixels: a first chip cut shorter than this tells nothing


def paint_cell(
    painter: QPainter, room: QRect, cell: Cell, roles: Colours, strong: bool = False, *, wraps: bool = False
) -> None:
    """Draw `cell` in `room`, its padding already taken off; `strong` for the name in a selected row.

    A text that `wraps` takes a second line where there is room for it.
    """
    match cell:
        case Text():
            font = weighted(painter.font(), cell.strong or strong)
            align = RIGHT if cell.right else LEFT
            if wraps and room.height() >= 2 * painter.fontMetrics().lineSpacing():
                write_wrapped(painter, room, cell.value, int(getattr(roles, cell.role)), font)
            else:
                write(painter, room, cell.value, int(getattr(roles, cell.role)), font, align)
        case Chips():
            paint_chips(painter, room, cell.values, roles)
        case Unknown():
            _place(painter, room, chip(words(cell), painter, roles, gap=True))
        case Answered():
            _iconed(painter, room, answer_icon(cell), state_word(cell.state), roles.muted, roles.muted)
        case Letters():
            picture = strip(cell.states, 15, painter.device().devicePixelRatioF(), painter.font(), roles)
            _place(painter, room, picture)
        case Meters():
            picture = meters(cell.shares, painter.device().devicePixelRatioF(), painter.font(), roles)
            _place(painter, room, picture)
            rest = room.adjusted(_width(picture) + 16, 0, 0, 0)
            write(painter, rest, cell.caption, roles.muted, sized(painter.font(), -1))
        case Remark():
            colour = int(getattr(roles, cell.role))
            _iconed(painter, room, cell.icon, cell.sentence, colour, roles.text if cell.plain else colour)
        case Titled():
            _titled(painter, room, cell, roles)
        case Suggested():
            _suggested(painter, room, cell, roles, strong, wraps=wraps)
        case Found():
            _found(painter, room, cell, roles)


def write(
    painter: QPainter,
    room: QRect,
    text: str,
    colour: int,
    font: QFont | None = None,
    align: Qt.AlignmentFlag = LEFT,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """One line of text, shortened with an ellipsis when it does not fit; line breaks become spaces."""
    if not text or room.width() <= 0:
        return
    before = painter.font()
    if font is not None:
        painter.setFont(font)
    line = text[:400].replace("\n", " ")
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(line, elide, room.width())
    painter.drawText(room, int(align) | SINGLE, shown)
    painter.setFont(before)


def write_wrapped(painter: QPainter, room: QRect, text: str, colour: int, font: QFont) -> None:
    """Text on one line or, where that is too short for it, on two, the second shortened with an ellipsis."""
    from PySide6.QtGui import QTextLayout  # not before the first window

    line = text[:400].replace("\n", " ")
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(line) < room.width():  # widths are rounded
        write(painter, room, line, colour, font)
        return
    layout = QTextLayout(line, font)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(room.width())
    layout.endLayout()
    units = line.encode("utf-16-le")  # Qt counts UTF-16 units
    place = 2 * first.textLength()
    if place >= len(units):  # it is as wide as the room, to the pixel
        write(painter, room, line, colour, font)
        return
    top = QRect(room.left(), room.center().y() - metrics.lineSpacing() + 1, room.width(), metrics.lineSpacing())
    write(painter, top, units[:place].decode("utf-16-le").rstrip(), colour, font)
    write(painter, top.translated(0, top.height()), units[place:].decode("utf-16-le").lstrip(), colour, font)


def weighted(font: QFont, strong: bool) -> QFont:
    """The font in one of the two weights there are."""
    if not strong:
        return font
    font = QFont(font)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def sized(font: QFont, step: int, strong: bool = False) -> QFont:
    """The font `step` pixels larger (or smaller) than S, whichever unit the system gives it in."""
    font = QFont(font)
    if font.pixelSize() > 0:
        font.setPixelSize(font.pixelSize() + step)
    else:
        font.setPointSizeF(font.pointSizeF() + step * 0.75)
    if strong:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def paint_chips(painter: QPainter, room: QRect, values: tuple[str | None, ...], roles: Colours) -> None:
    """Chips from the left; those that do not fit become "+3". Where not even the first has room, how many there are."""
    from_left, small = room.left(), sized(painter.font(), -1)
    numbers = QFontMetrics(small)
    for position, value in enumerate(values):
        picture = chip(words(Unknown()), painter, roles, gap=True) if value is None else chip(value, painter, roles)
        left = len(values) - 1 - position
        space = room.right() + 1 - from_left - (numbers.horizontalAdvance(f"+{left + 1}") + 2 * CHIP_GAP if left else 0)
        if _width(picture) > space and position:
            rest = QRect(from_left, room.top(), room.right() - from_left, room.height())
            rest.translate(2, 0)
            write(painter, rest, f"+{len(values) - position}", roles.muted, small)
            return
        if left and _width(picture) > space < FIRST_LEAST:
            _place(painter, room, chip(str(len(values)), painter, roles))
            return
        if _width(picture) > space:
            picture = chip(value or words(Unknown()), painter, roles, gap=value is None, limit=space)
        _place(painter, QRect(from_left, room.top(), room.width(), room.height()), picture)
        from_left += _width(picture) + CHIP_GAP


def chip(text: str, painter: QPainter, roles: Colours, *, gap: bool = False, limit: int | None = None) -> QPixmap:
    """One chip as a pixmap, cached; a `gap` is dashed and in the colour of what is unknown."""
    scale = painter.device().devicePixelRatioF()
    font = sized(painter.font(), -1)
    key = f"chip:{text}:{gap}:{limit}:{scale:.2f}:{roles.faint:x}:{roles.question:x}:{font.toString()}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    metrics = QFontMetrics(font)
    text = text[:200].replace("\n", " ")
    if limit is not None:
        room_for_text = max(limit - 2 * CHIP_PADDING, 8)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room_for_text)
    size = QSize(metrics.horizontalAdvance(text) + 2 * CHIP_PADDING + 1, CHIP_HEIGHT)
    pixmap = QPixmap(size * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    drawing = QPainter(pixmap)
    drawing.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.setFont(font)
    pen = QPen(QColor(roles.question if gap else roles.line), 1)
    if gap:
        pen.setDashPattern([2, 1.6])
    drawing.setPen(pen)
    drawing.setBrush(QColor(roles.question_fill if gap else roles.faint))
    drawing.drawRoundedRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1), 4, 4)
    drawing.setPen(QColor(roles.question if gap else roles.text))
    drawing.drawText(QRectF(0, 0, size.width(), size.height()), Qt.AlignmentFlag.AlignCenter, text)
    drawing.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap


def _titled(painter: QPainter, room: QRect, cell: Titled, roles: Colours) -> None:
    if cell.icon:
        colour = roles.muted if cell.muted else roles.accent
        place = QRect(room.left(), room.top(), 20, room.height())
        paint_icon(painter, place, cell.icon, colour)
        room = room.adjusted(32, 0, 0, 0)
    title_font, small = weighted(painter.font(), True), sized(painter.font(), -1)
    line = QFontMetrics(title_font).height()
    top = room.center().y() - line + 1
    hint_width = QFontMetrics(small).horizontalAdvance(cell.hint) if cell.hint else 0
    title_room = QRect(room.left(), top - 2, room.width() - hint_width - 8, line)
    write(painter, title_room, cell.title, roles.text, title_font)
    hint_room = QRect(room.left(), top - 2, room.width(), line)
    write(painter, hint_room, cell.hint, roles.muted, small, RIGHT)
    detail_room = QRect(room.left(), top + line, room.width(), line)
    middle = Qt.TextElideMode.ElideMiddle  # of a path, both ends tell most
    write(painter, detail_room, cell.detail, roles.muted, small, elide=middle)


def _suggested(painter: QPainter, room: QRect, cell: Suggested, roles: Colours, strong: bool, *, wraps: bool) -> None:
    mark = chip(_("suggestion"), painter, roles, gap=True)
    whole = QFontMetrics(weighted(painter.font(), strong)).horizontalAdvance(cell.value[:400]) + 2
    rest = room.width() - _width(mark) - CHIP_GAP
    if cell.value and (cell.brief or whole > rest):  # the name before the word
        paint_icon(painter, QRect(room.left(), room.top(), 14, room.height()), "circle-dashed", roles.question)
        paint_cell(painter, room.adjusted(BRIEF, 0, 0, 0), Text(cell.value), roles, strong, wraps=wraps)
        return
    taken = min(whole, max(rest, 0))
    write(painter, QRect(room.left(), room.top(), taken, room.height()), cell.value, roles.text,
          weighted(painter.font(), strong))  # fmt: skip
    _place(painter, room.adjusted(taken + CHIP_GAP if cell.value else 0, 0, 0, 0), mark)


def _found(painter: QPainter, room: QRect, cell: Found, roles: Colours) -> None:
    """A record and where in it on one line, and the text below, with what was sought in it strong."""
    font, small = painter.font(), sized(painter.font(), -1)
    name = weighted(font, True)
    paint_icon(painter, QRect(room.left(), room.top(), 16, room.height()), cell.icon, roles.muted)
    room = room.adjusted(28, 0, 0, 0)
    line = QFontMetrics(name).height()
    top = room.center().y() - line
    where = min(QFontMetrics(small).horizontalAdvance(cell.where) + 2, room.width() // 2) if cell.where else 0
    title_room = QRect(room.left(), top - 1, room.width() - where - (12 if where else 0), line)
    write(painter, title_room, cell.title, roles.muted if cell.muted else roles.text, name)
    write(painter, QRect(room.right() - where, top - 1, where, line), cell.where, roles.muted, small, RIGHT)
    write_marked(painter, QRect(room.left(), top + line + 1, room.width(), line), cell.text, cell.places, roles, font)


def write_marked(
    painter: QPainter,
    room: QRect,
    text: str,
    places: tuple[tuple[int, int], ...],
    roles: Colours,
    font: QFont,
) -> None:
    """One muted line of text in which the characters at `places` are strong."""
    left, done = room.left(), 0
    for start, end in (*places, (len(text), len(text))):
        for part, strong in ((text[done:start], False), (text[start:end], True)):
            used = weighted(font, strong)
            rest = QRect(left, room.top(), room.right() + 1 - left, room.height())
            write(painter, rest, part, roles.text if strong else roles.muted, used)
            left += QFontMetrics(used).horizontalAdvance(part)
        done = end


def _iconed(painter: QPainter, room: QRect, name: str, text: str, tint: int, colour: int) -> None:
    paint_icon(painter, QRect(room.left(), room.top(), 16, room.height()), name, tint)
    write(painter, room.adjusted(22, 0, 0, 0), text, colour)


def _place(painter: QPainter, room: QRect, picture: QPixmap) -> None:
    height = round(picture.height() / picture.devicePixelRatio())
    top = room.top() + (room.height() - height + 1) // 2
    if _width(picture) <= room.width():
        painter.drawPixmap(room.left(), top, picture)
        return
    painter.save()
    painter.setClipRect(room)
    painter.drawPixmap(room.left(), top, picture)
    painter.restore()


def _width(picture: QPixmap) -> int:
    return round(picture.width() / picture.devicePixelRatio())
