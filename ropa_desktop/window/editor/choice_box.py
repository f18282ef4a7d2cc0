"""A field for an entry of a closed list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ropa_desktop.window.editor.candidates import Candidate, Value, of_vocabulary, shown_code, third_first
from ropa_desktop.window.editor.choice_list import PickBox


class ChoiceBox(PickBox):
    """The codes of a vocabulary with their labels; empty is unknown. A code it does not hold is kept and shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vocabulary, self._third_countries = "", False
        self._choices: Sequence[Candidate] = ()

    def choose_from(self, vocabulary: str, *, third_countries: bool = False) -> None:
        """Offer the entries of a vocabulary; of countries, those outside the EEA first where these are asked for."""
        self._vocabulary, self._third_countries = vocabulary, third_countries

    def choose_among(self, choices: Sequence[Candidate]) -> None:
        """Offer these in place of a vocabulary."""
        self._choices, self._vocabulary = choices, ""

    def candidates(self) -> Sequence[Candidate]:
        if not self._vocabulary:
            return self._choices
        found = of_vocabulary(self._vocabulary)
        return third_first(found) if self._third_countries and self._vocabulary == "country" else found

    def shown_as(self, value: Value) -> str:
        if value is None:
            return ""
        if self._vocabulary:
            return shown_code(self._vocabulary, str(value))
        return next((c.title for c in self._choices if c.value == value), str(value))
