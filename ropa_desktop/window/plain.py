"""Text that is nothing but text: Qt takes what looks like markup for it, and would fetch the pictures that it names.

And text that is quoted within another.
"""

from __future__ import annotations

from html import escape


def plain_tip(text: str) -> str:
    """A tooltip that shows a text as it stands, whatever it looks like."""
    if "<" not in text:
        return text
    return f"<qt>{escape(text).replace(chr(10), '<br/>')}</qt>"


def quoted(text: str) -> str:
    """A text to stand between quotation marks: those of its own become single ones."""
    return text.translate(_SINGLE)


_SINGLE = str.maketrans("“”«»", "‘’‘’")  # English and Norwegian alike
