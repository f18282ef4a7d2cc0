"""What an import would change, before anything is written: every record and field, each to be taken or left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ropa_desktop.exchange.changes import Plan
from ropa_desktop.exchange.choosing import Choice
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.window.buttons import make_primary
from ropa_desktop.window.cells import words
from ropa_desktop.window.field_style import outline
from ropa_desktop.window.help.before import offer_help
from ropa_desktop.window.import_rows import plan_columns, plan_rows
from ropa_desktop.window.panel import Panel, RoleLabel
from ropa_desktop.window.table import ListTable, RowsModel
from ropa_desktop.window.undo_keys import share_undo

MOST_SPANS = 2000  # lines that are looked at: what is read stands at the top


class DecidingTable(ListTable):
    """A list in which Space, or a click on its last column, takes the selected lines or leaves them out."""

    def __init__(self, model: RowsModel, decide: Callable[[Sequence[str]], None]) -> None:
        super().__init__(model)
        self._decide = decide
        self._rows = model
        self.clicked.connect(self._click)
        model.modelReset.connect(self._let_sentences_run)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)
            return
        current = self.currentIndex().row()
        numbers = [current, *(index.row() for index in self.selectionModel().selectedRows() if index.row() != current)]
        self._decide([self._rows.rows[number].id for number in numbers if number >= 0])

    def _let_sentences_run(self) -> None:
        """Give a sentence that stands alone the empty columns beside it."""
        self.clearSpans()
        for number, row in enumerate(self._rows.rows[:MOST_SPANS]):
            said = [words(cell) for cell in row.cells]
            filled = next((place for place in range(1, len(said)) if said[place]), len(said))
            if filled > 1 and said[0]:
                self.setSpan(number, 0, 1, filled)

    def _click(self, index: QModelIndex) -> None:
        if index.column() == len(self._rows.columns) - 1:
            self._decide([self._rows.rows[index.row()].id])


class ImportPreview(QDialog):
    """Shows a plan; accepted means that what `agreed` gives is to be carried out."""

    def __init__(self, plan: Plan, file_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = Choice(plan)
        self.setWindowTitle(_("Import"))
        offer_help(self)
        title = RoleLabel(step=5, strong=True)
        title.setText(_("Import {name}").format(name=file_name))
        told = RoleLabel("muted")
        told.setText(
            " ".join(
                (
                    _("Nothing is written until you import. Then it is one step, and one Undo takes it back."),
                    _("Space leaves the selected line out, or takes it again."),
                )
            )
        )
        told.setWordWrap(True)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search the changes"))
        self.search.setAccessibleName(_("Search the changes"))
        self.search.setMaximumWidth(260)
        self.search.setFixedHeight(28)
        outline(self.search)
        share_undo(self.search)
        self.rows = RowsModel(self)
        self.table = DecidingTable(self.rows, self._decide)
        self.table.setAccessibleName(_("What the import changes"))
        self.rows.set_columns(plan_columns())
        self.rows.set_rows(plan_rows(plan, self.choice.taken))
        self.table.lay_out_columns()
        self.search.textChanged.connect(self.rows.set_filter)
        self.counts = RoleLabel()
        buttons = QDialogButtonBox()
        self.import_button = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.import_button.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        make_primary(self.import_button if not plan.changes_nothing else cancel)
        foot = QHBoxLayout()
        foot.addWidget(self.counts, 1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        for widget in (title, told, self.search):
            column.addWidget(widget)
        column.addWidget(Panel(self.table), 1)
        column.addLayout(foot)
        self.resize(1040, 640)
        self._say_what_will_be()
        self.table.setFocus()

    def agreed(self) -> Plan:
        """The plan without what was left out, and with the conflicts that were taken."""
        return self.choice.plan()

    def _decide(self, keys: Sequence[str]) -> None:
        """Take what is left out and leave out what is taken: all as the first that can be decided."""
        self.choice.turn(keys)
        last = len(self.rows.columns) - 1
        if self.rows.rows:
            self.rows.dataChanged.emit(self.rows.index(0, last), self.rows.index(len(self.rows.rows) - 1, last))
        self._say_what_will_be()

    def _say_what_will_be(self) -> None:
        plan = self.agreed()
        self.counts.setText(counted(plan))
        self.import_button.setText(import_verb(plan))
        self.import_button.setEnabled(not plan.changes_nothing)


def import_verb(plan: Plan) -> str:
    """What the button does: "Import 36 records"."""
    count = len(plan.added) + len(plan.updated) + len(plan.removed)
    if plan.changes_nothing or not count:
        return _("Import")
    return ngettext("Import {n} record", "Import {n} records", count).format(n=count)


def counted(plan: Plan) -> str:
    """The counts in one sentence: "31 new, 5 updated, 2 unchanged, 0 missing, 6 refused"."""
    said = _("{new} new · {updated} updated · {unchanged} unchanged · {missing} missing · {refused} refused").format(
        new=len(plan.added),
        updated=len(plan.updated),
        unchanged=plan.unchanged,
        missing=len(plan.missing),
        refused=len(plan.refused) + len(plan.problems),
    )
    removed = _("{n} no longer so").format(n=len(plan.removed)) if plan.removed else ""
    conflicts = _("{n} in conflict").format(n=len(plan.conflicts)) if plan.conflicts else ""
    return " · ".join(filter(None, (said, removed, conflicts)))
