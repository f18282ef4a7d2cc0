"""What one does with findings: postpone them, answer them for good, or give them to somebody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from ropa_desktop.i18n import N_, _, format_date, ngettext
from ropa_desktop.law.findings import Finding
from ropa_desktop.model.validation import clean_line
from ropa_desktop.register import responding
from ropa_desktop.register.register import Register
from ropa_desktop.window.asking import AskingDialog, captioned, line
from ropa_desktop.window.editor.days import read_day
from ropa_desktop.window.fitting import fit

SPANS = ((7, N_("In a week")), (30, N_("In 30 days")), (90, N_("In 90 days")))


class OnFindings(AskingDialog):
    """About some findings: the sentence of the one, or how many."""

    def __init__(self, title: str, verb: str, register: Register, found: Sequence[Finding], parent: QWidget) -> None:
        n = len(found)
        told = found[0].sentence if n == 1 else ngettext("{n} finding", "{n} findings", n).format(n=n)
        super().__init__(title, told, verb, parent)
        self.register, self.found = register, tuple(found)

    def outcome(self) -> str:
        """What has happened to how many, as one sentence."""
        raise NotImplementedError

    def begin(self, first: QLineEdit) -> None:
        """Lay out what was added, with the cursor in the first field."""
        self.body.addStretch(1)
        first.setFocus()
        fit(self, QSize(520, 300))


class PostponeDialog(OnFindings):
    """Until when, and why. It comes back by itself on that day."""

    def __init__(self, register: Register, found: Sequence[Finding], parent: QWidget) -> None:
        super().__init__(_("Postpone"), _("Postpone"), register, found, parent)
        self.until, self.reason = line(format_date(_in_days(30))), line()
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addLayout(captioned(_("Until"), self.until), 1)
        for days, said in SPANS:
            row.addWidget(self._span(days, _(said)), 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self.body.addLayout(captioned(_("Because"), self.reason))
        self.begin(self.until)
        self.until.selectAll()

    def carry_out(self) -> None:
        until = read_day(self.until.text()) or ""
        responding.postpone(self.register, self.found, until, self.reason.text())

    def outcome(self) -> str:
        n = len(self.found)
        return ngettext("{n} finding is postponed.", "{n} findings are postponed.", n).format(n=n)

    def _span(self, days: int, said: str) -> QToolButton:
        button = QToolButton(autoRaise=True)
        button.setText(said)
        button.setAccessibleName(said)
        button.setFixedHeight(30)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: self.until.setText(format_date(_in_days(days))))
        return button


class AnswerDialog(OnFindings):
    """No problem, because …: kept in the history, and holds as long as what was asked about stays the same."""

    def __init__(self, register: Register, found: Sequence[Finding], parent: QWidget) -> None:
        super().__init__(_("No problem, because …"), _("Answer"), register, found, parent)
        self.reason = line()
        self.body.addLayout(captioned(_("Your reason"), self.reason))
        self.begin(self.reason)

    def carry_out(self) -> None:
        responding.answer(self.register, self.found, self.reason.text())

    def outcome(self) -> str:
        n = len(self.found)
        return ngettext("{n} finding is answered.", "{n} findings are answered.", n).format(n=n)


class AssignDialog(OnFindings):
    """Who looks after it; nobody when left empty."""

    def __init__(self, register: Register, found: Sequence[Finding], present: str, parent: QWidget) -> None:
        super().__init__(_("Assign"), _("Assign"), register, found, parent)
        self.who = line(present)
        self.body.addLayout(captioned(_("Who looks after it"), self.who))
        self.begin(self.who)
        self.who.selectAll()

    def carry_out(self) -> None:
        responding.assign(self.register, self.found, clean_line(self.who.text()))

    def outcome(self) -> str:
        n = len(self.found)
        if not clean_line(self.who.text()):
            return ngettext("Nobody looks after {n} finding.", "Nobody looks after {n} findings.", n).format(n=n)
        return ngettext("{n} finding is assigned.", "{n} findings are assigned.", n).format(n=n)


def _in_days(days: int) -> str:
    return (date.today() + timedelta(days)).isoformat()
