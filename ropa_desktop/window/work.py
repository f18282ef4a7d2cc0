"""Long work beside the window: a function in a thread, its result back on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import Qt, QThread
from PySide6.QtWidgets import QApplication, QProgressDialog, QWidget
from shiboken6 import isValid

from ropa_desktop.errors import RegisterError
from ropa_desktop.i18n import _
from ropa_desktop.register.register import Register


class Work(QThread):
    """Runs `function` in a thread; what it returns or raises is kept until the thread has ended.

    Of abandoned work nobody hears the result: the window is being closed.
    """

    def __init__(self, function: Callable[[], Any], parent: QWidget) -> None:
        super().__init__(parent)
        self._function = function
        self.result: Any = None
        self.failure: BaseException | None = None
        self.abandoned = False

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
    lent: Register | None = None,
) -> Work:
    """Do `function` in a thread and give its result to `then`, or an expected failure to `refused`.

    While it lasts the window takes no input and, after half a second, says what is being done. `function` must
    touch neither widgets nor an open register, but for one that is `lent` to it: meanwhile the window shows what
    it showed, and hears afterwards what was done; the person may cancel it, which takes it back.
    """
    window = parent.window()
    cancelled = Event()
    progress = QProgressDialog(saying, _("Cancel"), 0, 0, window)
    progress.canceled.connect(cancelled.set)
    if lent is None:
        progress.setCancelButton(None)
    progress.setWindowTitle(_("ROPA Desktop"))
    progress.setWindowModality(Qt.WindowModality.WindowModal)
    progress.setMinimumDuration(500)
    progress.setAccessibleName(saying)
    work = Work(function if lent is None else lambda: _borrowing(lent, function, cancelled), parent)
    focused = QApplication.focusWidget() or window.focusWidget()  # nobody has it yet where a dialog just closed
    window.setEnabled(False)  # its menus and shortcuts as well
    progress.setEnabled(True)

    def finish() -> None:
        window.setEnabled(True)
        progress.close()
        progress.deleteLater()
        work.deleteLater()
        if lent is not None:
            lent.tell()
        if focused is not None and isValid(focused):
            focused.setFocus()
        if work.abandoned:
            return
        try:
            if work.failure is not None:
                raise work.failure
            then(work.result)
        except RegisterError as refusal:
            refused(refusal)

    work.finished.connect(finish)
    work.start()
    return work


def _borrowing(register: Register, function: Callable[[], Any], cancelled: Event) -> Any:
    with register.borrowed(cancelled.is_set):
        return function()
