"""What stands in the status bar: of the welcome page, and of an open register."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from ropa_desktop.i18n import LANGUAGES, _, language, ngettext
from ropa_desktop.window.colours import colours
from ropa_desktop.window.icons import icon
from ropa_desktop.window.letters import IN_LIST, paint_letter, state_word
from ropa_desktop.window.panel import Picture, RoleLabel, crumbs
from ropa_desktop.window.plain import quoted

HEIGHT = 26


class WelcomeStatus(QWidget):
    """That nothing leaves the computer, and the language."""

    language_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._promise = RoleLabel("muted", -1)
        self._caption = RoleLabel("muted", -1)
        self._language = QToolButton()
        self._language.setAutoRaise(True)
        self._language.setIcon(icon("globe"))
        self._language.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._language.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._menu = QMenu(self._language)
        for code, name in LANGUAGES.items():
            self._menu.addAction(name).triggered.connect(
                lambda _checked=False, code=code: self.language_wanted.emit(code)
            )
        self._language.clicked.connect(self._offer)
        lay_out(self, [Picture("lock"), self._promise], [self._caption, self._language])
        self.retranslate()

    def retranslate(self) -> None:
        """The words in the current language."""
        self._promise.setText(_("This program makes no network connection."))
        self._caption.setText(_("Language"))
        self._language.setText(" " + LANGUAGES[language()])
        self._language.setAccessibleName(_("Language"))
        self._language.setToolTip(_("Language of the window"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _offer(self) -> None:
        above = QPoint(0, -self._menu.sizeHint().height())
        self._menu.popup(self._language.mapToGlobal(above))


class WorkspaceStatus(QWidget):
    """When the register was last saved, what Ctrl+Z would undo, where the file lies, how many are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Picture("circle-check")
        self.saved = RoleLabel(step=-1)
        self.undoes = RoleLabel("muted", -1)
        self.place = RoleLabel("muted", -1)
        self.shown = RoleLabel("muted", -1)
        self.legend = LetterLegend()
        lay_out(self, [self._icon, self.saved, self.undoes], [self.legend, self.place, self.shown])

    def tell(self, register: Any, rail: bool, shown: int) -> None:
        """What is saved and undoable in an open register, how many records are shown; beside a rail, where it lies."""
        from datetime import datetime

        undo, newest = register.undo_label(), register.journal.newest
        if register.read_only:
            self.saved.setText(_("Open for reading"))
        elif newest is not None:
            moment = datetime.fromisoformat(newest.at).astimezone()
            self.saved.setText(_("Saved {time}").format(time=f"{moment:%H:%M:%S}"))
        else:
            self.saved.setText(_("Saved"))
        undoable = bool(undo) and not register.read_only
        self.undoes.setText(_("Ctrl+Z undoes “{step}”").format(step=quoted(undo or "")) if undoable else "")
        self.place.setText(crumbs(register.path) if rail else "")
        self.shown.setText(ngettext("{count} shown", "{count} shown", shown).format(count=shown))


class LetterLegend(QWidget):
    """What the letters in the list say, in one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = {state: RoleLabel("muted", -1) for state in ("documented", "partly", "unknown", "none")}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 16, 0)
        row.setSpacing(6)
        for state, label in self._words.items():
            row.addWidget(LetterPicture(state))
            row.addWidget(label)
            row.addSpacing(6)
        self.retranslate()

    def retranslate(self) -> None:
        """The words in the current language."""
        for state, label in self._words.items():
            label.setText(state_word(state) if state != "none" else _("none or does not apply"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class LetterPicture(QWidget):
    """One letter in a state, as a picture."""

    def __init__(self, state: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setFixedSize(IN_LIST, IN_LIST)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_letter(QPainter(self), QRectF(self.rect()), "a", self._state, colours(self.palette()))


def lay_out(status: QWidget, left: list[QWidget], right: list[QWidget]) -> None:
    """One line: some at the left, some at the right."""
    row = QHBoxLayout(status)
    row.setContentsMargins(12, 0, 12, 0)
    row.setSpacing(8)
    for widget in left:
        row.addWidget(widget)
    row.addStretch(1)
    for widget in right:
        row.addWidget(widget)
    status.setMinimumHeight(HEIGHT)
