"""What the dialogs share that change many records at once: head, foot, and what is refused said in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from ropa_desktop.errors import RegisterError
from ropa_desktop.i18n import _
from ropa_desktop.model import tables
from ropa_desktop.register.register import Register
from ropa_desktop.window import work
from ropa_desktop.window.buttons import make_primary
from ropa_desktop.window.field_style import outline
from ropa_desktop.window.panel import RoleLabel
from ropa_desktop.window.undo_keys import share_undo
from ropa_desktop.window.work import Work

P = TypeVar("P")
MANY = 500  # records that are changed before the next picture of the window
LARGE = 20_000  # rows of a register in which a plan may take longer than a picture of the window


class ChangeDialog(QDialog):
    """A title, what is told of it, a body, and a button that does it; what is refused is told beside the button."""

    def __init__(self, register: Register, title: str, told: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._register, self._snapshot = register, register.snapshot()
        self._asked: tuple[Callable[[], Any], Callable[[Any], object]] | None = None
        self._planning: Work | None = None
        self.setWindowTitle(title)
        self._head = RoleLabel(step=5, strong=True)
        self._head.setText(title)
        promise = RoleLabel("muted")
        promise.setText(told)
        promise.setWordWrap(True)
        self.told = RoleLabel()
        self.told.setWordWrap(True)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        buttons = QDialogButtonBox()
        self.do: QPushButton = buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.do.clicked.connect(self._do)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(promise)
        column.addLayout(self.body, 1)
        column.addSpacing(8)
        column.addLayout(foot)
        make_primary(self.do)  # once it is the dialog's: else Enter would forget it when the focus moves on

    def ready(self) -> bool:
        """Whether what is shown is what will be done: the last look before it."""
        return True

    def changes(self) -> int:
        """How many records are changed; many are changed in a worker."""
        return 0

    def carry_out(self) -> None:
        """Do it; no widget is touched. Raises `RegisterError`."""

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
            work.run(self, self._head.text(), self.carry_out, self._accept, self._say_refused, lent=self._register)
            return
        try:
            self.carry_out()
        except RegisterError as refusal:
            self._say_refused(refusal)
        else:
            self.accept()

    def _accept(self, _done: object) -> None:
        self.accept()

    def _say_refused(self, refusal: RegisterError) -> None:
        self.told.setText(str(refusal))

    def fit(self, wanted: QSize) -> None:
        """As large as wanted, and no larger than the window that it stands before."""
        above = self.parentWidget()
        room = above.window().size() if above is not None else self.screen().availableSize()
        self.resize(wanted.boundedTo(room - QSize(48, 48)))


def captioned(caption: str, field: QWidget) -> QVBoxLayout:
    """A field under its caption."""
    label = RoleLabel("muted", -1)
    label.setText(caption)
    label.setBuddy(field)
    field.setAccessibleName(caption)
    column = QVBoxLayout()
    column.setSpacing(3)
    column.addWidget(label)
    column.addWidget(field)
    return column


def line(text: str = "") -> QLineEdit:
    """A field for one line of text."""
    field = QLineEdit(text)
    field.setFixedHeight(30)
    outline(field)
    share_undo(field)
    return field


def heading(text: str) -> RoleLabel:
    """What stands above a table."""
    label = RoleLabel(strong=True)
    label.setText(text)
    label.setContentsMargins(0, 8, 0, 0)
    return label
