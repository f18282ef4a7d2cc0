"""Art. 30(5): whether the exemption for fewer than 250 persons would reach an activity. Nothing is left out of it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.law import vocabulary
from ropa_desktop.law.parties import keepers
from ropa_desktop.law.small_organisations import EXEMPT, NEEDED, OPEN, TRIGGERS, Asked, advice, rule_in_force
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.cells import Cell, Remark, Text, Unknown
from ropa_desktop.window.fitting import fit
from ropa_desktop.window.lawdata.dialog import HeadedList, TellingDialog
from ropa_desktop.window.table import Column, Row


class ExemptionDialog(TellingDialog):
    """The advice for one keeper after another. `chosen` is the activity that the person wants to go to."""

    def __init__(self, snapshot: Snapshot, controller: str | None, parent: QWidget) -> None:
        super().__init__(_("Exemption of Art. 30(5)"), parent)
        self._snapshot = snapshot
        self.chosen = ""
        self.keeper = QComboBox()
        self.keeper.setAccessibleName(_("Record of"))
        for keeper in keepers(snapshot):
            self.keeper.addItem(keeper.name or keeper.reference or "?", keeper.id)
        self.keeper.setVisible(self.keeper.count() > 1)
        columns = [Column("name", _("Activity"), stretch=True, name=True)]
        columns += [Column(str(number), _(said), 130) for number, said in enumerate(TRIGGERS)]
        self.listed = HeadedList([*columns, Column("state", _("Record"), 150)])
        self.listed.table.set_row_height(28)
        self.body.addWidget(self.keeper, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.listed, 1)
        self.body.addStretch()
        self.keeper.setCurrentIndex(max(self.keeper.findData(controller or ""), 0))
        self.keeper.currentIndexChanged.connect(lambda _index: self._show())
        self.listed.table.doubleClicked.connect(lambda index: self._go(index.row()))
        self._show()

    def _show(self) -> None:
        self._tell()
        fit(self, QSize(880, 220 if self.listed.isHidden() else 560))

    def _tell(self) -> None:
        found = advice(self._snapshot, self.keeper.currentData() or "")
        if found is None:
            unknown = _(
                "How many persons the organisation employs is not known. Enter it with the organisation, under "
                "“Persons employed”."
            )
            self.told.setText(" ".join((*rule_in_force(), unknown)))
            self.listed.show_rows("", [])
            return
        self.told.setText(" ".join(found.sentences()))
        self.listed.show_rows(_("Activities"), [_row(one) for one in found.asked] if found.few else [])

    def _go(self, row: int) -> None:
        self.chosen = self.listed.rows.rows[row].id
        self.accept()


def _row(asked: Asked) -> Row:
    answers: list[Cell] = [
        Unknown() if answer is None else Text(vocabulary.label("yes_no", answer)) for answer in asked.triggers
    ]
    said: dict[str, Cell] = {
        NEEDED: Text(_("needed")),
        OPEN: Remark("circle-question-mark", _("not answered"), "question"),
        EXEMPT: Text(_("not required"), "muted"),
    }
    name: Cell = Text(asked.activity.name) if asked.activity.name else Unknown()
    return Row(asked.activity.id, (name, *answers, said[asked.state]))
