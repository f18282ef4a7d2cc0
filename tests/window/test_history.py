"""The history page: every revision, what it changed in words, and the way to the record."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from ropa_desktop.exchange.build import Options
from ropa_desktop.exchange.handing_over import hand_over
from ropa_desktop.register import edit
from ropa_desktop.register.past import revisions_about
from ropa_desktop.register.register import Register
from ropa_desktop.window.cells import words
from ropa_desktop.window.finding.lines import Listing
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.workspace import Workspace
from tests.registers import small
from tests.window.finding.conftest import Press
from tests.window.finding.conftest import press as press  # the fixture

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def told(listing: Listing) -> list[tuple[str, ...]]:
    return [tuple(words(cell) for cell in row.cells) for row in listing.rows.rows]


def rename(workspace: Workspace, name: str) -> str:
    payroll = workspace.register.snapshot().rows("activity")[0]
    edit.set_value(workspace.register, "activity", payroll.id, "name", name)
    workspace.register.seal()
    workspace.refresh()
    return str(payroll.id)


def test_every_revision_stands_in_the_history_with_what_it_changed(workspace: Workspace, press: Press) -> None:
    rename(workspace, "Wages")
    workspace.navigation.choose("history")
    history = workspace.finding.history
    assert [line[1] for line in told(history.revisions)] == ["Name changed in Payroll", "Filled"]
    assert told(history.revisions)[0][3] == "change"
    assert told(history.changes) == [("PA-001 Wages", "Name", "Payroll", "Wages")]
    press(Key.Key_Down)
    assert ("PA-001 Wages", "Department", "", "HR") in told(history.changes)
    assert workspace.status.shown.text() == "2 shown"
    history.field.setText("filled")
    assert workspace.status.shown.text() == "1 shown"


def test_what_nobody_must_say_was_empty_before_and_not_unknown(workspace: Workspace) -> None:
    payroll = workspace.register.snapshot().rows("activity")[0].id
    edit.archive(workspace.register, "activity", payroll, "System retired")
    edit.set_value(workspace.register, "activity", payroll, "name", None)
    workspace.refresh()
    workspace.navigation.choose("history")
    history = workspace.finding.history
    assert told(history.changes) == [("PA-001", "Name", "Payroll", "unknown")]
    history.revisions.make_current(1)
    assert ("PA-001", "Reason for archiving", "", "System retired") in told(history.changes)


def test_enter_shows_what_changed_and_again_goes_to_the_record(workspace: Workspace, press: Press) -> None:
    payroll = rename(workspace, "Wages")
    workspace.list.select(workspace.list.rows.rows[2].id)
    workspace.navigation.choose("history")
    history = workspace.finding.history
    history.setFocus()
    press(Key.Key_Return)
    assert QApplication.focusWidget() is history.changes
    press(Key.Key_Return)
    assert workspace.editor.record == ("activity", payroll)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "name"
    assert history.isVisible(), "the history stays beside the record"


def test_a_handing_over_is_told_with_the_hash_of_its_file(workspace: Workspace, tmp_path: Path) -> None:
    handed = hand_over(workspace.register, tmp_path / "record.html", Options())
    workspace.refresh()
    workspace.navigation.choose("history")
    history = workspace.finding.history
    assert (told(history.revisions)[0][1], told(history.revisions)[0][3]) == (
        "record.html handed over: all records",
        "event",
    )
    assert told(history.changes) == []
    assert f"SHA-256: {handed.hash}" in [said.text() for said in history.findChildren(QLabel)]


def test_what_was_undone_is_marked_until_it_is_done_again(
    window: MainWindow, workspace: Workspace, press: Press
) -> None:
    rename(workspace, "Wages")
    workspace.navigation.choose("history")
    history = workspace.finding.history
    press(Key.Key_Z, CONTROL)
    workspace.refresh()
    assert [line[1::2] for line in told(history.revisions)[:2]] == [
        ("Undone: Name changed in Payroll", "undo"),
        ("Name changed in Payroll", "undone"),
    ]
    press(Key.Key_Y, CONTROL)
    workspace.refresh()
    assert [line[3] for line in told(history.revisions)[:3]] == ["redo", "undo", "change"]


def test_an_event_is_told_from_a_change(workspace: Workspace) -> None:
    workspace.register.record_event("{name} exported", name="record.pdf")
    workspace.navigation.choose("history")
    assert told(workspace.finding.history.revisions)[0][1::2] == ("record.pdf exported", "event")
    assert workspace.finding.history._more.text() == "No record was changed."
    assert not workspace.finding.history.go.isEnabled()


def test_typing_narrows_the_history(workspace: Workspace, press: Press) -> None:
    rename(workspace, "Lønn")
    edit.add(workspace.register, "system", name="Archive")
    workspace.refresh()
    workspace.navigation.choose("history")
    history = workspace.finding.history
    history.field.setFocus()
    press("system ADDED")
    assert [line[1] for line in told(history.revisions)] == ["System added"]
    press(Key.Key_Escape)
    assert len(told(history.revisions)) == 3


def test_a_records_own_history_holds_its_rows_and_what_was_said_of_them(workspace: Workspace, press: Press) -> None:
    snapshot = workspace.register.snapshot()
    newsletter = snapshot.rows("activity")[1].id
    rename(workspace, "Wages")
    purpose = edit.add(workspace.register, "purpose", activity_id=newsletter, description="Tell the news")
    edit.set_answer(workspace.register, "purpose", purpose, "national_law", "not_applicable", "No law asks")
    edit.delete(workspace.register, "purpose", purpose)
    workspace.refresh()
    workspace.list.select(newsletter)
    press(Key.Key_H, CONTROL, SHIFT)
    history = workspace.finding.history
    assert workspace.navigation.key == "history"
    assert history._title.text() == "History of PA-002 Newsletter"
    assert len(told(history.revisions)) == 4, "filled, added, answered, removed; not what was done to another"
    assert ("PA-002 Newsletter", "Purpose", "Tell the news", "") in told(history.changes)
    # Of a step that changed much else, what it changed here.
    history.revisions.make_current(3)
    assert {line[0] for line in told(history.changes)} == {"PA-002 Newsletter"}
    assert "changes: those of this record" in history._more.text()
    press(Key.Key_Escape)
    assert history._title.text() == "History"
    assert len(told(history.revisions)) == 5


def test_a_record_that_is_gone_is_called_as_it_was(workspace: Workspace) -> None:
    nobody = workspace.register.snapshot().rows("organisation")[-1]
    edit.delete(workspace.register, "organisation", nobody.id)
    workspace.refresh()
    workspace.navigation.choose("history")
    assert told(workspace.finding.history.changes)[0][0].endswith("Nobody’s yet")
    assert not workspace.finding.history.go.isEnabled()


def test_undo_goes_to_the_page_of_what_it_took_away(workspace: Workspace, press: Press) -> None:
    edit.add(workspace.register, "system", name="Archive")
    assert workspace.navigation.key == "controller"
    press(Key.Key_Z, CONTROL)
    assert workspace.navigation.key == "system"


def test_undo_of_an_added_row_goes_to_the_record_that_it_was_in(workspace: Workspace, press: Press) -> None:
    recruitment = workspace.register.snapshot().rows("activity")[2]
    edit.add(workspace.register, "purpose", activity_id=recruitment.id, description="Find people")
    press(Key.Key_Z, CONTROL)
    assert workspace.list.current_id() == recruitment.id


def test_revisions_about_a_record_are_those_of_it_alone(register: Register) -> None:
    filled = small(register)
    edit.set_value(register, "organisation", filled.azure, "phone", "22 33 44 55")
    edit.set_value(register, "organisation", filled.client, "phone", "22 33 44 56")
    about = revisions_about(register, register.snapshot(), "organisation", filled.azure)
    history = register.history()
    assert [revision.id in about for revision in history] == [True, True, False]
