"""To do: the findings of the register as a list to work through; the record beside it follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import _, format_date, language, ngettext
from ropa_desktop.law.facts import facts_as_of
from ropa_desktop.law.responses import OPEN, Standing
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.register import Register
from ropa_desktop.window.editor.days import read_day
from ropa_desktop.window.finding.search_pane import MARGIN, Place
from ropa_desktop.window.panel import Hairline, RoleLabel
from ropa_desktop.window.panes import turn_to
from ropa_desktop.window.table import Column
from ropa_desktop.window.todo import acting
from ropa_desktop.window.todo.detail import FindingDetail
from ropa_desktop.window.todo.finding_list import FindingList
from ropa_desktop.window.todo.findings import RegisterFindings
from ropa_desktop.window.todo.head import TodoHead
from ropa_desktop.window.todo.lines import HeadRow, Line, LineRow, cited_column, listed
from ropa_desktop.window.todo.looking import Looking
from ropa_desktop.window.todo.narrowing import USUAL, NarrowingBar


class TodoPage(QWidget):
    """The findings of one register. `shown` says which place a person moved to, `wanted` which one she opens,
    `help_wanted` names a check, `save_wanted` a format, `said` is for the message bar with the way back."""

    shown = Signal(object)
    wanted = Signal(object)
    help_wanted = Signal(str)
    save_wanted = Signal(str)
    complete_wanted = Signal()
    said = Signal(str)

    def __init__(
        self, register: Register, belonging: Callable[[], frozenset[str] | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._register, self._belonging = register, belonging
        self.findings = RegisterFindings(self)
        self.findings.changed.connect(self.refresh)
        self.findings.began.connect(self.refresh)
        self.grouping = "severity"
        self.folded: set[str] = set()  # groups that are put away
        self._drawn_lines: tuple[Line, ...] | None = None  # what the list was drawn from
        self._drawn: tuple[object, ...] = ()  # and how
        self._lines: dict[str, Line] = {}  # those shown, by the id of their row
        self.head = TodoHead(self.grouping)
        self.day = self.head.day
        self._banner = RoleLabel("question", -1)
        self._banner.setWordWrap(True)
        self._banner.setContentsMargins(MARGIN, 0, MARGIN, 8)
        self.bar = NarrowingBar()
        self.complete_button = self.bar.add_button("circle-half")
        self.list = FindingList()
        self.detail = FindingDetail()
        self.acting = acting.Acting(register, self, self._chosen, self.said.emit)
        self._nothing = RoleLabel("muted")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.looking = Looking(self.findings)
        self._lay_out()
        self._connect()
        self.retranslate()

    # -- what the workspace asks --------------------------------------------------------------------------

    @property
    def count_shown(self) -> int:
        """How many findings are shown, folded away or not."""
        return len(self._lines)

    @property
    def shown_findings(self) -> dict[str, Standing]:
        """The findings that are shown, by the id of their row."""
        return {key: line.standing for key, line in self._lines.items()}

    @property
    def said_above(self) -> str:
        """What is said above the list: of the day that is asked about, or of one that cannot be read."""
        return self._banner.text()

    @property
    def said_instead(self) -> str:
        """What is said in place of a list where there is nothing to show."""
        return self._nothing.text()

    @property
    def count_open(self) -> int | None:
        """How many are open for the chosen controller; None as long as that is not known."""
        found = self.mine
        return None if found is None else sum(line.standing.state == OPEN for line in found)

    @property
    def mine(self) -> tuple[Line, ...] | None:
        """The findings of the chosen controller, or of all; None as long as that is not known."""
        found, belonging = self.findings.lines, self._belonging()
        if found is None or belonging is None:
            return found
        return tuple(line for line in found if line.entry in belonging)

    def refresh(self) -> None:
        """Show the findings as they are now; the chosen ones stay chosen."""
        if not self.isVisible():
            return
        snapshot, mine = self.findings.snapshot, self.mine
        if snapshot is None or mine is None or (not mine and self.findings.share is not None):
            self._drawn, self._lines = (), {}
            self.findings.hurry()
            self._say_that_nothing_is_known()
            return
        drawn = (
            self._belonging(),
            dict(self.bar.chosen),
            self.grouping,
            set(self.folded),
            self.findings.on,
            language(),
        )
        if self._drawn_lines is self.findings.lines and drawn == self._drawn:
            self._show_detail()  # what the register says there may have changed
            return
        self._drawn_lines, self._drawn = self.findings.lines, drawn
        self.bar.offer(mine)
        shown = self.bar.narrowed(mine)
        self._lines = {line.key: line for line in shown}
        current, row = self.list.current, self.list.currentIndex().row()
        self.list.rows.set_rows(listed(shown, self.grouping, self.folded))
        place = self.list.rows.row_of(current) if current else -1
        if place >= 0:
            self.list.make_current(place)
        else:
            self.list.make_current_finding(row)
        self._describe(snapshot, len(shown), len(mine))
        self._show_detail()

    def group_by(self, key: str) -> None:
        """Group the list by severity, controller, owner, article or due date."""
        self.grouping, self.folded = key, set()
        self.refresh()

    def fold(self, group: str) -> None:
        """Put the findings of a group away, or show them again; its head stays."""
        self.folded ^= {group}
        self.refresh()

    def fold_all(self, away: bool) -> None:
        """Put the findings of all groups away, or show them again."""
        heads = [row.group for row in self.list.rows.rows if isinstance(row, HeadRow)]
        self.folded = set(heads) if away else set()
        self.refresh()

    def help_key(self) -> str:
        """The page of the help on the check of the first finding chosen; an empty text where none is."""
        chosen = self._chosen()
        return f"checks/{chosen[0].finding.code}" if chosen else ""

    def next_finding(self) -> None:
        """To the next finding, and to its field."""
        if self.list.step(1):
            self._open()

    def previous_finding(self) -> None:
        """To the previous finding, and to its field."""
        if self.list.step(-1):
            self._open()

    # -- Qt's events --------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        shown = self.list if self.list.isVisible() else self._stack.currentWidget()
        if shown is not None:
            shown.setFocus(event.reason())

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.findings.speak_again()

    def retranslate(self) -> None:
        """Every text in the current language."""
        self.head.retranslate()
        self.complete_button.setText(_("How complete"))
        self.complete_button.setToolTip(_("One number over what Article 30 asks, and what is missing behind it"))
        self.list.setAccessibleName(_("Findings"))
        self.list.set_columns(
            [
                Column("finding", _("Finding"), stretch=True, name=True),
                Column("record", _("Entry"), 150),
                Column("field", _("Field"), 120),
                cited_column(self.list.fontMetrics()),
            ]
        )

    # -- within -------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        listed, head, detail, acts = self.list, self.head, self.detail, self.acting
        listed.selectionModel().selectionChanged.connect(lambda *_: self._show_detail())
        listed.chosen.connect(lambda _key: self._follow())
        listed.opened.connect(lambda _key: self._open())
        listed.folded.connect(self.fold)
        listed.copy_wanted.connect(lambda: acting.copy(self._chosen()))
        head.grouping_chosen.connect(self.group_by)
        head.fold_wanted.connect(self.fold_all)
        head.save_wanted.connect(self.save_wanted)
        head.copy_wanted.connect(lambda: acting.copy(self._lines.values()))
        head.day.editingFinished.connect(self._ask_day)
        self.bar.changed.connect(self.refresh)
        self.complete_button.clicked.connect(lambda: self.complete_wanted.emit())
        detail.open_wanted.connect(self._open)
        detail.next_wanted.connect(self.next_finding)
        detail.previous_wanted.connect(self.previous_finding)
        detail.postpone_wanted.connect(acts.postpone)
        detail.answer_wanted.connect(acts.answer)
        detail.assign_wanted.connect(acts.assign)
        detail.reopen_wanted.connect(acts.reopen)
        detail.help_wanted.connect(lambda: self.help_wanted.emit(self._chosen()[0].finding.code))

    def _lay_out(self) -> None:
        below = QScrollArea()
        below.setWidgetResizable(True)
        below.setFrameShape(QScrollArea.Shape.NoFrame)
        below.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        below.setWidget(self.detail)
        below.viewport().setAutoFillBackground(False)
        self.detail.setAutoFillBackground(False)
        self._stack = QStackedWidget()
        self._known = _column((Hairline(), 0), (self.list, 3), (Hairline(), 0), (below, 2))
        self._stack.addWidget(self._known)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.looking)
        _column((self.head, 0), (self.bar, 0), (self._banner, 0), (self._stack, 1), widget=self)

    def _describe(self, snapshot: Snapshot, shown: int, mine: int) -> None:
        from ropa_desktop.law.checking import APPLIES_FROM, CHECKS, banners  # not before the first list stands

        day = format_date(self.findings.on)
        said = ngettext("{n} finding on {day}", "{n} findings on {day}", shown).format(n=shown, day=day)
        self.head.count.setText(said)
        told = list(banners(snapshot, self.findings.on))
        if self.findings.on < APPLIES_FROM:
            told.append(_("Nothing is judged before {day}.").format(day=format_date(APPLIES_FROM)))
        elif self.findings.day is not None:
            told.append(_("The register as it is now, judged by the law of {day}.").format(day=day))
        self._banner.setText("\n".join(told))
        self._banner.setVisible(bool(told))
        if shown:
            turn_to(self._stack, self._known, self.list)
        elif mine and self.bar.chosen != USUAL:
            self._say_nothing(_("None of {n} findings match.").format(n=mine))
        else:
            n = len({check.code for check in CHECKS})
            words = ngettext(
                "No open findings in {n} check, law data of {day}.",
                "No open findings in {n} checks, law data of {day}.",
                n,
            )
            self._say_nothing(words.format(n=n, day=format_date(facts_as_of())))

    def _say_nothing(self, said: str) -> None:
        self._nothing.setText(said)
        turn_to(self._stack, self._nothing)

    def _say_that_nothing_is_known(self) -> None:
        self.head.count.setText("")
        self.looking.refresh()
        turn_to(self._stack, self.looking)

    def _chosen(self) -> list[Line]:
        rows = self.list.rows.rows
        chosen = (rows[index.row()] for index in self.list.selectionModel().selectedRows())
        return [row.line for row in chosen if isinstance(row, LineRow)]

    def _show_detail(self) -> None:
        snapshot = self.findings.snapshot
        if snapshot is None:
            return
        chosen = self._chosen()
        place = self.list.place(chosen[0].key) if len(chosen) == 1 else (0, 0)
        self.detail.show_findings(snapshot, chosen, place, not self._register.read_only)

    def _place(self) -> Place | None:
        """Where the current finding is settled."""
        row = self.list.current_row
        if not isinstance(row, LineRow) or row.line.table is None:
            return None
        return Place(row.line.entry, row.line.kind, row.line.finding.record, row.line.finding.field)

    def _follow(self) -> None:
        if (place := self._place()) is not None:
            self.shown.emit(place)

    def _open(self) -> None:
        if (place := self._place()) is not None:
            self.wanted.emit(place)

    def _ask_day(self) -> None:
        try:
            day = read_day(self.day.text())
        except BadInput as refusal:
            self._banner.setText(str(refusal))
            self._banner.show()
            return
        self.day.setText(format_date(day) if day else "")
        self.findings.ask(None if day == date.today().isoformat() else day)


def _column(*stacked: tuple[QWidget, int], widget: QWidget | None = None) -> QWidget:
    """Widgets one below the other without gaps, each with its share of the room."""
    holder = QWidget() if widget is None else widget
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for one, share in stacked:
        column.addWidget(one, share)
    return holder
