"""Absences, yes and no, days, many values in a cell, countries, mechanisms, parties, contents, likeness."""

from itertools import chain

import pytest
from babel import Locale

from ropa_desktop.exchange.values.absence import RULES, find_absence, read_absence
from ropa_desktop.exchange.values.contents import guess, norwegian_organisation_number
from ropa_desktop.exchange.values.countries import read_countries
from ropa_desktop.exchange.values.dates import column_order, read_day
from ropa_desktop.exchange.values.mechanisms import DEROGATIONS, MODULES, read_mechanism
from ropa_desktop.exchange.values.names import most_alike, similarity
from ropa_desktop.exchange.values.parties import read_party
from ropa_desktop.exchange.values.splitting import column_separator, split_values
from ropa_desktop.exchange.values.words import known
from ropa_desktop.exchange.values.yes_no import read_yes_no
from ropa_desktop.law.vocabulary import vocabulary

LANGUAGES = ("en", "nb", "nn", "da", "sv", "fi", "de", "nl", "fr", "es", "it")

ABSENCES = [
    ("n/a", "not_applicable", "not_applicable"),
    ("-", "none", "dash"),
    ("—", "none", "dash"),
    ("Sans objet", "not_applicable", "not_applicable"),
    ("Sans objet — pas de transfert", "not_applicable", "not_applicable_because"),
    ("Ingen", "none", "none"),
    ("Ingen eksterne mottakere", "none", "none_sentence"),
    ("Ingen eksterne mottakere av opplysningene", "none", "none_sentence"),
    ("?", "unknown", "placeholder"),
    ("xxx", "unknown", "placeholder"),
    ("[X] mnd", "unknown", "placeholder"),
    ("TODO", "unknown", "placeholder"),
    ("Keine", "none", "none"),
    ("Non", "none", "none"),
    ("Datenübermittlung findet nicht statt und ist auch nicht geplant", "none", "none_sentence"),
    ("Det utføres ingen automatiske avgjørelser i behandlingen", "none", "none_sentence"),
    ("Sélectionnez un élément dans cette liste déroulante ►", "unknown", "blank"),
    ("Per source activity", "unknown", "placeholder"),
    ("01 xx xx xx xx", "unknown", "placeholder"),
    ("Ei sovelleta", "not_applicable", "not_applicable"),
    ("Niet van toepassing", "not_applicable", "not_applicable"),
    ("No aplica", "not_applicable", "not_applicable"),
    ("Nessuno", "none", "none"),
    ("Okänt", "unknown", "placeholder"),
    ("Ikke relevant", "not_applicable", "not_applicable"),
]


@pytest.mark.parametrize(("text", "state", "rule"), ABSENCES, ids=[row[0][:30] for row in ABSENCES])
def test_an_absence_names_its_rule(text: str, state: str, rule: str) -> None:
    found = find_absence(text)
    assert found
    assert (found.state, found.rule) == (state, rule)
    assert rule in RULES


@pytest.mark.parametrize(
    "text",
    [
        "Ansatte",
        "Ingen eksterne mottakere av sensitive opplysninger",
        "Vi overfører normalt ikke personopplysninger til land utenfor EU/EØS.",
        "Ingen, unntatt NAV",
        "5 år",
        "Norge",
    ],
)
def test_a_statement_hedged_or_qualified_is_no_absence(text: str) -> None:
    assert read_absence(text) is None


def test_no_is_an_answer_where_the_field_asks() -> None:
    assert read_absence("Non", asks_yes_or_no=True) is None
    assert read_absence("n/a", asks_yes_or_no=True) == "not_applicable"


def test_the_reason_of_an_absence_stays() -> None:
    found = find_absence("Sans objet — pas de transfert")
    assert found
    assert found.rest == "pas de transfert"


@pytest.mark.parametrize(
    "text", ["yes", "ja", "Ja,", "jo", "kyllä", "Oui", "Sí", "sì", "TRUE", "Y", "x", "1", "☑", "waar"]
)
def test_yes(text: str) -> None:
    assert read_yes_no(text).answer == "yes"


@pytest.mark.parametrize("text", ["no", "nei", "nej", "ei", "nein", "nee", "Non", "false", "N", "0", "☐"])
def test_no(text: str) -> None:
    assert read_yes_no(text).answer == "no"


