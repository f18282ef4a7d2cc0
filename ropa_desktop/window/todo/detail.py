"""One finding below the list: what it is, where it is settled, what the register and the law say, what one can do."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ropa_desktop.i18n import _, format_date
from ropa_desktop.law.citing import cited
from ropa_desktop.law.facts import facts_as_of
from ropa_desktop.law.responses import ANSWERED, OPEN, POSTPONED, TO_BE_DONE, Standing
from ropa_desktop.model import tables
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.icons import icon
from ropa_desktop.window.panel import Picture, RoleLabel
from ropa_desktop.window.plain import plain_tip
from ropa_desktop.window.rows import in_words
from ropa_desktop.window.todo.lines import KINDS, Line, field_of

MARGIN = 16


class FindingDetail(QWidget):
    """Shows one finding, or how many are chosen. The signals say what the person wants to do."""

    open_wanted = Signal()
    next_wanted = Signal()
    previous_wanted = Signal()
    postpone_wanted = Signal()
    answer_wanted = Signal()
    assign_wanted = Signal()
    reopen_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._count = RoleLabel(strong=True), RoleLabel("muted")
        self._pictures = {severity: Picture(drawn, 16, role) for severity, (drawn, role, _said) in KINDS.items()}
        self.title = RoleLabel(step=2, strong=True)
        self.record = _Way()
        self.advice, self.says, self.source = RoleLabel(), RoleLabel(), RoleLabel("muted", -1)
        self.law, self.state = RoleLabel("muted", -1), RoleLabel("question", -1)
        for label in (self.title, self.advice, self.says, self.source, self.law, self.state):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.previous, self.next = _small("chevron-up"), _small("chevron-down")
        self.help = _small("book-open")
        self.answer, self.postpone = QPushButton(), QPushButton()
        self.assign, self.reopen = QPushButton(), QPushButton()
        for button, signal in (
            (self.previous, self.previous_wanted),
            (self.next, self.next_wanted),
            (self.help, self.help_wanted),
            (self.record, self.open_wanted),
            (self.answer, self.answer_wanted),
            (self.postpone, self.postpone_wanted),
            (self.assign, self.assign_wanted),
            (self.reopen, self.reopen_wanted),
        ):
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
        self.record.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.record.setIcon(icon("arrow-right"))
        self._lay_out()
        self.retranslate()

    @property
    def place(self) -> str:
        """Which finding of how many of its group is shown."""
        return self._count.text()

    def show_findings(self, snapshot: Snapshot, chosen: list[Line], place: tuple[int, int], writable: bool) -> None:
        """Show the one that is chosen, or how many are; `place` is which of how many of its group."""
        one = chosen[0] if len(chosen) == 1 else None
        self.setEnabled(bool(chosen))
        for severity, picture in self._pictures.items():
            picture.setVisible(one is not None and one.finding.severity == severity)
        if one is None:
            self._kind.setText(_("{n} findings chosen").format(n=len(chosen)) if chosen else "")
            for label in (self._count, self.title, self.advice, self.says, self.source, self.law, self.state):
                label.setText("")
                label.hide()
        else:
            self._show_one(snapshot, one, place)
        for small in (self.record, self.help, self.previous, self.next):
            small.setVisible(one is not None)
        opened = any(each.standing.state == OPEN for each in chosen)
        self.answer.setVisible(opened and not any(each.finding.severity in TO_BE_DONE for each in chosen))
        self.postpone.setVisible(opened)
        self.assign.setVisible(bool(chosen))
        self.reopen.setVisible(any(each.standing.state != OPEN for each in chosen))
        for button in (self.answer, self.postpone, self.assign, self.reopen):
            button.setEnabled(writable)

    def retranslate(self) -> None:
        """Every text in the current language but the finding's own."""
        for button, said in (
            (self.answer, _("No problem, because …")),
            (self.postpone, _("Postpone …")),
            (self.assign, _("Assign …")),
            (self.reopen, _("Take up again")),
        ):
            button.setText(said)
        for small, said in (
            (self.previous, _("Previous finding (Shift+F8)")),
            (self.next, _("Next finding (F8)")),
            (self.help, _("What this check looks for (F1)")),
        ):
            small.setToolTip(said)
            small.setAccessibleName(said)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    # -- within -------------------------------------------------------------------------------------------

    def _show_one(self, snapshot: Snapshot, line: Line, place: tuple[int, int]) -> None:
        finding = line.finding
        self._kind.setText(_(KINDS[finding.severity][2]))
        number, total = place
        self._say(self._count, _("{shown} of {total}").format(shown=number, total=total))
        self._say(self.title, finding.sentence)
        self.record.setText(" › ".join(filter(None, (line.where, field_of(line)))))
        self.record.setAccessibleName(_("Go to {place}").format(place=self.record.text()))
        self._say(self.advice, finding.advice)
        said, source = _register_says(snapshot, finding.record, finding.field)
        self._say(self.says, _("The register says: “{words}”").format(words=said) if said else "")
        self._say(self.source, source)
        law = [cited(finding.article), _("law data of {day}").format(day=format_date(facts_as_of()))]
        self._say(self.law, " · ".join(filter(None, law)))
        self._say(self.state, _state_words(line.standing))

    def _say(self, label: RoleLabel, said: str) -> None:
        label.setText(said)
        label.setVisible(bool(said))

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(6)
        for picture in self._pictures.values():
            head.addWidget(picture)
        head.addWidget(self._kind)
        head.addStretch(1)
        for widget in (self._count, self.previous, self.next, self.help):
            head.addWidget(widget)
        where = QHBoxLayout()
        where.setContentsMargins(0, 0, 0, 0)
        where.addWidget(self.record)
        where.addStretch(1)
        foot.setSpacing(8)
        for button in (self.answer, self.postpone, self.assign, self.reopen):
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 10, MARGIN - 4, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.title)
        column.addLayout(where)
        for label in (self.advice, self.says, self.source, self.law, self.state):
            column.addWidget(label)
        column.addSpacing(6)
        column.addLayout(foot)
        column.addStretch(1)


