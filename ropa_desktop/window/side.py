"""The left edge of the window: the pages, and where the register's file lies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.navigation import RAIL, WIDE, Navigation
from ropa_desktop.window.panel import Hairline, Links, RoleLabel, crumbs


class Side(QWidget):
    """Navigation above, the file below; of the rail only the pages remain."""

    folder_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_rail = False
        self.navigation = Navigation()
        self._name = RoleLabel(step=-1, strong=True)
        self._place = RoleLabel("muted", -2)
        self._link = Links()
        self._link.linkActivated.connect(self.folder_wanted)
        self._file = QWidget()
        lines = QVBoxLayout(self._file)
        lines.setContentsMargins(18, 10, 8, 10)
        lines.setSpacing(3)
        for label in (self._name, self._place, self._link):
            lines.addWidget(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.navigation, 1)
        self._line = Hairline()
        column.addWidget(self._line)
        column.addWidget(self._file)
        self.fold(False)
        self.retranslate()

    def retranslate(self) -> None:
        """The words in the current language."""
        words = _("Show in folder")
        self._link.setText(f'<a href="folder">{words}</a>')
        self._link.setAccessibleName(words)
        self.navigation.retranslate()
        self.fold(self.is_rail)

    def show_file(self, path: Path) -> None:
        """Which file is open, and where it lies."""
        self._name.setText(self._short(path.name))
        self._place.setText(self._short(crumbs(path.parent)))
        self._file.setToolTip(str(path))

    def fold(self, rail: bool) -> None:
        """A rail, or the full width."""
        self.is_rail = rail
        self.navigation.fold(rail)
        self.setFixedWidth(RAIL if rail else self.navigation.width_of_words())
        self._file.setVisible(not rail)
        self._line.setVisible(not rail)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _short(self, text: str) -> str:
        return self._name.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, WIDE - 30)
