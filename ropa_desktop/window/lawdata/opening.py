"""The commands on law data, with or without an open register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ropa_desktop.window.lawdata.exemption import ExemptionDialog
from ropa_desktop.window.lawdata.law_dialog import LawDialog
from ropa_desktop.window.lawdata.ruling_dialog import RulingDialog

if TYPE_CHECKING:
    from ropa_desktop.window.main_window import MainWindow


def law_data(window: MainWindow) -> None:
    """Show the law data in use; the findings of the open register follow when others are taken."""
    workspace = window.workspace
    if workspace is not None:
        workspace.commit()
    dialog = LawDialog(workspace.register.snapshot() if workspace is not None else None, window)
    if workspace is not None:
        dialog.changed.connect(workspace.todo.page.findings.speak_again)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def ruling_day(window: MainWindow) -> None:
    """Ask what newer law data touch in all registers of a folder."""
    dialog = RulingDialog(window)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def small_organisation(window: MainWindow) -> None:
    """Show what Art. 30(5) says of each activity of the controller that is chosen."""
    workspace = window.workspace
    workspace.commit()
    dialog = ExemptionDialog(workspace.register.snapshot(), workspace.controller, window)

    def finished() -> None:
        if dialog.chosen:
            workspace.show_record(dialog.chosen)
        dialog.deleteLater()

    dialog.finished.connect(finished)
    dialog.open()
