"""The commands on findings in an open register; each method is named like the command that it performs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.journal import Done
from ropa_desktop.window.navigation import TODO
from ropa_desktop.window.todo.page import TodoPage

if TYPE_CHECKING:
    from ropa_desktop.window.workspace import Workspace


class Todo:
    """Belongs to a workspace: keeps its findings up to date, counts them in the navigation, and shows the page."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.page = TodoPage(workspace.register, lambda: workspace.belonging)
        self.page.wanted.connect(workspace.finding.go_to)
        self.page.shown.connect(lambda place: workspace.open_beside(place.entry))
        self.page.said.connect(workspace.say_done)
        self.page.help_wanted.connect(lambda code: workspace.help_wanted.emit(f"checks/{code}"))
        self.page.findings.changed.connect(self._counted)

    # -- the commands -------------------------------------------------------------------------------------

    def show_todo(self) -> None:
        """The page of findings."""
        self._workspace.show_view(self.page)

    def next_finding(self) -> None:
        """To the next finding, from wherever the focus is."""
        self._go(self.page.next_finding)

    def previous_finding(self) -> None:
        """To the previous finding."""
        self._go(self.page.previous_finding)

    # -- what the workspace asks --------------------------------------------------------------------------

    def touch(self, done: Done) -> None:
        """Take note of what a step changed."""
        self.page.findings.touch((change.table, change.record) for change in done.changes)

    def show_register(self, snapshot: Snapshot) -> None:
        """Bring the findings up to date."""
        self.page.findings.show(snapshot)

    def counts(self) -> dict[str, int]:
        """How many findings are open, by the key of the page; nothing as long as that is not known."""
        n = self.page.count_open
        return {} if n is None else {TODO: n}

    def leave(self) -> None:
        """The register is being closed."""
        self.page.findings.leave()

    # -- within -------------------------------------------------------------------------------------------

    def _counted(self) -> None:
        workspace = self._workspace
        workspace.navigation.set_counts(workspace.pages.counts())
        if workspace.views.currentWidget() is self.page:
            workspace.describe()

    def _go(self, move: Callable[[], None]) -> None:
        workspace = self._workspace
        workspace.commit()
        if workspace.views.currentWidget() is not self.page or workspace.middle.shows_overview:
            workspace.pages.choose(TODO)
            self.page.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        move()
