"""Fields for text, days and whole numbers. What they hold is read by the binder."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QToolButton, QWidget

from ropa_desktop.i18n import format_date
from ropa_desktop.law.identifiers import shown
from ropa_desktop.model.validation import clean_whole
from ropa_desktop.window.cell_painting import sized
from ropa_desktop.window.editor.days import read_day

FIELD_HEIGHT = 28
INSET = 6  # pixels between a field's edge and its text
DAY_WIDTH = 190  # pixels
QWIDGETSIZE_MAX = 16_777_215  # Qt's own, which its Python does not name
BUTTONS = 90  # pixels that the buttons of a field take at most


class LineBox(QLineEdit):
    """One line of text. Its outline is painted by `FieldMark`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(2**31 - 1)  # too long a text is refused in words; Qt would cut it silently
        self.setFrame(False)
        self.setTextMargins(INSET - 2, 0, INSET - 2, 0)
        self.setFixedHeight(FIELD_HEIGHT)
        self.setMinimumWidth(60)

    def sizeHint(self) -> QSize:
        return QSize(160, FIELD_HEIGHT)

    def set_text_quietly(self, text: str) -> None:
        """Show `text`, forget what could be undone in the field, and keep the cursor where it can stay."""
        place = self.cursorPosition()
        self.setText(text)
        self.setCursorPosition(place if self.hasFocus() else 0)

    def is_cut(self) -> bool:
        """Whether the text is longer than the field."""
        taken = self.fontMetrics().horizontalAdvance(self.text())
        return taken > self.width() - BUTTONS and taken > self.text_room().width()

    def text_room(self) -> QRect:
        """Where the text stands, beside whatever buttons the field shows."""
        buttons = [button for button in self.findChildren(QToolButton) if button.isVisibleTo(self)]
        right = min((button.x() for button in buttons), default=self.width() - INSET)
        return self.rect().adjusted(INSET, 2, right - self.width(), -2)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.setCursorPosition(0)  # of a long text the beginning is shown


class TitleBox(LineBox):
    """A record's name, written large at the head of its form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(sized(self.font(), 7, strong=True))
        self.setFixedHeight(34)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)  # it stands on the pane like a title
        self.setPalette(palette)


class IdentifierBox(LineBox):
    """An organisation's number, shown as the register of its country writes it; what is typed is kept as typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: str | None = None
        self._shown = ""
        self._country: str | None = None

    def of_country(self, country: str | None) -> None:
        """Whose register writes the number (ISO 3166-1)."""
        self._country = country

    def show_value(self, value: str | None) -> None:
        """Show a number."""
        self._value, self._shown = value, shown(value, self._country) if value else ""
        self.set_text_quietly(self._shown)

    def value(self) -> str | None:
        """The number as it stands in the register, or as it has been typed since."""
        return self._value if self.text() == self._shown else self.text()


class OptionalDate(LineBox):
    """A day, typed in any of the usual ways and shown in the person's language; empty is unknown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: str | None = None
        self._shown = ""
        self.make_room(answered=False)

    def make_room(self, *, answered: bool) -> None:
        """As wide as a day; an answer in its place, with its reason, takes the width of the form."""
        self.setMaximumWidth(QWIDGETSIZE_MAX if answered else DAY_WIDTH)

    def show_value(self, value: str | None) -> None:
        """Show an ISO day."""
        self._value, self._shown = value, format_date(value) if value else ""
        self.set_text_quietly(self._shown)

    def value(self) -> str | None:
        """The ISO day; raises `BadInput` for what is none."""
        return self._value if self.text() == self._shown else read_day(self.text())


class WholeNumber(LineBox):
    """A whole number of 0 or more; empty is unknown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumWidth(90)

    def show_value(self, value: int | None) -> None:
        """Show a number."""
        self.set_text_quietly("" if value is None else str(value))

    def value(self) -> int | None:
        """The number; raises `BadInput` for anything else."""
        return clean_whole(self.text())


class TextBox(QPlainTextEdit):
    """Text of any number of lines: as high as its text, between two lines and twelve; Tab leaves it.

    `lines` (a dynamic property in Designer) is the least number of lines.
    """

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(INSET - 1)
        self.setMinimumWidth(60)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.fit())
        self.fit()

    def set_text_quietly(self, text: str) -> None:
        """Show `text`, forget what could be undone in the field, and keep the cursor where it can stay."""
        cursor = self.textCursor()
        place, focused = cursor.position(), self.hasFocus()
        blocked = self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(blocked)
        if focused:
            cursor = self.textCursor()
            cursor.setPosition(min(place, len(self.toPlainText())))
            self.setTextCursor(cursor)

    def fit(self) -> None:
        """As high as the text asks."""
        line = self.fontMetrics().lineSpacing()
        least = int(self.property("lines") or 2)
        # A plain text document counts its height in lines.
        shown = min(max(round(self.document().size().height()), least), 12)
        height = round(shown * line + 2 * self.document().documentMargin()) + 2
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.DynamicPropertyChange, QEvent.Type.FontChange):
            self.fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
        self.resized.emit()
