"""What a transfer rests on (Art. 45, 46, 47, 49), read from a cell: codes of the vocabulary transfer_mechanism."""

import re
from dataclasses import dataclass

from ropa_desktop.exchange.values.folding import Span, composed, flat, without
from ropa_desktop.exchange.values.words import hits

MODULES = ("SCC_2021_M1", "SCC_2021_M2", "SCC_2021_M3", "SCC_2021_M4")
DEROGATIONS = ("D49_1A", "D49_1B", "D49_1C", "D49_1D", "D49_1E", "D49_1F", "D49_1G", "D49_SUB2")

_MODULE = re.compile(
    r"(?<![^\W_])(?:modul(?:es?|i|en|er|os?)?|moduuli|mod\.?)\s*(?:no\.?|nr\.?)?\s*(1|2|3|4|i{1,3}|iv|one|two|three|four|en|to|tre|"
    r"fire|eins|zwei|drei|vier|un|deux|trois|quatre)(?![^\W_])"
    r"(?:\s*(?:and|og|och|und|et|en|y|e|ja|,|/|&)\s*(1|2|3|4)(?![^\W_]))?"
)
_LETTER = re.compile(
    r"(?:art\w*\.?\s*)?(?<!\d)49\s*[(.,]?\s*(?:nr|abs|stk|lid|par)?\.?\s*\(?1\)?\s*[(.,]?\s*"
    r"(?:bokstav|lit\w*|letter|letra|lettera|point)?\.?\s*\(?([a-g])(?![^\W_])\)?"
)
_PARTIES = re.compile(
    r"(?<![^\W_])(c2c|c2p|p2p|p2c|(?:controller|processor)[ -]to[ -](?:controller|processor))(?![^\W_])"
)
_YEAR = re.compile(r"(?<!\d)(2001|2004|2010|2021)(?!\d|[-/.]\d)")
_CONTROLLER = re.compile(
    r"(?<![^\W_])(?:controllers?|behandlingsansvarlig|verantwortliche[rn]?|responsable|dataansvarlig)(?![^\W_])"
)
_PROCESSOR = re.compile(
    r"(?<![^\W_])(?:processors?|databehandler|auftragsverarbeiter|sous-traitants?|verwerker)(?![^\W_])"
)
_NAMED = ("i one en eins un", "ii two to zwei deux", "iii three tre drei trois", "iv four fire vier quatre")
_NUMBERS = {word: number for number, words in enumerate(_NAMED, 1) for word in words.split()}
_OF_PARTIES = {"c2c": 1, "c2p": 2, "p2p": 3, "p2c": 4}


@dataclass(frozen=True, slots=True)
class Mechanism:
    """The codes that a text gives, in its order, and its words for them.

    `candidates` are codes among which a person must choose, where the text names the family alone. `rest` is what else
    it says; how sure the reading is (0 to 1).
    """

    codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    rest: str = ""
    certainty: float = 0.0


def read_mechanism(text: str) -> Mechanism:
    """The mechanisms that a cell names. Clauses without a version stay "version not stated"; their modules are
    proposed.
    """
    text = composed(text).strip()
    plain = flat(text)
    found = list(hits("mechanisms", "mechanisms", plain))
    letters = list(_LETTER.finditer(plain))
    families = [hit.code for hit in found] + [f"D49_1{each[1].upper()}" for each in letters]
    spans: list[Span] = [hit.span for hit in found] + [each.span() for each in letters]
    codes: dict[str, float] = {}
    candidates: tuple[str, ...] = ()
    for code in families:
        if code in ("SCC", "SCC_2021", "SCC_2010", "SCC_2004", "SCC_2001"):
            clauses, open_codes, certainty, also = _clauses(plain, families)
            candidates += open_codes
            spans += also
            codes.update(dict.fromkeys(clauses, certainty))
        elif code == "BCR":
            kind, certainty = _rules(plain, families)
            codes.setdefault(kind, certainty)
            candidates += ("BCR_C", "BCR_P") if certainty < 0.9 else ()
        elif code == "D49":
            if not any(each.startswith("D49_") for each in families):
                candidates += DEROGATIONS
        elif code == "CONTRACT_UNSPECIFIED":
            if len(set(families)) == 1:
                codes[code] = 0.5
        else:
            codes.setdefault(code, 0.9)
    rest = without(text, spans) if spans else text
    certainty = min(codes.values(), default=0.3 if candidates else 0.0)
    if len(rest.split()) > 8:
        certainty = min(certainty, 0.6)
    words = tuple(text[slice(*span)] for span in sorted(set(spans)))
    return Mechanism(tuple(codes), words, tuple(dict.fromkeys(candidates)), rest, certainty)


def _clauses(plain: str, families: list[str]) -> tuple[tuple[str, ...], tuple[str, ...], float, list[Span]]:
    """The clauses' codes, the open choice, how sure, and the places of what says so."""
    for code in ("SCC_2010", "SCC_2004", "SCC_2001"):
        if code in families:
            return (code,), (), 1.0, []
    modules = list(_MODULE.finditer(plain))
    parties = list(_PARTIES.finditer(plain))
    spans = [each.span() for each in (*modules, *parties)]
    years = {each[1]: each.span() for each in _YEAR.finditer(plain)}
    named = [number for each in modules for number in each.groups() if number]
    numbers = [int(number) if number.isdigit() else _NUMBERS[number] for number in named]
    numbers = numbers or [_module_of(each[1]) for each in parties]
    if numbers and not years.keys() & {"2001", "2004", "2010"}:
        spans += [years["2021"]] if "2021" in years else []
        return tuple(dict.fromkeys(f"SCC_2021_M{number}" for number in numbers)), (), 0.9, spans
    for year in ("2010", "2004", "2001"):
        if year in years:
            return (f"SCC_{year}",), (), 0.8, [*spans, years[year]]
    if "2021" in years or "SCC_2021" in families:
        return ("SCC_UNSPECIFIED",), MODULES, 0.6, spans
    return ("SCC_UNSPECIFIED",), MODULES, 0.9, spans


def _module_of(words: str) -> int:
    if words in _OF_PARTIES:
        return _OF_PARTIES[words]
    first, _, second = words.replace("-", " ").partition(" to ")
    return {("controller", "controller"): 1, ("controller", "processor"): 2, ("processor", "processor"): 3}.get(
        (first, second), 4
    )


def _rules(plain: str, families: list[str]) -> tuple[str, float]:
    """Binding corporate rules of a controller or of a processor; a controller's proposed where nothing says."""
    for code in ("BCR_C", "BCR_P"):
        if code in families:
            return code, 0.9
    if _PROCESSOR.search(plain):
        return "BCR_P", 0.9
    return "BCR_C", 0.9 if _CONTROLLER.search(plain) else 0.5
