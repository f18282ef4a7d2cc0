"""A record in the shape of a layout: one wide table, a row for each activity, behind the usual cover."""

from collections.abc import Sequence
from dataclasses import replace

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.build import Options, build
from ropa_desktop.exchange.layout_values import VALUES
from ropa_desktop.exchange.layouts import Layout
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Cell, Chapter, Column, Report, Table
from ropa_desktop.i18n import N_, _
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot


def tabulate(snapshot: Snapshot, options: Options, layout: Layout) -> Report:
    """The activities in the layout's role as its table. Raises `BadInput` where another role is asked for."""
    if options.role not in (None, layout.role):
        raise BadInput(_("The layout “{key}” is for the other role. Leave out --role.").format(key=layout.key))

    def chapters(
        phrases: Phrases, keeper: Organisation | None, shown: Sequence[Activity], options: Options
    ) -> tuple[Chapter, ...]:
        return (_chapter(phrases, layout, shown),)

    return build(snapshot, replace(options, role=layout.role), chapters)


def remark(layout: Layout, phrases: Phrases) -> str:
    """What of Article 30 the layout has no column for, in a sentence; empty where it says all."""
    missing = [f"({letter}) {phrases.say(title)}" for letter, title in layout.leaves_out]
    if not missing:
        return ""
    return phrases.say(N_("This layout has no column for: {facts}."), facts=", ".join(missing))


def _chapter(phrases: Phrases, layout: Layout, shown: Sequence[Activity]) -> Chapter:
    columns = tuple(Column(column.heading, column.share) for column in layout.columns)
    rows = tuple(tuple(VALUES[c.value](phrases, activity) for c in layout.columns) for activity in shown)
    said = remark(layout, phrases)
    introduction = [Cell(said)] if said else []
    if not rows:
        introduction.append(Cell(phrases.say(N_("No entries."))))
    blocks = (Table(columns, rows),) if rows else ()
    return Chapter(layout.title(phrases.language), tuple(introduction), (), blocks, landscape=True)
