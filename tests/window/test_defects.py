"""A defect of the program is reported without a word from the register."""

import sys
from threading import Thread

from pytestqt.qtbot import QtBot

from ropa_desktop.errors import BadInput
from ropa_desktop.window.defect_dialog import DefectDialog
from ropa_desktop.window.defects import install, report
from ropa_desktop.window.main_window import MainWindow


def failing(secret: str) -> None:
    raise KeyError(secret)


def test_the_report_names_the_place_and_not_the_content() -> None:
    try:
        failing("Ola Nordmann, 01017012345")
    except KeyError as error:
        text = report(type(error), error.__traceback__)
    assert "KeyError" in text
    assert "test_defects.py" in text
    assert "Nordmann" not in text
    assert "/" not in text.split("builtins.KeyError")[1].replace("window/", "")


def test_a_defect_opens_one_dialog_and_a_refusal_none(window: MainWindow, qtbot: QtBot) -> None:
    before, stderr_hook = sys.excepthook, sys.__excepthook__
    sys.__excepthook__ = lambda *_seen: None  # the test's own output stays clean
    try:
        install(window)
        for secret in ("one", "two"):
            try:
                failing(secret)
            except KeyError as error:
                sys.excepthook(type(error), error, error.__traceback__)
        assert len(window.findChildren(DefectDialog)) == 1
        sys.excepthook(BadInput, BadInput("The controller “X” is not in this register."), None)
        assert window.messages.sentence == "The controller “X” is not in this register."
        window.findChildren(DefectDialog)[0].accept()
    finally:
        sys.excepthook, sys.__excepthook__ = before, stderr_hook


def test_a_defect_in_a_thread_is_reported_by_the_window_and_not_by_the_thread(window: MainWindow, qtbot: QtBot) -> None:
    before, stderr_hook = sys.excepthook, sys.__excepthook__
    sys.__excepthook__ = lambda *_seen: None

    def fail() -> None:
        try:
            failing("one")
        except KeyError as error:
            sys.excepthook(type(error), error, error.__traceback__)

    try:
        install(window)
        beside = Thread(target=fail)
        beside.start()
        beside.join()
        assert not window.findChildren(DefectDialog)
        qtbot.waitUntil(lambda: len(window.findChildren(DefectDialog)) == 1)
        window.findChildren(DefectDialog)[0].accept()
    finally:
        sys.excepthook, sys.__excepthook__ = before, stderr_hook
