"""Whose register it is and when: actors of a form, covers beside a table, recipients outside, months without a day."""

import pytest

from ropa_desktop.exchange.recognition.aliases import in_language
from ropa_desktop.exchange.recognition.reading import address
from ropa_desktop.exchange.values.dates import read_month
from ropa_desktop.exchange.values.splitting import split_values
from tests.exchange.recognition.books import Rows, all_accounted, book, names, recognised, records, sheet
from tests.exchange.recognition.test_forms import FRENCH

JOINT = [
    "Responsable(s) conjoint(s)", "Office du Lac", "1 place du Bourg", "74000", "Annecy", "accueil@office.example",
]  # fmt: skip

TABLE = [
    ["Actividad", "Fines", "Base jurídica", "Destinatarios", "Última revisión"],
    ["Nóminas", "Pagar salarios", "Obligación legal", "Alarmas Norte, S.A., mutua", "01/2025"],
    ["Clientes", "Facturar", "Contrato", "Gestoría Sur, S.L.", "marzo de 2024"],
]


def test_a_joint_controller_of_a_form_is_a_party_of_its_own_with_its_address() -> None:
    at = next(row for row, cells in enumerate(FRENCH) if cells[0] == "Délégué à la protection des données") + 1
    found = recognised([*FRENCH[:at], JOINT, *FRENCH[at:]], "Adhésions")
    (activity,) = records(found, "activity")
    assert names(found, "joint_controller", "organisation_id", "organisation") == ["Office du Lac"]
    parties = {one["name"]: one for one in records(found, "organisation")}
    assert parties["Office du Lac"]["address"] == "1 place du Bourg, 74000 Annecy"
    assert activity["keeper_id"] == parties["Association du Lac"]["id"]
    told = {outcome.detail for outcome in found.outcomes if outcome.row in (at - 2, at - 1, at)}
    assert {"organisation.name", "organisation.address", "organisation.email", "contact.name"} <= told


def test_a_row_below_two_headings_goes_on_with_its_section_whatever_its_label_is_like() -> None:
    at = next(row for row, cells in enumerate(FRENCH) if cells[0] == "Données de connexion")
    economic = ["Informations d'ordre économique (revenus, etc.)", "RIB", None, None, "10 ans"]
    found = recognised([*FRENCH[:at], economic, *FRENCH[at:]], "Adhésions")
    assert "RIB" in [line.get("detail") for line in records(found, "data_line")]
    assert (10, "year") in [(rule.get("amount"), rule.get("unit")) for rule in records(found, "retention_rule")]


def test_others_to_be_specified_are_what_stands_beside_them() -> None:
    rows = [
        ["Catégorie de personnes 1", "Autres (préciser)", None, None, "Bénévoles"]
        if cells[0] == "Catégorie de personnes 1"
        else cells
        for cells in FRENCH
    ]
    found = recognised(rows, "Adhésions")
    assert [one["name"] for one in records(found, "data_subject_category")] == ["Bénévoles"]


def test_a_label_that_says_external_alone_asks_for_recipients_too() -> None:
    found = recognised(
        [
            ["Bezeichnung der Verarbeitungstätigkeit", "Lohn"],
            ["Zwecke der Verarbeitung", "Löhne zahlen"],
            ["Kategorien personenbezogener Daten", "Bankverbindung"],
            ["Kategorien von Empfängern\nintern", "Buchhaltung"],
            ["extern", "Finanzamt, Krankenkasse"],
            ["Löschfristen", "10 Jahre"],
        ]
    )
    assert names(found, "recipient", "organisation_id", "organisation") == ["Buchhaltung", "Finanzamt", "Krankenkasse"]


def test_a_cover_tells_whose_table_it_is_and_a_sheet_of_anything_else_does_not() -> None:
    cover = [
        ["Responsable del tratamiento", "Clínica del Sur, S.L.P."],
        ["Domicilio", "Avenida 4, 11006 Cádiz"],
        ["Teléfono / correo electrónico", "956 000 111, hola@sur.example"],
    ]
    found = all_accounted(book(sheet(TABLE, "RAT"), sheet(cover, "Datos")))
    (keeper,) = [one for one in records(found, "organisation") if one.get("record_kept") == "yes"]
    assert (keeper["name"], keeper["email"], keeper["phone"]) == (
        "Clínica del Sur, S.L.P.",
        "hola@sur.example",
        "956 000 111",
    )
    assert {one["keeper_id"] for one in records(found, "activity")} == {keeper["id"]}
    listed = [["Nombre", "Teléfono"], ["Ana", "1"], ["Eva", "2"]]
    other = all_accounted(book(sheet(TABLE, "RAT"), sheet(listed, "Lista")))
    assert not [one for one in records(other, "organisation") if one.get("record_kept")]


