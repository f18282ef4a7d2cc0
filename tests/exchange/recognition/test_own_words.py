"""Headings in a person's own words: questions, short forms, groups; and cells that are not what their heading says."""

import pytest

from tests.exchange.recognition.books import Rows, recognised, records, targets

QUESTIONS = {
    "nb": "Hva gjør vi med opplysningene=name|Hvorfor gjør vi det=purpose|Hvem gjelder opplysningene=data_subjects|"
    "Hva slags opplysninger=data_categories|Sendes videre til=recipients|Sendes ut av EU/EØS=third_countries|"
    "Slettes når=retention|Slik passer vi på dem=measures|Hvor er de lagret=systems|Hvem har ansvaret=owner",
    "da": "Hvilken opgave=name|Hvad er formålet=purpose|Hvem har vi oplysninger om=data_subjects|"
    "Hvem giver vi oplysninger til=recipients|Hvor længe gemmer vi dem=retention|Hvordan passer vi på dem=measures",
    "sv": "Därför behandlar vi uppgifterna=purpose|Vilka personer berörs=data_subjects|Lämnas till=recipients|"
    "Hur länge sparar vi=retention|Så skyddar vi uppgifterna=measures|Var finns uppgifterna=systems",
    "fi": "Käsittely tai rekisteri=name|Mihin tarkoitukseen=purpose|Ketä tiedot koskevat=data_subjects|"
    "Mitä tietoja kerätään=data_categories|Kenelle tietoja annetaan=recipients|Kuinka kauan säilytetään=retention",
    "nl": "Waarvoor gebruiken we het?=purpose|Van wie zijn de gegevens?=data_subjects|Hoe beveiligd=measures|"
    "Wie krijgt de gegevens nog meer?=recipients|Hoe lang bewaren we het=retention|Waar staat het=systems",
    "fr": "Ce que nous faisons=name|À quelle fin=purpose|Qui est concerné=data_subjects|Hors UE ?=third_countries|"
    "Transmises à des tiers=recipients|Comment c'est sécurisé=measures|D'où viennent-elles=source",
    "es": "Qué hacemos=name|Con qué fin=purpose|De quién son los datos=data_subjects|A quién se comunican=recipients|"
    "Cuánto tiempo se guardan=retention|Cómo los protegemos=measures|¿Salen del EEE?=third_countries",
    "pl": "W jakim celu przetwarzamy=purpose|Czyje dane=data_subjects|Jakie dane=data_categories|"
    "Komu udostępniamy dane=recipients|Komu powierzamy=processors|Jak długo trzymamy=retention|Jak chronimy=measures",
}


@pytest.mark.parametrize("language", QUESTIONS)
def test_a_question_is_heard_by_what_it_asks(language: str) -> None:
    expected = dict(pair.rsplit("=", 1) for pair in QUESTIONS[language].split("|"))
    found = recognised([list(expected), *[[f"some words {n}{place}" for place in range(len(expected))] for n in "abc"]])
    assert targets(found) == expected


def test_a_row_of_data_below_full_headings_is_no_second_level_of_them() -> None:
    rows: Rows = [
        ["Qué hacemos", "Con qué fin", "En qué nos basamos", "De quién son", "Qué datos tratamos", "Cuánto tiempo"],
        ["Nóminas", "Pago de salarios", "Obligación legal", "Pacientes", "Nombre, salud", "4 años"],
        ["Boletín", "Enviar ofertas", "Consentimiento", "Clientes", "Correo", "Hasta la baja"],
    ]
    assert [one["name"] for one in records(recognised(rows), "activity")] == ["Nóminas", "Boletín"]


def test_under_a_group_of_processing_a_heading_that_nobody_knows_names_no_processor() -> None:
    rows: Rows = [
        ["Käsittely", None, None, "Henkilötiedot", None],
        ["Käsittelytoimi", "Käsittelyn tarkoitus", "Xyzzy", "Rekisteröidyt", "Henkilötietoryhmät"],
        ["Palkat", "Palkan maksu", "Rehtori", "Työntekijät", "Nimi"],
        ["Kamera", "Turvallisuus", "Päällikkö", "Vierailijat", "Kuva"],
    ]
    found = recognised(rows, merged=((0, 0, 0, 2), (0, 3, 0, 4)))
    assert not records(found, "recipient")


