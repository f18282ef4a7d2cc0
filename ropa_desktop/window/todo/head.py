"""What stands above the findings: how many, on which day they are judged, how they are grouped and handed out."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.asking import line
from ropa_desktop.window.field_style import outline
from ropa_desktop.window.icons import icon
from ropa_desktop.window.panel import RoleLabel, ShortenedLabel
from ropa_desktop.window.todo.lines import GROUPINGS
from ropa_desktop.window.todo.narrowing import menu_of, with_menu

MARGIN = 16


class TodoHead(QWidget):
    """`grouping_chosen` names one of the groupings, `fold_wanted` says whether all groups are to be put away,
    `save_wanted` names a format."""

    grouping_chosen = Signal(str)
    fold_wanted = Signal(bool)
    save_wanted = Signal(str)
    copy_wanted = Signal()

    def __init__(self, grouping: str) -> None:
        super().__init__()
        self.grouping = grouping
        self._title, self.count = RoleLabel(step=5, strong=True), ShortenedLabel("muted")
        self.day = line()
        self.day.setFixedSize(124, 28)
        outline(self.day)
        self.group_button, self.save_button = _menu_button("list-filter"), _menu_button("download")
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 12, MARGIN - 4, 8)
        row.setSpacing(10)
        self._title.setMinimumHeight(30)
        row.addWidget(self._title)
        row.addWidget(self.count, 1, Qt.AlignmentFlag.AlignBaseline)
        for widget in (self.day, self.group_button, self.save_button):
            row.addWidget(widget)

    def retranslate(self) -> None:
        """Every text in the current language."""
        self._title.setText(_("To do"))
        self.day.setPlaceholderText(_("As of: today"))
        self.day.setAccessibleName(_("Findings as of which day"))
        self.day.setToolTip(_("On which day the register is judged; today when empty. Write it like 1 Jun 2019."))
        self.group_button.setText(_("Group"))
        self.group_button.setToolTip(_("Group the findings"))
        self.save_button.setText(_("Export"))
        menu = menu_of(self.group_button)
        menu.clear()
        group = QActionGroup(menu)
        for key, said in GROUPINGS.items():
            action = QAction(_(said), menu, checkable=True)
            action.setChecked(key == self.grouping)
            action.triggered.connect(lambda _checked=False, key=key: self._group_by(key))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(_("Fold all groups"), lambda: self.fold_wanted.emit(True))
        menu.addAction(_("Unfold all groups"), lambda: self.fold_wanted.emit(False))
        menu = menu_of(self.save_button)
        menu.clear()
        menu.addAction(icon("file-spreadsheet"), _("Excel …"), lambda: self.save_wanted.emit("xlsx"))
        menu.addAction(icon("calendar-clock"), _("Calendar (.ics) …"), lambda: self.save_wanted.emit("ics"))
        menu.addAction(icon("copy"), _("Copy the list"), self.copy_wanted.emit)

    def _group_by(self, key: str) -> None:
        self.grouping = key
        self.grouping_chosen.emit(key)


def _menu_button(name: str) -> QToolButton:
    button = QToolButton(autoRaise=True)
    button.setIcon(icon(name))
    button.setIconSize(QSize(22, 16))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setFixedHeight(28)
    with_menu(button)
    return button
