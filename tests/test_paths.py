"""The program's data is found, and its own directories follow each platform's custom."""

import subprocess
import sys
from pathlib import Path

import pytest

from ropa_desktop import paths


def test_resources_and_forms_are_found_in_a_checkout() -> None:
    assert paths.resources("i18n", "nb.po").is_file()
    assert paths.forms("organisation.ui").parent.is_dir()


def test_importing_paths_costs_no_slow_module() -> None:
    script = (
        "import sys, ropa_desktop.i18n, ropa_desktop.paths;"
        "print([name for name in ('importlib.resources', 'importlib.metadata') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-Sc", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


@pytest.fixture
def no_home_given(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.delenv("ROPA_DESKTOP_HOME")
    return monkeypatch


@pytest.mark.parametrize(
    ("platform", "variable", "settings"),
    [
        ("win32", "APPDATA", "given/ROPA Desktop"),
        ("linux", "XDG_CONFIG_HOME", "given/ropa-desktop"),
        ("darwin", "XDG_CONFIG_HOME", "home/Library/Application Support/ROPA Desktop"),
    ],
)
def test_settings_lie_where_the_platform_keeps_them(
    no_home_given: pytest.MonkeyPatch, tmp_path: Path, platform: str, variable: str, settings: str
) -> None:
    no_home_given.setattr(sys, "platform", platform)
    no_home_given.setattr(Path, "home", lambda: tmp_path / "home")
    no_home_given.setenv(variable, str(tmp_path / "given"))
    assert paths.settings_directory() == tmp_path / settings


def test_a_relative_directory_of_xdg_is_ignored(no_home_given: pytest.MonkeyPatch) -> None:
    no_home_given.setattr(sys, "platform", "linux")
    no_home_given.setenv("XDG_STATE_HOME", "relative")
    assert paths.state_directory() == Path.home() / ".local/state/ropa-desktop"
