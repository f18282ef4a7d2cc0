"""Many values in one cell: which separator a cell or a whole column uses, and the values between.

Never split: inside brackets and quotation marks, inside an address ("Name AS, Street 1"), inside a number ("1,5"),
inside a sentence. A semicolon or a line break in a column means that commas there separate nothing.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ropa_desktop.exchange.values.folding import composed, flat
from ropa_desktop.exchange.values.words import known

SEPARATORS = ("\n", ";", "•", "|", ",", "/", "+", "&")
"""From the surest to the least sure. "\\n" stands for `<br>` too, "•" for every bullet within a line."""

_BREAK = re.compile(r"<\s*br\s*/?\s*>|\r\n?|[\u2028\u2029\x0b\x0c]", re.IGNORECASE)
_BULLETS = "•·▪‣◦●○■□►➢✓✔"
_MARK = re.compile(rf"\s*(?:[{_BULLETS}*]+|[-–—](?=\s)|(?:\(?\d{{1,2}}[.)]|[a-z]\))(?=\s))\s*")
_NUMBERED = re.compile(r"\s*(?:\(?\d{1,2}[.)]|[a-z]\))\s")
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”", "„": "“", "»": "«"}
_QUOTED = re.compile(r'"[^"\n]{0,2000}"')
_ADDRESS = re.compile(
    r"\b\d{4,5}\s+[^\W\d_]{2,}|\b[^\W\d_]*(?:gata|gate|gaten|veien|vegen|vei|gatan|vägen|katu|tie|straße|strasse|str\.|"
    r"straat|laan|plass|torg|gade|vej)\s+\d{1,4}\s?[a-z]?$|^\d{1,4}\s+(?:rue|av|avenue|bd|boulevard|place|"
    r"[^\W\d_]+ (?:street|st|road|rd|lane|avenue|ave|square))\b|\b(?:via|calle|piazza)\s.{2,30}\d|"
    r"\bp\.?\s?o\.? ?box|\bpostboks\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"[^\W\d_]{3,}\s*\d{1,4}\s?[a-z]?$", re.IGNORECASE)
_COMPANY = re.compile(
    r"\b(?:AS|ASA|A/S|ApS|AB|Oy|Oyj|GmbH|AG|KG|SE|Ltd|Limited|LLC|LLP|Inc|Corp|plc|SA|SAS|SARL|BV|B\.V|NV|N\.V|SpA|"
    r"S\.p\.A|Srl|S\.r\.l|SL|S\.L|S\.A|KF|HF|IKS)\b\.?\s*$"
)
_LAST = re.compile(r"^(\S+)\s+(?:og|and|och|ja|und|en|et|y|e|&)\s+(\S+)$", re.IGNORECASE)
_SENTENCE = re.compile(
    r"[^\W\d_]{3,}[.!?]\s+[^\W\d_]|\b(?:is|are|er|blir|kan|skal|har|som|which|that|est|sont|qui|wird|werden|die|"
    r"sind|är|som|zijn|worden|es|son|que|è|sono|che|dersom|when|når|samt)\b"
)


_JOINING = (
    "og eller til av for fra med ved på om samt hos etter and or to of from with by on at the und oder zu zur zum von "
    "für mit bei im der des auf aus nach och till från vid ja sekä tai et ou de des du pour par avec aux dans sur y "
    "del para por con e da do per di della van voor met ter bij op i oraz lub w z dla od a nebo pro ve vagy és"
)
_GOES_ON = re.compile(rf"(?<![;,.:!?\s])[ \t]*\n[ \t]*(?=(?:{'|'.join(_JOINING.split())})\s)")
_WAITS = re.compile(rf"(?<=\s)((?:{'|'.join(_JOINING.split())}))[ \t]*\n[ \t]*(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Split:
    """The values of a cell, the separator that stood between them ("" for one value), how sure this is (0 to 1)."""

    values: tuple[str, ...]
    separator: str = ""
    certainty: float = 1.0


def split_values(text: str, separator: str | None = None) -> Split:
    """The values of a cell, with the separator of its column where that is known ("" for: it has none)."""
    text = _unwrapped(_BREAK.sub("\n", composed(text)).strip())
    if not text:
        return Split((), "")
    if separator is not None:
        values = _parts(text, separator) if separator else (text,)
        if separator == "\n" and _is_address(values):
            return Split((" ".join(values),), "", 0.8)
        return Split(values, separator if len(values) > 1 else "")
    for each in SEPARATORS:
        values = _parts(text, each)
        if len(values) > 1 and _sensible(values, each, text):
            certain = {"\n": 1.0, ";": 1.0, "•": 1.0, "|": 0.9, ",": 0.8}.get(each, 0.7)
            return Split(_finer(values) if each == "\n" else values, each, certain)
        if each in "\n;" and len(values) > 1 and _is_address(values):
            return Split((" ".join(text.split()),), "", 0.8)
    return Split(_parts(text, "\n"), "")


def _unwrapped(text: str) -> str:
    """A sentence, or a list, that was broken by hand to fit its column, in one line again.

    A line goes on where the next begins with a small joining word ("Pay salaries", "to employees") or where it ends
    with one; only in a text that begins with a capital, for a list of phrases may begin each with "to". A list goes on
    where a line of several values ends in the sign that stands between them ("Name, address,", "vehicle").
    """
    if "\n" not in text:
        return text
    lines = [line.rstrip() for line in text.split("\n")]
    for mark in ";,":
        if any(line.endswith(mark) and line.count(mark) > 1 for line in lines[:-1]):
            text = "\n".join(lines).replace(f"{mark}\n", f"{mark} ")
            break
    return _WAITS.sub(r"\1 ", _GOES_ON.sub(" ", text)) if text[0].isupper() else text


def column_separator(texts: Iterable[str]) -> str:
    """The separator that a whole column uses, "" where its cells hold one value each.

    The surest one that any cell uses; a comma or weaker only where a good part of the cells agree, or where the values
    that come of it are met again in other cells.
    """
    cells = [text for text in texts if text.strip()]
    for separator in SEPARATORS:
        used = [split.values for split in map(split_values, cells) if split.separator == separator]
        if separator in "\n;•|" and used:
            return separator
        values = [flat(value) for each in used for value in each]
        again = len(values) - len(set(values))
        if used and (len(used) * 3 >= len(cells) or again * 4 >= len(values)):
            return separator
    return ""


def commas_list(texts: Iterable[str], separator: str, of_parties: bool) -> bool:
    """Whether commas too divide the cells of a column of lists: all that have one, and no `separator`, are short lists.

    Among parties a cell with both makes the comma a part of its values ("Skyen AS, Oslo"), and so does a company's
    form before it; among kinds of data or persons the lines of one cell say nothing of the commas of another.
    """
    cells = [text for text in texts if "," in text]
    if of_parties and separator and any(separator in text for text in cells):
        return False
    cells = [text for text in cells if not separator or separator not in text]
    lists = [split_values(text) for text in cells]
    if not cells:
        return False
    return all(
        each.separator == ","
        and all(len(value.split()) <= _SHORT_VALUE for value in each.values)
        and not (of_parties and any(map(_COMPANY.search, each.values)) and not all(map(_COMPANY.search, each.values)))
        for each in lists
    )


_SHORT_VALUE = 4  # words of a value between commas


def _finer(values: tuple[str, ...]) -> tuple[str, ...]:
    """Lines that still end in a semicolon or comma lose it."""
    return tuple(value.rstrip(" ;,") or value for value in values)


def _parts(text: str, separator: str) -> tuple[str, ...]:
    if separator == "\n":
        parts = _unmarked(text.split("\n"))
    elif separator == "•":
        parts = _cut(text, lambda place: text[place] in _BULLETS or _dash_item(text, place))
    else:
        parts = _cut(text, lambda place: text[place] == separator and _separates(text, place, separator))
        parts = [part for each in parts for part in _unmarked([each])]
    values = [part.strip() for part in parts]
    values = [value for value in values if value.strip(" ;,.|")]
    if separator == "," and len(values) > 1 and (last := _LAST.match(values[-1])):
        values[-1:] = last.groups()
    return tuple(values) or (text.strip(),)


def _cut(text: str, separates: Callable[[int], bool]) -> list[str]:
    inside = _inside(text)
    places = [place for place in range(len(text)) if not inside[place] and separates(place)]
    return [text[start + 1 : end] for start, end in zip([-1, *places], [*places, len(text)], strict=True)]


def _separates(text: str, place: int, separator: str) -> bool:
    """Whether a sign stands between two values: a comma not in a number, a slash with spaces, and so on."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if separator == ",":
        return not (before.isdigit() and after.isdigit()) and not _form_of_company().match(text, place + 1)
    if separator in "/+":
        return before.isspace() and after.isspace()
    if separator == "&":
        begun, follows = text[:place].split(), text[place + 1 :].split()
        return bool(begun and follows and not after.isspace() and begun[0] == follows[0])
    return True


