"""The window's entrance: `ropa-desktop [FILE]`.

The welcome page is up before anything heavy is imported (`window/loading.py` holds the seam). Keep this module's
imports, and those of what it imports, as short as they are: each millisecond here is one before the first picture.
"""

from __future__ import annotations

import builtins
import gc
import os
import sys

gc.disable()  # until the heavy half is loaded: window/loading.py turns it on again

# PySide6 replaces `__import__` and would read the source of every module that is imported later. Nothing here uses
# its feature switches, so Python's own import is put back.
_python_import = builtins.__import__
from PySide6.QtWidgets import QApplication  # noqa: E402

builtins.__import__ = _python_import

from ropa_desktop.i18n import _, default_language, set_language  # noqa: E402
from ropa_desktop.window.colours import adopt_palette  # noqa: E402
from ropa_desktop.window.defects import install  # noqa: E402
from ropa_desktop.window.main_window import MainWindow  # noqa: E402
from ropa_desktop.window.qt_translator import speak  # noqa: E402
from ropa_desktop.window.settings import load_settings  # noqa: E402

TURN = 0.0001
"""Seconds until a thread that works beside the window lets it have its turn. Each call into Qt gives its turn away, so
that with Python's own fifty times as long a window that is painted while findings are checked takes a second."""


def main(arguments: list[str] | None = None) -> int:
    """Show the window, with the register named by the first argument if there is one, until it is closed."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if not _has_screen():  # Qt would end the process with a dozen lines of its own
        set_language(default_language())
        print(
            _("There is no screen here to open the window on. “ropa --help” tells what works without."), file=sys.stderr
        )
        return 1
    sys.setswitchinterval(TURN)
    application = QApplication([sys.argv[0]])
    application.setApplicationName("ROPA Desktop")
    application.setDesktopFileName("ropa-desktop")
    window = start(application)
    window.show()
    if arguments:
        window.loading.ready.connect(lambda: window.open_register(arguments[0]))
    return application.exec()


def _has_screen() -> bool:
    """Whether Qt finds where to draw: everywhere but on a Linux without X11, Wayland or a platform named to Qt."""
    return not sys.platform.startswith("linux") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )


def start(application: QApplication) -> MainWindow:
    """The window, its settings read, in the person's language and the system's colours; not yet shown."""
    settings = load_settings()
    speak(application, settings.language)
    adopt_palette(application)
    application.styleHints().colorSchemeChanged.connect(lambda _scheme: adopt_palette(application))
    window = MainWindow(settings)
    install(window)
    return window
