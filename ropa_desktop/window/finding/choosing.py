"""A field in which one of some candidates is chosen by typing a part of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ropa_desktop.window.editor.candidates import Candidate, Value, folded
from ropa_desktop.window.editor.choice_list import PickBox
from ropa_desktop.window.field_style import outline
from ropa_desktop.window.undo_keys import share_undo


class CandidateBox(PickBox):
    """Shows what is chosen; `chosen` is emitted when that becomes another."""

    def __init__(self, candidates: Sequence[Candidate], value: Value = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._candidates = candidates
        self.setFixedHeight(30)
        outline(self)
        share_undo(self)
        self.show_value(value)

    def candidates(self) -> Sequence[Candidate]:
        return self._candidates

    def offered(self, text: str) -> list[Candidate]:
        wanted = folded(text).strip()  # what is called exactly so comes first
        return sorted(super().offered(text), key=lambda candidate: folded(candidate.title) != wanted)

    def offer(self, candidates: Sequence[Candidate], value: Value = None) -> None:
        """Other candidates."""
        self._candidates = candidates
        self.show_value(value)

    def shown_as(self, value: Value) -> str:
        return next((one.title for one in self._candidates if one.value == value), "")

    def picked(self, candidate: Candidate) -> None:
        self.chosen.emit()
