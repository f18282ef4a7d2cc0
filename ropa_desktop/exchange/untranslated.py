"""Which texts of a report stand in another language, for want of a wording in it, and what the cover says of them.

Nobody tells a register which language it is written in. The commonest small words tell it: of a text where it has
enough of them, else of all texts of the part together.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import NOT_KNOWN, Cell, Mixed, Part, Passage
from ropa_desktop.exchange.written import MARKED
from ropa_desktop.i18n import N_, OUTPUT_LANGUAGES

_SMALL_WORDS = {
    "en": "the of and to in is for that with are by on from or be this which",
    "nb": "og å av til som for er med på ikke eller det fra den ved vi etter blir et en de bare",
    "nn": "og å av til som for er med på ikkje eller det frå den ved vi etter blir eit ein dei berre",
    "da": "og at af til som for er med på ikke eller det fra den ved vi efter bliver et en de kun",
    "sv": "och att av till som för är med på inte eller det från den vid vi efter blir ett en",
    "fi": "ja on ei tai että sekä joka ovat kun myös voi niin mukaan kanssa sen",
    "de": "der die und in den von zu mit für ist des auf dem nicht oder werden",
    "nl": "de het van en een in is te op voor met zijn niet of aan bij worden",
    "fr": "le la les de des et en du pour est dans par une sur aux ou avec",
    "es": "el la los las de y en del para es por una con se al o que",
    "it": "il la di e in per del che della con è dei una al o le alla",
}
_OF_LANGUAGES = {
    word: tuple(language for language, words in _SMALL_WORDS.items() if word in words.split())
    for words in _SMALL_WORDS.values()
    for word in words.split()
}
_WORDS = re.compile(r"[^\W\d_]+")
_ADDRESSES = re.compile(r"\S*(?:@|://|www\.)\S*")
_ENOUGH = 6  # small words, before anything is concluded from them
_SHORTEST = 20  # characters: a shorter text has not so many
_SEVERAL = 1000  # texts that tell the language of all


def language_of(texts: Iterable[str]) -> str:
    """The language that texts are clearly in; "" where they are few, or two languages alike."""
    (first, most), (_second, next_most) = Counter(_counts(texts)).most_common(2)
    return first if most >= _ENOUGH and most - next_most >= max(1, most // 20) else ""


def _counts(texts: Iterable[str]) -> Mapping[str, int]:
    """How many small words of each language the texts hold."""
    counts = dict.fromkeys(_SMALL_WORDS, 0)
    for text in texts:
        for word in _WORDS.findall(text.casefold()):
            for language in _OF_LANGUAGES.get(word, ()):
                counts[language] += 1
    return counts


def _in_words(text: str) -> bool:
    """Whether a text is in any language at all: a number, an address on the net or an abbreviation is not."""
    return any(len(word) > 1 and not word.isupper() for word in _WORDS.findall(_ADDRESSES.sub("", text)))


class Languages:
    """Tells of the texts of one part in which language they are. `texts` are those as they were written, as far as they
    were remembered; `translated` is whether others have a wording in the report's language, `report`."""

    def __init__(self, report: str, texts: Sequence[str], translated: bool) -> None:
        self.report = report
        self.translated = translated
        self.whole = language_of(texts[:_SEVERAL])
        self._known: dict[str, str] = {}

    def other(self, text: str) -> str | None:
        """The language of a text if that is not the report's: "" where it is not known, None where it is the report's,
        may be, or is none."""
        found = self.known(text)
        if found == self.report or not (found or (self.translated and _in_words(text))):
            return None
        return found

    def known(self, text: str) -> str:
        """The language of a text, whichever it is; "" where it is not known, or is none."""
        if text not in self._known:
            said = self._told(text) if len(text) >= _SHORTEST else self.whole
            self._known[text] = said if _in_words(text) else ""
        return self._known[text]

    def _told(self, text: str) -> str:
        """The language that its own words tell, if they do, else that of all."""
        counts = _counts([text])
        most = max(counts.values())
        if most < _ENOUGH or 2 * counts.get(self.whole, 0) > most:
            return self.whole
        likely = [language for language, count in counts.items() if 2 * count > most]
        return self.report if self.report in likely else max(counts, key=counts.__getitem__)


def languages(phrases: Phrases) -> Languages:
    """What tells the languages of the texts that these phrases have said so far."""
    said = phrases.printed.values()
    return Languages(phrases.language, [text for text in said if text is not None], None in said)


def remark(phrases: Phrases, told: Languages) -> Cell | None:
    """What the cover says of the texts that were printed: how many are in another language, and how they are marked;
    None where all are in the report's own, or may be."""
    others = [told.other(text) for text in phrases.printed.values() if text is not None]
    marked = [language for language in others if language is not None]
    if not marked:
        return None
    if told.translated:
        n, every = len(marked), sum(text is None or _in_words(text) for text in phrases.printed.values())
        said = phrases.say(N_("{n} of {all} as they were written; the others are translated."), n=n, all=every)
    elif len(marked) == sum(map(_in_words, filter(None, phrases.printed.values()))):
        said = phrases.say(N_("As they were written. None has been translated into this language."))
    else:
        said = phrases.say(N_("Some as they were written, in another language."))
    signs = Counter(marked).most_common()
    named = ", ".join(_named(phrases, language) for language, _count in signs)
    behind = phrases.say(N_("The language stands behind each of them: {languages}."), languages=named)
    return Cell(f"{said}\n{behind}")


def _named(phrases: Phrases, language: str) -> str:
    """A sign with what it means; languages by their own names."""
    if not language:
        return f"{NOT_KNOWN} = {phrases.say(N_('unknown'))}"
    return f"{language} = {OUTPUT_LANGUAGES[language]}"


# -- marks into passages ----------------------------------------------------------------------------------


def settled(part: Part, told: Languages) -> Part:
    """The part with each marked text as it is shown: a `Mixed` where something of it is in another language."""
    found: Part = _settled(part, told)
    return found


def _settled(value: Any, told: Languages) -> Any:
    """Anything of a report; the very same where it holds no mark."""
    if isinstance(value, str):
        return mixed(value, told) if "\x01" in value else value
    if isinstance(value, tuple):
        made = tuple([_settled(one, told) for one in value])
        return made if any(new is not old for new, old in zip(made, value, strict=True)) else value
    if is_dataclass(value) and not isinstance(value, type):
        held = ((name, getattr(value, name)) for name in _fields(type(value)))
        changed = {name: new for name, old in held if (new := _settled(old, told)) is not old}
        return replace(value, **changed) if changed else value
    return value


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass of reports in which text may stand."""
    others = ("bool", "float", "State", "Place", "bool | None")
    return tuple(field.name for field in fields(kind) if field.type not in others)


def mixed(text: str, told: Languages) -> str:
    """A text without its marks; what stands between two passages of one language and is no word belongs to them."""
    whole = ""
    found: list[Passage] = []
    done = 0
    for match in MARKED.finditer(text):
        whole += text[done : match.start()]
        done = match.end()
        language = match[1] if match[1] else told.other(match[2])
        start, end = len(whole), len(whole) + len(match[2])
        whole += match[2]
        if language is None or language == told.report:
            continue
        if found and found[-1][2] == language and not _WORDS.search(whole, found[-1][1], start):
            start = found.pop()[0]
        found.append((start, end, language))
    whole += text[done:]
    return Mixed(whole, tuple(found)) if found else whole
