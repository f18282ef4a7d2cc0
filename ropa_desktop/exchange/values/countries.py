"""Countries named in ten languages, by code, or inside a sentence; regions told apart from them."""

import re
from dataclasses import dataclass
from functools import cache

from ropa_desktop.exchange.values.folding import Span, composed, flat, without
from ropa_desktop.exchange.values.words import hits, known

_CODES = re.compile(r"[A-Z]{2}(?:\s*[,;/|&+\n·•-]\s*[A-Z]{2})*|[A-Z]{2}(?:\s+[A-Z]{2})+")
_BETWEEN = re.compile(r"\s*[,;/|&+\n·•()]\s*|\s+(?:and|og|och|ja|und|en|et|y|e)\s+")
_ORDINARY = frozenset({"man", "chad", "oman"})
"""Names that are everyday words too: read only where they are the whole value."""
_DOUBTFUL = frozenset({"georgia", "jordan", "island", "jersey", "guinea"})
_WORDS_TOO = frozenset({"NO", "IT", "IS", "AS", "IN", "AT", "BE", "DO", "ME", "SO", "TO", "ER", "SE", "DE", "NA"})
_ALSO = {"UK": "GB", "EL": "GR"}
_CAPITALS = frozenset(
    {"us", "uk", "eu", "ue", "vs", "eta", "see", "ees", "eee", "eer", "eos", "eea", "ewr", "prc", "uae"}
)


@dataclass(frozen=True, slots=True)
class Place:
    """A code of the vocabulary country, or of a region, and the words that name it."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Countries:
    """The countries and regions of a text, each once; what else it says; how sure the reading is (0 to 1).

    Regions: EU, EEA, EUROPE, NORDIC, SCHENGEN, OUTSIDE_EEA (a third country not named), WORLD.
    """

    countries: tuple[Place, ...] = ()
    regions: tuple[Place, ...] = ()
    rest: str = ""
    certainty: float = 0.0


def read_countries(text: str) -> Countries:
    """Two letters are a code only where the whole text is codes; a name in a sentence begins with a capital."""
    text = composed(text).strip()
    if codes := _as_codes(text):
        return codes
    plain = flat(text)
    listed = _listed(plain)
    places: dict[str, Place] = {}
    regions: dict[str, Place] = {}
    spans: list[Span] = []
    certainty = 1.0
    for hit in hits("countries", "all", plain):
        words = text[slice(*hit.span)]
        kind, code = hit.code.split(":")
        alone = hit.span in listed
        shown = plain[slice(*hit.span)]
        if not alone and shown in _ORDINARY:
            continue
        if shown in _CAPITALS and not words.isupper() and not (alone and len(shown) > 2):
            continue
        if kind == "country" and not alone and not words[:1].isupper() and not words[:1].isdigit():
            continue
        if shown in _DOUBTFUL:
            certainty = min(certainty, 0.6)
        _add(places if kind == "country" else regions, code, words)
        spans.append(hit.span)
    rest = without(text, spans) if spans else text
    if not spans:
        certainty = 0.0
    elif _BETWEEN.sub(" ", f" {rest} ").strip(" .-"):
        certainty = min(certainty, 0.7)
    return Countries(tuple(places.values()), tuple(regions.values()), rest, certainty)


def _as_codes(text: str) -> Countries | None:
    if not _CODES.fullmatch(text):
        return None
    codes = re.findall(r"[A-Z]{2}", text)
    known_codes = known("countries")["names"]
    regions = {"EU": "EU", "UE": "EU"}
    if not all(code in known_codes or code in _ALSO or code in regions for code in codes):
        return None
    places: dict[str, Place] = {}
    named: dict[str, Place] = {}
    for code in codes:
        if code in regions:
            _add(named, regions[code], code)
        else:
            _add(places, _ALSO.get(code, code), code)
    certainty = 0.6 if len(codes) == 1 and codes[0] in _WORDS_TOO else 0.9
    return Countries(tuple(places.values()), tuple(named.values()), "", certainty)


def _add(places: dict[str, Place], code: str, words: str) -> None:
    """A place once, with every different name that the text gives it."""
    before = places.get(code)
    if before is None:
        places[code] = Place(code, words)
    elif words not in before.words.split(", "):
        places[code] = Place(code, f"{before.words}, {words}")


def _listed(plain: str) -> frozenset[Span]:
    """The places of the members of a list, and of the whole: a name there needs no capital."""
    spans, start = set(), 0
    for mark in [*_BETWEEN.finditer(plain), None]:
        end = mark.start() if mark else len(plain)
        piece = plain[start:end]
        lead, trail = len(piece) - len(piece.lstrip()), len(piece) - len(piece.rstrip(" ."))
        spans.add((start + lead, end - trail))
        start = mark.end() if mark else end
    return frozenset(spans | {(0, len(plain.rstrip(" .")))})


@cache
def country_names() -> dict[str, str]:
    """Every name and alias, flat, and its country: for whoever matches names alone."""
    tables = known("countries")
    return {flat(name): code for kind in ("names", "aliases") for code, names in tables[kind].items() for name in names}
