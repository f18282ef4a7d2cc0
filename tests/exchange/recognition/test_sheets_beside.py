"""Sheets beside the one of activities: lists of measures and systems, time limits by the activity, and what is none."""

import pytest

from ropa_desktop.exchange.recognition.asked_for import asked_for
from tests.exchange.recognition.books import Rows, all_accounted, book, names, recognised, records, sheet, targets

ROWS: Rows = [
    ["Activity", "Purpose", "Legal basis", "Data subjects", "Personal data"],
    ["Payroll", "Pay staff", "6(1)(b)", "Employees", "Name"],
    ["Tickets", "Sell tickets", "6(1)(b)", "Guests", "E-mail"],
]


def test_a_sheet_that_is_called_after_its_measures_lists_them() -> None:
    rows: Rows = [
        ["Technische und organisatorische Maßnahmen"],
        ["Bereich", "Maßnahme", "Datum"],
        ["Zutritt", "Schließanlage", "2023"],
        ["Zugang", "Passwörter mit zwölf Zeichen", None],
    ]
    found = all_accounted(book(sheet(ROWS), sheet(rows, "TOM-Liste")))
    measures = {one["name"]: one for one in records(found, "measure")}
    assert measures["Schließanlage"]["description"] == "Zutritt"
    assert measures["Schließanlage"]["note"] == "Datum: 2023"
    assert "Passwörter mit zwölf Zeichen" in measures


def test_who_sees_to_a_measure_is_asked_beside_it_and_an_activity_points_to_the_list() -> None:
    rows: Rows = [["Bereich", "Maßnahme", "Wer"], ["Zutritt", "Schlüssel", "Lang"], ["Zugang", "Passwort", "Reiter"]]
    activities: Rows = [[*ROWS[0], "TOM"], [*ROWS[1], "siehe TOM"], [*ROWS[2], "siehe TOM; Double-Opt-in"]]
    found = all_accounted(book(sheet(activities), sheet(rows, "TOM")))
    measures = {one["id"]: one["name"] for one in records(found, "measure")}
    assert sorted(measures.values()) == ["Double-Opt-in", "Passwort", "Schlüssel"]
    assert {one["note"] for one in records(found, "measure") if "note" in one} == {"Wer: Lang", "Wer: Reiter"}
    assert [measures[one["measure_id"]] for one in records(found, "measure_use")] == [
        *("Schlüssel", "Passwort"),
        *("Schlüssel", "Passwort", "Double-Opt-in"),
    ]


def test_of_two_columns_of_measures_the_one_that_says_more_names_them() -> None:
    rows: Rows = [["Measures", "Measure"], ["Access", "Locks on all doors"], ["Entry", "Passwords of 12 letters"]]
    found = all_accounted(book(sheet(ROWS), sheet(rows, "TOMs")))
    measures = {one["name"]: one["description"] for one in records(found, "measure")}
    assert measures == {"Locks on all doors": "Access", "Passwords of 12 letters": "Entry"}


def test_a_sheet_for_each_department_lists_activities_though_each_numbers_them_anew() -> None:
    head = ["No", "Activity", "Purpose", "Legal basis", "Data subjects", "Personal data", "Recipients"]
    sales: Rows = [head, ["1", "Orders", "Sell", "6(1)(b)", "Buyers", "Name", "Bank"]]
    staff: Rows = [head, ["1", "Payroll", "Pay", "6(1)(b)", "Employees", "Name", "no"]]
    found = all_accounted(book(sheet(sales, "Sales"), sheet(staff, "Staff")))
    assert sorted(one["name"] for one in records(found, "activity")) == ["Orders", "Payroll"]
    assert {one.heading: one.target for one in found.mapping.sheets[1].columns}["Recipients"] == "recipients"


