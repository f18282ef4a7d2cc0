"""Citations of Art. 6(1) and Art. 9(2) GDPR, as written in ten languages: "6.1. c)", "Art. 6 Abs. 1 lit. b DSGVO"."""

import re
from collections.abc import Iterator

from ropa_desktop.exchange.values.folding import Span

_ARTICLE = (
    r"(?:(?:art(?:ikkel(?:en)?|ikel|icles?|icle|iculos?|icolo|icoli|icolul|igos?|ykulu?|ikolu|s)?|airteagal|"
    r"cl(?:ank[auy]|anek|anok|anak|an|en|enu|ena)?|чл(?:ен)?|αρθρο[υν]?|straipsn\w*)(?![^\W\d_])\.?\s*)"
)
_FIRST = (
    r"(?:\s*artiklan?\b|\s*,)?\s*(?:"
    r"(?:nr|no|n[°o]|abs(?:atz)?|stk|stykke|para(?:graph|graphe|grafo)?|lid|apartado|comma|c|par|alinea|punkt|section|sec|§|"
    r"ust|odst|ods|odsek|odstavec|odstavek|stavak|st|alin|al|ал|παρ|παραγραφο\w*|lg|loige|dalis|dalies|mgr|cuid)"
    r"\.?\s*\(?|[.(/,\-§]\s*\(?)?\s*"
)
_SECOND = (
    r"(?:\s*kohdan)?[\s.,):/\-]*"
    r"(?:(?:forste stykket|forsta stycket|forste ledd|unterabs(?:atz)?\.?\s*1|s(?:atz)?\.?\s*1|eerste alinea)[\s.,]*)?"
    r"(?:(?:bokstav|litra|litt?(?:era)?|letter|letra|lettera|lett|point|onder|sub|let|punto|underpunkt|led|pkt|punkt|"
    r"pism|pismeno|tocka|tocke|pont|p|"
    r"buchst(?:abe)?|bokst|alinea)(?![^\W_])\.?\s*)?[('\"]?\s*"
)
_PARAGRAPH = r"(1|2|i{1,2}(?![^\W_])|forste ledd|eerste lid|premier alinea)"
_LETTER = r"([a-j])(?![^\W_])"
_AND = (
    r"\s*(?:,|/|&|\+|og|and|und|et|en|y|e|och|ja|or|eller|oder|ou|bzw\.?|samt|"
    r"oraz|lub|un|ir|in|a|si|es|u|και|и|agus|i)\s*(?:,\s*)?"
)

_FULL = re.compile(
    rf"(?<![^\W_])(?<!§ )(?<!§)(?:{_ARTICLE}(6|9){_FIRST}{_PARAGRAPH}{_SECOND}{_LETTER}|"
    rf"(6|9)(?:\s*artiklan?\s*|\s*[.(/]\s*\(?|\s*(?:nr|abs|stk|lid)\.?\s*)(1|2){_SECOND}{_LETTER})"
)
_AFTER = re.compile(
    r"(?<![\w.])(6|9)\.?\s*(?:cikk\w*|straipsn\w*|pant\w*|gr\.?|clen\w*|clan\w*)\s*[,(]?\s*\(?(1|2)\.?\s*\)?\s*"
    r"(?:bekezd\w*|dal\w*|punkt\w*|mgr\.?|odstav\w*|tolul\w*|dala\w*)?\s*[,.]?\s*\(?['\"]?([a-j])(?![^\W_])['\"]?"
)
"""The article before its name, as in Hungarian, Baltic and Icelandic: "6. cikk (1) bekezdés a) pont"."""

