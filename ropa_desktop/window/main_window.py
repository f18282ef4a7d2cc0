"""The window: welcome page or workspace, menus, and the life of the open register.

Light: what belongs to an open register is in `workspace.py` and arrives through `loading.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, Qt, QThread, QTimer
from PySide6.QtGui import QActionGroup, QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ropa_desktop import __version__
from ropa_desktop.collector import collector_at_rest
from ropa_desktop.errors import RegisterError
from ropa_desktop.i18n import LANGUAGES, _, language
from ropa_desktop.window.actions import Actions
from ropa_desktop.window.focus_ring import FocusRing
from ropa_desktop.window.icons import icon
from ropa_desktop.window.loading import Loading, after_first_paint, workspace_module
from ropa_desktop.window.message_bar import MessageBar
from ropa_desktop.window.panel import Hairline, dropped_file
from ropa_desktop.window.qt_translator import speak
from ropa_desktop.window.settings import Settings
from ropa_desktop.window.status import WelcomeStatus
from ropa_desktop.window.welcome import WelcomePage

SUFFIX = ".ropa"


class MainWindow(QMainWindow):
    """One window with one register, or with the welcome page."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.workspace: Any = None
        self.loading = Loading(self)
        self._help_dock: Any = None
        self.setWindowTitle(_("ROPA Desktop"))
        self.setAcceptDrops(True)
        self.welcome = WelcomePage(settings)
        self.messages = MessageBar()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.welcome)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.messages)
        column.addWidget(Hairline())
        self.setCentralWidget(centre)
        self.actions_ = Actions(self, self.menuBar(), self.perform)
        self._build_view_menu()
        self._welcome_status = WelcomeStatus()
        self._welcome_status.language_wanted.connect(self.set_language)
        self.statusBar().addWidget(self._welcome_status, 1)
        self.statusBar().setSizeGripEnabled(False)
        self.welcome.wanted.connect(self.perform)
        self.welcome.register_wanted.connect(self.open_register)
        self.welcome.register_missing.connect(self._locate)
        self.welcome.file_dropped.connect(self.take_file)
        self._focus_ring = FocusRing(self)
        self._restore_geometry("")
        self._show_welcome()
        after_first_paint(self, self.loading.start)

    def retranslate(self) -> None:
        """Menus and title in the current language; pages do so themselves."""
        self.actions_.retranslate()
        self._rows_menu_action.setText(_("&Comfortable rows"))
        self._language_menu.setTitle(_("&Language"))
        for action in self._languages.actions():
            action.setChecked(action.data() == language())
        if self.workspace is None:
            self.setWindowTitle(_("ROPA Desktop"))
        else:
            self.workspace.describe()

    def perform(self, key: str) -> None:
        """Do what a command says: one of the performers of the open register's workspace, else the window itself.

        What was refused is said in the message bar.
        """
        performers = (*(self.workspace.performers if self.workspace is not None else ()), self)
        self._attempt(next(getattr(performer, key) for performer in performers if hasattr(performer, key)))

    def say_refused(self, refusal: RegisterError) -> None:
        """Say why something was not done."""
        bar = self.messages if self.workspace is None else self.workspace.messages
        bar.refuse(refusal)

    def set_language(self, code: str) -> None:
        """Speak another language from now on."""
        self.settings.language = code
        self.settings.save()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        speak(application, code)

    def open_register(self, path: str) -> bool:
        """Open a register in place of whatever is open; says so and stays when it cannot be opened."""
        if self.workspace is not None and Path(path).absolute() == self.workspace.register.path.absolute():
            return True
        try:
            register = workspace_module().open_register(Path(path))
        except RegisterError as refusal:
            self.say_refused(refusal)
            return False
        self.show_register(register)
        return True

    @collector_at_rest()
    def show_register(self, register: Any) -> None:
        """Show an open register's workspace; whatever was open is closed."""
        self.close_register(welcome=False)
        self.workspace = workspace_module().Workspace(register, self.settings, self.actions_)
        self.workspace.title_changed.connect(self.setWindowTitle)
        self.workspace.help_wanted.connect(self.show_help)
        self.workspace.rows_comfortable(self._rows_menu_action.isChecked())
        self._stack.addWidget(self.workspace)
        self._stack.setCurrentWidget(self.workspace)
        self._welcome_status.hide()
        self.statusBar().addWidget(self.workspace.status, 1)
        self.workspace.status.show()
        self.messages.dismiss()
        self._restore_geometry(str(register.path))
        self.actions_.allow(register=True, writable=not register.read_only)
        self.workspace.begin()

    def close_register(self, *, welcome: bool = True) -> None:
        """Close the open register, if there is one, and show the welcome page."""
        if self.workspace is not None:
            workspace, self.workspace = self.workspace, None
            self._keep_geometry(str(workspace.register.path), workspace.place())
            problem = workspace.leave()
            self.statusBar().removeWidget(workspace.status)
            self._stack.removeWidget(workspace)
            workspace.status.deleteLater()
            workspace.deleteLater()
            if problem:
                self.messages.say(problem, tone="question")
        if welcome:
            self._show_welcome()

    def take_file(self, path: str) -> None:
        """What was dropped on the window: a register is opened, a spreadsheet imported into the one that is open;
        without one, it is looked through."""
        if path.lower().endswith(SUFFIX):
            self.open_register(path)
        elif self.workspace is None:
            self.look_through(path)
        else:
            self._attempt(partial(self.workspace.import_sheet, path))

    # What the commands of `actions.py` do without an open register.

    def new_register(self) -> None:
        """Three questions, then where the file goes."""
        register = workspace_module().new_register(self)
        if register is not None:
            self.show_register(register)
            QTimer.singleShot(0, self.workspace.begin_typing)
            self.workspace.beginning.offer_library()

    def choose_register(self) -> None:
        """Choose a register file and open it."""
        path = self._ask_for_register(_("Open a register"))
        if path:
            self.open_register(path)

    def explore_example(self) -> None:
        """Open a copy of the example, so that it can be changed without harm."""
        self.show_register(workspace_module().open_example())

    def look_through(self, path: str = "") -> None:
        """Show what a spreadsheet holds and lacks, with nothing saved; `path` is empty where it is to be chosen."""
        workspace_module()  # the heavy half
        module = import_module("ropa_desktop.window.xray")
        chosen = path or module.choose_file(self)
        if chosen:
            self.messages.dismiss()
            make = partial(self._attempt, partial(self.import_sheet, chosen))
            module.look_through(self, chosen, make, self.say_refused)

    def import_sheet(self, path: str = "") -> None:
        """A spreadsheet without a register: make the register first, then preview the import."""
        register = workspace_module().register_for_sheet(self)
        if register is not None:
            self.show_register(register)
            self.workspace.import_sheet(path)

    def quit(self) -> None:
        """Close the window and with it the program."""
        self.close()

    def help_field(self) -> None:
        """The law's words on the field, cell or finding that has the focus, beside the register."""
        self._help().explain()

    def help_contents(self) -> None:
        """All pages of the help."""
        self._help().show_contents()

    def show_help(self, key: str) -> None:
        """A page of the help by its key, such as "checks/dpo_unknown"."""
        self._help().show_key(key)

    def law_data(self) -> None:
        """The law data in use, and newer ones from a file."""
        import_module("ropa_desktop.window.lawdata.opening").law_data(self)

    def ruling_day(self) -> None:
        """What newer law data touch in all registers of a folder."""
        import_module("ropa_desktop.window.lawdata.opening").ruling_day(self)

    def small_organisation(self) -> None:
        """Whether the exemption of Art. 30(5) would reach an activity."""
        import_module("ropa_desktop.window.lawdata.opening").small_organisation(self)

    def about(self) -> None:
        """Say what this is, which version, and under which licences."""
        from PySide6.QtWidgets import QMessageBox  # not before the first window

        QMessageBox.about(
            self,
            _("About ROPA Desktop"),
            _(
                "ROPA Desktop {version}\n\nThe record of processing activities under Article 30 GDPR: one file, "
                "on your own computer. This program makes no network connection.\n\n"
                "Built with Qt (LGPL 3) and Lucide icons (ISC)."
            ).format(version=__version__),
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take_file(dropped_file(event))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.workspace is None:
            self._keep_geometry("", {})
        for work in self.findChildren(QThread):
            if work is not self.loading:
                work.abandoned = True  # type: ignore[attr-defined]  # a Work, whose module loads after the start
                work.wait()
                QApplication.sendPostedEvents(work)  # what is to be done once it has ended
        self.close_register(welcome=False)
        self.loading.leave()
        event.accept()

    def _help(self) -> Any:
        """The help beside the register, made when it is first wanted."""
        if self._help_dock is None:
            self._help_dock = import_module("ropa_desktop.window.help.dock").HelpDock(self)
        return self._help_dock

    def _attempt(self, act: Callable[[], object]) -> None:
        try:
            act()
        except RegisterError as refusal:
            self.say_refused(refusal)

    def _show_welcome(self) -> None:
        self.welcome.show_recent()
        self._stack.setCurrentWidget(self.welcome)
        self._welcome_status.show()
        self.setWindowTitle(_("ROPA Desktop"))
        self.setWindowFilePath("")
        self.actions_.allow(register=False, writable=False)
        self.welcome.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _locate(self, path: str) -> None:
        found = self._ask_for_register(_("Where is {name} now?").format(name=Path(path).name))
        if found and self.open_register(found):
            self.settings.forget(path)

    def _ask_for_register(self, question: str) -> str:
        from PySide6.QtWidgets import QFileDialog  # not before the first window

        return QFileDialog.getOpenFileName(self, question, "", _("Registers (*.ropa);;All files (*)"))[0]

    def _build_view_menu(self) -> None:
        menu = self.actions_.menus["view"]
        self._rows_menu_action = menu.addAction(_("&Comfortable rows"))
        self._rows_menu_action.setCheckable(True)
        self._rows_menu_action.toggled.connect(
            lambda wide: self.workspace.rows_comfortable(wide) if self.workspace is not None else None
        )
        self._language_menu = QMenu(_("&Language"), menu)
        self._language_menu.setIcon(icon("globe"))
        menu.addMenu(self._language_menu)
        self._languages = QActionGroup(self)
        for code, name in LANGUAGES.items():
            action = self._language_menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(code == language())
            action.triggered.connect(lambda _checked=False, code=code: self.set_language(code))
            action.setData(code)
            self._languages.addAction(action)

    def _restore_geometry(self, path: str) -> None:
        kept = self.settings.place(path).get("geometry")
        if isinstance(kept, str) and self.restoreGeometry(QByteArray.fromBase64(kept.encode())):
            return
        if not self.isVisible():
            room = QGuiApplication.primaryScreen().availableGeometry().size()
            self.resize(min(1440, room.width()), min(900, room.height()))

    def _keep_geometry(self, path: str, place: dict[str, Any]) -> None:
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.settings.keep_place(path, {**place, "geometry": geometry})