def _register_says(snapshot: Snapshot, record: str, field: str) -> tuple[str, str]:
    """What stands in the field of a finding, in words, and where it was taken from."""
    table = snapshot.kind_of(record)
    row: Any = snapshot.find(table, record) if table else None
    infos = tables.fields(table) if table else {}
    if row is None or field not in infos:
        return "", ""
    said = in_words(snapshot, infos[field], getattr(row, field))
    sources = snapshot.sources(record, field)
    told = ", ".join(filter(None, (sources[0].document, sources[0].place))) if sources else ""
    return said, told


def _state_words(standing: Standing) -> str:
    response = standing.response
    if response is None:
        return ""
    parts = []
    if standing.state == ANSWERED:
        parts.append(_("Answered: {reason}").format(reason=response.reason or ""))
    elif standing.state == POSTPONED:
        until = format_date(response.until) if response.until else ""
        parts.append(_("Postponed until {day}").format(day=until))
        parts.append(response.reason or "")
    if standing.state != OPEN and response.given_by:
        day = format_date(response.given_on) if response.given_on else ""
        parts.append(_("by {who}, {day}").format(who=response.given_by, day=day))
    if response.assigned_to:
        parts.append(_("looked after by {who}").format(who=response.assigned_to))
    return " · ".join(filter(None, parts))


class _Way(QToolButton):
    """The way to a record: its name, shortened where there is no room, and whole in the tooltip."""

    def __init__(self) -> None:
        super().__init__(autoRaise=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        room = self.width() - (self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text()))
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, max(room, 0))
        self.setToolTip("" if option.text == self.text() else plain_tip(self.text()))
        QStylePainter(self).drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)


def _small(name: str) -> QToolButton:
    button = QToolButton(autoRaise=True)
    button.setIcon(icon(name))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
