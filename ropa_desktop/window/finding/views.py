"""What stands beside the record: the list, or in its place what was found, or the history."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ropa_desktop.window.message_bar import MessageBar
from ropa_desktop.window.panes import turn_to


class Views(QStackedWidget):
    """Shows one of several; the message bar stands at the foot of whichever is shown.

    The list is renewed by the workspace; any other view has a `refresh()`, a `count_shown` and a column to lie in.
    """

    def __init__(self, list: QWidget, messages: MessageBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = list
        self._messages = messages
        self.addWidget(list)

    @property
    def is_list(self) -> bool:
        """Whether the list is shown."""
        return self.currentWidget() is self._list

    def show_view(self, view: QWidget) -> None:
        """Show the list or another view, as it is now."""
        if self.indexOf(view) < 0:
            before = _stations(self)[-1]
            self.addWidget(view)
            for one, other in pairwise((before, *_stations(view))):  # Tab comes to it before the record beside it
                self.setTabOrder(one, other)
        hidden, layout = self._messages.isHidden(), view.layout()
        assert isinstance(layout, QVBoxLayout)
        if self._messages.parentWidget() is not view:  # the overview may have had it
            layout.addWidget(self._messages)
            self._messages.setHidden(hidden)
        if view is self.currentWidget():
            return
        turn_to(self, view)
        self.refresh()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus goes on, to the main part of what is shown.

        A focus proxy would do that for Tab as well, which then never comes to what stands before that part.
        """
        shown = self.currentWidget()
        if shown is not None:
            shown.setFocus(event.reason())

    def refresh(self) -> None:
        """Show the register as it is now."""
        if not self.is_list:
            self._view.refresh()

    def count_shown(self, listed: int) -> int:
        """How many things are shown; `listed` are those of the list."""
        return listed if self.is_list else int(self._view.count_shown)

    @property
    def _view(self) -> Any:
        return self.currentWidget()


def _stations(widget: QWidget) -> list[QWidget]:
    """What takes the focus in a widget, in the order of Tab."""
    found: list[QWidget] = []
    one = widget.nextInFocusChain()
    while one is not None and widget.isAncestorOf(one):
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus:
            found.append(one)
        one = one.nextInFocusChain()
    return found
