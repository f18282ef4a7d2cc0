"""The law data in use: how old, what of them is unverified, and a newer file, shown before it is taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QPushButton, QWidget

from ropa_desktop.errors import RegisterError
from ropa_desktop.exchange.ruling import touched
from ropa_desktop.i18n import N_, _, format_date, ngettext
from ropa_desktop.law import data
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.buttons import make_primary
from ropa_desktop.window.cells import Text
from ropa_desktop.window.fitting import fit
from ropa_desktop.window.lawdata.dialog import HeadedList, TellingDialog
from ropa_desktop.window.lawdata.touched import touched_columns, touched_rows
from ropa_desktop.window.table import Column, Row

EVIDENCE = {
    "general_knowledge": N_("general knowledge, not checked"),
    "secondary": N_("read in an account of it"),
}


class LawDialog(TellingDialog):
    """`changed` says that other law data are in use from now on. `snapshot` is of the open register, if one is."""

    changed = Signal()

    def __init__(self, snapshot: Snapshot | None, parent: QWidget) -> None:
        super().__init__(_("Law data"), parent)
        self._snapshot = snapshot
        self._new: data.LawData | None = None
        self.differences = HeadedList([Column("what", _("What changes"), stretch=True)])
        self.touched = HeadedList(touched_columns())
        self.touched.table.set_row_height(48)
        self.unverified = HeadedList(
            [Column("what", _("What"), stretch=True), Column("evidence", _("How far it is known"), 240)]
        )
        for listed in (self.differences, self.touched, self.unverified):
            self.body.addWidget(listed, 1)
        self.body.addStretch()
        self.load = self._button(_("Look at a newer file …"), self._choose)
        self.back = self._button(_("Use the program's own"), self._forget)
        self.accept_button = self._button(_("Use these from now on"), self._accept)
        make_primary(self.accept_button)
        self._show_present()
        self.differences.table.set_row_height(48)
        fit(self, QSize(940, 620))

    def look_at(self, path: Path) -> None:
        """Show what a file would change, and which findings of the open register."""
        try:
            new = data.load(path)
        except RegisterError as refusal:
            self.refuse(str(refusal))
            return
        self.refuse("")
        self._new = new
        found = data.differences(data.current(), new)
        n = len(found)
        self.told.setText(
            ngettext(
                "{name}, of {day}: {n} change to the law data in use. Nothing is taken before you say so.",
                "{name}, of {day}: {n} changes to the law data in use. Nothing is taken before you say so.",
                n,
            ).format(name=new.name, day=format_date(new.as_of), n=n)
        )
        self.unverified.show_rows("", [])
        self.differences.show_rows(
            _("What the file says otherwise"), [Row(str(i), (Text(each.said()),)) for i, each in enumerate(found)]
        )
        self._show_touched(new)
        older = data.is_older(new)
        self.accept_button.setVisible(not older)
        if older:
            self.refuse(_("The file is older than the law data in use, and cannot be taken."))

    # -- within -------------------------------------------------------------------------------------------

    def _button(self, said: str, act: Callable[[], None]) -> QPushButton:
        button = self.buttons.addButton(said, QDialogButtonBox.ButtonRole.ActionRole)
        button.clicked.connect(lambda: act())
        return button

    def _show_present(self) -> None:
        present, taken = data.current(), data.accepted()
        own = _("They came with the program.") if taken is None else _("They were taken from a file.")
        self.told.setText(
            _(
                "Adequacy decisions, territories and transfer mechanisms as gathered on {day}. {own} Nothing is ever "
                "fetched from the network."
            ).format(day=format_date(present.as_of), own=own)
        )
        for listed in (self.differences, self.touched):
            listed.show_rows("", [])
        rows = [
            Row(str(i), (Text(name), Text(_(EVIDENCE.get(evidence, evidence)), "muted")))
            for i, (name, evidence) in enumerate(data.unverified(present))
        ]
        self.unverified.show_rows(_("What of them is not verified against a source"), rows)
        self.accept_button.hide()
        self.back.setVisible(taken is not None)

    def _show_touched(self, new: data.LawData) -> None:
        if self._snapshot is None:
            return
        found = touched(self._snapshot, data.current(), new, date.today().isoformat())
        n = len(found)
        heading = ngettext("{n} record of this register is touched", "{n} records of this register are touched", n)
        self.touched.show_rows(heading.format(n=n), touched_rows(found))
        if not found:
            self.told.setText(self.told.text() + " " + _("It touches nothing in this register."))

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Law data"), "", _("Law data (*.json)"))
        if chosen:
            self.look_at(Path(chosen))

    def _accept(self) -> None:
        if self._new is not None:
            self._take(lambda: data.accept(self._new or data.current()))

    def _forget(self) -> None:
        self._take(data.forget)

    def _take(self, act: Callable[[], object]) -> None:
        try:
            act()
        except RegisterError as refusal:
            self.refuse(str(refusal))
            return
        self._new = None
        self._show_present()
        self.changed.emit()
