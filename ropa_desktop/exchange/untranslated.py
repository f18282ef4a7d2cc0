"""What a cover says of texts that stand in another language than the report, for want of a wording in it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Cell
from ropa_desktop.i18n import N_

# The commonest small words: where a text has several sentences, they tell its language apart.
_SMALL_WORDS = {
    "en": "the of and to in is for that with are by on from or be this which",
    "nb": "og av til som for er med på ikke eller det fra den ved vi etter blir",
    "nn": "og av til som for er med på ikkje eller det frå den ved vi etter blir",
    "da": "og af til som for er med på ikke eller det fra den ved vi efter bliver",
    "sv": "och av till som för är med på inte eller det från den vid vi efter blir",
    "fi": "ja on ei tai että sekä joka ovat kun myös voi niin mukaan kanssa sen",
    "de": "der die und in den von zu mit für ist des auf dem nicht oder werden",
    "nl": "de het van en een in is te op voor met zijn niet of aan bij worden",
    "fr": "le la les de des et en du pour est dans par une sur aux ou avec",
    "es": "el la los las de y en del para es por una con se al o que",
    "it": "il la di e in per del che della con è dei una al o le alla",
}
_WORDS = re.compile(r"[^\W\d_]+")
_ENOUGH = 6  # small words, before anything is concluded from them


def remark(phrases: Phrases) -> Cell | None:
    """What to know of the texts that a report has printed so far; None where all are in its language, or may be."""
    texts = phrases.printed
    untranslated = [text for text in texts.values() if text is not None]
    if not untranslated:
        return None
    if len(untranslated) < len(texts):
        words = N_("{n} of {all} as they were written; the others are translated.")
        return Cell(phrases.say(words, n=len(untranslated), all=len(texts)))
    if speaks_another(untranslated, phrases.language):
        return Cell(phrases.say(N_("As they were written. None has been translated into this language.")))
    return None


def speaks_another(texts: Iterable[str], language: str) -> bool:
    """Whether texts are clearly in another language than this one; no where they are few, or languages are alike."""
    counts = _counts(texts)
    most = max(counts.values())
    return most >= _ENOUGH and 2 * counts.get(language, 0) <= most


def _counts(texts: Iterable[str]) -> Mapping[str, int]:
    """How many small words of each language the texts hold."""
    found = Counter(word for text in texts for word in _WORDS.findall(text.casefold()))
    return {language: sum(found[word] for word in words.split()) for language, words in _SMALL_WORDS.items()}
