"""Organisation numbers are written as their register writes them; the six legal bases are explained on request."""

import pytest
from PySide6.QtCore import Qt

from ropa_desktop.law.library import legal_bases
from ropa_desktop.register import edit
from ropa_desktop.window.editor.candidates import matching, of_vocabulary
from tests.window.editor.conftest import Pane


@pytest.mark.parametrize("typed", ["974760673", "974 760 673", "974.760.673"])
def test_a_norwegian_number_is_kept_as_typed_and_shown_in_groups_of_three(pane: Pane, typed: str) -> None:
    pane.open("organisation:nordlys")
    pane.type("identifier", typed)
    pane.leave()
    assert pane.value("organisation:nordlys", "identifier") == typed
    assert pane.field("identifier").text() == "974 760 673"
    assert not pane.said("identifier")
    steps = pane.steps()
    pane.focus("identifier")
    pane.leave()
    assert pane.steps() == steps, "looking at it writes nothing"
    assert pane.value("organisation:nordlys", "identifier") == typed


def test_a_number_whose_check_digit_does_not_agree_is_kept_and_remarked_upon(pane: Pane) -> None:
    pane.open("organisation:nordlys")
    pane.type("identifier", "974760674")
    pane.leave()
    assert pane.value("organisation:nordlys", "identifier") == "974760674"
    assert pane.field("identifier").text() == "974 760 674"
    wanted = "Norwegian organisation number: the last digit does not agree. With the others it would be 3."
    assert pane.said("identifier") == [wanted]
    assert wanted in pane.field("identifier").accessibleDescription()
    pane.click("identifier", "Source")
    assert "Brønnøysund Register Centre" in pane.behind("identifier")
    pane.type("identifier", "974760673")
    pane.leave()
    assert not pane.said("identifier")


def test_too_few_digits_are_told(pane: Pane) -> None:
    pane.open("organisation:nordlys")
    pane.type("identifier", "97476067")
    pane.leave()
    assert pane.said("identifier") == ["Norwegian organisation number: it has 9 digits. This is something else."]


def test_another_country_is_another_register_at_once(pane: Pane) -> None:
    edit.set_value(pane.register, "organisation", pane.ids["organisation:nordlys"], "identifier", "13748136")
    pane.open("organisation:nordlys")
    assert pane.said("identifier")
    pane.type("country", "Denmark")
    pane.qtbot.keyClick(pane.field("country").popup(), Qt.Key.Key_Return)
    assert pane.field("identifier").text() == "13 74 81 36"
    assert not pane.said("identifier")


def test_undo_takes_the_typed_number_back(pane: Pane) -> None:
    pane.open("organisation:nordlys")
    pane.type("identifier", "974760673")
    pane.leave()
    pane.undo()
    assert pane.value("organisation:nordlys", "identifier") is None
    assert pane.field("identifier").text() == ""


def test_the_six_bases_are_explained_on_request_in_the_order_of_their_letters_and_none_is_chosen(pane: Pane) -> None:
    row = edit.add(pane.register, "purpose", activity_id=pane.ids["activity"], description="Answer letters")
    pane.ids["purpose:new"] = row
    pane.open("purpose:new")
    assert pane.field("legal_basis").text() == ""
    assert pane.said("legal_basis") == ["Six bases, in the order of Art. 6(1). None goes before another."]
    assert not pane.behind("legal_basis")
    pane.focus("legal_basis")
    pane.press(Qt.Key.Key_F1)
    behind = pane.behind("legal_basis")
    places = [behind.index(f"{basis.code} {basis.name.text('en')}") for basis in legal_bases()]
    assert len(places) == 6
    assert places == sorted(places)
    for basis in legal_bases():
        assert basis.text.text("en") in behind
        assert all(asked.text("en") in behind for asked in basis.ask)
    assert pane.value("purpose:new", "legal_basis") is None, "explaining chooses none"
    pane.click("legal_basis", "Hide")
    assert not pane.behind("legal_basis")


def test_the_bases_are_offered_in_the_order_of_the_law_and_unknown_comes_first(pane: Pane) -> None:
    row = edit.add(pane.register, "purpose", activity_id=pane.ids["activity"], description="Answer letters")
    pane.ids["purpose:new"] = row
    pane.open("purpose:new")
    field = pane.focus("legal_basis")
    pane.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    offered = [candidate.value for candidate in field._list.shown]
    assert offered[0] is None
    six = [basis.code for basis in legal_bases()]
    assert offered[1:7] == six == sorted(six)
    assert field.popup().currentIndex().row() == 0


def test_a_letter_finds_its_provision_first() -> None:
    for letter in "abcdef":
        assert matching(of_vocabulary("legal_basis"), letter)[0].value == f"6(1)({letter})"


def test_what_a_transfer_rests_on_is_found_by_its_article(pane: Pane) -> None:
    derogations = [f"D49_1{letter}" for letter in "ABCDEFG"] + ["D49_SUB2"]
    offered = of_vocabulary("transfer_mechanism")
    assert [one.value for one in matching(offered, "49")][:8] == derogations, "not Decision 2001/497"
    assert [one.value for one in matching(offered, "49(1)(a)")] == ["D49_1A"]
    pane.open("transfer")
    field = pane.type("mechanism", "49(1)(b)")
    pane.qtbot.keyClick(field.popup(), Qt.Key.Key_Return)
    assert pane.value("transfer", "mechanism") == "D49_1B"
