"""Amounts of time within a text: "3 år og 6 måneder" is 42 months, "12–24 mnd" a range, "6 bzw. 10 Jahre" two."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from ropa_desktop.exchange.values.folding import Span, flat
from ropa_desktop.exchange.values.words import known


@dataclass(frozen=True, slots=True)
class Amount:
    """A whole number of hours, days, weeks, months or years at its place; None and a unit for a range."""

    number: int | None
    unit: str
    span: Span


_NOT_WHOLE = {"year": (12, "month"), "week": (7, "day"), "day": (24, "hour")}


def amounts(plain: str) -> Iterator[Amount]:
    """Every amount of a flat text in its order."""
    before: tuple[Fraction, str, Span] | None = None
    for found in _pattern().finditer(plain):
        unit = _units()[found["unit"]]
        first, second = _number(found["first"]), _number(found["second"] or found["first"])
        if first is None or second is None:
            continue
        if found["second"]:
            if before:
                yield _whole(*before)
                before = None
            if _ALTERNATIVE.fullmatch(found["between"]):
                yield _whole(first, unit, found.span("first"))
                before = (second, unit, (found.start("second"), found.end()))
            else:
                yield Amount(None, unit, found.span())
            continue
        if before and _AND.fullmatch(plain[before[2][1] : found.start()]) and before[1] == "year" and unit == "month":
            before = (before[0] * 12 + first, "month", (before[2][0], found.end()))
            continue
        if before:
            yield _whole(*before)
        before = (first, unit, found.span())
    if before:
        yield _whole(*before)


def unit_in(heading: str) -> str:
    """The word for a unit of time that a heading ends in or has in brackets: "Retention (years)"; empty without one.

    At its beginning it may be another word: "rok" is a year in Czech, and the time limit itself in Slovene.
    """
    plain = flat(heading)
    words = [*re.findall(r"[^\W\d_]+", " ".join(_BRACKETED.findall(plain))), *re.findall(r"[^\W\d_]+", plain)[1:][-1:]]
    return next((word for word in words if len(word) > 1 and word in _units()), "")


_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


def is_unit(text: str) -> bool:
    """Whether a text is a word for a unit of time, and nothing else."""
    return flat(text).strip(" .") in _units()


def _whole(number: Fraction, unit: str, span: Span) -> Amount:
    """In the next smaller unit where it is no whole number of its own."""
    if number.denominator != 1 and unit in _NOT_WHOLE:
        factor, smaller = _NOT_WHOLE[unit]
        number, unit = number * factor, smaller
    return Amount(int(number) if number.denominator == 1 else None, unit, span)


def _number(text: str) -> Fraction | None:
    text = text.replace(",", ".").replace(" ", "") if text[:1].isdigit() else text
    try:
        return Fraction(text if text[:1].isdigit() else _numbers()[" ".join(text.split())])
    except (ValueError, KeyError):
        return None


_AND = re.compile(r"\s*(?:,|og|and|och|und|et|en|y|e|ja|\+|&)?\s*(?:og|and)?\s*")
_ALTERNATIVE = re.compile(
    r"\s*(?:bzw\.?|respektive|resp\.?|respectively|respectivement|og|and|und|et|og/eller|henholdsvis|/)\s*"
)


@cache
def _units() -> dict[str, str]:
    return {flat(word).rstrip("."): unit for unit, words in known("retention")["units"].items() for word in words}


@cache
def _numbers() -> dict[str, str]:
    return {flat(word): number for number, words in known("retention")["numbers"].items() for word in words}


@cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(sorted(map(re.escape, _units()), key=lambda word: (-len(word), word)))
    words = "|".join(
        sorted((re.escape(word).replace(r"\ ", r"\s+") for word in _numbers()), key=lambda word: -len(word))
    )
    number = rf"(?<![\w.,/\-])(?<![§]\s)(?<!\d\s)(?:\d{{1,6}}(?:[.,]\d{{1,2}})?|(?:{words})(?=\s))"
    second = r"\d{1,6}(?:[.,]\d{1,2})?"
    between = (
        r"\s*(?:-|/|to|til|bis|tot|a|till|hasta|al|eller|or|oder|ou|of|o|bzw\.?|resp\.?|respektive|respectively|og|and|und|et|"
        r"henholdsvis)\s*"
    )
    return re.compile(
        rf"(?P<first>{number})(?:(?P<between>{between})(?P<second>{second}))?\s*-?\s*(?:\(\s*\d{{1,4}}\s*\)\s*)?"
        rf"(?P<unit>{units})(?![^\W_])\.?"
    )
