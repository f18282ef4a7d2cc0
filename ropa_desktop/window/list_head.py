"""What stands above a list: its title and count, search, and the commands on its records."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.actions import Actions
from ropa_desktop.window.buttons import command_button
from ropa_desktop.window.editor.section_head import ShortLabel
from ropa_desktop.window.field_style import outline
from ropa_desktop.window.grid.arranging import Arranging
from ropa_desktop.window.icons import icon
from ropa_desktop.window.panel import RoleLabel
from ropa_desktop.window.undo_keys import share_undo

MARGIN = 16
SPACING = 10


class ListHead(QWidget):
    """Shows which page and how many; `archived_wanted` asks for what is out of use."""

    archived_wanted = Signal(bool)

    def __init__(self, actions: Actions, arranging: Arranging, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ShortLabel(step=5, strong=True)
        self.count = RoleLabel("muted")
        self.search = QLineEdit()
        self._lens = self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setClearButtonEnabled(True)
        share_undo(self.search)
        self.archived = QToolButton(autoRaise=True)
        self.archived.setCheckable(True)
        self.archived.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.archived.setIcon(icon("eye-off"))
        self.archived.setIconSize(QSize(22, 16))
        self.archived.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.archived.toggled.connect(self.archived_wanted)
        self._new = command_button(actions, "new_record", beside=True, flat=False)
        others = ("duplicate_record", "archive_record", "restore_record")
        self._commands = [command_button(actions, key) for key in others]
        self._arranging = arranging
        self._lay_out(arranging)
        self.retranslate()

    def retranslate(self) -> None:
        """Every text in the current language but the title, which `show_page` says."""
        self.search.setPlaceholderText(_("Search this list"))
        self.search.setAccessibleName(_("Search this list"))
        self._lens.setText(_("Search this list"))  # a screen reader comes to it as to a button
        self.archived.setText(_("Archived"))
        self.archived.setAccessibleName(_("Show archived records too"))
        self.archived.setToolTip(_("Show archived records too"))
        for button in (*self._commands, self._new):
            button.setAccessibleName(button.defaultAction().iconText())

    def show_page(self, title: str, *, editable: bool) -> None:
        """Another page, with the commands on its records or without."""
        self._title.setText(title)
        self._title.setToolTip(title)
        for button in (self.archived, self._new, *self._commands):
            button.setVisible(editable)
        self._make_room()

    def show_count(self, shown: int, total: int) -> None:
        """How many records the list shows, of how many."""
        counted = _("{shown} of {total}").format(shown=shown, total=total)
        self.count.setText(counted if shown != total else str(total))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._make_room()

    def _make_room(self) -> None:
        """The title goes before the words of two buttons, whose icons say the same."""
        buttons = (self._arranging.group_button, self._arranging.columns_button)
        shown = [self._title, self.count, *([self._new] if not self._new.isHidden() else [])]
        taken = sum(widget.sizeHint().width() for widget in shown) + sum(map(_with_words, buttons))
        worded = taken + SPACING * (len(shown) + len(buttons) - 1) + 2 * MARGIN <= self.width()
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if worded else Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in buttons:
            button.setToolButtonStyle(style)

    def _lay_out(self, arranging: Arranging) -> None:
        head, tools = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(MARGIN, 12, MARGIN, 0)
        tools.setContentsMargins(MARGIN, 8, MARGIN - 4, 10)
        head.setSpacing(SPACING)
        tools.setSpacing(4)
        self._title.setMinimumHeight(30)  # as the button beside it, which not every page has
        head.addWidget(self._title)
        head.addWidget(self.count, 1, Qt.AlignmentFlag.AlignBaseline)
        head.addWidget(arranging.group_button)
        head.addWidget(arranging.columns_button)
        head.addWidget(self._new)
        self.search.setMinimumWidth(100)
        self.search.setMaximumWidth(260)
        self.search.setFixedHeight(28)
        outline(self.search)
        tools.addWidget(self.search, 1)
        tools.addWidget(arranging.filters_button)
        tools.addStretch(1)
        for button in (self.archived, *self._commands):
            tools.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(tools)


def _with_words(button: QToolButton) -> int:
    """How wide a button is with its words, whether or not it shows them now."""
    if button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon:
        return button.sizeHint().width()
    metrics = button.fontMetrics()
    return button.sizeHint().width() + 4 + metrics.horizontalAdvance(button.text()) + 2 * metrics.horizontalAdvance(" ")
