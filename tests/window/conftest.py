"""A register with a little in it, and the real window that shows it."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.window.colours import adopt_palette
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.qt_translator import speak
from ropa_desktop.window.settings import Settings, load_settings
from ropa_desktop.window.workspace import Workspace

for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitExposed, QtBot.waitActive):
    # Milliseconds: what never comes fails then, and a busy machine may be slow.
    wait.__kwdefaults__ = {**(wait.__kwdefaults__ or {}), "timeout": 60_000}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The screen that is none says so whenever a window is shown; nothing else is passed over."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            unable = "This plugin does not support (propagateSizeHints|raise|grabbing)"
            item.add_marker(pytest.mark.qt_log_ignore(unable))


@pytest.fixture(autouse=True)
def _in_our_own_light_colours_and_with_no_key_held(qapp: QApplication) -> None:
    """Whatever a test before left behind, and whether or not one did: tests run in any order.

    A key whose window closes under it is never let go, and Qt would take every choice for one with Ctrl held.
    """
    adopt_palette(qapp, dark=False)
    if QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)


@pytest.fixture
def settings() -> Settings:
    return load_settings()


@pytest.fixture
def register_path(tmp_path: Path, _register_with_a_little: Path) -> Path:
    """Two controllers: three activities of Fjordby, one of Havnes; one activity as processor."""
    return copyfile(_register_with_a_little, tmp_path / "fjordby.ropa")


@pytest.fixture(scope="session")
def _register_with_a_little(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Filled once; each test opens a copy."""
    path = tmp_path_factory.mktemp("register") / "fjordby.ropa"
    with Register.create(path) as register, register.step("Filled"):
        fjordby = edit.add(register, "organisation", name="Fjordby AS", record_kept="yes", country="NO")
        havnes = edit.add(register, "organisation", name="Havnes AS", record_kept="yes", country="NO")
        cloud = edit.add(register, "organisation", name="Nordlys Lønn AS", country="NO")
        edit.add(register, "organisation", name="Nobody’s yet")
        payroll = edit.add(register, "activity", name="Payroll", keeper_id=fjordby, department="HR")
        edit.add(register, "activity", name="Newsletter", keeper_id=fjordby, department="Sales")
        edit.add(register, "activity", name="Recruitment", keeper_id=fjordby, department="HR")
        edit.add(register, "activity", name="Harbour log", keeper_id=havnes)
        edit.add(register, "activity", name="Hosting", keeper_id=fjordby, role="processor")
        edit.add(register, "purpose", activity_id=payroll, description="Pay salaries", legal_basis="6(1)(b)")
        edit.add(register, "recipient", activity_id=payroll, organisation_id=cloud, declared_role="processor")
        edit.add(register, "transfer", activity_id=payroll, country="US")
        edit.set_answer(register, "activity", payroll, "measures", "not_possible", "The supplier keeps them.")
    return path


@pytest.fixture
def window(qtbot: QtBot, settings: Settings) -> Iterator[MainWindow]:
    """The window with its welcome page, painted and loaded."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    speak(application, "en")
    adopt_palette(application, dark=False)
    shown = MainWindow(settings)
    shown.resize(1440, 900)
    qtbot.addWidget(shown)
    with qtbot.waitSignal(shown.loading.ready):
        shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)  # before that nothing in it has the focus
    yield shown
    shown.close()


@pytest.fixture
def workspace(window: MainWindow, register_path: Path) -> Workspace:
    """The window's workspace with the register open."""
    assert window.open_register(str(register_path))
    assert isinstance(window.workspace, Workspace)
    return window.workspace


def names(workspace: Workspace) -> list[str]:
    """What stands in the list's column of names."""
    column = next(number for number, column in enumerate(workspace.list.rows.columns) if column.name)
    return [workspace.list.rows.index(row, column).data() for row in range(len(workspace.list.rows.rows))]
