"""What a message offers: its actions, and the way back for as long as that leads where it says."""

from PySide6.QtWidgets import QApplication

from ropa_desktop.errors import Cancelled, CannotWrite
from ropa_desktop.register import edit
from ropa_desktop.window.qt_translator import speak
from ropa_desktop.window.workspace import Workspace


def test_what_an_action_of_a_message_is_refused_is_said(workspace: Workspace) -> None:
    def refuse() -> None:
        raise CannotWrite("The disk is full.")

    workspace.messages.say("Done.", ("Undo", refuse))
    workspace.messages._buttons[0].click()
    assert workspace.messages.sentence == "The disk is full."


def test_that_something_was_cancelled_is_said_until_the_next_step(workspace: Workspace) -> None:
    workspace.messages.refuse(Cancelled("Cancelled. Nothing was changed."))
    assert workspace.messages.sentence == "Cancelled. Nothing was changed."
    edit.add(workspace.register, "activity", name="Another")
    assert workspace.messages.sentence == ""


def test_a_way_back_is_offered_no_more_after_another_step_whatever_language_it_was_said_in(
    workspace: Workspace, qapp: QApplication
) -> None:
    workspace.messages.say("Payroll archived.", ("Undo", print), ("Say why", print))
    speak(qapp, "nb")
    edit.add(workspace.register, "activity", name="Another")
    assert [button.isHidden() for button in workspace.messages._buttons] == [True, False]
    workspace.messages.say("Payroll arkivert.", ("Angre", print))
    edit.add(workspace.register, "activity", name="And another")
    assert workspace.messages.sentence == ""
