"""The welcome page: the registers of this person with their letters, and four ways to begin."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ropa_desktop.i18n import _, format_date, ngettext
from ropa_desktop.window.cells import Cell, Meters, Remark, Text, Titled, words
from ropa_desktop.window.colours import colours
from ropa_desktop.window.delegate import CellDelegate
from ropa_desktop.window.letters import meters
from ropa_desktop.window.panel import DropZone, Mark, Panel, RoleLabel, crumbs
from ropa_desktop.window.settings import Recent, Settings
from ropa_desktop.window.table import Column, ListTable, Row, RowsModel

RECENT_ROW, BEGIN_ROW = 68, 58
RECENT_PADDING = 14
METERS_WIDTH = 164 + 16  # seven letters, and the space before their caption
MOST_ROWS = 6  # shown without scrolling


class WelcomePage(QWidget):
    """Says what is wanted through `wanted(command)` and `register_wanted(path)`; opens nothing itself."""

    wanted = Signal(str)
    register_wanted = Signal(str)
    file_dropped = Signal(str)
    register_missing = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._title = RoleLabel(step=11, strong=True)
        self._subtitle = RoleLabel("muted", step=1)
        self._recent_title = RoleLabel(step=2, strong=True)
        self._begin_title = RoleLabel(step=2, strong=True)
        self._empty = RoleLabel("muted")
        self._empty.setContentsMargins(20, 24, 20, 24)
        self.recent = Choices(RECENT_ROW, RECENT_PADDING)
        self.begin = Choices(BEGIN_ROW, 16)
        self.begin.horizontalHeader().hide()
        self.drop_zone = DropZone()
        self._legend = Legend()
        self._forget = QAction(self)
        self._forget.setShortcut("Delete")
        self._forget.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.recent.addAction(self._forget)
        self.recent.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._forget.triggered.connect(self._forget_current)
        self.recent.chosen.connect(self._open_or_locate)
        self.begin.chosen.connect(self.wanted)
        self.drop_zone.chosen.connect(lambda: self.wanted.emit("look_through"))
        self.drop_zone.dropped.connect(self.file_dropped)
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Every text in the current language, and the registers as the settings know them now."""
        self._title.setText(_("ROPA Desktop"))
        self._subtitle.setText(
            _("The record of processing activities under Article 30 GDPR: one file, on your own computer.")
        )
        self._recent_title.setText(_("Recent registers"))
        self._begin_title.setText(_("Begin"))
        self._empty.setText(_("No register on this computer yet. Three questions make one."))
        self._forget.setText(_("Take out of this list"))
        self.recent.setAccessibleName(_("Recent registers"))
        self.begin.setAccessibleName(_("Begin"))
        ways = (
            ("new_register", _("New register"), _("Three questions, then your first activity"), "file-plus", "Ctrl+N"),
            (
                "choose_register",
                _("Open"),
                _("From this computer or a network drive"),
                "folder-open",
                "Ctrl+O",
            ),
            (
                "import_sheet",
                _("Import a spreadsheet"),
                _("Excel, LibreOffice or CSV, in many layouts"),
                "file-spreadsheet",
                "Ctrl+I",
            ),
            (
                "explore_example",
                _("Explore the example"),
                _("A small firm’s register, complete and well kept"),
                "map-pin",
                "",
            ),
        )
        self.begin.show_rows(
            [Column("begin", _("Begin"), stretch=True)],
            [Row(command, (Titled(title, detail, icon, keys),)) for command, title, detail, icon, keys in ways],
        )
        self.show_recent()

    def show_recent(self) -> None:
        """Show the recent registers as the settings know them now."""
        recent = self._settings.recent
        rows = [Row(entry.path, recent_cells(entry)) for entry in recent]
        self.recent.show_rows(recent_columns(rows, self.fontMetrics()), rows)
        self._recent_panel.setVisible(bool(recent))
        self._empty_panel.setVisible(not recent)
        self._legend.setVisible(bool(recent))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(16)
        heading.addWidget(Mark())
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self._title)
        titles.addWidget(self._subtitle)
        heading.addLayout(titles, 1)
        self._recent_panel, self._empty_panel = Panel(self.recent), Panel(self._empty)
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.addLayout(heading, 0, 0, 1, 2)
        grid.setRowMinimumHeight(1, 16)
        grid.addWidget(self._recent_title, 2, 0)
        grid.addWidget(self._begin_title, 2, 1)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._recent_panel)
        left.addWidget(self._empty_panel)
        left.addWidget(self._legend)
        left.addStretch(1)
        right.setSpacing(16)
        begin_panel = Panel(self.begin)
        begin_panel.setFixedWidth(340)
        right.addWidget(begin_panel)
        right.addWidget(self.drop_zone)
        right.addStretch(1)
        grid.addLayout(left, 3, 0)
        grid.addLayout(right, 3, 1)
        self._frame = QWidget()
        self._frame.setLayout(grid)
        self._frame.setMaximumWidth(1240)
        outer = QHBoxLayout()
        outer.addStretch(1)
        outer.addWidget(self._frame, 1000)
        outer.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 24, 24, 8)
        page.addStretch(1)
        page.addLayout(outer)
        page.addStretch(3)
        self.setTabOrder(self.begin, self.drop_zone)
        self.setTabOrder(self.drop_zone, self.recent)

    def _open_or_locate(self, path: str) -> None:
        if Path(path).is_file():
            self.register_wanted.emit(path)
        else:
            self.register_missing.emit(path)

    def _forget_current(self) -> None:
        path = self.recent.current_id()
        if path:
            self._settings.forget(path)
            self.show_recent()


