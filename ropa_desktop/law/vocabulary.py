"""The closed lists of the law and of the program, read from `resources/vocabulary`, one file each.

Every list says its article, source, evidence and the day it was checked; an entry may say more of itself. A code that
a list does not hold is kept in the register and shown as it stands.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from ropa_desktop.i18n import LANGUAGES, OUTPUT_LANGUAGES
from ropa_desktop.i18n import language as current_language
from ropa_desktop.law.bundle import LawData, built_in, current
from ropa_desktop.paths import resources


@dataclass(frozen=True, slots=True)
class Term:
    """One entry: its code, its label by language, and whatever else the file says of it (text by name)."""

    code: str
    labels: Mapping[str, str]
    details: Mapping[str, str]

    def label(self, language: str | None = None) -> str:
        """The label in a language, the present one by default, else in English."""
        return self.labels.get(language or current_language()) or self.labels["en"]

    @property
    def sought(self) -> tuple[str, ...]:
        """Its labels in the languages of the window: how a person looks for it there."""
        return tuple(self.labels[language] for language in LANGUAGES)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list with its article, source, evidence and the ISO date it was checked.

    `codes` gives the code of each code and label, in any language and without regard to case.
    """

    name: str
    article: str
    source: str
    evidence: str
    checked_on: str
    terms: Mapping[str, Term]
    codes: Mapping[str, str]


MECHANISMS = "transfer_mechanism"
"""The list that is part of the law data (`bundle.py`): a ruling may change it."""


def vocabulary(name: str) -> Vocabulary:
    """A list by its name. Raises `FileNotFoundError` for an unknown one: a defect of the program."""
    return _mechanisms(current()) if name == MECHANISMS else _vocabulary(name)


@cache
def _vocabulary(name: str) -> Vocabulary:
    return _from_file(name, json.loads(resources("vocabulary", f"{name}.json").read_text("utf-8")))


@lru_cache(maxsize=8)
def _mechanisms(data: LawData) -> Vocabulary:
    found = data.transfer_mechanisms
    known = {entry["code"]: entry for entry in built_in().transfer_mechanisms["entries"]}
    entries = [_in_more_languages(entry, known.get(entry["code"], {})) for entry in found["entries"]]
    return _from_file(MECHANISMS, {**found, "entries": entries})


def _in_more_languages(entry: Mapping[str, Any], known: Mapping[str, Any]) -> Mapping[str, Any]:
    """An entry of a file with the languages that it leaves out, from the program's own where it means the same."""
    if entry["en"] != known.get("en"):
        return entry
    return {**{language: known[language] for language in OUTPUT_LANGUAGES if language in known}, **entry}


def _from_file(name: str, found: Mapping[str, Any]) -> Vocabulary:
    terms = {}
    for entry in found["entries"]:
        labels = {language: entry[language] for language in OUTPUT_LANGUAGES if language in entry}
        details = {key: value for key, value in entry.items() if key not in ("code", *OUTPUT_LANGUAGES)}
        terms[entry["code"]] = Term(entry["code"], MappingProxyType(labels), MappingProxyType(details))
    codes: dict[str, str] = {}
    for term in terms.values():
        for called in (term.code, *term.labels.values()):
            codes.setdefault(called.casefold(), term.code)
    return Vocabulary(
        name,
        found["article"],
        found["source"],
        found["evidence"],
        found["checked_on"],
        MappingProxyType(terms),
        MappingProxyType(codes),
    )


def label(name: str, code: str, language: str | None = None) -> str:
    """The label of a code; the code itself where the list does not hold it."""
    term = vocabulary(name).terms.get(code)
    return term.label(language) if term else code


def code_for(name: str, text: str) -> str | None:
    """The code that a label in any language, or the code itself, stands for; None where there is none."""
    return vocabulary(name).codes.get(text.strip().casefold())
