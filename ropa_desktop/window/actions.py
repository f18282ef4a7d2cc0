"""Every command of the window once: its words, keys, icon and menu. Menus and toolbar are built from this."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ropa_desktop.i18n import N_, _
from ropa_desktop.window.icons import icon

ALWAYS, REGISTER, WRITABLE = "always", "register", "writable"  # what must be open for a command


class Command(NamedTuple):
    """A command; `key` is also the name of the method that performs it."""

    key: str
    text: str
    keys: str = ""
    icon: str = ""
    needs: str = ALWAYS


SEPARATOR = Command("", "")

MENUS: tuple[tuple[str, str, tuple[Command, ...]], ...] = (
    (
        "file",
        N_("&File"),
        (
            Command("new_register", N_("&New register …"), "Ctrl+N", "file-plus"),
            Command("choose_register", N_("&Open …"), "Ctrl+O", "folder-open"),
            Command("explore_example", N_("E&xplore the example"), "", "map-pin"),
            SEPARATOR,
            Command("import_sheet", N_("&Import …"), "Ctrl+I", "file-spreadsheet"),
            Command("export", N_("&Export …"), "Ctrl+E", "printer", REGISTER),
            Command("ask_department", N_("Ques&tionnaire for a department …"), "", "list-checks", REGISTER),
            SEPARATOR,
            Command("show_in_folder", N_("Show in &folder"), "", "folder", REGISTER),
            Command("close_register", N_("&Close register"), "Ctrl+W", "", REGISTER),
            Command("quit", N_("&Quit"), "Ctrl+Q"),
        ),
    ),
    (
        "edit",
        N_("&Edit"),
        (
            Command("undo", N_("&Undo"), "Ctrl+Z", "undo-2", WRITABLE),
            Command("redo", N_("&Redo"), "Ctrl+Y", "redo-2", WRITABLE),
            SEPARATOR,
            Command("import_clipboard", N_("&Import from the clipboard"), "Ctrl+Shift+V", "", WRITABLE),
            SEPARATOR,
            Command("search_everything", N_("&Search all text"), "Ctrl+F", "search", REGISTER),
            Command("search_list", N_("Search this &list"), "Ctrl+Shift+F", "list-filter", REGISTER),
            Command("replace_everywhere", N_("R&eplace everywhere …"), "Ctrl+H", "", WRITABLE),
        ),
    ),
    ("view", N_("&View"), ()),
    (
        "record",
        N_("&Record"),
        (
            Command("new_record", N_("&New"), "Ctrl+Shift+N", "plus", WRITABLE),
            Command("begin_from_library", N_("&Begin from the library …"), "Ctrl+L", "book-open", WRITABLE),
            Command("new_from_template", N_("New from a &template …"), "", "", WRITABLE),
            SEPARATOR,
            Command("review", N_("Re&viewed, no change …"), "Ctrl+Shift+R", "check", WRITABLE),
            Command("duplicate_record", N_("&Duplicate"), "Ctrl+Shift+D", "copy", WRITABLE),
            Command("save_template", N_("&Save as a template …"), "", "", WRITABLE),
            Command("archive_record", N_("&Archive"), "", "archive", WRITABLE),
            Command("restore_record", N_("&Restore from archive"), "", "archive-restore", WRITABLE),
            SEPARATOR,
            Command("record_history", N_("&History of this record"), "Ctrl+Shift+H", "history", REGISTER),
            Command("merge_record", N_("&Merge with …"), "Ctrl+Shift+M", "git-branch", WRITABLE),
            Command("where_used", N_("Where &used"), "Ctrl+Shift+U", "share-2", REGISTER),
        ),
    ),
    (
        "go",
        N_("&Go"),
        (
            Command("jump", N_("&Find a record or run a command …"), "Ctrl+K", "search", REGISTER),
            SEPARATOR,
            Command("next_finding", N_("Next fin&ding"), "F8", "list-checks", REGISTER),
            Command("previous_finding", N_("P&revious finding"), "Shift+F8", "", REGISTER),
            Command("how_complete", N_("How &complete …"), "", "circle-half", REGISTER),
            SEPARATOR,
            Command("next_pane", N_("&Next pane"), "F6", "", REGISTER),
            Command("previous_pane", N_("&Previous pane"), "Shift+F6", "", REGISTER),
            SEPARATOR,
        ),
    ),
    (
        "help",
        N_("&Help"),
        (
            Command("help_field", N_("The law’s &words on this field"), "F1", "book-open"),
            Command("help_contents", N_("C&ontents")),
            SEPARATOR,
            Command("law_data", N_("&Law data …"), "", "scale"),
            Command("ruling_day", N_("What a &change of law touches …")),
            Command("small_organisation", N_("&Exemption of Art. 30(5) …"), "", "", REGISTER),
            SEPARATOR,
            Command("about", N_("&About ROPA Desktop")),
        ),
    ),
)
OF_A_REGISTER = ("edit", "record", "go")  # menus that the welcome page has no use for


class Actions:
    """The window's `QAction`s by key, in their menus; `perform(key)` is called when one is chosen."""

    def __init__(self, window: QWidget, menu_bar: QMenuBar, perform: Callable[[str], None]) -> None:
        self._actions: dict[str, tuple[Command, QAction]] = {}
        self.menus: dict[str, QMenu] = {}
        for key, _title, commands in MENUS:
            menu = self.menus[key] = QMenu(menu_bar)
            menu_bar.addMenu(menu)
            for command in commands:
                if command is SEPARATOR:
                    menu.addSeparator()
                    continue
                action = QAction(window)
                action.triggered.connect(lambda _checked=False, key=command.key: perform(key))
                if command.keys:
                    action.setShortcut(command.keys)
                if command.icon:
                    action.setIcon(icon(command.icon))
                menu.addAction(action)
                self._actions[command.key] = command, action
        self["redo"].setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        self["about"].setMenuRole(QAction.MenuRole.AboutRole)
        self.retranslate()

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key][1]

    def icon_of(self, action: QAction) -> str:
        """The name of an action's icon; an arrow for one that has none."""
        return next((command.icon for command, known in self._actions.values() if known is action), "") or "arrow-right"

    def retranslate(self) -> None:
        """Every text in the current language."""
        for key, title, _commands in MENUS:
            self.menus[key].setTitle(_(title))
        for command, action in self._actions.values():
            words = plain(_(command.text))
            action.setText(_(command.text))
            action.setIconText(words)
            action.setToolTip(f"{words} ({action.shortcut().toString()})" if command.keys else words)

    def allow(self, *, register: bool, writable: bool) -> None:
        """Enable what can be done now, and show the menus that have a use."""
        for command, action in self._actions.values():
            action.setEnabled({ALWAYS: True, REGISTER: register, WRITABLE: writable}[command.needs])
        for key in OF_A_REGISTER:
            self.menus[key].menuAction().setVisible(register)

    def name_steps(self, undo: str | None, redo: str | None) -> None:
        """Say in Edit what Undo and Redo would do; None when there is nothing."""
        for key, label, named in (
            ("undo", undo, _("Undo “{step}”")),
            ("redo", redo, _("Redo “{step}”")),
        ):
            command, action = self._actions[key]
            action.setText(named.format(step=label) if label else _(command.text))
            action.setEnabled(bool(label))


def plain(text: str) -> str:
    """A command's words as a button shows them: without mnemonic and ellipsis."""
    return text.replace("&", "").removesuffix("…").rstrip()
