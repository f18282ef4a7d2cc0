"""Tables of activities in the shapes that authorities and offices give them: what becomes of every cell."""

# ruff: noqa: E501 (a row of a table is a line)

import pytest

from ropa_desktop.errors import BadInput
from ropa_desktop.exchange.recognition.recognise import recognise
from tests.exchange.recognition.books import Rows, all_accounted, book, names, recognised, records, sheet, targets

MUNICIPAL: Rows = [
    ["Behandling", "Kategorier av registrerte", "Behandlingsgrunnlag", "Kategorier av personopplysninger",
     "Overføring av personopplysninger til tredjeland", "Lagring av personopplysningene", "Mottakere", "Formål", "Kilde_fil"],
    ["Reiseregning", "Ansatte; Vikarer", "Personopplysningslovens artikkel 6.1. c) Rettslig plikt; Bokføringsloven",
     "Kontaktinformasjon (navn, adresse); Utlegg", "Vi overfører ikke personopplysninger til tredjeland",
     "5 år etter regnskapsårets slutt (bokføringsloven)", "Skattemyndighet; Regnskapsbyrået", "Refundere utlegg", "a.md"],
    ["Ansatte på nettsiden", "Ansatte", "Artikkel 6 nr. 1 a) Vi har samtykke", "Bilder",
     "Vi overfører normalt ikke personopplysninger til land utenfor EØS.", "-", "Ingen eksterne mottakere", "Vise ansatte", "b.md"],
]  # fmt: skip


def test_a_norwegian_table() -> None:
    found = recognised(MUNICIPAL)
    assert [record["name"] for record in records(found, "activity")] == ["Reiseregning", "Ansatte på nettsiden"]
    assert [(p["description"], p["legal_basis"]) for p in records(found, "purpose")] == [
        ("Refundere utlegg", "6(1)(c)"),
        ("Vise ansatte", "6(1)(a)"),
    ]
    assert records(found, "purpose")[0]["national_law"] == "Bokføringsloven"
    assert names(found, "data_line", "data_id", "data_category")[:2] == ["Kontaktinformasjon (navn, adresse)", "Utlegg"]
    assert len(records(found, "data_line")) == 2 * 2 + 1
    rule = records(found, "retention_rule")[0]
    assert (rule["amount"], rule["unit"], rule["trigger"]) == (5, "year", "accounting_year_end")
    assert rule["wording"] == "5 år etter regnskapsårets slutt (bokføringsloven)"
    assert names(found, "recipient", "organisation_id", "organisation") == ["Skattemyndighet", "Regnskapsbyrået"]
    assert [s["document"] for s in records(found, "source") if s["field"] == "name"][:1] == ["a.md"]


def test_none_is_an_answer_and_a_hedge_is_not() -> None:
    found = recognised(MUNICIPAL)
    first, second = (record["id"] for record in records(found, "activity"))
    said = {(answer["record_id"], answer["field"]): answer["state"] for answer in records(found, "answer")}
    assert said == {(first, "transfers"): "none", (second, "recipients"): "none"}
    quoted = [source for source in records(found, "source") if source["field"] == "transfers"]
    assert [(source["record_id"], source["quotation"][:24]) for source in quoted] == [
        (second, "Vi overfører normalt ikk")
    ]
    assert not records(found, "transfer")


ICO: Rows = [
    ["Name and contact details", None, None, "Data Protection Officer (if applicable)", None, None, "Representative (if applicable)"],
    ["Name", "Northwind Ltd", None, "Name", "Ada Field"],
    ["Address", "1 Quay Street, Leeds", None, "Address", "n/a"],
    ["Email", "office@northwind.example", None, "Email", "dpo@northwind.example"],
    ["Telephone", "0113 496 0000", None, "Telephone"],
    [None],
    [None],
    ["Article 30 Record of Processing Activities"],
    ["Business function", "Purpose of processing", "Categories of individuals", "Categories of personal data",
     "Categories of recipients", "Names of third countries or international organisations that personal data are transferred to (if applicable)",
     "Safeguards for exceptional transfers of personal data to third countries or international organisations (if applicable)",
     "Retention schedule (if possible)", "Article 6 lawful basis for processing personal data", "Rights available to individuals"],
    ["HR", "Payroll", "Employees", "Bank details", "HMRC", "United States", "Standard contractual clauses", "6 years", "Article 6(1)(c)", "Access"],
    [None, None, "Contractors", "Bank details", "HMRC", None, None, "6 years", None, None],
    [None, "Recruitment", "Candidates", "CV", "None", None, None, "6 months", "Article 6(1)(b)", None],
]  # fmt: skip


def test_a_british_template_with_its_contacts_and_its_filled_down_rows() -> None:
    found = recognised(ICO, "Template", merged=((9, 0, 11, 0), (9, 1, 10, 1)))
    payroll, recruitment = records(found, "activity")
    assert (payroll["name"], payroll["department"]) == ("Payroll", "HR")
    assert recruitment["name"] == "Recruitment"
    assert payroll["rights"] == "Access"
    assert names(found, "data_line", "subject_id", "data_subject_category") == [
        "Employees",
        "Contractors",
        "Candidates",
    ]
    controller = next(o for o in records(found, "organisation") if o["name"] == "Northwind Ltd")
    assert controller["record_kept"] == "yes"
    assert controller["email"] == "office@northwind.example"
    assert {a["keeper_id"] for a in records(found, "activity")} == {controller["id"]}
    officer = records(found, "contact")[0]
    assert (officer["role"], officer["name"], officer["email"]) == ("dpo", "Ada Field", "dpo@northwind.example")
    transfer = records(found, "transfer")[0]
    assert (transfer["country"], transfer["mechanism"]) == ("US", "SCC_UNSPECIFIED")


