"""The findings of an open register, kept up to date beside the window: all of that is done in a thread."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from ropa_desktop.collector import collector_at_rest, search_everything
from ropa_desktop.errors import Cancelled
from ropa_desktop.law.responses import Standing, standing
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.progress import heard_by, part
from ropa_desktop.window.todo.lines import Line, lines

if TYPE_CHECKING:
    from ropa_desktop.law.current import CurrentFindings

MOST = 200  # changed records from which on all is checked anew
PAUSE, FIRST_PAUSE = 250, 1500  # milliseconds after a change, or after opening: the window shows it first, undisturbed
CHECKED = 0.7  # share of the work that is done when only the words are missing, measured


class RegisterFindings(QObject):
    """What the checks say of the register as it was last shown, on a day; None until that is known."""

    changed = Signal()
    began = Signal()  # a look through the whole register

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.day: str | None = None  # an ISO day; None: today
        self.lines: tuple[Line, ...] | None = None  # the same one as long as nothing that they say differs
        self.snapshot: Snapshot | None = None  # the register that `lines` speak of
        self._newest: Snapshot | None = None
        self._current: CurrentFindings | None = None
        self._outdated: CurrentFindings | None = None  # what was found before all is checked anew
        self._touched: list[tuple[str, str]] = []  # since the newest snapshot
        self._unchecked: list[tuple[str, str]] = []  # in the newest snapshot, and not yet in what was found
        self._work: _Work | None = None
        self._left = False
        self.is_stopped = False  # a person turned from what is not known yet; it waits until she asks for it
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._begin)

    @property
    def standing(self) -> tuple[Standing, ...] | None:
        """What was found, and how it stands."""
        return None if self.lines is None else tuple(line.standing for line in self.lines)

    @property
    def on(self) -> str:
        """The ISO day that is asked about."""
        return self.day or date.today().isoformat()

    @property
    def share(self) -> float | None:
        """How much of a look through the whole register is done, from 0 to 1; None while there is none."""
        return None if self._work is None or not self._work.is_of_all else self._work.done

    @property
    def passed(self) -> float:
        """The seconds that it has taken so far."""
        return 0.0 if self._work is None else time.monotonic() - self._work.begun

    def touch(self, changes: Iterable[tuple[str, str]]) -> None:
        """Take note of changed records, each a table and an id, until the next snapshot is shown."""
        self._touched += islice(changes, MOST + 1)  # with so many all is checked anew

    def show(self, snapshot: Snapshot) -> None:
        """Speak of this state of the register as soon as it is checked."""
        if snapshot is self._newest and not self._touched:
            return
        self._newest = snapshot
        self._unchecked += self._touched
        self._touched = []
        if not self.is_stopped:
            self._soon.start(PAUSE if self._current is not None else FIRST_PAUSE)

    def hurry(self) -> None:
        """Somebody waits for what is not known yet."""
        if self.lines is None and not self.is_stopped:
            self._begin()

    def stop(self) -> None:
        """Turn from the look through the whole register: nothing is known until somebody asks for it."""
        if self.share is not None:
            self.is_stopped = True
            self._begin_anew()

    def go_on(self) -> None:
        """Look through the register after all."""
        self.is_stopped = False
        self._begin_anew()

    def ask(self, day: str | None) -> None:
        """Speak of another day; None is today."""
        if day != self.day:
            self.day = day
            self.go_on()

    def speak_again(self) -> None:
        """The sentences in the language that is now spoken, by the law data that are now in use."""
        self._begin_anew()

    def leave(self) -> None:
        """The register is being closed."""
        self._left = True
        self._soon.stop()
        if self._work is not None:
            self._work.is_stale = True
            self._work.wait()
        search_everything()

    # -- within -------------------------------------------------------------------------------------------

    def _begin_anew(self) -> None:
        """What was found holds no more; what is being found neither."""
        if self._left:
            return
        self._set_aside()
        self.lines = None
        if self._work is not None:
            self._work.is_stale = True
        self.changed.emit()
        self._begin()

    def _begin(self) -> None:
        """Check the newest state, unless something is being checked: then afterwards."""
        if self._newest is None or self._left or self._work is not None or self.is_stopped:
            return
        self._soon.stop()
        if self._current is not None and (self._current.on != self.on or len(self._unchecked) > MOST):
            self._set_aside()
        work = self._work = _Work(self._newest, self.on, self._current, self._unchecked, self.lines, self)
        work.outdated, self._outdated = self._outdated, None
        self._unchecked = []
        work.finished.connect(lambda: self._ended(work))
        work.start()
        if work.is_of_all:
            self.began.emit()

    def _set_aside(self) -> None:
        """All has to be checked anew; the thread that does so frees what was found before."""
        if self._current is not None:
            self._current, self._outdated = None, self._current

    def _ended(self, work: _Work) -> None:
        self._work = None
        work.deleteLater()
        if self._left:
            return
        if work.failure is not None:
            raise work.failure
        if not work.is_stale:
            self._current, self.lines, self.snapshot = work.found, work.lines, work.snapshot
        if work.is_stale or work.snapshot is not self._newest:
            self._begin()
        if not work.is_stale:
            self.changed.emit()


class _Work(QThread):
    """All checks over one snapshot, or those that some changed records touch."""

    def __init__(
        self,
        snapshot: Snapshot,
        on: str,
        current: CurrentFindings | None,
        changed: list[tuple[str, str]],
        before: tuple[Line, ...] | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.snapshot = snapshot
        self.is_stale = False  # nobody waits for it any more
        self.is_of_all = current is None
        self.begun = time.monotonic()
        self.done = 0.0  # the share that is done
        self.found: CurrentFindings | None = None
        self.outdated: CurrentFindings | None = None  # asked by nobody any more
        self.lines: tuple[Line, ...] = ()
        self.failure: BaseException | None = None
        self._on, self._current, self._changed, self._before = on, current, changed, before

    def run(self) -> None:
        try:
            with heard_by(self._hear), collector_at_rest():
                if self.outdated is not None:
                    self.outdated.forget()
                with part(0.0, CHECKED):
                    self.found = self._find()
                made = lines(self.snapshot, standing(self.snapshot, self.found.findings, self._on))
            self.lines = self._before if self._before is not None and self._before == made else made
        except Cancelled:
            pass
        except BaseException as failure:  # raised again on the GUI thread
            self.failure = failure

    def _find(self) -> CurrentFindings:
        if self._current is not None:
            return self._current.after(self.snapshot, self._changed)
        from ropa_desktop.law.current import CurrentFindings  # not before the first list stands

        return CurrentFindings(self.snapshot, self._on)

    def _hear(self, share: float) -> None:
        if self.is_stale:
            raise Cancelled
        self.done = max(self.done, share)
