"""Dates as people type them: ISO, 16.7.2020, 16/7/2020, "16 Jul 2020", "16. juli 2020"."""

from __future__ import annotations

import re
from datetime import date

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import _
from ropa_desktop.model.validation import clean_line

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_NUMBERS = re.compile(r"(?P<day>\d{1,2})\s*[./]\s*(?P<month>\d{1,2})\s*[./]\s*(?P<year>\d{4})")
_SHORT = re.compile(r"\d{1,2}\s*[./]\s*\d{1,2}\s*[./]\s*\d{2}")
_WORDS = re.compile(r"(?P<day>\d{1,2})\.?\s*(?P<month>[^\W\d_]{3,})\.?,?\s+(?P<year>\d{4})")

# The first three letters of each month, in English and Norwegian.
_MONTHS = {
    name: number
    for names in ("jan feb mar apr may jun jul aug sep oct nov dec", "jan feb mar apr mai jun jul aug sep okt nov des")
    for number, name in enumerate(names.split(), start=1)
}


def read_day(text: str) -> str | None:
    """The ISO day that a text means, None for no text; the day stands before the month.

    Raises `BadInput` for anything that is no day: "31.2.2025: no such date. It is not saved."
    """
    cleaned = clean_line(text)
    if cleaned is None:
        return None
    for pattern in (_ISO, _NUMBERS, _WORDS):
        found = pattern.fullmatch(cleaned)
        if found is None:
            continue
        month = found["month"]
        number = int(month) if month.isdecimal() else _MONTHS.get(month[:3].casefold(), 0)
        try:
            return date(int(found["year"]), number, int(found["day"])).isoformat()
        except ValueError:
            break
    if _SHORT.fullmatch(cleaned):
        raise BadInput(_("{text}: write the year with four digits. It is not saved.").format(text=cleaned))
    raise BadInput(_("{text}: no such date. It is not saved.").format(text=cleaned[:40]))
