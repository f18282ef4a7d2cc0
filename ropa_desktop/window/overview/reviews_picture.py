"""Reviews due: what is overdue, the months to come, what is later, and what has no date."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from ropa_desktop.exchange.overview.figures import Overview
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.window.overview.shapes import Bar, Drawing, Line, Mark, Room, Shape, Words, nothing

HEIGHT, FOOT = 206.0, 22.0
LEAST_BAR = 4.0


def lay_out(found: Overview, room: Room) -> Drawing:
    """One bar for each time, its number above it."""
    most = max(len(one.records) for one in found.reviews)
    if not most:
        return nothing(_("Nothing to review yet. Review dates of activities, engagements and assessments appear here."),
                       room)  # fmt: skip
    shapes: list[Shape] = []
    marks: list[Mark] = []
    words = [one.name[:3] if one.key[:1].isdigit() else one.name for one in found.reviews]  # a month in three letters
    counts = [room.width_of(str(len(one.records)), strong=True) for one in found.reviews]
    slots = [max(room.width_of(word, -1) + 6, count + 2, 20.0) for word, count in zip(words, counts, strict=True)]
    spare = (room.width - sum(slots)) / len(slots)
    slots = [slot + spare for slot in slots]
    ground = HEIGHT - FOOT
    reach = ground - room.line() - 8
    left = 0.0
    for one, word, slot in zip(found.reviews, words, slots, strict=True):
        count = len(one.records)
        high = max(LEAST_BAR, reach * count / most) if count else 0.0
        bar = min(slot - 8, 34.0)
        box = QRectF(left + (slot - bar) / 2, ground - high, bar, high)
        open_ = one.key in ("overdue", "unknown")
        if count:
            state = one.key if open_ else "documented"
            shapes.append(Bar(box, state))
        number = QRectF(left, ground - high - room.line() - 3, slot, room.line())
        shapes.append(Words(number, str(count), "text" if count else "muted", strong=bool(count), align="centre"))
        role = "question" if open_ and count else "muted"
        shapes.append(Words(QRectF(left - 4, ground + 4, slot + 8, FOOT - 4), word, role, -1, align="centre"))
        if count:
            said = ngettext("{when}: {n} review", "{when}: {n} reviews", count).format(when=one.name, n=count)
            marks.append(Mark(number.united(box).adjusted(0, -1, 0, 2), said, one.records))
        left += slot
    shapes.append(Line(QPointF(0, ground + 0.5), QPointF(room.width, ground + 0.5), "edge"))
    return Drawing(HEIGHT, shapes, marks)
