"""Tables as text (.csv, .tsv, and what is pasted from a spreadsheet): delimiter and quotes are found by content."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from ropa_desktop.exchange.sheets.book import Book
from ropa_desktop.exchange.sheets.encodings import decoded
from ropa_desktop.exchange.sheets.grid import Budget, Grid, finished
from ropa_desktop.exchange.sheets.kinds import unknown
from ropa_desktop.exchange.sheets.quotes import without_unclosed
from ropa_desktop.exchange.sheets.texts import ERRORS
from ropa_desktop.i18n import _

_DELIMITERS = ";,\t|"
_SAMPLE = 200_000  # characters that are looked at to tell how the table is written
_STRANGE = 0.3  # how much worse a way of writing is that the sample does not keep to
_LONGEST = 2**31 - 1  # of one field; the limit of the file is that of its size
_STATED = re.compile("sep=(.)\n", re.IGNORECASE)  # Excel's own word on the delimiter, in a line before the table
_FORMULA_OF_TEXT = re.compile('="([^"]*)"')  # how Excel is told that digits are text
_GUARDED = re.compile("'+[=+\\-@\t\n\uff1d\uff0b\uff0d\uff20]")  # apostrophes that keep a spreadsheet from calculating


@dataclass(frozen=True, slots=True)
class Writing:
    """How a table is written as text: `quote` is empty where nothing is quoted."""

    delimiter: str
    quote: str = '"'
    escape: str = ""


def read_delimited(path: Path) -> Book:
    """The one sheet of a text file, named as the file is. Raises `BadInput` for what is no table, or too large."""
    found = decoded(path.read_bytes())
    if found is None:
        raise unknown(path)
    text, remark = found
    if text.lstrip()[:1] in ("{", "["):
        with suppress(ValueError, RecursionError):
            json.loads(text)
            raise unknown(path)
    return _book(text, path.name, path.stem, (remark,) if remark else ())


def read_pasted(text: str, name: str) -> Book:
    """The one sheet that a text from the clipboard makes, where spreadsheets put tabs between cells."""
    return _book(text, name, name, ())


def _book(text: str, name: str, title: str, remarks: tuple[str, ...]) -> Book:
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    stated = _STATED.match(text)
    if stated:
        text = text[stated.end() :]
    delimiters = stated[1] if stated else _DELIMITERS
    text, unclosed = without_unclosed(text, _writing(text[:_SAMPLE], delimiters).delimiter)
    remarks = (*remarks, *map(_unclosed, unclosed[:_TOLD]))
    writing = _writing(text[:_SAMPLE], delimiters)
    grid = Grid(title, Budget(name))
    for number, row in enumerate(_rows(text, writing)):
        for column, field in enumerate(row):
            if field:
                content = _content(field)
                grid.put(number, column, content, "error" if content in ERRORS else "text")
    sheet = finished(grid)
    return Book(name, (sheet,), (*remarks, *grid.remarks))


_TOLD = 5  # quotation marks that are told of one by one


def _unclosed(line: int) -> str:
    return _(
        "A quotation mark in line {line} is never closed. It was left out, and the rows behind it were read."
    ).format(line=line)


def _content(field: str) -> str:
    """What a field says, without what was put around it for the sake of spreadsheets."""
    formula = _FORMULA_OF_TEXT.fullmatch(field)
    if formula:
        return formula[1]
    return field[1:] if _GUARDED.match(field) else field


def _rows(text: str, writing: Writing, strict: bool = False) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST)
    return csv.reader(
        StringIO(text, newline="\n"),
        delimiter=writing.delimiter,
        quotechar=writing.quote or None,
        quoting=csv.QUOTE_MINIMAL if writing.quote else csv.QUOTE_NONE,
        escapechar=writing.escape or None,
        doublequote=not writing.escape,
        strict=strict,
        skipinitialspace=bool(re.search(f'{re.escape(writing.delimiter)} +"', text[:_SAMPLE])),
    )


def _writing(sample: str, delimiters: str) -> Writing:
    """The way of writing in which the rows of a sample come out most alike."""
    return max(_possible(sample, delimiters), key=lambda writing: _likeness(sample, writing))


def _possible(sample: str, delimiters: str) -> list[Writing]:
    found = []
    escape = "\\" if '\\"' in sample and '""' not in sample else ""
    for delimiter in delimiters:
        found.append(Writing(delimiter, '"', escape))
        edge = re.escape(delimiter)
        if '"' not in sample and re.search(f"(^|{edge})'[^'\n]*'({edge}|$)", sample, re.MULTILINE):
            found.append(Writing(delimiter, "'"))
        if '"' in sample:
            found.append(Writing(delimiter, ""))
    return found


def _likeness(sample: str, writing: Writing) -> tuple[float, int]:
    """How well a way of writing fits: the share of rows as wide as most, less what looks wrongly cut; then the width.

    Single quotes inside a field are the sign of a wrong delimiter, quotes around one that of quoting overlooked, and
    a quotation that goes on after its end or never ends that of quotes which quote nothing.
    """
    rows = [row for row in _rows(sample, writing) if any(row)]
    if len(rows) > 1 and len(sample) == _SAMPLE:
        rows.pop()  # the sample ends in the middle of it
    if not rows:
        return (0.0, 0)
    widths = Counter(map(len, rows))
    width, often = max(widths.items(), key=lambda found: (found[0] > 1, found[1], found[0]))
    if width == 1:
        return (0.0, 0)
    fields = [field for row in rows for field in row]
    broken = sum(_wrongly_cut(field, writing) for field in fields) / len(fields)
    strange = _STRANGE * (bool(writing.quote) and not _well_quoted(sample, writing))
    return (round(often / len(rows) + 0.5 * (len(rows[0]) == width) - 2 * broken - strange, 2), width)


def _wrongly_cut(field: str, writing: Writing) -> bool:
    odd = field.count('"') % 2 == 1
    if writing.quote:
        return odd or field.startswith('"')
    return field.startswith('"') and (odd or field.endswith('"'))


def _well_quoted(sample: str, writing: Writing) -> bool:
    try:
        for _fields in _rows(sample, writing, strict=True):
            pass
    except csv.Error:
        return len(sample) == _SAMPLE  # which may end within quotes
    return True
