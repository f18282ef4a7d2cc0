"""The file's own sheets in the report of an import: each cell as it stood, marked where something became of it.

A mark is a light fill, a letter shown before the text, and a comment. The letter is in the number format: the value
of the cell stays what it was. LibreOffice shows it before one line only; the comment begins with it in any case.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from ropa_desktop.exchange.figures import CellOutcome, address, cell_outcomes, column_letters
from ropa_desktop.exchange.intake import Intake
from ropa_desktop.exchange.recognition.account import (
    CONTACT_LABEL,
    HEADINGS,
    IGNORED,
    LABEL,
    NOTE,
    REFUSED,
    REPEATED,
    Outcome,
)
from ropa_desktop.exchange.recognition.telling import told
from ropa_desktop.exchange.sheets.book import Cell, Sheet
from ropa_desktop.exchange.workbook.cells import cell
from ropa_desktop.exchange.workbook.layout import print_on, set_heights
from ropa_desktop.exchange.workbook.saving import PROGRAM
from ropa_desktop.exchange.workbook.styles import AS_DAY, FONT, TEXT
from ropa_desktop.exchange.workbook.texts import escaped, needs_quote
from ropa_desktop.i18n import _, language


class Marked(Enum):
    """Why a cell is marked, and the colour that lies under it."""

    READ_AS = "E2F0F3"
    NOTE = "FBF2E0"
    LEFT_OUT = "E9ECEF"
    REFUSED = "FCEDEB"


LETTERS = {Marked.READ_AS: "R", Marked.NOTE: "N", Marked.LEFT_OUT: "L", Marked.REFUSED: "X"}
"""The letter that stands before a marked cell's text."""

MOST_COMMENTS = 20_000
"""Comments in one report: each costs a spreadsheet program a drawing."""

_UNMARKED = frozenset({HEADINGS, LABEL, CONTACT_LABEL, REPEATED})
"""The rules by which headings and labels are ignored: nobody asks why."""

_NARROWEST, _WIDEST, _MEASURED = 10, 44, 2000  # characters, and the rows whose texts give a column its width
_COMMENT_WIDTH, _COMMENT_LINE, _IN_A_LINE = 260, 18, 40  # pixels, pixels, characters
_DAY_ZERO, _FIRST_DAY = date(1899, 12, 30), date(1900, 3, 1)
_DIGITS = 15  # that a spreadsheet keeps of a number


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a cell is marked, and the sentence in its comment."""

    marked: Marked
    sentence: str


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a file by sheet, row and column; the first are commented, and `uncommented` counts the others."""

    cells: Mapping[tuple[str, int, int], Mark]
    uncommented: int


def marked(intake: Intake) -> Marks:
    """Every cell of which the report tells something."""
    cells = {}
    for one in cell_outcomes(intake):
        mark = _mark(one)
        if mark:
            cells[one.sheet, one.outcome.row, one.outcome.column] = mark
    return Marks(cells, max(0, len(cells) - MOST_COMMENTS))


def _mark(one: CellOutcome) -> Mark | None:
    kind = _kind(one.outcome)
    became = f"{told(one.outcome)}."
    if one.read_as is None:
        return Mark(kind, became) if kind else None
    if one.read_as.strip():
        said = _("Read as {now}. The file says {was}.").format(now=one.read_as.strip(), was=one.text.strip())
    else:
        said = _("Emptied by hand. The file says {was}.").format(was=one.text.strip())
        return Mark(Marked.READ_AS, said)
    return Mark(Marked.REFUSED if kind == Marked.REFUSED else Marked.READ_AS, f"{said} {became}")


def _kind(outcome: Outcome) -> Marked | None:
    if outcome.kind == IGNORED:
        return None if outcome.detail in _UNMARKED else Marked.LEFT_OUT
    return {NOTE: Marked.NOTE, REFUSED: Marked.REFUSED}.get(outcome.kind)


# -- a sheet ----------------------------------------------------------------------------------------------


