"""Legends: "A = consent" above or below a table, or on a sheet beside it, says how the codes of a column are read.

What a legend says becomes readings of the column's values, which a person sees and changes as any other.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ropa_desktop.exchange.recognition.mapping import READ_AS, ColumnMapping, Reading
from ropa_desktop.exchange.recognition.reading import absence
from ropa_desktop.exchange.sheets.book import Sheet

_CODE = r"[^\W_a-zà-ÿ]{1,3}\d{0,2}|[^\W\d_]"
_EXPLAINED = re.compile(rf"\s*\(?({_CODE})\)?\s*(?:=|:|\s[–-]\s|→)\s*(\S.*)", re.DOTALL)
_ALONE = re.compile(_CODE)
_BETWEEN = re.compile(r"\s*[,;/+&\n]\s*|\s+")
_MORE = re.compile(r"([^()–:]{1,20}?)\s*(\([^()]+\)|(?:[–-]|:)\s+\S.*)", re.DOTALL)
_MOST = 0.8  # share of a column's cells that must be codes of the legend
_LONGEST_COVER = 60  # rows of a sheet that explains codes

_CODED = frozenset(
    [
        "legal_basis",
        "special_condition",
        "special_data",
        "data_subjects",
        "data_categories",
        "source",
        "recipients",
        "processors",
        "third_countries",
        "safeguards",
        "retention",
        "disposal",
        "measures",
        "systems",
    ]
)
"""Fields whose cells may be codes. A name or a reference is what it is."""

Legend = Mapping[str, str]
"""What each code means."""


def legend_of(rows: Iterable[Sequence[str]]) -> Legend:
    """The codes that rows of texts explain, empty where fewer than two are; one explained in two ways is left out."""
    found: dict[str, str] = {}
    for texts in rows:
        for code, meaning in _explained(texts):
            found[code] = meaning if found.get(code, meaning) == meaning else ""
    found = {code: meaning for code, meaning in found.items() if meaning}
    return found if len(found) > 1 else {}


def legend_below(sheet: Sheet, last_heading: int) -> int | None:
    """The row from which on a sheet holds nothing but a legend and remarks; None where it ends otherwise."""
    first = None
    for row in range(len(sheet.rows) - 1, last_heading, -1):
        texts = texts_of(sheet, row)
        if _explained(texts):
            first = row
        elif len(texts) > 1:
            break
    if first is None or not legend_of(texts_of(sheet, row) for row in range(first, len(sheet.rows))):
        return None
    return first


def legend_around(sheet: Sheet, header: tuple[int, int], until: int | None) -> Legend:
    """What a sheet explains above its headings and below its table."""
    below = range(until, len(sheet.rows)) if until is not None else range(0)
    return legend_of(texts_of(sheet, row) for row in (*range(max(0, header[0])), *below))


def legend_sheet(sheet: Sheet) -> Legend:
    """What a sheet that holds nothing else explains."""
    rows = [texts_of(sheet, row) for row in range(min(len(sheet.rows), _LONGEST_COVER + 1))]
    return legend_of(rows) if len(rows) <= _LONGEST_COVER else {}


def with_legend(
    columns: tuple[ColumnMapping, ...], rows: Sequence[Sequence[object | None]], legend: Legend
) -> tuple[ColumnMapping, ...]:
    """The columns, those whose cells are codes of the legend with what these are read as; `rows` are those below."""
    if not legend:
        return columns
    return tuple(_read(one, rows, legend) if one.target in _CODED else one for one in columns)


def _read(column: ColumnMapping, rows: Sequence[Sequence[object | None]], legend: Legend) -> ColumnMapping:
    cells = [cells[column.column] for cells in rows if column.column < len(cells)]
    said = list(dict.fromkeys(str(getattr(cell, "text", "")).strip() for cell in cells if cell))
    said = [text for text in said if text and (text in legend or absence(text) is None)]
    meant = {text: parts for text in said if (parts := _meant(text, legend))}
    if column.readings or not meant or len(meant) < _MOST * len(said):
        return column
    readings = tuple(Reading(text, READ_AS, "; ".join(parts)) for text, parts in meant.items())
    several = any(len(parts) > 1 for parts in meant.values()) and column.separators is not None
    return replace(column, readings=readings, separators=(";",) if several else column.separators)


def _meant(text: str, legend: Legend) -> tuple[str, ...]:
    """What the codes of a cell mean, with what it says behind them: "B, C (Housing Act)"; nothing where one is none."""
    if text in legend:
        return (legend[text],)
    parts = [part for part in _BETWEEN.split(text) if part]
    if parts and all(part in legend for part in parts):
        return tuple(legend[part] for part in parts)
    more = _MORE.fullmatch(text)
    *first, last = (more and _meant(more[1], legend)) or ("",)
    return (*first, f"{last} {more[2]}") if more and last else ()


def _explained(texts: Sequence[str]) -> list[tuple[str, str]]:
    """The codes that the cells of a row explain: each cell one, or one cell the code and the next its meaning."""
    found = [_EXPLAINED.fullmatch(text) for text in texts]
    if found and all(found):
        return [(one[1], one[2].strip()) for one in found if one]
    if len(texts) == 2 and _ALONE.fullmatch(texts[0]) and not texts[0].isdigit() and len(texts[1]) > 3:
        return [(texts[0], texts[1])]
    return []


def texts_of(sheet: Sheet, row: int) -> list[str]:
    """What the cells of a row say."""
    return [cell.text.strip() for cell in sheet.rows[row] if cell and cell.text.strip()]
