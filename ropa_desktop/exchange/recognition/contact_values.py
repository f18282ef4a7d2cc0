"""What answers a label of a block of contact details: a name with its address and numbers, or nothing of the kind.

A sentence of advice is no name, a name no address: what does not look like the answer to its label is left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.recognition.contact_labels import ANY, GENERAL, PEOPLE, Label, label_of
from ropa_desktop.exchange.recognition.titles import is_house, is_register, without_person
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.exchange.values.splitting import at_commas
from ropa_desktop.exchange.values.words import known, whole

Details = dict[str, str]

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEBSITE = re.compile(r"(?<![@\w.])(?:https?://|www\.)[^\s,;<>()]+", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_NUMBER = r"\+?\(?\d[\d\s()./-]{4,}\d"
_CALLED = re.compile(
    rf"(?:\b(?:tel|tlf|telefon\w*|phone|fon|puh|tél|tfno|mob\w*|τηλ|тел|sími|t|m|p)\b\.?\s*:?\s*)({_NUMBER})", re.I
)
_ALONE = re.compile(_NUMBER)
_REGISTERED = re.compile(r"(?!TEL|TLF|PUH|MOB|GSM|FAX)[A-ZÅÄÖØÆČŠŽ]{2,5}[.:]?\s*(?:n[or°º]?\.?\s*)?\d[\d .-]{4,}\d")
_AFTER = re.compile(rf"(.*[^\W\d].*?[\s(])({_NUMBER})\)?")
_BRACKETED = re.compile(r"(.*\S)\s+\(([^()]+)\)")
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_SEPARATORS = re.compile(r"\s*[\n;|•·]\s*")
_DASH = re.compile(r"\s+[–—-]\s+")
_RELATIVE = re.compile(
    r",\s+(?:die|der|das|welche\w*|som|qui|que|che|który|która|které|který|amely|care|mis|kes|που|ο οποίος|hvis|dont|"
    r"joka|vilken|who|which|that|wie|dat)\s"
)
_PARTICLES = frozenset(
    ["van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "zu"]
)
_LONGEST, _LONGEST_SENTENCE = 300, 6
_MOST_WORDS = 12
_ENDING = 2  # letters that a word for a function may have behind it: "direktøren"


@dataclass(frozen=True, slots=True)
class Answer:
    """That there is none: the state of the answer, and the words for it."""

    state: str
    reason: str


def answered(text: str) -> Answer | None:
    """Whether a text says that nobody is named, and why; None where it names somebody."""
    if state := whole("contacts", "not_appointed", text.strip(" .!")):
        return Answer(state, text.strip())
    found = reading.absence(text)
    if found is not None:
        return Answer(found.state if found.rule != "dash" else "unknown", found.rest or _reason(text, found.state))
    begun = re.split(r"\s*[(:;,–—]\s*|\s-\s|\.\s", text, maxsplit=1)[0]
    state = whole("contacts", "not_appointed", begun) if begun != text else None
    return Answer(state, text.strip()) if state else None


def _reason(text: str, state: str) -> str:
    """The words themselves are the reason, where they say more than "n/a"."""
    return text.strip() if state == "not_applicable" and len(text.split()) > 1 else ""


def is_alike(text: str) -> bool:
    """Whether a text only points at the address beside it: "As left"."""
    return fold(text) in _words("alike")


@lru_cache(2048)
def is_advice(text: str) -> bool:
    """Whether a text tells a reader what to write, or what a word means, and answers nothing."""
    words = fold(text).split()
    if len(text) > _LONGEST or "?" in text or _RELATIVE.search(text) or re.fullmatch(r"[<\[{(].*[>\]})]", text.strip()):
        return True
    small = {fold(word) for word in re.findall(r"[^\W\d_]+", text)[1:] if word.islower()}
    if len(words) > 2 and small & _words("advice"):
        return True
    if len(words) > 2 and any(f"{' '.join(words)} ".startswith(f"{begun} ") for begun in _words("beginning")):
        return not is_house(text.split(",")[0])
    return text.rstrip().endswith(".") and len(words) > _LONGEST_SENTENCE and not re.search(r"\b\w{1,3}\.$", text)


def is_name(text: str, language: str) -> bool:
    """Whether a text may be the name of a party: it begins as one does, is short, and neither label nor advice."""
    if not any(map(str.isalpha, text)) or len(text.split()) > _MOST_WORDS or is_advice(text):
        return False
    if (
        text.endswith(":")
        or "@" in text
        or is_alike(text)
        or _DATE.fullmatch(text)
        or is_register(text)
        or not _begins(text)
    ):
        return False
    return label_of(text, language) is None or is_house(text) or len(text.split()) > 2


def _begins(text: str) -> bool:
    """Whether a text begins as a name: with a capital or number, or it is a company's all the same."""
    first = text.lstrip("\"'“„«»( ")[:1]
    return first.isupper() or first.isdigit() or (first.isalpha() and first.lower() == first.upper()) or is_house(text)


