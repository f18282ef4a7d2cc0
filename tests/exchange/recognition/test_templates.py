"""Templates of authorities and tools: every heading goes where it belongs, with no hand on the mapping."""

# ruff: noqa: E501 (a row of headings is a line)

import pytest

from tests.exchange.recognition.books import recognised

TEMPLATES = {
    "British controller": "Business function=department|Purpose of processing=purpose|Name and contact details of joint controller (if applicable)=joint_controllers|Categories of individuals=data_subjects|Categories of personal data=data_categories|Categories of recipients=recipients|Link to contract with processor=contract|Names of third countries or international organisations that personal data are transferred to (if applicable)=third_countries|Safeguards for exceptional transfers of personal data to third countries or international organisations (if applicable)=safeguards|Retention schedule (if possible)=retention|General description of technical and organisational security measures (if possible)=measures|Article 6 lawful basis for processing personal data=legal_basis|Article 9 condition for processing special category data=special_condition|Legitimate interests for the processing (if applicable)=legitimate_interest|Link to record of legitimate interests assessment (if applicable)=balancing_reference|Rights available to individuals=rights|Existence of automated decision-making, including profiling (if applicable)=automated_decisions|The source of the personal data (if applicable)=source|Link to record of consent=consent_record|Location of personal data=systems|Data Protection Impact Assessment required?=assessment_required",
    "British processor": "Name and contact details of controller=controller|Name and contact details of controller's representative (if applicable)=representative|Categories of processing=categories_of_processing|Names of third countries or international organisations that personal data are transferred to (if applicable)=third_countries|General description of technical and organisational security measures (if possible)=measures",
    "Norwegian": "Behandlingsansvarlig=controller|Kontaktperson=owner|Personvernombud=dpo|Hva gjelder behandlingen?=name|Formål med behandlingen=purpose|Kategorier av registrerte=data_subjects|Behandlingsgrunnlag=legal_basis|I hvilke av våre systemer behandles opplysningene?=systems|Databehandlere=processors",
    "Norwegian public": "Behandlingen gjelder=name|Daglig behandlingsansvar=owner|Felles behandlingsansvar=joint_controllers|Formål med behandlingen=purpose|Behandlingsgrunnlag artikkel 6=legal_basis|Behandlingsgrunnlag artikkel 9 og 10=special_condition|Funksjons-eller virksomhetsområde=department|Kilder til personopplysningene=source|Mottakere eller kategori av mottagere=recipients|Er mottakerne tredjeland eller internasjonale organisasjoner?=third_countries|Nødvendige garantier ved overføring=safeguards",
    "Belgian": "Name of Business Process=name|Owner of Process=owner|Number=reference|Processing=description|Purpose of Processing=purpose|Basis for Processing=legal_basis|Type of Processing*=operations|Functional Data Category=data_categories|GDPR Data Category*=data_categories|Categories of data subjects=data_subjects",
    "Irish": "Business unit/function=department|Purpose=purpose|Categories of data subjects=data_subjects|Categories of recipients=recipients|Third country/safeguards=third_countries|Art 9 basis=special_condition",
    "Bavarian": "Verarbeitungstätigkeit=name|Ansprechpartner=owner|Datum der Einführung=started_on|Zwecke=purpose|Kategorien betroffener Personen=data_subjects|Drittlandtransfer=third_countries|Löschfristen=retention|TOM=measures",
    "Finnish": "Rekisterinpitäjä=controller|Yhteisrekisterinpitäjä=joint_controllers|Edustaja=representative|Tietosuojavastaava=dpo|Käsittelyn tarkoitus=purpose|Rekisteröityjen ryhmät=data_subjects|Suojatoimet=safeguards|Tekniset ja organisatoriset turvatoimet=measures|Säilytysaika/poistamisen määräajat=retention",
    "Danish": "Dataansvarlig=controller|Databeskyttelsesrådgiver=dpo|Behandlingsaktivitet=name|Behandlingens formål=purpose|Kategorier af registrerede=data_subjects|Overførsel til tredjelande eller internationale organisationer=third_countries",
    "of a tool": "Ref ID=reference|Name=name|Legal basis=legal_basis|Purposes=purpose|Personal data=data_categories|Data recipients=recipients|Data contractors=processors|Data transfers=third_countries",
    "of a repository": "id=reference|activity=name|personal_data=data_categories|data_subjects=data_subjects|purpose=purpose|lawful_basis=legal_basis|recipients_subprocessors=recipients|storage_system=systems|cross_border=third_countries|retention=retention",
    "of a markdown file": "Processing Reference=reference|Business Owner=owner|Purpose of Processing=purpose|Special Category Data? (Y/N)=special_data|Processors / Recipients=recipients|Transfers Outside UK/EU (Safeguards)=third_countries|Last Review Date=reviewed_on",
    "Portuguese": "Atividade de tratamento=name|Finalidade=purpose|Fundamento jurídico=legal_basis|Categorias de titulares=data_subjects|Prazo de conservação=retention",
    "Polish": "Nazwa czynności przetwarzania=name|Cel przetwarzania=purpose|Podstawa prawna=legal_basis|Kategorie odbiorców=recipients|Planowany termin usunięcia=retention",
    "Greek": "Δραστηριότητα=name|Σκοπός=purpose|Νομική βάση=legal_basis|Αποδέκτες=recipients|Μέτρα ασφάλειας=measures",
}  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_heading_of_a_template_goes_where_it_belongs(template: str) -> None:
    expected = [tuple(pair.split("=")) for pair in TEMPLATES[template].split("|")]
    headings = [heading for heading, _target in expected]
    found = recognised([headings, [f"value {place}" for place in range(len(headings))]])
    assert [(column.heading, column.target) for column in found.mapping.sheets[0].columns] == expected
