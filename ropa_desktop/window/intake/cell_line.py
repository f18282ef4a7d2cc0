"""Below the sheet: the cell that is looked at, what became of it, and in which record."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ropa_desktop.exchange.recognition.telling import told
from ropa_desktop.i18n import _
from ropa_desktop.model import catalog
from ropa_desktop.window.intake.session import Session
from ropa_desktop.window.intake.words import cell_name
from ropa_desktop.window.panel import RoleLabel
from ropa_desktop.window.plain import plain_tip
from ropa_desktop.window.rows import record_label

LONGEST = 160  # characters of a cell that are shown


class CellLine(QWidget):
    """Two lines on the cell; without one, how to come to it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.says = RoleLabel(strong=True)
        self.became = RoleLabel("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(2)
        for label in (self.says, self.became):
            label.setMinimumWidth(40)
            column.addWidget(label)
        self.became.setWordWrap(True)
        self.became.setMinimumHeight(2 * self.became.fontMetrics().lineSpacing())
        self.became.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.show_cell()

    def show_cell(self) -> None:
        """The cell that the session looks at."""
        session = self._session
        if session.cell is None:
            self.says.setText("")
            self.became.setText(_("Choose a cell to see what becomes of it. F2 corrects it."))
            return
        row, column = session.cell
        text = " ".join(session.text(row, column).split())
        shown = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
        metrics = self.says.fontMetrics()
        room = max(self.width() - 40, 200)
        said = f"{cell_name(row, column)}  {shown}"
        self.says.setText(metrics.elidedText(said, Qt.TextElideMode.ElideRight, room))
        self.says.setToolTip(plain_tip(text[:2000]))
        self.became.setText(became(session, row, column) or _("An empty cell."))


def became(session: Session, row: int, column: int) -> str:
    """What became of a cell and in which record: "Purpose: Legal basis, in PA-007 Payroll"; empty for an empty one."""
    outcome = session.outcome(row, column)
    if outcome is None:
        return ""
    said = told(outcome)
    id = session.worked.record_of(outcome)
    after = session.intake.plan.after
    table = after.kind_of(id) if id else None
    if table is None or table not in {kind.key for kind in catalog.KINDS}:
        return said
    label = record_label(after, table, id)
    reference = getattr(after.find(table, id), "reference", None)
    name = f"{reference} {label}" if reference and reference != label else label
    return _("{outcome}, in {record}").format(outcome=said, record=name)
