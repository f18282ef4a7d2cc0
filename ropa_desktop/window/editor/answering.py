"""The panel that answers a field or relation: none; does not apply, because …; not possible to state, because …"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ropa_desktop.errors import RegisterError
from ropa_desktop.i18n import _
from ropa_desktop.window.editor.field_mark import FieldMark
from ropa_desktop.window.editor.simple_fields import LineBox
from ropa_desktop.window.panel import RoleLabel

WIDTH = 340
REASONLESS = "none"
Answering = Callable[[str | None, str | None], None]


def answer_words(state: str) -> str:
    """An answer as it is offered."""
    return {
        "none": _("None"),
        "not_applicable": _("Does not apply, because …"),
        "not_possible": _("Not possible to state, because …"),
    }[state]


class AnswerPanel(QFrame):
    """Stands under a field until it is answered or left. `act(state, reason)` writes; a state of None takes back."""

    def __init__(
        self,
        under: QWidget,
        title: str,
        allowed: tuple[str, ...],
        present: tuple[str, str] | None,
        act: Answering,
    ) -> None:
        super().__init__(under, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(_("Answer: {title}").format(title=title))
        self._act = act
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        heading = RoleLabel(strong=True)
        heading.setText(title)
        heading.setWordWrap(True)
        column.addWidget(heading)
        for state in allowed:
            choice = QRadioButton(answer_words(state))
            choice.setProperty("state", state)
            self._group.addButton(choice)
            column.addWidget(choice)
        self.reason = LineBox()
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setPlaceholderText(_("Reason"))
        FieldMark(self.reason)
        column.addWidget(self.reason)
        self._sentence = RoleLabel("missing", -1)
        self._sentence.setWordWrap(True)
        self._sentence.hide()
        column.addWidget(self._sentence)
        row = QHBoxLayout()
        self.back = QPushButton(_("Take back"), self)  # without a parent it would be shown as a window
        self.back.setVisible(present is not None)
        self.back.clicked.connect(lambda: self._finish(None, None))
        self.answer = QPushButton(_("Answer"))
        self.answer.setDefault(True)
        self.answer.clicked.connect(self._answer)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.answer)
        column.addLayout(row)
        self._is_chosen = present is not None or len(allowed) == 1
        self._group.buttonToggled.connect(lambda *_: self._ask())
        self.reason.returnPressed.connect(self._answer)
        chosen = present[0] if present else allowed[0]
        buttons = {str(button.property("state")): button for button in self._group.buttons()}
        buttons.get(chosen, self._group.buttons()[0]).setChecked(True)
        self.reason.setText(present[1] if present else "")
        self.setFixedWidth(WIDTH)

    def open_under(self, anchor: QWidget, place: QPoint | None = None) -> None:
        """Show the panel below a widget, or at a place in it, wholly on the screen."""
        self.adjustSize()
        at = anchor.mapToGlobal(place or QPoint(0, anchor.height() + 2))
        room = (anchor.screen() or QGuiApplication.primaryScreen()).availableGeometry()
        at.setX(max(room.left(), min(at.x(), room.right() - self.width())))
        if at.y() + self.height() > room.bottom():
            at.setY(max(room.top(), at.y() - self.height() - anchor.height() - 4))
        self.move(at)
        self.show()
        needs_words = self._is_chosen and not self.reason.isHidden()
        first = self.reason if needs_words else self._chosen()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._answer()
        else:
            super().keyPressEvent(event)

    def _chosen(self) -> QAbstractButton:
        return self._group.checkedButton() or self._group.buttons()[0]

    def _ask(self) -> None:
        needs = self._chosen().property("state") != REASONLESS
        self.reason.setVisible(needs)
        if needs and isinstance(self.focusWidget(), QRadioButton | QLineEdit) and self.isVisible():
            self.reason.setFocus()
        if self.isVisible():
            self.adjustSize()

    def _answer(self) -> None:
        state = str(self._chosen().property("state"))
        self._finish(state, None if state == REASONLESS else self.reason.text())

    def _finish(self, state: str | None, reason: str | None) -> None:
        try:
            self._act(state, reason)
        except RegisterError as refusal:
            self._sentence.setText(str(refusal))
            self._sentence.show()
            self.adjustSize()
            self.reason.setFocus()
            return
        self.close()
