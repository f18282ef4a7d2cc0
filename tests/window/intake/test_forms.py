"""A form in the conversation: each label goes where a person sends it, the values beside it are read as she says."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ropa_desktop.window.intake.dragging import as_dragged
from ropa_desktop.window.intake.window import IntakeWindow
from ropa_desktop.window.main_window import MainWindow
from ropa_desktop.window.workspace import Workspace
from tests.exchange.recognition.books import Rows
from tests.exchange.recognition.test_forms import FRENCH
from tests.window.intake.conftest import Opener, cell_counts, mapping, values
from tests.window.intake.test_deciding import choose, row_of
from tests.window.intake.test_importing import finish
from tests.window.test_accessibility import nameless

KEY = Qt.Key
GERMAN: Rows = [
    ["Benennung", "Zeiterfassung"],
    ["Verantwortliche Fachabteilung", "Personal"],
    ["Zwecke der Verarbeitung", "Erfassung der Arbeitszeit"],
    ["Rechtsgrundlage", "Arbeitszeitrecht"],
    ["Kategorien betroffener Personen", "Beschäftigte"],
    ["Kategorien personenbezogener Daten", "Name"],
    [None, "Personalnummer"],
    ["Fristen für die Löschung", "2 Jahre"],
    ["Bezeichnung der Fachanwendung", "TimeSoft"],
    ["Bemerkung der Revision", "geprüft 2024"],
]
OBSERVED: Rows = [*FRENCH, [None], ["Observations du service", "à revoir"]]


@pytest.fixture
def german(tmp_path: Path) -> Path:
    return written(tmp_path / "Zeiterfassung.xlsx", GERMAN)


def written(path: Path, rows: Rows) -> Path:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def filled(rows: Rows) -> int:
    return sum(bool(text) for row in rows for text in row)


def test_a_label_is_sent_to_another_field_with_the_keyboard(
    window: MainWindow, workspace: Workspace, open_file: Opener, german: Path, qtbot: QtBot
) -> None:
    shown = open_file(german)
    table = shown.mapping.mapping
    assert mapping(shown)["10  Bemerkung der Revision"] == "Kept as a note"
    choose(qtbot, table, row_of(table, "Bemerkung"), "Descr")
    assert mapping(shown)["10  Bemerkung der Revision"] == "Description"
    assert mapping(shown)["1  Benennung"] == "Name of the activity", "the labels beside it stay"
    choose(qtbot, table, row_of(table, "Fachabteilung"), "Owner")
    assert sum(cell_counts(shown).values()) == filled(GERMAN)
    finish(window, workspace, shown, qtbot)
    (made,) = [row for row in workspace.register.snapshot().rows("activity") if row.name == "Zeiterfassung"]
    assert (made.description, made.owner, made.department) == ("geprüft 2024", "Personal", None)


def test_a_label_is_left_out_or_kept_as_a_note(open_file: Opener, german: Path, qtbot: QtBot) -> None:
    shown = open_file(german)
    table, before = shown.mapping.mapping, cell_counts(shown)
    table.setCurrentIndex(table.rows.index(row_of(table, "Fachabteilung"), 0))
    qtbot.keyClick(table, KEY.Key_Delete)
    assert mapping(shown)["2  Verantwortliche Fachabteilung"] == "Left out"
    assert cell_counts(shown)["ignored"] == before["ignored"] + 1
    choose(qtbot, table, row_of(table, "Fachabteilung"), "Kept")
    assert cell_counts(shown) == before | {"note": before["note"] + 1, "field": before["field"] - 1}
    qtbot.keyClick(shown, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(shown, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert cell_counts(shown) == before


def test_the_values_of_a_label_stand_below_and_are_read_otherwise(
    open_file: Opener, german: Path, qtbot: QtBot
) -> None:
    shown = open_file(german)
    table = shown.mapping.mapping
    table.setCurrentIndex(table.rows.index(row_of(table, "personenbezogener"), 0))
    assert shown.session.cell == (5, 1)
    assert shown.mapping.values_title.text() == "Values in “Kategorien personenbezogener Daten”"
    assert set(values(shown)) == {"Name", "Personalnummer"}
    shown.sheet.view.setCurrentIndex(shown.sheet.view.cells.index(3, 1))
    assert table.currentIndex().row() == row_of(table, "Rechtsgrundlage")
    assert set(values(shown)) == {"Arbeitszeitrecht"}
    choose(qtbot, shown.mapping.values, 0, "6(1)(c)")
    assert [row.legal_basis for row in shown.session.intake.plan.after.rows("purpose") if row.legal_basis][-1:] == [
        "6(1)(c)"
    ]
    assert sum(cell_counts(shown).values()) == filled(GERMAN)


def test_two_labels_change_places_by_drag(open_file: Opener, german: Path) -> None:
    shown = open_file(german)
    table = shown.mapping.mapping
    source = table.rows.rows[row_of(table, "Fachabteilung")].id
    onto = table.rows.index(row_of(table, "Bemerkung"), 1)
    assert table.rows.dropMimeData(as_dragged(source), Qt.DropAction.CopyAction, -1, -1, onto)
    assert mapping(shown)["2  Verantwortliche Fachabteilung"] == "Kept as a note"
    assert mapping(shown)["10  Bemerkung der Revision"] == "Department"


def test_what_was_said_of_a_label_is_known_of_the_next_form(
    window: MainWindow, workspace: Workspace, open_file: Opener, german: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    shown = open_file(german)
    choose(qtbot, shown.mapping.mapping, row_of(shown.mapping.mapping, "Bemerkung"), "Descr")
    finish(window, workspace, shown, qtbot)
    other: Rows = [["Verzeichnis"], [None], *([label, value and f"{value} 2"] for label, value in GERMAN)]
    again = open_file(written(tmp_path / "Schichtplanung.xlsx", other))
    assert mapping(again)["12  Bemerkung der Revision"] == "Description"


def test_the_rows_of_a_section_are_shown_where_they_stand_and_read_by_rule(
    open_file: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    shown = open_file(written(tmp_path / "fiche.xlsx", OBSERVED))
    places = [int(label.split()[0]) for label in mapping(shown)]
    assert places == sorted(places)
    table = shown.mapping.mapping
    assert table.rows.index(row_of(table, "Catégories de données"), 2).data() == "certain"
    of_section = row_of(table, "Données de connexion")
    assert table.rows.index(of_section, 2).data() == "by rule"
    table.setCurrentIndex(table.rows.index(of_section, 1))
    before = mapping(shown)
    qtbot.keyClick(table, KEY.Key_Delete)
    qtbot.keyClick(table, KEY.Key_Return)
    assert table.findChild(QLineEdit) is None
    assert mapping(shown) == before
    choose(qtbot, table, row_of(table, "Observations"), "Descr")
    assert mapping(shown)[f"{len(OBSERVED)}  Observations du service"] == "Description"
    assert sum(cell_counts(shown).values()) == filled(OBSERVED)


def test_every_control_has_a_name_also_for_a_form(open_file: Opener, german: Path) -> None:
    shown: IntakeWindow = open_file(german)
    assert nameless(shown) == []
    assert shown.mapping.head.count.text().endswith("labels settled")


def test_a_section_of_a_form_is_sent_elsewhere_with_all_its_rows(
    open_file: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    shown = open_file(written(tmp_path / "Adhésions.xlsx", FRENCH))
    table, session = shown.mapping.mapping, shown.session
    row = row_of(table, "Mesures de sécurité")
    assert table.rows.index(row, 1).data() == "(g) Security measures"
    choose(qtbot, table, row, "Kept as a note")
    assert not session.values(), "its headings are no values"
    measures = [one for one in session.intake.recognised.outcomes if one.row in (25, 26) and one.column]
    assert [one.kind for one in measures] == ["note", "note"]
    assert "measure" not in session.intake.recognised.incoming.records
    assert session.take_back()
    assert len(session.intake.recognised.incoming.records["measure"]) == 2


def test_a_table_below_the_first_is_listed_and_its_columns_go_where_they_are_sent(
    open_file: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    below: Rows = [[None], ["Processor", "Service", "Contract date", "Country"], ["Finch Ltd", "Pay runs", None, "IE"]]
    heads = ["Activity", "Purpose and legal basis", "Data subjects", "Personal data", "Recipients"]
    first = ["Payroll", "Pay staff – contract", "Employees", "Name", "Tax office"]
    shown = open_file(written(tmp_path / "register.xlsx", [heads, first, *below]))
    table, session = shown.mapping.mapping, shown.session
    found = mapping(shown)
    assert found["B  Purpose and legal basis"] == "(b) Purpose + (b) Legal basis of the purpose"
    assert found["From row 4"] == "Organisations"
    assert found["B  Service"] == "Service"
    row = row_of(table, "B  Service")
    table.setCurrentIndex(table.rows.index(row, 1))
    assert list(session.values()) == ["Pay runs"], "of the table below alone"
    assert session.is_looked_at(4, 1)
    assert not session.is_looked_at(1, 1)
    choose(qtbot, table, row, "Kept as a note")
    finches = [one for one in session.intake.recognised.incoming.records["organisation"] if one["name"] == "Finch Ltd"]
    assert [one["note"] for one in finches] == ["Service: Pay runs"]
    assert mapping(shown)["B  Purpose and legal basis"].startswith("(b) Purpose")
    (purpose,) = session.intake.recognised.incoming.records["purpose"]
    assert (purpose["description"], purpose["legal_basis"]) == ("Pay staff", "6(1)(b)")


def test_the_text_of_the_current_cell_stands_on_no_dark_ground(open_file: Opener, german: Path) -> None:
    view = open_file(german).sheet.view
    for row in range(3):
        index = view.cells.index(row, 0)
        view.setCurrentIndex(index)
        box = view.visualRect(index)
        seen = view.viewport().grab(box).toImage().pixelColor(box.width() - 6, box.height() // 2)
        assert seen != view.palette().highlight().color()
