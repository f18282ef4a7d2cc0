"""Columns that hold two fields, as their heading says: "Purpose and legal basis", "Recipients / third countries".

Such a column names its second field in `also`. Before a sheet is read, what belongs to it moves into a column of its
own at the right of the sheet; afterwards both halves of a cell have one ending again, that of the half that went
further. A cell that cannot be divided stays whole, and what its second field can read of it is read too.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from ropa_desktop.exchange.recognition import reading
from ropa_desktop.exchange.recognition.account import FIELD, NOTE, Outcome
from ropa_desktop.exchange.recognition.aliases import ENOUGH, in_language
from ropa_desktop.exchange.recognition.mapping import AS_NOTE, TABLE, ColumnMapping, SheetMapping
from ropa_desktop.exchange.sheets.book import Cell, Sheet

_JOINER = re.compile(
    r"\s*[/&+|\n]\s*|\s+(?:and|og|och|und|et|en|y|e|i|oraz|ja|samt|sowie)\s+(?:the\s|les?\s|la\s|die\s|der\s|l')?"
)

_PURE: Mapping[str, Callable[[str], bool]] = {
    "legal_basis": reading.is_basis_alone,
    "third_countries": reading.is_transfer_alone,
    "retention": reading.is_limit_alone,
}
"""The fields that are told from others by their words."""

_HELD: Mapping[str, Callable[[str], bool]] = {
    "legal_basis": lambda text: bool(reading.bases(text).bases),
    "third_countries": lambda text: bool(reading.transfer_places(text).countries or reading.mechanism(text)),
    "retention": lambda text: bool(reading.limits(text)),
}
"""Whether a text that cannot be divided holds something for such a field."""

_PAIRS = (
    ("purpose", "legal_basis"),
    ("recipients", "third_countries"),
    ("processors", "third_countries"),
    ("retention", "legal_basis"),
    ("measures", "retention"),
    ("data_categories", "retention"),
    ("data_subjects", "data_categories"),
    ("systems", "processors"),
)
"""Which fields may share a column; the second one moves."""

_SIGNS = (" / ", ": ", " : ", " – ", " - ", " | ", "\n", ";")
"""What may stand between two fields that no words tell apart."""

_MOST, _SOME = 0.6, 0.3  # shares of a column's cells that must be divisible
_STRONG = re.compile(r"\s*[\n;]\s*|\s+[/|–—-]\s+|(?<=[^\W\d_]{3}\.)\s+(?=[A-ZÆØÅÄÖÉ])")
_BRACKET = re.compile(r"\s*\(([^()]+)\)\s*$")

Halves = tuple[str, str]
"""What stays in a cell, and what moves."""


def with_pairs(
    columns: tuple[ColumnMapping, ...], rows: Sequence[Sequence[Cell | None]], language: str
) -> tuple[ColumnMapping, ...]:
    """The columns, those that hold two fields with their second; `rows` are those below the headings."""
    found = list(columns)
    for place, column in enumerate(columns):
        pair = _pair(column.heading.rpartition(" / ")[2] if " / " not in column.heading else column.heading, language)
        others = {one.target for one in columns if one is not column}
        if pair is None or others & set(pair) or column.target not in (*pair, AS_NOTE):
            continue
        texts = [cell.text.strip() for row in rows if column.column < len(row) and (cell := row[column.column])]
        told = [text for text in texts if text and reading.absence(text) is None]
        divided = sum(all(_halves(text, pair, _sign(told), column.heading, language)) for text in told)
        if told and divided >= max(1, (_SOME if pair[1] in _PURE else _MOST) * len(told)):
            found[place] = replace(column, target=pair[0], also=pair[1], score=max(ENOUGH, column.score * 0.9))
    return tuple(found)


def divide(sheet: Sheet, own: SheetMapping) -> tuple[Sheet, SheetMapping]:
    """A sheet whose columns of two fields are two columns, and its mapping; the same ones where it has none."""
    shared = [column for column in own.columns if column.also]
    if own.shape != TABLE or not shared or not own.header:
        return sheet, own
    width = max(map(len, sheet.rows))
    rows = [[*row, *[None] * (width - len(row) + len(shared))] for row in sheet.rows]
    merged = list(sheet.merged)
    columns = list(own.columns)
    for number, column in enumerate(shared):
        new = width + number
        texts = [cell.text.strip() for row in sheet.rows[own.header[1] + 1 : own.until] if (cell := _at(row, column))]
        sign, pair = _sign(texts), (column.target, column.also)
        for row in rows[own.header[1] + 1 : own.until]:
            cell = row[column.column]
            if cell is None or not cell.text.strip():
                continue
            stays, moves = _halves(cell.text.strip(), pair, sign, column.heading, own.language)
            row[column.column] = replace(cell, text=stays, kind="text") if stays else None
            row[new] = Cell(moves) if moves else None
        merged += [(top, new, bottom, new) for top, left, bottom, _right in sheet.merged if left == column.column]
        columns[columns.index(column)] = replace(column, separators=None, also="")
        columns.append(ColumnMapping(new, column.heading, column.also, column.score))
    divided = replace(sheet, rows=tuple(map(tuple, rows)), merged=tuple(merged))
    return divided, replace(own, columns=tuple(columns))


def rejoined(outcomes: Sequence[Outcome], own: SheetMapping, width: int) -> tuple[Outcome, ...]:
    """The outcomes of a divided sheet, one for each cell of the file; `width` is that of the sheet before."""
    shared = [column.column for column in own.columns if column.also]
    if not shared:
        return tuple(outcomes)
    found: dict[tuple[int, int], Outcome] = {}
    for one in outcomes:
        column = one.column if one.column < width else shared[one.column - width]
        before = found.get((one.row, column))
        if before is None or _further(one) > _further(before):
            found[one.row, column] = replace(one, column=column)
    return tuple(found[place] for place in sorted(found))


def _further(one: Outcome) -> int:
    return 2 if one.kind == FIELD else 1 if one.kind == NOTE else 0


def _at(row: Sequence[Cell | None], column: ColumnMapping) -> Cell | None:
    return row[column.column] if column.column < len(row) else None


# -- which two ------------------------------------------------------------------------------------------------


def _named(heading: str, language: str) -> tuple[str, ...]:
    """The fields that the two parts of a heading name; empty where it has others than two parts that name one."""
    parts = [part.strip(" ?:") for part in _JOINER.split(heading) if part and part.strip(" ?:")]
    means = [in_language(part, language) for part in parts]
    sure = all(found and found[0].score >= ENOUGH for found in means)
    return tuple(found[0].target for found in means) if len(parts) == 2 and sure else ()


def _pair(heading: str, language: str) -> tuple[str, str] | None:
    named = _named(heading, language)
    return next((pair for pair in _PAIRS if set(named) == set(pair)), None)


# -- what belongs to which ------------------------------------------------------------------------------------


def _halves(text: str, pair: tuple[str, str], sign: str, heading: str, language: str) -> Halves:
    moving = pair[1]
    if moving in _PURE:
        return _by_words(text, *pair)
    if all(":" in line for line in text.split("\n")) and "\n" in text:
        return "", text  # "Staff: name, salary", a line for each
    if pair == ("data_subjects", "data_categories") and (not sign or sign not in text):
        sign = min((one for one in _SIGNS[:5] if one in text), key=text.index, default="")
    first, found, second = text.partition(sign) if sign else (text, "", "")
    if not found or not first.strip() or not second.strip():
        return text, ""
    in_order = _named(heading, language)[:1] != (moving,)
    halves = first.strip(), second.strip()
    return halves if in_order else (halves[1], halves[0])


def _sign(texts: Sequence[str]) -> str:
    """The sign that divides most cells of a column in two."""
    for sign in _SIGNS:
        parts = [[part for part in text.split(sign) if part.strip()] for text in texts]
        if texts and sum(len(part) == 2 for part in parts) >= _MOST * len(texts):
            return sign
    return ""


_OPEN = frozenset({"purpose", "recipients", "processors"})
"""Fields of any words: what the other field reads of a whole text takes nothing from them."""


def _by_words(text: str, staying: str, moving: str) -> Halves:
    """The parts of a text that speak of nothing but a field move to it; where none does, it is read of the whole."""
    if moving == "third_countries" and reading.absence(text):
        return text, text  # "none" of what goes to nobody goes nowhere
    pure = _PURE[moving]
    stays, moves = "", []
    for before, piece in _pieces(text):
        kept, moved = _piece(piece, pure)
        stays += (before if stays else "") + kept if kept else ""
        moves += [moved] if moved else []
    if not moves:
        return text, text if staying in _OPEN and _HELD[moving](text) else ""
    return stays.removesuffix("."), "; ".join(moves)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a text between strong signs outside brackets, each with the sign before it."""
    inside = [found.span() for found in re.finditer(r"\([^()]*\)", text)]
    start, before = 0, ""
    for found in _STRONG.finditer(text):
        if not any(first < found.start() < last for first, last in inside):
            yield before, text[start : found.start()].strip()
            start, before = found.end(), found.group()
    yield before, text[start:].strip()


def _piece(piece: str, pure: Callable[[str], bool]) -> Halves:
    """A part of a text, without what stands in brackets or after a comma for the other field."""
    if pure(piece):
        return "", piece
    if (bracket := _BRACKET.search(piece)) and pure(bracket[1]):
        return piece[: bracket.start()].strip(), bracket[1]
    commas = [found.start() for found in re.finditer(",", piece)]
    for comma in commas:
        if pure(piece[comma + 1 :].strip()):
            return piece[:comma].strip(), piece[comma + 1 :].strip()
    return piece, ""
