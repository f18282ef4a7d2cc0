"""Undo of a change that is not in sight takes the person to it, whatever hides it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ropa_desktop.register import edit
from ropa_desktop.window.grid.filters import Filter
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.workspace import Workspace


@pytest.fixture
def changed(workspace: Workspace) -> str:
    """The id of the newsletter, whose department has just been changed."""
    newsletter = next(row for row in workspace.snapshot.rows("activity") if row.name == "Newsletter")
    edit.set_value(workspace.register, "activity", newsletter.id, "department", "Marketing")
    workspace.register.seal()
    workspace.refresh()
    return str(newsletter.id)


def stands_at(workspace: Workspace, id: str) -> bool:
    QApplication.processEvents()
    editor = workspace.editor.record
    return workspace.views.is_list and workspace.list.current_id() == id and editor == ("activity", id)


def test_what_a_filter_hides_is_shown(window: MainWindow, workspace: Workspace, changed: str) -> None:
    workspace.list.table.filters.filter_changed.emit(1, Filter("contains", ("pay",)))
    assert workspace.list.rows.row_of(changed) < 0
    window.perform("undo")
    assert stands_at(workspace, changed)
    assert workspace.list.rows.index(workspace.list.table.currentIndex().row(), 2).data() == "Sales"


def test_what_a_search_hides_is_shown(window: MainWindow, workspace: Workspace, changed: str) -> None:
    workspace.list.search.setText("payroll")
    workspace.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
    window.perform("undo")
    assert stands_at(workspace, changed)


def test_what_does_not_belong_to_a_number_that_is_looked_at_is_shown(
    window: MainWindow, workspace: Workspace, changed: str
) -> None:
    payroll = next(row for row in workspace.snapshot.rows("activity") if row.name == "Payroll")
    workspace.pages.show_only("one", [payroll.id])
    window.perform("undo")
    assert stands_at(workspace, changed)


@pytest.mark.parametrize("page", ["overview", "organisation", "processor"])
def test_from_another_page_one_is_taken_to_the_record(
    window: MainWindow, workspace: Workspace, changed: str, page: str
) -> None:
    workspace.navigation.choose(page)
    window.perform("undo")
    assert stands_at(workspace, changed)
    assert not workspace.middle.shows_overview


def test_a_record_that_is_archived_and_hidden_is_shown(window: MainWindow, workspace: Workspace) -> None:
    newsletter = next(row for row in workspace.snapshot.rows("activity") if row.name == "Newsletter")
    edit.archive(workspace.register, "activity", newsletter.id, "No longer sent")
    edit.set_value(workspace.register, "activity", newsletter.id, "note", "Ended in May")
    workspace.register.seal()
    workspace.refresh()
    assert workspace.list.rows.row_of(newsletter.id) < 0
    window.perform("undo")
    assert stands_at(workspace, newsletter.id)
