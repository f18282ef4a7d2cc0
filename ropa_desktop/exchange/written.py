"""Marks around what a person wrote, in the texts of a report that is being built.

A report is put together from texts inside texts. So that it is known of each passage, once all is there, whether it is
in the report's language, it stands between signs that no text brings through the door (`model/validation.py`).
`untranslated.py` takes them out again.
"""

import re

MARKED = re.compile("\x01([A-Za-z-]*)\x02([^\x01-\x03]*)\x03")
"""A marked passage: its language, where that is known, and its text."""

BEGINNING = "\x01\x02"
"""What a passage begins with whose language is not known."""


def as_written(text: str, language: str = "") -> str:
    """A person's text with marks around it; `language` (BCP 47) where it is known. An empty one stays empty."""
    return f"\x01{language}\x02{text}\x03" if text else ""


def plain(text: str) -> str:
    """The text without marks: what it is sorted and compared by."""
    return MARKED.sub(r"\2", text) if "\x01" in text else text