_OTHER_LETTERS = re.compile(
    r"(?:(?:αρθρο[υν]?|чл(?:ен)?)\.?\s*)?(?<!\d)(6|9)\s*[,.]?\s*(?:παρ\w*\.?|ал\w*\.?|пар\w*\.?|§)?\s*\(?(1|2)\)?\s*[,.]?\s*"
    r"(?:(?:στοιχ\w*|εδ\w*|περ\w*|б(?:уква)?|т(?:очка)?)\.?)?\s*[„\"'“΄(]?\s*(στ|[αβγδεζηθι]|[абвгдежзий])(?![^\W_])[\"'“”΄)]*"
)
_LETTERS = dict(zip("αβγδε", "abcde", strict=True)) | {"στ": "f", "ζ": "g", "η": "h", "θ": "i", "ι": "j"}
_LETTERS |= dict(zip("абвгдежзи", "abcdefghi", strict=True)) | {"й": "j"}
"""Letters of points in Greek and Bulgarian."""

_MORE_OTHER = re.compile(rf"{_AND}[„\"'“΄(]?(στ|[αβγδεζηθι]|[абвгдежзий])(?:[\"'“”΄)]+|(?=\s*(?:$|[,;])))")

_SHORT = re.compile(rf"(?<![^\W_]){_ARTICLE}(6|9)\s*[.(,]?\s*(?:bokstav|lit(?:ra|\.)?|letter)?\s*\(?([a-j])\)")
_CODE = re.compile(
    r"(?<![^\W_])(?:art(6)1([a-f])|art(9)2([a-j])|a(6)-1-([a-f])|a(9)-2-([a-j])|(6)1([a-f])|(9)2([a-j]))(?![^\W_])"
)
_MORE = re.compile(
    rf"\)?(?:{_AND}|(?=\())(?:(?:bokstav|litra|lit(?:era)?|letter|letra|lett(?:era)?|point)(?![^\W_])\.?\s*)?"
    r"(?:\(([a-j])\)|([a-j])\)|([a-j])(?=\s*(?:$|[,;)/&\n]|(?:og|and|und|et|och|ja|i|oraz|gdpr|dsgvo|ds-gvo|rgpd|avg|rodo|"
    r"p|pkt|pt|punkt\w*|papunk\w*|pism\w*|pont\w*|tock\w*|alineat\w*|apaks\w*|lid\w*)(?![^\W_]))))"
)
_WORDS = (
    r"art\w*|clank?\w*|clen\w*|straipsn\w*|str|kohta|kohdan|kohdat|alakohta|alakohdan|nr|no|n|abs(?:atz)?|stk|stykke|"
    r"par(?:a|agraph\w*|agrafo|rafo)?|lid|onder|sub|apartado|comma|cpv|alinea|al|punkt\w*|pkt|pt|point|ust|odst\w*|ods\w*|"
    r"stavak|stavka|st|alin|lg|loige|loike|lit|litra|litera|litt|lett|lettera|letra|letter|bokstav\w*|bokst|buchst\w*|"
    r"pism\w*|tocka|tocke|let|d|o|dal\w*|led|gr|mgr"
)
_BETWEEN = rf"(?:[\s.,:/()\-–§º°'\"]|(?<![^\W\d_])(?:{_WORDS})(?![^\W_]))*"
_LOOSE = re.compile(
    rf"(?<![\w.])(?:{_ARTICLE}(?=\s*(?:6|9)))?(6|9){_BETWEEN}(?<!\d)(1|2|i{{1,2}})(?![^\W_]){_BETWEEN}"
    rf"(?<![^\W\d_])([a-j])(?![^\W_])"
)
"""The article, its paragraph and a letter in this order, and nothing between that names no part of a law:
"6 artikla 1 kohta b", "art. 6.º, n.º 1, alínea b", "6-1-c"."""

_BARE = re.compile(
    rf"(?:^|(?<=[(:,;/+&])|(?<= [-–] )|(?<= (?:og|ja|en|et|un|us|es) )|(?<= (?:and|und|och) ))"
    rf"\s*(?:gdpr\s*)?{_ARTICLE}?"
    rf"(6|9)[\s.,]*(?:(?:bokstav|bokst|litra|lit(?:era)?|lett(?:era)?|letter|letra|buchst)(?![^\W_])\.?)?\s*\(?([a-j])\)?"
    rf"(?=\s*(?:$|[),;:/+&]|[-–]\s|\((?!\d)|(?:og|and|und|et|en|y|e|och|ja|i|gdpr|dsgvo|ds-gvo|rgpd|avg|rodo)(?![^\W_])))"
)
"""The article and its letter alone, where nothing else is said: "6b", "Art. 6 f – Interesse", "6 e og 6 c"."""

