"""Reviewed, no change: who, when, a note, and when the next review is due, if she says so."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import N_, _, format_date, ngettext
from ropa_desktop.law.days import months_on
from ropa_desktop.model.activity import Activity
from ropa_desktop.model.validation import clean_line
from ropa_desktop.register.register import Register
from ropa_desktop.register.reviewing import is_met, review
from ropa_desktop.window.asking import AskingDialog, captioned, line
from ropa_desktop.window.cell_painting import weighted
from ropa_desktop.window.editor.days import read_day
from ropa_desktop.window.fitting import fit
from ropa_desktop.window.panel import RoleLabel

SPANS = ((6, N_("In six months")), (12, N_("In a year")), (24, N_("In two years")))


class ReviewDialog(AskingDialog):
    """Accepted means that the review is written; `reviewed` are the activities it was written to."""

    help_page = "fields/review"

    def __init__(self, register: Register, ids: list[str], who: str, parent: QWidget | None = None) -> None:
        n = len(ids)
        super().__init__(
            _("Reviewed, no change"),
            ngettext(
                "You looked through {n} activity and leave it as it is.",
                "You looked through {n} activities and leave them as they are.",
                n,
            ).format(n=n),
            _("Reviewed"),
            parent,
        )
        self.reviewed: tuple[str, ...] = ()
        self._register, self._ids = register, ids
        self.by, self.on, self.note, self.due = line(who), line(format_date(_today())), line(), line()
        self.spans = [self._span(months, _(words)) for months, words in SPANS]
        self.met = RoleLabel("muted", -1)
        self.met.setWordWrap(True)
        self._lay_out()
        self.on.textChanged.connect(self._tell)
        self.due.textChanged.connect(self._tell)
        self._tell()
        self.by.setFocus()
        self.by.selectAll()
        fit(self, QSize(560, 340))

    def carry_out(self) -> None:
        day, due = read_day(self.on.text()), read_day(self.due.text())
        if day is None:
            raise BadInput(_("On which day was it reviewed?"))
        if due is not None and is_met(due, day):
            raise BadInput(_("The next review is due after this one."))
        by, note = clean_line(self.by.text()), clean_line(self.note.text())
        self.reviewed = review(self._register, self._ids, by, day, note, due)

    def _lay_out(self) -> None:
        both, next_one = QHBoxLayout(), QHBoxLayout()
        both.setSpacing(12)
        both.addLayout(captioned(_("Who"), self.by), 2)
        both.addLayout(captioned(_("When"), self.on), 1)
        next_one.setSpacing(4)
        next_one.addLayout(captioned(_("Next review due"), self.due), 1)
        for button in self.spans:
            next_one.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(both)
        self.body.addLayout(captioned(_("Note, added to the note of each"), self.note))
        self.body.addLayout(next_one)
        self.body.addWidget(self.met)
        self.body.addStretch(1)

    def _span(self, months: int, words: str) -> QToolButton:
        """A button that says the day of the next review; what it says can be typed over."""
        button = QToolButton(autoRaise=True)
        button.setText(words)
        button.setAccessibleName(words)
        button.setFixedHeight(30)
        button.setFont(weighted(button.font(), True))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(partial(self._say_due, months))
        return button

    def _say_due(self, months: int, _checked: bool = False) -> None:
        self.due.setText(format_date(months_on(self._day() or _today(), months)))

    def _day(self) -> str | None:
        try:
            return read_day(self.on.text())
        except BadInput:
            return None

    def _tell(self) -> None:
        """What becomes of the days that stand there now, where none is given."""
        self.told.setText("")
        day, snapshot = self._day(), self._register.snapshot()
        due = [row.review_due_on for id in self._ids if (row := snapshot.get(Activity, id)) is not None]
        met = sum(is_met(one, day) for one in due) if day else 0
        said = ngettext(
            "{n} review was due by then. Without a new day it has none.",
            "{n} reviews were due by then. Without a new day they have none.",
            met,
        ).format(n=met)
        self.met.setText(said if met and not self.due.text().strip() else "")


def _today() -> str:
    return date.today().isoformat()
