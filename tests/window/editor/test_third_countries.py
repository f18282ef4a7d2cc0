"""A recipient, location or sub-processor in a third country asks whether data are transferred there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton

from ropa_desktop.law import third_countries
from ropa_desktop.register import edit
from tests.window.editor.conftest import Pane

QUESTION = "Are data transferred there?"


def questions(pane: Pane) -> list[str]:
    return [said for said in pane.said("transfers") if said.endswith(QUESTION)]


def test_a_recipient_in_a_third_country_asks_and_a_click_adds_the_transfer(pane: Pane) -> None:
    empty = pane.ids["activity:empty"]
    cloud = edit.add(pane.register, "organisation", name="Cloud Inc.", country="US")
    pane.open("activity:empty")
    assert not questions(pane)
    edit.add(pane.register, "recipient", activity_id=empty, organisation_id=cloud)
    assert questions(pane) == [f"Cloud Inc. is in a third country: United States. {QUESTION}"]
    pane.click("transfers", "Add transfer")
    (row,) = pane.register.snapshot().matching("transfer", "activity_id", empty)
    assert (row.country, row.importer_id, row.mechanism) == ("US", cloud, None)
    assert not questions(pane)
    assert any("certified organisations only" in said for said in pane.said("transfers"))


def test_a_party_in_the_eea_a_mere_source_and_an_answered_letter_ask_nothing(pane: Pane) -> None:
    empty = pane.ids["activity:empty"]
    cloud = edit.add(pane.register, "organisation", name="Cloud Inc.", country="US")
    edit.add(pane.register, "recipient", activity_id=empty, organisation_id=pane.ids["organisation:nordlys"])
    row = edit.add(pane.register, "recipient", activity_id=empty, organisation_id=cloud, assessed_role="source")
    pane.open("activity:empty")
    assert not questions(pane)
    edit.set_value(pane.register, "recipient", row, "assessed_role", "processor")
    assert questions(pane)
    edit.set_answer(pane.register, "activity", empty, "transfers", "none", "It stores in Norway.")
    assert not questions(pane)


def test_a_parent_abroad_is_no_recipient_there(pane: Pane) -> None:
    edit.set_value(pane.register, "organisation", pane.ids["organisation:nordlys"], "parent_country", "US")
    pane.open("activity")
    assert not questions(pane)


def test_what_comes_with_an_engagement_is_entered_there(pane: Pane) -> None:
    empty = pane.ids["activity:empty"]
    edit.delete(pane.register, "transfer", pane.ids["transfer"])
    edit.set_value(pane.register, "location", pane.ids["location"], "country", "IN")
    edit.add(pane.register, "recipient", activity_id=empty, engagement_id=pane.ids["engagement"])
    pane.open("activity:empty")
    assert questions(pane) == [f"Payslips has a location in a third country: India. {QUESTION}"]
    pane.click("transfers", "Open engagement")
    assert pane.editor.record == ("engagement", pane.ids["engagement"])
    assert questions(pane)
    pane.click("transfers", "Add transfer")
    (row,) = pane.register.snapshot().matching("transfer", "engagement_id", pane.ids["engagement"])
    assert row.country == "IN"
    assert not questions(pane)
    pane.editor.go_back()
    assert pane.cells("transfers")[0][0] == "India"


def test_a_sub_processor_and_a_systems_place_ask_too(pane: Pane) -> None:
    snapshot = pane.register.snapshot
    edit.set_value(pane.register, "sub_processor", pane.ids["sub_processor"], "country", "IN")
    engagement = pane.ids["engagement"]
    assert [one.country for one in third_countries.of_engagement(snapshot(), engagement)] == ["IN"]
    edit.add(pane.register, "location", system_id=pane.ids["system"], country="BR")
    found = third_countries.of_activity(snapshot(), pane.ids["activity"])
    assert [(one.country, one.table) for one in found] == [("BR", "location")]


def test_the_day_asked_about_decides_what_is_a_third_country(pane: Pane) -> None:
    edit.add(pane.register, "location", engagement_id=pane.ids["engagement"], country="GB")
    snapshot, engagement = pane.register.snapshot(), pane.ids["engagement"]
    assert not third_countries.of_engagement(snapshot, engagement, "2020-12-31")
    assert [one.country for one in third_countries.of_engagement(snapshot, engagement, "2022-01-01")] == ["GB"]


def test_tab_comes_from_the_transfers_to_what_can_be_done_about_them(pane: Pane) -> None:
    empty = pane.ids["activity:empty"]
    cloud = edit.add(pane.register, "organisation", name="Cloud Inc.", country="US")
    edit.add(pane.register, "recipient", activity_id=empty, organisation_id=cloud)
    pane.open("activity:empty")
    links = pane.table("transfers").empty._links
    links.setFocus()
    for _number in range(4):  # the words of the empty table are links, each reached by Tab
        pane.press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if isinstance(focused, QToolButton) and focused.text() == "Add transfer":
            break
    pane.press(Qt.Key.Key_Space)
    assert pane.register.snapshot().matching("transfer", "activity_id", empty)
