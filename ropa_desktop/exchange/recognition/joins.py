"""The activities that one cell of a sheet beside them names: one, or several with a sign or an "and" between."""

import re
from collections.abc import Callable
from typing import TypeVar

_Record = TypeVar("_Record")

_BETWEEN = re.compile(
    r"\s*[,;/&+\n•|]\s*|\s+(?:and|og|och|und|en|ja|et|y|e|i|a|oraz|és|és|și|si|и|και)\s+", re.IGNORECASE
)


def meant_by(text: str, find: Callable[[str], _Record | None]) -> tuple[list[_Record], list[str]]:
    """What a cell means, as `find` knows it, and those of its parts that mean nothing; the whole cell comes first.

    A cell of which no part is known means nothing.
    """
    whole = find(text)
    if whole is not None:
        return [whole], []
    parts = [part for part in _BETWEEN.split(text) if part]
    if len(parts) < 2:
        return [], []
    found = [(part, find(part)) for part in parts]
    known = [record for _part, record in found if record is not None]
    return known, [part for part, record in found if record is None] if known else []
