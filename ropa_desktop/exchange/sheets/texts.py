"""Values as a person reads them in a spreadsheet: numbers, days, durations, and text without what cannot be seen."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

ERRORS = frozenset(
    {
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
        "#GETTING_DATA",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
    }
)
"""What a formula without a result shows in Excel, in English."""

_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029\v\f]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff]")
_PICTURE = re.compile(r'(?:[0#\-() ]|\\[\-() /.]|"[^"0#]*"|\+)+')  # digits and what stands between them, no decimals
_QUOTES = re.compile(r'"([^"]*)"|\\(.)')


def readable(text: str) -> str:
    """Line ends as LF, and no control characters; nothing else is changed."""
    if text.isprintable():
        return text
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))


def shown_number(value: int | float, picture: str = "") -> str:
    """A number as plain decimals: no exponent, no ".0", 15 digits as Excel keeps. `picture` is its number format.

    Of the format only what changes the reading is followed: a percentage, and digits in groups or with zeros in
    front, as in postal codes and telephone numbers ("0000", "00 00 00 00 00").
    """
    if isinstance(value, int) or value.is_integer():
        whole = int(value)
        digits = _in_groups(whole, picture) if whole >= 0 else None
        if digits is not None:
            return digits
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    percent = _QUOTES.sub("", picture).rstrip().endswith("%")
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    text = f"{exact * 100 if percent else exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}%" if percent else text


def _in_groups(whole: int, picture: str) -> str | None:
    """The digits put into a picture such as "00 00"; None where the picture says nothing of the kind."""
    picture = picture.split(";")[0]
    if "0" not in picture or not _PICTURE.fullmatch(picture) or picture in ("0", "#0"):
        return None
    plain = _QUOTES.sub(lambda match: match[1] or match[2] or "", picture)
    places = sum(sign in "0#" for sign in plain)
    if places < 2:
        return None
    digits = list(str(whole).zfill(sum(sign in "0#" for sign in plain[plain.index("0") :])))
    shown: list[str] = []
    for sign in reversed(plain):
        if sign not in "0#":
            shown.append(sign)
        elif digits:
            shown.append(digits.pop())
    return ("".join(digits) + "".join(reversed(shown))).strip()


def shown_moment(value: date | time | timedelta) -> tuple[str, str]:
    """A day, a moment, a time of day or a duration as text, and its kind: only the first two are dates.

    A moment at midnight is a day. A duration reads as hours, minutes and seconds ("36:00:00").
    """
    if isinstance(value, datetime):
        whole_day = value.time().replace(tzinfo=None) == time()
        return (value.date().isoformat() if whole_day else value.replace(microsecond=0).isoformat()), "date"
    if isinstance(value, date):
        return value.isoformat(), "date"
    if isinstance(value, time):
        return value.replace(microsecond=0).isoformat(), "text"
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}", "text"
