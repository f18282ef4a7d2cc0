"""The head of a section: its letters in their state, its title, what is in it, how it stands, its tools, and on
request what the law asks there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ropa_desktop.i18n import _, language
from ropa_desktop.window.cell_painting import write
from ropa_desktop.window.colours import colours
from ropa_desktop.window.icons import icon, paint_icon
from ropa_desktop.window.letters import GAP, IN_HEADING, STATE_ICONS, States, paint_letter, state_word, strip_words
from ropa_desktop.window.panel import RoleLabel

HEIGHT = 28
LEAST = 40  # the width in which a word with "…" may be read


class LetterStrip(QWidget):
    """Letters of Article 30, 18 px, in their state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._states: States = ()
        self.setFixedSize(0, IN_HEADING)

    def show_states(self, states: States) -> None:
        """Paint other letters."""
        self._states = states
        width = len(states) * (IN_HEADING + GAP) - GAP
        self.setFixedSize(max(width, 0), IN_HEADING)
        self.setVisible(bool(states))
        self.setAccessibleName(strip_words(states))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        roles, painter = colours(self.palette()), QPainter(self)
        for place, (letter, state) in enumerate(self._states):
            box = QRectF(place * (IN_HEADING + GAP), 0, IN_HEADING, IN_HEADING)
            paint_letter(painter, box, letter, state, roles)


class ShortLabel(RoleLabel):
    """A label that ends in "…" where there is no room, and is silent where not even a word would fit; its tooltip says
    all."""

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() < LEAST:
            return
        painter = QPainter(self)
        colour = self.palette().color(self.foregroundRole()).rgb() & 0xFFFFFF
        write(painter, self.rect(), self.text(), colour, self.font())


class StateMark(QWidget):
    """A state as icon and word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ""
        self._word = RoleLabel("text", -1)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 0, 0)
        row.addWidget(self._word)

    def show_state(self, state: str) -> None:
        """Show another state; an empty text shows nothing."""
        said = state_word(state) if state else ""
        if state and (state, said) == (self._state, self._word.text()):
            return  # nothing need be laid out anew
        self._state = state
        self._word.setText(said)
        self.setVisible(bool(state))
        self.setFixedWidth(18 + self._word.sizeHint().width() + 2)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._state:
            return
        roles = colours(self.palette())
        ink = {"documented": roles.accent, "partly": roles.accent, "unknown": roles.question}
        place = self.rect()
        place.setWidth(14)
        paint_icon(QPainter(self), place, STATE_ICONS[self._state], ink.get(self._state, roles.muted))


class SectionHead(QWidget):
    """One line above a section. `add_wanted` and `more_wanted` come from its tools, if they are shown; the book shows
    and hides the law's text below the line."""

    add_wanted = Signal()
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.letters = LetterStrip()
        self.title = ShortLabel(strong=True)
        self.detail = ShortLabel("muted", -1)
        self.state = StateMark()
        self.law = _tool("book-open")
        self.law.setCheckable(True)
        self.legal_text = RoleLabel("muted", -1)
        self.legal_text.setWordWrap(True)
        self.add = _tool("plus")
        self.more = _tool("ellipsis")
        self.add.clicked.connect(self.add_wanted)
        self.more.clicked.connect(self.more_wanted)
        self.detail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = QWidget()
        line.setFixedHeight(HEIGHT)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.letters, self.title):
            row.addWidget(widget)
        row.addWidget(self.detail, 1)
        row.addWidget(self.state)
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for tool in (self.law, self.add, self.more):
            tools.addWidget(tool)
        row.addLayout(tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line)
        column.addWidget(self.legal_text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.law.toggled.connect(self.legal_text.setVisible)
        self._cited: str | None = None
        self._said: tuple[str, str, str] | None = None  # title and detail, and the language of all that names them
        self.cite("")
        self.letters.show_states(())
        self.state.show_state("")
        self.offer(add=False, more=False)

    def offer(self, *, add: bool, more: bool) -> None:
        """Which tools are shown."""
        self.add.setVisible(add)
        self.more.setVisible(more)

    def cite(self, legal_text: str) -> None:
        """What the law asks here, in few words; an empty text takes the book away."""
        if legal_text == self._cited:
            return
        self._cited = legal_text
        self.legal_text.setText(legal_text)
        self.law.setVisible(bool(legal_text))
        self.legal_text.setVisible(bool(legal_text) and self.law.isChecked())
        for widget in (self.law, self.letters, self.state):
            widget.setToolTip(legal_text)
        self.letters.setAccessibleDescription(legal_text)
        self.law.setAccessibleDescription(legal_text)

    def say(self, title: str, detail: str = "") -> None:
        """Title and what stands beside it, muted."""
        said = (title, detail, language())
        if said == self._said:
            return  # names and tooltips take longer to set than to compare
        self._said = said
        self.title.setText(title)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))  # else its share of the line is the title's
        self.title.setToolTip(title)
        self.detail.setToolTip(detail)
        self.law.setAccessibleName(_("What the law asks: {title}").format(title=title))
        self.add.setToolTip(_("Add to {title} (Ctrl+Enter)").format(title=title))
        self.add.setAccessibleName(_("Add to {title}").format(title=title))
        self.more.setToolTip(_("More about {title}").format(title=title))
        self.more.setAccessibleName(_("More about {title}").format(title=title))

    def show_states(self, states: States, whole: str = "") -> None:
        """The letters of this section, and the state it is in as a whole."""
        self.letters.show_states(states)
        self.state.show_state(whole)


def _tool(name: str) -> QToolButton:
    button = QToolButton(autoRaise=True)
    button.setIcon(icon(name))
    button.setIconSize(QSize(16, 16))
    button.setFixedSize(24, 24)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
