"""What is asked at the foot of the parts: of the column that is looked at, and of names that may mean the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ropa_desktop.exchange.intake import with_decision, with_target
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.window.intake import hints
from ropa_desktop.window.intake.remembered import Remembered
from ropa_desktop.window.intake.session import Session
from ropa_desktop.window.message_bar import MessageBar

if TYPE_CHECKING:
    from ropa_desktop.exchange.recognition.proposing import Proposal


class HintBar(MessageBar):
    """Says the most urgent hint. `field_wanted`: choose where the column goes; `anew_wanted`: forget the mapping."""

    field_wanted = Signal()
    anew_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._said: hints.Hint | None = None

    def show_hint(self, remembered: Remembered | None) -> None:
        """What there is to say now; said once, and not again after it was taken away."""
        found = hints.hint(self._session, remembered)
        if found == self._said:
            return
        self._said = found
        if found is None:
            self.dismiss()
            return
        acts: dict[str, tuple[str, Callable[[], object]]] = {
            hints.CHOOSE: (_("Choose a field"), self.field_wanted.emit),
            hints.SETTLE: (_("It does"), self._settle),
            hints.DAY_FIRST: (_("Day first"), partial(self._order_dates, True)),
            hints.MONTH_FIRST: (_("Month first"), partial(self._order_dates, False)),
            hints.ANEW: (_("Start anew"), self.anew_wanted.emit),
        }
        self.say(found.sentence, *(acts[key] for key in found.actions), tone=found.tone)

    def _settle(self) -> None:
        session, column = self._session, self._session.mapped
        if column is not None:
            session.decide(with_target(session.wishes, session.sheet_name, column, column.target))

    def _order_dates(self, day_first: bool) -> None:
        column, own = self._session.mapped, self._session.own
        if column is not None:
            self._session.decide_sheet(hints.with_dates(own, column, day_first))


class ProposalBar(MessageBar):
    """Asks of one name at a time whether it means one of the register, and says how many wait behind it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked: Proposal | None = None

    def show_proposals(self) -> None:
        """The first name that nobody has decided about."""
        waiting = self._session.intake.proposals
        if not waiting:
            if self._asked is not None:
                self.dismiss()
            self._asked = None
            return
        one = self._asked = waiting[0]
        said = _("“{name}” may be {called}, in your register.")
        if one.is_in_file:
            said = _("“{name}” may be {called}, which the file names as well.")
        said = said.format(name=one.name, called=one.called)
        if len(waiting) > 1:
            more = ngettext("{n} more waits.", "{n} more wait.", len(waiting) - 1).format(n=len(waiting) - 1)
            said = f"{said} {more}"
        answers = ((_("Same"), partial(self._answer, True)), (_("Different"), partial(self._answer, False)))
        self.say(said, *answers, tone="question")

    def _answer(self, same: bool) -> None:
        if self._asked is not None:
            self._session.decide(with_decision(self._session.wishes, self._asked, same))
