"""Where the help stands: at the right edge of the window, as wide as the person left it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

from ropa_desktop.law.help import page
from ropa_desktop.window.help.pane import HelpPane

if TYPE_CHECKING:
    from ropa_desktop.window.main_window import MainWindow

NAME = "help"
USUAL, LEAST = 340, 260  # logical pixels


class HelpDock(QDockWidget):
    """Belongs to a window; made when help is first wanted. Closing it gives the focus back."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._came_from: QWidget | None = None
        self._settled = False  # the width is that of last time; before, a change of it is not the person's
        self.pane = HelpPane()
        self.pane.left.connect(self.leave)
        self.setObjectName(NAME)
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setTitleBarWidget(QWidget(self))  # the pane has its own head
        self.pane.setMinimumWidth(LEAST)
        self.setWidget(self.pane)
        self.setFocusProxy(self.pane)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)
        self.hide()

    def explain(self) -> None:
        """The page on whatever has the focus, which stays where it is; a second time, the cursor into the search."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.pane.show_contents()
            return
        workspace = self._window.workspace
        found = None
        if workspace is not None:
            from ropa_desktop.window.help.places import field_of, page_for  # the heavy half of the window

            found = page_for(focused, workspace)
            field = field_of(focused, workspace.editor.form)
            if field:
                workspace.editor.form.unfold(field)
        if found is None:
            self.show_contents()
        else:
            self._come(focused)
            self.pane.show_page(found)

    def show_key(self, key: str) -> None:
        """A page by its key, such as "checks/dpo_unknown"; the contents where there is none."""
        wanted = page(key)
        if wanted is None:
            self.show_contents()
        else:
            self._come(QApplication.focusWidget())
            self.pane.show_page(wanted)

    def show_contents(self) -> None:
        """All pages."""
        self._come(QApplication.focusWidget())
        self.pane.show_contents()

    def leave(self) -> None:
        """Close the help; the focus goes back to where it came from."""
        inside = QApplication.focusWidget()
        mine = inside is not None and self.isAncestorOf(inside)
        self.hide()
        if mine and self._came_from is not None and _is_there(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._settled and self.isVisible():
            self._window.settings.panels[NAME] = self.width()

    def _come(self, focused: QWidget | None) -> None:
        if focused is not None and not self.isAncestorOf(focused):
            self._came_from = focused
        if self.isVisible():
            return
        self._settled = False
        self.show()
        width = max(self._window.settings.panels.get(NAME, USUAL), LEAST)
        self._window.resizeDocks([self], [width], Qt.Orientation.Horizontal)
        self._settled = True


def _is_there(widget: QWidget) -> bool:
    """Whether a widget has not been taken down meanwhile, and is shown."""
    from shiboken6 import isValid

    return isValid(widget) and widget.isVisible()