def test_a_month_is_read_as_its_first_day_said_so_and_quoted() -> None:
    found = recognised(TABLE)
    assert [one["reviewed_on"] for one in records(found, "activity")] == ["2025-01-01", "2024-03-01"]
    assert ("reviewed_on", "01/2025") in [(one["field"], one.get("quotation")) for one in records(found, "source")]
    assert "Months in “Última revisión” are read as their first day." in found.remarks


@pytest.mark.parametrize("text", ["13/2025", "2025", "1/1/2025", "mai 2024 og juni", "2023/24"])
def test_what_is_more_or_less_than_a_month_is_none(text: str) -> None:
    assert read_month(text) is None


def test_the_form_of_a_company_stays_with_its_name() -> None:
    assert split_values("Alarmas Norte, S.A., mutua", ",").values == ("Alarmas Norte, S.A.", "mutua")
    assert split_values("Norge, SE, DK", ",").values == ("Norge", "SE", "DK")
    assert address("Clínica del Sur, S.L.P., Calle 1").name == "Clínica del Sur, S.L.P."


@pytest.mark.parametrize(
    ("heading", "language", "target"),
    [
        ("Vilka lämnas uppgifterna till?", "sv", "recipients"),
        ("Vad heter behandlingen?", "sv", "name"),
        ("Who is the data shared with?", "en", "recipients"),
        ("Nazwa podmiotu przetwarzającego i dane kontaktowe (jeśli dotyczy)", "pl", "processors"),
        ("Controller contact email", "en", "controller_contact"),
    ],
)
def test_headings_with_words_between_what_they_ask_for(heading: str, language: str, target: str) -> None:
    assert in_language(heading, language)[0].target == target


@pytest.mark.parametrize(
    ("heading", "text"),
    [("Hvem i avdelingen har ansvaret", "Sekretær"), ("Hvem i afdelingen har ansvaret?", "Sekretæren")],
)
def test_who_of_a_department_is_responsible_is_a_person_and_no_department(heading: str, text: str) -> None:
    rows: Rows = [["Activity", "Purpose", "Data subjects", heading], ["Payroll", "Pay staff", "Staff", text]]
    (activity,) = records(recognised(rows), "activity")
    assert (activity["owner"], activity.get("department")) == (text, None)


def test_the_number_of_a_company_in_a_title_is_no_part_of_its_name() -> None:
    rows: Rows = [
        ["Bay Hotels Group p.l.c. (C 00017)"],
        ["Activity", "Purpose", "Data subjects", "Personal data"],
        ["Payroll", "Pay staff", "Staff", "Name"],
    ]
    found = recognised(rows)
    assert names(found, "activity", "keeper_id", "organisation") == ["Bay Hotels Group p.l.c."]


def test_a_column_of_modules_says_which_clauses_and_a_column_of_tests_how_interests_were_weighed() -> None:
    head = ["Activity", "Purpose", "Lawful basis", "LIA ref / summary", "Country", "Transfer mechanism"]
    rows: Rows = [
        [*head, "SCC module / TIA date"],
        ["Support", "Help", "6(1)(b)", "n/a", "United States", "SCCs", "Module 2; TIA 2023-03-14"],
        ["Hiring", "Choose", "6(1)(f)", "LIA-03: suitable staff", "United States", "SCCs", "Module 1; TIA 2022-11-30"],
    ]
    found = recognised(rows)
    assert [one["mechanism"] for one in records(found, "transfer")] == ["SCC_2021_M2", "SCC_2021_M1"]
    assert [one.get("balancing_reference") for one in records(found, "purpose")] == [None, "LIA-03: suitable staff"]


def test_a_national_statute_alone_may_permit_special_categories() -> None:
    rows: Rows = [
        ["Behandlingsaktivitet", "Formål", "Behandlingsgrundlag", "Undtagelse art. 9", "Registrerede"],
        ["Løn", "Udbetale løn", "Art. 6, stk. 1, litra b", "Databeskyttelseslovens § 12", "Medarbejdere"],
    ]
    (condition,) = records(recognised(rows), "special_condition")
    assert "§ 12" in condition["national_law"]
