"""Transfers by country and mechanism: how many activities send data there on it."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from ropa_desktop.exchange.overview.figures import Overview, TransferFigures
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.window.overview.shapes import Bar, Drawing, Mark, Room, Shape, Words, nothing

MOST = 8
ROW = 40.0


def lay_out(found: Overview, room: Room) -> Drawing:
    """A row for each way, a dashed bar where part of it is unknown."""
    if not found.transfers:
        if not found.activities:
            return nothing(_("Transfers appear here, and which activities nobody has assessed yet."), room)
        return nothing(_("No activity transfers data to a third country or international organisation."), room)
    rows = _shown(found.transfers)
    most = max(len(one.activities) for one in rows)
    names = room.width * 0.45
    counts = max(28.0, room.width_of(str(most), strong=True) + 2)
    shapes: list[Shape] = []
    marks: list[Mark] = []
    for number, one in enumerate(rows):
        top = number * ROW
        count = len(one.activities)
        unknown = not one.place or not one.mechanism
        place, mechanism = _words(one)
        line = room.line() + 1
        role = "question" if not one.place else "text"
        shapes.append(Words(QRectF(0, top, names - 8, line), place, role))
        role = "question" if not one.mechanism else "muted"
        shapes.append(Words(QRectF(0, top + line, room.width, line - 1), mechanism, role, -1))
        high = 12.0
        wide = max(4.0, (room.width - names - counts - 6) * count / most)
        bar = QRectF(names, top + (line - high) / 2, wide, high)
        shapes.append(Bar(bar, "unknown" if unknown else "documented"))
        shapes.append(Words(QRectF(bar.right() + 6, top, counts, line), str(count), strong=True))
        said = ngettext("{n} activity", "{n} activities", count).format(n=count)
        reach = QRectF(-4, top - 3, room.width + 8, ROW - 3)
        marks.append(Mark(reach, f"{place}, {mechanism}: {said}", one.activities))
    return Drawing(len(rows) * ROW, shapes, marks)


def _words(one: TransferFigures) -> tuple[str, str]:
    if not one.assessed:
        return _("not assessed"), _("whether data leave the EEA is unknown")
    return one.place or _("country unknown"), one.mechanism or _("mechanism unknown")


def _shown(rows: tuple[TransferFigures, ...]) -> list[TransferFigures]:
    """The most used ways by name, the others together; what is not assessed stays apart, at the foot."""
    known = [one for one in rows if one.assessed]
    rest = [one for one in rows if not one.assessed]
    if len(known) > MOST:
        others = known[MOST - 1 :]
        ids = tuple(dict.fromkeys(id for one in others for id in one.activities))
        name = ngettext("{n} other way", "{n} other ways", len(others)).format(n=len(others))
        nowhere = all(not one.place for one in others)
        words = ("", name) if nowhere else (name, _("see the table"))
        known = [*known[: MOST - 1], TransferFigures(*words, True, ids)]
    return [*known, *rest]
