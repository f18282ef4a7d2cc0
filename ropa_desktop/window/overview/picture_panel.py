"""A panel of the overview: heading, picture or table, and how to change between them and to take them along."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ropa_desktop.exchange.overview.figures import GROUPINGS, Overview
from ropa_desktop.exchange.overview.tables import table, title_of
from ropa_desktop.i18n import _
from ropa_desktop.window.colours import colours
from ropa_desktop.window.icons import icon
from ropa_desktop.window.overview import (
    flow_picture,
    letters_picture,
    limits_picture,
    reviews_picture,
    transfers_picture,
)
from ropa_desktop.window.overview.table_view import GridView
from ropa_desktop.window.overview.view import BLEED, LayOut, PictureView
from ropa_desktop.window.panel import RADIUS, RoleLabel, ShortenedLabel

LAY_OUTS: dict[str, LayOut] = {
    "letters": letters_picture.lay_out,
    "reviews": reviews_picture.lay_out,
    "transfers": transfers_picture.lay_out,
    "flow": flow_picture.lay_out,
    "limits": limits_picture.lay_out,
}


class PicturePanel(QFrame):
    """One of the five pictures with its heading."""

    opened = Signal(object)  # a Mark
    saving_wanted = Signal(str)  # the picture's key
    looked_at = Signal(QRectF)  # in the panel's own coordinates

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._found: Overview | None = None
        self._title = RoleLabel(step=1, strong=True)
        self._caption = ShortenedLabel("muted", -1)
        self.grouping = QComboBox()
        self.grouping.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # in another language too
        self.grouping.activated.connect(self._show)
        if key != "flow":
            self.grouping.hide()
        self.view = PictureView(LAY_OUTS[key], stretches=key == "flow")
        self.table = GridView()
        for part in (self.view, self.table):
            part.opened.connect(self.opened)
        self.view.looked_at.connect(lambda box: self.looked_at.emit(box.translated(self.view.pos())))
        self.table.hide()
        self.as_table = QAction(icon("table"), "", self)
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(self._show_kind)
        self.save = QAction(icon("download"), "", self)
        self.save.triggered.connect(lambda: self.saving_wanted.emit(self.key))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._buttons = [self._button(self.as_table), self._button(self.save)]
        self.addActions([self.as_table, self.save])
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Every text in the current language; figures are worded anew by who counts them."""
        title = title_of(self.key)
        self._title.setText(title)
        self.as_table.setText(_("Show as table"))
        self.save.setText(_("Export picture …"))
        for button in self._buttons:
            words = button.defaultAction().text()
            button.setToolTip(words)
            button.setAccessibleName(f"{title}: {words}")
        self.setAccessibleName(title)
        self.view.setAccessibleName(title)
        words_of = {
            "department": _("Group by department"),
            "controller": _("Group by controller"),
            "activity": _("Each activity"),
        }
        chosen = self.grouping.currentData()
        self.grouping.clear()
        for grouping in GROUPINGS:
            self.grouping.addItem(words_of[grouping], grouping)
        self.grouping.setCurrentIndex(max(self.grouping.findData(chosen), 0))
        self.grouping.setAccessibleName(_("How activities are grouped"))

    def show_figures(self, found: Overview) -> None:
        """Show other figures, grouped as before; at first as is usual for them."""
        if self._found is None:
            self.grouping.setCurrentIndex(self.grouping.findData(found.usual_grouping))
        self._found = found
        self._caption.setText(self._words())
        self._show()

    def picture(self) -> tuple[LayOut, Any]:
        """How the picture is laid out, and the figures it shows."""
        return LAY_OUTS[self.key], self._figures()

    def stations(self) -> list[QWidget]:
        """What Tab comes to in this panel, in order."""
        return [self.grouping, *self._buttons, *self.view.marks, self.table]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        roles = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(roles.line), 1))
        painter.setBrush(QColor(roles.base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _figures(self) -> Any:
        assert self._found is not None
        return self._found.flows[self.grouping.currentData()] if self.key == "flow" else self._found

    def _show(self) -> None:
        if self._found is not None:
            self.view.show_figures(self._figures())
            if self.as_table.isChecked():
                self.table.show_grid(table(self._found, self.key, self.grouping.currentData()))

    def _show_kind(self, as_table: bool) -> None:
        self._show()
        self.view.setVisible(not as_table)
        self.table.setVisible(as_table)
        if as_table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self) -> str:
        """What stands beside the heading."""
        return {
            "transfers": _("activities by country and mechanism"),
            "limits": _("from their trigger · number of activities"),
        }.get(self.key, "")

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(autoRaise=True)
        button.setDefaultAction(action)
        button.setIconSize(QSize(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setFixedSize(28, 28)
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._caption, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.grouping)
        for button in self._buttons:
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14 - BLEED, 8, 14 - BLEED, 12 - BLEED)
        column.setSpacing(0)
        head.setContentsMargins(BLEED, 0, BLEED, 8 - BLEED)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        below = QHBoxLayout()
        below.setContentsMargins(BLEED, 0, BLEED, 0)
        below.addWidget(self.table)
        column.addLayout(below)
