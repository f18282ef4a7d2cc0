"""What a column holds, told by its cells alone: the second opinion beside its heading."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ropa_desktop.exchange.values.absence import find_absence
from ropa_desktop.exchange.values.bases import read_bases
from ropa_desktop.exchange.values.countries import Countries, read_countries
from ropa_desktop.exchange.values.dates import read_day
from ropa_desktop.exchange.values.mechanisms import read_mechanism
from ropa_desktop.exchange.values.retention import read_retention
from ropa_desktop.exchange.values.yes_no import read_yes_no

SAMPLE = 200
"""How many of a column's cells are looked at."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A kind of content, and the share of the cells that state something which have it (0 to 1)."""

    kind: str
    share: float


_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\W\d_]{2,}")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(
    r"(?=(?:\D*\d){7,15}\D*$)(?:tlf|tel|tél|phone|puh)?[.:\s]*(?:\+|00)?[\d\s().\-/]{7,25}", re.IGNORECASE
)
_REFERENCE = re.compile(r"(?=.{1,24}$)(?:[^\W\d_]{1,8}[-_./ #]?){0,2}\d{1,6}(?:[-_./]\d{1,4})*")
_ORGANISATION = re.compile(
    r"(?:(?:org\.?\s*(?:nr|no|nummer)?\.?:?\s*)?(?:NO\s*)?)(\d{3}[\s.]?\d{3}[\s.]?\d{3})(?:\s*MVA)?", re.IGNORECASE
)


def norwegian_organisation_number(text: str) -> str | None:
    """Nine digits whose last checks the others (modulus 11, weights 3 2 7 6 5 4 3 2); None for any other text."""
    found = _ORGANISATION.fullmatch(text.strip())
    if not found:
        return None
    digits = [int(digit) for digit in found[1] if digit.isdigit()]
    check = (11 - sum(a * b for a, b in zip(digits, (3, 2, 7, 6, 5, 4, 3, 2), strict=False))) % 11
    return "".join(map(str, digits)) if check == digits[8] else None


def guess(texts: Iterable[str]) -> tuple[Guess, ...]:
    """What a column holds, the likeliest first; empty where its cells state nothing, or nothing of a kind.

    Kinds: email, phone, link, organisation_number, yes_no, date, country, legal_basis, retention, mechanism, reference,
    text. One cell may count for several.
    """
    cells = [text.strip()[:400] for text in texts if text.strip()]
    stating = [text for text in cells if not find_absence(text, asks_yes_or_no=True)][:SAMPLE]
    if not stating:
        return ()
    distinct = len(set(stating)) == len(stating)
    found = []
    for kind, holds in _KINDS.items():
        share = sum(map(holds, stating)) / len(stating)
        if kind == "reference" and not distinct:
            share *= 0.7
        if share:
            found.append(Guess(kind, round(share, 3)))
    return tuple(sorted(found, key=lambda each: (-each.share, _ORDER.index(each.kind))))


def _is_country(text: str) -> bool:
    read = read_countries(text)
    return bool(read.countries or read.regions) and len(read.rest.split()) <= 2 and not _is_inside_name(text, read)


def _is_inside_name(text: str, read: Countries) -> bool:
    """Whether the only place stands between the words of a name: "Civica UK Ltd", "Sage (UK) Ltd"."""
    places = [place.words for place in (*read.countries, *read.regions)]
    before, _place, after = text.partition(places[0])
    words = before.split()[-1:], after.replace(")", " ").split()[:1]
    return len(places) == 1 and all(word and word[0][0].isupper() for word in words)


def _is_basis(text: str) -> bool:
    read = read_bases(text)
    if not (read.bases or read.conditions or read.national_law) or read.certainty < 0.6 or len(read.rest) >= 60:
        return False
    return read.certainty > 0.8 or not _is_retention(text)  # "Duration of the contract" names no basis


def _is_retention(text: str) -> bool:
    return any(limit.amount is not None or limit.trigger for limit in read_retention(text).limits)


def _is_text(text: str) -> bool:
    return len(text.split()) > 3


_KINDS: dict[str, Callable[[str], bool]] = {
    "email": lambda text: bool(_MAIL.fullmatch(text)),
    "link": lambda text: bool(_LINK.fullmatch(text)),
    "organisation_number": lambda text: norwegian_organisation_number(text) is not None,
    "yes_no": lambda text: read_yes_no(text).answer is not None,
    "date": lambda text: (day := read_day(text)).certainty > 0 and not day.rest,
    "legal_basis": _is_basis,
    "mechanism": lambda text: (read := read_mechanism(text)).certainty >= 0.5 and len(read.rest.split()) <= 3,
    "country": _is_country,
    "retention": _is_retention,
    "phone": lambda text: bool(_PHONE.fullmatch(text)) and read_day(text).certainty < 0.7,
    "reference": lambda text: bool(_REFERENCE.fullmatch(text)) and not _is_retention(text),
    "text": _is_text,
}
_ORDER = tuple(_KINDS)
