"""A value: what a cell of a layout can say of its row, and the tools to say it with."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ropa_desktop.exchange.layouts.rows import Row
from ropa_desktop.exchange.phrases import Phrases
from ropa_desktop.exchange.report import Block, Cell, Fields, Lines, State
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.record import Record

Say = Callable[[Phrases, Row], Cell]

OF_ACTIVITIES = frozenset({"activity", "combination", "client"})


@dataclass(frozen=True, slots=True)
class Value:
    """`title`: its heading where a layout gives none. `also`: what names it in `build.ALSO`, "" for what Article 30
    asks for. `otherwise`: the value that is said in its place where it is not ticked, "" for none. `rows`: what a row
    may stand for where it can be said. `by_line`: whether it is of the row's lines of data, and not of the activity."""

    title: str
    say: Say
    also: str = ""
    rows: frozenset[str] = OF_ACTIVITIES
    otherwise: str = ""
    by_line: bool = False


def joined(cells: Iterable[Cell], otherwise: Cell | None = None) -> Cell:
    """Statements as one, a line each, each once; it stands as they do where all stand alike, else as a value.

    `otherwise` is said where there is none.
    """
    found = tuple(dict.fromkeys(cells))
    if not found:
        return otherwise or Cell("")
    states = {cell.state for cell in found}
    return Cell("\n".join(cell.text for cell in found), states.pop() if len(states) == 1 else State.value)


def unknown_last(cells: Iterable[Cell]) -> list[Cell]:
    """Statements of a list, what is known before what is not: a cell that begins with "unknown" reads as nothing."""
    return sorted(cells, key=lambda cell: cell.state is State.unknown)


def lines(texts: Iterable[str]) -> Cell:
    """Texts as one cell, a line each, each once and none of them empty."""
    return Cell("\n".join(dict.fromkeys(filter(None, texts))))


def all_of(make: Callable[[Phrases, Activity], tuple[Block, ...]]) -> Say:
    """What an entry of the record says of a letter, in one cell."""

    def say(phrases: Phrases, row: Row) -> Cell:
        cells: list[Cell] = []
        for block in make(phrases, row.activity):
            if isinstance(block, Lines):
                cells += block.cells
            elif isinstance(block, Fields):
                cells += [Cell(f"{label}: {cell.text}", cell.state) for label, cell in block.rows]
        return joined(cells)

    return say


def told(phrases: Phrases, record: Record | None, field: str) -> Cell:
    """A field that Article 30 does not ask for: its text or its answer; nothing where neither is there."""
    if record is None:
        return Cell("")
    known = phrases.text(record, field) or phrases.snapshot.answer(record.id, field)
    return phrases.cell(record, field) if known else Cell("")
