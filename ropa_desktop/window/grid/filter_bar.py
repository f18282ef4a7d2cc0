"""The filters in force, above the list: a chip for each, and what can be done with all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.cell_painting import LEFT, sized, write
from ropa_desktop.window.colours import colours
from ropa_desktop.window.icons import paint_icon

HEIGHT, CROSS, WIDEST, NARROWEST = 22, 16, 420, 72


class FilterChip(QToolButton):
    """One filter in force; pressing it takes the filter away."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self.key = ""  # of its column
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say(said)

    def say(self, said: str) -> None:
        """What the filter is, in words."""
        self.said = said
        self.setAccessibleName(_("Remove filter: {filter}").format(filter=said))
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(min(self.fontMetrics().horizontalAdvance(self.said) + CROSS + 18, WIDEST), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        roles = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(roles.accent), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(roles.soft))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        room = self.rect().adjusted(8, 0, -CROSS - 6, 0)
        write(painter, room, self.said, roles.text, sized(self.font(), -1), LEFT)
        cross = self.rect().adjusted(self.width() - CROSS - 4, 0, -6, 0)
        paint_icon(painter, cross, "x", roles.muted)


class FilterBar(QWidget):
    """`removed` names the column whose filter goes; `cleared` all of them; `kept` asks to remember them."""

    removed = Signal(str)
    cleared = Signal()
    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 12, 8)
        self._row.setSpacing(6)
        self.chips: list[FilterChip] = []
        self.keep, self.clear = self._verb(), self._verb()
        self.keep.clicked.connect(lambda: self.kept.emit())
        self.clear.clicked.connect(lambda: self.cleared.emit())
        for widget in (self.keep, self.clear):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """The verbs in the current language."""
        for button, words in ((self.keep, _("Save filter")), (self.clear, _("Clear"))):
            button.setText(words)
            button.setAccessibleName(words)

    def show_filters(self, filters: Sequence[tuple[str, str]]) -> None:
        """A chip for each filter: its column's key and its words. Where only words change, as at every key, they do."""
        if [chip.key for chip in self.chips] == [key for key, _said in filters]:
            for chip, (_key, said) in zip(self.chips, filters, strict=True):
                chip.say(said)
            return
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for number, (key, said) in enumerate(filters):
            chip = FilterChip(said)
            chip.key = key
            chip.clicked.connect(self._remove)
            self._row.insertWidget(number, chip)
            chip.show()
            self.chips.append(chip)
        self.setVisible(bool(filters))

    def _remove(self) -> None:
        chip = self.sender()
        if isinstance(chip, FilterChip):
            self.removed.emit(chip.key)

    def _verb(self) -> QToolButton:
        button = QToolButton(autoRaise=True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button
