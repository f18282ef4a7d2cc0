"""The report after an import, as a workbook: what became of every cell of the file, and what changed in the register.

The first sheet counts and explains; behind it stand the file's own sheets, cell by cell at the same addresses.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from ropa_desktop.exchange.figures import by_a_person, column_letters, could_not_be_read, sheet_figures
from ropa_desktop.exchange.import_report_cells import Marked, Marks, marked, swatch, write_sheet
from ropa_desktop.exchange.intake import Intake
from ropa_desktop.exchange.recognition.account import FIELD, IGNORED, NOTE, REFUSED
from ropa_desktop.exchange.recognition.mapping import FORM, LEFT_OUT, NOTHING, READ_AS, SheetMapping
from ropa_desktop.exchange.recognition.recognise import proposal
from ropa_desktop.exchange.recognition.targets import HOLDS, target, title
from ropa_desktop.exchange.words import field_title, kind_title
from ropa_desktop.exchange.workbook.cells import cell
from ropa_desktop.exchange.workbook.labels import Labels
from ropa_desktop.exchange.workbook.layout import print_on, set_heights
from ropa_desktop.exchange.workbook.saving import PROGRAM, save
from ropa_desktop.exchange.workbook.styles import Styles, styles
from ropa_desktop.i18n import _, format_time, language, ngettext
from ropa_desktop.law import vocabulary
from ropa_desktop.model import catalog, tables

MOST_LINES = 5000
"""Lines of a list on the first sheet; what is more is counted."""

_WIDTHS = (30, 18, 44, 44, 14, 30)  # characters

Line = tuple[Any, ...]


def write_report(target: Path, intake: Intake, register: str = "", taken_in: bool = True) -> None:
    """Write the report of an import. Raises `CannotWrite`, leaving what was there.

    `register` is the name of the register that the file was taken into. Without `taken_in` the report says what would
    be done. It is written in the current language.
    """
    marks = marked(intake)
    save(lambda book: _fill(book, intake, marks, register, taken_in), target)


def _fill(book: Any, intake: Intake, marks: Marks, register: str, taken_in: bool) -> None:
    name = intake.book.name
    book.properties.title, book.properties.creator = _("Import of {file}").format(file=name), PROGRAM
    first = book.create_sheet(_("Import report")[:31])
    shared = styles(first)
    used = [first.title]
    own = []
    for sheet in intake.book.sheets:
        used.append(_sheet_title(sheet.name, used))
        own.append(book.create_sheet(used[-1]))
    titles = dict(zip((sheet.name for sheet in intake.book.sheets), used[1:], strict=True))
    _write_first(first, shared, intake, marks, titles, register, taken_in)
    for made, sheet in zip(own, intake.book.sheets, strict=True):
        write_sheet(made, sheet, marks, name)


def _sheet_title(name: str, used: Sequence[str]) -> str:
    """A sheet's own name, as far as a workbook takes it: without what it forbids, 31 characters, unlike the others."""
    plain = "".join("_" if character in r"\/?*[]:" else character for character in name).strip("' ")[:31] or "_"
    taken = {one.casefold() for one in used}
    number, unlike = 2, plain
    while unlike.casefold() in taken:
        unlike = f"{plain[: 28 - len(str(number))]} ({number})"
        number += 1
    return unlike


# -- the first sheet --------------------------------------------------------------------------------------


