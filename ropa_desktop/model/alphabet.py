"""The order in which a person expects names: numbers by their value, letters as the alphabet of her language."""

import re
from functools import lru_cache
from typing import Any

from ropa_desktop import i18n
from ropa_desktop.model.folding import plain

_DIGITS = re.compile(r"(\d+)")
_AFTER_Z = dict.fromkeys(("nb", "nn", "da"), ("æä", "øö", "å")) | dict.fromkeys(("sv", "fi"), ("å", "äæ", "öø"))
"""By language the letters behind z, each with the neighbour's letter that stands in its place."""


def alphabetical(text: str | None, language: str = "") -> tuple[Any, ...]:
    """A sort key: "PA-2" before "PA-10", in Norwegian "Økonomi" behind "Ytre miljø" and in English beside "Office".

    Case and accents part only what is alike otherwise; the unnamed (None) comes last. `language` is the current one
    unless it is said.
    """
    return (natural(None),) if text is None else _key(text, language or i18n.language())


@lru_cache(65536)
def natural(text: str | None) -> tuple[Any, ...]:
    """A sort key in no language: it puts PA-2 before PA-10, and the unnamed last."""
    if text is None:
        return (1,)
    parts: list[Any] = _DIGITS.split(text.casefold())
    parts[1::2] = [int(digits[:99]) for digits in parts[1::2]]  # every second one, so that like stands beside like
    return (0, *parts)


@lru_cache(65536)
def _key(text: str, language: str) -> tuple[Any, ...]:
    small = text.casefold()
    return natural(plain(small.translate(_letters(language)))), small


@lru_cache
def _letters(language: str) -> dict[int, str]:
    """What stands for the letters that have places of their own; the signs used sort behind z."""
    own = zip(_AFTER_Z.get(language, ()), "{|}", strict=False)
    behind = {letter: sign for letters, sign in own for letter in letters}
    return str.maketrans(behind | ({"ñ": "n~"} if language == "es" else {}))
