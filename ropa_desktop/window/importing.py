"""Import: choose a file, read and compare it in a thread, show the plan, carry it out there as one step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ropa_desktop.errors import ReadOnlyRegister, RegisterError
from ropa_desktop.exchange.changes import Plan
from ropa_desktop.exchange.plan import apply, plan, read_file
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.register.register import Register
from ropa_desktop.window import work
from ropa_desktop.window.import_preview import ImportPreview
from ropa_desktop.window.message_bar import MessageBar


def import_sheet(
    parent: QWidget, register: Register, messages: MessageBar, undo: Callable[[], object], path: str = ""
) -> None:
    """Import a file into an open register; `path` is empty where it is yet to be chosen. Raises `ReadOnlyRegister`.

    `undo` is what the message that tells of it offers.
    """
    if register.read_only:
        raise ReadOnlyRegister(register.read_only_reason)
    source = Path(path) if path else choose_source(parent)
    if source is None:
        return
    before = register.snapshot()

    def refused(refusal: RegisterError) -> None:
        messages.say(str(refusal), tone="refused")

    def planned(found: Plan) -> None:
        preview = ImportPreview(found, source.name, parent)
        agreed = preview.exec() == QDialog.DialogCode.Accepted
        chosen = preview.agreed()
        preview.deleteLater()
        if not agreed:
            return
        work.run(
            parent,
            _("{name} is being imported …").format(name=source.name),
            lambda: apply(register, chosen, source.name),
            lambda _none: messages.say(done(chosen, source.name), (_("Undo"), undo)),
            refused,
            lent=register,
        )

    work.run(
        parent,
        _("{name} is being read …").format(name=source.name),
        lambda: plan(before, read_file(source)),
        planned,
        refused,
    )


def choose_source(parent: QWidget) -> Path | None:
    """Which file; None when the person turns back."""
    chosen, _filter = QFileDialog.getOpenFileName(
        parent,
        _("Import"),
        "",
        _("Spreadsheets and JSON (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.json);;All files (*)"),
    )
    return Path(chosen) if chosen else None


def done(found: Plan, name: str) -> str:
    """What the import did, in one sentence."""
    count = len(found.added) + len(found.updated)
    sentence = ngettext("{n} record imported from {name}.", "{n} records imported from {name}.", count)
    return sentence.format(n=count, name=name)
