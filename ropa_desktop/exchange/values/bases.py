"""Legal bases as people write them: Art. 6(1) and Art. 9(2) codes, and the national law they rest on.

A statute alone (Arbeidsmiljøloven, Skattelovgivningen) is national law, never a basis. Words are read only where a
value cites no article: "Interesseavveiing", "Legitimate interest / pre-contract".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from ropa_desktop.exchange.values.articles import citations, lettered
from ropa_desktop.exchange.values.folding import Span, composed, flat, trimmed, without
from ropa_desktop.exchange.values.words import Hit, hits, known


@dataclass(frozen=True, slots=True)
class Basis:
    """A code of the vocabulary legal_basis or special_condition, its own words, and what the cell explains of it."""

    code: str
    words: str
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Bases:
    """What a cell gives: bases of Art. 6(1), conditions of Art. 9(2), national laws in the cell's own words.

    `rest` is what was not understood; how sure the reading is (0 to 1, 0 where there is nothing).
    """

    bases: tuple[Basis, ...] = ()
    conditions: tuple[Basis, ...] = ()
    national_law: tuple[str, ...] = ()
    rest: str = ""
    certainty: float = 0.0


_PIECE = re.compile(r"[;\n•]|<[bB][rR]\s*/?>|\.\s+(?=[A-ZÆØÅÄÖÜ])")
_SECTION = (
    r"(?:\s+\d+\s*(?:kap\.?|luku|luvun)\s*(?:\d+[a-z]?\s*§)?|"
    r"\s+\d+[a-z]?(?:\s*,\s*\d+[a-z]?)*\s*§(?:\s*\d+\s*mom\.?)?|\s+\d+:\d+|"
    r"\s*(?:§§?|kap\.?|kapittel|kapitel|art\.?|artikkel|artikel|chapter|section|sections|sec\.?|s\.|ch\.)\s*\d[\w\-.:/]*"
    r"(?:\s*(?:og|and|und|,|et)\s*§?\s*\d[\w\-.]*)*(?:\s*(?:forste|annet|andre|tredje|fjerde|\d+\.)\s+ledd)?"
    r"(?:\s*(?:abs|nr|satz|bokstav|lit)\.?\s*\w{1,3})*)?"
)


def read_bases(text: str, article: int = 6) -> Bases:
    """What a cell of a legal-basis column gives; `article` 9 where the column asks for the condition of Art. 9(2)."""
    text = composed(text)
    bases: list[Basis] = []
    conditions: list[Basis] = []
    laws: list[str] = []
    rests: list[str] = []
    sure: list[float] = []
    for piece in _pieces(text):
        found, law, rest, certainty = _read_piece(piece, article)
        for basis in found:
            (conditions if basis.code.startswith("9") else bases).append(basis)
        laws.extend(law)
        rests.append(rest)
        sure.append(certainty)
    rest = "; ".join(filter(None, rests))
    understood = sum(sure) / len(sure) if sure else 0.0
    return Bases(tuple(bases), tuple(conditions), tuple(laws), rest, round(understood, 2))


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for mark in _PIECE.finditer(text):
        if mark.group()[0] == "." and re.search(r"(?:\b[A-Za-z]{1,3}|\d)$", text[start : mark.start()]):
            continue  # "Art. X", "6.1. C)" are no ends of sentences
        yield text[start : mark.start()]
        start = mark.end()
    yield text[start:]


def _read_piece(piece: str, article: int) -> tuple[list[Basis], list[str], str, float]:
    """Its bases, laws, rest, and how sure."""
    piece = piece.strip()
    if not trimmed(piece):
        return [], [], "", 1.0
    plain = flat(piece)
    if cited := list(citations(plain)):
        names = _gdpr(plain)
        return _cited(piece, plain, [(_with_name(plain, span, names), codes) for span, codes in cited])
    if codes := lettered(plain, article) or _abbreviated(piece, article):
        return [Basis(code, piece) for code in codes], [], "", 0.7
    if laws := _laws(piece, plain, []):
        rest = without(piece, laws)
        if len(flat(rest).split()) <= 8 and not _words(flat(rest), article):
            return [], [trimmed(piece)], "", 0.9
    said = _words(plain, article)
    found = [Basis(hit.code, piece[slice(*hit.span)]) for hit in said]
    spans = [hit.span for hit in said]
    law_words = [piece[slice(*span)] for span in laws if not any(_overlap(span, each) for each in spans)]
    spans += [span for span in laws if piece[slice(*span)] in law_words]
    rest = without(piece, spans) if spans else trimmed(piece)
    kept = len(rest.split())
    certainty = 0.0 if not found and not law_words else 0.8 if kept <= 3 else 0.6 if kept <= 8 else 0.4
    return found, law_words, rest, certainty


def _cited(
    piece: str, plain: str, cited: list[tuple[Span, tuple[str, ...]]]
) -> tuple[list[Basis], list[str], str, float]:
    """Where articles are cited: what follows each explains it; statutes beside them are national law."""
    found: list[Basis] = []
    taken = [span for span, _ in cited]
    law_spans = _laws(piece, plain, taken)
    names = [span for span in _gdpr(plain) if not any(_overlap(span, each) for each in law_spans)]
    certainty = 1.0
    first = cited[0][0][0]
    before = [span for span in (*taken, *law_spans, *names) if span[0] <= first]
    rest = without(piece[:first], [span for span in before if span[1] <= first])
    for place, (span, codes) in enumerate(cited):
        end = cited[place + 1][0][0] if place + 1 < len(cited) else len(piece)
        inside = [
            (max(a, span[1]) - span[1], b - span[1]) for a, b in (*law_spans, *names) if span[1] <= a and b <= end
        ]
        explanation = _plain_connectives(without(piece[span[1] : end], inside))
        said = {hit.code for hit in _words(flat(explanation), int(codes[0][0]))} if len(explanation) < 60 else set()
        if said and not said & set(codes):
            certainty = 0.5
        found += [Basis(code, piece[slice(*span)], explanation) for code in codes]
    found += _named_beside(piece, plain, taken, law_spans, {basis.code for basis in found})
    laws = [piece[slice(*span)] for span in law_spans]
    rest = _plain_connectives(rest)
    if rest and not found[0].explanation:  # "Legal obligation (Art. 6(1)(c))"
        said = {hit.code for hit in _words(flat(rest), int(found[0].code[0]))}
        certainty = 0.5 if said and found[0].code not in said else certainty
        found[0], rest = replace(found[0], explanation=rest), ""
    return found, laws, rest, certainty


def _named_beside(piece: str, plain: str, cited: list[Span], laws: list[Span], codes: set[str]) -> Iterator[Basis]:
    """Bases in words that stand beside a citation as items of their own: "Consent / Art. 6(1)(f)".

    After a comma ("Contract (6.1 b), legal obligation") only where each basis cited is named in words too: else the
    words may be a slip that means the one cited.
    """
    if {code[0] for code in codes} != {"6"}:
        return
    blank = _blanked(plain, (*cited, *laws))
    said = _words(blank, 6)
    each_is_named = codes <= {hit.code for hit in said}
    for hit in said:
        start, end = hit.span
        before, after = blank[:start].rstrip(" (–-"), blank[end:].lstrip(" )–-:")
        mark = _ITEM_BEFORE.search(before) or _ITEM_AFTER.match(after)
        alone = (not before or _ITEM_BEFORE.search(before)) and (not after or _ITEM_AFTER.match(after))
        if hit.code not in codes and mark and alone and (each_is_named or mark.group().strip() != ","):
            yield Basis(hit.code, piece[start:end])


_SIGN, _AND = r"[/+&,]", r"(?:og|and|und|och|et|e|y|en|ja|seka|i|oraz|a|es|si|и|και)"
_ITEM_BEFORE, _ITEM_AFTER = re.compile(rf"(?:{_SIGN}|(?<!\S){_AND})$"), re.compile(rf"(?:{_SIGN}|{_AND}(?!\S))")


def _blanked(text: str, spans: Iterable[Span]) -> str:
    """A text with spaces where these parts stand."""
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _with_name(plain: str, span: Span, names: list[Span]) -> Span:
    """A citation with the Regulation's own name beside it: "Art. 6(1)(b) GDPR"."""
    start, end = span
    for name in names:
        if name[1] <= start and not plain[name[1] : start].strip(" ,."):
            start = name[0]
        if name[0] >= end and not plain[end : name[0]].strip(" ,.)") and "§" not in plain[name[1] : name[1] + 3]:
            end = name[1]
    return start, end


