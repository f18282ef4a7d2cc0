"""An engagement is chosen or made in the activity; its transfers are inherited, overridden in place, and taken back."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from ropa_desktop.register import edit
from tests.window.editor.conftest import CONTROL, Pane

PARTY, ENGAGEMENT, COUNTRY, IMPORTER, MECHANISM, FROM = 0, 1, 0, 1, 2, 3


@pytest.fixture
def inheriting(pane: Pane) -> Pane:
    """The newsletter is sent under the engagement, which brings a transfer to the United States."""
    edit.set_value(pane.register, "transfer", pane.ids["transfer"], "mechanism", "ADEQUACY")
    edit.set_value(pane.register, "transfer", pane.ids["transfer"], "data", "Payslips")
    edit.set_answer(
        pane.register, "transfer", pane.ids["transfer"], "international_organisation", "not_applicable", "A company."
    )
    pane.ids["recipient:empty"] = edit.add(
        pane.register, "recipient", activity_id=pane.ids["activity:empty"], engagement_id=pane.ids["engagement"]
    )
    pane.register.seal()
    pane.open("activity:empty")
    return pane


def own(pane: Pane) -> list[Any]:
    return list(pane.register.snapshot().matching("transfer", "activity_id", pane.ids["activity:empty"]))


def type_into(pane: Pane, table: str, row: int, column: int, text: str) -> None:
    pane.at(table, row, column)
    pane.press(Qt.Key.Key_F2)
    editor = pane.table(table).grid.cells.open_editor
    assert editor is not None
    pane.qtbot.keyClicks(editor, text)
    pane.qtbot.keyClick(editor, Qt.Key.Key_Return)


def choose(pane: Pane, table: str, words: str) -> None:
    """The entry of the row's menu."""
    menu: QMenu = pane.table(table)._menu()
    (action,) = [action for action in menu.actions() if action.text() == words]
    action.trigger()
    menu.close()


def test_choosing_an_engagement_brings_its_contract_and_transfers(pane: Pane) -> None:
    edit.set_value(pane.register, "engagement", pane.ids["engagement"], "contract_state", "in_force")
    pane.open("activity")
    assert pane.cells("transfers") == [["India", "", ""]]
    type_into(pane, "recipients", 0, ENGAGEMENT, "Nordlys Lønn AS · Payslips")
    assert pane.value("recipient", "engagement_id") == pane.ids["engagement"]
    assert pane.cells("recipients")[0][:2] == ["Nordlys Lønn AS", "Payslips"]
    assert pane.said("recipients") == ["Nordlys Lønn AS · Payslips. Contract: In force"]
    assert pane.cells("transfers") == [["United States", "", "", "Payslips"], ["India", "", "", ""]]
    pane.undo()
    assert pane.cells("transfers") == [["India", "", ""]]


def test_an_engagement_that_does_not_exist_is_made_there_with_its_party_and_keeper(pane: Pane) -> None:
    pane.open("activity")
    before = pane.steps()
    pane.at("recipients", 0, ENGAGEMENT)
    pane.press(Qt.Key.Key_F2)
    editor = pane.table("recipients").grid.cells.open_editor
    pane.qtbot.keyClicks(editor, "Salary survey")
    pane.qtbot.keyClick(editor, Qt.Key.Key_Return, CONTROL)
    made = pane.record("engagement", pane.value("recipient", "engagement_id"))
    assert (made.service, made.organisation_id) == ("Salary survey", pane.ids["organisation:nordlys"])
    assert made.keeper_id == pane.ids["organisation"]
    assert pane.steps() == before + 1
    assert pane.said("recipients") == ["Nordlys Lønn AS · Salary survey. Contract: unknown"]
    pane.click("recipients", "Open")
    assert pane.editor.record == ("engagement", made.id)


def test_only_engagements_of_the_recipients_party_are_offered(pane: Pane) -> None:
    edit.add(pane.register, "engagement", organisation_id=pane.ids["organisation:nav"], service="Benefits")
    pane.open("recipient")
    assert [one.title for one in pane.field("engagement_id").candidates()] == ["Nordlys Lønn AS · Payslips"]


