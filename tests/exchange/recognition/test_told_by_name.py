"""Lists that the name of their sheet, or their first heading, tells, though few of their headings are known."""

import pytest

from ropa_desktop.exchange.values.dates import read_day
from tests.exchange.recognition.books import Rows, all_accounted, book, records, sheet

ACTIVITIES: Rows = [
    ["Activity", "Purpose", "Legal basis", "Data subjects", "Personal data"],
    ["Payroll", "Pay staff", "6(1)(b)", "Employees", "Name"],
    ["Tickets", "Sell tickets", "6(1)(b)", "Guests", "E-mail"],
]


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("Subcontratantes", ["Quem", "O que faz", "Acordo", "Terra"]),
        ("Adatfeldolgozók", ["Cég", "Mit csinál", "Papír", "Hely"]),
        ("Zpracovatelé", ["Kdo to je", "Co dělá", "Papír", "Kde to je"]),
        ("Blad3", ["Underleverandør/databehandler", "Hva slags greier", "Papirer i orden", "Land"]),
    ],
)
def test_a_sheet_that_is_called_for_processors_lists_them_and_keeps_what_it_does_not_know(
    name: str, head: list[str]
) -> None:
    rows: Rows = [
        head,
        ["Kleya Software S.A.", "cloud", "Sim, 2019", "Portugal"],
        ["Mailchimp", "mail", "online", "USA"],
    ]
    found = all_accounted(book(sheet(ACTIVITIES), sheet(rows, name)))
    assert found.mapping.sheets[1].holds == "organisations"
    assert {"Kleya Software S.A.", "Mailchimp"} <= {one["name"] for one in records(found, "organisation")}
    assert {outcome.kind for outcome in found.outcomes if outcome.sheet == name and outcome.row} <= {"field", "note"}


def test_choices_on_a_sheet_that_is_called_for_processors_are_no_list_of_them() -> None:
    rows: Rows = [
        ["Processors", "Data subjects", "Personal data"],
        ["Visma AS", "Guests", "Name"],
        ["Evry", "Staff", ""],
    ]
    found = all_accounted(book(sheet(ACTIVITIES), sheet(rows, "Processors")))
    assert found.mapping.sheets[1].shape == "nothing"


def test_periods_under_a_strange_heading_are_time_limits_where_the_sheet_is_called_so() -> None:
    rows: Rows = [["What", "Count", "Cabinet"], ["Invoices", "7 years", "red"], ["Applications", "6 months", "blue"]]
    found = all_accounted(book(sheet(ACTIVITIES), sheet(rows, "Retention schedule")))
    limits = {one["name"]: one for one in records(found, "retention_rule")}
    assert (limits["Invoices"]["amount"], limits["Invoices"]["unit"]) == (7, "year")
    assert limits["Applications"]["note"] == "Cabinet: blue"


def test_a_word_in_place_of_the_day_of_a_contract_says_how_it_was_made() -> None:
    rows: Rows = [["Név", "Székhely", "Tevékenység", "Szerződés kelte"]]
    rows = [
        *rows,
        ["UNAS Kft.", "Sopron", "Webáruház", "2019. 03. 01."],
        ["Mailchimp", "Atlanta", "Hírlevél", "online"],
    ]
    found = all_accounted(book(sheet(ACTIVITIES), sheet(rows, "Adatfeldolgozók")))
    engagements = {one["service"]: one for one in records(found, "engagement")}
    assert engagements["Webáruház"]["contract_date"] == "2019-03-01"
    assert engagements["Hírlevél"]["contract_reference"] == "online"


@pytest.mark.parametrize("text", ["2024. 01. 15.", "2024. 1. 15", "2024.01.15.", "15. 01. 2024"])
def test_days_with_full_stops_and_spaces_are_days(text: str) -> None:
    assert (read_day(text).iso, read_day(text).rest) == ("2024-01-15", "")
