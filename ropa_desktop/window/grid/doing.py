"""What is done to the selected cells of a list: copied, cut, pasted, cleared, filled; each one undoable step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QGuiApplication

from ropa_desktop.errors import RegisterError
from ropa_desktop.i18n import N_, _, ngettext
from ropa_desktop.model import catalog
from ropa_desktop.progress import counted
from ropa_desktop.window import work
from ropa_desktop.window.cells import Answered, Chips, Letters, Unknown, words
from ropa_desktop.window.grid.columns import Answering, Own, Several
from ropa_desktop.window.grid.pasting import UNREAD, Pasted, put, read_cell, reader_beside, title_of
from ropa_desktop.window.grid.tabbed import as_tabbed, from_tabbed
from ropa_desktop.window.grid.table import GridTable
from ropa_desktop.window.grid.unread import Unread
from ropa_desktop.window.grid.writing import Change, Written
from ropa_desktop.window.message_bar import MessageBar

T = TypeVar("T")
MANY = 1_000  # cells that are changed before the next picture of the window; of more, a worker changes them


class Doing(QObject):
    """The doings of one list. `refresh` shows the register as it is now, `undo` takes the last step back."""

    def __init__(
        self, table: GridTable, messages: MessageBar, refresh: Callable[[], None], undo: Callable[[], None]
    ) -> None:
        super().__init__(table)
        self._table, self._model = table, table.grid_model
        self._messages, self._refresh, self._undo = messages, refresh, undo
        table.copy_wanted.connect(self.copy)
        table.cut_wanted.connect(self.cut)
        table.paste_wanted.connect(self.paste)
        table.clear_wanted.connect(self.clear)
        table.fill_down_wanted.connect(self.fill_down)
        table.fill_wanted.connect(self.fill)

    # -- the clipboard ------------------------------------------------------------------------------------

    def copy(self) -> None:
        """The selected rectangle as text, for a spreadsheet or for elsewhere in the list."""
        self._copy(lambda: None)

    def cut(self) -> None:
        """Copy, and clear what was copied."""
        self._copy(self.clear)

    def paste(self) -> None:
        """Cells from the clipboard, from the first selected cell on; rows that are more than there are begin records.

        One cell fills the whole selection.
        """
        text = QGuiApplication.clipboard().text()
        if not self._writable() or not text:
            return
        cells, place = from_tabbed(text), self._table.rectangle()
        if place.isEmpty():
            place = QRect(0, self._model.rowCount() - self._model.adding, 1, 1)
        below = (row for row in range(place.top(), len(self._model.rows)) if self._model.record(row) is not None)
        rows = list(islice(below, len(cells)))
        if len(cells) == 1 and len(cells[0]) == 1 and self._table.selects_several:
            self._paste_one(cells[0][0])
            return
        self._paste_at(rows, place, cells)

    def _copy(self, then: Callable[[], object]) -> None:
        """Copy, and then what comes after it; very many cells are copied beside the window."""
        place = self._table.rectangle()

        def text() -> str | None:
            rows = [
                [self._text(row, column) if self._table.is_chosen(row, column) else "" for column in _across(place)]
                for row in counted(_down(place))
                if self._model.record(row) is not None
            ]
            return as_tabbed(rows) if rows else None

        def take(copied: str | None) -> None:
            if copied is not None:
                QGuiApplication.clipboard().setText(copied)
            then()

        count = place.width() * place.height()
        if count > MANY:
            saying = _("{count} cells are being copied …").format(count=count)
            work.run(self._table, saying, text, take, self._say_refused)
        else:
            take(text())

    # -- without it ---------------------------------------------------------------------------------------

    def clear(self) -> None:
        """The selected cells to unknown."""
        self._write(
            [(record.id, column, None if isinstance(column, Own) else []) for record, column in self._chosen()],
            N_("{count} cells cleared"),
            N_("{field} cleared in {count} records"),
            _("{count} cells cleared."),
        )

    def fill_down(self) -> None:
        """What stands in the first row of the selection into the rows below; one cell takes what stands above it."""
        place = self._table.rectangle()
        if place.isEmpty():
            return
        rows = [row for row in _down(place) if self._model.record(row) is not None]
        if len(rows) == 1 and place.height() == 1:
            above = [row for row in range(rows[0]) if self._model.record(row) is not None]
            rows = [*above[-1:], *rows]
        if len(rows) < 2:
            return
        changes: list[tuple[str, Own | Several, Written]] = []
        for number in _across(place):
            column = self._model.edits(number)
            if column is not None:
                first = self._model.record(rows[0])
                assert first is not None
                value = self._value(rows[0], number)
                targets = (self._model.record(row) for row in rows[1:] if self._table.is_chosen(row, number))
                changes += [(record.id, column, value) for record in targets if record is not None]
        self._write(changes, N_("{count} cells filled down"), N_("{field} filled down in {count} records"), "")

    def fill(self, value: Any) -> None:
        """One value, just typed, into every selected cell of its column."""
        current = self._table.currentIndex().column()
        column = self._model.edits(current)
        chosen = [record.id for record, other in self._chosen() if other is column]
        if column is None:
            return
        said = _("{field} changed in {count} records.")
        self._write([(id, column, value) for id in chosen], "", N_("{field} changed in {count} records"), said)

    # -- within -------------------------------------------------------------------------------------------

    def _writable(self) -> bool:
        return self._model.writer is not None and not self._model.writer.desk.register.read_only

    def _text(self, row: int, column: int) -> str:
        """A cell as a spreadsheet takes it: dates as ISO 8601, several values with semicolons, a gap as nothing."""
        edited, index = self._model.edits(column), self._model.index(row, column)
        unread = self._model.unread(index)
        if unread is not None:
            return unread
        value = self._model.value(index)
        if isinstance(edited, Own) and edited.info.form == "date" and isinstance(value, str):
            return value
        cell = self._model.rows[row].cell(column)
        if isinstance(cell, Unknown):
            return ""
        if isinstance(cell, Chips):
            return "; ".join(value for value in cell.values if value)
        if isinstance(cell, (Answered, Letters)):
            return words(cell)
        return str(value) if isinstance(edited, Own) and edited.info.form in ("line", "text") and value else words(cell)

    def _chosen(self) -> Iterator[tuple[Any, Own | Several]]:
        """Record and column of every selected cell that can be edited."""
        place = self._table.rectangle()
        for row in _down(place):
            record = self._model.record(row)
            for number in _across(place) if record is not None else ():
                column = self._model.edits(number)
                if column is not None and self._table.is_chosen(row, number):
                    yield record, column

    def _value(self, row: int, number: int) -> Written:
        index, writer = self._model.index(row, number), self._model.writer
        column, record = self._model.edits(number), self._model.record(row)
        assert writer is not None
        name = column.relation.name if isinstance(column, Several) else column.info.name if column else ""
        answer = writer.desk.snapshot.answer(record.id, name) if record is not None else None
        if isinstance(column, Several):
            values: list[Any] = list(self._model.values(index))
            return values or (Answering(str(answer.state), answer.reason or "") if answer else [])
        value = self._model.value(index)
        return Answering(str(answer.state), answer.reason or "") if value is None and answer else value

    def _write(
        self,
        found: Sequence[tuple[str, Own | Several, Written]],
        cells: str,
        one_column: str,
        said: str,
        after: Callable[[], object] = lambda: None,
    ) -> None:
        """Write cells as one step, labelled by its one column or by the number of its cells; then do `after`."""
        writer = self._model.writer
        if not found or writer is None or not self._writable():
            return
        titles = {title_of(column) for _id, column, _value in found}
        count = str(len(found))

        def write() -> None:
            changes = [Change(id, column, value) for id, column, value in found]
            if len(found) == 1:
                writer.write(*found[0])
            elif len(titles) == 1:
                writer.write_all(changes, one_column, field=next(iter(titles)), count=count)
            else:
                writer.write_all(changes, cells, count=count)

        def show(_nothing: None) -> None:
            self._model.forget_unread([(id, self._model.key_of(column)) for id, column, _value in found])
            self._refresh()
            if said and len(found) > 1:
                self._messages.say(said.format(count=count, field=_(next(iter(titles)))), (_("Undo"), self._undo))
            after()

        self._do(len(found), write, show)

    def _do(self, cells: int, act: Callable[[], T], show: Callable[[T], None]) -> None:
        """Change some cells and show it; where they are many, beside the window."""
        writer = self._model.writer
        assert writer is not None
        if cells > MANY:
            saying = _("{count} cells are being changed …").format(count=cells)
            work.run(self._table, saying, act, show, self._say_refused, lent=writer.desk.register)
            return
        try:
            done = act()
        except RegisterError as refusal:
            self._say_refused(refusal)
        else:
            show(done)

    def _say_refused(self, refusal: RegisterError) -> None:
        self._messages.refuse(refusal)

    def _paste_one(self, text: str) -> None:
        """One text into every selected cell."""
        writer = self._model.writer
        assert writer is not None
        reader, unread = reader_beside(writer.desk.snapshot), Unread()
        read: dict[str, Any] = {}  # by column
        found = []
        for record, column in self._chosen():
            key = self._model.key_of(column)
            if key not in read or read[key] is UNREAD:
                read[key] = read_cell(self._model, reader, column, text, record.id, unread)
            if read[key] is not UNREAD:
                found.append((record.id, column, read[key]))

        def after() -> None:
            self._model.mark_unread(unread, of_step=bool(found))
            self._tell(0, len(found), unread)

        if found:
            self._write(found, N_("{count} cells pasted"), N_("{field} changed in {count} records"), "", after)
        else:
            after()

    def _paste_at(self, rows: Sequence[int], place: QRect, cells: Sequence[Sequence[str]]) -> None:
        """A rectangle of texts over the rows given, and into new records for what goes beyond them."""
        beyond = 0
        if len(cells) > len(rows) and not self._model.adding:
            beyond = sum(bool(text.strip()) for texts in cells[len(rows) :] for text in texts)
            cells = cells[: len(rows)]

        def show(pasted: Pasted) -> None:
            if not pasted and not beyond:
                return
            self._model.forget_unread((each.record_id, self._model.key_of(each.column)) for each in pasted.changes)
            self._model.mark_unread(pasted.unread, of_step=bool(pasted.changes or pasted.ids))
            self._refresh()
            self._select(place, cells, rows, pasted.ids)
            self._tell(len(pasted.ids), pasted.cells, pasted.unread, pasted.left_out + beyond)

        self._do(sum(map(len, cells)), lambda: put(self._model, rows, place.left(), cells), show)

    def _select(self, place: QRect, cells: Sequence[Sequence[str]], rows: Sequence[int], ids: Sequence[str]) -> None:
        """Select what was pasted, where it stands together."""
        stands = {row.id: place for place, row in enumerate(self._model.rows)} if ids else {}
        places = list(rows[: len(cells)]) + [stands.get(id, -1) for id in ids]
        if places and -1 not in places:
            width = min(max(map(len, cells)), len(self._model.columns) - place.left())
            top, bottom = min(places), max(places)
            self._table.select_rectangle(QRect(place.left(), top, width, bottom - top + 1))

    def _tell(self, rows: int, cells: int, unread: Unread, left_out: int = 0) -> None:
        """What was pasted, what could not be read, and what found neither a column that is typed into nor a row."""
        writer, said = self._model.writer, []
        if writer is None or (not rows and not unread and not left_out and cells < 2):
            return
        if rows:
            kind = catalog.kind(writer.page.kind)
            named = _(kind.plural if rows > 1 else kind.title).lower()
            said.append(_("{count} {records} pasted.").format(count=rows, records=named))
        elif cells:
            said.append(ngettext("{count} cell pasted.", "{count} cells pasted.", cells).format(count=cells))
        if unread:
            missed = ngettext(
                "{count} cell could not be read and is marked.",
                "{count} cells could not be read and are marked.",
                len(unread),
            )
            said.append(missed.format(count=len(unread)))
        if left_out:
            missed = ngettext(
                "{count} cell is left out: the list has no place for it.",
                "{count} cells are left out: the list has no place for them.",
                left_out,
            )
            said.append(missed.format(count=left_out))
        ways = [(_("Show"), self.show_unread)] if unread else []
        if rows or cells or unread:
            ways.append((_("Undo"), self._undo))
        self._messages.say(" ".join(said), *ways, tone="question" if unread or left_out else "done")

    def show_unread(self) -> None:
        """To the next cell that could not be read, with what is the matter."""
        keys = [column.key for column in self._model.columns]
        places = [(self._model.row_of(id), keys.index(key)) for id, key in self._model.unread_cells() if key in keys]
        places = sorted(place for place in places if place[0] >= 0)
        if places:
            here = (self._table.currentIndex().row(), self._table.currentIndex().column())
            row, column = next((place for place in places if place > here), places[0])
            self._table.setFocus()
            self._table.setCurrentIndex(self._model.index(row, column))


def _across(place: QRect) -> range:
    return range(place.left(), place.right() + 1)


def _down(place: QRect) -> range:
    return range(place.top(), place.bottom() + 1)
