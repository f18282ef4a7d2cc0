"""How complete the record is: one number over what Article 30 asks, and the list of what is missing behind it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from ropa_desktop.i18n import _, ngettext
from ropa_desktop.law.citing import cited
from ropa_desktop.law.completeness import Point
from ropa_desktop.law.tally import Tally, besides, of_record
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.cells import Text
from ropa_desktop.window.finding.naming import titled
from ropa_desktop.window.finding.search_pane import Place
from ropa_desktop.window.fitting import fit
from ropa_desktop.window.lawdata.dialog import HeadedList, TellingDialog
from ropa_desktop.window.letters import state_word
from ropa_desktop.window.rows import whole_record
from ropa_desktop.window.table import Column, Row
from ropa_desktop.window.todo.lines import cited_column


class Counted(NamedTuple):
    """What Article 30 asks, and what is asked besides, of the record of one controller or of all."""

    article_30: Tally
    besides: Tally


def count(snapshot: Snapshot, keeper_id: str | None) -> Counted:
    """Count both. Takes a while in a large register."""
    return Counted(of_record(snapshot, keeper_id), besides(snapshot, keeper_id))


class CompleteDialog(TellingDialog):
    """Shows what was counted; `wanted` names the place of something missing that the person goes to."""

    wanted = Signal(object)

    def __init__(self, snapshot: Snapshot, counted: Counted, parent: QWidget) -> None:
        super().__init__(_("How complete"), parent)
        self._snapshot = snapshot
        self._points: dict[str, Point] = {}
        self.told.setText("\n".join(_sentences(counted)))
        self.missing = HeadedList(_columns(Column("letter", _("Art. 30"), 64)))
        self.besides = HeadedList(_columns(cited_column(self.fontMetrics())))
        for listed, heading, tally in (
            (self.missing, _("Missing under Article 30"), counted.article_30),
            (self.besides, _("Asked besides Article 30"), counted.besides),
        ):
            listed.table.set_row_height(28)
            listed.show_rows(f"{heading}  {len(tally.missing)}", [self._row(point) for point in tally.missing])
            listed.table.doubleClicked.connect(lambda index, rows=listed.rows: self._go(rows.rows[index.row()].id))
            self.body.addWidget(listed, 1)
        self.body.addStretch()
        is_open = counted.article_30.missing or counted.besides.missing
        fit(self, QSize(860, 620 if is_open else 180))

    def _row(self, point: Point) -> Row:
        key = f"{len(self._points)}"
        self._points[key] = point
        table, id = whole_record(self._snapshot, point.record_id)
        letter = f"({point.letter})" if point.letter else cited(point.article)
        cells = (
            Text(titled(self._snapshot, table, id) if table else ""),
            Text(letter, "muted"),
            Text(_(point.title)),
            Text(state_word(point.state), "question"),
        )
        return Row(key, cells)

    def _go(self, key: str) -> None:
        point = self._points[key]
        table, id = whole_record(self._snapshot, point.record_id)
        if table is not None:
            self.accept()
            own = self._snapshot.kind_of(point.record_id) or table
            self.wanted.emit(Place(id, own, point.record_id, point.field))


def _columns(cited: Column) -> list[Column]:
    entry = Column("record", _("Entry"), stretch=True, name=True)
    return [entry, cited, Column("what", _("What is missing"), 290), Column("state", _("State"), 110)]


def _sentences(counted: Counted) -> list[str]:
    first, second = counted.article_30, counted.besides
    apart = _("Besides Article 30, counted apart: {percent} %. {closed} of {n} points are known.")
    said = [first.in_words] if first.points else []
    if second.percent is not None:
        said.append(apart.format(percent=second.percent, closed=second.closed, n=len(second.points)))
    n = len(first.missing)
    if n:
        words = ngettext("{n} point is open; it stands below.", "{n} points are open; they stand below.", n)
        said.append(words.format(n=n))
    return said or [_("Nothing is asked yet.")]
