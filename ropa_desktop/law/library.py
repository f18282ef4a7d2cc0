"""The starter library: activities that many houses have, with what is usual for them, from `resources/library`.

Everything in it is a suggestion. It holds no legal basis, no condition of Art. 9, and no period but those of
`resources/law/retention_norway.json`, each with its source, its evidence and the day it was checked. Where a fact
depends on the house, it asks. The six legal bases are explained apart from it, in the order of their letters.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from ropa_desktop.i18n import language as current_language
from ropa_desktop.paths import resources

LEGAL_BASES = "legal_bases"
TERMS = "terms"


@dataclass(frozen=True, slots=True)
class Wording:
    """The same words in each language of the program."""

    texts: Mapping[str, str]

    def text(self, language: str | None = None) -> str:
        """The words in a language, the present one by default, else in English."""
        return self.texts.get(language or current_language()) or self.texts["en"]


@dataclass(frozen=True, slots=True)
class Period:
    """A period with where it stands: the law or guidance, its evidence, and the ISO day it was checked.

    `country` is the one whose law it is.
    """

    country: str
    law: str
    period: str
    evidence: str
    checked_on: str


@dataclass(frozen=True, slots=True)
class Term:
    """What several items share: a kind of people, data, party or system, or a time limit.

    `values` are fields of its record by name; `criterion` and `ask` are there for some time limits, `period` for those
    whose amount stands in a law or guidance.
    """

    key: str
    name: Wording
    values: Mapping[str, Any]
    criterion: Wording | None = None
    ask: Wording | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Whose data, which, from where (a code of `data_origin`), and how long."""

    subject: Term
    data: Term
    origin: str
    limit: Term


@dataclass(frozen=True, slots=True)
class Item:
    """One activity of the library. `measures` are codes of `measure_family`; `ask` is what depends on the house."""

    key: str
    area: str
    role: str
    name: Wording
    description: Wording
    categories: Wording | None
    purposes: tuple[Wording, ...]
    lines: tuple[Line, ...]
    recipients: tuple[Term, ...]
    systems: tuple[Term, ...]
    measures: tuple[str, ...]
    ask: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """Items that belong together, under one title."""

    key: str
    title: Wording
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A letter of Art. 6(1), said in other words than the Regulation's, with what to ask oneself."""

    code: str
    name: Wording
    text: Wording
    ask: tuple[Wording, ...]


@cache
def areas() -> tuple[Area, ...]:
    """The whole library, in its order."""
    terms = _terms()
    found = []
    for path in sorted(resources("library").glob("[0-9]*.json")):
        document = json.loads(path.read_text("utf-8"))
        items = tuple(_item(values, document["area"], terms) for values in document["items"])
        found.append(Area(document["area"], _wording(document["title"]), items))
    return tuple(found)


@cache
def items() -> Mapping[str, Item]:
    """Every item by its key."""
    return MappingProxyType({item.key: item for area in areas() for item in area.items})


@cache
def legal_bases() -> tuple[LegalBasis, ...]:
    """The six of Art. 6(1), in the order of their letters: none before another for any other reason."""
    document = _read(LEGAL_BASES)
    return tuple(
        LegalBasis(one["code"], _wording(one["name"]), _wording(one["text"]), tuple(map(_wording, one["ask"])))
        for one in document["entries"]
    )


# -- reading ----------------------------------------------------------------------------------------------


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resources("library", f"{name}.json").read_text("utf-8"))
    return found


def _wording(texts: dict[str, str]) -> Wording:
    return Wording(MappingProxyType(texts))


def _terms() -> dict[str, dict[str, Term]]:
    """The shared terms by what they are ("subjects", "data", "limits", "parties", "systems") and key."""
    tables = {name: found for name, found in _read(TERMS).items() if isinstance(found, list)}
    return {name: {one["key"]: _term(dict(one)) for one in found} for name, found in tables.items()}


def _term(values: dict[str, Any]) -> Term:
    key, name, statutory = values.pop("key"), values.pop("name"), values.pop("statutory", None)
    criterion, ask = values.pop("criterion", None), values.pop("ask", None)
    return Term(
        key,
        _wording(name),
        MappingProxyType(values),
        _wording(criterion) if criterion else None,
        _wording(ask) if ask else None,
        _period(statutory) if statutory else None,
    )


def _period(statutory: dict[str, str]) -> Period:
    """The period that `resources/law` holds under this law and name. Raises `LookupError` where it holds none."""
    periods = json.loads(resources("law", "retention_norway.json").read_text("utf-8"))["periods"]
    for one in periods:
        if (one["law"], one["what"]) == (statutory["law"], statutory["what"]):
            return Period(statutory["country"], one["law"], one["period"], one["evidence"], one["checked_on"])
    raise LookupError(statutory)


def _item(values: dict[str, Any], area: str, terms: dict[str, dict[str, Term]]) -> Item:
    def wordings(name: str) -> tuple[Wording, ...]:
        return tuple(map(_wording, values.get(name, ())))

    def named(name: str, table: str) -> tuple[Term, ...]:
        return tuple(terms[table][key] for key in values.get(name, ()))

    return Item(
        key=values["key"],
        area=area,
        role=values["role"],
        name=_wording(values["name"]),
        description=_wording(values["description"]),
        categories=_wording(values["categories"]) if "categories" in values else None,
        purposes=wordings("purposes"),
        lines=tuple(
            Line(
                terms["subjects"][one["subject"]],
                terms["data"][one["data"]],
                one["origin"],
                terms["limits"][one["limit"]],
            )
            for one in values.get("lines", ())
        ),
        recipients=named("recipients", "parties"),
        systems=named("systems", "systems"),
        measures=tuple(values.get("measures", ())),
        ask=wordings("ask"),
    )
