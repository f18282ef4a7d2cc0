"""Ruling day: what newer law data touch in all registers of a folder, as a list, as Excel, and as a note per client."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QHBoxLayout, QPushButton, QWidget

from ropa_desktop.errors import RegisterError
from ropa_desktop.exchange.ruling import Ruling, over_folder, write_notes, write_ruling
from ropa_desktop.i18n import _, format_date, ngettext
from ropa_desktop.law import data
from ropa_desktop.window import work
from ropa_desktop.window.cells import Text
from ropa_desktop.window.fitting import fit
from ropa_desktop.window.folder import show_in_folder
from ropa_desktop.window.lawdata.dialog import HeadedList, TellingDialog
from ropa_desktop.window.lawdata.touched import touched_columns, touched_rows
from ropa_desktop.window.table import Column, Row


class RulingDialog(TellingDialog):
    """Asks for a folder of registers and a file of law data; only reads both."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("What a change of law touches"), parent)
        self.folder: Path | None = None
        self.new: data.LawData | None = None
        self.ruling: Ruling | None = None
        self.choose_folder, self.choose_file = QPushButton(), QPushButton()
        row = QHBoxLayout()
        for button, act in ((self.choose_folder, self._ask_folder), (self.choose_file, self._ask_file)):
            button.clicked.connect(lambda _checked=False, act=act: act())
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.touched = HeadedList(touched_columns(register=True))
        self.touched.table.set_row_height(48)
        self.unread = HeadedList(
            [Column("register", _("Register"), 200), Column("because", _("Because"), stretch=True)]
        )
        self.body.addWidget(self.touched, 3)
        self.body.addWidget(self.unread, 1)
        self.body.addStretch()
        self.excel = self._button(_("Excel …"), self._save)
        self.notes = self._button(_("Draft notes …"), self._write_notes)
        self._show()
        fit(self, QSize(1080, 620))

    def look_in(self, folder: Path) -> None:
        """The registers of this folder and of those in it."""
        self.folder = folder
        self._work_out()

    def judge_by(self, path: Path) -> None:
        """The law data of this file."""
        try:
            self.new = data.load(path)
        except RegisterError as refusal:
            self.refuse(str(refusal))
            return
        self._work_out()

    # -- within -------------------------------------------------------------------------------------------

    def _button(self, said: str, act: Callable[[], None]) -> QPushButton:
        button = self.buttons.addButton(said, QDialogButtonBox.ButtonRole.ActionRole)
        button.clicked.connect(lambda: act())
        return button

    def _work_out(self) -> None:
        self.refuse("")
        self.ruling = None
        self._show()
        if self.folder is None or self.new is None:
            return
        ask = partial(over_folder, self.folder, data.current(), self.new)
        work.run(self, _("The registers are being looked through …"), ask, self._take, lambda no: self.refuse(str(no)))

    def _take(self, found: Ruling) -> None:
        self.ruling = found
        self._show()

    def _show(self) -> None:
        self.choose_folder.setText(self.folder.name if self.folder else _("Folder of registers …"))
        name = _("{name}, of {day}").format(name=self.new.name, day=format_date(self.new.as_of)) if self.new else ""
        self.choose_file.setText(name or _("File of newer law data …"))
        found = self.ruling
        self.excel.setEnabled(found is not None)
        self.notes.setEnabled(found is not None and bool(found.by_controller))
        if found is None:
            self.told.setText(
                _("Which controllers, activities and transfers newer law data touch. Registers are only read.")
            )
            for listed in (self.touched, self.unread):
                listed.show_rows("", [])
            return
        registers, n = len(found.touched), sum(len(touched) for _path, touched in found.touched)
        read = ngettext("{n} register was read.", "{n} registers were read.", registers).format(n=registers)
        said = ngettext("{n} record is touched", "{n} records are touched", n).format(n=n)
        self.told.setText(f"{read} {said}.")
        rows = [row for path, touched in found.touched for row in touched_rows(touched, path.name)]
        self.touched.show_rows(said, rows)
        lost = [Row(str(path), (Text(path.name), Text(because, "question"))) for path, because in found.unread]
        self.unread.show_rows(_("Registers that could not be read"), lost)

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Folder of registers"))
        if chosen:
            self.look_in(Path(chosen))

    def _ask_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Law data"), "", _("Law data (*.json)"))
        if chosen:
            self.judge_by(Path(chosen))

    def _save(self) -> None:
        name = _("Touched by a change of law")
        offered = str((self.folder or Path()) / f"{name}.xlsx")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Export"), offered, _("Excel workbook (*.xlsx)"))
        if chosen and self.ruling is not None:
            self._write(partial(write_ruling, Path(chosen), self.ruling), Path(chosen))

    def _write_notes(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Where do the notes go?"))
        if chosen and self.ruling is not None:
            self._write(partial(write_notes, Path(chosen), self.ruling), Path(chosen))

    def _write(self, act: Callable[[], object], target: Path) -> None:
        try:
            act()
        except RegisterError as refusal:
            self.refuse(str(refusal))
            return
        self.refuse("")
        show_in_folder(target)
