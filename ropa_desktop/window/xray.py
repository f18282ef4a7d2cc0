"""The X-ray: a spreadsheet that was dropped on the welcome page, looked through with nothing saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ropa_desktop.errors import RegisterError
from ropa_desktop.exchange.xray import Xray, xray
from ropa_desktop.i18n import _, format_date, ngettext
from ropa_desktop.window import work
from ropa_desktop.window.buttons import make_primary
from ropa_desktop.window.delegate import CellDelegate
from ropa_desktop.window.fitting import fit
from ropa_desktop.window.help.before import offer_help
from ropa_desktop.window.intake.cells_bar import CellsBar
from ropa_desktop.window.panel import Panel, RoleLabel
from ropa_desktop.window.status import LetterLegend
from ropa_desktop.window.table import Column, ListTable, RowsModel
from ropa_desktop.window.xray_rows import (
    activity_columns,
    activity_rows,
    finding_columns,
    finding_rows,
    holds,
    left_out_by,
    letter_rows,
    nothing_found,
    unread_notes,
)

LETTER_ROW, FINDING_ROW, LETTERS_PANE = 32, 40, 276

MOST_LETTERS = 13  # rows without scrolling: both articles, with their headings


def look_through(
    parent: QWidget, path: str, make: Callable[[], object], refused: Callable[[RegisterError], object]
) -> None:
    """Read a file in a thread and show what it holds; `make` is done where a register is to be made of it."""
    source = Path(path)

    def show(found: Xray) -> None:
        dialog = XrayDialog(found, parent)
        dialog.accepted.connect(make)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    work.run(
        parent,
        _("{name} is being read …").format(name=source.name),
        lambda: xray(source),
        show,
        refused,
        droppable=True,
    )


def choose_file(parent: QWidget) -> str:
    """Which file; an empty text when the person turns back."""
    from ropa_desktop.window.importing import choose_source  # brings openpyxl: see loading.py

    return str(choose_source(parent) or "")


class XrayDialog(QDialog):
    """What a file holds and lacks. Accepted means that a register is to be made of it."""

    def __init__(self, found: Xray, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Look through {name}").format(name=found.name))
        offer_help(self)
        title = RoleLabel(step=5, strong=True)
        title.setText(found.name)
        self.told = RoleLabel()
        self.told.setWordWrap(True)
        self.told.setText(found.because or holds(found))
        promise = RoleLabel("muted")
        promise.setWordWrap(True)
        promise.setText(
            _("Looked at as of {day}. Nothing is saved, and the file stays as it is.").format(day=format_date(found.on))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        for label in (title, self.told, promise):
            column.addWidget(label)
        if not found.because:
            column.addLayout(self._contents(found), 1)
        if found.intake is not None:
            column.addSpacing(8)
            self.cells = CellsBar()
            self.cells.show_counts(found.plan.cells, unread_notes(found), left_out_by(found))
            column.addWidget(self.cells)
        column.addSpacing(8)
        column.addWidget(self._buttons(found))
        self._fit(found)

    def _contents(self, found: Xray) -> QHBoxLayout:
        """The letters at the left; activities, and below them findings, at the right."""
        self.letters = _table(_("Open, by letter of Article 30"), [Column("letter", "", stretch=True)])
        self.letters.model_().set_rows(letter_rows(found))
        self.letters.setItemDelegate(CellDelegate(self.letters, padding=12, separators=False, whole_rows=True))
        self.letters.set_row_height(LETTER_ROW)
        self.letters.horizontalHeader().hide()
        n = len(found.seen)
        self.activities = _table(_("Activities"), activity_columns(found))
        self.activities.model_().set_rows(activity_rows(found))
        rows = finding_rows(found)
        self.findings = _table(_("Findings"), finding_columns())
        self.findings.setItemDelegate(CellDelegate(self.findings, wraps=True))
        self.findings.set_row_height(FINDING_ROW)
        self.findings.model_().set_rows(rows)
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(8)
        left.addWidget(_heading(_("Open in how many activities")))
        pane = Panel(self.letters)
        pane.setFixedWidth(LETTERS_PANE)
        self.letters.setFixedHeight(LETTER_ROW * min(self.letters.model_().total, MOST_LETTERS))
        left.addWidget(pane)
        left.addStretch(1)
        right.addWidget(_heading(ngettext("{n} activity", "{n} activities", n).format(n=n)))
        right.addWidget(Panel(self.activities), 3)
        legend = QHBoxLayout()
        legend.addWidget(LetterLegend())
        legend.addStretch(1)
        right.addLayout(legend)
        right.addWidget(_heading(_("Findings")))
        if rows:
            right.addWidget(Panel(self.findings), 2)
        else:
            none = RoleLabel("muted")
            none.setText(nothing_found())
            right.addWidget(none)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addLayout(left)
        both.addLayout(right, 1)
        for table in (self.letters, self.activities, self.findings):
            table.lay_out_columns()
        return both

    def _buttons(self, found: Xray) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        make = _("Map it by hand …") if found.because else _("Make a register of it …")
        self.make_button = buttons.addButton(make, QDialogButtonBox.ButtonRole.AcceptRole)
        self.close_button = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.make_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)
        make_primary(self.close_button if found.because else self.make_button)
        return buttons

    def _fit(self, found: Xray) -> None:
        """As large as its contents want, and no larger than the window that it stands before."""
        if found.because:
            self.setMinimumWidth(640)
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        fit(self, QSize(1120, 760))
        self.activities.setFocus(Qt.FocusReason.OtherFocusReason)


class _Table(ListTable):
    """A list that keeps its rows itself."""

    def __init__(self) -> None:
        self._rows = RowsModel()
        super().__init__(self._rows)
        self._rows.setParent(self)

    def model_(self) -> RowsModel:
        """The rows."""
        return self._rows


def _table(name: str, columns: list[Column]) -> _Table:
    table = _Table()
    table.setAccessibleName(name)
    table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    table.setMinimumHeight(80)
    table.model_().set_columns(columns)
    return table


def _heading(text: str) -> RoleLabel:
    label = RoleLabel(strong=True)
    label.setText(text)
    label.setContentsMargins(0, 8, 0, 0)
    return label
