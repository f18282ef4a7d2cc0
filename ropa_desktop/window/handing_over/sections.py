"""A sheet that is a form, for the preview: its sections as tables one below the other, where a sheet has one grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from ropa_desktop.exchange.report import Block, Cell, Chapter, Column, Lines, Report, Table

_A_FORM = 3  # sections above a head; fewer say who keeps the record, as the cover does

Row = tuple[Cell | None, ...]


def in_sections(report: Report) -> Report:
    """The report with the sections that stand above the head of a form's last one as tables of their own."""
    parts = (replace(part, chapters=tuple(map(_chapter, part.chapters))) for part in report.parts)
    return replace(report, parts=tuple(parts))


def _chapter(chapter: Chapter) -> Chapter:
    return replace(chapter, blocks=tuple(one for block in chapter.blocks for one in _sections(block)))


def _sections(block: Block) -> Sequence[Block]:
    if not isinstance(block, Table):
        return [block]
    runs = [list(rows) for filled, rows in groupby(block.above, any) if filled]
    if len(runs) < _A_FORM:
        return [block]
    return [*(_section(rows, block.columns) for rows in runs), replace(block, above=())]


def _section(rows: Sequence[Row], columns: Sequence[Column]) -> Block:
    """A run of rows as a table whose head is the first of them; one row alone as a line."""
    if len(rows) == 1:
        return Lines((Cell(" ".join(cell.text for cell in rows[0] if cell)),))
    places = [place for place in range(len(columns)) if any(row[place] for row in rows)]
    titles = [cell.text if (cell := rows[0][place]) else "" for place in places]
    heads = tuple(Column(title, columns[place].share) for title, place in zip(titles, places, strict=True))
    return Table(heads, tuple(tuple(row[place] or Cell("") for place in places) for row in rows[1:]))
