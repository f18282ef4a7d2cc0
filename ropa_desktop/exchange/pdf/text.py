"""A wrapped text in its column, ready to be drawn in one piece or, where a page ends, in several."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from itertools import groupby

from ropa_desktop.exchange.pdf import bidi, marks
from ropa_desktop.exchange.pdf.objects import string
from ropa_desktop.exchange.pdf.structure import Element, Sheet
from ropa_desktop.exchange.pdf.style import MUTED, STATE_COLOURS, Style
from ropa_desktop.exchange.pdf.typeset import Typesetter
from ropa_desktop.exchange.report import Passage, State, pieces, sign

CHIP_INSET = 5.0  # from the dashed outline to the words in it
SIGN_INSET = 11.0  # room for the sign before "none" and its like
STRIPE_INSET = 8.0  # from a quotation's stripe to its words

_SIGN_SIZE, _SIGN_RAISED, _SIGN_AFTER = 0.62, 0.36, 1.2  # of the type; of the type; points behind the text

_LONGEST_SPOKEN = 8000  # characters: PDF/A allows a string 32,767 bytes, and a character takes up to four
_LINES_SPOKEN = 20  # of at most some 300 characters, where a paragraph is longer

_INSETS = {
    State.value: 0.0,
    State.unknown: CHIP_INSET,
    State.none: SIGN_INSET,
    State.not_applicable: SIGN_INSET,
    State.not_possible: SIGN_INSET,
}


@dataclass(slots=True)
class Text:
    """Lines from `x`, at most `width` points wide. `ends` tells after which line each of the paragraphs ends,
    `owners` which element of the structure each belongs to (None: it is drawn and not read). `sign` is drawn small
    behind the last line; `others` are the passages of each line in another language, where they are not all of a
    paragraph, whose element names it then. `gap` points of white part a paragraph from the next."""

    lines: list[str]
    ends: list[int]
    owners: list[Element | None]
    style: Style
    x: float
    width: float
    state: State
    quoted: bool
    sign: str = ""
    others: dict[int, list[Passage]] = field(default_factory=dict)
    gap: float = 0.0

    @property
    def height(self) -> float:
        return self.depth(0, len(self.lines))

    def depth(self, first: int, last: int) -> float:
        """The height of the lines `first` up to before `last` where they stand together."""
        parted = bisect_left(self.ends, last) - bisect_right(self.ends, first) if self.gap and last > first else 0
        return (last - first) * self.style.leading + parted * self.gap

    def fitting(self, first: int, room: float) -> int:
        """How many lines from `first` on `room` points hold: at least one, unless none is left."""
        last = min(len(self.lines), first + max(1, int(room // self.style.leading)))
        while last > first + 1 and self.depth(first, last) > room:
            last -= 1
        return last - first

    @property
    def read(self) -> str:
        """All its words, in the order of reading."""
        return "".join(self.lines).strip()

    def first(self, lines: int) -> Text:
        """Only its first lines, with an ellipsis in place of what is left out."""
        if len(self.lines) <= lines:
            return self
        kept = [*self.lines[: lines - 1], self.lines[lines - 1].rstrip()[:-1] + "… "]
        return replace(self, lines=kept, ends=[lines], owners=self.owners[:1], sign="", others={})


def inset(state: State, quoted: bool = False) -> float:
    """How much of the column's width goes to what is drawn on the left of a text (and on the right of a chip)."""
    return STRIPE_INSET if quoted else _INSETS[state]


