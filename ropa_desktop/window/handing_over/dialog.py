"""The export window: at the left what is asked for and what leaves the house, at the right its pages."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ropa_desktop.errors import RegisterError
from ropa_desktop.exchange.build import Options
from ropa_desktop.exchange.export import report_of
from ropa_desktop.exchange.handing_over import taken
from ropa_desktop.exchange.layouts.reading import broken
from ropa_desktop.exchange.leaving import Line, leaves
from ropa_desktop.exchange.report import Report
from ropa_desktop.i18n import _
from ropa_desktop.law.checking import findings
from ropa_desktop.law.findings import Finding
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.register import Register
from ropa_desktop.window.buttons import make_primary
from ropa_desktop.window.fitting import fit
from ropa_desktop.window.handing_over.choices import Choices
from ropa_desktop.window.handing_over.preview import Preview
from ropa_desktop.window.panel import Hairline, Picture, RoleLabel

_SIDE = 392  # width of the choices


class HandingOver(QDialog):
    """Asks what is handed over; `options()` and `ending` say it once it was accepted."""

    _counted = Signal(object, object)

    def __init__(self, register: Register, controller: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._register = register
        self._now = register.snapshot()
        self.setWindowTitle(_("Export"))
        self.choices = Choices(self._now, controller)
        self.preview = Preview()
        self._shown: Options | None = None  # what was asked for last
        self._findings: dict[str, tuple[Finding, ...]] = {}  # by the hash of the revision
        self._counted.connect(self._list)
        self.told = RoleLabel("missing", -1)
        self.told.setWordWrap(True)
        self.save = QPushButton()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(Hairline())
        column.addLayout(self._body(), 1)
        column.addWidget(Hairline())
        column.addWidget(self._foot())
        self.choices.changed.connect(self._show)
        self.choices.refused.connect(self._tell)
        self.finished.connect(self.preview.leave)
        fit(self, QSize(1240, 780))
        self._show()
        self._tell(" ".join(broken()))

    @property
    def ending(self) -> str:
        """The ending of the file that is asked for."""
        return self.choices.ending

    def options(self) -> Options:
        """What is asked for. Raises `BadInput`."""
        return self.choices.options()

    def file_name(self) -> str:
        """What the file is called unless the person says otherwise, without its ending."""
        return self.choices.file_name()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.choices.read_again()  # she may come from the editor in which she changed a layout of her own

    # -- its parts ----------------------------------------------------------------------------------------

    def _head(self) -> QWidget:
        head = QWidget()
        title, promise = RoleLabel(step=5, strong=True), RoleLabel("muted")
        title.setText(_("Export the record"))
        promise.setText(_("Only what Article 30 asks for, unless you tick more. Look at it, then save."))
        column = QVBoxLayout(head)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(2)
        column.addWidget(title)
        column.addWidget(promise)
        return head

    def _body(self) -> QHBoxLayout:
        side = QScrollArea(widgetResizable=True)
        side.setFrameShape(QScrollArea.Shape.NoFrame)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setWidget(self.choices)
        side.setFixedWidth(
            max(_SIDE, self.choices.minimumSizeHint().width() + side.verticalScrollBar().sizeHint().width())
        )
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(side)
        body.addWidget(Hairline(upright=True))
        body.addWidget(self.preview, 1)
        return body

    def _foot(self) -> QWidget:
        foot = QWidget()
        noted = RoleLabel("muted", -1)
        noted.setWordWrap(True)
        noted.setText(
            _("The register is only read: the export is not noted in its history.")
            if self._register.read_only
            else _(
                "The export is noted in the history: when, by whom, for whom, the hash of the file. No copy is kept."
            )
        )
        buttons = QDialogButtonBox()
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._accept)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.told)
        said.addWidget(noted)
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(8)
        row.addWidget(Picture("info", 16))
        row.addLayout(said, 1)
        row.addWidget(buttons)
        make_primary(self.save)
        return foot

    # -- what is shown ------------------------------------------------------------------------------------

    def _accept(self) -> None:
        if self._asked() is not None:
            self.accept()

    def _asked(self) -> tuple[Snapshot, Options] | None:
        """The records and the options that are asked for; what is wrong with them is told."""
        try:
            options = self.choices.options()
            past = options.as_of or self.choices.tells_changes
            found = taken(self._register, options) if past else (self._now, options)
        except RegisterError as refusal:
            self._tell(str(refusal))
            return None
        self._tell("")
        return found

    def _tell(self, sentence: str) -> None:
        """What is wrong with what is asked for; an empty text says that nothing is."""
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    def _show(self) -> None:
        """What leaves, and its pages."""
        self.save.setText(_("Save {format} …").format(format=self.ending.lstrip(".").upper()))
        asked = self._asked()
        if asked is None:
            return
        snapshot, options = asked
        copy, ending = self.choices.is_copy, self.ending
        self._shown = options
        self.choices.leaving.choose(not copy and not options.public)

        def make() -> Report | str:
            if snapshot.hash not in self._findings:
                self._findings[snapshot.hash] = findings(snapshot)
            self._counted.emit(options, leaves(snapshot, options, ending, self._findings[snapshot.hash]))
            if copy:
                return _("A working copy holds every field of these records, archived ones as well. It has no pages.")
            return report_of(snapshot, options)

        self.preview.ask(make, "" if self.ending == ".pdf" or copy else _("The same facts, on the pages of a PDF"))

    def _list(self, options: Options, lines: tuple[Line, ...]) -> None:
        if options == self._shown:
            self.choices.leaving.show_lines(lines)
