"""Why several records are archived: one reason for all of them, in one step."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ropa_desktop.i18n import N_, _, ngettext
from ropa_desktop.model.validation import clean_line
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.window.asking import AskingDialog, captioned, line
from ropa_desktop.window.fitting import fit


class ReasonDialog(AskingDialog):
    """Accepted means that the reason stands in each of the records; `outcome` says so."""

    help_page = "fields/archived"

    def __init__(self, register: Register, kind: str, ids: list[str], parent: QWidget | None = None) -> None:
        n = len(ids)
        told = ngettext("It is written to {n} archived record.", "It is written to each of {n} archived records.", n)
        super().__init__(_("Reason for archiving"), told.format(n=n), _("Say why"), parent)
        self._register, self._kind, self._ids = register, kind, ids
        self.reason = line()
        self.body.addLayout(captioned(_("Your reason"), self.reason))
        self.body.addStretch(1)
        self.reason.textChanged.connect(self._tell)
        self._tell()
        self.reason.setFocus()
        fit(self, QSize(520, 200))

    def carry_out(self) -> None:
        reason = clean_line(self.reason.text())
        with self._register.step(N_("Why {n} records are archived"), n=str(len(self._ids))):
            for id in self._ids:
                edit.set_value(self._register, self._kind, id, "archived_because", reason)

    def outcome(self) -> str:
        """What stands in the records now."""
        n, reason = len(self._ids), clean_line(self.reason.text())
        said = ngettext(
            "{n} archived record: “{reason}”. It stays in the history.",
            "{n} archived records: “{reason}”. They stay in the history.",
            n,
        )
        return said.format(n=n, reason=reason)

    def _tell(self) -> None:
        self.do.setEnabled(bool(self.reason.text().strip()))
