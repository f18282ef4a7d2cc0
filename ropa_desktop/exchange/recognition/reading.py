"""The one door to the readers of values: what recognition asks of a cell's text, in its own few words.

Each text is read once, however often it stands in a register.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from ropa_desktop.exchange.values.absence import Absence, find_absence
from ropa_desktop.exchange.values.bases import read_bases
from ropa_desktop.exchange.values.countries import read_countries
from ropa_desktop.exchange.values.dates import DAY_FIRST, MONTH_FIRST, read_month
from ropa_desktop.exchange.values.dates import read_day as _read_day
from ropa_desktop.exchange.values.folding import flat, fold
from ropa_desktop.exchange.values.mechanisms import read_mechanism
from ropa_desktop.exchange.values.parties import Party, read_labelled, read_party
from ropa_desktop.exchange.values.retention import Limit, read_retention
from ropa_desktop.exchange.values.splitting import at_commas, split_values
from ropa_desktop.exchange.values.words import hits, known
from ropa_desktop.exchange.values.yes_no import YesNo
from ropa_desktop.exchange.values.yes_no import read_yes_no as _read_yes_no
from ropa_desktop.law.facts import in_eea
from ropa_desktop.law.vocabulary import code_for, vocabulary

_LONGEST_NAME = 9  # words; what is longer tells of parties and names none
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_PHONE = re.compile(r"(?<!\w)(?:(?:tel|tlf|phone|fon|t|p)\S*\s*:?\s*)?(\+?\(?\d[\d ()./-]{6,}\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bases:
    """Legal bases (Art. 6), conditions (Art. 9), national law, and whether the text says more than these."""

    bases: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    law: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Retention:
    """A time limit as read; all None where it is only words."""

    amount: int | None = None
    unit: str | None = None
    trigger: str | None = None
    law: str | None = None
    disposal: str | None = None
    criterion: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """Countries and regions by code."""

    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """A party with what stands beside its name."""

    name: str
    address: str = ""
    email: str = ""
    phone: str = ""


folded = lru_cache(65536)(fold)
"""A text as names are compared."""


@lru_cache(16384)
def absence(text: str) -> Absence | None:
    """Which nothing a text says, or None where it states something."""
    return find_absence(text)


@lru_cache(16384)
def yes_no(text: str) -> YesNo:
    """An answer and what follows it."""
    return _read_yes_no(text)


@lru_cache(16384)
def values(text: str, separators: tuple[str, ...] | None) -> tuple[str, ...]:
    """The values of a cell; `separators` as in the column's mapping."""
    if separators is None:
        return split_values(text).values
    found = split_values(text, separators[0] if separators else "").values
    if len(found) < 2 and separators[1:] == (",",) and split_values(text).separator == ",":
        return split_values(text, ",").values
    if len(found) < 2 and separators and (parts := split_values(text, "/").values)[_IN_TWO_LANGUAGES:]:
        return parts if all(len(part.split()) <= _SHORT_VALUE for part in parts) else found
    return found


_IN_TWO_LANGUAGES = 2  # parts that slashes divide where a value is said in two languages
_SHORT_VALUE = 4  # words of a value between slashes


@lru_cache(4096)
def in_words(text: str) -> str:
    """The code of a tool as words: "privacy_data_processor" as "Data processor"; any other text as it stands."""
    if not _CODE.fullmatch(text.strip()):
        return text
    words = text.strip().split("_")
    return " ".join(words[1:] if words[0] in _OF_TOOLS else words).capitalize()


_CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")
_OF_TOOLS = frozenset({"privacy"})  # what CISO Assistant's codes begin with


@lru_cache(4096)
def day(text: str, day_first: bool | None) -> str | None:
    """A day as ISO 8601, or None."""
    order = None if day_first is None else DAY_FIRST if day_first else MONTH_FIRST
    found = _read_day(text, order)
    return found.iso if found.iso and not found.rest else None


@lru_cache(4096)
def month(text: str) -> str | None:
    """The first day of a month that stands in place of a day, as ISO 8601; None for any other text."""
    return read_month(text)


