"""What happens when the program itself fails: one dialog with a report that can be copied.

The report names the version, the platform and the places in our own code. It holds no register contents: not the
message of the exception, which may quote a value, and no path beyond the package's own file names.
"""

from __future__ import annotations

import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from ropa_desktop import __version__
from ropa_desktop.errors import RegisterError
from ropa_desktop.i18n import _
from ropa_desktop.window.panel import RoleLabel

_PACKAGE = Path(__file__).resolve().parents[1]


def install(window: QWidget) -> None:
    """Let every exception that nobody caught arrive here: a refusal is said, a defect reported."""
    open_dialogs: list[QDialog] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        elif isinstance(error, RegisterError):
            window.say_refused(error)  # type: ignore[attr-defined]
        elif not open_dialogs:  # a defect that repeats itself opens no second dialog
            sys.__excepthook__(kind, error, trace)
            dialog = DefectDialog(report(kind, trace), window)
            open_dialogs.append(dialog)
            dialog.finished.connect(lambda _result: open_dialogs.clear())
            dialog.open()

    sys.excepthook = hook


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """What went wrong and where, without a word from the register."""
    lines = [
        f"ROPA Desktop {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        f"{kind.__module__}.{kind.__qualname__}",
    ]
    for frame in traceback.extract_tb(trace):
        path = Path(frame.filename)
        inside = path.relative_to(_PACKAGE).as_posix() if path.is_relative_to(_PACKAGE) else path.name
        lines.append(f"  {inside}:{frame.lineno} {frame.name}")
    return "\n".join(lines)


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