def at_commas(text: str) -> list[str]:
    """A text cut at its commas, a company's form left with the name before it."""
    places = [found.start() for found in re.finditer(",", text) if not _form_of_company().match(text, found.end())]
    return [text[start + 1 : end] for start, end in zip([-1, *places], [*places, len(text)], strict=True)]


_SHORT_FORM = 2  # letters of a form that may as well be a country's code


@cache
def _form_of_company() -> re.Pattern[str]:
    """The form of a company alone between commas, which belongs to the name before: "FRESOFT, Lda."."""
    told = (form for form in known("parties")["companies"] if "." in form or len(form) > _SHORT_FORM)
    forms = "|".join(sorted(map(re.escape, told), key=lambda form: -len(form)))
    return re.compile(rf"\s*(?:{forms})\s*(?=$|[,;|\n])")


def _dash_item(text: str, place: int) -> bool:
    """ "- a - b": a dash between spaces, where the text begins with one."""
    if text[place] not in "-–" or not text.startswith(("- ", "– ")):
        return False
    return (place == 0 or text[place - 1].isspace()) and text[place + 1 : place + 2].isspace()


def _unmarked(lines: Sequence[str]) -> list[str]:
    """Without the bullets of a list; a number only where several lines have one, or where it is alone."""
    numbered = sum(bool(_NUMBERED.match(line)) for line in lines) > 1
    found = []
    for line in lines:
        mark = _MARK.match(line)
        if mark and (numbered or not _NUMBERED.match(line)):
            line = line[mark.end() :]
        found.append(line)
    return found