def set_text(
    typesetter: Typesetter,
    text: str,
    style: Style,
    x: float,
    width: float,
    parent: Element | None = None,
    tag: str = "P",
    scope: str = "",
    *,
    state: State = State.value,
    quoted: bool = False,
    count: bool = True,
    gap: float = 0.0,
) -> Text:
    """Wraps `text` and gives it its place in the structure: an element `tag` under `parent`.

    Each line of the text, as LF divides it, is a paragraph. Several become one P each: in the `tag` element, or
    beside each other where that is a P itself. Without a `parent`, the text is drawn and not read.
    """
    indent = inset(state, quoted)
    room = max(width - indent * (2 if state is State.unknown else 1), style.size)
    mixed = [(typesetter.clean(piece, count), language) for piece, language in pieces(text)] if sign(text) else []
    cleaned = "".join(piece for piece, _language in mixed) if mixed else typesetter.clean(text, count)
    paragraphs = cleaned.split("\n")
    lines: list[str] = []
    ends: list[int] = []
    for paragraph in paragraphs:
        lines += typesetter.wrap(paragraph, style, room)
        ends.append(len(lines))
    owners: list[Element | None] = [None] * len(paragraphs)
    if parent is not None and len(paragraphs) == 1:
        owners = [parent.add(tag, scope)]
    elif parent is not None:
        whole = parent if tag == "P" else parent.add(tag, scope)
        owners = [whole.add("P") if paragraph.strip() else None for paragraph in paragraphs]
    others = _others(mixed, lines, ends, owners)
    if typesetter.right_to_left:
        ends, owners = _spoken(lines, ends, owners, typesetter)
    return Text(lines, ends, owners, style, x, width, state, quoted, sign(text), others, gap)


def _others(
    mixed: list[tuple[str, str | None]], lines: list[str], ends: list[int], owners: list[Element | None]
) -> dict[int, list[Passage]]:
    """The passages of each line in another known language. Where they are all of a paragraph, its element says so."""
    found: dict[int, list[Passage]] = {}
    languages = [language or "" for piece, language in mixed for _character in piece]
    if not any(languages):
        return found
    start = place = 0
    for end, owner in zip(ends, owners, strict=True):
        long = sum(map(len, lines[start:end]))
        said = {*languages[place : place + long]}
        if len(said) == 1 and owner is not None:
            owner.language = said.pop()
        elif any(said):
            at = place
            for number in range(start, end):
                found[number] = _runs(languages[at : at + len(lines[number])])
                at += len(lines[number])
        start, place = end, place + long + 1  # the line end between two paragraphs
    return found


def _runs(languages: list[str]) -> list[Passage]:
    """Neighbouring characters of one language each, as passages."""
    found: list[Passage] = []
    for language, run in groupby(languages):
        start = found[-1][1] if found else 0
        found.append((start, start + len(list(run)), language))
    return found


def _spoken(
    lines: list[str], ends: list[int], owners: list[Element | None], typesetter: Typesetter
) -> tuple[list[int], list[Element | None]]:
    """Gives the elements of paragraphs that run from right to left their text in the order of reading.

    A very long one gets a Span for every so many of its lines. Returns ends and owners, these Spans among them.
    """
    all_ends: list[int] = []
    all_owners: list[Element | None] = []
    start = 0
    for end, owner in zip(ends, owners, strict=True):
        step = end - start
        if owner and typesetter.runs_right_to_left("".join(lines[start:end])):
            if sum(map(len, lines[start:end])) > _LONGEST_SPOKEN:
                step = _LINES_SPOKEN
            for first in range(start, end, step):
                last = min(first + step, end)
                piece = owner if step == end - start else owner.add("Span")
                piece.spoken = "".join(lines[first:last])
                all_ends.append(last)
                all_owners.append(piece)
        else:
            all_ends.append(end)
            all_owners.append(owner)
        start = end
    return all_ends, all_owners


