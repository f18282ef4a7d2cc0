"""A box of choices that says when it has no room for what was chosen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from ropa_desktop.window.plain import plain_tip

_AROUND = 4  # pixels that a style leaves free around the words


class ShortenedBox(QComboBox):
    """What does not fit ends in "…", where Qt would cut it, and all of it is the tooltip."""

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width() - _AROUND
        option.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        self.setToolTip("" if option.currentText == self.currentText() else plain_tip(self.currentText()))
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def give_room_to(self, words: str) -> None:
        """Be wide enough for `words`."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        size = self.fontMetrics().size(Qt.TextFlag.TextSingleLine, words)
        size.setWidth(size.width() + 2 * _AROUND)
        self.setMinimumWidth(self.style().sizeFromContents(QStyle.ContentsType.CT_ComboBox, option, size, self).width())
