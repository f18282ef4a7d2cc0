"""The commands on the current record, or on all that are selected. Each method is named like its command."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import N_, _, ngettext
from ropa_desktop.register import edit
from ropa_desktop.window.archiving import archived
from ropa_desktop.window.narrowing import begun_with
from ropa_desktop.window.rows import record_label

if TYPE_CHECKING:
    from ropa_desktop.window.workspace import Workspace


class RecordCommands:
    """Belongs to a workspace; does nothing where no record is current."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._register = workspace.register

    def new_record(self) -> None:
        """A new record on the current page, current and ready to be typed into."""
        workspace = self._workspace
        page = workspace.navigation.page
        if page is None or page.kind == "transfer":
            return
        workspace.commit()
        record_id = edit.add(self._register, page.kind, **self.begun_with())
        workspace.show_record(record_id)
        workspace.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def duplicate_record(self) -> None:
        """A copy of the current record with its rows."""
        workspace = self._workspace
        kind, record_id = workspace.current_place()
        if not kind:
            return
        workspace.commit()
        copy = edit.duplicate(self._register, kind, record_id)
        workspace.show_record(copy)
        workspace.say_done(_("{record} duplicated.").format(record=self._name(kind, record_id)))

    def archive_record(self) -> None:
        """Take the selected records out of use; they stay in the history."""
        workspace = self._workspace
        kind, record_id = workspace.current_place()
        if not kind:
            return
        workspace.commit()
        several = self._selected(kind, record_id, archived=False)
        if len(several) > 1:
            self._archive(kind, several)
            return
        beside = workspace.list.neighbour_id()
        edit.archive(self._register, kind, record_id, None)
        workspace.refresh()
        workspace.list.select(record_id if workspace.shows_archived else beside)
        said = archived(self._register.snapshot(), kind, record_id)
        workspace.messages.say(said, (_("Undo"), workspace.undo), (_("Say why"), partial(self._say_why, record_id)))

    def restore_record(self) -> None:
        """Take the selected records back into use."""
        kind, record_id = self._workspace.current_place()
        if not kind:
            return
        several = self._selected(kind, record_id, archived=True)
        if len(several) > 1:
            with self._register.step(N_("{n} records restored"), n=str(len(several))):
                for each in several:
                    edit.restore(self._register, kind, each)
            n = len(several)
            self._workspace.say_done(
                ngettext("{n} record is in use again.", "{n} records are in use again.", n).format(n=n)
            )
            return
        edit.restore(self._register, kind, record_id)
        self._workspace.say_done(_("{record} is in use again.").format(record=self._name(kind, record_id)))

    def begun_with(self) -> dict[str, Any]:
        """What a new record of the current page begins with."""
        workspace, page = self._workspace, self._workspace.navigation.page
        return {} if page is None else begun_with(workspace.snapshot, page.kind, page.role, workspace.controller)

    def _archive(self, kind: str, ids: list[str]) -> None:
        workspace, n = self._workspace, len(ids)
        with self._register.step(N_("{n} records archived"), n=str(n)):
            for id in ids:
                edit.archive(self._register, kind, id, None)
        workspace.refresh()
        if not workspace.list.current_id():
            workspace.list.select_nearest()
        said = ngettext(
            "{n} record archived. It stays in the history.", "{n} records archived. They stay in the history.", n
        ).format(n=n)
        why = partial(self._say_why_of_all, kind, ids)
        workspace.messages.say(said, (_("Undo"), workspace.undo), (_("Say why"), why))

    def _selected(self, kind: str, current: str, *, archived: bool) -> list[str]:
        """The records selected in the list, where the current one is among them, that are archived or are not."""
        workspace = self._workspace
        ids = workspace.list.selected_ids() if workspace.views.is_list else []
        if current not in ids:
            return [current]
        rows = (workspace.snapshot.find(kind, id) for id in ids)
        return [row.id for row in rows if row is not None and (row.archived_on is not None) is archived]

    def _name(self, kind: str, record_id: str) -> str:
        return record_label(self._register.snapshot(), kind, record_id)

    def _say_why_of_all(self, kind: str, ids: list[str]) -> None:
        """One reason for all that were archived together and still are."""
        from ropa_desktop.window.reason_dialog import ReasonDialog

        workspace, snapshot = self._workspace, self._register.snapshot()
        rows = (snapshot.find(kind, id) for id in ids)
        still = [row.id for row in rows if row is not None and row.archived_on is not None]
        if not still:
            raise BadInput(_("They are in use again."))
        dialog = ReasonDialog(self._register, kind, still, workspace)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            workspace.say_done(dialog.outcome())

    def _say_why(self, record_id: str) -> None:
        """Into the reason of a record that was archived."""
        workspace = self._workspace
        workspace.list.show_archived()
        if workspace.show_record(record_id) and workspace.editor.form is not None:
            workspace.editor.form.go_to_field("archived_because")
