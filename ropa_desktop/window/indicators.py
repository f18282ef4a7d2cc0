"""Check boxes and radio buttons whose outline is seen in the dark, where Fusion draws it darker than the ground."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QListView,
    QProxyStyle,
    QRadioButton,
    QStyle,
    QStyleOption,
    QTreeView,
    QWidget,
)

from ropa_desktop.window.colours import colours
from ropa_desktop.window.icons import paint_icon

BOX, ROUND = QStyle.PrimitiveElement.PE_IndicatorCheckBox, QStyle.PrimitiveElement.PE_IndicatorRadioButton
IN_LIST = QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck


class Indicators(QProxyStyle):
    """Fusion, but for the two indicators: an outline of the role `edge`, filled with the accent when chosen."""

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        element = BOX if element == IN_LIST else element
        if element not in (BOX, ROUND):
            super().drawPrimitive(element, option, painter, widget)
            return
        roles = colours(option.palette)
        chosen = bool(option.state & QStyle.StateFlag.State_On)
        edge = roles.edge if option.state & QStyle.StateFlag.State_Enabled else roles.line
        box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(roles.accent if chosen else edge), 1))
        painter.setBrush(QColor(roles.accent if chosen and element == BOX else roles.base))
        if element == BOX:
            painter.drawRoundedRect(box, 3, 3)
            if chosen:
                paint_icon(painter, option.rect.adjusted(1, 1, -1, -1), "check", roles.on_accent)
        else:
            painter.drawEllipse(box)
            if chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(roles.accent))
                painter.drawEllipse(box.adjusted(3, 3, -3, -3))
        painter.restore()


def outline_indicators(form: QWidget) -> None:
    """Give every check box and radio button of a form, and those in its lists, their outline, on Fusion alone."""
    if QApplication.style().objectName().lower() != "fusion":
        return
    style = Indicators("fusion")
    style.setParent(form)
    ticked = [
        *form.findChildren(QCheckBox),
        *form.findChildren(QRadioButton),
        *form.findChildren(QTreeView),
        *form.findChildren(QListView),
    ]
    for button in ticked:
        button.setStyle(style)
