"""Text made comparable, and cut: the words of `model/folding.py`, and what is left of a text without some places.

Every reader first brings the text into one form (NFC), then looks at the flat text beside it.
"""

import re
from collections.abc import Iterable

from ropa_desktop.model.folding import composed, flat, fold

__all__ = ["Span", "composed", "flat", "fold", "trimmed", "without"]

Span = tuple[int, int]
"""Where something stands: from the first place up to, not with, the second."""

_EDGES = " \t\r\n,;:.|/+&–—-_"


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
