"""What leaves the house: whose record, in which role, format and language; then written in a thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ropa_desktop.errors import RegisterError
from ropa_desktop.exchange import export as handing_over
from ropa_desktop.exchange.build import ALSO, Options
from ropa_desktop.i18n import LANGUAGES, N_, _, language, ngettext
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.law.parties import activities, keepers
from ropa_desktop.model.activity import Role
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.register import Register
from ropa_desktop.window import work
from ropa_desktop.window.buttons import make_primary
from ropa_desktop.window.cell_painting import sized, weighted
from ropa_desktop.window.folder import show_in_folder
from ropa_desktop.window.forms import load_form
from ropa_desktop.window.indicators import outline_indicators
from ropa_desktop.window.message_bar import MessageBar
from ropa_desktop.window.panel import Panel, Picture, RoleLabel

FORMATS = {
    "as_pdf": (".pdf", N_("PDF documents (*.pdf)")),
    "as_document": (".docx", N_("Word documents (*.docx)")),
    "as_web_page": (".html", N_("Web pages (*.html)")),
    "as_opendocument": (".ods", N_("OpenDocument spreadsheets (*.ods)")),
    "as_workbook": (".xlsx", N_("Excel workbooks (*.xlsx)")),
    "as_json": (".json", N_("JSON files (*.json)")),
}
_WORKING_COPIES = ("as_workbook", "as_json")
"""The formats that carry every field, to come back; the others hold what is handed over."""


def export(parent: QWidget, register: Register, controller: str | None, messages: MessageBar) -> None:
    """Ask what is handed over and where it goes, write it, and say so."""
    snapshot = register.snapshot()
    asked = Asked(snapshot, controller, parent)
    if asked.exec() != QDialog.DialogCode.Accepted:
        return
    options, target = asked.options(), choose_target(parent, asked.file_name(), *asked.format())
    if target is None:
        return

    def refused(refusal: RegisterError) -> None:
        messages.say(str(refusal), tone="refused")

    def written(remarks: tuple[str, ...]) -> None:
        if not register.read_only:
            register.record_event(N_("{name} exported"), name=target.name)
        shown = len(activities(confirmed(snapshot), options.keeper_id, options.role))
        sentence = ngettext("{n} activity exported: {name}.", "{n} activities exported: {name}.", shown)
        said = " ".join((sentence.format(n=shown, name=target.name), *remarks))
        tone = "question" if remarks else "done"  # what a person should know stays until it is read
        messages.say(said, (_("Show in folder"), partial(show_in_folder, target)), tone=tone)

    work.run(
        parent,
        _("{name} is being written …").format(name=target.name),
        lambda: handing_over.export(snapshot, target, options),
        written,
        refused,
    )


def choose_target(parent: QWidget, name: str, ending: str, kinds: str) -> Path | None:
    """Where a file goes that is called `name` unless the person says otherwise; None when she turns back.

    `kinds` is what a file dialog calls such files (message id).
    """
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    safe = "".join("-" if character in '<>:"/\\|?*' else character for character in name).strip(" .")
    offered = Path(documents) / f"{safe}{ending}"
    while True:
        chosen, _filter = QFileDialog.getSaveFileName(parent, _("Where does the export go?"), str(offered), _(kinds))
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.casefold() == ending:
            return path
        offered = path.with_name(path.name + ending)
        if not offered.exists():
            return offered  # else it is asked again: nobody was told yet that this file would be replaced


class Asked(QDialog):
    """Whose record, which role, which language and format; and, before anything is written, what leaves."""

    def __init__(self, snapshot: Snapshot, controller: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot = snapshot
        self.setWindowTitle(_("Export"))
        self.form = load_form("export", self)
        outline_indicators(self.form)
        self.setLayout(self.form.layout())
        self.form.heading.setFont(sized(self.font(), 5, strong=True))
        for heading in (self.form.what_heading, self.form.format_heading, self.form.leaves_heading):
            heading.setFont(weighted(self.font(), True))
        self._fill(controller)
        self._lines = QWidget()
        self._lines_column = QVBoxLayout(self._lines)
        self._lines_column.setContentsMargins(12, 10, 12, 10)
        self._lines_column.setSpacing(6)
        around = QVBoxLayout(self.form.leaves)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(Panel(self._lines))
        save = self.form.buttons.addButton(_("Save …"), QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = self.form.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        make_primary(save)
        save.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.form.controller.currentIndexChanged.connect(self._count_roles)
        for name in FORMATS:
            getattr(self.form, name).toggled.connect(self._say_what_leaves)
        self.form.full.toggled.connect(self._say_what_leaves)
        self._count_roles()
        self._say_what_leaves()

    def options(self) -> Options:
        """What is asked for, as the exporters know it."""
        return Options(
            keeper_id=self.form.controller.currentData() or None,
            role=self.form.role.currentData() or None,
            also=frozenset(ALSO if self.form.full.isChecked() else ()),
            language=self.form.language.currentData(),
        )

    def format(self) -> tuple[str, str]:
        """The ending of the file, and what a file dialog calls its kind (message id)."""
        return next(known for name, known in FORMATS.items() if getattr(self.form, name).isChecked())

    def file_name(self) -> str:
        """What the file is called unless the person says otherwise."""
        whose = self.form.controller.currentText() if self.form.controller.currentData() else ""
        return " ".join(part for part in (whose, _("Article 30")) if part)

    def _fill(self, controller: str | None) -> None:
        self.form.controller.addItem(_("All, a part for each"), "")
        for keeper in keepers(self._snapshot):
            self.form.controller.addItem(keeper.name or keeper.reference or "", keeper.id)
        self.form.controller.setCurrentIndex(max(self.form.controller.findData(controller or ""), 0))
        for code, name in LANGUAGES.items():
            self.form.language.addItem(name, code)
        self.form.language.setCurrentIndex(self.form.language.findData(language()))

    def _count_roles(self) -> None:
        chosen = self.form.role.currentData()
        keeper = self.form.controller.currentData() or None
        self.form.role.clear()
        for role, words in (
            ("", N_("Both, {n}")),
            (Role.controller.value, N_("As controller, {n}")),
            (Role.processor.value, N_("As processor, {n}")),
        ):
            count = len(activities(confirmed(self._snapshot), keeper, role or None))
            self.form.role.addItem(_(words).format(n=count), role)
        self.form.role.setCurrentIndex(max(self.form.role.findData(chosen or ""), 0))

    def _say_what_leaves(self) -> None:
        document = not any(getattr(self.form, name).isChecked() for name in _WORKING_COPIES)
        self.form.full.setEnabled(document)
        more = not document or self.form.full.isChecked()
        for line in self._lines.findChildren(Line):
            self._lines_column.removeWidget(line)
            line.setParent(None)
        for leaves, words in (
            (True, _("What Article 30 asks for, letter by letter")),
            (True, _("What is unknown, named as such")),
            (more, _("Legal bases, sources and notes")),
            (not document, _("Every other field, and archived records")),
            (False, _("History")),
        ):
            self._lines_column.addWidget(Line(leaves, words))


class Line(QWidget):
    """One thing that leaves, or stays."""

    def __init__(self, leaves: bool, words: str) -> None:
        super().__init__()
        self.leaves, self.words = leaves, words
        label = RoleLabel("text" if leaves else "muted")
        label.setText(words if leaves else _("{what}: not handed over").format(what=words))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Picture("check" if leaves else "eye-off", 16, "accent" if leaves else "muted"))
        row.addWidget(label, 1)
