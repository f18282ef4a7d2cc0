"""Text as a spreadsheet file stores it: what must be written otherwise, and back.

A string in a workbook is an ST_Xstring (ECMA-376 Part 1, 22.9.2.19): `_xHHHH_` stands for the character with that
number. Whoever means those seven characters themselves must write the underscore before them as `_x005F_`; openpyxl
does neither.
"""

import re

# The underscore alone is matched, so that "_x000D_x000A_", which shares one, is escaped twice.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_UNESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def escaped(text: str) -> str:
    """The text as it is written into a cell. What XML cannot hold is written by its number as well."""
    return _ESCAPE.sub(_by_number, text) if _ESCAPE.search(text) else text


def unescaped(text: str) -> str:
    """The text that a cell means: the inverse of `escaped`, and of what other programs escape."""
    return _UNESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def needs_quote(text: str) -> bool:
    """Whether a spreadsheet would take the text for something else when the cell is edited: a formula, a prefix."""
    return text[0] in "=+-@'\t"


def _by_number(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"
