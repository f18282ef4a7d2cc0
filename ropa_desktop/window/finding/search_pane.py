"""The pane in which found things are listed: all that is searched for, or where one record is used."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.cells import Found
from ropa_desktop.window.finding.lines import Lines, SeekField
from ropa_desktop.window.icons import icon
from ropa_desktop.window.panel import Hairline, RoleLabel
from ropa_desktop.window.table import Row

MARGIN = 16


class Place(NamedTuple):
    """Where something stands: the entry it belongs to, and table, id and field of the record that holds it."""

    entry: str
    table: str
    id: str
    field: str


class Line(NamedTuple):
    """A found thing, and how it is shown, made when it is first looked at."""

    place: Place
    cell: Callable[[], Found]


class Result(NamedTuple):
    """What was found: its lines, how many in words, and what is said where there is nothing."""

    lines: tuple[Line, ...]
    counted: str
    nothing: str


class Question(NamedTuple):
    """What a pane answers: `ask` gives the result for what was typed, `words` the title and the name of the field."""

    ask: Callable[[str], Result]
    words: Callable[[], tuple[str, str]]


class FoundPane(QWidget):
    """A field, and below it what was found; asked anew after every step.

    `shown` says which place a person moved to, `wanted` which one she opens, `left` that she goes back.
    """

    shown = Signal(object)
    wanted = Signal(object)
    left = Signal()
    answered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question: Question | None = None
        self._found: dict[str, Place] = {}
        self.title = RoleLabel(step=5, strong=True)
        self.count = RoleLabel("muted")
        self.nothing = RoleLabel("muted")
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(MARGIN, 24, MARGIN, MARGIN)
        self.lines = Lines()
        self.field = SeekField(self.lines)
        self._close = QToolButton(autoRaise=True)
        self._close.setIcon(icon("x"))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.left)
        self._body = QStackedWidget()
        self._body.addWidget(self.lines)
        self._body.addWidget(self.nothing)
        self.field.textChanged.connect(lambda _text: self._answer(anew=True))
        self.field.left.connect(self.left)
        self.lines.left.connect(self.left)
        self.lines.chosen.connect(lambda key: self.shown.emit(self._found[key]))
        self.lines.opened.connect(lambda key: self.wanted.emit(self._found[key]))
        self._lay_out()
        self.retranslate()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.field.setFocus(event.reason())

    def begin(self, question: Question) -> None:
        """Answer another question; of the same one, what was typed and found stands and can be typed over."""
        if question is not self.question:
            self.question = None  # asked once only, when the field is empty
            self.field.clear()
            self.question = question
            self.retranslate()
            self._answer(anew=True)
        else:
            self.refresh()
        self.field.selectAll()

    def refresh(self) -> None:
        """What is found now; the current line stays."""
        self._answer(anew=False)

    @property
    def count_shown(self) -> int:
        """How many lines are shown."""
        return len(self._found)

    def retranslate(self) -> None:
        """Every text in the current language."""
        title, asked = self.question.words() if self.question else ("", "")
        self.title.setText(title)
        self.title.setToolTip(title)
        self.field.call(asked or _("Search all text"))
        self.lines.setAccessibleName(title or _("Found"))
        self._close.setToolTip(_("Back to the list (Esc)"))
        self._close.setAccessibleName(_("Back to the list"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.refresh()

    def _answer(self, anew: bool) -> None:
        if self.question is None:
            return
        result = self.question.ask(self.field.text())
        current = "" if anew else self.lines.current
        self._found = {str(number): line.place for number, line in enumerate(result.lines)}
        self.lines.show_rows([Row(str(n), partial(_cells, line)) for n, line in enumerate(result.lines)], current)
        self.count.setText(result.counted)
        self.nothing.setText(result.nothing)
        self._body.setCurrentWidget(self.lines if self._found else self.nothing)
        self.answered.emit()

    def _lay_out(self) -> None:
        head, tools = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(MARGIN, 12, MARGIN - 4, 0)
        tools.setContentsMargins(MARGIN, 8, MARGIN, 10)
        head.setSpacing(10)
        self.title.setMinimumHeight(30)
        self.title.setMinimumWidth(40)  # a long name is cut rather than the pane widened
        head.addWidget(self.title)
        head.addWidget(self.count, 1, Qt.AlignmentFlag.AlignBaseline)
        head.addWidget(self._close)
        tools.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(tools)
        column.addWidget(Hairline())
        column.addWidget(self._body, 1)


def _cells(line: Line) -> tuple[Found, ...]:
    return (line.cell(),)
