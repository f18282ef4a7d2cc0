"""A child table: head, rows edited in place, and what stands there while there are none."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.model import catalog
from ropa_desktop.register import edit
from ropa_desktop.window.cells import Answered, Cell, Unknown
from ropa_desktop.window.editor.answering import AnswerPanel
from ropa_desktop.window.editor.candidates import NewRecord, called, can_be_created, of_records
from ropa_desktop.window.editor.child_grid import ChildGrid
from ropa_desktop.window.editor.desk import Desk
from ropa_desktop.window.editor.empty_rows import EmptyRows
from ropa_desktop.window.editor.inherited_rows import TransferRows
from ropa_desktop.window.editor.section_head import SectionHead
from ropa_desktop.window.editor.suggesting import CONFIRM_KEYS, SuggestedRows
from ropa_desktop.window.editor.table_rows import RelationRows, TableRows

ROWS_OF: dict[tuple[str, str], type[RelationRows]] = {("activity", "transfers"): TransferRows}
"""Relations whose rows are more than the record's own."""


class ChildTable(QWidget):
    """The rows of a relation, named like it in Designer.

    `columns` (a dynamic property, comma separated) shows other fields than the catalogue's; `plain` hides the head
    where a section has its own.
    """

    source_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = SectionHead()
        self.grid = ChildGrid()
        self.empty = EmptyRows()
        self.proposed = SuggestedRows(self.grid, self)
        self.rows: TableRows | None = None
        self.relation: catalog.Relation | None = None
        self._desk: Desk | None = None
        self._key, self._id = "", ""
        self._refusal = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for widget in (self.head, self.grid, self.empty, self.proposed):
            column.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.head.add_wanted.connect(self.add_row)
        self.head.more_wanted.connect(lambda: self._menu().popup(_below(self.head.more)))
        self.empty.add_wanted.connect(self.add_row)
        self.empty.answer_wanted.connect(self.answer_relation)
        self.empty.back_wanted.connect(lambda: self._desk and self._desk.attempt(lambda: self._answer(None, None)))
        self.grid.add_wanted.connect(self.add_row)
        self.grid.open_wanted.connect(self.open_row)
        self.grid.remove_wanted.connect(self.remove_row)
        self.grid.clear_wanted.connect(self._clear_cell)
        self.grid.answer_wanted.connect(self.answer_cell)
        self.grid.move_wanted.connect(self.move_row)
        self.grid.customContextMenuRequested.connect(self._menu_at)
        self.grid.child_model.refused.connect(self._refuse)
        self.grid.child_model.settled.connect(self._settle)
        for signal in (
            self.grid.child_model.modelReset,
            self.grid.child_model.rowsInserted,
            self.grid.child_model.rowsRemoved,
        ):
            signal.connect(self._show_body)

    # -- showing ------------------------------------------------------------------------------------------

    def show_relation(self, desk: Desk, key: str, id: str, relation: catalog.Relation) -> None:
        """Show the rows that a record holds under a relation."""
        columns = [name for name in str(self.property("columns") or "").replace(" ", "").split(",") if name]
        kind_of_rows = ROWS_OF.get((key, relation.name), RelationRows)
        self._show(desk, key, id, kind_of_rows(desk, key, id, relation, columns), relation)

    def show_statements(self, desk: Desk, key: str, id: str, rows: TableRows) -> None:
        """Show what is said of a record's fields."""
        self._show(desk, key, id, rows, None)

    def refresh(self) -> None:
        """The same rows, as they are now."""
        current = self.grid.currentIndex()
        row = self.grid.child_model.row(current) if current.isValid() else None
        kept = row.id if row is not None else None
        self.grid.child_model.refresh()
        if kept is not None and not self.grid.currentIndex().isValid():
            self._select(kept, current.column())
        self.describe()

    def describe(self) -> None:
        """Head and empty state, in the current language."""
        self._entitle()
        self._show_body()

    def title_is(self, title: str) -> None:
        """The title of a table that is no relation's."""
        self.head.say(title)
        self.grid.setAccessibleName(title)

    # -- what is done with rows ---------------------------------------------------------------------------

    def add_row(self) -> None:
        """A new row, being typed into; it is in the register once something is in it."""
        if self._desk is not None and not self._desk.register.read_only:
            self.empty.hide()
            self.grid.show()
            self.grid.begin_row()

    def open_row(self) -> None:
        """The current row in its own form, with all its fields."""
        row = self.grid.child_model.row(self.grid.currentIndex())
        if row is not None and self._desk is not None and self.rows is not None and self.rows.opens:
            self._desk.open_record(self.rows.key, row.id)

    def remove_row(self) -> None:
        """Remove the current row; it can be undone."""
        index = self.grid.currentIndex()
        row = self.grid.child_model.row(index)
        if row is None or self._desk is None or self.rows is None or self._desk.register.read_only:
            return
        if self.proposed.holds(row):
            self.proposed.refuse_row()
            return
        desk = self._desk
        rows = self.rows
        if not desk.attempt(lambda: rows.remove(row)):
            return
        place = min(index.row(), len(self.grid.child_model.rows) - 1)
        if place >= 0:
            self.grid.setCurrentIndex(self.grid.child_model.index(place, index.column()))
        desk.messages.say(_("1 entry removed."), (_("Undo"), lambda: desk.attempt(desk.register.undo)))

    def move_row(self, by: int) -> None:
        """Put the current row one place up (-1) or down (1)."""
        index = self.grid.currentIndex()
        shown, rows = self.grid.child_model.rows, self.rows
        there = index.row() + by
        if rows is None or not rows.moves or not index.isValid() or not 0 <= there < len(shown):
            return
        if self._desk is None or self._desk.register.read_only:
            return
        ids = [row.id for row in shown]
        moved = ids.pop(index.row())
        ids.insert(there, moved)
        if self._desk.attempt(lambda: rows.move(ids)):
            self._select(moved, index.column())

    def answer_cell(self) -> AnswerPanel | None:
        """Ask for an answer in place of the current cell's value; of a table without rows, in place of rows."""
        index = self.grid.currentIndex()
        row = self.grid.child_model.row(index)
        if row is None or self._desk is None or self.rows is None or not self.rows.opens:
            return self.answer_relation()
        if not self.rows.owns(row):
            self._desk.messages.say(_("Another record brings this row. Override it first, or answer there."))
            return None
        info, desk, key = self.grid.child_model.infos[index.column()], self._desk, self.rows.key
        if not info.answers or desk.register.read_only:
            return None
        answer = desk.snapshot.answer(row.id, info.name)
        present = (str(answer.state), answer.reason or "") if answer else None

        def act(state: str | None, reason: str | None) -> None:
            edit.set_answer(desk.register, key, row.id, info.name, state, reason)
            desk.register.seal()

        panel = AnswerPanel(self.grid, _(info.title), info.answers, present, act)
        panel.open_under(self.grid, self.grid.visualRect(index).bottomLeft() + QPoint(0, 24))
        return panel

    def answer_relation(self, state: str | None = None) -> AnswerPanel | None:
        """Ask for an answer in place of rows; a state that needs no reason answers at once."""
        desk, relation = self._desk, self.relation
        if desk is None or relation is None or not relation.answers or desk.register.read_only:
            return None
        if self.grid.child_model.rows:
            return None
        if state == "none":
            desk.attempt(lambda: self._answer(state, None))
            return None
        answer = desk.snapshot.answer(self._id, relation.name)
        present = (str(answer.state), answer.reason or "") if answer else (state, "") if state else None
        panel = AnswerPanel(self.empty, _(relation.title), relation.answers, present, self._answer)
        panel.back.setVisible(answer is not None)
        panel.open_under(self.empty)
        return panel

    def commit(self) -> None:
        """Write the cell that is being edited; a row left empty goes at once, while the register is open."""
        self.grid.cells.finish()
        self.grid.drop_empty_row()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the head and the line in place of rows leave over: there too, keys add a row and answer."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (control or self.head.add.hasFocus()):
            self.add_row()
        elif event.key() == Qt.Key.Key_J and control:
            self.answer_cell()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._desk is not None:
            self.grid.child_model.headerDataChanged.emit(
                Qt.Orientation.Horizontal, 0, max(len(self.grid.child_model.infos) - 1, 0)
            )
            self.grid.fit()
            self.describe()

    # -- within -------------------------------------------------------------------------------------------

    def _show(self, desk: Desk, key: str, id: str, rows: TableRows, relation: catalog.Relation | None) -> None:
        same = (key, id) == (self._key, self._id) and relation == self.relation and self.rows is not None
        self._desk, self._key, self._id, self.relation = desk, key, id, relation
        self.grid.desk = desk
        writable = not desk.register.read_only
        self.head.setVisible(not self.property("plain"))
        self.head.offer(add=writable, more=True)
        if same:
            self.refresh()
            return
        self.rows = rows
        if not self.grid.child_model.show(rows, editable=writable):  # else the body is shown by that
            self._show_body()
        self._entitle()

    def _entitle(self) -> None:
        if self.relation is not None:
            self.head.say(_(self.relation.title))
            self.grid.setAccessibleName(_(self.relation.title))

    def _show_body(self, *_arguments: object) -> None:
        if self._desk is None:
            return
        filled = bool(self.grid.child_model.rowCount())
        self.grid.setVisible(filled)
        self.empty.setVisible(not filled)
        self.proposed.describe()
        if not filled:
            answers = self.relation.answers if self.relation else ()
            self.empty.say(self._state(), answers, writable=not self._desk.register.read_only)

    def _state(self) -> Cell | None:
        """What stands in place of rows: an answer, a gap that Article 30 leaves, or nothing."""
        assert self._desk is not None
        if self.relation is None:
            return None
        answer = self._desk.snapshot.answer(self._id, self.relation.name)
        if answer is not None:
            return Answered(str(answer.state), answer.reason or "")
        return Unknown() if self._asked() else None

    def _asked(self) -> bool:
        assert self._desk is not None
        assert self.relation is not None
        row = self._desk.snapshot.find(self._key, self._id)
        if not self.relation.article.startswith("30(") or self.relation.name == "joint_controllers" or row is None:
            return False
        if self._key == "organisation":
            return bool(row.record_kept == "yes" and self.relation.name == "dpo")
        if self._key == "activity" and row.role == "processor":
            asked = self.relation.name in ("controllers", "transfers", "measures")
        else:
            asked = self._key == "activity" and self.relation.name != "controllers"
        return asked

    def _select(self, id: str, column: int) -> None:
        place = next((n for n, row in enumerate(self.grid.child_model.rows) if row.id == id), -1)
        if place >= 0:
            self.grid.setCurrentIndex(self.grid.child_model.index(place, max(column, 0)))

    def _answer(self, state: str | None, reason: str | None) -> None:
        if self._desk is None or self.relation is None:
            return
        edit.set_answer(self._desk.register, self._key, self._id, self.relation.name, state, reason)
        self._desk.register.seal()

    def _do(self, act: Callable[[], object]) -> None:
        if self._desk is not None and self._desk.attempt(act):
            self._desk.register.seal()

    def _clear_cell(self) -> None:
        index = self.grid.currentIndex()
        model = self.grid.child_model
        if self._desk is None or self._desk.register.read_only or model.row(index) is None:
            return
        self._desk.attempt(lambda: model.write(index, None))
        self._desk.register.seal()

    def _refuse(self, sentence: str, place: QPersistentModelIndex) -> None:
        if self._desk is None:
            return
        self._refusal = sentence
        actions = [(_("Create"), partial(self._create, place))] if self._names_a_new_record(place) else []
        self._desk.messages.say(sentence, *actions, tone="refused")

    def _settle(self) -> None:
        if self._desk is not None and self._desk.messages.sentence == self._refusal:
            self._desk.messages.dismiss()

    def _names_a_new_record(self, place: QPersistentModelIndex) -> bool:
        """Whether what a cell keeps unwritten could name a record that does not exist yet."""
        model = self.grid.child_model
        target, text = model.infos[place.column()].target, model.unread(place)
        if self._desk is None or not target or not text or not can_be_created(target):
            return False
        return not called(of_records(self._desk.snapshot, target), text)

    def _create(self, place: QPersistentModelIndex) -> None:
        model = self.grid.child_model
        text = model.unread(place) if place.isValid() else None
        target = model.infos[place.column()].target if text else None
        if text and target:
            self._do(lambda: model.write(place, NewRecord(target, text.strip())))

    def _menu_at(self, place: QPoint) -> None:
        self._menu().popup(self.grid.viewport().mapToGlobal(place))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        model, index = self.grid.child_model, self.grid.currentIndex()
        row = model.row(index) if index.isValid() else None
        writable = self._desk is not None and not self._desk.register.read_only

        def offer(text: str, keys: str, act: Callable[[], object], possible: bool) -> None:
            action = menu.addAction(f"{text}\t{keys}" if keys else text, act)
            action.setEnabled(possible)

        opens = self.rows is not None and self.rows.opens
        moves = self.rows is not None and self.rows.moves and writable and row is not None
        if opens:
            offer(_("Open"), _("Enter"), self.open_row, row is not None)
        offer(_("Add"), "Ctrl+Enter", self.add_row, writable)
        if opens and row is not None:
            answers = bool(model.infos[index.column()].answers) and writable
            offer(_("Answer this cell …"), "Ctrl+J", self.answer_cell, answers)
        if self.relation is not None and self.relation.answers:
            offer(_("Answer in place of entries …"), "", self.answer_relation, writable and not model.rows)
        if self.relation is not None and writable:
            name = self.relation.name
            menu.addAction(_("Source …"), lambda: self.source_wanted.emit(name))
        if self.rows is not None and self.rows.moves:
            offer(_("Move up"), "Ctrl+Shift+↑", lambda: self.move_row(-1), moves and index.row() > 0)
            last = index.row() == len(model.rows) - 1
            offer(_("Move down"), "Ctrl+Shift+↓", lambda: self.move_row(1), moves and not last)
        for text, act in self.rows.commands(row) if self.rows is not None and row is not None else ():
            offer(text, "", partial(self._do, act), writable)
        proposed = row is not None and self.proposed.holds(row)
        if proposed:
            keys = CONFIRM_KEYS.replace("Return", _("Enter"))
            offer(_("Confirm"), keys, self.proposed.confirm_row, writable)
        offer(_("Refuse") if proposed else _("Remove"), "Ctrl+Del", self.remove_row, writable and row is not None)
        return menu


def _below(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(QPoint(0, widget.height()))
