"""A record in the shape of a table: the usual cover, then a row for each thing that a row of the layout stands for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ropa_desktop.exchange.annexes import without_transfers
from ropa_desktop.exchange.build import Options, build
from ropa_desktop.exchange.layouts.heads import above, beside
from ropa_desktop.exchange.layouts.remarks import for_readers, legend
from ropa_desktop.exchange.layouts.rows import ROWS, Row
from ropa_desktop.exchange.layouts.shape import Layout, LayoutColumn
from ropa_desktop.exchange.layouts.values import VALUES
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Cell, Chapter, Column, Place, Report, Table
from ropa_desktop.i18n import N_
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.alphabet import alphabetical
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot


def tabulate(snapshot: Snapshot, options: Options, layout: Layout) -> Report:
    """The activities as the layout's table."""

    def chapters(
        phrases: Phrases, keeper: Organisation | None, shown: Sequence[Activity], options: Options
    ) -> tuple[Chapter, ...]:
        made = []
        if layout.head_on_pages:
            head = beside(phrases, layout, keeper, options.produced_on or date.today().isoformat())
            title = phrases.say(N_("Contact details"))
            made.append(Chapter(title, blocks=(head,), landscape=True, only=Place.pages))
        if not layout.row_on_pages:
            return (*made, _chapter(phrases, layout, keeper, shown, options))
        on_pages = replace(layout, row=layout.row_on_pages, head_rows=0)
        made.append(_chapter(phrases, on_pages, keeper, shown, options, Place.pages))
        return (*made, _chapter(phrases, layout, keeper, shown, options, Place.sheets))

    return build(snapshot, options, chapters, layout.also)


def _chapter(
    phrases: Phrases,
    layout: Layout,
    keeper: Organisation | None,
    shown: Sequence[Activity],
    options: Options,
    only: Place = Place.everywhere,
) -> Chapter:
    shown = _sorted(shown, layout, phrases.language)
    also = options.also | layout.also
    held = layout.shown(options.also)
    columns = tuple(_column(phrases, layout, column) for column in held)
    stood = ROWS[layout.row](phrases, keeper, shown)
    rows = tuple(tuple(cell(phrases, row, column, also) for column in held) for row in stood)
    if layout.row == "combination":
        rows = _once(stood, rows, held)
    told = for_readers(layout, phrases, options, by_letter=only is Place.sheets)
    introduction = [Cell(sentence) for sentence in (*told, *legend(layout, phrases))]
    if layout.row == "transfer":
        introduction += without_transfers(phrases, shown)
    if not rows:
        introduction.append(Cell(phrases.say(N_("No entries."))))
    day = options.produced_on or date.today().isoformat()
    blocks = (Table(columns, rows, above=above(phrases, layout, keeper, day)),) if rows else ()
    return Chapter(layout.title(phrases.language), tuple(introduction), (), blocks, landscape=True, only=only)


def _once(
    stood: Sequence[Row], rows: tuple[tuple[Cell, ...], ...], columns: Sequence[LayoutColumn]
) -> tuple[tuple[Cell, ...], ...]:
    """Combinations, without what the row above says of the same purpose already: so templates are filled in, and it is
    read back so. A column that differs from line to line of the data says it in each."""
    kept = []
    for place, row in enumerate(rows):
        above_it = stood[place - 1] if place else None
        if above_it and above_it.activities == stood[place].activities and above_it.purposes == stood[place].purposes:
            row = tuple(
                Cell("") if cell == before and not (column.value and VALUES[column.value].by_line) else cell
                for column, cell, before in zip(columns, row, rows[place - 1], strict=True)
            )
        kept.append(row)
    return tuple(kept)


def _sorted(shown: Sequence[Activity], layout: Layout, language: str) -> Sequence[Activity]:
    """By department where the layout goes by business function, those without one last; else as they come."""
    if layout.sorted_by != "department":
        return shown
    return sorted(shown, key=lambda activity: alphabetical(activity.department, language))


def _column(phrases: Phrases, layout: Layout, column: LayoutColumn) -> Column:
    title = column.heading or phrases.say(VALUES[column.value].title)
    colour = ""
    if layout.colours and column.required is not None:
        colour = layout.colours[0 if column.required else 1]
    return Column(title, column.share, column.required, column.group, colour)


def cell(phrases: Phrases, row: Row, column: LayoutColumn, also: frozenset[str]) -> Cell:
    """What the column says of a row; nothing where Article 30 does not ask for it and nobody else does."""
    if not column.value:
        return Cell("")
    value = VALUES[column.value]
    if value.also and value.also not in also:
        return VALUES[value.otherwise].say(phrases, row) if value.otherwise else Cell("")
    return value.say(phrases, row)