def test_an_engagement_names_the_party_of_a_recipient_that_had_none(pane: Pane) -> None:
    row = edit.add(pane.register, "recipient", activity_id=pane.ids["activity:empty"], declared_role="processor")
    pane.ids["recipient:new"] = row
    pane.open("recipient:new")
    pane.type("engagement_id", "Nordlys Lønn AS · Payslips")
    pane.leave()
    assert pane.value("recipient:new", "organisation_id") == pane.ids["organisation:nordlys"]


def test_an_inherited_transfer_says_from_where_and_that_column_is_not_typed_into(inheriting: Pane) -> None:
    assert inheriting.cells("transfers") == [["United States", "", "Adequacy decision (Art. 45)", "Payslips"]]
    inheriting.at("transfers", 0, FROM)
    inheriting.press(Qt.Key.Key_F2)
    assert inheriting.table("transfers").grid.cells.open_editor is None
    inheriting.at("transfers", 0, COUNTRY)
    inheriting.press(Qt.Key.Key_J, CONTROL)
    assert "Override it first" in inheriting.editor.messages.sentence
    assert not own(inheriting)


def test_typing_into_an_inherited_transfer_overrides_it_for_this_activity_alone(inheriting: Pane) -> None:
    before = inheriting.steps()
    type_into(inheriting, "transfers", 0, IMPORTER, "Nordlys Lønn AS")
    (row,) = own(inheriting)
    assert (row.replaces_id, row.importer_id) == (inheriting.ids["transfer"], inheriting.ids["organisation:nordlys"])
    assert (row.country, row.mechanism, row.data) == ("US", "ADEQUACY", "Payslips"), "the rest is as it was inherited"
    answer = inheriting.register.snapshot().answer(row.id, "international_organisation")
    assert answer is not None
    assert answer.reason == "A company."
    assert inheriting.value("transfer", "importer_id") is None, "the engagement's own is untouched"
    assert inheriting.steps() == before + 1
    assert inheriting.cells("transfers") == [
        ["United States", "Nordlys Lønn AS", "Adequacy decision (Art. 45)", "overridden"]
    ]
    assert inheriting.table("transfers").grid.currentIndex().row() == 0
    assert inheriting.said("transfers")[0] == "United States · Nordlys Lønn AS differs from Payslips in 1 field."
    inheriting.undo()
    assert not own(inheriting)
    assert inheriting.cells("transfers")[0][FROM] == "Payslips"


def test_the_way_back_is_a_click_and_can_be_undone(inheriting: Pane) -> None:
    type_into(inheriting, "transfers", 0, IMPORTER, "Nordlys Lønn AS")
    inheriting.click("transfers", "Compare")
    assert inheriting.behind("transfers").startswith("Importer\nHere: Nordlys Lønn AS\nEngagement: unknown")
    inheriting.click("transfers", "Use the engagement’s")
    assert not own(inheriting)
    assert inheriting.cells("transfers")[0][FROM] == "Payslips"
    inheriting.register.undo()
    assert len(own(inheriting)) == 1
    inheriting.at("transfers", 0, COUNTRY)
    inheriting.press(Qt.Key.Key_Delete, CONTROL)
    assert not own(inheriting), "removing it is the same"


def test_overriding_and_the_way_back_stand_in_the_menu_too(inheriting: Pane) -> None:
    inheriting.at("transfers", 0, COUNTRY)
    choose(inheriting, "transfers", "Override in this activity")
    assert len(own(inheriting)) == 1
    assert "and says the same" in inheriting.said("transfers")[0]
    choose(inheriting, "transfers", "Use the engagement’s")
    assert not own(inheriting)


def test_a_country_that_is_not_in_the_register_yet_can_have_a_new_importer(inheriting: Pane) -> None:
    inheriting.at("transfers", 0, IMPORTER)
    inheriting.press(Qt.Key.Key_F2)
    editor = inheriting.table("transfers").grid.cells.open_editor
    inheriting.qtbot.keyClicks(editor, "Harbor Cloud Inc.")
    inheriting.qtbot.keyClick(editor, Qt.Key.Key_Return, CONTROL)
    (row,) = own(inheriting)
    assert inheriting.record("organisation", row.importer_id).name == "Harbor Cloud Inc."


