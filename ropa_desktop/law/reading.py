"""Reading a text for its meaning: the words of `resources/law/question_words.json`.

What is read here is only ever a reason to ask. Each topic is a list of words per language; whatever the language of
the register, all of them are looked for, because registers mix languages.
"""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from ropa_desktop.model.folding import fold
from ropa_desktop.paths import resources


@dataclass(frozen=True, slots=True)
class BasisQuestion:
    """Purposes for which a legal basis is unusual: the code of the basis, the topics, and who says so."""

    basis: str
    topics: tuple[str, ...]
    article: str
    source: str
    evidence: str
    checked_on: str


@cache
def _read() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resources("law", "question_words.json").read_text("utf-8"))
    return found


@cache
def _beginnings(topic: str) -> tuple[str, ...]:
    """The words of a topic, folded, each after the space that comes before a word."""
    return tuple(sorted({f" {fold(word)}" for listed in _read()["topics"][topic].values() for word in listed}))


@cache
def basis_questions(basis: str) -> tuple[BasisQuestion, ...]:
    """What is asked of purposes on a legal basis, by its code."""
    return tuple(
        BasisQuestion(
            one["basis"], tuple(one["topics"]), one["article"], one["source"], one["evidence"], one["checked_on"]
        )
        for one in _read()["bases"]
        if one["basis"] == basis
    )


@cache
def national_law(subject: str, country: str | None) -> str | None:
    """The provision of a country (ISO 3166-1) on "national_numbers" or "criminal_data", None where none is listed."""
    return next((str(one["law"]) for one in _read()[subject] if one["country"] == country), None)


@lru_cache(8192)
def speaks_of(text: str | None, *topics: str) -> str | None:
    """The first of some topics that a text seems to speak of, or None. Registers repeat texts: they are kept."""
    if not text:
        return None
    folded = f" {fold(text)}"
    return next((topic for topic in topics if any(word in folded for word in _beginnings(topic))), None)