def test_what_follows_yes_stays_and_another_text_is_no_answer() -> None:
    assert read_yes_no("Ja, se egen vurdering").rest == "se egen vurdering"
    assert read_yes_no("Ansatte").answer is None


DAYS = [
    ("2019-11-28", "2019-11-28"),
    ("2019-11-28 00:00:00", "2019-11-28"),
    ("26/05/2018", "2018-05-26"),
    ("05/26/2018", "2018-05-26"),
    ("16/01/18", "2018-01-16"),
    ("16. juli 2020", "2020-07-16"),
    ("16 Jul 2020", "2020-07-16"),
    ("July 16th, 2020", "2020-07-16"),
    ("1er octobre 2026", "2026-10-01"),
    ("16 de julio de 2020", "2020-07-16"),
    ("16. heinäkuuta 2020", "2020-07-16"),
    ("1.5.2020", "2020-05-01"),
    ("44000", "2020-06-18"),
    ("Contrat en date du 23/01/2018", "2018-01-23"),
    ("31.2.2025", None),
    ("juli 2020", None),
    ("2020", None),
    ("03/07/2020", None),
]


@pytest.mark.parametrize(("text", "day"), DAYS, ids=[row[0] for row in DAYS])
def test_a_day(text: str, day: str | None) -> None:
    assert read_day(text).iso == day


def test_the_whole_column_tells_day_from_month() -> None:
    assert column_order(["03/07/2020", "26/05/2018"]) == "day_first"
    assert column_order(["03/07/2020", "05/26/2018"]) == "month_first"
    assert column_order(["03/07/2020"]) == "ambiguous"
    assert column_order(["26/05/2018", "05/26/2018"]) == "ambiguous"
    assert column_order(["2020-07-03", "03.07.2020"]) is None
    assert read_day("03/07/2020").candidates == ("2020-07-03", "2020-03-07")
    assert read_day("03/07/2020", "day_first").iso == "2020-07-03"
    assert read_day("03/07/2020", "month_first").iso == "2020-03-07"


SPLITS = [
    ("Ansatte; Vikarer", ["Ansatte", "Vikarer"]),
    (
        "Kontaktinformasjon(Slik som navn, adresse; e-post); CV",
        ["Kontaktinformasjon(Slik som navn, adresse; e-post)", "CV"],
    ),
    ("Behandlingsansvarlig (vi; Lege", ["Behandlingsansvarlig (vi", "Lege"]),
    ("- Name\n- Address", ["Name", "Address"]),
    ("- a - b", ["a", "b"]),
    ("• Name • Address", ["Name", "Address"]),
    ("Name<br>Address", ["Name", "Address"]),
    ("1. Ansatte\n2. Kunder", ["Ansatte", "Kunder"]),
    ("Navn, adresse, telefon og e-post", ["Navn", "adresse", "telefon", "e-post"]),
    ("Legitimate interest / pre-contract", ["Legitimate interest", "pre-contract"]),
    ("Navn + adresse", ["Navn", "adresse"]),
    ("Fra NAV&Fra Folkeregisteret", ["Fra NAV", "Fra Folkeregisteret"]),
    ("Acme AS, Storgata 1, 0150 Oslo", ["Acme AS, Storgata 1, 0150 Oslo"]),
    ("Module 1, Module 2", ["Module 1", "Module 2"]),
    ("Research & Development", ["Research & Development"]),
    ("kontrakt/avtale", ["kontrakt/avtale"]),
    ("1,5 år", ["1,5 år"]),
    ("Avvik - Melding om avvik", ["Avvik - Melding om avvik"]),
    ("Vi lagrer navn, adresse og annet som er nødvendig.", ["Vi lagrer navn, adresse og annet som er nødvendig."]),
    ('"Navn, adresse", CV', ['"Navn, adresse"', "CV"]),
]


@pytest.mark.parametrize(("text", "values"), SPLITS, ids=[row[0][:30] for row in SPLITS])
def test_many_values_in_a_cell(text: str, values: list[str]) -> None:
    assert list(split_values(text).values) == values


def test_a_semicolon_in_the_column_means_that_commas_separate_nothing() -> None:
    cells = ["Ansatte; Vikarer", "Helse, miljø", ""]
    assert column_separator(cells) == ";"
    assert split_values(cells[1], ";").values == ("Helse, miljø",)
    assert column_separator(["Payroll, bonus", "Employees"]) == ","
    assert column_separator(["Ansatte", "Kunder"]) == ""


