"""What a label of a block of contact details asks for: of whom, and which detail, in one language or in two at once.

"Anschrift" asks for an address of whomever the block tells of, "Kontakt DSB" for a means of contact of the officer,
"DPD / DPO" for all of that officer.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ropa_desktop.exchange.recognition.aliases import in_language
from ropa_desktop.exchange.recognition.titles import is_house
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.exchange.values.words import known

CONTROLLER, OFFICER, REPRESENTATIVE = "controller", "dpo", "representative"
PRIVACY, GENERAL, JOINT, PARENT, PROCESSOR = "privacy", "general", "joint", "parent", "processors"
"""Of whom a label speaks. The processor of a block is whose record it is, where the record is a processor's."""

PEOPLE = (OFFICER, REPRESENTATIVE, PRIVACY, GENERAL)
"""Those who become contacts of the organisation whose register it is."""

ANY = "contact"
"""The detail of a label that any means of contact may follow: "Kontakt"."""

_LONGEST = 60
_MOST_WORDS = 8
_SURE, _SURE_OF_PROCESSOR = 0.7, 0.96
_FIELDS = {
    "controller": CONTROLLER,
    "dpo": OFFICER,
    "representative": REPRESENTATIVE,
    "joint_controllers": JOINT,
    "processors": PROCESSOR,
}
"""Which headings of a register name a party, and which one."""

