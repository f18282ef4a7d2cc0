"""What happens when the program itself fails: one dialog with a report that can be copied.

The report names the version, the platform and the places in our own code. It holds no register contents: not the
message of the exception, which may quote a value, and no path beyond the package's own file names.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QThread, QTimer, qVersion

from ropa_desktop import __version__
from ropa_desktop.errors import RegisterError

_PACKAGE = Path(__file__).resolve().parents[1]


def install(window: Any) -> None:
    """Let every exception that nobody caught arrive here: a refusal is said, a defect reported."""
    open_dialogs: list[Any] = []

    def show(said: str) -> None:
        from ropa_desktop.window.defect_dialog import DefectDialog

        dialog = DefectDialog(said, window)
        open_dialogs.append(dialog)
        dialog.finished.connect(lambda _result: open_dialogs.clear())
        dialog.open()

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        elif isinstance(error, RegisterError):
            window.say_refused(error)
        elif not open_dialogs:  # a defect that repeats itself opens no second dialog
            sys.__excepthook__(kind, error, trace)
            if QThread.currentThread() is window.thread():
                show(report(kind, trace))
            else:  # of a thread beside the window: Qt's widgets belong to the window's own
                QTimer.singleShot(0, window, partial(show, report(kind, trace)))

    sys.excepthook = hook


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """What went wrong and where, without a word from the register."""
    import platform
    import traceback

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
