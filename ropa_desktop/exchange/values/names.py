"""How alike two names are: for proposing what a register already holds, never for merging unasked.

Known short forms ("MS" for Microsoft) lie in `resources/recognition/names.json`; forms of companies with the parties.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.exchange.values.words import known

LEAST = 0.75
"""How alike a name must be to be proposed."""

_NEAR = 0.8  # how alike two words are of which one may be the other misspelt
_COMMON = 400  # a key that more names share tells too little
_COMPARED = 24  # candidates that are looked at closely


@dataclass(frozen=True, slots=True)
class Alike:
    """A name that is like the one asked for, and how much (0 to 1; 1 is the same but for case and accents)."""

    name: str
    likeness: float


@dataclass(frozen=True, slots=True)
class _Name:
    """A name prepared: its folded words without a company's form, in full and sorted; that form; its initials."""

    folded: str
    bare: str
    form: str
    words: tuple[str, ...]
    sorted: str
    initials: str
    capitals: str
    numbers: tuple[str, ...]
    pairs: frozenset[str]


def similarity(one: str, other: str, proper: bool = True) -> float:
    """1 for the same words but for case, accents and punctuation; 0.95 but for AS, GmbH, Ltd; else less.

    Of `proper` names, as of organisations and systems, one may be part of the other: Azure, Microsoft Azure. Of others
    the longer name is another thing: health data, genetic and health data.
    """
    return _likeness(_prepared(one), _prepared(other), proper, 0.0)


def _likeness(first: "_Name", second: "_Name", proper: bool, least: float) -> float:
    """How alike two names are; 0 where that is sure to be less than `least`."""
    if not first.folded or not second.folded:
        return 0.0
    if first.folded == second.folded:
        return 1.0
    likeness = _by_words(first, second, proper)
    if likeness < LEAST and _may_be_alike(first, second):
        likeness = max(likeness, _by_letters(first, second, least))
    if first.numbers != second.numbers:
        likeness *= 0.7  # "Sak 1" is not "Sak 2"
    if _qualifiers() & {*first.words} ^ _qualifiers() & {*second.words}:
        likeness *= 0.7  # former employees are not employees
    return round(likeness, 3)


def most_alike(name: str, names: Iterable[str], least: float = LEAST) -> Alike | None:
    """The most similar of some names; None where none is at least so alike."""
    best: Alike | None = None
    for each in names:
        found = Alike(each, similarity(name, each))
        if found.likeness >= least and (best is None or found.likeness > best.likeness):
            best = found
            if best.likeness == 1.0:
                break
    return best


class Names:
    """Many names in which like ones are looked for, by their words and by how these begin and end."""

    def __init__(self, names: Iterable[str], proper: bool = True) -> None:
        self._proper = proper
        self._keys: dict[str, list[str]] = defaultdict(list)
        for name in dict.fromkeys(names):
            for key in _keys(name):
                self._keys[key].append(name)

    def most_alike(self, name: str, least: float = LEAST) -> Alike | None:
        """The most similar name; None where none is at least so alike, or where there is only the name itself."""
        shared: dict[str, float] = defaultdict(float)
        for key in _keys(name):
            found = self._keys.get(key, ())
            if len(found) <= _COMMON:
                for other in found:
                    shared[other] += 1 / len(found)
        shared.pop(name, None)
        asked, best = _prepared(name), Alike("", 0.0)
        for other in sorted(shared, key=lambda other: (-shared[other], other))[:_COMPARED]:
            likeness = _likeness(asked, _prepared(other), self._proper, least)
            if likeness > best.likeness:
                best = Alike(other, likeness)
        return best if best.likeness >= least else None


# -- ways to be alike -------------------------------------------------------------------------------------


def _by_words(first: _Name, second: _Name, proper: bool) -> float:
    if first.bare == second.bare:
        return 0.85 if first.form and second.form and first.form != second.form else 0.95
    if first.sorted == second.sorted:
        return 0.93
    if _abbreviates(first, second) or _abbreviates(second, first):
        return 0.85
    less, more = sorted((first, second), key=lambda name: len(name.words))
    is_part = {*less.words} <= {*more.words} and 3 * len(less.words) >= len(more.words)
    if proper and is_part and max(map(len, less.words)) > 3:
        return 0.75 + 0.1 * len(less.words) / len(more.words)
    return 0.0


