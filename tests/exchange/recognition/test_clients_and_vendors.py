"""Sheets of clients and vendors beside the register: ticks that join them to activities, contracts, systems, places."""

from tests.exchange.recognition.books import Rows, all_accounted, book, names, records, sheet, targets

SERVICES: Rows = [
    ["Processor: Tallfort AS"],
    ["No", "Service", "Categories of processing", "Data subjects", "Personal data", "Sub-processors"],
    ["1", "Payroll", "Calculating pay", "Employees of the client", "Name, pay", "Visma AS"],
    ["2", "Bookkeeping", "Posting vouchers", "Customers of the client", "Name, amount", "Evry AS"],
]

ACTIVITIES: Rows = [
    ["Activity", "Purpose", "Legal basis", "Data subjects", "Personal data"],
    ["Payroll", "Pay staff", "6(1)(b)", "Employees", "Name"],
    ["Tickets", "Sell tickets", "6(1)(b)", "Guests", "E-mail"],
    ["Newsletter", "Tell the news", "6(1)(a)", "Guests", "E-mail"],
]


def test_a_tick_below_a_service_says_that_it_is_done_for_the_client_of_the_row() -> None:
    clients: Rows = [
        ["", "", "", "", "", "Services (x)"],
        ["Client", "Org. no", "Contact", "E-mail", "DPA date", "Payroll", "Bookkeeping"],
        ["Vik Bakeri AS", "911222333", "Gro Vik", "gro@vik.example", "25.05.2018", "x", ""],
        ["Nes Taxi AS", "922333444", "The bookkeeper", "", "02.01.2020", "x", "x"],
        ["Total", "2 clients"],
    ]
    found = all_accounted(book(sheet(SERVICES, "Services"), sheet(clients, "Clients")))
    assert found.mapping.sheets[1].role == "processor"
    assert names(found, "acted_for", "activity_id", "activity") == ["Payroll", "Payroll", "Bookkeeping"]
    clients_of = names(found, "acted_for", "organisation_id", "organisation")
    assert clients_of == ["Vik Bakeri AS", "Nes Taxi AS", "Nes Taxi AS"]
    days = [one.get("contract_date") for one in records(found, "acted_for")]
    assert days == ["2018-05-25", "2020-01-02", "2020-01-02"]
    vik = next(one for one in records(found, "organisation") if one["name"] == "Vik Bakeri AS")
    assert vik["identifier"] == "911222333"
    contact = next(one for one in records(found, "contact") if one["organisation_id"] == vik["id"])
    assert (contact["name"], contact["email"]) == ("Gro Vik", "gro@vik.example")
    assert len(records(found, "activity")) == 2


def test_a_tick_below_an_activity_says_that_the_processor_of_the_row_takes_part_in_it() -> None:
    vendors: Rows = [
        ["Processor", "Country", "Contract", "Payroll", "Tickets", "Newsletter"],
        ["Visma AS", "Norge", "signed", "x", "-", "-"],
        ["Mailchimp Corporation", "USA", "signed", "-", "x", "x"],
    ]
    found = all_accounted(book(sheet(ACTIVITIES), sheet(vendors, "Processors")))
    told = zip(
        names(found, "recipient", "activity_id", "activity"),
        names(found, "recipient", "organisation_id", "organisation"),
        strict=True,
    )
    assert list(told) == [
        ("Payroll", "Visma AS"),
        ("Tickets", "Mailchimp Corporation"),
        ("Newsletter", "Mailchimp Corporation"),
    ]
    assert {one["declared_role"] for one in records(found, "recipient")} == {"processor"}


def test_columns_of_ticks_that_no_activity_is_called_by_join_nothing() -> None:
    rows: Rows = [["Client", "Invoiced", "Visited"], ["Vik AS", "x", "x"], ["Nes AS", "x", ""]]
    found = all_accounted(book(sheet(SERVICES, "Services"), sheet(rows, "Clients")))
    assert not records(found, "acted_for")
    assert {outcome.kind for outcome in found.outcomes if outcome.sheet == "Clients"} == {"ignored"}


def test_a_short_list_of_vendors_brings_their_systems_contracts_and_where_the_data_lie() -> None:
    vendors: Rows = [
        ["Leverandør", "System", "Databehandleravtale signert", "Hvor lagres data?"],
        ["Kidplan AS", "Kidplan", "17.08.2020", "Norge"],
        ["Intuit Inc.", "Mailchimp", "-", "USA"],
    ]
    found = all_accounted(book(sheet(ACTIVITIES), sheet(vendors, "Databehandlere")))
    assert found.mapping.sheets[1].holds == "organisations"
    assert targets(found, 1)["Hvor lagres data?"] == "data_location"
    engagements = {one["service"]: one for one in records(found, "engagement")}
    assert engagements["Kidplan"]["contract_date"] == "2020-08-17"
    assert "contract_state" not in engagements["Mailchimp"]
    systems = {one["name"]: one for one in records(found, "system")}
    assert systems["Mailchimp"]["engagement_id"] == engagements["Mailchimp"]["id"]
    assert names(found, "system", "operator_id", "organisation") == ["Kidplan AS", "Intuit Inc."]
    assert [(one["use"], one["country"]) for one in records(found, "location")] == [
        ("storage", "NO"),
        ("storage", "US"),
    ]


