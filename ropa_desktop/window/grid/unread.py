"""Texts that could not be read: each stays in its cell, marked and unwritten, until it is mended or taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

Place = tuple[str, str]  # record and column
Unread = dict[Place, tuple[str, str]]  # the text of each cell, and why it was not read


@dataclass(frozen=True, eq=False, slots=True)
class Moment:
    """When texts were typed or pasted: after which step, and whether they belong to that step."""

    step: str
    of_step: bool


class Kept(NamedTuple):
    """A text that could not be read, why, and when it was typed."""

    text: str
    because: str
    moment: Moment


class UnreadCells:
    """The cells of one list that hold such texts, those that were typed last at the end."""

    def __init__(self) -> None:
        self._cells: dict[Place, Kept] = {}

    def __bool__(self) -> bool:
        return bool(self._cells)

    def at(self, place: Place) -> Kept | None:
        """What a cell holds that could not be read."""
        return self._cells.get(place)

    def places(self) -> list[Place]:
        """All these cells."""
        return list(self._cells)

    def keep(self, cells: Mapping[Place, tuple[str, str]], step: str, *, of_step: bool = False) -> None:
        """Texts typed or pasted together, after a step or as a part of it."""
        moment = Moment(step, of_step)
        self.forget(cells)
        self._cells |= {place: Kept(text, because, moment) for place, (text, because) in cells.items()}

    def put_back(self, place: Place, kept: Kept) -> None:
        """A cell as it was before `forget`."""
        self._cells[place] = kept

    def forget(self, places: Iterable[Place]) -> None:
        """These cells hold something readable now."""
        for place in places:
            self._cells.pop(place, None)

    def take_back(self, step: str) -> bool:
        """Take back what was typed last, where that was after the step that is the last one now; else False."""
        typed = [k.moment for k in self._cells.values() if k.moment.step == step and not k.moment.of_step]
        if typed:
            self._cells = {place: kept for place, kept in self._cells.items() if kept.moment is not typed[-1]}
        return bool(typed)

    def follow_undo(self, step: str) -> None:
        """A step was taken back: what was pasted in it goes with it, and what was typed after it."""
        self._cells = {place: kept for place, kept in self._cells.items() if kept.moment.step != step}