_NUMBERING = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)])\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_SIDES = re.compile(r"\s*[/|\n+&,;]\s*|\s+[–—-]\s+|\s+(?:og|och|und|and|et|y|e|en|ja|a|i|és|és az|și|и|и|ir|un|και)\s+")
_TONGUES = re.compile(r"\s*[/|\n]\s*")
_PAIR = re.compile(
    r"(?:^|(?<=[\n;|•·])|(?<=[,.]\s)|(?<=\s[–—-]\s)|(?<=\s\s))[\s•·]*([^\W_][^:;|\n,–—]{0,60}?)\s*:(?!//)[ \t]*",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """Whose detail a label asks for: `party` is empty for whomever the block tells of, `detail` for all that is to say.

    `function` is what a person is called beside whose name it stands: "Managing director".
    """

    party: str = ""
    detail: str = ""
    function: str = ""


@lru_cache(4096)
def label_of(text: str, language: str) -> Label | None:
    """What a text asks for as a label, None where it is none. It is read without its colon and numbering."""
    text = text.strip().rstrip(" :*")
    if not text or len(text) > _LONGEST or "@" in text:
        return None
    if found := _exactly(text):
        return found
    text = _NUMBERING.sub("", text)
    plain = _BRACKETS.sub("", text).strip() or text
    return _exactly(text) or _exactly(plain) or _both(plain) or _like(plain, text, language)


def pairs(text: str, language: str) -> Iterator[tuple[Label, str]]:
    """The labels in a cell with what stands behind the colon of each, "" where nothing does.

    Nothing of a cell whose text begins with anything else; a title of the register may stand before.
    """
    if found := label_of(text, language) if ":" not in text.rstrip(" :") else None:
        yield found, ""
        return
    marks = [(mark, found) for mark in _PAIR.finditer(text) if (found := _before_colon(mark[1], language))]
    if marks and (not text[: marks[0][0].start()].strip() or _is_title(text[: marks[0][0].start()])):
        ends = [*(mark.start() for mark, _label in marks[1:]), len(text)]
        for (mark, found), end in zip(marks, ends, strict=True):
            yield found, text[mark.end() : end].strip(" \t\n,;|•·–—-")
        return
    before, _dash, after = _dashed(text)
    if after and (found := _exactly(before)) and found.detail in ("", "company"):
        yield found, after


def _before_colon(text: str, language: str) -> Label | None:
    """A label before a colon, None where more words stand there: a sentence may end in a colon too."""
    return label_of(text, language) if len(text.split()) <= _MOST_WORDS else None


def _dashed(text: str) -> tuple[str, str, str]:
    found = re.search(r"\s+[–—-]\s+", text)
    return (text[: found.start()], found.group(), text[found.end() :]) if found else (text, "", "")


def _is_title(text: str) -> bool:
    """Whether what stands before a label is the title of a register."""
    folded = fold(text)
    return len(text) <= 2 * _LONGEST and any(fold(word) in folded for word in known("headers")["words"]["register"])


# -- one label --------------------------------------------------------------------------------------------


def _exactly(text: str) -> Label | None:
    """A label that is known, or made of a party and a detail that are: "E-Mail des Datenschutzbeauftragten"."""
    words = tuple(fold(text).split())
    if not words or len(words) > _MOST_WORDS:
        return None
    if any(fold(block) == " ".join(words) for block in known("headers")["contact_block"]) and not _details().get(words):
        return Label(CONTROLLER)
    if detail := _details().get(words):
        return Label("", detail)
    if party := _parties().get(words):
        return Label(party, "", text if party == GENERAL else "")
    return _joined(words, text)


def _joined(words: tuple[str, ...], text: str) -> Label | None:
    """A label of a party and one of its details, in either order, with nothing else but words that join them."""
    places = ((start, end) for start in range(len(words)) for end in range(len(words), start, -1))
    for start, end in sorted(places, key=lambda place: place[0] - place[1]):
        party = _parties().get(words[start:end])
        if not party:
            continue
        rest = (*words[:start], *words[end:])
        if not rest:
            continue
        bare = tuple(word for word in rest if word not in _joining())
        detail = _details().get(rest) or _details().get(bare)
        if detail or not bare:
            said = text if party == GENERAL and not detail else ""
            return Label(party, "name" if detail == "company" else detail or "", said)
    return None


def _both(text: str) -> Label | None:
    """A label in two languages, or one that asks for two things: "Siège / Registered office", "Telefon og mail"."""
    sides = [side for side in _SIDES.split(text) if side]
    tongues = [side for side in _TONGUES.split(text) if side]
    if len(sides) < 2:
        return None
    found = [_exactly(side) for side in sides]
    known_sides = [one for one in found if one]
    if len(known_sides) < len(sides):
        spoken = [one for side in tongues if (one := _exactly(side))]
        is_one = len(tongues) > 1 and len({(one.party, one.detail) for one in spoken}) == 1
        return spoken[0] if is_one and spoken[0].party != GENERAL and not is_house(text) else None
    parties = {one.party for one in known_sides} - {""}
    details = {one.detail for one in known_sides} - {""}
    party = next((one for one in (OFFICER, REPRESENTATIVE, CONTROLLER, *parties) if one in parties), "")
    function = text if party == GENERAL and not details else ""
    if not details or not parties:
        return Label(party, _common(details), function)
    return Label(party, _common(details) if all(one.detail for one in known_sides if not one.party) else "", function)


def _common(details: set[str]) -> str:
    """The one thing that several details come to: which is which is told by the looks of what is answered."""
    if len(details) < 2:
        return next(iter(details), "")
    if details <= {"email", "phone", ANY, "website"}:
        return "email" if details == {"email", "phone"} else ANY
    if details <= {"address", "postal_code", "city", "country"}:
        return "address"
    return "name" if details == {"name", "function"} else "identifier" if details == {"identifier", "company"} else ""


def _like(plain: str, text: str, language: str) -> Label | None:
    """A label that is like a heading which names a party; not one with other things in it."""
    if "," in plain or any(map(str.isdigit, plain)) or is_house(plain):
        return None
    found = in_language(plain.split("\n")[0], language)
    if not found or found[0].score < _SURE or found[0].target not in _FIELDS:
        return None
    party = _FIELDS[found[0].target]
    if party == PROCESSOR and found[0].score < _SURE_OF_PROCESSOR and not text.endswith(":"):
        return None
    return Label(party)


@cache
def _details() -> dict[tuple[str, ...], str]:
    """The words of every label of a detail."""
    found: dict[tuple[str, ...], str] = {}
    for word in known("contacts")["any"]:
        found.setdefault(tuple(fold(word).split()), ANY)
    for source in (known("headers")["contact_details"], known("contacts")["details"]):
        for detail, words in source.items():
            _put(found, words, detail)
    _put(found, known("headers")["words"]["date"], "date")
    return found


@cache
def _parties() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for party, words in known("contacts")["parties"].items():
        _put(found, words, party)
    return found


def _put(found: dict[tuple[str, ...], str], words: Iterable[str], meaning: str) -> None:
    for word in words:
        if folded := tuple(fold(word).split()):
            found.setdefault(folded, meaning)


@cache
def _joining() -> frozenset[str]:
    return frozenset(part for word in known("contacts")["joining"] for part in fold(word).split())
