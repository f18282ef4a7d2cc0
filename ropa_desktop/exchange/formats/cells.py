"""A report as rows of cells: a sheet for each cover and each chapter, nothing said twice and nothing merged.

A table stands across its sheet under its head row. An activity goes down it, a statement a row: the letter and title
of its section, the label, what is said; a table inside an activity is one such row for each of its cells.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ropa_desktop.exchange.report import (
    Block,
    Cell,
    Chapter,
    Entry,
    Fields,
    Lines,
    Part,
    Quotations,
    Report,
    Section,
    State,
    Table,
)
from ropa_desktop.i18n import format_date

LONGEST_NAME = 31  # characters, of a sheet's name
LONGEST_TEXT = 32_767  # UTF-16 units, of a cell
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_LOOKS = {State.value: "Said", State.unknown: "Unknown"}
_ACROSS = 26.0  # centimetres: what a wide page holds
_NARROWEST = 3.2  # centimetres, of a table's column

Placed = tuple[str, str]  # a text and the style of its cell


@dataclass(slots=True)
class Sheet:
    """`rows` from the first column on; `head` counts those up to a table's head row, repeated on every page (0 for
    none); `widths` are centimetres."""

    name: str
    widths: list[float]
    rows: list[list[Placed]] = field(default_factory=list)
    head: int = 0


def as_sheets(report: Report) -> list[Sheet]:
    """The sheets of a report, each with a name of its own; there is always one."""
    date = format_date(report.produced_on, report.language)
    legend = [[("", "Prose"), _placed(cell)] for cell in report.legend]
    sheets = []
    if len(report.parts) != 1:
        title = Sheet(report.title, [6.0, 18.0], [[(report.title, "Title")], [(date, "Prose")], *legend])
        sheets.append(title)
    for part in report.parts:
        sheets.append(_cover(part, report, date))
        if len(report.parts) == 1:
            sheets[-1].rows += legend
        sheets += map(_chapter, part.chapters)
    _name(sheets)
    for sheet in sheets:
        sheet.rows = [shorter for row in sheet.rows for shorter in _divided(row)]
    return sheets


def _cover(part: Part, report: Report, date: str) -> Sheet:
    sheet = Sheet(part.title, [6.0, 18.0])
    if report.running_title not in ("", part.title, part.subtitle):
        sheet.rows.append([(report.running_title, "Prose")])
    sheet.rows.append([(part.title, "Title")])
    sheet.rows += [[(text, "Prose")] for text in (part.subtitle, date) if text]
    sheet.rows += [[(label, "Section"), _placed(cell)] for label, cell in part.cover.rows]
    if part.statement:
        sheet.rows.append([("", "Prose"), (part.statement, "Said")])
    return sheet


def _chapter(chapter: Chapter) -> Sheet:
    tables = [block for block in chapter.blocks if isinstance(block, Table) and block.rows]
    widths = _widths(tables[0]) if tables and not chapter.entries else [1.2, 4.8, 4.8, 15.4]
    sheet = Sheet(chapter.title, widths, [[(chapter.title, "Chapter")]])
    sheet.rows += [[(cell.text, "Prose")] for cell in chapter.introduction]
    for entry in chapter.entries:
        sheet.rows += _entry(entry)
    for block in chapter.blocks:
        if isinstance(block, Table):
            _add_table(sheet, block, repeated=len(tables) == 1 and not chapter.entries)
        elif tables and not chapter.entries:
            sheet.rows += [list(row) for row in _statements(block)]
        else:
            sheet.rows += [[("", "Said"), ("", "Said"), *row] for row in _statements(block)]
    return sheet


def _widths(table: Table) -> list[float]:
    """By the shares, but wide enough to read; whatever is too wide for a page is printed smaller."""
    shares = sum(column.share for column in table.columns)
    return [max(_NARROWEST, _ACROSS * column.share / shares) for column in table.columns]


def _add_table(sheet: Sheet, table: Table, repeated: bool) -> None:
    if not table.rows:
        return
    if table.caption:
        sheet.rows.append([(table.caption, "Entry")])
    sheet.rows.append([(column.title, "Head") for column in table.columns])
    if repeated:
        sheet.head = len(sheet.rows)
    sheet.rows += [[_placed(cell) for cell in cells] for cells in table.rows]


def _entry(entry: Entry) -> Iterable[list[Placed]]:
    yield [(f"{entry.reference}  {entry.title}" if entry.reference else entry.title, "Entry")]
    for section in entry.sections:
        yield from _section(section)


def _section(section: Section) -> Iterable[list[Placed]]:
    letter = f"({section.letter})" if section.letter and not section.letter.startswith("(") else section.letter
    beside = [(letter, "Letter"), (section.title, "Section")]
    for row in [row for block in section.blocks for row in _statements(block)] or [(("", "Label"), ("", "Said"))]:
        yield [*beside, *row]
        beside = [("", "Letter"), ("", "Section")]


def _statements(block: Block) -> Iterable[tuple[Placed, Placed]]:
    """A label and what is said, one below the other."""
    match block:
        case Fields(rows):
            yield from (((label, "Label"), _placed(cell)) for label, cell in rows)
        case Table(columns, rows, caption):
            if caption and rows:
                yield (caption, "Label"), ("", "Said")
            for cells in rows:
                for column, cell in zip(columns, cells, strict=True):
                    yield (column.title, "Label"), _placed(cell)
        case Lines(cells, numbered):
            for number, cell in enumerate(cells, start=1):
                yield (f"{number}." if numbered else "", "Label"), _placed(cell)
        case Quotations(rows):
            yield from (((place, "Label"), (words, "Said")) for place, words in rows)


def _placed(cell: Cell) -> Placed:
    return cell.text, _LOOKS.get(cell.state, "Answer")


def _divided(row: list[Placed]) -> Iterable[list[Placed]]:
    """The row, and below it what is more than a cell can hold."""
    while row:
        yield [(text[: _most(text)], look) for text, look in row]
        rest = [(text[_most(text) :], look) for text, look in row]
        row = rest if any(text for text, _look in rest) else []


def _most(text: str) -> int:
    """How many characters of a text fit into a cell."""
    return LONGEST_TEXT if len(text) <= LONGEST_TEXT // 2 or max(text) <= "\uffff" else LONGEST_TEXT // 2


def _name(sheets: list[Sheet]) -> None:
    """Gives each sheet a name that spreadsheets allow, and that no other has."""
    taken: set[str] = set()
    for number, sheet in enumerate(sheets, start=1):
        name = " ".join(_NOT_IN_A_NAME.sub(" ", sheet.name).split()).strip("' ")
        name = name[:LONGEST_NAME].strip("' ") or str(number)
        if name.casefold() in taken:
            ending = f" ({number})"
            name = name[: LONGEST_NAME - len(ending)].rstrip("' ") + ending
        taken.add(name.casefold())
        sheet.name = name
