"""A field for an entry of a closed list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ropa_desktop.window.editor.candidates import Candidate, Value, of_vocabulary, shown_code
from ropa_desktop.window.editor.choice_list import PickBox


class ChoiceBox(PickBox):
    """The codes of a vocabulary with their labels; empty is unknown. A code it does not hold is kept and shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vocabulary = ""
        self._choices: Sequence[Candidate] = ()

    def choose_from(self, vocabulary: str) -> None:
        """Offer the entries of a vocabulary."""
        self._vocabulary = vocabulary

    def choose_among(self, choices: Sequence[Candidate]) -> None:
        """Offer these, where no vocabulary lists them."""
        self._choices = choices

    def candidates(self) -> Sequence[Candidate]:
        return of_vocabulary(self._vocabulary) if self._vocabulary else self._choices

    def shown_as(self, value: Value) -> str:
        if value is None:
            return ""
        if self._vocabulary:
            return shown_code(self._vocabulary, str(value))
        return next((c.title for c in self._choices if c.value == value), str(value))
