"""Lists as a workbook: each sheet has a title, a few facts, and a table with a head that stays in sight and filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from ropa_desktop.exchange.workbook.cells import cell
from ropa_desktop.exchange.workbook.layout import print_on, set_heights
from ropa_desktop.exchange.workbook.saving import PROGRAM, save
from ropa_desktop.exchange.workbook.styles import Styles, styles
from ropa_desktop.i18n import language

_QUOTED = ("=", "+", "-", "@", "'", "\t")  # what a spreadsheet would take for a formula or its own quote


@dataclass(frozen=True, slots=True)
class ListSheet:
    """One sheet. `tab` is its name, `facts` are lines above the table, `columns` headings with widths in characters."""

    tab: str
    title: str
    facts: Sequence[str]
    columns: Sequence[tuple[str, float]]
    rows: Sequence[Sequence[str]]


def write_lists(target: Path, sheets: Sequence[ListSheet]) -> None:
    """Write a workbook in the current language. Raises `CannotWrite`, leaving what was there."""
    save(lambda book: _fill(book, sheets), target)


def _fill(book: Any, sheets: Sequence[ListSheet]) -> None:
    book.properties.title, book.properties.creator = sheets[0].title, PROGRAM
    shared: Styles | None = None
    for one in sheets:
        sheet = book.create_sheet(one.tab[:31])
        shared = shared or styles(sheet)
        _write(sheet, shared, one)


def _write(sheet: Any, shared: Styles, one: ListSheet) -> None:
    head = len(one.facts) + 3
    widths = [width for _heading, width in one.columns]
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    set_heights(sheet, head + 1, [[row[place] for row in one.rows] for place in range(len(widths))], widths)
    last = get_column_letter(len(widths))
    sheet.freeze_panes = f"A{head + 1}"
    sheet.auto_filter.ref = f"A{head}:{last}{head + max(len(one.rows), 1)}"
    sheet.print_title_rows = f"{head}:{head}"
    print_on(sheet, one.title, language(), sum(widths))
    sheet.append([cell(sheet, one.title, shared.title)])
    for fact in one.facts:
        sheet.append([cell(sheet, fact, shared.note)])
    sheet.append([])
    sheet.append([cell(sheet, heading, shared.heading) for heading, _width in one.columns])
    for row in one.rows:
        sheet.append([cell(sheet, text, shared.cells["text", "", text[:1] in _QUOTED]) for text in row])
