"""What is only suggested of the open record: said at its head and below its tables, confirmed or refused there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ropa_desktop.i18n import _, language, ngettext
from ropa_desktop.law.confirmed import suggested
from ropa_desktop.law.library import items
from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.model.statements import Suggestion
from ropa_desktop.register import suggestions
from ropa_desktop.register.proposing import LIBRARY
from ropa_desktop.window.cell_painting import weighted
from ropa_desktop.window.colours import colours
from ropa_desktop.window.editor.child_grid import ChildGrid
from ropa_desktop.window.editor.desk import Desk
from ropa_desktop.window.icons import icon
from ropa_desktop.window.panel import Picture, RoleLabel

CONFIRM_KEYS = "Ctrl+Shift+Return"
RADIUS = 4


def source_sentence(snapshot: Snapshot, id: str) -> str:
    """Who suggested a record, and what that means."""
    marks = snapshot.where(Suggestion, "record_id", id)
    if any(mark.origin != LIBRARY for mark in marks):
        return _("Suggested by your template. It is not handed over until you confirm it.")
    return _("Suggested by the library. It is not handed over until you confirm it.")


def questions(snapshot: Snapshot, id: str) -> list[str]:
    """What to ask of a record before it is confirmed, or before the rest of it is.

    A record that was confirmed has lost its mark; what its rows were suggested with still names the item.
    """
    marks = snapshot.where(Suggestion, "record_id", id)
    if marks:
        return [said for mark in marks for said in (mark.question or "").split("\n") if said]
    named = {
        mark.item
        for one in suggestions.within(snapshot, id)
        for mark in snapshot.where(Suggestion, "record_id", one)
        if mark.origin == LIBRARY
    }
    return [said.text(language()) for key in named if key and key in items() for said in items()[key].ask]


def row_questions(snapshot: Snapshot, key: str, row: Any) -> list[str]:
    """What to ask of a row: its own question, and those of the suggested records that it names."""
    parents = tables.parents(key)
    fields = tables.fields(key).items()
    linked = [getattr(row, name) for name, info in fields if info.form == "link" and name not in parents]
    held = suggested(snapshot)
    ids = [row.id, *(id for id in linked if id in held)]
    marks = (mark for id in ids for mark in snapshot.where(Suggestion, "record_id", id))
    return list(dict.fromkeys(said for mark in marks for said in (mark.question or "").split("\n") if said))


class Dashed(QFrame):
    """The ground of what is unknown, in a dashed outline."""

    def paintEvent(self, event: QPaintEvent) -> None:
        roles, painter = colours(QGuiApplication.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(roles.question), 1)
        pen.setDashPattern([2, 1.6])
        painter.setPen(pen)
        painter.setBrush(QColor(roles.question_fill))
        painter.drawRoundedRect(QRectF(self.contentsRect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


class SuggestedRecord(Dashed):
    """The head of a record of which something is only suggested. `done` says what was done, in a sentence."""

    done = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._id = ""
        self.sentence = RoleLabel()
        self.sentence.setWordWrap(True)
        self.asked = RoleLabel("text", -1)
        self.asked.setWordWrap(True)
        self.confirm = _button(self.confirm_all, _("Confirm all"))
        self.refuse = _button(self.refuse_all, _("Refuse"))
        self.more = _button(self._fold, _("Questions"))
        self.more.setIcon(icon("chevron-down"))
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setContentsMargins(0, 4, 0, 4)  # between the lines of the record's head
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 8, 6)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Picture("circle-dashed", 16, "question"))
        head.addWidget(self.sentence, 1)
        actions = QHBoxLayout()
        actions.setContentsMargins(18, 0, 0, 0)
        actions.setSpacing(4)
        for button in (self.confirm, self.refuse, self.more):
            actions.addWidget(button)
        actions.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.asked)
        column.addLayout(actions)
        self.asked.setContentsMargins(24, 0, 0, 0)
        self.hide()

    def show_record(self, snapshot: Snapshot, id: str | None) -> None:
        """Say what is suggested of a record; nothing where it is all confirmed."""
        held = suggestions.within(snapshot, id) if id else ()
        self._id = id or ""
        self.setVisible(bool(held))
        if not held or id is None:
            return
        whole = id in held
        n = len(held)
        rest = ngettext(
            "{n} entry is still a suggestion. It is not handed over until you confirm it.",
            "{n} entries are still suggestions. They are not handed over until you confirm them.",
            n,
        ).format(n=n)
        self.sentence.setText(source_sentence(snapshot, id) if whole else rest)
        self.confirm.setText((_("Confirm all") if n > 1 else _("Confirm")) if whole else _("Confirm the rest"))
        self.refuse.setText(_("Refuse") if whole else _("Refuse the rest"))
        asked = questions(snapshot, id)
        self.asked.setText("\n".join(_("Ask: {question}").format(question=said) for said in asked))
        self.more.setText(ngettext("{n} question", "{n} questions", len(asked)).format(n=len(asked)))
        self.more.setVisible(bool(asked))
        self.asked.setVisible(bool(asked) and not self.more.property("folded"))
        for button in (self.confirm, self.refuse):
            button.setVisible(not self._desk.register.read_only)
        for button in (self.confirm, self.refuse, self.more):
            button.setAccessibleName(button.text())
        self.setAccessibleName(self.sentence.text())

    def confirm_all(self) -> None:
        """Confirm the record with its rows, or what is left of it, in one step."""
        held = suggestions.within(self._desk.snapshot, self._id)
        register = self._desk.register
        if held and self._desk.attempt(lambda: suggestions.confirm(register, held)):
            n = len(held)
            self.done.emit(ngettext("{n} suggestion confirmed.", "{n} suggestions confirmed.", n).format(n=n))

    def refuse_all(self) -> None:
        """Take the record away with its rows, or those rows that are left, in one step."""
        held = suggestions.within(self._desk.snapshot, self._id)
        chosen = [self._id] if self._id in held else list(held)
        register = self._desk.register
        if held and self._desk.attempt(lambda: suggestions.refuse(register, chosen)):
            n = len(held)
            self.done.emit(ngettext("{n} suggestion refused.", "{n} suggestions refused.", n).format(n=n))

    def _fold(self) -> None:
        folded = not self.more.property("folded")
        self.more.setProperty("folded", folded)
        self.more.setIcon(icon("chevron-right" if folded else "chevron-down"))
        self.asked.setVisible(not folded)


class SuggestedRows(QWidget):
    """Below a table: how many of its rows are suggestions, and the two things to do with the current one."""

    def __init__(self, grid: ChildGrid, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = grid
        self.sentence = RoleLabel("muted", -1)
        self.sentence.setWordWrap(True)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.confirm = _button(self.confirm_row, _("Confirm"))
        self.refuse = _button(self.refuse_row, _("Refuse"))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 2)
        row.setSpacing(6)
        row.addWidget(Picture("circle-dashed", 14, "question"))
        row.addWidget(self.sentence, 1)
        row.addWidget(self.confirm)
        row.addWidget(self.refuse)
        keys = QShortcut(QKeySequence(CONFIRM_KEYS), parent)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.confirm_row)
        grid.selectionModel().currentRowChanged.connect(self.describe)
        self.hide()

    def rows(self) -> list[Any]:
        """The rows of the table that are suggestions."""
        desk = self._grid.desk
        held = suggested(desk.snapshot) if desk is not None else ()
        return [row for row in self._grid.child_model.rows if row is not None and row.id in held]

    def current(self) -> Any | None:
        """The current row if it is a suggestion, else the first that is one; None where none is."""
        found = self.rows()
        here = self._grid.child_model.row(self._grid.currentIndex())
        return next((row for row in found if here is not None and row.id == here.id), found[0] if found else None)

    def holds(self, row: Any) -> bool:
        """Whether a row is a suggestion."""
        return any(row.id == one.id for one in self.rows())

    def describe(self, *_arguments: object) -> None:
        """Say it in the current language, of the current row."""
        found, row, desk = self.rows(), self.current(), self._grid.desk
        source = self._grid.child_model.source
        self.setVisible(bool(found))
        if row is None or desk is None or source is None:
            return
        n = len(found)
        counted = ngettext("{n} suggestion.", "{n} suggestions.", n).format(n=n)
        asked = [_("Ask: {question}").format(question=said) for said in row_questions(desk.snapshot, source.key, row)]
        self.sentence.setText(" ".join((counted, *asked)))
        name = str(self._grid.child_model.data(self._grid.child_model.index(self._place(row.id), 0)))
        for button, verb, keys in (
            (self.confirm, _("Confirm"), CONFIRM_KEYS.replace("Return", _("Enter"))),
            (self.refuse, _("Refuse"), "Ctrl+Del"),
        ):
            button.setText(verb)
            button.setAccessibleName(f"{verb}: {name}")
            button.setToolTip(f"{verb}: {name} ({keys})")
            button.setVisible(not desk.register.read_only)

    def confirm_row(self) -> None:
        """Confirm the current suggestion and go on to the next."""
        self._act(suggestions.confirm)

    def refuse_row(self) -> bool:
        """Take the current suggestion away; False where there is none."""
        desk = self._grid.desk
        if not self._act(suggestions.refuse) or desk is None:
            return False
        desk.messages.say(_("1 suggestion refused."), (_("Undo"), lambda: desk.attempt(desk.register.undo)))
        return True

    def _act(self, act: Callable[..., None]) -> bool:
        desk, row = self._grid.desk, self.current()
        if desk is None or row is None or desk.register.read_only:
            return False
        place, column = self._place(row.id), max(self._grid.currentIndex().column(), 0)
        if not desk.attempt(lambda: act(desk.register, [row.id])):
            return False
        ahead = [number for one in self.rows() if (number := self._place(one.id)) >= place]
        left = len(self._grid.child_model.rows)
        if left:
            self._grid.setCurrentIndex(
                self._grid.child_model.index(min(ahead[0] if ahead else place, left - 1), column)
            )
        self.describe()
        return True

    def _place(self, id: str) -> int:
        rows = self._grid.child_model.rows
        return next((number for number, row in enumerate(rows) if row is not None and row.id == id), 0)


def _button(act: Callable[[], object], name: str) -> QToolButton:
    button = QToolButton(autoRaise=True)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setFont(weighted(button.font(), True))
    button.clicked.connect(lambda: act())
    return button