def test_recipients_over_internal_and_external_are_both() -> None:
    rows: Rows = [
        ["Verarbeitungstätigkeit", "Zweck", "Empfänger", None, "Drittland", None],
        [None, None, "intern", "extern", "Land", "Garantie"],
        ["Lohn", "Zahlung", "Personal", "Finanzamt", "nein", "-"],
        ["CRM", "Verkauf", "Vertrieb", "Bank", "USA", "SCC"],
    ]
    found = recognised(rows, merged=((0, 2, 0, 3), (0, 4, 0, 5)))
    assert list(targets(found).values())[2:] == ["internal_recipients", "recipients", "third_countries", "safeguards"]


def test_safeguards_that_name_no_mechanism_are_measures() -> None:
    headings = ["Behandling", "Ändamål", "Registrerade", "Tredjeland", "Skyddsåtgärder"]
    measures = recognised([headings, ["Lön", "Betala", "Anställda", "Nej", "Loggning"]])
    mechanism = recognised([headings, ["Lön", "Betala", "Anställda", "USA", "Standardavtalsklausuler"]])
    assert targets(measures)["Skyddsåtgärder"] == "measures"
    assert targets(mechanism)["Skyddsåtgärder"] == "safeguards"


def test_a_person_is_no_recipient_and_a_company_no_contract() -> None:
    headings = ["Trattamento", "Finalità", "Interessati", "Responsabile servizi", "Accordo fornitori"]
    rows: Rows = [[f"T{n}", "Fine", "Clienti", f"Dott. Bassi{n}", f"Maggioli{n} S.p.A."] for n in "abc"]
    found = recognised([headings, *rows])
    assert not [one["name"] for one in records(found, "organisation") if "Bassi" in one["name"]]
    assert not [row for row in records(found, "engagement") if row.get("contract_reference")]


def test_whose_register_it_is_may_stand_in_a_title_alone() -> None:
    rows: Rows = [
        ["Fossvik Energi AS – Behandlingsoversikt (GDPR art. 30)"],
        ["Behandling", "Formål", "Registrerte"],
        ["Lønn", "Betale lønn", "Ansatte"],
    ]
    found = recognised(rows)
    (activity,) = records(found, "activity")
    called = {one["id"]: one["name"] for one in records(found, "organisation")}
    assert called[activity["keeper_id"]] == "Fossvik Energi AS"


def test_days_that_tell_no_order_take_that_of_the_others_of_the_sheet() -> None:
    rows: Rows = [
        ["Activity", "Purpose", "Data subjects", "Created on", "Last reviewed"],
        ["Payroll", "Pay", "Staff", "25/03/2021", "07/04/2024"],
        ["Web", "Sell", "Buyers", "26/03/2021", "08/04/2024"],
    ]
    assert [one["reviewed_on"] for one in records(recognised(rows), "activity")] == ["2024-04-07", "2024-04-08"]


def test_notes_beyond_the_field_are_kept_as_quotations() -> None:
    rows: Rows = [
        ["Activity", "Purpose", "Data subjects", "Oddity A", "Oddity B"],
        ["Payroll", "Pay", "Staff", "a" * 20_000, "b" * 20_000],
    ]
    found = recognised(rows)
    (activity,) = records(found, "activity")
    assert activity["note"] == "Oddity A: " + "a" * 20_000
    assert [one["quotation"] for one in records(found, "source")] == ["Oddity B: " + "b" * 20_000]