def is_person(text: str) -> bool:
    """Whether a text looks like the name of one person: two to five words in capitals, and no company."""
    words: list[str] = re.findall(r"[^\W\d_][\w'’.-]*", text)
    if not 2 <= len(words) <= 5 or any(map(str.isdigit, text)) or is_house(text):
        return False
    return all(word[0].isupper() or word.lower() in _PARTICLES for word in words) and words[-1][0].isupper()


# -- one detail -------------------------------------------------------------------------------------------


def of_detail(detail: str, text: str, language: str) -> Details:
    """What a text answers to a label of one detail; nothing where it is no answer to it."""
    text = " ".join(text.split("\n")) if detail not in ("address", ANY, "name", "company") else text
    if detail in ("email", "phone", ANY):
        return _means(text, detail, language)
    if detail == "website":
        found = _WEBSITE.search(text) or _DOMAIN.fullmatch(text.strip())
        return {"website": found.group()} if found else {}
    if detail == "identifier":
        return {detail: text} if any(map(str.isdigit, text)) and len(text) <= 60 and not is_advice(text) else {}
    if detail == "postal_code":
        return {detail: text} if any(map(str.isdigit, text)) and len(text) <= 40 else {}
    if detail == "address":
        return _place(text)
    if detail in ("city", "country", "function", "first_name"):
        fits = len(text) <= 80 and not is_advice(text) and "@" not in text and label_of(text, language) is None
        return {detail: text} if fits else {}
    if detail == "version":
        return {detail: text} if len(text) <= 60 and any(map(str.isdigit, text)) else {}
    return of_party(text, "controller" if detail == "company" else "", language)


def _means(text: str, detail: str, language: str) -> Details:
    """An e-mail address, a phone number, or both with whatever stands beside them."""
    emails = _EMAIL.findall(text)
    if not emails and not sum(map(str.isdigit, text)) > 4:
        if detail == ANY and is_person(text):
            return {"name": text}
        return {}
    found = of_party(text, "", language)
    if detail == "phone" and not emails:
        found = {"phone": text.strip(), **({} if len(text) <= 60 else found)} if "phone" not in found else found
    return {key: found[key] for key in ("email", "phone", "website", "name", "function") if found.get(key)}


def _place(text: str) -> Details:
    """An address, and the means of contact that stand with it."""
    if is_advice(text) or (len(text.split()) < 2 and not text[:1].isupper()):
        return {}
    told = list(_told(text))
    left = [part for detail, part in told if not detail]
    found = {detail: part for detail, part in told if detail}
    if left:
        found["address"] = ", ".join([*left, *filter(None, [found.get("address", "")])])
    return found


def by_looks(text: str) -> Details:
    """What a text is that no label asks for, beside the name of a party: its number, its address, what reaches it or
    who acts for it; nothing where its looks do not say it.
    """
    if is_advice(text) or is_register(text) or re.search(_DATE, text):
        return {}
    is_counted = _COUNTED.fullmatch(text) and not _CALLED.search(text)
    if _WITH_LETTERS.fullmatch(text.strip()) or (is_counted and label_of(_COUNTED.sub(r"\1", text), "") is None):
        return {"identifier": text}
    name, person = without_person(f" {text}")
    if person and not name:
        return {"person": person}
    told = list(_told(text))
    found = {detail: part for detail, part in told if detail}
    left = [part for detail, part in told if not detail]
    if left and not _is_address(left):
        return {}
    return {**found, **({"address": ", ".join(left)} if left else {})}


