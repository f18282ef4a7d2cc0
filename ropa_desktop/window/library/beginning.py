"""The commands that begin from what is there, and the review; each method is named like the command it performs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from ropa_desktop.errors import BadInput
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.register.authorship import who
from ropa_desktop.window.rows import record_label

if TYPE_CHECKING:
    from ropa_desktop.window.workspace import Workspace

ACCEPTED = QDialog.DialogCode.Accepted


class Beginning:
    """Belongs to a workspace. The dialogs are loaded when they are wanted."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        workspace.editor.proposed.done.connect(workspace.say_done)

    def begin_from_library(self) -> None:
        """Choose items of the library; they come as suggestions, in one step, and the first of them is opened."""
        from ropa_desktop.window.library.library_dialog import LibraryDialog

        workspace = self._workspace
        workspace.commit()
        dialog = LibraryDialog(workspace.register, workspace.controller, workspace)
        if dialog.exec() != ACCEPTED or not dialog.added:
            return
        self._show(dialog.added[0])
        n = len(dialog.added)
        said = ngettext(
            "{n} activity is suggested. Nothing of it is handed over until you confirm it.",
            "{n} activities are suggested. Nothing of them is handed over until you confirm it.",
            n,
        )
        workspace.say_done(said.format(n=n))

    def offer_library(self) -> None:
        """Say to one who has just begun that there is a library."""
        said = _("Name your first activity, paste rows from Excel, or begin from the library.")
        offer = (_("Begin from the library …"), self.begin_from_library)
        self._workspace.messages.say(said, offer, tone="told", passing=True)

    def save_template(self) -> None:
        """Keep the current activity as a template."""
        from ropa_desktop.exchange.templates import LEFT_BEHIND
        from ropa_desktop.window.library.templates_dialog import SaveTemplate

        workspace = self._workspace
        workspace.commit()
        current = self._current()
        name = record_label(workspace.register.snapshot(), "activity", current)
        dialog = SaveTemplate(workspace.register, current, name, workspace)
        if dialog.exec() == ACCEPTED:
            said = _("Template “{name}” saved.").format(name=" ".join(dialog.name.text().split()))
            workspace.messages.say(f"{said} {_(LEFT_BEHIND)}", tone="told")

    def new_from_template(self) -> None:
        """Begin an activity from one of her own templates."""
        from ropa_desktop.exchange.templates import templates
        from ropa_desktop.window.library.templates_dialog import FromTemplate

        workspace = self._workspace
        workspace.commit()
        if not templates():
            raise BadInput(_("There is no template yet. “Save as a template” keeps the current activity as one."))
        dialog = FromTemplate(workspace.register, workspace.controller, workspace)
        if dialog.exec() == ACCEPTED and dialog.added:
            self._show(dialog.added)
            workspace.say_done(_("Suggested by your template. It is not handed over until you confirm it."))

    def review(self) -> None:
        """Write that the selected activities were looked through and left as they are."""
        from ropa_desktop.window.library.review_dialog import ReviewDialog

        workspace = self._workspace
        workspace.commit()
        current, ids = self._current(), workspace.list.selected_ids() if workspace.views.is_list else []
        ids = ids if current in ids else [current]
        dialog = ReviewDialog(workspace.register, ids, who(), workspace)
        if dialog.exec() != ACCEPTED:
            return
        n, left = len(dialog.reviewed), len(ids) - len(dialog.reviewed)
        said = ngettext("{n} activity reviewed, no change.", "{n} activities reviewed, no change.", n).format(n=n)
        if left:
            out = ngettext("{n} suggestion was left out.", "{n} suggestions were left out.", left).format(n=left)
            said = f"{said} {out}"
        workspace.say_done(said)

    # -- within -------------------------------------------------------------------------------------------

    def _current(self) -> str:
        """The current activity. Raises `BadInput` where there is none."""
        kind, current = self._workspace.current_place()
        if kind != "activity":
            raise BadInput(_("Choose an activity first."))
        return current

    def _show(self, id: str) -> None:
        self._workspace.list.clear_filter()
        self._workspace.show_record(id)