def _write_first(
    sheet: Any, shared: Styles, intake: Intake, marks: Marks, titles: dict[str, str], register: str, taken_in: bool
) -> None:
    print_on(sheet, _("Import of {file}").format(file=intake.book.name), language())
    sheet.print_options.gridLines = False
    sheet.sheet_view.showGridLines = False
    for number, width in enumerate(_WIDTHS):
        sheet.column_dimensions[column_letters(number)].width = width
    heading = (_("Import of {file}").format(file=intake.book.name),)
    sections: list[tuple[str, Line, Iterable[Line]]] = [
        ("", (), _facts(intake, register, taken_in)),
        (_("Cells"), _heads_of_cells(), _cells(intake)),
        (_("Letters and colours"), (_("Letter"), _("Cells"), _("What it means")), _legend(marks)),
        (_("To know"), (), ((remark,) for remark in (*intake.recognised.remarks, *_unlettered(marks)))),
        (_("Where the columns went"), _heads_of_columns(), _columns(intake)),
        (_("Values taken otherwise"), (_("Sheet"), _("Column"), _("It says"), _("Taken as")), _readings(intake)),
        (_("Names decided about"), (_("Kind"), "", _("In the file"), _("Means")), _names(intake)),
        (_("Could not be read"), (_("Sheet"), _("Place"), _("It says"), _("Because")), could_not_be_read(intake)),
        (_("New in the register"), (_("Kind"), _("Records")), _added(intake)),
        (_("Changed in the register"), _heads_of_changes(), _updated(intake)),
        (_("New records"), (_("Kind"), "", _("Entry"), _("In the file")), _new(intake)),
    ]  # fmt: skip
    rows: list[list[Any]] = [[cell(sheet, heading[0], shared.title)]]
    for name, heads, lines in sections:
        rows += _section(sheet, shared, name, heads, lines)
    wide = sum(_WIDTHS)
    alone = [row[0]._value if len(row) == 1 else None for row in rows[1:]]
    columns = [[row[n]._value if n < len(row) > 1 and row[n] else None for row in rows[1:]] for n in range(6)]
    set_heights(sheet, 2, [*columns, alone], (*_WIDTHS, wide))
    for number, row in enumerate(rows, 1):
        if len(row) == 1 and number > 1:
            sheet.merged_cells.ranges.add(f"A{number}:F{number}")
    for row in rows:
        sheet.append(row)


def _section(sheet: Any, shared: Styles, name: str, heads: Line, lines: Iterable[Line]) -> Iterator[list[Any]]:
    """A part of the sheet: its name, the headings of its columns, its lines; nothing where it has no lines."""
    found = list(islice(lines, MOST_LINES + 1))
    if not found:
        return
    yield []
    if name:
        yield [cell(sheet, name, shared.subtitle), None]
    if heads:
        yield [cell(sheet, head, shared.heading) for head in heads]
    for line in found[:MOST_LINES]:
        yield [_shown(sheet, shared, value) for value in line]
    if len(found) > MOST_LINES:
        yield [cell(sheet, _("There are more. The file’s own sheets and the register hold them all."), shared.note)]


def _shown(sheet: Any, shared: Styles, value: Any) -> Any:
    if isinstance(value, int):
        return cell(sheet, value, shared.number)
    if isinstance(value, Marked):
        return swatch(sheet, value)
    return cell(sheet, str(value), shared.cells["text", "", str(value)[:1] in ("=", "+", "-", "@", "'", "\t")])


# -- its parts --------------------------------------------------------------------------------------------


def _facts(intake: Intake, register: str, taken_in: bool) -> Iterator[Line]:
    yield _("File"), "", intake.book.name
    if register:
        yield _("Register"), "", register
    yield _("When"), "", format_time(datetime.now().astimezone().isoformat())
    yield _("Taken in"), "", _("yes, as one step") if taken_in else _("no: this is what an import would do")


def _heads_of_cells() -> Line:
    return _("Sheet"), _("Cells"), _("In a field"), _("In the note"), _("Left out"), _("Cannot be read")


def _cells(intake: Intake) -> Iterator[Line]:
    """How the cells of each sheet ended, and of all; the four figures add up to the cells that are not empty."""
    total: Counter[str] = Counter()
    for name, figures in sheet_figures(intake).items():
        total.update(figures)
        yield name, sum(figures.values()), *(figures[kind] for kind in (FIELD, NOTE, IGNORED, REFUSED))
    yield _("All sheets"), total.total(), *(total[kind] for kind in (FIELD, NOTE, IGNORED, REFUSED))


def _legend(marks: Marks) -> Iterator[Line]:
    said = {
        Marked.READ_AS: _("Read as something else, because a person corrected it or said so"),
        Marked.NOTE: _("Kept as a note"),
        Marked.LEFT_OUT: _("Left out by a rule"),
        Marked.REFUSED: _("Cannot be read"),
    }
    count = Counter(mark.marked for mark in marks.cells.values())
    for one, meaning in said.items():
        yield one, count[one], meaning
    yield (
        "",
        "",
        _("The letter stands before the cell’s own text, is no part of it, and begins the comment that says more."),
    )


