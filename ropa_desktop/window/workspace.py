"""An open register in the window: controller switch, navigation, list and record, and how they follow the register.

What the commands do stands in the `performers`: each has methods named like commands. What a page shows: `pages.py`.

The heavy half of the window begins here (`loading.py`). Import and export come a moment later still, when they are
wanted or the first picture of the register stands.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ropa_desktop.i18n import _
from ropa_desktop.law.parties import keepers
from ropa_desktop.model.snapshot import Snapshot
from ropa_desktop.register.journal import Done
from ropa_desktop.register.register import Register
from ropa_desktop.register.revision import RevisionKind
from ropa_desktop.window.actions import Actions
from ropa_desktop.window.approval import draft_again
from ropa_desktop.window.beginning import example_folder, new_register, open_example, open_register, register_for_sheet
from ropa_desktop.window.buttons import command_button
from ropa_desktop.window.editor import RecordEditor
from ropa_desktop.window.editor.desk import Desk
from ropa_desktop.window.figures import recent_of
from ropa_desktop.window.finding.finding import Finding
from ropa_desktop.window.finding.views import Views
from ropa_desktop.window.in_and_out import InAndOut
from ropa_desktop.window.library.beginning import Beginning
from ropa_desktop.window.list_page import ListPage
from ropa_desktop.window.narrowing import Narrowing, usual_role
from ropa_desktop.window.navigation import page_of
from ropa_desktop.window.overview.middle import Middle
from ropa_desktop.window.page_menu import PageMenu
from ropa_desktop.window.pages import Pages
from ropa_desktop.window.panel import Hairline, Splitter
from ropa_desktop.window.panes import Panes
from ropa_desktop.window.record_commands import RecordCommands
from ropa_desktop.window.rows import whole_record
from ropa_desktop.window.settings import Settings
from ropa_desktop.window.side import Side
from ropa_desktop.window.status import WorkspaceStatus
from ropa_desktop.window.taking_back import go_where_changed, say_when_empty, show_what_came, take_back
from ropa_desktop.window.todo.todo import Todo
from ropa_desktop.window.toolbar import WorkspaceBar
from ropa_desktop.window.undo_keys import undo_typing

__all__ = ["Workspace", "new_register", "open_example", "open_register", "register_for_sheet"]

RECORD_WIDTH = 508
ROOM_FOR_WORDS = 1400  # below this width the navigation is a rail


class Workspace(QWidget):
    """One open register. Views follow the register: they are told of every step and show a new snapshot."""

    title_changed = Signal(str)
    help_wanted = Signal(str)  # the key of a page

    def __init__(self, register: Register, settings: Settings, actions: Actions) -> None:
        super().__init__()
        self.register = register
        self._settings = settings
        self._actions = actions
        self.controller: str | None = None
        self.shows_archived = False
        self.opened = ""  # the record in the editor
        self._begun = False  # the list is shown before the first form is loaded
        self._closed = False
        self._narrowing = Narrowing()
        self.belonging: frozenset[str] | None = None  # ids of the controller's; None: all
        self.snapshot: Snapshot = register.snapshot()
        self.status = WorkspaceStatus()
        self.bar = WorkspaceBar(actions)
        self.side = Side()
        self.navigation = self.side.navigation
        self.list = ListPage(actions)
        self.messages = self.list.messages
        self.editor = RecordEditor(register, settings)
        self.editor.offer(command_button(actions, "review", beside=True))
        self._splitter = Splitter()
        self.views = Views(self.list, self.messages)
        self.middle = Middle(self._splitter, self.list, register)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self.finding = Finding(self, actions)
        self.todo = Todo(self)
        self.pages = Pages(self)
        self._record_commands = RecordCommands(self)
        self._in_and_out = InAndOut(self)
        self.beginning = Beginning(self)
        self.performers = (
            self,
            self.pages,
            self.finding,
            self.todo,
            self.beginning,
            self._record_commands,
            self._in_and_out,
            Panes(self),
        )
        self._page_menu = PageMenu(actions.menus["go"], self, self.pages.choose)
        self._connect()
        self._lay_out()

    # -- what the window asks -----------------------------------------------------------------------------

    def begin(self) -> None:
        """Show the page, controller and sizes of last time, and the first record."""
        place = self._settings.place(str(self.register.path))
        self.controller = place.get("controller")
        self.list.restore_views(place.get("lists"))
        self.finding.restore(place.get("recent"))
        sizes = place.get("splitter")
        if isinstance(sizes, list) and len(sizes) == 2:
            self._splitter.setSizes([int(size) for size in sizes])
        self.refresh()
        if not self.navigation.choose(str(place.get("page", ""))):
            self.navigation.choose(usual_role(self.snapshot))
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.register.read_only:
            self.messages.say(self.register.read_only_reason, tone="told")
        QTimer.singleShot(0, self._open_first)

    def begin_typing(self) -> None:
        """Into the name of the record that is open: one who has just begun a register goes on there."""
        if self.opened:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> dict[str, Any]:
        """What to remember of this view until next time."""
        return {
            "controller": self.controller,
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
        self.todo.leave()
        self._page_menu.leave()
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
        self._soon.stop()
        self.snapshot = self.register.snapshot()
        kept = keepers(self.snapshot)
        if self.controller not in {row.id for row in kept}:
            self.controller = None
        self.bar.show_controllers([(row.id, row.name or row.reference or "") for row in kept], self.controller)
        self.belonging = self._narrowing.of(self.snapshot, self.controller)
        self.todo.show_register(self.snapshot)
        self.navigation.set_counts(self.pages.counts())
        self.middle.show_register(self.snapshot, self.controller)
        page = self.navigation.page
        if page is not None:
            self.list.show_rows(self.snapshot, self.belonging, self.shows_archived)
        self.views.refresh()
        if self.opened and self.snapshot.kind_of(self.opened) is None:
            self.opened = ""
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
        self.status.shown.setHidden(self.middle.shows_overview)

    # -- what the commands do -----------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the typing in the focused field, else a text of the list that could not be read and came after the
        register's last step, else that step.
        """
        focused = QApplication.focusWidget()
        inside = focused is not None and self.editor.isAncestorOf(focused)
        if not (self.editor.undo_typing() if inside else undo_typing(focused)):
            self.commit()
            if not (self.views.is_list and self.list.rows.take_back_unread()):
                take_back(self, self.register, self.messages)

    def redo(self) -> None:
        """Do again what was undone last."""
        if not undo_typing(QApplication.focusWidget(), redo=True):
            self.commit()
            take_back(self, self.register, self.messages, redo=True)

    def import_sheet(self, path: str = "") -> None:
        """Import a spreadsheet: one that was dropped, or else is to be chosen."""
        self._in_and_out.import_sheet(path)

    # -- what others ask ----------------------------------------------------------------------------------

    def show_record(self, record_id: str) -> bool:
        """Go to a record wherever it is: its page, its row; a row of a record opens its parent."""
        self.refresh()
        key, record_id = whole_record(self.snapshot, record_id)
        page = page_of(key, self.snapshot.find(key, record_id)) if key else None
        if page is None:
            return False
        self.navigation.choose(page.key)
        self.views.show_view(self.list)
        if not self.list.select(record_id):
            self._uncover(record_id, archived=getattr(self.snapshot.find(page.kind, record_id), "archived_on", None))
        return self.list.select(record_id)

    def show_view(self, view: QWidget) -> None:
        """Show something else in place of the list, with the record beside it."""
        self.middle.show_lists()
        self.views.show_view(view)
        self.describe()

    def open_beside(self, record_id: str) -> None:
        """Open a record beside whatever is shown."""
        self._be_up_to_date()
        self._open_record(record_id)

    def current_place(self) -> tuple[str, str]:
        """Kind and id of the current record, as the register is now; two empty texts where there is none."""
        self._be_up_to_date()
        if not self.views.is_list:
            key, record_id = whole_record(self.snapshot, self.opened)
            page = page_of(key, self.snapshot.find(key, record_id)) if key else None
        else:
            page, record_id = self.navigation.page, self.list.current_id()
        return (page.kind, record_id) if page is not None and record_id else ("", "")

    def say_done(self, sentence: str) -> None:
        """What has been done, with the way back."""
        self.messages.say(sentence, (_("Undo"), self.undo))

    # -- Qt's events --------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and not self._closed:
            self._page_menu.retranslate()
            page = self.navigation.page
            current = self.list.current_id()
            if page is not None:
                self.pages.show(page.key)
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

    def _connect(self) -> None:
        self.bar.controller_chosen.connect(self._narrow)
        self.side.folder_wanted.connect(self._in_and_out.show_in_folder)
        self.navigation.page_chosen.connect(self.pages.show)
        self.navigation.clicked.connect(self.pages.back)
        self.middle.record_wanted.connect(self.show_record)
        self.middle.list_wanted.connect(self.pages.show_only)
        self.list.record_chosen.connect(self._open_record)
        self.list.shown_changed.connect(self.describe)
        self.list.archived_wanted.connect(self._show_archived)
        self.list.refresh_wanted.connect(self.refresh)
        self.list.field_wanted.connect(self.editor.go_to_field)
        self.list.work_with(
            Desk(self.register, self.messages, self._go_to), self._record_commands.begun_with, self.undo
        )
        self.register.listeners.append(self._step_done)

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
        row.addWidget(self.middle, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(Hairline())
        column.addLayout(row, 1)

    def _open_first(self) -> None:
        if not self._closed:
            self._begun = True
            self._open_record(self.list.current_id())

    def _open_record(self, record_id: str) -> None:
        if not self._begun:
            return
        key, record_id = whole_record(self.snapshot, record_id)
        if key is not None:
            self.opened = record_id
            self.editor.open_record(key, record_id)

    def _go_to(self, _kind: str, record_id: str) -> None:
        self.show_record(record_id)

    def _narrow(self, controller: str) -> None:
        self.controller = controller or None
        self.refresh()
        if not self.list.current_id():
            self.list.select_first()

    def _uncover(self, record_id: str, *, archived: str | None) -> None:
        """Show a record that is hidden: because it is archived or another controller's, by a filter or a search."""
        if archived is not None:
            self.list.show_archived()
        if self.belonging is not None and record_id not in self.belonging:
            self.controller = None
        self.list.clear_filter()
        self.refresh()

    def _show_archived(self, shown: bool) -> None:
        self.shows_archived = shown
        self.refresh()

    def _step_done(self, done: Done) -> None:
        self.todo.touch(done)
        self._soon.start()
        back = done.revision.kind in (RevisionKind.undo, RevisionKind.redo)
        if done.revision.kind != RevisionKind.event:
            for messages in (self.messages, self.editor.messages):
                messages.follow_step(back=back)
        if back:
            self.list.rows.follow_undo(done.revision.undoes or "")
            go_where_changed(self, done)
        elif done.revision.kind == RevisionKind.imported:
            show_what_came(self, done)
        say_when_empty(self, done)
        if said := draft_again(self.register.snapshot(), done):
            self.say_done(said)

    def _be_up_to_date(self) -> None:
        if self._soon.isActive():
            self.refresh()
