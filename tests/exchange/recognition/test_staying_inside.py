"""Transfers where a sheet says that there are none in its own way: data stay in the European Economic Area."""

import pytest

from ropa_desktop.exchange.recognition.mapping import ColumnMapping
from ropa_desktop.exchange.recognition.recognise import recognise
from ropa_desktop.exchange.recognition.showing import NOTHING, VALUE, Shown, shown
from tests.exchange.recognition.books import Rows, book, recognised, records, sheet

HEADINGS = ["Behandling", "Formål", "Registrerte", "Personopplysninger", "Overføring til tredjeland"]
TRANSFERS = ColumnMapping(4, HEADINGS[4], "third_countries")


@pytest.mark.parametrize(
    "text",
    ["EØS", "EEA only", "EU/EØS", "Norge", "Innenfor EØS", "nur innerhalb der EU", "UE", "Only in the EEA (Ireland)",
     "Norway, Sweden", "None outside EEA", "Ikke utenfor EØS"],
)  # fmt: skip
def test_data_that_stay_in_the_eea_are_no_transfer(text: str) -> None:
    found = recognised([HEADINGS, ["Lønn", "Betale lønn", "Ansatte", "Kontonummer", text]])
    (answer,) = records(found, "answer")
    assert (answer["field"], answer["state"], answer["reason"]) == ("transfers", "none", text)
    assert not records(found, "transfer")
    assert not records(found, "source")
    assert shown(TRANSFERS, text).end == NOTHING


@pytest.mark.parametrize(
    "text", ["Outside Norway", "From the EU to our parent", "Europe", "UK", "EU and USA", "Not EU", "Norge, ikke USA"]
)
def test_a_place_in_any_other_sentence_is_no_answer(text: str) -> None:
    found = recognised([HEADINGS, ["Lønn", "Betale lønn", "Ansatte", "Kontonummer", text]])
    assert not records(found, "answer")


def test_what_names_no_third_country_is_shown_as_the_quotation_that_it_becomes() -> None:
    text = "From the EU to our parent"
    found = recognised([HEADINGS, ["Lønn", "Betale lønn", "Ansatte", "Kontonummer", text]])
    assert [one["quotation"] for one in records(found, "source")] == [text]
    assert shown(TRANSFERS, text) == Shown(VALUE, (f"“{text}”",))


def test_advice_beside_a_blank_contact_is_nobody() -> None:
    rows: Rows = [
        ["Responsable de traitement", "Nom :", None, "Adresse mél :", None, "Consulter les guides de l'autorité"],
        ["Nom du traitement", "Finalité", "Personnes concernées", "Données personnelles"],
        ["Paie", "Payer les salaires", "Salariés", "Compte bancaire"],
    ]
    assert not records(recognised(rows), "organisation")


def test_the_example_beside_a_blank_form_is_nobody() -> None:
    form: Rows = [["Fiche", None], ["Nom du traitement", None], ["Finalité principale", None], ["Base juridique", None]]
    example: Rows = [
        ["Responsable du traitement", None],
        ["Nom :", "Louise MODÈLE"],
        ["Adresse mél :", "l@exemple.example"],
    ]
    given = book(sheet(form, "Modèle"), sheet(example, "Exemple de fiche"))
    found = recognise(given, insist=False)
    assert not found.incoming.records
