"""The real pages of a PDF, one below the other, drawn as they come into sight."""

from __future__ import annotations

from typing import Any

import pypdfium2
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.colours import colours, fill

_GAP = 16  # pixels around each page
_KEPT = 12  # pictures of pages that are kept, those seen last
_NATURAL = 96 / 72  # pixels for a point where a page is not fitted to the width


class Pages(QAbstractScrollArea):
    """Shows the PDF given to `show_pdf`; `turned` says which page (from 1) is looked at, of how many."""

    turned = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Any = None
        self._sizes: list[tuple[float, float]] = []  # points
        self._places: list[QRect] = []  # in the whole, at the present scale
        self._pictures: dict[tuple[int, int, int], QImage] = {}
        self._fitted = True
        self._message = ""
        self._told = (0, 0)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(280, 200)
        self.verticalScrollBar().valueChanged.connect(self._tell)
        self._say()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page that is looked at, from 1; 0 where there is none. It is the one at the upper third of the view."""
        line = self.verticalScrollBar().value() + self.viewport().height() // 3
        below = [number for number, place in enumerate(self._places, 1) if place.bottom() + _GAP >= line]
        return below[0] if below else self.count

    def text(self, number: int) -> str:
        """What a page says."""
        page = self._document[number - 1]
        text = page.get_textpage()
        try:
            return str(text.get_text_range())
        finally:
            text.close()
            page.close()

    def show_pdf(self, content: bytes) -> None:
        """Show the pages of a PDF, at the page that was looked at before."""
        before = self.page
        self.forget()
        self._document = pypdfium2.PdfDocument(content)
        self._sizes = [self._document.get_page_size(number) for number in range(len(self._document))]
        self._lay_out()
        self.go_to(max(1, min(before, self.count)))
        self._tell(again=True)

    def say(self, message: str) -> None:
        """A sentence in the place of pages."""
        self.forget()
        self._message = message
        self._lay_out()
        self._tell(again=True)

    def forget(self) -> None:
        """Let go of the PDF."""
        self._pictures.clear()
        self._sizes, self._places, self._message = [], [], ""
        if self._document is not None:
            self._document.close()
            self._document = None

    def fit(self, fitted: bool) -> None:
        """As wide as there is room, or in its natural size."""
        before = self.page
        self._fitted = fitted
        self._lay_out()
        self.go_to(before)

    def go_to(self, number: int) -> None:
        """Show a page from its upper edge."""
        if 1 <= number <= self.count:
            self.verticalScrollBar().setValue(self._places[number - 1].top() - _GAP)

    # -- measures -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        room = self.viewport().size()
        broad = max(room.width() - 2 * _GAP, 100)
        self._places, top, right = [], _GAP, 0
        for width, height in self._sizes:
            scale = broad / width if self._fitted else _NATURAL
            size = QSize(round(width * scale), round(height * scale))
            left = max(_GAP, (room.width() - size.width()) // 2)
            self._places.append(QRect(QPoint(left, top), size))
            top += size.height() + _GAP
            right = max(right, left + size.width() + _GAP)
        upright, lying = self.verticalScrollBar(), self.horizontalScrollBar()
        upright.setPageStep(room.height())
        upright.setSingleStep(40)
        upright.setRange(0, max(0, top - room.height()))
        lying.setPageStep(room.width())
        lying.setRange(0, max(0, right - room.width()))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        before = self.page
        self._lay_out()
        if event.oldSize().width() != event.size().width():
            self.go_to(before)

    def scrollContentsBy(self, right: int, down: int) -> None:
        self.viewport().update()

    # -- what is seen -------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        roles = colours(self.palette())
        painter = QPainter(self.viewport())
        fill(painter, self.viewport().rect(), roles.faint)
        if not self._sizes:
            painter.setPen(QColor(roles.muted))
            around = self.viewport().rect().adjusted(24, 24, -24, -24)
            painter.drawText(around, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._message)
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        origin = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for number, place in enumerate(self._places):
            shown = place.translated(-origin)
            if not shown.intersects(self.viewport().rect()):
                continue
            painter.drawImage(shown.topLeft(), self._picture(number, place.size()))
            painter.setPen(QColor(roles.line))
            painter.drawRect(shown.adjusted(0, 0, -1, -1))

    def _picture(self, number: int, size: QSize) -> QImage:
        """A page as it is drawn, at the screen's own resolution."""
        ratio = self.devicePixelRatioF()
        key = (number, size.width(), round(100 * ratio))
        picture = self._pictures.pop(key, None)
        if picture is None:
            page = self._document[number]
            bitmap = page.render(scale=size.width() * ratio / self._sizes[number][0], prefer_bgrx=True)
            picture = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
            ).copy()
            picture.setDevicePixelRatio(ratio)
            bitmap.close()
            page.close()
        self._pictures[key] = picture  # the last one seen stands last
        while len(self._pictures) > _KEPT:
            del self._pictures[next(iter(self._pictures))]
        return picture

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Home:
                self.go_to(1)
            case Qt.Key.Key_End:
                self.go_to(self.count)
            case _:
                super().keyPressEvent(event)

    def _tell(self, *_value: int, again: bool = False) -> None:
        now = (self.page, self.count)
        if again or now != self._told:
            self._told = now
            self._say()
            self.turned.emit(*now)

    def _say(self) -> None:
        page, count = self.page, self.count
        name = _("Preview, page {page} of {pages}").format(page=page, pages=count) if count else _("Preview")
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.text(page) if count else self._message)
