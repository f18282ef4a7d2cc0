"""Text made comparable, so that *Lønn* is found as "lonn": one way for names, search and spreadsheets.

`fold` keeps the words alone, `plain` the signs between them as well, `flat` every place; `words` says where each word
stands.
"""

import re
import unicodedata
from functools import lru_cache

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
_IN_FULL = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ħ": "h", "_": " "}
)
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_WORD = re.compile(r"\w+")


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
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    return " ".join(_WORD.findall(plain(text)))


def plain(text: str) -> str:
    """Small and without accents as in `fold`, with every sign in its place: for what is looked for inside a text."""
    if text.isascii():
        return text.lower().replace("_", " ")
    # Decomposed twice: what is decomposed may be a capital still, and a small letter may have an accent of its own.
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(character for character in small.translate(_IN_FULL) if not unicodedata.combining(character))


_plain_of = lru_cache(4096)(plain)


def words(text: str) -> list[tuple[str, int, int]]:
    """The words of `fold` in order, each with its place in the text: from the first character up to the second."""
    parts, places = [], []
    for place, character in enumerate(text):
        for part in _plain_of(character):
            parts.append(part)
            places.append(place)
    found = []
    for match in _WORD.finditer("".join(parts)):
        end = places[match.end() - 1] + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        found.append((match[0], places[match.start()], end))
    return found
