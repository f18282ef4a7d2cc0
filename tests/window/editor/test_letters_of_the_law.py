"""Every letter says how it stands and what the law asks there; it is answered only as the law allows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from ropa_desktop.errors import BadInput
from ropa_desktop.model import catalog, tables
from ropa_desktop.register import edit
from ropa_desktop.window.cells import Unknown
from ropa_desktop.window.colours import LIGHT
from ropa_desktop.window.editor.activity_form import SECTIONS, ActivityForm
from ropa_desktop.window.editor.answering import AnswerPanel
from ropa_desktop.window.editor.legal_texts import LEGAL_TEXTS
from tests.window.editor.conftest import CONTROL, Pane

ALLOWED = {
    "joint_controllers": {"not_applicable"},
    "controllers": set(),
    "purposes": set(),
    "data_lines": set(),
    "recipients": {"none"},
    "transfers": {"none", "not_applicable"},
    "measures": {"not_possible"},
}
"""What may stand in place of entries, by relation of an activity; a time limit is answered in its line."""


def form(pane: Pane) -> ActivityForm:
    assert isinstance(pane.editor.form, ActivityForm)
    return pane.editor.form


@pytest.mark.parametrize("record", ["activity", "activity:hosting"])
def test_each_section_shows_its_state_and_on_request_what_the_law_asks(pane: Pane, record: str) -> None:
    pane.open(record)
    role = pane.value(record, "role")
    for letters, section in SECTIONS[role]:
        head = form(pane)._head(section)
        if not letters:
            assert head.law.isHidden()
            continue
        assert head.state.accessibleName() or head.state._word.text()
        assert not head.legal_text.isVisible()
        form(pane).scroll.ensureWidgetVisible(head)
        pane.qtbot.mouseClick(head.law, Qt.MouseButton.LeftButton)
        assert head.legal_text.isVisible()
        for letter in letters:
            assert LEGAL_TEXTS[role][letter] in head.legal_text.text()
            assert LEGAL_TEXTS[role][letter] in head.letters.toolTip()
        head.law.setFocus()
        pane.press(Qt.Key.Key_Space)
        assert not head.legal_text.isVisible()


def test_every_letter_has_a_text_that_cites_it() -> None:
    for role, paragraph, letters in (("controller", "30(1)", "abcdefg"), ("processor", "30(2)", "abcd")):
        assert "".join(LEGAL_TEXTS[role]) == letters
        for letter, text in LEGAL_TEXTS[role].items():
            assert text.startswith(f"Art. {paragraph}({letter}): ")


@pytest.mark.parametrize("relation", [one for one in catalog.kind("activity").relations if one.name in ALLOWED])
def test_a_letter_is_answered_only_as_the_law_allows(pane: Pane, relation: catalog.Relation) -> None:
    empty = pane.ids["activity:empty"]
    for state in ("none", "not_applicable", "not_possible"):
        if state in ALLOWED[relation.name]:
            edit.set_answer(pane.register, "activity", empty, relation.name, state, "Because.")
            assert pane.register.snapshot().answer(empty, relation.name)
            edit.set_answer(pane.register, "activity", empty, relation.name, None)
        else:
            with pytest.raises(BadInput):
                edit.set_answer(pane.register, "activity", empty, relation.name, state, "Because.")


@pytest.mark.parametrize("relation", [name for name in ALLOWED if name != "controllers"])
def test_the_form_offers_those_answers_and_no_other(pane: Pane, relation: str) -> None:
    pane.open("activity:empty")
    offered = set(pane.table(relation).empty._links.text().split('href="')[1:])
    assert {one.split('"')[0] for one in offered} == {"add"} | ALLOWED[relation]


@pytest.mark.parametrize("name", ["dpo", "representative"])
def test_representative_and_officer_may_not_apply_with_a_reason(pane: Pane, name: str) -> None:
    organisation = pane.ids["organisation:nav"]
    edit.set_answer(pane.register, "organisation", organisation, name, "not_applicable", "None is due.")
    for state in ("none", "not_possible"):
        with pytest.raises(BadInput):
            edit.set_answer(pane.register, "organisation", organisation, name, state, "Because.")


def test_not_possible_to_state_is_for_time_limits_and_measures_alone() -> None:
    possible = {
        (kind.key, name)
        for kind in catalog.KINDS
        for name, info in tables.fields(kind.key).items()
        if "not_possible" in info.answers
    }
    assert possible == {("data_line", "retention_id"), ("retention_rule", "amount"), ("retention_rule", "trigger")}
    relations = {one.name for kind in catalog.KINDS for one in kind.relations if "not_possible" in one.answers}
    assert relations == {"measures"}


def test_a_time_limit_that_cannot_be_stated_is_answered_in_its_cell(pane: Pane) -> None:
    pane.open("activity")
    pane.at("data_lines", 0, 2)
    pane.press(Qt.Key.Key_Delete)
    assert dict(form(pane).tabs.states)["f"] == "unknown"
    pane.at("data_lines", 0, 2)
    pane.press(Qt.Key.Key_J, CONTROL)
    panel = pane.table("data_lines").grid.findChild(AnswerPanel)
    assert panel is not None
    pane.qtbot.keyClicks(panel.reason, "It depends on the dispute.")
    pane.qtbot.keyClick(panel.reason, Qt.Key.Key_Return)
    assert dict(form(pane).tabs.states)["f"] == "not_possible"
    assert pane.cells("data_lines")[0][2] == "not possible to state: It depends on the dispute."


def test_safeguards_that_art_30_asks_for_have_no_other_answer(pane: Pane) -> None:
    edit.set_value(pane.register, "transfer", pane.ids["transfer"], "mechanism", "SCC_2021_M2")
    pane.open("transfer")
    binding = pane.editor.form.bindings["safeguards"]  # type: ignore[union-attr]
    panel = binding.answer_panel()
    assert panel is not None
    panel.close()
    edit.set_value(pane.register, "transfer", pane.ids["transfer"], "mechanism", "D49_SUB2")
    assert binding.answer_panel() is None
    assert binding.mark.state == Unknown()


def test_the_tab_that_has_the_focus_is_framed_and_still_read(pane: Pane) -> None:
    pane.open("activity")
    tabs = form(pane).tabs
    tabs.setFocus()
    assert tabs.hasFocus()
    drawn = tabs.grab().toImage()
    ratio = drawn.devicePixelRatio()
    room = tabs._room(0)
    line = [
        drawn.pixelColor(round(x * ratio), round(25 * ratio)).rgb() for x in range(room.left() + 6, room.right() - 6)
    ]
    assert QColor(LIGHT.accent).rgb() not in line, "the ground between letter and word"
