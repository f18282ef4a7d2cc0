"""Long work beside the window: how far it is, how long it will take, and that it can be cancelled."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from ropa_desktop.errors import Cancelled, RegisterError
from ropa_desktop.progress import counted
from ropa_desktop.register import edit
from ropa_desktop.window import work
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.workspace import Workspace


@pytest.mark.parametrize(
    ("passed", "share", "said"),
    [
        (0.4, 0.5, ""),  # too early to say
        (30.0, 0.01, ""),
        (2.0, 0.5, "A few seconds left"),
        (10.0, 0.25, "About 30 seconds left"),
        (20.0, 0.25, "About 1 minute left"),
        (60.0, 0.2, "About 4 minutes left"),
    ],
)
def test_what_is_left_follows_from_the_speed_so_far(passed: float, share: float, said: str) -> None:
    assert work.left(passed, share) == said


def test_long_work_shows_how_far_it_is_and_what_is_left(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "SURE_AFTER", 0.0)
    half, on, done = Event(), Event(), list[str]()

    def act() -> str:
        for number in counted(range(10)):
            if number == 5:
                half.set()
                on.wait()
        return "result"

    work.run(window, "Being counted …", act, done.append, lambda refusal: pytest.fail(str(refusal)))
    (progress,) = window.findChildren(QProgressDialog)
    assert progress.maximum() == 0  # until it tells, nobody knows how far it is
    half.wait()
    qtbot.waitUntil(lambda: (progress.value(), progress.maximum()) == (500, 1000))
    qtbot.waitUntil(progress.isVisible)
    assert progress.labelText() == "Being counted …\nA few seconds left"
    on.set()
    qtbot.waitUntil(lambda: done == ["result"])
    assert window.isEnabled()


def test_a_cancelled_step_is_taken_back_and_said(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    register, refused, on = workspace.register, list[RegisterError](), Event()
    before = register.snapshot()
    keeper = before.rows("organisation")[0].id

    def act() -> None:
        with register.step("Many added"):
            on.wait()
            edit.add_all(register, "measure", [{"name": f"Measure {n}", "keeper_id": keeper} for n in range(5_000)])

    work.run(window, "Being added …", act, lambda _none: pytest.fail("done"), refused.append, lent=register)
    (progress,) = window.findChildren(QProgressDialog)
    qtbot.waitUntil(progress.isVisible)
    cancel = next(button for button in progress.findChildren(QPushButton) if button.text() == "Cancel")
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    on.set()
    qtbot.waitUntil(lambda: bool(refused))
    assert isinstance(refused[0], Cancelled)
    assert register.snapshot().same_as(before)
    assert window.isEnabled()
