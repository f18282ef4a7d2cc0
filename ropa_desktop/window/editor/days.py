"""Days as people type them: those that an import reads, the day before the month, with the year in full."""

from __future__ import annotations

import re

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import _
from ropa_desktop.model.validation import clean_line

_YEAR = re.compile(r"\d{4}")
_NUMBER = re.compile(r"\d{5}")  # what a spreadsheet keeps for a day; nobody types one


def read_day(text: str) -> str | None:
    """The ISO day that a text means, None for no text; the day stands before the month.

    Raises `BadInput` for anything that is no day: "31.2.2025: no such date. It is not saved."
    """
    from ropa_desktop.exchange.values.dates import DAY_FIRST  # comes after the first picture: see loading.py
    from ropa_desktop.exchange.values.dates import read_day as read_any_day

    cleaned = clean_line(text)
    if cleaned is None:
        return None
    found = read_any_day(cleaned, DAY_FIRST)
    if found.iso is None or found.rest or _NUMBER.fullmatch(cleaned):
        raise BadInput(_("{text}: no such date. It is not saved.").format(text=cleaned[:40]))
    if not _YEAR.search(found.words):
        raise BadInput(_("{text}: write the year with four digits. It is not saved.").format(text=cleaned))
    return found.iso
