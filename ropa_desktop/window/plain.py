"""Text that is nothing but text: Qt takes what looks like markup for it, and would fetch the pictures that it names."""

from __future__ import annotations

from html import escape


def plain_tip(text: str) -> str:
    """A tooltip that shows a text as it stands, whatever it looks like."""
    if "<" not in text:
        return text
    return f"<qt>{escape(text).replace(chr(10), '<br/>')}</qt>"
