"""A report as rows of cells: a sheet for each cover and each chapter, nothing said twice and nothing merged.

A table stands across its sheet under its head row. An activity goes down it, a statement a row: the letter and title
of its section, the label, what is said; a table inside an activity is one such row for each of its cells.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import ceil

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.report import (
    Block,
    Cell,
    Chapter,
    Column,
    Entry,
    Fields,
    Lines,
    Mixed,
    Part,
    Quotations,
    Report,
    Section,
    State,
    Table,
    sign,
)
from ropa_desktop.i18n import _, format_date
from ropa_desktop.progress import counted, staged

LONGEST_NAME = 31  # characters, of a sheet's name
LONGEST_TEXT = 32_767  # UTF-16 units, of a cell
MOST_ROWS = 1_048_576  # of a sheet
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_UNBROKEN = re.compile(r"[^\s@/-]+")  # an address may be divided
_LOOKS = {State.value: "Said", State.unknown: "Unknown"}
_ACROSS = 26.0  # centimetres: what a wide page holds
_NARROWEST, _FOR_A_WORD, _WIDEST = 3.2, 7.0, 14.0  # centimetres, of a table's column
_WIDEST_OF_ALL = 22.0  # centimetres, where there is room
_BOLD, _PLAIN, _MARGIN = 0.2, 0.17, 0.5  # centimetres: a letter of a heading, one of a text, the edges of a cell
_FOR_A_LONG_ONE, _LOOKED_AT = 4.6, 1000  # centimetres for a long word of a text; rows in which it is looked for
_EMPTY = 2.4  # centimetres, of a column in which nothing stands
_HIGHEST = 26  # lines that a row can hold; it cannot be higher than 409 points
_HIGH = 10  # lines, from which on a row is lower if there is room
_HIGHEST_HEAD = 12  # rows above a table that stay in sight with its head; more are a form
_IN_A_CENTIMETRE = 6.0  # letters
_FEWEST_OF_A_NAME = 12  # letters that are left of a sheet's name where something is left out
_ON_A_PAGE, _A_LITTLE = 36.0, 0.1  # centimetres that are printed on one page and still read; how much more of it

Placed = tuple[str, str]
"""A text and the look of its cell: a name, or for the head of a template's column "Head:92D050" with its colour, and
"Said@nb" where a sign stands behind the text."""


@dataclass(slots=True)
class Sheet:
    """`rows` from the first column on; `head` counts those up to a table's head row (0 for none), of which `repeated`
    stand on every page, and `end` those up to its last; `joined` are cells that are one: the row and its first and
    last column, from 0; `widths` are centimetres."""

    name: str
    widths: list[float]
    rows: list[list[Placed]] = field(default_factory=list)
    head: int = 0
    end: int = 0
    repeated: int = 1
    joined: list[tuple[int, int, int]] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """How many pages it takes beside each other when it is printed."""
        return _pages(self.widths)


def as_sheets(report: Report) -> list[Sheet]:
    """The sheets of a report, each with a name of its own; there is always one.

    Raises `BadInput` where one would have more rows than a spreadsheet can hold.
    """
    date = format_date(report.produced_on, report.language)
    legend = [[("", "Prose"), _placed(cell)] for cell in report.legend]
    sheets = []
    if len(report.parts) != 1:
        title = Sheet(report.title, [6.0, 18.0], [[(report.title, "Title")], [(date, "Prose")]])
        title.rows += [*_standing(report), *legend]
        sheets.append(title)
    for part in staged(report.parts, lambda one: one.size):
        sheets.append(_cover(part, report, date))
        if len(report.parts) == 1:
            sheets[-1].rows += [[], *legend]
        sheets += [_chapter(chapter, report) for chapter in staged(part.on_sheets, lambda one: one.size)]
    _name(sheets)
    for sheet in sheets:
        for row in sheet.rows:
            for number, (text, look) in enumerate(row):
                if isinstance(text, Mixed):
                    row[number] = text, f"{look}@{sign(text)}"
        if any(len(text) > LONGEST_TEXT // 2 for row in sheet.rows for text, _look in row):
            _divide(sheet)
        if len(sheet.rows) > MOST_ROWS:
            raise BadInput(
                _(
                    "The sheet “{name}” would have {rows} rows; a spreadsheet holds {most}. Hand over one controller’s "
                    "record, or choose PDF."
                ).format(name=sheet.name, rows=f"{len(sheet.rows):,}", most=f"{MOST_ROWS:,}")
            )
    return sheets


def standing(report: Report) -> str:
    """What is said on every page and sheet, in a line; "" where there is nothing to say."""
    mark = "" if report.mark.casefold() in report.standing.casefold() else report.mark
    return " · ".join(filter(None, (mark, report.standing)))


def _standing(report: Report) -> list[list[Placed]]:
    said = standing(report)
    return [[(said, "Mark")]] if said else []


def _cover(part: Part, report: Report, date: str) -> Sheet:
    sheet = Sheet(part.title, [6.0, 18.0])
    if report.running_title not in ("", part.title, part.subtitle):
        sheet.rows.append([(report.running_title, "Prose")])
    sheet.rows.append([(part.title, "Title")])
    sheet.rows += [[(text, "Prose")] for text in (part.subtitle, date) if text]
    sheet.rows += _standing(report)
    sheet.rows += [[(label, "Section"), _placed(cell)] for label, cell in part.cover.rows]
    if part.statement:
        sheet.rows.append([("", "Prose"), (part.statement, "Said")])
    return sheet


def _chapter(chapter: Chapter, report: Report) -> Sheet:
    tables = [block for block in chapter.blocks if isinstance(block, Table) and block.rows]
    whole = not chapter.entries and bool(tables)  # the sheet is a table
    sheet = Sheet(chapter.title, _widths(tables[0]) if whole else [1.2, 4.8, 4.8, 15.4])
    said = _standing(report)
    said += [[_prose(cell)] for cell in chapter.introduction]
    # A template says what its sheet begins with. What we say besides then stands below.
    begins = whole and bool(tables[0].above)
    if not begins:
        sheet.rows += [[(chapter.title, "Chapter")], *said]
    for group, entries in groupby(counted(chapter.entries), key=lambda entry: entry.group):
        if group:
            sheet.rows.append([(group, "Department")])
        for entry in entries:
            sheet.rows += _entry(entry)
    for block in chapter.blocks:
        if isinstance(block, Table):
            _add_table(sheet, block, repeated=len(tables) == 1 and not chapter.entries)
        elif whole:
            sheet.rows += [list(row) for row in _statements(block)]
        else:
            sheet.rows += [[("", "Said"), ("", "Said"), *row] for row in _statements(block)]
    if begins:
        sheet.rows += [[], *said]
    return sheet


def _prose(cell: Cell) -> Placed:
    return cell.text, "Prose"


def _widths(table: Table) -> list[float]:
    """By the shares, but wide enough to read: for the words of its title, and so that the longest text is not higher
    than a row can be. Whatever is too wide for a page goes on beside it; what room is left on the last page goes to the
    columns that make rows high."""
    shares = sum(column.share for column in table.columns)
    widths, longest_texts = [], []
    for number, column in enumerate(table.columns):
        filled = any(cells[number].text for cells in table.rows)
        wide = max(_NARROWEST, _ACROSS * column.share / shares) if filled else _EMPTY
        word = max((len(word) for word in column.title.split()), default=0) * _BOLD + _MARGIN
        wide = max(wide, min(word, _FOR_A_WORD), min(_longest_word(table, number) * _PLAIN + _MARGIN, _FOR_A_LONG_ONE))
        longest = max((cells[number].text for cells in table.rows), key=_room, default="")
        while wide < _WIDEST and lines(longest, wide) > _HIGHEST:
            wide += 1
        widths.append(wide)
        longest_texts.append(longest)
    while (high := _highest(longest_texts, widths)) is not None and _pages([*widths, 1.0]) == _pages(widths):
        widths[high] += 1
    return widths


def _highest(texts: Sequence[str], widths: Sequence[float]) -> int | None:
    """The column that makes rows high, and can be wider."""
    free = [number for number, wide in enumerate(widths) if wide < _WIDEST_OF_ALL]
    high = max(free, key=lambda number: lines(texts[number], widths[number]), default=None)
    return high if high is not None and lines(texts[high], widths[high]) > _HIGH else None


def _pages(widths: Sequence[float]) -> int:
    """How many pages columns of these widths take beside each other."""
    return max(1, ceil(sum(widths) / _ON_A_PAGE - _A_LITTLE))


def _longest_word(table: Table, number: int) -> int:
    """The letters of the longest word that stands in a column, and above it."""
    above = (cells[number] for cells in table.above if number < len(cells))
    texts = [cell.text for cell in above if cell] + [cells[number].text for cells in table.rows[:_LOOKED_AT]]
    return max((len(word) for text in texts for word in _UNBROKEN.findall(text)), default=0)


def _room(text: str) -> int:
    """About how many characters' room a text takes, its line ends among them."""
    return len(text) + 20 * text.count("\n")