def test_a_row_of_another_sheet_may_tell_of_several_activities_in_one_cell() -> None:
    activities: Rows = [["No", *ROWS[0]], ["B01", *ROWS[1]], ["B02", *ROWS[2]]]
    again = [["Visma AS", "B01"]] * 2
    rows = [
        ["Supplier", "Processing no"],
        ["Visma AS", "B01"],
        ["Evry AS", "B01, B02"],
        ["Telia AB", "B02; B77"],
        *again,
    ]
    found = all_accounted(book(sheet(activities), sheet(rows, "Processors")))
    names = {one["id"]: one["name"] for table in ("activity", "organisation") for one in records(found, table)}
    told = {(names[one["activity_id"]], names[one["organisation_id"]]) for one in records(found, "recipient")}
    assert told == {("Payroll", "Visma AS"), ("Payroll", "Evry AS"), ("Tickets", "Evry AS"), ("Tickets", "Telia AB")}
    assert "Processing no: B77" in records(found, "activity")[1]["note"]


def test_a_sheet_of_systems_makes_systems_with_their_owners() -> None:
    rows: Rows = [["System", "Beskrivelse", "Eier"], ["Visma", "Lønn", "HR"], ["Acos", "Arkiv", "Arkivet"]]
    found = all_accounted(book(sheet(ROWS), sheet(rows, "Systemer")))
    visma = next(one for one in records(found, "system") if one["name"] == "Visma")
    assert (visma["description"], visma["owner"]) == ("Lønn", "HR")


def test_choices_for_a_drop_down_are_no_list_of_measures() -> None:
    rows: Rows = [["Department", "Security measures"], ["HR", "Encryption"], ["IT", "Backup"]]
    found = all_accounted(book(sheet(ROWS), sheet(rows, "Lists")))
    assert not records(found, "measure")


def test_time_limits_on_a_sheet_of_their_own_go_to_the_activities_that_it_names() -> None:
    several: Rows = [*ROWS[:2], ["Payroll", "Pay staff", None, "Pensioners", "Address"], *ROWS[2:]]
    rows: Rows = [
        ["How long do we keep it?"],
        ["Record", "Kept how long", "What becomes of it"],
        ["Payroll", "7 years after leaving", "Deleted"],
        ["Tickets", "28 days", "Deleted by the system"],
    ]
    found = all_accounted(book(sheet(several), sheet(rows, "Retention schedule")))
    assert {(one["amount"], one["unit"]) for one in records(found, "retention_rule")} == {(7, "year"), (28, "day")}
    limits = {one["id"]: one for one in records(found, "retention_rule")}
    activities = {one["id"]: one["name"] for one in records(found, "activity")}
    kept = {
        (activities[one["activity_id"]], limits[one["retention_id"]]["amount"]) for one in records(found, "data_line")
    }
    assert kept == {("Payroll", 7), ("Tickets", 28)}


def test_what_becomes_of_data_is_told_by_the_cells_where_the_heading_is_strange() -> None:
    rows: Rows = [
        [*ROWS[0], "Retention", "Endgame"],
        [*ROWS[1], "5 years", "Deleted"],
        [*ROWS[2], "1 year", "Anonymised"],
    ]
    found = recognised(rows)
    assert targets(found)["Endgame"] == "disposal"
    assert [one["disposal"] for one in records(found, "retention_rule")] == ["delete", "anonymise"]


def test_a_place_where_a_contract_lies_is_no_country() -> None:
    rows: Rows = [
        ["Vendor", "Service", "Hosting country", "DPA signed", "DPA location"],
        ["Finch Ltd", "Payroll", "Ireland", "2021-03-01", "Drawer 12"],
        ["Swift plc", "Mail", "France", "2022-09-14", "click-through"],
    ]
    found = all_accounted(book(sheet(ROWS), sheet(rows, "Vendors")))
    finch = next(one for one in records(found, "organisation") if one["name"] == "Finch Ltd")
    assert finch["country"] == "IE"
    assert not [one for one in found.outcomes if one.detail == "organisation.country" and one.column == 4]


def test_the_column_of_others_under_a_heading_of_data_holds_data() -> None:
    rows: Rows = [
        ["Behandling", "Ändamål", "Kategorier av personuppgifter", None, None],
        [None, None, "Namn", "Personnummer", "Övrigt"],
        ["Bostadskö", "Förmedla lägenheter", "x", "x", "önskemål om område"],
        ["Hyresavtal", "Teckna avtal", "x", None, None],
    ]
    found = recognised(rows, merged=((0, 2, 0, 4),))
    assert "önskemål om område" in names(found, "data_line", "data_id", "data_category")


