"""Columns that hold two fields as their heading says, and cells that name a time limit for each category of data."""

from ropa_desktop.exchange.recognition.mapping import from_json, to_json
from tests.exchange.recognition.books import Rows, names, recognised, records

FRENCH: Rows = [
    ["Traitement", "Finalité et base légale", "Personnes / données", "Destinataires et transferts hors UE", "Durée"],
    [
        "Paie",
        "Payer les salaires – obligation légale (art. 6.1.c)",
        "Salariés / nom, RIB",
        "URSSAF ; Paylo (États-Unis, CCT)",
        "RIB : 5 ans, nom 50 ans",
    ],
    ["Lettre", "Informer (consentement)", "Clients / adresse mél", "Brevo, pas de transfert", "3 ans"],
]
GERMAN: Rows = [
    [
        "Verarbeitungstätigkeit",
        "Zweck und Rechtsgrundlage",
        "Datenkategorien",
        "Empfänger / Drittland",
        "Löschfrist / TOM",
    ],
    [
        "Bewerbung",
        "Auswahl, Art. 6 Abs. 1 lit. b DSGVO",
        "Zeugnisse",
        "Fachabteilung / keine",
        "6 Monate / Zugriffsschutz",
    ],
    ["Rechnung", "Abrechnung, Art. 6 Abs. 1 lit. c DSGVO", "Name", "keine", "10 Jahre / Datensicherung"],
]


def test_purpose_and_basis_people_and_data_recipients_and_transfers_each_go_their_way() -> None:
    found = recognised(FRENCH)
    assert [(one["description"], one["legal_basis"]) for one in records(found, "purpose")] == [
        ("Payer les salaires", "6(1)(c)"),
        ("Informer", "6(1)(a)"),
    ]
    assert names(found, "data_line", "subject_id", "data_subject_category") == ["Salariés", "Salariés", "Clients"]
    assert names(found, "data_line", "data_id", "data_category") == ["nom", "RIB", "adresse mél"]
    assert names(found, "recipient", "organisation_id", "organisation") == ["URSSAF", "Paylo", "Brevo"]
    assert [(one["country"], one["mechanism"]) for one in records(found, "transfer")] == [("US", "SCC_UNSPECIFIED")]
    assert [one["state"] for one in records(found, "answer") if one["field"] == "transfers"] == ["none"]


def test_limits_and_measures_are_told_apart_and_none_of_nobody_goes_nowhere() -> None:
    found = recognised(GERMAN)
    assert [one["description"] for one in records(found, "purpose")] == ["Auswahl", "Abrechnung"]
    assert [(one["amount"], one["unit"]) for one in records(found, "retention_rule")] == [(6, "month"), (10, "year")]
    assert [one["name"] for one in records(found, "measure")] == ["Zugriffsschutz", "Datensicherung"]
    assert names(found, "recipient", "organisation_id", "organisation") == ["Fachabteilung"]
    states = [(one["field"], one["state"]) for one in records(found, "answer")]
    assert states.count(("transfers", "none")) == 2
    assert ("recipients", "none") in states


def test_a_limit_that_begins_with_a_category_of_data_is_its_own() -> None:
    found = recognised(FRENCH)
    rules = {one["id"]: (one.get("amount"), one["wording"]) for one in records(found, "retention_rule")}
    kept = dict(
        zip(
            names(found, "data_line", "data_id", "data_category"),
            (rules[line["retention_id"]] for line in records(found, "data_line")),
            strict=True,
        )
    )
    assert kept == {"nom": (50, "nom 50 ans"), "RIB": (5, "RIB : 5 ans"), "adresse mél": (3, "3 ans")}


def test_a_column_of_two_fields_is_the_same_in_a_saved_mapping_and_its_heading_alone_divides_nothing() -> None:
    mapping = recognised(FRENCH).mapping
    assert {one.heading: one.also for one in mapping.sheets[0].columns if one.also}.keys() == {*FRENCH[0][1:4]}
    assert from_json(to_json(mapping)) == mapping
    plain: Rows = [
        ["Activity", "Purpose", "Recipients / third countries", "Third countries", "Personal data"],
        ["Payroll", "Pay staff", "Tax office / bank", "none", "Name"],
    ]
    assert not [one for one in recognised(plain).mapping.sheets[0].columns if one.also]
