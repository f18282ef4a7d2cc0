"""Text runs down pages: strips of texts side by side, split between lines where a page ends.

`y` is measured upward from the page's lower edge, as PDF does. What is placed goes into the page's `code` at once,
as the operators that draw it; only the furniture that needs the number of pages is drawn later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, pairwise
from typing import Protocol

from ropa_desktop.exchange.pdf import marks, style
from ropa_desktop.exchange.pdf.structure import Sheet
from ropa_desktop.exchange.pdf.text import Text, draw
from ropa_desktop.exchange.pdf.typeset import Typesetter

ORPHANS = 2  # lines of a text that stay together before and after the turn of a page
_WHOLE_SHARE = 0.22  # of an empty page: so much of one that lies across, where the former would be a third of it
_FITS = 0.8  # of an empty page: a row up to this height fits below what is repeated at the top
_FOOT = 0.25  # of an empty page: with less left, such a row begins the next one
WHOLE = 150.0  # points: a strip up to this height is not split, but moves to the next page


@dataclass(slots=True, eq=False)
class Page:
    """A page as it will be drawn. `head` stands on the left of its running head; without one there is none.
    `places` are what contents and bookmarks lead to: a name and a height. `drawn` is the number of the object that
    holds what stands on it once it is full, `key` its key in the structure."""

    size: tuple[float, float]
    head: str
    code: list[str] = field(default_factory=list)
    sheet: Sheet = field(default_factory=Sheet)
    places: list[tuple[str, float]] = field(default_factory=list)
    number: int = 0
    drawn: int = 0
    key: int = 0


@dataclass(slots=True)
class Strip:
    """Texts side by side that begin at one height, with the space above and below them (points). `ruled` draws a
    hairline along the upper edge, from the left of the first text to the right of the last. `leads` keeps it on
    one page with the strip that follows. `again` stand in place of the first texts where the others go on over a page
    without them."""

    texts: list[Text]
    above: float = 0.0
    below: float = 0.0
    ruled: bool = False
    leads: bool = False
    again: tuple[Text, ...] = ()

    @property
    def height(self) -> float:
        return self.above + max([text.height for text in self.texts]) + self.below


@dataclass(slots=True)
class Run:
    """Strips that follow each other, such as the rows of a table. `caption` stands above them once; `head` is
    repeated where the run goes on over a page, and not read again. `rest` are more strips of a run that is too long
    to be measured before it is placed: each is made when its turn comes."""

    strips: list[Strip]
    head: Strip | None = None
    caption: Strip | None = None
    rest: Iterator[Strip] = field(default_factory=lambda: iter(()))

    @property
    def height(self) -> float:
        return self._above + sum([strip.height for strip in self.strips])

    @property
    def beginning(self) -> float:
        """The height of what is not parted: caption, head and the first strip, or its first lines, and the strip that
        it leads."""
        first = self.strips[:2] if self.strips[0].leads else self.strips[:1]
        return self._above + sum([min(strip.height, WHOLE) for strip in first])

    @property
    def _above(self) -> float:
        return sum([strip.height for strip in (self.caption, self.head) if strip])


class Pages(Protocol):
    """What takes pages as they come: each when it begins, and when it is full."""

    def begin(self, page: Page) -> None: ...

    def finish(self, page: Page) -> None: ...


class Flow:
    """The pages so far, and the place on the last of them where the next strip goes. Without `taken` by anything, the
    pages are laid out only to see how many there are."""

    def __init__(self, typesetter: Typesetter, taken: Pages | None = None) -> None:
        self.typesetter = typesetter
        self.taken = taken
        self.pages: list[Page] = []
        self.y = 0.0
        self._start = 0.0  # where the page's own content begins, below what is repeated
        self._floor = 0.0  # how far down something beside the strips reaches
        self._repeats: list[Callable[[], None]] = []

    @property
    def page(self) -> Page:
        return self.pages[-1]

    @property
    def left(self) -> float:
        return style.MARGIN

    @property
    def right(self) -> float:
        return self.page.size[0] - style.MARGIN

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def room(self) -> float:
        """The height that is left on the page."""
        return self.y - style.BOTTOM

    @property
    def fresh(self) -> bool:
        """Whether nothing stands on the page yet."""
        return self.y >= self._start

    @property
    def capacity(self) -> float:
        """The height of an empty page."""
        return self.page.size[1] - style.TOP - style.BOTTOM

    def begin(self, size: tuple[float, float], head: str) -> None:
        """Begins a page of `size`, with `head` on the left of its running head."""
        self.finish()
        self.pages.append(Page(size, head))
        if self.taken:
            self.taken.begin(self.page)
        self.y = self._start = size[1] - style.TOP
        self._floor = self.y

    def finish(self) -> None:
        """Leaves the last page, to which nothing is added any more."""
        if self.pages and self.taken:
            self.taken.finish(self.page)

    def turn(self) -> None:
        """Goes on over the page: a new one like it, with whatever is being continued repeated at its top."""
        self.begin(self.page.size, self.page.head)
        for repeat in self._repeats:
            repeat()
        self._start = self.y

    def need(self, height: float) -> None:
        """Turns the page unless `height` points are left on it, or it is empty."""
        if self.room < height and not self.fresh:
            self.turn()

    def skip(self, height: float) -> None:
        """Leaves white space, except at the top of a page."""
        if not self.fresh:
            self.y -= height

    @contextmanager
    def repeating(self, *repeats: Callable[[], None]) -> Iterator[None]:
        """While this lasts, `repeats` are called at the top of each new page."""
        outer = self._repeats
        self._repeats = [*outer, *repeats]
        try:
            yield
        finally:
            self._repeats = outer

    def hairline(self) -> None:
        """A thin line across the whole width, at the present height."""
        self.page.code.append(marks.hairline(self.left, self.right, self.y))

    def beside(self, texts: list[Text], read: bool = True) -> None:
        """Draws texts that stand beside the coming strips, from the present height down; `past` goes below them."""
        for text in texts:
            self._draw(text, 0, len(text.lines), self.y, read)
            self._floor = min(self._floor, self.y - text.height)

    def past(self, space: float = 0.0) -> None:
        """Goes at least `space` points below whatever was put `beside`."""
        self.y = min(self.y, self._floor - space)

    def run(self, run: Run) -> None:
        """Places a run, its head with at least its first strip, and again on each page that it reaches."""
        if run.caption or run.head:
            self.need(run.beginning)
        for strip in (run.caption, run.head):
            if strip:
                self.place(strip)
        head = run.head
        # A head that is very high is not repeated: it would leave no room for what it heads.
        repeats = [partial(self.place, head, read=False)] if head and head.height < self.capacity / 4 else []
        with self.repeating(*repeats):
            for strip, following in pairwise(chain(run.strips, run.rest, (None,))):
                if strip and strip.leads and following:
                    self.need(strip.height + min(following.height, WHOLE))
                if strip:
                    self.place(strip)

    def place(self, strip: Strip, read: bool = True) -> None:
        """Places a strip: here, or on the next page if it is low enough to stay whole, or over several pages."""
        height = strip.height
        if height > self.room and not self.fresh:
            beginning = strip.above + ORPHANS * max([text.style.leading for text in strip.texts])
            if strip.ruled and height <= _FITS * self.capacity:
                beginning = _FOOT * self.capacity  # no row begins with a few lines that fits the next page as a whole
            if height <= min(WHOLE, _WHOLE_SHARE * self.capacity) or self.room < beginning:
                self.turn()
        self._begin_strip(strip)
        if height - strip.above <= self.room:
            for text in strip.texts:
                self._draw(text, 0, len(text.lines), self.y, read)
            self.y -= height - strip.above
        else:
            self._split(strip, read)

    def _begin_strip(self, strip: Strip) -> None:
        if strip.ruled:
            last = strip.texts[-1]
            self.page.code.append(marks.hairline(strip.texts[0].x, last.x + last.width, self.y))
        self.y -= strip.above

    def _split(self, strip: Strip, read: bool) -> None:
        """Draws a strip that is too high for the page: as many lines of each text as it takes, then the next page."""
        done = [0] * len(strip.texts)
        while True:
            lowest = self.y
            for index, text in enumerate(strip.texts):
                first, rest = done[index], len(text.lines) - done[index]
                count = text.fitting(first, self.room)
                if rest - count == 1 and count > ORPHANS:
                    count -= 1  # two lines on the next page rather than a lonely one
                self._draw(text, first, first + count, self.y, read)
                done[index] += count
                lowest = min(lowest, self.y - text.depth(first, first + count))
            if all(count == len(text.lines) for count, text in zip(done, strip.texts, strict=True)):
                self.y = lowest - strip.below
                return
            self.turn()
            self._begin_strip(strip)
            for count, text, again in zip(done, strip.texts, strip.again, strict=False):
                if count == len(text.lines):
                    self._draw(again, 0, len(again.lines), self.y, read=False)

    def draw_at(self, text: Text, top: float) -> None:
        """Draws a text with its upper edge at `top`, whatever stands there."""
        self._draw(text, 0, len(text.lines), top, read=True)

    def _draw(self, text: Text, first: int, last: int, top: float, read: bool) -> None:
        draw(text, first, last, self.page.code, self.page.sheet, self.typesetter, top, read=read)
