"""A record as forms: a sheet or page for each activity, its fields one below the other under the form's heads."""

from collections.abc import Sequence
from itertools import groupby

from ropa_desktop.exchange.build import Options, build
from ropa_desktop.exchange.layouts.remarks import for_readers
from ropa_desktop.exchange.layouts.rows import ROWS, Row
from ropa_desktop.exchange.layouts.shape import Layout, LayoutColumn
from ropa_desktop.exchange.layouts.tables import cell
from ropa_desktop.exchange.layouts.values import VALUES
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Cell, Chapter, Entry, Fields, Report, Section
from ropa_desktop.i18n import N_
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.organisation import Organisation
from ropa_desktop.model.snapshot import Snapshot


def fill_in(snapshot: Snapshot, options: Options, layout: Layout) -> Report:
    """The activities, a form for each."""

    def chapters(
        phrases: Phrases, keeper: Organisation | None, shown: Sequence[Activity], options: Options
    ) -> tuple[Chapter, ...]:
        introduction = tuple(Cell(sentence) for sentence in for_readers(layout, phrases, options))
        if not shown:
            nothing = Cell(phrases.say(N_("No entries.")))
            return (Chapter(layout.title(phrases.language), (*introduction, nothing)),)
        also = options.also | layout.also
        rows = ROWS["activity"](phrases, keeper, shown)
        forms = [
            Chapter(
                activity.reference or layout.title(phrases.language),
                introduction if number == 0 else (),
                (_form(phrases, layout, row, also),),
            )
            for number, (activity, row) in enumerate(zip(shown, rows, strict=True))
        ]
        return tuple(forms)

    return build(snapshot, options, chapters, layout.also)


def _form(phrases: Phrases, layout: Layout, row: Row, also: frozenset[str]) -> Entry:
    sections = []
    for title, columns in groupby(layout.shown(also), key=lambda column: column.group):
        fields = [_field(phrases, row, column, also) for column in columns]
        shown = tuple(field for field in fields if field is not None)
        if shown:
            sections.append(Section("", title, (Fields(shown),)))
    name = phrases.text(row.activity, "name") or phrases.say(N_("Activity without a name"))
    return Entry("", name, tuple(sections))


def _field(phrases: Phrases, row: Row, column: LayoutColumn, also: frozenset[str]) -> tuple[str, Cell] | None:
    """A label with what is said under it; None for what Article 30 does not ask for and nobody else does."""
    said = cell(phrases, row, column, also)
    if not said.text and not (column.value and not VALUES[column.value].also):
        return None
    return column.heading or phrases.say(VALUES[column.value].title), said
