"""Reviewed, no change: written to one or many in one step; the next review only where she says so."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from ropa_desktop.exchange.overview.numbers import overview
from ropa_desktop.law.library import items
from ropa_desktop.model.activity import Activity
from ropa_desktop.register import edit, suggestions
from ropa_desktop.window.library.review_dialog import ReviewDialog
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.workspace import Workspace
from tests.window.conftest import names
from tests.window.library.conftest import Play, command, press, type_words
from tests.window.test_accessibility import nameless

Played = Callable[[Play], list[QDialog]]
SHIFT = Qt.KeyboardModifier.ShiftModifier


def reviewed(workspace: Workspace) -> dict[str, Activity]:
    return {str(a.name): a for a in workspace.register.snapshot().all(Activity) if a.reviewed_on is not None}


def review_times(workspace: Workspace) -> dict[str, set[str]]:
    """When reviews are due, as the overview shows it."""
    figures = overview(workspace.register.snapshot(), None, "2026-11-22")
    return {one.key: set(one.records) for one in figures.reviews}


def fill_in(qtbot: QtBot, *, due: bool, note: str = "") -> Play:
    def play(dialog: QDialog) -> None:
        assert isinstance(dialog, ReviewDialog)
        assert nameless(dialog) == []
        assert dialog.due.text() == "", "no default"
        dialog.by.setFocus()
        dialog.by.selectAll()
        type_words(qtbot, "Kari Vik")
        press(qtbot, Qt.Key.Key_Tab)
        dialog.on.selectAll()
        type_words(qtbot, "29.2.2024")
        press(qtbot, Qt.Key.Key_Tab)
        type_words(qtbot, note)
        press(qtbot, Qt.Key.Key_Tab)
        if due:
            type_words(qtbot, "1.3.2024")
            press(qtbot, Qt.Key.Key_Tab)
            press(qtbot, Qt.Key.Key_Tab)
            press(qtbot, Qt.Key.Key_Space)  # in a year: typed over
            assert dialog.due.text() == "28 Feb 2025"
        qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton)

    return play


def test_several_selected_activities_are_reviewed_in_one_step(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, played: Played
) -> None:
    workspace.list.table.setFocus()
    workspace.list.table.setCurrentIndex(workspace.list.rows.index(0, 1))
    press(qtbot, Qt.Key.Key_Down, SHIFT)
    press(qtbot, Qt.Key.Key_Down, SHIFT)
    chosen = names(workspace)[:3]
    first = workspace.list.rows.rows[0].id
    edit.set_value(workspace.register, "activity", first, "note", "Kept")
    workspace.register.seal()
    steps = len(workspace.register.history())
    played(fill_in(qtbot, due=True, note="All as before"))
    command(window, "review")
    found = reviewed(workspace)
    assert sorted(found) == sorted(chosen)
    assert {(a.reviewed_by, a.reviewed_on, a.review_due_on) for a in found.values()} == {
        ("Kari Vik", "2024-02-29", "2025-02-28")
    }
    assert found[chosen[0]].note == "Kept\nReviewed 29 Feb 2024: All as before"
    assert len(workspace.register.history()) == steps + 1
    assert workspace.messages.sentence == "3 activities reviewed, no change."
    window.perform("undo")
    assert reviewed(workspace) == {}


def test_the_next_review_stays_as_it_is_unless_she_says_so(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, played: Played
) -> None:
    workspace.list.select(workspace.list.rows.rows[0].id)
    played(fill_in(qtbot, due=False))
    command(window, "review")
    (activity,) = reviewed(workspace).values()
    assert activity.review_due_on is None
    assert activity.note is None


def test_a_review_that_was_due_is_met_and_a_later_one_stays(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, played: Played
) -> None:
    first, second = (row.id for row in workspace.list.rows.rows[:2])
    edit.set_value(workspace.register, "activity", first, "review_due_on", "2024-02-01")
    edit.set_value(workspace.register, "activity", second, "review_due_on", "2024-06-01")
    workspace.refresh()
    assert review_times(workspace)["overdue"] == {first, second}
    workspace.list.table.setFocus()
    workspace.list.table.setCurrentIndex(workspace.list.rows.index(0, 1))
    press(qtbot, Qt.Key.Key_Down, SHIFT)
    said: list[str] = []

    def play(dialog: QDialog) -> None:
        assert isinstance(dialog, ReviewDialog)
        dialog.on.setFocus()
        dialog.on.selectAll()
        type_words(qtbot, "29.2.2024")
        said.append(dialog.met.text())
        qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton)

    played(play)
    command(window, "review")
    assert said == ["1 review was due by then. Without a new day it has none."]
    times = review_times(workspace)
    assert times["overdue"] == {second}
    assert first in times["unknown"]
    window.perform("undo")
    assert review_times(workspace)["overdue"] == {first, second}


def test_the_next_review_cannot_be_before_this_one(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, played: Played
) -> None:
    told: list[str] = []

    def play(dialog: QDialog) -> None:
        assert isinstance(dialog, ReviewDialog)
        dialog.due.setFocus()
        type_words(qtbot, "1.1.2020")
        press(qtbot, Qt.Key.Key_Return)
        told.append(dialog.told.text())

    workspace.list.select(workspace.list.rows.rows[0].id)
    played(play)
    command(window, "review")
    assert told == ["The next review is due after this one."]
    assert reviewed(workspace) == {}


def test_the_menu_of_the_list_reviews_what_is_selected(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, played: Played
) -> None:
    table = workspace.list.table
    table.setFocus()
    table.setCurrentIndex(workspace.list.rows.index(0, 1))
    press(qtbot, Qt.Key.Key_Down, SHIFT)
    place = table.visualRect(table.currentIndex()).center()
    played(fill_in(qtbot, due=False))
    QApplication.sendEvent(
        table.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, table.viewport().mapToGlobal(place)),
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = [action.text().replace("&", "") for action in menu.actions()]
    assert "Archive" in offered
    assert "Restore from archive" not in offered
    qtbot.keyClick(menu, Qt.Key.Key_V)
    assert sorted(reviewed(workspace)) == sorted(names(workspace)[:2])


def test_the_current_activity_is_reviewed_by_its_keys_and_an_organisation_is_not(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, played: Played
) -> None:
    seen = played(fill_in(qtbot, due=False))
    workspace.list.table.setFocus()
    workspace.list.select(workspace.list.rows.rows[names(workspace).index("Newsletter")].id)
    qtbot.keyPress(workspace.list.table, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | SHIFT)
    assert list(reviewed(workspace)) == ["Newsletter"]
    workspace.navigation.choose("organisation")
    command(window, "review")
    assert len(seen) == 1
    assert workspace.messages.sentence == "Choose an activity first."


def test_the_head_of_a_record_reviews_it_and_offers_that_for_nothing_else(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, played: Played
) -> None:
    def offered() -> list[QToolButton]:
        buttons = workspace.editor.findChildren(QToolButton)
        return [one for one in buttons if one.accessibleName() == "Reviewed, no change" and one.isVisible()]

    workspace.list.select(workspace.list.rows.rows[names(workspace).index("Payroll")].id)
    played(fill_in(qtbot, due=False))
    (button,) = offered()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert list(reviewed(workspace)) == ["Payroll"]
    window.actions_["archive_record"].trigger()
    workspace.list.show_archived()
    workspace.list.select(workspace.list.rows.rows[names(workspace).index("Payroll")].id)
    assert offered() == [], "its place is the day of archiving's"
    workspace.navigation.choose("organisation")
    assert offered() == []
    (proposed,) = suggestions.add_from_library(workspace.register, [items()["payroll"]], None, "en")
    workspace.show_record(proposed)
    assert offered() == []


def test_a_day_that_is_none_is_said_and_nothing_is_written(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, played: Played
) -> None:
    told: list[str] = []

    def play(dialog: QDialog) -> None:
        assert isinstance(dialog, ReviewDialog)
        dialog.on.setFocus()
        dialog.on.selectAll()
        type_words(qtbot, "31.2.2025")
        press(qtbot, Qt.Key.Key_Return)
        told.append(dialog.told.text())

    workspace.list.select(workspace.list.rows.rows[0].id)
    played(play)
    command(window, "review")
    assert told == ["31.2.2025: no such date. It is not saved."]
    assert reviewed(workspace) == {}


def test_a_suggestion_is_not_reviewed(window: MainWindow, workspace: Workspace, qtbot: QtBot, played: Played) -> None:
    keeper = next(row.keeper_id for row in workspace.register.snapshot().all(Activity))
    (id,) = suggestions.add_from_library(workspace.register, [items()["payroll"]], keeper, "en")
    workspace.show_record(id)
    played(fill_in(qtbot, due=False))
    command(window, "review")
    assert reviewed(workspace) == {}
