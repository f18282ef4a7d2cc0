"""Two sheets to read: each activity on one line, letter by letter of Article 30, in the words that the PDF uses.

They are made from the sheets that follow and are not read back: they carry no keys.
"""

from collections.abc import Iterator
from typing import Any

from openpyxl.utils import get_column_letter

from ropa_desktop.exchange.entries import entry
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Block, Cell, Fields, Lines, Quotations, State, Table
from ropa_desktop.exchange.workbook.cells import cell
from ropa_desktop.exchange.workbook.layout import print_on, set_heights
from ropa_desktop.exchange.workbook.styles import ANSWERED, GAP, VALUE, Styles
from ropa_desktop.exchange.workbook.texts import needs_quote
from ropa_desktop.i18n import N_, translator
from ropa_desktop.law.completeness import LETTER_TITLES, LETTERS
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.law.parties import activities
from ropa_desktop.model.activity import Activity, MeasureUse, Role
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.validation import TEXT_LIMIT

TITLES = {Role.controller.value: N_("Overview 30(1)"), Role.processor.value: N_("Overview 30(2)")}

_WIDTHS = {
    Role.controller.value: (11, 26, 24, 34, 48, 42, 34, 44, 40),
    Role.processor.value: (11, 26, 60, 50, 40, 44),
}
_NOTE = N_("To read and to print. Changes are made on the sheets that follow, and read back from there.")


def write_overviews(book: Any, shared: Styles, snapshot: Snapshot, language: str, title: str) -> None:
    """One sheet for each role in which there are activities; archived ones are left out, and suggestions."""
    snapshot = confirmed(snapshot)
    phrases = Phrases(snapshot, language)
    for role, name in TITLES.items():
        shown = activities(snapshot, role=role)
        if shown:
            _write(book.create_sheet(translator(language)(name)[:31]), shared, phrases, role, shown, title)


def _write(sheet: Any, shared: Styles, phrases: Phrases, role: str, shown: tuple[Activity, ...], title: str) -> None:
    say = translator(phrases.language)
    widths = _WIDTHS[role]
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    letters = zip(LETTERS[role], LETTER_TITLES[role], strict=True)
    headings = [say(N_("Reference")), say(N_("Activity")), *(f"({letter}) {say(text)}" for letter, text in letters)]
    rows = [[_reference(activity), *_letters(phrases, activity)] for activity in shown]
    sheet.freeze_panes = "C3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(headings))}{len(rows) + 2}"
    sheet.print_area = f"A2:{get_column_letter(len(headings))}{len(rows) + 2}"  # without the note
    sheet.print_title_rows, sheet.print_title_cols = "2:2", "A:B"
    print_on(sheet, title, phrases.language, sum(widths))
    set_heights(
        sheet, 2, [[heading, *(row[place].text for row in rows)] for place, heading in enumerate(headings)], widths
    )
    sheet.append([cell(sheet, say(_NOTE), shared.note)])
    sheet.append([cell(sheet, heading, shared.heading) for heading in headings])
    for row in rows:
        sheet.append([_styled(sheet, shared, one) for one in row])


def _reference(activity: Activity) -> Cell:
    return Cell(activity.reference or "")


def _letters(phrases: Phrases, activity: Activity) -> Iterator[Cell]:
    """The activity's name, then a cell for each letter."""
    report = entry(phrases, activity, frozenset())
    yield Cell(report.title)
    for section in report.sections:
        cells = [one for block in section.blocks for one in _lines(block)]
        if section is report.sections[0]:
            cells = [*_keeper(phrases, activity), *cells[1:]]  # the contact details stand on the sheet Organisations
        elif section is report.sections[-1]:
            cells = _measures(phrases, activity) or cells
        states = {one.state for one in cells}
        state = State.unknown if State.unknown in states else State.value
        if len(states) == 1:
            state = states.pop()
        yield Cell(_cut("\n".join(one.text for one in cells)), state)


def _keeper(phrases: Phrases, activity: Activity) -> list[Cell]:
    name = phrases.name("organisation", activity.keeper_id)
    return [Cell(name) if name else phrases.unknown()]


def _measures(phrases: Phrases, activity: Activity) -> list[Cell]:
    """The measures by name; what they are in general stands on a sheet of its own."""
    rows = phrases.snapshot.where(MeasureUse, "activity_id", activity.id)
    names = [name for row in rows if (name := phrases.name("measure", row.measure_id))]
    return [Cell("; ".join(dict.fromkeys(names)))] if names else []


def _lines(block: Block) -> Iterator[Cell]:
    """A block of the report as lines of text."""
    match block:
        case Fields(rows):
            yield from (Cell(f"{label}: {one.text}", one.state) for label, one in rows)
        case Lines(cells):
            yield from cells
        case Table(columns, rows):
            for row in rows:
                first, *others = row
                yield first
                named = zip(columns[1:], others, strict=True)
                yield from (Cell(f"{column.title}: {one.text}", one.state) for column, one in named)
        case Quotations(rows):
            yield from (Cell(words) for _where, words in rows)


def _cut(text: str) -> str:
    """What a cell can hold; the sheets that follow have the whole."""
    return text if len(text) <= TEXT_LIMIT // 2 else text[: TEXT_LIMIT // 2] + " …"


def _styled(sheet: Any, shared: Styles, one: Cell) -> Any:
    standing = GAP if one.state is State.unknown else VALUE if one.state is State.value else ANSWERED
    return cell(sheet, one.text, shared.cells["text", standing, needs_quote(one.text or " ")])
