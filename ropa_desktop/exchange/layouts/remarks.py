"""What a person should know of a layout: what it leaves out, which columns stay empty, and which are required."""

from collections.abc import Iterable

from ropa_desktop.exchange.build import ALSO, Options
from ropa_desktop.exchange.layouts.shape import Layout, LayoutColumn
from ropa_desktop.exchange.layouts.values import VALUES
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.i18n import N_


def remarks(layout: Layout, phrases: Phrases, options: Options) -> tuple[str, ...]:
    """A sentence each: what of Article 30 has no column; the columns that stay empty because Article 30 does not ask
    for what they hold; those for which a register holds nothing."""
    said = []
    missing = [f"({letter}) {phrases.say(title)}" for letter, title in layout.leaves_out]
    if missing:
        said.append(phrases.say(N_("This layout has no column for: {facts}."), facts=", ".join(missing)))
    empty = [column for column in layout.besides if VALUES[column.value].also not in options.also]
    if empty:
        kinds = dict.fromkeys(phrases.say(ALSO[VALUES[column.value].also]) for column in empty)
        said.append(
            phrases.say(
                N_("Empty, because Article 30 does not ask for it: {columns}. What fills them: {kinds}."),
                columns=_named(empty, phrases),
                kinds=", ".join(kinds),
            )
        )
    if layout.without_field:
        said.append(
            phrases.say(
                N_("Empty, because the register has no field for it: {columns}."),
                columns=_named(layout.without_field, phrases),
            )
        )
    return tuple(said)


def legend(layout: Layout, phrases: Phrases) -> tuple[str, ...]:
    """Which columns the template requires, in words; nothing where it makes no difference."""
    required = [column for column in layout.columns if column.required]
    optional = [column for column in layout.columns if column.required is False]
    if not required or not optional:
        return ()
    if len(required) <= len(optional):
        return (phrases.say(N_("Required columns: {columns}."), columns=_named(required, phrases)),)
    return (phrases.say(N_("Optional columns: {columns}."), columns=_named(optional, phrases)),)


def _named(columns: Iterable[LayoutColumn], phrases: Phrases) -> str:
    return "; ".join(dict.fromkeys(c.heading or phrases.say(VALUES[c.value].title) for c in columns))