def draw(
    text: Text,
    first: int,
    last: int,
    code: list[str],
    sheet: Sheet,
    typesetter: Typesetter,
    top: float,
    *,
    read: bool,
) -> None:
    """Draws the lines `first` up to before `last`, the upper edge of the first at `top`; `read` is False where
    they are only repeated, and no reader is to hear them twice."""
    if first >= last:
        return
    style, x = text.style, text.x + inset(text.state, text.quoted)
    if text.state is not State.value or text.quoted:
        code.append(_decoration(text, first, last, typesetter, top))
    baseline = top - style.ascent
    colour = typesetter.colour(style) if text.state is State.value else STATE_COLOURS[text.state]
    begin = f"BT {typesetter.face(style)} {colour.numbers} rg {style.leading:g} TL 1 0 0 1 {x:.2f} "
    for number in range(bisect_right(text.ends, first), bisect_left(text.ends, last) + 1):
        start, end, owner = text.ends[number - 1] if number else 0, text.ends[number], text.owners[number]
        here, there = max(start, first), min(end, last)
        if not text.lines[here]:
            continue
        shown = text.lines[here:there]
        y = baseline - text.depth(first, here + 1) + style.leading
        if typesetter.right_to_left and any(map(typesetter.runs_right_to_left, shown)):
            drawn = _right_to_left(shown, bidi.is_right_to_left("".join(text.lines[start:end])), text, typesetter, x, y)
        else:
            spoken = text.others if read and owner is not None else {}
            drawn = f"{y:.2f} Tm " + " T* ".join(
                [_show(line, spoken.get(place), style, typesetter) for place, line in enumerate(shown, here)]
            )
        if read and owner is not None:
            code.append(f"/{owner.tag} <</MCID {sheet.mark(owner)}>> BDC {begin}{drawn} ET EMC")
        else:
            code.append(f"/Artifact <</Type /Pagination>> BDC {begin}{drawn} ET EMC")
    if text.sign and last == len(text.lines):
        code.append(_sign(text, x, baseline - text.depth(first, last) + style.leading, typesetter))


def _show(line: str, runs: list[Passage] | None, style: Style, typesetter: Typesetter) -> str:
    """The operators that draw a line, its runs of other languages named (ISO 32000-1, 14.9.2)."""
    if not runs:
        return typesetter.show(line, style)
    drawn = []
    for start, end, language in runs:
        shown = typesetter.show(line[start:end], style)
        drawn.append(f"/Span <</Lang {string(language)}>> BDC {shown} EMC" if language else shown)
    return " ".join(drawn)


def _sign(text: Text, x: float, baseline: float, typesetter: Typesetter) -> str:
    """The sign of another language, small behind the last line. It is not read: whoever listens hears the language."""
    small = replace(text.style, size=text.style.size * _SIGN_SIZE, colour=MUTED)
    x += typesetter.width(text.lines[-1], text.style) + _SIGN_AFTER
    y = baseline + _SIGN_RAISED * text.style.size
    shown = typesetter.show(text.sign, small)
    begin = f"BT {typesetter.face(small)} {MUTED.numbers} rg 1 0 0 1 {x:.2f} {y:.2f} Tm"
    return f"/Artifact <</Type /Layout>> BDC {begin} {shown} ET EMC"


def _right_to_left(lines: list[str], backwards: bool, text: Text, typesetter: Typesetter, x: float, y: float) -> str:
    """The operators for lines with Hebrew or Arabic in them; `backwards`: their paragraph begins at the right."""
    operators = [f"{y:.2f} Tm"]
    for number, line in enumerate(lines):
        shown, width = typesetter.show_right_to_left(line, text.style, backwards)
        start = text.x + text.width - width if backwards and text.state is State.value else x
        operators.append(f"1 0 0 1 {start:.2f} {y - number * text.style.leading:.2f} Tm {shown}")
    return " ".join(operators)


def _decoration(text: Text, first: int, last: int, typesetter: Typesetter, top: float) -> str:
    """What sets these lines apart: the stripe of a quotation, the outline of an unknown, the sign of an answer."""
    bottom = top - text.depth(first, last)
    if text.quoted:
        return marks.stripe(text.x, bottom, top - bottom)
    if text.state is State.unknown:
        widest = max(typesetter.width(line, text.style) for line in text.lines[first:last])
        return marks.chip(text.x, bottom + 0.4, widest + 2 * CHIP_INSET, top - bottom - 0.8)
    middle = top - text.style.ascent + 0.36 * text.style.size
    return marks.sign(text.state, text.x + 4, middle) if first == 0 else ""
