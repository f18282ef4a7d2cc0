"""What a short dialog is made of: head, body, and a foot with what is refused said beside the button that does it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ropa_desktop.errors import RegisterError
from ropa_desktop.i18n import _
from ropa_desktop.window.buttons import make_primary
from ropa_desktop.window.field_style import outline
from ropa_desktop.window.help.before import offer_help
from ropa_desktop.window.panel import RoleLabel
from ropa_desktop.window.undo_keys import share_undo


class AskingDialog(QDialog):
    """A title, what is told of it, a body, and the button `do`, which carries it out and accepts."""

    help_page = ""  # what F1 shows; all pages where there is no one page for the dialog

    def __init__(self, title: str, told: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        head, promise = RoleLabel(step=5, strong=True), RoleLabel("muted")
        head.setText(title)
        promise.setText(told)
        promise.setWordWrap(True)
        self.told = RoleLabel()
        self.told.setWordWrap(True)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        buttons = QDialogButtonBox()
        self.do: QPushButton = buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.do.clicked.connect(self._do)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(promise)
        column.addLayout(self.body, 1)
        column.addSpacing(8)
        column.addLayout(foot)
        offer_help(self, self.help_page)
        make_primary(self.do)  # once it is the dialog's: else Enter would forget it when the focus moves on

    def carry_out(self) -> None:
        """Do it. Raises `RegisterError`."""

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something; what is refused is told."""
        try:
            act()
        except RegisterError as refusal:
            self.told.setText(str(refusal))
            return False
        return True

    def _do(self) -> None:
        if self.attempt(self.carry_out):
            self.accept()


def captioned(caption: str, field: QWidget) -> QVBoxLayout:
    """A field under its caption."""
    label = RoleLabel("muted", -1)
    label.setText(caption)
    label.setBuddy(field)
    field.setAccessibleName(caption)
    column = QVBoxLayout()
    column.setSpacing(3)
    column.addWidget(label)
    column.addWidget(field)
    return column


def line(text: str = "") -> QLineEdit:
    """A field for one line of text."""
    field = QLineEdit(text)
    field.setFixedHeight(30)
    outline(field)
    share_undo(field)
    return field


def heading(text: str) -> RoleLabel:
    """What stands above a table."""
    label = RoleLabel(strong=True)
    label.setText(text)
    label.setContentsMargins(0, 8, 0, 0)
    return label
