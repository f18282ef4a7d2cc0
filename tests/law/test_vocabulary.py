"""The closed lists: a label in each language of a report, by which an entry is told from every other."""

import json
from copy import deepcopy
from dataclasses import replace

import pytest

from ropa_desktop.i18n import LANGUAGES, OUTPUT_LANGUAGES
from ropa_desktop.law.bundle import built_in, using
from ropa_desktop.law.data_file import FORMAT, problem
from ropa_desktop.law.vocabulary import code_for, label, vocabulary
from ropa_desktop.paths import resources

LISTS = sorted(path.stem for path in resources("vocabulary").glob("*.json"))


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_has_a_label_in_every_language_and_shares_none(name: str) -> None:
    found = vocabulary(name)
    for term in found.terms.values():
        assert set(term.labels) == set(OUTPUT_LANGUAGES), term.code
        for called in (term.code, *term.labels.values()):
            assert called == called.strip() != ""
            assert code_for(name, called.upper()) == term.code, called


@pytest.mark.parametrize("name", LISTS)
def test_every_list_says_where_its_other_languages_come_from(name: str) -> None:
    assert json.loads(resources("vocabulary", f"{name}.json").read_text("utf-8"))["translations"]


@pytest.mark.parametrize(
    ("language", "controller", "processor", "rules"),
    [
        ("nn", "Behandlingsansvarleg", "Databehandlar", "Bindande verksemdsreglar"),
        ("da", "Dataansvarlig", "Databehandler", "Bindende virksomhedsregler"),
        ("sv", "Personuppgiftsansvarig", "Personuppgiftsbiträde", "Bindande företagsbestämmelser"),
        ("fi", "Rekisterinpitäjä", "Henkilötietojen käsittelijä", "Yritystä koskevat sitovat säännöt"),
        ("de", "Verantwortlicher", "Auftragsverarbeiter", "Verbindliche interne Datenschutzvorschriften"),
        ("nl", "Verwerkingsverantwoordelijke", "Verwerker", "Bindende bedrijfsvoorschriften"),
        ("fr", "Responsable du traitement", "Sous-traitant", "Règles d’entreprise contraignantes"),
        ("es", "Responsable del tratamiento", "Encargado del tratamiento", "Normas corporativas vinculantes"),
        ("it", "Titolare del trattamento", "Responsabile del trattamento", "Norme vincolanti d’impresa"),
    ],
)
def test_terms_are_those_of_the_regulation_in_each_language(
    language: str, controller: str, processor: str, rules: str
) -> None:
    assert label("party_role", "controller", language) == controller
    assert label("party_role", "processor", language) == processor
    assert label("transfer_mechanism", "BCR_C", language).startswith(rules)


def test_a_file_of_law_data_need_not_know_the_other_languages() -> None:
    mechanisms = deepcopy(dict(built_in().transfer_mechanisms))
    for entry in mechanisms["entries"]:
        for language in OUTPUT_LANGUAGES.keys() - LANGUAGES.keys():
            del entry[language]
        if entry["code"] == "ADEQUACY":
            entry["en"] = "A decision of another name"
    document = {"format": FORMAT, "format_version": 1, "as_of": built_in().as_of, "transfer_mechanisms": mechanisms}
    assert problem(document) == ""
    with using(replace(built_in(), transfer_mechanisms=mechanisms)):
        assert label("transfer_mechanism", "BCR_C", "sv").startswith("Bindande företagsbestämmelser")
        assert label("transfer_mechanism", "ADEQUACY", "sv") == "A decision of another name"


def test_a_file_of_law_data_may_name_a_mechanism_in_any_language_of_a_report_but_no_other() -> None:
    mechanisms = deepcopy(dict(built_in().transfer_mechanisms))
    document = {"format": FORMAT, "format_version": 1, "as_of": built_in().as_of, "transfer_mechanisms": mechanisms}
    assert problem(document) == ""
    mechanisms["entries"][0]["pl"] = "Decyzja"
    assert "pl" in problem(document)