def _abbreviates(short: _Name, long: _Name) -> bool:
    """Whether a name is written as the initials of another: capitals alone, and three at least."""
    return len(short.capitals) >= 3 and short.capitals == long.initials


def _may_be_alike(first: _Name, second: _Name) -> bool:
    """A quick look before the slow one: whether the names share enough pairs of letters."""
    return 2.5 * len(first.pairs & second.pairs) >= min(len(first.pairs), len(second.pairs))


def _by_letters(first: _Name, second: _Name, least: float) -> float:
    """Names that are alike by what they share, and not by what differs, are less so."""
    one, other = " ".join(first.words), " ".join(second.words)
    share = 1.0 if one.replace(" ", "") == other.replace(" ", "") or _misspelt(first, second) else 0.8
    if share * 0.92 < least:
        return 0.0
    ratio = _ratio(one, other)
    if first.sorted != one or second.sorted != other:
        ratio = max(ratio, _ratio(first.sorted, second.sorted))
    return ratio * 0.92 * share


def _misspelt(first: _Name, second: _Name) -> bool:
    """Whether each word that only one of the names has is near one that only the other has."""
    mine = [word for word in first.words if word not in second.words]
    theirs = [word for word in second.words if word not in first.words]
    return len(mine) == len(theirs) and all(any(_is_near(word, other) for other in theirs) for word in mine)


def _is_near(word: str, other: str) -> bool:
    longest = 2 * min(len(word), len(other)) / (len(word) + len(other))
    return longest >= _NEAR and _ratio(word, other) >= _NEAR


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


# -- names prepared ---------------------------------------------------------------------------------------


@lru_cache(65536)
def _prepared(name: str) -> _Name:
    folded = fold(name)
    bare, form = _without_form(folded.split())
    in_full = _in_full(bare)
    sorted_words = " ".join(sorted(in_full))
    joined = "".join(in_full)
    return _Name(
        folded,
        " ".join(bare),
        form,
        tuple(in_full),
        sorted_words,
        "".join(word[0] for word in in_full) if len(in_full) > 2 else "",
        folded if name.strip().isupper() and folded.isalpha() else "",
        tuple(word for word in in_full if any(map(str.isdigit, word))),
        frozenset(joined[place : place + 2] for place in range(max(1, len(joined) - 1))),
    )


def _without_form(words: list[str]) -> tuple[list[str], str]:
    """The words without a company's form before or behind them, and that form; all of them where nothing is left."""
    for form in _forms():
        n = len(form)
        if n < len(words) and tuple(words[-n:]) == form:
            return words[:-n], " ".join(form)
        if n < len(words) and tuple(words[:n]) == form:
            return words[n:], " ".join(form)
    return words, ""


def _in_full(words: list[str]) -> list[str]:
    """The words with known short forms in full; the longest first."""
    found: list[str] = []
    place = 0
    while place < len(words):
        for short, full in _short_forms():
            if tuple(words[place : place + len(short)]) == short:
                found += full
                place += len(short)
                break
        else:
            found.append(words[place])
            place += 1
    return found


def _keys(name: str) -> set[str]:
    """By what a name is found: its words, their beginnings and ends, its initials."""
    prepared = _prepared(name)
    keys = {f"={word}" for word in prepared.words}
    keys |= {f"{word[:3]}-" for word in prepared.words if len(word) > 3}
    keys |= {f"-{word[-4:]}" for word in prepared.words if len(word) > 4}
    keys |= {f"={prepared.sorted}", f"{prepared.bare.replace(' ', '')[:5]}-"}
    return keys | {f"#{letters}" for letters in (prepared.initials, prepared.capitals) if len(letters) > 2}


@cache
def _forms() -> tuple[tuple[str, ...], ...]:
    forms = {tuple(fold(form).split()) for form in known("parties")["companies"]}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


@cache
def _short_forms() -> tuple[tuple[tuple[str, ...], list[str]], ...]:
    forms = [
        (tuple(fold(short).split()), fold(full).split())
        for full, shorts in known("names")["short_forms"].items()
        for short in shorts
    ]
    return tuple(sorted(forms, key=lambda form: (-len(form[0]), form[0])))


@cache
def _qualifiers() -> frozenset[str]:
    return frozenset(word for text in known("names")["qualifiers"] for word in fold(text).split())
