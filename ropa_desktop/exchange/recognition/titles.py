"""Whose register it is, where only a title says so: "Fossvik Energi AS – Record of processing activities"."""

import re
from functools import cache

from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.exchange.values.words import known

_PARTS = re.compile(
    r"\s+[–—-]\s+|\s*[|:;\n]\s*|,\s+|\s+(?:for|für|fur|voor|pour|para|dla|der|des|of|de la|du)\s+(?=[^\W\d_])|"
    r"\s+(?:de|di|van|von|för|av|hos|ved|na|pre|za)\s+(?=[A-ZÀ-ÞĀ-Ž])"
)
_NUMBER = re.compile(r"\s*\([^()\d]{0,20}\d[\d .-]{2,15}\)\s*$")  # "(C 00017)" after a company's name
_SHORT = 4  # letters of an abbreviation, which is a word by itself
_ENDING = 6  # letters of a word for an authority, above which it may end another one: "Woonstichting"
_LONGEST = 8  # words of a name in a title
_PERSON = re.compile(
    r",?\s+(?:v/|v\.?\s?/|ved\s|vertreten durch\s|represented by\s|représentée? par\s|representad[oa] por\s|"
    r"rappresentat[oa] da\w*\s|vertegenwoordigd door\s|företräd[da]\w* av\s|genom\s|reprezentowan\w+ przez\s|c/o\s|"
    r"z\.\s?hd\.\s)",
    re.IGNORECASE,
)


def named_in_title(text: str) -> str:
    """The company or authority that a title names beside the word for a register, or that is all it says; else ""."""
    parts = [half for part in _PARTS.split(_NUMBER.sub("", text)) for half in _apart(part.strip(' ,"“”«»()'))]
    houses = [part for part in parts if part and is_house(part)]
    others = [part for part in parts if part and part not in houses]
    if len(set(houses)) != 1 or (others and not any(map(is_register, others))):
        return ""
    return houses[0]


def _apart(text: str) -> tuple[str, ...]:
    """The word for a register and the name that stand side by side: "Verwerkingsregister Woonstichting De Lier"."""
    words = text.split()
    for place in range(1, len(words) - 1):
        one, other = " ".join(words[:place]), " ".join(words[place:])
        if is_register(one) and is_house(other) and other[:1].isupper():
            return one, other
    return (text,)


def is_house(text: str) -> bool:
    """Whether a text is the name of a company or a public authority: its form or its kind stands in it."""
    words = text.split()
    if not 2 <= len(words) <= _LONGEST or is_register(text):
        return False
    if reading.party(text).kind == "legal_entity" or {*fold(text).split()} & _authorities():
        return True
    return any(word.endswith(kind) for word in fold(text).split() for kind in _authorities() if len(kind) > _ENDING)


def without_person(text: str) -> tuple[str, str]:
    """A controller's name, and who acts for it: "Storlia kommune v/kommunedirektøren"."""
    found = _PERSON.search(text)
    return (text[: found.start()].strip(" ,"), text[found.end() :].strip(" ,")) if found else (text, "")


def is_register(text: str) -> bool:
    """Whether a text speaks of a register, or of the law that asks for one."""
    folded = fold(text)
    return any(word in (folded if len(word) > _SHORT else folded.split()) for word in _registers())


@cache
def _registers() -> tuple[str, ...]:
    return tuple(fold(word) for word in known("headers")["words"]["register"])


@cache
def _authorities() -> frozenset[str]:
    return frozenset(fold(word) for word in known("headers")["words"]["authority"])