def test_two_columns_are_a_list_of_vendors_on_a_sheet_that_is_called_so() -> None:
    rows: Rows = [["Name", "Country"], ["Visma AS", "Norge"], ["Mailchimp", "USA"]]
    found = all_accounted(book(sheet(ACTIVITIES), sheet(rows, "Processors"), sheet(rows, "Places")))
    assert [one.holds for one in found.mapping.sheets] == ["activities", "organisations", ""]


def test_an_erasure_schedule_is_read_under_a_bare_heading_and_keeps_how_data_are_destroyed() -> None:
    rows: Rows = [
        ["Datenart", "Frist", "Vorschrift", "Art der Löschung"],
        ["Rechnungen", "8 Jahre", "§ 147 AO", "Schredder DIN 66399"],
        ["Bewerbungen", "6 Monate", "§ 15 AGG", "Löschung"],
    ]
    found = all_accounted(book(sheet(ACTIVITIES), sheet(rows, "Löschkonzept")))
    rules = {one["name"]: one for one in records(found, "retention_rule")}
    assert (rules["Rechnungen"]["amount"], rules["Rechnungen"]["unit"]) == (8, "year")
    assert rules["Rechnungen"]["wording"] == "8 Jahre\nArt der Löschung: Schredder DIN 66399"
    assert (rules["Bewerbungen"]["amount"], rules["Bewerbungen"]["unit"]) == (6, "month")
    assert {outcome.kind for outcome in found.outcomes if outcome.sheet == "Löschkonzept" and outcome.row} == {"field"}


def test_clients_of_a_processor_are_told_by_their_kind_and_reached_by_the_column_beside_them() -> None:
    rows: Rows = [
        ["Titolare per conto del quale si tratta", "Come", "Categorie di trattamenti", "Misure", "Nomina / contratto"],
        [
            "Condominio Aurora",
            "aurora@condomini.example",
            "Anagrafe, assemblee",
            "Password",
            "Assemblea del 03/10/2022",
        ],
        ["Condominio Rossa", "0141 000 111", "Anagrafe, assemblee", "Password", "Assemblea del 20/06/2019"],
        ["Condominio Verde", "verde@condomini.example", "Contabilità", "Password", "in attesa"],
    ]
    found = all_accounted(book(sheet(rows, "Responsabile")))
    names = {one["id"]: one["name"] for one in records(found, "organisation")}
    contracts = {names[one["organisation_id"]]: one for one in records(found, "acted_for")}
    assert {name: one.get("contract_date") for name, one in contracts.items()} == {
        "Condominio Aurora": "2022-10-03",
        "Condominio Rossa": "2019-06-20",
        "Condominio Verde": None,
    }
    assert contracts["Condominio Verde"]["contract_state"] == "draft"
    reached = {names[one["organisation_id"]]: one.get("email") or one["phone"] for one in records(found, "contact")}
    assert reached["Condominio Aurora"] == "aurora@condomini.example"
    assert reached["Condominio Rossa"] == "0141 000 111"


def test_a_client_list_may_name_its_services_in_one_cell() -> None:
    clients: Rows = [
        ["Client", "VAT no", "Contact", "Services", "Contract"],
        ["Vik Bakeri AS", "911222333", "Gro Vik", "Payroll, Bookkeeping", "25.05.2018"],
        ["Nes Taxi AS", "922333444", "", "Bookkeeping", "-"],
    ]
    found = all_accounted(book(sheet(SERVICES, "Services"), sheet(clients, "Clients")))
    told = zip(
        names(found, "acted_for", "activity_id", "activity"),
        names(found, "acted_for", "organisation_id", "organisation"),
        strict=True,
    )
    assert set(told) == {("Payroll", "Vik Bakeri AS"), ("Bookkeeping", "Vik Bakeri AS"), ("Bookkeeping", "Nes Taxi AS")}
    vik = next(one for one in records(found, "organisation") if one["name"] == "Vik Bakeri AS")
    assert vik["identifier"] == "911222333"


def test_suppliers_with_a_country_in_their_names_are_suppliers_and_join_by_what_they_are_used_for() -> None:
    activities: Rows = [
        ["#", *ACTIVITIES[0]],
        *([f"P{number}", *row] for number, row in enumerate(ACTIVITIES[1:], 1)),
    ]
    suppliers: Rows = [
        ["Supplier", "System", "Contract signed", "Used for"],
        ["Civica UK Ltd", "Cx", "01/04/2019", "P1, P2"],
        ["Sage (UK) Ltd", "Sage Payroll", "30/01/2020", "P1"],
        ["SurveyMonkey Europe UC", "SurveyMonkey", "", "P3"],
    ]
    found = all_accounted(book(sheet(activities), sheet(suppliers, "Suppliers")))
    assert targets(found, 1)["Supplier"] == "processors"
    activities_of = zip(
        names(found, "recipient", "organisation_id", "organisation"),
        names(found, "recipient", "activity_id", "activity"),
        strict=True,
    )
    assert {activity for party, activity in activities_of if party == "Civica UK Ltd"} == {"Payroll", "Tickets"}
    alone = all_accounted(book(sheet(ACTIVITIES), sheet([row[:3] for row in suppliers], "Suppliers")))
    assert alone.mapping.sheets[1].holds == "organisations"
    assert len(records(alone, "activity")) == 3
