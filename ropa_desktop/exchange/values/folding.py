"""Text made comparable: `flat` keeps every place, so that what is found can be cut out; `fold` does not.

Every reader first brings the text into one form (NFC), then looks at the flat text beside it.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

Span = tuple[int, int]
"""Where something stands: from the first place up to, not with, the second."""

_SAME_LENGTH = dict(zip("øłđðþæœßıħ", "olddtaosih", strict=True)) | {
    "_": " ",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "’": "'",
    "‘": "'",
    "´": "'",
    "`": "'",
}
_IN_FULL = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"})
_WORD = re.compile(r"\w+")
_EDGES = " \t\r\n,;:.|/+&–—-_"


def composed(text: str) -> str:
    """The text in one form (NFC), as everything that enters a register is."""
    return unicodedata.normalize("NFC", text)


def flat(text: str) -> str:
    """As long as the text: small letters without accents (ø as o, æ as a, ß as s), plain hyphens, "_" as a space."""
    return "".join(map(_flat, text))


@lru_cache(4096)
def _flat(character: str) -> str:
    small = character.lower()[0]
    if small in _SAME_LENGTH:
        return _SAME_LENGTH[small]
    if small.isspace() and small != "\n":
        return " "
    base = unicodedata.normalize("NFKD", small)[0].lower()[0]
    return _SAME_LENGTH.get(base, base) if small.isalpha() or small.isdecimal() else small


def fold(text: str) -> str:
    """Words alone, small, without accents (ø as o, æ as ae, ß as ss), a space between them: two names that look alike
    are equal.
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_IN_FULL))
    kept = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(_WORD.findall(kept.replace("_", " ")))


def without(text: str, spans: Iterable[Span]) -> str:
    """The text with these places cut out, trimmed of the separators and brackets that they leave."""
    kept, end = [], 0
    for start, stop in sorted(spans):
        kept.append(text[end:start])
        end = max(end, stop)
    kept.append(text[end:])
    return trimmed(" ".join(part for part in kept if part.strip()))


def trimmed(text: str) -> str:
    """Without separators at the edges, or around it one pair of brackets that belongs together, or an empty one."""
    text = re.sub(r"\(\s*\)|\[\s*\]", " ", text)
    text = re.sub(r"[ \t\f\v\xa0]+", " ", text).strip(_EDGES)
    if text[:1] == "(" and text[-1:] == ")" and ")" not in text[1:-1]:
        text = text[1:-1].strip(_EDGES)
    if text[:1] in (")", "]"):
        text = text[1:].strip(_EDGES)
    if text[-1:] in ("(", "["):
        text = text[:-1].strip(_EDGES)
    return text
