"""The libraries underneath do what we rely on."""

import subprocess
import sys

import pytest


def test_a_void_call_of_qt_can_be_made_any_number_of_times() -> None:
    """PySide6 6.12.0 loses a reference to None with each: on Python 3.11 the process aborts before 20,000."""
    script = (
        "from PySide6.QtWidgets import QApplication, QLabel\n"
        "application = QApplication([])\n"
        "label = QLabel()\n"
        "for _ in range(20_000): label.setText('x')\n"
        "print('survived')\n"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert result.stdout == "survived\n", result.stderr


def test_openpyxl_has_the_two_libraries_without_which_it_is_unsafe() -> None:
    import openpyxl

    assert openpyxl.LXML, "without lxml corrupt workbooks are written silently"
    assert openpyxl.DEFUSEDXML, "without defusedxml the XML of sheets may declare entities"


def test_sqlite_has_what_the_register_asks_of_it() -> None:
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE found USING fts5(text)")
    assert connection.execute("SELECT json_object('a', 1)").fetchone() == ('{"a":1}',)
    connection.close()
    if sqlite3.sqlite_version_info < (3, 35):
        pytest.fail(f"SQLite {sqlite3.sqlite_version} has no RETURNING")
