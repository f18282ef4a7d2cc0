"""The message bar: one sentence at the foot of the pane it speaks of, with at most two actions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget
from shiboken6 import isValid

from ropa_desktop.errors import Cancelled, RegisterError
from ropa_desktop.i18n import _
from ropa_desktop.window.cell_painting import weighted
from ropa_desktop.window.colours import colours, fill
from ropa_desktop.window.icons import icon, paint_icon

STRIPE = 3
STAYS = 8_000  # milliseconds that a success is shown
Action = tuple[str, Callable[[], object]]  # a verb, and what it does

ICONS = {
    "done": "circle-check",
    "told": "info",
    "question": "circle-question-mark",
    "refused": "octagon-alert",
}


class MessageBar(QFrame):
    """Says what happened and offers what can be done. `done` leaves by itself unless focused; the rest stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone, self._passing = "told", False
        self._focused_before: QWidget | None = None  # to which the focus goes back from here
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)  # it may name a stranger's file
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._actions: tuple[Action, ...] = ()
        self._ways: list[bool] = []  # which of them lead back, or forth again
        self._buttons = [self._text_button(0), self._text_button(1)]
        self._close = QToolButton()
        self._close.setAutoRaise(True)
        self._close.setIcon(icon("x"))
        self._close.clicked.connect(self.dismiss)
        self._timer = QTimer(self, singleShot=True, interval=STAYS)
        self._timer.timeout.connect(self._leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(STRIPE + 10 + 16 + 8, 4, 8, 4)
        row.setSpacing(16)
        row.addWidget(self._sentence, 1)
        for button in self._buttons:
            row.addWidget(button)
        row.addWidget(self._close)
        self.setMinimumHeight(36)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()
        self.hide()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._note_focus)

    def retranslate(self) -> None:
        """Names in the current language; the message itself was said and stands."""
        self._close.setAccessibleName(_("Close message"))
        self._close.setToolTip(_("Close message"))

    @property
    def sentence(self) -> str:
        """What is being said; empty when nothing is."""
        return self._sentence.text() if not self.isHidden() else ""

    def say(self, sentence: str, *actions: Action, tone: str = "done", passing: bool = False) -> None:
        """Show one sentence in place of the last. `tone`: done, told, question or refused.

        What is `passing` speaks of what is to be done first, and goes with the next step.
        """
        self._tone, self._passing = tone, passing
        self._sentence.setText(sentence)
        offered: list[Action | None] = [*actions, None, None]
        for button, action in zip(self._buttons, offered, strict=False):
            button.setVisible(action is not None)
            if action is not None:
                button.setText(action[0])
                button.setAccessibleName(action[0])
        self._actions = actions
        self._ways = [verb in (_("Undo"), _("Redo")) for verb, _act in actions]
        self.setFocusProxy(self._buttons[0] if actions else self._close)
        self.setAccessibleName(sentence)
        self._timer.stop()
        if tone == "done":
            self._timer.start()
        self._tint()
        self.show()
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # not before the first window

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def refuse(self, refusal: RegisterError) -> None:
        """Say why something is not done; what a person stopped herself is no warning to her."""
        stopped = isinstance(refusal, Cancelled)
        self.say(str(refusal), tone="told" if stopped else "refused", passing=stopped)

    def dismiss(self) -> None:
        """Take the message away; the focus that it had goes back to where it came from."""
        self._timer.stop()
        focused, before = QApplication.focusWidget(), self._focused_before
        had_focus = focused is not None and self.isAncestorOf(focused)
        self.hide()
        if had_focus and before is not None and isValid(before) and before.isVisible():
            before.setFocus()

    def follow_step(self, *, back: bool) -> None:
        """Another step was made: the way back that is offered would lead to that one, so it is offered no more.

        With nothing else to offer the message goes; so it does where the step was one `back`, or again.
        """
        if self._passing or (any(self._ways) and (back or all(self._ways))):
            self.dismiss()
        for button, is_way in zip(self._buttons, self._ways, strict=False):
            if is_way:
                button.hide()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        roles = colours(self.palette())
        ground, ink = {
            "question": (roles.question_fill, roles.question),
            "refused": (roles.missing_fill, roles.missing),
        }.get(self._tone, (roles.soft, roles.accent))
        painter = QPainter(self)
        fill(painter, self.rect(), ground)
        fill(painter, QRect(0, 0, STRIPE, self.height()), ink)
        top = (self.height() - 16) // 2
        paint_icon(painter, QRect(QPoint(STRIPE + 10, top), QPoint(STRIPE + 25, top + 15)), ICONS[self._tone], ink)

    def _text_button(self, number: int) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.hide()
        button.clicked.connect(lambda: self._act(number))
        return button

    def _act(self, number: int) -> None:
        act = self._actions[number][1]
        self.dismiss()
        try:
            act()
        except RegisterError as refusal:
            self.refuse(refusal)

    def _note_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now) and (before is None or not self.isAncestorOf(before)):
            self._focused_before = before

    def _leave(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self._timer.start()
        else:
            self.hide()

    def _tint(self) -> None:
        roles = colours(self.palette())
        for button in self._buttons:
            palette = button.palette()
            palette.setColor(button.foregroundRole(), QColor(roles.accent))
            if palette != button.palette():
                button.setPalette(palette)
            button.setFont(weighted(self.font(), True))
