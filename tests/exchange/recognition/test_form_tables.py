"""A form with a table below its labels: one activity, and a row for each of its people and data."""

from dataclasses import replace

from ropa_desktop.exchange.intake import values_of
from ropa_desktop.exchange.recognition.labels import label_at, places_of
from ropa_desktop.exchange.recognition.mapping import Mapping
from ropa_desktop.exchange.recognition.recognise import recognise
from tests.exchange.recognition.books import Rows, all_accounted, book, names, records, sheet

HEAD = ["Kategorien der betroffenen Personen", "lfd Nr", "Kategorien personenbezogener Daten"]
HEAD += ["Besondere Kategorien (Art 9)", "Kategorien von Empfängern", "Löschungsfrist"]
FORM: Rows = [
    ["Verarbeitungsverzeichnis"],
    ["Nr. der Datenverarbeitung", "7"],
    ["Name der Datenverarbeitung", "Kindergarten"],
    ["Zweck(e) der Datenverarbeitung", "Betreuung der Kinder"],
    ["Rechtsgrundlage(n)", "Art 6 Abs 1 lit e DSGVO"],
    ["C. Detailangaben"],
    HEAD,
    ["Kinder", "1", "Name, Geburtsdatum", "nein", "Land", "3 Jahre"],
    ["", "2", "Allergien", "ja, Art 9", "keine", "1 Jahr"],
    ["Eltern", "3", "Telefon", "nein", "keine", "7 Jahre"],
    [None],
    ["Stand", "2024"],
]


def test_the_rows_of_a_table_below_a_form_are_people_data_and_time_limits_of_its_activity() -> None:
    found = all_accounted(book(sheet(FORM, "DV07")))
    (activity,) = records(found, "activity")
    assert (activity["name"], activity["reference"]) == ("Kindergarten", "7")
    assert [one["description"] for one in records(found, "purpose")] == ["Betreuung der Kinder"]
    subjects = names(found, "data_line", "subject_id", "data_subject_category")
    data = names(found, "data_line", "data_id", "data_category")
    told = set(zip(subjects, data, strict=True))
    assert {("Kinder", "Name"), ("Kinder", "Allergien"), ("Eltern", "Telefon")} <= told
    assert ("Eltern", "Allergien") not in told
    assert "Art 9" not in data
    assert sorted(one["amount"] for one in records(found, "retention_rule")) == [1, 3, 7]


def test_no_special_data_in_one_row_say_nothing_of_the_other_rows() -> None:
    found = all_accounted(book(sheet(FORM, "DV07")))
    assert not [one for one in records(found, "answer") if one["field"] == "special_conditions"]
    without: Rows = [*FORM[:8], ["", "2", "Allergien", "nein", "keine", "1 Jahr"], *FORM[9:]]
    said = all_accounted(book(sheet(without, "DV07")))
    assert [one["field"] for one in records(said, "answer") if "special" in one["field"]]


def test_a_heading_of_such_a_table_can_be_sent_elsewhere_and_has_the_cells_below_it() -> None:
    given = book(sheet(FORM, "DV07"))
    found = recognise(given)
    (own,) = found.mapping.sheets
    data = next(one for one in own.columns if one.target == "data_categories")
    assert places_of(given.sheets[0], own.columns, data) == ((7, 2), (8, 2), (9, 2))
    assert label_at(given.sheets[0], own.columns, 8, 2) is data
    assert label_at(given.sheets[0], own.columns, 2, 0) is next(one for one in own.columns if one.target == "name")
    assert values_of(given, own, data)["Telefon"] == 1
    changed = Mapping((own.with_column(data, replace(data, target="left_out")),))
    assert not [one for one in records(recognise(given, changed), "data_category") if one["name"] == "Telefon"]


def test_a_table_with_names_of_activities_below_labels_is_no_form() -> None:
    rows: Rows = [
        ["Abteilung", "Kindergarten"],
        ["Zweck", "Verzeichnis"],
        [None],
        ["Verarbeitungstätigkeit", "Betroffene", "Datenkategorien", "Empfänger", "Löschfrist"],
        ["Lohn", "Mitarbeiter", "Name", "Bank", "7 Jahre"],
    ]
    assert [one["name"] for one in records(all_accounted(book(sheet(rows))), "activity")] == ["Lohn"]


def test_who_keeps_the_record_may_stand_right_below_such_a_table() -> None:
    below: Rows = [*FORM[:10], ["Verantwortlicher", "Gemeinde Nord"], ["E-Mail", "post@nord.example"]]
    found = all_accounted(book(sheet([*below, ["Telefon", "+43 1 000 000"], ["Anschrift", "Platz 1, 1010 Wien"]])))
    assert "Gemeinde Nord" in {one["name"] for one in records(found, "organisation")}
    assert len(records(found, "activity")) == 1
