"""The first window is up before anything heavy is imported."""

import json
import os
import subprocess
import sys
from pathlib import Path

SHOW = """
import builtins, json, sys
before = builtins.__import__
from ropa_desktop import app
from ropa_desktop.window.loading import Loading
from PySide6.QtWidgets import QApplication

def painted(_loading):
    print(json.dumps({"modules": sorted(sys.modules), "import": builtins.__import__ is before}))
    QApplication.quit()

Loading.start = painted
sys.exit(app.main([]))
"""
HEAVY = {"sqlmodel", "sqlalchemy", "pydantic", "openpyxl", "lxml", "reportlab", "pikepdf", "PIL", "sqlite3"}
SLOW = {"importlib.metadata", "importlib.resources", "PySide6.QtUiTools", "PySide6.QtNetwork"}


def test_the_welcome_page_is_painted_before_the_heavy_half_is_imported(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "ROPA_DESKTOP_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", SHOW], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    modules = set(told["modules"])
    assert not {name.partition(".")[0] for name in modules} & HEAVY
    assert not modules & SLOW
    rooms = {name.split(".")[1] for name in modules if name.startswith("ropa_desktop.")}
    assert rooms <= {"app", "collector", "errors", "i18n", "paths", "window"}
    assert told["import"], "PySide6's import hook is still in place"


def test_a_register_is_shown_before_import_and_export_are_loaded() -> None:
    program = "import sys, ropa_desktop.window.workspace; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert not {"openpyxl", "reportlab", "pikepdf"} & set(done.stdout.split())
