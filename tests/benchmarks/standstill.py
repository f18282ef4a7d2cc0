"""How long the real window stands still at most while work goes on beside it, as a share of a tenth of a second.

    python -m tests.benchmarks standstill

The one row that goes by the clock, for that is what a person feels: a timer counts every two milliseconds, and the
longest time between two of its beats is how long no key and no click would have been answered. Of several runs it is
the median, as another program may have had the processor.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

ACTIVITIES, ROWS, RUNS = 10_000, 2_000, 3
LIMIT = 0.1  # seconds


def measure() -> list[tuple[str, float, float]]:
    """The longest standstill beside checks, exports, and an import and its undo, to `LIMIT`."""
    from ropa_desktop.register.register import Register
    from tests.benchmarks import importing
    from tests.benchmarks.register import fill

    with tempfile.TemporaryDirectory() as folder:
        register, sheet = Path(folder) / "many.ropa", Path(folder) / "sheet.xlsx"
        with Register.create(register) as made:
            fill(made, ACTIVITIES)
        importing.write(sheet, ROWS)
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "ROPA_DESKTOP_HOME": folder}
        command = [sys.executable, "-m", __name__, str(register), str(sheet)]
        told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True, timeout=900).stdout
    found: dict[str, list[float]] = json.loads(told.splitlines()[-1])
    return [(f"window still {name}, to 0.1 s", statistics.median(gaps) / LIMIT, 1.0) for name, gaps in found.items()]


def main(register: str, sheet: str) -> None:
    """In a process of its own: open the register, do each work in turn, and print the longest gaps of each."""
    from PySide6.QtWidgets import QApplication

    from ropa_desktop import app

    sys.setswitchinterval(app.TURN)
    application = QApplication([])
    window = app.start(application)
    window.show()
    watch = _Watch(application)
    watch.until(window.loading.isFinished)
    assert window.open_register(register)
    found: dict[str, list[float]] = {}
    for name, work in (("beside checks", checks), ("beside exports", exports), ("beside an import", imported)):
        for _run in range(RUNS):
            watch.rest()
            found.setdefault(name, []).append(work(window, watch, sheet))
    print(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)


def checks(window: Any, watch: "_Watch", _sheet: str) -> float:
    """All checks anew, with their list shown."""
    window.workspace.pages.choose("todo")
    findings = window.workspace.todo.page.findings
    watch.until(lambda: findings.standing is not None)
    return watch.longest(findings.speak_again, lambda: findings.standing is not None)


def exports(window: Any, watch: "_Watch", sheet: str) -> float:
    """The record, as it is and to be edited: asked for, written beside the window, and told of."""
    from PySide6.QtWidgets import QDialog, QFileDialog

    from ropa_desktop.window.handing_over.dialog import HandingOver

    window.workspace.pages.choose("controller")
    gaps = []
    for ending in (".docx", ".xlsx"):
        target = Path(sheet).with_name(f"record{ending}")

        def answer(asked: Any, ending: str = ending) -> int:
            box = asked.choices.form.ending
            box.setCurrentIndex(box.findData(ending))
            asked.preview.leave()
            return int(QDialog.DialogCode.Accepted)

        HandingOver.exec = answer  # type: ignore[method-assign]
        QFileDialog.getSaveFileName = lambda *_asked, target=target: (str(target), "")  # type: ignore[method-assign]
        is_written = partial(_is_written, target, window)
        gaps.append(watch.longest(lambda: window.perform("export"), is_written))
        target.unlink()
    return max(gaps)


def _is_written(target: Path, window: Any) -> bool:
    return target.exists() and window.isEnabled()


def imported(window: Any, watch: "_Watch", sheet: str) -> float:
    """A strange spreadsheet read and recognised, imported, and taken back."""
    from ropa_desktop.window.intake.window import IntakeWindow

    def asking() -> Any:
        return next((one for one in window.findChildren(IntakeWindow) if one.isVisible()), None)

    register = window.workspace.register
    before = register.journal.newest.id
    gaps = [watch.longest(lambda: window.workspace.import_sheet(sheet), lambda: asking() is not None)]
    gaps.append(
        watch.longest(asking().import_button.click, lambda: window.isEnabled() and register.journal.newest.id != before)
    )
    done = register.journal.newest.id
    watch.rest()
    gaps.append(
        watch.longest(lambda: window.perform("undo"), lambda: window.isEnabled() and register.journal.newest.id != done)
    )
    return max(gaps)


class _Watch:
    """Turns the event loop, and measures the time between the beats of a timer."""

    def __init__(self, application: Any) -> None:
        from PySide6.QtCore import QTimer

        self._application = application
        self._last, self._gaps = time.perf_counter(), list[float]()
        self._timer = QTimer(application, interval=2)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def until(self, condition: Callable[[], bool]) -> None:
        """Let the window live until something holds."""
        from PySide6.QtCore import QEventLoop

        while not condition():
            self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def rest(self) -> None:
        """Until what follows a change is done as well: the lists, and the findings."""
        end = time.perf_counter() + 3
        self.until(lambda: time.perf_counter() > end)

    def longest(self, act: Callable[[], object], done: Callable[[], bool]) -> float:
        """The longest gap, in seconds, from what sets something going until it is done and told of."""
        act()
        self._last = time.perf_counter()  # the click itself is no work beside the window
        self._gaps.clear()
        self.until(done)
        self._beat()
        return max(self._gaps)

    def _beat(self) -> None:
        now = time.perf_counter()
        self._gaps.append(now - self._last)
        self._last = now


if __name__ == "__main__":
    main(*sys.argv[1:])
