"""Boxes to tick within a text: "☒ Customers ☐ Suppliers" says customers alone."""

import re

_BOX = re.compile(r"(?P<on>[☑☒✅✔✓]|\[\s?[xX×✓]\s?\]|\(\s?[xX]\s?\))|(?P<off>[☐□❑❏]|\[\s{0,2}\]|\(\s{1,2}\)|\[_\])")


def ticked(text: str) -> tuple[str, ...] | None:
    """What the ticked boxes of a text stand before; None where it has no box."""
    marks = list(_BOX.finditer(text))
    if not marks:
        return None
    found = []
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        words = text[mark.end() : end].strip(" \t\r\n;,|")
        if mark["on"] and words:
            found.append(words)
    return tuple(found)


def box(text: str) -> bool | None:
    """Whether a cell that is a box alone is ticked; None for any other text. A cross alone is a tick."""
    plain = text.strip()
    if plain in ("x", "X"):
        return True
    found = _BOX.fullmatch(plain)
    return bool(found["on"]) if found else None
