"""What an import would change, before anything is written: every record and field, and the counts."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ropa_desktop.exchange.changes import Plan
from ropa_desktop.i18n import _, ngettext
from ropa_desktop.window.buttons import make_primary
from ropa_desktop.window.field_style import outline
from ropa_desktop.window.import_rows import plan_columns, plan_rows
from ropa_desktop.window.panel import Panel, RoleLabel
from ropa_desktop.window.table import ListTable, RowsModel
from ropa_desktop.window.undo_keys import share_undo


class ImportPreview(QDialog):
    """Shows a plan; accepted means that it is to be carried out."""

    def __init__(self, plan: Plan, file_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Import"))
        title = RoleLabel(step=5, strong=True)
        title.setText(_("Import {name}").format(name=file_name))
        told = RoleLabel("muted")
        told.setText(_("Nothing is written until you import. Then it is one step, and one Undo takes it back."))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search the changes"))
        self.search.setAccessibleName(_("Search the changes"))
        self.search.setMaximumWidth(260)
        self.search.setFixedHeight(28)
        outline(self.search)
        share_undo(self.search)
        self.rows = RowsModel(self)
        self.table = ListTable(self.rows)
        self.table.setAccessibleName(_("What the import changes"))
        self.rows.set_columns(plan_columns())
        self.rows.set_rows(plan_rows(plan))
        self.table.lay_out_columns()
        self.search.textChanged.connect(self.rows.set_filter)
        self.counts = RoleLabel()
        self.counts.setText(counted(plan))
        buttons = QDialogButtonBox()
        self.import_button = buttons.addButton(import_verb(plan), QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.import_button.setEnabled(not plan.changes_nothing)
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
        self.resize(960, 640)
        self.table.setFocus()


def import_verb(plan: Plan) -> str:
    """What the button does: "Import 36 records"."""
    count = len(plan.added) + len(plan.updated)
    if plan.changes_nothing or not count:
        return _("Import")
    return ngettext("Import {n} record", "Import {n} records", count).format(n=count)


def counted(plan: Plan) -> str:
    """The counts in one sentence: "31 new, 5 updated, 2 unchanged, 0 missing, 6 refused"."""
    return _("{new} new · {updated} updated · {unchanged} unchanged · {missing} missing · {refused} refused").format(
        new=len(plan.added),
        updated=len(plan.updated),
        unchanged=plan.unchanged,
        missing=len(plan.missing),
        refused=len(plan.refused) + len(plan.problems),
    )
