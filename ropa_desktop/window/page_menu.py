"""The pages of an open register in the Go menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.window.icons import icon
from ropa_desktop.window.navigation import pages


class PageMenu:
    """Adds the pages to a menu, the overview under Alt+0 and the first nine lists under Alt and a digit."""

    def __init__(self, menu: QMenu, owner: QWidget, choose: Callable[[str], object]) -> None:
        self._menu = menu
        self._actions: list[QAction] = []
        for number, page in enumerate(page for page in pages() if not page.is_heading):
            action = QAction(icon(page.icon), _(page.title), owner)
            if number <= 9:
                action.setShortcut(f"Alt+{number}")
            action.triggered.connect(partial(choose, page.key))
            action.setData(page.title)
            menu.addAction(action)
            self._actions.append(action)

    def retranslate(self) -> None:
        """The pages in the current language."""
        for action in self._actions:
            action.setText(_(action.data()))

    def leave(self) -> None:
        """Take the pages out of the menu: the register is closed."""
        for action in self._actions:
            self._menu.removeAction(action)
