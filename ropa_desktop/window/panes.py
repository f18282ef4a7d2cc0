"""The focus from pane to pane with F6, and from page to page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

if TYPE_CHECKING:
    from ropa_desktop.window.workspace import Workspace


class Panes:
    """Belongs to a workspace: navigation, what is shown, record, message, help. Methods named like their commands."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def next_pane(self) -> None:
        """The focus to the next of them."""
        move_focus(self._shown(), 1)

    def previous_pane(self) -> None:
        """The focus to the previous one."""
        move_focus(self._shown(), -1)

    def _shown(self) -> list[QWidget]:
        workspace = self._workspace
        help_beside = workspace.window().findChild(QWidget, "help")
        aside: list[QWidget] = [] if workspace.messages.isHidden() else [workspace.messages]
        if help_beside is not None and help_beside.isVisible():
            aside.append(help_beside)
        overview = workspace.middle.overview
        if overview is not None and workspace.middle.shows_overview:
            return [workspace.navigation, overview, *aside]
        beside: QWidget = workspace.list.table if workspace.views.is_list else workspace.views
        return [workspace.navigation, beside, workspace.editor, *aside]


def move_focus(panes: list[QWidget], step: int) -> None:
    """Give the focus to the pane `step` further on than the one that has it, round and round."""
    focused = QApplication.focusWidget()
    inside = [
        number for number, pane in enumerate(panes) if focused and (pane is focused or pane.isAncestorOf(focused))
    ]
    here = inside[-1] if inside else (-1 if step > 0 else 0)
    pane = panes[(here + step) % len(panes)]
    pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
    focused = QApplication.focusWidget()
    if focused is None or not (pane is focused or pane.isAncestorOf(focused)):
        pane.focusNextPrevChild(True)


def turn_to(stack: QStackedWidget, page: QWidget, main_part: QWidget | None = None) -> None:
    """Show another page of a stack; the focus that was on the last one goes along, to its main part."""
    focused = QApplication.focusWidget()
    along = focused is not None and stack.isAncestorOf(focused)
    stack.setCurrentWidget(page)
    if along:
        (main_part or page).setFocus(Qt.FocusReason.OtherFocusReason)
