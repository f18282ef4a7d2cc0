"""Headings in ten languages are taken for the field they ask for, false friends among them for the right one."""

# ruff: noqa: E501 (a row of headings is a line)

import pytest

from ropa_desktop.exchange.recognition.aliases import in_language, language_of, matches
from tests.exchange.recognition.books import recognised, targets

ROWS = {
    "en": "Processing activity|Purposes of the processing|Lawful basis|Categories of data subjects|Categories of personal data|Recipients|Third countries|Retention period|Security measures",
    "nb": "Behandling|Formål med behandlingen|Behandlingsgrunnlag|Kategorier av registrerte|Kategorier av personopplysninger|Mottakere|Overføringer til tredjeland|Planlagte tidsfrister for sletting|Sikkerhetstiltak",
    "da": "Behandlingsaktivitet|Behandlingens formål|Retsgrundlag|Kategorier af registrerede|Kategorier af personoplysninger|Kategorier af modtagere|Overførsel til tredjelande|Tidspunkt for sletning|Sikkerhedsforanstaltninger",
    "sv": "Behandling|Ändamål|Rättslig grund|Kategorier av registrerade|Kategorier av personuppgifter|Mottagare|Överföring till tredjeland|Gallring|Säkerhetsåtgärder",
    "fi": "Käsittelytoimi|Käsittelyn tarkoitus|Oikeusperuste|Rekisteröityjen ryhmät|Henkilötietoryhmät|Vastaanottajaryhmät|Siirrot kolmansiin maihin|Säilytysaika|Turvatoimet",
    "de": "Verarbeitungstätigkeit|Zwecke der Verarbeitung|Rechtsgrundlage|Kategorien betroffener Personen|Kategorien von personenbez. Daten|Kategorien von Empfängern|Drittlandtransfer|Löschfristen|TOM",
    "nl": "Verwerking|Doel|Grondslag|Categorieën betrokkenen|Categorieën persoonsgegevens|Ontvangers|Doorgifte buiten EER|Bewaartermijn|Beveiliging",
    "fr": "Nom du traitement|Finalité|Base légale|Catégories de personnes concernées|Catégories de données traitées|Catégories de destinataires|Transferts vers des pays tiers|Délais prévus pour l'effacement des données|Mesures de sécurité",
    "es": "Actividad de tratamiento|Fines del tratamiento|Base jurídica|Categorías de interesados (Colectivo)|Categorías de datos|Categorías de destinatarios (cesiones)|Transferencias internacionales|Plazo de supresión/conservación|Medidas de seguridad",
    "it": "Tipologia di trattamento|Finalità|Base giuridica|Categorie di interessati|Categorie di dati personali|Categorie di destinatari|Trasferimento dati verso paesi terzi (o organizzazioni internazionali)|Termini ultimi di cancellazione previsti|Misure di sicurezza tecniche e organizzative",
}  # fmt: skip
FIELDS = (
    "name",
    "purpose",
    "legal_basis",
    "data_subjects",
    "data_categories",
    "recipients",
    "third_countries",
    "retention",
    "measures",
)


@pytest.mark.parametrize("language", ROWS)
def test_a_row_of_headings_is_understood_in_its_language(language: str) -> None:
    headings = ROWS[language].split("|")
    found = recognised([headings, [f"value {n}" for n in range(len(headings))]])
    assert tuple(targets(found).values()) == FIELDS
    assert found.mapping.sheets[0].language == language


@pytest.mark.parametrize(
    ("language", "heading", "target"),
    [
        ("it", "Responsabile del trattamento", "processors"),
        ("es", "Responsable del tratamiento", "controller"),
        ("fr", "Responsable du traitement", "controller"),
        ("es", "Responsable", "controller"),
        ("it", "Titolare del trattamento", "controller"),
        ("it", "RPD", "dpo"),
        ("es", "DPD", "dpo"),
        ("it", "Responsabile della protezione dei dati", "dpo"),
        ("de", "Vertreter", "representative"),
        ("de", "Verantwortliche Fachabteilung", "department"),
        ("nb", "Behandlingsansvarlig", "controller"),
        ("nb", "Behandler", "processors"),
        ("nb", "Daglig behandlingsansvar", "owner"),
        ("fr", "Responsable(s) conjoint(s)", "joint_controllers"),
        ("nl", "Verwerkingsverantwoordelijke", "controller"),
        ("nl", "Verwerkers", "processors"),
    ],
)
def test_false_friends_are_told_apart(language: str, heading: str, target: str) -> None:
    assert in_language(heading, language)[0].target == target


def test_the_whole_row_decides_which_language_it_is_in() -> None:
    italian = recognised(
        [["Trattamento", "Finalità", "Interessati", "Responsabile"], ["Paghe", "Stipendi", "x", "Studio"]]
    )
    spanish = recognised([["Tratamiento", "Fines", "Interesados", "Responsable"], ["Nóminas", "Pagar", "x", "Empresa"]])
    assert targets(italian)["Responsabile"] == "processors"
    assert targets(spanish)["Responsable"] == "controller"
    assert language_of(["Formål", "Kategorier av registrerte"]) == "nb"


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Data_Subject_Category", "data_subjects"),
        ("recipients_subprocessors", "recipients"),
        ("IsDPIARequired", "assessment_required"),
        ("Puposes of processing", "purpose"),
        ("3. Categories of personal data *", "data_categories"),
        ("Transfers Outside UK/EU (Safeguards)", "third_countries"),
        ("HealthData", "data_flag:health"),
        ("RightOfAccess", "rights"),
        ("HasRetention", "asked"),
        ("DataBreachReportingTool", "note"),
        ("VolumeImportant", "large_scale"),
    ],
)
def test_spellings_of_tools_and_of_hurry(heading: str, target: str) -> None:
    assert matches(heading)[0].target == target


def test_a_word_that_means_anything_is_no_heading() -> None:
    assert not [match for match in matches("Value") if match.score > 0.7]
