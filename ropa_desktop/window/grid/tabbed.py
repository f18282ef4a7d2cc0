"""Rectangles of cells as text, in the way that Excel and LibreOffice put them on the clipboard."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO


def as_tabbed(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells with tabs between them; a cell with a line break, a tab or a quote at its edge is quoted."""
    return "\n".join("\t".join(map(_quoted, row)) for row in rows)


def from_tabbed(text: str) -> list[list[str]]:
    """The rows of cells of a text; a last line break ends the last row and begins no other."""
    plain = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    if plain.endswith("\n"):
        plain = plain[:-1]
    csv.field_size_limit(2**31 - 1)
    if not plain:
        return [[""]]
    if plain.count('"') % 2:  # no quotation spans lines: the quotes are the text's own
        return [line.split("\t") for line in plain.split("\n")]
    rows = list(csv.reader(StringIO(plain, newline="\n"), delimiter="\t"))
    return [row or [""] for row in rows]


def _quoted(cell: str) -> str:
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    if any(mark in cell for mark in "\t\n") or cell.startswith('"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell
