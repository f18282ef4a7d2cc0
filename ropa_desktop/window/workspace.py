"""An open register in the window: controller switch, navigation, list, record, and what the commands do to them.

The heavy half of the window begins here (`loading.py`). Import and export come a moment later still, when they are
wanted or the first picture of the register stands.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ropa_desktop.collector import collector_at_rest
from ropa_desktop.i18n import _
from ropa_desktop.law.parties import keepers
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register import edit
from ropa_desktop.register.journal import Done
from ropa_desktop.register.register import Register
from ropa_desktop.register.revision import RevisionKind
from ropa_desktop.window.actions import Actions
from ropa_desktop.window.archiving import archived
from ropa_desktop.window.beginning import example_folder, new_register, open_example, open_register, register_for_sheet
from ropa_desktop.window.editor import RecordEditor
from ropa_desktop.window.editor.desk import Desk
from ropa_desktop.window.figures import recent_of
from ropa_desktop.window.finding.finding import Finding
from ropa_desktop.window.finding.views import Views
from ropa_desktop.window.folder import show_in_folder
from ropa_desktop.window.list_page import ListPage
from ropa_desktop.window.narrowing import begun_with, belongs_to, usual_role
from ropa_desktop.window.navigation import HISTORY, OVERVIEW, Page, page_of, pages
from ropa_desktop.window.overview.middle import Middle
from ropa_desktop.window.page_menu import PageMenu
from ropa_desktop.window.panel import Hairline, Splitter
from ropa_desktop.window.panes import move_focus
from ropa_desktop.window.rows import page_records, record_label, whole_record
from ropa_desktop.window.settings import Settings
from ropa_desktop.window.side import Side
from ropa_desktop.window.status import WorkspaceStatus
from ropa_desktop.window.taking_back import take_back, where_changed
from ropa_desktop.window.toolbar import WorkspaceBar
from ropa_desktop.window.undo_keys import undo_typing

__all__ = ["Workspace", "new_register", "open_example", "open_register", "register_for_sheet"]

RECORD_WIDTH = 508
ROOM_FOR_WORDS = 1400  # below this width the navigation is a rail


class Workspace(QWidget):
    """One open register. Views follow the register: they are told of every step and show a new snapshot."""

    title_changed = Signal(str)

    def __init__(self, register: Register, settings: Settings, actions: Actions) -> None:
        super().__init__()
        self.register = register
        self._settings = settings
        self._actions = actions
        self._controller: str | None = None
        self._archived = False
        self._opened = ""  # the record in the editor
        self._begun = False  # the list is shown before the first form is loaded
        self._closed = False
        self.belonging: frozenset[str] | None = None  # ids of the controller's; None: all
        self._snapshot: Snapshot = register.snapshot()
        self.status = WorkspaceStatus()
        self.bar = WorkspaceBar(actions)
        self.side = Side()
        self.navigation = self.side.navigation
        self.list = ListPage(actions)
        self.messages = self.list.messages
        self.editor = RecordEditor(register, settings)
        self._splitter = Splitter()
        self.views = Views(self.list, self.messages)
        self._middle = Middle(self._splitter, self.list, register)
        self._middle.record_wanted.connect(self.show_record)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self.bar.controller_chosen.connect(self._narrow)
        self.side.folder_wanted.connect(self.show_in_folder)
        self.navigation.page_chosen.connect(self._show_page)
        self.navigation.clicked.connect(self._back_to_page)
        self.list.record_chosen.connect(self._open_record)
        self.list.shown_changed.connect(self.describe)
        self.list.archived_wanted.connect(self._show_archived)
        self.list.refresh_wanted.connect(self.refresh)
        self.list.field_wanted.connect(self._edit_in_record)
        self.list.work_with(Desk(register, self.messages, self._go_to), self._begun_with, self.undo)
        self.finding = Finding(self, actions)
        register.listeners.append(self._step_done)
        self._lay_out()
        self._pages = PageMenu(actions.menus["go"], self, self._choose_page)

    # -- what the window asks -----------------------------------------------------------------------------

    @collector_at_rest()
    def begin(self) -> None:
        """Show the page, controller and sizes of last time, and the first record."""
        place = self._settings.place(str(self.register.path))
        self._controller = place.get("controller")
        self.list.restore_views(place.get("lists"))
        self.finding.restore(place.get("recent"))
        sizes = place.get("splitter")
        if isinstance(sizes, list) and len(sizes) == 2:
            self._splitter.setSizes([int(size) for size in sizes])
        self.refresh()
        if not self.navigation.choose(str(place.get("page", ""))):
            self.navigation.choose(usual_role(self._snapshot))
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.register.read_only:
            self.messages.say(self.register.read_only_reason, tone="told")
        QTimer.singleShot(0, self._open_first)

    def begin_typing(self) -> None:
        """Into the name of the record that is open: one who has just begun a register goes on there."""
        if self._opened:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> dict[str, Any]:
        """What to remember of this view until next time."""
        return {
            "controller": self._controller,
            "page": self.navigation.key,
            "splitter": self._splitter.sizes(),
            "lists": self.list.views(),
            "recent": self.finding.recent,
        }

    def leave(self) -> str | None:
        """Write what is still being typed, remember the figures, close the file; says when a backup failed."""
        self.commit()
        self._soon.stop()
        if self.register.path.parent != example_folder() or len(self.register.history()) > 1:
            self._settings.remember(recent_of(self.register))
        self.register.listeners.remove(self._step_done)
        self._closed = True
        self._pages.leave()
        return self.register.close()

    def rows_comfortable(self, wide: bool) -> None:
        """Higher rows, or the usual ones."""
        self.list.rows_comfortable(wide)
        self.editor.rows_comfortable(wide)

    def commit(self) -> None:
        """Write what is still being typed, in the list or in the record."""
        self.list.commit()
        self.editor.commit()

    def refresh(self) -> None:
        """Show the register as it is now; page, record and place on screen stay."""
        self._snapshot = self.register.snapshot()
        kept = keepers(self._snapshot)
        if self._controller not in {row.id for row in kept}:
            self._controller = None
        self.bar.show_controllers([(row.id, row.name or row.reference or "") for row in kept], self._controller)
        self.belonging = belongs_to(self._snapshot, self._controller) if self._controller else None
        counts = {
            page.key: sum(1 for _record in page_records(self._snapshot, page, self.belonging, self._archived))
            for page in pages()
            if page.kind
        }
        self.navigation.set_counts(counts)
        self._middle.show_register(self._snapshot, self._controller)
        page = self.navigation.page
        if page is not None:
            self.list.show_rows(self._snapshot, self.belonging, self._archived)
        self.views.refresh()
        if self._opened and self._snapshot.kind_of(self._opened) is None:
            self._opened = ""
            self.list.select_nearest()
        self.describe()

    def describe(self) -> None:
        """Say in title, side and status bar what is open, saved, shown and undoable."""
        self.side.show_file(self.register.path)
        self.title_changed.emit(f"{self.register.path.name} — {_('ROPA Desktop')}")
        undo, redo = self.register.undo_label(), self.register.redo_label()
        writable = not self.register.read_only
        self._actions.name_steps(undo if writable else None, redo if writable else None)
        self.status.tell(self.register, self.side.is_rail, self.views.count_shown(self.list.rows.shown))
        self.status.shown.setHidden(self._middle.shows_overview)

    # -- what the commands do -----------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the typing in the focused field, else the register's last step."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self.editor.isAncestorOf(focused)
        if not (self.editor.undo_typing() if inside else undo_typing(focused)):
            self.commit()
            take_back(self, self.register, self.messages)

    def redo(self) -> None:
        """Do again what was undone last."""
        if not undo_typing(QApplication.focusWidget(), redo=True):
            self.commit()
            take_back(self, self.register, self.messages, redo=True)

    def search_list(self) -> None:
        """Into the search field of the list."""
        self._back_to_page()
        self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.search.selectAll()

    def new_record(self) -> None:
        """A new record on the current page, current and ready to be typed into."""
        page = self.navigation.page
        if page is None or page.kind == "transfer":
            return
        self.commit()
        record_id = edit.add(self.register, page.kind, **self._begun_with())
        self.list.clear_filter()
        self.show_record(record_id)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def duplicate_record(self) -> None:
        """A copy of the current record with its rows."""
        page, record_id = self._current()
        if page is None:
            return
        self.commit()
        copy = edit.duplicate(self.register, page.kind, record_id)
        self.list.clear_filter()
        self.show_record(copy)
        self._say_done(
            _("{record} duplicated.").format(record=record_label(self.register.snapshot(), page.kind, record_id))
        )

    def archive_record(self) -> None:
        """Take the current record out of use; it stays in the history."""
        page, record_id = self._current()
        if page is None:
            return
        self.commit()
        beside = self.list.neighbour_id()
        edit.archive(self.register, page.kind, record_id, None)
        self.refresh()
        self.list.select(record_id if self._archived else beside)
        said = archived(self.register.snapshot(), page.kind, record_id)
        self.messages.say(said, (_("Undo"), self.undo), (_("Say why"), partial(self._say_why, record_id)))

    def restore_record(self) -> None:
        """Take the current record back into use."""
        page, record_id = self._current()
        if page is None:
            return
        edit.restore(self.register, page.kind, record_id)
        self._say_done(
            _("{record} is in use again.").format(record=record_label(self.register.snapshot(), page.kind, record_id))
        )

    def import_sheet(self, path: str = "") -> None:
        """Choose a workbook, preview what it would change, import it in one step."""
        from ropa_desktop.window.importing import import_sheet  # brings openpyxl: see loading.py

        self.commit()
        import_sheet(self, self.register, self.messages, self.undo, path)

    def import_clipboard(self) -> None:
        """Preview what cells copied in a spreadsheet would bring, and import them in one step."""
        from ropa_desktop.window.importing import import_clipboard

        self.commit()
        import_clipboard(self, self.register, self.messages, self.undo)

    def export(self) -> None:
        """Choose what leaves the house and write it."""
        from ropa_desktop.window.exporting import export  # brings the exporters: see loading.py

        self.commit()
        export(self, self.register, self._controller, self.messages)

    def ask_department(self) -> None:
        """Choose whom a questionnaire asks and write it."""
        from ropa_desktop.window.questionnaire import ask_department  # brings openpyxl: see loading.py

        self.commit()
        ask_department(self, self.register, self._controller, self.messages)

    def show_in_folder(self) -> None:
        """Show the register's file in the system's file manager."""
        show_in_folder(self.register.path)

    def next_pane(self) -> None:
        """The focus to the next of navigation, list, record, message."""
        move_focus(self._panes(), 1)

    def previous_pane(self) -> None:
        """The focus to the previous one."""
        move_focus(self._panes(), -1)

    def show_record(self, record_id: str) -> bool:
        """Go to a record wherever it is: its page, its row; a row of a record opens its parent."""
        self.refresh()
        key, record_id = whole_record(self._snapshot, record_id)
        page = page_of(key, self._snapshot.find(key, record_id)) if key else None
        if page is None:
            return False
        self.navigation.choose(page.key)
        self.views.show_view(self.list)
        if not self.list.select(record_id):
            self._show_everything()
        return self.list.select(record_id)

    def show_view(self, view: QWidget) -> None:
        """Show something else in place of the list, with the record beside it."""
        self._middle.show_lists()
        self.views.show_view(view)
        self.describe()

    def leave_view(self) -> None:
        """Back to the page, at the record that is open."""
        self._back_to_page()
        if self.views.is_list and self._opened and self._opened != self.list.current_id():
            self.show_record(self._opened)
        if self.views.is_list:
            self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_beside(self, record_id: str) -> None:
        """Open a record beside whatever is shown."""
        self._be_up_to_date()
        self._open_record(record_id)

    def current_place(self) -> tuple[str, str]:
        """Kind and id of the current record; two empty texts where there is none."""
        page, record_id = self._current()
        return (page.kind, record_id) if page is not None else ("", "")

    # -- Qt's events --------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and not self._closed:
            self._pages.retranslate()
            page = self.navigation.page
            current = self.list.current_id()
            if page is not None:
                self._show_page(page.key)
                self.list.select(current)
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        rail = event.size().width() < ROOM_FOR_WORDS
        if rail != self.side.is_rail:
            self.side.fold(rail)
            self.status.legend.setVisible(not rail)
            self.describe()

    # -- within -------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._splitter.addWidget(self.views)
        self._splitter.addWidget(self.editor)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.setSizes([740, RECORD_WIDTH])
        self.list.setMinimumWidth(360)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(Hairline(upright=True))
        row.addWidget(self._middle, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(Hairline())
        column.addLayout(row, 1)

    def _choose_page(self, key: str) -> None:
        self.navigation.choose(key)
        self._back_to_page()

    def _back_to_page(self) -> None:
        """What the navigation says, in place of what was found."""
        if self.navigation.page is None:
            self._show_page(self.navigation.key)
        else:
            self.views.show_view(self.list)
            self.describe()

    def _show_page(self, key: str) -> None:
        if key == OVERVIEW:
            self.commit()
            self._middle.show_overview()
            self.describe()
            return
        self._middle.show_lists()
        if key == HISTORY:
            self.commit()
            self.finding.show_history()
            return
        page = next(page for page in pages() if page.key == key)
        self.commit()
        self.views.show_view(self.list)
        self.list.show_page(page, self._snapshot, self.belonging, self._archived)
        self.list.select_first()
        if not self.list.rows.total:
            self._opened = ""
            self.editor.open_record(page.kind, None)

    def _open_first(self) -> None:
        if not self._closed:
            self._begun = True
            self._open_record(self.list.current_id())

    def _open_record(self, record_id: str) -> None:
        if not self._begun:
            return
        key, record_id = whole_record(self._snapshot, record_id)
        if key is not None:
            self._opened = record_id
            self.editor.open_record(key, record_id)

    def _narrow(self, controller: str) -> None:
        self._controller = controller or None
        self.refresh()
        if not self.list.current_id():
            self.list.select_first()

    def _show_everything(self) -> None:
        """All controllers, no search: what is looked for is hidden by one of them."""
        self._controller = None
        self.list.clear_filter()
        self.refresh()

    def _show_archived(self, shown: bool) -> None:
        self._archived = shown
        self.refresh()

    def _step_done(self, done: Done) -> None:
        self._soon.start()
        if done.revision.kind in (RevisionKind.undo, RevisionKind.redo):
            self._go_where(done)

    def _go_where(self, done: Done) -> None:
        """After an undo or redo, to what it changed, unless that is in sight already."""
        changed, stood = where_changed(self.register.snapshot(), done)
        if not self.views.is_list and changed is not None:
            self.open_beside(changed)
        elif changed is None and self.views.is_list:
            self.navigation.choose(stood)
        elif changed is not None:
            if changed != self.list.current_id() or self.navigation.page is None:
                self.show_record(changed)
            fields = next((c.after or c.before or {} for c in done.changes if c.record == changed), {})
            self.list.select_column(fields)

    def _current(self) -> tuple[Page | None, str]:
        """The current page and record, of the register as it is at this moment."""
        self._be_up_to_date()
        if not self.views.is_list:
            key, record_id = whole_record(self._snapshot, self._opened)
            return (page_of(key, self._snapshot.find(key, record_id)) if key else None), record_id
        record_id = self.list.current_id()
        return (self.navigation.page if record_id else None), record_id

    def _be_up_to_date(self) -> None:
        if self._soon.isActive():
            self._soon.stop()
            self.refresh()

    def _begun_with(self) -> dict[str, Any]:
        """What a new record of the current page begins with."""
        page = self.navigation.page
        return {} if page is None else begun_with(self._snapshot, page.kind, page.role, self._controller)

    def _go_to(self, _kind: str, record_id: str) -> None:
        self.show_record(record_id)

    def _edit_in_record(self, field: str) -> None:
        """From a cell that the list does not edit into the record, to its field where the form has one."""
        form = self.editor.form
        if form is not None and field in form.bindings:
            form.go_to_field(field)
        else:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _panes(self) -> list[QWidget]:
        message = [] if self.messages.isHidden() else [self.messages]
        if self._middle.overview is not None and self._middle.shows_overview:
            return [self.navigation, self._middle.overview, *message]
        beside: QWidget = self.list.table if self.views.is_list else self.views
        return [self.navigation, beside, self.editor, *message]

    def _say_why(self, record_id: str) -> None:
        """Into the reason of a record that was archived."""
        self.list.show_archived()
        if self.show_record(record_id) and self.editor.form is not None:
            self.editor.form.go_to_field("archived_because")

    def _say_done(self, sentence: str) -> None:
        self.messages.say(sentence, (_("Undo"), self.undo))