@lru_cache(4096)
def address(text: str) -> Address:
    """A party's name, address, e-mail and phone, told apart by their looks."""
    email = _EMAIL.search(text)
    rest = _EMAIL.sub(" ", text)
    phone = _PHONE.search(rest)
    rest = rest.replace(phone.group(), " ") if phone else rest
    rest = re.sub(r"[(\[]\s*[)\]]", " ", rest)
    pieces = (part for piece in re.split(r"[\n;]| [–-] ", rest) for part in at_commas(piece))
    parts = [part.strip(" ,;:–-") for part in pieces]
    parts = [re.sub(r"(?i)^(e-?mail|e-?post|tel|tlf|phone|navn|name|nom|nombre)\W*", "", part) for part in parts]
    named = [part for part in parts if part]
    return Address(
        named[0] if named else (email.group() if email else text),
        ", ".join(named[1:]),
        email.group() if email else "",
        phone.group(1).strip() if phone else "",
    )


@lru_cache(8192)
def origin(text: str) -> str | None:
    """Where data come from, as a code of the vocabulary, or None."""
    return _origins().get(fold(from_whom(text))) or _origins().get(fold(text)) or code_for("data_origin", text)


@lru_cache(8192)
def from_whom(text: str) -> str:
    """ "Fra Lege" as "Lege"."""
    beginnings = "|".join(known("headers")["from"])
    return re.sub(rf"^\W*({beginnings})\b['’]?\s*", "", text.strip(), flags=re.IGNORECASE).rstrip(" .") or text.strip()


@cache
def _origins() -> dict[str, str]:
    return {fold(word): code for code, words in known("headers")["origins"].items() for word in words}


# -- what the law asks ------------------------------------------------------------------------------------


@lru_cache(8192)
def bases(text: str, article: int = 6) -> Bases:
    """The bases, conditions and laws that a text cites; `article` 9 where the column asks for the condition."""
    found = read_bases(text, article)
    codes = tuple(dict.fromkeys(basis.code for basis in found.bases))
    conditions = tuple(dict.fromkeys(basis.code for basis in found.conditions))
    said = [basis.explanation for basis in (*found.bases, *found.conditions)] + [found.rest]
    return Bases(codes, conditions, "; ".join(dict.fromkeys(found.national_law)), " ".join(filter(None, said)))


@lru_cache(8192)
def places(text: str) -> Places:
    """The countries that a text names, by code, and whether it speaks of regions alone."""
    found = read_countries(text)
    return Places(tuple(place.code for place in found.countries), tuple(place.code for place in found.regions))


@lru_cache(8192)
def is_basis_alone(text: str) -> bool:
    """Whether a text cites legal bases or names them, and says nothing else."""
    found = read_bases(text)
    said = [basis.explanation for basis in (*found.bases, *found.conditions)] + [found.rest]
    alone = all(not words or (words != text and is_basis_alone(words)) for words in said)
    head = _TRAILING.sub("", text)
    return bool(found.bases or found.conditions) and (alone or (head not in (text, "") and is_basis_alone(head)))


_TRAILING = re.compile(r"\s*\([^()]*\)\s*$")


@lru_cache(8192)
def is_transfer_alone(text: str) -> bool:
    """Whether a text says that there is no transfer, or names countries and mechanisms and nothing else."""
    nothing = absence(text)
    if (nothing and nothing.state in ("none", "not_applicable")) or stays_within_eea(text):
        return True
    rest = read_mechanism(text)
    found = read_countries(rest.rest)
    return bool(rest.codes or found.countries) and not set(fold(found.rest).split()) - _words("within")


@lru_cache(8192)
def is_limit_alone(text: str) -> bool:
    """Whether a text is time limits and nothing else."""
    return bool(limits(text)) and len(text.split()) <= 15 and not read_retention(text).rest


@lru_cache(8192)
def transfer_places(text: str) -> Places:
    """The countries that a text about transfers names, not those in the name of a mechanism ("UK addendum")."""
    rest = places(read_mechanism(text).rest)
    return rest if rest.countries else places(text)


@lru_cache(4096)
def stays_within_eea(text: str) -> bool:
    """Whether a text about transfers says that data stay in the EEA, and nothing else: "EØS", "only within the EU",
    "Norway", "none outside the EEA". The name of a country or region inside any other sentence is no such answer.
    """
    found = read_countries(text)
    words = set(fold(found.rest).split())
    regions = {place.code for place in found.regions}
    if regions == {_OUTSIDE} and not found.countries:
        return bool(words & _words("negation")) and words <= _words("negation") | _words("within")
    today = date.today().isoformat()
    inside = regions <= _INSIDE and all(in_eea(place.code, today) for place in found.countries)
    return bool(found.countries or regions) and inside and words <= _words("within")


