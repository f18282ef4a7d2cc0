"""How alike two names are: for proposing what a register already holds, never for merging unasked."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.exchange.values.parties import without_company_form


@dataclass(frozen=True, slots=True)
class Alike:
    """A name that is like the one asked for, and how much (0 to 1; 1 is the same but for case and accents)."""

    name: str
    likeness: float


def similarity(one: str, other: str) -> float:
    """1 for the same words but for case, accents and punctuation; 0.95 but for AS, GmbH, Ltd; else by letters."""
    first, second = fold(one), fold(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    first, second = fold(without_company_form(one)), fold(without_company_form(other))
    if first == second:
        return 0.95
    words, others = sorted(first.split()), sorted(second.split())
    if words == others:
        return 0.93
    ratio = SequenceMatcher(None, first, second, autojunk=False).ratio()
    by_words = SequenceMatcher(None, " ".join(words), " ".join(others), autojunk=False).ratio()
    likeness = max(ratio, by_words) * 0.92
    if _numbers(first) != _numbers(second):
        likeness *= 0.7  # "Sak 1" is not "Sak 2"
    return round(likeness, 3)


def most_alike(name: str, names: Iterable[str], least: float = 0.75) -> Alike | None:
    """The most similar of some names; None where none is at least so alike."""
    asked = fold(name)
    best: Alike | None = None
    for each in names:
        if best and abs(len(asked) - len(fold(each))) > max(len(asked), 12):
            continue
        found = Alike(each, similarity(name, each))
        if found.likeness >= least and (best is None or found.likeness > best.likeness):
            best = found
            if best.likeness == 1.0:
                break
    return best


def _numbers(folded: str) -> list[str]:
    return [word for word in folded.split() if any(map(str.isdigit, word))]
