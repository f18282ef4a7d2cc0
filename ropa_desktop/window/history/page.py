"""The history: every revision with when, who and what, and below the list what it changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ropa_desktop.exchange.verifying import particulars
from ropa_desktop.i18n import N_, _, format_time
from ropa_desktop.register.past import changes_about, changes_in, revisions_about, undone
from ropa_desktop.register.register import Register, label
from ropa_desktop.register.revision import Change, Revision
from ropa_desktop.window.cells import Cell, Remark, Text
from ropa_desktop.window.finding.lines import Listing, SeekField
from ropa_desktop.window.finding.naming import titled
from ropa_desktop.window.finding.search_pane import MARGIN, Place
from ropa_desktop.window.history.telling import Told, told
from ropa_desktop.window.panel import Hairline, RoleLabel
from ropa_desktop.window.table import Column, Row

MOST = 500  # changes of one revision that are told; an import has many thousands
KINDS = {
    "edit": ("pencil", N_("change")),
    "undo": ("undo-2", N_("undo")),
    "redo": ("redo-2", N_("redo")),
    "imported": ("file-spreadsheet", N_("import")),
    "external": ("triangle-alert", N_("another program")),
    "migration": ("history", N_("new file version")),
    "event": ("info", N_("event")),
}
_TAKEN_BACK = {"undo": N_("Undone: {label}"), "redo": N_("Done again: {label}")}


class HistoryPage(QWidget):
    """Of the whole register, or of one record. `wanted` says which place a person goes to."""

    wanted = Signal(object)
    counted = Signal()  # other revisions are shown

    def __init__(self, register: Register, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._register = register
        self._about: tuple[str, str] | None = None
        self._revisions: dict[str, Revision] = {}
        self._read: tuple[object, ...] = ()
        self._history: tuple[Revision, ...] = ()
        self._of_record: dict[str, list[Change]] = {}  # by revision, where one record's history is shown
        self._told: list[Told] = []
        self._shown = ""
        self._title = RoleLabel(step=5, strong=True)
        self._title.setMinimumHeight(30)
        self._title.setMinimumWidth(40)
        self._count = RoleLabel("muted")
        self.revisions, self.changes = Listing(), Listing()
        self.field = SeekField(self.revisions)
        self.whole = _text_button()
        self.go = _text_button()
        self._what = RoleLabel(strong=True)
        self._more = RoleLabel("muted")
        self.field.textChanged.connect(self._filter)
        self.field.left.connect(self._turn_back)
        self.whole.clicked.connect(lambda: self.show_all())
        self.go.clicked.connect(self.changes.open_current)
        self.revisions.selectionModel().currentRowChanged.connect(self._show_changes)
        self.revisions.opened.connect(lambda _id: self.changes.setFocus(Qt.FocusReason.OtherFocusReason))
        self.revisions.left.connect(self._turn_back)
        self.changes.selectionModel().currentRowChanged.connect(self._offer)
        self.changes.opened.connect(self._go)
        self.changes.left.connect(lambda: self.revisions.setFocus(Qt.FocusReason.OtherFocusReason))
        self._lay_out()
        self.retranslate()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.revisions.setFocus(event.reason())

    def show_all(self) -> None:
        """The history of the whole register."""
        self.show_about(None)

    def show_about(self, record: tuple[str, str] | None) -> None:
        """The history of one record by kind and id; None for all."""
        self._about, self._read = record, ()
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self.revisions.rows.set_filter("")
        self.refresh()
        self.revisions.make_current(0)

    def refresh(self) -> None:
        """The history as it is now, the newest first."""
        newest = self._register.journal.newest
        state = (newest and (newest.id, newest.hash), self._about)
        if state == self._read:
            return
        self._read = state
        history = self._history = _continued(self._register, self._history, newest)
        taken_back = undone(history)
        self._of_record = {}
        if self._about is not None:
            about = revisions_about(self._register, self._register.snapshot(), *self._about)
            self._of_record = changes_about(self._register, self._register.snapshot(), *self._about)
            history = tuple(revision for revision in history if revision.id in about)
        self._revisions = {revision.id: revision for revision in reversed(history)}
        row = self.revisions.currentIndex().row()
        current, self._shown = self._shown, ""
        self.revisions.rows.set_rows(
            [Row(id, partial(_cells, revision, id in taken_back)) for id, revision in self._revisions.items()]
        )
        place = self.revisions.rows.row_of(current)
        self.revisions.make_current(place if place > 0 and row > 0 else 0)
        self._count_them()
        self.retranslate()

    @property
    def count_shown(self) -> int:
        """How many revisions are shown."""
        return len(self.revisions.rows.rows)

    def retranslate(self) -> None:
        """Every text in the current language."""
        if self._about is None:
            self._title.setText(_("History"))
        else:
            self._title.setText(_("History of {record}").format(record=self._name()))
        self._title.setToolTip(self._title.text())
        self.whole.setText(_("Show all"))
        self.whole.setAccessibleName(_("Show the history of the whole register"))
        self.whole.setVisible(self._about is not None)
        self.go.setText(_("Go to the record"))
        self.go.setAccessibleName(self.go.text())
        self._what.setText(_("What changed"))
        self.field.call(_("Search the history"))
        self.revisions.setAccessibleName(_("History"))
        self.changes.setAccessibleName(_("What changed"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._set_columns()
            self._read = ()
            if self._revisions:
                self.refresh()

    # -- within -------------------------------------------------------------------------------------------

    def _name(self) -> str:
        assert self._about is not None
        return titled(self._register.snapshot(), *self._about)

    def _lay_out(self) -> None:
        self._set_columns()
        head, tools, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(MARGIN, 12, MARGIN, 0)
        tools.setContentsMargins(MARGIN, 8, MARGIN, 10)
        foot.setContentsMargins(MARGIN, 8, MARGIN - 8, 4)
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self._count, 1, Qt.AlignmentFlag.AlignBaseline)
        head.addWidget(self.whole)
        tools.addWidget(self.field)
        foot.setSpacing(10)
        foot.addWidget(self._what)
        foot.addWidget(self._more, 1)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(tools)
        column.addWidget(Hairline())
        column.addWidget(self.revisions, 3)
        column.addWidget(Hairline())
        column.addLayout(foot)
        column.addWidget(self.changes, 2)

    def _set_columns(self) -> None:
        self.revisions.set_columns(
            [
                Column("when", _("When"), 176, firm=True),
                Column("what", _("What"), stretch=True, name=True),
                Column("who", _("Who"), 110),
                Column("kind", _("Kind"), 132, firm=True),
            ]
        )
        self.changes.set_columns(
            [
                Column("record", _("Name"), stretch=True, name=True),
                Column("field", _("Field"), 160),
                Column("before", _("Before"), 170),
                Column("after", _("After"), 170),
            ]
        )

    def _filter(self, text: str) -> None:
        self.revisions.rows.set_filter(text)
        self.revisions.make_current(0)
        if not self.revisions.rows.rows:
            self._tell(())
        self._count_them()

    def _count_them(self) -> None:
        shown, total = len(self.revisions.rows.rows), self.revisions.rows.total
        counted = _("{shown} of {total}").format(shown=shown, total=total)
        self._count.setText(counted if shown != total else str(total))
        self.counted.emit()

    def _show_changes(self, current: QModelIndex, _before: QModelIndex) -> None:
        rows = self.revisions.rows.rows
        id = rows[current.row()].id if current.isValid() and current.row() < len(rows) else ""
        if id == self._shown:
            return
        self._shown = id
        changes, count = changes_in(self._register, id, MOST) if id else ((), 0)
        of_record = self._of_record.get(id, ())
        self._tell(told(self._register, self._register.snapshot(), of_record[:MOST] or changes))
        if of_record:
            said = _("{n} of {count} changes: those of this record")
            more = said.format(n=len(of_record), count=count) if len(of_record) < count else ""
        else:
            more = _("the first {n} of {count} changes").format(n=MOST, count=count) if count > MOST else ""
        nothing = (particulars(self._revisions[id]) or _("No record was changed.")) if id and not count else ""
        self._more.setText(more or nothing)

    def _tell(self, lines: list[Told] | tuple[()]) -> None:
        self._told = list(lines)
        self.changes.show_rows(
            [
                Row(str(number), (Text(line.record), Text(line.what, "muted"), line.before, line.after))
                for number, line in enumerate(self._told)
            ]
        )
        self._more.setText("")
        self._offer()

    def _offer(self, *_indexes: QModelIndex) -> None:
        row = self.changes.currentIndex().row()
        self.go.setEnabled(0 <= row < len(self._told) and bool(self._told[row].entry))

    def _go(self, number: str) -> None:
        line = self._told[int(number)]
        if line.entry:
            self.wanted.emit(Place(line.entry, line.table, line.id, line.field))

    def _turn_back(self) -> None:
        """From a search to all that was listed, from one record's history to that of all."""
        if self.field.text():
            self.field.clear()
        elif self._about is not None:
            self.show_all()


def _continued(register: Register, known: tuple[Revision, ...], newest: Revision | None) -> tuple[Revision, ...]:
    """The whole history, of which the earlier part is known: read anew only where more than one step was made."""
    if known and newest is not None:
        if newest.id == known[-1].id:
            return (*known[:-1], newest)
        if newest.parent == known[-1].id:
            return (*known, newest)
    return register.history()


def _cells(revision: Revision, taken_back: bool) -> tuple[Cell, ...]:
    symbol, word = KINDS.get(revision.kind, ("info", revision.kind))
    said = label(revision)
    if revision.kind in _TAKEN_BACK:
        said = _(_TAKEN_BACK[revision.kind]).format(label=said)
    kind = Remark("undo-2", _("undone")) if taken_back else Remark(symbol, _(word))
    role = "muted" if taken_back else "text"
    return Text(format_time(revision.at), "muted"), Text(said, role), Text(revision.who, "muted"), kind


def _text_button() -> QToolButton:
    button = QToolButton(autoRaise=True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setMinimumHeight(26)
    return button
