"""What a person should know of a layout: what it leaves out, which columns stay empty, and which are required."""

from collections.abc import Iterable

from ropa_desktop.exchange.build import ALSO, Options
from ropa_desktop.exchange.layouts.shape import Layout, LayoutColumn
from ropa_desktop.exchange.layouts.values import VALUES
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.i18n import N_


def remarks(layout: Layout, phrases: Phrases, options: Options) -> tuple[str, ...]:
    """What the person who exports should know, a sentence each: what readers are told, and what more there would be,
    of which a public version has none."""
    said = [*for_readers(layout, phrases, options, by_letter=bool(layout.row_on_pages))]
    if options.public:
        return tuple(said)
    values = (VALUES[column.value].also for column in layout.columns if column.value)
    kinds = dict.fromkeys(phrases.say(ALSO[also]) for also in values if also and also not in layout.also | options.also)
    if kinds:
        said.append(phrases.say(N_("More can be handed over: {kinds}."), kinds=", ".join(kinds)))
    return tuple(said)


def for_readers(layout: Layout, phrases: Phrases, options: Options, by_letter: bool = False) -> tuple[str, ...]:
    """A sentence each: what of Article 30 has no column; the columns that stay empty because Article 30 does not ask
    for what they hold; those for which a register holds nothing. `by_letter`: columns are named as a sheet does."""
    said = []
    if not layout.is_record:
        return (phrases.say(N_("This list does not replace the record of Article 30.")),)
    missing = [f"({letter}) {phrases.say(title)}" for letter, title in layout.leaves_out]
    if missing:
        said.append(phrases.say(N_("This layout has no column for: {facts}."), facts=", ".join(missing)))
    empty = layout.besides(options.also)
    if empty:
        columns = _named(empty, layout, phrases, by_letter)
        said.append(phrases.say(N_("Empty, because Article 30 does not ask for it: {columns}."), columns=columns))
    if layout.without_field:
        columns = _named(layout.without_field, layout, phrases, by_letter)
        said.append(phrases.say(N_("Empty, because the register has no field for it: {columns}."), columns=columns))
    return tuple(said)


def legend(layout: Layout, phrases: Phrases) -> tuple[str, ...]:
    """How the table is read: what stands in the first of several rows alone, and which columns are required."""
    said = []
    if layout.row == "combination":
        said.append(phrases.say(N_("What holds for a whole purpose stands in its first row alone.")))
    if any(column.required for column in layout.columns) and any(c.required is False for c in layout.columns):
        said.append(phrases.say(N_("* marks what the template requires; its other columns are optional.")))
    return tuple(said)


def _named(columns: Iterable[LayoutColumn], layout: Layout, phrases: Phrases, by_letter: bool) -> str:
    """Columns by their headings; by their letters on the sheets of a layout that differs from its pages, and of one
    that has none: there they are many."""
    if by_letter or ".pdf" not in layout.formats:
        return _letters([layout.columns.index(column) for column in columns])
    titles = (column.heading or phrases.say(VALUES[column.value].title) for column in columns)
    return "; ".join(dict.fromkeys(title.rstrip("?") for title in titles))  # a sentence goes on behind them


def _letters(places: list[int]) -> str:
    """Columns, counted from 0, as a sheet calls them: "G, L–W"."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ", ".join("–".join(_letter(place) for place in dict.fromkeys((run[0], run[-1]))) for run in runs)


def _letter(place: int) -> str:
    return (_letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)
