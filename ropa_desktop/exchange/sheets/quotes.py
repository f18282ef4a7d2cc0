"""A quotation mark that is never closed, which would swallow the rows behind it: found and taken out, and told."""

import csv
from collections import Counter
from io import StringIO

_LONGEST = 2**31 - 1  # of one field; the limit of the file is that of its size
_FARTHEST = 2000  # lines of the longest text between two marks
_LEAST = 3  # columns from which on a line tells by itself that it is a whole row


def without_unclosed(text: str, delimiter: str) -> tuple[str, tuple[int, ...]]:
    """The text without the quotation marks that open a field and never close it, and their lines, counted from 1.

    A mark counts as unclosed where the file ends within it, or where a line within it is a whole row by itself: as
    wide as most are, its own marks in pairs. `text` has line feeds alone.
    """
    if '"' not in text or _is_even(text, delimiter):
        return text, ()
    lines = text.split("\n")
    width = Counter(line.count(delimiter) for line in lines if line).most_common(1)[0][0] + 1
    if width < _LEAST:
        return text, ()
    found: list[int] = []
    place = 0
    while place < len(lines):
        end = _end(lines, place, delimiter, width)
        if end is None:
            mended = _mended(lines[place], delimiter)
            if mended == lines[place]:
                place += 1
                continue
            lines[place] = mended
            found.append(place + 1)
        else:
            place = end + 1
    return "\n".join(lines) if found else text, tuple(dict.fromkeys(found))


def _is_even(text: str, delimiter: str) -> bool:
    """Whether the text is a table as it stands, every row as wide as the first: cells of several lines are no sign of
    a mark that is missing."""
    csv.field_size_limit(_LONGEST)
    try:
        widths = {len(fields) for fields in csv.reader(StringIO(text), delimiter=delimiter, strict=True) if fields}
    except csv.Error:
        return False
    return len(widths) == 1


def _end(lines: list[str], start: int, delimiter: str, width: int) -> int | None:
    """The line in which the row that begins in another ends; None where a quotation mark of it is never closed."""
    row = lines[start]
    if row.count('"') % 2 == 0 or not _is_open(row, delimiter):
        return start
    for place in range(start + 1, min(start + _FARTHEST, len(lines))):
        line = lines[place]
        if line.count('"') % 2 == 0 and _width(line, delimiter) == width:
            return None
        if line.count('"') % 2:
            row = "\n".join(lines[start : place + 1])
            if not _is_open(row, delimiter):
                return place
    return None if start + _FARTHEST >= len(lines) else start


def _is_open(row: str, delimiter: str) -> bool:
    """Whether a row ends within quotation marks."""
    try:
        for _fields in csv.reader([row], delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _width(line: str, delimiter: str) -> int:
    return max((len(fields) for fields in csv.reader([line], delimiter=delimiter)), default=0)


def _mended(line: str, delimiter: str) -> str:
    """The line without the mark behind which its last field never ends."""
    marks = [place for place, sign in enumerate(line) if sign == '"' and (not place or line[place - 1] == delimiter)]
    for place in reversed(marks):
        without = line[:place] + line[place + 1 :]
        if not _is_open(without, delimiter):
            return without
    return line
