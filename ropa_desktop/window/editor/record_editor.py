"""The record editor: one pane for a record of any kind, with the way back to where one came from."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from ropa_desktop.i18n import _, format_date
from ropa_desktop.law import vocabulary
from ropa_desktop.model import catalog
from ropa_desktop.register.journal import Done
from ropa_desktop.register.register import Register
from ropa_desktop.window.editor.activity_form import ActivityForm
from ropa_desktop.window.editor.desk import Desk, parent_of
from ropa_desktop.window.editor.form import Form
from ropa_desktop.window.editor.suggesting import SuggestedRecord
from ropa_desktop.window.icons import icon
from ropa_desktop.window.message_bar import MessageBar
from ropa_desktop.window.panel import RoleLabel, ShortenedLabel
from ropa_desktop.window.rows import record_label
from ropa_desktop.window.settings import Settings
from ropa_desktop.window.undo_keys import undo_typing

MARGIN = 16
LEAST_WIDTH = 400  # pixels; below it a form would be cut
CRUMBS = 3  # places shown of the way back; Alt+Left goes further
Place = tuple[str, str]  # kind and id of a record
OWN_FORMS: dict[str, type[Form]] = {"activity": ActivityForm}  # kinds whose form has behaviour of its own


class RecordEditor(QWidget):
    """Shows and edits one record. Written as typed: `commit()` writes what is still uncommitted."""

    record_opened = Signal(str, str)

    def __init__(self, register: Register, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.messages = MessageBar()
        self._register = register
        self._desk = Desk(register, self.messages, self._go_to)
        self._forms: dict[str, Form] = {}
        self._trail: list[Place] = []
        self._here: Place | None = None
        self._crumbs = QWidget()
        self._crumb_row = QHBoxLayout(self._crumbs)
        self._crumb_row.setContentsMargins(MARGIN - 6, 6, MARGIN, 0)
        self._crumb_row.setSpacing(0)
        self._meta = RoleLabel("muted")
        self._line_above = QWidget()  # hidden as a whole: a layout of nothing but hidden widgets would spread
        self._above = QHBoxLayout(self._line_above)
        self._above.setContentsMargins(0, 0, 0, 0)
        self._above.addWidget(self._meta, 1)
        self._of_activities: list[QToolButton] = []
        self._title = RoleLabel(step=7, strong=True)
        self._title.setWordWrap(True)
        self.proposed = SuggestedRecord(self._desk)
        self._stack = QStackedWidget()
        self._wide_rows = False
        self._nothing = RoleLabel("muted")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._stack.addWidget(self._nothing)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(LEAST_WIDTH)
        self._lay_out()
        back = QShortcut(QKeySequence("Alt+Left"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.go_back)
        register.listeners.append(self._step_done)
        self.open_record("activity", None)

    # -- which record -------------------------------------------------------------------------------------

    def open_record(self, kind_key: str, record_id: str | None) -> None:
        """Show a record from anew, without a way back but to the record that a row belongs to; None shows nothing."""
        if record_id is not None and self._here == (kind_key, record_id):
            return
        parent = parent_of(self._desk.snapshot, kind_key, record_id) if record_id else None
        self._trail = [parent] if parent else []
        self._show(kind_key, record_id)

    def go_back(self) -> None:
        """To the record one came from."""
        if self._trail:
            kind, id = self._trail.pop()
            self._show(kind, id)

    @property
    def record(self) -> Place | None:
        """Kind and id of the open record."""
        return self._here

    @property
    def form(self) -> Form | None:
        """The form of the open record."""
        return self._forms.get(self._here[0]) if self._here else None

    # -- what the window asks -----------------------------------------------------------------------------

    def commit(self) -> None:
        """Write what is still uncommitted, and close the newest step to what is typed next."""
        if self.form is not None and not self._register.read_only:
            self.form.commit()
            self._register.seal()

    def undo_typing(self) -> bool:
        """Take back uncommitted typing in the focused field; False where there is none."""
        focused = QApplication.focusWidget()
        if self.form is None or focused is None or not self.isAncestorOf(focused):
            return False
        binding = self.form.binding_of(focused)
        return binding.undo_typing() if binding is not None else undo_typing(focused)

    def offer(self, button: QToolButton) -> None:
        """A command on activities, at the head of each that is confirmed and in use."""
        self._of_activities.append(button)
        self._above.addWidget(button)
        self._describe()

    def rows_comfortable(self, wide: bool) -> None:
        """Higher rows in child tables, or the usual ones."""
        self._wide_rows = wide
        for form in self._forms.values():
            form.rows_comfortable(wide)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Into the first field."""
        form = self.form
        if form is not None and form.bindings:
            named = form.bindings[catalog.kind(form.key).label[0]]
            named.widget.setFocus(reason)
        else:
            super().setFocus(reason)

    def go_to_field(self, field: str) -> None:
        """Into a field of the open record; into the first one where its form has no such field."""
        if self.form is not None and field in self.form.bindings:
            self.form.go_to_field(field)
        else:
            self.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            for form in self._forms.values():
                form.retranslate()
            self._describe()

    # -- within -------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 10, MARGIN, 0)
        head.setSpacing(2)
        head.addWidget(self._line_above)
        head.addWidget(self._title)
        head.addWidget(self.proposed)
        column.addWidget(self._crumbs)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.messages)

    def _go_to(self, kind: str, id: str) -> None:
        """To another record, with a way back."""
        if self._here is not None and (kind, id) != self._here:
            self._trail.append(self._here)
        self._show(kind, id)

    def _show(self, kind: str, id: str | None) -> None:
        self.commit()
        self.messages.dismiss()
        if id is None or self._desk.snapshot.find(kind, id) is None:
            self._here, self._trail = None, []
            self._stack.setCurrentWidget(self._nothing)
            self._describe()
            return
        form = self._forms.get(kind)
        if form is None:
            form = self._forms[kind] = OWN_FORMS.get(kind, Form)(self._desk, kind)
            form.rows_comfortable(self._wide_rows)
            self._stack.addWidget(form.widget)
        self._here = (kind, id)
        form.show(id)
        self._stack.setCurrentWidget(form.widget)
        self._describe()
        self.record_opened.emit(kind, id)

    def _step_done(self, _done: Done) -> None:
        if self._here is None:
            return
        kind, id = self._here
        form = self._forms[kind]
        if form.show(id):
            self._describe()
            return
        self._here = None  # an undo took the record back: to the nearest that is still there
        while self._trail:
            before = self._trail.pop()
            if self._desk.snapshot.find(*before) is not None:
                self._show(*before)
                return
        self._show(kind, None)

    def _describe(self) -> None:
        snapshot, here = self._desk.snapshot, self._here
        row: Any = snapshot.find(*here) if here else None
        self._show_crumbs()
        self.proposed.show_record(snapshot, here[1] if here else None)
        archived = getattr(row, "archived_on", None)
        in_use = here is not None and here[0] == "activity" and self.proposed.isHidden() and not archived
        for button in self._of_activities:
            button.setVisible(in_use)
            button.setAccessibleName(button.defaultAction().iconText())
        self._line_above.setVisible(row is not None and hasattr(row, "reference"))
        self._title.setVisible(here is not None and "name" not in self._forms[here[0]].bindings)
        if row is None or here is None:
            self._title.setText("")
            self._nothing.setText(_("No record is chosen. Choose one in the list, or add one."))
            return
        said = [getattr(row, "reference", None) or _("No reference")]
        if here[0] == "activity":
            said.append(vocabulary.label("record_status", row.status) if row.status else _("unknown"))
        else:
            said.append(_(catalog.kind(here[0]).title))
        if archived:
            said.append(_("archived {date}").format(date=format_date(archived)))
        self._meta.setText(" · ".join(said))
        self._title.setText(record_label(snapshot, *here))

    def _show_crumbs(self) -> None:
        while self._crumb_row.count():
            item = self._crumb_row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._crumbs.setVisible(bool(self._trail))
        for number, (kind, id) in list(enumerate(self._trail))[-CRUMBS:]:
            crumb = QToolButton(autoRaise=True)
            crumb.setText(self._crumb(kind, id))
            crumb.setToolTip(_("Back (Alt+Left)"))
            crumb.setAccessibleName(_("Back to {record}").format(record=crumb.text()))
            crumb.setIcon(icon("chevron-left" if self._crumb_row.count() == 0 else "chevron-right"))
            crumb.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            crumb.clicked.connect(lambda _checked=False, number=number: self._back_to(number))
            self._crumb_row.addWidget(crumb)
        if self._trail and self._here is not None:
            here = ShortenedLabel("muted")
            here.setText("› " + _(catalog.kind(self._here[0]).title))
            self._crumb_row.addWidget(here)
        self._crumb_row.addStretch(1)

    def _crumb(self, kind: str, id: str) -> str:
        row = self._desk.snapshot.find(kind, id)
        reference = getattr(row, "reference", None)
        said = " ".join(filter(None, [reference, record_label(self._desk.snapshot, kind, id)]))
        return said if len(said) <= 34 else said[:33] + "…"

    def _back_to(self, number: int) -> None:
        place = self._trail[number]
        del self._trail[number:]
        self._show(*place)
