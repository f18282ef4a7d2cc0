"""Save an activity as a template, and begin a new one from a template."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ropa_desktop.exchange.templates import (
    Template,
    add_from_template,
    delete_template,
    save_template,
    templates,
)
from ropa_desktop.i18n import _, format_date, language
from ropa_desktop.register.register import Register
from ropa_desktop.window.asking import AskingDialog, captioned, line
from ropa_desktop.window.cells import Text
from ropa_desktop.window.finding.lines import Listing
from ropa_desktop.window.fitting import fit
from ropa_desktop.window.library.keeper_box import KeeperBox
from ropa_desktop.window.library.preview import Preview
from ropa_desktop.window.panel import Panel
from ropa_desktop.window.table import Column, Row


class SaveTemplate(AskingDialog):
    """What the template is called. Accepted means that it is kept; `name` is what it is called."""

    def __init__(self, register: Register, activity_id: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Save as a template"),
            _("It is kept in your settings, for every register. The activity itself stays as it is."),
            _("Save"),
            parent,
        )
        self._register, self._activity_id = register, activity_id
        self._known = {template.name.casefold() for template in templates()}
        self.name = line(name)
        self.name.textChanged.connect(self._tell)
        self.body.addLayout(captioned(_("Name of the template"), self.name))
        self.body.addStretch(1)
        self.name.selectAll()
        self.name.setFocus()
        self._tell()
        fit(self, QSize(520, 230))

    def carry_out(self) -> None:
        save_template(self._register.snapshot(), self._activity_id, self.name.text())

    def _tell(self) -> None:
        there = " ".join(self.name.text().split()).casefold() in self._known
        self.told.setText(_("A template is called so already. It will be replaced.") if there else "")
        self.do.setEnabled(bool(self.name.text().strip()))


class FromTemplate(AskingDialog):
    """Which template, and whose record. Accepted means that `added` is in the register, as a suggestion."""

    def __init__(self, register: Register, keeper_id: str | None, parent: QWidget | None = None) -> None:
        super().__init__(
            _("New from a template"),
            _("It comes as a suggestion, with its lines, and is not handed over until you confirm it."),
            _("Begin"),
            parent,
        )
        self.added = ""
        self._register = register
        self._templates: dict[str, Template] = {}
        self.list = Listing(
            [
                Column("name", _("Name"), stretch=True, name=True),
                Column("record", _("Record"), 104, firm=True),
                Column("saved", _("Saved"), 152, firm=True),
            ]
        )
        self.list.setAccessibleName(_("Templates"))
        self.shown = Preview()
        self.keeper = KeeperBox(register.snapshot(), keeper_id)
        self.remove = QPushButton(_("Delete this template"))
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(lambda: self.attempt(self._delete))
        self.keeper.setFixedWidth(320)
        self.body.addLayout(captioned(_("Record of"), self.keeper))
        self.body.addSpacing(4)
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(Panel(self.list), 5)
        beside.addWidget(Panel(self.shown), 4)
        self.body.addLayout(beside, 1)
        self.body.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.list.chosen.connect(lambda _id: self._offer())
        self.list.opened.connect(lambda _id: self.do.click())
        self.list.left.connect(self.reject)
        self.keeper.currentIndexChanged.connect(lambda _place: self._offer())
        self._fill()
        self.list.setFocus()
        fit(self, QSize(900, 520))

    def chosen(self) -> Template | None:
        """The template that is current."""
        return self._templates.get(self.list.current)

    def carry_out(self) -> None:
        template = self.chosen()
        if template is not None:
            self.added = add_from_template(self._register, template, self.keeper.keeper_id())

    def _fill(self) -> None:
        self._templates = {template.path.name: template for template in templates()}
        self.list.show_rows([Row(key, _cells(template)) for key, template in self._templates.items()])
        self._offer()

    def _offer(self) -> None:
        template = self.chosen()
        self.shown.show_records(template.records if template else None, language())
        there = template is not None
        self.remove.setEnabled(there)
        self.do.setEnabled(there and self.keeper.is_settled())
        self.told.setText(_("Whose record does it go into?") if there and not self.keeper.is_settled() else "")

    def _delete(self) -> None:
        template = self.chosen()
        if template is not None:
            delete_template(template)
            self._fill()


def _cells(template: Template) -> tuple[Text, ...]:
    record = _("Art. 30(2)") if template.role == "processor" else _("Art. 30(1)")
    return Text(template.name), Text(record, "muted"), Text(format_date(template.saved_on), "muted")