def _inside(text: str) -> bytearray:
    """For every place, whether it lies within a pair of brackets or quotation marks. An unpaired one counts nothing."""
    inside = bytearray(len(text))
    open_pairs: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        if sign in _PAIRS and len(open_pairs) < 20 and not (sign in "»“" and open_pairs):
            open_pairs.append((_PAIRS[sign], place))
            continue
        for depth in range(len(open_pairs) - 1, -1, -1):
            if open_pairs[depth][0] == sign:
                start = open_pairs[depth][1]
                inside[start : place + 1] = b"\1" * (place + 1 - start)
                del open_pairs[depth:]
                break
    for quoted in _QUOTED.finditer(text):
        start, end = quoted.span()
        inside[start:end] = b"\1" * (end - start)
    return inside


def _sensible(values: Sequence[str], separator: str, text: str) -> bool:
    """Whether what lies between looks like values: for a comma and weaker short ones, no sentence, no address."""
    if separator in "\n;":
        return not _is_address(values)
    if separator in "•|":
        return True
    if text.rstrip().endswith((".", "!", "?")) and len(text) > 80:
        return False
    if any(len(value) > 60 or len(value.split()) > 6 or _SENTENCE.search(value) for value in values):
        return False
    return not _is_address(values) and sum(map(str.isdigit, text)) * 3 < len(text)


def _is_address(values: Sequence[str]) -> bool:
    """A name, then a street with its number or a postal code: one value, not several."""
    return len(values) <= 6 and any(
        _ADDRESS.search(after) or (_COMPANY.search(before) and _HOUSE.search(after))
        for before, after in pairwise(values)
    )
