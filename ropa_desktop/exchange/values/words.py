"""What the program knows of people's words, in ten languages: `resources/recognition`, one file each.

A phrase of these files is written as people write it. "*" stands for any end of a word or none, "…" for up to four
words, between others or at the end. Case and accents do not count; a phrase stands between word boundaries.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ropa_desktop.exchange.values.folding import Span, composed, flat
from ropa_desktop.paths import resources


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: what it stands for, and where."""

    code: str
    span: Span


@cache
def known(name: str) -> Mapping[str, Any]:
    """A file of `resources/recognition`. Raises `FileNotFoundError` for an unknown one: a defect of the program."""
    found: Mapping[str, Any] = json.loads(resources("recognition", f"{name}.json").read_text("utf-8"))
    return found


@cache
def _phrases(
    name: str, table: str
) -> tuple[re.Pattern[str], Mapping[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    """One pattern for a whole table, longest phrase first; what a plain phrase stands for; and those with wildcards."""
    plain: dict[str, str] = {}
    wild: list[tuple[re.Pattern[str], str]] = []
    sources: list[str] = []
    for code, phrases in _table(name, table).items():
        for phrase in phrases:
            shown = " ".join(flat(composed(phrase)).split())
            if "*" in shown or "…" in shown:
                wild.append((re.compile(_source(shown)), code))
            else:
                plain.setdefault(shown, code)
            sources.append(shown)
    ordered = sorted(set(sources), key=lambda phrase: (-len(phrase), phrase))
    return _bounded("|".join(map(_source, ordered))), plain, tuple(wild)


def _table(name: str, table: str) -> Mapping[str, list[str]]:
    """A table of a file; of the countries, "all" is names, aliases and regions, each code with its kind."""
    if (name, table) != ("countries", "all"):
        found: Mapping[str, list[str]] = known(name)[table]
        return found
    tables = known(name)
    regions = {f"region:{code}": names for code, names in tables["regions"].items()}
    countries = {
        f"country:{code}": [*tables["aliases"].get(code, ()), *names] for code, names in tables["names"].items()
    }
    return regions | countries


def _source(phrase: str) -> str:
    if phrase.endswith(" …"):
        return _source(phrase[:-2]) + r"(?:[^\w\n]+[\w'-]+){1,4}"
    escaped = re.escape(phrase).replace(r"\*", r"[^\W_]*").replace("…", r"(?:[^\w\n]+[\w'-]+){0,4}?[^\w\n]+")
    return re.sub(r"(?:\\ )+(?=\(\?:\[)|(?<=\[\^\\w\\n\]\+)(?:\\ )+", "", escaped).replace(r"\ ", r"\s+")


def _bounded(source: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{source})(?![^\W_])")


def hits(name: str, table: str, flat_text: str) -> Iterator[Hit]:
    """Every phrase of a table in a flat text, the longest first where two begin at the same place, none twice."""
    pattern, plain, wild = _phrases(name, table)
    for found in pattern.finditer(flat_text):
        shown = " ".join(found.group().split())
        code = plain.get(shown) or next((code for each, code in wild if each.fullmatch(found.group())), None)
        if code:
            yield Hit(code, found.span())


def whole(name: str, table: str, text: str) -> str | None:
    """What the whole text stands for in a table; None where it is no phrase of it."""
    pattern, plain, wild = _phrases(name, table)
    shown = " ".join(flat(composed(text)).split())
    if not pattern.fullmatch(shown):
        return None
    return plain.get(shown) or next((code for each, code in wild if each.fullmatch(shown)), None)


def pieces(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    """The words at these places."""
    return tuple(text[start:end] for start, end in spans)
