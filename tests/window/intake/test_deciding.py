"""What a person decides about a strange spreadsheet, by keys and clicks, and what follows in all three parts."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ropa_desktop.window.intake.dragging import as_dragged
from ropa_desktop.window.intake.picking import ListBox, PickTable
from tests.window.intake.conftest import ROWS, Opener, cell_counts, lines, mapping, values
from tests.window.test_pages_and_dialogs import amiss

KEY = Qt.Key
FILLED = 1 + 13 + sum(1 for row in ROWS for text in row if text)


def choose(qtbot: QtBot, table: PickTable, row: int, typed: str) -> None:
    """Open the list of a row with Enter, type, and take the first that is found."""
    table.setFocus()
    table.setCurrentIndex(table.rows.index(row, table.rows.picked))
    qtbot.keyClick(table, KEY.Key_Return)
    box = table.findChild(ListBox)
    assert box is not None
    qtbot.keyClicks(box, typed)
    qtbot.keyClick(box.popup() if box.popup().isVisible() else box, KEY.Key_Return)
    qtbot.waitUntil(lambda: table.findChild(ListBox) is None)
    table.window().activateWindow()  # a list that closes leaves no window active on the screen that is none
    qtbot.waitUntil(table.window().isActiveWindow)


def row_of(table: PickTable, text: str) -> int:
    return next(row for row in range(table.rows.rowCount()) if text in table.rows.index(row, 0).data())


def test_a_spreadsheet_is_mapped_and_every_cell_is_counted(open_file: Opener, norwegian: Path) -> None:
    shown = open_file(norwegian)
    found = mapping(shown)
    assert found["B  Behandling"] == "Name of the activity"
    assert found["C  Formål"] == "(b) Purpose"
    assert found["H  Databehandler"] == "(d) Recipients, processor"
    assert found["L  Merknad"] == "Kept as a note"
    assert shown.import_button.text() == "Import 3 activities"
    assert sum(cell_counts(shown).values()) == FILLED
    assert "New | 3 activities" in " ".join(line for line in lines(shown) if line.startswith("New"))
    assert shown.mapping.head.count.text() == "13 of 13 columns settled"
    assert shown.sheet.view.cells.headerData(5, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole).endswith(
        "hidden in the file"
    )
    assert amiss(shown) == [], "each control has a name, each text its contrast"


def test_a_column_is_sent_elsewhere_with_the_keyboard(open_file: Opener, norwegian: Path, qtbot: QtBot) -> None:
    shown = open_file(norwegian)
    table = shown.mapping.mapping
    notes = cell_counts(shown)["note"]
    choose(qtbot, table, row_of(table, "Merknad"), "Descr")
    assert mapping(shown)["L  Merknad"] == "Description"
    assert cell_counts(shown)["note"] == notes - 1
    assert sum(cell_counts(shown).values()) == FILLED
    qtbot.keyClick(shown, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert mapping(shown)["L  Merknad"] == "Kept as a note"
    qtbot.keyClick(shown, KEY.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert mapping(shown)["L  Merknad"] == "Description"


def test_a_text_that_is_no_field_leaves_a_column_where_it_goes(
    open_file: Opener, norwegian: Path, qtbot: QtBot
) -> None:
    shown = open_file(norwegian)
    choose(qtbot, shown.mapping.mapping, 2, "no such field")
    assert mapping(shown)["C  Formål"] == "(b) Purpose"


def test_delete_leaves_a_column_out_and_its_cells_are_counted_so(
    open_file: Opener, norwegian: Path, qtbot: QtBot
) -> None:
    shown = open_file(norwegian)
    table, before = shown.mapping.mapping, cell_counts(shown)
    table.setCurrentIndex(table.rows.index(row_of(table, "Mottakere"), 0))
    qtbot.keyClick(table, KEY.Key_Delete)
    assert mapping(shown)["G  Mottakere"] == "Left out"
    assert cell_counts(shown)["ignored"] == before["ignored"] + 1
    assert sum(cell_counts(shown).values()) == FILLED


@pytest.mark.parametrize("onto_sheet", [False, True])
def test_a_column_dropped_on_another_changes_places_with_it(
    open_file: Opener, norwegian: Path, onto_sheet: bool
) -> None:
    shown = open_file(norwegian)
    table = shown.mapping.mapping
    if onto_sheet:
        view = shown.sheet.view
        middle = QPointF(view.columnViewportPosition(11) + 10, 40)
        data = as_dragged("6")
        drop = QDropEvent(
            middle, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        view.dropEvent(drop)
    else:
        onto = table.rows.index(row_of(table, "Merknad"), 1)
        assert table.rows.dropMimeData(as_dragged("6"), Qt.DropAction.CopyAction, -1, -1, onto)
    assert mapping(shown)["G  Mottakere"] == "Kept as a note"
    assert mapping(shown)["L  Merknad"] == "(d) Recipients"


def test_a_column_chosen_anywhere_is_followed_by_the_other_parts(
    open_file: Opener, norwegian: Path, qtbot: QtBot
) -> None:
    shown = open_file(norwegian)
    view = shown.sheet.view
    header = view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(2) + 12, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown.session.column == 2
    assert shown.mapping.mapping.currentIndex().row() == 2
    assert shown.mapping.values_title.text() == "Values in “Formål”"
    assert set(values(shown)) == {"Betale lønn", "Ansette", "Informere"}
    shown.mapping.mapping.setCurrentIndex(shown.mapping.mapping.rows.index(9, 0))
    assert view.currentIndex().column() == 9
    assert values(shown)["6 måneder"] == ("1", "6 months")
    tinted = [line for line in shown.changes.view.lines.lines if shown.changes.view.lines.is_tinted(line)]
    assert tinted


def test_a_cell_says_what_became_of_it_and_in_which_record(open_file: Opener, norwegian: Path) -> None:
    shown = open_file(norwegian)
    view = shown.sheet.view
    view.setCurrentIndex(view.cells.index(3, 2))
    assert shown.sheet.line.says.text() == "C4  Betale lønn"
    assert shown.sheet.line.became.text() == "Purpose: Purpose, in B-1 Lønnskjøring"
    assert "Lønnskjøring" in shown.changes.view.currentIndex().siblingAtColumn(0).data() or "Purposes" in (
        shown.changes.view.currentIndex().siblingAtColumn(0).data()
    )
    view.setCurrentIndex(view.cells.index(2, 2))
    assert shown.sheet.line.became.text() == "Left out: headings"


def test_a_line_of_the_result_leads_to_its_cell(open_file: Opener, norwegian: Path) -> None:
    shown = open_file(norwegian)
    view = shown.changes.view
    row = next(row for row, line in enumerate(lines(shown)) if "Ansette" in line)
    view.setFocus()
    view.setCurrentIndex(view.lines.index(row, 0))
    assert shown.session.cell == (4, 2)


def test_a_value_is_read_as_an_entry_of_its_list(open_file: Opener, norwegian: Path, qtbot: QtBot) -> None:
    shown = open_file(norwegian)
    shown.session.look_at(8)
    table = shown.mapping.values
    assert values(shown)["?"] == ("1", "unknown")
    choose(qtbot, table, row_of(table, "?"), "Canad")
    assert values(shown)["?"] == ("1", "Canada")
    choose(qtbot, table, row_of(table, "USA"), "Keep as")
    assert values(shown)["USA"] == ("1", "kept as a note")
    assert sum(cell_counts(shown).values()) == FILLED


def test_a_value_is_read_as_any_text(open_file: Opener, norwegian: Path, qtbot: QtBot) -> None:
    shown = open_file(norwegian)
    shown.session.look_at(9)
    choose(qtbot, shown.mapping.values, row_of(shown.mapping.values, "5 år"), "7 weeks")
    assert values(shown)["5 år"] == ("1", "7 weeks")
    plan = shown.session.intake.plan
    assert {one.values.get("unit") for one in plan.added if one.table == "retention_rule"} >= {"week"}


def test_a_cell_that_could_not_be_read_is_corrected_in_the_result(
    open_file: Opener, norwegian: Path, qtbot: QtBot
) -> None:
    shown = open_file(norwegian)
    view = shown.changes.view
    row = next(row for row, line in enumerate(lines(shown)) if line.startswith("Row 5, M: 31.2.2025"))
    view.setFocus()
    view.setCurrentIndex(view.lines.index(row, 0))
    qtbot.keyClick(view, KEY.Key_Return)
    field = view.findChild(QLineEdit)
    assert field is not None
    assert field.text() == "31.2.2025"
    qtbot.keyClicks(field, "28.2.2025")
    qtbot.keyClick(field, KEY.Key_Return)
    qtbot.waitUntil(lambda: not shown.session.worked.unreadable)
    assert not [line for line in lines(shown) if line.startswith("Could not be read")]
    assert "2025-02-28" in {one.values.get("reviewed_on") for one in shown.session.intake.plan.added}


def test_a_cell_is_corrected_in_the_sheet(open_file: Opener, norwegian: Path, qtbot: QtBot) -> None:
    shown = open_file(norwegian)
    view = shown.sheet.view
    view.setFocus()
    view.setCurrentIndex(view.cells.index(4, 12))
    qtbot.keyClick(view, KEY.Key_F2)
    field = view.findChild(QLineEdit)
    assert field is not None
    field.setText("28.2.2025")
    qtbot.keyClick(field, KEY.Key_Return)
    qtbot.waitUntil(lambda: not shown.session.worked.unreadable)
    assert view.cells.index(4, 12).data() == "28.2.2025"
    assert "31.2.2025" not in values(shown), "the values are those that will be imported"
    assert values(shown)["28.2.2025"] == ("1", "28 Feb 2025")
    choose(qtbot, shown.mapping.values, row_of(shown.mapping.values, "28.2.2025"), "27.2.2025")
    assert "2025-02-27" in {one.values.get("reviewed_on") for one in shown.session.intake.plan.added}


def test_names_that_are_alike_are_asked_about_one_at_a_time(open_file: Opener, norwegian: Path) -> None:
    shown = open_file(norwegian)
    bar = shown.changes.messages
    assert bar.sentence.startswith("“MS Azure” may be Microsoft Azure, in your register.")
    bar._buttons[0].click()
    assert "MS Azure" not in bar.sentence
    made = {one.values.get("name") for one in shown.session.intake.plan.added if one.table == "organisation"}
    assert "MS Azure" not in made
    assert "Jobbport Nord" in made


def test_a_sheet_that_is_no_register_is_mapped_by_hand(open_file: Opener, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "stock.csv"
    path.write_text("Shelf;Item;Pieces\nA1;Bolts;100\nA2;Nuts;200\n", encoding="utf-8")
    shown = open_file(path)
    assert shown.choosers.shape.currentText() == "Nothing"
    assert "Nothing of “stock” is imported" in shown.mapping.nothing._sentence.text()
    assert not shown.import_button.isEnabled()
    assert cell_counts(shown) == {"field": 0, "note": 0, "ignored": 9, "refused": 0}
    shown.mapping.nothing._button.click()
    choose(qtbot, shown.mapping.mapping, row_of(shown.mapping.mapping, "Item"), "Name of the")
    assert shown.import_button.isEnabled()
    assert sum(cell_counts(shown).values()) == 9
    assert "Bolts" in {one.values.get("name") for one in shown.session.intake.plan.added if one.table == "activity"}


def test_a_table_without_headings_is_mapped_by_hand(open_file: Opener, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "bare.csv"
    path.write_text("Payroll;Pay salaries\nNewsletter;Inform\n", encoding="utf-8")
    shown = open_file(path)
    shown.mapping.nothing._button.click()
    box = shown.choosers.header
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert box.currentText() == "No headings"
    choose(qtbot, shown.mapping.mapping, 0, "Name of the")
    choose(qtbot, shown.mapping.mapping, 1, "(b) Purp")
    activities = {one.values.get("name") for one in shown.session.intake.plan.added if one.table == "activity"}
    assert activities == {"Payroll", "Newsletter"}


def test_another_row_of_headings_is_chosen(open_file: Opener, norwegian: Path) -> None:
    shown = open_file(norwegian)
    box = shown.choosers.header
    assert box.currentText() == "Row 3"
    row = box.findText("Row 4")
    box.setCurrentIndex(row)
    box.activated.emit(row)
    assert "B  Lønnskjøring" in mapping(shown)
    assert sum(cell_counts(shown).values()) == FILLED


def test_a_column_told_by_its_content_alone_is_asked_about(open_file: Opener, tmp_path: Path) -> None:
    path = tmp_path / "half.csv"
    rows = [f"Activity {n};Purpose {n};Employees;Art. 6(1)(b)" for n in range(6)]
    path.write_text("\n".join(["Processing activity;Purpose;Data subjects;Zxqv", *rows]) + "\n", encoding="utf-8")
    shown = open_file(path)
    assert shown.mapping.head.count.text() == "3 of 4 columns settled"
    assert shown.session.column == 3, "what is asked is looked at first"
    bar = shown.mapping.hints
    assert bar.sentence == "Does “Zxqv” go to (b) Legal basis of the purpose? Its heading does not say so surely."
    bar._buttons[0].click()
    assert shown.mapping.head.count.text() == "4 of 4 columns settled"
    assert not bar.sentence.startswith("Does")


def test_days_that_can_be_read_in_two_ways_are_asked_about(open_file: Opener, tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    path.write_text(
        "Processing activity;Purpose;Data subjects;Last reviewed\nPayroll run;Pay;Employees;03/04/2024\n",
        encoding="utf-8",
    )
    shown = open_file(path)
    shown.session.look_at(3)
    bar = shown.mapping.hints
    assert bar.sentence == "03/04/2024: does the day or the month stand first in “Last reviewed”?"
    bar._buttons[1].click()
    assert {one.values.get("reviewed_on") for one in shown.session.intake.plan.added if one.table == "activity"} == {
        "2024-03-04"
    }


def test_a_new_activity_is_told_by_the_letters_of_the_law(open_file: Opener, norwegian: Path) -> None:
    shown = open_file(norwegian)
    told = lines(shown)
    begin = next(row for row, line in enumerate(told) if line == "B-1 Lønnskjøring")
    letters = [line[:3] for line in told[begin + 1 : begin + 5]]
    assert letters == ["(b)", "(c)", "(d)", "(e)"]


def test_more_of_the_result_opens_with_enter(open_file: Opener, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "many.csv"
    rows = [f"Activity {n};Purpose {n};Employees" for n in range(60)]
    path.write_text("\n".join(["Processing activity;Purpose;Data subjects", *rows]) + "\n", encoding="utf-8")
    shown = open_file(path)
    view = shown.changes.view
    assert "New | 60 activities, 1 other record" in lines(shown)
    more = lines(shown).index("59 more")
    view.setFocus()
    view.setCurrentIndex(view.lines.index(more, 0))
    qtbot.keyClick(view, KEY.Key_Return)
    assert "Activity 40" in lines(shown)
    assert "9 more" in lines(shown)
    assert "Activity 59" not in lines(shown)
    sheet = shown.sheet.view
    sheet.setCurrentIndex(sheet.cells.index(60, 0))
    assert "Activity 59" in lines(shown), "the record of the cell that is looked at is shown wherever it stands"


def test_a_form_is_read_by_its_labels(open_file: Opener, tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    rows = [
        "Name of the processing activity;Payroll run", "Purpose;Pay salaries", "Categories of data subjects;Employees",
        "Categories of personal data;Bank account", "Recipients;Tax office", "Retention period;5 years",
    ]  # fmt: skip
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    shown = open_file(path)
    assert shown.choosers.shape.currentText() == "Form"
    assert "(b) Purpose" in mapping(shown).values()
    assert shown.import_button.text() == "Import 1 activity"
    assert shown.mapping.hints.sentence.startswith("A form is read by its labels.")


def test_a_mechanism_that_has_ended_is_recorded_and_said_to_have_ended(open_file: Opener, tmp_path: Path) -> None:
    path = tmp_path / "transfers.csv"
    path.write_text(
        "Processing activity;Purpose;Data subjects;Third countries;Safeguards\n"
        "Mailing;Inform;Customers;USA;Privacy Shield\n",
        encoding="utf-8",
    )
    shown = open_file(path)
    shown.session.look_at(4)
    assert shown.mapping.hints.sentence == (
        "EU-US Privacy Shield, Decision (EU) 2016/1250 is recorded as the sheet says. "
        "A finding will say that it is not valid since 16 Jul 2020."
    )
    assert "PRIVACY_SHIELD" in {one.values.get("mechanism") for one in shown.session.intake.plan.added}


def test_the_focus_goes_through_all_parts(open_file: Opener, norwegian: Path, qtbot: QtBot) -> None:
    shown = open_file(norwegian)
    shown.activateWindow()
    shown.mapping.mapping.setFocus()
    visited = []
    for _step in range(7):
        qtbot.keyClick(QApplication.focusWidget() or shown, KEY.Key_F6)
        visited.append(QApplication.focusWidget())
    assert shown.sheet.view in visited
    assert shown.mapping.values in visited
    assert shown.changes.view in visited


def test_what_a_sheet_holds_is_chosen(open_file: Opener, tmp_path: Path) -> None:
    path = tmp_path / "vendors.csv"
    path.write_text(
        "Vendor;City;Country;Website;Phone\nPostlane;Oslo;Norway;https://post.example;22000000\n", encoding="utf-8"
    )
    shown = open_file(path)
    box = shown.choosers.holds
    assert box.currentText() == "Organisations"
    assert shown.import_button.text() == "Import 1 record"
    row = box.findText("Activities, as processor")
    box.setCurrentIndex(row)
    box.activated.emit(row)
    assert (shown.session.own.holds, shown.session.own.role) == ("activities", "processor")
    assert sum(cell_counts(shown).values()) == 10
