"""Complete by letter: for each controller and processor a bar per letter of Article 30, in parts by state."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QPointF, QRectF

from ropa_desktop.exchange.overview.figures import STATES, KeeperFigures, LetterFigures, Overview
from ropa_desktop.exchange.overview.tables import article_of, letter_title, state_title
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.law.completeness import LETTERS
from ropa_desktop.window.editor.activity_form import TAB_WORDS
from ropa_desktop.window.overview.shapes import Bar, Drawing, Letter, Line, Mark, Room, Shape, Words, nothing

MOST = 9  # rows of one role; the others are brought together
ROW, HEAD, BAR = 46.0, 52.0, 11.0
LEAST_PART = 4.0  # the width of a part of a bar that would be narrower


def lay_out(found: Overview, room: Room) -> Drawing:
    """The rows of Article 30(1), then those of 30(2), then what the patterns say."""
    if not found.letters:
        return nothing(_("No activities yet. Each letter of Article 30 appears here, by controller."), room)
    shapes: list[Shape] = []
    marks: list[Mark] = []
    names = max(110.0, min(room.width * 0.25, 190.0))
    wide = (room.width - names) / 7
    top = 0.0
    for role in LETTERS:
        rows = _shown([one for one in found.letters if one.role == role])
        if rows:
            if top:
                top += 10
            top += _head(shapes, role, names, wide, top, room)
            for row in rows:
                shapes.append(Line(QPointF(0, top), QPointF(room.width, top)))
                _row(shapes, marks, row, names, wide, top + 6, room)
                top += ROW
    top = _legend(shapes, top + 8, room, {state for one in found.letters for x in one.letters for state in x.states})
    return Drawing(top, shapes, marks)


def _shown(rows: list[KeeperFigures]) -> list[KeeperFigures]:
    """The largest rows, and the others as one."""
    if len(rows) <= MOST:
        return rows
    rest = rows[MOST - 1 :]
    name = ngettext("{n} other", "{n} others", len(rest)).format(n=len(rest))
    letters = []
    for place, letter in enumerate(LETTERS[rest[0].role]):
        together: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for row in rest:
            for state, ids in row.letters[place].states.items():
                together[state] += ids
        letters.append(LetterFigures(letter, {state: together[state] for state in STATES if state in together}))
    activities = tuple(id for row in rest for id in row.activities)
    return [*rows[: MOST - 1], KeeperFigures(None, name, rest[0].role, activities, tuple(letters))]


def _head(shapes: list[Shape], role: str, names: float, wide: float, top: float, room: Room) -> float:
    """The letters, and below them what they ask for where there is room; gives how high that is."""
    shapes.append(Words(QRectF(0, top, names - 8, 20), article_of(role), "muted", -1))
    words = [_(word).rpartition("|")[2] for word in TAB_WORDS[role]]
    fits = all(room.width_of(word, -1) <= wide - 4 for word in words)
    for place, letter in enumerate(LETTERS[role]):
        left = names + place * wide
        shapes.append(Letter(QRectF(left, top, 20, 20), letter, "documented"))
        if fits:
            shapes.append(Words(QRectF(left, top + 24, wide - 2, room.line(-1)), words[place], "muted", -1))
    return HEAD if fits else HEAD - 22


def _row(
    shapes: list[Shape], marks: list[Mark], row: KeeperFigures, names: float, wide: float, top: float, room: Room
) -> None:
    line = room.line() + 2
    whole = len(row.activities)
    counted = ngettext("{n} activity", "{n} activities", whole).format(n=whole)
    name, count = QRectF(0, top, names - 10, line), QRectF(0, top + line, names - 10, line - 2)
    shapes.append(Words(name, row.name, strong=True))
    shapes.append(Words(count, counted, "muted", _step(counted, count, room)))
    if row.keeper_id:
        marks.append(Mark(name.adjusted(-3, 0, 3, 0), row.name, (row.keeper_id,)))
    marks.append(Mark(count.adjusted(-3, 0, 3, 1), f"{row.name}: {counted}", row.activities))
    longest = _("{done} of {all}").format(done=whole, all=whole)
    spacious = room.width_of(longest, -1, strong=True) <= wide - 0.5  # else of how many stands before the row alone
    for place, letter in enumerate(row.letters):
        box = QRectF(names + place * wide, top + 4, wide - 10, BAR)
        _parts(shapes, marks, row, letter, box)
        done = len(letter.answered)
        number = QRectF(box.left(), box.bottom() + 3, wide - 0.5, line - 2)
        said = _("{done} of {all}").format(done=done, all=whole) if spacious else str(done)
        role, step = "muted" if done == whole else "text", _step(said, number, room, strong=done != whole)
        shapes.append(Words(number, said, role, step, strong=done != whole))
        if done and len(letter.states) > 1:
            asked = f"{row.name}, ({letter.letter}) {letter_title(row.role, letter.letter)}"
            answered = _("{letter}: {n} without a gap").format(letter=asked, n=done)
            marks.append(Mark(number.adjusted(-3, 0, 0, 0), answered, letter.answered))


def _step(number: str, box: QRectF, room: Room, *, strong: bool = False) -> int:
    """The size of a number that must be read whole."""
    return -1 if room.width_of(number, -1, strong) <= box.width() else -2


def _parts(shapes: list[Shape], marks: list[Mark], row: KeeperFigures, letter: LetterFigures, box: QRectF) -> None:
    whole = len(row.activities)
    widths = {state: max(LEAST_PART, box.width() * len(ids) / whole) for state, ids in letter.states.items()}
    over = sum(widths.values()) - box.width()
    widest = max(widths, key=lambda state: widths[state])
    widths[widest] -= over
    left = box.left()
    for state, ids in letter.states.items():
        part = QRectF(left, box.top(), widths[state], box.height())
        left += widths[state]
        shapes.append(Bar(part, state))
        asked = f"{row.name}, ({letter.letter}) {letter_title(row.role, letter.letter)}"
        said = _("{letter}: {n} {state}").format(letter=asked, n=len(ids), state=state_title(state))
        reach = part.adjusted(-2, -4, 2, 4 if len(letter.states) > 1 else 22)
        marks.append(Mark(reach, said, ids))


def _legend(shapes: list[Shape], top: float, room: Room, states: set[str]) -> float:
    """What the patterns say, on as many lines as it takes; gives where it ends."""
    left = 0.0
    for state in STATES:
        if state not in states:
            continue
        words = state_title(state)
        wide = 26 + 6 + room.width_of(words, -1) + 16
        if left and left + wide > room.width:
            left, top = 0.0, top + 20
        shapes.append(Bar(QRectF(left, top + 4, 24, 10), state))
        shapes.append(Words(QRectF(left + 30, top, wide - 36, 18), words, "muted", -1))
        left += wide
    return top + 20
