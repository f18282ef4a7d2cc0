"""Fields appear when something calls for them, say why, and never hide what was entered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ropa_desktop.register import edit
from tests.window.editor.conftest import Pane


def shown(pane: Pane, name: str) -> bool:
    form = pane.editor.form
    assert form is not None
    widget = form.bindings[name].widget if name in form.bindings else form.tables[name][0]
    return widget.isVisible()


@pytest.fixture
def bare(pane: Pane) -> Pane:
    """Without the condition that stands in the prepared activity."""
    edit.delete(pane.register, "special_condition", pane.ids["special_condition"])
    return pane


def test_conditions_of_art_9_are_asked_once_a_data_line_calls_for_them_and_say_why(bare: Pane) -> None:
    bare.open("activity")
    assert not shown(bare, "special_conditions")
    assert not bare.said("special_conditions")
    edit.set_value(bare.register, "data_category", bare.ids["data_category"], "nature", "health")
    assert shown(bare, "special_conditions")
    because, question = bare.said("special_conditions")
    assert because == "Asked because of the line “Bank account”."
    assert question == "Bank account is of a special category (health data): which condition of Art. 9(2) applies?"
    bare.register.undo()
    assert not shown(bare, "special_conditions")


def test_answering_the_question_begins_a_condition_of_that_category(bare: Pane) -> None:
    edit.set_value(bare.register, "data_category", bare.ids["data_category"], "nature", "health")
    bare.open("activity")
    bare.click("special_conditions", "Answer")
    editor = bare.table("special_conditions").grid.cells.open_editor
    assert editor is not None
    bare.qtbot.keyClicks(editor, "9(2)(h)")
    bare.qtbot.keyClick(editor, Qt.Key.Key_Return)
    (row,) = bare.register.snapshot().rows("special_condition")
    assert (row.category, row.condition) == ("health", "9(2)(h)")
    assert bare.said("special_conditions") == ["Asked because of the line “Bank account”."]


def test_two_lines_of_special_categories_are_both_named(bare: Pane) -> None:
    for name, nature in (("Diagnosis", "health"), ("Union", "union"), ("Address", "ordinary")):
        data = edit.add(bare.register, "data_category", name=name, nature=nature)
        edit.add(bare.register, "data_line", activity_id=bare.ids["activity"], data_id=data)
    bare.open("activity")
    said = bare.said("special_conditions")
    assert said[0] == "Asked because of the lines “Diagnosis”, “Union”."
    assert len(said) == 3


def test_the_authority_of_art_10_is_asked_because_of_criminal_data_only(bare: Pane) -> None:
    bare.open("activity")
    assert not shown(bare, "criminal_data_authority")
    edit.set_value(bare.register, "data_category", bare.ids["data_category"], "nature", "criminal")
    assert shown(bare, "criminal_data_authority")
    assert bare.said("criminal_data_authority") == ["Asked because of the line “Bank account”."]
    assert not shown(bare, "special_conditions")
    assert "Bank account" in bare.field("criminal_data_authority").accessibleDescription()


def test_what_was_entered_stays_in_sight_though_nothing_calls_for_it_any_more(pane: Pane) -> None:
    edit.set_value(pane.register, "activity", pane.ids["activity"], "criminal_data_authority", "strprl. § 1")
    pane.open("activity")
    assert shown(pane, "criminal_data_authority")
    assert shown(pane, "special_conditions"), "it has a row"


def test_a_field_that_somebody_goes_to_is_shown(bare: Pane) -> None:
    bare.open("activity")
    form = bare.editor.form
    assert form is not None
    form.go_to_field("criminal_data_authority")
    assert bare.field("criminal_data_authority").hasFocus()
    bare.open("activity:empty")
    assert not shown(bare, "criminal_data_authority")


def test_a_processors_record_asks_neither_art_9_nor_10(pane: Pane) -> None:
    data = edit.add(pane.register, "data_category", name="Diagnosis", nature="health")
    edit.add(pane.register, "data_line", activity_id=pane.ids["activity:hosting"], data_id=data)
    pane.open("activity:hosting")
    assert not shown(pane, "special_conditions")
    assert not shown(pane, "criminal_data_authority")


@pytest.mark.parametrize(
    ("mechanism", "asked"),
    [
        (None, {"mechanism"}),
        ("ADEQUACY", {"mechanism", "certification_checked_on"}),
        ("SCC_2021_M2", {"mechanism", "assessment_reference", "supplementary_measures", "safeguards"}),
        ("D49_SUB2", {"mechanism", "safeguards", "derogation_assessment"}),
    ],
)
def test_a_transfer_asks_what_its_mechanism_calls_for(pane: Pane, mechanism: str | None, asked: set[str]) -> None:
    edit.set_value(pane.register, "transfer", pane.ids["transfer"], "mechanism", mechanism)
    pane.open("transfer")
    fields = (
        "mechanism",
        "certification_checked_on",
        "assessment_reference",
        "supplementary_measures",
        "safeguards",
        "derogation_assessment",
    )
    assert {name for name in fields if shown(pane, name)} == asked
    assert pane.editor.form is not None
    derogation = pane.editor.form.part(QLabel, "heading_3")
    assert derogation.isVisible() is (mechanism == "D49_SUB2"), "no heading over what belongs to another article"


def test_the_fields_of_a_transfer_appear_when_a_third_country_does(pane: Pane) -> None:
    edit.set_value(pane.register, "transfer", pane.ids["transfer"], "country", None)
    pane.open("transfer")
    assert not shown(pane, "mechanism")
    for typed, wanted in (("Norway", False), ("Brazil", True)):
        pane.type("country", typed)
        pane.qtbot.keyClick(pane.field("country").popup(), Qt.Key.Key_Return)
        assert shown(pane, "mechanism") is wanted


def test_art_27_is_asked_of_an_organisation_outside_the_eea_and_the_cover_of_one_whose_record_is_kept(
    pane: Pane,
) -> None:
    pane.open("organisation:nordlys")
    assert not shown(pane, "offers_or_monitors")
    assert not shown(pane, "representative")
    assert not shown(pane, "record_statement")
    pane.type("country", "United States")
    pane.qtbot.keyClick(pane.field("country").popup(), Qt.Key.Key_Return)
    assert shown(pane, "offers_or_monitors")
    assert shown(pane, "representative")
    assert pane.said("offers_or_monitors") == ["Asked because of the country: United States is outside the EEA."]
    pane.open("organisation")
    assert shown(pane, "record_statement")
