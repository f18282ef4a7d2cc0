"""The letters of a text file that says nothing of its encoding."""

import codecs
import re

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
    Windows-1252, which holds all of Latin-1 that anybody writes.
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
    remark = _("The file does not say how its letters are encoded. It was read as Windows-1252 (Western European).")
    try:
        return content.decode("cp1252"), remark
    except UnicodeDecodeError:
        return content.decode("latin-1"), remark