def _plain_connectives(text: str) -> str:
    """Nothing where only "and", "cf." or the like is left."""
    return "" if all(word.strip(".,()") in _CONNECTIVES for word in flat(text).split()) else text


_JOINING = "jf jfr cf og and und et en y e och ja i.v.m ivm vgl samt se see du av of der des di del de la il the i"
_CONNECTIVES = frozenset(["", *_JOINING.split()])


def _abbreviated(piece: str, article: int) -> tuple[str, ...]:
    """What a whole piece in capitals abbreviates: "LI"."""
    known_ones: dict[str, str] = known("bases")["abbreviations"]
    return tuple(code for words, code in known_ones.items() if words == piece.strip(" .") and article == 6)


def _words(plain: str, article: int) -> list[Hit]:
    """Bases named in words, each code once."""
    found: dict[str, Hit] = {}
    for hit in hits("bases", "conditions" if article == 9 else "bases", plain):
        found.setdefault(hit.code, hit)
    return list(found.values())


def _gdpr(plain: str) -> list[Span]:
    return [found.span() for found in _gdpr_names().finditer(plain)]


def _laws(piece: str, plain: str, taken: list[Span]) -> list[Span]:
    """The places of national statutes with their sections. The GDPR's own name is one only with a "§" of its own."""
    found: list[Span] = []
    for match in _law_names().finditer(plain):
        span = match.span()
        if match["called"] and any(_overlap(span, each) for each in taken):
            span = match.span("called")  # what looks like its section is an article cited after it
        if any(_overlap(span, each) for each in taken):
            continue
        if _gdpr_names().match(plain, span[0]) and "§" not in match.group():
            continue
        numbered = match["numbered"]
        if numbered and "." not in numbered and not piece[match.start("numbered") : match.end("numbered")].isupper():
            continue
        short = match.groupdict().get("short")
        if short and not piece[match.start("short") : match.end("short")].isupper() and "§" not in match.group():
            continue
        found.append(span)
    for match in _GERMAN_SHORT.finditer(piece):
        if not any(_overlap(match.span(), each) for each in (*taken, *found)):
            found.append(match.span())
    return sorted((_with_first_half(plain, span[0], taken), span[1]) for span in found)


