"""The letters of a text file that says nothing of its encoding."""

import codecs
import re
from collections import Counter

from ropa_desktop.i18n import _

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MANY_TO_ONE = 4  # rightly encoded letters that outweigh one that is not
_MOST_CONTROLS = 0.01  # share of control characters in what is still text
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decoded(content: bytes) -> tuple[str, str] | None:
    """The text, and a remark where the encoding was guessed; None if it is no text in any of them.

    A byte order mark decides; without one UTF-16 shows by its zeros, UTF-8 by its rules. What is left is
    one of the encodings of Windows, told by its letters; Windows-1252 holds all of Latin-1 that anybody writes.
    """
    text, remark = _decoded(content)
    text = text.removeprefix("\ufeff")
    few = len(_CONTROLS.findall(text)) <= len(text) * _MOST_CONTROLS
    return (text, remark) if few else None


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), ""
    zeros = content[:4096].count(0)
    if zeros * 4 > len(content[:4096]):
        high_first = content[:4096:2].count(0) * 2 > zeros
        return content.decode("utf-16-be" if high_first else "utf-16-le", "replace"), ""
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if sum(letter > "\x7f" for letter in text) - bad > bad * _MANY_TO_ONE:
        remark = _("{number} letters are damaged in the file, and stand as “{letter}”.")
        return text, remark.format(number=bad, letter="\ufffd")
    encoding = likeliest(content)
    remark = _("The file does not say how its letters are encoded. It was read as {encoding}.")
    names = {"cp1252": _("Windows-1252 (Western European)"), "latin-1": _("Windows-1252 (Western European)")}
    names |= {"cp1250": _("Windows-1250 (Central European)"), "cp1251": _("Windows-1251 (Cyrillic)")}
    names |= {"cp1253": _("Windows-1253 (Greek)"), "cp1257": _("Windows-1257 (Baltic)")}
    return content.decode(encoding), remark.format(encoding=names[encoding])


def likeliest(content: bytes) -> str:
    """The encoding in which the letters are those of one language, as far as possible; Windows-1252 where several are.

    Each encoding is tried with the alphabets of its languages: a letter of the alphabet counts for it, any other
    letter, and a sign within a word, twice against it.
    """
    best, chosen = -(10**9), "latin-1"
    for encoding, alphabets in _ALPHABETS.items():
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        found = Counter(_STRANGE.findall(text.lower()))
        worth = max(sum(n if letter in alphabet else -2 * n for letter, n in found.items()) for alphabet in alphabets)
        worth -= 3 * len(_UNLIKELY.findall(text))
        if worth > best:
            best, chosen = worth, encoding
    return chosen


_UNLIKELY = re.compile(r"[a-zà-öø-ÿā-žά-ώа-я][A-ZÀ-ÖØ-ÞΑ-ΩА-Я]|[a-zA-Z][\u0370-\u04ff]|[\u0370-\u04ff][a-zA-Z]")
"""A capital within a word, or two scripts in one."""

_STRANGE = re.compile(r"(?<=[^\W\d_])[^\x00-\x7f]|[^\x00-\x7f](?=[^\W\d_])")

_ALPHABETS = {
    "cp1252": (
        "àâæçéèêëîïôœùûüÿ’«»",
        "äöüß",
        "æøåéòóô",
        "åäöéšž",
        "áéíñóúü¿¡ºª",
        "àèéìíîòóùú’",
        "ãáâàçéêíõóôúüºª",
        "ëéèïöüóá",
        "áéíóúýþæöð",
        "õäöüšž",
        "àéèíïóòúüç·",
    ),
    "cp1250": ("áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "ąćęłńóśźż", "áéíóöőúüű", "čćđšž", "ăâîșşțţ"),
    "cp1251": ("абвгдежзийклмнопрстуфхцчшщъыьэюя",),
    "cp1253": ("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",),
    "cp1257": ("āčēģīķļņšūž", "ąčęėįšųūž", "õäöüšž"),
}
"""The letters beside a to z of each language, by encoding."""
