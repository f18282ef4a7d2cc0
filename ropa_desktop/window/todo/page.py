"""To do: the findings of the register as a list to work through; the record beside it follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import _, format_date, language, ngettext
from ropa_desktop.law.checking import APPLIES_FROM, CHECKS, banners
from ropa_desktop.law.facts import facts_as_of
from ropa_desktop.law.responses import OPEN, Standing
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register import responding
from ropa_desktop.register.register import Register
from ropa_desktop.window.asking import AskingDialog, line
from ropa_desktop.window.cells import Cell, words
from ropa_desktop.window.editor.days import read_day
from ropa_desktop.window.field_style import outline
from ropa_desktop.window.finding.lines import Listing
from ropa_desktop.window.finding.search_pane import MARGIN, Place
from ropa_desktop.window.icons import icon
from ropa_desktop.window.panel import Hairline, RoleLabel
from ropa_desktop.window.table import Column
from ropa_desktop.window.todo.detail import FindingDetail
from ropa_desktop.window.todo.dialogs import AnswerDialog, AssignDialog, PostponeDialog
from ropa_desktop.window.todo.findings import RegisterFindings
from ropa_desktop.window.todo.lines import GROUPINGS, entry_of, is_head, key_of, rows
from ropa_desktop.window.todo.narrowing import USUAL, NarrowingBar, menu_of, with_menu


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
        self.grouping = "severity"
        self._drawn: tuple[object, ...] = ()  # what the list was drawn from
        self._standing: dict[str, Standing] = {}  # those shown, by the id of their row
        self._title, self._count = RoleLabel(step=5, strong=True), RoleLabel("muted")
        self._banner = RoleLabel("question", -1)
        self._banner.setWordWrap(True)
        self._banner.setContentsMargins(MARGIN, 0, MARGIN, 8)
        self.group_button, self.save_button = _menu_button("list-filter"), _menu_button("download")
        self.day = line()
        self.bar = NarrowingBar()
        self.complete_button = self.bar.add_button("circle-half")
        self.list = FindingList()
        self.detail = FindingDetail()
        self._nothing = RoleLabel("muted")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)
        self.retranslate()

    # -- what the workspace asks --------------------------------------------------------------------------

    @property
    def count_shown(self) -> int:
        """How many findings are shown."""
        return len(self._standing)

    @property
    def shown_findings(self) -> dict[str, Standing]:
        """The findings that are shown, by the id of their row."""
        return dict(self._standing)

    @property
    def said_above(self) -> str:
        """What is said above the list: of the day that is asked about, or of one that cannot be read."""
        return self._banner.text()

    @property
    def count_open(self) -> int | None:
        """How many are open for the chosen controller; None as long as that is not known."""
        found = self.findings.standing
        return None if found is None else sum(one.state == OPEN for one in found if self.belongs(one))

    def refresh(self) -> None:
        """Show the findings as they are now; the chosen ones stay chosen."""
        snapshot, found = self.findings.snapshot, self.findings.standing
        if not self.isVisible():
            return
        if snapshot is None or found is None:
            self._drawn = ()
            self.findings.hurry()
            self._say_nothing(_("The checks are looking through the register."))
            return
        drawn = (found, self._belonging(), dict(self.bar.chosen), self.grouping, language())
        if drawn == self._drawn:
            return
        self._drawn = drawn
        mine = [one for one in found if self.belongs(one)]
        self.bar.offer(snapshot, mine)
        shown = [one for one in mine if self.bar.shows(snapshot, one)]
        self._standing = {key_of(one): one for one in shown}
        current, row = self.list.current, self.list.currentIndex().row()
        self.list.rows.set_rows(rows(snapshot, shown, self.grouping))
        place = self.list.rows.row_of(current) if current else -1
        self._make_current(place if place >= 0 else row)
        self._describe(snapshot, len(shown), len(mine))
        self._show_detail()

    def help_key(self) -> str:
        """The page of the help on the check of the first finding chosen; an empty text where none is."""
        chosen = self._chosen()
        return f"checks/{chosen[0].finding.code}" if chosen else ""

    def next_finding(self) -> None:
        """To the next finding, and to its field."""
        self._step(1)

    def previous_finding(self) -> None:
        """To the previous finding, and to its field."""
        self._step(-1)

    # -- Qt's events --------------------------------------------------------------------------------------

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
        self._title.setText(_("To do"))
        self.day.setPlaceholderText(_("As of: today"))
        self.day.setAccessibleName(_("Findings as of which day"))
        self.day.setToolTip(_("On which day the register is judged; today when empty. Write it like 1 Jun 2019."))
        self.group_button.setText(_("Group"))
        self.group_button.setToolTip(_("Group the findings"))
        self.save_button.setText(_("Export"))
        self.complete_button.setText(_("How complete"))
        self.complete_button.setToolTip(_("One number over what Article 30 asks, and what is missing behind it"))
        self.list.setAccessibleName(_("Findings"))
        self.list.set_columns(
            [
                Column("finding", _("Finding"), stretch=True, name=True),
                Column("record", _("Record"), 150),
                Column("field", _("Field"), 120),
                Column("cited", _("Cited"), 112),
            ]
        )
        self._fill_menus()

    # -- within -------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._show_detail())
        self.list.chosen.connect(lambda _key: self._follow())
        self.list.opened.connect(lambda _key: self._open())
        self.bar.changed.connect(self.refresh)
        self.complete_button.clicked.connect(lambda: self.complete_wanted.emit())
        self.day.editingFinished.connect(self._ask_day)
        detail = self.detail
        detail.open_wanted.connect(self._open)
        detail.next_wanted.connect(self.next_finding)
        detail.previous_wanted.connect(self.previous_finding)
        detail.postpone_wanted.connect(lambda: self._do(PostponeDialog))
        detail.answer_wanted.connect(lambda: self._do(AnswerDialog))
        detail.assign_wanted.connect(self._assign)
        detail.reopen_wanted.connect(self._reopen)
        detail.help_wanted.connect(lambda: self.help_wanted.emit(self._chosen()[0].finding.code))
        self.list.copy_wanted.connect(self._copy)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 12, MARGIN - 4, 8)
        head.setSpacing(10)
        self._title.setMinimumHeight(30)
        head.addWidget(self._title)
        head.addWidget(self._count, 1, Qt.AlignmentFlag.AlignBaseline)
        self.day.setFixedSize(124, 28)
        outline(self.day)
        for widget in (self.day, self.group_button, self.save_button):
            head.addWidget(widget)
        below = QScrollArea()
        below.setWidgetResizable(True)
        below.setFrameShape(QScrollArea.Shape.NoFrame)
        below.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        below.setWidget(self.detail)
        below.viewport().setAutoFillBackground(False)
        self.detail.setAutoFillBackground(False)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        column.addWidget(self.list, 2)
        column.addWidget(Hairline())
        column.addWidget(below, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(listed)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self._banner)
        column.addWidget(self._stack, 1)

    def _fill_menus(self) -> None:
        menu = menu_of(self.group_button)
        menu.clear()
        group = QActionGroup(menu)
        for key, said in GROUPINGS.items():
            action = QAction(_(said), menu, checkable=True)
            action.setChecked(key == self.grouping)
            action.triggered.connect(lambda _checked=False, key=key: self.group_by(key))
            group.addAction(action)
            menu.addAction(action)
        menu = menu_of(self.save_button)
        menu.clear()
        menu.addAction(icon("file-spreadsheet"), _("Excel …"), lambda: self.save_wanted.emit("xlsx"))
        menu.addAction(icon("calendar-clock"), _("Calendar (.ics) …"), lambda: self.save_wanted.emit("ics"))
        menu.addAction(icon("copy"), _("Copy the list"), self._copy_all)

    def group_by(self, key: str) -> None:
        """Group the list by severity, controller, owner, article or due date."""
        self.grouping = key
        self.refresh()

    def belongs(self, standing: Standing) -> bool:
        """Whether a finding is the chosen controller's."""
        belonging, snapshot = self._belonging(), self.findings.snapshot
        if belonging is None or snapshot is None:
            return True
        return entry_of(snapshot, standing.finding).id in belonging

    def _describe(self, snapshot: Snapshot, shown: int, mine: int) -> None:
        day = format_date(self.findings.on)
        said = ngettext("{n} finding on {day}", "{n} findings on {day}", shown).format(n=shown, day=day)
        self._count.setText(said)
        told = list(banners(snapshot, self.findings.on))
        if self.findings.on < APPLIES_FROM:
            told.append(_("Nothing is judged before {day}.").format(day=format_date(APPLIES_FROM)))
        elif self.findings.day is not None:
            told.append(_("The register as it is now, judged by the law of {day}.").format(day=day))
        self._banner.setText("\n".join(told))
        self._banner.setVisible(bool(told))
        if shown:
            self._stack.setCurrentIndex(0)
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
        self._stack.setCurrentIndex(1)

    def _chosen(self) -> list[Standing]:
        listed = self.list.rows.rows
        ids = [listed[index.row()].id for index in self.list.selectionModel().selectedRows()]
        return [self._standing[id] for id in ids if id in self._standing]

    def _show_detail(self) -> None:
        snapshot = self.findings.snapshot
        if snapshot is None:
            return
        chosen = self._chosen()
        place = (0, 0)
        if len(chosen) == 1:
            place = list(self._standing).index(key_of(chosen[0])) + 1, len(self._standing)
        self.detail.show_findings(snapshot, chosen, place, not self._register.read_only)

    def _make_current(self, row: int) -> None:
        """The finding in this row or the next; a head is passed over."""
        listed = self.list.rows.rows
        row = min(max(row, 0), len(listed) - 1)
        if listed and is_head(listed[row].id):
            row = min(row + 1, len(listed) - 1)
        self.list.make_current(row)

    def _step(self, by: int) -> None:
        listed = self.list.rows.rows
        row = self.list.currentIndex().row() + by
        while 0 <= row < len(listed) and is_head(listed[row].id):
            row += by
        if 0 <= row < len(listed):
            self.list.make_current(row)
            self._open()

    def _place(self, standing: Standing) -> Place | None:
        snapshot, finding = self.findings.snapshot, standing.finding
        if snapshot is None:
            return None
        table, id = entry_of(snapshot, finding)
        return (
            Place(id, snapshot.kind_of(finding.record) or finding.table, finding.record, finding.field)
            if table
            else None
        )

    def _follow(self) -> None:
        one = self._standing.get(self.list.current)
        if one is not None and (place := self._place(one)) is not None:
            self.shown.emit(place)

    def _open(self) -> None:
        one = self._standing.get(self.list.current)
        if one is not None and (place := self._place(one)) is not None:
            self.wanted.emit(place)

    def _do(self, dialog: Callable[..., AskingDialog]) -> None:
        chosen = [one.finding for one in self._chosen()]
        if chosen:
            self._ask(dialog(self._register, chosen, self), len(chosen))

    def _assign(self) -> None:
        chosen = self._chosen()
        if chosen:
            present = {one.response.assigned_to or "" if one.response else "" for one in chosen}
            found = [one.finding for one in chosen]
            self._ask(AssignDialog(self._register, found, present.pop() if len(present) == 1 else "", self), len(found))

    def _ask(self, dialog: AskingDialog, n: int) -> None:
        title = dialog.windowTitle()
        dialog.accepted.connect(
            lambda: self.said.emit(
                ngettext("{n} finding: {what}.", "{n} findings: {what}.", n).format(n=n, what=title.rstrip(" …"))
            )
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _reopen(self) -> None:
        chosen = [one.finding for one in self._chosen()]
        responding.reopen(self._register, chosen)
        n = len(chosen)
        self.said.emit(ngettext("{n} finding is open again.", "{n} findings are open again.", n).format(n=n))

    def _ask_day(self) -> None:
        try:
            day = read_day(self.day.text())
        except BadInput as refusal:
            self._banner.setText(str(refusal))
            self._banner.show()
            return
        self.day.setText(format_date(day) if day else "")
        self.findings.ask(None if day == date.today().isoformat() else day)

    def _copy(self) -> None:
        self._put_on_clipboard(self._chosen())

    def _copy_all(self) -> None:
        self._put_on_clipboard(list(self._standing.values()))

    def _put_on_clipboard(self, found: list[Standing]) -> None:
        snapshot = self.findings.snapshot
        if snapshot is None:
            return
        place = [rows(snapshot, [one], "severity")[1] for one in found]
        text = "\n".join("\t".join(_plain(cell) for cell in row.cells) for row in place)
        QGuiApplication.clipboard().setText(text)


class FindingList(Listing):
    """Whole rows are copied, not the current cell."""

    copy_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)


def _plain(cell: Cell) -> str:
    return words(cell).replace("\t", " ").replace("\n", " ")


def _menu_button(name: str) -> QToolButton:
    button = QToolButton(autoRaise=True)
    button.setIcon(icon(name))
    button.setIconSize(QSize(22, 16))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setFixedHeight(28)
    with_menu(button)
    return button
