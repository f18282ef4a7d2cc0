"""Time limits for erasure (Art. 30(1)(f)) read from a cell: amount, unit, trigger, provision, what happens then.

The cell's own words always stay; the reading is an addition. Several limits in one cell are several; a range and
"as long as necessary" are criteria without an amount.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from ropa_desktop.exchange.values.bases import law_places
from ropa_desktop.exchange.values.folding import Span, composed, flat, trimmed, without
from ropa_desktop.exchange.values.periods import Amount, amounts
from ropa_desktop.exchange.values.words import Hit, hits, known


@dataclass(frozen=True, slots=True)
class Limit:
    """One time limit: codes of time_unit, retention_trigger and disposal, None where nothing is said.

    `criterion` is how the end is determined where there is no amount, `words` the limit's own words, `bound` "minimum"
    or "maximum" where the text says so.
    """

    amount: int | None = None
    unit: str | None = None
    trigger: str | None = None
    criterion: str | None = None
    legal_reference: str | None = None
    disposal: str | None = None
    bound: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Retention:
    """The limits of a cell, what is no limit at all, and how sure the reading is (0 to 1)."""

    limits: tuple[Limit, ...] = ()
    rest: str = ""
    certainty: float = 0.0


_PIECE = re.compile(r"\s*(?:[;\n•]|<[bB][rR]\s*/?>|(?<=[^\W\d_]{3}[.!])\s+(?=[^\W\d_a-zæøåäöü]))\s*")
_BRACKET = re.compile(r"\(([^()]{2,200})\)")
_STATUTE = re.compile(
    r"(?<![^\W_])(?:law|act|lov|loven|gesetz|loi|ley|legge|wet|lag|laki|regulation|forskrift)(?![^\W_])|§"
)


def read_retention(text: str) -> Retention:
    """The limits that a cell gives, in its order."""
    text = composed(text).strip()
    limits: list[Limit] = []
    rests: list[str] = []
    sure: list[float] = []
    for piece in _PIECE.split(text):
        for part, amount in _parts(piece):
            limit, rest, certainty = _read_part(part, amount)
            if limits and not limit and limits[-1].disposal is None and _THEN.match(flat(part)):
                then = list(hits("retention", "disposal", flat(part)))
                limits[-1] = replace(limits[-1], disposal=_disposal(then))
            if limit:
                limits.append(limit)
                sure.append(certainty)
            rests.append(rest)
    return Retention(tuple(limits), "; ".join(filter(None, rests)), round(min(sure, default=0.0), 2))


def _parts(piece: str) -> list[tuple[str, Amount | None]]:
    """A piece cut before each further amount, at the sign or word that joins them; each part with its own."""
    plain = flat(piece)
    found = list(amounts(plain))
    cuts = [0]
    for one, other in pairwise(found):
        between = plain[one.span[1] : other.span[0]]
        joint = list(_JOINT.finditer(between))
        cuts.append(one.span[1] + (joint[-1].start() if joint else len(between)))
    parts: list[tuple[str, Amount | None]] = []
    for place, start in enumerate(cuts):
        part = piece[start : cuts[place + 1] if place + 1 < len(cuts) else len(piece)]
        amount = found[place] if found else None
        if amount:
            amount = replace(amount, span=(amount.span[0] - start, amount.span[1] - start))
        if part.strip():
            parts.append((part, amount))
    return parts


_THEN = re.compile(
    r"\W*(?:deretter|derefter|darefter|sen|then|thereafter|afterwards|danach|anschliessend|puis|ensuite|daarna|"
    r"despues|luego|poi|successivamente|sen jalkeen)(?![^\W_])"
)
_JOINT = re.compile(r"[,;/|]|(?<![^\W_])(?:og|and|och|und|et|en|y|e|ja|bzw|then|deretter|samt|or|eller)(?![^\W_])")


def _read_part(part: str, found: Amount | None) -> tuple[Limit | None, str, float]:
    """The limit of a part, what is left of it, how sure."""
    plain = flat(part)
    found = None if found and _reckoned(plain, found) else found
    triggers = _triggers(plain, found)
    laws = law_places(part, plain)
    bracket = next((each for each in _BRACKET.finditer(part) if _STATUTE.search(flat(each[1]))), None)
    law_spans = [bracket.span()] if bracket else laws
    if found and law_spans:
        law_spans = [span for span in law_spans if span[0] >= found.span[1] or span[1] <= found.span[0]]
    law = "; ".join(trimmed(part[slice(*span)]) for span in law_spans) or None
    disposals = list(hits("retention", "disposal", plain))
    bounds = [hit for hit in _bounds(plain) if found and 0 <= found.span[0] - hit.span[1] <= 12]
    criteria = _criteria(plain)
    trigger = triggers[0] if triggers else None
    if found is None and trigger is None and not criteria:
        return None, part.strip(), 0.0
    if found is None and trigger is None and not _says_when(part, criteria, disposals, law):
        return None, part.strip(), 0.0
    ranged = found is not None and found.number is None
    plainly = found is None or ranged or (trigger is not None and trigger.code in ("event", "other"))
    limit = Limit(
        amount=found.number if found else None,
        unit=found.unit if found and not ranged else None,
        trigger=trigger.code if trigger else None,
        criterion=trimmed(part) if plainly else None,
        legal_reference=law,
        disposal=_disposal(disposals),
        bound=bounds[-1].code if bounds else None,
        words=part.strip(),
    )
    spans: list[Span] = [*law_spans, *(hit.span for hit in (*triggers[:1], *disposals, *bounds))]
    spans += [found.span] if found else criteria
    return limit, "" if plainly else _left(part, plain, spans), _certainty(plain, found, trigger)


def _reckoned(plain: str, found: Amount) -> bool:
    """Whether an amount only reckons, in brackets, when an event is: "until the pupil is 25 (18 + 7 years)"."""
    before = plain[: found.span[0]]
    return before.count("(") > before.count(")") and bool(_UNTIL.match(before))


_UNTIL = re.compile(
    r"\W*(?:until|till|til|inntil|frem til|fram til|indtil|tills|bis|tot|jusqu|hasta|fino a|ate|do|kuni|lidz|iki|pana|"
    r"до|μεχρι|εως|asti|saakka)(?![^\W_])"
)


def _triggers(plain: str, found: Amount | None) -> list[Hit]:
    """The triggers named, the likeliest first: after the amount before ahead of it; any other before a mere "event"."""
    anchor = found.span[1] if found else 0
    every = [*hits("retention", "triggers", plain), *hits("retention", "events", plain)]
    named = [hit for hit in every if not found or hit.span[1] <= found.span[0] or hit.span[0] >= anchor]
    if not found:
        named = [hit for hit in named if hit.code not in ("collection", "recording")]
    return sorted(named, key=lambda hit: (hit.code == "event", hit.span[0] < anchor, hit.span[0]))


def _criteria(plain: str) -> list[Span]:
    return [found.span() for found in _criterion_pattern().finditer(plain)]


def _says_when(part: str, criteria: list[Span], disposals: Sequence[Hit], law: str | None) -> bool:
    """Whether a part without amount or trigger says when data go: more than a word or two, or nothing but that."""
    return len(part.split()) > 2 or bool(disposals) or law is not None or not without(part, criteria)


def _disposal(found: Sequence[Hit]) -> str | None:
    codes = {hit.code for hit in found}
    if {"delete", "anonymise"} <= codes or "delete_or_anonymise" in codes:
        return "delete_or_anonymise"
    return found[0].code if found else None


def _bounds(plain: str) -> list[Hit]:
    return [
        Hit(code, found.span()) for code in ("minimum", "maximum", "about") for found in _list(code).finditer(plain)
    ]


def _certainty(plain: str, found: Amount | None, trigger: Hit | None) -> float:
    if found is None:
        return 0.8 if trigger else 0.5
    if found.number is None:
        return 0.6
    if plain[: found.span[0]].rstrip().endswith(("~", "≈")):
        return 0.7
    words = len(plain.split())
    return 1.0 if words <= 4 and not trigger else 0.9 if trigger and trigger.code != "event" and words < 15 else 0.7


_JOINING = (
    "etter after nach na efter jalkeen apres tras despues dopo at den det de the of a fra from i in en et og and then "
    "deretter dann puis compter à a + kept opplysningene lagres oppbevares stored retained for ~ until til bis "
    "dalla desde la le les du zum jf cf vgl apres"
)
_STOP = frozenset(["", *_JOINING.split()])


def _left(part: str, plain: str, spans: list[Span]) -> str:
    """What is left, nothing where it is joining words alone."""
    rest = without(part, spans)
    return "" if all(word.strip("~().,+") in _STOP for word in flat(rest).split()) else rest


@cache
def _criterion_pattern() -> re.Pattern[str]:
    return _list("criterion")


@cache
def _list(name: str) -> re.Pattern[str]:
    words = sorted((flat(composed(word)) for word in known("retention")[name]), key=lambda word: -len(word))
    source = "|".join(re.escape(word).replace(r"\ ", r"\s+").replace(r"\*", r"[^\W_]*") for word in words)
    return re.compile(rf"(?<![^\W_])(?:{source})(?![^\W_])")
