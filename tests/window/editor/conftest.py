"""A register with one record of every kind, and the editor in a window with Undo and Redo as the real one has them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ropa_desktop.model import tables
from ropa_desktop.register import edit
from ropa_desktop.register.register import Register
from ropa_desktop.window.colours import adopt_palette
from ropa_desktop.window.editor import RecordEditor
from ropa_desktop.window.editor.child_table import ChildTable
from ropa_desktop.window.qt_translator import speak
from ropa_desktop.window.settings import Settings
from ropa_desktop.window.undo_keys import undo_typing

CONTROL = Qt.KeyboardModifier.ControlModifier


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A list that opens under a field grabs the keyboard, which the screen that is none does not have."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@dataclass
class Pane:
    """The editor under test, and what a person does with it."""

    qtbot: QtBot
    register: Register
    editor: RecordEditor
    ids: dict[str, str]

    def open(self, name: str) -> None:
        """Open one of the prepared records; its name begins with its kind."""
        self.editor.open_record(name.split(":")[0], self.ids[name])

    def field(self, name: str) -> Any:
        """The widget of a field of the open record."""
        assert self.editor.form is not None
        return self.editor.form.bindings[name].widget

    def focus(self, name: str) -> Any:
        """Put the cursor into a field."""
        widget = self.field(name)
        widget.setFocus()
        assert widget.hasFocus()
        return widget

    def type(self, name: str, text: str) -> Any:
        """Replace what stands in a field by typing."""
        widget = self.focus(name)
        widget.selectAll()
        self.qtbot.keyClick(widget, Qt.Key.Key_Delete)
        self.qtbot.keyClicks(widget, text)
        return widget

    def leave(self) -> None:
        """Go on to the next field."""
        self.press(Qt.Key.Key_Tab)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        focused = QApplication.focusWidget()
        assert focused is not None
        self.qtbot.keyClick(focused, key, modifiers)

    def undo(self) -> None:
        """Ctrl+Z where the focus is."""
        self.press(Qt.Key.Key_Z, CONTROL)

    def value(self, name: str, field: str) -> Any:
        """What the register holds."""
        row = self.register.snapshot().find(name.split(":")[0], self.ids[name])
        return getattr(row, field) if row is not None else None

    def record(self, kind: str, id: str | None) -> Any:
        """A record of the register, whatever it is."""
        found = self.register.snapshot().find(kind, id)
        assert found is not None
        return found

    def table(self, name: str) -> ChildTable:
        """The child table of a relation of the open record."""
        assert self.editor.form is not None
        return self.editor.form.tables[name][0]

    def cells(self, name: str) -> list[list[str]]:
        """What stands in a child table, in words."""
        model = self.table(name).grid.child_model
        columns = range(model.columnCount())
        return [[str(model.data(model.index(row, column))) for column in columns] for row in range(model.rowCount())]

    def at(self, name: str, row: int, column: int) -> None:
        """The focus to a cell of a child table."""
        window = self.editor.window()
        if not window.isActiveWindow():  # a list that closes takes the activity with it where there is no screen
            window.activateWindow()
            self.qtbot.waitUntil(window.isActiveWindow)
        grid = self.table(name).grid
        grid.setFocus()
        grid.setCurrentIndex(grid.child_model.index(row, column))

    def said(self, name: str) -> list[str]:
        """What is said beside a field or table of the open record."""
        form = self.editor.form
        assert form is not None
        lines = form.record_said if name == "record" else form.said[name]
        assert lines is not None
        return [line.sentence.text() for line in lines.lines]

    def click(self, name: str, words: str) -> None:
        """Click on words beside a field or table: what stands behind, or what can be done."""
        form = self.editor.form
        assert form is not None
        lines = form.said[name]

        def shown() -> list[QToolButton]:
            return [one for one in lines.findChildren(QToolButton) if one.text() == words and one.isVisible()]

        self.qtbot.waitUntil(lambda: bool(shown()))  # a button is shown once Qt has laid it out
        form.scroll.ensureWidgetVisible(shown()[0])
        self.qtbot.mouseClick(shown()[0], Qt.MouseButton.LeftButton)

    def behind(self, name: str) -> str:
        """What is shown on request beside a field or table."""
        form = self.editor.form
        assert form is not None
        return "\n".join(label.text() for line in form.said[name].lines for label in line._behind)

    def steps(self) -> int:
        """How many steps the history has."""
        return len(self.register.history())


@pytest.fixture
def make_pane(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Pane]]:
    """Make a pane; `read_only` opens the register for reading."""
    opened: list[tuple[Register, QWidget, RecordEditor]] = []

    def make(read_only: bool = False) -> Pane:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        speak(application, "en")
        adopt_palette(application, dark=False)
        path = tmp_path / "fjordby.ropa"
        content, ids = _filled()
        path.write_bytes(content)
        register = Register.open(path, write=not read_only)
        window = QMainWindow()
        editor = RecordEditor(register, Settings())
        window.setCentralWidget(editor)
        window.resize(508, 700)
        undo, redo = QAction("Undo", window), QAction("Redo", window)
        undo.setShortcut(QKeySequence("Ctrl+Z"))
        redo.setShortcut(QKeySequence("Ctrl+Y"))

        def take_back() -> None:
            if not editor.undo_typing():
                editor.commit()
                register.undo()

        def do_again() -> None:
            if not undo_typing(QApplication.focusWidget(), redo=True):
                register.redo()

        undo.triggered.connect(take_back)
        redo.triggered.connect(do_again)
        window.addActions([undo, redo])
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        opened.append((register, window, editor))
        return Pane(qtbot, register, editor, dict(ids))

    yield make
    for register, window, editor in opened:
        editor.commit()  # as one who leaves a register does: no cell outlives it
        window.close()
        register.close()


@pytest.fixture
def pane(make_pane: Callable[..., Pane]) -> Pane:
    """A pane over a register that can be changed."""
    return make_pane()


@cache
def _filled() -> tuple[bytes, dict[str, str]]:
    """The register, filled once; each test opens a copy."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "fjordby.ropa")
        ids = _fill(path)
        return path.read_bytes(), ids


