"""Sheets beside the one of activities: lists of measures and systems, time limits by the activity, and what is none."""

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