def test_an_inherited_transfer_cannot_be_removed_from_the_activity(inheriting: Pane) -> None:
    inheriting.at("transfers", 0, COUNTRY)
    inheriting.press(Qt.Key.Key_Delete, CONTROL)
    assert inheriting.editor.messages.sentence.startswith("The transfer comes with Nordlys Lønn AS · Payslips")
    assert inheriting.value("transfer", "country") == "US"


def test_moving_rows_never_moves_those_of_the_engagement(inheriting: Pane) -> None:
    for country in ("IN", "BR"):
        edit.add(inheriting.register, "transfer", activity_id=inheriting.ids["activity:empty"], country=country)
    assert [row[0] for row in inheriting.cells("transfers")] == ["United States", "India", "Brazil"]
    position = inheriting.value("transfer", "position")
    inheriting.at("transfers", 2, COUNTRY)
    inheriting.press(Qt.Key.Key_Up, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert [row[0] for row in inheriting.cells("transfers")] == ["United States", "Brazil", "India"]
    assert inheriting.value("transfer", "position") == position


def test_an_engagements_transfer_says_what_changing_it_changes(inheriting: Pane) -> None:
    inheriting.open("transfer")
    assert inheriting.said("record") == [
        "Of the engagement Nordlys Lønn AS · Payslips. What is changed here changes in: Newsletter."
    ]
    inheriting.open("activity:empty")
    type_into(inheriting, "transfers", 0, IMPORTER, "NAV")
    inheriting.open("transfer")
    assert inheriting.said("record") == ["Of the engagement Nordlys Lønn AS · Payslips. No activity inherits it."]
    inheriting.ids["transfer:mine"] = own(inheriting)[0].id
    inheriting.open("transfer:mine")
    assert inheriting.said("record") == ["United States · NAV differs from Payslips in 1 field."]


def test_the_form_of_a_recipient_says_what_it_inherits(inheriting: Pane) -> None:
    inheriting.open("recipient:empty")
    assert inheriting.said("engagement_id") == ["Nordlys Lønn AS · Payslips. Contract: unknown"]


def test_a_transfer_of_its_own_is_typed_in_below_the_inherited_ones(inheriting: Pane) -> None:
    inheriting.table("transfers").add_row()
    for text in ("India", "NAV", "Explicit consent"):
        editor = inheriting.table("transfers").grid.cells.open_editor
        assert editor is not None, text
        inheriting.qtbot.keyClicks(editor, text)
        inheriting.qtbot.keyClick(editor, Qt.Key.Key_Return)
    (row,) = own(inheriting)
    assert (row.country, row.importer_id, row.mechanism) == ("IN", inheriting.ids["organisation:nav"], "D49_1A")
    assert [cells[0] for cells in inheriting.cells("transfers")] == ["United States", "India"]


def test_a_recipient_begun_with_its_engagement_has_the_party_too(inheriting: Pane) -> None:
    table = inheriting.table("recipients")
    table.add_row()
    model = table.grid.child_model
    table.grid.edit_cell(model.index(len(model.rows), ENGAGEMENT))
    editor = table.grid.cells.open_editor
    assert editor is not None
    inheriting.qtbot.keyClicks(editor, "Nordlys Lønn AS · Payslips")
    inheriting.qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert model.rows[-1].organisation_id == inheriting.ids["organisation:nordlys"]


def test_a_party_under_somebody_elses_engagement_is_asked_about(pane: Pane) -> None:
    edit.set_value(pane.register, "recipient", pane.ids["recipient"], "engagement_id", pane.ids["engagement"])
    pane.open("activity")
    assert len(pane.said("recipients")) == 1
    edit.set_value(pane.register, "recipient", pane.ids["recipient"], "organisation_id", pane.ids["organisation:nav"])
    asked = "NAV stands under an engagement with Nordlys Lønn AS. Which of the two is it?"
    assert pane.said("recipients")[1] == asked
    pane.open("recipient")
    assert pane.said("engagement_id")[1] == asked
