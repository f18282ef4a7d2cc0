"""The findings of an open register, kept up to date beside the window: worked out in a thread, then step by step."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QObject, QThread, Signal

from ropa_desktop.law.current import CurrentFindings
from ropa_desktop.law.responses import Standing, standing
from ropa_desktop.model.snapshot import Snapshot

MOST = 200  # changes of one step after which all is worked out anew, in the thread


class RegisterFindings(QObject):
    """What the checks say of the register as it was last shown, on a day; None until that is known."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.day: str | None = None  # an ISO day; None: today
        self.standing: tuple[Standing, ...] | None = None
        self._current: CurrentFindings | None = None
        self._snapshot: Snapshot | None = None
        self._touched: list[tuple[str, str]] = []  # since the snapshot that was shown last
        self._unchecked: list[tuple[str, str]] = []  # in that snapshot, and not yet in what was found
        self._work: _Work | None = None
        self._left = False

    @property
    def on(self) -> str:
        """The ISO day that is asked about."""
        return self.day or date.today().isoformat()

    @property
    def snapshot(self) -> Snapshot | None:
        """The register that is spoken of."""
        return self._snapshot

    def touch(self, changes: Iterable[tuple[str, str]]) -> None:
        """Take note of changed records, each a table and an id, until the next snapshot is shown."""
        self._touched += changes

    def show(self, snapshot: Snapshot) -> None:
        """Speak of this state of the register; at once where little was touched."""
        if snapshot is self._snapshot and not self._touched:
            return
        self._snapshot = snapshot
        self._unchecked += self._touched
        self._touched = []
        if self._work is None:
            self._go_on(self._current)

    def ask(self, day: str | None) -> None:
        """Speak of another day; None is today."""
        if day != self.day:
            self.day = day
            self.standing = None
            self.changed.emit()
            self._begin()

    def speak_again(self) -> None:
        """The sentences in the language that is now spoken."""
        self._current = None
        self._begin()

    def leave(self) -> None:
        """The register is being closed."""
        self._left = True
        if self._work is not None:
            self._work.wait()

    # -- within -------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        if self._snapshot is None or self._left:
            return
        if self._work is not None:
            self._work.is_stale = True
            return
        self._unchecked = []
        work = self._work = _Work(self._snapshot, self.on, self)
        work.finished.connect(lambda: self._ended(work))
        work.start()

    def _ended(self, work: _Work) -> None:
        self._work = None
        work.deleteLater()
        if self._left:
            return
        if work.failure is not None:
            raise work.failure
        self._go_on(None if work.is_stale else work.found)

    def _go_on(self, found: CurrentFindings | None) -> None:
        """From what was found to what is to be shown now: by what was touched since, or anew in the thread."""
        if found is None or found.on != self.on or len(self._unchecked) > MOST or self._snapshot is None:
            self._begin()
            return
        touched, self._unchecked = self._unchecked, []
        self._take(found.after(self._snapshot, touched) if touched else found)

    def _take(self, found: CurrentFindings) -> None:
        assert self._snapshot is not None
        self._current = found
        self.standing = standing(self._snapshot, found.findings, self.on)
        self.changed.emit()


class _Work(QThread):
    """All checks over one snapshot."""

    def __init__(self, snapshot: Snapshot, on: str, parent: QObject) -> None:
        super().__init__(parent)
        self.snapshot, self.on = snapshot, on
        self.is_stale = False
        self.found: CurrentFindings | None = None
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            self.found = CurrentFindings(self.snapshot, self.on)
        except BaseException as failure:  # raised again on the GUI thread
            self.failure = failure
