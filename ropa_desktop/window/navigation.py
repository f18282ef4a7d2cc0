"""The pages of a register and the list of them at the left: icon, word, count; a rail when there is little room."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ropa_desktop.i18n import N_, _
from ropa_desktop.model.catalog import KINDS, kind
from ropa_desktop.window.cell_painting import RIGHT, sized, weighted, write
from ropa_desktop.window.colours import colours, fill
from ropa_desktop.window.icons import paint_icon

Index = QModelIndex | QPersistentModelIndex
WIDE, RAIL, WIDEST = 192, 56, 264
LOW = 0.83  # of the usual height, in a window of 720 pixels
WORD_LEFT, WORD_RIGHT = 44, 48  # what stands before and after a page's word
PAGE = Qt.ItemDataRole.UserRole + 1
COUNT = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the window: the records of one kind, narrowed by `role` for activities.

    No kind: the overview, or, without an icon, a heading.
    """

    key: str
    word: str  # message id, in the navigation
    title: str = ""  # message id, above the list
    icon: str = ""
    kind: str = ""
    role: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading, which cannot be chosen."""
        return not self.icon


OVERVIEW, TODO, REQUESTS, HISTORY = "overview", "todo", "request", "history"

# Where a kind's plural is too long for the navigation.
SHORT = {
    "data_subject_category": N_("People"),
    "data_category": N_("Personal data"),
    "measure": N_("Measures"),
    "impact_assessment": N_("Assessments"),
}


@cache
def pages() -> tuple[Page, ...]:
    """Headings and pages in order: every kind of the catalogue that stands by itself, and the transfers; requests to
    see the record stand with the work."""
    shared = [kind.key for kind in KINDS if not kind.is_row and kind.key not in ("activity", REQUESTS)]
    shared.insert(shared.index("engagement") + 1, "transfer")
    return (
        Page(OVERVIEW, N_("Overview"), N_("Overview"), "layout-dashboard"),
        Page("record", N_("Record")),
        Page(
            "controller", N_("As controller"), N_("Activities as controller"), "building-2", "activity", "controller"
        ),
        Page("processor", N_("As processor"), N_("Activities as processor"), "briefcase", "activity", "processor"),
        Page("shared", N_("Shared")),
        *(
            Page(key, SHORT.get(key, kind(key).plural), kind(key).plural, kind(key).icon, key)
            for key in shared
        ),
        Page("work", N_("Work")),
        Page(TODO, N_("To do"), N_("To do"), "list-checks"),
        Page(REQUESTS, N_("Requests"), kind(REQUESTS).plural, kind(REQUESTS).icon, REQUESTS),
        Page(HISTORY, N_("History"), N_("History"), "history"),
    )  # fmt: skip


def page_of(key: str, row: Any) -> Page | None:
    """The page that lists a record of this kind; rows of records have none, but for transfers."""
    role = row.role if key == "activity" else ""
    return next((page for page in pages() if page.kind == key and page.role == role), None)


class Navigation(QListView):
    """Chooses a page with click, arrow keys, or Alt and a digit (the window's shortcut)."""

    page_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = PagesModel(self)
        self._delegate = PageDelegate(self)
        self.setModel(self._pages)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.fold(False)
        self.retranslate()
        self.selectionModel().currentChanged.connect(self._choose)

    def retranslate(self) -> None:
        """The words in the current language."""
        self.setAccessibleName(_("Pages"))
        self._pages.layoutChanged.emit()

    @property
    def page(self) -> Page | None:
        """The current page, if it lists records."""
        found = self.currentIndex().data(PAGE)
        return found if isinstance(found, Page) and found.kind else None

    @property
    def key(self) -> str:
        """The key of the current page, the overview's too; empty before one is chosen."""
        found = self.currentIndex().data(PAGE)
        return found.key if isinstance(found, Page) else ""

    def choose(self, key: str) -> bool:
        """Make a page current; False when there is none with this key."""
        for row, page in enumerate(self._pages.pages):
            if page.key == key:
                self.setCurrentIndex(self._pages.index(row))
                return True
        return False

    def set_counts(self, counts: dict[str, int]) -> None:
        """How many records each page shows, by page key."""
        self._pages.set_counts(counts)

    def fold(self, rail: bool) -> None:
        """A rail of icons and counts, or the full width."""
        self._delegate.rail = rail
        self.setFixedWidth(RAIL if rail else self.width_of_words())
        self._pages.layoutChanged.emit()

    def width_of_words(self) -> int:
        """The usual width, or more where a language's words need it; never so much that the list suffers."""
        metrics = QFontMetrics(weighted(self.font(), True))
        longest = max(metrics.horizontalAdvance(_(page.word)) for page in self._pages.pages if not page.is_heading)
        return min(max(WIDE, longest + WORD_LEFT + WORD_RIGHT + 4), WIDEST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self._delegate.rail and self.height() < sum(map(_height_in_rail, self._pages.pages))
        if low != self._delegate.low:
            self._delegate.low = low
            self._pages.layoutChanged.emit()

    def _choose(self, current: QModelIndex) -> None:
        page = current.data(PAGE)
        if page is not None:
            self.page_chosen.emit(page.key)


class PagesModel(QAbstractListModel):
    """Pages and headings; headings cannot be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = pages()
        self._counts: dict[str, int] = {}

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show other counts."""
        if counts != self._counts:
            self._counts = counts
            self.dataChanged.emit(self.index(0), self.index(len(self.pages) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.pages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        page = self.pages[index.row()]
        count = self._counts.get(page.key)
        if role == PAGE:
            return page
        if role == COUNT:
            return count
        if role == Qt.ItemDataRole.DisplayRole:
            return _(page.word)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _(page.word) if count is None else f"{_(page.title or page.word)}, {count}"
        if role == Qt.ItemDataRole.ToolTipRole and not page.is_heading:
            return _(page.title)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.pages[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class PageDelegate(QStyledItemDelegate):
    """Draws a page or a heading, wide or as part of the rail."""

    rail = False
    low = False  # a rail in a window that has too little height for its usual rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        roles = colours(option.palette)
        box: QRect = option.rect
        state = option.state
        font = option.font
        page: Page = index.data(PAGE)
        if page.is_heading:
            if self.rail:
                fill(painter, box.adjusted(14, box.height() // 2, -14, -(box.height() - 1) // 2), roles.line)
                return
            heading = sized(font, -2, strong=True)
            write(painter, box.adjusted(16, 8, -8, 0), index.data().upper(), roles.muted, heading)
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground = box.adjusted(8, 1, -8, -1)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(roles.soft if chosen else roles.faint))
            painter.drawRoundedRect(ground, 4, 4)
            if chosen:
                fill(painter, QRect(ground.left(), ground.top() + 6, 3, ground.height() - 12), roles.accent)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(roles.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), 4, 4)
        count = index.data(COUNT)
        said = "" if count is None else str(count)
        tint = roles.accent if chosen else roles.muted
        if self.rail:
            top, side = (2, 16) if self.low else (7, 18)
            paint_icon(painter, QRect(box.left(), box.top() + top, box.width(), side), page.icon, tint)
            below = QRect(box.left(), box.top() + top + side + 1, box.width(), 14)
            small = sized(font, -2, strong=chosen)
            write(painter, below, said, roles.text if chosen else roles.muted, small, Qt.AlignmentFlag.AlignCenter)
            return
        paint_icon(painter, QRect(box.left() + 18, box.top(), 16, box.height()), page.icon, tint)
        count_room = QRect(box.right() - 60, box.top(), 44, box.height())
        write(painter, count_room, said, roles.text if chosen else roles.muted, sized(font, -1), RIGHT)
        word_room = box.adjusted(WORD_LEFT, 0, -WORD_RIGHT, 0)
        write(painter, word_room, index.data(), roles.text, weighted(font, chosen))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        page: Page = index.data(PAGE)
        if self.rail:
            return QSize(RAIL, round(_height_in_rail(page) * (LOW if self.low else 1)))
        return QSize(WIDE, 36 if page.is_heading else 32)


def _height_in_rail(page: Page) -> int:
    """The usual height of a heading, of a page with a count below its icon, and of one without."""
    return 13 if page.is_heading else 41 if page.kind or page.key == TODO else 34
