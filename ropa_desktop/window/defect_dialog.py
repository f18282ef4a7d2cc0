"""The dialog that shows the report of a defect."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.panel import RoleLabel


class DefectDialog(QDialog):
    """Says that the program has a defect, what is safe, and shows the report."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("A defect of the program"))
        title = RoleLabel(step=3, strong=True)
        title.setText(_("The program did something its makers did not foresee."))
        told = RoleLabel("muted")
        told.setWordWrap(True)
        told.setText(
            _(
                "What you entered until now is saved. The report below holds nothing from your register; "
                "copy it and send it to the makers."
            )
        )
        shown = QPlainTextEdit(text)
        shown.setReadOnly(True)
        shown.setAccessibleName(_("Report"))
        shown.setMinimumSize(560, 200)
        buttons = QDialogButtonBox()
        copy = buttons.addButton(_("Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        go_on = buttons.addButton(_("Go on"), QDialogButtonBox.ButtonRole.AcceptRole)
        go_on.clicked.connect(self.accept)
        quit_button = buttons.addButton(_("Quit"), QDialogButtonBox.ButtonRole.DestructiveRole)
        quit_button.clicked.connect(self._quit)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        for widget in (title, told, shown, buttons):
            column.addWidget(widget)

    def _quit(self) -> None:
        self.accept()
        QApplication.closeAllWindows()
