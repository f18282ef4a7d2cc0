"""Forms, one activity down a sheet: sections with headings of their own, plain labels, and forms left blank."""

from tests.exchange.recognition.books import Rows, all_accounted, book, names, recognised, records, sheet

FRENCH: Rows = [
    ["Fiche de registre", None, None, None, "T-4"],
    ["Description du traitement", None, None, None, None, "► Données personnelles"],
    ["Nom du traitement", "Gestion des adhésions", None, None, None, "► Destinataires"],
    ["N° / RÉF", "T-4"],
    ["Date de création du traitement", "26/05/2018"],
    ["Acteurs", "Nom", "Adresse", "Code Postal", "Ville", "Adresse mél"],
    ["Responsable du traitement", "Association du Lac", "2 rue du Port", "74000", "Annecy", "bureau@lac.example"],
    ["Délégué à la protection des données", "Luc Morel", None, None, None, "dpo@lac.example"],
    [None],
    ["Finalité(s) du traitement effectué"],
    ["Finalité principale", "Tenir la liste des membres"],
    ["Sous-finalité 1", "Percevoir les cotisations"],
    [None],
    ["Catégories de données personnelles concernées", "Description", None, None, "Durée de conservation"],
    ["État civil, identité", "Nom, prénom", None, None, "3 ans après la fin de l'adhésion"],
    ["Données de connexion", "Sans objet"],
    [None],
    ["Catégories de personnes concernées", "Description", None, None, "Précisions"],
    ["Catégorie de personnes 1", "Membres"],
    [None],
    ["Destinataires", "Type de destinataire", None, None, "Précisions"],
    ["Destinataire 1", "Sous-traitants", None, None, "Cotisations en ligne SAS"],
    ["Destinataire 2", "Service interne qui traite les données"],
    [None],
    ["Mesures de sécurité", "Type de mesure de sécurité", None, None, "Précisions"],
    ["Mesure de sécurité 1", "Sauvegarde des données"],
    ["Mesure de sécurité 2", "Chiffrement des données"],
    [None],
    ["Transferts hors UE", "Destinataire", "Pays", "Type de Garanties"],
    ["Organisme destinataire 1", "Mailhouse Inc", "Etats-Unis", "Clauses contractuelles types (CCT)"],
]


def test_a_french_form() -> None:
    found = recognised(FRENCH, "Adhésions")
    (activity,) = records(found, "activity")
    assert (activity["name"], activity["reference"], activity["started_on"]) == (
        "Gestion des adhésions",
        "T-4",
        "2018-05-26",
    )
    assert [p["description"] for p in records(found, "purpose")] == [
        "Tenir la liste des membres",
        "Percevoir les cotisations",
    ]
    (line,) = records(found, "data_line")
    assert line["detail"] == "Nom, prénom"
    assert names(found, "data_line", "data_id", "data_category") == ["État civil, identité"]
    assert names(found, "data_line", "subject_id", "data_subject_category") == ["Membres"]
    assert (records(found, "retention_rule")[0]["amount"], records(found, "retention_rule")[0]["unit"]) == (3, "year")
    keeper = next(o for o in records(found, "organisation") if o["id"] == activity["keeper_id"])
    assert (keeper["name"], keeper["address"]) == ("Association du Lac", "2 rue du Port, 74000 Annecy")
    assert [(c["role"], c["name"]) for c in records(found, "contact")] == [("dpo", "Luc Morel")]
    assert [r["declared_role"] for r in records(found, "recipient")] == ["processor", "internal"]
    assert [m["name"] for m in records(found, "measure")] == ["Sauvegarde des données", "Chiffrement des données"]
    (transfer,) = records(found, "transfer")
    assert (transfer["country"], transfer["mechanism"]) == ("US", "SCC_UNSPECIFIED")
    assert names(found, "transfer", "importer_id", "organisation") == ["Mailhouse Inc"]
    assert found.incoming.cells["note"] == 0


def test_a_form_that_is_not_filled_in_makes_no_activity() -> None:
    keys = {"N° / RÉF"}
    blank = [[row[0], *(row[1:] if row[0] in keys or _is_head(row) else [])] for row in FRENCH]
    found = all_accounted(book(sheet(FRENCH, "Adhésions"), sheet(blank, "Modèle")))
    assert len(records(found, "activity")) == 1
    assert any("“Modèle” is a form that nobody has filled in" in remark for remark in found.remarks)


def _is_head(row: object) -> bool:
    return any(text in str(row) for text in ("Description", "Précisions", "Adresse mél", "Pays"))


def test_a_german_form_of_plain_labels() -> None:
    rows: Rows = [
        ["Verzeichnis von Verarbeitungstätigkeiten"],
        ["Lfd. Nr.", "7"],
        ["Benennung", "Bewerbungen"],
        ["Verantwortliche Fachabteilung", "Personal"],
        ["Zwecke der Verarbeitung", "Auswahl von Bewerbern"],
        ["Rechtsgrundlage", "Art. 6 Abs. 1 lit. b DSGVO"],
        ["Kategorien betroffener Personen", "Bewerber; Beschäftigte"],
        ["Kategorien personenbezogener Daten", "Lebenslauf; Zeugnisse"],
        ["Kategorien von Empfängern", "keine"],
        ["Fristen für die Löschung", "6 Monate nach der Entscheidung"],
        ["Bearbeitungsvermerk", "siehe Ordner 3"],
    ]
    found = recognised(rows, "Bewerbungen")
    (activity,) = records(found, "activity")
    assert (activity["name"], activity["department"], activity["reference"]) == ("Bewerbungen", "Personal", "7")
    assert records(found, "purpose")[0]["legal_basis"] == "6(1)(b)"
    assert len(records(found, "data_line")) == 4
    assert (records(found, "retention_rule")[0]["amount"], records(found, "retention_rule")[0]["unit"]) == (6, "month")
    assert records(found, "answer")[0]["field"] == "recipients"
    assert activity["note"] == "Bearbeitungsvermerk: siehe Ordner 3"


def test_what_stands_far_beside_an_answer_is_noted_and_not_left_out() -> None:
    rows: Rows = [
        ["Benennung", "Bewerbungen"],
        ["Verantwortlicher", "Seehaus AG", None, None, None, "post@seehaus.example"],
        ["Zwecke der Verarbeitung", "Auswahl von Bewerbern", None, None, None, "► Hilfe"],
        ["Rechtsgrundlage", "Art. 6 Abs. 1 lit. b DSGVO"],
        ["Kategorien betroffener Personen", "Bewerber"],
        ["Kategorien personenbezogener Daten", "Lebenslauf"],
        ["Fristen für die Löschung", "6 Monate"],
    ]
    found = recognised(rows, "Bewerbungen")
    (activity,) = records(found, "activity")
    assert activity["note"] == "Verantwortlicher: post@seehaus.example"


def test_a_title_that_is_like_a_label_stands_above_forms_that_follow_each_other() -> None:
    rows = [["REGISTRO DE ACTIVIDADES DE TRATAMIENTO"], ["Responsable", "Academia Puentes, S.L."]]
    rows += [["Correo electrónico", "info@academiapuentes.example"], []]
    for name in ("Alumnos", "Personal", "Proveedores"):
        rows += [["Tratamiento", name], ["Finalidad", "Gestión"], ["Colectivo", name], ["Categorías de datos", "DNI"]]
        rows += [["Plazo de supresión", "5 años"], []]
    found = recognised(rows)
    assert [record["name"] for record in records(found, "activity")] == ["Alumnos", "Personal", "Proveedores"]
    assert "Academia Puentes, S.L." in {record["name"] for record in records(found, "organisation")}
