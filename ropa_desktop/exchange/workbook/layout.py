"""The shape of a sheet: widths, the head that stays in sight, filters, drop-downs, and how it is printed."""

from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ropa_desktop.exchange.workbook.columns import (
    ARTICLE_ROW,
    FIRST_LIST,
    FIRST_ROW,
    HEAD_ROW,
    KEY_ROW,
    LISTS,
    Column,
    Sheet,
)
from ropa_desktop.exchange.workbook.styles import VALUE, Styles, style_form
from ropa_desktop.i18n import N_, translator

_ROOM_BELOW = 2000  # rows under the last record that have the drop-downs too
_NARROWEST = {"text": 24, "whole": 8, "date": 11}  # characters
_WIDEST = {"text": 60, "line": 36, "code": 30}
_LINE, _HIGHEST = 13.2, 409.0  # points: a line of text, the tallest row there can be
_ROOM = 1.2  # characters of running text to one of the width's, which are figures
_BUTTON = 4  # characters that the filter's button hides in a heading, and the bold ones need
_PAGE = 220  # characters across a page in landscape that are still read without effort

_NOT_LISTED = N_("This is not on the list. It is kept as you write it.")
_NOT_THERE = N_("This is not on the list. Give the reference or name of a record that has a row of its own.")


def lay_out(
    sheet: Any, definition: Sheet, shared: Styles, headings: Sequence[str], shown: Sequence[Sequence[Any]]
) -> float:
    """Set the columns, the frozen head and the filter; `shown` holds the values by column. Returns the whole width."""
    hidden = sheet.column_dimensions["A"]
    hidden.width, hidden.hidden, hidden.outlineLevel = 4, True, 1
    widths: list[float] = []
    for number, (column, heading, values) in enumerate(zip(definition.columns, headings, shown, strict=True), 2):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = width = _width(column, heading, values)
        # New rows below the last record look and take values like those above.
        dimension._style = shared.cells[style_form(column.form), VALUE, False]
        widths.append(width)
    sheet.row_dimensions[KEY_ROW].hidden = True
    wrapped = zip(headings, widths, strict=True)
    tallest = max(len(wrap(heading, int(width) - _BUTTON)) for heading, width in wrapped)
    sheet.row_dimensions[HEAD_ROW] = {"ht": f"{tallest * _LINE + 4:g}"}
    set_heights(sheet, FIRST_ROW, shown, widths)
    sheet.freeze_panes = f"{get_column_letter(definition.frozen + 2)}{FIRST_ROW}"
    last = get_column_letter(len(widths) + 1)
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{last}{max(HEAD_ROW + len(shown[0]), FIRST_ROW)}"
    sheet.print_title_rows = f"{ARTICLE_ROW}:{HEAD_ROW}"
    if sum(widths) > _PAGE:
        sheet.print_title_cols = f"A:{get_column_letter(definition.frozen + 1)}"
    return sum(widths)


def set_heights(sheet: Any, first: int, shown: Sequence[Sequence[Any]], widths: Sequence[float]) -> None:
    """Give rows the height of their wrapped text; `shown` holds the values by column.

    A spreadsheet measures again what is edited, but not every one measures a file that it opens.
    """
    lines: dict[int, int] = {}
    for values, width in zip(shown, widths, strict=True):
        room = int(width * _ROOM)
        for row, text in enumerate(values, first):
            if isinstance(text, str) and (len(text) > room or "\n" in text):
                needed = sum(max(1, -(-len(part) // room)) for part in text.split("\n"))
                if needed > lines.get(row, 1):
                    lines[row] = needed
    for row, needed in lines.items():
        # No RowDimension: that would fix the height for good.
        sheet.row_dimensions[row] = {"ht": f"{min(needed * _LINE + 2, _HIGHEST):g}"}


def _width(column: Column, heading: str, values: Sequence[Any]) -> float:
    """A width in characters that suits what the column holds, between the bounds of its form."""
    if column.form in ("date", "whole"):
        longest = 10 if column.form == "date" else 4
    else:
        longest = max((len(value) for value in values if isinstance(value, str)), default=0)
    needed = max(min(longest + 2, _WIDEST.get(column.form, 40)), _NARROWEST.get(column.form, 14))
    longest_word = max(map(len, heading.split()), default=0)
    return max(needed, longest_word + _BUTTON)


def print_on(sheet: Any, title: str, language: str, width: float = 0) -> None:
    """Landscape A4, as many pages across as the width needs; title, sheet and page number on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = max(1, -(-int(width) // _PAGE))
    sheet.page_setup.fitToHeight = 0
    sheet.print_options.gridLines = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4  # inches, as all of them
    margins.top = margins.bottom = 0.7
    margins.header = margins.footer = 0.35
    sheet.HeaderFooter.oddHeader.left.text = title[:120].replace("&", "&&")
    sheet.HeaderFooter.oddHeader.right.text = "&A"
    say: Callable[[str], str] = translator(language)
    sheet.HeaderFooter.oddFooter.right.text = say(N_("Page {page} of {pages}")).format(page="&P", pages="&N")


def offer_choices(sheet: Any, definition: Sheet, lists: dict[str, dict[str, str]], records: int, language: str) -> None:
    """Drop-downs from the lists on the hidden sheet. Something else may be typed: the spreadsheet then asks."""
    say = translator(language)
    names = list(lists)
    last = FIRST_ROW + records + _ROOM_BELOW
    for number, column in enumerate(definition.columns, 2):
        if not lists.get(column.choices):
            continue
        listed = get_column_letter(FIRST_LIST + 2 * names.index(column.choices) + 1)
        choice = DataValidation(
            type="list",
            formula1=f"{LISTS}!${listed}$2:${listed}${len(lists[column.choices]) + 1}",
            allow_blank=True,
            showErrorMessage=True,
            errorStyle="warning",
            errorTitle=say(column.title)[:32],
            error=say(_NOT_LISTED if column.form == "code" else _NOT_THERE)[:225],
        )
        letter = get_column_letter(number)
        choice.add(f"{letter}{FIRST_ROW}:{letter}{last}")
        sheet.data_validations.append(choice)
