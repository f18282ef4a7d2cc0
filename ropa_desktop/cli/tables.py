"""What the terminal prints: plain text tables that fit it, and JSON."""

import json
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ropa_desktop.i18n import _

_GAP = "  "
_LEAST = 6


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its title."""

    title: str


def width(text: str) -> int:
    """How many cells of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in text)


def print_json(value: Any) -> None:
    """Print a value as JSON that loses no character, whatever encoding the terminal or pipe has."""
    is_utf8 = (sys.stdout.encoding or "").casefold().replace("-", "") == "utf8"
    print(json.dumps(value, ensure_ascii=not is_utf8, indent=1))


def print_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; long cells are wrapped so that it fits the terminal."""
    if not rows:
        print(_("No entries."))
        return
    texts = [[column.title for column in columns], *([cell.replace("\n", " ") for cell in row] for row in rows)]
    widths = _fit([max(width(row[place]) for row in texts) for place in range(len(columns))])
    _print_row(texts[0], widths)
    print(_GAP.join("-" * wide for wide in widths))
    for row in texts[1:]:
        _print_row(row, widths)


def print_pairs(rows: Sequence[tuple[str, str]]) -> None:
    """Print labels with their values."""
    wide = max(width(label) for label, _value in rows)
    for label, value in rows:
        print(f"{label}{' ' * (wide - width(label))}{_GAP}{value}")


def _fit(wanted: list[int]) -> list[int]:
    """Widths that fit the terminal: the widest columns give way first."""
    free = shutil.get_terminal_size((120, 24)).columns - len(_GAP) * (len(wanted) - 1)
    widths = list(wanted)
    while sum(widths) > free and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _print_row(cells: Sequence[str], widths: Sequence[int]) -> None:
    wrapped = [textwrap.wrap(cell, wide) or [""] for cell, wide in zip(cells, widths, strict=True)]
    for line in range(max(map(len, wrapped))):
        parts = [lines[line] if line < len(lines) else "" for lines in wrapped]
        padded = [part + " " * (wide - width(part)) for part, wide in zip(parts, widths, strict=True)]
        print(_GAP.join(padded).rstrip())
