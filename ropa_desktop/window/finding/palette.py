"""Ctrl+K: jump to any record, or run any command, by typing a part of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.model.folding import fold
from ropa_desktop.window.cells import Titled
from ropa_desktop.window.colours import colours
from ropa_desktop.window.finding.lines import LINE_HEIGHT, Lines, SeekField
from ropa_desktop.window.panel import RoleLabel
from ropa_desktop.window.table import Row

SLICE = 0.02  # seconds of work at once
WIDTH, TOP = 560, 56  # logical pixels
MOST, AT_ONCE = 40, 8  # entries that are listed, and those that are seen without scrolling


class Entry(NamedTuple):
    """A thing to go to or to do: its words, the same folded for comparison, and what choosing it does.

    `also` is what it is found by besides its title, a reference. What has a `weight` comes after what has none.
    """

    title: str
    detail: str
    icon: str
    hint: str
    folded: str
    also: str
    weight: int
    act: Callable[[], object]


Preparing = Callable[[float], Sequence[Entry] | None]


def ranked(entries: Iterable[Entry], text: str, most: int = MOST) -> list[Entry]:
    """The entries that hold every word of a text, the likeliest first.

    First what is called exactly so, then what begins so, then that of which every word begins so, then the rest;
    short names before long ones.
    """
    wanted = fold(text)
    terms = wanted.split()
    found = []
    for number, each in enumerate(entries):
        said = f"{each.also} {each.folded}"
        if not all(term in said for term in terms):
            continue
        if wanted in (each.also, each.folded):
            rank = 0
        elif each.folded.startswith(wanted):
            rank = 1
        elif each.also.startswith(wanted):
            rank = 2
        elif all(f" {term}" in f" {said}" for term in terms):
            rank = 3
        else:
            rank = 4
        found.append((rank, each.weight, len(each.folded), number, each))
    found.sort(key=lambda one: one[:4])
    return [one[4] for one in found[:most]]


class Palette(QFrame):
    """A field and a list over the window, until Esc, a choice, or a look elsewhere takes it away."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._recent: Sequence[Entry] = ()
        self._all: Sequence[Entry] = ()
        self._shown: list[Entry] = []
        self._commands: Sequence[Entry] = ()
        self._records: Preparing = lambda _seconds: []
        self._more = QTimer(self, interval=0)
        self._more.timeout.connect(self._prepare)
        self._before: QWidget | None = None
        self.lines = Lines()
        self.lines.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.field = SeekField(self.lines)
        self.nothing = RoleLabel("muted")
        self.nothing.setContentsMargins(12, 8, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 9, 9, 9)
        column.setSpacing(6)
        for widget in (self.field, self.lines, self.nothing):
            column.addWidget(widget)
        self.field.textChanged.connect(self._search)
        self.field.left.connect(self.leave)
        self.lines.opened.connect(self._act)
        self.lines.clicked.connect(lambda _index: self.lines.open_current())
        self.field.installEventFilter(self)
        self.hide()

    def open_with(self, recent: Sequence[Entry], commands: Sequence[Entry], records: Preparing) -> None:
        """Show the palette; the `recent` stand first until something is typed.

        `records` works for so many seconds at the entries of records, and gives them once all are there.
        """
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._recent, self._all, self._commands, self._records = recent, commands, commands, records
        name = _("Find a record or run a command")
        self.field.call(name)
        self.lines.setAccessibleName(name)
        self.field.clear()
        self._more.start()
        self._prepare()
        self._search("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Take the palette away; the focus goes back where it was."""
        before, self._before = self._before, None
        self._more.stop()
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.isVisible() and QApplication.activePopupWidget() is None:
            self._before = None  # something else was chosen
            self.hide()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        roles = colours(self.palette())
        painter = QPainter(self)
        painter.setPen(QPen(QColor(roles.edge), 1))
        painter.setBrush(QColor(roles.window))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _search(self, text: str) -> None:
        if fold(text):
            self._shown = ranked(self._all, text)
        else:
            self._shown = [*self._recent, *(each for each in self._all if each.weight)]
        self.lines.show_rows(
            [
                Row(str(number), (Titled(each.title, each.detail, each.icon, each.hint),))
                for number, each in enumerate(self._shown)
            ]
        )
        self.nothing.setText(_("Nothing is called “{text}”. Ctrl+F searches all text.").format(text=text.strip()[:40]))
        self.nothing.setVisible(not self._shown)
        self.lines.setVisible(bool(self._shown))
        self._fit()

    def _prepare(self) -> None:
        """A little of the work at the entries; what was typed meanwhile is looked for in all of them."""
        found = self._records(SLICE)
        if found is None:
            return
        self._more.stop()
        self._all = [*found, *self._commands]
        if fold(self.field.text()):
            self._search(self.field.text())

    def _fit(self) -> None:
        """In the middle of the window, below its top, as high as the entries need."""
        window = self.parentWidget()
        assert window is not None
        rows = min(len(self._shown), AT_ONCE, max((window.height() - TOP - 80) // LINE_HEIGHT, 1))
        self.lines.setFixedHeight(rows * LINE_HEIGHT)
        width = min(WIDTH, window.width() - 32)
        below = rows * LINE_HEIGHT if rows else self.nothing.sizeHint().height()
        self.setGeometry(QRect((window.width() - width) // 2, TOP, width, self.field.height() + 24 + below))

    def _act(self, key: str) -> None:
        act = self._shown[int(key)].act
        self.leave()
        act()
