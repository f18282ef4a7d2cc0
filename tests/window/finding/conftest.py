"""Keys as a person hits them: to whatever has the focus."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ropa_desktop.window.main_window import MainWindow

Press = Callable[..., None]


@pytest.fixture
def press(window: MainWindow, qtbot: QtBot) -> Press:
    """Type a text, or hit a key with modifiers."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def pressed(key: str | Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        target = QApplication.focusWidget() or window
        if isinstance(key, str):
            QTest.keyClicks(target, key)
            return
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        QTest.keyClick(target, key, held)

    return pressed
