"""The three parts of the conversation beside each other: the sheet, where it goes, the register as it will be."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ropa_desktop.exchange.recognition.mapping import FORM, NOTHING
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.window.empty_state import EmptyState
from ropa_desktop.window.intake.bars import HintBar, ProposalBar
from ropa_desktop.window.intake.cell_line import CellLine
from ropa_desktop.window.intake.mapping_view import MappingView, settled_words
from ropa_desktop.window.intake.result_view import ResultView
from ropa_desktop.window.intake.session import Session
from ropa_desktop.window.intake.sheet_view import SheetView
from ropa_desktop.window.intake.values_view import ValuesView, title_of
from ropa_desktop.window.panel import Hairline, Panel, RoleLabel


class Head(QWidget):
    """A part's title, and beside it how much there is of it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = RoleLabel(step=1, strong=True)
        self.title.setText(title)
        self.count = RoleLabel("muted", -1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 12, 7)
        row.setSpacing(12)
        row.addWidget(self.title)
        row.addWidget(self.count, 1, Qt.AlignmentFlag.AlignBaseline)


class SheetPart(QWidget):
    """The sheet, and below it what became of the cell that is looked at."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.head = Head(_("The sheet as it is"))
        self.view = SheetView(session)
        self.line = CellLine(session)
        _stack(self, self.head, Hairline(), (self.view, 1), Hairline(), self.line)
        self.describe()

    def describe(self) -> None:
        """How large the sheet is."""
        columns, rows = self.view.cells.columnCount(), self.view.cells.rowCount()
        wide = ngettext("{n} column", "{n} columns", columns).format(n=columns)
        long = ngettext("{n} row", "{n} rows", rows).format(n=rows)
        self.head.count.setText(f"{wide}, {long}")


class MappingPart(QWidget):
    """The columns, the values of one of them, and what is to be said of it; or why the sheet brings nothing."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.head = Head(_("Where it goes"))
        self.head.setToolTip(
            _("Drag a row onto another, or onto a column of the sheet: the two change places. Delete leaves it out.")
        )
        self.mapping = MappingView(session)
        self.values_title = RoleLabel(strong=True)
        self.values_count = RoleLabel("muted", -1)
        self.values = ValuesView(session)
        self.nothing = EmptyState()
        self.hints = HintBar(session)
        tables = QWidget()
        column = QVBoxLayout(tables)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        of_values = QHBoxLayout()
        of_values.setSpacing(12)
        of_values.addWidget(self.values_title)
        of_values.addWidget(self.values_count, 1, Qt.AlignmentFlag.AlignBaseline)
        column.addWidget(Panel(self.mapping), 3)
        column.addLayout(of_values)
        column.addWidget(Panel(self.values), 2)
        column.addStretch(0)
        self._body = QStackedWidget()
        self._body.addWidget(tables)
        self._body.addWidget(self.nothing)
        _stack(self, self.head, Hairline(), (self._body, 1), self.hints)
        for table in (self.mapping, self.values):
            table.fit_height()
        self.describe()

    def focus(self) -> None:
        """Where a person begins: in the mapping, or where there is none at the offer to make one."""
        if self._body.currentWidget() is self.nothing:
            self.nothing.setFocus()
            self.nothing.focusNextPrevChild(True)
        else:
            self.mapping.setFocus()

    def describe(self) -> None:
        """How much is settled, and of which column the values are."""
        own = self._session.own
        settled, columns = self.mapping.settled()
        self.head.count.setText(settled_words(settled, columns, own.shape == FORM) if columns else "")
        self.values_title.setText(title_of(self._session))
        distinct = len(self.values.rows.rows)
        said = ngettext("{n} different", "{n} different", distinct).format(n=distinct)
        nothing = _("of the label that is looked at") if own.shape == FORM else _("of the column that is looked at")
        self.values_count.setText(said if self._session.mapped is not None else nothing)
        holds_nothing = own.shape == NOTHING
        self._body.setCurrentIndex(1 if holds_nothing else 0)
        if holds_nothing:
            because = _("Nothing of “{sheet}” is imported: {because}. It can be mapped by hand.")
            self.nothing.say(because.format(sheet=own.sheet, because=own.because or _("it is empty")), _("Map by hand"))


class ResultPart(QWidget):
    """What changes in the register, and below it the names that may mean the same."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.head = Head(_("The register as it will be"))
        self.view = ResultView(session)
        self.messages = ProposalBar(session)
        _stack(self, self.head, Hairline(), (self.view, 1), self.messages)

    def describe(self) -> None:
        """Whether what is shown is the newest."""
        self.head.count.setText("" if self._session.is_current else _("being worked out …"))


def _stack(part: QWidget, *widgets: QWidget | tuple[QWidget, int]) -> None:
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        if isinstance(widget, tuple):
            column.addWidget(*widget)
        else:
            column.addWidget(widget)
