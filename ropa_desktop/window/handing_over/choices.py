"""The left side of the window: whose record, which layout, language, day and format; read as `Options`."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QWidget

from ropa_desktop.errors import BadInput, RegisterError
from ropa_desktop.exchange.appearance import LARGEST_LOGO, readable_colour, readable_logo
from ropa_desktop.exchange.build import Options
from ropa_desktop.exchange.export import DOCUMENT, LINKED, WORKING_COPIES, formats
from ropa_desktop.exchange.layouts import Layout, layout, layouts
from ropa_desktop.exchange.one_client import clients
from ropa_desktop.i18n import N_, OUTPUT_LANGUAGES, _, format_date, language
from ropa_desktop.law.confirmed import confirmed
from ropa_desktop.law.parties import activities, keepers
from ropa_desktop.model.activity import Activity, Role
from ropa_desktop.model.alphabet import alphabetical
from ropa_desktop.model.request import Request
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.window.cell_painting import weighted
from ropa_desktop.window.editor.days import read_day
from ropa_desktop.window.field_style import outline
from ropa_desktop.window.forms import load_form
from ropa_desktop.window.handing_over.endings import OF_COPY, OF_DOCUMENT, SEPARATORS, WORDS
from ropa_desktop.window.handing_over.leaving_list import LeavingList
from ropa_desktop.window.handing_over.own_layout import OwnLayout, own_file
from ropa_desktop.window.handing_over.shortened_box import ShortenedBox
from ropa_desktop.window.indicators import outline_indicators

_HIGH = 28  # of fields

COPY = ""
"""What stands for a working copy among the layouts, and is none: every field, to come back."""


class Choices(QWidget):
    """What is asked for. `changed` is emitted when `options()` may give something else."""

    changed = Signal()
    refused = Signal(str)
    """Why something was not taken."""

    def __init__(self, snapshot: Snapshot, controller: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.snapshot = snapshot
        self.logo: bytes | None = None
        self._told: tuple[Options, str] | None = None
        self.form: Any = load_form("handing_over", self, (ShortenedBox,))
        outline_indicators(self.form)
        page = self.form.layout()
        assert page is not None
        self.setLayout(page)
        for label in self.findChildren(QLabel, QRegularExpression("_label$")):
            label.setMinimumHeight(_HIGH)  # as its field, so that their words stand on one line
        for heading in (self.form.what_heading, self.form.leaves_heading, self.form.look_heading):
            heading.setFont(weighted(self.font(), True))
        for field in (self.form.as_of, self.form.clarified_by, self.form.colour):
            outline(field)
        self.form.logo.setMinimumHeight(_HIGH)
        self.leaving = LeavingList(self.form.leaves)
        self.own = OwnLayout(self.form.own)
        self._shape: Layout | None = None  # the layout chosen, where one is
        self._chosen = ""  # the language before a layout brought its own
        self._role = ""  # the role before a layout was for one alone
        self._order()
        self._fill(controller)
        for widget in (self.form.request, self.form.request_label):
            widget.setVisible(self.form.request.count() > 1)
        self._show_roles()
        self._show_endings()
        self._change()
        self.form.controller.currentIndexChanged.connect(self._show_roles)
        self.form.controller.currentIndexChanged.connect(self._show_clients)
        self.form.layout_box.currentIndexChanged.connect(self._show_endings)
        for name in ("controller", "role", "layout_box", "client", "language", "ending", "separator"):
            getattr(self.form, name).currentIndexChanged.connect(self._change)
        for field in (self.form.as_of, self.form.clarified_by, self.form.colour):
            field.editingFinished.connect(self._change)
        for tick in (self.form.public_version, self.form.draft, self.form.embed):
            tick.toggled.connect(self._change)
        self.form.logo.clicked.connect(self._choose_logo)
        self.leaving.ticked.connect(self._change)
        self.own.copied.connect(self._choose_copy)
        self.own.refused.connect(self.refused)

    # -- what is asked for --------------------------------------------------------------------------------

    @property
    def ending(self) -> str:
        """The ending of the file, such as ".pdf"."""
        return str(self.form.ending.currentData() or ".pdf")

    @property
    def is_copy(self) -> bool:
        """Whether a working copy is asked for, which carries everything."""
        return bool(self.form.layout_box.currentData() == COPY)

    @property
    def tells_changes(self) -> bool:
        """Whether the log of changes is asked for, which is read from the history."""
        return self._shape is not None and self._shape.shape == "changes"

    @property
    def _layout(self) -> str:
        """The key of the layout as the exporters know it; linked data have none."""
        return "" if self.ending in LINKED else self.form.layout_box.currentData() or COPY

    def _read(self) -> Layout | None:
        """The layout chosen, as its file says now. Raises `BadInput`."""
        key = self.form.layout_box.currentData()
        return layout(key) if key not in (DOCUMENT, COPY) else None

    @property
    def as_of(self) -> str:
        """The ISO day whose register is asked for, "" for the present one. Raises `BadInput`."""
        day = read_day(self.form.as_of.text()) or ""
        return "" if day == date.today().isoformat() else day

    def options(self) -> Options:
        """What is asked for, as the exporters know it. Raises `BadInput` for a day or a colour that is none, and a
        layout of one's own that cannot be used."""
        self._read()
        pdf = self.ending == ".pdf"
        return Options(
            keeper_id=self.form.controller.currentData() or None,
            role=self.form.role.currentData() or None,
            also=frozenset() if self.is_copy else self.leaving.also(),
            language=self.form.language.currentData(),
            layout=self._layout,
            as_of=self.as_of,
            clarified_by="" if self.is_copy else read_day(self.form.clarified_by.text()) or "",
            public=self.form.public_version.isChecked() and not self.is_copy,
            draft=self.form.draft.isChecked() and not self.is_copy,
            separator=self.form.separator.currentData(),
            client_id=self.form.client.currentData() if self.form.client.isVisibleTo(self) else None,
            logo=self.logo,
            colour=readable_colour(self.form.colour.text()),
            embed=pdf and self.form.embed.isChecked() and not self.form.public_version.isChecked(),
        )

    @property
    def request_id(self) -> str | None:
        """The request that the export answers, if any."""
        found: str | None = self.form.request.currentData()
        return found

    def answer(self, request_id: str) -> None:
        """Hand over for a request, where it is not answered yet, and of the record that it asks for."""
        place = self.form.request.findData(request_id)
        asked = self.snapshot.get(Request, request_id)
        if place > 0 and asked is not None:
            self.form.request.setCurrentIndex(place)
            whose = self.form.controller.findData(asked.keeper_id) if asked.keeper_id else -1
            if whose >= 0:
                self.form.controller.setCurrentIndex(whose)

    def file_name(self) -> str:
        """What the file is called unless the person says otherwise."""
        whose = self.form.controller.currentText() if self.form.controller.currentData() else ""
        day = format_date(self.as_of) if self.as_of else ""
        what = _("working copy") if self.is_copy else _("Article 30")
        return " ".join(part for part in (whose, what, day) if part)

    # -- what can be chosen -------------------------------------------------------------------------------

    def _order(self) -> None:
        """Let Tab go to what is no part of the drawn form where it stands among the others."""
        ticks = [tick.box for tick in self.leaving.ticks.values()]
        for widgets in ((self.form.layout_box, self.own.copy, self.own.folder), (self.form.separator, *ticks)):
            for before, after in pairwise(widgets):
                QWidget.setTabOrder(before, after)

    def _fill(self, controller: str | None) -> None:
        form = self.form
        form.controller.addItem(_("All, a part for each"), "")
        for keeper in keepers(self.snapshot):
            form.controller.addItem(keeper.name or keeper.reference or "", keeper.id)
        only = form.controller.count() == 2 and all(one.keeper_id for one in self.snapshot.all(Activity))
        chosen = controller or (form.controller.itemData(1) if only else "")
        form.controller.setCurrentIndex(max(form.controller.findData(chosen), 0))
        self._offer_layouts()
        form.request.addItem(_("none"), None)
        for request in self.snapshot.all(Request):
            if request.archived_on is None and request.sent_on is None:
                words = (request.reference, request.case_number, request.name)
                form.request.addItem(" · ".join(filter(None, words)), request.id)
        for separator, name in SEPARATORS.items():
            form.separator.addItem(_(name), separator)
        for code, name in OUTPUT_LANGUAGES.items():
            form.language.addItem(name, code)
        form.language.setCurrentIndex(form.language.findData(language()))

    def _offer_layouts(self) -> None:
        found = sorted(layouts().values(), key=lambda one: alphabetical(one.title(language())))
        named = [f"{one.key}: {one.title(language())}" if one.own else one.title(language()) for one in found]
        items = [(_("By activity, letter by letter"), DOCUMENT)]
        items += zip(named, (one.key for one in found), strict=True)
        box = self.form.layout_box
        box.give_room_to(items[0][0])
        refill(box, [*items, (_("Working copy: every field, to come back"), COPY)])
        box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + box.view().verticalScrollBar().sizeHint().width())

    def _choose_copy(self, key: str) -> None:
        self._offer_layouts()
        self.form.layout_box.setCurrentIndex(self.form.layout_box.findData(key))

    def read_again(self) -> None:
        """Take a layout of one's own as its file says now."""
        if own_file(self.form.layout_box.currentData()).is_file():
            before = self._shape
            self._show_endings()
            if self._shape != before:
                self._told = None
            self._change()

    def _show_roles(self) -> None:
        shown = confirmed(self.snapshot)
        keeper = self.form.controller.currentData() or None
        words = (
            ("", N_("Both, {n}")),
            (Role.controller.value, N_("As controller, {n}")),
            (Role.processor.value, N_("As processor, {n}")),
        )
        items = [(_(said).format(n=len(activities(shown, keeper, role or None))), role) for role, said in words]
        refill(self.form.role, items)

    def _show_endings(self) -> None:
        key, before = self.form.layout_box.currentData(), self._shape
        try:
            self._shape = self._read()
        except BadInput:  # one's own, as it was changed meanwhile: `options` says what is wrong with it
            return
        self.own.show_layout(self._shape)
        offered_in = {DOCUMENT: (*formats(DOCUMENT), *LINKED), COPY: WORKING_COPIES}
        possible = self._shape.formats if self._shape else offered_in[key]
        words = {DOCUMENT: OF_DOCUMENT, COPY: OF_COPY}.get(key, {})
        offered = [(words.get(ending, said), ending) for ending, (said, _kinds) in WORDS.items() if ending in possible]
        refill(self.form.ending, [(_(said), ending) for said, ending in offered])
        self._act_as(self._shape.role if self._shape else "")
        if before is None or before.key != key:
            self._speak(self._shape.language if self._shape else "")
        self._show_clients()

    def _act_as(self, only: str) -> None:
        """The one role that the layout is for; where it is for both, that which was chosen before a layout was."""
        box = self.form.role
        if only:
            self._role = box.currentData() if box.isEnabled() else self._role
            box.setCurrentIndex(max(box.findData(only), 0))
        elif not box.isEnabled():
            box.setCurrentIndex(max(box.findData(self._role), 0))
        box.setEnabled(not only)

    def _speak(self, own: str) -> None:
        """The language of the layout's own headings; where there is none, that which was chosen before a layout was."""
        box = self.form.language
        if own in OUTPUT_LANGUAGES:
            self._chosen = self._chosen or box.currentData()
            box.setCurrentIndex(box.findData(own))
        elif self._chosen:
            box.setCurrentIndex(box.findData(self._chosen))
            self._chosen = ""

    def _show_clients(self) -> None:
        """Whom the chosen processor acts for, where the layout is an extract for one of them."""
        asked = self._shape is not None and self._shape.shape == "extract"
        for widget in (self.form.client, self.form.client_label):
            widget.setVisible(asked)
        found = clients(confirmed(self.snapshot), self.form.controller.currentData() or None) if asked else ()
        refill(self.form.client, [(one.name or one.reference or "", one.id) for one in found])

    def _choose_logo(self) -> None:
        if self.logo is not None:
            self.logo = None
        else:
            path, _filter = QFileDialog.getOpenFileName(
                self, _("Which picture is the logo?"), "", _("Pictures (*.png *.jpg *.jpeg)")
            )
            if not path:
                return
            try:
                with Path(path).open("rb") as file:
                    self.logo = readable_logo(file.read(LARGEST_LOGO + 1))
            except (RegisterError, OSError) as refusal:
                self.refused.emit(str(refusal))
                return
        self.form.logo.setText(_("Take the logo away") if self.logo is not None else _("Lo&go …"))
        self._change()

    def _change(self) -> None:
        pdf = self.ending == ".pdf"
        for widget in (self.form.separator, self.form.separator_label):
            widget.setVisible(self.ending == ".csv")
        self.form.embed.setEnabled(pdf and not self.form.public_version.isChecked())
        for widget in (self.form.public_version, self.form.draft, self.form.clarified_by, self.form.clarified_by_label):
            widget.setEnabled(not self.is_copy)
        try:
            now = (self.options(), self.ending)
        except BadInput:
            now = None
        if now is None or now != self._told:
            self._told = now
            self.changed.emit()


def refill(box: QComboBox, items: list[tuple[str, str]]) -> None:
    """Offer other items, and keep what was chosen where it is among them; nobody hears of it."""
    before = box.currentData()
    box.blockSignals(True)
    box.clear()
    for words, data in items:
        box.addItem(words, data)
    box.setCurrentIndex(max(box.findData(before), 0))
    box.blockSignals(False)
