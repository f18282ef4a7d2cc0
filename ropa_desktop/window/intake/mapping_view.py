"""Where it goes: each column of the sheet, the field it goes to, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStyleOptionViewItem, QWidget

from ropa_desktop.exchange.intake import with_target
from ropa_desktop.exchange.recognition.forms import form_labels
from ropa_desktop.exchange.recognition.mapping import AS_NOTE, FORM, LEFT_OUT, ColumnMapping, SheetMapping
from ropa_desktop.exchange.recognition.targets import HOLDS, targets
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.window.cells import CELL, Remark, Text
from ropa_desktop.window.colours import colours
from ropa_desktop.window.editor.candidates import Candidate
from ropa_desktop.window.intake.dragging import KINDS, as_dragged, dragged_column
from ropa_desktop.window.intake.picking import ListBox, PickDelegate, PickModel, PickTable
from ropa_desktop.window.intake.session import Session
from ropa_desktop.window.intake.words import (
    ASK,
    SURENESS,
    heading_of,
    lettered,
    placed_heading,
    sureness,
    target_words,
)
from ropa_desktop.window.table import Column, Row

Index = QModelIndex | QPersistentModelIndex
GOES_TO, SURE = 1, 2
DOT, DOTS = 7, 35  # diameter of a dot, and the room that three take


class MappingModel(PickModel):
    """The columns, each of which can be dragged onto another."""

    swapped = Signal(str, str)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return KINDS

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return as_dragged(self.rows[indexes[0].row()].id)

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        source = dragged_column(data)
        if source is None or not parent.isValid():
            return False
        self.swapped.emit(source, self.rows[parent.row()].id)
        return True


class MappingView(PickTable):
    """The columns of the sheet that is looked at. `swapped`: a column's target was dropped on another column."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        columns = [
            Column("column", _("Column"), 130, stretch=True, name=True),
            Column("target", _("Goes to"), 192, firm=True),
            Column("sure", _("How sure"), 98, firm=True),
        ]
        model = MappingModel(GOES_TO)
        super().__init__(model, columns, parent)
        model.setParent(self)
        self._session = session
        self.swapped = model.swapped
        self._follows = False
        self.setItemDelegate(MappingDelegate(self, GOES_TO))
        self.setAccessibleName(_("Where it goes"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setDragDropOverwriteMode(True)
        self.selectionModel().currentChanged.connect(self._look_where_it_goes)
        self.show_mapping()

    def show_mapping(self) -> None:
        """The mapping as it is now wished."""
        self._follows = True
        self.rows.can_pick = bool(self._session.own.columns)
        self.keep_place(lambda: self.rows.show_rows(self._rows()))
        self._follows = False
        self.fit_height()

    def follow(self) -> None:
        """Go to the column that the session looks at."""
        mapped = self._session.mapped
        row = self.rows.row_of(self._session.key(mapped)) if mapped else -1
        self._follows = True
        if row >= 0:
            column = max(0, self.currentIndex().column())
            self.setCurrentIndex(self.rows.index(row, column))
            self.scrollTo(self.currentIndex())
        else:
            self.setCurrentIndex(QModelIndex())
        self._follows = False

    def settled(self) -> tuple[int, int]:
        """How many columns are settled, of how many."""
        columns = [column for table in self._session.own.tables() for column in table.columns]
        return sum(sureness(column) != ASK for column in columns), len(columns)

    def box(self, parent: QWidget, row: int) -> ListBox | None:
        column = self._column(row)
        if column is None:
            return None
        holds = self._session.own.of(column).holds
        choices = [Candidate(one.key, lettered(one)) for one in targets(holds)]
        box = ListBox(parent, choices, column.target, target_words(column.target, holds))
        box.setAccessibleName(_("Where “{column}” goes").format(column=heading_of(column)))
        return box

    def take(self, row: int, box: ListBox) -> None:
        from ropa_desktop.errors import BadInput

        try:
            target = box.value()
        except BadInput:
            return  # a text that is none of the fields: it goes where it went
        if target is not None:
            self._go_to(row, str(target))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.currentIndex().isValid():
            self._go_to(self.currentIndex().row(), LEFT_OUT)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.currentIndex().row()
        column = self._column(row)
        if column is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act in (
            (_("Choose a field …"), lambda: self.open_list(row)),
            (_("Keep as a note"), lambda: self._go_to(row, AS_NOTE)),
            (_("Leave out"), lambda: self._go_to(row, LEFT_OUT)),
        ):
            action = QAction(words, menu)
            action.triggered.connect(act)
            menu.addAction(action)
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft() + QPoint(8, 0))
        menu.popup(place)

    def _go_to(self, row: int, target: str) -> None:
        column = self._column(row)
        if column is not None:
            session = self._session
            session.decide(with_target(session.wishes, session.sheet_name, column, target))

    def _column(self, row: int) -> ColumnMapping | None:
        if not 0 <= row < len(self.rows.rows):
            return None
        return self._session.mapping_called(self.rows.rows[row].id)

    def _look_where_it_goes(self, current: QModelIndex) -> None:
        mapped = self._column(current.row()) if current.isValid() and not self._follows else None
        if mapped is not None:
            self._session.look_at_mapping(mapped)

    def _rows(self) -> list[Row]:
        own = self._session.own
        rows = [_row(column, self._session.key(column), own.holds) for column in own.columns]
        if own.shape != FORM:
            return [*rows, *(row for table in own.below for row in self._below(table))]
        places = [column.row or 0 for column in own.columns]
        both = [*zip(places, rows, strict=True), *_sections(self._session)]
        return [row for _place, row in sorted(both, key=lambda one: one[0])]

    def _below(self, table: SheetMapping) -> list[Row]:
        """A table below the first: a line that says where it begins and what it holds, then its columns."""
        first = (table.header or (0, 0))[0] + 1
        title = (Text(_("From row {n}").format(n=first)), Text(_(HOLDS.get(table.holds, table.holds))), Text(""))
        rows = (_row(column, self._session.key(column), table.holds) for column in table.columns)
        return [Row(f"below {first}", title), *rows]


class MappingDelegate(PickDelegate):
    """Draws the dots before the word that says how sure a column's target is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.column() != SURE:
            return
        cell = index.data(CELL)
        filled = next((dots for dots, word in SURENESS.values() if _(word) == cell.value), 0)
        roles = colours(option.palette)
        ink = QColor(roles.question if cell.role == "question" else roles.text)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, 1.2))
        for dot in range(3 if filled else 0):
            painter.setBrush(ink if dot < filled else Qt.BrushStyle.NoBrush)
            left = option.rect.left() + 8 + dot * (DOT + 3)
            painter.drawEllipse(QRectF(left + 0.5, option.rect.center().y() - DOT / 2 + 0.5, DOT, DOT))
        painter.restore()

    def room(self, box: QRect, index: Index) -> QRect:
        return super().room(box, index).adjusted(DOTS if index.column() == SURE else 0, 0, 0, 0)


def swap(session: Session, source: str, onto: str) -> None:
    """Two columns of the sheet, or labels of a form, change their targets."""
    one, other = session.mapping_called(source), session.mapping_called(onto)
    if one is None or other is None or one == other or one.target == other.target:
        return
    if session.own.of(one) is not session.own.of(other):
        return  # what a table holds cannot go to a column of another one
    moved = replace(other, target=one.target, also=one.also, score=1.0)
    own = session.own.with_column(one, replace(one, target=other.target, also=other.also, score=1.0))
    session.decide_sheet(own.with_column(other, moved))
    session.look_at_mapping(moved)


def settled_words(settled: int, columns: int, is_form: bool = False) -> str:
    """ "12 of 13 columns settled"."""
    if is_form:
        said = ngettext("{settled} of {n} label settled", "{settled} of {n} labels settled", columns)
        return said.format(settled=settled, n=columns)
    said = ngettext("{settled} of {n} column settled", "{settled} of {n} columns settled", columns)
    return said.format(settled=settled, n=columns)


def _row(column: ColumnMapping, key: str, holds: str) -> Row:
    degree = sureness(column)
    name = Text(placed_heading(column))
    where = " + ".join(target_words(one, holds) for one in (column.target, column.also) if one)
    sure = _(SURENESS[degree][1])
    if degree == ASK:
        return Row(key, (name, Remark("circle-question-mark", where, "question"), Text(sure, "question")))
    if column.target in (AS_NOTE, LEFT_OUT):
        icon = "sticky-note" if column.target == AS_NOTE else "eye-off"
        return Row(key, (name, Remark(icon, where, "text"), Text(sure)))
    return Row(key, (name, Text(where), Text(sure)))


def _sections(session: Session) -> list[tuple[int, Row]]:
    """The rows of the sections of a form, by row: they go where their section goes, and are corrected by cell."""
    holds, known = session.own.holds, {(one.row, one.column) for one in session.own.columns}
    found = []
    for (row, column), target in form_labels(session.sheet).items():
        if (row, column) not in known:
            label = " ".join(session.text(row, column).split())
            cells = (Text(f"{row + 1}  {label}"), Text(target_words(target, holds)), Text(_("by rule")))
            found.append((row, Row(f"section {row}", cells)))
    return found
