"""What the dialogs share that change many records at once: a plan that is shown, and work beside the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ropa_desktop.errors import RegisterError
from ropa_desktop.i18n import _
from ropa_desktop.model import tables
from ropa_desktop.register.register import Register
from ropa_desktop.window import work
from ropa_desktop.window.asking import AskingDialog
from ropa_desktop.window.work import Work

P = TypeVar("P")
MANY = 500  # records that are changed before the next picture of the window
LARGE = 20_000  # rows of a register in which a plan may take longer than a picture of the window


class ChangeDialog(AskingDialog):
    """Shows what would be changed before it is; much is planned and changed beside the window."""

    def __init__(self, register: Register, title: str, told: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(title, told, verb, parent)
        self._register, self._snapshot = register, register.snapshot()
        self._asked: tuple[Callable[[], Any], Callable[[Any], object]] | None = None
        self._planning: Work | None = None

    def ready(self) -> bool:
        """Whether what is shown is what will be done: the last look before it."""
        return True

    def changes(self) -> int:
        """How many records are changed; many are changed in a worker."""
        return 0

    def carry_out(self) -> None:
        """Do it; no widget is touched, for it may be in a worker. Raises `RegisterError`."""

    def work_out(self, plan: Callable[[], P], show: Callable[[P | None], object]) -> None:
        """Find out what would be done and show it; what is refused is told, and None shown.

        In a large register a thread does it, and shows what was asked for last.
        """
        if sum(map(self._snapshot.count, tables.models())) < LARGE:
            self._show_plan(plan, show)
            return
        self._asked = plan, show
        self.do.setEnabled(False)
        if self._planning is None:
            self._plan_next()

    def _plan_next(self) -> None:
        assert self._asked is not None
        plan, show = self._asked
        self._asked = None
        self.told.setText(_("Looking …"))
        planning = self._planning = Work(plan, self.parentWidget() or self)
        planning.finished.connect(lambda: self._planned_in(planning, show))
        planning.start()

    def _planned_in(self, planning: Work, show: Callable[[Any], object]) -> None:
        planning.deleteLater()
        if planning.abandoned or not isValid(self):
            return
        self._planning = None
        if self._asked is not None:
            self._plan_next()
            return

        def planned() -> Any:
            if planning.failure is not None:
                raise planning.failure
            return planning.result

        self._show_plan(planned, show)

    def _show_plan(self, plan: Callable[[], P], show: Callable[[P | None], object]) -> None:
        self.told.setText("")
        try:
            planned: P | None = plan()
        except RegisterError as refusal:
            self.told.setText(str(refusal))
            planned = None
        show(planned)

    @property
    def is_planning(self) -> bool:
        """Whether what would be done is still being found out."""
        return self._planning is not None

    def _do(self) -> None:
        if not self.ready() or self.is_planning:
            return
        if self.changes() > MANY:
            work.run(self, self.windowTitle(), self.carry_out, self._accept, self._say_refused, lent=self._register)
            return
        super()._do()

    def _accept(self, _done: object) -> None:
        self.accept()

    def _say_refused(self, refusal: RegisterError) -> None:
        self.told.setText(str(refusal))
