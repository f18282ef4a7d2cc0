"""The window of the conversation: three parts that look at the same cell, every cell counted, and one Import.

Nothing is written while it is open. `accepted` means that the plan of `session.intake` is to be carried out.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from ropa_desktop.errors import RegisterError
from ropa_desktop.exchange.arrival import fitted, read_mapping, write_mapping
from ropa_desktop.exchange.intake import first_wishes
from ropa_desktop.i18n import _
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window import work
from ropa_desktop.window.buttons import make_primary
from ropa_desktop.window.intake import remembered
from ropa_desktop.window.intake.cells_bar import CellsBar
from ropa_desktop.window.intake.choosers import Choosers
from ropa_desktop.window.intake.mapping_view import swap
from ropa_desktop.window.intake.parts import MappingPart, ResultPart, SheetPart
from ropa_desktop.window.intake.session import Session
from ropa_desktop.window.intake.source import Opening, read_again
from ropa_desktop.window.intake.words import ASK, import_verb, sureness
from ropa_desktop.window.panel import Hairline, RoleLabel, Splitter
from ropa_desktop.window.panes import move_focus
from ropa_desktop.window.plain import plain_tip
from ropa_desktop.window.undo_keys import undo_typing

LONGEST = 48  # characters of a file's name in the title
SHARES = (536, 470, 434)  # of the three parts, as sizes of the splitter


class IntakeWindow(QDialog):
    """A strange file, mapped and looked at. `opened` is what was read, `snapshot` the register as it stands."""

    def __init__(self, opened: Opening, snapshot: Snapshot, parent: QWidget) -> None:
        super().__init__(parent)
        self.opened = opened
        self.session = Session(opened.book, opened.worked.intake.wishes, opened.worked, snapshot, self)
        self._remembered = opened.remembered
        self._warned = False  # that the file has changed since it was read
        self.setWindowTitle(_("Import {name}").format(name=opened.source.name))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.choosers = Choosers(self.session)
        self.sheet = SheetPart(self.session)
        self.mapping = MappingPart(self.session)
        self.changes = ResultPart(self.session)
        self.bar = CellsBar()
        self.mapping_button = QPushButton(_("Mapping"))
        self.cancel_button = QPushButton(_("Cancel"))
        self.import_button = QPushButton()
        self._lay_out()
        self._connect()
        window = parent.window().size()
        self.resize(max(window.width(), 1000), max(window.height(), 600))
        self._show_result()
        self.mapping.hints.show_hint(self._remembered)
        make_primary(self.import_button)
        self.import_button.setToolTip(_("Ctrl+Enter"))
        self.mapping.focus()
        columns = self.session.own.columns
        first = next((one for one in columns if sureness(one) == ASK), columns[0] if columns else None)
        if first is not None:
            self.session.look_at(first.column)

    # -- what a person does -------------------------------------------------------------------------------

    def agree(self) -> None:
        """Import what is shown, unless the file has become another meanwhile: then say so once."""
        if not self.session.is_current or not self.import_button.isEnabled():
            return
        if self.opened.stamp is not None and self.opened.source.stamp() != self.opened.stamp and not self._warned:
            self._warned = True
            self.mapping.hints.say(
                _("{name} has changed since it was read.").format(name=self.opened.source.name),
                (_("Read again"), self.read_again),
                (_("Import as read"), self.agree),
                tone="question",
            )
            self.mapping.hints.setFocus()
            return
        remembered.remember(self.opened.key, self.session.wishes.mapping)
        self.accept()

    def read_again(self) -> None:
        """Read the file as it is now, with the same wishes."""
        before, wishes, current = self.opened, self.session.wishes, self.session.snapshot

        def read(opened: Opening) -> None:
            self.opened = opened
            self._warned = False
            self.session.read_again(opened.book, opened.worked.intake.wishes, opened.worked)
            self._show_sheet()
            self._show_result()

        work.run(
            self,
            _("{name} is being read …").format(name=before.source.name),
            lambda: read_again(before, wishes, current),
            read,
            self._refuse,
        )

    def save_mapping(self) -> None:
        """The mapping as a file that the terminal takes, and another person's import."""
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save mapping"), f"{Path(self.opened.source.name).stem}.json", _("Mappings (*.json)")
        )
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix else path.with_suffix(".json")
        try:
            write_mapping(self.session.wishes.mapping, path)
        except RegisterError as refusal:
            self._refuse(refusal)
            return
        self.mapping.hints.say(_("Mapping saved as {name}.").format(name=path.name))

    def load_mapping(self) -> None:
        """A mapping that was saved, fitted to this file."""
        chosen, _filter = QFileDialog.getOpenFileName(self, _("Load mapping"), "", _("Mappings (*.json)"))
        if not chosen:
            return
        try:
            mapping = fitted(read_mapping(Path(chosen)), self.session.book)
        except RegisterError as refusal:
            self._refuse(refusal)
            return
        self._remembered = None
        self.session.decide(first_wishes(self.session.book, mapping))

    def start_anew(self) -> None:
        """Forget how such files were mapped; this one goes where it proposes."""
        remembered.forget(self.opened.key)
        self._remembered = None
        self.session.decide(first_wishes(self.session.book, self.opened.proposed))
        self.mapping.hints.show_hint(self._remembered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # Qt would import from wherever the focus is
            if isinstance(focused, QPushButton):
                focused.click()
        elif event.key() == Qt.Key.Key_Escape and self.session.has_decided:
            self.mapping.hints.say(_("Cancel closes the window, and forgets what was decided here."))
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        self.session.leave()
        super().done(result)

    # -- what it shows ------------------------------------------------------------------------------------

    def _show_sheet(self) -> None:
        self.sheet.view.show_sheet()
        self.sheet.describe()
        self._show_decided()

    def _show_decided(self) -> None:
        """The mapping at once; what follows from it when it is worked out."""
        self.choosers.show_choices()
        self.mapping.mapping.show_mapping()
        self.mapping.values.show_values()
        self.mapping.describe()
        self.sheet.view.cells.repaint()
        self.changes.describe()
        self.import_button.setEnabled(False)
        self.mapping.hints.show_hint(self._remembered)

    def _show_result(self) -> None:
        worked, plan = self.session.worked, self.session.intake.plan
        self.changes.view.show_result()
        self.changes.describe()
        self.sheet.view.cells.repaint()
        self.sheet.line.show_cell()
        self.mapping.values.show_values()
        self.mapping.describe()
        self.bar.show_counts(worked.counts, len(worked.unreadable), worked.rules)
        self.import_button.setEnabled(not plan.changes_nothing)
        self.import_button.setText(import_verb(worked.register.activities(), len(plan.added) + len(plan.updated)))
        self.changes.messages.show_proposals()
        self.mapping.hints.show_hint(self._remembered)

    def _show_looked(self) -> None:
        if self.sheet.view.cells.sheet_name != self.session.sheet_name:
            self._show_sheet()
        for part in (self.sheet.view, self.mapping.mapping, self.mapping.values, self.changes.view):
            part.follow()
        self.sheet.line.show_cell()
        self.mapping.describe()
        self.mapping.hints.show_hint(self._remembered)

    # -- within -------------------------------------------------------------------------------------------

    def _choose_field(self) -> None:
        table = self.mapping.mapping
        table.setFocus()
        mapped = self.session.mapped
        row = table.rows.row_of(self.session.key(mapped)) if mapped else -1
        if row >= 0:
            table.open_list(row)

    def _refuse(self, refusal: RegisterError) -> None:
        self.mapping.hints.say(str(refusal), tone="refused")

    def _take_back(self) -> None:
        if not undo_typing(self.focusWidget()):
            self.session.take_back()

    def _do_again(self) -> None:
        if not undo_typing(self.focusWidget(), redo=True):
            self.session.do_again()

    def _move_focus(self, step: int) -> None:
        messages = [bar for bar in (self.mapping.hints, self.changes.messages) if not bar.isHidden()]
        panes: list[QWidget] = [self.choosers, self.sheet.view, self.mapping.mapping, self.mapping.values]
        panes = [pane for pane in panes if pane.isVisible()]
        move_focus([*panes, self.changes.view, *messages, self._foot], step)

    def _connect(self) -> None:
        session = self.session
        session.decided.connect(self._show_decided)
        session.worked_out.connect(self._show_result)
        session.looked.connect(self._show_looked)
        self.choosers.sheet_chosen.connect(lambda name: session.look_at(sheet=name))
        self.mapping.nothing.acted.connect(self.choosers.map_by_hand)
        self.mapping.hints.field_wanted.connect(self._choose_field)
        self.mapping.hints.anew_wanted.connect(self.start_anew)
        self.mapping.mapping.swapped.connect(partial(swap, session))
        self.sheet.view.swapped.connect(partial(swap, session))
        self.cancel_button.clicked.connect(self.reject)
        self.import_button.clicked.connect(self.agree)
        for keys, act in (
            ("F6", lambda: self._move_focus(1)),
            ("Shift+F6", lambda: self._move_focus(-1)),
            ("Ctrl+Return", self.agree),
            (QKeySequence.StandardKey.Undo, self._take_back),
            (QKeySequence.StandardKey.Redo, self._do_again),
        ):
            QShortcut(QKeySequence(keys), self, act)

    def _lay_out(self) -> None:
        title = RoleLabel(step=5, strong=True)
        name = self.opened.source.name
        title.setText(_("Import {name}").format(name=name if len(name) <= LONGEST else f"{name[:LONGEST]}…"))
        title.setToolTip(plain_tip(name))
        told = RoleLabel("muted")
        told.setText(_("Nothing is written until you import. Then it is one step, and one Undo takes it back."))
        told.setWordWrap(True)
        titles = QVBoxLayout()
        titles.setSpacing(4)
        titles.addWidget(title)
        titles.addWidget(told)
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)
        head.setSpacing(24)
        head.addLayout(titles, 1)
        head.addWidget(self.choosers)
        self._splitter = Splitter()
        for part in (self.sheet, self.mapping, self.changes):
            self._splitter.addWidget(part)
            part.setMinimumWidth(280)
        self._splitter.setSizes(list(SHARES))
        for place, share in enumerate(SHARES):
            self._splitter.setStretchFactor(place, share)
        menu = QMenu(self.mapping_button)
        self.mapping_actions = {
            "save": menu.addAction(_("&Save mapping …"), self.save_mapping),
            "load": menu.addAction(_("&Load mapping …"), self.load_mapping),
            "anew": menu.addAction(_("Start &anew"), self.start_anew),
        }
        self.mapping_button.setMenu(menu)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(16, 10, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self.bar, 1)
        foot.addSpacing(16)
        for button in (self.mapping_button, self.cancel_button, self.import_button):
            button.setAutoDefault(False)
            button.setMinimumHeight(30)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Hairline())
        column.addWidget(self._splitter, 1)
        column.addWidget(Hairline())
        column.addWidget(self._foot)
