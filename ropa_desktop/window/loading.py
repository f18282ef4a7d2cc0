"""The one import seam of the window: what the first picture needs, and what comes after it.

The welcome page imports Qt, `i18n`, `paths` and the light half of this package, and nothing else. Everything
that leads to SQLModel, SQLAlchemy, openpyxl or reportlab hangs on `WORKSPACE` and `LATER`, which a thread imports
once the window has been painted (together about 500 ms, of which the person sees nothing). Code on the light
side reaches the heavy side through `workspace_module()` alone; `tests/window/test_start.py` holds the line.

Until the heavy half is there Python's cycle collector rests: it would walk over every new module again and again
and find nothing to free.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from importlib import import_module
from threading import Event
from typing import Any

from PySide6.QtCore import QEvent, QObject, QThread, QTimer, Signal
from PySide6.QtWidgets import QWidget

WORKSPACE = "ropa_desktop.window.workspace"
# What the first paste, the history, and the first import or export want, openpyxl and reportlab among it.
LATER = (
    "ropa_desktop.window.grid.reading",
    "ropa_desktop.window.history.page",
    "ropa_desktop.window.exporting",
    "ropa_desktop.window.importing",
    "ropa_desktop.exchange.pdf",
)
BREATH = 2.0  # seconds between the workspace and what comes later: first comes what the person opens


class Loading(QThread):
    """Imports the heavy half; `ready` on the GUI thread when the workspace can be built."""

    ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leaving = Event()
        self.ready.connect(_collect_again)

    def leave(self) -> None:
        """Wait for the thread to end; what it has not begun to import is left out."""
        self._leaving.set()
        self.wait()

    def run(self) -> None:
        import_module(WORKSPACE)
        self.ready.emit()
        for name in LATER:
            if self._leaving.wait(BREATH):
                return
            import_module(name)


def _collect_again() -> None:
    gc.freeze()  # what is loaded by now stays until the end
    gc.enable()


def workspace_module() -> Any:
    """The heavy half. While the thread is still importing it, the caller waits on Python's import lock."""
    return import_module(WORKSPACE)


def after_first_paint(window: QWidget, act: Callable[[], object]) -> None:
    """Do `act` as soon as `window` has been painted once."""
    FirstPaint(window, act)


class FirstPaint(QObject):
    """Watches a window until its first paint event, then leaves."""

    def __init__(self, window: QWidget, act: Callable[[], object]) -> None:
        super().__init__(window)
        self._act = act
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._act)
        return False
