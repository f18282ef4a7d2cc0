"""Whose register it is, in many languages and shapes, above a table and on a cover."""

from typing import Any

import pytest

from tests.exchange.recognition.books import Rows, records
from tests.exchange.recognition.contact_books import above, contacts_of, cover, keeper_of

BLOCKS: list[tuple[str, Rows, dict[str, str], list[tuple[str, ...]]]] = [
    (
        "swedish cover with a legend below",
        [
            ["Registerförteckning enligt artikel 30"],
            ["Personuppgiftsansvarig", "Hyreshuset i Tallby AB"],
            ["Organisationsnummer", "556000-9999"],
            ["Postadress", "Box 3, 123 45 Tallby"],
            ["Dataskyddsombud", "Maj Ek, dso@tallby.example, 0123-456 78"],
            [None],
            ["Teckenförklaring"],
            ["A", "Avtal"],
            ["S", "Samtycke"],
        ],
        {"name": "Hyreshuset i Tallby AB", "identifier": "556000-9999", "address": "Box 3, 123 45 Tallby"},
        [("dpo", "Maj Ek", "dso@tallby.example", "0123-456 78")],
    ),
    (
        "english read-me with advice and a change log",
        [
            ["READ ME FIRST"],
            ["Legal entity", "Tidewell Ireland Ltd"],
            ["Registered office", "2 Quay Street, Sligo, Ireland"],
            ["DPO / privacy contact", "Asha Rao, privacy@tidewell.example"],
            ["Version", "v2.1"],
            ["Please ask Asha before you change anything in the grey columns."],
            [None],
            ["Version", "Date", "Name", "Change"],
            ["1.0", "2021-02-01", "Asha Rao", "First draft"],
            ["2.0", "2022-03-01", "Tom Ray", "Vendors added"],
        ],
        {"name": "Tidewell Ireland Ltd", "address": "2 Quay Street, Sligo, Ireland", "record_version": "v2.1"},
        [("dpo", "Asha Rao", "privacy@tidewell.example")],
    ),
    (
        "norwegian, two pairs in a row",
        [
            ["Virksomhet", "Lofttall Regnskap AS", None, "Org.nr.", "999 111 222"],
            ["Adresse", "Strandgata 1, 6700 Måløy", None, "E-post", "post@lofttall.example"],
            ["Daglig leder", "Gro Vik", None, "Personvernombud", "Ikke pålagt"],
        ],
        {
            "name": "Lofttall Regnskap AS",
            "identifier": "999 111 222",
            "address": "Strandgata 1, 6700 Måløy",
            "email": "post@lofttall.example",
        },
        [("general", "Gro Vik")],
    ),
    (
        "french and english labels, the value two columns away, the e-mail in a further cell",
        [
            ["Responsable du traitement / Controller :", None, "Moselle Fund Services S.à r.l."],
            ["Siège / Registered office :", None, "3, rue de la Mine, L-4130 Esch-sur-Alzette"],
            ["DPD / DPO :", None, "Luc Thill", "dpo@moselle.example"],
        ],
        {"name": "Moselle Fund Services S.à r.l.", "address": "3, rue de la Mine, L-4130 Esch-sur-Alzette"},
        [("dpo", "Luc Thill", "dpo@moselle.example")],
    ),
    (
        "irish school with its address in one cell, and the board as controller",
        [
            ["School:", "St Columba's Community College, Main St, Ballymore, Co. Mayo"],
            ["Data controller:", "Board of Management"],
            ["Contact:", "office@stcolumbas.example"],
        ],
        {
            "name": "St Columba's Community College",
            "address": "Main St, Ballymore, Co. Mayo",
            "email": "office@stcolumbas.example",
        },
        [("general", "Board of Management")],
    ),
    (
        "danish, phone and mail in one",
        [
            ["Dataansvarlig", "Tandlægerne Havnen I/S"],
            ["CVR-nr.", "00 11 22 33"],
            ["Telefon og mail", "75 00 12 12, klinik@havnen.example"],
            ["Databeskyttelsesrådgiver", "Ikke udpeget"],
        ],
        {
            "name": "Tandlægerne Havnen I/S",
            "identifier": "00 11 22 33",
            "phone": "75 00 12 12",
            "email": "klinik@havnen.example",
        },
        [],
    ),
    (
        "german company with manager, registers and an external officer",
        [
            ["Firma", "Pflegedienst Ulmenhof GmbH"],
            ["Anschrift", "Kirchgasse 2, 99734 Nordhausen, Tel. 03631 555 90"],
            ["Geschäftsführer", "Dr. Eva Lenz, Jan Thoma"],
            ["HRB", "12345, Amtsgericht Jena"],
            ["USt-IdNr.", "DE000000000"],
            ["DSB", "Anke Störm, datenschutz@ulmenhof.example"],
            ["Ansprechpartner Datenschutz", "Rolf Kern"],
        ],
        {
            "name": "Pflegedienst Ulmenhof GmbH",
            "address": "Kirchgasse 2, 99734 Nordhausen",
            "phone": "03631 555 90",
            "identifier": "12345, Amtsgericht Jena, DE000000000",
        },
        [
            ("general", "Dr. Eva Lenz"),
            ("general", "Jan Thoma"),
            ("dpo", "Anke Störm", "datenschutz@ulmenhof.example"),
            ("privacy", "Rolf Kern"),
        ],
    ),
    (
        "finnish",
        [
            ["Rekisterinpitäjä", "Koivulan kaupunki"],
            ["Y-tunnus", "0000000-1"],
            ["Osoite", "Torikatu 1, 00100 Koivula"],
            ["Tietosuojavastaava", "Anna Korpi, tietosuoja@koivula.example, puh. 040 000 0000"],
        ],
        {"name": "Koivulan kaupunki", "identifier": "0000000-1", "address": "Torikatu 1, 00100 Koivula"},
        [("dpo", "Anna Korpi", "tietosuoja@koivula.example", "040 000 0000")],
    ),
    (
        "dutch",
        [
            ["Verwerkingsverantwoordelijke:", "Stichting Zorg aan Zee"],
            ["KvK-nummer:", "00112233"],
            ["Vestigingsadres:", "Kade 1, 1234 AB Zeedorp"],
            ["Website:", "www.zorgaanzee.example"],
            ["FG:", "niet verplicht"],
            ["Contactpersoon AVG:", "Joke Vis (j.vis@zorgaanzee.example)"],
        ],
        {
            "name": "Stichting Zorg aan Zee",
            "identifier": "00112233",
            "address": "Kade 1, 1234 AB Zeedorp",
            "website": "www.zorgaanzee.example",
        },
        [("privacy", "Joke Vis", "j.vis@zorgaanzee.example")],
    ),
    (
        "spanish",
        [
            ["Razón social", "Hoteles del Faro, S.L."],
            ["NIF", "B00000000"],
            ["Domicilio social", "Av. del Faro 1, 03001 Alicante"],
            ["Administrador", "Pilar Soto Ruiz"],
            ["Delegado de Protección de Datos", "No designado"],
        ],
        {
            "name": "Hoteles del Faro, S.L.",
            "identifier": "B00000000",
            "address": "Av. del Faro 1, 03001 Alicante",
        },
        [("general", "Pilar Soto Ruiz")],
    ),
    (
        "italian, certified mail and two numbers",
        [
            ["Denominazione", "Falegnameria Bosco S.n.c."],
            ["Sede legale", "Via Roma 4, 36100 Vicenza"],
            ["P.IVA / C.F.", "01234567890"],
            ["PEC", "bosco@pec.example"],
            ["Legale rappresentante", "Ugo Bosco"],
            ["RPD / DPO", "Avv. Lia Neri"],
            ["Contatti RPD", "rpd@neri.example - 0444 000111"],
        ],
        {
            "name": "Falegnameria Bosco S.n.c.",
            "address": "Via Roma 4, 36100 Vicenza",
            "identifier": "01234567890",
            "email": "bosco@pec.example",
        },
        [("general", "Ugo Bosco"), ("dpo", "Avv. Lia Neri", "rpd@neri.example", "0444 000111")],
    ),
    (
        "polish",
        [
            ["Administrator danych", "Spedycja Fala sp. z o.o."],
            ["NIP", "000-000-00-00"],
            ["Siedziba", "ul. Lipowa 5, 90-000 Łódź"],
            ["Prezes zarządu", "Jan Kowal"],
            ["Inspektor ochrony danych", "nie wyznaczono"],
        ],
        {"name": "Spedycja Fala sp. z o.o.", "identifier": "000-000-00-00", "address": "ul. Lipowa 5, 90-000 Łódź"},
        [("general", "Jan Kowal")],
    ),
    (
        "czech",
        [
            ["Správce", "Divadlo Na Kopci s.r.o."],
            ["IČO", "00000001"],
            ["Sídlo", "Náměstí 1, 110 00 Praha"],
            ["Jednatel", "Petr Dub"],
            ["Pověřenec", "Jana Malá, poverenec@kopec.example"],
        ],
        {"name": "Divadlo Na Kopci s.r.o.", "identifier": "00000001", "address": "Náměstí 1, 110 00 Praha"},
        [("general", "Petr Dub"), ("dpo", "Jana Malá", "poverenec@kopec.example")],
    ),
    (
        "portuguese",
        [
            ["Responsável pelo tratamento", "Conservas do Cabo, Lda."],
            ["NIPC", "500000000"],
            ["Morada", "Rua do Cais 7, 8000-000 Faro"],
            ["Gerente", "Rui Matos"],
            ["Encarregado da Proteção de Dados", "epd@conservasdocabo.example"],
        ],
        {"name": "Conservas do Cabo, Lda.", "identifier": "500000000", "address": "Rua do Cais 7, 8000-000 Faro"},
        [("general", "Rui Matos"), ("dpo", "epd@conservasdocabo.example")],
    ),
    (
        "greek",
        [
            ["Υπεύθυνος επεξεργασίας", None, "Ξενοδοχεία Κύμα Α.Ε."],
            ["ΑΦΜ", None, "000000000"],
            ["Διεύθυνση", None, "Παραλίας 8, 721 00 Άγιος Νικόλαος"],
            ["Υπεύθυνος προστασίας δεδομένων", None, "Μαρία Στάθη, dpo@kyma.example, 28410 00 123"],
        ],
        {"name": "Ξενοδοχεία Κύμα Α.Ε.", "identifier": "000000000", "address": "Παραλίας 8, 721 00 Άγιος Νικόλαος"},
        [("dpo", "Μαρία Στάθη", "dpo@kyma.example", "28410 00 123")],
    ),
    (
        "hungarian",
        [
            ["Adatkezelő neve", "Kék Duna Kft."],
            ["Székhely", "1011 Budapest, Fő utca 1."],
            ["Cégjegyzékszám", "01-09-000000"],
            ["Ügyvezető", "Kiss Anna"],
            ["Adatvédelmi tisztviselő", "nincs kijelölve"],
        ],
        {"name": "Kék Duna Kft.", "address": "1011 Budapest, Fő utca 1.", "identifier": "01-09-000000"},
        [("general", "Kiss Anna")],
    ),
    (
        "romanian",
        [
            ["Operator", "Curier Lin SRL"],
            ["CUI", "RO00000000"],
            ["Sediul social", "Str. Florilor 5, Cluj-Napoca"],
            ["Administrator unic", "Ion Pop"],
            ["Responsabil cu protecția datelor", "dpo@curierlin.example, 0264 000 111"],
        ],
        {"name": "Curier Lin SRL", "identifier": "RO00000000", "address": "Str. Florilor 5, Cluj-Napoca"},
        [("general", "Ion Pop"), ("dpo", "dpo@curierlin.example", "0264 000 111")],
    ),
    (
        "estonian",
        [
            ["Vastutav töötleja", "Sinilind OÜ"],
            ["Registrikood", "10000000"],
            ["Aadress", "Pikk 1, 10123 Tallinn"],
            ["Andmekaitsespetsialist", "Mari Kask, dpo@sinilind.example"],
        ],
        {"name": "Sinilind OÜ", "identifier": "10000000", "address": "Pikk 1, 10123 Tallinn"},
        [("dpo", "Mari Kask", "dpo@sinilind.example")],
    ),
    (
        "one line for all",
        [["Controller: Foss Ltd, 1 Mill Lane, Cork, info@foss.example – DPO: Jane Roe, dpo@foss.example"]],
        {"name": "Foss Ltd", "address": "1 Mill Lane, Cork", "email": "info@foss.example"},
        [("dpo", "Jane Roe", "dpo@foss.example")],
    ),
    (
        "all in one cell by lines",
        [["Virksomhet: Foss Energi AS\nOrg.nr: 999 888 777\nPersonvernombud: Kari Nes, pvo@foss.example"]],
        {"name": "Foss Energi AS", "identifier": "999 888 777"},
        [("dpo", "Kari Nes", "pvo@foss.example")],
    ),
    (
        "stacked under titles",
        [
            ["Verantwortlicher"],
            ["Muster & Kern GmbH"],
            ["Hauptstr. 1, 10115 Berlin"],
            ["info@musterkern.example"],
            [None],
            ["Datenschutzbeauftragter"],
            ["Ulla Frey"],
            ["dsb@musterkern.example"],
        ],
        {"name": "Muster & Kern GmbH", "address": "Hauptstr. 1, 10115 Berlin", "email": "info@musterkern.example"},
        [("dpo", "Ulla Frey", "dsb@musterkern.example")],
    ),
    (
        "headings with one row below",
        [
            ["Company name", "Registered office", "Company number", "DPO", "DPO e-mail"],
            ["Foss Ltd", "1 Mill Lane, Cork", "000123", "Jane Roe", "dpo@foss.example"],
        ],
        {"name": "Foss Ltd", "address": "1 Mill Lane, Cork", "identifier": "000123"},
        [("dpo", "Jane Roe", "dpo@foss.example")],
    ),
    (
        "a row for each role",
        [
            ["Role", "Name", "E-mail", "Phone"],
            ["Controller", "Foss Ltd", "info@foss.example", "021 000 0000"],
            ["DPO", "Jane Roe", "dpo@foss.example", "021 000 0001"],
            ["EU representative", "N/A"],
            ["Managing director", "Tom Roe", "tom@foss.example"],
        ],
        {"name": "Foss Ltd", "email": "info@foss.example", "phone": "021 000 0000"},
        [("dpo", "Jane Roe", "dpo@foss.example", "021 000 0001"), ("general", "Tom Roe", "tom@foss.example")],
    ),
    (
        "a column for each role",
        [
            [None, "Controller", "Data protection officer"],
            ["Name", "Foss Ltd", "Jane Roe"],
            ["Address", "1 Mill Lane, Cork", "as left"],
            ["E-mail", "info@foss.example", "dpo@foss.example"],
        ],
        {"name": "Foss Ltd", "address": "1 Mill Lane, Cork", "email": "info@foss.example"},
        [("dpo", "Jane Roe", "dpo@foss.example")],
    ),
    (
        "officer before the organisation's own details",
        [
            ["Data controller", "Foss Ltd"],
            ["DPO", "Jane Roe"],
            ["Address", "1 Mill Lane, Cork"],
            ["Website", "www.foss.example"],
            [None],
            ["E-mail", "info@foss.example"],
        ],
        {
            "name": "Foss Ltd",
            "address": "1 Mill Lane, Cork",
            "website": "www.foss.example",
            "email": "info@foss.example",
        },
        [("dpo", "Jane Roe")],
    ),
    (
        "several people in a cell",
        [
            ["Forening", "Tverråa Idrettslag"],
            ["E-post", "post@tverraa.example"],
            ["Personvernkontakt", "Liv Moe (liv@tverraa.example), Per Aas (per@tverraa.example)"],
            ["Styreleder", "Anne Li og Ola By"],
        ],
        {"name": "Tverråa Idrettslag", "email": "post@tverraa.example"},
        [
            ("privacy", "Liv Moe", "liv@tverraa.example"),
            ("privacy", "Per Aas", "per@tverraa.example"),
            ("general", "Anne Li"),
            ("general", "Ola By"),
        ],
    ),
]


@pytest.mark.parametrize("place", [above, cover], ids=["above", "cover"])
@pytest.mark.parametrize(("rows", "of_keeper", "contacts"), [one[1:] for one in BLOCKS], ids=[one[0] for one in BLOCKS])
def test_a_block_tells_whose_register_it_is(
    rows: Rows, of_keeper: dict[str, str], contacts: list[tuple[str, ...]], place: Any
) -> None:
    found = place(rows)
    keeper = keeper_of(found)
    fields = ("name", "identifier", "address", "email", "phone", "website", "record_version")
    assert {name: keeper[name] for name in fields if keeper.get(name)} == of_keeper
    assert sorted(contacts_of(found)) == sorted(contacts)
    assert [one["name"] for one in records(found, "activity")] == ["Payroll", "Newsletter"]