def test_a_processors_own_sheet_names_whom_it_acts_for_and_whom_to_write_to_there() -> None:
    rows: Rows = [
        ["Register över behandling för kunders räkning"],
        ["Kund (personuppgiftsansvarig)", "Kontaktperson hos kund", "Tjänst", "Vad gör vi med uppgifterna",
         "Registrerade", "Underbiträden", "Avtal daterat", "Vid avtalets slut"],
        ["Bageri Solros AB", "Nils Frisk, nils@solros.example", "Lön", "Beräkning av lön", "Anställda", "Moln AB",
         "2023-02-01", "Raderas inom 30 dagar"],
        ["Studio Lumen AB", "Kim Berg", "Bokslut", "Granskning", "Ägare", "Inga", "2024-01-20", "Återlämnas"],
    ]  # fmt: skip
    found = recognised(rows)
    assert {one["role"] for one in records(found, "activity")} == {"processor"}
    assert [one["categories_of_processing"] for one in records(found, "activity")] == ["Beräkning av lön", "Granskning"]
    assert [one["contract_date"] for one in records(found, "acted_for")] == ["2023-02-01", "2024-01-20"]
    assert [one["name"] for one in records(found, "contact")] == ["Nils Frisk", "Kim Berg"]
    assert [one["declared_role"] for one in records(found, "recipient")] == ["sub_processor"]


def test_a_contact_of_a_client_is_no_name_and_of_a_controllers_own_register_no_contact_of_its_keeper() -> None:
    rows: Rows = [
        ["Contact client", "Finalité", "Personnes concernées", "Données", "Destinataires"],
        ["M. Roux, roux@a.example", "Vente", "Clients", "Nom", "Banque"],
        ["Mme Diop, diop@b.example", "Paie", "Salariés", "Nom", "Banque"],
        ["a@c.example", "Accueil", "Visiteurs", "Nom", "Aucun"],
    ]
    found = recognised(rows)
    assert [one["name"] for one in records(found, "activity")] == ["Vente", "Paie", "Accueil"]
    assert not records(found, "contact")


def test_what_becomes_of_data_at_the_end_of_a_contract_is_a_time_limit_and_its_day_is_none() -> None:
    head: Rows = [["Traitement", "Finalité", "Données", "Sort des données en fin de contrat", "Fin de contrat"]]
    rows: Rows = [*head, ["Paie", "Payer", "Nom", "Suppression sous 30 jours", "31/12/2025"],
                  ["Vente", "Vendre", "Nom", "Restitution", "30/06/2026"]]  # fmt: skip
    found = targets(recognised(rows))
    assert found["Sort des données en fin de contrat"] == "retention"
    assert found["Fin de contrat"] != "retention"


def test_who_drew_up_and_who_approved_a_table_are_no_activity() -> None:
    rows: Rows = [
        ["Lp.", "Czynność", "Cel", "Podstawa prawna", "Kategorie osób"],
        ["1", "Płace", "Wypłata", "art. 6 ust. 1 lit. b i c RODO", "Pracownicy"],
        ["2", "Monitoring", "Ochrona", "art. 6 ust. 1 lit. f RODO", "Goście"],
        [],
        ["Sporządziła: Anna Wrona", None, None, "Zatwierdził: Prezes"],
    ]
    found = recognised(rows)
    assert [one["name"] for one in records(found, "activity")] == ["Płace", "Monitoring"]
    assert {one["legal_basis"] for one in records(found, "purpose")} == {"6(1)(b)", "6(1)(c)", "6(1)(f)"}


def test_a_bare_what_before_the_rest_names_the_activity() -> None:
    rows: Rows = [
        ["Nr", "Hva", "Hvorfor trenger vi det?", "Hvem gjelder det", "Hvilke opplysninger"],
        ["1", "Medlemsregister", "Holde oversikt", "Medlemmer", "Navn"],
        ["2", "Påmelding til cup og arrangement", "Administrere deltakelse", "Utøvere", "Navn, alder"],
        ["3", "Lønn og honorar til trenere", "Utbetale", "Trenere", "Navn, beløp"],
    ]
    names = [one["name"] for one in records(recognised(rows), "activity")]
    assert names == ["Medlemsregister", "Påmelding til cup og arrangement", "Lønn og honorar til trenere"]


def test_where_it_lives_where_it_comes_from_and_whether_it_leaves_are_heard() -> None:
    head = ["What", "Why we do it", "What data", "Where it comes from", "Where it lives", "Leaves the UK?"]
    found = recognised([head, *[[f"some words {n}{place}" for place in range(len(head))] for n in "abc"]])
    assert [targets(found)[one] for one in head[3:]] == ["source", "systems", "third_countries"]
