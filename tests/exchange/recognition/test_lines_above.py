"""Lines above a table and on a cover: details in further cells, departments, owners, and what is no heading there."""

import pytest

from tests.exchange.recognition.books import Rows, all_accounted, book, recognised, records, sheet, targets

HEAD = ["No", "Activity", "Purpose", "Legal basis", "Data subjects", "Personal data", "Retention"]
PAY = ["1", "Payroll", "Pay staff", "6(1)(b)", "Employees", "Name", "5 years"]
HIRE = ["2", "Hiring", "Find staff", "6(1)(b)", "Applicants", "CV", "1 year"]


def test_further_cells_of_a_line_tell_of_the_party_that_it_names() -> None:
    rows: Rows = [
        ["Vastutav töötleja:", "AS Lahevesi", "registrikood 10999888", "Sadama 4, 80011 Pärnu"],
        ["Andmekaitsespetsialist:", "Kristel Mägi", "andmekaitse@lahevesi.example"],
        HEAD,
        PAY,
        HIRE,
    ]
    found = recognised(rows)
    house = next(one for one in records(found, "organisation") if one["name"] == "AS Lahevesi")
    assert (house["identifier"], house["address"]) == ("10999888", "Sadama 4, 80011 Pärnu")
    (officer,) = records(found, "contact")
    assert (officer["name"], officer["email"]) == ("Kristel Mägi", "andmekaitse@lahevesi.example")
    assert targets(found)["No"] == "reference"  # the line above is no first level of the headings


def test_a_labelled_number_between_does_not_part_an_address_from_its_party() -> None:
    rows: Rows = [
        ["Controller:", "Solbakken AS", "Org.nr.", "987 654 321", "Parkveien 14, 3015 Drammen", "Updated 14.08.2024"],
        ["Contact:", "post@solbakken.example", "NIF 509 000 123"],
        HEAD,
        PAY,
    ]
    found = recognised(rows)
    house = next(one for one in records(found, "organisation") if one["name"] == "Solbakken AS")
    assert house["address"] == "Parkveien 14, 3015 Drammen"
    assert house["identifier"] == "987 654 321, 509 000 123"
    updated = next(one for one in found.outcomes if (one.row, one.column) == (0, 5))
    assert updated.kind == "ignored"


@pytest.mark.parametrize("between", [0, 1, 2])
def test_a_line_above_names_the_department_and_the_owner_of_a_sheet(between: int) -> None:
    gap = [""] * between
    rows: Rows = [["Avdeling:", *gap, "Oppvekst"], ["Ansvarlig:", *gap, "Jon Lid, rektor"], [], HEAD, PAY, HIRE]
    found = recognised(rows)
    told = [(one["department"], one["owner"]) for one in records(found, "activity")]
    assert told == [("Oppvekst", "Jon Lid, rektor")] * 2


def test_a_company_above_is_not_the_owner_of_the_activities() -> None:
    found = recognised([["Ansvarlig:", "Fossvik Energi AS"], [], HEAD, PAY, HIRE])
    assert not [one for one in records(found, "activity") if "owner" in one]


def test_a_department_that_stands_once_is_that_of_the_empty_rows_below() -> None:
    head = ["Department", *HEAD[1:]]
    rows: Rows = [head, ["Staff", *PAY[1:]], ["", *HIRE[1:]], ["Sales", "Orders", *PAY[2:]], ["", "Offers", *PAY[2:]]]
    told = {one["name"]: one.get("department") for one in records(recognised(rows), "activity")}
    assert told == {"Payroll": "Staff", "Hiring": "Staff", "Orders": "Sales", "Offers": "Sales"}


def test_a_department_that_is_missing_among_others_stays_unknown() -> None:
    head = ["Department", *HEAD[1:]]
    rows: Rows = [head, *([one, f"Activity {one}", *PAY[2:]] for one in ("A1", "B1", "", "C1", "A1"))]
    told = [one.get("department") for one in records(recognised(rows), "activity")]
    assert told == ["A1", "B1", None, "C1", "A1"]


def test_a_cover_may_name_who_is_responsible_by_function_alone() -> None:
    cover: Rows = [
        ["Behandlingsansvarlig", "Fjordvik kommune"],
        ["Daglig ansvar", "Kommunedirektøren"],
        ["Adresse", "Kommunevegen 1, 6099 Fjordvik"],
    ]
    found = all_accounted(book(sheet(cover, "Forside"), sheet([HEAD, PAY, HIRE])))
    (contact,) = records(found, "contact")
    assert (contact["role"], contact["function"]) == ("general", "Kommunedirektøren")
    house = next(one for one in records(found, "organisation") if one["name"] == "Fjordvik kommune")
    assert house["address"] == "Kommunevegen 1, 6099 Fjordvik"


def test_guidance_below_the_headings_is_no_activity_however_it_is_put() -> None:
    guidance = [
        "Auto",
        "Name the activity",
        "One sentence",
        "Pick from list",
        "Separate with commas",
        "If any",
        "Formula",
    ]
    found = recognised([HEAD, guidance, PAY, HIRE])
    assert [one["name"] for one in records(found, "activity")] == ["Payroll", "Hiring"]


def test_a_code_of_the_legend_may_have_a_law_behind_it() -> None:
    legend: Rows = [["Code", "Basis"], ["G1", "Consent (Art. 6(1)(a))"], ["G2", "Contract (Art. 6(1)(b))"]]
    rows: Rows = [HEAD, [*PAY[:3], "G2 (Labour Act)", *PAY[4:]], [*HIRE[:3], "G1, G2", *HIRE[4:]]]
    found = all_accounted(book(sheet(rows), sheet(legend, "Legend")))
    bases = [(one["legal_basis"], one.get("national_law")) for one in records(found, "purpose")]
    assert bases == [("6(1)(b)", "Labour Act"), ("6(1)(a)", None), ("6(1)(b)", None)]


def test_a_consent_beside_the_time_limits_starts_none_of_them() -> None:
    rows: Rows = [
        [*HEAD, "Consentimento recolhido?"],
        [*PAY, "N/A"],
        [*HIRE, "Sim, na ficha"],
        ["3", "Boletim", "Informar", "6(1)(a)", "Clientes", "E-mail", "2 anos", "Sim, no site"],
    ]
    found = recognised(rows)
    assert targets(found)["Consentimento recolhido?"] == "note"


def test_a_label_with_its_answer_right_above_the_headings_is_no_level_of_them() -> None:
    rows: Rows = [
        ["Controller", "Vik AS", "SC123456"],
        ["Last reviewed by", "Board, March 2024"],
        ["#", *HEAD[1:]],
        PAY,
    ]
    found = recognised(rows)
    assert targets(found)["#"] == "reference"
    house = next(one for one in records(found, "organisation") if one["name"] == "Vik AS")
    assert house["identifier"] == "SC123456"


def test_a_number_behind_unknown_words_is_no_phone() -> None:
    rows: Rows = [["Controller:", "Vik AS", "handelskode 190000000", "tel. 8 5 200 0000"], [], HEAD, PAY]
    house = next(one for one in records(recognised(rows), "organisation") if one["name"] == "Vik AS")
    assert (house["identifier"], house["phone"]) == ("handelskode 190000000", "8 5 200 0000")
