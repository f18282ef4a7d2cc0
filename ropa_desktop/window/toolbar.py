"""The bar above an open register: which controller is shown, and the commands used most."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.actions import Actions
from ropa_desktop.window.buttons import command_button
from ropa_desktop.window.finding.find_box import FindBox
from ropa_desktop.window.icons import icon
from ropa_desktop.window.panel import Hairline, RoleLabel


class WorkspaceBar(QWidget):
    """The controller switch narrows everything; an empty id stands for all controllers."""

    controller_chosen = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[list[tuple[str, str]], str | None] = ([], None)
        self._caption = RoleLabel("muted", -1)
        self.controllers = QComboBox()
        self.controllers.setMinimumWidth(232)
        self.controllers.setMaximumWidth(320)
        self.controllers.setFixedHeight(30)
        self.controllers.activated.connect(
            lambda row: self.controller_chosen.emit(self.controllers.itemData(row) or "")
        )
        self._caption.setBuddy(self.controllers)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self._caption)
        row.addWidget(self.controllers)
        find = FindBox(actions["jump"].shortcut().toString())
        find.clicked.connect(actions["jump"].trigger)
        row.addSpacing(8)
        row.addWidget(find, 4)
        row.addStretch(1)
        for key in ("undo", "redo", "", "import_sheet", "export"):
            if key:
                row.addWidget(command_button(actions, key, beside=True))
            else:
                line = Hairline(upright=True)
                line.setFixedHeight(20)
                row.addWidget(line)
        self.retranslate()

    def retranslate(self) -> None:
        """The words in the current language."""
        self._caption.setText(_("Controller"))
        self.controllers.setAccessibleName(_("Controller shown"))
        self.controllers.setToolTip(_("Narrows every list, and what is exported, to one controller"))
        self._fill()

    def show_controllers(self, controllers: list[tuple[str, str]], current: str | None) -> None:
        """The controllers by id and name, and which of them is shown; None for all."""
        if (controllers, current) != self._shown:
            self._shown = controllers, current
            self._fill()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _fill(self) -> None:
        controllers, current = self._shown
        self.controllers.clear()
        everyone = _("All controllers ({count})").format(count=len(controllers))
        entries = [(identity, name or _("Controller without a name")) for identity, name in controllers]
        if len(entries) == 1:  # all and the one are the same
            entries = [("", entries[0][1])]
        else:
            entries.insert(0, ("", everyone))
        for identity, name in entries:
            self.controllers.addItem(icon("building-2", "accent"), name, identity)
        self.controllers.setCurrentIndex(max(self.controllers.findData(current or ""), 0))