class Choices(ListTable):
    """A short table of which one row is chosen, with a click or Enter; as tall as its rows."""

    chosen = Signal(str)

    def __init__(self, row_height: int, padding: int) -> None:
        self._rows = RowsModel()
        super().__init__(self._rows)
        self._rows.setParent(self)
        self.setItemDelegate(CellDelegate(self, padding=padding, separators=False, whole_rows=True))
        self.set_row_height(row_height)
        self.setSelectionMode(ListTable.SelectionMode.NoSelection)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.head.padding, self.head.separators = padding, False
        self.head.setSectionsClickable(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)

    def show_rows(self, columns: list[Column], rows: list[Row]) -> None:
        """Other rows; the height follows, up to a handful."""
        current = self.currentIndex().row()
        self._rows.set_columns(columns)
        self._rows.set_rows(rows)
        self.lay_out_columns()
        height = self.verticalHeader().defaultSectionSize() * min(len(rows), MOST_ROWS)
        if not self.horizontalHeader().isHidden():
            height += self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(height)
        if rows:
            self.setCurrentIndex(self._rows.index(max(current, 0), 0))

    def current_id(self) -> str:
        """The id of the current row, or an empty text."""
        index = self.currentIndex()
        return self._rows.rows[index.row()].id if index.isValid() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._rows.rows[index.row()].id)


class Legend(QFrame):
    """How to read the letters: three of them with words, under the recent registers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = RoleLabel("muted", -1, strong=True)
        self._words = [RoleLabel("muted", -1) for _letter in range(3)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._title)
        for share, label in zip((1.0, 0.6, 0.0), self._words, strict=True):
            row.addSpacing(6)
            row.addWidget(SampleLetter(share))
            row.addWidget(label)
        row.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """The words in the current language."""
        self._title.setText(_("How to read the letters"))
        said = (_("answered in every activity"), _("in six of ten"), _("in none"))
        for label, text in zip(self._words, said, strict=True):
            label.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class SampleLetter(QWidget):
    """One letter with its meter, as a picture in the legend."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = share
        self.setFixedSize(20, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        roles = colours(self.palette())
        painter.drawPixmap(0, 0, meters((("a", self._share),), self.devicePixelRatioF(), self.font(), roles))


def recent_columns(rows: list[Row], metrics: QFontMetrics) -> list[Column]:
    """The columns of the recent registers, as narrow as the few rows allow, so that names and places have the rest."""
    captions = [cell.caption for row in rows for cell in row.cells if isinstance(cell, Meters)]
    dates = [words(row.cells[-1]) for row in rows]
    heads = _("Activities"), _("Article 30(1), answered"), _("Last change")

    def width(head: str, *texts: str) -> int:
        return max(metrics.horizontalAdvance(text) for text in (head, *texts)) + 2 * RECENT_PADDING + 4

    return [
        Column("register", _("Register"), stretch=True),
        Column("activities", heads[0], width(heads[0]), right=True, firm=True),
        Column("letters", heads[1], max(METERS_WIDTH + width("", *captions), 290), firm=True),
        Column("changed", heads[2], width(heads[2], *dates), right=True, firm=True),
    ]


def recent_cells(recent: Recent) -> tuple[Cell, ...]:
    """A recent register as cells: name and place, activities, letters, last change."""
    path = Path(recent.path)
    changed = Text(when(recent.changed), "muted", right=True)
    if not path.is_file():
        title = Titled(path.name, crumbs(path), "file-x", muted=True)
        gone = Remark("triangle-alert", _("Not found where it was last opened."), "question")
        return title, Text(), gone, Text(_("Locate …"), "accent", right=True)
    if recent.encrypted:
        title = Titled(path.name, crumbs(path), "lock", muted=True)
        return title, Text(), Remark("eye-off", _("Asks for its password. No figures are kept.")), changed
    title = Titled(register_title(recent.controllers) or path.name, crumbs(path), "book-open")
    if not recent.activities:
        return title, Text("0", right=True), Text(_("No activities yet"), "muted"), changed
    letters = Meters(recent.shares, completeness(recent.complete, recent.activities))
    return title, Text(str(recent.activities), right=True), letters, changed


def register_title(controllers: tuple[str, ...]) -> str:
    """A register by its controllers: "Fjordby AS", or "Fjordby AS, 3 controllers"."""
    if len(controllers) < 2:
        return "".join(controllers)
    counted = ngettext("{name}, {count} controller", "{name}, {count} controllers", len(controllers))
    return counted.format(name=controllers[0], count=len(controllers))


def completeness(complete: int, activities: int) -> str:
    """ "44 of 66 complete", or "all complete"."""
    if complete == activities:
        return _("all complete")
    return _("{complete} of {activities} complete").format(complete=complete, activities=activities)


def when(iso: str) -> str:
    """A moment as a person says it: "today, 14:03", else the date."""
    if not iso:
        return ""
    from datetime import datetime  # only now: there may be no register to tell of

    moment = datetime.fromisoformat(iso).astimezone()
    if moment.date() == datetime.now().astimezone().date():
        return _("today, {time}").format(time=moment.strftime("%H:%M"))
    return format_date(moment.date().isoformat())
