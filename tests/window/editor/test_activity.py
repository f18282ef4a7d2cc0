"""The record of an activity follows the law: letters, sections in order, states, what belongs to one role alone."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from ropa_desktop.register import edit
from tests.window.editor.conftest import CONTROL, Pane


def letters(pane: Pane) -> str:
    return "".join(letter for letter, _state in pane.editor.form.tabs.states)  # type: ignore[union-attr]


def order(pane: Pane) -> list[str]:
    form = pane.editor.form
    assert form is not None
    sections = [form.part(QWidget, f"section_{name}") for name in ("keeper", "data", "transfers", "besides")]
    return [section.objectName() for section in sorted(sections, key=lambda section: section.y())]


def test_a_controllers_record_goes_by_the_letters_of_30_1(pane: Pane) -> None:
    pane.open("activity")
    assert letters(pane) == "abcdefg"
    pane.qtbot.waitUntil(
        lambda: order(pane) == ["section_keeper", "section_data", "section_transfers", "section_besides"]
    )
    assert not pane.table("purposes").isHidden()
    assert pane.table("controllers").isHidden()


def test_a_processors_record_goes_by_the_letters_of_30_2_without_bases(pane: Pane) -> None:
    pane.open("activity:hosting")
    assert letters(pane) == "abcd"
    pane.qtbot.waitUntil(
        lambda: order(pane) == ["section_keeper", "section_transfers", "section_besides", "section_data"]
    )
    assert pane.table("purposes").isHidden()
    assert pane.table("special_conditions").isHidden()
    assert not pane.table("controllers").isHidden()
    assert pane.field("categories_of_processing").isVisible()
    pane.open("activity")
    assert not pane.field("categories_of_processing").isVisible()
    assert not pane.table("purposes").isHidden()


def test_a_letter_changes_its_state_while_one_types(pane: Pane) -> None:
    pane.open("activity:hosting")
    tabs = pane.editor.form.tabs  # type: ignore[union-attr]
    assert dict(tabs.states)["b"] == "unknown"
    pane.type("categories_of_processing", "Hosting")
    pane.leave()
    assert dict(tabs.states)["b"] == "documented"
    pane.undo()
    assert dict(tabs.states)["b"] == "unknown"


def test_ctrl_and_a_number_go_to_a_letter(pane: Pane) -> None:
    pane.open("activity")
    pane.focus("name")
    pane.press(Qt.Key.Key_4, CONTROL)
    form = pane.editor.form
    assert form is not None
    assert form.tabs.current == "d"  # type: ignore[attr-defined]
    assert pane.table("recipients").grid.hasFocus()
    assert form.scroll.verticalScrollBar().value() > 0


def test_a_click_on_a_letter_scrolls_to_its_section(pane: Pane) -> None:
    pane.open("activity")
    tabs = pane.editor.form.tabs  # type: ignore[union-attr]
    pane.qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs._room(6).center())
    assert tabs.current == "g"
    measures = pane.table("measures")
    assert not measures.visibleRegion().isEmpty()


def test_the_head_names_reference_status_and_controller(pane: Pane) -> None:
    pane.open("activity")
    assert pane.editor._meta.text() == "PA-001 · Draft"
    head = pane.editor.form._head("keeper")  # type: ignore[union-attr]
    assert "Fjordby AS · DPO: Ingrid Vik" in head.detail.text()


def test_a_row_has_the_way_back_to_its_activity_however_it_was_opened(pane: Pane) -> None:
    pane.open("purpose")
    assert pane.editor._trail == [("activity", pane.ids["activity"])]


def test_a_change_of_role_is_followed_at_once(pane: Pane) -> None:
    pane.open("activity")
    pane.type("role", "Processor")
    pane.qtbot.keyClick(pane.field("role").popup(), Qt.Key.Key_Return)
    assert pane.value("activity", "role") == "processor"
    assert letters(pane) == "abcd"
    assert not pane.table("purposes").isHidden()  # its rows stand there all the same


def test_a_data_line_says_its_time_limit_and_not_only_the_rules_name(pane: Pane) -> None:
    pane.open("activity")
    assert pane.cells("data_lines") == [["Bank account", "Employees", "5 years"]]
    edit.set_value(pane.register, "retention_rule", pane.ids["retention_rule"], "trigger", "contract_end")
    edit.set_value(pane.register, "retention_rule", pane.ids["retention_rule"], "legal_reference", "bokføringsloven")
    assert pane.cells("data_lines")[0][2] == "5 years from end of the contract"
    edit.set_value(pane.register, "retention_rule", pane.ids["retention_rule"], "legal_reference", None)
    edit.set_value(pane.register, "retention_rule", pane.ids["retention_rule"], "amount", None)
    edit.set_value(pane.register, "retention_rule", pane.ids["retention_rule"], "unit", None)
    edit.set_value(pane.register, "retention_rule", pane.ids["retention_rule"], "trigger", None)
    assert pane.cells("data_lines")[0][2] == "5 years", "the rule's name, where it does not say how long"


def test_a_recipients_engagement_and_the_rest_of_a_transfer_are_read_without_opening_them(pane: Pane) -> None:
    recipient, own, inherited = pane.ids["recipient"], pane.ids["transfer:own"], pane.ids["transfer"]
    edit.set_value(pane.register, "recipient", recipient, "engagement_id", pane.ids["engagement"])
    edit.set_value(pane.register, "engagement", pane.ids["engagement"], "contract_state", "in_force")
    edit.set_value(pane.register, "engagement", pane.ids["engagement"], "contract_reference", "DPA-7")
    edit.set_value(pane.register, "transfer", own, "data", "Payslips\nand names")
    edit.set_value(pane.register, "transfer", own, "safeguards", "x" * 5_000)
    edit.set_value(pane.register, "transfer", inherited, "mechanism", "ADEQUACY")
    pane.open("activity")
    form = pane.editor.form
    assert form
    assert pane.said("recipients") == ["Nordlys Lønn AS · Payslips. Contract: In force · Contract reference: DPA-7"]
    (rest,) = form.part(QLabel, "transfers_in_full").text().split("\n")
    assert rest.startswith("India. Data transferred: Payslips and names · Suitable safeguards: xxx")
    assert len(rest) < 300
    assert pane.cells("transfers")[0] == ["United States", "", "Adequacy decision (Art. 45)", "Payslips"]


def test_the_transfers_of_an_activitys_engagements_stand_among_its_own(pane: Pane) -> None:
    empty = pane.ids["activity:empty"]
    edit.add(pane.register, "recipient", activity_id=empty, engagement_id=pane.ids["engagement"])
    pane.open("activity:empty")
    assert pane.cells("transfers") == [["United States", "", "", "Payslips"]]
    assert pane.table("transfers").empty.isHidden()


def test_a_text_longer_than_its_column_has_a_second_line_and_the_table_grows(pane: Pane) -> None:
    pane.open("activity")
    grid = pane.table("purposes").grid
    before = grid.height()
    edit.set_value(pane.register, "purpose", pane.ids["purpose"], "description", "Pay salaries " * 12 + "🙂" * 30)
    assert grid.rowHeight(0) > grid.rowHeight(1)
    assert grid.height() > before
    assert grid.grab().width() > 0
    pane.register.undo()
    assert grid.height() == before


def test_a_short_form_stands_at_the_top_and_does_not_spread(pane: Pane) -> None:
    pane.open("measure_use")
    field, note = pane.field("measure_id"), pane.field("note")
    assert note.mapTo(pane.editor, QPoint()).y() - field.mapTo(pane.editor, QPoint()).y() < 160
