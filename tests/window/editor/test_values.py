"""What a field takes: dates as people type them, codes by label, records by name; and what it does not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ropa_desktop.errors import BadInput
from ropa_desktop.register import edit
from ropa_desktop.window.editor.candidates import folded
from ropa_desktop.window.editor.days import read_day
from tests.window.editor.conftest import CONTROL, Pane


@pytest.mark.parametrize(
    "typed",
    [
        "2020-07-16",
        "16.7.2020",
        "16.07.2020",
        "16/7/2020",
        "16 Jul 2020",
        "16. juli 2020",
        "16 July 2020",
        "16. 7. 2020",
        "16 juillet 2020",
        "16. Juli 2020",
        "July 16, 2020",
        "2020/07/16",
        "20200716",
    ],
)
def test_a_day_is_read_however_it_is_typed(typed: str) -> None:
    assert read_day(typed) == "2020-07-16"


@pytest.mark.parametrize(
    "typed", ["31.2.2025", "16.7.20", "next week", "2020", "7/16/2020", "16 Foo 2020", "44028", "16.7.2020 and later"]
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match=r"no such date|four digits"):
        read_day(typed)


def test_an_unreadable_date_stays_marked_and_unwritten_until_it_is_mended(pane: Pane) -> None:
    pane.open("activity")
    box = pane.type("started_on", "31.2.2025")
    pane.leave()
    binding = pane.editor.form.bindings["started_on"]  # type: ignore[union-attr]
    assert box.text() == "31.2.2025"
    assert binding.unreadable
    assert pane.value("activity", "started_on") is None
    assert pane.editor.messages.sentence == "31.2.2025: no such date. It is not saved."
    pane.type("department", "Sales")  # a step elsewhere leaves it alone
    pane.leave()
    assert box.text() == "31.2.2025"
    pane.open("activity:empty")
    assert box.text() == ""
    pane.open("activity")
    assert box.text() == "31.2.2025"
    pane.type("started_on", "28.2.2025")
    pane.leave()
    assert pane.value("activity", "started_on") == "2025-02-28"
    assert box.text() == "28 Feb 2025"
    assert not binding.unreadable
    assert not pane.editor.messages.sentence


def test_a_pause_does_not_scold(pane: Pane) -> None:
    pane.open("activity")
    pane.type("started_on", "16.7")
    pane.qtbot.wait(900)
    assert not pane.editor.messages.sentence
    pane.qtbot.keyClicks(pane.field("started_on"), ".2020")
    pane.qtbot.waitUntil(lambda: pane.value("activity", "started_on") == "2020-07-16")


def test_an_unreadable_date_is_taken_back_with_ctrl_z(pane: Pane) -> None:
    pane.open("activity")
    pane.type("started_on", "31.2.2025")
    pane.leave()
    box = pane.focus("started_on")
    for _time in range(3):
        if box.text():
            pane.undo()
    assert box.text() == ""
    assert not pane.editor.form.bindings["started_on"].unreadable  # type: ignore[union-attr]


def test_a_choice_is_found_by_any_part_of_its_label(pane: Pane) -> None:
    pane.open("organisation:nav")
    box = pane.type("country", "norw")
    assert [c.title for c in box._list.shown] == ["Norway"]
    pane.qtbot.keyClick(box.popup(), Qt.Key.Key_Return)
    assert pane.value("organisation:nav", "country") == "NO"
    assert box.text() == "Norway"


def test_alt_down_shows_all_choices_and_the_first_makes_it_unknown(pane: Pane) -> None:
    pane.open("activity")
    box = pane.focus("status")
    pane.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert box.popup().isVisible()
    pane.qtbot.keyClick(box.popup(), Qt.Key.Key_Home)
    pane.qtbot.keyClick(box.popup(), Qt.Key.Key_Up)
    pane.qtbot.keyClick(box.popup(), Qt.Key.Key_Down)
    pane.qtbot.keyClick(box.popup(), Qt.Key.Key_Return)
    assert pane.value("activity", "status") in (None, "draft")


def test_a_code_that_the_list_does_not_hold_is_kept_and_shown(pane: Pane) -> None:
    edit.set_value(pane.register, "organisation", pane.ids["organisation:nav"], "country", "XQ")
    pane.open("organisation:nav")
    box = pane.focus("country")
    assert box.text() == "XQ"
    pane.leave()
    assert pane.value("organisation:nav", "country") == "XQ"


def test_a_word_that_is_no_choice_stays_marked(pane: Pane) -> None:
    pane.open("organisation:nav")
    pane.type("country", "Atlantis")
    pane.leave()
    assert pane.field("country").text() == "Atlantis"
    assert pane.value("organisation:nav", "country") is None
    assert pane.editor.messages.sentence == "“Atlantis” is not in the list. It is not saved."


def test_a_number_is_digits_alone(pane: Pane) -> None:
    pane.open("retention_rule")
    pane.type("amount", "five")
    pane.leave()
    assert pane.value("retention_rule", "amount") == 5
    assert "not a whole number" in pane.editor.messages.sentence


def test_a_record_is_found_without_its_accents(pane: Pane) -> None:
    assert folded("Nordlys Lønn") == "nordlys lonn"
    pane.open("activity:empty")
    box = pane.type("keeper_id", "lonn")
    assert box._list.shown[0].title == "Nordlys Lønn AS"
    pane.qtbot.keyClick(box.popup(), Qt.Key.Key_Return)
    assert pane.value("activity:empty", "keeper_id") == pane.ids["organisation:nordlys"]


def test_a_record_that_is_missing_is_made_in_the_same_step(pane: Pane) -> None:
    pane.open("recipient")
    box = pane.type("organisation_id", "mic")
    assert box._list.shown[-1].title == "Create “mic”"
    steps = pane.steps()
    pane.qtbot.keyClick(box.popup(), Qt.Key.Key_Return)
    made = pane.value("recipient", "organisation_id")
    assert pane.record("organisation", made).name == "mic"
    assert pane.steps() == steps + 1
    pane.undo()
    assert pane.value("recipient", "organisation_id") == pane.ids["organisation:nordlys"]
    assert pane.register.snapshot().find("organisation", made) is None


def test_ctrl_enter_creates_what_was_typed(pane: Pane) -> None:
    pane.open("measure_use")
    box = pane.type("measure_id", "Access log")
    pane.qtbot.keyClick(box, Qt.Key.Key_Return, CONTROL)
    made = pane.record("measure", pane.value("measure_use", "measure_id"))
    assert made.name == "Access log"
    assert made.keeper_id == pane.ids["organisation"]  # the activity's keeper keeps it


def test_a_name_that_is_not_in_the_register_can_be_created_from_the_message(pane: Pane) -> None:
    pane.open("recipient")
    box = pane.type("organisation_id", "Fjordhelse")
    box.popup().hide()
    pane.leave()
    assert pane.value("recipient", "organisation_id") == pane.ids["organisation:nordlys"]
    assert pane.editor.messages.sentence == "“Fjordhelse” is not in the register yet. It is not saved."
    create = pane.editor.messages._buttons[0]
    assert create.text() == "Create"
    pane.qtbot.mouseClick(create, Qt.MouseButton.LeftButton)
    made = pane.record("organisation", pane.value("recipient", "organisation_id"))
    assert made.name == "Fjordhelse"


def test_f4_opens_the_linked_record_and_alt_left_returns(pane: Pane) -> None:
    pane.open("recipient")
    pane.focus("organisation_id")
    pane.press(Qt.Key.Key_F4)
    assert pane.editor.record == ("organisation", pane.ids["organisation:nordlys"])
    pane.focus("name")
    pane.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert pane.editor.record == ("recipient", pane.ids["recipient"])


def test_a_year_of_two_digits_is_asked_for_in_full() -> None:
    with pytest.raises(BadInput, match=r"1\.3\.19: write the year with four digits"):
        read_day("1.3.19")


@pytest.mark.parametrize("field", ["department", "description"])
def test_a_text_pasted_beyond_the_limit_is_refused_and_never_cut(pane: Pane, field: str) -> None:
    pane.open("activity")
    before = pane.value("activity", field)
    widget = pane.focus(field)
    widget.selectAll()
    QApplication.clipboard().setText("x" * 40_000)
    pane.press(Qt.Key.Key_V, CONTROL)
    pane.leave()
    assert pane.value("activity", field) == before
    assert "40000 characters" in pane.editor.messages.sentence


def test_ctrl_enter_takes_the_record_that_is_called_so_already(pane: Pane) -> None:
    pane.open("data_line")
    pane.type("data_id", "bank ACCOUNT")
    pane.press(Qt.Key.Key_Return, CONTROL)
    assert pane.value("data_line", "data_id") == pane.ids["data_category"]
    assert pane.register.snapshot().count("data_category") == 1


def test_of_countries_those_that_are_meant_come_first(pane: Pane) -> None:
    pane.open("organisation")
    assert [c.title for c in pane.field("country").offered("nor")][:2] == ["Norway", "Norfolk Island"]
    pane.open("transfer:own")
    offered = [c.title for c in pane.field("country").offered("nor")]
    assert offered[0] == "Norfolk Island"
    assert offered[-1] == "Norway", "inside the EEA is no third country"
    assert pane.field("country").offered("usa")[0].title == "United States", "as it is called in Norwegian"
    pane.type("country", "Tyskland")
    pane.leave()
    assert pane.value("transfer:own", "country") == "DE"
    pane.type("international_organisation", "epo")
    pane.leave()
    assert pane.value("transfer:own", "international_organisation") == "XP-EPO"