@lru_cache(4096)
def names_transfer(text: str) -> bool:
    """Whether a text about transfers says yes, or names a third country or an international organisation."""
    today = date.today().isoformat()
    third = any(not in_eea(code, today) for code in transfer_places(text).countries)
    return third or bool(bodies(text)) or yes_no(text).answer == "yes"


@lru_cache(4096)
def bodies(text: str) -> tuple[str, ...]:
    """The international organisations that a text names, by code."""
    terms = vocabulary("international_organisation").terms.values()
    return tuple(term.code for term in terms if any(len(name) > 3 and name in text for name in term.labels.values()))


_INSIDE, _OUTSIDE = frozenset({"EU", "EEA"}), "OUTSIDE_EEA"


@lru_cache(4096)
def mechanism(text: str) -> tuple[str, ...]:
    """The mechanisms of a transfer that a text names, by code."""
    return read_mechanism(text).codes


@lru_cache(8192)
def retention(text: str) -> Retention:
    """The time limit of a cell. Of several, an amount counts where it is the only one, in as many languages as may be;
    else their words alone do.
    """
    limits = _limits(text)
    timed = [limit for limit in limits if limit.amount is not None]
    if len({(limit.amount, limit.unit) for limit in timed}) == 1:  # "10 ans / 10 years after redemption"
        timed = sorted(timed, key=lambda limit: limit.trigger is None)[:1]
    chosen = timed[0] if len(timed) == 1 else limits[0] if len(limits) == 1 else None
    criteria = [limit.criterion for limit in limits if limit.criterion and limit.amount is None]
    if chosen is None:
        return Retention(criterion="\n".join(criteria) or None)
    return Retention(
        chosen.amount,
        chosen.unit,
        chosen.trigger,
        chosen.legal_reference,
        chosen.disposal,
        chosen.criterion or "\n".join(criteria) or None,
        chosen.words,
    )


@lru_cache(8192)
def limits(text: str) -> tuple[str, ...]:
    """The words of each limit of a cell that states when it ends."""
    found = _limits(text)
    return tuple(_LEADING.sub("", one.words) for one in found if one.amount is not None or one.trigger)


_LEADING = re.compile(r"^[\s,;/|&–-]*(?:(?:og|and|och|und|et|en|y|e|i|ja|samt)\s+)?")


@lru_cache(8192)
def _limits(text: str) -> tuple[Limit, ...]:
    return read_retention(text).limits


@lru_cache(1024)
def disposal(text: str) -> str | None:
    """What happens to data at the end, as a code of the vocabulary, or None."""
    found = [hit.code for hit in hits("retention", "disposal", flat(text))]
    return code_for("disposal", text) or (found[0] if found else None)


@lru_cache(16384)
def party(text: str) -> Party:
    """A party with its role and kind, where the text says them."""
    return read_party(text)


@lru_cache(8192)
def labelled_parties(text: str) -> tuple[tuple[str | None, str], ...]:
    """Lists of parties, each after a label that says what they are: "internal: HR / external: Bank"."""
    return read_labelled(text)


@lru_cache(16384)
def is_name(text: str) -> bool:
    """Whether a text may name a party: short, no sentence, and not that there is none. A name may have a verb's capital
    ("Kuvera Shared Services Ltd").
    """
    words = fold(text).split()
    is_sentence = text.rstrip().endswith((".", "!", "?")) and len(words) > 4 and party(text).kind != "legal_entity"
    if not words or len(words) > _LONGEST_NAME or is_sentence:
        return False
    negations, verbs = _words("negation"), _words("sentence")
    said = [words[0], *fold(" ".join(word for word in text.split()[1:] if word[:1].islower())).split()]
    return not (words[0] in negations and len(words) > 1) and not verbs.intersection(said)


@lru_cache(8192)
def is_source(text: str) -> bool:
    """Whether a text names a party that data come from: a known sort of party, or a proper name of a few words."""
    if not is_name(text):
        return False
    return party(text).kind is not None or (text[:1].isupper() and len(text.split()) <= 4)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(known("headers")["words"][kind])
