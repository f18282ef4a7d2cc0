"""Yes and no in ten languages, as ticks, as true and false, as 1 and 0."""

import re
from dataclasses import dataclass
from functools import cache

from ropa_desktop.exchange.values.folding import composed, flat, trimmed
from ropa_desktop.exchange.values.words import known

_BEGINNING = re.compile(r"[^\W\d]+(?=\s*(?:[,.:;(\n]|\s[-–—]|—))")
_UNSURE = frozenset({"x", "1", "0", "o", "e", "s", "n", "y", "j", "si", "on", "off", "ikke", "ikkje"})


@dataclass(frozen=True, slots=True)
class YesNo:
    """The answer ("yes", "no", None where there is none), what else is said, and how sure the reading is (0 to 1)."""

    answer: str | None
    rest: str = ""
    certainty: float = 0.0


def read_yes_no(text: str) -> YesNo:
    """An answer alone, or one that something follows: "Ja, se egen vurdering"."""
    text = composed(text).strip()
    plain = flat(text).strip(" .!()[]")
    if answer := _answers().get(plain):
        return YesNo(answer, "", 0.7 if plain in _UNSURE else 1.0)
    if " / " in text and (same := _in_two_languages(text)):
        return same
    begun = _BEGINNING.match(text)
    if begun and (answer := _answers().get(flat(begun.group()))) and len(begun.group()) > 1:
        return YesNo(answer, trimmed(text[begun.end() :]), 0.8)
    return YesNo(None, text, 0.0)


def _in_two_languages(text: str) -> YesNo | None:
    """ "Oui / Yes - 2021": the same answer said twice, and what follows the second."""
    first, _sign, second = text.partition(" / ")
    answer = _answers().get(flat(first).strip(" .!()[]"))
    said = read_yes_no(second)
    return said if answer and said.answer == answer else None


@cache
def _answers() -> dict[str, str]:
    values = known("yes_no")["values"]
    return {flat(composed(word)): answer for answer, words in values.items() for word in words}
