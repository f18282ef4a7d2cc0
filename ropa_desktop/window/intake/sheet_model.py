"""The sheet as it is, for a table: every cell with what became of it, nothing measured or copied beforehand."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics

from ropa_desktop.exchange.intake import with_correction
from ropa_desktop.exchange.recognition.account import FIELD, HEADINGS, IGNORED, NOTE
from ropa_desktop.exchange.recognition.telling import told
from ropa_desktop.i18n import _
from ropa_desktop.window.intake.session import Session
from ropa_desktop.window.intake.words import column_letter
from ropa_desktop.window.intake.worked import is_unread
from ropa_desktop.window.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex
LOOK = Qt.ItemDataRole.UserRole + 2  # the role under which the model hands out how a cell looks
NARROWEST, WIDEST = 56, 210  # widths of a column, logical pixels
MEASURED = 40  # rows that are looked at for a width


class Look(NamedTuple):
    """How a cell of the sheet looks; `icon` stands before its text."""

    text: str
    icon: str = ""
    role: str = "text"
    strong: bool = False
    italic: bool = False
    headed: bool = False  # on the ground of headings
    tinted: bool = False  # in the column that is looked at


class SheetModel(QAbstractTableModel):
    """The cells of the sheet that the session looks at."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._take_sheet()

    def show_sheet(self) -> None:
        """Another sheet, or another file."""
        self.beginResetModel()
        self._take_sheet()
        self.endResetModel()

    def repaint(self) -> None:
        """The same cells, with what becomes of them now."""
        self._tint()
        if self._rows and self._width:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self._width - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._width - 1)

    def widths(self, metrics: QFontMetrics) -> list[int]:
        """A width for each column, by what its first rows hold."""
        found = []
        for column in range(self._width):
            texts = [cell.text[:40] for row in self._rows[:MEASURED] if (cell := row[column])]
            widest = max((metrics.horizontalAdvance(text.split("\n")[0]) for text in texts), default=0)
            found.append(min(max(widest + 30, NARROWEST), WIDEST))
        return found

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._width

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == LOOK:
            return self._look(row, column)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._session.text(row, column)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            text = self._session.text(row, column)
            outcome = self._session.outcome(row, column)
            said = f"{text[:1000]}\n{told(outcome)}" if outcome else text[:1000]
            return (plain_tip(said) if role == Qt.ItemDataRole.ToolTipRole else said) or None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        correct(self._session, index.row(), index.column(), str(value))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole:
            return column_letter(section) if across else str(section + 1)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            said = column_letter(section) if across else str(section + 1)
            if across and (mapped := self._session.mapping_at(-1, section)) is not None and mapped.heading:
                said = f"{said}: {mapped.heading}"
            if self.is_hidden(section, orientation):
                said = _("{place}, hidden in the file").format(place=said)
            return plain_tip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        return None

    def is_hidden(self, section: int, orientation: Qt.Orientation) -> bool:
        """Whether the file hides a row or column. It is shown all the same."""
        return section in (self._hidden_columns if orientation == Qt.Orientation.Horizontal else self._hidden_rows)

    def _take_sheet(self) -> None:
        sheet = self._session.sheet
        self.sheet_name = sheet.name
        self._rows = sheet.rows
        self._width = len(sheet.rows[0]) if sheet.rows else 0
        self._hidden_columns, self._hidden_rows = frozenset(sheet.hidden_columns), frozenset(sheet.hidden_rows)
        self._tint()

    def _tint(self) -> None:
        self._headings = self._session.own.header or (-1, -2)

    def _look(self, row: int, column: int) -> Look:
        session = self._session
        text = session.text(row, column)
        tinted = session.is_looked_at(row, column)
        if self._headings[0] <= row <= self._headings[1]:
            return Look(text, strong=True, headed=True, tinted=tinted)
        outcome = session.outcome(row, column)
        corrected = (session.sheet_name, row, column) in session.wishes.corrections
        if outcome is None:
            return Look(text, "pencil" if corrected else "", tinted=tinted)
        if is_unread(outcome):
            return Look(text, "octagon-alert", "missing", tinted=tinted)
        if outcome.kind == NOTE:
            return Look(text, "sticky-note", tinted=tinted)
        if outcome.kind == IGNORED:
            if outcome.detail == HEADINGS:
                return Look(text, strong=True, headed=True, tinted=tinted)
            return Look(text, role="muted", italic=True, tinted=tinted)
        icon = "pencil" if corrected and outcome.kind == FIELD else ""
        return Look(text, icon, tinted=tinted)


def correct(session: Session, row: int, column: int, text: str) -> None:
    """A cell that says something else; what the file says itself takes the correction back."""
    cell = session.cell_at(row, column)
    if text == session.text(row, column):
        return
    as_given = text == (cell.text if cell else "")
    session.decide(with_correction(session.wishes, (session.sheet_name, row, column), None if as_given else text))