def test_two_levels_of_headings_and_an_example_row() -> None:
    rows: Rows = [
        ["Identification du traitement", None, None, "Finalité", "Personnes concernées", "Données sensibles ?"],
        ["Nom du traitement", "N° / RÉF", "Date de création de la fiche", None, None, "Oui/non"],
        ["(EXEMPLE) Gestion de la paie", "1 - Exemple", "26/05/2018", "Paie", "Salariés", "Non"],
        ["Recrutement", "T-2", "13/05/2019", "Choisir des candidats", "Candidats", "Non"],
    ]
    found = recognised(rows, "Liste", merged=((0, 0, 0, 2), (0, 3, 1, 3), (0, 4, 1, 4)))
    (activity,) = records(found, "activity")
    assert (activity["name"], activity["reference"], activity["recorded_on"]) == ("Recrutement", "T-2", "2019-05-13")
    assert found.incoming.cells == {"field": 6, "note": 0, "ignored": 14, "refused": 0}
    (answer,) = records(found, "answer")
    assert (answer["field"], answer["state"]) == ("special_conditions", "not_applicable")
    assert answer["reason"] == "Données sensibles ? / Oui/non: Non"
    assert sum(outcome.detail == "example row" for outcome in found.outcomes) == 6


def test_a_processors_table_names_controllers_and_keeps_bases_out_of_the_record() -> None:
    rows = [
        ["Name and contact details of controller", "Categories of processing", "Third countries", "Security measures"],
        ["Harbour Clinic", "Hosting of patient records", "None", "Encryption; Backups"],
        ["Hill School", "Payroll", "None", "Encryption"],
    ]
    found = recognised(rows)
    assert found.mapping.sheets[0].role == "processor"
    assert {record["role"] for record in records(found, "activity")} == {"processor"}
    assert names(found, "acted_for", "organisation_id", "organisation") == ["Harbour Clinic", "Hill School"]
    assert [m["name"] for m in records(found, "measure")] == ["Encryption", "Backups"]
    assert len(records(found, "measure_use")) == 3


def test_columns_of_yes_and_no_make_the_categories_that_say_yes() -> None:
    headings = [
        "Label",
        "Ref",
        "MainPurpose",
        "CivilStatus",
        "ConnectionData",
        "HealthData",
        "RetentionAmount",
        "RetentionUnit",
    ]
    found = recognised([headings, ["Payroll", "7", "Pay", "true", "false", "true", "5", "Year"]])
    assert [(c["name"], c["nature"]) for c in records(found, "data_category")] == [
        ("Civil status", "ordinary"),
        ("Health data", "health"),
    ]
    rule = records(found, "retention_rule")[0]
    assert (rule["amount"], rule["unit"]) == (5, "year")


def test_time_limits_and_organisations_are_taken_for_what_they_are() -> None:
    limits = recognised([["Label", "Description", "Retention amount", "Retention unit", "Legal basis for retention"],
                         ["Payslip", "As archived", "5", "Year", "Labour code"]])  # fmt: skip
    assert limits.mapping.sheets[0].holds == "time_limits"
    rule = records(limits, "retention_rule")[0]
    assert (rule["amount"], rule["wording"]) == (5, "As archived")
    vendors = recognised([["Vendor", "HeadOfficeCity", "HeadOfficeCountryCode", "WebsiteUrl", "AccessLevel"],
                          ["Postlane", "Chennai", "IN", "https://postlane.example", "Full"]])  # fmt: skip
    assert vendors.mapping.sheets[0].holds == "organisations"
    organisation = records(vendors, "organisation")[0]
    assert (organisation["name"], organisation["country"], organisation["note"]) == (
        "Postlane",
        "IN",
        "AccessLevel: Full",
    )


def test_a_comparison_of_templates_is_refused_with_the_reason() -> None:
    fields = [
        "Data controller",
        "Purposes of processing",
        "Categories of data subjects",
        "Recipients",
        "Retention period",
    ]
    rows = [["Article", "Field", "Belgium", "Denmark", "Finland", "United Kingdom"]]
    rows += [["30(1)", field, "Y", "N", "Y", "Y"] for field in fields]
    with pytest.raises(BadInput, match=r"“register.xlsx” is not a register of processing activities: it lists what"):
        recognise(book(sheet(rows)))


def test_a_price_list_is_refused() -> None:
    with pytest.raises(BadInput, match="none of its first rows names"):
        recognise(book(sheet([["Article", "Price", "Stock"], ["Chair", "40", "12"], ["Table", "90", "3"]])))


def test_nothing_is_lost_without_a_heading_or_beyond_the_table() -> None:
    rows: Rows = [["Activity", "Purpose", "Data subjects", None], ["Payroll", "Pay", "Employees", "see binder 4"]]
    found = recognised(rows)
    assert records(found, "activity")[0]["note"] == "see binder 4"
    assert targets(found)[""] == "note"


def test_sheets_beside_the_register_are_left_out_with_a_reason() -> None:
    notes = sheet(
        [["How to fill in this register"], ["Describe each processing activity on a row of its own. " * 4]], "Notes"
    )
    found = all_accounted(book(notes, sheet(MUNICIPAL)))
    assert len(records(found, "activity")) == 2
    assert any("“Notes” was left out" in remark for remark in found.remarks)
