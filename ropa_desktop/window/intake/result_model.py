"""The register as it will be, as lines: of each fate the first records, and how many more there are to open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ropa_desktop.exchange.recognition.account import NOTE
from ropa_desktop.exchange.recognition.telling import told
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.window.cells import CELL, Text, words
from ropa_desktop.window.intake.records import Record
from ropa_desktop.window.intake.result_lines import (
    BECAUSE,
    HEADING,
    MORE,
    RECORD,
    UNREAD,
    Line,
    heading,
    record_lines,
)
from ropa_desktop.window.intake.session import Session
from ropa_desktop.window.intake.words import column_letter
from ropa_desktop.window.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex
FIRST, FURTHER = 2, 50  # records shown of a fate at first, and how many more each time
FIRST_FIELDS = 5  # lines shown of a record at first
UPDATED, NEW, NOT_READ, NOT_TAKEN = "updated", "new", "not read", "not taken"


class ResultModel(QAbstractTableModel):
    """Lines in two columns. `pinned` is a record that is shown although it is not among the first."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: dict[str, int] = {}
        self.pinned = ""
        self.lines: list[Line] = []
        self.show_result()

    def show_result(self) -> None:
        """The result as it is now."""
        self.beginResetModel()
        self.lines = list(self._all())
        self.endResetModel()

    def open_more(self, key: str) -> None:
        """Show more of what a line stands for."""
        first = FIRST_FIELDS if key.startswith("record ") else FIRST
        self._shown[key] = self._shown.get(key, first) + FURTHER
        self.show_result()

    def line_of(self, record: str) -> int:
        """Where a record's name stands, or -1."""
        found = (n for n, line in enumerate(self.lines) if line.kind == RECORD and line.key == record)
        return next(found, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.lines[index.row()].kind == UNREAD else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        cell = line.right if index.column() else line.left
        if role == CELL:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return words(cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words(cell) or words(line.left)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(words(cell)[:2000]) or None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _("As it will be") if section else _("Activity and field")
        return None

    def is_tinted(self, line: Line) -> bool:
        """Whether a line tells of the column that the session looks at."""
        session = self._session
        if session.column is None:
            return False
        if line.cell is not None:
            return line.cell.sheet == session.sheet_name and session.is_looked_at(line.cell.row, line.cell.column)
        return bool(line.details & session.fields_looked_at())

    # -- within -------------------------------------------------------------------------------------------

    def _all(self) -> Iterator[Line]:
        worked = self._session.worked
        register = worked.register
        yield from self._fate(UPDATED, "pencil", _("Updated"), register.updated)
        yield from self._fate(NEW, "plus", _("New"), register.new)
        if register.unchanged:
            yield heading("check", "accent", _("Unchanged"), activities(register.unchanged))
        yield from self._unread()
        yield from self._not_taken()

    def _fate(self, key: str, icon: str, title: str, records: Sequence[Record]) -> Iterator[Line]:
        if not records:
            return
        n = sum(record.table == "activity" for record in records)
        others = len(records) - n
        counts = [activities(n)] if n else []
        if others:
            counts.append(_others(others) if n else _records(others))
        yield heading(icon, "accent", title, ", ".join(counts))
        shown = self._shown.get(key, FIRST)
        first = list(records[:shown])
        first += [record for record in records[shown:] if record.id == self.pinned]
        for record in first:
            yield from self._record(record)
        if len(records) > len(first):
            yield _more(key, len(records) - len(first))

    def _record(self, record: Record) -> Iterator[Line]:
        lines = record_lines(self._session.intake.plan, record)
        shown = self._shown.get(f"record {record.id}", FIRST_FIELDS)
        yield from lines[: shown + 1]
        if len(lines) > shown + 1:
            yield _more(f"record {record.id}", len(lines) - shown - 1)

    def _unread(self) -> Iterator[Line]:
        unread = self._session.worked.unreadable
        if not unread:
            return
        yield heading("octagon-alert", "missing", _("Could not be read"), cells(len(unread)))
        shown = self._shown.get(NOT_READ, FIRST)
        for outcome in unread[:shown]:
            place = _("Row {row}, {column}").format(row=outcome.row + 1, column=column_letter(outcome.column))
            text = self._session.text(outcome.row, outcome.column) if outcome.sheet == self._session.sheet_name else ""
            text = text or _text_of(self._session, outcome)
            key = f"{outcome.sheet} {outcome.row} {outcome.column}"
            yield Line(UNREAD, key, Text(f"{place}: {' '.join(text.split())}"), Text(text), cell=outcome)
            became = _("kept as a note") if outcome.kind == NOTE else told(outcome)
            yield Line(BECAUSE, key, Text(became, "muted"), Text(_("correct it above"), "muted"), cell=outcome)
        if len(unread) > shown:
            yield _more(NOT_READ, len(unread) - shown)

    def _not_taken(self) -> Iterator[Line]:
        plan = self._session.intake.plan
        said = [": ".join(filter(None, (one.place, one.called, one.because))) for one in plan.refused]
        said += [": ".join(filter(None, (one.sheet, one.cell, one.sentence))) for one in plan.problems]
        if not said:
            return
        yield heading("octagon-alert", "missing", _("Cannot be taken in"), _records(len(said)))
        shown = self._shown.get(NOT_TAKEN, FIRST)
        for number, sentence in enumerate(said[:shown]):
            yield Line(BECAUSE, f"{NOT_TAKEN} {number}", Text(sentence))
        if len(said) > shown:
            yield _more(NOT_TAKEN, len(said) - shown)


WHOLE = frozenset({RECORD, MORE})
"""The kinds of line that stand across both columns."""

GROUNDED = frozenset({HEADING})
"""The kinds of line on the ground of headings."""


def activities(n: int) -> str:
    """ "31 activities"."""
    return ngettext("{n} activity", "{n} activities", n).format(n=n)


def cells(n: int) -> str:
    """ "6 cells"."""
    return ngettext("{n} cell", "{n} cells", n).format(n=n)


def _records(n: int) -> str:
    return ngettext("{n} record", "{n} records", n).format(n=n)


def _others(n: int) -> str:
    return ngettext("{n} other record", "{n} other records", n).format(n=n)


def _more(key: str, n: int) -> Line:
    return Line(MORE, key, Text(ngettext("{n} more", "{n} more", n).format(n=n), "muted"))


def _text_of(session: Session, outcome: Any) -> str:
    sheet = next(sheet for sheet in session.book.sheets if sheet.name == outcome.sheet)
    cell = sheet.rows[outcome.row][outcome.column]
    return cell.text if cell else ""
