"""What leaves the house and what stays, a line each; what Article 30 does not ask for leaves once it is ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ropa_desktop.exchange.build import ALSO
from ropa_desktop.exchange.leaving import Line
from ropa_desktop.i18n import _
from ropa_desktop.window.indicators import outline_indicators
from ropa_desktop.window.panel import Hairline, Panel, Picture, RoleLabel


class LeavingList(QWidget):
    """Shows the lines of `exchange.leaving`; `ticked` says that something else is to leave."""

    ticked = Signal()

    def __init__(self, frame: QWidget) -> None:
        super().__init__()
        self.ticks = {key: Tick(_(words)) for key, words in ALSO.items()}
        self._plain: list[Said] = []
        self._asked, self._stays = QVBoxLayout(), QVBoxLayout()
        besides = QVBoxLayout()
        for lines in (self._asked, besides, self._stays):
            lines.setContentsMargins(12, 8, 12, 8)
            lines.setSpacing(5)
        for tick in self.ticks.values():
            tick.setParent(self)
            besides.addWidget(tick)
            tick.box.clicked.connect(self.ticked)
        outline_indicators(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for place, lines in enumerate((self._asked, besides, self._stays)):
            if place:
                column.addWidget(Hairline())
            column.addLayout(lines)
        around = QVBoxLayout(frame)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(Panel(self))

    @property
    def said(self) -> tuple[tuple[bool, str, str], ...]:
        """What is shown, for each line: whether it leaves, what it is, and what stands beside it."""
        plain = [(line.leaves, line.what, line.beside) for line in self._plain]
        ticks = [(tick.box.isChecked(), tick.box.text(), tick.beside.text()) for tick in self.ticks.values()]
        return (*plain, *ticks)

    def also(self) -> frozenset[str]:
        """What is ticked besides Article 30."""
        return frozenset(key for key, tick in self.ticks.items() if tick.wanted)

    def choose(self, free: bool) -> None:
        """Whether a person may tick anything: not for a working copy, which carries all, nor what is published."""
        for tick in self.ticks.values():
            tick.box.setEnabled(free)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show what leaves and what stays now."""
        for key, tick in self.ticks.items():
            tick.show_line(next((line for line in lines if line.key == key), None))
        for old in self._plain:
            old.setParent(None)
            old.deleteLater()
        self._plain = [Said(line) for line in lines if line.key not in self.ticks]
        for said in self._plain:
            (self._asked if said.leaves else self._stays).addWidget(said)


class Said(QWidget):
    """One thing that leaves or stays whatever is ticked."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.leaves, self.what, self.beside = line.leaves, line.what, line.beside
        what, beside = RoleLabel("text" if line.leaves else "muted"), RoleLabel("muted", -1)
        what.setText(line.what)
        what.setWordWrap(True)
        what.setAccessibleName(line.what if line.leaves else _("{what}: not handed over").format(what=line.what))
        beside.setText(line.beside)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Picture("check" if line.leaves else "eye-off", 16, "accent" if line.leaves else "muted"))
        row.addWidget(what, 1)
        row.addWidget(beside)


class Tick(QWidget):
    """One thing that Article 30 does not ask for. `wanted` is what the person ticked, whatever is shown meanwhile."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.wanted = False
        self.box, self.beside = QCheckBox(words), RoleLabel("muted", -1)
        self.box.clicked.connect(self._want)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.box, 1)
        row.addWidget(self.beside)

    def show_line(self, line: Line | None) -> None:
        """Show whether it leaves, and how much of it there is."""
        self.box.blockSignals(True)
        self.box.setChecked(line is not None and line.leaves)
        self.box.blockSignals(False)
        self.beside.setText(line.beside if line is not None else "")

    def _want(self, ticked: bool) -> None:
        self.wanted = ticked
