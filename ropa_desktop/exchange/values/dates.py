"""Days as people and spreadsheets write them; the order of day and month is told by the whole column."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from ropa_desktop.exchange.values.folding import Span, composed, flat, without
from ropa_desktop.exchange.values.words import known

DAY_FIRST, MONTH_FIRST, AMBIGUOUS = "day_first", "month_first", "ambiguous"

_EPOCH = date(1899, 12, 30)  # serial 60 is a day that never was; from 61 on, this holds
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_TIME = r"(?:[t ]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:z|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(
    rf"(?<![\w./-])(\d{{4}})(?:[-/.]|\. )(\d{{1,2}})(?:[-/.]|\. )(\d{{1,2}}){_TIME}(?![\w-]|[./]\d)"
    r"(?:(?<=\d)\.(?=\s*$))?"  # Hungarian days end with a full stop
)
_NUMBERS = re.compile(rf"(?<![\w./-])(\d{{1,2}})\s?([-/.])\s?(\d{{1,2}})\s?\2\s?(\d{{4}}|'?\d{{2}}){_TIME}(?![\w/-])")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_ONE_YEAR = re.compile(r"(?:\d{1,2}\D{1,3})?\D*(?:19|20)\d{2}(?:\D{1,3}\d{1,2})?")  # looked at first, for it is fast
_LONGEST_MONTH = 30  # characters
_MONTH_YEAR = re.compile(r"(\d{1,2})\s?[-/.]\s?((?:19|20)\d{2})")
_YEAR_MONTH = re.compile(r"((?:19|20)\d{2})\s?[-/.]\s?(\d{1,2})")
_ORDINAL = r"(?:\s?(?:st|nd|rd|th|er|re|e|ste|de|\.|º|°|o|a)(?![^\W_]))?"


@dataclass(frozen=True, slots=True)
class Day:
    """A day as ISO 8601, None where it is none or its order is open; then `candidates` holds both readings.

    `words` are the date's own, `rest` what stands beside it; how sure the reading is (0 to 1).
    """

    iso: str | None
    words: str = ""
    rest: str = ""
    certainty: float = 0.0
    candidates: tuple[str, ...] = ()


def column_order(texts: Iterable[str]) -> str | None:
    """ "day_first", "month_first", "ambiguous" where nothing tells (or cells disagree), None without such dates."""
    seen = day = month = 0
    for text in texts:
        for found in _NUMBERS.finditer(flat(composed(text))):
            first, separator, second = int(found[1]), found[2], int(found[3])
            if separator == ".":
                continue
            seen += 1
            day += first > 12 >= second
            month += second > 12 >= first
    if not seen:
        return None
    if bool(day) == bool(month):
        return AMBIGUOUS
    return DAY_FIRST if day else MONTH_FIRST


def order_in(order: str | None, language: str) -> bool | None:
    """Whether days stand before months: where the dates do not tell, every language but English says so; else None."""
    if order == AMBIGUOUS:
        return None if language in ("en", "") else True
    return {DAY_FIRST: True, MONTH_FIRST: False}.get(order or "", None if language in ("en", "") else True)


def read_day(text: str, order: str | None = None) -> Day:
    """The one day of a text. A month or a year alone is no day; of several days none is chosen."""
    text = composed(text).strip()
    plain = flat(text)
    if serial := _SERIAL.fullmatch(plain):
        number = int(serial[1])
        if 20000 <= number <= 73050:  # 1954 to 2099
            return Day((_EPOCH + timedelta(days=number)).isoformat(), text, "", 0.6)
    if (compact := _COMPACT.fullmatch(plain)) and (day := _day(compact[1], compact[2], compact[3])):
        return Day(day, text, "", 0.7)
    found = list(_days(plain, order))
    if len({candidates for _, candidates in found}) != 1:
        return Day(None, "", text, 0.0, tuple(iso for _, candidates in found for iso in candidates))
    span, candidates = found[0]
    spans = [each for each, _ in found]
    words, rest = text[slice(*span)], without(text, spans)
    if len(candidates) > 1:
        return Day(None, words, rest, 0.5, candidates)
    return Day(candidates[0], words, rest, 0.7 if rest else 1.0)


def read_month(text: str) -> str | None:
    """The first day, as ISO 8601, of a text that is a month and no more: "01/2025", "2025-01", "januar 2025"."""
    if len(text) > _LONGEST_MONTH or not _ONE_YEAR.fullmatch(text.strip()):
        return None
    plain = flat(composed(text).strip())
    for pattern, year, month in ((_MONTH_YEAR, 2, 1), (_YEAR_MONTH, 1, 2)):
        if found := pattern.fullmatch(plain):
            return _day(found[year], found[month], "1")
    found = _named_month().fullmatch(plain)
    return _day(found[2], _months()[found[1]], "1") if found else None


def _days(plain: str, order: str | None) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Each date's place and its readings."""
    for found in _ISO.finditer(plain):
        if day := _day(found[1], found[2], found[3]):
            yield found.span(), (day,)
    for found in _NUMBERS.finditer(plain):
        year = found[4].lstrip("'")
        readings = (_day(year, found[3], found[1]), _day(year, found[1], found[3]))
        if found[2] == "." or order == DAY_FIRST:
            readings = (readings[0], None)
        elif order == MONTH_FIRST:
            readings = (readings[1], None)
        if candidates := tuple(dict.fromkeys(each for each in readings if each)):
            yield found.span(), candidates
    day_month, month_day = _named()
    for found in day_month.finditer(plain):
        if day := _day(found[3], _months()[found[2]], found[1]):
            yield found.span(), (day,)
    for found in month_day.finditer(plain):
        if day := _day(found[3], _months()[found[1]], found[2]):
            yield found.span(), (day,)


def _day(year: str, month: str, day: str) -> str | None:
    """Two figures of a year are of this century up to 69, as spreadsheets read them."""
    full = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 70 else 1900)
    if not 1900 <= full < 2200:
        return None
    try:
        return date(full, int(month), int(day)).isoformat()
    except ValueError:
        return None


@cache
def _months() -> dict[str, str]:
    return {flat(composed(name)): number for number, names in known("months")["months"].items() for name in names}


@cache
def _named_month() -> re.Pattern[str]:
    return re.compile(rf"({_names()})\.?[\s,-]*(?:(?:de|del|of)\s+)?(\d{{4}})")


def _names() -> str:
    return "|".join(sorted(map(re.escape, _months()), key=lambda name: (-len(name), name)))


@cache
def _named() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = _names()
    year = r"(\d{4}|'\d{2})(?!\d)"
    day_month = (
        rf"(?<!\d)(\d{{1,2}}){_ORDINAL}[\s-]*(?:(?:de|of|den|del)\s+)?({names})\.?[\s,-]*(?:(?:de|del)\s+)?{year}"
    )
    month_day = rf"(?<![^\W_])({names})\.?\s+(\d{{1,2}}){_ORDINAL},?\s+{year}"
    return re.compile(day_month), re.compile(month_day)