def _is_address(parts: list[str]) -> bool:
    """Whether the parts between commas are an address: a street with its number and a town, or a town with its code."""
    text = ", ".join(parts)
    numbers = re.findall(r"\d+", text)
    is_year = all(re.fullmatch(r"(?:19|20)\d\d", number) for number in numbers)
    words = re.findall(r"[^\W\d_]{2,}", text)
    capital = sum(word[0].isupper() for word in words)
    with_code = any(len(number) > _LEAST_OF_CODE for number in numbers) or _HALVED_CODE.search(text)
    return bool(
        numbers and not is_year and capital and (len(parts) > 1 or with_code) and 2 * capital >= len(words)
        and len(text.split()) <= _MOST_WORDS and not any(map(is_house, parts))
    )  # fmt: skip


_WITH_LETTERS = re.compile(r"[A-Z]{1,3}[- ]?\d{6,10}[A-Z]?")
_COUNTED = re.compile(r"([^\W\d_][^\d,;:@]{0,24}?)[\s:]+\d[\d .-]{4,14}\d")
"""A number behind a few words: "įm. kodas 190000000"."""

_LEAST_OF_CODE = 3  # digits that a postal code has more than
_HALVED_CODE = re.compile(r"\b\d{3} \d{2}\b|\b\d{2}-\d{3}\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")


# -- a whole party ----------------------------------------------------------------------------------------


def of_party(text: str, party: str, language: str) -> Details:
    """All that a text tells of one party: its name, and whatever stands beside it; nothing where it names none."""
    if is_advice(text):
        return {}
    text, person = without_person(text) if party not in PEOPLE else (text, "")
    found: Details = {}
    unsaid: list[str] = []
    for detail, part in _told(text):
        if detail:
            found.setdefault(detail, part)
        else:
            unsaid.append(part)
    if unsaid and party not in PEOPLE:
        unsaid = _whole_name(unsaid)
    if unsaid and (is_name(unsaid[0], language) or (found and not is_advice(unsaid[0]) and _begins(unsaid[0]))):
        found["name"] = unsaid.pop(0)
        if party in PEOPLE and (said := _BRACKETED.fullmatch(found["name"])) and _is_function(said[2]):
            found["name"], found["function"] = said[1], said[2]
        if party in PEOPLE or not party:
            unsaid = _of_person(unsaid, found, party)
        if unsaid:
            found["address"] = ", ".join([*unsaid, *filter(None, [found.get("address", "")])])
    elif party == GENERAL and _is_function(text):
        found["function"] = text
    elif not (found.keys() & {"email", "phone"}):
        return {}
    if person:
        found["person"] = person
    return found


def people_in(text: str, party: str) -> list[str]:
    """The text of each person of a cell that names several, each with what is said of it; else the one text."""
    if party not in PEOPLE:
        return [text]
    for separator in (
        _SEPARATORS,
        re.compile(r"(?<=\w)\s*(?:/|\s(?:og|och|und|and|et|y|e|en|ja|i|és|și|и|&)\s)\s*"),
    ):
        parts = [part for part in separator.split(text) if part]
        if len(parts) > 1 and (all("@" in part for part in parts) or all(map(is_person, parts))):
            return parts
    parts = [part.strip() for part in text.split(",")]
    if party == GENERAL and len(parts) > 1 and all(is_person(part) and not _is_function(part) for part in parts):
        return parts
    ends = [found.end() for found in re.finditer(_EMAIL.pattern + r"[)>\]]?", text)]
    if len(ends) > 1:
        parts = [text[start:end].strip(" ,;") for start, end in zip([0, *ends], ends, strict=False)]
        parts[-1] += text[ends[-1] :]
        if all(is_person(_EMAIL.sub("", part).strip(" ,;:()<>[]–-")) for part in parts):
            return parts
    return [text]


