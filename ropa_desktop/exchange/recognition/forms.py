"""A form: one activity down a sheet, labels in one column and what they ask for beside them."""

from collections import Counter

from ropa_desktop.exchange.recognition.account import Account
from ropa_desktop.exchange.recognition.aliases import in_language, language_of
from ropa_desktop.exchange.recognition.gathering import Gathered
from ropa_desktop.exchange.recognition.mapping import SheetMapping
from ropa_desktop.exchange.sheets.book import Sheet

SURE = 0.8
"""From this score on a label of a form is taken for a field."""


def form_labels(sheet: Sheet) -> dict[tuple[int, int], str]:
    """The labels of a form by place, and the field that each asks for; those of the column that has most of them."""
    texts = {
        (row, column): cell.text.strip()
        for row, cells in enumerate(sheet.rows[:200])
        for column, cell in enumerate(cells[:4])
        if cell and 1 < len(cell.text.strip()) <= 120
    }
    columns = Counter(column for _row, column in texts)
    best: dict[tuple[int, int], str] = {}
    for column in columns:
        here = {place: text for place, text in texts.items() if place[1] == column}
        language = language_of(here.values())
        found = {
            place: means[0].target
            for place, text in here.items()
            if (means := in_language(text, language)) and means[0].score >= SURE
        }
        if len(set(found.values())) > len(set(best.values())):
            best = found
    return best


def read_form(account: Account, mapping: SheetMapping, gathered: Gathered, document: str) -> int:
    """The activity of a form; returns how many there were, 0 for a form that is not filled in."""
    return 0
