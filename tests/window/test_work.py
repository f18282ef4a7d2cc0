"""Long work beside the window: how far it is, how long it will take, and that it can be cancelled."""

from pathlib import Path
from threading import Event, Timer

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ropa_desktop.errors import Cancelled, RegisterError
from ropa_desktop.progress import counted
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
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


def test_what_is_done_in_turn_lets_the_window_live_between(window: MainWindow, qtbot: QtBot) -> None:
    done = list[str]()
    beats = QTimer(window, interval=0)
    beats.timeout.connect(lambda: done.append("beat"))
    beats.start()
    work.in_turn(window, lambda: done.append("a"), lambda: done.append("b"), lambda: done.append("c"))
    assert done == ["a"]
    qtbot.waitUntil(lambda: "c" in done)
    beats.stop()
    assert [each for each in done if each != "beat"] == ["a", "b", "c"]
    assert all("beat" in done[done.index(first) : done.index(then)] for first, then in ("ab", "bc"))


def test_what_fails_does_not_keep_the_rest_from_being_done(window: MainWindow, qtbot: QtBot) -> None:
    done = list[str]()

    def fail() -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as raised:
        work.in_turn(window, lambda: done.append("a"), fail, lambda: done.append("c"))
        qtbot.waitUntil(lambda: done == ["a", "c"])
    assert [kind for kind, _value, _trace in raised] == [ZeroDivisionError]


def test_nothing_is_done_for_what_is_gone(window: MainWindow, qtbot: QtBot) -> None:
    done, gone = list[str](), QWidget(window)
    gone.destroyed.connect(lambda: done.append("gone"))
    work.in_turn(gone, gone.deleteLater, lambda: done.append("late"))
    qtbot.waitUntil(lambda: done == ["gone"])
    qtbot.wait(3 * work.DRAWN)
    assert done == ["gone"]


@pytest.mark.parametrize("late", [False, True], ids=["while it works", "while it is told of"])
def test_the_window_can_be_closed_at_any_moment(
    late: bool, window: MainWindow, workspace: Workspace, register_path: Path, qtbot: QtBot
) -> None:
    register, done, go_on = workspace.register, list[object](), Event()

    def act() -> None:
        with register.step("One added"):
            edit.add(register, "activity", name="Added beside the window")
        go_on.wait()

    running = work.run(window, "Being added …", act, done.append, lambda no: pytest.fail(str(no)), lent=register)
    if late:
        register.listeners.insert(0, lambda _done: QTimer.singleShot(0, window, window.close))
        go_on.set()
        qtbot.waitUntil(lambda: window.workspace is None)
    else:
        Timer(0.3, go_on.set).start()
        qtbot.waitUntil(running.isRunning)
        window.close()
    qtbot.wait(6 * work.DRAWN)
    assert done == [], "nobody is there to hear of it"
    with Register.open(register_path) as anew:
        assert "Added beside the window" in [row.name for row in anew.snapshot().rows("activity")]


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
