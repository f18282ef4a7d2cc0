"""The one import seam of the window: what the first picture needs, and what comes after it.

The welcome page imports Qt, `i18n`, `paths` and the light half of this package, and nothing else. Everything
that leads to SQLModel, SQLAlchemy, openpyxl or reportlab hangs on `AFTER_FIRST_PAINT`, which a thread imports
once the window has been painted (together about 500 ms, of which the person sees nothing). Code on the light
side reaches the heavy side through `workspace_module()` alone; `tests/window/test_start.py` holds the line.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from PySide6.QtCore import QEvent, QObject, QThread, QTimer, Signal
from PySide6.QtWidgets import QWidget

WORKSPACE = "ropa_desktop.window.workspace"
AFTER_FIRST_PAINT = (WORKSPACE, "openpyxl", "reportlab.pdfgen.canvas")


class Loading(QThread):
    """Imports the heavy half; `ready` on the GUI thread when the workspace can be built."""

    ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.finished.connect(self.ready)

    def run(self) -> None:
        for name in AFTER_FIRST_PAINT:
            import_module(name)


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