def _with_first_half(plain: str, start: int, taken: list[Span]) -> int:
    """Where the name of a statute begins that shares its end with a word before: "plan- og bygningsloven"."""
    found = _FIRST_HALF.search(plain, max(0, start - _LONGEST_HALF), start)
    return found.start() if found and not any(_overlap((found.start(), start), each) for each in taken) else start


_LONGEST_HALF = 40  # characters
_SHARING = r"(?:og|und|och|ja|en|and|et|i|in|ir|un|a|e|y|és|es)"
_FIRST_HALF = re.compile(rf"(?<![^\W_])[^\W\d_]\w+(?:-,?\s+{_SHARING}\s+|\s+{_SHARING}\s+-)$")


_GERMAN_SHORT = re.compile(r"(?<![^\W_])(?=[A-ZÄÖÜ]+[a-zäöü])[A-ZÄÖÜ][A-Za-zÄÖÜäöü]{1,8}(?:G|GB|VO)(?![^\W_])")
"""GewStG, LVwVG, BetrVG, PStG: how German statutes are called for short."""


def law_places(text: str, flat_text: str) -> list[Span]:
    """The places of statutes and their sections in a text: of a time limit as of a basis."""
    return _laws(text, flat_text, [])


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@cache
def _gdpr_names() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(flat(name)) for name in known("bases")["gdpr"]), key=lambda each: -len(each)))
    number = r"(?:[^\W\d_][\w-]{2,20}\s+)?(?:\([^\W\d_]{2}\)\s*)?(?:nr\.?|no\.?)?\s*2016/679"
    return re.compile(rf"(?<![^\W_])(?:{names}|{number})(?![^\W_])")


@cache
def _law_names() -> re.Pattern[str]:
    lists = known("bases")
    endings = "|".join(
        sorted({re.escape(flat(each).rstrip("*")) for each in lists["law_endings"]}, key=lambda e: -len(e))
    )
    beginnings = "|".join(sorted({re.escape(flat(each)) for each in lists["law_beginnings"]}, key=lambda e: -len(e)))
    shorts = "|".join(sorted({re.escape(flat(each)) for each in lists["law_short"]}, key=lambda e: -len(e)))
    ending = rf"[^\W\d_][\w\-]{{2,40}}(?:{endings})(?![^\W_]){_SECTION}"
    begun = rf"(?:{beginnings})(?![^\W_])\.?[^;,()\n]{{2,80}}"
    names = "|".join(sorted((re.escape(flat(each)) for each in lists["law_names"]), key=lambda e: -len(e)))
    called = rf"(?P<called>{names})(?![^\W_]){_SECTION}"
    book = r"(?:\s+[ivx]{1,5}(?![^\W_]))?"  # "SGB XI"
    short = rf"(?:§§?\s*\d[\w\-]*(?:\s*(?:abs|nr|satz)\.?\s*\d+)*\s*)?(?P<short>{shorts})(?![^\W_]){book}{_SECTION}"
    act = r"(?:[^\W\d_][\w'-]*\s+){1,5}act(?![^\W_])(?:\s+\d{4})?(?:,?\s*(?:section|s\.|sec\.)\s*\d[\w().]*)?"
    phrases = "|".join(sorted((re.escape(flat(each)) for each in lists["law_phrases"]), key=lambda e: -len(e)))
    phrase = rf"(?:[^\W\d_][\w'-]*\s+){{1,6}}(?:{phrases})(?![^\W_])(?:,?\s*\d+\.?\s*[^\W\d_]{{1,6}}\.?)?"
    union = (
        r"[^\W\d_][\w-]{3,20}\s*\((?:eu|ef|eg|ec|ce|ue|es|eb|ek|ey|we|ес|ео|εε|εκ)\)\s*"
        r"(?:nr|no|n|c|st|br|αριθ)?\.?[º°]?\s*(?!2016/679)\d{1,4}/\d{1,4}"
    )
    paragraph = r"§§?\s*\d[\w\-]*(?:\s*(?:abs|nr|satz)\.?\s*\d+)*(?:\s+[^\W\d_]\w{1,12}(?![^\W_])" + book + ")?"
    numbered = r"(?P<numbered>[^\W\d_]{1,4}\.?(?:\s?[^\W\d_]{1,4}\.){0,2})\s?(?!2016/679)\d{1,5}/(?:19|20)\d{2}(?!\d)"
    return re.compile(
        rf"(?<![^\W_])(?:{called}|{begun}|{ending}|{short}|{act}|{phrase}|{union}|{paragraph}|{numbered})"
    )
