"""What a heading may mean: the fields it is like, in ten languages, each with a score from 0 to 1.

The headings stand in `resources/recognition/headers.json`. A heading is compared as a whole, without what stands in
brackets, and word by word, where the end of a word and a slip of the pen count little. Which language a sheet is in is
decided by its whole row of headings: "responsabile" is one party in Italian, "responsable" another in Spanish.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from ropa_desktop.exchange.recognition.keywords import by_keyword
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.exchange.values.words import known

ENOUGH = 0.72
"""From this score on a heading is taken for a field."""

LONGEST = 220
"""Characters of the longest heading; what is longer explains one."""

ACTIVITIES, TIME_LIMITS, ORGANISATIONS = "activities", "time_limits", "organisations"

MEASURES, SYSTEMS = "measures", "systems"
"""Sheets that list nothing but these."""

RELATED = "related"
"""A sheet whose rows tell more of the activities of another one."""

_NUMBER_SIGNS = ("#", "№")  # signs that are a heading by themselves
_SHORT = 4  # letters of a heading of one word that says nothing as a part of another

FLAG = "data_flag:"
"""Begins the target of a column that says yes or no to one category of data; its nature follows."""

_UNLIKE = (("process", "processor"), ("kasittely", "kasittelij"), ("control", "controller"), ("status", "statut"))
"""Words that look like endings of one, and are not: what is done and who does it, a state and a law."""

_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ABBREVIATED = re.compile(r"\b([^\W\d_]{3,})\.")
_NUMBERING = re.compile(r"^\s*(\d{1,2}|[a-z])[.):]\s+", re.IGNORECASE)
_FORMALITY = re.compile(
    r"\b(if applicable|if possible|where applicable|where possible|optional|mandatory|required|"
    r"art(icle|ikel|ikkel|\.)?\s*30\S*( gdpr| dsgvo| rgpd| avg)?)\b|\*",
    re.IGNORECASE,
)

_WHOLE_ONLY = frozenset(
    [
        "name",
        "reference",
        "department",
        "owner",
        "description",
        "status",
        "internal_recipients",
        "contract",
        "systems",
        "note",
        "privacy_notice",
        "started_on",
        "ended_on",
        "controller",
    ]
)
"""Fields whose one-word headings ("access", "process") say nothing as a part of another heading."""


_WORD_FOR_WORD = frozenset({"importer"})
"""Fields whose headings are made of words of other fields: only the whole heading means them."""


@dataclass(frozen=True, slots=True)
class Match:
    """A field that a heading may mean, in which language, and how sure that is."""

    target: str
    language: str
    score: float


def matches(heading: str, kind: str = ACTIVITIES) -> tuple[Match, ...]:
    """What a heading may mean on a sheet of that kind, the surest first; one for each field and language."""
    kind = ACTIVITIES if kind == RELATED else kind
    if is_number_sign(heading):
        return (Match("reference", "", 1.0),)
    return _matches(heading.strip(), kind) if len(heading) <= LONGEST else ()


def is_number_sign(heading: str) -> bool:
    """Whether a heading is nothing but a sign for numbers: "#"."""
    return heading.strip() in _NUMBER_SIGNS


def language_of(headings: Iterable[str], kind: str = ACTIVITIES) -> str:
    """The language that explains a row of headings best; English where none does."""
    sums: dict[str, float] = defaultdict(float)
    for heading in headings:
        best: dict[str, float] = {}
        for match in matches(heading, kind):
            best[match.language] = max(best.get(match.language, 0), match.score)
        for language, score in best.items():
            sums[language] += score if score >= ENOUGH else 0
    return max(sums, key=lambda language: (round(sums[language], 3), language == "en"), default="en")


def in_language(heading: str, language: str, kind: str = ACTIVITIES) -> tuple[Match, ...]:
    """`matches` where the sheet's language is known: other languages count for less, English for little less.

    A heading that says nothing in these is heard in the others too, for some registers are in two.
    """
    found = _weighed(heading, language, kind, 0.88)
    return found if found and found[0].score >= ENOUGH else _weighed(heading, language, kind, 0.93)


_WHOLE, _FOREIGN = 0.95, 0.78
"""The score of a heading known whole, and what it weighs that a single word is like one of another language."""


def _weighed(heading: str, language: str, kind: str, foreign: float) -> tuple[Match, ...]:
    weight = {"en": 0.96, language: 1.0, "": 1.0}
    one_word = len(heading.split()) == 1
    best: dict[str, Match] = {}
    for match in matches(heading, kind):
        unlike = one_word and match.score < _WHOLE
        score = match.score * weight.get(match.language, _FOREIGN if unlike else foreign)
        if match.target not in best or best[match.target].score < score:
            best[match.target] = Match(match.target, match.language, score)
    return tuple(sorted(best.values(), key=lambda match: -match.score))


# -- comparing --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Alias:
    target: str
    language: str
    words: tuple[str, ...]


@cache
def _aliases(kind: str) -> tuple[Mapping[str, tuple[_Alias, ...]], Mapping[str, tuple[_Alias, ...]]]:
    """Every alias by its whole folded text, and by the first three letters of each of its words."""
    whole: dict[str, list[_Alias]] = defaultdict(list)
    parts: dict[str, list[_Alias]] = defaultdict(list)
    for target, language, text in _listed(kind):
        for folded in filter(None, dict.fromkeys((fold(text), fold(_BRACKETS.sub(" ", text)), fold(unjoined(text))))):
            alias = _Alias(target, language, _words(folded))
            whole[folded].append(alias)
            if target in _WORD_FOR_WORD:
                continue
            if alias.words[0] in _asking() or (len(alias.words) == 1 and alias.words[0] in _alone()):
                continue
            for beginning in {word[:3] for word in alias.words}:
                parts[beginning].append(alias)
    return {k: tuple(v) for k, v in whole.items()}, {k: tuple(v) for k, v in parts.items()}


def _listed(kind: str) -> Iterable[tuple[str, str, str]]:
    headers = known("headers")
    if kind != ACTIVITIES:
        yield from ((target, "", text) for target, texts in headers[kind].items() for text in texts)
        return
    for target, by_language in headers[ACTIVITIES].items():
        yield from ((target, language, text) for language, texts in by_language.items() for text in texts)
    for nature, texts in headers["data_flags"].items():
        yield from ((FLAG + nature, "en", text) for text in texts)


@lru_cache(8192)
def _matches(heading: str, kind: str) -> tuple[Match, ...]:
    found: dict[tuple[str, str], float] = {}
    cut = frozenset(fold(word) for word in _ABBREVIATED.findall(unjoined(heading)))
    for text, weight in _variants(heading):
        for alias, score in _scored(text, kind, cut):
            key = (alias.target, alias.language)
            found[key] = max(found.get(key, 0), score * weight)
    if kind == ACTIVITIES:
        for target, language, score in by_keyword(fold(unjoined(_NUMBERING.sub("", heading)))):
            found[target, language] = max(found.get((target, language), 0), score)
    listed = (Match(target, language, round(score, 3)) for (target, language), score in found.items())
    return tuple(sorted(listed, key=lambda match: -match.score))


def _variants(heading: str) -> Iterable[tuple[str, float]]:
    """The heading as it stands, without its formalities, without brackets, and each side of a slash."""
    spaced = unjoined(_NUMBERING.sub("", heading))
    seen: dict[str, float] = {}
    plain = _FORMALITY.sub(" ", spaced)
    sides = re.split(r"\s*[/|\n]\s*", _BRACKETS.sub(" ", plain))
    for text, weight in (
        (heading, 1.0),
        (spaced, 1.0),
        (plain, 0.99),
        (_BRACKETS.sub(" ", plain), 0.97),
        *((side, 0.86 - 0.01 * place) for place, side in enumerate(sides) if len(sides) > 1 and len(side) > 2),
    ):
        folded = fold(text)
        seen[folded] = max(seen.get(folded, 0), weight)
    seen.pop("", None)
    return seen.items()


def unjoined(text: str) -> str:
    """ "DataSubjectCategory" as three words."""
    return _CAMEL.sub(" ", text)


def _scored(text: str, kind: str, cut: frozenset[str]) -> Iterable[tuple[_Alias, float]]:
    """The aliases that a folded heading is like; `cut` are those of its words that a full stop abbreviates."""
    whole, parts = _aliases(kind)
    yield from ((alias, 1.0) for alias in whole.get(text, ()))
    words = _words(text)
    if len(words) > 16:
        return
    near = dict.fromkeys(alias for word in words for alias in parts.get(word[:3], ()))  # ties: the first in the file
    for alias in near:
        if len(alias.words) == 1 < len(words) and (alias.target in _WHOLE_ONLY or len(alias.words[0]) <= _SHORT):
            continue
        score = _alike(words, alias.words, cut)
        if score >= 0.5:
            yield alias, score


def _alike(heading: tuple[str, ...], alias: tuple[str, ...], cut: frozenset[str]) -> float:
    """How alike two headings are, word by word: all of the alias should be in the heading, most of it be the alias."""
    same = ((_begins(other, word, cut) or _same(word, other) for other in heading) for word in alias)
    total = sum(max(found, default=0) for found in same)
    inside, of_it = total / len(alias), total / max(len(heading), len(alias))
    if inside < 0.6:
        return 0
    single = 0.1 if len(alias) == 1 and len(heading) > 2 else 0.0  # one word of many says little
    return 0.97 * (0.62 * inside + 0.38 * of_it) - single


def _begins(short: str, word: str, cut: frozenset[str]) -> float:
    """Whether an abbreviation ("Avd.") stands for a word."""
    return 0.9 if short in cut and word != short and word.startswith(short) else 0


@lru_cache(65536)
def _same(one: str, other: str) -> float:
    """Whether two words are one: 1 if equal, less for another ending or a letter changed, 0 if they differ."""
    if one == other:
        return 1
    short, long = sorted((one, other), key=len)
    if any(short.startswith(one_word) and long.startswith(another) for one_word, another in _UNLIKE):
        return 0
    if len(short) < 4 or len(short) < 0.6 * len(long):
        return 0
    shared = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if shared >= 4 and shared >= len(short) - (2 if len(short) > 10 else 1) and shared >= 0.68 * len(long):
        return 0.93
    if len(short) >= 6 and SequenceMatcher(None, one, other).ratio() >= 0.88:
        return 0.85
    return 0


def _words(folded: str) -> tuple[str, ...]:
    words = folded.split()
    return tuple(word for word in words if word not in _empty_words()) or tuple(words)


@cache
def _asking() -> frozenset[str]:
    """Words that begin a question: what it asks is told by keywords, not by how alike it is to another one."""
    return frozenset(map(fold, known("headers")["words"]["asking"]))


@cache
def _alone() -> frozenset[str]:
    """Words that are a heading by themselves, and say nothing as a part of another one: "Law", "People", "Use"."""
    return frozenset(map(fold, known("headers")["words"]["alone"]))


@cache
def _empty_words() -> frozenset[str]:
    return frozenset(known("headers")["words"]["empty"])
