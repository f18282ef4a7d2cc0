"""What stands in the status bar: of the welcome page, and of an open register."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from ropa_desktop.i18n import LANGUAGES, _, language
from ropa_desktop.window.icons import icon
from ropa_desktop.window.panel import Picture, RoleLabel

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
        self.undoes.setMinimumWidth(80)
        lay_out(self, [self._icon, self.saved, self.undoes], [self.place, self.shown])


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
