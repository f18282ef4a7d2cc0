"""Small painted widgets that need no style sheet: panel, hairline, label, picture, mark, drop zone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QLabel, QSplitter, QSplitterHandle, QVBoxLayout, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.cell_painting import sized, weighted
from ropa_desktop.window.colours import colours, fill
from ropa_desktop.window.icons import paint_icon

RADIUS = 4


class Panel(QFrame):
    """White ground and a hairline around one widget."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(content)

    def paintEvent(self, event: QPaintEvent) -> None:
        roles = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(roles.line), 1))
        painter.setBrush(QColor(roles.base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


class Mark(QWidget):
    """The program's mark: 30, for the Article."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(44, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        roles = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(roles.accent))
        painter.drawRoundedRect(self.rect(), 6, 6)
        painter.setPen(QColor(roles.on_accent))
        painter.setFont(sized(self.font(), 7, strong=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "30")


class RoleLabel(QLabel):
    """A label in one of the roles of `Colours`, `step` pixels from S, that follows theme and font."""

    def __init__(self, role: str = "text", step: int = 0, strong: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self.setTextFormat(Qt.TextFormat.PlainText)  # what a stranger's file says is never markup
        self.setFont(sized(self.font(), step, strong))
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        colour = QColor(int(getattr(colours(QGuiApplication.palette()), self._role)))
        if self.palette().color(self.foregroundRole()) != colour:
            palette = self.palette()
            palette.setColor(self.foregroundRole(), colour)
            self.setPalette(palette)


class ShortenedLabel(RoleLabel):
    """A label of one line that gives way: where there is no room it ends in "…", and all of it is its tooltip."""

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip("" if shown == self.text() else self.text())
        QPainter(self).drawText(self.rect(), int(self.alignment()), shown)


class Picture(QWidget):
    """An icon that stands beside words and says nothing by itself."""

    def __init__(self, name: str, side: int = 14, role: str = "muted", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._role = name, role
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = int(getattr(colours(self.palette()), self._role))
        paint_icon(QPainter(self), self.rect(), self._name, colour)


class Links(QLabel):
    """Words that can be clicked. Their colour is that of the palette, also after it has changed.

    With the focus one of them is chosen at once, so that Enter follows it.
    """

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.TabFocusReason:
            self.focusNextPrevChild(True)
        elif event.reason() == Qt.FocusReason.BacktabFocusReason:
            self.focusNextPrevChild(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            said = self.text()  # Qt settles the colour of a link when the text is set
            self.setText("")
            self.setText(said)


class Hairline(QWidget):
    """One line of decoration, lying or upright."""

    def __init__(self, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        fill(QPainter(self), self.rect(), colours(self.palette()).line)


class Splitter(QSplitter):
    """A splitter whose handle is a hairline; Qt gives it a wider grab area by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)


class _Handle(QSplitterHandle):
    def paintEvent(self, event: QPaintEvent) -> None:
        middle = self.rect().center().x()
        line = QRect(middle, 0, 1, self.height())
        fill(QPainter(self), line, colours(self.palette()).line)


class DropZone(QWidget):
    """Where a spreadsheet or a register can be dropped, or chosen with click and keys."""

    dropped = Signal(str)
    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(110)
        self.retranslate()

    def retranslate(self) -> None:
        """What the zone says, in the current language."""
        self._title = _("Drop a spreadsheet or a register here")
        self._detail = _("A spreadsheet is previewed first. Nothing is written until you import.")
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(self._detail)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, 168)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.dropped.emit(dropped_file(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        roles = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        pen = QPen(QColor(roles.accent if focused else roles.edge), 2 if focused else 1.2)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        small = sized(self.font(), -1)
        text_room = self.rect().adjusted(20, 0, -20, 0)
        wrap = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
        title_height = QFontMetrics(self.font()).boundingRect(text_room, wrap, self._title).height()
        detail_height = QFontMetrics(small).boundingRect(text_room, wrap, self._detail).height()
        top = (self.height() - (28 + 12 + title_height + 6 + detail_height)) // 2
        paint_icon(painter, QRect(0, top, self.width(), 28), "table", roles.accent)
        painter.setPen(QColor(roles.text))
        painter.setFont(weighted(self.font(), True))
        text_room.setTop(top + 40)
        painter.drawText(text_room, wrap, self._title)
        painter.setPen(QColor(roles.muted))
        painter.setFont(small)
        text_room.setTop(top + 40 + title_height + 6)
        painter.drawText(text_room, wrap, self._detail)


def dropped_file(event: QDropEvent) -> str:
    """The one local file that is being dropped, or an empty text."""
    urls = event.mimeData().urls()
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""


def crumbs(path: Path) -> str:
    """A path as a person reads it: from the home folder on, "Documents › Register › fjordby.ropa"."""
    try:
        parts = path.relative_to(Path.home()).parts
    except (ValueError, RuntimeError):
        parts = tuple(part for part in path.parts if part not in ("/", "\\"))
    return " › ".join(parts[-4:])
