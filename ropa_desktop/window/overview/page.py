"""The page of the overview: five panels in two columns, or in one where there is little room; counted in a thread."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ropa_desktop.errors import RegisterError
from ropa_desktop.exchange.overview.figures import Overview
from ropa_desktop.exchange.overview.numbers import overview
from ropa_desktop.exchange.overview.tables import PICTURES, title_of
from ropa_desktop.i18n import _, format_date, language
from ropa_desktop.law.parties import keepers
from ropa_desktop.law.tally import Tally, of_record
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.icons import icon
from ropa_desktop.window.overview.picture_panel import PicturePanel
from ropa_desktop.window.overview.saving import choose_file, save
from ropa_desktop.window.overview.table_view import GridView
from ropa_desktop.window.overview.view import MarkButton
from ropa_desktop.window.panel import RoleLabel, ShortenedLabel
from ropa_desktop.window.work import Work

MARGIN, GAP = 16, 12
TWO_COLUMNS = 900  # the width from which on there are two
LEFT, SHARES = ("letters", "flow"), (16, 9)  # what stands in the left column, and how wide the two are

Asked = tuple[Snapshot, str | None, str, str]


class OverviewPage(QWidget):
    """Shows the figures of a snapshot, of one controller or all, and says what a person wants opened."""

    opened = Signal(object)  # a Mark
    saved = Signal(object)  # the path of a picture that was written
    refused = Signal(str)
    complete_wanted = Signal()  # what is missing behind the one number

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: Asked | None = None  # what is to be shown
        self._shown: Asked | None = None  # what is shown
        self._counting: Asked | None = None  # what is being counted
        self._work: Work | None = None
        self.found: Overview | None = None
        self._title = RoleLabel(step=5, strong=True)
        self._caption = ShortenedLabel("muted")
        self.complete = QToolButton(autoRaise=True)
        self.complete.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.complete.setIcon(icon("circle-half"))
        self.complete.setIconSize(QSize(22, 16))  # some room before the words
        self.complete.clicked.connect(lambda: self.complete_wanted.emit())
        self.complete.hide()
        self.panels = {key: PicturePanel(key) for key in PICTURES}
        self._content = QWidget()
        self._area = QScrollArea()
        self._row = QHBoxLayout()
        self._columns: tuple[QVBoxLayout, QVBoxLayout] = (QVBoxLayout(), QVBoxLayout())
        self._wide: bool | None = None
        for panel in self.panels.values():
            panel.opened.connect(self.opened)
            panel.saving_wanted.connect(self._save)
            panel.looked_at.connect(partial(self._keep_in_sight, panel))
            panel.grouping.activated.connect(self._put_in_order)
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Every text in the current language, the figures included."""
        self._title.setText(_("Overview"))
        self._area.setAccessibleName(_("Overview"))
        self.complete.setToolTip(_("What is missing behind this number"))
        if self._asked is not None:
            self.show_register(self._asked[0], self._asked[1])

    def show_register(self, snapshot: Snapshot, controller: str | None) -> None:
        """Show another state of the register, or another controller; counted once the page is in sight."""
        self._asked = (snapshot, controller, language(), date.today().isoformat())
        if self.isVisible():
            self._count()

    @property
    def is_counting(self) -> bool:
        """Whether the figures asked for are still being counted."""
        return self._asked != self._shown

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.found is not None:
            self._enter(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._asked is not None:
            self.show_register(self._asked[0], self._asked[1])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self.width() >= TWO_COLUMNS)

    def _count(self) -> None:
        """Count in a thread, one at a time: what was asked meanwhile is counted next."""
        if self._work is not None or self._asked is None or self._asked == self._shown:
            return
        self._counting = self._asked
        snapshot, controller, _language, day = self._asked
        work = self._work = Work(partial(_count, snapshot, controller, day), self.window())
        work.finished.connect(self._counted)
        self._caption.setText(_("Counting …"))
        work.start()

    def _counted(self) -> None:
        work, self._work = self._work, None
        if work is None or work.abandoned:
            return
        work.deleteLater()
        if work.failure is not None:
            raise work.failure
        if self._counting != self._asked:
            self._count()
            return
        self._shown = self._counting
        found, tally = work.result
        self.found = found
        for panel in self.panels.values():
            panel.show_figures(found)
        self.complete.setText(tally.in_words)
        self.complete.setVisible(bool(tally.points))
        self._put_in_order()
        said = _("Everything as it stands today, {day}. Every number opens its list.")
        self._caption.setText(said.format(day=format_date(found.day)))

    def _put_in_order(self) -> None:
        """Let Tab go from picture to picture, through the buttons of each to what it shows."""
        stations = [station for panel in self.panels.values() for station in panel.stations()]
        for one, other in pairwise([self.complete, *stations]):
            QWidget.setTabOrder(one, other)
        if self.hasFocus():  # it came while the figures were counted
            self._enter(Qt.FocusReason.OtherFocusReason)

    def _enter(self, reason: Qt.FocusReason) -> None:
        """The focus to the first number."""
        stations = [one for panel in self.panels.values() for one in panel.stations() if one.isVisible()]
        next((one for one in stations if isinstance(one, MarkButton | GridView)), stations[0]).setFocus(reason)

    def _save(self, key: str) -> None:
        if self.found is None or self._shown is None:
            return
        kept = keepers(self._shown[0])
        whose = (kept[0].name or "") if len(kept) == 1 else self.found.keeper  # all and the only one are the same
        title = title_of(key)
        path = choose_file(self, " ".join(part for part in (whose, title) if part))
        if path is None:
            return
        everyone = _("All controllers")
        detail = f"{whose or everyone} · {format_date(self.found.day)}"
        lay_out, figures = self.panels[key].picture()
        try:
            save(path, lay_out, figures, title, detail, self.font())
        except RegisterError as refusal:
            self.refused.emit(str(refusal))
        else:
            self.saved.emit(path)

    def _keep_in_sight(self, panel: PicturePanel, box: QRectF) -> None:
        """Scroll to a mark that has got the focus."""
        place = panel.mapTo(self._content, box.center().toPoint())
        self._area.ensureVisible(place.x(), place.y(), 0, int(box.height() / 2) + 60)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        self._title.setMinimumHeight(30)
        head.addWidget(self._title)
        head.addWidget(self._caption, 1, Qt.AlignmentFlag.AlignBaseline)
        head.addWidget(self.complete)
        self._row.setSpacing(GAP)
        for column in self._columns:
            column.setSpacing(GAP)
            self._row.addLayout(column)
        inside = QVBoxLayout(self._content)
        inside.setContentsMargins(MARGIN, 12, MARGIN, MARGIN)
        inside.setSpacing(10)
        inside.addLayout(head)
        inside.addLayout(self._row, 1)
        self._area.setWidget(self._content)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self._area, 1)
        self._arrange(True)

    def _arrange(self, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        for number, share in enumerate(SHARES if wide else (1, 0)):
            self._row.setStretch(number, share)
        self._row.setSpacing(GAP if wide else 0)
        left, right = self._columns
        for key, panel in self.panels.items():
            for column in self._columns:
                column.removeWidget(panel)
            place = left if key in LEFT or not wide else right
            place.addWidget(panel, 1 if wide and key in ("flow", "limits") else 0)


def _count(snapshot: Snapshot, controller: str | None, day: str) -> tuple[Overview, Tally]:
    """The figures, and the one number over what Article 30 asks."""
    return overview(snapshot, controller, day), of_record(snapshot, controller, day)
