"""A questionnaire for a department: who is asked, in which language, by when; then written in a thread."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from ropa_desktop.errors import BadInput, RegisterError
from ropa_desktop.exchange.questionnaire.department import Request, departments
from ropa_desktop.exchange.questionnaire.writer import write_questionnaire
from ropa_desktop.i18n import LANGUAGES, N_, _, language, ngettext
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.law.parties import activities, keepers
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.register import Register
from ropa_desktop.window import work
from ropa_desktop.window.buttons import make_primary
from ropa_desktop.window.cell_painting import sized
from ropa_desktop.window.editor.days import read_day
from ropa_desktop.window.exporting import choose_target
from ropa_desktop.window.field_style import outline
from ropa_desktop.window.folder import show_in_folder
from ropa_desktop.window.forms import load_form
from ropa_desktop.window.help.before import offer_help
from ropa_desktop.window.message_bar import MessageBar
from ropa_desktop.window.undo_keys import share_undo


def ask_department(parent: QWidget, register: Register, controller: str | None, messages: MessageBar) -> None:
    """Ask who is to be asked and where the questionnaire goes, write it, and say so."""
    snapshot = confirmed(register.snapshot())
    asked = AskedWhom(snapshot, controller, parent)
    agreed = asked.exec() == QDialog.DialogCode.Accepted
    asked.deleteLater()
    if not agreed:
        return
    request = asked.request()
    target = choose_target(parent, asked.file_name(), ".xlsx", N_("Excel workbooks (*.xlsx)"))
    if target is None:
        return

    def refused(refusal: RegisterError) -> None:
        messages.refuse(refusal)

    def written(count: int) -> None:
        if not register.read_only:
            register.record_event(N_("{name} exported"), name=target.name)
        sentence = ngettext("{name} asks about {n} activity.", "{name} asks about {n} activities.", count)
        messages.say(sentence.format(name=target.name, n=count), (_("Show in folder"), partial(show_in_folder, target)))

    work.run(
        parent,
        _("{name} is being written …").format(name=target.name),
        lambda: write_questionnaire(snapshot, target, request),
        written,
        refused,
    )


class AskedWhom(QDialog):
    """Which controller's department, in which language, by when."""

    def __init__(self, snapshot: Snapshot, controller: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot = snapshot
        self.setWindowTitle(_("Questionnaire"))
        offer_help(self)
        self.form = load_form("questionnaire", self)
        self.setLayout(self.form.layout())
        self.form.heading.setFont(sized(self.font(), 5, strong=True))
        outline(self.form.until)
        share_undo(self.form.until)
        self.form.remark.hide()
        for keeper in keepers(snapshot):
            self.form.controller.addItem(keeper.name or keeper.reference or "", keeper.id)
        self.form.controller.setCurrentIndex(max(self.form.controller.findData(controller or ""), 0))
        several = self.form.controller.count() > 1
        self.form.controller.setVisible(several)
        self.form.controller_label.setVisible(several)
        for code, name in LANGUAGES.items():
            self.form.language.addItem(name, code)
        self.form.language.setCurrentIndex(self.form.language.findData(language()))
        save = self.form.buttons.addButton(_("Save …"), QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = self.form.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        make_primary(save)
        save.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.form.controller.currentIndexChanged.connect(self._list_departments)
        self._list_departments()

    def request(self) -> Request:
        """What is asked for. Raises `BadInput` for a day that is none."""
        return Request(
            keeper_id=self.form.controller.currentData() or None,
            department=self.form.department.currentData() or "",
            language=self.form.language.currentData(),
            until=read_day(self.form.until.text()) or "",
        )

    def file_name(self) -> str:
        """What the file is called unless the person says otherwise."""
        whose = self.form.department.currentData() or self.form.controller.currentText()
        return " ".join(part for part in (_("Questionnaire"), whose) if part)

    def accept(self) -> None:
        """Agree, unless the day is none: then say so here."""
        try:
            self.request()
        except BadInput as refused:
            self.form.remark.setText(str(refused))
            self.form.remark.show()
            self.form.until.setFocus()
            return
        super().accept()

    def _list_departments(self) -> None:
        keeper = self.form.controller.currentData() or None
        self.form.department.clear()
        for name, count in departments(self._snapshot, keeper).items():
            self.form.department.addItem(_("{name}, {n}").format(name=name, n=count), name)
        every = len(activities(self._snapshot, keeper))
        self.form.department.addItem(_("All activities, {n}").format(n=every), "")
