"""A field for a link to another record, which may be made there and then."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ropa_desktop.i18n import _
from ropa_desktop.model import catalog
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.editor.candidates import (
    Candidate,
    NewRecord,
    Value,
    called,
    can_be_created,
    of_records,
)
from ropa_desktop.window.editor.choice_list import PickBox
from ropa_desktop.window.rows import record_label


class ReferenceBox(PickBox):
    """A record of the target kind, found as one types; the last row creates one with the typed name.

    Ctrl+Enter creates at once. F4 asks to open the record that is linked (`open_wanted`: kind, id).
    """

    open_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.target = ""
        self._besides: str | None = None
        self._snapshot: Snapshot | None = None
        self._only: frozenset[str] | None = None
        self._known: list[Candidate] | None = None

    def refer_to(
        self,
        target: str,
        snapshot: Snapshot,
        besides: str | None = None,
        only: frozenset[str] | None = None,
    ) -> None:
        """Offer the records of kind `target`, without `besides`, and none but `only` where that is given."""
        if (target, snapshot, besides, only) == (self.target, self._snapshot, self._besides, self._only):
            return
        self.target, self._snapshot, self._besides, self._only = target, snapshot, besides, only
        self._known = None

    def candidates(self) -> Sequence[Candidate]:
        if self._snapshot is None:
            return ()
        if self._known is None:  # many fields are never opened
            found = of_records(self._snapshot, self.target, self._besides)
            self._known = found if self._only is None else [c for c in found if c.value in self._only]
        return self._known

    def shown_as(self, value: Value) -> str:
        if isinstance(value, NewRecord):
            return value.text
        if value is None or self._snapshot is None:
            return ""
        return record_label(self._snapshot, self.target, str(value))

    def offered(self, text: str) -> list[Candidate]:
        found = super().offered(text)
        if text.strip() and can_be_created(self.target) and not called(found, text):
            found.append(self._creation(text.strip()))
        return found

    def not_found(self, text: str) -> str:
        if not can_be_created(self.target):
            return super().not_found(text)
        return _("“{text}” is not in the register yet. It is not saved.").format(text=text[:40])

    def create_typed(self) -> bool:
        """Take the typed text as the name of a new record, or of the one that is called so already; False for none."""
        text = self.text().strip()
        if not self.can_create():
            return bool(text) and not self.isReadOnly() and self._take_named(text)
        self._view.hide()
        self._value, self._shown, self.pending = NewRecord(self.target, text), text, True
        self.chosen.emit()
        return True

    def _take_named(self, text: str) -> bool:
        known = called(self.candidates(), text)
        if len(known) != 1:
            return False
        self._view.hide()
        self._value, self._shown, self.pending = known[0].value, known[0].title, True
        self.set_text_quietly(self._shown)
        self.chosen.emit()
        return True

    def can_create(self) -> bool:
        """Whether the typed text could name a new record."""
        text = self.text().strip()
        writable = not self.isReadOnly() and can_be_created(self.target)
        return bool(text) and writable and not called(self.candidates(), text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.note_enter(event)
        if self.by_control and self.create_typed():
            return
        if event.key() == Qt.Key.Key_F4 and isinstance(self._value, str) and self.text() == self._shown:
            self.open_wanted.emit(self.target, self._value)
            return
        super().keyPressEvent(event)

    def picked(self, candidate: Candidate) -> None:
        if isinstance(candidate.value, NewRecord):
            self._shown = candidate.value.text
            self.set_text_quietly(self._shown)

    def _creation(self, text: str) -> Candidate:
        kind = _(catalog.kind(self.target).title)
        title = _("Create “{text}”").format(text=text)
        detail = _("New: {kind}. Complete it later.").format(kind=kind.lower())
        return Candidate(NewRecord(self.target, text), title, detail, "plus")