COUNTRIES = [
    ("Norway", ["NO"], []),
    ("norge, sverige", ["NO", "SE"], []),
    ("SE/NO/DK", ["SE", "NO", "DK"], []),
    ("USA", ["US"], []),
    ("Etats-Unis", ["US"], []),
    ("Vi overfører til USA og India", ["US", "IN"], []),
    ("UK", ["GB"], []),
    ("Northern Ireland", ["GB"], []),
    ("Papua New Guinea", ["PG"], []),
    ("Georgia", ["GE"], []),
    ("Atlanta, Georgia", ["US"], []),
    ("Georgia, USA", ["US"], []),
    ("Jersey", ["JE"], []),
    ("New Jersey", ["US"], []),
    ("Oman henkilöstön tiedot", [], []),
    ("Man speichert", [], []),
    ("we give us data", [], []),
    ("EU/EØS", [], ["EEA"]),
    ("EWR", [], ["EEA"]),
    ("utenfor EU/EØS", [], ["OUTSIDE_EEA"]),
    ("hors UE", [], ["OUTSIDE_EEA"]),
    ("worldwide", [], ["WORLD"]),
    ("Personopplysningene behandles og lagres innenfor Norge", ["NO"], []),
    ("Iles FEROE", ["FO"], []),
    ("Rép. dém. du Congo", ["CD"], []),
    ("Deutschland und die Schweiz", ["DE", "CH"], []),
    ("Storbritannia og Nord-Irland", ["GB"], []),
]


@pytest.mark.parametrize(("text", "countries", "regions"), COUNTRIES, ids=[row[0][:30] for row in COUNTRIES])
def test_countries_and_regions(text: str, countries: list[str], regions: list[str]) -> None:
    read = read_countries(text)
    assert [place.code for place in read.countries] == countries
    assert [place.code for place in read.regions] == regions


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_is_read_by_its_name(language: str) -> None:
    names = Locale(language).territories
    for code in vocabulary("country").terms:
        if code in names:
            assert [place.code for place in read_countries(names[code]).countries] == [code], names[code]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_is_read_by_its_name(language: str) -> None:
    for number, name in Locale(language).months["format"]["wide"].items():
        assert read_day(f"3 {name} 2024").iso == f"2024-{number:02}-03", name


MECHANISMS = [
    ("SCC", ["SCC_UNSPECIFIED"]),
    ("SCC 2021 module 2", ["SCC_2021_M2"]),
    ("SCC modules 2 and 3", ["SCC_2021_M2", "SCC_2021_M3"]),
    ("Standard contractual clauses (2010/87/EU)", ["SCC_2010"]),
    ("Clauses contractuelles types (CCT)", ["SCC_UNSPECIFIED"]),
    ("Règles d'entreprise contraignantes (BCR)", ["BCR_C"]),
    ("BCR for processors", ["BCR_P"]),
    ("Pays adéquat", ["ADEQUACY"]),
    ("Privacy shield", ["PRIVACY_SHIELD"]),
    ("EU-US Data Privacy Framework", ["ADEQUACY"]),
    ("Swiss-US Data Privacy Framework", ["SWISS_US_DPF"]),
    ("Code de conduite", ["COC"]),
    ("Certification", ["CERT"]),
    ("Dérogations (art 49)", []),
    ("Art. 49(1)(a)", ["D49_1A"]),
    ("privacy_standard_contractual_clauses", ["SCC_UNSPECIFIED"]),
    ("privacy_data_transfer_adequacy", ["ADEQUACY"]),
    ("SCCs + DPF", ["SCC_UNSPECIFIED", "ADEQUACY"]),
    ("EU-Standardvertragsklauseln Modul 2", ["SCC_2021_M2"]),
    ("EUs standardkontrakter", ["SCC_UNSPECIFIED"]),
]


@pytest.mark.parametrize(("text", "codes"), MECHANISMS, ids=[row[0][:30] for row in MECHANISMS])
def test_a_mechanism(text: str, codes: list[str]) -> None:
    assert list(read_mechanism(text).codes) == codes


