"""What the program says beside a field or a table: one line, and on request what stands behind it.

A widget of a form named FIELD_said or RELATION_said stands below what it speaks of. It is empty where there is nothing
to say, and never marks a field: what is said is a fact or a question, not a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.cell_painting import sized
from ropa_desktop.window.colours import colours
from ropa_desktop.window.panel import Picture, RoleLabel

FACT, QUESTION, DIFFERS = "info", "circle-question-mark", "triangle-alert"
_ROLES = {QUESTION: "question", DIFFERS: "question"}
_BY_TAB = Qt.FocusPolicy.TabFocus
_INDENT = 20
_AROUND = 2  # pixels above and below the first line, as high as a button's words


@dataclass(frozen=True)
class Said:
    """One line with its icon; `behind` are headings and texts shown on request, `acts` what can be done about it.

    `request` is the word of the button that asks for what stands behind.
    """

    sentence: str
    icon: str = FACT
    behind: tuple[tuple[str, str], ...] = ()
    request: str = ""
    acts: tuple[tuple[str, Callable[[], object]], ...] = ()

    def whole(self) -> str:
        """All of it as one text, for a tooltip and the screen reader."""
        said = (" ".join(filter(None, part)) for part in self.behind)
        return "\n".join((self.sentence, *said))


class SaidLine(QWidget):
    """One `Said`. Its buttons are reached with Tab."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said: Said | None = None
        self._picture: Picture | None = None
        self.sentence = RoleLabel("muted", -1)
        self.sentence.setWordWrap(True)
        self.sentence.setContentsMargins(0, _AROUND, 0, _AROUND)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.more = _TextButton()
        self.more.clicked.connect(self.unfold)
        self._acts: list[QToolButton] = []
        self._behind: list[RoleLabel] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(6)
        self._row.addWidget(self.sentence, 1)
        self._row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addLayout(self._row)
        self._column.addStretch(1)

    @property
    def buttons(self) -> list[QToolButton]:
        """What can be pressed, from left to right."""
        return [*self._acts, self.more]

    @property
    def unfolded(self) -> bool:
        """Whether what stands behind is shown."""
        return bool(self._behind)

    def say(self, said: Said) -> None:
        """Say something else; what was unfolded stays so while it is about the same."""
        if said == self.said:
            return
        unfolded = self.unfolded and self.said is not None and self.said.request == said.request
        self.said = said
        self._show_icon(said.icon)
        self.sentence.setText(said.sentence)
        self.sentence.setToolTip(said.whole() if said.behind else "")
        self.more.setVisible(bool(said.behind))
        self.more.setText(self._request())
        self.more.setAccessibleName(f"{said.request}: {said.sentence}")
        self._show_acts(said)
        self._show_behind(said.behind if unfolded else ())

    def unfold(self) -> None:
        """Show what stands behind, or hide it again."""
        if self.said is not None:
            self._show_behind(() if self.unfolded else self.said.behind)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.unfolded:
            self.unfold()
        else:
            super().keyPressEvent(event)

    def _request(self) -> str:
        asked = self.said.request if self.said is not None else ""
        return _("Hide") if self.unfolded else asked

    def _show_icon(self, name: str) -> None:
        if self._picture is not None:
            self._row.removeWidget(self._picture)
            self._picture.hide()
            self._picture.deleteLater()
        self._picture = Picture(name, 14, _ROLES.get(name, "muted"))
        self._picture.setFixedHeight(self.more.height())  # beside the first line
        self._row.insertWidget(0, self._picture, 0, Qt.AlignmentFlag.AlignTop)

    def _show_acts(self, said: Said) -> None:
        wanted = [text for text, _act in said.acts]
        if [button.text() for button in self._acts] != wanted:
            for button in self._acts:
                self._row.removeWidget(button)
                button.hide()
                button.deleteLater()
            self._acts = [_TextButton(text) for text in wanted]
            for place, button in enumerate(self._acts):
                self._row.insertWidget(2 + place, button, 0, Qt.AlignmentFlag.AlignTop)
                button.clicked.connect(lambda _checked=False, place=place: self._act(place))
        for button in self._acts:
            button.setAccessibleName(f"{button.text()}: {said.sentence}")

    def _act(self, place: int) -> None:
        if self.said is not None and place < len(self.said.acts):
            self.said.acts[place][1]()

    def _show_behind(self, behind: Sequence[tuple[str, str]]) -> None:
        for label in self._behind:
            self._column.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._behind = []
        for heading, text in behind:
            for said, strong in ((heading, True), (text, False)):
                if said:
                    label = RoleLabel("text", -1, strong)
                    label.setWordWrap(True)
                    label.setContentsMargins(_INDENT, 0, 0, 0)
                    label.setText(said)
                    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                    self._column.insertWidget(self._column.count() - 1, label)
                    self._behind.append(label)
        self.more.setText(self._request())


class SaidLines(QWidget):
    """What is said beside one field or table: none, one or several lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[SaidLine] = []
        self._chain: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 2)
        self._column.setSpacing(4)
        self.hide()

    def say(self, said: Sequence[Said]) -> None:
        """Say these; the lines that stay keep the focus and what is unfolded."""
        while len(self._lines) < len(said):
            line = SaidLine(self)
            self._column.addWidget(line)
            self._lines.append(line)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(said))
            if place < len(said):
                line.say(said[place])
        self.setVisible(bool(said))
        self.fit()

    def follow(self, widget: QWidget) -> None:
        """Let Tab come here after a widget that may hold others: a button that is made later would come last of all."""
        focusable = [one for one in (widget, *widget.findChildren(QWidget)) if one.focusPolicy() & _BY_TAB]
        chain = [*focusable[-1:], *(button for line in self._lines for button in line.buttons)]
        if chain != self._chain:
            self._chain = chain
            for before, after in pairwise(chain):
                QWidget.setTabOrder(before, after)

    def fit(self) -> None:
        """As high as its words ask at this width: a layout of a form would ask too much for words that wrap."""
        height = self._column.heightForWidth(self.width())
        if height > 0 and (self.minimumHeight(), self.maximumHeight()) != (height, height):
            self.setFixedHeight(height)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.FontChange):
            self.fit()
        return bool(done)

    @property
    def lines(self) -> list[SaidLine]:
        """The lines that are shown."""
        return [line for line in self._lines if not line.isHidden()]

    def text(self) -> str:
        """What is said, one line each."""
        return "\n".join(line.sentence.text() for line in self.lines)


class _TextButton(QToolButton):
    """Words that do something, in the accent's colour."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setAutoRaise(True)
        self.setText(text or _("More"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(sized(self.font(), -1))
        self.setFixedHeight(self.fontMetrics().lineSpacing() + 2 * _AROUND)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        colour = QColor(colours(QGuiApplication.palette()).accent)
        if self.palette().color(self.foregroundRole()) != colour:
            palette = self.palette()
            palette.setColor(self.foregroundRole(), colour)
            self.setPalette(palette)
