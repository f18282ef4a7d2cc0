"""The commands that bring something into the open register or hand something out of it.

Each method is named like the command that it performs. What it needs is loaded when it is wanted: see `loading.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ropa_desktop.window.folder import show_in_folder

if TYPE_CHECKING:
    from ropa_desktop.window.workspace import Workspace


class InAndOut:
    """Belongs to a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def import_sheet(self, path: str = "") -> None:
        """Choose a workbook, preview what it would change, import it in one step."""
        from ropa_desktop.window.importing import import_sheet  # brings openpyxl

        workspace = self._workspace
        workspace.commit()
        import_sheet(workspace, workspace.register, workspace.messages, workspace.undo, path)

    def import_clipboard(self) -> None:
        """Preview what cells copied in a spreadsheet would bring, and import them in one step."""
        from ropa_desktop.window.importing import import_clipboard

        workspace = self._workspace
        workspace.commit()
        import_clipboard(workspace, workspace.register, workspace.messages, workspace.undo)

    def export(self) -> None:
        """Choose what leaves the house and write it."""
        from ropa_desktop.window.exporting import export  # brings the exporters

        workspace = self._workspace
        workspace.commit()
        kind, record_id = workspace.current_place()
        request = record_id if kind == "request" else None
        export(workspace, workspace.register, workspace.controller, workspace.messages, request)

    def ask_department(self) -> None:
        """Choose whom a questionnaire asks and write it."""
        from ropa_desktop.window.questionnaire import ask_department  # brings openpyxl

        workspace = self._workspace
        workspace.commit()
        ask_department(workspace, workspace.register, workspace.controller, workspace.messages)

    def show_in_folder(self) -> None:
        """Show the register's file in the system's file manager."""
        show_in_folder(self._workspace.register.path)