def test_what_the_text_leaves_open_a_person_chooses() -> None:
    assert read_mechanism("SCC").candidates == MODULES
    assert read_mechanism("Dérogations (art 49)").candidates == DEROGATIONS
    assert read_mechanism("BCR").candidates == ("BCR_C", "BCR_P")


def test_every_code_of_the_words_is_one_of_the_vocabulary() -> None:
    families = {"SCC", "SCC_2021", "BCR", "D49"}
    for name, table, lists in (
        ("mechanisms", "mechanisms", ("transfer_mechanism",)),
        ("bases", "bases", ("legal_basis",)),
        ("bases", "conditions", ("special_condition",)),
        ("retention", "triggers", ("retention_trigger",)),
        ("retention", "events", ("retention_trigger",)),
        ("retention", "units", ("time_unit",)),
        ("retention", "disposal", ("disposal",)),
        ("parties", "roles", ("party_role",)),
        ("parties", "kinds", ("organisation_kind",)),
        ("countries", "names", ("country",)),
        ("countries", "aliases", ("country",)),
    ):
        codes = set(chain.from_iterable(vocabulary(each).terms for each in lists)) | families
        assert set(known(name)[table]) <= codes, table


PARTIES = [
    ("Microsoft (processor)", "Microsoft", "processor", None),
    ("NAV (mottaker)", "NAV", "recipient", "public_authority"),
    ("Databehandler: Visma AS", "Visma AS", "processor", "legal_entity"),
    ("Microsoft Azure – sub-processor", "Microsoft Azure", "sub_processor", None),
    ("Google Ireland Ltd. (sous-traitant)", "Google Ireland Ltd", "processor", "legal_entity"),
    ("Apache Cassandra", "Apache Cassandra", None, "software"),
    ("Elasticsearch (self-hosted)", "Elasticsearch", None, "software"),
    ("Brønnøysundregistrene", "Brønnøysundregistrene", None, "public_register"),
    ("Fra Folkeregisteret", "Folkeregisteret", "source", "public_register"),
    ("Mailjet (Paris)", "Mailjet", None, None),
    ("Advokater", "Advokater", None, "category"),
    ("Sula kommune", "Sula kommune", None, "public_authority"),
]


@pytest.mark.parametrize(("text", "name", "role", "kind"), PARTIES, ids=[row[0] for row in PARTIES])
def test_a_party(text: str, name: str, role: str | None, kind: str | None) -> None:
    read = read_party(text)
    assert (read.name, read.role, read.kind) == (name, role, kind)


CONTENTS = [
    (["a@b.no", "c@d.com"], "email"),
    (["+47 22 33 44 55", "22334455"], "phone"),
    (["974 760 673", "NO 974760673 MVA"], "organisation_number"),
    (["Norge", "Sverige", "-"], "country"),
    (["6(1)(b)", "Consent"], "legal_basis"),
    (["3 months", "5 år"], "retention"),
    (["26/05/2018", "01/02/2020"], "date"),
    (["Ja", "Nei"], "yes_no"),
    (["PA-001", "PA-002"], "reference"),
    (["SCC", "BCR"], "mechanism"),
    (["Duration of the contract"], "retention"),
]


@pytest.mark.parametrize(("texts", "kind"), CONTENTS, ids=[row[1] for row in CONTENTS])
def test_a_column_is_told_by_its_cells(texts: list[str], kind: str) -> None:
    assert (guess(texts)[0].kind, guess(texts)[0].share) == (kind, 1.0)


def test_an_organisation_number_is_checked() -> None:
    assert norwegian_organisation_number("974 760 673") == "974760673"
    assert norwegian_organisation_number("974 760 674") is None
    assert guess(["", "-", "?"]) == ()


def test_names_alike() -> None:
    assert similarity("ANSATTE", "Ansatte") == 1.0
    assert similarity("Søkere", "sokere") == 1.0
    assert similarity("Visma AS", "Visma") == 0.95
    assert similarity("Sak 1", "Sak 2") < 0.8
    assert similarity("Kunder", "Ansatte") < 0.5
    assert similarity("", "Ansatte") == 0.0
    found = most_alike("Kundar", ["Ansatte", "Kunder"])
    assert found
    assert found.name == "Kunder"
    assert most_alike("Leverandører", ["Ansatte", "Kunder"]) is None
