"""Cells that only point to a list of the same file: "siehe TOM" means all that is listed there."""

from collections.abc import Mapping, Sequence
from functools import cache

from ropa_desktop.exchange.recognition.aliases import matches
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.exchange.values.words import known

_SURE = 0.9  # score from which on what follows "see" is a name for such lists
_LONGEST = 60  # characters of a cell that does nothing but point


def pointed_to(text: str, lists: Mapping[str, Sequence[str]], target: str) -> Sequence[str]:
    """What a list holds, by id, that a text points to; empty for any other text.

    `lists` are the lists of a file by the names of their sheets, `target` what they are lists of. The text names the
    sheet, or what it lists where the file has one such list alone.
    """
    if not lists or len(text) > _LONGEST:
        return ()
    words = fold(text).split()
    rest = [word for word in words[1:] if word not in _sheets()]
    if not rest or words[0] not in _pointing():
        return ()
    named = " ".join(rest)
    for sheet, ids in lists.items():
        if fold(sheet) in (named, " ".join(words[1:])):
            return ids
    means = matches(named)
    is_meant = len(lists) == 1 and bool(means) and means[0].target == target and means[0].score >= _SURE
    return next(iter(lists.values())) if is_meant else ()


@cache
def _pointing() -> frozenset[str]:
    return frozenset(map(fold, known("headers")["words"]["see"]))


@cache
def _sheets() -> frozenset[str]:
    return frozenset(map(fold, known("headers")["words"]["sheet"]))
