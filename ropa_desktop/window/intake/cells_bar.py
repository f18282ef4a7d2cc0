"""Every cell accounted for: a bar of four patterns, and under it how many cells each stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ropa_desktop.exchange.recognition.account import FIELD, IGNORED, NOTE, REFUSED
from ropa_desktop.i18n import N_, _, ngettext
from ropa_desktop.window.colours import colours, fill
from ropa_desktop.window.panel import Picture, RoleLabel

HEIGHT, LEAST, GAP = 10, 4, 2  # of the bar, of a part that is not empty, and between parts; logical pixels

ENDS = (
    (FIELD, "check", "accent", N_("in fields")),
    (NOTE, "sticky-note", "accent", N_("kept as notes")),
    (IGNORED, "eye-off", "muted", N_("left out")),
    (REFUSED, "octagon-alert", "missing", N_("cannot be read")),
)
"""How a cell can end: its icon, the role of its colour, its words."""


class CellsBar(QWidget):
    """The four counts; they add up to the number of cells with content."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = Bar()
        self._total = RoleLabel(strong=True)
        self._of = RoleLabel()
        self.counts: dict[str, RoleLabel] = {}
        self._words: dict[str, RoleLabel] = {}
        self._tallies: dict[str, QWidget] = {}
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._total)
        row.addWidget(self._of)
        for key, icon, role, words in ENDS:
            row.addSpacing(12)
            count, said = RoleLabel(strong=True), RoleLabel()
            said.setText(_(words))
            row.addWidget(Picture(icon, 14, role))
            row.addWidget(count)
            row.addWidget(said)
            self.counts[key], self._words[key] = count, said
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.bar)
        column.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Mapping[str, int], unread: int, rules: Counter[str]) -> None:
        """How many cells ended how, how many notes could not be read, and how many cells each rule left out."""
        total = sum(counts.values())
        self.bar.show_counts(counts)
        self._total.setText(str(total))
        self._of.setText(ngettext("cell  =", "cells  =", total))
        for key, _icon, _role, _words in ENDS:
            self.counts[key].setText(str(counts.get(key, 0)))
        why = "\n".join(": ".join((_(rule), str(n))) for rule, n in rules.most_common())
        self._words[IGNORED].setToolTip(why)
        self.counts[IGNORED].setToolTip(why)
        said = _("kept as notes")
        if unread:
            said = _("kept as notes ({n} unread)").format(n=unread)
        self._words[NOTE].setText(said)
        spoken = "; ".join(" ".join((str(counts.get(key, 0)), _(words))) for key, _icon, _role, words in ENDS)
        self.bar.setAccessibleName(_("{n} cells with content: {ends}").format(n=total, ends=spoken))


class Bar(QWidget):
    """The shares: full, hatched, dotted and plain, told apart without their colours too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Mapping[str, int] = {}
        self.setFixedHeight(HEIGHT)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Other shares."""
        self._counts = counts
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, HEIGHT)

    def parts(self) -> list[tuple[str, QRect]]:
        """Where each part that is not empty stands."""
        there = [(key, self._counts.get(key, 0)) for key, *_rest in ENDS if self._counts.get(key, 0)]
        total = sum(count for _key, count in there)
        room = self.width() - GAP * (len(there) - 1) - LEAST * len(there)
        found, left = [], 0
        for key, count in there:
            width = LEAST + round(room * count / total)
            found.append((key, QRect(left, 0, min(width, self.width() - left), HEIGHT)))
            left += width + GAP
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        roles = colours(self.palette())
        painter = QPainter(self)
        ink = {FIELD: roles.accent, NOTE: roles.accent, IGNORED: roles.muted, REFUSED: roles.missing}
        patterns = {NOTE: Qt.BrushStyle.BDiagPattern, IGNORED: Qt.BrushStyle.Dense5Pattern}
        for key, box in self.parts():
            if key not in patterns:
                fill(painter, box, ink[key])
                continue
            painter.setPen(QPen(QColor(ink[key]), 1))
            painter.setBrush(QBrush(QColor(ink[key]), patterns[key]))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
