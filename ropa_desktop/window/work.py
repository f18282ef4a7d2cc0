"""Long work beside the window: a function of plain data in a thread, its result back on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QThread
from PySide6.QtWidgets import QApplication, QProgressDialog, QWidget

from ropa_desktop.errors import RegisterError
from ropa_desktop.i18n import _


class Work(QThread):
    """Runs `function` in a thread; what it returns or raises is kept until the thread has ended."""

    def __init__(self, function: Callable[[], Any], parent: QWidget) -> None:
        super().__init__(parent)
        self._function = function
        self.result: Any = None
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            self.result = self._function()
        except BaseException as failure:  # carried to the GUI thread, where it is raised again
            self.failure = failure


def run(
    parent: QWidget,
    saying: str,
    function: Callable[[], Any],
    then: Callable[[Any], object],
    refused: Callable[[RegisterError], object],
) -> Work:
    """Do `function` in a thread and give its result to `then`, or an expected failure to `refused`.

    While it lasts the window takes no input and, after half a second, says what is being done. `function` must
    touch neither widgets nor an open register.
    """
    progress = QProgressDialog(saying, "", 0, 0, parent.window())
    progress.setCancelButton(None)
    progress.setWindowTitle(_("ROPA Desktop"))
    progress.setWindowModality(Qt.WindowModality.WindowModal)
    progress.setMinimumDuration(500)
    progress.setAccessibleName(saying)
    work = Work(function, parent)
    focused = QApplication.focusWidget()
    parent.setEnabled(False)

    def finish() -> None:
        parent.setEnabled(True)
        if focused is not None:
            focused.setFocus()
        progress.close()
        progress.deleteLater()
        work.deleteLater()
        if isinstance(work.failure, RegisterError):
            refused(work.failure)
        elif work.failure is not None:
            raise work.failure
        else:
            then(work.result)

    work.finished.connect(finish)
    work.start()
    return work