def write_sheet(made: Any, sheet: Sheet, marks: Marks, file: str) -> None:
    """Write one of a file's sheets: its cells where they stood, its merged areas, and the marks."""
    widths = [_width(sheet, column) for column in range(len(sheet.rows[0]) if sheet.rows else 0)]
    for column, width in enumerate(widths):
        made.column_dimensions[column_letters(column)].width = width
    print_on(made, f"{file}: {sheet.name}", language(), sum(widths))
    shown = [[row[column].text if row[column] else None for row in sheet.rows] for column in range(len(widths))]  # type: ignore[union-attr]
    wide = {(top, left) for top, left, _bottom, _right in sheet.merged}
    for top, left in wide:
        shown[left][top] = None
    set_heights(made, 1, shown, widths)
    for top, left, bottom, right in sheet.merged:
        made.merged_cells.ranges.add(f"{address(top, left)}:{address(bottom, right)}")
    made.freeze_panes = "B2" if sheet.rows else None
    looks = _Looks(made)
    commented = dict(_first_comments(marks, sheet.name))
    for number, row in enumerate(sheet.rows):
        cells = []
        for place, one in enumerate(row):
            mark = marks.cells.get((sheet.name, number, place))
            cells.append(one and _cell(made, looks, one, mark, commented.get((number, place), False)))
        made.append(cells)


def _first_comments(marks: Marks, sheet: str) -> Iterator[tuple[tuple[int, int], bool]]:
    for number, (name, row, column) in enumerate(marks.cells):
        if name == sheet:
            yield (row, column), number < MOST_COMMENTS


def _width(sheet: Sheet, column: int) -> float:
    """A width in characters that suits most of what a column holds."""
    texts = [row[column].text for row in sheet.rows[:_MEASURED] if row[column]]  # type: ignore[union-attr]
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return float(min(max(longest + 4, _NARROWEST), _WIDEST))


def _cell(made: Any, looks: "_Looks", one: Cell, mark: Mark | None, commented: bool) -> Any:
    value, form = _value(one)
    written = cell(made, value, looks.style(mark, form, isinstance(value, str) and needs_quote(value)))
    if isinstance(value, bool):
        written.data_type = "b"
    said = [f"{LETTERS[mark.marked]} · {mark.sentence}"] if mark and commented else []
    if one.comment:
        said.append(_("Comment in the file: {comment}").format(comment=one.comment))
    if said:
        text = escaped("\n".join(said))
        lines = sum(1 + len(line) // _IN_A_LINE for line in text.split("\n"))
        written.comment = Comment(text, PROGRAM, min(30 + _COMMENT_LINE * lines, 600), _COMMENT_WIDTH)
    return written


def _value(one: Cell) -> tuple[Any, str]:
    """What a cell holds, as the kind of value that it was where a spreadsheet can keep it exactly, and its form."""
    text = one.text
    if one.kind == "number":
        whole = text.removeprefix("-")
        if whole.isdecimal() and len(whole) <= _DIGITS and str(int(text)) == text:
            return int(text), "number"
        if len(whole.replace(".", "")) <= _DIGITS and _is_exact(text):
            return float(text), "number"
    if one.kind == "date":
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return text, "text"
        return ((day - _DAY_ZERO).days, "date") if day >= _FIRST_DAY else (text, "text")
    if one.kind == "boolean" and text in ("true", "false"):
        return text == "true", "number"
    return text, "text"


def _is_exact(text: str) -> bool:
    try:
        return repr(float(text)) == text
    except ValueError:
        return False


def swatch(sheet: Any, kind: Marked) -> Any:
    """A letter on its colour, for the legend."""
    one: Any = WriteOnlyCell(sheet)
    one.font, one.fill = Font(name=FONT, size=10, color=TEXT), PatternFill("solid", fgColor=kind.value)
    one.alignment = Alignment(vertical="top", horizontal="left")
    return cell(sheet, LETTERS[kind], copy(one._style))


class _Looks:
    """The styles of a report's cells, each made once."""

    _FORMATS = {"text": "@", "number": "General", "date": AS_DAY}

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._made: dict[tuple[Marked | None, str, bool], Any] = {}

    def style(self, mark: Mark | None, form: str, quote: bool) -> Any:
        """The style of a cell with this mark and form; `quote` keeps its text from being taken for a formula."""
        key = (mark.marked if mark else None, form, quote)
        if key not in self._made:
            self._made[key] = self._style(*key)
        return self._made[key]

    def _style(self, kind: Marked | None, form: str, quote: bool) -> Any:
        one: Any = WriteOnlyCell(self._sheet)
        one.font = Font(name=FONT, size=10, color=TEXT, italic=kind == Marked.LEFT_OUT)
        one.alignment = Alignment(vertical="top", horizontal="left", wrap_text=True)
        one.number_format = self._FORMATS[form]
        if kind:
            one.fill = PatternFill("solid", fgColor=kind.value)
            one.number_format = f'"{LETTERS[kind]} · "{self._FORMATS[form]}'
        made = copy(one._style)
        made.quotePrefix = int(quote)
        return made
