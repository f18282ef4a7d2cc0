"""Rows edited in place: added, typed over, put in order, removed, opened; with the register's undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QToolButton, QToolTip, QWidget

from ropa_desktop.register import edit
from ropa_desktop.window.editor.answering import AnswerPanel
from ropa_desktop.window.editor.child_grid import shared_out
from ropa_desktop.window.editor.reference_box import ReferenceBox
from tests.window.editor.conftest import CONTROL, Pane

BOTH = CONTROL | Qt.KeyboardModifier.ShiftModifier


def editor_of(pane: Pane, name: str) -> QWidget:
    """The widget that edits the current cell."""
    viewport = pane.table(name).grid.viewport()
    found = [w for w in viewport.findChildren(QWidget) if isinstance(w, QLineEdit | QPlainTextEdit) and w.isVisible()]
    assert len(found) == 1
    return found[0]


def begin(pane: Pane, name: str, row: int, column: int) -> QWidget:
    pane.at(name, row, column)
    pane.press(Qt.Key.Key_F2)
    return editor_of(pane, name)


# A cell for every class of editor.
CELLS = [
    ("activity", "purposes", 0, 0, "Pay wages", "Pay wages"),
    ("activity", "purposes", 0, 2, "aml. § 14-15", "aml. § 14-15"),
    ("activity", "purposes", 0, 1, "6(1)(f)", "6(1)(f)"),
    ("activity", "recipients", 0, 0, "NAV", "NAV"),
    ("organisation", "dpo", 0, 0, "Kari Vik", "Kari Vik"),
]


@pytest.mark.parametrize(("record", "table", "row", "column", "typed", "shown"), CELLS)
def test_a_cell_is_typed_over_and_undone(
    pane: Pane, record: str, table: str, row: int, column: int, typed: str, shown: str
) -> None:
    pane.open(record)
    before = pane.cells(table)[row][column]
    editor = begin(pane, table, row, column)
    pane.qtbot.keyClicks(editor, typed)
    popup = getattr(editor, "popup", None)
    if popup is not None:
        pane.qtbot.keyClick(popup(), Qt.Key.Key_Escape)
    pane.press(Qt.Key.Key_Tab)
    assert pane.cells(table)[row][column] == shown
    pane.press(Qt.Key.Key_Escape)  # out of the next cell
    pane.undo()
    assert pane.cells(table)[row][column] == before


@pytest.mark.parametrize(("record", "table", "row", "column", "typed", "shown"), CELLS)
def test_ctrl_z_in_a_cell_takes_back_typing_first_and_then_the_register(
    pane: Pane, record: str, table: str, row: int, column: int, typed: str, shown: str
) -> None:
    edit.set_value(pane.register, "activity", pane.ids["activity:empty"], "department", "Web")
    pane.register.seal()
    pane.open(record)
    editor = begin(pane, table, row, column)
    there = editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()  # type: ignore[attr-defined]
    pane.qtbot.keyClick(editor, Qt.Key.Key_End)
    pane.qtbot.keyClicks(editor, "x")
    pane.undo()
    now = editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()  # type: ignore[attr-defined]
    assert now == there
    assert pane.value("activity:empty", "department") == "Web"
    pane.qtbot.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    assert pane.value("activity:empty", "department") is None


def test_tab_goes_on_to_the_next_cell_and_typing_begins_editing(pane: Pane) -> None:
    pane.open("activity")
    pane.at("purposes", 0, 0)
    pane.press(Qt.Key.Key_W)
    pane.qtbot.keyClicks(editor_of(pane, "purposes"), "ages")
    pane.press(Qt.Key.Key_Tab)
    editor = editor_of(pane, "purposes")
    assert editor.accessibleName() == "Legal basis"
    pane.qtbot.keyClicks(editor, "6(1)(c)")
    pane.press(Qt.Key.Key_Tab)
    assert editor_of(pane, "purposes").accessibleName() == "National law"
    pane.press(Qt.Key.Key_Escape)
    assert pane.cells("purposes")[0] == ["wages", "6(1)(c)", ""]


def test_tab_leaves_a_cell_whose_list_is_open_for_the_next_and_stays_in_the_last(pane: Pane) -> None:
    pane.open("activity:empty")
    pane.table("transfers").add_row()
    pane.qtbot.keyClicks(editor_of(pane, "transfers"), "brazi")
    opened = QApplication.activePopupWidget()
    assert opened is not None
    pane.qtbot.keyClick(opened, Qt.Key.Key_Tab)  # where Qt sends the keys while a list is open
    pane.qtbot.waitUntil(lambda: pane.table("transfers").grid.currentIndex().column() == 1)
    assert editor_of(pane, "transfers").accessibleName() == "Importer"
    assert pane.cells("transfers")[0][0] == "Brazil"
    grid = pane.table("transfers").grid
    for _column in range(3):
        pane.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not grid
    pane.at("transfers", 0, grid.child_model.columnCount() - 1)
    pane.press(Qt.Key.Key_F2)
    pane.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is grid
    assert grid.currentIndex().column() == grid.child_model.columnCount() - 1, "not round to the first"


def test_an_international_organisation_is_chosen_in_the_place_of_a_country(pane: Pane) -> None:
    pane.open("activity:empty")
    table = pane.table("transfers")
    table.add_row()
    pane.qtbot.keyClicks(editor_of(pane, "transfers"), "epo")
    pane.press(Qt.Key.Key_Return)
    pane.press(Qt.Key.Key_Escape)

    def places() -> list[tuple[str | None, str | None]]:
        rows = pane.register.snapshot().matching("transfer", "activity_id", pane.ids["activity:empty"])
        return [(row.country, row.international_organisation) for row in rows]

    assert places() == [(None, "XP-EPO")]
    assert pane.cells("transfers")[0][0] == "European Patent Organisation"
    assert any("European Patent Organisation" in said for said in pane.said("transfers"))
    pane.qtbot.keyClicks(begin(pane, "transfers", 0, 0), "Brazil")
    pane.press(Qt.Key.Key_Return)
    assert places() == [("BR", None)]
    pane.undo()
    pane.at("transfers", 0, 0)
    pane.press(Qt.Key.Key_Delete)
    assert places() == [(None, None)]


def test_line_breaks_survive_a_visit(pane: Pane) -> None:
    edit.set_value(pane.register, "purpose", pane.ids["purpose"], "description", "One\nTwo")
    pane.open("activity")
    editor = begin(pane, "purposes", 0, 0)
    pane.qtbot.keyClick(editor, Qt.Key.Key_End, CONTROL)
    pane.qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    pane.qtbot.keyClicks(editor, "Three")
    pane.press(Qt.Key.Key_Return)
    assert pane.value("purpose", "description") == "One\nTwo\nThree"


def test_a_row_is_added_by_typing_and_not_before(pane: Pane) -> None:
    pane.open("activity")
    steps = pane.steps()
    table = pane.table("purposes")
    pane.qtbot.mouseClick(table.head.add, Qt.MouseButton.LeftButton)
    assert pane.steps() == steps
    assert table.grid.child_model.rowCount() == 3
    pane.qtbot.keyClicks(editor_of(pane, "purposes"), "Keep accounts")
    pane.press(Qt.Key.Key_Tab)
    assert pane.steps() == steps + 1
    assert editor_of(pane, "purposes").accessibleName() == "Legal basis"
    pane.qtbot.keyClicks(editor_of(pane, "purposes"), "6(1)(c)")
    pane.press(Qt.Key.Key_Tab)
    pane.press(Qt.Key.Key_Escape)
    assert pane.cells("purposes")[2] == ["Keep accounts", "6(1)(c)", ""]
    pane.undo()
    pane.undo()
    assert len(pane.cells("purposes")) == 2


def test_a_row_is_as_high_as_the_long_text_that_is_typed_into_it(pane: Pane) -> None:
    pane.open("activity:empty")
    table = pane.table("purposes")
    table.add_row()
    grid = table.grid
    typed = "Answer what customers ask, and follow the contract up for as long as it runs"
    pane.qtbot.keyClicks(editor_of(pane, "purposes"), typed)
    pane.qtbot.waitUntil(lambda: grid.viewport().rect().contains(editor_of(pane, "purposes").geometry()))
    assert grid.height() > grid.rowViewportPosition(0) + editor_of(pane, "purposes").height()
    pane.press(Qt.Key.Key_Tab)
    pane.press(Qt.Key.Key_Escape)
    two_lines = grid.height()
    begin(pane, "purposes", 0, 0)
    table.add_row()
    pane.qtbot.waitUntil(lambda: editor_of(pane, "purposes").y() == grid.rowViewportPosition(1))
    assert grid.viewport().rect().contains(editor_of(pane, "purposes").geometry()), "below the first row, not over it"
    pane.press(Qt.Key.Key_Escape)
    pane.qtbot.waitUntil(lambda: grid.height() == two_lines)


def test_from_the_head_of_an_empty_table_keys_add_a_row_and_answer(pane: Pane) -> None:
    pane.open("activity:empty")
    table = pane.table("purposes")
    for modifiers in (CONTROL, Qt.KeyboardModifier.NoModifier):
        table.head.add.setFocus()
        pane.qtbot.keyClick(table.head.add, Qt.Key.Key_Return, modifiers)
        assert editor_of(pane, "purposes").accessibleName() == "Purpose"
        pane.press(Qt.Key.Key_Escape)
        pane.qtbot.waitUntil(lambda: len(pane.cells("purposes")) == 0)
    transfers = pane.table("transfers")
    transfers.head.add.setFocus()
    pane.qtbot.keyClick(transfers.head.add, Qt.Key.Key_J, CONTROL)
    panel = QApplication.activePopupWidget()
    assert isinstance(panel, AnswerPanel)
    panel.close()


def test_a_new_row_left_empty_never_was(pane: Pane) -> None:
    pane.open("activity")
    steps = pane.steps()
    pane.at("purposes", 1, 0)
    pane.press(Qt.Key.Key_Return, CONTROL)
    assert len(pane.cells("purposes")) == 3
    pane.press(Qt.Key.Key_Escape)
    pane.qtbot.waitUntil(lambda: len(pane.cells("purposes")) == 2)
    assert pane.steps() == steps


def test_a_row_that_is_a_link_is_added_with_a_record_made_on_the_fly(pane: Pane) -> None:
    pane.open("activity:empty")
    steps = pane.steps()
    table = pane.table("measures")
    table.empty._links.linkActivated.emit("add")
    box = editor_of(pane, "measures")
    pane.qtbot.keyClicks(box, "Access log")
    pane.qtbot.keyClick(box.popup(), Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert pane.cells("measures") == [["Access log", ""]]
    assert editor_of(pane, "measures").accessibleName() == "In this activity"  # on to the next cell
    pane.press(Qt.Key.Key_Escape)
    assert pane.steps() == steps + 1
    pane.register.undo()
    assert pane.register.snapshot().count("measure") == 1
    assert not table.empty.isHidden()


def test_a_row_of_a_narrowed_relation_takes_its_place_there(pane: Pane) -> None:
    pane.open("organisation:nav")
    pane.table("dpo").add_row()
    pane.qtbot.keyClicks(editor_of(pane, "dpo"), "Ola")
    pane.press(Qt.Key.Key_Tab)
    pane.press(Qt.Key.Key_Escape)
    assert pane.cells("dpo")[0][0] == "Ola"
    assert pane.cells("contacts") == []
    rows = pane.register.snapshot().matching("contact", "organisation_id", pane.ids["organisation:nav"])
    assert [row.role for row in rows] == ["dpo"]


def test_rows_are_put_in_order_with_keys(pane: Pane) -> None:
    pane.open("activity")
    pane.at("purposes", 0, 0)
    pane.press(Qt.Key.Key_Down, BOTH)
    assert [row[0] for row in pane.cells("purposes")] == ["Report tax", "Pay salaries"]
    assert pane.table("purposes").grid.currentIndex().row() == 1
    pane.undo()
    assert [row[0] for row in pane.cells("purposes")] == ["Pay salaries", "Report tax"]


def test_a_row_is_removed_and_brought_back(pane: Pane) -> None:
    pane.open("activity")
    pane.at("purposes", 0, 0)
    pane.press(Qt.Key.Key_Delete, CONTROL)
    assert [row[0] for row in pane.cells("purposes")] == ["Report tax"]
    assert pane.editor.messages.sentence == "1 entry removed."
    pane.undo()
    assert len(pane.cells("purposes")) == 2


def test_delete_clears_a_cell_to_unknown(pane: Pane) -> None:
    pane.open("activity")
    pane.at("purposes", 0, 1)
    pane.press(Qt.Key.Key_Delete)
    assert pane.value("purpose", "legal_basis") is None
    assert pane.cells("purposes")[0][1] == "unknown"


def test_a_cell_that_cannot_be_read_keeps_its_text_marked(pane: Pane) -> None:
    pane.open("activity")
    editor = begin(pane, "purposes", 0, 1)
    pane.qtbot.keyClicks(editor, "because")
    pane.press(Qt.Key.Key_Tab)
    pane.press(Qt.Key.Key_Escape)
    assert pane.cells("purposes")[0][1] == "because"
    assert pane.value("purpose", "legal_basis") == "6(1)(b)"
    assert pane.editor.messages.sentence == "“because” is not in the list. It is not saved."
    assert begin(pane, "purposes", 0, 1).text() == "because"  # type: ignore[attr-defined]


def test_a_name_that_is_not_in_the_register_can_be_created_from_what_is_said_of_the_cell(pane: Pane) -> None:
    pane.open("activity")
    pane.table("data_lines").add_row()
    editor = pane.table("data_lines").grid.cells.open_editor
    assert isinstance(editor, ReferenceBox)
    pane.qtbot.keyClicks(editor, "Parking permits")
    editor.popup().hide()
    pane.press(Qt.Key.Key_Tab)
    pane.press(Qt.Key.Key_Escape)
    messages = pane.editor.messages
    assert messages.sentence == "“Parking permits” is not in the register yet. It is not saved."
    create = next(one for one in messages.findChildren(QToolButton) if one.text() == "Create" and not one.isHidden())
    pane.qtbot.mouseClick(create, Qt.MouseButton.LeftButton)
    made = [row.id for row in pane.register.snapshot().rows("data_category") if row.name == "Parking permits"]
    assert len(made) == 1
    assert made[0] in [row.data_id for row in pane.register.snapshot().rows("data_line")]
    assert messages.sentence == ""


def test_what_is_said_of_a_cell_goes_when_the_cell_says_something_else(pane: Pane) -> None:
    pane.open("activity")
    editor = begin(pane, "purposes", 0, 1)
    pane.qtbot.keyClicks(editor, "because")
    pane.press(Qt.Key.Key_Tab)
    pane.press(Qt.Key.Key_Escape)
    assert pane.editor.messages.sentence
    pane.qtbot.keyClicks(begin(pane, "purposes", 0, 1), "6(1)(c)")
    pane.press(Qt.Key.Key_Tab)
    assert pane.value("purpose", "legal_basis") == "6(1)(c)"
    assert pane.editor.messages.sentence == ""


def test_enter_opens_the_rows_own_form_with_a_way_back(pane: Pane) -> None:
    pane.open("activity")
    pane.at("recipients", 0, 0)
    pane.press(Qt.Key.Key_Return)
    assert pane.editor.record == ("recipient", pane.ids["recipient"])
    pane.type("disclosed_for", "Salary runs")
    pane.leave()
    assert pane.value("recipient", "disclosed_for") == "Salary runs"
    pane.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert pane.editor.record == ("activity", pane.ids["activity"])


def test_commit_writes_the_cell_that_is_being_edited(pane: Pane) -> None:
    pane.open("activity")
    pane.qtbot.keyClicks(begin(pane, "purposes", 0, 0), "Pay wages")
    pane.editor.commit()
    assert pane.value("purpose", "description") == "Pay wages"


def test_sources_and_other_wordings_are_edited_in_their_tables(pane: Pane) -> None:
    pane.open("activity")
    form = pane.editor.form
    assert form is not None
    form.bindings["department"].source_wanted.emit("department")
    pane.qtbot.keyClicks(_cell_editor(form.sources), "Handbook")
    pane.press(Qt.Key.Key_Tab)
    pane.qtbot.keyClicks(_cell_editor(form.sources), "ch. 3")
    pane.press(Qt.Key.Key_Tab)
    pane.press(Qt.Key.Key_Escape)
    [source] = pane.register.snapshot().sources(pane.ids["activity"])
    assert (source.field, source.document, source.place) == ("department", "Handbook", "ch. 3")
    grid = form.sources.grid
    grid.setCurrentIndex(grid.child_model.index(0, 0))
    grid.setFocus()
    pane.press(Qt.Key.Key_F2)
    pane.qtbot.keyClicks(_cell_editor(form.sources), "Owner")
    pane.press(Qt.Key.Key_Tab)
    pane.press(Qt.Key.Key_Escape)
    [source] = pane.register.snapshot().sources(pane.ids["activity"])
    assert (source.field, source.document) == ("owner", "Handbook")
    form.bindings["name"].wording_wanted.emit("name")
    pane.qtbot.keyClicks(_cell_editor(form.wordings), "Lønn")
    pane.press(Qt.Key.Key_Return)
    assert pane.register.snapshot().wording(pane.ids["activity"], "name", "nb") == "Lønn"
    grid = form.wordings.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.child_model.index(0, 0))
    pane.press(Qt.Key.Key_Delete, CONTROL)
    assert pane.register.snapshot().wording(pane.ids["activity"], "name", "nb") is None


def _cell_editor(table: QWidget) -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    assert table.isAncestorOf(focused)
    return focused


def test_enter_leads_on_through_the_whole_of_a_new_row_and_never_over_what_was_just_entered(pane: Pane) -> None:
    pane.open("activity:empty")
    pane.table("data_lines").add_row()
    for text in ("Bank account", "Trainees", "2 years after training"):
        pane.qtbot.keyClicks(editor_of(pane, "data_lines"), text)
        pane.press(Qt.Key.Key_Return, CONTROL)
    assert pane.cells("data_lines") == [["Bank account", "Trainees", "2 years after training"]]
    pane.table("purposes").add_row()
    pane.qtbot.keyClicks(editor_of(pane, "purposes"), "Teach")
    pane.press(Qt.Key.Key_Return)
    assert editor_of(pane, "purposes").accessibleName() == "Legal basis"
    pane.press(Qt.Key.Key_Return)
    pane.qtbot.keyClicks(editor_of(pane, "purposes"), "aml. 14-15")
    pane.press(Qt.Key.Key_Return)
    assert pane.cells("purposes") == [["Teach", "unknown", "aml. 14-15"]]
    pane.at("purposes", 0, 0)
    pane.press(Qt.Key.Key_F2)
    pane.press(Qt.Key.Key_Return)
    assert pane.table("purposes").grid.hasFocus(), "an old row is not led through"


def test_a_column_gives_way_only_to_the_width_of_its_longest_word() -> None:
    assert shared_out([300, 300, 100], 400, [90, 150, 60]) == [150, 150, 100]
    assert shared_out([300, 300, 100], 300, [50, 180, 60]) == [60, 180, 60]
    assert sum(shared_out([300, 300, 100], 300, [200, 200, 90])) == 300, "where words cannot all stand, all give way"
    assert shared_out([50, 50], 200) == [100, 100]


def test_f1_in_a_cell_says_what_its_column_asks_and_by_which_article(pane: Pane) -> None:
    pane.open("activity")
    pane.at("recipients", 0, 1)
    pane.press(Qt.Key.Key_F1)
    assert QToolTip.text() == "Engagement\nIts contract and transfers are taken from there.\nArt. 28(3)"
    QToolTip.hideText()


def test_f1_in_a_field_says_title_help_and_article(pane: Pane) -> None:
    pane.open("activity")
    pane.focus("operations")
    pane.press(Qt.Key.Key_F1)
    assert QToolTip.text().startswith("Operations\nWhat is done with the data, Art. 4(2)")
    QToolTip.hideText()
