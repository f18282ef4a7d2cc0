"""The distinct values of a column: how often each stands there, what it becomes, and what it is to be read as."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from ropa_desktop.exchange.intake import with_reading
from ropa_desktop.exchange.recognition import showing
from ropa_desktop.exchange.recognition.mapping import AS_NOTE, LEFT_OUT, READ_AS, ColumnMapping, Reading
from ropa_desktop.i18n import _
from ropa_desktop.law import vocabulary
from ropa_desktop.model.alphabet import alphabetical
from ropa_desktop.window.cells import Answered, Cell, Chips, Remark, Text, Unknown
from ropa_desktop.window.editor.candidates import Candidate, called, of_vocabulary
from ropa_desktop.window.intake.picking import ListBox, PickModel, PickTable
from ropa_desktop.window.intake.session import Session
from ropa_desktop.window.intake.words import placed_heading
from ropa_desktop.window.table import Column, Row

ROWS, BECOMES = 1, 2
_NOTE, _OUT, _STANDS = "note", "out", "stands"
_ENTRY, _TEXT = "entry:", "text:"  # what a choice begins with that stands for an entry of a list, or for a text
_KINDS = {
    **dict.fromkeys(
        ["recipients", "internal_recipients", "processors", "sub_processors", "joint_controllers", "controller"],
        "organisation",
    ),
    "data_subjects": "data_subject_category",
    "data_categories": "data_category",
    "special_data": "data_category",
    "measures": "measure",
    "systems": "system",
}
"""Of what kind the records are that the values of a target name."""


class ValuesView(PickTable):
    """The values of the column that is looked at, those that stand there most first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        columns = [
            Column("value", _("Value"), 120, stretch=True, name=True),
            Column("rows", _("Rows"), 52, right=True, firm=True),
            Column("becomes", _("Becomes"), 204, firm=True),
        ]
        model = PickModel(BECOMES)
        super().__init__(model, columns, parent)
        model.setParent(self)
        self._session = session
        self._column: ColumnMapping | None = None
        self.setAccessibleName(_("Values of the column"))
        self.setToolTip(_("Enter chooses what a value is read as, keeps it as a note or leaves it out."))
        self.show_values()

    def show_values(self) -> None:
        """The values of the column that is looked at, as they are now read."""
        self._column = self._session.mapped
        self.keep_place(lambda: self.rows.show_rows(self._rows()))
        self.fit_height()

    def follow(self) -> None:
        """Go to the value of the cell that the session looks at."""
        mapped = self._session.mapped
        if mapped != self._column:
            self.setCurrentIndex(QModelIndex())
            self.show_values()
            self.scrollToTop()
        cell = self._session.cell
        row = self.rows.row_of(self._given(*cell)) if cell else -1
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row, BECOMES))
        elif cell:
            self.setCurrentIndex(QModelIndex())

    def box(self, parent: QWidget, row: int) -> ListBox | None:
        column = self._column
        if column is None or not self.rows.rows:
            return None
        text = self.rows.rows[row].id
        reading = next((one for one in column.readings if one.text == text), None)
        shown = reading.instead if reading and reading.take == READ_AS else ""
        box = ListBox(parent, self._choices(column, reading), None, shown)
        box.setPlaceholderText(_("Read “{value}” as …").format(value=text[:40]))
        box.setAccessibleName(_("What “{value}” is read as").format(value=text[:80]))
        return box

    def take(self, row: int, box: ListBox) -> None:
        column = self._column
        if column is None:
            return
        text = self.rows.rows[row].id
        typed = box.text().strip()
        picked = box._value if box.pending else next((one.value for one in called(box.candidates(), typed)), None)
        reading = _reading(column, text, str(picked) if picked is not None else "", typed)
        session = self._session
        session.decide(with_reading(session.wishes, session.sheet_name, column, reading, text))

    def _given(self, row: int, column: int) -> str:
        return self._session.text(row, column).strip()

    def _choices(self, column: ColumnMapping, reading: Reading | None) -> list[Candidate]:
        found = [Candidate(_STANDS, _("As it stands"))] if reading else []
        found += [Candidate(_NOTE, _("Keep as a note")), Candidate(_OUT, _("Leave out"))]
        name = showing.choices(column.target)
        if name:
            found += [Candidate(f"{_ENTRY}{one.value}", one.title) for one in of_vocabulary(name)]
        kind = _KINDS.get(column.target)
        if kind:
            rows = self._session.snapshot.rows(kind)
            names = sorted({row.name for row in rows if row.name and row.archived_on is None}, key=alphabetical)
            found += [Candidate(f"{_TEXT}{name}", name) for name in names]
        return found

    def _rows(self) -> list[Row]:
        column = self._column
        if column is None:
            return []
        return [Row(text, partial(_cells, column, text, count)) for text, count in self._session.values().most_common()]


def _reading(column: ColumnMapping, text: str, picked: str, typed: str) -> Reading | None:
    """How a value is to be taken; None as it stands."""
    if picked == _NOTE:
        return Reading(text, AS_NOTE)
    if picked == _OUT:
        return Reading(text, LEFT_OUT)
    if picked == _STANDS or not (picked or typed) or (not picked and typed == text):
        return None
    if picked.startswith(_ENTRY):
        code = picked.removeprefix(_ENTRY)
        name = showing.choices(column.target)
        typed = showing.spoken(column, name, code) or vocabulary.label(name, code)
    elif picked.startswith(_TEXT):
        typed = picked.removeprefix(_TEXT)
    return Reading(text, READ_AS, typed)


def _cells(column: ColumnMapping, text: str, count: int) -> tuple[Cell, ...]:
    return Text(" ".join(text.split())), Text(str(count), right=True), becomes(column, text)


def becomes(column: ColumnMapping, text: str) -> Cell:
    """What a value becomes, as a cell of a list."""
    shown = showing.shown(column, text)
    match shown.end:
        case showing.UNKNOWN:
            return Unknown()
        case showing.NOTHING:
            return Answered("none", "; ".join(shown.values))
        case showing.NOTED:
            return Remark("sticky-note", _("kept as a note"))
        case showing.IGNORED:
            return Remark("eye-off", _("left out"))
    return Chips(shown.values) if len(shown.values) > 1 else Text(" ".join(" ".join(shown.values).split()))


def title_of(session: Session) -> str:
    """What stands above the values: "Values in “Overføring”"."""
    column = session.mapped
    if column is None:
        return _("Values")
    name = " ".join(column.heading.split()) or placed_heading(column).split()[0]
    return _("Values in “{column}”").format(column=name)
