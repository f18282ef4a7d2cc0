"""What a person should know of a layout: what it leaves out, which columns stay empty, and which are required."""

from collections.abc import Iterable

from ropa_desktop.exchange.build import ALSO, Options
from ropa_desktop.exchange.layouts.shape import Layout, LayoutColumn
from ropa_desktop.exchange.layouts.values import VALUES
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.i18n import N_


def remarks(layout: Layout, phrases: Phrases, options: Options) -> tuple[str, ...]:
    """What the person who exports should know, a sentence each: what readers are told, and what more there would be."""
    said = [*for_readers(layout, phrases, options)]
    values = (VALUES[column.value].also for column in layout.columns if column.value)
    kinds = dict.fromkeys(phrases.say(ALSO[also]) for also in values if also and also not in layout.also | options.also)
    if kinds:
        said.append(phrases.say(N_("More can be handed over: {kinds}."), kinds=", ".join(kinds)))
    return tuple(said)


def for_readers(layout: Layout, phrases: Phrases, options: Options) -> tuple[str, ...]:
    """A sentence each: what of Article 30 has no column; the columns that stay empty because Article 30 does not ask
    for what they hold; those for which a register holds nothing."""
    said = []
    if not layout.is_record:
        return (phrases.say(N_("This list does not replace the record of Article 30.")),)
    missing = [f"({letter}) {phrases.say(title)}" for letter, title in layout.leaves_out]
    if missing:
        said.append(phrases.say(N_("This layout has no column for: {facts}."), facts=", ".join(missing)))
    empty = layout.besides(options.also)
    if empty:
        columns = _named(empty, phrases)
        said.append(phrases.say(N_("Empty, because Article 30 does not ask for it: {columns}."), columns=columns))
    if layout.without_field:
        columns = _named(layout.without_field, phrases)
        said.append(phrases.say(N_("Empty, because the register has no field for it: {columns}."), columns=columns))
    return tuple(said)


def legend(layout: Layout, phrases: Phrases) -> tuple[str, ...]:
    """How the table is read: what stands in the first of several rows alone, and which columns are required."""
    said = []
    if layout.row == "combination":
        said.append(phrases.say(N_("What holds for a whole purpose stands in its first row alone.")))
    required = [column for column in layout.columns if column.required]
    optional = [column for column in layout.columns if column.required is False]
    if required and optional:
        fewer, words = required, N_("Required columns: {columns}.")
        if len(optional) < len(required):
            fewer, words = optional, N_("Optional columns: {columns}.")
        said.append(phrases.say(words, columns=_named(fewer, phrases)))
    return tuple(said)


def _named(columns: Iterable[LayoutColumn], phrases: Phrases) -> str:
    return "; ".join(dict.fromkeys(c.heading or phrases.say(VALUES[c.value].title) for c in columns))
