"""Which sheet is looked at, what shape it has, what it holds and where its headings are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from ropa_desktop.exchange.recognition.aliases import ACTIVITIES
from ropa_desktop.exchange.recognition.fitting import without_headings
from ropa_desktop.exchange.recognition.header import SEARCHED
from ropa_desktop.exchange.recognition.mapping import FORM, NOTHING, TABLE, SheetMapping
from ropa_desktop.exchange.recognition.shape import mapped_as
from ropa_desktop.exchange.recognition.targets import HOLDS
from ropa_desktop.exchange.sheets.book import Sheet
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.window.intake.session import Session
from ropa_desktop.window.panel import RoleLabel

Entry = tuple[str, Any]
NO_HEADINGS = (-1, -1)
LONGEST = 15  # characters of a sheet's name


class Choosers(QWidget):
    """Four choices side by side, each with its caption; they show what the session says and decide otherwise."""

    sheet_chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        self.sheet = self._chooser(0, _("Sheet"), 186)
        self.shape = self._chooser(1, _("Shape"), 168)
        self.holds = self._chooser(2, _("Holds"), 190)
        self.header = self._chooser(3, _("Headers"), 116)
        self.sheet.activated.connect(lambda row: self.sheet_chosen.emit(self.sheet.itemData(row)))
        self.shape.activated.connect(lambda _row: self._decide(anew=True))
        self.holds.activated.connect(lambda _row: self._decide(anew=True))
        self.header.activated.connect(lambda _row: self._decide(anew=False))
        self.show_choices()

    def show_choices(self) -> None:
        """What the session says of the sheet that it looks at."""
        own, book = self._session.own, self._session.book
        sheets = [(_named(sheet), sheet.name) for sheet in book.sheets]
        _fill(self.sheet, sheets, own.sheet)
        _fill(self.shape, [(_("One row per activity"), TABLE), (_("Form"), FORM), (_("Nothing"), NOTHING)], own.shape)
        if own.shape == TABLE and own.holds != ACTIVITIES:
            self.shape.setItemText(0, _("One row for each"))
        held = own.holds or ACTIVITIES
        _fill(self.holds, contents(), (held, own.role if held == ACTIVITIES else ""))
        self.holds.setEnabled(own.shape != NOTHING)
        _fill(self.header, headers(self._session.sheet), own.header or NO_HEADINGS)
        self.header.setEnabled(own.shape == TABLE)

    def map_by_hand(self) -> None:
        """Take the sheet for a table of activities, so that its columns can be mapped."""
        self._session.decide_sheet(as_table(self._session.sheet, ACTIVITIES, "", None))

    def _decide(self, anew: bool) -> None:
        """The sheet as it is now chosen; with `anew` its headings are looked for where they are not known yet."""
        session = self._session
        own = session.own
        shape = self.shape.currentData()
        holds, role = self.holds.currentData()
        role = role or own.role
        header = self.header.currentData() if not anew else own.header
        if shape == own.shape == FORM:
            holds = ACTIVITIES
        if not anew and header == NO_HEADINGS:
            found = without_headings(session.sheet, holds, role)
        elif shape == TABLE:
            found = as_table(session.sheet, holds, role, header)
        else:
            found = mapped_as(session.sheet, shape, holds, None, role)
        session.decide_sheet(found)

    def _chooser(self, place: int, caption: str, width: int) -> QComboBox:
        label, box = RoleLabel("muted", -1), QComboBox()
        label.setText(caption)
        label.setBuddy(box)
        box.setAccessibleName(caption)
        box.setMinimumWidth(90)
        box.setFixedWidth(width)
        box.setFixedHeight(28)
        box.setMaxVisibleItems(16)
        self._grid.addWidget(label, 0, place)
        self._grid.addWidget(box, 1, place)
        return box


def as_table(sheet: Sheet, holds: str, role: str, header: tuple[int, int] | None) -> SheetMapping:
    """A table with its headings where they are said to be, else where they are found, else in its first full row."""
    found = mapped_as(sheet, TABLE, holds, header, role)
    if found.header is None:
        full = next((place for _words, place in headers(sheet)[1:]), None)
        found = mapped_as(sheet, TABLE, holds, full, role) if full else found
    return found


def contents() -> list[Entry]:
    """What a sheet may hold: activities in either role, or something that is told of them or beside them."""
    others: list[Entry] = [(_(title), (key, "")) for key, title in HOLDS.items() if key != ACTIVITIES]
    return [
        (_("Activities, as controller"), (ACTIVITIES, "controller")),
        (_("Activities, as processor"), (ACTIVITIES, "processor")),
        *others,
    ]


def headers(sheet: Sheet) -> list[Entry]:
    """Where the headings of a sheet may be: in one of its first rows, in two of them, or nowhere."""
    rows = [
        number for number, row in enumerate(sheet.rows[:SEARCHED]) if sum(1 for cell in row if cell is not None) > 1
    ]
    one: list[Entry] = [(_("Row {n}").format(n=row + 1), (row, row)) for row in rows]
    two: list[Entry] = [
        (_("Rows {first} and {last}").format(first=row, last=row + 1), (row - 1, row)) for row in rows if row > 0
    ]
    return [(_("No headings"), NO_HEADINGS), *one, *two]


def _fill(box: QComboBox, entries: Sequence[Entry], current: object) -> None:
    box.blockSignals(True)
    shown = [(box.itemText(row), box.itemData(row)) for row in range(box.count())]
    if shown != list(entries):
        box.clear()
        for text, data in entries:
            box.addItem(text, data)
    box.setCurrentIndex(next((row for row, (_text, data) in enumerate(entries) if data == current), 0))
    box.blockSignals(False)


def _named(sheet: Sheet) -> str:
    """A sheet's name, cut where it is long, and its size."""
    name = sheet.name if len(sheet.name) <= LONGEST else f"{sheet.name[: LONGEST - 1]}…"
    rows = ngettext("{n} row", "{n} rows", len(sheet.rows)).format(n=len(sheet.rows))
    return f"{name} ({rows})"