_UK = re.compile(r"(?<![^\W_])(?:art\w*\.?\s*)?6\s*\(1\)\s*\(ea\)(?:\s*uk)?")


_LETTERS_ALONE = re.compile(
    r"\s*(?:bokstav\w*|bokst|litra|lit(?:era)?|lett(?:era)?|letter|letra|buchst\w*|alinea|kohta|sub|onder)\.?\s*"
    r"\(?([a-j])\)?((?:\s*(?:,|/|&|\+|og|and|und|et|en|y|e|och|ja|i)\s*\(?[a-j]\)?)*)\s*"
)


def lettered(flat_text: str, article: int) -> tuple[str, ...]:
    """The codes of a whole text that gives letters alone, in a column whose article is known: "litra b og c"."""
    found = _LETTERS_ALONE.fullmatch(flat_text)
    if not found:
        return ()
    letters = [found[1], *re.findall(r"(?<![^\W_])([a-j])(?![^\W_])", re.sub(r"\s(?:e|i)\s", " ", found[2]))]
    prefix, last = (_PREFIX["9"], "j") if article == 9 else (_PREFIX["6"], "f")
    return tuple(f"{prefix}({letter})" for letter in dict.fromkeys(letters) if letter <= last)


def citations(flat_text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Each place where an article is cited, with the codes it gives: "Art. 6(1)(a), (b)" gives two."""
    taken = 0
    for start, end, codes in sorted(_all(flat_text)):
        if start >= taken:
            yield (start, end), codes
            taken = end


def _all(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for found in _UK.finditer(text):
        yield *found.span(), ("6(1)(ea) UK",)
    for found in _OTHER_LETTERS.finditer(text):
        if (found[1] == "6") == (found[2] == "1"):
            letters, end = [found[3]], found.end()
            while more := _MORE_OTHER.match(text, end):
                letters.append(more[1])
                end = more.end()
            codes = dict.fromkeys(f"{_PREFIX[found[1]]}({_LETTERS[letter]})" for letter in letters)
            yield found.start(), end, tuple(codes)
    for pattern in (_FULL, _SHORT, _CODE, _AFTER, _LOOSE, _BARE):
        for found in pattern.finditer(text):
            if pattern is _LOOSE and _of_a_statute(text, found):
                continue
            parts = [part for part in found.groups() if part]
            article, letter = parts[0], parts[-1]
            paragraph = parts[1] if len(parts) == 3 else ""
            if (article == "6") == (paragraph in ("2", "ii")) or (article == "6" and letter > "f"):
                continue
            letters, end = [letter], found.end()
            while more := _MORE.match(text, end):
                letter = next(part for part in more.groups() if part)
                if article == "6" and letter > "f":
                    break
                letters.append(letter)
                end = more.end()
            opened = text[found.start() : end].count("(") - text[found.start() : end].count(")")
            closes = text[end : end + 1]
            if (closes == ")" and (opened or "(" not in text[:end])) or (
                closes and closes in "'\"" and closes == text[end - 2]
            ):
                end += 1
            yield found.start(), end, tuple(f"{_PREFIX[article]}({each})" for each in dict.fromkeys(letters))


def _of_a_statute(text: str, found: re.Match[str]) -> bool:
    """Whether a section sign before, or the name of a statute behind it, makes it a place in national law."""
    if not re.search(r"§\s*$", text[: found.start()]):
        return False
    return bool(text[: found.start()].strip("§ ")) or not _REGULATION.fullmatch(text[found.end() :])


_REGULATION = re.compile(r"[\s).,]*(?:gdpr|dsgvo|ds-gvo|rgpd|avg|rodo)?[\s).,]*")

_PREFIX = {"6": "6(1)", "9": "9(2)"}
