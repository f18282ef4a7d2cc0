"""Every page, form and dialog with a register of every kind in it: named for a screen reader, its focus seen."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ropa_desktop.exchange import samples
from ropa_desktop.model import catalog
from ropa_desktop.register.register import Register
from ropa_desktop.window.colours import adopt_palette
from ropa_desktop.window.finding.dialog import ChangeDialog
from ropa_desktop.window.finding.palette import Palette
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.navigation import pages
from ropa_desktop.window.workspace import Workspace
from tests.window.intake.conftest import Opener, norwegian, open_file
from tests.window.test_accessibility import nameless

__all__ = ["norwegian", "open_file"]

PAGES = [page.key for page in pages() if page.icon]
CONTROLS = frozenset(
    {
        QAccessible.Role.Button,
        QAccessible.Role.ButtonMenu,
        QAccessible.Role.CheckBox,
        QAccessible.Role.ComboBox,
        QAccessible.Role.EditableText,
        QAccessible.Role.Link,
        QAccessible.Role.List,
        QAccessible.Role.RadioButton,
        QAccessible.Role.Table,
        QAccessible.Role.Tree,
    }
)


@pytest.fixture(scope="module")
def every_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records of every kind, suggestions and gaps among them."""
    path = tmp_path_factory.mktemp("samples") / "samples.ropa"
    with Register.create(path) as register:
        samples.build(register)
    return path


@pytest.fixture
def register_path(every_sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(every_sample, tmp_path))


def choose(workspace: Workspace, key: str, qtbot: QtBot) -> None:
    workspace.navigation.choose(key)
    overview = workspace.middle.overview
    if key == "overview":
        assert overview is not None
        qtbot.waitUntil(lambda: overview.found is not None and not overview.is_counting)
    QApplication.processEvents()


def below(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Everything that a screen reader meets; of a table its first row."""
    yield interface
    table = interface.role() in (QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.Tree)
    for place in range(min(interface.childCount(), 30) if table else interface.childCount()):
        child = interface.child(place)
        if child is not None and child.isValid():
            yield from below(child)


def silent(root: QWidget) -> list[str]:
    """What a screen reader could focus or act on, and has no words for."""
    found = []
    for one in below(QAccessible.queryAccessibleInterface(root)):
        state = one.state()
        widget = one.object()
        if state.invisible or state.disabled or not isinstance(widget, QWidget) or not widget.isVisibleTo(root):
            continue
        inner = widget.objectName().startswith("qt_") or widget.focusProxy() is not None
        inner = inner or isinstance(widget.parent(), QAbstractScrollArea)
        reachable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if one.role() in CONTROLS and reachable and not inner and not one.text(QAccessible.Text.Name):
            found.append(f"{one.role().name} {type(widget).__name__} {widget.objectName()}")
    return found


def reachable(root: QWidget) -> list[QWidget]:
    """The controls that Tab stops at."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not widget.visibleRegion().isEmpty()
        and widget.window() is root.window()
    ]


def around(widget: QWidget) -> QImage:
    """A control as it stands in the window, with what is just around it."""
    place = QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size()).adjusted(-4, -4, 4, 4)
    return widget.window().grab(place).toImage()


def unseen_focus(root: QWidget) -> list[str]:
    """The controls that look the same with the focus as without."""
    found = []
    for widget in reachable(root):
        if isinstance(widget, QAbstractItemView) and not widget.currentIndex().isValid():
            widget.setCurrentIndex(widget.model().index(0, 0))
            if not widget.currentIndex().isValid():
                continue  # an empty list has no place to show
        root.window().setFocus()
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
        before = around(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if not widget.hasFocus():
            continue
        if around(widget) == before:
            found.append(f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()}")
    return found


@pytest.mark.parametrize("key", PAGES)
def test_every_page_speaks_and_shows_where_the_focus_is(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, key: str
) -> None:
    choose(workspace, key, qtbot)
    assert nameless(window) == []
    assert silent(window) == []
    assert unseen_focus(workspace) == []


@pytest.mark.parametrize("key", ["overview", "todo", "history"])
def test_tab_comes_to_all_of_a_page_before_the_record_beside_it(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, key: str
) -> None:
    if key == "todo":
        workspace.todo.page.findings.hurry()
        qtbot.waitUntil(lambda: workspace.todo.page.findings.standing is not None, timeout=60_000)
    choose(workspace, key, qtbot)
    page = workspace.middle.overview if key == "overview" else workspace.views.currentWidget()
    assert page is not None
    workspace.navigation.setFocus()
    come_to: list[QWidget] = []
    while True:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is None or not page.isAncestorOf(focused) or focused in come_to:
            break
        come_to.append(focused)
    assert [widget for widget in reachable(page) if widget not in come_to] == []
    if key != "overview":
        assert focused is not None
        assert workspace.editor.isAncestorOf(focused)


@pytest.mark.parametrize("kind", [kind.key for kind in catalog.KINDS])
def test_every_form_speaks_and_shows_where_the_focus_is(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, kind: str
) -> None:
    rows = workspace.snapshot.rows(kind)
    if not rows:
        pytest.skip(f"no sample has a {kind}")
    workspace.editor.open_record(kind, rows[0].id)
    QApplication.processEvents()
    assert nameless(workspace.editor) == []
    assert silent(workspace.editor) == []
    assert unseen_focus(workspace.editor) == []


def test_the_focus_is_seen_in_the_dark_as_well(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    adopt_palette(application, dark=True)
    for key in ("overview", "controller", "history"):
        choose(workspace, key, qtbot)
        assert unseen_focus(workspace) == [], key


@pytest.mark.parametrize("command", ["merge_record", "replace_everywhere", "jump", "search_everything", "where_used"])
def test_what_is_found_speaks(window: MainWindow, workspace: Workspace, qtbot: QtBot, command: str) -> None:
    workspace.navigation.choose("organisation")
    window.perform(command)
    opened: list[QWidget] = [*workspace.findChildren(ChangeDialog), *workspace.findChildren(Palette)]
    root: QWidget = opened[0] if opened else workspace.finding.pane
    QApplication.processEvents()
    assert nameless(root) == []
    assert silent(root) == []
    if isinstance(root, Palette):
        assert root.field.hasFocus(), "it goes as soon as something else has it"
    else:
        assert unseen_focus(root) == []
    if isinstance(root, QDialog):
        root.reject()


def test_the_conversation_about_a_strange_spreadsheet_speaks(open_file: Opener, norwegian: Path, qtbot: QtBot) -> None:
    shown = open_file(norwegian)
    assert nameless(shown) == []
    assert silent(shown) == []
    assert unseen_focus(shown) == []


def test_the_cells_of_a_list_are_read_with_their_column_and_state(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    choose(workspace, "controller", qtbot)
    table = QAccessible.queryAccessibleInterface(workspace.list.table)
    rows = workspace.list.rows
    across = len(rows.columns)
    assert table.childCount() == (across + 1) * (rows.rowCount() + 1), "every cell, the heads above and beside them"
    heads = [table.child(place).text(QAccessible.Text.Name) for place in range(1, across + 1)]
    assert heads == [column.title for column in rows.columns]
    said = [table.child(across + 1 + place).text(QAccessible.Text.Name) for place in range(1, across + 1)]
    assert said == [rows.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(across)]
    assert all(said[:2])
