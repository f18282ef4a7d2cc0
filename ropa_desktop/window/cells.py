"""What a cell of a list holds, as plain values: text, chips, letters, unknown, an answer in words.

A model hands a cell out under `CELL`; the one delegate draws it; `words(cell)` says it to the filter, the
clipboard and the screen reader. Named tuples, not dataclasses: they are defined before the first window is
painted, and a frozen dataclass takes ten times as long to define (0.6 ms each on Python 3.11).
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt

from ropa_desktop.i18n import _
from ropa_desktop.window.letters import (
    STATE_ICONS,
    Shares,
    States,
    shares_words,
    state_word,
    strip_words,
)

CELL = Qt.ItemDataRole.UserRole + 1  # the role under which a model hands out a cell
BRIEF_TITLE = CELL + 2  # the role under which a column says what stands above it where its title has no room


class Text(NamedTuple):
    """Plain words in one of the roles of `Colours`; numbers stand at the right.

    `order` is what the words are sorted by where they would not do themselves: of a date its ISO form.
    """

    value: str = ""
    role: str = "text"
    strong: bool = False
    right: bool = False
    order: str = ""


class Chips(NamedTuple):
    """Several values; a None among them is a gap and drawn as one."""

    values: tuple[str | None, ...]


class Unknown(NamedTuple):
    """A required gap. `open` instead of `unknown` for an assessment not yet made."""

    open: bool = False


class Answered(NamedTuple):
    """None, does not apply, not possible to state: an answer, with its reason."""

    state: str
    reason: str = ""


class Letters(NamedTuple):
    """The strip of one activity."""

    states: States


class Meters(NamedTuple):
    """The strip over many activities, with a caption: "44 of 66 complete"."""

    shares: Shares
    caption: str = ""


class Titled(NamedTuple):
    """Two lines, an icon before them and a hint at the right: a register, a thing to begin with."""

    title: str
    detail: str
    icon: str = ""
    hint: str = ""
    muted: bool = False


class Remark(NamedTuple):
    """An icon and one sentence; `role` is that of the colour, `question` or `muted` or `accent`. A `plain` one has
    its words in the colour of text."""

    icon: str
    sentence: str
    role: str = "muted"
    plain: bool = False


class Suggested(NamedTuple):
    """What was only suggested, with a dashed chip that says so; in a `brief` one an icon stands for the words."""

    value: str = ""
    brief: bool = False


class Found(NamedTuple):
    """A line of what was found: a record, where in it, and a text in which the words at `places` were sought."""

    title: str
    where: str
    text: str
    places: tuple[tuple[int, int], ...] = ()
    icon: str = ""
    muted: bool = False  # an archived record


Cell = Text | Chips | Unknown | Answered | Letters | Meters | Titled | Remark | Found | Suggested


def words(cell: Cell) -> str:
    """The cell in words."""
    match cell:
        case Text():
            return cell.value
        case Chips():
            return ", ".join(value if value is not None else _("unknown") for value in cell.values)
        case Unknown():
            return _("open") if cell.open else _("unknown")
        case Answered():
            return f"{state_word(cell.state)}: {cell.reason}" if cell.reason else state_word(cell.state)
        case Letters():
            return strip_words(cell.states)
        case Meters():
            return "; ".join(part for part in (cell.caption, shares_words(cell.shares)) if part)
        case Titled():
            return "; ".join(part for part in (cell.title, cell.detail, cell.hint) if part)
        case Remark():
            return cell.sentence
        case Suggested():
            return _("{record} (suggestion)").format(record=cell.value) if cell.value else _("suggestion")
        case Found():
            return "; ".join(part for part in (cell.title, cell.where, cell.text) if part)


def answer_icon(cell: Answered) -> str:
    """The icon of an answer."""
    return STATE_ICONS[cell.state]


def sort_key(cell: Cell) -> tuple[int, object]:
    """Where a cell stands when its column is sorted: values first, then answers, gaps, empty cells."""
    from ropa_desktop.model.alphabet import alphabetical  # not before the first window

    said = words(cell)
    if isinstance(cell, Letters):
        open_letters = sum(state in ("unknown", "partly") for _letter, state in cell.states)
        return open_letters, said
    if isinstance(cell, Unknown):
        return 2, said
    if isinstance(cell, Answered):
        return 1, said
    return (0 if said else 3), alphabetical((cell.order if isinstance(cell, Text) else "") or said)