def _whole_name(parts: list[str]) -> list[str]:
    """The parts of a controller's text, those of its name in one: "Vik, Berg & Co AS" has a comma and is one name."""
    for end in range(len(parts), 1, -1):
        joined = ", ".join(parts[:end])
        of_company = reading.party(joined).kind == "legal_entity" and not any(map(is_house, parts[: end - 1]))
        if of_company and not _has_number(joined):
            return [joined, *parts[end:]]
    apart = _has_number(parts[-1]) or any(map(is_house, parts)) or _country(parts[-1])
    return [", ".join(parts)] if len(parts) == 2 and not apart else parts


def _of_person(parts: list[str], found: Details, party: str) -> list[str]:
    """What of the parts beside a person's name is an address: its function and its firm are taken out."""
    left = []
    for part in parts:
        if "function" not in found and _is_function(part):
            found["function"] = part
        elif "company" not in found and party != GENERAL and is_house(part):
            found["company"] = part
        else:
            left.append(part)
    return left


def _is_function(text: str) -> bool:
    words = fold(text).split()
    if not words or len(words) > 6 or _has_number(text) or is_house(text):
        return False
    joined = " ".join(words)
    return any(
        word in words
        or f"{word} " in f"{joined} "
        or any(len(word) > 4 and word in one[-len(word) - _ENDING :] for one in words)
        for word in _words("functions")
    )


def _told(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a text in their order, each with the detail that it is by its looks or a word before it, else ""."""
    for email in dict.fromkeys(_EMAIL.findall(text)):
        yield "email", email
    rest = _EMAIL.sub(" ", text)
    for website in _WEBSITE.findall(rest)[:1]:
        yield "website", website.rstrip(".")
    rest = _WEBSITE.sub(" ", rest)
    rest = re.sub(r"[(\[<]\s*[)\]>]", " ", rest)
    for piece in _SEPARATORS.split(rest):
        for half in _halves(piece):
            for part in at_commas(half):
                yield from _part(part.strip(" ,;:–—-\t<>/"))


def _halves(text: str) -> list[str]:
    """A text cut at its dashes, where more than a name stands there: "Tromsø - Senja AS" is one."""
    parts = _DASH.split(text)
    is_more = any(_has_number(part) for part in parts) or not all(part.strip() for part in parts[1:])
    return parts if is_more or (len(parts) > 1 and _is_function(parts[1])) else [text]


def _part(part: str) -> Iterator[tuple[str, str]]:
    if not part or not any(map(str.isalnum, part)):
        return
    before, _colon, after = part.partition(":")
    label = label_of(before, "") if after.strip() else None
    if label and not label.party and label.detail:
        yield label.detail if label.detail not in ("company", ANY) else "", after.strip()
        return
    words = part.split()
    for size in (3, 2, 1):  # "CVR 00000000", "Org.nr. 999 888 777"
        label = label_of(" ".join(words[:size]), "") if len(words) > size else None
        number = " ".join(words[size:])
        if label == Label("", "identifier") and number[:1].isalnum() and _has_number(number):
            yield "identifier", number
            return
    if found := _REGISTERED.fullmatch(part):
        yield "identifier", part
    elif found := _CALLED.search(part):
        yield "phone", found[1].strip()
        yield from _part((part[: found.start()] + part[found.end() :]).strip(" ,;:()"))
    elif _DATE.fullmatch(part):
        return
    elif _ALONE.fullmatch(part) and sum(map(str.isdigit, part)) > 5:
        yield "phone", part
    elif (found := _AFTER.fullmatch(part)) and not _has_number(found[1]) and sum(map(str.isdigit, found[2])) > 7:
        yield "phone", found[2].strip()
        yield from _part(found[1].strip(" ,;:("))
    elif not ((label := label_of(part, "")) and label.detail in ("email", "phone", "website")):
        yield "", part


def _has_number(text: str) -> bool:
    return any(map(str.isdigit, text))


def _country(text: str) -> bool:
    return bool(reading.places(text).countries)


# -- words ------------------------------------------------------------------------------------------------


@cache
def _words(name: str) -> frozenset[str]:
    """A list of words about contact details, folded."""
    return frozenset(map(fold, known("contacts")[name]))
