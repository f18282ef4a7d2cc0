"""Several values in one cell: chips before the text that is typed, added and removed by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ropa_desktop.i18n import _
from ropa_desktop.model import catalog
from ropa_desktop.model.fields import FieldInfo
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.cell_painting import CHIP_GAP, CHIP_HEIGHT, CHIP_PADDING, sized, write
from ropa_desktop.window.colours import colours
from ropa_desktop.window.editor.candidates import (
    Candidate,
    NewRecord,
    Value,
    called,
    can_be_created,
    of_records,
    of_vocabulary,
)
from ropa_desktop.window.editor.choice_list import PickBox
from ropa_desktop.window.icons import paint_icon
from ropa_desktop.window.rows import record_label

CROSS = 14  # pixels of a chip's ×
WIDEST = 150  # pixels of a chip
ROOM_TO_TYPE = 110


class ChipsBox(PickBox):
    """The values of a column of several; Backspace takes the last away, Left and Right choose one for Delete."""

    def __init__(self, parent: QWidget, info: FieldInfo, snapshot: Snapshot, values: Sequence[str]) -> None:
        super().__init__(parent)
        self._info, self._snapshot = info, snapshot
        self._known: Sequence[Candidate] | None = None
        self._at = -1  # the chip that Delete would take away
        self.values: list[Value] = list(values)
        self._before = list(values)
        self._changed()

    @property
    def is_changed(self) -> bool:
        """Whether other values stand here than at first."""
        return self.values != self._before or bool(self.text().strip())

    def candidates(self) -> Sequence[Candidate]:
        if self._known is None:
            info = self._info
            self._known = of_vocabulary(info.vocabulary) if info.vocabulary else of_records(self._snapshot, info.target)
        return [candidate for candidate in self._known if candidate.value not in self.values]

    def offered(self, text: str) -> list[Candidate]:
        found = super().offered(text)
        if text.strip() and self._creates() and not called(self.candidates(), text):
            kind = _(catalog.kind(self._info.target).title)
            title, said = _("Create “{text}”"), _("New: {kind}. Complete it later.")
            new = NewRecord(self._info.target, text.strip())
            found.append(Candidate(new, title.format(text=text.strip()), said.format(kind=kind.lower()), "plus"))
        return found

    def taken(self) -> list[Value]:
        """All values, with the one that is typed but not picked yet. Raises `BadInput`."""
        text = self.text().strip()
        if text and not called(self.candidates(), text) and called(self._chosen(), text):
            return list(self.values)  # it is there already
        if text:
            value = super().value(True)
            return [*self.values, value] if value is not None and value not in self.values else list(self.values)
        return list(self.values)

    def create_typed(self) -> bool:
        """Take the typed text as the name of a new record; False where it names none."""
        text = self.text().strip()
        if not text or not self._creates():
            return False
        known = called(self.candidates(), text)
        self._add(known[0].value if len(known) == 1 else NewRecord(self._info.target, text))
        return True

    def width_wished(self) -> int:
        """The room that the chips and some typing take."""
        return self._places()[-1].right() + ROOM_TO_TYPE if self.values else ROOM_TO_TYPE + 60

    def show_all(self) -> None:
        """The whole list; an entry picked is added."""
        super().show_all()
        shown = [candidate for candidate in self._list.shown if candidate.value is not None]
        self._list.show(shown)
        self._view.setCurrentIndex(self._list.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, empty = event.key(), not self.text() or self.cursorPosition() == 0
        last = len(self.values) - 1
        takes = key == Qt.Key.Key_Backspace or (key == Qt.Key.Key_Delete and self._at >= 0)
        if empty and self.values and takes and not self.hasSelectedText():
            self._remove(self._at if self._at >= 0 else last)
            return
        if empty and self.values and key == Qt.Key.Key_Left:
            self._choose(last if self._at < 0 else max(self._at - 1, 0))
            return
        if self._at >= 0 and key == Qt.Key.Key_Right:
            self._choose(self._at + 1 if self._at < last else -1)
            return
        self._choose(-1)
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, place in enumerate(self._places()):
            if place.contains(event.position().toPoint()):
                if event.position().x() > place.right() - CROSS - 2:
                    self._remove(number)
                else:
                    self._choose(number)
                return
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        roles = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (place, value) in enumerate(zip(self._places(), self.values, strict=True)):
            chosen = number == self._at
            painter.setPen(QPen(QColor(roles.accent if chosen else roles.line), 2 if chosen else 1))
            painter.setBrush(QColor(roles.soft if chosen else roles.faint))
            painter.drawRoundedRect(place, 4, 4)
            room = place.adjusted(CHIP_PADDING, 0, -CROSS - 2, 0)
            write(painter, room, self._said(value), roles.text, sized(self.font(), -1))
            paint_icon(painter, QRect(place.right() - CROSS, place.top(), 12, place.height()), "x", roles.muted)

    # -- within -------------------------------------------------------------------------------------------

    def _chosen(self) -> list[Candidate]:
        return [candidate for candidate in self._known or () if candidate.value in self.values]

    def _creates(self) -> bool:
        return bool(self._info.target) and can_be_created(self._info.target)

    def _take(self, index: object) -> None:
        self._add(self._list.shown[index.row()].value)  # type: ignore[attr-defined]

    def _add(self, value: Value) -> None:
        if value is not None and value not in self.values:
            self.values.append(value)
        self._view.hide()
        self.set_text_quietly("")
        self._changed()
        self.chosen.emit()

    def _remove(self, number: int) -> None:
        del self.values[number]
        self._at = min(self._at, len(self.values) - 1)
        self._changed()
        self.chosen.emit()

    def _choose(self, number: int) -> None:
        if number != self._at:
            self._at = number
            self.update()
            self.setAccessibleDescription(self._said(self.values[number]) if number >= 0 else self._all_said())

    def _changed(self) -> None:
        places = self._places()
        self.setTextMargins(places[-1].right() + 4 if places else 4, 0, 4, 0)
        self.setAccessibleDescription(self._all_said())
        self.update()

    def _all_said(self) -> str:
        return ", ".join(map(self._said, self.values))

    def _said(self, value: Value) -> str:
        if isinstance(value, NewRecord):
            return value.text
        return str(value) if self._info.vocabulary else record_label(self._snapshot, self._info.target, str(value))

    def _places(self) -> list[QRect]:
        metrics = self.fontMetrics()
        left, places = 5, []
        for value in self.values:
            width = min(metrics.horizontalAdvance(self._said(value)) + 2 * CHIP_PADDING + CROSS + 2, WIDEST)
            places.append(QRect(left, (self.height() - CHIP_HEIGHT) // 2, width, CHIP_HEIGHT))
            left += width + CHIP_GAP
        return places
