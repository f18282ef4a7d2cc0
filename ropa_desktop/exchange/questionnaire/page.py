"""One sheet of a questionnaire, written from above to below: prose, headings, and lines with a cell to answer in.

Four hidden columns stand before the three that a person sees (`marks.py`). The sheet is protected without a password:
the tabulator goes from one answer to the next, and nothing else can be changed by accident.
"""

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break

from ropa_desktop.exchange.questionnaire.choices import NOTHING, Choices
from ropa_desktop.exchange.questionnaire.look import Look
from ropa_desktop.exchange.questionnaire.marks import LABEL, PRESENT, digest
from ropa_desktop.exchange.workbook.cells import cell
from ropa_desktop.exchange.workbook.columns import LISTS
from ropa_desktop.exchange.workbook.layout import print_on
from ropa_desktop.exchange.workbook.texts import needs_quote

ASKING, FIRST_PAGE = (25, 40, 31), (33, 42, 21)
"""Characters of the columns that a person sees: together the width of an upright A4 page."""

_ROOM = 1.1  # characters of running text to one of the width's
_LINE, _LEAST, _HIGHEST = 14.6, 20.0, 409.0  # points
_SCALE = 96  # hundredths: the columns fill the page, and a spreadsheet that measures a little wider still fits them
_PAGE_HEIGHT = 765.0  # points of rows on a printed page at that scale


