"""Whose record something goes into: chosen beforehand only where there is no choice, or where one was narrowed to."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.law.parties import keepers
from ropa_desktop.model.snapshot import Snapshot


class KeeperBox(QComboBox):
    """The controllers and processors that keep a record in the register."""

    def __init__(self, snapshot: Snapshot, chosen: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._countries = {keeper.id: keeper.country for keeper in keepers(snapshot)}
        self.setFixedHeight(30)
        self.setMinimumWidth(180)
        for keeper in keepers(snapshot):
            self.addItem(keeper.name or keeper.reference or "?", keeper.id)
        if not self.count():
            self.addItem(_("Nobody yet"), None)
        self.setCurrentIndex(self.findData(chosen) if chosen else 0 if self.count() == 1 else -1)
        self.setEnabled(self.count() > 1)

    def keeper_id(self) -> str | None:
        """The one that is chosen; None where nobody keeps a record yet."""
        return self.currentData() or None

    def country(self) -> str | None:
        """Where the chosen one is, as a code; None where that is not known."""
        return self._countries.get(self.currentData() or "")

    def is_settled(self) -> bool:
        """Whether it is said whose: not where there are several and none was chosen."""
        return self.currentIndex() >= 0
