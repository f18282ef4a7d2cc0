"""The commands on findings in an open register; each method is named like the command that it performs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ropa_desktop.errors import RegisterError
from ropa_desktop.i18n import N_, _
from ropa_desktop.law.responses import ANSWERED, Standing
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.journal import Done
from ropa_desktop.window import work
from ropa_desktop.window.finding.going import go_to_place
from ropa_desktop.window.finding.search_pane import Place
from ropa_desktop.window.folder import show_in_folder
from ropa_desktop.window.navigation import TODO
from ropa_desktop.window.todo.page import TodoPage

if TYPE_CHECKING:
    from ropa_desktop.window.workspace import Workspace


FORMATS = {"xlsx": N_("Excel workbook (*.xlsx)"), "ics": N_("Calendar (*.ics)")}


class Todo:
    """Belongs to a workspace: keeps its findings up to date, counts them in the navigation, and shows the page."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.page = TodoPage(workspace.register, lambda: workspace.belonging)
        workspace.destroyed.connect(self.page.deleteLater)  # it is the workspace's child only while it is shown
        self.page.wanted.connect(workspace.finding.go_to)
        self.page.shown.connect(self._show_beside)
        self.page.complete_wanted.connect(self.how_complete)
        workspace.middle.complete_wanted.connect(self.how_complete)
        self.page.said.connect(workspace.say_done)
        self.page.help_wanted.connect(lambda code: workspace.help_wanted.emit(f"checks/{code}"))
        self.page.save_wanted.connect(self._save)
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

    def how_complete(self) -> None:
        """One number over what Article 30 asks of the chosen controller, and what is missing behind it."""
        from ropa_desktop.window.todo.complete import CompleteDialog, Counted, count

        workspace = self._workspace
        workspace.commit()
        snapshot = workspace.register.snapshot()

        def show(counted: Counted) -> None:
            dialog = CompleteDialog(snapshot, counted, workspace)
            dialog.wanted.connect(workspace.finding.go_to)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        work.run(
            workspace,
            _("The points of Article 30 are being counted …"),
            partial(count, snapshot, workspace.controller),
            show,
            workspace.messages.refuse,
        )

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

    def _show_beside(self, place: Place) -> None:
        """The record beside the list, with the field in sight; the focus stays in the list."""
        workspace = self._workspace
        workspace.open_beside(place.entry)
        form = workspace.editor.form
        if form is not None:
            go_to_place(form, workspace.snapshot, place.table, place.id, place.field, focus=False)

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

    def _save(self, format: str) -> None:
        workspace = self._workspace
        snapshot, mine = self.page.findings.snapshot, self.page.mine
        if snapshot is None or mine is None:
            return
        shown = [line.standing for line in mine if line.standing.state != ANSWERED]
        proposed = workspace.register.path.with_name(f"{workspace.register.path.stem} {_('To do')}.{format}")
        chosen, _filter = QFileDialog.getSaveFileName(
            workspace, _("Export the findings"), str(proposed), _(FORMATS[format])
        )
        if not chosen:
            return
        path = Path(chosen)
        try:
            self._write(path, snapshot, shown, format)
        except RegisterError as refusal:
            workspace.messages.refuse(refusal)
            return
        said = _("Findings exported: {name}.").format(name=path.name)
        workspace.messages.say(said, (_("Show in folder"), partial(show_in_folder, path)))

    def _write(self, path: Path, snapshot: Snapshot, shown: Sequence[Standing], format: str) -> None:
        from ropa_desktop.exchange.calendar_file import days, write_calendar  # not before they are wanted
        from ropa_desktop.exchange.findings_report import write_findings

        if format == "ics":
            write_calendar(path, days(snapshot, shown))
        else:
            write_findings(path, snapshot, shown, self.page.findings.on)