def lines(text: str, wide: float) -> int:
    """About how many lines a text takes in a column, in centimetres, divided between words; none is cut short by
    counting too few."""
    room = max(4, int(wide * _IN_A_CENTIMETRE))
    return sum(1 if len(line) <= room else _divided_lines(line, room) for line in text.split("\n"))


def _divided_lines(line: str, room: int) -> int:
    count, filled = 1, -1
    for word in line.split(" "):
        filled += 1 + len(word)
        if filled > room:
            further = -(-len(word) // room)  # more than one where a word is longer than a line
            count += further - (filled == len(word))
            filled = len(word) - (further - 1) * room
    return count


def _add_table(sheet: Sheet, table: Table, repeated: bool) -> None:
    if not table.rows:
        return
    for cells in table.above:
        look = "Head" if any(cell and cell.heads for cell in cells) else "Above"
        sheet.rows.append([(cell.text if cell else "", look) for cell in cells])
    if table.caption:
        sheet.rows.append([(table.caption, "Entry")])
    grouped = any(column.group for column in table.columns)
    if grouped:
        sheet.joined += _groups(table.columns, len(sheet.rows))
        before = ("", *(column.group for column in table.columns))
        shown = (
            "" if column.group == last else column.group for column, last in zip(table.columns, before, strict=False)
        )
        sheet.rows.append([(text, _head(c, "Group")) for text, c in zip(shown, table.columns, strict=True)])
    names = ["Required" if sign else "Head" for sign in table.signs]
    sheet.rows.append([(c.title, _head(c, name)) for c, name in zip(table.columns, names, strict=True)])
    if repeated and len(table.above) <= _HIGHEST_HEAD:
        sheet.head = len(sheet.rows)
        sheet.repeated = 1 + grouped
    sheet.rows += [[_placed(cell) for cell in cells] for cells in table.rows]
    if repeated:
        sheet.end = len(sheet.rows)


def _head(column: Column, name: str) -> str:
    """The look of a column's head, on the template's colour where it has one."""
    return f"{name}:{column.colour}" if column.colour else name


def _groups(columns: Iterable[Column], row: int) -> Iterable[tuple[int, int, int]]:
    """Where neighbours stand under one head."""
    for group, run in groupby(enumerate(columns), key=lambda numbered: numbered[1].group):
        numbers = [number for number, _column in run]
        if group and len(numbers) > 1:
            yield row, numbers[0], numbers[-1]


def _entry(entry: Entry) -> Iterable[list[Placed]]:
    yield [(entry.name, "Entry")]
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


def _divide(sheet: Sheet) -> None:
    """Puts what is more than a cell can hold into rows below it."""
    before = [list(_divided(row)) for row in sheet.rows]
    starts = [0]
    for rows in before:
        starts.append(starts[-1] + len(rows))
    sheet.rows = [row for rows in before for row in rows]
    sheet.head, sheet.end = starts[sheet.head], starts[sheet.end]
    sheet.joined = [(starts[row], first, last) for row, first, last in sheet.joined]


def _divided(row: list[Placed]) -> Iterable[list[Placed]]:
    """The row, and below it what is more than a cell can hold."""
    yield [(text[: _most(text)], look) for text, look in row]
    while any(rest := [text[_most(text) :] for text, _look in row]):
        row = [(text, look) for text, (_text, look) in zip(rest, row, strict=True)]
        yield [(text[: _most(text)], look) for text, look in row]


def _most(text: str) -> int:
    """How many characters of a text fit into a cell."""
    return LONGEST_TEXT if len(text) <= LONGEST_TEXT // 2 or max(text) <= "\uffff" else LONGEST_TEXT // 2


def _name(sheets: list[Sheet]) -> None:
    """Gives each sheet a name that spreadsheets allow, and that no other has."""
    taken: set[str] = set()
    for number, sheet in enumerate(sheets, start=1):
        name = " ".join(_NOT_IN_A_NAME.sub(" ", sheet.name).split()).strip("' ")
        name = _cut(name) or str(number)
        if name.casefold() in taken:
            ending = f" ({number})"
            name = name[: LONGEST_NAME - len(ending)].rstrip("' ") + ending
        taken.add(name.casefold())
        sheet.name = name


def _cut(name: str) -> str:
    """What a sheet's name has room for: without what a comma or bracket sets apart, or with a sign that it goes on."""
    if len(name) <= LONGEST_NAME:
        return name
    end = max(name.rfind(sign, 0, LONGEST_NAME + 1) for sign in ",(")
    whole = name[: max(end, 0)].rstrip("' ,(")
    return whole if len(whole) >= _FEWEST_OF_A_NAME else name[: LONGEST_NAME - 1].rstrip("' ,(") + "…"
