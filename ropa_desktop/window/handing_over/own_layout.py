"""Under the box of layouts: a layout of one's own made of the one chosen, and how it is changed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from ropa_desktop.errors import RegisterError
from ropa_desktop.exchange.layouts import Layout
from ropa_desktop.exchange.layouts.reading import own_folder
from ropa_desktop.exchange.layouts.shape import SHAPES
from ropa_desktop.exchange.layouts.writing import copy_as_own
from ropa_desktop.i18n import N_, _
from ropa_desktop.window.folder import show_in_folder
from ropa_desktop.window.icons import icon
from ropa_desktop.window.panel import RoleLabel


class OwnLayout(QWidget):
    """Speaks of the layout given to `show_layout`; `copied` says the key of the copy that was made of it."""

    copied = Signal(str)
    refused = Signal(str)

    def __init__(self, frame: QWidget) -> None:
        super().__init__()
        self._layout: Layout | None = None
        self.told = RoleLabel("muted", -1)
        self.told.setWordWrap(True)
        self.copy = _button("copy", N_("Make a layout of your own from it"))
        self.folder = _button("folder-open", N_("Show in folder"))
        self.copy.clicked.connect(self._copy)
        self.folder.clicked.connect(self._show_in_folder)
        column = QVBoxLayout(self)
        around = QVBoxLayout(frame)
        for lines in (column, around):
            lines.setContentsMargins(0, 0, 0, 0)
            lines.setSpacing(2)
        column.addWidget(self.told)
        for button in (self.copy, self.folder):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        around.addWidget(self)
        self._frame = frame
        self.show_layout(None)

    def show_layout(self, layout: Layout | None) -> None:
        """Offer to copy a layout of the program's, or say how one's own is changed; None is no layout."""
        self._layout = layout
        own = layout is not None and layout.own
        self.copy.setVisible(layout is not None and not own and layout.shape in SHAPES)
        self.told.setVisible(own)
        self.folder.setVisible(own)
        if layout is not None and own:
            self.told.setText(
                _(
                    "Your own layout, in the file {name}. Open it in a text editor: each line under “columns” is a "
                    "column, and its “heading” stands above it. Change, move or take out lines, and save: the pages "
                    "here follow."
                ).format(name=f"{layout.key}.json")
            )
        self._frame.setVisible(own or self.copy.isVisibleTo(self))

    def _copy(self) -> None:
        assert self._layout is not None
        try:
            self.copied.emit(copy_as_own(self._layout.key))
        except RegisterError as refusal:
            self.refused.emit(str(refusal))

    def _show_in_folder(self) -> None:
        assert self._layout is not None
        show_in_folder(own_file(self._layout.key))


def own_file(key: str) -> Path:
    """The file of an own layout; there is none where the layout is the program's."""
    return own_folder() / f"{key}.json"


def _button(picture: str, words: str) -> QToolButton:
    button = QToolButton(autoRaise=True)
    button.setIcon(icon(picture))
    button.setIconSize(QSize(22, 16))  # room between icon and words
    button.setText(_(words))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
