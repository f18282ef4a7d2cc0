"""Dialogs are shown as they are, driven by keys, and then answer as `exec` would."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from ropa_desktop.window.main_window import MainWindow

Play = Callable[[QDialog], None]


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Callable[[Play], list[QDialog]]:
    """What a person does in the next dialogs; returns the list that they are noted in."""

    def install(play: Play) -> list[QDialog]:
        seen: list[QDialog] = []

        def answer(dialog: QDialog) -> int:
            seen.append(dialog)
            dialog.show()
            dialog.activateWindow()
            qtbot.waitUntil(dialog.isActiveWindow)
            play(dialog)
            result = dialog.result()
            dialog.hide()
            return result

        monkeypatch.setattr(QDialog, "exec", answer)
        return seen

    return install


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifiers)


def type_words(qtbot: QtBot, text: str) -> None:
    """Words where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClicks(focused, text)


def command(window: MainWindow, key: str) -> None:
    """Choose a command from its menu."""
    window.actions_[key].trigger()
