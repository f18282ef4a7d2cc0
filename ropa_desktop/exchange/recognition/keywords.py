"""What a heading means that nobody foresaw: told by the one word in it that decides, such as "recipient".

The words stand in `resources/recognition/headers.json` as beginnings of words, by field and language: in languages
that inflect or compound, what follows counts nothing; "*" says that something may go before, "$" that nothing may
follow, "…" that up to three words stand between ("who … shared with"). Headings in the words of Article 30 itself are
understood so in each language of the Union, and the shorter ones that people make of them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.exchange.values.words import known

TOLD, SURE, LIKELY = 0.87, 0.81, 0.78
"""How sure it is of a party that only one word names, where one field alone is spoken of, and of one among several."""

_SHORT = 3  # letters up to which a beginning must be the whole word
_FEW = 6  # words up to which a heading says little else

_BEFORE_ALL = (
    "dpo",
    "joint_controllers",
    "assessment_required",
    "automated_decisions",
    "special_condition",
    "special_data",
    "controller_contact",
    "contract",
)
_AFTER_ALL = ("data_categories", "data_subjects", "representative", "controller", "department", "owner", "name")
"""Fields that count whatever else a heading speaks of, and those that count where it speaks of nothing else:
"retention of personal data" is about retention. Of all the others the first in the heading counts."""


def by_keyword(heading: str) -> Iterator[tuple[str, str, float]]:
    """For each language whose words a folded heading has: the field that it means, the language, and how sure."""
    places: dict[str, dict[str, int]] = defaultdict(dict)
    for start, meanings in _found(heading):
        for target, language in meanings:
            places[language][target] = min(start, places[language].get(target, start))
    if letter := _LETTER.search(heading):
        yield from ((target, "", score) for target, score in _OF_LETTER[letter[1]])
    if not places or _doubtful(heading):
        return
    few = len(heading.split()) <= _FEW
    asks_of_people = heading.partition(" ")[0] in _asking_not_what()
    for language, targets in places.items():
        if "special_condition" in targets and re.search(r"\b6\b", heading):
            del targets["special_condition"]
            targets = targets or {"legal_basis": 0}
        if "special_condition" in targets:
            targets.pop("special_data", None)  # what permits them, not which they are
        target = min(targets, key=lambda one: (_tier(one), targets[one]))
        if target == "data_categories" and asks_of_people:
            continue  # "Who do we give data to?" asks for no data
        sure = TOLD if target in ("dpo", "joint_controllers") else SURE if few and len(targets) == 1 else LIKELY
        yield target, language, sure


_LETTER = re.compile(
    r"\bart\w* 30 (?:abs |absatz |stk |nr |par |lid |ust |odst |ods |no |n )?1 ?"
    r"(?:lit |litra |bokstav |letter |letra |lettera |point |pism |onder |sub )?([b-g])\b"
)
_OF_LETTER = {
    "b": (("purpose", SURE),),
    "c": (("data_subjects", SURE), ("data_categories", SURE - 0.01)),
    "d": (("recipients", SURE),),
    "e": (("third_countries", SURE),),
    "f": (("retention", SURE),),
    "g": (("measures", SURE),),
}
"""What a letter of Art. 30(1) asks for, for a heading that cites it and says no more."""


@cache
def _asking_not_what() -> frozenset[str]:
    words = known("headers")["words"]
    return frozenset(map(fold, words["asking"])) - frozenset(map(fold, words["what"]))


def _tier(target: str) -> int:
    return 0 if target in _BEFORE_ALL else 2 if target in _AFTER_ALL else 1


def _found(folded: str) -> Iterator[tuple[int, tuple[tuple[str, str], ...]]]:
    patterns, meanings = _keywords()
    for pattern in patterns:
        for found in pattern.finditer(folded):
            yield found.start(), meanings[found.group()]
    for pattern, meant in _apart():
        if there := pattern.search(folded):
            yield there.start(), meant


@cache
def _keywords() -> tuple[tuple[re.Pattern[str], ...], Mapping[str, tuple[tuple[str, str], ...]]]:
    """Patterns for beginnings of words and for parts of them, and what each stands for."""
    beginning: dict[str, list[tuple[str, str]]] = defaultdict(list)
    inside: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for target, by_language in known("headers")["keywords"].items():
        for language, words in by_language.items():
            for word in words:
                if _GAP in word:
                    continue
                folded = fold(word) + ("$" if word.endswith("$") else "")
                (inside if word.startswith("*") else beginning)[folded].append((target, language))
    patterns = [rf"(?<!\w)(?:{_either(beginning)})", rf"(?:{_either(inside)})"]
    together: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for words in (beginning, inside):
        for word, meanings in words.items():
            together[word.rstrip("$")] += [meaning for meaning in meanings if meaning not in together[word.rstrip("$")]]
    return tuple(map(re.compile, patterns)), {word: tuple(meanings) for word, meanings in together.items()}


_GAP = " … "


@cache
def _apart() -> tuple[tuple[re.Pattern[str], tuple[tuple[str, str], ...]], ...]:
    """Patterns for words with others between them, and what each stands for."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for target, by_language in known("headers")["keywords"].items():
        for language, words in by_language.items():
            for word in words:
                if _GAP in word:
                    end = r"(?!\w)" if word.endswith("$") else ""
                    parts = (re.escape(fold(part)) for part in word.split(_GAP))
                    found[r"(?<!\w)" + r"(?: \w+){0,3} ".join(parts) + end].append((target, language))
    return tuple((re.compile(pattern), tuple(meant)) for pattern, meant in found.items())


def _either(words: Mapping[str, object]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(
        re.escape(word.rstrip("$")) + (r"(?!\w)" if len(word) <= _SHORT or word.endswith("$") else "")
        for word in ordered
    )


def _doubtful(heading: str) -> bool:
    """Whether it asks for a risk, a remark or a number about a field, and not for the field."""
    return any(re.search(rf"\b{re.escape(word)}\b", heading) for word in known("headers")["words"]["doubt"])
