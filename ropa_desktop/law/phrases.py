"""Words that say nothing by themselves, read from `resources/law/vague_words.json`: how free text is read for meaning.

What is found this way is a question to the officer and never more. Words are compared small, without accents and
signs, as whole words; `*` stands for any ending.
"""

import json
import re
from collections.abc import Iterable
from functools import cache

from ropa_desktop.model.folding import flat, fold
from ropa_desktop.paths import resources

TIME_LIMITS, MEASURES, CONCRETE = "time_limits", "measures", "concrete"
"""Words that name no end; words that name no measure; words that name one, whatever else is said."""

_BEFORE, _AFTER = 40, 40  # characters quoted around what was found


def vague_limit(*texts: str | None) -> bool:
    """Whether one of the texts says "as long as necessary" or the like, in any language known."""
    return any(_of(TIME_LIMITS).search(fold(text)) for text in texts if text)


def excerpt(text: str) -> str:
    """What a text says around the words that name no end, for a sentence to quote; its beginning where it is not
    found at once."""
    found = _of(TIME_LIMITS).search(flat(text))
    start, end = (found.start(), found.end()) if found else (0, 0)
    first = 0 if start <= _BEFORE else text.rfind(" ", 0, start - _BEFORE + 1) + 1
    last = len(text) if len(text) - end <= _AFTER else text.rfind(" ", 0, end + _AFTER)
    return ("… " if first else "") + text[first:last].strip("“” ") + (" …" if last < len(text) else "")


def vague_measure(*texts: str | None) -> bool:
    """Whether the texts of a measure say "appropriate measures" or the like, and none names anything concrete."""
    folded = [fold(text) for text in texts if text]
    return any(map(_of(MEASURES).search, folded)) and not any(map(_of(CONCRETE).search, folded))


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """What finds any of the phrases in folded text. Without phrases it finds nothing."""
    written = ["".join(_written(phrase)) for phrase in phrases]
    return re.compile(rf"\b(?:{'|'.join(written)})\b" if written else r"(?!)")


def _written(phrase: str) -> Iterable[str]:
    """A phrase as an expression, word by word."""
    for place, word in enumerate(phrase.split()):
        yield (" " if place else "") + re.escape(fold(word.rstrip("*"))) + (r"\w*" if word.endswith("*") else "")


@cache
def _of(name: str) -> re.Pattern[str]:
    found = json.loads(resources("law", "vague_words.json").read_text("utf-8"))[name]
    return pattern(phrase for phrases in found.values() for phrase in phrases)