def _fill(path: Path) -> dict[str, str]:
    """One record of every kind at least; `kind` names the first, `kind:word` another."""
    ids: dict[str, str] = {}
    with Register.create(path) as register, register.step("Filled"):

        def add(called: str, /, **values: Any) -> str:
            ids[called] = edit.add(register, called.split(":")[0], **values)
            return ids[called]

        keeper = add("organisation", name="Fjordby AS", record_kept="yes", country="NO", kind="legal_entity")
        nordlys = add("organisation:nordlys", name="Nordlys Lønn AS", country="NO")
        add("organisation:nav", name="NAV", kind="public_authority")
        add("contact", organisation_id=keeper, role="dpo", name="Ingrid Vik", email="dpo@fjordby.example")
        engagement = add("engagement", keeper_id=keeper, organisation_id=nordlys, service="Payslips")
        add("sub_processor", engagement_id=engagement, organisation_id=nordlys)
        add("location", engagement_id=engagement, country="IE")
        add("transfer", engagement_id=engagement, country="US")
        subject = add("data_subject_category", name="Employees")
        data = add("data_category", name="Bank account")
        rule = add("retention_rule", keeper_id=keeper, name="5 years", amount=5, unit="year")
        measure = add("measure", keeper_id=keeper, name="Access by role")
        system = add("system", keeper_id=keeper, name="Visma")
        add("impact_assessment", keeper_id=keeper, name="Monitoring of drivers")
        add("request", keeper_id=keeper, name="Inspection")
        activity = add("activity", keeper_id=keeper, name="Payroll", department="HR")
        add("purpose", activity_id=activity, description="Pay salaries", legal_basis="6(1)(b)")
        add("purpose:tax", activity_id=activity, description="Report tax", legal_basis="6(1)(c)")
        add("data_line", activity_id=activity, subject_id=subject, data_id=data, retention_id=rule)
        add("special_condition", activity_id=activity, category="health")
        add("recipient", activity_id=activity, organisation_id=nordlys, declared_role="processor")
        add("joint_controller", activity_id=activity, organisation_id=nordlys)
        add("transfer:own", activity_id=activity, country="IN")
        add("measure_use", activity_id=activity, measure_id=measure)
        add("system_use", activity_id=activity, system_id=system)
        add("activity:empty", keeper_id=keeper, name="Newsletter")
        hosting = add("activity:hosting", keeper_id=keeper, name="Hosting", role="processor")
        add("acted_for", activity_id=hosting, organisation_id=nordlys)
    assert {name.split(":")[0] for name in ids} | {"answer", "source", "wording", "suggestion", "response"} == set(
        tables.models()
    )
    return ids
