"""Merge two records: choose the other, look at what they say differently and what goes over, do it as one step."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.model import catalog, tables
from ropa_desktop.model.wholes import entry_of
from ropa_desktop.register import merging
from ropa_desktop.register.joining import Said
from ropa_desktop.register.merging import Plan
from ropa_desktop.register.register import Register
from ropa_desktop.window.asking import captioned, heading
from ropa_desktop.window.cells import Answered, Cell, Remark, Text
from ropa_desktop.window.editor.candidates import of_records
from ropa_desktop.window.finding.choosing import CandidateBox
from ropa_desktop.window.finding.dialog import ChangeDialog
from ropa_desktop.window.finding.lines import Deciding, Listing
from ropa_desktop.window.finding.naming import field_words, titled
from ropa_desktop.window.fitting import fit
from ropa_desktop.window.panel import Panel
from ropa_desktop.window.rows import in_words, record_label
from ropa_desktop.window.table import Column, Row

MOST = 500  # rows and links that are listed


class MergeDialog(ChangeDialog):
    """Both records side by side. Accepted means that it is done; `kept` is the record that stands."""

    def __init__(self, register: Register, table: str, id: str, parent: QWidget | None = None) -> None:
        self._table = table
        self.kept, self._other = id, ""
        self._take: set[str] = set()
        self._planned: Plan | None = None
        self._done = ""
        super().__init__(
            register,
            _("Merge {record} with another").format(record=record_label(register.snapshot(), table, id)),
            _("Nothing is written until you merge. Then it is one step, and one Undo takes it back."),
            _("Merge"),
            parent,
        )
        self.choice = CandidateBox(self._candidates())
        self.choice.chosen.connect(self._choose)
        self.swap = QPushButton(_("Keep the other instead"))
        self.swap.setAutoDefault(False)
        self.swap.setFixedHeight(30)
        self.swap.clicked.connect(self._swap)
        self.differing = Deciding([])
        self.differing.setAccessibleName(_("What they say differently"))
        self.differing.decided.connect(self._decide)
        self.following = Listing(
            [
                Column("record", _("Name"), stretch=True, name=True),
                Column("field", _("Field"), 240),
                Column("what", _("What happens"), 240),
            ]
        )
        self.following.setAccessibleName(_("What goes over"))
        top = QHBoxLayout()
        top.addLayout(captioned(_("Merge with"), self.choice), 1)
        top.addWidget(self.swap, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(top)
        self.body.addWidget(heading(_("What they say differently")))
        self.body.addWidget(Panel(self.differing), 3)
        self.body.addWidget(heading(_("What goes over")))
        self.body.addWidget(Panel(self.following), 2)
        fit(self, QSize(980, 680))
        self._look()
        self.choice.setFocus()

    def changes(self) -> int:
        return len(self._planned.changes) if self._planned is not None else 0

    def carry_out(self) -> None:
        """Make the merge that is shown. Raises `BadInput` where the register was changed since."""
        assert self._planned is not None
        names = [record_label(self._snapshot, self._table, each) for each in (self._other, self.kept)]
        merging.merge(self._register, self._planned)
        self._done = _("{other} merged into {record}.").format(other=names[0], record=names[1])

    def said(self) -> str:
        """What was done, in one sentence."""
        return self._done

    # -- within -------------------------------------------------------------------------------------------

    def _candidates(self) -> list[Any]:
        return of_records(self._snapshot, self._table, self.kept)

    def _choose(self) -> None:
        self._other = str(self.choice.value() or "")
        self._take = set()
        self._look(go_on=True)

    def _swap(self) -> None:
        self.kept, self._other = self._other, self.kept
        self._take = set()
        self.choice.offer(self._candidates(), self._other)
        self._look()

    def _decide(self, field: str) -> None:
        if self._planned is not None and field in {each.field for each in self._planned.conflicts}:
            self._take ^= {field}
            self._look()

    def _look(self, *, go_on: bool = False) -> None:
        """What the merge would do as it is now chosen; `go_on` to it with the focus."""
        self.swap.setEnabled(bool(self._other))
        if self._other:
            chosen = (self._snapshot, self._table, self.kept, self._other, frozenset(self._take))
            self.work_out(partial(merging.plan, *chosen), partial(self._show_planned, go_on))
            return
        self._show_planned(False, None)
        none = not self._candidates()
        self.told.setText(
            _("There is no other record of its kind.") if none else _("Choose the record that is the same.")
        )

    def _show_planned(self, go_on: bool, planned: Plan | None) -> None:
        self._planned = planned
        self.do.setEnabled(planned is not None)
        if planned is not None and planned.conflicts:
            self.told.setText(_("Space takes the other’s word for the selected line."))
        elif planned is not None and not planned.filled:
            self.told.setText(_("The two say nothing different."))
        self._show()
        if go_on and planned is not None:
            (self.differing if self.differing.rows.rows else self.do).setFocus()

    def _show(self) -> None:
        names = [titled(self._snapshot, self._table, id) if id else "" for id in (self.kept, self._other)]
        columns = [
            Column("field", _("Field"), 190, name=True),
            Column("kept", _("Kept: {record}").format(record=names[0]), stretch=True),
            Column("other", _("Goes: {record}").format(record=names[1]) if names[1] else "", 270),
            Column("stands", _("Stands"), 132, firm=True),
        ]
        current = self.differing.current
        self.differing.set_columns(columns)
        self.differing.show_rows(self._differing() if self._planned else [], current)
        self.following.show_rows(self._following() if self._planned else [])

    def _differing(self) -> list[Row]:
        assert self._planned is not None
        rows = [
            self._line(each.field, each.kept, each.other, Remark("check", _("the other’s"), "accent"))
            if each.other_taken
            else self._line(each.field, each.kept, each.other, Remark("check", _("this one’s"), "text"))
            for each in self._planned.conflicts
        ]
        taken = Remark("arrow-right", _("taken over"))
        return rows + [self._line(field, Said(), said, taken) for field, said in self._planned.filled]

    def _line(self, field: str, kept: Said, other: Said, stands: Cell) -> Row:
        name = Text(field_words(self._table, field, self._table))
        return Row(field, (name, self._cell(field, kept), self._cell(field, other), stands))

    def _cell(self, field: str, said: Said) -> Cell:
        if said.answer:
            return Answered(said.answer, said.reason or "")
        if said.value is None:
            return Text()
        return Text(in_words(self._snapshot, tables.fields(self._table)[field], said.value))

    def _following(self) -> list[Row]:
        assert self._planned is not None
        joined = set(self._planned.joined)
        found = [
            (table, id, "", _("joined with an equal one") if (table, id) in joined else _("moves"))
            for table, id in self._planned.moved
        ]
        found += [
            (table, id, field, _("joined with an equal one") if (table, id) in joined else _("leads to the kept one"))
            for table, id, field in self._planned.redirected
        ]
        return [Row(str(number), self._followed(*each)) for number, each in enumerate(found[:MOST])]

    def _followed(self, table: str, id: str, field: str, what: str) -> tuple[Cell, ...]:
        row = self._snapshot.find(table, id)
        entry = entry_of(self._snapshot, table, row) if row is not None else None
        name = titled(self._snapshot, entry[0], entry[1].id) if entry else ""
        where = field_words(table, field, entry[0] if entry else "") if field else _(catalog.kind(table).title)
        said = record_label(self._snapshot, table, id) if not field else ""
        return Text(name), Text(": ".join(filter(None, (where, said))), "muted"), Text(what)
