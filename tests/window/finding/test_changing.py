"""Merge two records and replace everywhere: looked at first, one step, one Undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ropa_desktop.register import edit
from ropa_desktop.window.cells import words
from ropa_desktop.window.finding.lines import Listing
from ropa_desktop.window.finding.merging import MergeDialog
from ropa_desktop.window.finding.replacing import ReplaceDialog
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.work import Work
from ropa_desktop.window.workspace import Workspace
from tests.window.finding.conftest import Press
from tests.window.test_accessibility import nameless

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def told(listing: Listing) -> list[tuple[str, ...]]:
    return [tuple(words(cell) for cell in row.cells) for row in listing.rows.rows]


@pytest.fixture
def twins(workspace: Workspace) -> Workspace:
    """Nordlys a second time, with another e-mail and a recipient of its own."""
    register = workspace.register
    first = next(row for row in register.snapshot().rows("organisation") if row.name == "Nordlys Lønn AS")
    edit.set_value(register, "organisation", first.id, "email", "post@nordlys.example")
    twin = edit.add(
        register, "organisation", name="Nordlys", email="hei@nordlys.example", phone="22 33 44 55", country="NO"
    )
    recruitment = register.snapshot().rows("activity")[2]
    edit.add(register, "recipient", activity_id=recruitment.id, organisation_id=twin, declared_role="processor")
    workspace.refresh()
    workspace.navigation.choose("organisation")
    workspace.list.select(first.id)
    return workspace


def merging(workspace: Workspace) -> MergeDialog:
    (dialog,) = workspace.findChildren(MergeDialog)
    return dialog


def replacing(workspace: Workspace) -> ReplaceDialog:
    (dialog,) = workspace.findChildren(ReplaceDialog)
    return dialog


def choose_twin(workspace: Workspace, press: Press, qtbot: QtBot) -> MergeDialog:
    press(Key.Key_M, CONTROL, SHIFT)
    dialog = merging(workspace)
    qtbot.waitUntil(dialog.isActiveWindow)
    press("nordlys")
    qtbot.keyClick(dialog.choice.popup(), Key.Key_Return)
    return dialog


def test_a_merge_shows_what_differs_and_what_goes_over_before_it_is_made(
    twins: Workspace, press: Press, qtbot: QtBot
) -> None:
    before = twins.register.snapshot()
    dialog = choose_twin(twins, press, qtbot)
    assert ("E-mail", "post@nordlys.example", "hei@nordlys.example", "this one’s") in told(dialog.differing)
    assert ("Phone", "", "22 33 44 55", "taken over") in told(dialog.differing)
    assert told(dialog.following) == [("PA-003 Recruitment", "Recipient: Party", "leads to the kept one")]
    assert twins.register.snapshot() is before
    assert nameless(dialog) == []
    dialog.reject()
    assert twins.register.snapshot() is before


def test_space_takes_the_others_word_and_enter_merges_as_one_step(twins: Workspace, press: Press, qtbot: QtBot) -> None:
    before = twins.register.snapshot()
    kept = twins.list.current_id()
    dialog = choose_twin(twins, press, qtbot)
    assert QApplication.focusWidget() is dialog.differing
    dialog.differing.make_current([line[0] for line in told(dialog.differing)].index("E-mail"))
    press(Key.Key_Space)
    assert {line[0]: line[3] for line in told(dialog.differing)}["E-mail"] == "the other’s"
    press(Key.Key_Return)
    after = twins.register.snapshot()
    one = after.find("organisation", kept)
    assert one is not None
    assert (one.email, one.phone) == ("hei@nordlys.example", "22 33 44 55")
    assert len(after.rows("organisation")) == len(before.rows("organisation")) - 1
    assert twins.messages.sentence == "Nordlys merged into Nordlys Lønn AS."
    assert twins.list.current_id() == kept
    twins.messages._buttons[0].click()
    assert twins.register.snapshot().same_as(before)
    assert twins.navigation.key == "organisation", "what came back is in sight here"


def test_the_other_can_be_kept_instead(twins: Workspace, press: Press, qtbot: QtBot) -> None:
    dialog = choose_twin(twins, press, qtbot)
    dialog.swap.click()
    dialog.do.click()
    names = [row.name for row in twins.register.snapshot().rows("organisation")]
    assert "Nordlys" in names
    assert "Nordlys Lønn AS" not in names


def test_what_cannot_be_merged_is_said_in_place(workspace: Workspace, press: Press, qtbot: QtBot) -> None:
    workspace.navigation.choose("organisation")
    press(Key.Key_M, CONTROL, SHIFT)
    dialog = merging(workspace)
    qtbot.waitUntil(dialog.isActiveWindow)
    press("havnes")
    qtbot.keyClick(dialog.choice.popup(), Key.Key_Return)
    assert dialog.told.text().startswith("Both keep a record with activities")
    assert not dialog.do.isEnabled()
    dialog.reject()


def test_replace_shows_each_place_and_replaces_those_that_are_taken(
    window: MainWindow, workspace: Workspace, press: Press, qtbot: QtBot
) -> None:
    before = workspace.register.snapshot()
    press(Key.Key_H, CONTROL)
    dialog = replacing(workspace)
    qtbot.waitUntil(dialog.isActiveWindow)
    press("HR")
    press(Key.Key_Tab)
    press("People")
    qtbot.waitUntil(lambda: len(dialog.table.rows.rows) == 2 and dialog.do.text() == "Replace in 2 places")
    qtbot.waitUntil(lambda: not dialog._soon.isActive())
    assert told(dialog.table)[0] == ("PA-001 Payroll", "Department", "HR", "People", "taken")
    dialog.table.setFocus()
    dialog.table.make_current(1)
    press(Key.Key_Space)
    assert dialog.do.text() == "Replace in 1 place"
    assert nameless(dialog) == []
    press(Key.Key_Return)
    departments = [row.department for row in workspace.register.snapshot().rows("activity")]
    assert departments[:3] == ["People", "Sales", "HR"]
    assert workspace.messages.sentence == "“HR” replaced by “People” in 1 place."
    workspace.messages._buttons[0].click()
    assert workspace.register.snapshot().same_as(before)


def test_a_choice_is_replaced_in_its_field_by_its_words(workspace: Workspace, press: Press, qtbot: QtBot) -> None:
    press(Key.Key_H, CONTROL)
    dialog = replacing(workspace)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.where.setFocus()
    dialog.where.selectAll()
    press("organisation: country")
    qtbot.keyClick(dialog.where.popup(), Key.Key_Return)
    dialog.sought.setFocus()
    press("Norway")
    dialog.instead.setFocus()
    press("Sweden")
    qtbot.waitUntil(lambda: not dialog._soon.isActive())
    assert dialog.do.text() == "Replace in 3 places"
    dialog.reject()


def test_what_stands_nowhere_is_said(workspace: Workspace, press: Press, qtbot: QtBot) -> None:
    press(Key.Key_H, CONTROL)
    dialog = replacing(workspace)
    qtbot.waitUntil(dialog.isActiveWindow)
    press("nowhere at all")
    qtbot.waitUntil(lambda: "written exactly so" in dialog.told.text())
    dialog.sought.setText("Payroll")
    dialog.instead.setText("Payroll")
    qtbot.waitUntil(lambda: dialog.told.text() == "Both texts are the same: nothing would change.")
    assert not dialog.do.isEnabled()
    dialog.reject()


def test_a_large_merge_is_planned_and_made_beside_the_window(
    twins: Workspace, press: Press, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ropa_desktop.window.finding.dialog.LARGE", 0)
    monkeypatch.setattr("ropa_desktop.window.finding.dialog.MANY", 0)
    before = twins.register.snapshot()
    dialog = choose_twin(twins, press, qtbot)
    assert dialog.is_planning
    assert not dialog.do.isEnabled()
    dialog.swap.click()
    dialog.swap.click()
    qtbot.waitUntil(lambda: not dialog.is_planning)
    assert ("E-mail", "post@nordlys.example", "hei@nordlys.example", "this one’s") in told(dialog.differing)
    dialog.do.click()
    assert not dialog.isEnabled(), "until it is done"
    qtbot.waitUntil(lambda: twins.messages.sentence == "Nordlys merged into Nordlys Lønn AS.")
    assert len(twins.register.snapshot().rows("organisation")) == len(before.rows("organisation")) - 1
    monkeypatch.setattr("ropa_desktop.window.taking_back.MANY", 0)
    twins.undo()
    qtbot.waitUntil(lambda: twins.register.snapshot().same_as(before))


def test_a_large_replacement_is_looked_for_and_made_beside_the_window(
    workspace: Workspace, press: Press, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ropa_desktop.window.finding.dialog.LARGE", 0)
    monkeypatch.setattr("ropa_desktop.window.finding.dialog.MANY", 0)
    press(Key.Key_H, CONTROL)
    dialog = replacing(workspace)
    dialog.instead.setText("People")
    dialog.sought.setText("HR")
    qtbot.waitUntil(lambda: dialog.do.text() == "Replace in 2 places" and not dialog.is_planning)
    dialog.do.click()
    qtbot.waitUntil(lambda: workspace.messages.sentence == "“HR” replaced by “People” in 2 places.")
    assert [row.department for row in workspace.register.snapshot().rows("activity")][:3] == [
        "People", "Sales", "People",
    ]  # fmt: skip


def test_a_dialog_that_is_left_while_it_looks_shows_nothing_more(
    twins: Workspace, press: Press, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ropa_desktop.window.finding.dialog.LARGE", 0)
    dialog = choose_twin(twins, press, qtbot)
    assert dialog.is_planning
    dialog.reject()
    qtbot.waitUntil(lambda: not twins.findChildren(MergeDialog))
    qtbot.waitUntil(lambda: not twins.findChildren(Work))
