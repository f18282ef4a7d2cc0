"""A page to read, and above it a field that searches them all: what stands in the dock."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTextBrowser, QToolButton, QVBoxLayout, QWidget

from ropa_desktop.i18n import N_, _
from ropa_desktop.law.citing import cited
from ropa_desktop.law.help import Page, page, search
from ropa_desktop.window.cells import Titled
from ropa_desktop.window.colours import colours
from ropa_desktop.window.finding.lines import Lines, SeekField
from ropa_desktop.window.help.drawing import COPY, as_html
from ropa_desktop.window.icons import icon
from ropa_desktop.window.panel import Hairline, RoleLabel
from ropa_desktop.window.table import Row

MARGIN = 16
CHAPTERS = {
    "letters": N_("Letters of Article 30"),
    "states": N_("What a state means"),
    "checks": N_("Checks"),
    "fields": N_("Fields"),
}


class PageView(QTextBrowser):
    """Shows one page, and fetches nothing: no file, no picture, no address."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(MARGIN)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def loadResource(self, type: int, name: QUrl | str) -> Any:
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class HelpPane(QWidget):
    """The page that is read, or the pages found. `left` says that the person wants it closed."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: Page | None = None
        self._before: list[str] = []  # keys of the pages read before
        self._clearing = False  # the field is emptied by the program, which asks for no list
        self.title = RoleLabel(step=1, strong=True)
        self.back, self.all, self._close = (_tool(name) for name in ("chevron-left", "book-open", "x"))
        self.back.clicked.connect(self.go_back)
        self.all.clicked.connect(self.show_contents)
        self._close.clicked.connect(self.left)
        self.lines = Lines()
        self.lines.opened.connect(self._open)
        self.lines.clicked.connect(lambda _index: self.lines.open_current())
        self.lines.left.connect(self.leave_list)
        self.field = SeekField(self.lines)
        self.field.textChanged.connect(self._seek)
        self.field.left.connect(self.leave_list)
        self.nothing = RoleLabel("muted")
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.view = PageView()
        self.view.anchorClicked.connect(self._follow)
        self.view.left.connect(self.left)
        self.copied = RoleLabel("muted", -1)
        self.copied.setContentsMargins(MARGIN, 6, MARGIN, 6)
        self.copied.hide()
        self._body = QStackedWidget()
        for widget in (self.view, self.lines, self.nothing):
            self._body.addWidget(widget)
        self._lay_out()
        self.retranslate()

    # -- what is shown ------------------------------------------------------------------------------------

    def show_page(self, shown: Page) -> None:
        """Read a page; Back leads to the one before. What was searched for is forgotten."""
        if self.page is not None and self.page.key != shown.key:
            self._before.append(self.page.key)
        self._read(shown)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, shown.title))

    def show_contents(self) -> None:
        """All pages, with the cursor in the field that searches them."""
        self._clear_field()
        self._list("")
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_back(self) -> None:
        """To the page that was read before."""
        before = page(self._before.pop()) if self._before else None
        if before is not None:
            self._read(before)

    def leave_list(self) -> None:
        """From the list back to the page that is being read; where there is none, away."""
        if self.page is not None and self._body.currentWidget() is not self.view:
            self._read(self.page)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    @property
    def reads(self) -> bool:
        """Whether a page is shown, and not a list."""
        return self._body.currentWidget() is self.view

    # -- language and colours -----------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Every text in the current language, the page among them."""
        self.title.setText(_("Help"))
        self.field.call(_("Search the help"))
        self.lines.setAccessibleName(_("Pages of the help"))
        for button, words in ((self.back, _("Page before")), (self.all, _("Contents")), (self._close, _("Close help"))):
            button.setToolTip(words)
            button.setAccessibleName(words)
        if self.page is not None:
            self.page = page(self.page.key) or self.page
        if self.reads:
            self._draw()
        else:
            self._list(self.field.text())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self.page is not None:
            self._draw()

    # -- within -------------------------------------------------------------------------------------------

    def _read(self, shown: Page) -> None:
        self.page = shown
        self._clear_field()
        self.copied.hide()
        self._draw()
        self._body.setCurrentWidget(self.view)
        self.view.verticalScrollBar().setValue(0)
        self.back.setEnabled(bool(self._before))

    def _draw(self) -> None:
        if self.page is not None:
            self.view.setHtml(as_html(self.page, colours(self.palette()), self.font()))
            self.view.setAccessibleName(self.page.title)

    def _clear_field(self) -> None:
        self._clearing = True
        self.field.clear()
        self._clearing = False

    def _seek(self, text: str) -> None:
        if not self._clearing and (text.strip() or not self.reads):
            self._list(text)

    def _list(self, text: str) -> None:
        found = search(text)
        self.copied.hide()
        self.lines.show_rows([Row(one.key, partial(_line, one)) for one in found])
        self.nothing.setText(_("No page holds “{text}”. Accents and case do not matter.").format(text=text.strip()))
        self._body.setCurrentWidget(self.lines if found else self.nothing)
        self.back.setEnabled(bool(self._before))

    def _open(self, key: str) -> None:
        wanted = page(key)
        if wanted is not None:
            self.show_page(wanted)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, link: QUrl) -> None:
        """Copy the address of a source: nothing is opened."""
        target = link.toString()
        if self.page is not None and target.startswith(COPY):
            source = self.page.sources[int(target.removeprefix(COPY))]
            QGuiApplication.clipboard().setText(source.address)
            self.copied.setText(_("Address copied."))
            self.copied.show()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 10, MARGIN - 6, 0)
        head.setSpacing(2)
        head.addWidget(self.title, 1)
        for button in (self.back, self.all, self._close):
            head.addWidget(button)
        search_row = QHBoxLayout()
        search_row.setContentsMargins(MARGIN, 8, MARGIN, 10)
        search_row.addWidget(self.field)
        body = QVBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        for layout in (head, search_row):
            body.addLayout(layout)
        body.addWidget(Hairline())
        body.addWidget(self._body, 1)
        body.addWidget(self.copied)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Hairline(upright=True))
        row.addLayout(body, 1)
        self.setFocusProxy(self.field)


def _line(shown: Page) -> tuple[Titled, ...]:
    said = [_(CHAPTERS[shown.chapter])]
    if shown.articles:
        said.append(cited(", ".join(shown.articles)))
    return (Titled(shown.title, " · ".join(said)),)


def _tool(name: str) -> QToolButton:
    button = QToolButton(autoRaise=True)
    button.setIcon(icon(name))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
