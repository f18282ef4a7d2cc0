"""Where the program's own data lies, and where it keeps what is not in a register.

In a checkout `resources/` and `forms/` lie beside the package. In a wheel and in a bundle they lie inside it,
in `_data/`: packaging/build_hook.py and the PyInstaller specification put them there. Found through `__file__`
alone: `importlib.resources` and `importlib.metadata` would each delay the first window by 20 to 35 ms.
"""

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSIDE = _PACKAGE / "_data"
_DATA = _INSIDE if _INSIDE.is_dir() else _PACKAGE.parent


def resources(*parts: str) -> Path:
    """A file or folder of `resources/`: `resources("law", "bases.json")`."""
    return _DATA.joinpath("resources", *parts)


def forms(name: str) -> Path:
    """A form drawn in Qt Designer: `forms("activity.ui")`."""
    return _DATA / "forms" / name


def settings_directory() -> Path:
    """Where the settings are kept: they follow the person. It may not exist yet; whoever writes makes it.

    ROPA_DESKTOP_HOME, where set, holds settings and state together: a portable copy, or a test.
    """
    return _home("APPDATA", "XDG_CONFIG_HOME", ".config")


def state_directory() -> Path:
    """Where this computer's own state is kept: recent files, window places, reports of defects."""
    return _home("LOCALAPPDATA", "XDG_STATE_HOME", ".local/state")


def _home(windows: str, xdg: str, fallback: str) -> Path:
    """`windows` and `xdg` name environment variables; `fallback` lies under the home directory elsewhere."""
    portable = os.environ.get("ROPA_DESKTOP_HOME")
    if portable:
        return Path(portable)
    if sys.platform == "win32":
        return Path(os.environ.get(windows) or Path.home()) / "ROPA Desktop"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "ROPA Desktop"
    given = Path(os.environ.get(xdg, ""))
    # The XDG specification: a relative path is to be ignored.
    return (given if given.is_absolute() else Path.home() / fallback) / "ropa-desktop"