def _unlettered(marks: Marks) -> Iterator[str]:
    if marks.uncommented:
        n = marks.uncommented
        yield ngettext(
            "{n} cell has its letter and colour but no comment: a workbook holds only so many.",
            "{n} cells have their letter and colour but no comment: a workbook holds only so many.",
            n,
        ).format(n=n)


def _heads_of_columns() -> Line:
    return _("Sheet"), _("Column"), _("Heading"), _("Goes to"), _("How sure"), _("Who said so")


def _columns(intake: Intake) -> Iterator[Line]:
    proposed = proposal(intake.book)
    for own in intake.recognised.mapping.sheets:
        before = proposed.sheet(own.sheet)
        if not own.columns:
            yield own.sheet, "", "", _taken_as(own), "", _who(before is None or before.shape != own.shape)
        columns = {(one.row, one.column): one for one in before.columns} if before else {}
        for column in own.columns:
            where = target(column.target, own.holds)
            said = f"({where.letter}) {title(where)}" if where.letter else title(where)
            place = column_letters(column.column) + ("" if column.row is None else str(column.row + 1))
            who = _who(by_a_person(columns.get((column.row, column.column)), column))
            yield own.sheet, place, column.heading, said, f"{round(column.score * 100)} %", who


def _taken_as(own: SheetMapping) -> str:
    if own.shape == NOTHING:
        return _("Left out: {rule}").format(rule=own.because)
    if own.shape == FORM:
        return _("A form: one activity down the sheet")
    return _(HOLDS.get(own.holds, own.holds))


def _who(person: bool) -> str:
    return _("a person, or a saved mapping") if person else _("recognised by the program")


def _readings(intake: Intake) -> Iterator[Line]:
    for own in intake.recognised.mapping.sheets:
        for column in own.columns:
            for one in column.readings:
                into = (
                    one.instead if one.take == READ_AS else _("Left out") if one.take == LEFT_OUT else _("In the note")
                )
                yield own.sheet, column_letters(column.column), one.text, into


def _names(intake: Intake) -> Iterator[Line]:
    """What a person said of names that were like one of the register, or like another one of the file."""
    labels = Labels(intake.plan.before, language())
    for (table, name), record in intake.wishes.decided.items():
        if record is None:
            meant = _("something of its own")
        elif intake.plan.before.find(table, record):
            meant = labels.name(table, record)
        else:  # how a proposal calls another name of the file
            meant = record.partition(": ")[2] or record
        yield kind_title(table, language()), "", name, meant


def _added(intake: Intake) -> Iterator[Line]:
    for table, count in Counter(one.table for one in intake.plan.added).items():
        yield kind_title(table, language()), count


def _new(intake: Intake) -> Iterator[Line]:
    """The new records that stand by themselves; what belongs to them is counted."""
    labels = Labels(intake.plan.after, language())
    entries = {kind.key for kind in catalog.KINDS if not kind.is_row}
    for one in intake.plan.added:
        if one.table in entries:
            yield kind_title(one.table, language()), "", labels.name(one.table, one.id), one.place


def _heads_of_changes() -> Line:
    return _("Entry"), _("Field"), _("As it was"), _("As it is"), "", _("In the file")


def _updated(intake: Intake) -> Iterator[Line]:
    before, after = Labels(intake.plan.before, language()), Labels(intake.plan.after, language())
    for one in intake.plan.updated:
        name = f"{kind_title(one.table, language())}: {after.name(one.table, one.id)}"
        for field, (old, new) in one.changes.items():
            values = _value(before, one.table, field, old), _value(after, one.table, field, new)
            yield name, field_title(one.table, field, language()), *values, "", one.place


def _value(labels: Labels, table: str, field: str, value: Any) -> str:
    """A value in words, whole."""
    if value is None:
        return _("unknown")
    info = tables.fields(table).get(field)
    if info and info.form == "code":
        return vocabulary.label(info.vocabulary, str(value), labels.language)
    return labels.name(info.target, str(value)) if info and info.form == "link" else str(value)
