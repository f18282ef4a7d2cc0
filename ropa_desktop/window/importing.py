"""Import: choose a file, read and compare it in a thread, show what it brings, carry it out there as one step.

What the program wrote itself is shown as a plan; about a strange spreadsheet there is a conversation (`intake/`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from ropa_desktop.errors import BadInput, ReadOnlyRegister, RegisterError
from ropa_desktop.exchange.changes import Plan
from ropa_desktop.exchange.intake import Intake
from ropa_desktop.exchange.plan import apply, is_strange, plan, read_file
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.register import Register
from ropa_desktop.window import work
from ropa_desktop.window.folder import show_in_folder
from ropa_desktop.window.import_preview import ImportPreview
from ropa_desktop.window.intake.source import Opening, Source, opening
from ropa_desktop.window.intake.window import IntakeWindow
from ropa_desktop.window.message_bar import Action, MessageBar

_REPORT = "ropa_desktop.exchange.import_report"


def import_sheet(
    parent: QWidget, register: Register, messages: MessageBar, undo: Callable[[], object], path: str = ""
) -> None:
    """Import a file into an open register; `path` is empty where it is yet to be chosen. Raises `ReadOnlyRegister`.

    `undo` is what the message that tells of it offers.
    """
    if register.read_only:
        raise ReadOnlyRegister(register.read_only_reason)
    chosen = Path(path) if path else choose_source(parent)
    if chosen is not None:
        _Import(parent, register, messages, undo).begin(Source(chosen.name, chosen))


def import_clipboard(parent: QWidget, register: Register, messages: MessageBar, undo: Callable[[], object]) -> None:
    """Import the cells that were copied in a spreadsheet. Raises `ReadOnlyRegister`, and `BadInput` without any."""
    if register.read_only:
        raise ReadOnlyRegister(register.read_only_reason)
    text = QApplication.clipboard().text()
    if not text.strip():
        raise BadInput(_("The clipboard holds no cells. Copy them in the spreadsheet first."))
    _Import(parent, register, messages, undo).begin(Source(_("Clipboard"), text=text))


class _Import:
    """One import, from what is read to the message that tells of it."""

    def __init__(self, parent: QWidget, register: Register, messages: MessageBar, undo: Callable[[], object]) -> None:
        self._parent = parent
        self._register = register
        self._messages = messages
        self._undo = undo

    def begin(self, source: Source) -> None:
        """Read the source in a thread and show what it would bring."""
        before = self._register.snapshot()
        work.run(
            self._parent,
            _("{name} is being read …").format(name=source.name),
            lambda: _read(source, before),
            partial(self._show, source, before),
            self._refused,
            droppable=True,
        )

    def _show(self, source: Source, before: Snapshot, found: Opening | Plan) -> None:
        if isinstance(found, Opening):
            QTimer.singleShot(work.DRAWN, self._parent, partial(self._converse, source, before, found))
            return
        preview = ImportPreview(found, source.name, self._parent)
        agreed = preview.exec() == QDialog.DialogCode.Accepted
        chosen = preview.agreed()
        preview.deleteLater()
        if agreed:
            self._carry_out(chosen, source)

    def _converse(self, source: Source, before: Snapshot, found: Opening) -> None:
        """The conversation about a strange spreadsheet, unless the register was closed meanwhile."""
        if not self._parent.isVisible():
            return
        window = IntakeWindow(found, before, self._parent)
        window.accepted.connect(lambda: self._carry_out(window.session.intake.plan, source, window.session.intake))
        window.finished.connect(window.deleteLater)
        QTimer.singleShot(work.DRAWN, window, window.open)

    def _carry_out(self, agreed: Plan, source: Source, intake: Intake | None = None) -> None:
        offers: list[Action] = [(_("Undo"), self._undo)]
        if intake is not None and can_report():
            offers.append((_("Save the report …"), partial(self._save_report, source, intake)))
        work.run(
            self._parent,
            _("{name} is being imported …").format(name=source.name),
            lambda: apply(self._register, agreed, source.name),
            # An offer beside Undo is not gone before it is read.
            lambda _none: self._messages.say(
                done(agreed, source.name), *offers, tone="done" if len(offers) == 1 else "told"
            ),
            self._refused,
            lent=self._register,
        )

    def _save_report(self, source: Source, intake: Intake) -> None:
        """The report of what was imported, as a workbook."""
        proposed = _("{name}, import report.xlsx").format(name=Path(source.name).stem)
        folder = source.path.parent if source.path else Path.home()
        chosen, _filter = QFileDialog.getSaveFileName(
            self._parent, _("Save the report"), str(folder / proposed), _("Excel workbooks (*.xlsx)")
        )
        if not chosen:
            return
        target = Path(chosen)
        target = target if target.suffix else target.with_suffix(".xlsx")
        register = self._register.path.name
        work.run(
            self._parent,
            _("{name} is being written …").format(name=target.name),
            lambda: import_module(_REPORT).write_report(target, intake, register),
            lambda _none: self._messages.say(
                _("Report saved as {name}.").format(name=target.name),
                (_("Show in folder"), lambda: show_in_folder(target)),
            ),
            self._refused,
        )

    def _refused(self, refusal: RegisterError) -> None:
        self._messages.refuse(refusal)


def _read(source: Source, before: Snapshot) -> Opening | Plan:
    """A strange spreadsheet as a conversation, anything else as a plan. Raises `BadInput`."""
    if source.path is None or is_strange(source.path):
        return opening(source, before)
    return plan(before, read_file(source.path))


def can_report() -> bool:
    """Whether a report of an import can be written."""
    try:
        return hasattr(import_module(_REPORT), "write_report")
    except ModuleNotFoundError:
        return False


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
