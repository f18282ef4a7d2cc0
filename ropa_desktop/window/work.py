"""Long work beside the window: a function in a thread, its result back on the GUI thread.

How far it is, it tells by itself (`progress.py`); what is left of it is worked out from its speed so far.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog, QWidget
from shiboken6 import isValid

from ropa_desktop.collector import collector_at_rest
from ropa_desktop.errors import Cancelled, RegisterError
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.progress import heard_by, part, stopped_by
from ropa_desktop.register.register import Register

FINE = 1_000  # steps of the bar
DRAWN = 20  # milliseconds: Qt draws what has changed 5 ms later, in one turn with whatever else is due then
AFTER = 100  # milliseconds: the window is drawn first, for beside the work each call into Qt would wait for its turn
LOOKED_AT = 200  # milliseconds between two looks at how far the work is
SURE_AFTER = 1.0  # seconds before anything is said of what is left
WITHOUT_SNAPSHOT = 0.9  # share of a long step that is done when only the next snapshot is missing


class Work(QThread):
    """Runs `function` in a thread; what it returns or raises is kept until the thread has ended.

    Meanwhile nothing is searched for cycles: each search of so much would let the window stand still. Of abandoned
    work nobody hears the result: the window is being closed, or the person turned from it.
    """

    def __init__(self, function: Callable[[], Any], parent: QWidget) -> None:
        super().__init__(parent)
        self._function = function
        self.done = 0.0  # the share that is done, where the function tells
        self.result: Any = None
        self.failure: BaseException | None = None
        self.abandoned = False

    def run(self) -> None:
        try:
            with heard_by(self._hear), collector_at_rest():
                self.result = self._function()
        except BaseException as failure:  # carried to the GUI thread, where it is raised again
            self.failure = failure

    def _hear(self, share: float) -> None:
        self.done = max(self.done, share)


def run(
    parent: QWidget,
    saying: str,
    function: Callable[[], Any],
    then: Callable[[Any], object],
    refused: Callable[[RegisterError], object],
    lent: Register | None = None,
    droppable: bool = False,
) -> Work:
    """Do `function` in a thread and give its result to `then`, or an expected failure to `refused`.

    While it lasts the window takes no input and, after half a second, says what is being done. `function` must
    touch neither widgets nor an open register, but for one that is `lent` to it: meanwhile the window shows what
    it showed, and hears afterwards what was done; the person may cancel it, which takes it back. What is `droppable`
    changes nothing anywhere: she may turn from it at once, and nobody hears what came of it.
    """
    window = parent.window()
    cancelled = Event()
    progress = QProgressDialog(saying, _("Cancel"), 0, 0, window)
    progress.canceled.connect(cancelled.set)
    if lent is None and not droppable:
        progress.setCancelButton(None)
    progress.setWindowTitle(_("ROPA Desktop"))
    progress.setWindowModality(Qt.WindowModality.WindowModal)
    progress.setMinimumWidth(380)
    progress.setMinimumDuration(500)
    progress.setAutoClose(False)
    progress.setAutoReset(False)
    progress.setAccessibleName(saying)
    work = Work(
        partial(_drawn_first, function if lent is None else partial(_borrowing, lent, function, cancelled)), parent
    )
    focused = QApplication.focusWidget() or window.focusWidget()  # nobody has it yet where a dialog just closed
    window.setEnabled(False)  # its menus and shortcuts as well
    progress.setEnabled(True)

    def give_back() -> None:
        window.setEnabled(True)
        progress.close()
        progress.deleteLater()

    def drop() -> None:
        progress.canceled.disconnect(drop)  # a dialog that is closed says that it was cancelled
        work.abandoned = True
        looks.stop()
        give_back()

    def finish() -> None:
        if droppable:
            if work.abandoned:
                work.deleteLater()
                return
            progress.canceled.disconnect(drop)
        told = [] if lent is None else lent.untold()
        if work.abandoned:  # the window is being closed: there is no later turn, and nobody to hear of it
            come_back()
        else:
            in_turn(work, *(partial(hear, tell) for tell in told), come_back)

    def hear(tell: Callable[[], None]) -> None:
        if not work.abandoned:  # since the turn before
            tell()

    def come_back() -> None:
        work.deleteLater()
        give_back()
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

    looks = QTimer(progress, interval=LOOKED_AT)
    looks.timeout.connect(partial(_show, progress, work, saying, time.monotonic()))
    if droppable:
        progress.canceled.connect(drop)
    work.finished.connect(looks.stop)
    work.finished.connect(finish)
    looks.start()
    work.start()
    return work


def in_turn(context: QObject, *acts: Callable[[], object]) -> None:
    """Do one after the other, each in a turn of the event loop of its own, when what the last one changed is drawn.

    Together they would let the window stand still. The first is done at once; nothing is done once `context` is gone.
    """
    first, *others = acts
    try:
        first()
    finally:
        if others and isValid(context):
            QTimer.singleShot(DRAWN, context, partial(in_turn, context, *others))


def left(passed: float, share: float) -> str:
    """What is left of work of which a share was done in `passed` seconds; empty while that is not known."""
    if passed < SURE_AFTER or share < 0.03:
        return ""
    seconds = passed * (1 - share) / share
    if seconds < 5:
        return _("A few seconds left")
    if seconds < 55:
        return _("About {n} seconds left").format(n=5 * round(seconds / 5))
    minutes = max(round(seconds / 60), 1)
    return ngettext("About {n} minute left", "About {n} minutes left", minutes).format(n=minutes)


def _show(progress: QProgressDialog, work: Work, saying: str, began: float) -> None:
    """How far the work is, where it tells."""
    if not work.done:
        return
    remaining = left(time.monotonic() - began, work.done)
    progress.setLabelText(f"{saying}\n{remaining}" if remaining else saying)
    progress.setMaximum(FINE)
    progress.setValue(int(work.done * FINE))  # last: Qt takes the time to draw it


def _drawn_first(function: Callable[[], Any]) -> Any:
    QThread.msleep(AFTER)
    return function()


def _borrowing(register: Register, function: Callable[[], Any], cancelled: Event) -> Any:
    def stop() -> None:
        if cancelled.is_set():
            raise Cancelled(_("Cancelled. Nothing was changed."))

    with register.borrowed(cancelled.is_set), stopped_by(stop), part(0.0, WITHOUT_SNAPSHOT):
        return function()