def test_a_sum_with_its_noun_is_no_activity() -> None:
    found = recognised([*ROWS, ["Total", "2 activities"]])
    assert len(records(found, "activity")) == 2


def test_a_department_above_the_headings_is_that_of_every_activity() -> None:
    found = recognised([["Overview of Padlers"], ["Department:", "Sales"], *ROWS])
    assert {one["department"] for one in records(found, "activity")} == {"Sales"}


def test_forms_beside_each_other_under_a_title_that_is_like_a_label() -> None:
    rows: Rows = [
        ["Processing activities", None, "updated 3.2.2025"],
        ["Name of the processing activity", "Housing", "Keys"],
        ["Purpose", "Choose tenants", "Lend keys"],
        ["Data subjects", "Applicants", "Tenants"],
        ["Personal data", "Name", "Number of the key"],
        ["Retention", "1 year", "As long as the key is lent"],
    ]
    found = recognised(rows)
    assert [one["name"] for one in records(found, "activity")] == ["Housing", "Keys"]


def test_answers_that_are_like_labels_are_none() -> None:
    form: Rows = [
        ["Name of the processing activity", "Staff systems"],
        ["Purpose", "Contract and personal data of staff"],
        ["Legal basis", "Contract"],
        ["Data subjects", "Recipients of letters"],
        ["Personal data", "Security measures taken"],
        ["Retention", "Source of the data"],
    ]
    found = recognised(form)
    assert [one["name"] for one in records(found, "activity")] == ["Staff systems"]


def test_hints_under_the_headings_are_no_activity_where_half_of_them_are_told_by_their_looks() -> None:
    headings = ["No.", "Name", "Department", "Purpose", "Legal basis", "Data subjects", "Personal data", "Recipients"]
    headings += ["Retention", "Security measures", "Transfers", "Status"]
    hints = ["number", "short name", "which", "what for", "article", "who", "which", "internal / external"]
    hints += ["period or event", "general ...", "Yes / No", "Choose from the list"]
    row = ["1", "Payroll", "HR", "Pay", "6(1)(b)", "Staff", "Name", "Tax office", "5 years", "Locks", "No", "Active"]
    found = recognised([headings, hints, row])
    assert [one["name"] for one in records(found, "activity")] == ["Payroll"]


def test_a_column_of_ticks_that_nobody_ticked_is_one_all_the_same() -> None:
    rows: Rows = [
        ["Verwerking", "Doel", "Persoonsgegevens", None, None],
        [None, None, "Naam", "Gezondheid", "Strafrechtelijk"],
        ["Dossier", "Zorg", "x", "x", "neen"],
        ["Brief", "Post", "x", None, "neen"],
    ]
    found = recognised(rows, merged=((0, 2, 0, 4),))
    assert targets(found)["Persoonsgegevens / Strafrechtelijk"].startswith("data_flag:")
    assert not any("trafrecht" in one["name"] for one in records(found, "data_category"))


def test_three_values_between_slashes_are_three_and_two_may_be_one_in_two_languages() -> None:
    rows: Rows = [ROWS[0], ["Payroll", "Pay", "6(1)(b)", "Staff, guests", "Name"]]
    rows = [*rows, ["Travel", "Pay", "6(1)(b)", "Staff / trainers / board", "Name"]]
    rows = [*rows, ["Mail", "Write", "6(1)(b)", "Salariés / Employees", "Name"]]
    people = [one["name"] for one in records(recognised(rows), "data_subject_category")]
    assert {"trainers", "board", "Salariés / Employees"} <= set(people)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("contains_special_category_data", "Special category data"),
        ("Særlige kategorier (ja/nei)?", "Særlige kategorier"),
        ("Ειδικές κατηγορίες (Ναι/Όχι)", "Ειδικές κατηγορίες"),
        ("HealthData", "Health data"),
        ("Health data (Art. 9)", "Health data (Art. 9)"),
    ],
)
def test_a_yes_is_to_what_the_heading_asks_for_and_not_to_its_question(heading: str, name: str) -> None:
    assert asked_for(heading) == name
