"""Which row holds the headings: the one among the first that names most fields, joined with the row above where a
heading has two levels.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from ropa_desktop.exchange.recognition.aliases import (
    ACTIVITIES,
    ENOUGH,
    LONGEST,
    Match,
    in_language,
    is_number_sign,
    language_of,
)
from ropa_desktop.exchange.sheets.book import Sheet
from ropa_desktop.exchange.values.folding import fold
from ropa_desktop.exchange.values.words import known, whole

SEARCHED = 25
"""Rows in which the headings are looked for."""

_WORDY = 90  # characters on average from which a row is text, not headings

_EXAMPLE = re.compile(
    r"^\W*(exemple|examples?|eksempel|eksempler|exempel|esimerkki|beispiel|muster|voorbeeld|ejemplo|esempio|sample)"
    r"(\W*$|\s*[):\]–-])",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    r"^\W*((one|1|én|ett|en|yksi|eine?r?|ein|één|une?|uno|una|un|jeden|jedna|um|uma) (per|pr|pro|par|por|na|riviä|"
    r"sentence|setning|mening|sætning|lause|satz|zin|phrase|frase|zdanie|line|linje|rad|zeile|regel|ligne)\b|pick |"
    r"free text|free-text|keywords?\W*$|stikkord|stickord|stichwort|trefwoord|mots[- ]clés|kort |kortfattet|lyhyesti|"
    r"vapaa teksti|fritekst|fritext|freitext|vrije tekst|texte libre|texto libre|testo libero|short |brief |in short|"
    r"use the (list|drop)|from (the )?list|drop-?down|nedtrekk|rullgardin|dd/mm|dd\.mm|"
    r"separated? (by|with)\b|name the |formula\W*$|auto(matic\w*)?\W*$|adskill |skill med|trenn|getrennt |gescheiden |"
    r"sépar|separa|oddziel|eroteltuna|(if|hvis|dersom|falls|wenn|jos|jeśli|pokud|dacă|si|se|als|om|ha) [^\W\d_]|"
    r"vennligst|venligst|vänligen|por favor|per favore|proszę|graag |"
    r"describe|list|specify|indicate|select|choose|enter|fill|state|provide|insert|write|e\.g\.|for example|"
    r"beskriv|angi|velg|oppgi|fyll|skriv|før inn|her |f\.eks|ange|välj|t\.ex|angiv|vælg|anfør|kuvaa|valitse|kirjaa|"
    r"esim|beschreib|angabe|bitte|auswahl|auswählen|z\. ?b\.|hier|omschrijf|geef|kies|vul|bijv|noteer|décri|"
    r"indiqu|précise|préciser|sélectionn|choisi|saisi|p\. ?ex|describ|indica|indique|seleccion|elija|p\. ?ej|"
    r"descriv|selezion|inserire|specificare|ad es|bv\.|indien|waarvoor|vanwaar|"
    r"(what|which|who|whose|why|how|where|when|to whom|hva|hvem|hvilke|hvor|hvorfor|når|kven|kva|korleis|hvad|hvordan|"
    r"vem|vad|vilka|varför|hur|kuka|keiden|mitä|miksi|miten|wer|was|wessen|welche|warum|wie|wo|wann|an wen|aan wie|"
    r"van wie|wie|wat|welke|waarom|hoe|van waar|qui|quoi|quel|quelle|pourquoi|comment|où|à qui|combien|quién|qué|"
    r"por qué|cómo|cuánto|dónde|chi|cosa|perché|come|quanto|quem|porquê|como|kto|co|dlaczego|jak|kdo|proč|prečo|"
    r"ki|mit|miért|hogyan|cine|ce|de ce|cum|tko|što|zašto|kako|kes|mis|miks|kuidas|ko|kāpēc|kā|kas|ką|kodėl|kaip)\b)",
    re.IGNORECASE,
)
_FORMAT = re.compile(
    r"\W*((yes|ja|oui|sí|si|sim|tak|ano|da|igen|taip|jah|kyllä|jo|y|j|o|s)\s*(/|or|eller|ou|of|oder|o|e|lub|\s)\s*"
    r"(no|nei|nej|nein|neen|nee|non|não|nie|ne|nem|nu|ei|n)(\s*\+.{0,20})?|[djt]{2}[./-]mm[./-][aåyjrv]{2,4})\W*",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"^\W*(mandatory|optional|required|obligatorisk|valgfri\w*|valfri\w*|frivillig|pakollinen|vapaaehtoinen|pflicht\w*|"
    r"optional\w*|verplicht|optioneel|obligatoire|facultati\w*|optionnel|obligatorio|opcional|obbligatorio|facoltativo|"
    r"art(icle|icolo|ículo|ikel|ikkel|\.)?\s*\d+[^a-z]{0,12}[a-z]?\W*(gdpr|dsgvo|rgpd|avg|nr\.?|abs\.?|lit\.?|"
    r"bokstav|\d|[a-g]\b|\W)*|text|texte|tekst|free text|fritekst|dropdown|date|yes/no|ja/nei)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Header:
    """The headings found: first and last row, text by column, what each may mean, the language, and how many fields.

    `above` is what the heading over a column's own one may mean, where there are two.
    """

    rows: tuple[int, int]
    headings: dict[int, str]
    meanings: dict[int, tuple[Match, ...]]
    language: str
    fields: int
    above: Mapping[int, tuple[Match, ...]] = field(default_factory=dict)


def find_header(sheet: Sheet, kind: str = ACTIVITIES) -> Header | None:
    """The row of headings with most fields among the first rows of a sheet, or None where none has two."""
    best: tuple[float, Header] | None = None
    others: list[Header] = []
    for row in range(min(SEARCHED, len(sheet.rows))):
        for first in (row, row - 1):
            if first < 0 or (first < row and (not any(sheet.rows[first]) or _answers(sheet, first, row))):
                continue
            found = _header(sheet, first, row, kind)
            if found is None or (first < row and _is_full(sheet, first, row, kind)):
                continue
            if first < row and _says_it_alone(sheet, first, found, kind):
                continue
            others.append(found)
            worth = _worth(found)
            more = 0 if first == row else -0.5 if _only_divides(sheet, first, row) else 0.9
            if best is None or worth > best[0] + more:
                best = (worth, found)
    if best is None or best[1].fields < 2:
        return None
    return next((one for one in others if _before_another(sheet, one, best[1])), best[1])


def _before_another(sheet: Sheet, first: Header, better: Header) -> bool:
    """Whether headings are those of a first table, and the better ones those of a second below it: rows of data and a
    gap lie between them.
    """
    between = [len(_texts(sheet, row)) for row in range(first.rows[1] + 1, better.rows[0])]
    if len(between) < 2 or between[0] < 2 or min(between) > 1 or len(first.headings) < 3:
        return False
    return first.fields >= 3 and first.fields >= _LESS * better.fields


_LESS = 0.6  # share of the fields of the better headings


def header_at(sheet: Sheet, first: int, last: int, kind: str = ACTIVITIES) -> Header | None:
    """The headings of given rows."""
    return _header(sheet, first, last, kind)


def why_skipped(sheet: Sheet, row: int, header: tuple[int, int]) -> str:
    """The rule by which a row below the headings is no data: "example", "instructions", "marks", "numbering" or ""."""
    texts = [cell.text.strip() for cell in sheet.rows[row] if cell is not None and cell.text.strip()]
    if not texts:
        return ""
    if any(_EXAMPLE.match(text) for text in texts[:2]):
        return "example"
    if _is_total(texts):
        return "totals"
    if row > header[1] + 3:
        return ""
    if len(texts) >= 3 and all(_MARK.match(text) for text in texts):
        return "marks"
    if len(texts) >= 4 and all(re.fullmatch(r"\(?\d{1,2}[.)]?|\(?[a-zA-Z]{1,2}[.)]?", text) for text in texts):
        numbers = [re.sub(r"\W", "", text) for text in texts]
        if all(number.isdigit() for number in numbers) and numbers == [str(i) for i in range(1, len(numbers) + 1)]:
            return "numbering"
    asking = sum(bool(_INSTRUCTION.match(text) or _HINT.search(text) or _FORMAT.fullmatch(text)) for text in texts)
    return "instructions" if len(texts) >= 3 and asking >= (0.6 if len(texts) < _WIDE else 0.5) * len(texts) else ""


_HINT = re.compile(r"(?i)\b(?:please|svp|s\.v\.p|a\.?u\.?b)\.?$|\?$|\.\.\.$|…$|^[^\W\d_]+(?: / [^\W\d_]+)+$")
"""How a hint ends or lists what to choose from: "collect, keep, ...", "low / medium / high"."""

_WIDE = 10  # cells of a row in which hints of half of them are enough


def _answers(sheet: Sheet, row: int, below: int) -> bool:
    """Whether a row answers labels of its own, and heads nothing: an e-mail address, a text behind a colon, or a label
    with its answer alone above a row of headings ("Last reviewed by | The board").
    """
    texts = _texts(sheet, row)
    if any(_ADDRESS.search(text) for text in texts.values()):
        return True
    first = min(texts, default=0)
    if len(texts) > 1 and texts[first].endswith(":"):
        return True
    under = {column for column, cell in enumerate(sheet.rows[below]) if cell and cell.text.strip()}
    is_pair = len(texts) == _PAIR and {*texts} == {first, first + 1} <= under and len(under) >= _FULL
    if not is_pair or any(top <= row <= bottom and right > left for top, left, bottom, right in sheet.merged):
        return False
    return _is_sure(in_language(texts[first], "en")) and not _is_sure(in_language(texts[first + 1], "en"))


_PAIR = 2  # a label and its answer
_ADDRESS = re.compile(r"\w@\w+[\w-]*\.\w")


def _only_divides(sheet: Sheet, upper: int, lower: int) -> bool:
    """Whether a row does nothing but name the parts of merged headings above it: beside these it is empty."""
    under = {
        column
        for top, left, bottom, right in sheet.merged
        if top <= upper <= bottom and bottom < lower and right > left
        for column in range(left, right + 1)
    }
    return bool(under) and set(_texts(sheet, lower)) <= under


def _is_full(sheet: Sheet, upper: int, lower: int, kind: str) -> bool:
    """Whether every column has a heading of its own in the upper row, so that the one below it divides none of them:
    it is data, unless it alone names more fields.
    """
    own, below = _texts(sheet, upper), _texts(sheet, lower)
    if len(own) < _FULL or not set(below) <= set(own) or len(set(own.values())) < len(own):
        return False
    if any(top <= upper <= bottom and right > left for top, left, bottom, right in sheet.merged):
        return False
    first, second = _header(sheet, upper, upper, kind), _header(sheet, lower, lower, kind)
    return first is not None and (second is None or second.fields <= first.fields)


_FULL = 5  # headings of a row of them


def _says_it_alone(sheet: Sheet, row: int, joined: Header, kind: str) -> bool:
    """Whether a row names the fields without the one below it, which is then no second level but data."""
    if any(top <= row <= bottom and right > left for top, left, bottom, right in sheet.merged):
        return False
    alone = _header(sheet, row, row, kind)
    return alone is not None and alone.fields >= 3 and alone.fields >= joined.fields - 1


def _is_total(texts: list[str]) -> bool:
    """Whether a row adds up the others: a word for a sum, and nothing but numbers beside it ("6 activities")."""
    first = fold(texts[0])
    words = [word for word in first.split() if not word.isdigit()]
    begins = " ".join(words) in _totals() or (bool(words) and words[0] in _totals() and len(words) <= 3)
    return begins and all(re.fullmatch(r"[\d\s.,%€$]+(?:[^\W\d_]+)?", text) for text in texts[1:])


@cache
def _totals() -> frozenset[str]:
    return frozenset(fold(word) for word in known("headers")["words"]["totals"])


# -- one row ----------------------------------------------------------------------------------------------


def _header(sheet: Sheet, first: int, last: int, kind: str) -> Header | None:
    lower = _texts(sheet, last)
    upper = _spread(sheet, first) if first < last else {}
    columns = sorted({*lower, *upper})
    if len(lower) < 2 or sum(map(len, lower.values())) > _WORDY * len(lower):
        return None
    language = language_of([*lower.values(), *upper.values()], kind)
    headings: dict[int, str] = {}
    meanings: dict[int, tuple[Match, ...]] = {}
    told = {upper[column] for column in upper if _is_sure(in_language(lower.get(column, ""), language, kind))}
    for column in columns:
        group = upper.get(column, "")
        headings[column], meanings[column] = _meaning(lower.get(column, ""), group, language, kind, group in told)
    if first < last and not any(column not in lower or " / " in headings[column] for column in columns):
        return None  # the row above adds nothing
    known = {means[0].target for means in meanings.values() if means and means[0].score >= ENOUGH}
    above = {column: in_language(text, language, kind) for column, text in upper.items()}
    return Header((first, last), headings, meanings, language, len(known), above)


def _is_sure(means: tuple[Match, ...]) -> bool:
    return bool(means) and means[0].score >= ENOUGH


def _meaning(lower: str, upper: str, language: str, kind: str, is_told: bool) -> tuple[str, tuple[Match, ...]]:
    """A heading of one or two levels, and what it may mean: the lower level says it, unless it says nothing alone.

    `is_told` where another column under the same upper heading says itself what it is: then that heading names a group
    ("Processing" over "Dept." and "Activity"), and counts only together with what stands below it.
    """
    below, above = in_language(lower, language, kind), in_language(upper, language, kind)
    sure_below = _is_sure(below)
    if not upper or fold(upper) == fold(lower):
        return lower, below
    if not lower:
        return upper, above
    joined = f"{upper} / {lower}"
    if _is_sure(above) and {*fold(lower).split()} <= parts():
        return joined, _divided(lower, above) or _together(upper, lower, language, kind) or above
    if sure_below:
        return joined, below
    if is_told:
        return joined, _together(upper, lower, language, kind) or below
    return joined, above or below


def _together(upper: str, lower: str, language: str, kind: str) -> tuple[Match, ...]:
    """What two levels mean together: what the upper one says of its group is a column's own only where the lower one
    divides it ("Recipients" over "external") or makes it surer.
    """
    above, found = in_language(upper, language, kind), in_language(f"{upper} {lower}", language, kind)
    alone = {match.target: match.score for match in above}
    if above and above[0].score >= _CERTAIN and {*fold(lower).split()} & parts():
        return found if found and found[0].score >= ENOUGH else above
    return tuple(match for match in found if match.score > alone.get(match.target, 0))


def _divided(lower: str, above: tuple[Match, ...]) -> tuple[Match, ...]:
    """The recipients of a group that are inside the house: "Recipients" over "internal"."""
    if above[0].target == "recipients" and whole("parties", "roles", lower) == "internal":
        surer = above[0].score + 0.01
        return (Match("internal_recipients", above[0].language, surer), *above)
    return above


_CERTAIN = 0.9  # score of a heading that is known whole


@cache
def parts() -> frozenset[str]:
    """Words that divide what stands above them and ask for nothing by themselves: "internal", "external", "other"."""
    words = known("headers")["words"]
    return frozenset(fold(word) for word in (*words["parts"], *words["others"]) if len(word.split()) == 1)


def _worth(header: Header) -> float:
    """Fields named, and a little for how sure they are and how much of the row they are."""
    sure = [means[0].score for means in header.meanings.values() if means and means[0].score >= ENOUGH]
    return header.fields + sum(sure) / 100 - 0.25 * (len(header.headings) - len(sure)) / max(1, len(header.headings))


def _texts(sheet: Sheet, row: int) -> dict[int, str]:
    return {
        column: cell.text.strip()
        for column, cell in enumerate(sheet.rows[row])
        if cell is not None
        and (len(cell.text.strip()) > 1 or is_number_sign(cell.text))
        and len(cell.text) <= 4 * LONGEST
        and cell.kind != "boolean"
    }


def _spread(sheet: Sheet, row: int) -> dict[int, str]:
    """A row of group headings: a merged one stands over all its columns."""
    texts = _texts(sheet, row)
    for top, left, bottom, right in sheet.merged:
        if top <= row <= bottom and left in texts:
            texts |= dict.fromkeys(range(left, right + 1), texts[left])
    return texts