class Page:
    """A sheet in the making."""

    def __init__(
        self,
        sheet: Any,
        styles: Look,
        lists: Choices,
        title: str,
        language: str,
        marker: Sequence[str],
        widths: Sequence[float] = ASKING,
        name: str = "",
    ) -> None:
        self.sheet, self.styles, self.widths = sheet, styles, widths
        self.number = 0
        self._height = 0.0  # of the rows on the printed page so far
        self._heads = 0.0  # of the rows that every printed page begins with
        self._validations: dict[str, DataValidation] = {}
        self._lists = lists
        for number, width in enumerate((4, 4, 4, 4, *widths), 1):
            dimension = sheet.column_dimensions[get_column_letter(number)]
            dimension.width, dimension.hidden = width, number <= LABEL
        sheet.sheet_view.showGridLines = False
        print_on(sheet, title, language)
        sheet.page_setup.orientation = "portrait"
        sheet.sheet_properties.pageSetUpPr.fitToPage = False  # Excel would pass over the breaks before headings
        sheet.page_setup.scale = _SCALE
        sheet.print_options.gridLines = False
        if name:  # whole, where the name of the sheet may have been cut
            sheet.HeaderFooter.oddHeader.right.text = name[:80].replace("&", "&&")
        sheet.print_options.horizontalCentered = True
        sheet.protection.sheet = True
        sheet.protection.formatRows = sheet.protection.formatColumns = False  # False allows it
        sheet.row_dimensions[1].hidden = True
        self._append([self._text(text, styles.key) for text in marker])

    # -- what is read ---------------------------------------------------------------------------------------

    def title(self, text: str) -> None:
        """The large words at the top."""
        self._across(text, self._for(text, self.styles.title), 28.0, size=1.7)

    def prose(self, text: str) -> None:
        """A paragraph over the whole width."""
        self._across(text, self._for(text, self.styles.prose))

    def heading(self, text: str, help: str = "", first: tuple[str, ...] = ()) -> None:
        """What the lines below are about, and a sentence that helps.

        It is never the last thing on a printed page: `first` holds the texts of the line that follows.
        """
        lines = max((_lines(one, width) for one, width in zip(first, self.widths, strict=False)), default=1)
        if self._height + (85 if help else 65) + lines * _LINE > _PAGE_HEIGHT:
            self.sheet.row_breaks.append(Break(id=self.number))
            self._height = self._heads
        self._across(text, self._for(text, self.styles.heading), 30.0, size=1.2)
        if help:
            self._across(help, self.styles.help)

    def heads(self, texts: Sequence[str]) -> None:
        """The heads of the three columns."""
        self.sheet.print_title_rows = f"{self.number + 1}:{self.number + 1}"
        self._heads = _LEAST
        self._append([None] * 4 + [cell(self.sheet, text, self.styles.head) for text in texts], texts, least=_LEAST)

    def fact(self, label: str, text: str) -> None:
        """A label and what it stands for, over two columns."""
        self._merge(PRESENT)
        wide = (self.widths[0], self.widths[1] + self.widths[2])
        cells = [self._text(label, self.styles.label), self._text(text, self.styles.present)]
        self._append([None] * 4 + [*cells, cell(self.sheet, None, self.styles.present[0])], (label, text), wide, _LEAST)

    def link(self, text: str, target: str) -> None:
        """Words that lead to another sheet, over the whole width."""
        self._merge(LABEL)
        self._append([None] * 4 + [self._link(text, target, self.styles.back)])

    # -- what is answered -----------------------------------------------------------------------------------

    def ask(
        self,
        key: str,
        ids: Sequence[str],
        label: str,
        present: str = "",
        was: str = "",
        *,
        choices: str = "",
        removable: bool = True,
        style: tuple[Any, Any] | None = None,
        target: str = "",
        as_day: bool = False,
        least: float = _LEAST,
    ) -> None:
        """A line with a cell to answer in. `removable` keeps the list's entry that takes away; `target` names the
        sheet that the label leads to."""
        styles = self.styles
        hidden = [key, " ".join(ids), was, digest(present)]
        head = self._link(label, target, self._for(label, styles.link)) if target else self._text(label, styles.label)
        shown = [head, self._text(present, style or styles.present)]
        answer = cell(self.sheet, None, styles.day if as_day else styles.answer)
        cells = [self._text(text, styles.key) if text else None for text in hidden]
        self._append([*cells, *shown, answer], (label, present), least=least)
        self._offer(choices, removable)

    def _offer(self, name: str, removable: bool) -> None:
        entries = self._lists.get(name, {})
        first = 2 + (not removable and NOTHING in entries)
        last = len(entries) + 1
        if first > last:
            return
        column = get_column_letter(2 + 2 * list(self._lists).index(name) + 2)
        formula = f"{LISTS}!${column}${first}:${column}${last}"
        if formula not in self._validations:
            # Whatever else is typed is taken as it is: a list can never know everything.
            self._validations[formula] = DataValidation(
                type="list", formula1=formula, allow_blank=True, showErrorMessage=False
            )
            self.sheet.data_validations.append(self._validations[formula])
        self._validations[formula].add(f"{get_column_letter(7)}{self.number}")

    # -- rows -----------------------------------------------------------------------------------------------

    def _across(self, text: str, style: Any, least: float = 0.0, size: float = 1.0) -> None:
        self._merge(LABEL)
        self._append(
            [None] * 4 + [cell(self.sheet, text, style)], (text,), (sum(self.widths) * 1.08 / size,), least, size
        )

    def _merge(self, first: int) -> None:
        number = self.number + 1
        self.sheet.merged_cells.add(CellRange(f"{get_column_letter(first + 1)}{number}:G{number}"))

    def _append(
        self,
        cells: Sequence[Any],
        texts: Sequence[str] = (),
        widths: Sequence[float] = (),
        least: float = 0.0,
        size: float = 1.0,
    ) -> None:
        self.number += 1
        pairs = zip(texts, widths or self.widths, strict=False)
        lines = max((_lines(text, width) for text, width in pairs), default=1)
        height = min(max(lines * _LINE * size + 4, least), _HIGHEST)
        if self.number > 1:
            # No RowDimension: that would fix the height, and an answer of several lines would be cut.
            self.sheet.row_dimensions[self.number] = {"ht": f"{height:g}"}
            fits = self._height + height <= _PAGE_HEIGHT
            self._height = (self._height if fits else self._heads) + height
        self.sheet.append(cells)

    def _text(self, text: str, styles: tuple[Any, Any]) -> Any:
        return cell(self.sheet, text, self._for(text, styles))

    def _link(self, text: str, target: str, style: Any) -> Any:
        made = cell(self.sheet, text, style)
        quoted = target.replace("'", "''")
        made._hyperlink = Hyperlink(ref="", location=f"'{quoted}'!E2")
        return made

    @staticmethod
    def _for(text: str, styles: tuple[Any, Any]) -> Any:
        return styles[bool(text) and needs_quote(text)]


def _lines(text: str, width: float) -> int:
    """How many lines a wrapped text takes."""
    room = max(int(width * _ROOM), 1)
    return sum(max(1, len(wrap(part, room))) for part in text.split("\n"))


def write_lists(sheet: Any, styles: Look, lists: Mapping[str, Mapping[str, str]], marker: Sequence[str]) -> None:
    """The hidden sheet behind the drop-downs: after the mark, each list in two columns under its name."""
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    columns = [[(name, ""), *found.items()] for name, found in lists.items()]

    def plain(text: str) -> Any:
        return cell(sheet, text, styles.present[needs_quote(text)]) if text else None

    for number in range(max(map(len, columns))):
        mark = marker if number == 0 else ("", "")
        pairs = [column[number] if number < len(column) else ("", "") for column in columns]
        sheet.append([plain(text) for text in (*mark, *(text for pair in pairs for text in pair))])
