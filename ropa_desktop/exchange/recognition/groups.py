"""Which rows belong to one activity: merged cells spread over their rows, blank ones continue the row above."""

import re
from dataclasses import dataclass

from ropa_desktop.exchange.recognition.account import (
    BELOW,
    EXAMPLE,
    FIELD,
    HEADINGS,
    IGNORED,
    INSTRUCTIONS,
    LEFT_OUT_BY_HAND,
    MARKS,
    NUMBERING,
    REPEATED,
    TOTALS,
    Account,
)
from ropa_desktop.exchange.recognition.aliases import matches
from ropa_desktop.exchange.recognition.header import why_skipped
from ropa_desktop.exchange.recognition.mapping import LEFT_OUT, ColumnMapping, SheetMapping
from ropa_desktop.exchange.recognition.reading import folded
from ropa_desktop.exchange.values.boxes import ticked

SKIPPED = {
    "example": EXAMPLE,
    "instructions": INSTRUCTIONS,
    "marks": MARKS,
    "numbering": NUMBERING,
    "repeated": REPEATED,
    "totals": TOTALS,
    "below": BELOW,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell that says something: where it stands, its column, its text, and whether a merged cell lent it."""

    row: int
    column: ColumnMapping
    text: str
    lent: bool = False


Line = dict[str, tuple[Entry, ...]]
"""One row's cells by target."""


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one activity, each as its cells by target; `section` is the heading above them, if any."""

    rows: tuple[int, ...]
    lines: tuple[Line, ...]
    section: str = ""

    def all(self, *targets: str) -> tuple[Entry, ...]:
        """The own cells of these targets, row by row."""
        return tuple(e for line in self.lines for target in targets for e in line.get(target, ()) if not e.lent)

    def first(self, target: str) -> str:
        """The first text of a target, empty where there is none."""
        return next((entry.text for line in self.lines for entry in line.get(target, ())), "")


def data_rows(account: Account, mapping: SheetMapping) -> list[int]:
    """The rows below the headings that hold data; those above, the headings, and what is skipped are settled."""
    header = mapping.header or (-1, -1)
    headings = [folded(account.text(header[1], column.column)) if mapping.header else "" for column in mapping.columns]
    for row in range(max(0, header[0]), header[1] + 1):
        account.settle_row(row, IGNORED, HEADINGS)
    rows = []
    until = len(account.sheet.rows) if mapping.until is None else min(mapping.until, len(account.sheet.rows))
    end = _end(account, header[1] + 1, until, len(mapping.columns))
    for row in range(header[1] + 1, until):
        said = [column for column, cell in enumerate(account.sheet.rows[row]) if cell and cell.text.strip()]
        if not said:
            continue
        rule = why_skipped(account.sheet, row, header)
        if not rule and len(said) > 1 and _repeats(account, row, mapping, headings):
            rule = "repeated"
        if not rule and row >= end:
            rule = "below"
        if rule:
            account.settle_row(row, IGNORED, SKIPPED[rule])
        else:
            rows.append(row)
    return rows


def groups(account: Account, mapping: SheetMapping) -> tuple[Group, ...]:
    """The activities of a table, each with its rows."""
    lent = _lent(account)
    found: list[tuple[list[int], list[Line], str]] = []
    section = ""
    key: tuple[str, ...] = ()
    has_name = "name" in mapping.targets()
    for row in data_rows(account, mapping):
        line = _line(account, mapping, row, lent)
        heading = _section(account, row, mapping)
        if heading:
            section, key = heading, ()
            account.settle(row, _first(account, row), FIELD, "activity.department")
            continue
        new = _key(line, has_name)
        if found and key and _continues(new, key, has_name):
            found[-1][0].append(row)
            found[-1][1].append(line)
            key = tuple(mine or theirs for mine, theirs in zip(new, key, strict=True))
        else:
            found.append(([row], [line], section))
            key = new if has_name else tuple(mine or theirs for mine, theirs in zip(new, key or new, strict=True))
    return tuple(Group(tuple(rows), tuple(lines), above) for rows, lines, above in found)


def by_row(account: Account, mapping: SheetMapping) -> tuple[Group, ...]:
    """The rows of a table, each by itself."""
    lent = _lent(account)
    return tuple(Group((row,), (_line(account, mapping, row, lent),)) for row in data_rows(account, mapping))


def _key(line: Line, has_name: bool) -> tuple[str, ...]:
    """What tells activities apart: name and reference; where there is no name, department and purpose."""
    names = ("name", "reference") if has_name else ("department", "purpose", "categories_of_processing", "reference")
    return tuple(" ".join(folded(entry.text) for entry in line.get(name, ())) for name in names)


def _continues(new: tuple[str, ...], key: tuple[str, ...], has_name: bool) -> bool:
    """Whether a row goes on with the activity above: it says nothing of its own name, or the same."""
    if not has_name and not any(new):
        return any(key)
    return all(mine in ("", theirs) for mine, theirs in zip(new, key, strict=True)) and any(key)


def _line(account: Account, mapping: SheetMapping, row: int, lent: dict[tuple[int, int], tuple[int, int]]) -> Line:
    line: dict[str, tuple[Entry, ...]] = {}
    for column in mapping.columns:
        text = account.text(row, column.column)
        source = lent.get((row, column.column))
        if not text and source:
            text = account.text(*source)
        if not text:
            continue
        target = column.target_of(text)
        if target == LEFT_OUT:
            account.settle(row, column.column, IGNORED, LEFT_OUT_BY_HAND)
            continue
        entry = Entry(row, column, as_ticked(text), lent=source is not None)
        line[target] = (*line.get(target, ()), entry)
    return line


def as_ticked(text: str) -> str:
    """What a cell of boxes says: its ticked ones, "?" where none is. Any other text as it stands."""
    found = ticked(text)
    return text if found is None else "\n".join(found) or ("?" if len(text) > 3 else text)


def _lent(account: Account) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell below the first of a merged area, the cell that speaks for it."""
    return {
        (row, left): (top, left)
        for top, left, bottom, _right in account.sheet.merged
        for row in range(top + 1, min(bottom, len(account.sheet.rows) - 1) + 1)
    }


_FEW = 4  # columns from which on a cell alone in its row is no record


def _section(account: Account, row: int, mapping: SheetMapping) -> str:
    """The text of a row that has one cell, merged or alone among many columns: the heading of what stands below it."""
    said = _said(account, row)
    if len(said) != 1 or said[0] > 2 or len(mapping.columns) < _FEW:
        return ""
    for top, left, bottom, right in account.sheet.merged:
        if top <= row <= bottom and left == said[0]:
            wide = right - left + 1 >= max(3, 0.5 * len(mapping.columns))
            return account.text(row, left) if top == bottom and wide else ""
    follows = next((n for n in range(row + 1, len(account.sheet.rows)) if _said(account, n)), None)
    return account.text(row, said[0]) if follows is not None and len(_said(account, follows)) >= 3 else ""


def _end(account: Account, first: int, until: int, columns: int) -> int:
    """The row from which on nothing but remarks stands below a table: cells alone in their rows, after an empty one.

    Above another table or a legend these are its title.
    """
    rows = [row for row in range(first, until) if _said(account, row)]
    filled = [row for row in rows if len(_said(account, row)) >= 2]
    if columns < _FEW or not filled:
        return until
    while columns > _FEW and len(filled) > 1 and _signs(account, filled[-1]):
        filled.pop()
    after = [row for row in rows if row > filled[-1]]
    if after and until < len(account.sheet.rows):
        return after[0]
    other = next((row for row in rows[1:] if _heads_another(account, row)), None)
    if other is not None:
        above = max((row for row in rows if row < other and len(_said(account, row)) >= 2), default=first - 1)
        return min(row for row in rows if above < row <= other)
    apart = next((row for row in after if not _said(account, row - 1) or _remarks(account, row)), None)
    return apart if apart is not None else until


def _heads_another(account: Account, row: int) -> bool:
    """Whether a row is the headings of another table below the first: nearly every cell of it is one."""
    texts = [account.text(row, column) for column in _said(account, row)]
    if len(texts) < 3 or max(map(len, texts)) > 60 or not _stands_apart(account, row):
        return False
    known_ones = sum(any(match.score >= 0.9 for match in matches(text)) for text in texts)
    return known_ones >= 3 and known_ones >= 0.75 * len(texts)


def _stands_apart(account: Account, row: int) -> bool:
    """Whether an empty row, or a cell alone, is right above."""
    return row > 0 and len(_said(account, row - 1)) < 2


_DAYS_AND_ENDS = re.compile(r"\b(19|20)\d\d\b|[.:!]$|\d")


def _remarks(account: Account, row: int) -> bool:
    """Whether a cell alone right below a table says something about it, such as a day, and names no activity."""
    text = account.text(row, _first(account, row))
    return len(text) > 60 or bool(_DAYS_AND_ENDS.search(text))


def _signs(account: Account, row: int) -> bool:
    """Whether a row after an empty one says who drew up a table: "Drawn up:" and a name, or both in each cell."""
    texts = [account.text(row, column) for column in _said(account, row)]
    if _said(account, row - 1) or len(texts) > 3:
        return False
    return (len(texts) == 2 and texts[0].endswith(":")) or all(map(_LABELLED.match, texts))


_LABELLED = re.compile(r"[^\W\d_][^:\n]{2,30}:\s+\S")


def _said(account: Account, row: int) -> list[int]:
    return [column for column, cell in enumerate(account.sheet.rows[row]) if cell and cell.text.strip()]


def _first(account: Account, row: int) -> int:
    return next(column for column, cell in enumerate(account.sheet.rows[row]) if cell and cell.text.strip())


def _repeats(account: Account, row: int, mapping: SheetMapping, headings: list[str]) -> bool:
    columns = mapping.columns
    return all(folded(account.text(row, c.column)) == h for c, h in zip(columns, headings, strict=True))
