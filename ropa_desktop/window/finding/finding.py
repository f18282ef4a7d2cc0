"""The commands that find things in an open register; each method is named like the command that it performs."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import _
from ropa_desktop.window.actions import Actions
from ropa_desktop.window.finding import questions
from ropa_desktop.window.finding.entries import RecordEntries, command_entries
from ropa_desktop.window.finding.going import go_to_place
from ropa_desktop.window.finding.palette import Palette
from ropa_desktop.window.finding.search_pane import FoundPane, Place, Question
from ropa_desktop.window.navigation import HISTORY
from ropa_desktop.window.rows import whole_record
from ropa_desktop.window.work import Work

if TYPE_CHECKING:
    from ropa_desktop.window.finding.merging import MergeDialog
    from ropa_desktop.window.finding.replacing import ReplaceDialog
    from ropa_desktop.window.history.page import HistoryPage
    from ropa_desktop.window.workspace import Workspace

MOST_RECENT = 8


class Finding:
    """Belongs to a workspace, knows what was opened last, and keeps the pane in which found things are listed."""

    def __init__(self, workspace: Workspace, actions: Actions) -> None:
        self._workspace = workspace
        self._actions = actions
        self._register = workspace.register
        self.recent: list[str] = []
        self.pane = FoundPane()
        workspace.destroyed.connect(self.pane.deleteLater)  # it is the workspace's child only while it is shown
        self._search = questions.all_text(self._register, lambda: workspace.belonging)
        self._entries = RecordEntries(self._jump_to, lambda code: self.show_uses("country", code))
        self._palette: Palette | None = None
        self.pane.shown.connect(lambda place: workspace.open_beside(place.entry))
        self.pane.wanted.connect(self.go_to)
        self.pane.left.connect(lambda: workspace.pages.leave_view())
        self.pane.answered.connect(workspace.describe)
        workspace.editor.record_opened.connect(self._note)

    @cached_property
    def history(self) -> HistoryPage:
        """The page of all that was ever done; made when it is first wanted."""
        from ropa_desktop.window.history.page import HistoryPage  # not before the first list stands

        page = HistoryPage(self._register)
        self._workspace.destroyed.connect(page.deleteLater)
        page.wanted.connect(self.go_to)
        page.counted.connect(self._workspace.describe)
        return page

    # -- the commands -------------------------------------------------------------------------------------

    def jump(self) -> None:
        """The palette: any record and any command by name, those opened last before something is typed."""
        snapshot = self._register.snapshot()
        if self._palette is None:
            self._palette = Palette(self._workspace)
        here = self._workspace.editor.record
        recent = (self._entries.one(snapshot, id) for id in self.recent if here is None or id != here[1])
        commands = [*command_entries(self._actions, "jump")]
        records = partial(self._entries.prepare, snapshot)
        self._palette.open_with([each for each in recent if each is not None], commands, records)

    def search_everything(self) -> None:
        """The pane that searches every field of every record.

        While she begins to type every word is read beside the window, which of a large register takes long.
        """
        self._workspace.commit()
        reading = Work(partial(self._register.index.follow, self._register.snapshot()), self._workspace.window())
        reading.finished.connect(reading.deleteLater)
        reading.start()
        self._show(self._search)

    def where_used(self) -> None:
        """Where the current record is used; of a transfer, its country."""
        kind, id = self._workspace.current_place()
        transfer = self._register.snapshot().find(kind, id) if kind == "transfer" else None
        if transfer is not None and transfer.country:
            self.show_uses("country", transfer.country)
            return
        place = self._current_entry()
        if place is not None:
            self.show_uses(*place)

    def record_history(self) -> None:
        """All that was ever done to the current record."""
        place = self._current_entry()
        if place is not None:
            self._workspace.commit()
            self._workspace.navigation.choose(HISTORY)
            self.history.show_about(place)
            self.history.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def merge_record(self) -> None:
        """Make the current record and another one, after a look at what that changes."""
        from ropa_desktop.window.finding.merging import MergeDialog  # not before the first list stands

        place = self._current_entry()
        if place is None:
            raise BadInput(_("There is no record to merge with. Choose one in a list first."))
        self._workspace.commit()
        dialog = MergeDialog(self._register, *place, self._workspace)
        dialog.accepted.connect(lambda: self._merged(dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def replace_everywhere(self) -> None:
        """Replace a text or a choice in many records, after a look at each place."""
        from ropa_desktop.window.finding.replacing import ReplaceDialog

        self._workspace.commit()
        dialog = ReplaceDialog(self._register, self._workspace)
        dialog.accepted.connect(lambda: self._replaced(dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # -- what others ask ----------------------------------------------------------------------------------

    def show_uses(self, table: str, id: str) -> None:
        """Where a record, or a country by its code, is used."""
        self._workspace.commit()
        self._show(questions.used(self._register, table, id))

    def show_history(self) -> None:
        """The history of the whole register."""
        self.history.show_all()
        self._workspace.show_view(self.history)

    def go_to(self, place: Place) -> None:
        """Open the record at the field in which something stands."""
        self._workspace.open_beside(place.entry)
        form = self._workspace.editor.form
        snapshot = self._register.snapshot()
        if form is not None and not go_to_place(form, snapshot, place.table, place.id, place.field):
            self._workspace.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def restore(self, recent: object) -> None:
        """What was opened last time."""
        if isinstance(recent, list):
            self.recent = [str(id) for id in recent[:MOST_RECENT]]

    # -- within -------------------------------------------------------------------------------------------

    def _merged(self, dialog: MergeDialog) -> None:
        said = dialog.said()
        self._workspace.show_record(dialog.kept)
        self._workspace.messages.say(said, (_("Undo"), self._workspace.undo))

    def _replaced(self, dialog: ReplaceDialog) -> None:
        self._workspace.refresh()
        self._workspace.messages.say(dialog.said(), (_("Undo"), self._workspace.undo))

    def _current_entry(self) -> tuple[str, str] | None:
        """Kind and id of the record that is current, or that the current row belongs to."""
        _kind, id = self._workspace.current_place()
        table, whole = whole_record(self._register.snapshot(), id) if id else (None, "")
        return (table, whole) if table is not None else None

    def _show(self, question: Question) -> None:
        self.pane.begin(question)
        self._workspace.show_view(self.pane)
        self.pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _jump_to(self, id: str) -> None:
        if self._workspace.show_record(id):
            self._workspace.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note(self, _kind: str, id: str) -> None:
        _table, whole = whole_record(self._register.snapshot(), id)
        self.recent = [whole, *(other for other in self.recent if other != whole)][:MOST_RECENT]
