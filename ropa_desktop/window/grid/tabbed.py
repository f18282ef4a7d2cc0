"""Rectangles of cells as text, in the way that Excel and LibreOffice put them on the clipboard."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Quoted where its last mark ends the cell; else the marks are the text's own: "Hei" sa han, 5" skjerm.
_CELL = re.compile(r'"([^"]*(?:""[^"]*)*)"(?=[\t\n]|\Z)|([^\t\n]*)')


def as_tabbed(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells with tabs between them; a cell with a line break, a tab or a quote at its edge is quoted."""
    return "\n".join("\t".join(map(_quoted, row)) for row in rows)


def from_tabbed(text: str) -> list[list[str]]:
    """The rows of cells of a text; a last line break ends the last row and begins no other."""
    plain = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    rows: list[list[str]] = [[]]
    place = 0
    while (cell := _CELL.match(plain, place)) is not None:
        quoted, bare = cell.groups()
        rows[-1].append(bare if quoted is None else quoted.replace('""', '"'))
        if cell.end() == len(plain):
            break
        if plain[cell.end()] == "\n":
            rows.append([])
        place = cell.end() + 1
    return rows


def _quoted(cell: str) -> str:
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    if any(mark in cell for mark in "\t\n") or cell.startswith('"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell
