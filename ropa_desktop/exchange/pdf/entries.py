"""One processing activity: its heading, and its sections, each with the letter of Article 30 at its left."""

from dataclasses import dataclass
from functools import partial

from ropa_desktop.exchange.pdf import style
from ropa_desktop.exchange.pdf.blocks import AFTER, columns_needed, measure
from ropa_desktop.exchange.pdf.flow import Flow, Page, Run, Strip
from ropa_desktop.exchange.pdf.structure import Element
from ropa_desktop.exchange.pdf.text import Text, set_text
from ropa_desktop.exchange.report import Entry, Section

_KEEP_ENTRY = 0.45  # of an empty page: an entry up to this height stays on one page
_KEEP_SECTION = 0.25  # of an empty page: so does a section up to this height
_WIDE_TABLE = 2  # columns: a table with more of them stands below the label and takes its column too
_TOGETHER = 3  # sections that an entry begins with on one page
_PADDING = 5.0  # points between the hairline of a section and its texts
_BETWEEN = 24.0  # points between two entries
_BELOW_TITLE = 6.0
_ABOVE_GROUP = 4.0
_BELOW_GROUP = 12.0
_AGAIN = 3  # lines of a label that are repeated on the next page


@dataclass(slots=True)
class _Section:
    """A section measured: the texts at its left, the same for the pages it goes on over, and its blocks; a wide
    one stands below the texts at the left instead of beside them."""

    beside: list[Text]
    again: list[Text]
    runs: list[tuple[Run, bool]]

    @property
    def height(self) -> float:
        label = self._label + AFTER
        blocks = sum([run.height for run, _ in self.runs])
        return _PADDING + (label + blocks if any(wide for _, wide in self.runs) else max(label, blocks))

    def needed(self, capacity: float) -> float:
        """The height that must be left on a page, which holds `capacity`, for the section to begin there."""
        if self.height <= _KEEP_SECTION * capacity or not self.runs:
            return self.height
        run, wide = self.runs[0]
        label = self._label + AFTER
        return _PADDING + (label + run.beginning if wide else max(label, run.beginning))

    @property
    def _label(self) -> float:
        return max([text.height for text in self.beside])


def group_head(group: str, flow: Flow, whole: Element) -> Strip:
    """The head of a group of entries, to be placed with the first of them."""
    text = set_text(flow.typesetter, group, style.GROUP_TITLE, flow.left, flow.width, whole, "H3")
    return Strip([text], above=_ABOVE_GROUP, below=_BELOW_GROUP)


def place_entry(
    entry: Entry, flow: Flow, whole: Element, continued: str, level: int = 3, group: Strip | None = None
) -> tuple[Page, float, float]:
    """Puts an entry into `flow`, below the head of its `group` where it is the first of one.

    Its structure goes under `whole`, with a heading of this `level`. Tells where it begins: the page, and on it the
    heights of its heading and of what stands above it.
    """
    name = entry.name
    head = Strip(
        [set_text(flow.typesetter, name, style.ENTRY_TITLE, flow.left, flow.width, whole, f"H{level}")],
        below=_BELOW_TITLE,
    )
    indent = style.LETTER_COLUMN if any(section.letter for section in entry.sections) else 0.0
    label = _label_column(entry, flow)
    sections = [_measure(section, flow, whole, continued, level + 1, indent, label) for section in entry.sections]
    above = group.height if group else 0.0
    height = above + head.height + sum([section.height for section in sections])
    first = [section.needed(flow.capacity) for section in sections[:_TOGETHER]]
    beginning = min(above + head.height + sum(first), _KEEP_ENTRY * flow.capacity)
    flow.skip(_BETWEEN)
    flow.need(height if height <= _KEEP_ENTRY * flow.capacity else beginning)
    top = flow.y
    if group:
        flow.place(group)
    begun = flow.page, flow.y, top
    flow.place(head)
    with flow.repeating(partial(place_continued, name, continued, flow)):
        for section in sections:
            _place(section, flow)
    flow.hairline()
    return begun


def place_continued(name: str, continued: str, flow: Flow) -> None:
    """The line at the top of a page that says what goes on there."""
    typesetter = flow.typesetter
    mark = f" ({continued})"
    room = flow.width - typesetter.width(mark, style.CONTINUED)
    name = typesetter.shorten(name.replace("\n", " "), style.CONTINUED, room)
    line = set_text(typesetter, name + mark, style.CONTINUED, flow.left, flow.width + 1, count=False)
    flow.place(Strip([line], below=5), read=False)


def _label_column(entry: Entry, flow: Flow) -> float:
    """The usual width of the labels, or more where a long word would be broken, up to a third of the page."""
    longest = max([flow.typesetter.extent(section.title, style.LABEL)[0] for section in entry.sections], default=0.0)
    return max(style.LABEL_COLUMN, min(longest + style.GUTTER + 0.1, flow.width / 3))


def _measure(
    section: Section, flow: Flow, parent: Element, continued: str, level: int, indent: float, label_column: float
) -> _Section:
    """A section; `indent` points are for the letters, where the entry has any, `label_column` for its title."""
    typesetter, left = flow.typesetter, flow.left
    whole = parent.add("Sect")
    heading = whole.add(f"H{level}")
    letter = section.letter if section.letter.startswith("(") or not section.letter else f"({section.letter})"
    middle = left + indent
    value = middle + label_column
    label = set_text(typesetter, section.title, style.LABEL, middle, label_column - style.GUTTER)
    label.owners = [heading] * len(label.owners)
    beside = [label]
    title = f"{section.title} ({continued})"
    repeated = set_text(typesetter, title, style.LABEL_AGAIN, middle, label_column - style.GUTTER, count=False)
    again = [repeated.first(_AGAIN)]
    if letter:
        sign = set_text(typesetter, letter + " ", style.LETTER, left, style.LETTER_COLUMN)
        sign.owners = [heading]
        beside.insert(0, sign)
        again.insert(0, sign)
    runs: list[tuple[Run, bool]] = []
    for block in section.blocks:
        wide = columns_needed(block) > _WIDE_TABLE
        x = middle if wide else value
        run = measure(block, typesetter, x, flow.right - x, whole)
        if run.strips:
            runs.append((run, wide))
    return _Section(beside, again, runs)


def _place(section: _Section, flow: Flow) -> None:
    flow.need(section.needed(flow.capacity))
    flow.hairline()
    flow.y -= _PADDING
    flow.beside(section.beside)
    for run, wide in section.runs:
        if wide:
            flow.past(AFTER)
        with flow.repeating(partial(_go_on, section, wide, flow)):
            flow.run(run)
    flow.past(AFTER)


def _go_on(section: _Section, wide: bool, flow: Flow) -> None:
    """Repeats letter and label at the top of a page that a section goes on over."""
    flow.hairline()
    flow.y -= _PADDING
    flow.beside(section.again, read=False)
    if wide:
        flow.past(AFTER)
