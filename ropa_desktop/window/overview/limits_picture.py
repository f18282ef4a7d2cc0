"""Time limits from their trigger: bars as long as the period, a diamond for an event, dashes for what is unknown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF

from ropa_desktop.exchange.overview.figures import LimitFigures, Overview
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.window.overview.shapes import Bar, Diamond, Drawing, Line, Mark, Room, Shape, Words, nothing

MOST = 16
ROW, HEAD, BAR = 32.0, 24.0, 15.0
YEAR = 365.25
TICKS = (1, 2, 5, 10, 30, 100)  # years
BEND = 0.4  # of the scale: days can be told apart beside decades


def lay_out(found: Overview, room: Room) -> Drawing:
    """A row for each time limit in use, the shortest first, and how many activities use it."""
    if not found.limits:
        return nothing(_("Time limits appear here once data have one."), room)
    rows = _shown(found.limits)
    most = max(len(one.activities) for one in rows)
    names, counts = room.width * 0.36, max(34.0, room.width_of(str(most), -1) + 10)
    start, wide = names + 8, room.width - names - 8 - counts
    longest = max((one.days or 0.0 for one in rows), default=0.0)
    end = next((years * YEAR for years in TICKS if years * YEAR >= longest), longest)
    ticks = [(0.0, "0"), (YEAR / 4, _("{n} m").format(n=3))]  # TRANSLATORS: months, years
    ticks += [(years * YEAR, _("{n} y").format(n=years)) for years in TICKS]
    foot = HEAD + len(rows) * ROW

    def place(days: float) -> float:
        return start + wide * (min(days, end) / end) ** BEND

    shapes: list[Shape] = []
    marks: list[Mark] = []
    last = -100.0
    for days, word in ticks:
        if days <= end and place(days) - last > 30:
            last = place(days)
            shapes.append(Line(QPointF(last, HEAD - 4), QPointF(last, foot)))
            shapes.append(Words(QRectF(last - 20, 0, 40, HEAD - 6), word, "muted", -1, align="centre"))
    for number, one in enumerate(rows):
        _row(shapes, marks, one, HEAD + number * ROW, names, start, wide, place, room)
    return Drawing(foot, shapes, marks)


def _row(
    shapes: list[Shape], marks: list[Mark], one: LimitFigures, top: float, names: float, start: float, wide: float,
    place: Callable[[float], float], room: Room,
) -> None:  # fmt: skip
    _name(shapes, one.name, QRectF(0, top, names, ROW), room)
    bar = QRectF(start, top + (ROW - BAR) / 2, 34, BAR)
    role = "question" if one.state in ("partly", "unknown") else "muted"
    if one.days is not None:
        bar.setWidth(max(3.0, place(one.days) - start))
        shapes.append(Bar(bar, "documented"))
        role = "muted"
    elif one.state == "documented":
        bar.setWidth(14)
        shapes.append(Diamond(QRectF(start + 1, bar.top() + 1, 13, 13)))
    elif one.rule_id or one.state != "none":
        shapes.append(Bar(bar, "unknown" if one.state == "partly" else one.state))
    else:
        bar.setWidth(0)
    after = QRectF(bar.right() + 6, top, start + wide - bar.right() - 10, ROW)
    inside = bar.adjusted(6, 0, -4, 0) if one.days is not None else QRectF()
    for text in filter(None, (one.said, one.short, one.period)):  # the longest that there is room for
        needed = room.width_of(text, -1)
        if needed <= max(after.width(), inside.width()):
            break
    on_bar = inside.width() > after.width()
    shapes.append(Words(inside if on_bar else after, text, "on_accent" if on_bar else role, -1))
    count = len(one.activities)
    number = QRectF(start + wide + 4, top, room.width - start - wide - 4, ROW)
    shapes.append(Words(number, str(count), "muted", -1, align="right"))
    if one.rule_id:
        marks.append(Mark(QRectF(-4, top + 2, number.left() + 2, ROW - 4), f"{one.name}: {one.said}", (one.rule_id,)))
    said = ngettext("{n} activity", "{n} activities", count).format(n=count)
    reach = number.adjusted(-2, 2, 4, -2) if one.rule_id else QRectF(-4, top + 2, room.width + 8, ROW - 4)
    marks.append(Mark(reach, f"{one.name}: {said}", one.activities))


def _shown(limits: tuple[LimitFigures, ...]) -> list[LimitFigures]:
    """The limits that most activities use, still in order, and the others as one."""
    if len(limits) <= MOST:
        return [*limits]
    ranked = sorted(limits, key=lambda one: (one.rule_id is not None, -len(one.activities)))[: MOST - 1]
    kept = [one for one in limits if one in ranked]
    rest = [one for one in limits if one not in ranked]
    ids = tuple(dict.fromkeys(id for one in rest for id in one.activities))
    name = ngettext("{n} other", "{n} others", len(rest)).format(n=len(rest))
    return [*kept, LimitFigures(None, name, _("see the table"), "", "", None, "none", ids)]


def _name(shapes: list[Shape], name: str, box: QRectF, room: Room) -> None:
    """A name on one line or, in smaller letters, on two."""
    if room.width_of(name) <= box.width():
        shapes.append(Words(box, name))
        return
    line = room.line(-1)
    lines = room.wrapped(name, box.width(), 2, -1)
    top = box.center().y() - line * len(lines) / 2
    for place, words in enumerate(lines):
        shapes.append(Words(QRectF(box.left(), top + place * line, box.width(), line), words, step=-1))
